//! Where targets come from: the sources that look at other periods, other measures and other units;
//! worked by hand.

use counterpoise::domain::exact::Exact;
use counterpoise::domain::id::UnitId;
use counterpoise::domain::item::MonthRule;
use counterpoise::domain::measure::{Measure, Scope};
use counterpoise::domain::period::{FirstMonth, Period, PeriodLength};
use counterpoise::domain::scorecard::LongerPeriods;
use counterpoise::domain::scoring::Problem;
use counterpoise::domain::target::{FixedTargetKey, FixedTargets, TargetSource};

use crate::books::{
    CARD, WARD, at, check_total, completion, decimal, enter, enter_from, fixed, item, march, measure,
    monthly, not_entered, one, percent_of, perspective, problems, rules, target, workbook,
};
use crate::examples::check_examples;
use crate::support::{month, score};

#[test]
fn periods_before_this_one() {
    check_examples(
        "
        | source | actual | uplift | offset | figures | period | by hand | target |
        |---|---|---|---|---|---|---|---|
        | previous-period | a | 0 | 0 | a 2026: 10 20 30 | 2026-03 | February | 20 |
        | previous-period | a | 0 | 0 | a 2025: 11×1 7; a 2026: 10 | 2026-01 | December of the year before | 7 |
        | previous-period | a / b * 100 | 0 | 0 | a 2026: 1 30 5; b 2026: 1 60 10 | 2026-03 | 30 ÷ 60 | 50 |
        | previous-period | a | 10 | −2 | a 2026: 10 20 30 | 2026-03 | 20 × 1.1 − 2 | 20 |
        | previous-period | a | 0 | 0 | a 2025: 12×5; a 2026: 12×9 | 2026 | the year before | 60 |
        | previous-period | a | 0 | 0 | a 2026: 10 – 30 | 2026-03 | February is missing, and January is no stand-in | – |
        | trailing-mean, periods: 3 | a | 0 | 0 | a 2026: 10 20 60 40 | 2026-04 | (10 + 20 + 60) ÷ 3 | 30 |
        | trailing-mean, periods: 3 | a | 0 | 0 | a 2025: 12×1000; a 2026: 10 – 60 40 | 2026-04 | the gap is skipped, never reaching further back: 70 ÷ 2 | 35 |
        | trailing-mean, periods: 1 | a | 0 | 0 | a 2026: 10 20 30 | 2026-03 | as the period before | 20 |
        | trailing-mean, periods: 2 | a / b * 100 | 0 | 0 | a 2026: 40 30; b 2026: 100 50 | 2026-03 | 70 ÷ 150, not the mean of 40 and 60 | 46.67 |
        | trailing-mean, periods: 2 | a / b * 100 | 0 | 0 | a 2026: 40 30; b 2026: 100 – | 2026-03 | only January has both: 40 ÷ 100 | 40 |
        | trailing-mean, periods: 2 | a | 0 | 0 | a 2026: n/a 30 | 2026-03 | what does not apply is skipped as well | 30 |
        | trailing-mean, periods: 2 | a | 0 | 0 | a 2025: 12×9; a 2026: – – 5 | 2026-03 | neither month has a figure | – |
        | trailing-mean, periods: 2 | a | 0 | 0 | a 2024: 12×3; a 2025: 12×5 | 2026 | (36 + 60) ÷ 24 × 12 | 48 |
        | trailing-mean, periods: 2 | a | 0 | 0 | a 2024: 11×3; a 2025: 12×5 | 2026 | a year with a missing month is missing | 60 |
        ",
    );
}

#[test]
fn other_measures_budgets_and_expressions() {
    check_examples(
        "
        | source | actual | uplift | offset | figures | period | by hand | target |
        |---|---|---|---|---|---|---|---|
        | measure, measure: other, scope: own | a | 0 | 0 | c 2026: – – 12 | 2026-03 | the other measure's actual | 12 |
        | measure, measure: other, scope: ancestor 1 | a | 0 | 0 | c 2026: – – 12; hospital c 2026: – – 99 | 2026-03 | the hospital's own value | 99 |
        | measure, measure: other, scope: ancestor 1 | a | 5 | 0 | hospital c 2026: – – 80 | 2026-03 | 80 × 1.05 | 84 |
        | measure, measure: other, scope: own | a | 0 | 0 | c 2026: 12×2 | 2026 | the year's | 24 |
        | measure, measure: other, scope: own | a | 0 | 0 | b 2026: – – 12 | 2026-03 | it has no actual | – |
        | measure, measure: other, scope: ancestor 2 | a | 0 | 0 | c 2026: – – 12 | 2026-03 | there is nobody above the hospital | – |
        | measure, measure: m, scope: ancestor 1 | a | 0 | 0 | a 2026: – – 12; hospital a 2026: – – 10 | 2026-03 | the same measure of the hospital | 10 |
        | expression, value: b / c | a | 0 | 0 | b 2026: – – 12; c 2026: – – 3 | 2026-03 | a standard out of two items | 4 |
        | expression, value: 15000 | a | 0 | 0 | b 2026: 1 | 2026-03 | a standard cost | 15000 |
        | expression, value: b / c | a | 0 | 0 | b 2026: 6×1 6×3; c 2026: 12×4 | 2026 | 24 ÷ 48: items first | 0.5 |
        | expression, value: b / c | a | 0 | 0 | b 2026: – – 12; c 2026: – – 0 | 2026-03 | nothing is divided by zero | – |
        | expression, value: b | a | 0 | 0 | c 2026: – – 12 | 2026-03 | it has no figure | – |
        ",
    );
}

fn against(source: TargetSource) -> Measure {
    Measure { target: target(source), ..percent_of("a", "100") }
}

#[test]
fn a_source_without_data_says_what_was_absent() {
    let source_months = |first, last| Problem::NoSourceMonths { first: at(first), last: at(last) };
    let hospital = |scope| TargetSource::Measure { measure: "a".into(), scope };
    let rows = [
        ("the month before", TargetSource::PreviousPeriod, not_entered("a", &["2026-02"])),
        ("six months", TargetSource::TrailingMean { periods: 6 }, source_months("2025-09", "2026-02")),
        ("nobody above", hospital(Scope::Ancestor(2)), Problem::NoSuchAncestor),
    ];
    for (says, source, problem) in rows {
        let mut book = monthly(&["a"], vec![against(source)]);
        enter(&mut book, WARD, "a", "2026-03", "1");
        let report = march(&book);
        assert_eq!(one(&report, "a").target, None, "{says}");
        assert_eq!(problems(&report, "a"), [problem], "{says}");
    }
}

#[test]
fn periods_of_several_months_look_back_by_their_own_length() {
    // April to June 2026; before it January to March, and October to December 2025.
    let rows = [
        ("the quarter before: 4 + 5 + 6", TargetSource::PreviousPeriod, Some("15")),
        ("the same quarter last year: 3 × 2", TargetSource::SamePeriodLastYear, Some("6")),
        ("two quarters: 24 ÷ 6 × 3", TargetSource::TrailingMean { periods: 2 }, Some("12")),
        ("last year's mean: 27 ÷ 12 × 3", TargetSource::LastYearMonthlyMean, Some("6.75")),
        ("no quarter before that", TargetSource::TrailingMean { periods: 1 }, Some("15")),
    ];
    for (says, source, expected) in rows {
        let parts = vec![perspective("only", vec![against(source)])];
        let mut book = workbook(PeriodLength::Quarter, vec![item("a")], parts);
        enter_from(&mut book, "a", "2025-01", &["2"; 6]);
        enter_from(&mut book, "a", "2025-07", &["2", "2", "2", "3", "3", "3"]);
        enter_from(&mut book, "a", "2026-01", &["4", "5", "6", "7", "8", "9"]);
        let quarter = Period::parse("2026-Q2", FirstMonth::JANUARY).expect("a quarter");
        let report = score(&book, CARD, WARD, quarter);
        assert_eq!(one(&report, "a").target, expected.map(|value| Exact::from(decimal(value))), "{says}");
    }
}

#[test]
fn a_period_with_a_missing_month_does_not_enter_a_trailing_mean_of_periods() {
    let rows = [
        ("all months asked for: only the second quarter, 21", None, "21"),
        ("two months suffice: (4 + 5 + 6 + 7 + 8) ÷ 5 × 3", Some(2), "18"),
    ];
    for (says, least_months, expected) in rows {
        let measure = Measure { least_months, ..against(TargetSource::TrailingMean { periods: 2 }) };
        let parts = vec![perspective("only", vec![measure])];
        let mut book = workbook(PeriodLength::Quarter, vec![item("a")], parts);
        enter_from(&mut book, "a", "2026-01", &["4", "5", "", "6", "7", "8", "1", "1", "1"]);
        let quarter = Period::parse("2026-Q3", FirstMonth::JANUARY).expect("a quarter");
        let report = score(&book, CARD, WARD, quarter);
        assert_eq!(one(&report, "a").target, Some(Exact::from(decimal(expected))), "{says}");
    }
}

#[test]
fn a_month_without_the_weight_of_its_mean_is_no_source_month() {
    let mut book = monthly(&["a", "cases"], vec![against(TargetSource::TrailingMean { periods: 3 })]);
    book.items[0].month_rule = MonthRule::WeightedMean("cases".into());
    enter_from(&mut book, "a", "2026-01", &["90", "50", "96", "1"]);
    enter_from(&mut book, "cases", "2026-01", &["100", "", "200", "1"]);
    let report = score(&book, CARD, WARD, month("2026-04"));
    // (90 × 100 + 96 × 200) ÷ 300; February does not say how much it weighs.
    assert_eq!(one(&report, "a").target, Some(Exact::from(decimal("94"))));
}

#[test]
fn a_fiscal_year_that_starts_in_april() {
    let rows = [
        ("2025-Q4", "the quarter before, October to December 2025", TargetSource::PreviousPeriod, "6"),
        ("2025-Q4", "January to March 2025", TargetSource::SamePeriodLastYear, "3"),
        ("2025-Q4", "April 2024 to March 2025: 12 ÷ 12 × 3", TargetSource::LastYearMonthlyMean, "3"),
        (
            "2026-Q1",
            "April 2025 to March 2026: (9 × 2 + 3 × 4) ÷ 12 × 3",
            TargetSource::LastYearMonthlyMean,
            "7.5",
        ),
    ];
    for (period, says, source, expected) in rows {
        let parts = vec![perspective("only", vec![against(source)])];
        let mut book = workbook(PeriodLength::Quarter, vec![item("a")], parts);
        book.first_month = FirstMonth::new(4).expect("April");
        enter_from(&mut book, "a", "2024-04", &["1"; 12]);
        enter_from(&mut book, "a", "2025-04", &["2"; 9]);
        enter_from(&mut book, "a", "2026-01", &["4", "4", "4", "5", "5", "5"]);
        let period = Period::parse(period, book.first_month).expect("a quarter");
        let report = score(&book, CARD, WARD, period);
        assert_eq!(one(&report, "a").target, Some(Exact::from(decimal(expected))), "{says}");
    }
}

#[test]
fn another_measure_reads_its_own_scope_from_the_unit_that_was_named() {
    // `other` reads the parent: asked of the ward it is the hospital's.
    let own = TargetSource::Measure { measure: "other".into(), scope: Scope::Own };
    let other = Measure { scope: Scope::Ancestor(1), ..measure("other", "b", "0", completion(None)) };
    let mut book = monthly(&["a", "b"], vec![against(own), other]);
    enter(&mut book, WARD, "a", "2026-03", "40");
    enter(&mut book, "hospital", "b", "2026-03", "50");
    let report = march(&book);
    assert_eq!(one(&report, "a").target, Some(Exact::from(decimal("50"))));
    assert_eq!(one(&report, "a").points, Some(decimal("80")));
}

#[test]
fn a_target_of_one_unit_alone() {
    let mut book = monthly(&["a"], vec![percent_of("a", "100")]);
    let own = counterpoise::domain::scorecard::Override {
        unit: UnitId::from(WARD),
        measure: "a".into(),
        weight: None,
        target: target(TargetSource::TrailingMean { periods: 1 }),
        left_out: false,
    };
    rules(&mut book).overrides = vec![own];
    enter_from(&mut book, "a", "2026-02", &["80", "60"]);
    let report = march(&book);
    assert_eq!(one(&report, "a").target, Some(Exact::from(decimal("80"))));
    assert_eq!(one(&report, "a").points, Some(decimal("75")));
}

#[test]
fn targets_of_single_months_combine_into_that_of_a_quarter() {
    let rows = [
        ("added: 30 of 60", MonthRule::Sum, "50"),
        ("the mean: 10 of 20", MonthRule::Mean, "50"),
        ("the last: 12 of 30", MonthRule::Last, "40"),
        ("the smallest: 8 of 10", MonthRule::Minimum, "80"),
        ("the largest: 12 of 30", MonthRule::Maximum, "40"),
    ];
    for (says, rule, total) in rows {
        let mut values = FixedTargets::default();
        for (month, value) in [(1, "10"), (2, "20"), (3, "30")] {
            values.set(FixedTargetKey { month: Some(month), ..FixedTargetKey::default() }, decimal(value));
        }
        let source = |values: &FixedTargets| target(TargetSource::Fixed(values.clone()));
        let own = Measure { target: source(&values), ..percent_of("a", "100") };
        let mut book = workbook(PeriodLength::Quarter, vec![item("a")], vec![perspective("only", vec![own])]);
        book.items[0].month_rule = rule;
        enter_from(&mut book, "a", "2026-01", &["10", "8", "12"]);
        let quarter = Period::parse("2026-Q1", FirstMonth::JANUARY).expect("a quarter");
        check_total(&score(&book, CARD, WARD, quarter), says, Some(total));

        let of_months = values.clone();
        // One for the quarter itself goes before them; a month without any leaves none.
        values.set(FixedTargetKey::default(), decimal("100"));
        rules(&mut book).perspectives[0].measures[0].target = source(&values);
        let found = one(&score(&book, CARD, WARD, quarter), "a").target.clone();
        assert_eq!(found.and_then(|own| own.to_decimal()), Some(decimal("100")), "{says}");
        let next = Period::parse("2026-Q2", FirstMonth::JANUARY).expect("a quarter");
        rules(&mut book).perspectives[0].measures[0].target = source(&of_months);
        enter_from(&mut book, "a", "2026-04", &["10", "8", "12"]);
        assert_eq!(problems(&score(&book, CARD, WARD, next), "a"), [Problem::NoFixedTarget], "{says}");
    }
}

#[test]
fn a_target_per_head_grows_with_the_months_as_the_actual_does() {
    let own = Measure { target: fixed("10"), ..measure("ops", "ops / heads", "100", completion(None)) };
    let mut book = monthly(&["ops", "heads"], vec![own]);
    book.items[1].month_rule = MonthRule::Last;
    rules(&mut book).longer_periods = LongerPeriods::CombinedActuals;
    enter_from(&mut book, "ops", "2026-01", &["100", "80", "90"]);
    enter_from(&mut book, "heads", "2026-01", &["9", "11", "10"]);
    let quarter = Period::parse("2026-Q1", FirstMonth::JANUARY).expect("a quarter");
    check_total(&score(&book, CARD, WARD, quarter), "270 ÷ 10 of 3 × 10", Some("90"));
}
