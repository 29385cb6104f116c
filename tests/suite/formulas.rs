//! The method *formula* with every word it has, and what becomes of words without a value; worked
//! by hand.

use counterpoise::domain::expression::Expression;
use counterpoise::domain::measure::{Measure, Weight};
use counterpoise::domain::method::{Formula, Limits, Method};
use counterpoise::domain::scorecard::MissingPolicy;
use counterpoise::domain::scoring::{MeasureState, Problem};
use counterpoise::domain::validate::{WorkbookError, check};
use counterpoise::domain::workbook::Workbook;

use crate::books::{
    WARD, check_total, completion, decimal, enter, fixed, item, march, measure, monthly, not_entered, one,
    percent_of, perspective, problems, rules,
};
use crate::examples::check_examples;

#[test]
fn every_word_of_a_formula() {
    check_examples(
        "
        | formula | F | target | figures | by hand | points |
        |---|---|---|---|---|---|
        | actual | 30 | – | a 2026: – – 12 | the actual | 12 |
        | weight * actual / target | 30 | 24 | a 2026: – – 12 | 30 × 12 ÷ 24 | 15 |
        | weight - abs(actual - target) / abs(target) * 100 * 0.2 | 30 | −4 | a 2026: – – −3 | 30 − 1 ÷ 4 × 100 × 0.2: any target will do | 25 |
        | (actual - baseline) / baseline * 100 | 30 | – | a 2025: – – 10; a 2026: – – 12 | 2 ÷ 10 × 100 over the same month of last year | 20 |
        | actual - previous | 30 | – | a 2026: – 9 12 | 12 − 9 | 3 |
        | actual / peer_mean * 10 | 30 | – | a 2026: – – 12 | the mean of 12, 8 and 10 is 10 | 12 |
        | actual / peer_best * weight | 30 | – | a 2026: – – 6 | 30 × 6 ÷ 10, the best of 6, 8 and 10 | 18 |
        | if(actual >= target, weight, 0) | 30 | 12 | a 2026: – – 12 | a condition | 30 |
        | b * 2 + c | 30 | – | a 2026: – – 1; b 2026: – – 3; c 2026: – – 4 | items by their codes | 10 |
        | points(other) / 2 | 30 | – | a 2026: – – 1; other 2026: – – 80 | 16 ÷ 2 | 8 |
        | percent(other) / 10 | 30 | – | a 2026: – – 1; other 2026: – – 80 | 80 ÷ 10 | 8 |
        | points(\"Rest\") + 1 | 30 | – | a 2026: – – 1; rest 2026: – – 50 | 15 + 1 | 16 |
        | percent(\"Rest\") / 5 | 30 | – | a 2026: – – 1; rest 2026: – – 50 | 50 ÷ 5 | 10 |
        | points(rest) + points(other) | 30 | – | a 2026: – – 1; rest 2026: – – 50; other 2026: – – 33.333 | 15 + 6.6666: each is rounded before, 6.67 | 21.67 |
        | coalesce(points(other), 5) | 30 | – | a 2026: – – 1 | it has no score | 5 |
        | points(other) | 30 | – | a 2026: – – 1 | it has no score | – |
        | target | 30 | – | a 2026: – – 1 | it has no target | – |
        | baseline | 30 | – | a 2026: – – 1 | last year is missing | – |
        | coalesce(target, 7) | 30 | – | a 2026: – – 1 | coalesce has something to put instead | 7 |
        | coalesce(actual, 0) + 1 | 30 | – | b 2026: – – 1 | the actual is missing | 1 |
        | if(weight > 0, 5, target) | 30 | – | a 2026: – – 1 | only the branch taken is evaluated | 5 |
        | weight / 4 | 30 | – | b 2026: – – 1 | it asks for no actual | 7.50 |
        | actual / (b - b) | 30 | – | a 2026: – – 1; b 2026: – – 1 | nothing is divided by zero | – |
        ",
    );
}

fn formula(text: &str, lowest: Option<&str>, highest: Option<&str>) -> Method {
    let limits = Limits { lowest: lowest.map(decimal), highest: highest.map(decimal) };
    Method::Formula(Formula { points: Expression::parse(text).expect("an expression"), limits })
}

fn of(text: &str) -> Measure {
    measure("m", "a", "30", formula(text, None, None))
}

/// The measure m beside `rest` of 70 points, which is at 50 %.
fn beside_rest(own: Measure) -> Workbook {
    let mut book = monthly(&["a", "b", "rest"], vec![own, percent_of("rest", "70")]);
    enter(&mut book, WARD, "rest", "2026-03", "50");
    book
}

#[test]
fn limits_of_a_formula() {
    for (says, actual, points) in [("within", "7", "7"), ("too low", "-3", "0"), ("too high", "31", "30")] {
        let own = Measure { method: formula("actual", Some("0"), Some("30")), ..of("actual") };
        let mut book = beside_rest(own);
        enter(&mut book, WARD, "a", "2026-03", actual);
        assert_eq!(one(&march(&book), "m").points, Some(decimal(points)), "{says}");
    }
}

#[test]
fn a_formula_without_a_value_says_why() {
    let rows = [
        ("the figure", "actual", vec![not_entered("a", &["2026-03"])]),
        ("the target", "target", vec![not_entered("a", &["2026-03"]), Problem::NoTarget]),
        ("a division", "weight / 0", vec![not_entered("a", &["2026-03"]), Problem::DivisionByZero]),
        ("a score that is not there", "points(gone)", vec![Problem::FormulaMissing]),
    ];
    for (says, text, expected) in rows {
        let mut book = beside_rest(of(text));
        let gone = Measure { weight: Weight::default(), ..percent_of("gone", "0") };
        rules(&mut book).perspectives[0].measures.push(gone);
        if says == "a score that is not there" {
            enter(&mut book, WARD, "a", "2026-03", "1");
        }
        let report = march(&book);
        assert_eq!(problems(&report, "m"), expected, "{says}");
        assert_eq!(one(&report, "m").state, MeasureState::Missing, "{says}");
        check_total(&report, "35 × 100 ÷ 70", Some("50"));
    }
}

#[test]
fn a_formula_over_what_does_not_apply_does_not_apply() {
    for policy in [MissingPolicy::Redistribute, MissingPolicy::Zero, MissingPolicy::Withhold] {
        let mut book = beside_rest(of("weight * b"));
        rules(&mut book).missing = policy;
        enter(&mut book, WARD, "a", "2026-03", "1");
        enter(&mut book, WARD, "b", "2026-03", "n/a");
        let report = march(&book);
        assert_eq!(one(&report, "m").state, MeasureState::NotApplicable, "{policy:?}");
        assert_eq!(report.findings, [], "{policy:?}");
        check_total(&report, "35 × 100 ÷ 70 under every policy", Some("50"));
    }
}

#[test]
fn extra_points_are_no_part_of_the_points_of_a_perspective() {
    // The perspective Rest has 35 of 70; the extra 4 stand beside it.
    let bonus = Measure { extra: true, ..measure("bonus", "b", "5", completion(None)) };
    let bonus = Measure { target: fixed("5"), ..bonus };
    for (text, points) in [("points(\"Rest\")", "35"), ("percent(\"Rest\")", "50"), ("points(bonus)", "4")] {
        let mut book = monthly(&["a", "b", "rest"], vec![of(text)]);
        let rest = perspective("Rest", vec![percent_of("rest", "70"), bonus.clone()]);
        rules(&mut book).perspectives.push(rest);
        enter(&mut book, WARD, "a", "2026-03", "1");
        enter(&mut book, WARD, "b", "2026-03", "4");
        enter(&mut book, WARD, "rest", "2026-03", "50");
        assert_eq!(one(&march(&book), "m").points, Some(decimal(points)), "{text}");
    }
}

#[test]
fn scores_are_those_before_redistribution() {
    // `gone` is missing, so `rest` takes over its 30; the formula still reads 20 of 40.
    let mut book = monthly(&["a", "gone", "rest"], vec![percent_of("gone", "30"), percent_of("rest", "40")]);
    rules(&mut book).perspectives[0].measures.push(of("points(rest)"));
    enter(&mut book, WARD, "a", "2026-03", "1");
    enter(&mut book, WARD, "rest", "2026-03", "50");
    let report = march(&book);
    // 20 × 100 ÷ 70 each.
    assert_eq!(one(&report, "m").points, Some(decimal("28.57")));
    assert_eq!(one(&report, "rest").points, Some(decimal("28.57")));
}

#[test]
fn measures_that_refer_to_one_another_are_scored_in_their_order() {
    let named = |id: &str, text: &str| Measure {
        method: formula(text, None, None),
        ..measure(id, "a", "10", completion(None))
    };
    let measures = vec![
        named("third", "points(second) + 1"),
        named("second", "points(first) * 2"),
        named("first", "actual"),
    ];
    let mut book = monthly(&["a"], measures);
    enter(&mut book, WARD, "a", "2026-03", "3");
    let report = march(&book);
    let points = ["first", "second", "third"].map(|id| one(&report, id).points);
    assert_eq!(points, [Some("3"), Some("6"), Some("7")].map(|points| points.map(decimal)));
}

#[test]
fn a_cycle_is_refused_and_scored_as_missing() {
    for texts in [["points(n)", "points(m)"], ["points(m)", "1"], ["percent(\"only\")", "1"]] {
        let measures = ["m", "n"].iter().zip(texts);
        let measures = measures.map(|(id, text)| measure(id, "a", "50", formula(text, None, None)));
        let mut book = monthly(&["a"], measures.collect());
        book.items.push(item("b"));
        enter(&mut book, WARD, "a", "2026-03", "3");
        assert_eq!(check(&book), Err(WorkbookError::MeasureCycle("m".to_owned())), "{texts:?}");
        assert_eq!(problems(&march(&book), "m"), [Problem::Cycle], "{texts:?}");
    }
}
