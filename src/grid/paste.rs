//! What a pasted block would change: the figures that can be read, and the cells that cannot, each
//! with its place and the reason. As in a spreadsheet an empty cell empties the one it falls on.

use rust_decimal::Decimal;

use super::block::Block;
use super::table::Table;
use super::walk::Place;
use crate::domain::edit::FigureChange;
use crate::domain::figure::Figure;
use crate::domain::workbook::Workbook;
use crate::i18n::number::NumberError;
use crate::typed;

/// What a pasted block would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paste {
    /// The figures that become others, those that are emptied included.
    pub changes: Vec<FigureChange>,
    /// How many of these are emptied.
    pub emptied: usize,
    /// Cells that change nothing, because the figure is there already.
    pub same: usize,
    /// The cells that cannot be taken.
    pub refused: Vec<Refused>,
}

/// A cell of a pasted block that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Where in the block, from 0.
    pub within: Place,
    /// Where in the table; outside where it does not fit.
    pub at: Place,
    /// What it holds.
    pub text: String,
    /// Why.
    pub why: Why,
}

/// Why a cell of a pasted block cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It holds no number.
    Unreadable(NumberError),
    /// The table ends before it.
    Outside,
    /// The unit has no such figure.
    NotUsed,
    /// The figure is the sum of its deductions.
    Listed,
}

impl Table {
    /// What `cells` would change when they are pasted over `block`: from its first cell on, or over
    /// all of it where there is a single one.
    #[must_use]
    pub fn paste(&self, workbook: &Workbook, block: Block, cells: &[Vec<String>]) -> Paste {
        let mut paste = Paste::default();
        let start = block.start();
        if let [row] = cells
            && let [only] = row.as_slice()
        {
            for at in block.places() {
                self.paste_one(workbook, Place::default(), at, only, &mut paste);
            }
            return paste;
        }
        for (row, texts) in cells.iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                let at =
                    Place { row: start.row.saturating_add(row), column: start.column.saturating_add(column) };
                self.paste_one(workbook, Place { row, column }, at, text, &mut paste);
            }
        }
        paste
    }

    fn paste_one(&self, workbook: &Workbook, within: Place, at: Place, text: &str, paste: &mut Paste) {
        let blank = text.trim().is_empty();
        match self.read(workbook, at, text) {
            Ok(figure) => match self.change(workbook, at, figure) {
                Some(change) => {
                    paste.emptied = paste.emptied.saturating_add(usize::from(blank));
                    paste.changes.push(change);
                }
                None => paste.same = paste.same.saturating_add(1),
            },
            // What is blank says nothing where there is no place for it.
            Err(Why::Outside | Why::NotUsed | Why::Listed) if blank => {}
            Err(why) => paste.refused.push(Refused { within, at, text: text.to_owned(), why }),
        }
    }

    fn read(&self, workbook: &Workbook, at: Place, text: &str) -> Result<Figure, Why> {
        let format = self.format(at).ok_or(Why::Outside)?;
        if !self.takes_figure(at) {
            return Err(Why::NotUsed);
        }
        let read = typed::figure(text, format.style, format.percent).map_err(Why::Unreadable)?.0;
        let differs = || self.figure(at, workbook).is_none_or(|here| value_of(here) != value_of(read));
        if self.is_listed(at, workbook) && differs() { Err(Why::Listed) } else { Ok(read) }
    }
}

/// The number, whether it is exempt or not.
fn value_of(figure: Figure) -> Option<Decimal> {
    match figure {
        Figure::Value(value) | Figure::Exempt(value) => Some(value),
        Figure::Missing | Figure::NotApplicable => None,
    }
}
