//! Edits: the one way in which a workbook changes. Applying an edit gives the edit that takes it
//! back.

use std::sync::Arc;

use thiserror::Error;

use super::action::Action;
use super::change_log;
use super::closing::Closing;
use super::figure::{Cell, Figure};
use super::id::{ObjectiveId, ScorecardId, UnitId};
use super::item::Item;
use super::measure::Measure;
use super::name::Name;
use super::period::Month;
use super::scorecard::{Revision, Scorecard};
use super::strategy_map::Position;
use super::unit::{Kind, Unit};
use super::validate::{self, WorkbookError};
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
    /// Changes the list of kinds.
    Kinds(Change<Kind>),
    /// Changes the list of units.
    Units(Change<Unit>),
    /// Changes the list of items.
    Items(Change<Item>),
    /// Changes the list of scorecards.
    Scorecards(Change<Scorecard>),
    /// Changes the revisions of a scorecard.
    Revisions {
        /// The scorecard.
        scorecard: ScorecardId,
        /// What is changed.
        change: Change<Revision>,
    },
    /// Puts a measure in the place of the one with the same identity.
    SetMeasure {
        /// The scorecard.
        scorecard: ScorecardId,
        /// The first month of the revision.
        from: Month,
        /// The measure.
        measure: Box<Measure>,
    },
    /// Changes the list of actions.
    Actions(Change<Action>),
    /// Puts an objective somewhere on the strategy map.
    PlaceObjective {
        /// The scorecard.
        scorecard: ScorecardId,
        /// The objective.
        objective: ObjectiveId,
        /// Where; `None` leaves it to the layout.
        position: Option<Position>,
    },
    /// Changes the list of closed periods.
    Closings(Change<Closing>),
    /// Changes the change log.
    Log(Change<change_log::Change>),
    /// Several edits in this order, as one.
    Several(Vec<Self>),
}

/// How far an edit reaches: what of a workbook has to be read again after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// Names, notes and records, of which no score knows.
    Words,
    /// Figures, those of [`Edit::cells`].
    Figures,
    /// Scorecards, and the figures of [`Edit::cells`].
    Scorecards,
    /// Units, items or kinds, by which figures are found.
    Everything,
}

/// A change to a list of the workbook. Places count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<T> {
    /// Puts one in at a place.
    Insert(usize, Box<T>),
    /// Puts another in the place of the one that is there.
    Replace(usize, Box<T>),
    /// Takes one out.
    Remove(usize),
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
    /// A list does not have the place, or a revision does not have the measure.
    #[error("there is nothing to change there")]
    NothingThere,
    /// The workbook would contradict itself.
    #[error(transparent)]
    Contradiction(#[from] WorkbookError),
}

impl Edit {
    /// Changes `workbook` and returns the edit that takes the change back.
    ///
    /// # Errors
    /// When the edit names something that the workbook does not have, or when the workbook would
    /// contradict itself afterwards; nothing is changed then.
    pub fn apply(self, workbook: &mut Workbook) -> Result<Self, EditError> {
        let checked = self.extent() >= Extent::Scorecards;
        let inverse = self.apply_unchecked(workbook)?;
        if checked && let Err(error) = validate::check(workbook) {
            inverse.apply_unchecked(workbook)?;
            return Err(error.into());
        }
        Ok(inverse)
    }

    /// How far it reaches; its inverse reaches as far.
    #[must_use]
    pub fn extent(&self) -> Extent {
        match self {
            Self::SetNote { .. }
            | Self::RenameWorkbook(_)
            | Self::RenameUnit { .. }
            | Self::Actions(_)
            | Self::PlaceObjective { .. }
            | Self::Closings(_)
            | Self::Log(_) => Extent::Words,
            Self::SetFigures(_) => Extent::Figures,
            Self::Scorecards(_) | Self::Revisions { .. } | Self::SetMeasure { .. } => Extent::Scorecards,
            Self::Kinds(_) | Self::Units(_) | Self::Items(_) | Self::Replace(_) => Extent::Everything,
            Self::Several(edits) => edits.iter().map(Self::extent).max().unwrap_or(Extent::Words),
        }
    }

    /// The places of the figures that it sets; its inverse sets the same.
    #[must_use]
    pub fn cells(&self) -> Vec<&Cell> {
        match self {
            Self::SetFigures(changes) => changes.iter().map(|change| &change.cell).collect(),
            Self::Several(edits) => edits.iter().flat_map(Self::cells).collect(),
            _ => Vec::new(),
        }
    }

    fn apply_unchecked(self, workbook: &mut Workbook) -> Result<Self, EditError> {
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
            Self::Kinds(change) => change.apply(&mut workbook.kinds).map(Self::Kinds),
            Self::Units(change) => change.apply(&mut workbook.units).map(Self::Units),
            Self::Items(change) => change.apply(&mut workbook.items).map(Self::Items),
            Self::Scorecards(change) => change.apply(&mut workbook.scorecards).map(Self::Scorecards),
            Self::Revisions { scorecard, change } => {
                let card = find_card(workbook, &scorecard)?;
                let change = change.apply(&mut card.revisions)?;
                Ok(Self::Revisions { scorecard, change })
            }
            Self::SetMeasure { scorecard, from, measure } => set_measure(workbook, scorecard, from, measure),
            Self::Actions(change) => change.apply(&mut workbook.actions).map(Self::Actions),
            Self::PlaceObjective { scorecard, objective, position } => {
                let key = (scorecard.clone(), objective.clone());
                let position = match position {
                    Some(position) => workbook.positions.insert(key, position),
                    None => workbook.positions.remove(&key),
                };
                Ok(Self::PlaceObjective { scorecard, objective, position })
            }
            Self::Closings(change) => change_closings(workbook, change),
            Self::Log(change) => change.apply(&mut workbook.changes).map(Self::Log),
            Self::Several(edits) => several(workbook, edits),
        }
    }
}

impl<T> Change<T> {
    fn apply(self, list: &mut Vec<T>) -> Result<Self, EditError> {
        match self {
            Self::Insert(at, what) if at <= list.len() => {
                list.insert(at, *what);
                Ok(Self::Remove(at))
            }
            Self::Replace(at, mut what) => {
                let there = list.get_mut(at).ok_or(EditError::NothingThere)?;
                std::mem::swap(there, &mut what);
                Ok(Self::Replace(at, what))
            }
            Self::Remove(at) if at < list.len() => Ok(Self::Insert(at, Box::new(list.remove(at)))),
            Self::Insert(..) | Self::Remove(_) => Err(EditError::NothingThere),
        }
    }
}

fn find_card<'w>(workbook: &'w mut Workbook, id: &ScorecardId) -> Result<&'w mut Scorecard, EditError> {
    workbook.scorecards.iter_mut().find(|card| card.id == *id).ok_or(EditError::NothingThere)
}

fn set_measure(
    workbook: &mut Workbook,
    scorecard: ScorecardId,
    from: Month,
    mut measure: Box<Measure>,
) -> Result<Edit, EditError> {
    let card = find_card(workbook, &scorecard)?;
    let revision = card.revisions.iter_mut().find(|revision| revision.from == from);
    let there = revision
        .and_then(|revision| revision.measures_mut().find(|own| own.id == measure.id))
        .ok_or(EditError::NothingThere)?;
    std::mem::swap(there, &mut measure);
    Ok(Edit::SetMeasure { scorecard, from, measure })
}

/// Refuses to close a period twice.
fn change_closings(workbook: &mut Workbook, change: Change<Closing>) -> Result<Edit, EditError> {
    let inverse = change.apply(&mut workbook.closings)?;
    if let Err(error) = validate::check_closings(workbook) {
        inverse.apply(&mut workbook.closings)?;
        return Err(error.into());
    }
    Ok(Edit::Closings(inverse))
}

/// Applies all of them, or none.
fn several(workbook: &mut Workbook, edits: Vec<Edit>) -> Result<Edit, EditError> {
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match edit.apply_unchecked(workbook) {
            Ok(inverse) => inverses.push(inverse),
            Err(error) => {
                while let Some(inverse) = inverses.pop() {
                    inverse.apply_unchecked(workbook)?;
                }
                return Err(error);
            }
        }
    }
    inverses.reverse();
    Ok(Edit::Several(inverses))
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
