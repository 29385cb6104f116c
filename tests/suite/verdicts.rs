//! Vetoes, ranks and longer periods; worked by hand.

use counterpoise::domain::expression::Expression;
use counterpoise::domain::id::{KindId, ScorecardId, UnitId};
use counterpoise::domain::item::MonthRule;
use counterpoise::domain::measure::{Measure, Polarity};
use counterpoise::domain::method::Method;
use counterpoise::domain::name::Name;
use counterpoise::domain::period::{FirstMonth, Period, PeriodLength};
use counterpoise::domain::scorecard::{
    Grade, LongerPeriods, MissingPolicy, RankBy, RankRule, RankWithin, Revision, Veto, VetoEffect,
};
use counterpoise::domain::scoring::{Body, NoScore, Plan, Problem, ScoreReport};
use counterpoise::domain::target::{FixedTargetKey, FixedTargets, TargetSource};
use counterpoise::domain::unit::{DatedKind, Kind, Unit};
use counterpoise::domain::workbook::Workbook;
use rust_decimal::Decimal;

use crate::books::{
    CARD, WARD, adjustment, at, check_coverage, check_total, completion, decimal, deduction, enter,
    enter_from, fixed, item, march, measure, monthly, one, percent_of, perspective, rules, target, unit,
    workbook,
};
use crate::examples::check_examples;
use crate::support::{month, score, year};

/// P with x of 40 points, Q with y of 60, an adjustment z in Q, and an extra e of 10 in P.
fn vetoed(vetoes: Vec<Veto>) -> Workbook {
    let z = Measure {
        polarity: Polarity::Lower,
        target: fixed("0"),
        ..measure("z", "z", "0", Method::Step(adjustment("1", "0")))
    };
    let e = Measure { extra: true, ..percent_of("e", "10") };
    let parts = vec![
        perspective("P", vec![percent_of("x", "40"), e]),
        perspective("Q", vec![percent_of("y", "60"), z]),
    ];
    let mut book = workbook(PeriodLength::Month, ["x", "y", "z", "e"].map(item).into(), parts);
    rules(&mut book).vetoes = vetoes;
    rules(&mut book).grades = [("90", "A"), ("80", "B"), ("70", "C")]
        .map(|(from, name)| Grade { from: Some(decimal(from)), name: Name::plain(name) })
        .into();
    rules(&mut book).grades.push(Grade { from: None, name: Name::plain("D") });
    for (code, figure) in [("x", "100"), ("y", "90"), ("z", "2"), ("e", "50")] {
        enter(&mut book, WARD, code, "2026-03", figure);
    }
    book
}

fn veto(measure: &str, condition: &str, effect: VetoEffect) -> Veto {
    Veto {
        reason: Name::plain(condition),
        measure: measure.into(),
        condition: Expression::parse_condition(condition).expect("a condition"),
        effect,
    }
}

/// Total, total before, points of P and Q, grade.
type Verdict<'t> = (&'t str, Option<&'t str>, &'t str, &'t str, &'t str);

#[track_caller]
fn check_verdict(vetoes: Vec<Veto>, says: &str, (total, before, p, q, grade): Verdict<'_>) {
    let report = march(&vetoed(vetoes));
    let points: Vec<Option<Decimal>> = report.perspectives().iter().map(|part| part.points).collect();
    check_total(&report, says, Some(total));
    assert_eq!(report.total.before_veto, before.map(decimal), "{says}");
    assert_eq!(points, [Some(decimal(p)), Some(decimal(q))], "{says}");
    assert_eq!(report.total.grade, Some(Name::plain(grade)), "{says}");
}

#[test]
fn what_vetoes_take_away() {
    use VetoEffect::{GradeAtMost, PerspectiveToZero, TotalAtMost};
    let most = |text: &str| TotalAtMost(decimal(text));
    // Without any: 40 + 54 − 2 + 5 = 97.
    check_verdict(vec![], "none", ("97", None, "40", "52", "A"));
    let rows = [
        (
            "a perspective to nothing; its extra stays",
            vec![veto("x", "actual >= 100", PerspectiveToZero)],
            ("57", Some("97"), "0", "52", "D"),
        ),
        (
            "the total to at most 60",
            vec![veto("x", "actual >= 100", most("60"))],
            ("60", Some("97"), "40", "52", "D"),
        ),
        (
            "the lowest cap wins",
            vec![
                veto("x", "actual > 0", most("75")),
                veto("y", "actual > 0", most("70")),
                veto("x", "actual > 1", most("80")),
            ],
            ("70", Some("97"), "40", "52", "C"),
        ),
        (
            "a cap above the total gives nothing",
            vec![veto("x", "actual > 0", most("99"))],
            ("97", None, "40", "52", "A"),
        ),
        ("a cap below zero", vec![veto("x", "actual > 0", most("-5"))], ("-5", Some("97"), "40", "52", "D")),
        (
            "the grade at most the third",
            vec![veto("x", "actual > 0", GradeAtMost(2))],
            ("97", None, "40", "52", "C"),
        ),
        (
            "the worst grade wins",
            vec![veto("x", "actual > 0", GradeAtMost(3)), veto("x", "actual > 1", GradeAtMost(1))],
            ("97", None, "40", "52", "D"),
        ),
        (
            "a grade no better than it is",
            vec![veto("x", "actual > 0", GradeAtMost(0))],
            ("97", None, "40", "52", "A"),
        ),
        (
            "first the perspectives, then the caps",
            vec![veto("x", "actual > 0", most("80")), veto("y", "actual > 0", PerspectiveToZero)],
            ("45", Some("97"), "40", "0", "D"),
        ),
        (
            "one perspective twice",
            vec![veto("x", "actual > 0", PerspectiveToZero), veto("x", "actual > 1", PerspectiveToZero)],
            ("57", Some("97"), "0", "52", "D"),
        ),
        (
            "a condition that does not hold",
            vec![veto("x", "actual < 100", PerspectiveToZero)],
            ("97", None, "40", "52", "A"),
        ),
        (
            "points, percent and target",
            vec![veto("y", "points = 54 and percent = 90 and target = 100", most("10"))],
            ("10", Some("97"), "40", "52", "D"),
        ),
        (
            "an adjustment item",
            vec![veto("z", "points < -1", most("10"))],
            ("10", Some("97"), "40", "52", "D"),
        ),
        (
            "an extra measure",
            vec![veto("e", "percent = 50", most("10"))],
            ("10", Some("97"), "40", "52", "D"),
        ),
        (
            "coalesce decides",
            vec![veto("z", "coalesce(actual / target, 9) > 1", most("10"))],
            ("10", Some("97"), "40", "52", "D"),
        ),
    ];
    for (says, vetoes, verdict) in rows {
        check_verdict(vetoes, says, verdict);
    }
}

#[test]
fn a_veto_says_what_it_did_and_a_condition_without_an_answer_does_nothing() {
    let holds = veto("x", "actual > 0", VetoEffect::TotalAtMost(decimal("60")));
    let none = veto("z", "percent > 0", VetoEffect::TotalAtMost(decimal("10")));
    let missing = veto("y", "actual < 50", VetoEffect::TotalAtMost(decimal("0")));
    let mut book = vetoed(vec![holds.clone(), none.clone(), missing.clone()]);
    enter(&mut book, WARD, "y", "2026-03", "");
    let report = march(&book);
    let used: Vec<_> = report.vetoes.iter().map(|used| (used.reason.clone(), used.effect.clone())).collect();
    assert_eq!(used, [(holds.reason, holds.effect)]);
    let found: Vec<Problem> =
        report.findings.iter().filter(|f| f.measure.is_none()).map(|f| f.problem.clone()).collect();
    assert_eq!(found, [none.reason, missing.reason].map(Problem::VetoNotDecided));
    check_total(&report, "at most 60", Some("60"));
}

#[test]
fn a_veto_within_a_longer_period_says_its_month() {
    let mut book = vetoed(vec![veto("x", "actual > 100", VetoEffect::TotalAtMost(decimal("60")))]);
    for (place, code) in ["x", "y", "z", "e"].iter().enumerate() {
        let figures = [["101", "100", "102"], ["90", "90", "90"], ["2", "2", "2"], ["50", "50", "50"]];
        enter_from(&mut book, code, "2026-01", &figures[place]);
    }
    let quarter = Period::holding(at("2026-03"), PeriodLength::Quarter, FirstMonth::JANUARY);
    let periods = |report: &ScoreReport| report.vetoes.iter().map(|veto| veto.period).collect::<Vec<_>>();
    let report = score(&book, CARD, WARD, quarter);
    assert_eq!(periods(&report), [month("2026-01"), month("2026-03")]);
    check_total(&report, "(60 + 97 + 60) ÷ 3", Some("72.33"));
    assert_eq!(periods(&march(&book)), [month("2026-03")]);
    rules(&mut book).longer_periods = LongerPeriods::CombinedActuals;
    assert_eq!(periods(&score(&book, CARD, WARD, quarter)), [quarter]);
}

#[test]
fn a_veto_never_improves_a_perspective_below_zero() {
    let mut book = vetoed(vec![veto("z", "points < 0", VetoEffect::PerspectiveToZero)]);
    enter(&mut book, WARD, "z", "2026-03", "80");
    let report = march(&book);
    assert_eq!(report.perspectives()[1].points, Some(decimal("-26")));
    check_total(&report, "40 + 54 − 80 + 5", Some("19"));
    assert_eq!(report.total.before_veto, None);
}

#[test]
fn a_veto_gives_no_total_where_there_is_none() {
    let mut book = vetoed(vec![veto("x", "actual > 0", VetoEffect::PerspectiveToZero)]);
    rules(&mut book).missing = MissingPolicy::Withhold;
    enter(&mut book, WARD, "y", "2026-03", "");
    check_total(&march(&book), "withheld", None);
}

#[test]
fn competition_ranks() {
    check_examples(
        "
        | totals | kinds | within | by | by hand | ranks |
        |---|---|---|---|---|---|
        | 90 80 80 70 | s s s s | all | rounded | two are second, the next is fourth | 1/4 2/4 2/4 4/4 |
        | 70 80 90 | s s s | all | rounded | the order of the units has no say | 3/3 2/3 1/3 |
        | 90 80 85 70 | s s m m | all | rounded | all together | 1/4 3/4 2/4 4/4 |
        | 90 80 85 70 | s s m m | kind | rounded | each kind by itself | 1/2 2/2 1/2 2/2 |
        | 80.001 80.004 80.006 | s s s | all | rounded | 80.00, 80.00 and 80.01 | 2/3 2/3 1/3 |
        | 80.001 80.004 80.006 | s s s | all | exact | as they are before rounding | 3/3 2/3 1/3 |
        | 90 – 70 | s s s | all | rounded | without a total there is no rank | 1/2 – 2/2 |
        | 0 5 | s s | all | rounded | zero is a total | 2/2 1/2 |
        ",
    );
}

/// Units u0, u1 … of a monthly card of one measure.
fn ranked(figures: &[&[&str]], within: RankWithin, by: RankBy) -> Workbook {
    let mut book = monthly(&["a"], vec![percent_of("a", "100")]);
    rules(&mut book).rank = RankRule { within, by };
    book.scorecards[0].units.clear();
    for (place, figures) in figures.iter().enumerate() {
        let id = format!("u{place}");
        book.units.push(unit(&id, None));
        book.scorecards[0].units.push(UnitId::from(&*id));
        for (month, figure) in (1..).zip(*figures) {
            enter(&mut book, &id, "a", &format!("2026-{month:02}"), figure);
        }
    }
    book
}

fn places(book: &Workbook, period: Period) -> Vec<(String, u32)> {
    let ranks = Plan::new(book).ranking(period).into_iter();
    ranks.map(|ranked| (ranked.unit.as_str().to_owned(), ranked.rank)).collect()
}

#[test]
fn a_provisional_total_is_not_ranked() {
    let mut book = ranked(&[&["90"], &["80"]], RankWithin::All, RankBy::Rounded);
    book.items.push(item("b"));
    rules(&mut book).perspectives[0].measures.push(percent_of("b", "150"));
    enter(&mut book, "u1", "b", "2026-01", "80");
    assert_eq!(places(&book, month("2026-01")), [("u1".to_owned(), 1)]);
}

#[test]
fn a_unit_with_several_cards_counts_once_with_the_first() {
    let mut book = ranked(&[&["90"], &["80"], &["70"]], RankWithin::All, RankBy::Rounded);
    // A second card of u1 and u2 and a third of u1 alone; the third is a quarter's.
    for (id, units, length) in [
        ("second", vec!["u1", "u2", "u3"], PeriodLength::Month),
        ("third", vec!["u1"], PeriodLength::Quarter),
    ] {
        let mut card = book.scorecards[0].clone();
        card.id = ScorecardId::from(id);
        card.units = units.into_iter().map(UnitId::from).collect();
        card.period = length;
        book.scorecards.push(card);
    }
    book.units.push(unit("u3", None));
    enter(&mut book, "u3", "a", "2026-01", "85");
    let ranking = Plan::new(&book).ranking(month("2026-01"));
    let ranks: Vec<_> =
        ranking.iter().map(|own| (own.scorecard.as_str(), own.unit.as_str(), own.rank, own.of)).collect();
    // Among all: 90, 85 of u3 by the second card, its first, 80 and 70. By the second card u1 and u2 are
    // ranked with each other.
    assert_eq!(
        ranks,
        [
            ("card", "u0", 1, 4),
            ("card", "u1", 3, 4),
            ("card", "u2", 4, 4),
            ("second", "u1", 1, 2),
            ("second", "u2", 2, 2),
            ("second", "u3", 2, 4),
        ]
    );
}

#[test]
fn a_rank_comes_after_vetoes() {
    let mut book = ranked(&[&["90"], &["80"]], RankWithin::All, RankBy::Exact);
    let veto = veto("a", "actual >= 90", VetoEffect::TotalAtMost(decimal("10")));
    rules(&mut book).vetoes = vec![veto];
    assert_eq!(places(&book, month("2026-01")), [("u0".to_owned(), 2), ("u1".to_owned(), 1)]);
}

#[test]
fn over_a_longer_period_exact_ranks_are_those_of_the_exact_mean() {
    // Means of 80.001 and 80.0035: both print as 80.00.
    let figures: [&[&str]; 2] = [&["80.001", "80.001"], &["80.003", "80.004"]];
    let first = |by| places(&ranked(&figures, RankWithin::All, by), year(2026));
    let rank = |first, second| [("u0".to_owned(), first), ("u1".to_owned(), second)];
    let enough = |by| {
        let mut book = ranked(&figures, RankWithin::All, by);
        rules(&mut book).least_coverage = Decimal::ZERO;
        places(&book, year(2026))
    };
    assert_eq!(first(RankBy::Exact), [], "two of twelve months are provisional");
    assert_eq!(enough(RankBy::Rounded), rank(1, 1));
    assert_eq!(enough(RankBy::Exact), rank(2, 1));
}

#[test]
fn the_revision_that_is_scored_says_how_it_is_ranked() {
    // A quarterly card, seen from January to May: the first quarter, before the revision of April.
    let mut book = ranked(&[&["90", "0", "0"], &["80", "0", "0"]], RankWithin::All, RankBy::Rounded);
    book.scorecards[0].period = PeriodLength::Quarter;
    book.kinds = ["s", "m"].map(|id| Kind { id: KindId::from(id), name: Name::plain(id) }).into();
    for (id, kind) in [("u0", "s"), ("u1", "m")] {
        let kinds = vec![DatedKind { from: at("2000-01"), kind: KindId::from(kind) }];
        let place = book.units.iter().position(|unit| unit.id.as_str() == id).expect("a unit");
        book.units[place] = Unit { kinds, ..unit(id, None) };
    }
    let rank = RankRule { within: RankWithin::Kind, by: RankBy::Rounded };
    let later = Revision { from: at("2026-04"), rank, ..rules(&mut book).clone() };
    book.scorecards[0].revisions.push(later);
    let period = Period::parse("ytd-2026-05", FirstMonth::JANUARY).expect("a period");
    assert_eq!(places(&book, period), [("u0".to_owned(), 1), ("u1".to_owned(), 2)]);
}

#[test]
fn a_monthly_card_over_longer_periods() {
    check_examples(
        "
        | method | values | month_rule | longer_periods | figures | period | by hand | total |
        |---|---|---|---|---|---|---|---|
        | completion | any = 100 | sum | mean-of-periods | a 2026: 80 90 100 | 2026-Q1 | (80 + 90 + 100) ÷ 3 | 90 |
        | completion | any = 100 | sum | mean-of-periods | a 2026: 5×80 100 | 2026-H1 | 500 ÷ 6 = 83.333… | 83.33 |
        | completion | any = 100 | sum | mean-of-periods | a 2026: 80 90 100 | ytd-2026-02 | (80 + 90) ÷ 2 | 85 |
        | completion | any = 100 | sum | mean-of-periods | a 2026: 80 90 | ytd-2026-01 | January | 80 |
        | completion | any = 100 | sum | combined-actuals | a 2026: 80 90 100 | 2026-Q1 | 270 ÷ 300 | 90 |
        | completion | any = 100 | sum | combined-actuals | a 2026: 80 90 100 | ytd-2026-02 | 170 ÷ 200 | 85 |
        | completion | any = 100 | mean | combined-actuals | a 2026: 80 90 100 | 2026-Q1 | the mean of 90 against 100 | 90 |
        | completion | any = 100; month 1 = 40; month 2 = 60 | sum | combined-actuals | a 2026: 50 60 90 | 2026-Q1 | 200 ÷ (40 + 60 + 100) | 100 |
        | completion | any = 100; month 1 = 40; month 2 = 60 | sum | mean-of-periods | a 2026: 50 60 90 | 2026-Q1 | (125 + 100 + 90) ÷ 3 | 105 |
        | completion | month 1 = 40; month 2 = 60; month 3 = 80 | mean | combined-actuals | a 2026: 50 60 70 | 2026-Q1 | 60 against (40 + 60 + 80) ÷ 3 | 100 |
        | completion | month 1 = 40; month 2 = 60; month 3 = 80 | last | combined-actuals | a 2026: 50 60 70 | 2026-Q1 | 70 against March's 80 | 87.50 |
        | completion | month 1 = 40; month 2 = 60; month 3 = 80 | maximum | combined-actuals | a 2026: 50 90 70 | 2026-Q1 | 90 against the greatest, 80 | 112.50 |
        | completion | month 1 = 40; month 2 = 60; month 3 = 80 | minimum | combined-actuals | a 2026: 50 90 70 | 2026-Q1 | 50 against the least, 40 | 125 |
        | completion | month 1 = 40; month 2 = 60 | sum | combined-actuals | a 2026: 50 90 70 | 2026-Q1 | March has no target | – |
        | completion | any = 100 | sum | combined-actuals | a 2026: 80 – 100 | 2026-Q1 | February is missing | – |
        | completion | any = 100 | sum | mean-of-periods | a 2026: 80 – 100 | 2026-Q1 | the mean of two | 90 |
        | deduction | – | sum | combined-actuals | a 2026: 2 5 8 | 2026-Q1 | 100 − 15 ÷ 3 | 95 |
        | deduction | – | mean | combined-actuals | a 2026: 2 5 8 | 2026-Q1 | 100 − 5: the item is a mean already | 95 |
        | deduction | – | sum | mean-of-periods | a 2026: 2 5 8 | 2026-Q1 | (98 + 95 + 92) ÷ 3 | 95 |
        | deduction | – | sum | combined-actuals | a 2026: 200 0 0 | 2026-Q1 | 100 − 200 ÷ 3 = 33.333… | 33.33 |
        | deduction | – | sum | mean-of-periods | a 2026: 200 0 0 | 2026-Q1 | (0 + 100 + 100) ÷ 3: January is used up | 66.67 |
        ",
    );
}

#[test]
fn cards_of_every_length_in_every_longer_period() {
    use PeriodLength::{HalfYear, Month, Quarter, Year, YearToDate};
    // A figure of 1 in January, 2 in February and so on; the target is 100, the sum counts.
    let rows = [
        (Quarter, "2026-Q2", Some("15")),
        (Quarter, "2026-H1", Some("10.50")),
        (Quarter, "2026", Some("19.50")),
        (Quarter, "ytd-2026-07", Some("10.50")),
        (Quarter, "ytd-2026-02", None),
        (Quarter, "2026-05", None),
        (HalfYear, "2026-H2", Some("57")),
        (HalfYear, "2026", Some("39")),
        (HalfYear, "2026-Q1", None),
        (Year, "2026", Some("78")),
        (Year, "ytd-2026-12", Some("78")),
        (Year, "ytd-2026-11", None),
        (Year, "2026-H1", None),
        (Month, "2026-03", Some("3")),
        (Month, "2026-Q1", Some("2")),
        (Month, "ytd-2026-05", Some("3")),
    ];
    for (length, text, total) in rows {
        let parts = vec![perspective("only", vec![percent_of("a", "100")])];
        let mut book = workbook(length, vec![item("a")], parts);
        enter_from(
            &mut book,
            "a",
            "2026-01",
            &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
        );
        let period = Period::parse(text, FirstMonth::JANUARY).expect("a period");
        let report = score(&book, CARD, WARD, period);
        check_total(&report, &format!("{length:?} in {text}"), total);
        if total.is_none() {
            assert_eq!(report.body, Body::Nothing(NoScore::ShorterThanOwnPeriod), "{length:?} in {text}");
        }
        assert_ne!(period.length(), if text.starts_with("ytd") { Year } else { YearToDate });
    }
}

#[test]
fn quarterly_targets_of_a_sum_are_added_over_the_year() {
    let rows = [
        ("sum: 78 of 4 × 30", MonthRule::Sum, "65"),
        ("mean: 6.5 of 30", MonthRule::Mean, "21.67"),
        ("last: 12 of 30", MonthRule::Last, "40"),
    ];
    for (says, rule, total) in rows {
        let own = Measure { target: fixed("30"), ..percent_of("a", "100") };
        let mut book = workbook(PeriodLength::Quarter, vec![item("a")], vec![perspective("only", vec![own])]);
        book.items[0].month_rule = rule;
        rules(&mut book).longer_periods = LongerPeriods::CombinedActuals;
        enter_from(
            &mut book,
            "a",
            "2026-01",
            &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
        );
        check_total(&score(&book, CARD, WARD, year(2026)), says, Some(total));
    }
}

#[test]
fn a_ratio_over_a_longer_period_is_a_ratio_of_sums_only_where_actuals_are_combined() {
    let share =
        Measure { target: fixed("50"), ..measure("share", "drugs / revenue * 100", "100", completion(None)) };
    let mut book = monthly(&["drugs", "revenue"], vec![share]);
    enter_from(&mut book, "drugs", "2026-01", &["40", "30", "0"]);
    enter_from(&mut book, "revenue", "2026-01", &["100", "50", "50"]);
    let quarter = Period::parse("2026-Q1", FirstMonth::JANUARY).expect("a quarter");
    check_total(&score(&book, CARD, WARD, quarter), "(80 + 120 + 0) ÷ 3", Some("66.67"));
    rules(&mut book).longer_periods = LongerPeriods::CombinedActuals;
    let report = score(&book, CARD, WARD, quarter);
    check_total(&report, "70 ÷ 200 = 35 % of 50 %", Some("70"));
    assert_eq!(one(&report, "share").target.clone().and_then(|t| t.to_decimal()), Some(decimal("50")));
}

#[test]
fn budgets_and_last_years_mean_combine_over_a_longer_period() {
    let rows = [
        ("budgets: 60 of 90", TargetSource::Budget("budget".into()), "66.67"),
        ("last year's mean of 10, three times", TargetSource::LastYearMonthlyMean, "200"),
        ("the same quarter of last year", TargetSource::SamePeriodLastYear, "200"),
    ];
    for (says, source, total) in rows {
        let own = Measure { target: target(source), ..percent_of("a", "100") };
        let mut book = monthly(&["a", "budget"], vec![own]);
        rules(&mut book).longer_periods = LongerPeriods::CombinedActuals;
        enter_from(&mut book, "a", "2025-01", &["10"; 12]);
        enter_from(&mut book, "a", "2026-01", &["10", "20", "30"]);
        enter_from(&mut book, "budget", "2026-01", &["20", "30", "40"]);
        let quarter = Period::parse("2026-Q1", FirstMonth::JANUARY).expect("a quarter");
        check_total(&score(&book, CARD, WARD, quarter), says, Some(total));
    }
}

#[test]
fn a_fiscal_year_from_april_has_its_own_quarters_and_targets() {
    let mut values = FixedTargets::default();
    for (year, value) in [(2025, "10"), (2026, "20")] {
        values.set(FixedTargetKey { year: Some(year), ..FixedTargetKey::default() }, decimal(value));
    }
    let own = Measure { target: target(TargetSource::Fixed(values)), ..percent_of("a", "100") };
    let mut book = monthly(&["a"], vec![own]);
    book.first_month = FirstMonth::new(4).expect("April");
    rules(&mut book).longer_periods = LongerPeriods::CombinedActuals;
    enter_from(&mut book, "a", "2026-01", &["1", "2", "3", "4", "5", "6"]);
    for (text, says, total) in [
        ("2025-Q4", "January to March: 6 of 3 × 10", "20"),
        ("2026-Q1", "April to June: 15 of 3 × 20", "25"),
        ("ytd-2026-05", "April and May: 9 of 2 × 20", "22.50"),
    ] {
        let period = Period::parse(text, book.first_month).expect("a period");
        check_total(&score(&book, CARD, WARD, period), says, Some(total));
    }
}

#[test]
fn exempt_figures_are_shown_with_and_without() {
    let mut book =
        monthly(&["a", "b"], vec![percent_of("a", "60"), measure("b", "b", "40", deduction("1", "0"))]);
    enter(&mut book, WARD, "a", "2026-03", "50");
    enter(&mut book, WARD, "b", "2026-03", "exempt 30");
    let report = march(&book);
    check_total(&report, "without: 30 × 100 ÷ 60", Some("50"));
    let with = report.with_exempt.expect("a total with exempt figures");
    assert_eq!(with.points, Some(decimal("40")), "with: 30 + 10");
    check_coverage(with.coverage, "both", (2, 2, 0, "100", "100"));
    let quarter = Period::parse("2026-Q1", FirstMonth::JANUARY).expect("a quarter");
    let report = score(&book, CARD, WARD, quarter);
    check_total(&report, "the one month", Some("50"));
    assert_eq!(report.with_exempt.and_then(|total| total.points), Some(decimal("40")));
    enter(&mut book, WARD, "b", "2026-03", "30");
    assert_eq!(march(&book).with_exempt, None, "nothing is exempt");
}
