//! The fill-in sheet: a workbook of a spreadsheet with a sheet for each unit, items and months in
//! place and the figures that are there already, made to be sent out, filled in, and read back.
//!
//! A hidden first column says by identity what each sheet and row is, so nothing has to be mapped,
//! whatever the language and the order of the rows. Where it was deleted, the names lead the way.

use super::mapping::{Mapping, Place};
use super::names::{Meaning, WorkbookNames};
use crate::domain::figure::Figure;
use crate::domain::id::UnitId;
use crate::domain::item::Item;
use crate::domain::name::Language;
use crate::domain::needs::items_of;
use crate::domain::period::Month;
use crate::domain::unit::Unit;
use crate::domain::workbook::Workbook;
use crate::interop::table::Table;
use crate::interop::xlsx::{Cell, Column, Sheet, Style, Value, write};

/// What the hidden column begins with. Below it are the unit, a gap beside the headings, the items.
const MARK: &str = "counterpoise fill-in 1";
/// The mark is looked for in as many rows.
const MARK_ROWS: u32 = 10;
/// Rows and columns of headings, the hidden one included.
const HEADINGS: (u32, u32) = (3, 3);

/// A file has no more sheets, and about as many bytes, so that it may be read back.
const MAX_SHEETS: usize = 250;
const MAX_BYTES: usize = 4_000_000;
/// The bytes of a cell without its text.
const CELL_BYTES: usize = 60;

/// The words of a fill-in sheet, in the language of who fills it in.
pub struct Words<'w> {
    /// The language of names.
    pub language: Language,
    /// The heading of the items.
    pub item: &'w str,
    /// The heading of their units of measurement.
    pub unit_of_measure: &'w str,
    /// What is to be done.
    pub help: &'w str,
    /// What stands for a figure that does not exist.
    pub not_applicable: &'w str,
    /// A month.
    pub month: &'w dyn Fn(Month) -> String,
}

/// The files with the sheets of `units` from `first` to `last`: one, or several where one would be
/// too large to be read back.
#[must_use]
pub fn files(
    workbook: &Workbook,
    units: &[UnitId],
    first: Month,
    last: Month,
    words: &Words,
) -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut size = 0_usize;
    for unit in units.iter().filter_map(|id| workbook.unit(id)) {
        let sheet = sheet(workbook, unit, first, last, words);
        let bytes = size_of(&sheet);
        if !sheets.is_empty() && (sheets.len() == MAX_SHEETS || size + bytes > MAX_BYTES) {
            files.push(write(&std::mem::take(&mut sheets)));
            size = 0;
        }
        size += bytes;
        sheets.push(sheet);
    }
    if !sheets.is_empty() {
        files.push(write(&sheets));
    }
    files
}

fn size_of(sheet: &Sheet) -> usize {
    let text = |cell: &Cell| match &cell.value {
        Value::Text(text) => text.len(),
        _ => 0,
    };
    sheet.rows.iter().flatten().map(|cell| CELL_BYTES + text(cell)).sum()
}

fn sheet(workbook: &Workbook, unit: &Unit, first: Month, last: Month, words: &Words) -> Sheet {
    let name = unit.name.text(words.language);
    let title = if first == last {
        format!("{name}  {}", (words.month)(first))
    } else {
        format!("{name}  {} – {}", (words.month)(first), (words.month)(last))
    };
    let hidden = |what: &str| text(what, Style::Plain);
    let mut headings =
        vec![hidden(""), text(words.item, Style::Heading), text(words.unit_of_measure, Style::Heading)];
    headings.extend(first.through(last).map(|month| text(&(words.month)(month), Style::Heading)));
    let mut rows = vec![
        vec![hidden(MARK), text(&title, Style::Title)],
        vec![hidden(unit.id.as_str()), text(words.help, Style::Plain)],
        headings,
    ];
    for item in items_of(workbook, &unit.id) {
        rows.push(row(workbook, unit, item, first.through(last), words));
    }
    let mut columns = vec![Column { width: 0 }, Column { width: 36 }, Column { width: 10 }];
    columns.extend(first.through(last).map(|_| Column { width: 12 }));
    Sheet { name: name.to_owned(), columns, rows, headings: HEADINGS }
}

fn row(
    workbook: &Workbook,
    unit: &Unit,
    item: &Item,
    months: impl Iterator<Item = Month>,
    words: &Words,
) -> Vec<Cell> {
    let figure = |month| match workbook.figures.get(&unit.id, &item.id, month) {
        Figure::Missing => Value::Empty,
        Figure::NotApplicable => Value::Text(words.not_applicable.to_owned()),
        Figure::Value(value) | Figure::Exempt(value) => Value::Number(value),
    };
    let mut row = vec![
        text(item.id.as_str(), Style::Plain),
        text(item.name.text(words.language), Style::Entry),
        text(item.unit_of_measure.text(words.language), Style::Entry),
    ];
    row.extend(months.map(|month| Cell { value: figure(month), style: Style::Entry }));
    row
}

fn text(text: &str, style: Style) -> Cell {
    let value = if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) };
    Cell { value, style }
}

/// How a fill-in sheet of this workbook is read; `None` for any other table.
pub(super) fn mapping_of(table: &Table, names: &WorkbookNames) -> Option<Mapping> {
    let mark = (0..MARK_ROWS).find(|row| table.text(*row, 0) == Some(MARK))?;
    let Meaning::One(unit) = names.unit(table.text(mark + 1, 0)?) else { return None };
    Some(Mapping {
        unit: Place::Given(Some(unit)),
        item: Place::Column(0),
        month: Place::Row(mark + 2),
        first_row: mark + 3,
        ..Mapping::default()
    })
}
