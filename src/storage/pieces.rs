//! The pieces in which a workbook is kept: its definition, and the figures of each unit and
//! calendar year. Texts only; where they are put is not decided here.

use std::collections::{BTreeMap, BTreeSet};

use super::errors::SaveError;
use crate::document::{Document, FiguresOfYear, figures_of, parse_figures};
use crate::domain::figure::Figures;
use crate::domain::id::{ItemId, UnitId};
use crate::domain::workbook::Workbook;

/// A part of a workbook that is stored under a key of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    /// All but the figures.
    Definition,
    /// The figures of one unit in one calendar year.
    Figures { unit: UnitId, year: i32 },
}

/// The text of each piece of a workbook.
pub(super) type Texts = BTreeMap<Piece, String>;

pub(super) fn texts_of(document: &Document) -> Result<Texts, SaveError> {
    let definition = document.definition_json().map_err(|_| SaveError::Unwritable)?;
    let figures = figures_of(&document.workbook.figures).into_iter();
    let mut texts: Texts = figures
        .map(|FiguresOfYear { unit, year, text }| (Piece::Figures { unit, year }, text))
        .collect();
    texts.insert(Piece::Definition, definition);
    Ok(texts)
}

/// Reads figures into the places that a workbook has.
pub(super) struct FiguresReader<'w> {
    units: BTreeSet<&'w UnitId>,
    items: BTreeSet<&'w ItemId>,
    pub(super) figures: Figures,
}

impl<'w> FiguresReader<'w> {
    pub(super) fn new(workbook: &'w Workbook) -> Self {
        Self {
            units: workbook.units.iter().map(|unit| &unit.id).collect(),
            items: workbook.items.iter().map(|item| &item.id).collect(),
            figures: workbook.figures.clone(),
        }
    }

    /// Reads all of a piece, or nothing: `false` when it is unreadable, or holds a figure that is
    /// not of this unit and year or has no place in the workbook.
    pub(super) fn read(&mut self, unit: &UnitId, year: i32, text: &str) -> bool {
        let mut piece = Figures::default();
        let readable = parse_figures(text, &mut piece).is_ok()
            && self.units.contains(unit)
            && piece
                .iter()
                .all(|(of, in_year, item, _)| of == unit && in_year == year && self.items.contains(item));
        if readable {
            for (unit, year, item, months) in piece.iter() {
                self.figures.set_year(unit, item, year, *months);
            }
        }
        readable
    }
}
