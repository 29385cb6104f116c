//! The pieces in which a workbook is kept: its definition, the figures of each unit and calendar
//! year, and the change log in stretches. Where they are put is not decided here.

use std::collections::BTreeSet;

use super::errors::SaveError;
use crate::document::{Document, figures_of_year, format_changes, parse_figures};
use crate::domain::figure::Figures;
use crate::domain::id::UnitId;
use crate::domain::sorted::SortedMap;
use crate::domain::workbook::Workbook;

/// How many changes stand in one piece, so that one more rewrites little.
const STRETCH: usize = 64;

/// A part of a workbook that is stored under a key of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    /// All but figures and change log.
    Definition,
    /// The figures of one unit in one calendar year.
    Figures { unit: UnitId, year: i32 },
    /// A stretch of the change log, counted from 0.
    Changes(u32),
}

/// The text of each piece that is not figures.
pub(super) type Texts = SortedMap<Piece, String>;

/// What the pieces of a workbook hold: texts, and figures, which share what was not changed.
#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    pub(super) texts: Texts,
    pub(super) figures: Figures,
    /// What the text of the definition says, where it was written here.
    defined: Option<Workbook>,
}

impl Content {
    /// `before` is what was stored last: the definition of thousands of units is written again only where
    /// it has changed.
    pub(super) fn of(document: &Document, before: Option<&Self>) -> Result<Self, SaveError> {
        let workbook = document.workbook.clone();
        let defined = Some(Workbook { figures: Figures::default(), changes: Vec::new(), ..workbook });
        let known = before.filter(|before| before.defined == defined);
        let definition = match known.and_then(|before| before.texts.get(&Piece::Definition)) {
            Some(text) => text.clone(),
            None => document.definition_json().map_err(|_| SaveError::Unwritable)?,
        };
        let mut texts = Texts::default();
        texts.insert(Piece::Definition, definition);
        for (number, stretch) in (0..).zip(document.workbook.changes.chunks(STRETCH)) {
            texts.insert(Piece::Changes(number), format_changes(stretch));
        }
        Ok(Self { texts, figures: document.workbook.figures.clone(), defined })
    }

    /// Every piece in order, and whether `stored` holds the same.
    pub(super) fn beside<'c>(&'c self, stored: &'c Self) -> impl Iterator<Item = (Piece, bool)> + use<'c> {
        let texts =
            self.texts.iter().map(|(piece, text)| (piece.clone(), stored.texts.get(piece) == Some(text)));
        let (definition, changes): (Vec<_>, Vec<_>) =
            texts.partition(|(piece, _)| *piece == Piece::Definition);
        let years = self.figures.years_beside(&stored.figures);
        let years = years.map(|(unit, year, same)| (Piece::Figures { unit: unit.clone(), year }, same));
        definition.into_iter().chain(years).chain(changes)
    }

    /// The text of a piece.
    pub(super) fn text(&self, piece: &Piece) -> Option<String> {
        match piece {
            Piece::Figures { unit, year } => Some(figures_of_year(&self.figures, unit, *year)),
            _ => self.texts.get(piece).cloned(),
        }
    }
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
        let readable = parse_figures(unit, year, text, &mut piece).is_ok()
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
