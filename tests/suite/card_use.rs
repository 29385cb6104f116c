//! From when and until when units use scorecards: what is set, what is scored, who is ranked with whom,
//! and that closed months keep to themselves. Worked by hand.

use counterpoise::document::digest_of_period;
use counterpoise::domain::exact::Exact;
use counterpoise::domain::id::{ScorecardId, UnitId};
use counterpoise::domain::measure::Measure;
use counterpoise::domain::name::Language;
use counterpoise::domain::period::{FirstMonth, Period};
use counterpoise::domain::scorecard::{Scorecard, Span};
use counterpoise::domain::scoring::{Body, NoScore, Plan, Results};
use counterpoise::domain::target::{PeerStatistic, PeerTarget, TargetSource};
use counterpoise::domain::unit::{DatedKind, Kind};
use counterpoise::domain::unit_tree::{ForUnits, for_units};
use counterpoise::domain::validate::check;
use counterpoise::domain::workbook::Workbook;
use counterpoise::forms::{Refusal, Subject, What, card_row, edit, month_row, sections, value};

use crate::books::{
    CARD, WARD, at, decimal, enter, enter_from, march, monthly, one, percent_of, perspective, revision,
    target, unit,
};
use crate::support::score;

const OTHER: &str = "other";

/// The months in which the ward uses a card after what is set: `+2026-04` from a month on, `-2026-04` no
/// longer, without a month always or never.
#[track_caller]
fn check_set(steps: &str, expected: &str) {
    let mut card = Scorecard { units: vec!["first".into()], ..monthly(&[], vec![]).scorecards.remove(0) };
    for step in steps.split(' ') {
        let (sign, from) = step.split_at(1);
        card.set_use(&WARD.into(), (!from.is_empty()).then(|| at(from)), sign == "+");
    }
    assert_eq!(written(&card, WARD), expected, "{steps}");
    assert_eq!(written(&card, "first"), "always", "{steps}: others are left alone");
}

fn written(card: &Scorecard, unit: &str) -> String {
    let month = |month: Option<_>| month.map_or_else(String::new, |month| format!("{month}"));
    let spans: Vec<String> =
        card.spans_of(&unit.into()).map(|own| format!("{}..{}", month(own.from), month(own.until))).collect();
    match (card.units.contains(&unit.into()), spans.as_slice()) {
        (true, []) => "always".to_owned(),
        (true, spans) => spans.join(" "),
        (false, _) => format!("never{}", spans.join(" ")),
    }
}

#[test]
fn a_unit_uses_a_card_from_a_month_until_its_next_change() {
    check_set("+", "always");
    check_set("+ -", "never");
    check_set("+2026-04", "2026-04..");
    check_set("+ -2026-04", "..2026-03");
    check_set("+ -2026-04 +2026-07", "..2026-03 2026-07..");
    check_set("+ -2026-04 +2026-07 +2026-05", "..2026-03 2026-05..");
    check_set("+ -2026-04 +2026-04", "always");
    check_set("+ -2026-04 +2026-07 +2026-04", "always");
    check_set("+ -2026-04 +2026-07 -2025-10", "..2025-09 2026-07..");
    check_set("+2026-04 -2026-04", "never");
    check_set("+2026-04 +2026-02", "2026-02..");
    check_set("+2026-04 +2026-06", "2026-04..");
    check_set("+2026-04 -2026-02", "2026-04..");
    check_set("+2026-04 -2026-06 +", "always");
    check_set("-2026-04", "never");
}

/// A month, a quarter or a year.
fn own(text: &str) -> Period {
    Period::parse(text, FirstMonth::JANUARY).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The ward by `card` up to February, by `other` from March on.
fn book() -> Workbook {
    let mut book = monthly(&["a", "b"], vec![percent_of("a", "100")]);
    let other = Scorecard {
        id: ScorecardId::from(OTHER),
        units: Vec::new(),
        revisions: vec![revision(vec![perspective("only", vec![percent_of("b", "100")])])],
        ..book.scorecards[0].clone()
    };
    book.scorecards.push(other);
    book.units.push(unit("beside", Some("hospital")));
    book.scorecards[0].units.push("beside".into());
    enter_from(&mut book, "a", "2026-01", &["80", "90", "70", "60"]);
    enter_from(&mut book, "b", "2026-01", &["50", "60", "91", "95"]);
    enter(&mut book, "beside", "a", "2026-03", "85");
    for (card, uses) in [(CARD, false), (OTHER, true)] {
        let what = ForUnits::Card(card.into(), Some(at("2026-03")), uses);
        for_units(&book, &[WARD.into()], &what).apply(&mut book).expect("an edit");
    }
    assert_eq!(check(&book), Ok(()));
    book
}

/// The total of the ward, `not used` where the card is not used.
fn total(book: &Workbook, card: &str, period: &str) -> String {
    let report = score(book, card, WARD, own(period));
    match report.body {
        Body::Nothing(NoScore::NotUsed) => "not used".to_owned(),
        _ => report.total.points.map_or_else(|| "none".to_owned(), |points| points.to_string()),
    }
}

#[test]
fn months_before_keep_their_scores_and_later_ones_have_those_of_the_other_card() {
    let book = book();
    let totals = |card| ["2026-01", "2026-02", "2026-03", "2026-04"].map(|at| total(&book, card, at));
    assert_eq!(totals(CARD), ["80", "90", "not used", "not used"]);
    assert_eq!(totals(OTHER), ["not used", "not used", "91", "95"]);
    // Of a longer period the months in which the card is used: (80 + 90) ÷ 2, 91, 95, (91 + 95) ÷ 2.
    let totals = |card| ["2026-Q1", "2026-Q2", "2026"].map(|at| total(&book, card, at));
    assert_eq!(totals(CARD), ["85", "not used", "85"]);
    assert_eq!(totals(OTHER), ["91", "95", "93"]);
}

#[test]
fn results_standings_and_ranks_say_the_same() {
    let book = book();
    let results = Results::new(Plan::new(&book), at("2026-01"), at("2026-12"));
    for period in ["2026-01", "2026-02", "2026-03", "2026-04", "2026-Q1", "2026-Q2", "2026"].map(own) {
        for standing in results.standings(period) {
            let (card, unit) = (&book.scorecards[standing.scorecard], &book.units[standing.unit]);
            let report = score(&book, card.id.as_str(), unit.id.as_str(), period);
            let says = format!("{} {} {period:?}", card.id, unit.id);
            assert_eq!(standing.total.points, report.total.points, "{says}");
            let absent = matches!(report.body, Body::Nothing(_));
            assert_eq!(standing.absent.is_some(), absent, "{says}");
        }
    }
    // In March 91 by the new card and 85 by the old one stand in one row.
    let ranking: Vec<String> = Plan::new(&book)
        .ranking(own("2026-03"))
        .into_iter()
        .map(|own| format!("{} {} {}/{}", own.scorecard, own.unit, own.rank, own.of))
        .collect();
    assert_eq!(ranking, ["card beside 2/2", "other ward 1/2"]);
    let ranks = results.ranks(own("2026-03"));
    assert_eq!(ranks, [None, Some((2, 2)), Some((1, 2))]);
}

#[test]
fn a_unit_that_has_left_is_nobodys_peer() {
    let mean = PeerTarget { statistic: PeerStatistic::Mean, with_self: false, least_peers: 1 };
    let measure = Measure { target: target(TargetSource::Peers(mean)), ..percent_of("a", "100") };
    let mut book = monthly(&["a"], vec![measure]);
    book.kinds = vec![Kind { id: "k".into(), name: counterpoise::domain::name::Name::plain("k") }];
    book.units.extend(["x", "y"].map(|id| unit(id, Some("hospital"))));
    for unit in &mut book.units[1..] {
        unit.kinds = vec![DatedKind { from: at("2000-01"), kind: "k".into() }];
        book.scorecards[0].set_use(&unit.id, None, true);
    }
    for (unit, figure) in [(WARD, "60"), ("x", "100"), ("y", "50")] {
        enter(&mut book, unit, "a", "2026-03", figure);
    }
    // The mean of 100 and 50, then of 100 alone.
    assert_eq!(one(&march(&book), "a").target.as_ref().and_then(Exact::to_decimal), Some(decimal("75")));
    book.scorecards[0].set_use(&"y".into(), Some(at("2026-03")), false);
    assert_eq!(one(&march(&book), "a").target.as_ref().and_then(Exact::to_decimal), Some(decimal("100")));
}

#[test]
fn going_over_later_is_not_seen_in_the_digest_of_an_earlier_month() {
    let mut book = book();
    let digest = |book: &Workbook, at| digest_of_period(book, &Plan::new(book), &CARD.into(), own(at));
    let before = ["2026-01", "2026-02"].map(|at| digest(&book, at));
    book.scorecards[0].set_use(&WARD.into(), Some(at("2026-02")), false);
    let after = ["2026-01", "2026-02"].map(|at| digest(&book, at));
    assert_eq!(before[0], after[0]);
    assert_ne!(before[1], after[1]);
}

#[track_caller]
fn check_refused(spans: &[(&str, Option<&str>, Option<&str>)]) {
    let mut book = book();
    book.scorecards[0].spans = spans
        .iter()
        .map(|(unit, from, until)| Span { unit: (*unit).into(), from: from.map(at), until: until.map(at) })
        .collect();
    assert!(check(&book).is_err(), "{spans:?}");
}

#[test]
fn spans_that_contradict_each_other_are_refused() {
    check_refused(&[(WARD, None, None)]);
    check_refused(&[(WARD, Some("2026-04"), Some("2026-03"))]);
    check_refused(&[("hospital", Some("2026-04"), None)]);
    check_refused(&[(WARD, None, Some("2026-04")), (WARD, Some("2026-03"), None)]);
    check_refused(&[(WARD, None, Some("2026-04")), (WARD, Some("2026-05"), None)]);
    check_refused(&[(WARD, Some("2026-05"), None), (WARD, None, Some("2026-03"))]);
}

#[test]
fn the_months_are_fields_of_the_unit() {
    const ENGLISH: Language = Language::English;
    let mut book = book();
    let subject = Subject::Unit(UnitId::from(WARD));
    let read = |book: &Workbook, what: What, row| value(book, &subject, what.at(row), ENGLISH);
    let rows: Vec<String> = sections(&book, &subject, ENGLISH)
        .into_iter()
        .flat_map(|own| own.rows)
        .flatten()
        .filter(|own| matches!(own.key.what, What::UsesCard | What::UsesFrom | What::UsesUntil))
        .map(|own| format!("{:?} {}", own.key.what, value(&book, &subject, own.key, ENGLISH)))
        .collect();
    assert_eq!(
        rows,
        [
            "UsesCard true",
            "UsesFrom ",
            "UsesUntil 2026-02",
            "UsesCard true",
            "UsesFrom 2026-03",
            "UsesUntil "
        ]
    );
    let in_month = |place, at_month| card_row(place, month_row(Some(at(at_month))));
    assert_eq!(read(&book, What::UsesCard, in_month(0, "2026-02")), "true");
    assert_eq!(read(&book, What::UsesCard, in_month(0, "2026-03")), "");
    let mut put = |what: What, row, text: &str| {
        let edit = edit(&book, &subject, what.at(row), text, ENGLISH)?;
        edit.apply(&mut book).map(drop).map_err(Refusal::from)
    };
    assert_eq!(put(What::UsesFrom, card_row(1, 0), "soon"), Err(Refusal::Month));
    assert_eq!(put(What::UsesFrom, card_row(1, 1), "2026-05"), Err(Refusal::Gone));
    put(What::UsesFrom, card_row(1, 0), "2026-04").expect("taken");
    assert!(put(What::UsesUntil, card_row(1, 0), "2026-03").is_err(), "it ends before it begins");
    put(What::UsesUntil, card_row(0, 0), "").expect("taken");
    put(What::UsesCard, in_month(1, "2026-08"), "").expect("taken");
    assert_eq!(written(&book.scorecards[0], WARD), "always");
    assert_eq!(written(&book.scorecards[1], WARD), "2026-04..2026-07");
}

#[test]
fn what_goes_with_a_unit_goes_with_its_months() {
    let mut book = book();
    for_units(&book, &[WARD.into()], &ForUnits::Remove).apply(&mut book).expect("an edit");
    assert_eq!(check(&book), Ok(()));
    assert!(book.scorecards.iter().all(|card| card.spans.is_empty()));
}
