//! The worked examples of the seed systems, section 6, as cards of their own: tumour hospital (6.1),
//! department BSC as nested shares (6.3), the contracts (6.5 to 6.7) and what of innovation (6.8) is
//! scored. Every figure was worked out by hand there.

use counterpoise::domain::measure::{Measure, Polarity};
use counterpoise::domain::method::{Method, Step, StepBase};
use counterpoise::domain::period::PeriodLength;
use counterpoise::domain::scorecard::{Perspective, Rounding, Weighting};
use counterpoise::domain::workbook::Workbook;

use crate::books::{
    WARD, adjustment, check_total, completion, decimal, enter, fixed, item, march, measure, one, percent_of,
    perspective, rules, workbook,
};
use crate::examples::check_examples;

/// `code | weight | method | target | actual | points`: higher or lower with its cap, the lower in the
/// mirror form, or `over` for a point taken for each unit over the target. An empty first cell goes
/// on with the next perspective.
type Row<'t> = [&'t str; 6];

fn of((code, weight, method, against): (&str, &str, &str, &str)) -> Measure {
    let (direction, cap) = method.split_once(' ').unwrap_or((method, ""));
    let step = Step { base: StepBase::Full, lowest: Some(decimal("0")), ..adjustment("1", "0") };
    Measure {
        polarity: if direction == "higher" { Polarity::Higher } else { Polarity::Lower },
        target: fixed(against),
        ..measure(
            code,
            code,
            weight,
            if method == "over" { Method::Step(step) } else { completion(Some(cap)) },
        )
    }
}

fn card(rows: &[Row<'_>], actual: impl Fn(&Row<'_>) -> String) -> Workbook {
    let mut parts: Vec<Perspective> = Vec::new();
    for group in rows.split(|row| row[0].is_empty()) {
        let measures = group.iter().map(|row| of((row[0], row[1], row[2], row[3]))).collect();
        parts.push(perspective(&format!("part-{}", parts.len()), measures));
    }
    let known = || rows.iter().filter(|row| !row[0].is_empty());
    let items = known().map(|row| item(row[0])).collect();
    let mut book = workbook(PeriodLength::Month, items, parts);
    rules(&mut book).rounding = Rounding::None;
    for row in known() {
        enter(&mut book, WARD, row[0], "2026-03", &actual(row));
    }
    book
}

/// Compares the points of every row, the perspectives and the total at the places that are printed.
#[track_caller]
fn check(book: &Workbook, points: &[(&str, &str)], parts: &[&str], total: &str) {
    let report = march(book);
    for (code, printed) in points {
        let printed = decimal(printed);
        let found = one(&report, code)
            .points
            .expect("points")
            .round_dp_with_strategy(printed.scale(), rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        assert_eq!(found, printed, "{code}");
    }
    let round = |text: &str, found: rust_decimal::Decimal| found.round_dp(decimal(text).scale());
    for (part, printed) in report.perspectives().iter().zip(parts) {
        assert_eq!(round(printed, part.points.expect("points")), decimal(printed), "{}", part.perspective);
    }
    assert_eq!(round(total, report.total.points.expect("a total")), decimal(total));
}

/// Actual after, and points after; those at the baseline stand in [`BEFORE`].
const TUMOUR: [Row<'static>; 18] = [
    ["F14", "10", "lower 1", "30", "31.2", "9.600"],
    ["F19", "8", "lower 1", "65", "66.3", "7.840"],
    ["F17", "6", "lower 1", "15", "15", "6.000"],
    ["F21", "6", "over", "3.0", "2.1", "6.000"],
    ["", "", "", "", "", ""],
    ["C01", "10", "higher 1", "90", "90.5", "10.000"],
    ["C13", "5", "lower 1", "2", "1.8", "5.000"],
    ["P26", "7", "lower 1", "5", "4.7", "7.000"],
    ["C14", "3", "lower 1", "25", "27", "2.760"],
    ["", "", "", "", "", ""],
    ["P18", "8", "lower 1", "9", "9.6", "7.467"],
    ["P33", "8", "higher 1", "90", "91", "8.000"],
    ["P39", "6", "lower 1", "10", "11", "5.400"],
    ["P42", "8", "higher 1", "120", "118", "7.867"],
    ["", "", "", "", "", ""],
    ["L27", "5", "higher 1.2", "35", "37.826", "5.404"],
    ["L06", "5", "higher 1", "20", "19", "4.750"],
    ["L20", "5", "higher 1", "98", "97.5", "4.974"],
];

const BEFORE: [(&str, &str, &str); 15] = [
    ("F14", "38", "7.333"),
    ("F19", "78", "6.400"),
    ("F17", "20", "4.000"),
    ("F21", "5.5", "3.500"),
    ("C01", "85", "9.444"),
    ("C13", "6", "0.000"),
    ("P26", "8", "2.800"),
    ("C14", "45", "0.600"),
    ("P18", "12", "5.333"),
    ("P33", "70", "6.222"),
    ("P39", "30", "0.000"),
    ("P42", "100", "6.667"),
    ("L27", "30", "4.286"),
    ("L06", "15", "3.750"),
    ("L20", "95", "4.847"),
];

#[test]
fn tumour_hospital_against_its_targets_as_in_6_1() {
    let after: Vec<_> = TUMOUR.iter().filter(|row| !row[0].is_empty()).map(|row| (row[0], row[5])).collect();
    let book = card(&TUMOUR, |row| row[4].to_owned());
    check(&book, &after, &["29.440", "24.760", "28.733", "15.128"], "98.062");
    let baseline = |code: &str| BEFORE.iter().find(|(own, ..)| *own == code).expect("a baseline");
    let book = card(&TUMOUR, |row| baseline(row[0]).1.to_owned());
    let before: Vec<_> = BEFORE.iter().map(|(code, _, points)| (*code, *points)).collect();
    check(&book, &before, &["21.233", "12.844", "18.222", "12.883"], "65.183");
}

#[test]
fn tumour_hospital_by_the_gap_and_by_the_reciprocal_as_in_6_1() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | interpolation | lower | 8 | 9.6 | – | basis: actual, knots: 9 = 100 % / 12 = 0 %, below: constant, above: constant, lowest: null, highest: null | 8 × (9.6 − 12) ÷ (9 − 12) | 6.40 |
        | interpolation | lower | 10 | 31.2 | – | basis: actual, knots: 30 = 100 % / 38 = 0 %, below: constant, above: constant, lowest: null, highest: null | 10 × (31.2 − 38) ÷ (30 − 38) | 8.50 |
        | completion | lower | 5 | 6 | 2 | inverse: reciprocal, floor: 0, cap: 1 | 5 × 2 ÷ 6 | 1.67 |
        | completion | lower | 5 | 6 | 2 | inverse: mirror, floor: 0, cap: 1 | 2 − 6 ÷ 2 = −1, raised to 0 | 0 |
        ",
    );
}

#[test]
fn department_bsc_as_nested_shares_as_in_6_3() {
    let revenue = Measure { target: fixed("300"), ..percent_of("F01", "15") };
    let surplus = Measure { target: fixed("48"), ..percent_of("F02", "20") };
    let weight = |text: &str| percent_of("w", text).weight;
    let financial = Perspective { weight: weight("35"), ..perspective("financial", vec![revenue, surplus]) };
    let rest = Perspective { weight: weight("65"), ..perspective("rest", vec![percent_of("rest", "1")]) };
    let items = ["F01", "F02", "rest"].map(item).into();
    let mut book = workbook(PeriodLength::Month, items, vec![financial, rest]);
    rules(&mut book).weighting = Weighting::Share { total: decimal("100") };
    rules(&mut book).rounding = Rounding::None;
    for (code, figure) in [("F01", "315"), ("F02", "46.62"), ("rest", "0")] {
        enter(&mut book, WARD, code, "2026-03", figure);
    }
    let report = march(&book);
    assert_eq!(report.perspectives()[0].points, Some(decimal("35.175")));
    assert_eq!(one(&report, "F01").percent, Some(decimal("105")));
    assert_eq!(one(&report, "F02").percent, Some(decimal("97.125")));
    check_total(&report, "only the financial perspective", Some("35.175"));
}

#[test]
fn contracts_as_in_6_5_to_6_7() {
    let cards: [(&[Row<'_>], &str); 5] = [
        (
            &[
                ["F24", "50", "lower 1", "105", "91.5", "50.00"],
                ["P40", "30", "higher 1", "108", "109.2", "30.00"],
                ["C01", "20", "higher 1", "87", "89", "20.00"],
            ],
            "100.00",
        ),
        (
            &[
                ["F24", "50", "lower 1.2", "105", "91.5", "56.43"],
                ["P40", "30", "higher 1.2", "108", "109.2", "30.33"],
                ["C01", "20", "higher 1.2", "87", "89", "20.46"],
            ],
            "107.22",
        ),
        (
            &[
                ["F24", "50", "lower 1", "105", "96", "50.00"],
                ["C01", "30", "higher 1", "90", "91", "30.00"],
                ["P26", "20", "lower 1", "5.2", "5.6", "18.46"],
            ],
            "98.46",
        ),
        (
            &[
                ["C19", "25", "higher 1", "68", "68", "25.00"],
                ["F22", "15", "lower 1.2", "95", "93.7", "15.21"],
                ["F23", "15", "lower 1.2", "95", "92.2", "15.44"],
                ["C01", "20", "higher 1", "84", "87", "20.00"],
                ["F14", "10", "lower 1", "38", "35", "10.00"],
                ["C21", "15", "higher 1", "90", "92", "15.00"],
            ],
            "100.65",
        ),
        (
            &[
                ["C23", "30", "higher 1", "2000", "1900", "28.50"],
                ["hypertension", "40", "higher 1.2", "60", "70", "46.67"],
                ["expense", "30", "lower 1.2", "95", "93.7", "30.41"],
            ],
            "105.58",
        ),
    ];
    for (rows, total) in cards {
        let points: Vec<_> = rows.iter().map(|row| (row[0], row[5])).collect();
        check(&card(rows, |row| row[4].to_owned()), &points, &[], total);
    }
}

#[test]
fn innovation_as_in_6_8() {
    check_examples(
        "
        | method | polarity | F | actual | target | parameters | by hand | points |
        |---|---|---|---|---|---|---|---|
        | completion | higher | 8 | 6 | 6 | inverse: mirror, floor: 0, cap: 1.2 | 4 papers and a guideline of 2, of 6 | 8 |
        | completion | higher | 90 | 80 | 90 | inverse: mirror, floor: 0, cap: 1 | 80 ÷ 90 of 90 | 80 |
        | bands | higher | 100 | 49 | – | basis: actual, bands: 0 % / 50 = 30 % / 100 = 100 %, cut: better | 49 patients enrolled | 0 |
        | bands | higher | 100 | 50 | – | basis: actual, bands: 0 % / 50 = 30 % / 100 = 100 %, cut: better | the first milestone | 30 |
        | bands | higher | 100 | 99 | – | basis: actual, bands: 0 % / 50 = 30 % / 100 = 100 %, cut: better | not yet the second | 30 |
        | bands | higher | 100 | 100 | – | basis: actual, bands: 0 % / 50 = 30 % / 100 = 100 %, cut: better | all of it | 100 |
        ",
    );
}
