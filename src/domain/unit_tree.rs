//! The tree of units: its order, moves in it, the kind that a unit has from a month on, and what
//! is set for many units at once.

use std::collections::BTreeMap;

use super::design::{Direction, remove_unit};
use super::edit::{Change, Edit};
use super::id::{KindId, ScorecardId, UnitId};
use super::period::Month;
use super::unit::{DatedKind, Unit};
use super::workbook::Workbook;

/// Where a unit moves in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitMove {
    /// Past the one before or behind it below the same unit.
    Beside(Direction),
    /// Below the one before it.
    In,
    /// Beside the one above it.
    Out,
}

/// Every unit with the number of units above it, each before those below it.
#[must_use]
pub fn units_in_order(workbook: &Workbook) -> Vec<(&Unit, usize)> {
    let mut below: BTreeMap<Option<&str>, Vec<&Unit>> = BTreeMap::new();
    for unit in workbook.units.iter().rev() {
        below.entry(unit.parent.as_ref().map(UnitId::as_str)).or_default().push(unit);
    }
    let mut waiting: Vec<(&Unit, usize)> =
        below.remove(&None).unwrap_or_default().into_iter().map(|unit| (unit, 0)).collect();
    let mut ordered = Vec::with_capacity(workbook.units.len());
    while let Some((unit, depth)) = waiting.pop() {
        ordered.push((unit, depth));
        let children = below.remove(&Some(unit.id.as_str())).unwrap_or_default();
        waiting.extend(children.into_iter().map(|unit| (unit, depth.saturating_add(1))));
    }
    ordered
}

/// The edit that moves a unit with all below it; `None` where it cannot go there.
#[must_use]
pub fn move_unit(workbook: &Workbook, id: &UnitId, way: UnitMove) -> Option<Edit> {
    let place = workbook.units.iter().position(|unit| unit.id == *id)?;
    let unit = workbook.units.get(place)?;
    let beside = |other: &&(usize, &Unit)| other.1.parent == unit.parent;
    let all: Vec<(usize, &Unit)> = workbook.units.iter().enumerate().collect();
    let before = all.iter().take(place).rfind(beside);
    match way {
        UnitMove::Beside(direction) => {
            let other = match direction {
                Direction::Up => before,
                Direction::Down => all.iter().skip(place.saturating_add(1)).find(beside),
            };
            let (there, other) = other?;
            Some(Edit::Several(vec![
                Edit::Units(Change::Replace(place, Box::new((*other).clone()))),
                Edit::Units(Change::Replace(*there, Box::new(unit.clone()))),
            ]))
        }
        UnitMove::In => Some(put_below(unit, place, Some(before?.1.id.clone()))),
        UnitMove::Out => {
            let above = workbook.unit(unit.parent.as_ref()?)?;
            Some(put_below(unit, place, above.parent.clone()))
        }
    }
}

fn put_below(unit: &Unit, place: usize, parent: Option<UnitId>) -> Edit {
    Edit::Units(Change::Replace(place, Box::new(Unit { parent, ..unit.clone() })))
}

/// What is set for many units at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForUnits {
    /// The unit that they belong to; `None` puts them at the top.
    Parent(Option<UnitId>),
    /// The kind that they have from the month on; without a month, since their last change.
    Kind(Option<Month>, Option<KindId>),
    /// Whether they use the scorecard, from the month on; without a month, always.
    Card(ScorecardId, Option<Month>, bool),
    /// They are taken out.
    Remove,
}

/// The edit that sets something for all of `chosen`.
#[must_use]
pub fn for_units(workbook: &Workbook, chosen: &[UnitId], what: &ForUnits) -> Edit {
    let places = workbook.units.iter().enumerate().filter(|(_, unit)| chosen.contains(&unit.id));
    match what {
        ForUnits::Parent(parent) => {
            let moved = places.filter(|(_, unit)| Some(&unit.id) != parent.as_ref());
            Edit::Several(moved.map(|(place, unit)| put_below(unit, place, parent.clone())).collect())
        }
        ForUnits::Kind(from, kind) => {
            let changed = |(place, unit): (usize, &Unit)| {
                Edit::Units(Change::Replace(place, Box::new(unit.with_kind(*from, kind.clone()))))
            };
            Edit::Several(places.map(changed).collect())
        }
        ForUnits::Card(card, from, uses) => {
            let Some((place, card)) = workbook.scorecards.iter().enumerate().find(|(_, own)| own.id == *card)
            else {
                return Edit::Several(Vec::new());
            };
            let mut card = card.clone();
            places.for_each(|(_, unit)| card.set_use(&unit.id, *from, *uses));
            Edit::Scorecards(Change::Replace(place, Box::new(card)))
        }
        ForUnits::Remove => remove_all(workbook, chosen),
    }
}

/// One after the other, each as the ones before have left the workbook.
fn remove_all(workbook: &Workbook, chosen: &[UnitId]) -> Edit {
    let mut left = workbook.clone();
    let mut edits = Vec::new();
    for unit in chosen {
        if let Some(edit) = remove_unit(&left, unit)
            && edit.clone().apply(&mut left).is_ok()
        {
            edits.push(edit);
        }
    }
    Edit::Several(edits)
}

impl Unit {
    /// The unit with another kind from a month on, until its next change; without a month, since
    /// its last change. Its first kind holds from the beginning.
    #[must_use]
    pub fn with_kind(&self, from: Option<Month>, kind: Option<KindId>) -> Self {
        let last = self.kinds.last().map(|own| own.from);
        let from = from.filter(|_| last.is_some()).or(last).unwrap_or_else(|| Month::january(2000));
        let mut kinds: Vec<DatedKind> = self.kinds.iter().filter(|own| own.from != from).cloned().collect();
        if let Some(kind) = kind {
            let place = kinds.iter().position(|own| own.from > from).unwrap_or(kinds.len());
            kinds.insert(place, DatedKind { from, kind });
        }
        // What is no change is not noted.
        kinds.dedup_by(|later, earlier| later.kind == earlier.kind);
        Self { kinds, ..self.clone() }
    }
}
