//! The curve of a measure: what the ordinary engine gives for other actuals.

use counterpoise::domain::curve::Curve;
use counterpoise::domain::id::{MeasureId, ScorecardId, UnitId};
use counterpoise::domain::method::{Method, PeerBest};
use counterpoise::domain::period::Period;
use rust_decimal::Decimal;

use crate::books::decimal;
use crate::support::{month, sample, score, year};

fn curve(card: &str, period: Period, measure: &str) -> Curve {
    let workbook = sample();
    let card = ScorecardId::from(card);
    let from = workbook.scorecard(&card).unwrap().revisions[0].from;
    let unit = UnitId::from("first-surgery");
    Curve::new(&workbook, (&card, from), &unit, period, &MeasureId::from(measure)).unwrap()
}

#[track_caller]
fn check(card: &str, period: Period, measure: &str, rows: &[(&str, &str)]) {
    let mut curve = curve(card, period, measure);
    for (actual, points) in rows {
        let score = curve.score(Some(decimal(actual))).unwrap();
        assert_eq!(score.points, Some(decimal(points)), "{card} {measure} at {actual}");
    }
}

#[test]
fn a_number_that_is_tried_gets_what_its_formula_says() {
    // 10 × (2 − a ÷ 45), at most 10: drug share of the yearly design, rounded to two decimals.
    check(
        "T1-rounded",
        month("2025-12"),
        "t1-f14",
        &[("46.5", "9.67"), ("45", "10"), ("90", "0"), ("54", "8")],
    );
    // −0.2 for each point above 45.
    check("T2", month("2025-12"), "t2-f14", &[("46.5", "-0.3"), ("55", "-2")]);
    // Against last year's mean of 172, which stays: 0.2 × (172 − a).
    check("T2", month("2025-12"), "t2-f05", &[("170.4", "0.32"), ("172", "0"), ("162", "2")]);
    // A year, read for the unit above: 5 × a ÷ 900.
    check("T3", year(2025), "t3-p19", &[("927", "5.15"), ("900", "5"), ("450", "2.5")]);
}

#[test]
fn without_peers_there_are_no_points_and_not_zero() {
    let mut workbook = sample();
    let card = workbook.scorecards.iter_mut().find(|card| card.id.as_str() == "T1-rounded").unwrap();
    let from = card.revisions[0].from;
    let own = card.revisions[0].measures_mut().find(|own| own.id.as_str() == "t1-f14").unwrap();
    own.method = Method::PeerBest(PeerBest { floor: Decimal::ZERO, cap: None, least_peers: 2 });
    let (card, unit) = (ScorecardId::from("T1-rounded"), UnitId::from("first-surgery"));
    let measure = MeasureId::from("t1-f14");
    let mut curve = Curve::new(&workbook, (&card, from), &unit, month("2025-12"), &measure).unwrap();
    assert_eq!(curve.score(Some(decimal("46.5"))).unwrap().points, None);
    let drawn = curve.points();
    assert_eq!((drawn.points, drawn.last, drawn.actual), (Vec::new(), None, Some(decimal("46.5"))));
}

#[test]
fn the_curve_goes_through_the_reports_points() {
    let workbook = sample();
    for (card, period) in [("T1-rounded", month("2025-12")), ("T2", month("2025-12")), ("T3", year(2025))] {
        let report = score(&workbook, card, "first-surgery", period);
        let revision = &workbook.scorecard(&ScorecardId::from(card)).unwrap().revisions[0];
        for measure in revision.measures() {
            let own = report.measure(&measure.id).unwrap();
            let drawn = curve(card, period, measure.id.as_str()).points();
            let (actual, points) = drawn.last.unwrap_or_else(|| panic!("{} has no last actual", measure.id));
            assert_eq!(Some(points), own.points, "{card} {}", measure.id);
            let there = drawn.points.iter().find(|(at, _)| *at == actual);
            assert_eq!(there.map(|(_, points)| *points), Some(points), "{card} {} at {actual}", measure.id);
            assert_eq!(drawn.full, own.full, "{card} {}", measure.id);
            assert!(drawn.points.is_sorted_by(|a, b| a.0 < b.0), "{card} {}", measure.id);
        }
    }
}

#[test]
fn a_card_without_figures_has_its_curve() {
    let mut workbook = sample();
    workbook.figures = Default::default();
    let card = ScorecardId::from("T1-rounded");
    let from = workbook.scorecard(&card).unwrap().revisions[0].from;
    let unit = UnitId::from("first-surgery");
    let mut curve =
        Curve::new(&workbook, (&card, from), &unit, month("2026-01"), &MeasureId::from("t1-f14")).unwrap();
    let drawn = curve.points();
    assert_eq!((drawn.last, drawn.target, drawn.full), (None, Some(decimal("45")), Decimal::TEN));
    assert!(drawn.points.contains(&(decimal("45"), Decimal::TEN)));
}
