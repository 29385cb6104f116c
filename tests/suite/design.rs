//! Changes to the tree of a card, weights that are changed together, and edits that are refused.

use counterpoise::domain::design::{
    Direction, Group, begin_revision, code_for, fresh_measure, new_item, remove_item, remove_unit,
    unknown_words,
};
use counterpoise::domain::differences::{Difference, differences};
use counterpoise::domain::edit::{Change, Edit, EditError};
use counterpoise::domain::expression::Expression;
use counterpoise::domain::history::History;
use counterpoise::domain::id::{MeasureId, PerspectiveId, ScorecardId, UnitId};
use counterpoise::domain::measure::Weight;
use counterpoise::domain::name::Language;
use counterpoise::domain::scorecard::{
    Objective, Override, Perspective, Revision, Veto, VetoEffect, Weighting,
};
use counterpoise::domain::scoring::full_points_of;
use counterpoise::domain::validate::{WorkbookError, check};
use counterpoise::domain::weights::{Share, scale, spread, sum_of_points, to_points, to_shares};
use counterpoise::i18n::describe_differences;
use rust_decimal::Decimal;

use crate::books::{
    at, decimal, enter, item, measure, monthly, objective, percent_of, perspective, revision, rules,
};
use crate::support::sample;

/// P: objective O with a and b, then c; Q: d; R is empty.
fn tree() -> Revision {
    let p = Perspective {
        objectives: vec![objective("O", vec![percent_of("a", "10"), percent_of("b", "20")])],
        ..perspective("P", vec![percent_of("c", "30")])
    };
    revision(vec![p, perspective("Q", vec![percent_of("d", "40")]), perspective("R", Vec::new())])
}

/// `P.O: a b; P: c; Q: d; R:`.
fn written(revision: &Revision) -> String {
    let names = |group: &Group| {
        let measures: Vec<&str> = revision.group(group).iter().map(|own| own.id.as_str()).collect();
        let objective = group.objective.as_ref().map_or(String::new(), |id| format!(".{id}"));
        format!("{}{objective}: {}", group.perspective, measures.join(" ")).trim_end().to_owned()
    };
    revision.groups().iter().map(names).collect::<Vec<_>>().join("; ")
}

fn ids(text: &str) -> Vec<MeasureId> {
    text.split_whitespace().map(MeasureId::from).collect()
}

#[track_caller]
fn check_moved(chosen: &str, direction: Direction, expected: &str) {
    let mut revision = tree();
    revision.move_measures(&ids(chosen), direction);
    assert_eq!(written(&revision), expected, "{chosen} {direction:?}");
}

#[test]
fn measures_move_past_the_ends_of_their_groups() {
    assert_eq!(written(&tree()), "P.O: a b; P: c; Q: d; R:");
    check_moved("b", Direction::Up, "P.O: b a; P: c; Q: d; R:");
    check_moved("a", Direction::Up, "P.O: a b; P: c; Q: d; R:");
    check_moved("c", Direction::Up, "P.O: a b c; P:; Q: d; R:");
    check_moved("b", Direction::Down, "P.O: a; P: b c; Q: d; R:");
    check_moved("d", Direction::Down, "P.O: a b; P: c; Q:; R: d");
    check_moved("a b", Direction::Up, "P.O: a b; P: c; Q: d; R:");
    check_moved("a b", Direction::Down, "P.O:; P: a b c; Q: d; R:");
    check_moved("b c", Direction::Up, "P.O: b a c; P:; Q: d; R:");
    check_moved("c d", Direction::Down, "P.O: a b; P:; Q: c; R: d");
}

#[test]
fn measures_move_into_a_group_in_the_order_of_the_card() {
    let mut revision = tree();
    let r = Group { perspective: PerspectiveId::from("R"), objective: None };
    revision.move_into(&ids("d a"), &r);
    assert_eq!(written(&revision), "P.O: b; P: c; Q:; R: a d");
    revision.move_into(&ids("b"), &Group { perspective: PerspectiveId::from("none"), objective: None });
    assert_eq!(written(&revision), "P.O: b; P: c; Q:; R: a d", "a group that is not there takes nothing");
}

#[test]
fn what_belongs_to_a_measure_goes_with_it() {
    let mut revision = tree();
    let own = |measure: &str| Override {
        unit: UnitId::from("ward"),
        measure: MeasureId::from(measure),
        weight: None,
        target: None,
        left_out: true,
    };
    revision.overrides = vec![own("a"), own("d")];
    revision.vetoes = vec![Veto {
        reason: counterpoise::domain::name::Name::plain("why"),
        measure: MeasureId::from("a"),
        condition: Expression::parse_condition("actual > 1").unwrap(),
        effect: VetoEffect::PerspectiveToZero,
    }];
    revision.remove_measures(&ids("a b"));
    assert_eq!(written(&revision), "P.O:; P: c; Q: d; R:");
    assert_eq!((revision.vetoes.len(), revision.overrides.as_slice()), (0, [own("d")].as_slice()));
    revision.remove_perspective(&PerspectiveId::from("Q"));
    assert_eq!(written(&revision), "P.O:; P: c; R:");
    assert_eq!(revision.overrides, []);
}

#[test]
fn an_objective_that_goes_leaves_its_measures_and_no_arrows() {
    let mut revision = tree();
    let other = Objective { leads_to: vec!["O".into()], ..objective("N", Vec::new()) };
    revision.perspectives[1].objectives.push(other);
    revision.remove_objective(&"O".into());
    assert_eq!(written(&revision), "P: a b c; Q.N:; Q: d; R:");
    assert_eq!(revision.perspectives[1].objectives[0].leads_to, []);
}

#[test]
fn a_copy_stands_behind_its_measure() {
    let mut book = monthly(&[], Vec::new());
    *rules(&mut book) = tree();
    let card = &book.scorecards[0];
    let mut made = Vec::new();
    let mut revision = card.revisions[0].clone();
    revision.duplicate_measures(&ids("a d"), &mut || {
        made.push(fresh_measure(card, &made));
        made.last().unwrap().clone()
    });
    assert_eq!(written(&revision), "P.O: a m1 b; P: c; Q: d m2; R:");
}

#[test]
fn copies_of_perspectives_and_objectives_stand_behind_them_with_measures_of_their_own() {
    let mut book = monthly(&[], Vec::new());
    *rules(&mut book) = tree();
    let card = &book.scorecards[0];
    let mut made = Vec::new();
    let mut fresh = || {
        made.push(fresh_measure(card, &made));
        made.last().unwrap().clone()
    };
    let mut revision = card.revisions[0].clone();
    let copy = revision.duplicate_perspective(&"P".into(), &mut fresh).map(|own| own.id.clone());
    assert_eq!(copy, Some("p1".into()));
    assert_eq!(written(&revision), "P.O: a b; P: c; p1.o1: m2 m3; p1: m1; Q: d; R:");
    let copy = revision.duplicate_objective(&"O".into(), &mut fresh).map(|own| own.id.clone());
    assert_eq!(copy, Some("o2".into()));
    assert_eq!(written(&revision), "P.O: a b; P.o2: m4 m5; P: c; p1.o1: m2 m3; p1: m1; Q: d; R:");
    assert!(revision.duplicate_perspective(&"gone".into(), &mut fresh).is_none());
    assert!(revision.duplicate_objective(&"gone".into(), &mut fresh).is_none());
}

fn shares(text: &str) -> Vec<Share> {
    let share = |word: &str| match word.strip_suffix('!') {
        Some(word) => Share { weight: decimal(word), locked: true },
        None => Share { weight: decimal(word), locked: false },
    };
    text.split_whitespace().map(share).collect()
}

type Change2 = fn(&[Share], Decimal) -> Option<counterpoise::domain::weights::Adjusted>;

#[track_caller]
fn check_weights(change: Change2, before: &str, sum: &str, expected: Option<(&str, bool)>) {
    let adjusted = change(&shares(before), decimal(sum));
    let found = adjusted.map(|own| {
        let words: Vec<String> = own.weights.iter().map(ToString::to_string).collect();
        (words.join(" "), own.rounded)
    });
    assert_eq!(found, expected.map(|(text, rounded)| (text.to_owned(), rounded)), "{before} to {sum}");
}

#[test]
fn weights_are_spread_evenly() {
    check_weights(spread, "10 20 30 0", "100", Some(("25 25 25 25", false)));
    check_weights(spread, "1 2 3", "100", Some(("33.34 33.33 33.33", true)));
    check_weights(spread, "40! 2 3", "100", Some(("40 30 30", false)));
    check_weights(spread, "1 1 1 1 1 1 1 1", "100", Some(("12.5 12.5 12.5 12.5 12.5 12.5 12.5 12.5", false)));
    // 100 ÷ 7 is 14.2857…: 14.28 seven times is 99.96, and the four hundredths go to the first four.
    check_weights(spread, "1 1 1 1 1 1 1", "100", Some(("14.29 14.29 14.29 14.29 14.28 14.28 14.28", true)));
    check_weights(spread, "60! 50! 3", "100", None);
    check_weights(spread, "60! 40!", "100", None);
}

#[test]
fn weights_are_scaled_in_proportion() {
    check_weights(scale, "10 20 20", "100", Some(("20 40 40", false)));
    check_weights(scale, "30! 10 25", "100", Some(("30 20 50", false)));
    // 100 × 1 ÷ 6 and 100 × 2 ÷ 6 and 100 × 3 ÷ 6.
    check_weights(scale, "1 2 3", "100", Some(("16.67 33.33 50", true)));
    check_weights(scale, "0 0", "100", None);
    check_weights(scale, "100! 0 5", "100", Some(("100 0 0", false)));
}

#[test]
fn points_become_shares_without_loss_and_shares_become_points() {
    for card in sample().scorecards {
        let revision = &card.revisions[0];
        if revision.weighting == Weighting::Points {
            let shared = to_shares(revision).expect("a card with points");
            assert_eq!(shared.weighting, Weighting::Share { total: sum_of_points(revision) });
            assert_eq!(full_points_of(&shared), full_points_of(revision), "{}", card.id);
            let back = to_points(&shared).expect("a card of shares");
            assert_eq!((back.rounded.as_slice(), &back.revision), ([].as_slice(), revision));
        }
    }
    let mut thirds = revision(vec![perspective(
        "P",
        vec![percent_of("a", "1"), percent_of("b", "1"), percent_of("c", "1")],
    )]);
    thirds.weighting = Weighting::Share { total: decimal("100") };
    thirds.perspectives[0].weight = Weight::new(decimal("5")).unwrap();
    let points = to_points(&thirds).unwrap();
    let rounded: Vec<(&str, String)> =
        points.rounded.iter().map(|(id, points)| (id.as_str(), points.to_string())).collect();
    assert_eq!(rounded, [("a", "33.34".to_owned()), ("b", "33.33".to_owned()), ("c", "33.33".to_owned())]);
    assert_eq!(points.revision.perspectives[0].weight, Weight::default());
}

#[test]
fn an_item_gets_a_word_that_expressions_can_use() {
    let book = monthly(&["revenue", "item1"], Vec::new());
    for (name, code) in [
        ("Patient satisfaction", "patient_satisfaction"),
        (" Drug cost / revenue (%) ", "drug_cost_revenue"),
        ("门诊 人次", "门诊_人次"),
        ("Revenue", "revenue_1"),
        ("2026", "item2"),
        ("and", "item2"),
        ("%", "item2"),
    ] {
        let code_found = code_for(name, &book);
        assert_eq!(code_found, code, "{name}");
        let made = new_item(name, &book);
        let mut book = book.clone();
        book.items.push(made);
        assert_eq!(check(&book), Ok(()), "{name}");
        let expression = Expression::parse(code).unwrap();
        assert_eq!(unknown_words(&expression, &book), [], "{name}");
    }
    let expression = Expression::parse("new / revenue + new * other").unwrap();
    assert_eq!(unknown_words(&expression, &book), ["new".into(), "other".into()]);
}

#[test]
fn a_revision_begins_as_a_copy_of_the_one_in_force() {
    let mut book = monthly(&["x"], vec![measure("a", "x", "100", crate::books::completion(None))]);
    let card = ScorecardId::from("card");
    begin_revision(&book.scorecards[0], at("2026-04")).unwrap().apply(&mut book).unwrap();
    book.scorecards[0].revisions[1].least_coverage = decimal("60");
    begin_revision(&book.scorecards[0], at("2026-02")).unwrap().apply(&mut book).unwrap();
    let card = book.scorecard(&card).unwrap();
    let found: Vec<(String, Decimal)> =
        card.revisions.iter().map(|own| (own.from.to_string(), own.least_coverage)).collect();
    let expected = [("2000-01", "50"), ("2026-02", "50"), ("2026-04", "60")];
    assert_eq!(found, expected.map(|(from, least)| (from.to_owned(), decimal(least))));
    assert_eq!(begin_revision(card, at("2026-04")), None, "one begins there already");
    assert_eq!(check(&book), Ok(()));
}

#[test]
fn units_and_items_go_with_their_figures_and_come_back() {
    let mut book = monthly(&["x", "y"], vec![percent_of("a", "100")]);
    enter(&mut book, "ward", "x", "2026-03", "5");
    enter(&mut book, "hospital", "x", "2026-03", "7");
    rules(&mut book).overrides.push(Override {
        unit: UnitId::from("ward"),
        measure: MeasureId::from("a"),
        weight: None,
        target: crate::books::fixed("9"),
        left_out: false,
    });
    let before = book.clone();
    let mut history = History::default();
    history.apply(&mut book, remove_unit(&before, &UnitId::from("hospital")).unwrap()).unwrap();
    assert_eq!(book.units.len(), 1);
    assert_eq!(book.units[0].parent, None, "the ward moves to the top");
    let edit = remove_unit(&book, &UnitId::from("ward")).unwrap();
    history.apply(&mut book, edit).unwrap();
    assert_eq!((book.figures.iter().count(), rules(&mut book).overrides.len()), (0, 0));
    let edit = remove_item(&book, &"y".into()).unwrap();
    history.apply(&mut book, edit).unwrap();
    assert_eq!(check(&book), Ok(()));
    while history.undo(&mut book).is_some() {}
    assert_eq!(book, before);
}

#[test]
fn an_edit_that_contradicts_is_refused_whole() {
    let mut book = monthly(&["x"], vec![percent_of("a", "100")]);
    let before = book.clone();
    let twice = Edit::Items(Change::Insert(0, Box::new(item("x"))));
    let fine = Edit::RenameWorkbook(counterpoise::domain::name::Name::plain("new"));
    let refused = Edit::Several(vec![fine.clone(), twice]).apply(&mut book);
    assert!(matches!(refused, Err(EditError::Contradiction(WorkbookError::Identity { .. }))), "{refused:?}");
    assert_eq!(book, before);
    let nowhere = Edit::Several(vec![fine, Edit::Items(Change::Remove(9))]).apply(&mut book);
    assert_eq!((nowhere, &book), (Err(EditError::NothingThere), &before));
}

#[test]
fn two_hundred_changes_of_a_card_can_be_undone() {
    let mut book = sample();
    let before = book.clone();
    let mut history = History::default();
    for step in 0..250_u32 {
        let card = &book.scorecards[0];
        let mut revision = card.revisions[0].clone();
        revision.least_coverage = Decimal::from(step % 100);
        let change = Change::Replace(0, Box::new(revision));
        let edit = Edit::Revisions { scorecard: card.id.clone(), change };
        history.apply(&mut book, edit).unwrap();
    }
    let mut undone = 0;
    while history.undo(&mut book).is_some() {
        undone += 1;
    }
    assert_eq!((undone, book), (250, before));
}

#[test]
fn revisions_are_compared_measure_by_measure() {
    let earlier = tree();
    let mut later = tree();
    assert_eq!(differences(&earlier, &later), []);
    later.least_coverage = decimal("70");
    later.remove_measures(&ids("d"));
    later.perspectives[0].measures.push(percent_of("e", "5"));
    let a = later.measures_mut().next().unwrap();
    a.weight = Weight::new(decimal("11")).unwrap();
    a.target = None;
    let plain = counterpoise::domain::name::Name::plain;
    assert_eq!(
        differences(&earlier, &later),
        [
            Difference::Rules,
            Difference::Changed {
                before: Box::new(earlier.measures().next().unwrap().clone()),
                after: Box::new(later.measures().next().unwrap().clone()),
                weight: true,
                target: true,
                method: false,
                other: false
            },
            Difference::Added(plain("e")),
            Difference::Removed(plain("d")),
        ]
    );
    let book = monthly(&[], vec![]);
    assert_eq!(
        describe_differences(&book, &earlier, &later, Language::English),
        [
            "The rules of the card differ.",
            "a: Weight 10 → 11, Target 100 cases → no target",
            "New: e",
            "Gone: d",
        ]
    );
    let mut moved = tree();
    moved.move_measures(&ids("c"), Direction::Up);
    assert_eq!(differences(&earlier, &moved), [Difference::Order]);
}
