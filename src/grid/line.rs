//! What a row of the table shows, part by part.

use std::collections::BTreeMap;

use super::table::Table;
use super::walk::Place;
use super::window::Piece;
use crate::domain::checks::Finding;
use crate::domain::figure::{Cell, Figure};
use crate::domain::sorted::SortedMap;
use crate::domain::workbook::Workbook;
use crate::i18n::{fill, messages};

/// What the cells show.
#[derive(Clone, Copy, Debug)]
pub struct Entries<'a> {
    /// The figures, with notes and deductions.
    pub workbook: &'a Workbook,
    /// Texts that are no figures.
    pub drafts: &'a BTreeMap<Cell, String>,
    /// What is doubtful.
    pub doubts: &'a SortedMap<Cell, Finding>,
    /// The text that is being typed, and where.
    pub typed: Option<(Place, &'a str)>,
}

/// The first and the last of some columns.
pub type Columns = Option<(usize, usize)>;

/// A part of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// So many columns that are not drawn.
    Gap(usize),
    /// A place that takes no figure, and its column.
    Unused(usize),
    /// A field.
    Field(Field),
}

impl Part {
    /// Its column, where it is one.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        match self {
            Self::Gap(_) => None,
            Self::Unused(column) => Some(*column),
            Self::Field(field) => Some(field.at.column),
        }
    }
}

/// What a field shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Where it stands.
    pub at: Place,
    /// What is typed there, was refused there, or the figure.
    pub text: String,
    /// What it is called.
    pub label: String,
    /// The signs at the cell, and what they say.
    pub signs: String,
    /// What the signs say.
    pub said: String,
    /// Whether the text is no figure.
    pub refused: bool,
    /// Whether it is the sum of its deductions.
    pub listed: bool,
}

impl Table {
    /// The parts of a row that stand in `columns`.
    #[must_use]
    pub fn parts(&self, row: usize, columns: &[Piece], entries: &Entries<'_>) -> Vec<Part> {
        let part = |piece: &Piece| match *piece {
            Piece::Gap(from, to) => Part::Gap(to.saturating_sub(from)),
            Piece::Line(column) => {
                let field = self.field(Place { row, column }, entries);
                field.map_or(Part::Unused(column), Part::Field)
            }
        };
        columns.iter().map(part).collect()
    }

    fn field(&self, at: Place, entries: &Entries<'_>) -> Option<Field> {
        let (cell, format) = self.cell(at).zip(self.format(at))?;
        let Entries { workbook, drafts, doubts, typed } = entries;
        let draft = drafts.get(&cell);
        let typed = typed.filter(|(place, _)| *place == at).map(|(_, text)| text.to_owned());
        let figure = workbook.figures.get(&cell.unit, &cell.item, cell.month);
        let marks = self.marks(workbook, &cell, figure, doubts.get(&cell));
        let mut label = self.label(at);
        if let Figure::Exempt(_) = figure {
            let reason = workbook.notes.get(&cell).map_or("", AsRef::as_ref);
            label = fill(messages(self.language).cell_exempt, &[&label, reason]);
        }
        Some(Field {
            at,
            text: typed.or_else(|| draft.cloned()).unwrap_or_else(|| self.text_of(figure, format)),
            label,
            signs: marks.signs,
            said: marks.said.join(" "),
            refused: draft.is_some(),
            listed: workbook.deductions.get(&cell).is_some(),
        })
    }
}
