//! Deductions behind a figure: days, sums, what is refused, and how a score tells of them.

use counterpoise::document::Document;
use counterpoise::domain::checks::{Doubt, Finding, Place, Usual, of_figures, of_figures_of};
use counterpoise::domain::day::Day;
use counterpoise::domain::deduction::{Deduction, is_deducted, set_list, sum};
use counterpoise::domain::edit::Edit;
use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::history::History;
use counterpoise::domain::id::{ItemId, MeasureId, ScorecardId, UnitId};
use counterpoise::domain::name::Language;
use counterpoise::domain::scoring::Plan;
use counterpoise::domain::workbook::{NumberStyle, Workbook};
use counterpoise::forms::{DeductionFault, DeductionRow, deduction_rows, read_deductions, sum_of_rows};
use counterpoise::i18n::explanation::Explainer;
use counterpoise::typed::day;

use crate::books::{WARD, at, decimal, deduction, measure, monthly};
use crate::support::month;

/// A ward with one measure of 10 points, from which what the item `a` says is deducted.
fn book() -> Workbook {
    monthly(&["a", "b"], vec![measure("m", "a", "10", deduction("1", "0"))])
}

fn cell() -> Cell {
    Cell { unit: UnitId::from(WARD), item: ItemId::from("a"), month: at("2026-03") }
}

fn own(day: &str, reason: &str, points: &str) -> Deduction {
    Deduction { day: day.parse().ok(), reason: reason.into(), points: decimal(points) }
}

fn figure(book: &Workbook) -> Figure {
    let cell = cell();
    book.figures.get(&cell.unit, &cell.item, cell.month)
}

#[test]
fn a_day_is_one_of_its_month() {
    for (text, is_day) in [
        ("2026-03-31", true),
        ("2026-04-31", false),
        ("2026-02-29", false),
        ("2024-02-29", true),
        ("1900-02-29", false),
        ("2000-02-29", true),
        ("2026-03-00", false),
        ("2026-03-5", false),
        ("2026-3-05", false),
        ("2026-03", false),
        ("", false),
    ] {
        assert_eq!(text.parse::<Day>().is_ok(), is_day, "{text}");
    }
    assert_eq!("2026-03-05".parse::<Day>().map(|day| day.to_string()), Ok("2026-03-05".to_owned()));
}

#[test]
fn the_figure_is_the_sum_of_its_deductions_and_one_undo_takes_both_back() {
    let mut book = book();
    let before = book.clone();
    let mut history = History::default();
    let list = vec![own("2026-03-05", "late report", "0.5"), own("", "complaint", "1.25")];
    history.apply(&mut book, set_list(&before, &cell(), list.clone())).expect("it fits");
    // 0.5 + 1.25 by hand.
    assert_eq!((sum(&list), figure(&book)), (decimal("1.75"), Figure::Value(decimal("1.75"))));
    assert_eq!(book.deductions.get(&cell()), Some(&list));
    assert!(history.undo(&mut book).is_some());
    assert_eq!(book, before);
}

#[test]
fn without_deductions_the_figure_is_missing_and_an_exempt_one_stays_exempt() {
    let mut book = book();
    let list = vec![own("", "one", "2")];
    set_list(&book, &cell(), list.clone()).apply(&mut book).expect("it fits");
    set_list(&book, &cell(), Vec::new()).apply(&mut book).expect("it fits");
    assert_eq!((figure(&book), book.deductions.is_empty()), (Figure::Missing, true));
    book.figures.set(&cell(), Figure::Exempt(decimal("9")));
    set_list(&book, &cell(), list).apply(&mut book).expect("it fits");
    assert_eq!(figure(&book), Figure::Exempt(decimal("2")));
}

#[test]
fn points_that_cannot_be_kept_are_refused() {
    for points in ["-1", "1000001", "0.0000001"] {
        let mut book = book();
        let before = book.clone();
        let edit = Edit::SetDeductions { cell: cell(), list: vec![own("", "x", points)] };
        assert!(edit.apply(&mut book).is_err(), "{points}");
        assert_eq!(book, before);
    }
    let many = vec![own("", "x", "1"); 501];
    assert!(Edit::SetDeductions { cell: cell(), list: many }.apply(&mut book()).is_err());
}

#[test]
fn only_an_item_that_is_deducted_point_by_point_takes_them() {
    let book = book();
    assert!(is_deducted(&book, &ItemId::from("a")));
    assert!(!is_deducted(&book, &ItemId::from("b")));
    let counted = monthly(&["a"], vec![measure("m", "a", "10", deduction("2", "0"))]);
    assert!(!is_deducted(&counted, &ItemId::from("a")), "the figure counts cases of two points each");
}

#[test]
fn the_explanation_lists_them() {
    let mut book = book();
    let list = vec![own("2026-03-05", "late report", "0.5"), own("", "complaint", "1.25")];
    set_list(&book, &cell(), list).apply(&mut book).expect("it fits");
    let card = book.scorecards.first().expect("a card");
    let revision = card.revisions.first().expect("a revision");
    let measure = revision.measures().next().expect("a measure");
    let explained = Plan::new(&book)
        .explain(&ScorecardId::from("card"), &UnitId::from(WARD), month("2026-03"), &MeasureId::from("m"))
        .expect("it is scored");
    let lines = |language| {
        let explainer = Explainer { workbook: &book, revision, measure, language };
        let lines = explainer.lines(&explained.steps).into_iter();
        lines
            .map(|line| format!("{} {} {}", line.label, line.arithmetic, line.remark.unwrap_or_default()))
            .filter(|line| line.contains("late report") || line.contains("complaint"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        lines(Language::English),
        ["Deduction 0.5 2026-03-05, late report", "Deduction 1.25 complaint"]
    );
    assert_eq!(
        lines(Language::SimplifiedChinese),
        ["扣分 0.5 2026-03-05，late report", "扣分 1.25 complaint"]
    );
    // 10 − 1.75.
    assert_eq!(explained.report.total.points, Some(decimal("8.25")));
}

#[test]
fn a_file_that_names_a_figure_twice_or_no_day_is_refused() {
    let mut book = book();
    set_list(&book, &cell(), vec![own("2026-03-05", "x", "1")]).apply(&mut book).expect("it fits");
    let text = Document { changed: None, workbook: book }.to_json().expect("a text");
    let document = Document::from_json(&text).expect("readable");
    assert_eq!(document.workbook.deductions.get(&cell()).map(Vec::len), Some(1));
    assert!(Document::from_json(&text.replace("2026-03-05", "2026-02-30")).is_err());
    assert!(Document::from_json(&text.replace("\"points\": \"1\"", "\"points\": \"-1\"")).is_err());
}

#[test]
fn a_figure_that_is_not_their_sum_is_doubted() {
    let mut book = book();
    set_list(&book, &cell(), vec![own("", "x", "1"), own("", "y", "1.5")]).apply(&mut book).expect("it fits");
    assert_eq!(of_figures(&book, None), []);
    book.figures.set(&cell(), Figure::Value(decimal("3")));
    let doubt = Doubt::DeductionsDiffer { value: decimal("3"), sum: decimal("2.5") };
    let found = Finding { place: Place::Figure(cell()), doubt };
    assert_eq!(of_figures(&book, None), std::slice::from_ref(&found));
    assert_eq!(of_figures_of(&book, &[&UnitId::from(WARD)], &mut Usual::default()), [found]);
    assert_eq!(of_figures_of(&book, &[&UnitId::from("other")], &mut Usual::default()), []);
}

#[test]
fn days_are_read_as_people_write_them() {
    let march = at("2026-03");
    for (text, day) in [
        ("2026-03-05", Some("2026-03-05")),
        ("2026/3/5", Some("2026-03-05")),
        ("20260305", Some("2026-03-05")),
        ("2026年3月5日", Some("2026-03-05")),
        ("3月5日", Some("2026-03-05")),
        ("3-5", Some("2026-03-05")),
        ("5", Some("2026-03-05")),
        ("５日", Some("2026-03-05")),
        ("31", Some("2026-03-31")),
        ("32", None),
        ("2026-02-29", None),
        ("yesterday", None),
        ("", None),
    ] {
        assert_eq!(day::parse(text, march).map(|day| day.to_string()).as_deref(), day, "{text}");
    }
}

fn texts(day: &str, reason: &str, points: &str) -> DeductionRow {
    DeductionRow { day: day.to_owned(), reason: reason.to_owned(), points: points.to_owned() }
}

#[test]
fn rows_of_texts_are_read_or_say_which_field_is_not() {
    let march = at("2026-03");
    let read = |rows: &[DeductionRow]| read_deductions(rows, march, NumberStyle::Point);
    let rows = [texts("5", " late report ", "0.50"), texts("", "", ""), texts("", "complaint", "１．２５")];
    let list = read(&rows).expect("readable");
    assert_eq!(list, [own("2026-03-05", "late report", "0.5"), own("", "complaint", "1.25")]);
    // What is there is shown so that it reads back.
    assert_eq!(read(&deduction_rows(&list, NumberStyle::Point)), Ok(list));
    assert_eq!(sum_of_rows(&rows, NumberStyle::Point), decimal("1.75"));
    let wrong = [texts("soon", "x", "1"), texts("", "y", "-1"), texts("", "z", "")];
    let faults = [(0, DeductionFault::Day), (1, DeductionFault::Points), (2, DeductionFault::Points)];
    assert_eq!(read(&wrong), Err(faults.into()));
    let many = vec![texts("", "x", "1"); 501];
    assert_eq!(read(&many), Err(vec![(500, DeductionFault::TooMany)]));
}
