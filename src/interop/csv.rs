//! CSV as RFC 4180 has it, safe to open in a spreadsheet.

use crate::document::{ToJson, Writer};

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words; never read as a formula.
    Text(String),
    /// A number as digits.
    Number(String),
    /// Several words, and what stands between them in one cell.
    List(Vec<String>, &'static str),
}

impl Cell {
    /// The number, where there is one.
    pub fn number(value: Option<impl ToString>) -> Self {
        value.map_or(Self::Empty, |value| Self::Number(value.to_string()))
    }

    /// The text, where there is one.
    #[must_use]
    pub fn text(value: Option<&str>) -> Self {
        value.map_or(Self::Empty, |value| Self::Text(value.to_owned()))
    }
}

/// What starts a formula in a spreadsheet.
pub(super) const FORMULA_SIGNS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A table as CSV: fields in quotes where they need them, lines ended by CR LF. A text that a
/// spreadsheet would take for a formula gets an apostrophe before it.
#[must_use]
pub fn table(headings: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    let mut text = line(headings.iter().map(|heading| (*heading).to_owned()));
    for row in rows {
        text.push_str(&line(row.into_iter().map(field)));
    }
    text
}

fn line(fields: impl Iterator<Item = String>) -> String {
    fields.collect::<Vec<_>>().join(",") + "\r\n"
}

fn field(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(digits) => digits,
        Cell::Text(text) => quoted(&text),
        Cell::List(texts, between) => quoted(&texts.join(between)),
    }
}

fn quoted(text: &str) -> String {
    let guard = if text.starts_with(FORMULA_SIGNS) { "'" } else { "" };
    // A semicolon and a tab too: programs of many countries part cells there.
    if text.contains([',', ';', '\t', '"', '\r', '\n']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

/// Numbers are text in JSON, so they stay exact.
impl ToJson for Cell {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Empty => out.raw("null"),
            Self::Text(text) | Self::Number(text) => out.text(text),
            Self::List(texts, _) => out.list(texts),
        }
    }
}
