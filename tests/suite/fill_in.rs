//! The fill-in sheet: written, filled in, and read back without a mapping.

use counterpoise::domain::figure::Figure;
use counterpoise::domain::id::UnitId;
use counterpoise::domain::name::Language;
use counterpoise::domain::workbook::Workbook;
use counterpoise::i18n::month;
use counterpoise::interop::figures::{
    Differing, Hints, Merge, Place, Source, WorkbookNames, fill_in, find, guess,
};
use counterpoise::interop::table::Table;
use counterpoise::interop::tables;
use counterpoise::interop::xlsx::{Cell, Column, Sheet, Style, Value, write};

use crate::books::{at, decimal, enter, item, unit};
use crate::figure_tables::book;
use crate::support::sample;
use crate::xlsx_files::shown;

fn files(book: &Workbook, units: &[&str], first: &str, last: &str, language: Language) -> Vec<Vec<u8>> {
    let units: Vec<UnitId> = units.iter().map(|unit| UnitId::from(*unit)).collect();
    let words = fill_in::Words {
        language,
        item: "Item",
        unit_of_measure: "in",
        help: "=Fill in.",
        not_applicable: "n/a",
        month: &|at| month::format_brief(at, language),
    };
    fill_in::files(book, &units, at(first), at(last), &words)
}

/// What a file would change.
fn merged(tables: &[Table], book: &Workbook) -> Merge {
    let names = WorkbookNames::new(book);
    let source = |table: &Table| {
        let mapping = guess(table, &names, book, &Hints::default());
        let found = find(table, &mapping, &names, book);
        assert_eq!((found.refused.len(), found.unknown.len()), (0, 0), "{found:?}");
        Source { name: table.name.clone(), figures: found.figures }
    };
    Merge::new(tables.iter().map(source).collect(), book, Differing::Take)
}

fn filled_book() -> Workbook {
    let mut book = book();
    for item in ["revenue", "drugs", "ops"] {
        enter(&mut book, "s1", item, "2025-12", "1");
        enter(&mut book, "m1", item, "2025-12", "1");
    }
    enter(&mut book, "s1", "revenue", "2026-01", "1234.5");
    enter(&mut book, "s1", "drugs", "2026-01", "n/a");
    enter(&mut book, "s1", "ops", "2026-02", "exempt 3");
    book
}

#[test]
fn names_months_and_figures_are_in_place() {
    let files = files(&filled_book(), &["s1", "m1"], "2026-01", "2026-02", Language::SimplifiedChinese);
    let tables = tables(&files[0]).unwrap();
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, ["外一科", "内科"]);
    let expected = [
        "A1 counterpoise fill-in 1",
        "B1 外一科  2026年1月 – 2026年2月",
        "A2 s1",
        "B2 =Fill in.",
        "B3 Item",
        "C3 in",
        "D3 2026年1月",
        "E3 2026年2月",
        "A4 revenue",
        "B4 业务收入",
        "C4 cases",
        "D4 #1234.5",
        "A5 drugs",
        "B5 药占比",
        "C5 %",
        "D5 n/a",
        "A6 ops",
        "B6 手术量",
        "C6 cases",
        "E6 #3",
    ];
    assert_eq!(shown(&tables[0]), expected);
}

#[test]
fn read_back_as_it_is_it_changes_nothing() {
    let book = filled_book();
    for language in Language::ALL {
        let files = files(&book, &["s1", "m1"], "2025-12", "2026-02", language);
        let merge = merged(&tables(&files[0]).unwrap(), &book);
        assert_eq!((merge.lines.len(), merge.same), (0, 9), "{language:?}");
    }
    let sample = sample();
    let units: Vec<&str> = sample.units.iter().map(|unit| unit.id.as_str()).collect();
    let files = files(&sample, &units, "2024-01", "2025-12", Language::English);
    let merge = merged(&tables(&files[0]).unwrap(), &sample);
    let entered = |months: &[Figure; 12]| months.iter().filter(|figure| **figure != Figure::Missing).count();
    let all: usize = sample.figures.iter().map(|(_, _, _, months)| entered(months)).sum();
    assert_eq!((merge.lines.len(), merge.same), (0, all));
}

/// Filled in and saved by LibreOffice: two figures typed, one of them as `12%`; rows sorted by name.
#[test]
fn it_reads_back_after_libreoffice_has_saved_it() {
    let path = format!("{}/tests/fixtures/fill_in_libreoffice.xlsx", env!("CARGO_MANIFEST_DIR"));
    let tables = tables(&std::fs::read(path).unwrap()).unwrap();
    let merge = merged(&tables, &filled_book());
    let lines: Vec<String> = merge
        .lines
        .iter()
        .map(|line| {
            format!(
                "{} {} {} {:?}",
                line.cell.unit, line.cell.item, line.cell.month, line.offers[0].found.figure
            )
        })
        .collect();
    let value = |text: &str| format!("{:?}", Figure::Value(decimal(text)));
    let expected = [
        format!("m1 revenue 2026-01 {}", value("0.1")),
        format!("s1 drugs 2026-02 {}", value("12")),
        format!("s1 revenue 2026-02 {}", value("-7.25")),
    ];
    assert_eq!(lines, expected);
    assert_eq!(merge.same, 3);
}

#[test]
fn it_reads_back_by_names_where_the_hidden_column_was_deleted() {
    let book = filled_book();
    let files = files(&book, &["m1"], "2025-11", "2025-12", Language::TraditionalChinese);
    let mut cut = Table::new("");
    for (place, content) in tables(&files[0]).unwrap()[0].cells().filter(|(place, _)| place.column > 0) {
        cut.push(counterpoise::interop::table::At { column: place.column - 1, ..place }, content.clone());
    }
    let merge = merged(&[cut], &book);
    assert_eq!((merge.lines.len(), merge.same), (0, 3));
}

#[test]
fn a_sheet_of_another_workbook_is_read_by_its_names() {
    let files = files(&filled_book(), &["s1"], "2026-01", "2026-01", Language::English);
    let mut other = book();
    other.units[0].id = "another".into();
    let tables = tables(&files[0]).unwrap();
    let mapping = guess(&tables[0], &WorkbookNames::new(&other), &other, &Hints::default());
    assert_eq!(mapping.unit, Place::Given(Some("another".into())), "the title names the unit");
}

#[test]
fn many_units_make_several_files_that_may_be_read_back() {
    let mut book = book();
    book.items = (0..40).map(|number| item(&format!("item-{number}"))).collect();
    book.units = (0..300).map(|number| unit(&format!("unit-{number}"), None)).collect();
    for unit in 0..300 {
        for item in 0..40 {
            enter(&mut book, &format!("unit-{unit}"), &format!("item-{item}"), "2026-01", "5");
        }
    }
    let units: Vec<String> = (0..300).map(|number| format!("unit-{number}")).collect();
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    let files = files(&book, &units, "2026-01", "2026-12", Language::English);
    assert!(files.len() > 1);
    let tables: Vec<Table> = files.iter().flat_map(|file| tables(file).unwrap()).collect();
    assert_eq!(tables.len(), 300);
    assert_eq!(merged(&tables, &book).same, 300 * 40);
}

#[test]
fn texts_are_never_formulas_and_numbers_are_numbers() {
    let plain = |value| Cell { value, style: Style::Plain };
    let text = |text: &str| plain(Value::Text(text.to_owned()));
    let rows = vec![
        vec![text("=1+1"), text("+1"), text("-1"), text("@a"), text("\ta"), text("\ra"), text("plain")],
        vec![
            plain(Value::Number(decimal("-0.02"))),
            plain(Value::Formula("A2*2".into(), Some(decimal("-0.04")))),
        ],
        vec![text("<img onerror=\"x\"> & \u{1} \u{fffe}外")],
    ];
    let sheet = Sheet { name: "S".into(), columns: vec![Column { width: 5 }], rows, headings: (0, 0) };
    let bytes = write(&[sheet]);
    let expected = [
        "A1 =1+1",
        "B1 +1",
        "C1 -1",
        "D1 @a",
        "E1 \ta",
        "F1 \ra",
        "G1 plain",
        "A2 #-0.02",
        "B2 #-0.04",
        "A3 <img onerror=\"x\"> &  外",
    ];
    assert_eq!(shown(&tables(&bytes).unwrap()[0]), expected);
    let written = crate::xlsx_files::written_sheet(&bytes, 1);
    assert_eq!(written.matches("<f>").count(), 1, "only a formula is one");
    for place in ["A1", "B1", "C1", "D1", "E1", "F1"] {
        assert!(
            written.contains(&format!("<c r=\"{place}\" s=\"1\" t=\"inlineStr\">")),
            "{place} is marked as text"
        );
    }
    assert!(written.contains("<c r=\"G1\" s=\"0\" t=\"inlineStr\">"));
    let styles = crate::xlsx_files::written_part(&bytes, "xl/styles.xml");
    assert_eq!(styles.matches("quotePrefix").count(), 5, "every style has its twin");
}

#[test]
fn names_of_sheets_are_those_a_spreadsheet_takes() {
    let long = "很".repeat(40);
    let names =
        ["a/b[c]", "", "A", "a", "history", "𠮷".repeat(20).as_str(), &long, &long, "'q'"].map(str::to_owned);
    let sheets = names.map(|name| Sheet {
        name,
        rows: vec![vec![Cell { value: Value::Number(decimal("1")), style: Style::Entry }]],
        ..Sheet::default()
    });
    let tables = tables(&write(&sheets)).unwrap();
    let found: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    let expected = [
        "a b c".to_owned(),
        "-".to_owned(),
        "A".to_owned(),
        "a (2)".to_owned(),
        "- (2)".to_owned(),
        "𠮷".repeat(15),
        "很".repeat(31),
        format!("{} (2)", "很".repeat(27)),
        "q".to_owned(),
    ];
    assert_eq!(found, expected);
}
