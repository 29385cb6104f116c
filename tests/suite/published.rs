//! Worked values that others have published, and a known defect of another product that is not ours.

use counterpoise::domain::measure::{Measure, Polarity};
use counterpoise::domain::scoring::Problem;

use crate::books::{
    WARD, completion, decimal, enter, fixed, item, march, measure, monthly, one, percent_of, perspective,
    problems, workbook,
};
use crate::examples::check_examples;
use counterpoise::domain::period::PeriodLength;

/// Spider Impact, *Using KPI Scoring Types*: a goal of 700 and a red flag of 500 on a scale of 10.
/// The line goes through the red flag at a third and the goal at two thirds, so it is 0 at
/// 2 × 500 − 700 = 300 and 10 at 2 × 700 − 500 = 900.
#[test]
fn goal_and_red_flag() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | interpolation | higher | 10 | 300 | – | basis: actual, knots: 300 = 0 % / 900 = 100 %, below: constant, above: constant, lowest: null, highest: null | the end of the scale | 0 |
        | interpolation | higher | 10 | 500 | – | basis: actual, knots: 300 = 0 % / 900 = 100 %, below: constant, above: constant, lowest: null, highest: null | the red flag: 10 × 200 ÷ 600 | 3.33 |
        | interpolation | higher | 10 | 700 | – | basis: actual, knots: 300 = 0 % / 900 = 100 %, below: constant, above: constant, lowest: null, highest: null | the goal: 10 × 400 ÷ 600 | 6.67 |
        | interpolation | higher | 10 | 900 | – | basis: actual, knots: 300 = 0 % / 900 = 100 %, below: constant, above: constant, lowest: null, highest: null | the other end | 10 |
        | interpolation | higher | 10 | 100 | – | basis: actual, knots: 300 = 0 % / 900 = 100 %, below: constant, above: constant, lowest: null, highest: null | never below 0 | 0 |
        | interpolation | higher | 10 | 2000 | – | basis: actual, knots: 300 = 0 % / 900 = 100 %, below: constant, above: constant, lowest: null, highest: null | never above 10 | 10 |
        ",
    );
}

/// TeamCulture, *How the interpolated calculation works*: 0 below the first goal of 10, 80 to 100 %
/// up to the goal of 20, 100 to 120 % up to the super goal of 25.
#[test]
fn three_point_goal() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | interpolation | higher | 100 | 8 | – | basis: actual, knots: 10 = 80 % / 20 = 100 % / 25 = 120 %, below: 0 %, above: constant, lowest: null, highest: null | below the first goal | 0 |
        | interpolation | higher | 100 | 14 | – | basis: actual, knots: 10 = 80 % / 20 = 100 % / 25 = 120 %, below: 0 %, above: constant, lowest: null, highest: null | 80 + 20 × 4 ÷ 10 | 88 |
        | interpolation | higher | 100 | 23 | – | basis: actual, knots: 10 = 80 % / 20 = 100 % / 25 = 120 %, below: 0 %, above: constant, lowest: null, highest: null | 100 + 20 × 3 ÷ 5 | 112 |
        | interpolation | higher | 100 | 10 | – | basis: actual, knots: 10 = 80 % / 20 = 100 % / 25 = 120 %, below: 0 %, above: constant, lowest: null, highest: null | the first goal | 80 |
        | interpolation | higher | 100 | 30 | – | basis: actual, knots: 10 = 80 % / 20 = 100 % / 25 = 120 %, below: 0 %, above: constant, lowest: null, highest: null | past the super goal | 120 |
        ",
    );
}

/// The efficacy coefficient of an examination paper (功效系数法): 60 + 40 × (x − s) ÷ (h − s), with
/// the satisfactory value h = 12 %, the value not allowed s = 6 % and x = 5.81 %.
#[test]
fn efficacy_coefficient() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | interpolation | higher | 100 | 5.81 | – | basis: actual, knots: 6 = 60 % / 12 = 100 %, below: extrapolated, above: extrapolated, lowest: null, highest: null | 60 + 40 × −0.19 ÷ 6 = 58.7333… | 58.73 |
        | interpolation | higher | 100 | 12 | – | basis: actual, knots: 6 = 60 % / 12 = 100 %, below: extrapolated, above: extrapolated, lowest: null, highest: null | satisfactory | 100 |
        | interpolation | higher | 100 | 15 | – | basis: actual, knots: 6 = 60 % / 12 = 100 %, below: extrapolated, above: extrapolated, lowest: null, highest: null | 60 + 40 × 9 ÷ 6 | 120 |
        ",
    );
}

/// Profit.co, *Control KPI*: at most 1, 2 − actual ÷ target.
#[test]
fn at_most() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | completion | lower | 100 | 0.8 | 1 | inverse: mirror, floor: 0, cap: null | 2 − 0.8 | 120 |
        | completion | lower | 100 | 1.5 | 1 | inverse: mirror, floor: 0, cap: null | 2 − 1.5 | 50 |
        | completion | lower | 100 | 1.75 | 1 | inverse: mirror, floor: 0, cap: null | 2 − 1.75 | 25 |
        ",
    );
}

/// BSC Designer, *Performance formula*: between a minimum of 0 and a maximum of 200, 50 is 25 %.
#[test]
fn performance_between_a_minimum_and_a_maximum() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | interpolation | higher | 100 | 50 | – | basis: actual, knots: 0 = 0 % / 200 = 100 %, below: constant, above: constant, lowest: null, highest: null | 50 ÷ 200 | 25 |
        | interpolation | lower | 100 | 50 | – | basis: actual, knots: 0 = 100 % / 200 = 0 %, below: constant, above: constant, lowest: null, highest: null | (200 − 50) ÷ 200 | 75 |
        ",
    );
}

/// The performance curve of a Chinese hospital appraisal system: 1.2 and more 100, 1.0 to 1.2
/// 80 to 100, 0.8 to 1.0 60 to 80, below that 0 to 60.
#[test]
fn four_part_curve_of_the_degree_of_completion() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | interpolation | higher | 100 | 110 | 100 | basis: ratio, knots: 0 = 0 % / 0.8 = 60 % / 1 = 80 % / 1.2 = 100 %, below: constant, above: constant, lowest: null, highest: null | 80 + 20 × 0.1 ÷ 0.2 | 90 |
        | interpolation | higher | 100 | 90 | 100 | basis: ratio, knots: 0 = 0 % / 0.8 = 60 % / 1 = 80 % / 1.2 = 100 %, below: constant, above: constant, lowest: null, highest: null | 60 + 20 × 0.1 ÷ 0.2 | 70 |
        | interpolation | higher | 100 | 40 | 100 | basis: ratio, knots: 0 = 0 % / 0.8 = 60 % / 1 = 80 % / 1.2 = 100 %, below: constant, above: constant, lowest: null, highest: null | 60 × 0.4 ÷ 0.8 | 30 |
        | interpolation | higher | 100 | 130 | 100 | basis: ratio, knots: 0 = 0 % / 0.8 = 60 % / 1 = 80 % / 1.2 = 100 %, below: constant, above: constant, lowest: null, highest: null | at most 100 | 100 |
        ",
    );
}

/// Hospital Value-Based Purchasing, 42 CFR 412.165, with the arithmetic of CMS: threshold 0.50,
/// benchmark 0.90, actual 0.70, baseline 0.60 give 5 for achievement and 3 for improvement.
#[test]
fn achievement_and_improvement() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | achievement-improvement | higher | 10 | 0.70 | – | threshold: 0.50, benchmark: 0.90, baseline: 0.60, scale: 10, rounded: yes | 9 × 0.2 ÷ 0.4 + ½ = 5; 10 × 0.1 ÷ 0.3 − ½ = 2.83 → 3 | 5 |
        | achievement-improvement | higher | 10 | 0.45 | – | threshold: 0.50, benchmark: 0.90, baseline: 0.30, scale: 10, rounded: yes | below the threshold 0; 10 × 0.15 ÷ 0.6 − ½ = 2 | 2 |
        | achievement-improvement | higher | 10 | 0.90 | – | threshold: 0.50, benchmark: 0.90, baseline: 0.60, scale: 10, rounded: yes | at the benchmark 10, improvement 9 | 10 |
        ",
    );
}

/// Hospital Value-Based Purchasing, QualityNet FY 2016: domains of 10, 25, 25 and 40 of which the
/// second 25 is missing become 13.3, 33.3 and 53.3 %.
#[test]
fn domains_take_over_from_a_missing_one() {
    let weights = [("clinical", "10"), ("experience", "25"), ("safety", "25"), ("outcome", "40")];
    let parts = weights.map(|(id, weight)| perspective(id, vec![percent_of(id, weight)]));
    let items = weights.map(|(id, _)| item(id));
    let mut book = workbook(PeriodLength::Month, items.into(), parts.into());
    for id in ["clinical", "experience", "outcome"] {
        enter(&mut book, WARD, id, "2026-03", "100");
    }
    let report = march(&book);
    let full: Vec<_> = report.perspectives().iter().map(|part| part.full.round_dp(1)).collect();
    assert_eq!(full, ["13.3", "33.3", "0", "53.3"].map(decimal));
    let points: Vec<_> = report.perspectives().iter().map(|part| part.points).collect();
    assert_eq!(points, [Some("13.33"), Some("33.33"), None, Some("53.33")].map(|points| points.map(decimal)));
}

/// SAP Strategy Management scores achievement as 100 × actual ÷ target, which turns its sign below
/// zero: 3 against −2 comes to −150. It is a loss that became a profit: full points, and a finding.
#[test]
fn a_target_below_zero_does_not_turn_a_good_result_into_a_bad_one() {
    let surplus = Measure {
        polarity: Polarity::Higher,
        target: fixed("-2"),
        ..measure("surplus", "surplus", "100", completion(None))
    };
    let mut book = monthly(&["surplus"], vec![surplus]);
    enter(&mut book, WARD, "surplus", "2026-03", "3");
    let report = march(&book);
    assert_eq!(one(&report, "surplus").points, Some(decimal("100")));
    assert_eq!(problems(&report, "surplus"), [Problem::TargetNotPositive]);
}
