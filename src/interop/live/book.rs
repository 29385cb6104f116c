//! The pages of the workbook while it is written: what stands in each cell, and what it comes to.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::term::{Term, Writing};
use super::value::{Place, Value};
use crate::domain::exact::{Exact, Midpoint};
use crate::interop::xlsx::{self, Column, Sheet, Style};

/// Columns of words before those of numbers.
pub(super) const LABELS: u32 = 3;

/// Excel takes no longer formula, in UTF-16 units.
const LONGEST_FORMULA: usize = 8_192;

/// All pages.
#[derive(Default)]
pub(super) struct Book {
    pub(super) names: Vec<String>,
    pub(super) pages: Vec<Page>,
}

/// A page, which becomes a sheet.
#[derive(Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    /// Widths of the columns of words, and of the others.
    pub(super) widths: [u32; 4],
    /// Columns of numbers that are not shown.
    pub(super) hidden: Vec<bool>,
    /// Rows that stay in sight.
    pub(super) headings: u32,
}

/// A row.
#[derive(Default)]
pub(super) struct Line {
    pub(super) labels: [Rc<str>; 3],
    pub(super) style: Style,
    pub(super) cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone)]
pub(super) struct Cell {
    pub(super) formula: Option<String>,
    pub(super) value: Value,
}

impl Default for Cell {
    fn default() -> Self {
        Self { formula: None, value: Value::Blank }
    }
}

impl Line {
    pub(super) fn new(labels: [&str; 3], style: Style) -> Self {
        Self { labels: labels.map(Rc::from), style, cells: Vec::new() }
    }
}

impl Book {
    /// What a cell comes to.
    pub(super) fn value(&self, page: usize, row: u32, column: u32) -> Value {
        self.cell(page, row, column).map_or(Value::Blank, |cell| cell.value.clone())
    }

    pub(super) fn cell(&self, page: usize, row: u32, column: u32) -> Option<&Cell> {
        let line = self.pages.get(page)?.lines.get(row as usize)?;
        line.cells.get(column.checked_sub(LABELS)? as usize)
    }

    fn cell_mut(&mut self, page: usize, row: u32, column: u32) -> Option<&mut Cell> {
        let line = self.pages.get_mut(page)?.lines.get_mut(row as usize)?;
        let place = column.checked_sub(LABELS)? as usize;
        if line.cells.len() <= place {
            line.cells.resize_with(place + 1, Cell::default);
        }
        line.cells.get_mut(place)
    }

    /// Adds a row; gives its place.
    pub(super) fn add(&mut self, page: usize, line: Line) -> u32 {
        let Some(page) = self.pages.get_mut(page) else { return 0 };
        page.lines.push(line);
        u32::try_from(page.lines.len()).unwrap_or(u32::MAX) - 1
    }

    /// Puts a value into a cell.
    pub(super) fn put(&mut self, page: usize, row: u32, column: u32, value: Value) {
        if let Some(cell) = self.cell_mut(page, row, column) {
            // A cell that is empty would be read as zero.
            let nothing = matches!(&value, Value::Text(text) if text.is_empty());
            *cell = Cell { formula: nothing.then(|| "\"\"".to_owned()), value };
        }
    }

    /// Puts a formula into a cell, and what it comes to; that alone where the formula is longer than
    /// Excel takes.
    pub(super) fn put_formula(&mut self, page: usize, row: u32, column: u32, term: &Term) {
        let value = Place { book: self, page, column }.value(term);
        let mut formula = String::new();
        Writing { pages: &self.names, page, column }.write(&mut formula, term);
        let formula = Some(formula).filter(|formula| formula.encode_utf16().count() <= LONGEST_FORMULA);
        if let Some(cell) = self.cell_mut(page, row, column) {
            *cell = Cell { formula, value };
        }
    }

    /// The bytes of the workbook; a page without rows is left out.
    pub(super) fn write(self) -> Vec<u8> {
        let named = self.names.into_iter().zip(self.pages).filter(|(_, page)| !page.lines.is_empty());
        xlsx::write(&named.map(|(name, page)| sheet(name, page)).collect::<Vec<_>>())
    }
}

fn sheet(name: String, page: Page) -> Sheet {
    let numbers = page.lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    let [first, second, third, other] = page.widths;
    let hidden = |place: usize| page.hidden.get(place).copied().unwrap_or(false);
    let others = (0..numbers).map(|place| if hidden(place) { 0 } else { other });
    let columns = [first, second, third].into_iter().chain(others).map(|width| Column { width }).collect();
    let headings = if page.headings > 0 { (page.headings, LABELS) } else { (0, 0) };
    Sheet { name, columns, rows: page.lines.into_iter().map(row).collect(), headings }
}

fn row(line: Line) -> Vec<xlsx::Cell> {
    let style = line.style;
    let words = line
        .labels
        .iter()
        .map(|text| if text.is_empty() { xlsx::Value::Empty } else { xlsx::Value::Text(text.to_string()) });
    words.chain(line.cells.into_iter().map(content)).map(|value| xlsx::Cell { value, style }).collect()
}

fn content(cell: Cell) -> xlsx::Value {
    match (cell.formula, cell.value) {
        (None, Value::Number(value)) => xlsx::Value::Number(decimal(&value)),
        (None, Value::Text(text)) if !text.is_empty() => xlsx::Value::Text(text.to_string()),
        (None, _) => xlsx::Value::Empty,
        (Some(formula), Value::Number(value)) => xlsx::Value::Formula(formula, Some(decimal(&value))),
        (Some(formula), Value::Text(text)) => xlsx::Value::TextFormula(formula, text.to_string()),
        (Some(formula), _) => xlsx::Value::Formula(formula, None),
    }
}

/// All digits of a decimal; of a fraction that is none, fifteen.
fn decimal(value: &Exact) -> Decimal {
    let whole = value.round(Decimal::MAX_SCALE, Midpoint::ToEven);
    whole.filter(|own| value.equals(*own)).or_else(|| value.to_decimal()).unwrap_or_default().normalize()
}
