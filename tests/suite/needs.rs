//! Which items a unit has rows for.

use counterpoise::domain::expression::Expression;
use counterpoise::domain::item::MonthRule;
use counterpoise::domain::measure::{Gives, Measure, Scope, Substitute};
use counterpoise::domain::needs::items_of;
use counterpoise::domain::scorecard::Override;
use counterpoise::domain::target::TargetSource;
use counterpoise::domain::workbook::Workbook;

use crate::books::{WARD, enter, fixed, item, measure, monthly, percent_of, rules, target, unit};

const CODES: [&str; 4] = ["a", "b", "c", "d"];

fn read(text: &str) -> Expression {
    Expression::parse(text).expect("an expression")
}

fn book(measures: Vec<Measure>) -> Workbook {
    monthly(&CODES, measures)
}

#[track_caller]
fn check(says: &str, book: &Workbook, unit: &str, expected: &[&str]) {
    let items: Vec<&str> = items_of(book, &unit.into()).iter().map(|item| &*item.code).collect();
    assert_eq!(items, expected, "{says}: {unit}");
}

fn with_own_target(source: TargetSource) -> Workbook {
    let mut book = book(vec![percent_of("a", "100")]);
    book.units.push(unit("other", Some("hospital")));
    book.scorecards[0].units.push("other".into());
    let (unit, measure) = ("other".into(), "a".into());
    rules(&mut book).overrides =
        vec![Override { unit, measure, weight: None, target: target(source), left_out: false }];
    book
}

#[test]
fn what_a_card_reads_is_needed() {
    let ratio = Measure { actual: read("b / a * 100"), ..percent_of("m", "100") };
    check("an actual", &book(vec![ratio]), WARD, &["a", "b"]);
    let budget = Measure { target: target(TargetSource::Budget("c".into())), ..percent_of("a", "100") };
    check("a budget", &book(vec![budget]), WARD, &["a", "c"]);
    let mut weighted = book(vec![percent_of("a", "100")]);
    weighted.items[0].month_rule = MonthRule::WeightedMean("d".into());
    check("a weight", &weighted, WARD, &["a", "d"]);
    let mut entered = book(vec![percent_of("a", "100")]);
    enter(&mut entered, WARD, "b", "2026-01", "1");
    check("what has figures already", &entered, WARD, &["a", "b"]);
    check("a unit without a card", &entered, "hospital", &[]);
}

#[test]
fn a_target_for_one_unit_is_needed_there_alone() {
    for (says, source) in [
        ("a budget of its own", TargetSource::Budget("c".into())),
        ("a target of its own", TargetSource::Expression(read("c / 12"))),
    ] {
        let book = with_own_target(source);
        check(says, &book, "other", &["a", "c"]);
        check(says, &book, WARD, &["a"]);
    }
}

#[test]
fn what_stands_in_for_a_perspective_is_needed() {
    let mut book = book(vec![Measure { scope: Scope::Ancestor(1), ..percent_of("a", "100") }]);
    rules(&mut book).perspectives[0].substitute =
        Some(Substitute { value: read("b + 1"), gives: Gives::Points });
    check("read in the unit itself", &book, WARD, &["b"]);
    check("the measure is read above", &book, "hospital", &["a"]);
}

#[test]
fn what_another_unit_is_held_against_is_needed_there() {
    let of_hospital = TargetSource::Measure { measure: "n".into(), scope: Scope::Ancestor(1) };
    let held = Measure { target: target(of_hospital), ..percent_of("a", "50") };
    let other = Measure { target: fixed("1"), ..measure("n", "b", "50", held.method.clone()) };
    let mut book = book(vec![held, other]);
    book.items.push(item("e"));
    check("the hospital's own value is a target", &book, "hospital", &["b"]);
    check("the unit has its own", &book, WARD, &["a", "b"]);
}
