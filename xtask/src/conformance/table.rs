//! Tables as they are published: CSV with a line of headings.

use std::path::Path;

use counterpoise::domain::decimal;
use rust_decimal::Decimal;
use xtask_wasm::anyhow::{Context, Result};

/// A table whose cells are found by the heading of their column.
pub(super) struct Table {
    headings: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
}

/// A row of a table.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    table: &'t Table,
    cells: &'t csv::StringRecord,
}

impl Table {
    pub(super) fn read(path: &Path) -> Result<Self> {
        let read = || -> csv::Result<Self> {
            let mut reader = csv::Reader::from_path(path)?;
            Ok(Self {
                headings: reader.headers()?.clone(),
                rows: reader.records().collect::<csv::Result<_>>()?,
            })
        };
        read().with_context(|| format!("cannot read {}", path.display()))
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { table: self, cells })
    }
}

impl<'t> Row<'t> {
    /// The text under a heading.
    pub(super) fn text(self, heading: &str) -> Result<&'t str> {
        let column = self.table.headings.iter().position(|other| other == heading);
        column
            .and_then(|column| self.cells.get(column))
            .with_context(|| format!("there is no column \"{heading}\""))
    }

    /// The number under a heading; `None` for an empty cell.
    pub(super) fn number(self, heading: &str) -> Result<Option<Decimal>> {
        let text = self.text(heading)?;
        number(text).with_context(|| format!("column \"{heading}\"{}", self.place()))
    }

    /// The line of the file, for messages.
    fn place(self) -> String {
        self.cells.position().map(|position| format!(", line {}", position.line())).unwrap_or_default()
    }
}

/// The number that a cell holds; `None` for an empty cell.
pub(super) fn number(text: &str) -> Result<Option<Decimal>> {
    if text.is_empty() {
        return Ok(None);
    }
    let scientific = || Decimal::from_scientific(text).ok();
    decimal::parse(text).or_else(scientific).map(Some).with_context(|| format!("\"{text}\" is no number"))
}
