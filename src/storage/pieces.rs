//! The pieces in which a workbook is kept: its definition, and the figures of each unit and
//! calendar year. Texts only; where they are put is not decided here.

use std::collections::BTreeSet;

use super::errors::SaveError;
use crate::document::{Document, FiguresOfYear, figures_of, parse_figures};
use crate::domain::figure::Figures;
use crate::domain::id::UnitId;
use crate::domain::sorted::SortedMap;
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
pub(super) type Texts = SortedMap<Piece, String>;

pub(super) fn texts_of(document: &Document) -> Result<Texts, SaveError> {
    let definition = document.definition_json().map_err(|_| SaveError::Unwritable)?;
    let mut texts = Texts::default();
    texts.insert(Piece::Definition, definition);
    for FiguresOfYear { unit, year, text } in figures_of(&document.workbook.figures) {
        texts.insert(Piece::Figures { unit, year }, text);
    }
    Ok(texts)
}

/// Reads figures into the places that a workbook has.
pub(super) struct FiguresReader<'w> {
    units: BTreeSet<&'w str>,
    items: BTreeSet<&'w str>,
    pub(super) figures: Figures,
}

impl<'w> FiguresReader<'w> {
    pub(super) fn new(workbook: &'w Workbook) -> Self {
        let mut reader =
            Self { units: BTreeSet::new(), items: BTreeSet::new(), figures: workbook.figures.clone() };
        for unit in &workbook.units {
            reader.units.insert(unit.id.as_str());
        }
        for item in &workbook.items {
            reader.items.insert(item.id.as_str());
        }
        reader
    }

    /// Reads all of a piece, or nothing: `false` when it is unreadable, or holds a figure that is
    /// not of this unit and year or has no place in the workbook.
    pub(super) fn read(&mut self, unit: &UnitId, year: i32, text: &str) -> bool {
        let mut piece = Figures::default();
        let readable = parse_figures(text, &mut piece).is_ok()
            && self.units.contains(unit.as_str())
            && piece.iter().all(|(of, in_year, item, _)| {
                of == unit && in_year == year && self.items.contains(item.as_str())
            });
        if readable {
            for (unit, year, item, months) in piece.iter() {
                self.figures.set_year(unit, item, year, *months);
            }
        }
        readable
    }
}
