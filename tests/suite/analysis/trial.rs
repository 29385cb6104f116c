//! Trial designs: what they would have done, to the last digit, and the same once they are adopted.

use counterpoise::domain::analysis::trial::{Trial, always};
use counterpoise::domain::edit::{Change, Edit};
use counterpoise::domain::history::History;
use counterpoise::domain::id::{ScorecardId, UnitId};
use counterpoise::domain::measure::Weight;
use counterpoise::domain::period::Month;
use counterpoise::domain::scorecard::{Revision, Scorecard};
use counterpoise::domain::scoring::{Plan, Results};
use counterpoise::domain::workbook::Workbook;
use proptest::prelude::*;
use proptest::sample::Index;
use rust_decimal::Decimal;

use crate::books::{at, decimal, enter_from, fixed, monthly, percent_of, unit};
use crate::random_books::{config, ordinary, workbooks};
use crate::support::{month, sample};

const SPAN: (&str, &str) = ("2025-06", "2026-05");

fn span() -> (Month, Month) {
    (at(SPAN.0), at(SPAN.1))
}

fn results(workbook: &Workbook) -> Results {
    Results::new(Plan::new(workbook), at(SPAN.0), at(SPAN.1))
}

/// The revision with the weight of one of its measures changed.
fn reweighed(revision: &Revision, place: usize, weight: Decimal) -> Revision {
    let mut revision = revision.clone();
    if let Some(measure) = revision.measures_mut().nth(place) {
        measure.weight = Weight::new(weight).expect("a weight");
    }
    revision
}

/// Two wards, 60 and 40 points; January 54 + 32 and 60 + 12, February without b for the second.
fn book() -> Workbook {
    let mut book = monthly(&["a", "b"], vec![percent_of("a", "60"), percent_of("b", "40")]);
    book.units.push(unit("w2", None));
    book.scorecards[0].units.push(UnitId::from("w2"));
    enter_from(&mut book, "a", "2026-01", &["90", "50"]);
    enter_from(&mut book, "b", "2026-01", &["80", "100"]);
    for (item, month, figure) in [("a", "2026-01", "100"), ("b", "2026-01", "30"), ("a", "2026-02", "70")] {
        crate::books::enter(&mut book, "w2", item, month, figure);
    }
    book
}

#[test]
fn a_weight_that_is_doubled_moves_totals_and_ranks() {
    // b counts 80: January 54 + 64 = 118 and 60 + 24 = 84; February 30 + 80 and 70 × 140 ÷ 100 = 98.
    let book = book();
    let now = results(&book);
    let card = ScorecardId::from("card");
    let trial = reweighed(&book.scorecards[0].revisions[0], 1, decimal("80"));
    let trial = Trial::new(&book, &card, trial, span()).expect("the card");
    let january: Vec<_> = trial
        .moves(&now, month("2026-01"))
        .into_iter()
        .map(|own| (own.now.0, own.tried.0, own.change()))
        .collect();
    let row = |a: &str, b: &str, c: &str| (Some(decimal(a)), Some(decimal(b)), Some(decimal(c)));
    assert_eq!(january, [row("86", "118", "32"), row("72", "84", "12")]);
    // February: 30 + 40 = 70 and 70 × 100 ÷ 60 × 0.6 = 70; with 80: 110 and 98.
    let february = trial.moves(&now, month("2026-02"));
    assert_eq!(
        (february[0].now, february[1].now),
        ((Some(decimal("70")), Some(1)), (Some(decimal("70")), Some(1)))
    );
    // 60 of 140 points are 42.9 %: by that design the total of the second is provisional, and not ranked.
    assert_eq!(
        (february[0].tried, february[1].tried.0),
        ((Some(decimal("110")), Some(1)), Some(decimal("98")))
    );
    assert_eq!((february[0].places(), february[1].places()), (Some(0), None));

    let overall = trial.overall(&now);
    assert_eq!((overall[0].periods, overall[0].gains, overall[0].losses), (2, 2, 0));
    assert_eq!(
        overall.iter().map(|own| own.change).collect::<Vec<_>>(),
        [Some(decimal("36")), Some(decimal("20"))]
    );
    let both = trial.contributions_overall(&now, &UnitId::from("w2")).expect("two months");
    assert_eq!((both.before, both.after, both.change), (decimal("142"), decimal("182"), decimal("40")));
    // January +12 by b; February nothing by a itself (42), redistribution 56 instead of 28.
    let changes: Vec<Decimal> = both.lines.iter().map(|line| line.change).collect();
    assert_eq!(changes, ["0", "12", "28"].map(decimal));
}

#[test]
fn a_trial_is_adopted_as_a_revision_and_can_be_taken_back() {
    let mut book = book();
    let before = book.clone();
    let card = ScorecardId::from("card");
    let trial = reweighed(&book.scorecards[0].revisions[0], 1, decimal("80"));
    let trial = Trial::new(&book, &card, trial, span()).expect("the card");
    let edit = trial.adopt(&book, at("2026-02")).expect("the card");
    let mut history = History::default();
    history.apply(&mut book, edit).expect("a revision");
    let months: Vec<Month> = book.scorecards[0].revisions.iter().map(|own| own.from).collect();
    assert_eq!(months, [at("2000-01"), at("2026-02")]);
    let adopted = results(&book);
    let total = |month| adopted.total(&card, &"ward".into(), month);
    assert_eq!(total(month("2026-01")), Some(decimal("86")), "last month is unchanged");
    assert_eq!(total(month("2026-02")), Some(decimal("110")));
    // Adopted once more from the same month, it takes the place of the first.
    let again = trial.adopt(&book, at("2026-02")).expect("the card");
    history.apply(&mut book, again).expect("a revision");
    assert_eq!(book.scorecards[0].revisions.len(), 2);
    history.undo(&mut book);
    history.undo(&mut book);
    assert_eq!(book, before);
}

#[test]
fn a_target_can_be_tried_as_well() {
    let book = book();
    let now = results(&book);
    let mut revision = book.scorecards[0].revisions[0].clone();
    revision.perspectives[0].measures[0].target = fixed("200");
    let trial = Trial::new(&book, &"card".into(), revision, span()).expect("the card");
    // 60 × 90 ÷ 200 = 27 instead of 54.
    let found = trial.contributions(&now, &"ward".into(), month("2026-01")).expect("a total");
    let changes: Vec<Decimal> = found.lines.iter().map(|line| line.change).collect();
    assert_eq!(changes, ["-27", "0"].map(decimal));
}

#[test]
fn doubling_a_weight_on_the_sample_hospital_adds_up_to_the_last_digit() {
    let book = sample();
    let (first, last) = book.figures.span().expect("figures");
    let now = Results::new(Plan::new(&book), first, last);
    let mut compared = 0;
    for card in &book.scorecards {
        let revision = &card.revisions[0];
        let weight = revision.measures().next().expect("a measure").weight.value();
        let trial = reweighed(revision, 0, weight * Decimal::TWO);
        let trial = Trial::new(&book, &card.id, trial, (first, last)).expect("the card");
        for period in now.periods_of(&card.id) {
            for own in trial.moves(&now, period) {
                let Some(found) = trial.contributions(&now, &own.unit, period) else { continue };
                let sum: Decimal = found.lines.iter().map(|line| line.change).sum();
                assert_eq!(Some(sum), own.change());
                compared += 1;
            }
        }
    }
    assert!(compared > 50, "{compared}");
}

/// The edit that puts a design on trial in the place of the one before.
fn in_place(card: &ScorecardId, revision: Revision) -> Edit {
    let revision = Revision { from: always(), ..revision };
    Edit::Revisions { scorecard: card.clone(), change: Change::Replace(0, Box::new(revision)) }
}

#[test]
fn steps_of_a_trial_are_taken_back_and_done_again_and_the_workbook_is_left_alone() {
    let (book, card) = (book(), ScorecardId::from("card"));
    let now = results(&book);
    let base = book.scorecards[0].revisions[0].clone();
    let mut trial = Trial::new(&book, &card, base.clone(), span()).expect("the card");
    let total = |trial: &Trial| trial.moves(&now, month("2026-01"))[0].tried.0;
    assert!(!trial.differs() && !trial.can_step(false));
    trial.attempt(in_place(&card, reweighed(&base, 1, decimal("80"))), false).expect("a design");
    assert_eq!((total(&trial), trial.differs()), (Some(decimal("118")), true));
    // 60 + 80 points in place of 60 + 40.
    assert_eq!(trial.other_sum(), Some((decimal("140"), decimal("40"))));
    // Two keystrokes are one step; a step that is being typed can be given up.
    for weight in ["4", "50"] {
        trial.attempt(in_place(&card, reweighed(&base, 1, decimal(weight))), true).expect("a design");
    }
    assert_eq!(total(&trial), Some(decimal("94")));
    assert!(trial.cancel());
    assert_eq!(total(&trial), Some(decimal("118")));
    assert!(trial.step(false) && !trial.step(false));
    assert_eq!((total(&trial), trial.differs()), (Some(decimal("86")), false));
    assert_eq!(trial.other_sum(), None, "nothing is said of what is as it was");
    assert!(trial.step(true));
    assert_eq!(total(&trial), Some(decimal("118")));
    // What makes no sense is refused, and nothing has changed.
    let mut twice = base.clone();
    twice.perspectives[0].measures[1].id = twice.perspectives[0].measures[0].id.clone();
    assert!(trial.attempt(in_place(&card, twice), false).is_err());
    assert_eq!(total(&trial), Some(decimal("118")));
    assert_eq!(book, self::book());
}

#[test]
fn a_trial_goes_on_when_a_figure_is_changed() {
    let (mut book, card) = (book(), ScorecardId::from("card"));
    let base = book.scorecards[0].revisions[0].clone();
    let mut trial = Trial::new(&book, &card, base.clone(), span()).expect("the card");
    trial.attempt(in_place(&card, reweighed(&base, 1, decimal("80"))), false).expect("a design");
    crate::books::enter(&mut book, "ward", "b", "2026-01", "100");
    let trial = trial.renewed(&book, span()).expect("the card is there");
    // 54 + 80; by the design that holds 54 + 40.
    let moves = trial.moves(&results(&book), month("2026-01"));
    assert_eq!((moves[0].now.0, moves[0].tried.0), (Some(decimal("94")), Some(decimal("134"))));
    assert!(trial.differs() && trial.base().perspectives == base.perspectives);
}

/// A card of which every revision has the weights changed.
fn with_weights(card: &Scorecard, which: Index, weight: Decimal) -> Scorecard {
    let mut card = card.clone();
    for revision in &mut card.revisions {
        let count = revision.measures().count();
        *revision = reweighed(revision, which.index(count.max(1)), weight);
    }
    card
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn results_follow_a_weight(workbook in workbooks(ordinary), which in any::<Index>(), weight in 0_i64..90) {
        let mut followed = results(&workbook);
        let mut changed = workbook;
        changed.scorecards[0] = with_weights(&changed.scorecards[0], which, Decimal::from(weight));
        followed.set_card(&changed.scorecards[0]);
        prop_assert!(followed.agrees_with(&results(&changed)));
    }

    #[test]
    fn a_trial_is_what_the_adopted_workbook_scores(
        workbook in workbooks(ordinary),
        other in workbooks(ordinary),
        which in any::<Index>(),
        weight in 0_i64..90,
    ) {
        let card = workbook.scorecards[0].clone();
        let now = results(&workbook);
        let mut trial = Trial::new(&workbook, &card.id, card.revisions[0].clone(), span()).expect("the card");
        for revision in [
            reweighed(&card.revisions[0], which.index(2), Decimal::from(weight)),
            other.scorecards[0].revisions[0].clone(),
        ] {
            // A design of another workbook may not hold together in this one.
            if trial.attempt(in_place(&card.id, revision), false).is_err() {
                return Ok(());
            }
            let mut adopted = workbook.clone();
            trial.adopt(&adopted, at("2025-09")).expect("the card").apply(&mut adopted).expect("it holds");
            let end = card.revisions.iter().map(|own| own.from).find(|from| *from > at("2025-09"));
            let adopted = results(&adopted);
            for period in adopted.periods_of(&card.id) {
                if period.last() < at("2025-09") || end.is_some_and(|end| period.last() >= end) {
                    continue;
                }
                let tried: Vec<_> = trial.moves(&now, period).into_iter().map(|own| own.tried).collect();
                prop_assert_eq!(tried, adopted.totals(&card.id, period));
            }
        }
    }
}
