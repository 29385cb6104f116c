//! What is doubted in scores, and what is doubted in the sample hospital and the templates.

use counterpoise::domain::checks::{Doubt, Finding, Part, Place, of_definition, of_figures, of_scores};
use counterpoise::domain::expression::Expression;
use counterpoise::domain::figure::Cell;
use counterpoise::domain::id::{ScorecardId, UnitId};
use counterpoise::domain::measure::Measure;
use counterpoise::domain::method::{Formula, Limits, Method};
use counterpoise::domain::scorecard::{MissingPolicy, Override};
use counterpoise::domain::scoring::{Plan, Results};
use counterpoise::domain::workbook::Workbook;
use counterpoise::templates;

use crate::books::{
    CARD, WARD, at, completion, decimal, enter, enter_from, monthly, percent_of, rules, unit,
};
use crate::support::sample;

const CODES: [&str; 2] = ["a", "b"];

/// The measures `a` and `b`, full at 100 and never more.
fn book() -> Workbook {
    let capped = |code| Measure { method: completion(Some("1")), ..percent_of(code, "50") };
    monthly(&CODES, CODES.map(capped).into())
}

/// Figures of `a` from January on; `b` has 50 in the same months.
fn with_figures(figures: &[&str]) -> Workbook {
    let mut book = book();
    enter_from(&mut book, "a", "2026-01", figures);
    enter_from(&mut book, "b", "2026-01", &vec!["50"; figures.len()]);
    book
}

/// How often `a` was always full; 0 where nothing is found.
#[track_caller]
fn check(says: &str, book: &Workbook, expected: u32) {
    let part = Part::Measure("a".into());
    let place = Place::Design { scorecard: ScorecardId::from(CARD), from: at("2000-01"), part };
    let finding = Finding { place, doubt: Doubt::AlwaysFull(expected) };
    let results = Results::new(Plan::new(book), at("2026-01"), at("2026-12"));
    let expected: Vec<_> = (expected > 0).then_some(finding).into_iter().collect();
    assert_eq!(of_scores(&results), expected, "{says}");
}

#[test]
fn a_measure_that_is_always_full_is_found() {
    check("six months", &with_figures(&["100", "101", "102", "100", "120", "100"]), 6);
    check("five months say too little", &with_figures(&["100"; 5]), 0);
    check("once not full", &with_figures(&["100", "100", "100", "100", "100", "100", "99"]), 0);
    let nearly = with_figures(&["100", "100", "100", "100", "100", "100", "99.999"]);
    check("49.9995 is rounded to 50 and yet not full", &nearly, 0);
    let mut alone = with_figures(&["100", "100", "100", "100", "100", "100", "60"]);
    enter(&mut alone, WARD, "b", "2026-07", "");
    check("60 points of 100 that stand in for the other measure are not full", &alone, 0);
    let mut missing = with_figures(&["100", "100", "100", "", "100", "100", "100"]);
    check("a month without a figure has no say", &missing, 6);
    rules(&mut missing).missing = MissingPolicy::Zero;
    check("nor where it counts as zero", &missing, 6);
}

#[test]
fn every_unit_has_a_say() {
    let mut book = with_figures(&["100"; 5]);
    book.units.push(unit("other", Some("hospital")));
    book.scorecards[0].units.push(UnitId::from("other"));
    enter(&mut book, "other", "a", "2026-01", "100");
    check("five and one", &book, 6);
    enter(&mut book, "other", "a", "2026-01", "90");
    check("another unit that is not full", &book, 0);
    let (unit, measure) = ("other".into(), "a".into());
    rules(&mut book).overrides = vec![Override { unit, measure, weight: None, target: None, left_out: true }];
    enter(&mut book, WARD, "a", "2026-06", "100");
    check("a unit for which it is left out", &book, 6);
}

#[test]
fn a_formula_over_other_scores_is_not_judged() {
    let mut book = with_figures(&["100"; 8]);
    let points = Expression::parse("points(b) + 25").expect("an expression");
    rules(&mut book).perspectives[0].measures[0].method =
        Method::Formula(Formula { points, limits: Limits::default() });
    check("25 of b, and 25", &book, 0);
}

#[test]
fn the_templates_have_no_findings_but_these() {
    for template in templates::templates().expect("the templates") {
        let found = of_definition(&templates::start_from(&template, "new".into()));
        // Its source gives 70 of 100 points to work efficiency.
        let expected = if template.id == "T2" { 1 } else { 0 };
        assert_eq!(found.len(), expected, "{}: {found:?}", template.id);
        let heavy = |finding: &Finding| matches!(finding.doubt, Doubt::HeavyPerspective(_));
        assert!(found.iter().all(heavy), "{}: {found:?}", template.id);
    }
}

#[test]
fn the_sample_has_no_findings_but_these() {
    let book = sample();
    // Its monthly card is T2, and one figure has been left out to show what is done without it.
    let part = Part::Perspective("work-efficiency".into());
    let place = Place::Design { scorecard: "T2".into(), from: at("2000-01"), part };
    let heavy = Finding { place, doubt: Doubt::HeavyPerspective(decimal("70")) };
    assert_eq!(of_definition(&book), [heavy]);
    let cell = Cell { unit: "cardiology".into(), item: "admissions".into(), month: at("2025-11") };
    let gap = Finding { place: Place::Figure(cell), doubt: Doubt::MissingMonths(at("2025-11")) };
    assert_eq!(of_figures(&book, None), [gap]);
    let (first, last) = book.figures.span().expect("figures");
    assert_eq!(of_scores(&Results::new(Plan::new(&book), first, last)), []);
}
