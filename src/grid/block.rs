//! A block of cells: what it covers, and what is done with all of them at once.

use std::ops::RangeInclusive;

use super::table::{Format, Table};
use super::walk::Place;
use crate::domain::edit::FigureChange;
use crate::domain::figure::{Cell, Figure};
use crate::domain::workbook::Workbook;
use crate::i18n::{messages, number};

/// A block of cells, from the one where it began to the one opposite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Where it began.
    pub from: Place,
    /// The opposite corner.
    pub to: Place,
}

impl Block {
    /// One cell.
    #[must_use]
    pub fn of(place: Place) -> Self {
        Self { from: place, to: place }
    }

    /// Its rows.
    #[must_use]
    pub fn rows(self) -> RangeInclusive<usize> {
        self.from.row.min(self.to.row)..=self.from.row.max(self.to.row)
    }

    /// Its columns.
    #[must_use]
    pub fn columns(self) -> RangeInclusive<usize> {
        self.from.column.min(self.to.column)..=self.from.column.max(self.to.column)
    }

    /// Whether it is more than one cell.
    #[must_use]
    pub fn is_several(self) -> bool {
        self.from != self.to
    }

    /// How many rows and columns it has.
    #[must_use]
    pub fn size(self) -> (usize, usize) {
        (self.rows().count(), self.columns().count())
    }

    /// Its first row and column.
    #[must_use]
    pub fn start(self) -> Place {
        Place { row: *self.rows().start(), column: *self.columns().start() }
    }

    /// Its places, row by row.
    pub fn places(self) -> impl Iterator<Item = Place> {
        self.rows().flat_map(move |row| self.columns().map(move |column| Place { row, column }))
    }
}

impl Table {
    /// A figure as text that reads back to it.
    #[must_use]
    pub fn text_of(&self, figure: Figure, format: Format) -> String {
        match figure {
            Figure::Missing => String::new(),
            Figure::NotApplicable => messages(self.language).not_applicable.to_owned(),
            Figure::Value(value) | Figure::Exempt(value) => {
                number::format_typed(value, format.decimals, format.style)
            }
        }
    }

    /// The block as text that a spreadsheet takes: tabs between cells, a line for each row.
    #[must_use]
    pub fn copy(&self, workbook: &Workbook, block: Block) -> String {
        let mut text = String::new();
        for row in block.rows() {
            for column in block.columns() {
                let place = Place { row, column };
                if let (Some(figure), Some(format)) = (self.figure(place, workbook), self.format(place)) {
                    text.push_str(&self.text_of(figure, format));
                }
                text.push(if column == *block.columns().end() { '\n' } else { '\t' });
            }
        }
        text
    }

    /// Empties the cells of a block.
    #[must_use]
    pub fn clear(&self, workbook: &Workbook, block: Block) -> Vec<FigureChange> {
        block.places().filter_map(|place| self.change(workbook, place, Figure::Missing)).collect()
    }

    /// Fills the block from its first row down; a block of one row takes the row above it.
    #[must_use]
    pub fn fill_down(&self, workbook: &Workbook, block: Block) -> Vec<FigureChange> {
        let first = *block.rows().start();
        let alone = block.rows().count() == 1;
        let source = if alone { first.checked_sub(1) } else { Some(first) };
        let Some(source) = source else { return Vec::new() };
        let targets = block.places().filter(|place| alone || place.row != first);
        let change = |place: Place| self.fill(workbook, Place { row: source, ..place }, place);
        targets.filter_map(change).collect()
    }

    /// Fills the block from its first column to the right; a block of one column takes the one before.
    #[must_use]
    pub fn fill_right(&self, workbook: &Workbook, block: Block) -> Vec<FigureChange> {
        let first = *block.columns().start();
        let alone = block.columns().count() == 1;
        let source = if alone { first.checked_sub(1) } else { Some(first) };
        let Some(source) = source else { return Vec::new() };
        let targets = block.places().filter(|place| alone || place.column != first);
        let change = |place: Place| self.fill(workbook, Place { column: source, ..place }, place);
        targets.filter_map(change).collect()
    }

    /// One cell filled from another. That a figure is exempt is not taken along.
    fn fill(&self, workbook: &Workbook, from: Place, to: Place) -> Option<FigureChange> {
        let figure = match self.figure(from, workbook)? {
            Figure::Exempt(value) => Figure::Value(value),
            figure => figure,
        };
        self.change(workbook, to, figure)
    }

    /// Whether deductions stand behind a figure, so that it is their sum.
    #[must_use]
    pub fn is_listed(&self, at: Place, workbook: &Workbook) -> bool {
        let listed = |cell: &Cell| workbook.deductions.get(cell).is_some();
        !workbook.deductions.is_empty() && self.cell(at).as_ref().is_some_and(listed)
    }

    /// The change that puts `figure` at a place; none where the place takes none, has it already, or
    /// has deductions behind it.
    /// Another number for an exempt figure is exempt.
    pub(super) fn change(&self, workbook: &Workbook, at: Place, figure: Figure) -> Option<FigureChange> {
        let here = self.figure(at, workbook).filter(|_| !self.is_listed(at, workbook))?;
        let figure = match (here, figure) {
            (Figure::Exempt(_), Figure::Value(value)) => Figure::Exempt(value),
            (_, figure) => figure,
        };
        let cell = self.cell(at)?;
        (here != figure).then_some(FigureChange { cell, figure })
    }
}
