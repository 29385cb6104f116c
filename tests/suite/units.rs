//! Units: their order in the tree, moves in it, kinds from a month on, and what is set for many.

use counterpoise::domain::design::Direction;
use counterpoise::domain::edit::{Edit, EditError};
use counterpoise::domain::id::{KindId, ScorecardId, UnitId};
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::unit::{Kind, Unit};
use counterpoise::domain::unit_tree::{ForUnits, UnitMove, for_units, move_unit, units_in_order};
use counterpoise::domain::validate::{WorkbookError, check};
use counterpoise::domain::workbook::Workbook;
use counterpoise::forms::{Refusal, Subject, What, choices, edit, month_row, sections, value};

use crate::books::{at, monthly, percent_of, unit};

const ENGLISH: Language = Language::English;

/// `hospital` (with `ward`), and below it: a with a1 and a2, b with b1, c. The list is not in the
/// order of the tree.
fn book() -> Workbook {
    let mut book = monthly(&["a"], vec![percent_of("a", "100")]);
    for (id, parent) in
        [("a1", "a"), ("a", "hospital"), ("b", "hospital"), ("b1", "b"), ("a2", "a"), ("c", "hospital")]
    {
        book.units.push(unit(id, Some(parent)));
    }
    book.kinds = ["x", "y"].map(|id| Kind { id: id.into(), name: Name::plain(id) }).into();
    assert_eq!(check(&book), Ok(()));
    book
}

/// `hospital ·ward ·a ··a1`: a point for each level.
fn written(book: &Workbook) -> String {
    let row = |(unit, depth): (&Unit, usize)| format!("{}{}", "·".repeat(depth), unit.id);
    units_in_order(book).into_iter().map(row).collect::<Vec<_>>().join(" ")
}

fn ids(text: &str) -> Vec<UnitId> {
    text.split_whitespace().map(UnitId::from).collect()
}

#[test]
fn units_stand_below_the_one_they_belong_to() {
    assert_eq!(written(&book()), "hospital ·ward ·a ··a1 ··a2 ·b ··b1 ·c");
}

#[track_caller]
fn check_moved(unit: &str, way: UnitMove, expected: &str) {
    let mut book = book();
    let edit = move_unit(&book, &unit.into(), way);
    if let Some(edit) = edit {
        let before = book.clone();
        let undo = edit.apply(&mut book).expect("an edit");
        assert_eq!(written(&book), expected, "{unit} {way:?}");
        undo.apply(&mut book).expect("taken back");
        assert_eq!(book, before);
    } else {
        assert_eq!(expected, "stays", "{unit} {way:?}");
    }
}

#[test]
fn a_unit_moves_with_all_below_it() {
    let (up, down) = (UnitMove::Beside(Direction::Up), UnitMove::Beside(Direction::Down));
    check_moved("b", up, "hospital ·ward ·b ··b1 ·a ··a1 ··a2 ·c");
    check_moved("a", down, "hospital ·ward ·b ··b1 ·a ··a1 ··a2 ·c");
    check_moved("ward", up, "stays");
    check_moved("c", down, "stays");
    check_moved("hospital", down, "stays");
    check_moved("b", UnitMove::In, "hospital ·ward ·a ··a1 ··b ···b1 ··a2 ·c");
    check_moved("ward", UnitMove::In, "stays");
    check_moved("a1", UnitMove::Out, "hospital ·ward ·a1 ·a ··a2 ·b ··b1 ·c");
    check_moved("a", UnitMove::Out, "hospital ·ward ·b ··b1 ·c a ·a1 ·a2");
    check_moved("hospital", UnitMove::Out, "stays");
    check_moved("nobody", UnitMove::Out, "stays");
}

/// The kinds of a unit after they are set one after the other: `from kind`, empty for none.
#[track_caller]
fn check_kinds(steps: &[(&str, &str)], expected: &str) {
    let mut unit = unit("u", None);
    for (from, kind) in steps {
        let from = (!from.is_empty()).then(|| at(from));
        unit = unit.with_kind(from, (!kind.is_empty()).then(|| KindId::from(*kind)));
    }
    let found: Vec<String> = unit.kinds.iter().map(|own| format!("{} {}", own.from, own.kind)).collect();
    assert_eq!(found.join(", "), expected, "{steps:?}");
}

#[test]
fn a_kind_counts_from_a_month_until_the_next_one() {
    check_kinds(&[("2026-04", "x")], "2000-01 x");
    check_kinds(&[("", "x"), ("2026-04", "y")], "2000-01 x, 2026-04 y");
    check_kinds(&[("", "x"), ("2026-04", "y"), ("2025-01", "z")], "2000-01 x, 2025-01 z, 2026-04 y");
    check_kinds(&[("", "x"), ("2026-04", "y"), ("2026-04", "z")], "2000-01 x, 2026-04 z");
    check_kinds(&[("", "x"), ("2026-04", "y"), ("", "z")], "2000-01 x, 2026-04 z");
    check_kinds(&[("", "x"), ("2026-04", "y"), ("2026-04", "")], "2000-01 x");
    check_kinds(&[("", "x"), ("2026-04", "x")], "2000-01 x");
    check_kinds(&[("", "x"), ("2026-04", "y"), ("2026-04", "x")], "2000-01 x");
    check_kinds(&[("", "x"), ("2026-04", "y"), ("2025-01", "y")], "2000-01 x, 2025-01 y");
    check_kinds(&[("", "x"), ("", "")], "");
}

fn apply(book: &mut Workbook, chosen: &str, what: &ForUnits) -> Result<Edit, EditError> {
    for_units(book, &ids(chosen), what).apply(book)
}

#[test]
fn many_units_are_set_at_once() {
    let mut book = book();
    apply(&mut book, "a2 b1 c", &ForUnits::Parent(Some("b".into()))).expect("an edit");
    assert_eq!(written(&book), "hospital ·ward ·a ··a1 ·b ··b1 ··a2 ··c");
    apply(&mut book, "c", &ForUnits::Parent(None)).expect("an edit");
    assert_eq!(written(&book), "hospital ·ward ·a ··a1 ·b ··b1 ··a2 c");
    let before = book.clone();
    let cycle = apply(&mut book, "hospital c", &ForUnits::Parent(Some("a1".into())));
    assert!(matches!(cycle, Err(EditError::Contradiction(WorkbookError::UnitCycle(_)))), "{cycle:?}");
    assert_eq!(book, before, "nothing is changed when one of them cannot");

    apply(&mut book, "a b", &ForUnits::Kind(None, Some("x".into()))).expect("an edit");
    apply(&mut book, "b", &ForUnits::Kind(Some(at("2026-03")), Some("y".into()))).expect("an edit");
    let kind = |unit: &str, month: &str| {
        let unit = book.unit(&unit.into()).expect("a unit");
        unit.kind_in(at(month)).map(ToString::to_string).unwrap_or_default()
    };
    assert_eq!([kind("a", "2026-03"), kind("b", "2026-02"), kind("b", "2026-03")], ["x", "x", "y"]);
    assert_eq!(kind("c", "2026-03"), "");

    let card = ScorecardId::from("card");
    apply(&mut book, "a b a1", &ForUnits::Card(card.clone(), None, true)).expect("an edit");
    apply(&mut book, "b a", &ForUnits::Card(card.clone(), None, true)).expect("an edit");
    apply(&mut book, "a1 c", &ForUnits::Card(card.clone(), None, false)).expect("an edit");
    let users: Vec<&str> = book.scorecards[0].units.iter().map(UnitId::as_str).collect();
    assert_eq!(users, ["ward", "a", "b"]);

    let before = book.clone();
    let undo = apply(&mut book, "a b", &ForUnits::Remove).expect("an edit");
    assert_eq!(written(&book), "hospital ·ward ·a1 ·b1 ·a2 c", "those below move up");
    assert_eq!(book.scorecards[0].units, ids("ward"));
    undo.apply(&mut book).expect("taken back");
    assert_eq!(book, before);
}

fn put(book: &mut Workbook, what: What, row: usize, text: &str) -> Result<(), Refusal> {
    let edit = edit(book, &Subject::Unit("a".into()), what.at(row), text, ENGLISH)?;
    edit.apply(book).map(drop).map_err(Refusal::from)
}

fn shown(book: &Workbook, what: What, row: usize) -> String {
    value(book, &Subject::Unit("a".into()), what.at(row), ENGLISH)
}

#[test]
fn headcount_and_coefficient_are_items_written_to_the_end_of_the_year() {
    let mut book = book();
    let row = |month: &str| month_row(Some(at(month)));
    assert_eq!(shown(&book, What::Headcount, row("2026-03")), "");
    put(&mut book, What::Headcount, row("2026-03"), "29").expect("taken");
    put(&mut book, What::Headcount, row("2026-11"), "31").expect("taken");
    put(&mut book, What::Coefficient, row("2026-03"), "1.15").expect("taken");
    let heads = |month: &str| shown(&book, What::Headcount, row(month));
    let found = ["2026-02", "2026-03", "2026-10", "2026-11", "2026-12", "2027-01"].map(heads);
    assert_eq!(found, ["", "29", "29", "31", "31", ""]);
    assert_eq!(shown(&book, What::Coefficient, row("2026-12")), "1.15");
    let items: Vec<&str> = book.items.iter().map(|item| &*item.code).collect();
    assert_eq!(items, ["a", "headcount", "coefficient"], "made once");
    assert!(matches!(put(&mut book, What::Headcount, row("2026-03"), "many"), Err(Refusal::Number(_))));
    assert_eq!(put(&mut book, What::Headcount, 0, "29"), Err(Refusal::Gone), "no month");
    put(&mut book, What::Headcount, row("2026-11"), "").expect("taken");
    assert_eq!(shown(&book, What::Headcount, row("2026-12")), "");
    assert_eq!(check(&book), Ok(()));
}

#[test]
fn kinds_of_a_unit_are_a_list_of_months() {
    let mut book = book();
    put(&mut book, What::AddKind, 0, "").expect("taken");
    put(&mut book, What::AddKind, 0, "").expect("taken");
    assert_eq!(shown(&book, What::KindThen, 1), "y", "another one than before");
    put(&mut book, What::KindFrom, 1, "2026-04").expect("taken");
    assert_eq!(shown(&book, What::Kind, month_row(Some(at("2026-03")))), "x");
    assert_eq!(shown(&book, What::Kind, month_row(Some(at("2026-04")))), "y");
    assert_eq!(shown(&book, What::Kind, 0), "y", "without a month the last one");
    assert_eq!(put(&mut book, What::KindFrom, 1, "soon"), Err(Refusal::Month));
    assert!(put(&mut book, What::KindFrom, 1, "1999-12").is_err(), "kinds are in the order of their months");
    put(&mut book, What::RemoveKind, 0, "").expect("taken");
    assert_eq!(shown(&book, What::KindFrom, 0), "2026-04");
    let subject = Subject::Unit("a".into());
    let offered: Vec<String> =
        choices(&book, &subject, What::Kind.at(0), ENGLISH).into_iter().map(|own| own.value).collect();
    assert_eq!(offered, ["", "x", "y"]);
    let cards = sections(&book, &subject, ENGLISH).into_iter().flat_map(|own| own.rows).flatten();
    let labels: Vec<String> =
        cards.filter(|own| own.key.what == What::UsesCard).map(|own| own.label).collect();
    assert_eq!(labels, ["Card (January 2000)"], "with the month from which the card scores");
}

/// A hospital of 2,474 units is put in order well within a frame's patience.
#[test]
fn a_large_tree_is_put_in_order_at_once() {
    let mut book = monthly(&["a"], vec![percent_of("a", "100")]);
    for number in 0..20_000 {
        let parent = if number < 100 { "hospital".to_owned() } else { format!("n{}", number / 100) };
        book.units.push(unit(&format!("n{number}"), Some(&parent)));
    }
    let start = std::time::Instant::now();
    assert_eq!(units_in_order(&book).len(), book.units.len());
    assert!(start.elapsed().as_secs() < 2, "{:?}", start.elapsed());
}
