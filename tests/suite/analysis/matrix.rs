//! The matrix: every number is the one of the report, and rows sort by any column.

use counterpoise::domain::analysis::matrix::{Matrix, Row, SortBy, matrix, period_before};
use counterpoise::domain::id::UnitId;
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::period::{Period, PeriodLength};
use counterpoise::domain::scorecard::{RankBy, RankWithin};
use counterpoise::domain::scoring::{Body, NoScore, Plan, Ranked, Results};
use counterpoise::domain::unit::{DatedKind, Kind};
use counterpoise::domain::workbook::Workbook;
use proptest::prelude::*;

use crate::books::{at, decimal, enter, measure, monthly, percent_of, perspective, rules, unit, workbook};
use crate::random_books::{config, ordinary, periods, workbooks};
use crate::support::{month, sample};

fn results(workbook: &Workbook, first: &str, last: &str) -> Results {
    Results::new(Plan::new(workbook), at(first), at(last))
}

/// That every row is what report and ranking of its unit say.
fn check_as_reported(workbook: &Workbook, results: &Results, period: Period) -> Result<(), TestCaseError> {
    let found = matrix(workbook, results, period);
    let plan = Plan::new(workbook);
    let ranking = plan.ranking(period);
    let before = found.before.map(|before| plan.ranking(before)).unwrap_or_default();
    let used: usize = workbook.scorecards.iter().map(|card| card.units.len()).sum();
    prop_assert_eq!(found.rows.len(), used);
    for row in &found.rows {
        let report = plan.score(&row.scorecard, &row.unit, period);
        prop_assert_eq!(&row.total, &report.total);
        let absent = match &report.body {
            Body::Nothing(why) => Some(*why),
            _ => None,
        };
        prop_assert_eq!(row.absent, absent);
        let mine = |ranked: &&Ranked| ranked.scorecard == row.scorecard && ranked.unit == row.unit;
        let rank = ranking.iter().find(mine);
        prop_assert_eq!((row.rank, row.of), (rank.map(|own| own.rank), rank.map_or(0, |own| own.of)));
        prop_assert_eq!(row.rank_before, before.iter().find(mine).map(|own| own.rank));
        let there: Vec<_> = row.perspectives.iter().flatten().collect();
        let scores = report.standings();
        prop_assert!(there.len() <= scores.len());
        for cell in there {
            prop_assert!(scores.iter().any(|(_, own)| own == cell), "{:?} is in no report", cell);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn a_row_is_what_the_report_says(workbook in workbooks(ordinary)) {
        // Some periods lie outside the results, and some across their ends.
        let results = results(&workbook, "2025-01", "2026-04");
        for period in periods(&workbook) {
            check_as_reported(&workbook, &results, period)?;
        }
    }
}

#[test]
fn the_sample_is_what_its_reports_say() {
    let workbook = sample();
    let (first, last) = workbook.figures.span().expect("figures");
    let results = Results::new(Plan::new(&workbook), first, last);
    use PeriodLength::{HalfYear, Month, Quarter, Year, YearToDate};
    for length in [Month, Quarter, HalfYear, Year, YearToDate] {
        let period = Period::holding(last, length, workbook.first_month);
        check_as_reported(&workbook, &results, period).expect("the same");
    }
}

/// Three wards with one measure in each of two perspectives; March as given, February as 50 each.
fn wards() -> Workbook {
    let mut book = workbook(
        PeriodLength::Month,
        ["a", "b"].map(crate::books::item).into(),
        vec![
            perspective("first", vec![percent_of("a", "60")]),
            perspective("second", vec![percent_of("b", "40")]),
        ],
    );
    for id in ["w2", "w3"] {
        book.units.push(unit(id, Some("hospital")));
        book.scorecards[0].units.push(UnitId::from(id));
    }
    for (ward, a, b) in [("ward", "90", "80"), ("w2", "100", "30"), ("w3", "90", "80")] {
        enter(&mut book, ward, "a", "2026-03", a);
        enter(&mut book, ward, "b", "2026-03", b);
    }
    for (ward, a) in [("ward", "10"), ("w2", "50"), ("w3", "20")] {
        enter(&mut book, ward, "a", "2026-02", a);
        enter(&mut book, ward, "b", "2026-02", "50");
    }
    book
}

fn march(book: &Workbook) -> Matrix {
    matrix(book, &results(book, "2026-01", "2026-03"), month("2026-03"))
}

#[test]
fn a_row_has_rank_change_and_history() {
    // March: 54 + 32 = 86, 60 + 12 = 72, 86. February: 6 + 20 = 26, 30 + 20 = 50, 12 + 20 = 32.
    let book = wards();
    let matrix = march(&book);
    let rows: Vec<_> = matrix
        .rows
        .iter()
        .map(|row| (row.unit.as_str(), row.total.points, row.rank, row.of, row.rank_before, row.change()))
        .collect();
    let expected = [
        ("ward", Some(decimal("86")), Some(1), 3, Some(3), Some(2)),
        ("w2", Some(decimal("72")), Some(3), 3, Some(1), Some(-2)),
        ("w3", Some(decimal("86")), Some(1), 3, Some(2), Some(1)),
    ];
    assert_eq!(rows, expected);
    assert_eq!(matrix.columns, [Name::plain("first"), Name::plain("second")]);
    let first = &matrix.rows[0];
    assert_eq!(first.history, [None, Some(decimal("26")), Some(decimal("86"))]);
    let cells: Vec<_> = first.perspectives.iter().flatten().map(|own| (own.points, own.percent)).collect();
    let expected = [("54", "90"), ("32", "80")].map(|(a, b)| (Some(decimal(a)), Some(decimal(b))));
    assert_eq!(cells, expected);
}

#[test]
fn perspectives_of_the_same_name_are_one_column() {
    let mut book = wards();
    let mut other = book.scorecards[0].clone();
    other.id = "other".into();
    other.units = vec![UnitId::from("hospital")];
    other.revisions[0].perspectives[0].name = Name::plain("third");
    book.scorecards.push(other);
    let matrix = march(&book);
    assert_eq!(matrix.columns, ["first", "second", "third"].map(Name::plain));
    let there: Vec<bool> = matrix.rows[3].perspectives.iter().map(Option::is_some).collect();
    assert_eq!(there, [false, true, true]);
    let there: Vec<bool> = matrix.rows[0].perspectives.iter().map(Option::is_some).collect();
    assert_eq!(there, [true, true, false]);
}

#[track_caller]
fn check_order(book: &Workbook, matrix: &Matrix, by: SortBy, falling: bool, expected: &[&str]) {
    let units: Vec<&str> = matrix
        .sorted(book, &|_| true, by, falling)
        .into_iter()
        .map(|place| matrix.rows[place].unit.as_str())
        .collect();
    assert_eq!(units, expected, "{by:?} {falling}");
}

#[test]
fn rows_sort_by_any_column_and_those_without_a_value_stand_last() {
    let mut book = wards();
    book.units.push(unit("w4", None));
    book.scorecards[0].units.push(UnitId::from("w4"));
    book.units[3].name = Name::plain("A");
    let matrix = march(&book);
    check_order(&book, &matrix, SortBy::Order, false, &["ward", "w2", "w3", "w4"]);
    check_order(&book, &matrix, SortBy::Points, false, &["w2", "ward", "w3", "w4"]);
    check_order(&book, &matrix, SortBy::Points, true, &["ward", "w3", "w2", "w4"]);
    check_order(&book, &matrix, SortBy::Percent, true, &["ward", "w3", "w2", "w4"]);
    check_order(&book, &matrix, SortBy::Rank, true, &["ward", "w3", "w2", "w4"]);
    check_order(&book, &matrix, SortBy::Rank, false, &["w2", "ward", "w3", "w4"]);
    check_order(&book, &matrix, SortBy::Change, true, &["ward", "w3", "w2", "w4"]);
    check_order(&book, &matrix, SortBy::Perspective(0), true, &["w2", "ward", "w3", "w4"]);
    check_order(&book, &matrix, SortBy::Perspective(1), true, &["ward", "w3", "w2", "w4"]);
    check_order(&book, &matrix, SortBy::Name(Language::English), false, &["w3", "w2", "w4", "ward"]);
    check_order(&book, &matrix, SortBy::Coverage, true, &["ward", "w2", "w3", "w4"]);
}

#[test]
fn rows_are_kept_by_kind() {
    let mut book = wards();
    book.kinds = vec![Kind { id: "surgical".into(), name: Name::plain("Surgical") }];
    book.units[2].kinds = vec![DatedKind { from: at("2026-03"), kind: "surgical".into() }];
    rules(&mut book).rank.within = RankWithin::Kind;
    let matrix = march(&book);
    let surgical = |row: &Row| row.kind == Some("surgical".into());
    let kept = matrix.sorted(&book, &surgical, SortBy::Order, false);
    let units: Vec<&str> = kept.iter().map(|place| matrix.rows[*place].unit.as_str()).collect();
    assert_eq!(units, ["w2"]);
    assert_eq!((matrix.rows[kept[0]].rank, matrix.rows[kept[0]].of), (Some(1), 1));
}

#[test]
fn ranks_by_exact_totals_are_those_of_the_ranking() {
    // 33.333… and 33.334 are both 33.33; by the exact total the second is ahead.
    let mut book = monthly(&["a"], vec![measure("a", "a", "100", crate::books::completion(None))]);
    rules(&mut book).perspectives[0].measures[0].target = crate::books::fixed("300");
    rules(&mut book).rank.by = RankBy::Exact;
    book.units.push(unit("w2", None));
    book.scorecards[0].units.push(UnitId::from("w2"));
    for month in ["2026-01", "2026-02", "2026-03"] {
        enter(&mut book, "ward", "a", month, "100");
        enter(&mut book, "w2", "a", month, "100.002");
    }
    let results = results(&book, "2026-01", "2026-03");
    for period in ["2026-03", "2026-Q1"] {
        let period = Period::parse(period, book.first_month).expect("a period");
        let matrix = matrix(&book, &results, period);
        let ranks: Vec<_> = matrix.rows.iter().map(|row| row.rank).collect();
        assert_eq!(ranks, [Some(2), Some(1)], "{period:?}");
    }
}

#[test]
fn a_year_to_date_is_compared_with_the_one_a_month_earlier() {
    let book = wards();
    let to_date = |text: &str| Period::parse(text, book.first_month).expect("a period");
    assert_eq!(period_before(&book, to_date("ytd-2026-03")), Some(to_date("ytd-2026-02")));
    assert_eq!(period_before(&book, to_date("ytd-2026-01")), None);
    assert_eq!(period_before(&book, to_date("2026-Q1")), Some(to_date("2025-Q4")));
}

#[test]
fn a_period_shorter_than_the_cards_own_has_no_score() {
    let mut book = wards();
    book.scorecards[0].period = PeriodLength::Year;
    let matrix = march(&book);
    assert_eq!(matrix.rows[0].absent, Some(NoScore::ShorterThanOwnPeriod));
    assert_eq!((matrix.rows[0].rank, matrix.columns.len()), (None, 0));
}
