//! The worked examples of the seed systems: numbers worked out by hand, outside the program.

use counterpoise::domain::exact::{Exact, Midpoint};
use counterpoise::domain::id::MeasureId;
use counterpoise::domain::method::{Method, StepCounting};
use counterpoise::domain::period::Period;
use counterpoise::domain::scoring::ScoreReport;
use counterpoise::domain::workbook::Workbook;
use rust_decimal::Decimal;

use crate::support::{month, sample, score, year};

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn december() -> Period {
    month("2025-12")
}

#[track_caller]
fn check_points(report: &ScoreReport, rows: &[(&str, &str)]) {
    for (measure, points) in rows {
        let score = report.measure(&MeasureId::from(*measure)).unwrap_or_else(|| panic!("{measure}"));
        assert_eq!(score.points, Some(decimal(points)), "{measure}");
    }
}

#[track_caller]
fn check_totals(report: &ScoreReport, perspectives: &[&str], total: &str) {
    let found: Vec<Decimal> =
        report.perspectives().iter().map(|p| p.points.expect("a perspective's points")).collect();
    let expected: Vec<Decimal> = perspectives.iter().map(|text| decimal(text)).collect();
    assert_eq!(found, expected);
    assert_eq!(report.total.points, Some(decimal(total)));
}

fn count_steps(workbook: &mut Workbook, counting: StepCounting) {
    let card = workbook.scorecards.iter_mut().find(|card| card.id.as_str() == "T2").expect("T2");
    for measure in card.revisions.iter_mut().flat_map(|revision| revision.measures_mut()) {
        if let Method::Step(step) = &mut measure.method {
            step.counting = counting;
        }
    }
}

#[test]
fn exact_before_rounding() {
    let whole = |number| Exact::whole(number);
    let points = whole(15).times(&Exact::from(decimal("100.3"))).over(&whole(300)).expect("not zero");
    assert!(points.equals(decimal("5.015")));
    assert_eq!(points.round(2, Midpoint::AwayFromZero), Some(decimal("5.02")));
}

#[test]
fn t2_first_surgery_as_in_6_2() {
    let report = score(&sample(), "T2", "first-surgery", december());
    check_points(
        &report,
        &[
            ("t2-p04", "16.50"),
            ("t2-p02", "4.75"),
            ("t2-p06", "4.80"),
            ("t2-p08", "14.25"),
            ("t2-p07", "4.75"),
            ("t2-f03", "10.50"),
            ("t2-f04", "15.75"),
            ("t2-l01", "9.00"),
            ("t2-p11", "17.50"),
            ("t2-f05", "0.32"),
            ("t2-f06", "-0.40"),
            ("t2-f07", "0.16"),
            ("t2-f14", "-0.30"),
            ("t2-c32", "0"),
            ("t2-p13", "-0.40"),
            ("t2-p14", "-0.40"),
            ("t2-p15", "0"),
            ("t2-p16", "-0.10"),
            ("t2-p18", "-0.10"),
            ("t2-c01", "0"),
        ],
    );
    check_totals(&report, &["71.30", "26.58", "-1.30"], "96.58");
    assert_eq!(report.findings, []);
}

#[test]
fn t2_with_whole_and_with_started_steps() {
    let mut workbook = sample();
    count_steps(&mut workbook, StepCounting::Whole);
    check_totals(&score(&workbook, "T2", "first-surgery", december()), &["71.30", "26.30", "-1.10"], "96.50");
    count_steps(&mut workbook, StepCounting::Started);
    check_totals(&score(&workbook, "T2", "first-surgery", december()), &["71.30", "26.70", "-1.50"], "96.50");
}

#[test]
fn t1_unrounded_and_rounded_as_in_6_3() {
    let workbook = sample();
    let exact = score(&workbook, "T1", "first-surgery", december());
    check_totals(&exact, &["35.175", "19.416666666666667", "25.45", "17"], "97.041666666666667");
    let rounded = score(&workbook, "T1-rounded", "first-surgery", december());
    check_points(
        &rounded,
        &[
            ("t1-f01", "15.75"),
            ("t1-f02", "19.43"),
            ("t1-f14", "9.67"),
            ("t1-f23", "4.75"),
            ("t1-p10", "5.00"),
            ("t1-p01", "4.75"),
            ("t1-p03", "11.00"),
            ("t1-p05", "4.80"),
            ("t1-p09", "4.90"),
            ("t1-l01", "9.00"),
            ("t1-l02", "8.00"),
        ],
    );
    assert_eq!(rounded.total.points, Some(decimal("97.05")));
}

#[test]
fn t3_sample_year_gives_the_printed_points_of_6_4() {
    let report = score(&sample(), "T3", "first-surgery", year(2025));
    check_points(
        &report,
        &[
            ("t3-f08", "15.50"),
            ("t3-f09", "14.40"),
            ("t3-c01", "5.00"),
            ("t3-p12", "4.80"),
            ("t3-f14", "10.60"),
            ("t3-p19", "5.15"),
            ("t3-p20", "4.90"),
            ("t3-p21", "5.15"),
            ("t3-p22", "11.00"),
            ("t3-f10", "10.20"),
            ("t3-f11", "4.90"),
            ("t3-l03", "5.40"),
            ("t3-l04", "4.90"),
        ],
    );
    assert_eq!(report.total.points, Some(decimal("101.90")));
    assert_eq!(report.findings, []);
}
