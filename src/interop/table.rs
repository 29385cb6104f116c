//! A table of cells: the common form of what is read from a spreadsheet, a CSV file or a pasted
//! block. What the cells mean for a workbook is not known here.

use std::sync::Arc;

use rust_decimal::Decimal;
use thiserror::Error;

/// The most cells that are read from one file.
pub const MAX_CELLS: usize = 200_000;
/// The most places for cells that a file may have, those with nothing in them included.
pub const MAX_PLACES: usize = 5 * MAX_CELLS;
/// The most rows and columns of a spreadsheet, and so of any table.
pub const MAX_ROWS: u32 = 1_048_576;
/// As [`MAX_ROWS`].
pub const MAX_COLUMNS: u32 = 16_384;
/// The most bytes that a file may unpack to.
pub const MAX_UNPACKED: usize = 50 * 1024 * 1024;

/// Why a file is not read as tables. Nothing is changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TableError {
    /// More bytes than a packed file may have.
    #[error("the file is larger than 5 MB")]
    TooLarge,
    /// More bytes than a text may have.
    #[error("the text is larger than 16 MB")]
    TextTooLarge,
    /// It unpacks to more than [`MAX_UNPACKED`].
    #[error("the file unpacks to more than 50 MB")]
    UnpacksTooLarge,
    /// It holds too many files within itself.
    #[error("the file has more than 512 entries")]
    TooManyEntries,
    /// It has more than [`MAX_CELLS`] cells.
    #[error("the file has more than 200,000 cells")]
    TooManyCells,
    /// Text in an encoding other than UTF-8 and UTF-16.
    #[error("the text is neither UTF-8 nor UTF-16")]
    OtherEncoding,
    /// An old Excel file, or one protected by a password.
    #[error("the file is an old or protected Excel file")]
    OldOrProtected,
    /// Packed, but no Excel workbook.
    #[error("the file is no Excel workbook")]
    OtherFormat,
    /// It is cut off or contradicts itself.
    #[error("the file is damaged")]
    Damaged,
    /// There is nothing in it.
    #[error("the file has no cells")]
    Empty,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Words, or a number as somebody wrote it.
    Text(Arc<str>),
    /// A number of a spreadsheet.
    Number {
        /// The number, of at most 15 significant digits.
        value: Decimal,
        /// Whether it is shown as percent: 0.12 as 12 %.
        percent: bool,
    },
    /// A day of a spreadsheet.
    Date {
        /// Year, 1900 to 9999.
        year: i32,
        /// Month, 1 to 12.
        month: u32,
        /// Day, 1 to 31.
        day: u32,
    },
}

impl Content {
    /// A text; `None` where it is blank.
    #[must_use]
    pub fn text(text: &str) -> Option<Self> {
        (!text.trim().is_empty()).then(|| Self::Text(Arc::from(text)))
    }
}

/// The place of a cell, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u32,
}

impl At {
    /// The place as a spreadsheet names it: `C7`.
    #[must_use]
    pub fn name(self) -> String {
        format!("{}{}", column_name(self.column), self.row.saturating_add(1))
    }
}

/// The name of a column, from 0: `A` to `Z`, `AA` and so on.
#[must_use]
pub fn column_name(column: u32) -> String {
    let mut name = String::new();
    let mut rest = column.saturating_add(1);
    while rest > 0 {
        rest = rest.saturating_sub(1);
        name.insert(0, char::from(b'A'.saturating_add(u8::try_from(rest % 26).unwrap_or(0))));
        rest /= 26;
    }
    name
}

/// A sheet, or a text as a sheet: the cells that are not empty, by row and then by column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The name of the sheet; empty for a text.
    pub name: String,
    /// The first and last cells of merged areas.
    pub(super) merged: Vec<(At, At)>,
    cells: Vec<(At, Content)>,
}

impl Table {
    /// A table without cells.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Adds a cell behind all others; `false` where it does not come behind them, or is outside.
    pub fn push(&mut self, at: At, content: Content) -> bool {
        let inside = at.row < MAX_ROWS && at.column < MAX_COLUMNS;
        let behind = inside && self.cells.last().is_none_or(|(last, _)| *last < at);
        if behind {
            self.cells.push((at, content));
        }
        behind
    }

    /// What is in a cell.
    #[must_use]
    pub fn get(&self, row: u32, column: u32) -> Option<&Content> {
        let index = self.cells.binary_search_by_key(&At { row, column }, |(at, _)| *at).ok()?;
        self.cells.get(index).map(|(_, content)| content)
    }

    /// What a heading says: that of a merged area stands in the first cell of it.
    #[must_use]
    pub fn heading(&self, row: u32, column: u32) -> Option<&Content> {
        let within = |(first, last): &&(At, At)| {
            (first.row..=last.row).contains(&row) && (first.column..=last.column).contains(&column)
        };
        let of_area = || self.merged.iter().find(within).map(|(first, _)| first);
        self.get(row, column).or_else(|| of_area().and_then(|first| self.get(first.row, first.column)))
    }

    /// The text in a cell.
    #[must_use]
    pub fn text(&self, row: u32, column: u32) -> Option<&str> {
        match self.get(row, column)? {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The cells that are not empty, by row and then by column.
    pub fn cells(&self) -> impl Iterator<Item = (At, &Content)> {
        self.cells.iter().map(|(at, content)| (*at, content))
    }

    /// The number of cells that are not empty.
    #[must_use]
    pub fn count(&self) -> usize {
        self.cells.len()
    }
}
