//! How months, units and last year's figures combine, and what a period longer or shorter than the
//! card's own comes to; worked by hand, with the cases of seed-systems 6.10.

use counterpoise::domain::exact::Exact;
use counterpoise::domain::id::{ItemId, ScorecardId, UnitId};
use counterpoise::domain::item::{MonthRule, UnitRule};
use counterpoise::domain::measure::{Measure, Polarity, Scope, Weight};
use counterpoise::domain::period::{FirstMonth, Period, PeriodLength};
use counterpoise::domain::scorecard::{LongerPeriods, Revision};
use counterpoise::domain::scoring::{Body, NoScore, Problem, ScoreReport};
use counterpoise::domain::target::{FixedTargetKey, FixedTargets, TargetSource};
use counterpoise::domain::workbook::Workbook;
use rust_decimal::Decimal;

use crate::books::{
    CARD, WARD, at, check_coverage, check_total, completion, decimal, enter, enter_from, fixed, item, march,
    measure, monthly, not_entered, one, percent_of, perspective, problems, revision, rules, target, unit,
    workbook, yearly,
};
use crate::support::{month, score, year};

#[track_caller]
fn check_value(value: Option<&Exact>, says: &str, (numerator, denominator): (&str, u32)) {
    let expected = Exact::from(decimal(numerator)).over(&Exact::whole(denominator));
    assert_eq!(value, expected.as_ref(), "{says}");
}

fn against_last_year(id: &str, actual: &str) -> Measure {
    Measure {
        target: target(TargetSource::LastYearMonthlyMean),
        ..measure(id, actual, "15", completion(Some("1.2")))
    }
}

/// Twelve months with 1,800 operations in all.
const YEAR_OF_1800: [&str; 12] =
    ["100", "200", "150", "140", "160", "150", "130", "170", "150", "145", "155", "150"];

#[test]
fn last_years_mean_of_1800_operations_is_150() {
    let mut book = monthly(&["ops"], vec![against_last_year("ops", "ops")]);
    enter_from(&mut book, "ops", "2025-01", &YEAR_OF_1800);
    enter(&mut book, WARD, "ops", "2026-03", "165");
    let report = march(&book);
    check_value(one(&report, "ops").target.as_ref(), "1,800 ÷ 12", ("150", 1));
    assert_eq!(one(&report, "ops").points, Some(decimal("16.50")));
}

#[test]
fn last_years_mean_takes_the_months_in_which_all_items_are_there() {
    let mut book = monthly(&["a", "b"], vec![against_last_year("m", "a / b * 100")]);
    enter_from(&mut book, "a", "2025-01", &["10", "10", "1000", "10", "7"]);
    enter_from(&mut book, "b", "2025-01", &["20", "30", "", "40", "n/a"]);
    enter(&mut book, WARD, "a", "2026-03", "1");
    enter(&mut book, WARD, "b", "2026-03", "2");
    let report = march(&book);
    check_value(one(&report, "m").target.as_ref(), "30 of 90, not the mean of shares", ("100", 3));

    let mut book = monthly(&["ops"], vec![against_last_year("ops", "ops")]);
    enter_from(&mut book, "ops", "2025-01", &["100", "", "200"]);
    enter(&mut book, WARD, "ops", "2026-03", "165");
    let report = march(&book);
    check_value(one(&report, "ops").target.as_ref(), "two months", ("150", 1));
}

#[test]
fn last_year_is_the_fiscal_year_before() {
    let months = |count, figure| vec![figure; count];
    let rows = [
        ("2026-03", "100", "the year from April 2024 to March 2025"),
        ("2026-04", "500", "the year from April 2025 to March 2026"),
    ];
    for (period, expected, says) in rows {
        let mut book = monthly(&["ops"], vec![against_last_year("ops", "ops")]);
        book.first_month = FirstMonth::new(4).expect("April");
        enter_from(&mut book, "ops", "2024-01", &months(3, "9999"));
        enter_from(&mut book, "ops", "2024-04", &months(12, "100"));
        enter_from(&mut book, "ops", "2025-04", &months(12, "500"));
        enter_from(&mut book, "ops", "2026-04", &months(1, "7777"));
        let report = score(&book, CARD, WARD, month(period));
        check_value(one(&report, "ops").target.as_ref(), says, (expected, 1));
    }
}

#[test]
fn a_fixed_target_of_a_year_is_that_of_the_fiscal_year() {
    let mut targets = FixedTargets::default();
    for (year, value) in [(2025, "25"), (2026, "26")] {
        let key = FixedTargetKey { year: Some(year), ..FixedTargetKey::default() };
        targets.set(key, decimal(value));
    }
    let measure = Measure { target: target(TargetSource::Fixed(targets)), ..percent_of("m", "100") };
    let mut book = monthly(&["m"], vec![measure]);
    book.first_month = FirstMonth::new(4).expect("April");
    for (period, expected) in [("2026-03", "25"), ("2026-04", "26")] {
        enter(&mut book, WARD, "m", period, "1");
        let report = score(&book, CARD, WARD, month(period));
        check_value(one(&report, "m").target.as_ref(), period, (expected, 1));
    }
}

#[test]
fn other_sources_of_a_target() {
    let rows = [
        ("the budget of the month", PeriodLength::Month, TargetSource::Budget("budget".into()), ("80", 1)),
        (
            "the budgets of the year, added",
            PeriodLength::Year,
            TargetSource::Budget("budget".into()),
            ("290", 1),
        ),
        ("the same month of last year", PeriodLength::Month, TargetSource::SamePeriodLastYear, ("33", 1)),
        ("the months of last year, added", PeriodLength::Year, TargetSource::SamePeriodLastYear, ("66", 1)),
        ("twelve times last year's mean", PeriodLength::Year, TargetSource::LastYearMonthlyMean, ("264", 1)),
    ];
    for (says, length, source, expected) in rows {
        let measure = Measure { target: target(source), least_months: Some(3), ..percent_of("ops", "100") };
        let items = vec![item("ops"), item("budget")];
        let mut book = workbook(length, items, vec![perspective("only", vec![measure])]);
        enter_from(&mut book, "ops", "2025-01", &["11", "22", "33"]);
        enter_from(&mut book, "ops", "2026-01", &["10", "20", "30"]);
        enter_from(&mut book, "budget", "2026-01", &["100", "110", "80"]);
        let period = Period::holding(at("2026-03"), length, FirstMonth::JANUARY);
        let report = score(&book, CARD, WARD, period);
        check_value(one(&report, "ops").target.as_ref(), says, expected);
    }
}

#[test]
fn a_years_ratio_is_the_ratio_of_sums() {
    let share = Measure {
        least_months: Some(2),
        polarity: Polarity::Lower,
        target: fixed("45"),
        ..measure("share", "drugs / revenue * 100", "100", completion(None))
    };
    let mut book = yearly(&["drugs", "revenue"], vec![share]);
    enter_from(&mut book, "drugs", "2026-01", &["40", "30"]);
    enter_from(&mut book, "revenue", "2026-01", &["100", "50"]);
    let report = score(&book, CARD, WARD, year(2026));
    check_value(one(&report, "share").actual.as_ref(), "70 ÷ 150, not the mean of 40 and 60", ("7000", 150));
    // 2 − (140 ÷ 3) ÷ 45 = 130 ÷ 135
    check_total(&report, "96.30", Some("96.30"));
}

#[test]
fn months_combine_by_the_rule_of_the_item() {
    let weighted = MonthRule::WeightedMean(ItemId::from("cases"));
    let rows = [
        ("sum", MonthRule::Sum, ("180", 1)),
        ("mean", MonthRule::Mean, ("60", 1)),
        ("last", MonthRule::Last, ("20", 1)),
        ("minimum", MonthRule::Minimum, ("20", 1)),
        ("maximum", MonthRule::Maximum, ("90", 1)),
        ("weighted: (70 × 1 + 90 × 2 + 20 × 4) ÷ 7", weighted, ("330", 7)),
    ];
    for (says, rule, expected) in rows {
        let measure = Measure { least_months: Some(3), ..percent_of("a", "100") };
        let mut book = yearly(&["a", "cases"], vec![measure]);
        book.items[0].month_rule = rule;
        enter_from(&mut book, "a", "2026-02", &["70", "90", "20"]);
        enter_from(&mut book, "cases", "2026-02", &["1", "2", "4"]);
        let report = score(&book, CARD, WARD, year(2026));
        check_value(one(&report, "a").actual.as_ref(), says, expected);
    }
}

#[test]
fn a_year_with_a_missing_month_is_missing_unless_enough_months_are_there() {
    let eleven = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"];
    let rows = [
        ("all twelve asked for", None, None),
        ("eleven suffice", Some(11), Some("66")),
        ("twelve do not", Some(12), None),
    ];
    for (says, least_months, actual) in rows {
        let measure = Measure { least_months, ..percent_of("a", "100") };
        let mut book = yearly(&["a"], vec![measure]);
        enter_from(&mut book, "a", "2026-01", &eleven);
        let report = score(&book, CARD, WARD, year(2026));
        let expected = actual.map(|value| Exact::from(decimal(value)));
        assert_eq!(one(&report, "a").actual, expected, "{says}");
        let found = if actual.is_none() { vec![not_entered("a", &["2026-12"])] } else { vec![] };
        assert_eq!(problems(&report, "a"), found, "{says}");
    }
}

#[test]
fn a_month_that_does_not_apply_is_left_out_of_the_year() {
    let mut book = yearly(&["a"], vec![percent_of("a", "100")]);
    book.items[0].month_rule = MonthRule::Mean;
    let mut figures = vec!["10"; 10];
    figures.extend(["n/a", "exempt 500"]);
    enter_from(&mut book, "a", "2026-01", &figures);
    let report = score(&book, CARD, WARD, year(2026));
    check_value(one(&report, "a").actual.as_ref(), "ten months of 10", ("10", 1));
}

#[test]
fn a_year_of_a_monthly_card_is_the_mean_of_its_months() {
    let mut book = monthly(&["ops"], vec![percent_of("ops", "100")]);
    enter_from(&mut book, "ops", "2026-01", &["80", "80", "81"]);
    let report = score(&book, CARD, WARD, year(2026));
    check_total(&report, "241 ÷ 3 = 80.333…", Some("80.33"));
    check_coverage(report.total.coverage, "three of twelve", (3, 12, 0, "300", "1200"));
    assert!(report.total.provisional);
    let Body::Periods { parts, .. } = &report.body else { panic!("the months") };
    let points: Vec<_> = parts.iter().map(|part| part.points).collect();
    let mut expected = vec![None; 12];
    expected[..3].copy_from_slice(&["80", "80", "81"].map(|points| Some(decimal(points))));
    assert_eq!(points, expected);
    assert_eq!(parts[2].period, Period::month(at("2026-03")));

    enter_from(
        &mut book,
        "ops",
        "2026-01",
        &["70", "90", "80", "70", "90", "80", "70", "90", "80", "70", "90", "92"],
    );
    let report = score(&book, CARD, WARD, year(2026));
    check_total(&report, "972 ÷ 12", Some("81"));
    assert!(!report.total.provisional);
}

#[test]
fn the_perspectives_of_a_longer_period_are_means_too() {
    // Points of p: 40, 30, 35; of q: 10, none, 30. February has no q, so its total is p's 30 × 100 ÷ 50.
    let mut book = workbook(
        PeriodLength::Month,
        ["a", "b"].map(item).into(),
        vec![perspective("p", vec![percent_of("a", "50")]), perspective("q", vec![percent_of("b", "50")])],
    );
    rules(&mut book).least_coverage = Decimal::ZERO;
    enter_from(&mut book, "a", "2026-01", &["80", "60", "70"]);
    enter_from(&mut book, "b", "2026-01", &["20", "", "60"]);
    let quarter = Period::parse("2026-Q1", FirstMonth::JANUARY).expect("a quarter");
    let report = score(&book, CARD, WARD, quarter);
    // Totals 50, 60 and 65: 175 ÷ 3. p: (40 + 60 + 35) ÷ 3 = 45, 80 %, 60 % and 70 %; q: (10 + 30) ÷ 2,
    // 20 % and 60 %.
    check_total(&report, "175 ÷ 3", Some("58.33"));
    let standings: Vec<_> =
        report.standings().into_iter().map(|(_, own)| (own.points, own.percent)).collect();
    assert_eq!(
        standings,
        [(Some(decimal("45")), Some(decimal("70"))), (Some(decimal("20")), Some(decimal("40")))]
    );
    assert!(report.perspectives().is_empty());
}

#[test]
fn a_year_without_a_scored_month_has_no_score() {
    let book = monthly(&["ops"], vec![percent_of("ops", "100")]);
    let report = score(&book, CARD, WARD, year(2026));
    check_total(&report, "nothing", None);
}

#[test]
fn where_there_is_no_score_the_report_says_why() {
    let book = yearly(&["ops"], vec![percent_of("ops", "100")]);
    let rows = [
        ("a month of a yearly card", CARD, WARD, month("2026-03"), NoScore::ShorterThanOwnPeriod),
        ("a card that does not exist", "other", WARD, year(2026), NoScore::NotUsed),
        ("a unit that does not use it", CARD, "hospital", year(2026), NoScore::NotUsed),
        ("a year before the first revision", CARD, WARD, year(1999), NoScore::NoRevision),
    ];
    for (says, card, unit, period, why) in rows {
        let report = score(&book, card, unit, period);
        assert_eq!(report.body, Body::Nothing(why), "{says}");
        assert_eq!(report.total.points, None, "{says}");
        assert_eq!(report.scorecard, ScorecardId::from(card));
    }
}

fn from_march() -> Workbook {
    let mut book = monthly(&["ops"], vec![percent_of("ops", "100")]);
    let card = &mut book.scorecards[0];
    card.revisions.push(Revision {
        from: at("2026-03"),
        ..revision(vec![perspective("only", vec![percent_of("ops", "50")])])
    });
    enter_from(&mut book, "ops", "2026-01", &["100", "100", "100"]);
    book
}

#[test]
fn a_revision_holds_from_its_first_month() {
    let book = from_march();
    for (period, total, from) in [("2026-02", "100", "2000-01"), ("2026-03", "50", "2026-03")] {
        let report = score(&book, CARD, WARD, month(period));
        check_total(&report, period, Some(total));
        assert!(matches!(report.body, Body::Perspectives { revision, .. } if revision == at(from)));
    }
    let report = score(&book, CARD, WARD, year(2026));
    // (100 + 100 + 50) ÷ 3; the later month's revision rules.
    check_total(&report, "the mean of three", Some("83.33"));
    assert_eq!(report.total.full.round_dp(2), decimal("83.33"), "full points are a mean as well");
    let found: Vec<_> = report.findings.into_iter().map(|finding| finding.problem).collect();
    assert_eq!(found, [Problem::WeightsSum(decimal("50")), Problem::SeveralRevisions]);
}

#[test]
fn a_year_of_a_yearly_card_is_scored_by_the_revision_of_its_last_month() {
    let mut book = yearly(&["ops"], vec![percent_of("ops", "100")]);
    let later = revision(vec![perspective("only", vec![percent_of("ops", "50")])]);
    book.scorecards[0].revisions.push(Revision { from: at("2026-08"), ..later });
    enter_from(&mut book, "ops", "2025-01", &["4"; 24]);
    for (number, total, found) in [(2025, "48", vec![]), (2026, "24", vec![Problem::SeveralRevisions])] {
        let report = score(&book, CARD, WARD, year(number));
        check_total(&report, &format!("48 % of {number}"), Some(total));
        let problems: Vec<_> = report.findings.into_iter().map(|finding| finding.problem).collect();
        let others = |problem: &Problem| !matches!(problem, Problem::WeightsSum(_));
        assert_eq!(problems.into_iter().filter(others).collect::<Vec<_>>(), found, "{number}");
    }
}

/// A measure of the ward that reads the hospital, above the ward and `second`.
fn of_the_hospital(rule: UnitRule, hospital: &str, ward: &str, second: &str) -> ScoreReport {
    let measure = Measure { scope: Scope::Ancestor(1), ..percent_of("ops", "100") };
    let mut book = monthly(&["ops"], vec![measure]);
    book.items[0].unit_rule = rule;
    book.units.push(unit("second", Some("hospital")));
    book.units.push(unit("silent", Some("hospital")));
    for (unit, figure) in [("hospital", hospital), (WARD, ward), ("second", second)] {
        enter(&mut book, unit, "ops", "2026-03", figure);
        enter(&mut book, unit, "ops", "2026-02", if unit == "hospital" { "" } else { "1" });
    }
    march(&book)
}

#[test]
fn an_ancestor_is_read_by_its_own_figure_or_by_its_children() {
    let differs = || Problem::DiffersFromChildren {
        unit: UnitId::from("hospital"),
        item: ItemId::from("ops"),
        month: at("2026-03"),
    };
    let absent = || Problem::MissingFigures {
        unit: UnitId::from("hospital"),
        item: ItemId::from("ops"),
        months: vec![at("2026-03")],
    };
    let (sum, mean, none) = (UnitRule::Sum, UnitRule::Mean, UnitRule::None);
    let rows = [
        ("the children are added", sum, ["", "30", "60"], Some("90"), vec![]),
        ("the children's mean", mean, ["", "30", "60"], Some("45"), vec![]),
        ("children that do not combine", none, ["", "30", "60"], None, vec![absent()]),
        ("its own figure wins", sum, ["100", "30", "60"], Some("100"), vec![differs()]),
        ("its own figure is the sum", sum, ["90", "30", "60"], Some("90"), vec![]),
        ("its own figure is zero", sum, ["0", "30", "60"], Some("0"), vec![differs()]),
        ("its own figure alone", sum, ["100", "", ""], Some("100"), vec![]),
        ("a child without a figure", sum, ["", "30", ""], None, vec![absent()]),
        ("a child to which it does not apply", mean, ["", "30", "n/a"], Some("30"), vec![]),
        ("it applies to no child", sum, ["", "n/a", "exempt 4"], None, vec![]),
    ];
    for (says, rule, [hospital, ward, second], actual, found) in rows {
        let report = of_the_hospital(rule, hospital, ward, second);
        let expected = actual.map(|value| Exact::from(decimal(value)));
        assert_eq!(one(&report, "ops").actual, expected, "{says}");
        assert_eq!(problems(&report, "ops"), found, "{says}");
    }
}

#[test]
fn children_are_combined_through_several_levels() {
    let measure = Measure { scope: Scope::Ancestor(2), ..percent_of("ops", "100") };
    let mut book = monthly(&["ops"], vec![measure]);
    book.units.insert(0, unit("group", None));
    book.units[1].parent = Some(UnitId::from("group"));
    book.units.push(unit("clinic", Some("group")));
    enter(&mut book, WARD, "ops", "2026-03", "30");
    enter(&mut book, "clinic", "ops", "2026-03", "12");
    let report = march(&book);
    check_value(one(&report, "ops").actual.as_ref(), "30 + 12", ("42", 1));
}

#[test]
fn a_ratio_that_some_months_suffice_for_is_one_of_the_same_months() {
    let rows = [
        // January and April have both: (40 + 20) ÷ (100 + 50), not 90 ÷ 200.
        (Some(2), Some(("40", 1))),
        (Some(3), None),
        (None, None),
    ];
    for (least_months, actual) in rows {
        let measure =
            Measure { least_months, ..measure("m", "drugs / revenue * 100", "100", completion(None)) };
        let mut book = yearly(&["drugs", "revenue"], vec![Measure { target: fixed("50"), ..measure }]);
        enter_from(&mut book, "drugs", "2026-01", &["40", "", "30", "20"]);
        enter_from(&mut book, "revenue", "2026-01", &["100", "50", "", "50"]);
        let report = score(&book, CARD, WARD, year(2026));
        let own = one(&report, "m");
        match actual {
            Some(actual) => check_value(own.actual.as_ref(), "the same months", actual),
            None => assert_eq!(own.actual, None, "{least_months:?}"),
        }
    }
}

#[test]
fn a_weighted_mean_passes_over_a_month_without_its_weight_where_others_suffice() {
    for (least_months, actual) in [(Some(2), Some(("26", 3))), (Some(3), None), (None, None)] {
        let measure = Measure { least_months, ..percent_of("stay", "100") };
        let items = ["stay", "discharges"].map(item).into();
        let mut book = workbook(PeriodLength::Quarter, items, vec![perspective("only", vec![measure])]);
        book.items[0].month_rule = MonthRule::WeightedMean(ItemId::from("discharges"));
        enter_from(&mut book, "stay", "2026-01", &["10", "8", "6"]);
        enter_from(&mut book, "discharges", "2026-01", &["100", "", "50"]);
        let quarter = Period::parse("2026-Q1", FirstMonth::JANUARY).expect("a quarter");
        let report = score(&book, CARD, WARD, quarter);
        // (10 × 100 + 6 × 50) ÷ 150.
        match actual {
            Some(actual) => check_value(one(&report, "stay").actual.as_ref(), "without February", actual),
            None => assert_eq!(one(&report, "stay").actual, None, "{least_months:?}"),
        }
    }
}

#[test]
fn combined_actuals_of_a_year_to_date_end_with_the_last_whole_quarter() {
    let own = || Measure { target: fixed("30"), ..measure("a", "a", "100", completion(None)) };
    let mut book = workbook(PeriodLength::Quarter, vec![item("a")], vec![perspective("only", vec![own()])]);
    rules(&mut book).longer_periods = LongerPeriods::CombinedActuals;
    let later = Revision { from: at("2026-05"), ..rules(&mut book).clone() };
    book.scorecards[0].revisions.push(later);
    book.scorecards[0].revisions[1].perspectives[0].measures[0].weight = Weight::new(decimal("50")).unwrap();
    enter_from(&mut book, "a", "2026-01", &["10", "10", "10", "10", "10", "30"]);
    let rows = [
        ("ytd-2026-02", None),
        ("ytd-2026-03", Some("100")),
        // April and May are not a quarter, and May's revision is none of the first quarter's.
        ("ytd-2026-04", Some("100")),
        ("ytd-2026-05", Some("100")),
        // 80 of 60 by the revision of June, whose points are 50.
        ("ytd-2026-06", Some("66.67")),
    ];
    for (text, total) in rows {
        let period = Period::parse(text, FirstMonth::JANUARY).expect("a period");
        let report = score(&book, CARD, WARD, period);
        check_total(&report, text, total);
        assert_eq!(report.period, period);
    }
}
