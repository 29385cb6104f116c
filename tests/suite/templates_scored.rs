//! The templates T4 to T8 scored: full points where every target is met exactly, and the worked
//! examples of section 6. All figures are of December 2025 or of 2025, and of 2024 before it.

use counterpoise::domain::figure::{Figure, Figures};
use counterpoise::domain::id::{ItemId, MeasureId};
use counterpoise::domain::item::MonthRule;
use counterpoise::domain::method::{Basis, End, Interpolation, Knot, Limits, Method};
use counterpoise::domain::period::{Period, PeriodLength};
use counterpoise::domain::scorecard::Rounding;
use counterpoise::domain::scoring::{MeasureScore, ScoreReport};
use counterpoise::domain::workbook::Workbook;
use counterpoise::templates;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::books::{at, decimal};
use crate::support::{month, score, year};
use crate::template_figures::{ON_TARGET, Row};

fn december() -> Period {
    month("2025-12")
}

/// A workbook started from a template, with the figures that meet every target exactly and
/// `others` in their place.
fn book(id: &str, others: &[Row]) -> Workbook {
    let templates = templates::templates().expect("the templates");
    let template = templates.iter().find(|template| template.id == id).expect("the template");
    let mut workbook = templates::start_from(template, "new".into());
    let yearly = template.scorecard.period == PeriodLength::Year;
    let (_, rows) = ON_TARGET.iter().find(|(of, _)| *of == id).expect("its figures");
    assert_eq!(rows.len(), template.items.len(), "{id}");
    for row in *rows {
        let (item, now, before) = others.iter().find(|other| other.0 == row.0).unwrap_or(row);
        let before = if before.is_empty() { now } else { before };
        enter(&mut workbook, item, 2024, before, yearly);
        enter(&mut workbook, item, 2025, now, yearly);
    }
    workbook
}

/// Twelve months; of a year's sum, all of it in December.
fn enter(workbook: &mut Workbook, item: &str, year: i32, value: &str, yearly: bool) {
    let (item, unit) = (ItemId::from(item), workbook.scorecards[0].units[0].clone());
    let sum = workbook.item(&item).expect("the item").month_rule == MonthRule::Sum;
    let figure = |value| Figure::Value(decimal(value));
    let mut months = [figure(if yearly && sum { "0" } else { value }); 12];
    months[11] = figure(value);
    workbook.figures.set_year(&unit, &item, year, months);
}

fn report(workbook: &Workbook) -> ScoreReport {
    let card = &workbook.scorecards[0];
    let period = if card.period == PeriodLength::Year { year(2025) } else { december() };
    score(workbook, card.id.as_str(), card.units[0].as_str(), period)
}

fn unrounded(mut workbook: Workbook) -> Workbook {
    workbook.scorecards[0].revisions[0].rounding = Rounding::None;
    workbook
}

fn printed(points: Option<Decimal>, decimals: u32) -> String {
    let points = points.expect("points");
    let rounded = points.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    format!("{rounded:.*}", decimals as usize)
}

fn measures(report: &ScoreReport) -> impl Iterator<Item = &MeasureScore> {
    report.perspectives().iter().flat_map(|perspective| perspective.all_measures())
}

/// Points of each measure, perspective and of the total, as printed.
fn points(report: &ScoreReport, decimals: u32) -> (Vec<String>, Vec<String>, String) {
    let measures = measures(report).map(|measure| printed(measure.points, decimals)).collect();
    let perspectives = report.perspectives().iter().map(|part| printed(part.points, decimals)).collect();
    (measures, perspectives, printed(report.total.points, decimals))
}

#[test]
fn what_meets_every_target_gets_full_points() {
    for (id, _) in ON_TARGET {
        let workbook = book(id, &[]);
        let report = report(&workbook);
        assert_eq!(report.findings, [], "{id}");
        let extra = if *id == "T7" { Decimal::ONE } else { Decimal::ZERO };
        assert_eq!(report.total.points, Some(Decimal::ONE_HUNDRED + extra), "{id}");
        for measure in workbook.scorecards[0].revisions[0].measures() {
            let score = report.measure(&measure.id).expect("a score");
            assert_eq!(score.points, Some(measure.weight.value()), "{}", measure.id);
        }
    }
}

/// Without last year's figures nothing is invented: only what is held against last year is left
/// out, and said so; the rest gets all of the points.
#[test]
fn the_first_year_leaves_out_what_needs_the_year_before() {
    let needing: [(&str, &[&str]); 8] = [
        ("T4", &["t4-f21", "t4-p42"]),
        ("T5a", &["t5a-p40", "t5a-c01"]),
        ("T5b", &[]),
        ("T5c", &["t5c-f25"]),
        ("T6a", &["t6a-c19", "t6a-c01", "t6a-f22", "t6a-f23"]),
        ("T6b", &["t6b-f22"]),
        ("T7", &["t7-i06", "t7-i15", "t7-i16", "t7-i17", "t7-i18", "t7-i19", "t7-i22", "t7-i23"]),
        ("T8", &["t8-f12", "t8-f23", "t8-c06", "t8-p32", "t8-l10"]),
    ];
    for (id, expected) in needing {
        let mut workbook = book(id, &[]);
        let mut kept = Figures::default();
        for (unit, year, item, months) in workbook.figures.iter().filter(|(_, year, ..)| *year == 2025) {
            kept.set_year(unit, item, year, *months);
        }
        workbook.figures = kept;
        // Shares of what is left out have no end; rounded, they may add up to 99.99.
        let report = report(&unrounded(workbook));
        let missing = measures(&report).filter(|measure| measure.points.is_none());
        assert_eq!(missing.map(|measure| measure.measure.as_str()).collect::<Vec<_>>(), expected, "{id}");
        let mut found: Vec<_> =
            report.findings.iter().filter_map(|finding| finding.measure.clone()).collect();
        found.dedup();
        assert_eq!(found.iter().map(MeasureId::as_str).collect::<Vec<_>>(), expected, "{id}");
        let total = if id == "T7" { "101.00" } else { "100.00" };
        assert_eq!(printed(report.total.points, 2), total, "{id}");
    }
}

#[test]
fn t4_tumour_hospital_at_its_baseline_and_after_as_in_6_1() {
    let baseline = book(
        "T4",
        &[
            ("drug_revenue", "380", ""),
            ("health_materials", "780", ""),
            ("management_expense", "200", ""),
            ("inpatient_revenue", "1055", "1000"),
            ("satisfaction_score", "85", ""),
            ("insurance_denied", "60", ""),
            ("readmissions", "80", ""),
            ("settlement_days", "45", ""),
            ("bed_days", "12000", ""),
            ("pathway_cases", "700", ""),
            ("stock_days", "30", ""),
            ("equipment_hours_used", "500", "500"),
            ("suggestions_adopted", "30", ""),
            ("education_credits", "15", ""),
            ("data_accuracy", "95", ""),
        ],
    );
    let (measures, perspectives, total) = points(&report(&unrounded(baseline)), 3);
    let expected =
        "7.333 6.400 4.000 3.500 9.444 2.800 0.000 0.600 5.333 6.222 0.000 6.667 4.286 3.750 4.847";
    assert_eq!(measures, expected.split(' ').collect::<Vec<_>>());
    assert_eq!(perspectives, ["21.233", "12.844", "18.222", "12.883"]);
    assert_eq!(total, "65.183");
    let (measures, perspectives, total) = points(&report(&unrounded(after())), 3);
    let expected =
        "9.600 7.840 6.000 6.000 10.000 7.000 5.000 2.760 7.467 8.000 5.400 7.867 5.404 4.750 4.974";
    assert_eq!(measures, expected.split(' ').collect::<Vec<_>>());
    assert_eq!(perspectives, ["29.440", "24.760", "28.733", "15.128"]);
    assert_eq!(total, "98.062");
}

fn after() -> Workbook {
    book(
        "T4",
        &[
            ("drug_revenue", "312", ""),
            ("health_materials", "663", ""),
            ("management_expense", "150", ""),
            ("inpatient_revenue", "1021", "1000"),
            ("satisfaction_score", "90.5", ""),
            ("insurance_denied", "18", ""),
            ("readmissions", "47", ""),
            ("settlement_days", "27", ""),
            ("bed_days", "9600", ""),
            ("pathway_cases", "910", ""),
            ("stock_days", "11", ""),
            ("equipment_hours_used", "590", "500"),
            ("suggestions_made", "230", ""),
            ("suggestions_adopted", "87", ""),
            ("education_credits", "19", ""),
            ("data_accuracy", "97.5", ""),
        ],
    )
}

/// From the baseline, 0 points, to the target, all of them: the other method that 6.1 gives.
#[test]
fn t4_by_the_way_from_baseline_to_target_as_in_6_1() {
    for (id, baseline, target, expected) in [("t4-p18", "12", "9", "6.400"), ("t4-f14", "38", "30", "8.500")]
    {
        let mut workbook = after();
        let knot = |at, percent: u32| Knot { at: decimal(at), percent: percent.into() };
        for measure in workbook.scorecards[0].revisions[0].measures_mut() {
            measure.method = Method::Interpolation(Interpolation {
                basis: Basis::Actual,
                knots: vec![knot(target, 100), knot(baseline, 0)],
                below: End::Constant,
                above: End::Constant,
                limits: Limits::default(),
            });
        }
        let score = report(&workbook);
        assert_eq!(
            printed(score.measure(&MeasureId::from(id)).expect("a score").points, 3),
            expected,
            "{id}"
        );
    }
}

#[test]
fn t5a_case_1_as_in_6_5() {
    let results: &[Row] = &[
        ("disease_cost", "91.5", ""),
        ("group_weights", "1092", "1000"),
        ("patient_satisfaction", "89", "82"),
    ];
    let mut workbook = book("T5a", results);
    let (measures, _, total) = points(&report(&workbook), 2);
    assert_eq!(
        (measures, total.as_str()),
        (["50.00", "30.00", "20.00"].map(String::from).to_vec(), "100.00")
    );
    for measure in workbook.scorecards[0].revisions[0].measures_mut() {
        if let Method::Completion(completion) = &mut measure.method {
            completion.cap = Some(decimal("1.2"));
        }
    }
    let (measures, _, total) = points(&report(&workbook), 2);
    assert_eq!(
        (measures, total.as_str()),
        (["56.43", "30.33", "20.46"].map(String::from).to_vec(), "107.22")
    );
}

#[test]
fn t5b_cardiology_pilot_as_in_6_6() {
    let results: &[Row] = &[
        ("disease_cost", "288", ""),
        ("disease_cases", "200", ""),
        ("patient_satisfaction", "91", ""),
        ("readmissions", "56", ""),
    ];
    let (measures, perspectives, total) = points(&report(&book("T5b", results)), 2);
    assert_eq!(measures, ["50.00", "30.00", "18.46"]);
    assert_eq!(perspectives, measures);
    assert_eq!(total, "98.46");
}

/// The saving rate itself is held against 5 %, not the cost against 95 % of last year's.
#[test]
fn t5c_scores_the_saving_rate() {
    for (cost, expected) in
        [("1410", "0.00"), ("1400", "0.00"), ("1375", "25.00"), ("1345", "55.00"), ("1300", "60.00")]
    {
        let (measures, ..) = points(&report(&book("T5c", &[("cost_total", cost, "1400")])), 2);
        assert_eq!(measures[0], expected, "{cost}");
    }
}

#[test]
fn t6_county_hospital_and_family_doctor_team_as_in_6_7() {
    let results: &[Row] = &[
        ("outpatient_revenue", "93.7", "100"),
        ("inpatient_revenue", "922", "1000"),
        ("patient_satisfaction", "87", "76"),
        ("drug_revenue", "35", ""),
        ("county_visits", "920", ""),
    ];
    let (measures, _, total) = points(&report(&book("T6a", results)), 2);
    assert_eq!(measures, ["25.00", "20.00", "15.21", "15.44", "10.00", "15.00"]);
    assert_eq!(total, "100.65");
    let results: &[Row] = &[
        ("signed_residents", "1900", ""),
        ("hypertension_controlled", "700", ""),
        ("outpatient_revenue", "93.7", "100"),
    ];
    let (measures, _, total) = points(&report(&book("T6b", results)), 2);
    assert_eq!(measures, ["28.50", "46.67", "30.41"]);
    assert_eq!(total, "105.58");
}

/// 6.8: one guideline led counts as two papers; 3.2 % of research spending earns the extra point,
/// less than 3 % does not; 24 months after 30 meet the line of 20 %, 25 do not.
#[test]
fn t7_equivalence_extra_point_and_patent_time_as_in_6_8() {
    let of = |others: &[Row], measure: &str| {
        let report = report(&book("T7", others));
        printed(report.measure(&MeasureId::from(measure)).expect("a score").points, 2)
    };
    assert_eq!(of(&[("sci_papers", "4", ""), ("guidelines_led", "1", "")], "t7-i10"), "8.00");
    assert_eq!(of(&[("sci_papers", "1", ""), ("guidelines_led", "1", "")], "t7-i10"), "4.00");
    assert_eq!(of(&[("research_spending", "3.2", "")], "t7-i01b"), "1.00");
    assert_eq!(of(&[("research_spending", "2.9", "")], "t7-i01b"), "0.00");
    assert_eq!(of(&[("research_spending", "2.9", "")], "t7-i01"), "5.80");
    assert_eq!(of(&[("patent_months", "96", "120")], "t7-i06"), "6.00");
    assert_eq!(of(&[("patent_months", "100", "120")], "t7-i06"), "5.75");
}

#[test]
fn t7_a_red_line_event_caps_the_total() {
    let report = report(&book("T7", &[("red_line_events", "1", "")]));
    assert_eq!(report.total.points, Some(decimal("59")));
    assert_eq!(report.findings, []);
    let card = book("T7", &[]).scorecards[0].clone();
    let last = card.revision_in(at("2025-12")).expect("a revision").grades.iter().rev().nth(1).cloned();
    assert!(last.and_then(|grade| grade.from).is_some_and(|cut| decimal("59") < cut));
}

/// A change is scored by how far it went: half of the aim is half of the points.
#[test]
fn t7_changes_are_scored_by_their_size() {
    let half: &[Row] = &[
        ("operations_grade_34", "410", "400"),
        ("bed_days", "9750", "10000"),
        ("complications", "19", "20"),
        ("disease_cost", "97.5", "100"),
        ("equipment_hours_used", "525", "500"),
        ("patient_satisfaction", "81.2", "80"),
        ("primary_referral_rate", "19.5", "20"),
    ];
    let report = report(&book("T7", half));
    for (measure, expected) in
        [("i15", "2"), ("i16", "2"), ("i17", "2"), ("i18", "2.5"), ("i19", "2"), ("i22", "2"), ("i23", "1.5")]
    {
        let id = MeasureId::from(format!("t7-{measure}").as_str());
        assert_eq!(report.measure(&id).expect("a score").points, Some(decimal(expected)), "{measure}");
    }
}
