//! What becomes of figures that are not there: the policies, the roll-up level by level, coverage
//! and findings; worked by hand, with the cases of seed-systems 6.10.

use counterpoise::domain::expression::Expression;
use counterpoise::domain::id::ObjectiveId;
use counterpoise::domain::item::Item;
use counterpoise::domain::measure::{Measure, Polarity, Scope};
use counterpoise::domain::method::{Formula, Limits, Method};
use counterpoise::domain::period::PeriodLength;
use counterpoise::domain::scorecard::{MissingPolicy, Perspective, Status};
use counterpoise::domain::scoring::{MeasureState, Plan, Problem, Results};
use counterpoise::domain::target::{FixedTargets, TargetSource};
use counterpoise::domain::workbook::Workbook;
use rust_decimal::Decimal;

use crate::books::{
    WARD, adjustment, at, check_coverage, check_total, completion, decimal, deduction, enter, fixed, item,
    march, measure, monthly, not_entered, objective, one, percent_of, perspective, problems, rules, target,
    workbook,
};

const POLICIES: [MissingPolicy; 3] =
    [MissingPolicy::Redistribute, MissingPolicy::Zero, MissingPolicy::Withhold];

/// Operations of 15 points and a rest of 85 that reaches 90 %: 76.50 points.
fn operations_and_rest(operations: &str) -> Workbook {
    let mut book = monthly(&["ops", "rest"], vec![percent_of("ops", "15"), percent_of("rest", "85")]);
    enter(&mut book, WARD, "ops", "2026-03", operations);
    enter(&mut book, WARD, "rest", "2026-03", "90");
    book
}

#[test]
fn zero_is_a_figure() {
    for policy in POLICIES {
        let mut book = operations_and_rest("0");
        rules(&mut book).missing = policy;
        let report = march(&book);
        check_total(&report, "0.00 of 15", Some("76.50"));
        assert_eq!(one(&report, "ops").points, Some(decimal("0.00")));
        assert_eq!(one(&report, "ops").state, MeasureState::Scored);
        check_coverage(report.total.coverage, "complete", (2, 2, 0, "100", "100"));
        assert_eq!(report.findings, []);
    }
}

#[test]
fn a_unit_with_no_figures_has_no_score_even_where_none_is_needed() {
    // Complaints that nobody entered count as none; the bonus is given to everyone.
    let complaints = || measure("fewer", "coalesce(complaints, 0)", "60", deduction("5", "0"));
    let bonus = || {
        let formula = Formula {
            points: Expression::parse("weight").unwrap(),
            limits: Limits { lowest: None, highest: None },
        };
        measure("bonus", "complaints", "40", Method::Formula(formula))
    };
    for policy in POLICIES {
        let says = format!("{policy:?}");
        let mut book = monthly(&["complaints", "visits"], vec![complaints(), bonus()]);
        rules(&mut book).missing = policy;
        let report = march(&book);
        check_total(&report, &says, None);
        assert_eq!(report.findings.last().unwrap().problem, Problem::NoFigures, "{says}");
        let mut results = Results::new(Plan::new(&book), at("2026-03"), at("2026-03"));
        results.score_all();
        assert_eq!(results.total(&report.scorecard, &report.unit, report.period), None, "{says}");
        // 60 − 2 × 5, and 40.
        enter(&mut book, WARD, "complaints", "2026-03", "2");
        check_total(&march(&book), &says, Some("90"));
        // A figure of another measure makes it a score: 60 of the complaints, 40, and 100 of the visits.
        enter(&mut book, WARD, "complaints", "2026-03", "");
        rules(&mut book).perspectives[0].measures.push(percent_of("visits", "100"));
        enter(&mut book, WARD, "visits", "2026-03", "100");
        check_total(&march(&book), &says, Some("200"));
    }
}

#[test]
fn an_empty_figure_leaves_85_of_100() {
    // 76.50 × 100 ÷ 85 = 90.00 where the rest takes over.
    let rows = [
        (MissingPolicy::Redistribute, Some("90.00"), None, "0"),
        (MissingPolicy::Zero, Some("76.50"), Some("0"), "15"),
        (MissingPolicy::Withhold, None, None, "15"),
    ];
    for (policy, total, points, full) in rows {
        let says = format!("{policy:?}");
        let mut book = operations_and_rest("");
        rules(&mut book).missing = policy;
        let report = march(&book);
        check_total(&report, &says, total);
        check_coverage(report.total.coverage, &says, (1, 2, 0, "85", "100"));
        assert_eq!(report.total.coverage.percent(), Some(decimal("85")), "{says}");
        assert_eq!(one(&report, "ops").points, points.map(decimal), "{says}");
        assert_eq!(one(&report, "ops").full, decimal(full), "{says}");
        assert_eq!(one(&report, "ops").state, MeasureState::Missing, "{says}");
        assert_eq!(problems(&report, "ops"), [not_entered("ops", &["2026-03"])], "{says}");
        assert!(!report.total.provisional, "{says}");
    }
}

#[test]
fn what_does_not_apply_is_no_gap_under_any_policy() {
    for (policy, figure) in POLICIES.into_iter().flat_map(|p| [(p, "n/a"), (p, "exempt 3")]) {
        let says = format!("{policy:?} {figure}");
        let mut book = operations_and_rest(figure);
        rules(&mut book).missing = policy;
        let report = march(&book);
        check_total(&report, &says, Some("90.00"));
        check_coverage(report.total.coverage, &says, (1, 1, 1, "85", "85"));
        assert_eq!(report.total.coverage.percent(), Some(decimal("100")), "{says}");
        assert_eq!(one(&report, "ops").state, MeasureState::NotApplicable, "{says}");
        assert_eq!(one(&report, "rest").full, decimal("100"), "{says}");
        assert_eq!(report.findings, [], "{says}");
    }
}

#[test]
fn a_unit_without_figures_has_no_score() {
    for policy in POLICIES {
        let mut book = monthly(&["ops"], vec![percent_of("ops", "100")]);
        rules(&mut book).missing = policy;
        let report = march(&book);
        check_total(&report, "no score", None);
        assert_eq!(report.total.percent, None, "{policy:?}");
        assert_eq!(report.total.status, None, "{policy:?}");
        assert_eq!(report.perspectives()[0].points, None, "{policy:?}");
        check_coverage(report.total.coverage, "nothing", (0, 1, 0, "0", "100"));
    }
}

#[test]
fn a_total_below_the_least_coverage_is_provisional() {
    for (there, away, least, provisional) in [
        ("50", "50", "50", false),
        ("49.99", "50.01", "50", true),
        ("40", "60", "40", false),
        ("99", "1", "100", true),
    ] {
        let mut book = monthly(&["a", "b"], vec![percent_of("a", there), percent_of("b", away)]);
        rules(&mut book).least_coverage = decimal(least);
        enter(&mut book, WARD, "a", "2026-03", "100");
        let total = march(&book).total;
        assert_eq!(total.provisional, provisional, "{there} of 100, at least {least}");
        assert_eq!(total.points, Some(decimal("100")));
    }
}

fn drug_share() -> Measure {
    Measure {
        polarity: Polarity::Lower,
        target: fixed("45"),
        ..measure("share", "share", "0", Method::Step(adjustment("0.2", "0")))
    }
}

#[test]
fn adjustment_items_are_never_scaled() {
    let measures = vec![percent_of("ops", "15"), percent_of("rest", "85"), drug_share()];
    let mut book = monthly(&["ops", "rest", "share"], measures);
    enter(&mut book, WARD, "rest", "2026-03", "90");
    enter(&mut book, WARD, "share", "2026-03", "46.5");
    let report = march(&book);
    check_total(&report, "90.00 − 0.30", Some("89.70"));
    assert_eq!(one(&report, "share").points, Some(decimal("-0.30")));
    assert_eq!((one(&report, "share").full, one(&report, "share").percent), (Decimal::ZERO, None));
}

#[test]
fn a_missing_adjustment_item_moves_nothing() {
    for (policy, total, points, found) in [
        (MissingPolicy::Redistribute, Some("90"), None, vec![]),
        (MissingPolicy::Zero, Some("90"), Some("0"), vec![Problem::MissingAdjustment]),
        (MissingPolicy::Withhold, None, None, vec![]),
    ] {
        let mut book = monthly(&["rest", "share"], vec![percent_of("rest", "100"), drug_share()]);
        rules(&mut book).missing = policy;
        enter(&mut book, WARD, "rest", "2026-03", "90");
        let report = march(&book);
        check_total(&report, &format!("{policy:?}"), total);
        assert_eq!(one(&report, "share").points, points.map(decimal));
        let expected: Vec<Problem> = [not_entered("share", &["2026-03"])].into_iter().chain(found).collect();
        assert_eq!(problems(&report, "share"), expected);
    }
}

#[test]
fn a_perspective_of_adjustment_items_alone_has_no_percent() {
    let parts = vec![
        perspective("weighed", vec![percent_of("rest", "100")]),
        perspective("adjusted", vec![drug_share()]),
    ];
    let mut book = workbook(PeriodLength::Month, vec![item("rest"), item("share")], parts);
    enter(&mut book, WARD, "share", "2026-03", "46.5");
    let report = march(&book);
    let adjusted = &report.perspectives()[1];
    assert_eq!((adjusted.points, adjusted.percent), (Some(decimal("-0.30")), None));
    check_total(&report, "the factor is 1", Some("-0.30"));
}

#[test]
fn zero_counts_the_lowest_points_of_the_method() {
    let deductions = measure("away", "away", "20", deduction("1", "5"));
    let mut book = monthly(&["away", "rest"], vec![deductions, percent_of("rest", "80")]);
    rules(&mut book).missing = MissingPolicy::Zero;
    enter(&mut book, WARD, "rest", "2026-03", "90");
    let report = march(&book);
    assert_eq!(one(&report, "away").points, Some(decimal("5")));
    check_total(&report, "72 and the lowest 5", Some("77"));
}

/// P of 30; Q of 70: objective O1 of 40 (two measures of 20), O2 of 20, and a measure of 10.
fn levels() -> Workbook {
    let q = Perspective {
        objectives: vec![
            objective("o1", vec![percent_of("a", "20"), percent_of("b", "20")]),
            objective("o2", vec![percent_of("c", "20")]),
        ],
        ..perspective("q", vec![percent_of("d", "10")])
    };
    let parts = vec![perspective("p", vec![percent_of("e", "30")]), q];
    workbook(PeriodLength::Month, ["a", "b", "c", "d", "e"].map(item).into(), parts)
}

#[test]
fn points_are_handed_on_level_by_level() {
    // P hands 30 to Q: × 100 ÷ 70. O2 hands 20 to O1 and d: × 70 ÷ 50. b hands 20 to a: × 40 ÷ 20.
    // a counts 20 × 100⁄70 × 70⁄50 × 2 = 80 and d 10 × 100⁄70 × 70⁄50 = 20 full points.
    let mut book = levels();
    enter(&mut book, WARD, "a", "2026-03", "90");
    enter(&mut book, WARD, "d", "2026-03", "50");
    let report = march(&book);
    assert_eq!((one(&report, "a").points, one(&report, "a").full), (Some(decimal("72")), decimal("80")));
    assert_eq!((one(&report, "d").points, one(&report, "d").full), (Some(decimal("10")), decimal("20")));
    check_total(&report, "72 + 10", Some("82"));
    let [p, q] = report.perspectives() else { panic!("two perspectives") };
    assert_eq!((p.points, p.full, p.percent), (None, Decimal::ZERO, None));
    assert_eq!((q.points, q.full, q.percent), (Some(decimal("82")), decimal("100"), Some(decimal("82"))));
    let objectives: Vec<_> = q.objectives.iter().map(|o| (o.objective.clone(), o.points, o.full)).collect();
    let o1 = (ObjectiveId::from("o1"), Some(decimal("72")), decimal("80"));
    assert_eq!(objectives, [o1, (ObjectiveId::from("o2"), None, Decimal::ZERO)]);
    assert_eq!(q.status, Some(Status::AtRisk));
    check_coverage(report.total.coverage, "30 of 100", (2, 5, 0, "30", "100"));
    assert!(report.total.provisional);
}

#[test]
fn only_the_missing_level_hands_on() {
    // b hands its 20 to a alone: a 40, c 20, d 10, e 30.
    let mut book = levels();
    for (code, figure) in [("a", "50"), ("c", "100"), ("d", "100"), ("e", "100")] {
        enter(&mut book, WARD, code, "2026-03", figure);
    }
    let report = march(&book);
    let fulls: Vec<_> = ["a", "c", "d", "e"].iter().map(|id| one(&report, id).full).collect();
    assert_eq!(fulls, ["40", "20", "10", "30"].map(decimal));
    check_total(&report, "20 + 20 + 10 + 30", Some("80"));
}

#[test]
fn under_zero_the_parts_add_up_even_where_a_perspective_has_no_figures() {
    let lost = measure("lost", "lost", "20", deduction("1", "5"));
    let parts = vec![perspective("p", vec![percent_of("there", "80")]), perspective("q", vec![lost])];
    let mut book = workbook(PeriodLength::Month, vec![item("there"), item("lost")], parts);
    rules(&mut book).missing = MissingPolicy::Zero;
    enter(&mut book, WARD, "there", "2026-03", "50");
    let report = march(&book);
    assert_eq!(one(&report, "lost").points, Some(decimal("5")));
    assert_eq!(report.perspectives()[1].points, Some(decimal("5")));
    check_total(&report, "40 + 5", Some("45"));
}

/// The finding, or the state, that a definition or a figure leads to.
#[test]
fn findings_say_what_is_wrong() {
    let no_target = Measure { target: None, ..percent_of("m", "100") };
    let of = |actual: &str| Measure { target: fixed("1"), ..measure("m", actual, "100", completion(None)) };
    let against = |source| Measure { target: target(source), ..percent_of("m", "100") };
    let last_year = Problem::NoSourceMonths { first: at("2025-01"), last: at("2025-12") };
    let rows = [
        ("an unknown code", of("nothing"), Problem::UnknownItem("nothing".into())),
        ("two items of one code", of("twice"), Problem::AmbiguousItem("twice".into())),
        ("no ancestor so high", Measure { scope: Scope::Ancestor(2), ..of("m") }, Problem::NoSuchAncestor),
        ("no target", no_target, Problem::NoTarget),
        (
            "no target for this unit",
            against(TargetSource::Fixed(FixedTargets::default())),
            Problem::NoFixedTarget,
        ),
        ("no month of last year", against(TargetSource::LastYearMonthlyMean), last_year),
        ("no budget", against(TargetSource::Budget("budget".into())), not_entered("budget", &["2026-03"])),
        ("no last year", against(TargetSource::SamePeriodLastYear), not_entered("m", &["2025-03"])),
        ("a division by zero", of("m / zero"), Problem::DivisionByZero),
        ("a budget that does not apply", against(TargetSource::Budget("absent".into())), Problem::NoTarget),
        ("a result too large", of("m * h * h"), Problem::TooLarge),
        ("a product that outgrows everything", of(&vec!["h"; 1_900].join("*")), Problem::TooLarge),
        ("a quotient that dwindles", of(&format!("m/{}", vec!["h"; 1_900].join("/"))), Problem::TooLarge),
    ];
    for (says, measure, problem) in rows {
        let mut book = monthly(&["m", "budget", "absent", "zero", "h"], vec![measure]);
        for id in ["first", "second"] {
            book.items.push(Item { id: id.into(), ..item("twice") });
        }
        enter(&mut book, WARD, "m", "2026-03", "1");
        enter(&mut book, WARD, "zero", "2026-03", "0");
        enter(&mut book, WARD, "absent", "2026-03", "n/a");
        enter(&mut book, WARD, "h", "2026-03", "79228162514264337593543950335");
        let report = march(&book);
        assert_eq!(problems(&report, "m"), [problem], "{says}");
        assert_eq!(one(&report, "m").state, MeasureState::Missing, "{says}");
        assert_eq!(report.total.points, None, "{says}");
    }
}

#[test]
fn a_value_too_large_makes_the_measure_missing_and_its_siblings_take_over() {
    let huge = Measure { target: fixed("1"), ..measure("huge", "huge * huge", "40", completion(None)) };
    let mut book = monthly(&["huge", "rest"], vec![huge, percent_of("rest", "60")]);
    enter(&mut book, WARD, "huge", "2026-03", "79228162514264337593543950335");
    enter(&mut book, WARD, "rest", "2026-03", "50");
    // Left out: 30 of 60 becomes 50 of 100.
    let report = march(&book);
    assert_eq!(problems(&report, "huge"), [Problem::TooLarge]);
    check_total(&report, "50 of 100", Some("50"));
    check_coverage(report.total.coverage, "60 of 100", (1, 2, 0, "60", "100"));
    rules(&mut book).missing = MissingPolicy::Withhold;
    check_total(&march(&book), "withheld", None);
}

#[test]
fn a_sum_of_weights_other_than_100_is_a_finding() {
    for (weight, found) in [("100", vec![]), ("99.5", vec![Problem::WeightsSum(decimal("99.5"))])] {
        let mut book = monthly(&["ops"], vec![percent_of("ops", weight), drug_share()]);
        book.items.push(item("share"));
        enter(&mut book, WARD, "ops", "2026-03", "100");
        enter(&mut book, WARD, "share", "2026-03", "45");
        let problems: Vec<_> = march(&book).findings.into_iter().map(|finding| finding.problem).collect();
        assert_eq!(problems, found, "{weight}");
    }
}

#[test]
fn an_objective_keeps_the_points_of_a_missing_measure_to_itself() {
    // Three measures of 20 points; the first has no figure, the others get 10 and 20.
    let measures = || ["a", "b", "c"].map(|id| percent_of(id, "20")).to_vec();
    let figures = |book: &mut Workbook| {
        enter(book, WARD, "b", "2026-03", "50");
        enter(book, WARD, "c", "2026-03", "100");
    };
    let mut flat = monthly(&["a", "b", "c"], measures());
    figures(&mut flat);
    check_total(&march(&flat), "(10 + 20) × 60 ÷ 40", Some("45"));
    let mut nested = monthly(&["a", "b", "c"], measures().split_off(2));
    let first = measures()[..2].to_vec();
    rules(&mut nested).perspectives[0].objectives = vec![objective("first", first)];
    figures(&mut nested);
    check_total(&march(&nested), "10 × 40 ÷ 20 + 20", Some("40"));
}
