//! Edits: the one way in which a workbook changes. Applying an edit gives the edit that takes it
//! back.

use std::sync::Arc;

use thiserror::Error;

use super::figure::{Cell, Figure};
use super::id::UnitId;
use super::name::Name;
use super::workbook::Workbook;

/// A change to a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Sets figures, in this order.
    SetFigures(Vec<FigureChange>),
    /// Sets or removes the note on a figure.
    SetNote {
        /// The figure's place.
        cell: Cell,
        /// The note; `None` removes it.
        note: Option<Arc<str>>,
    },
    /// Renames the workbook.
    RenameWorkbook(Name),
    /// Renames a unit.
    RenameUnit {
        /// The unit.
        unit: UnitId,
        /// Its new name.
        name: Name,
    },
    /// Puts another workbook with the same identity in place of this one, as an import does.
    Replace(Box<Workbook>),
}

/// One figure to be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// The place.
    pub cell: Cell,
    /// The figure.
    pub figure: Figure,
}

/// Why an edit cannot be applied; the workbook is unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// The unit is not in the workbook.
    #[error("there is no unit {0}")]
    NoSuchUnit(UnitId),
    /// A figure's unit or item is not in the workbook.
    #[error("there is no place for the figure {0:?}")]
    NoSuchPlace(Cell),
    /// The other workbook has another identity.
    #[error("the workbook to put in place is another one")]
    OtherWorkbook,
}

impl Edit {
    /// Changes `workbook` and returns the edit that takes the change back.
    ///
    /// # Errors
    /// When the edit names something that the workbook does not have; nothing is changed then.
    pub fn apply(self, workbook: &mut Workbook) -> Result<Self, EditError> {
        match self {
            Self::SetFigures(changes) => set_figures(workbook, changes),
            Self::SetNote { cell, note } => set_note(workbook, cell, note),
            Self::RenameWorkbook(name) => {
                Ok(Self::RenameWorkbook(std::mem::replace(&mut workbook.name, name)))
            }
            Self::RenameUnit { unit, name } => {
                let found = workbook.units.iter_mut().find(|candidate| candidate.id == unit);
                let found = found.ok_or_else(|| EditError::NoSuchUnit(unit.clone()))?;
                Ok(Self::RenameUnit { unit, name: std::mem::replace(&mut found.name, name) })
            }
            Self::Replace(other) if other.id == workbook.id => {
                Ok(Self::Replace(Box::new(std::mem::replace(workbook, *other))))
            }
            Self::Replace(_) => Err(EditError::OtherWorkbook),
        }
    }
}

fn check_place(workbook: &Workbook, cell: &Cell) -> Result<(), EditError> {
    if workbook.unit(&cell.unit).is_some() && workbook.item(&cell.item).is_some() {
        Ok(())
    } else {
        Err(EditError::NoSuchPlace(cell.clone()))
    }
}

fn set_figures(workbook: &mut Workbook, changes: Vec<FigureChange>) -> Result<Edit, EditError> {
    for change in &changes {
        check_place(workbook, &change.cell)?;
    }
    let mut inverse: Vec<FigureChange> = changes
        .into_iter()
        .map(|FigureChange { cell, figure }| {
            let figure = workbook.figures.set(&cell, figure);
            FigureChange { cell, figure }
        })
        .collect();
    inverse.reverse();
    Ok(Edit::SetFigures(inverse))
}

fn set_note(workbook: &mut Workbook, cell: Cell, note: Option<Arc<str>>) -> Result<Edit, EditError> {
    check_place(workbook, &cell)?;
    let replaced = match note {
        Some(note) => workbook.notes.insert(cell.clone(), note),
        None => workbook.notes.remove(&cell),
    };
    Ok(Edit::SetNote { cell, note: replaced })
}
