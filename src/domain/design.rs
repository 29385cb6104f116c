//! Changes to the tree of a revision, and what has to go with an object that is taken out of a
//! workbook. Identities are made by counting: nothing here is random.

use std::sync::Arc;

use super::edit::{Change, Edit, FigureChange};
use super::expression::{Expression, ReferenceKind, is_of_code};
use super::figure::{Cell, Figure};
use super::id::{ItemId, MeasureId, ObjectiveId, PerspectiveId, UnitId};
use super::item::{Item, MonthRule, UnitRule};
use super::measure::Measure;
use super::name::Name;
use super::period::Month;
use super::scorecard::{Objective, Perspective, Revision, Scorecard};
use super::target::{FixedTargets, Target, TargetSource};
use super::workbook::Workbook;

/// A list of measures: those of an objective, or those of a perspective that belong to none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The perspective.
    pub perspective: PerspectiveId,
    /// The objective in it.
    pub objective: Option<ObjectiveId>,
}

/// Which way something moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the top.
    Up,
    /// Towards the bottom.
    Down,
}

impl Revision {
    /// Every list of measures, in the order of the card.
    #[must_use]
    pub fn groups(&self) -> Vec<Group> {
        let mut groups = Vec::new();
        for own in &self.perspectives {
            let group = |objective| Group { perspective: own.id.clone(), objective };
            groups.extend(own.objectives.iter().map(|objective| group(Some(objective.id.clone()))));
            groups.push(group(None));
        }
        groups
    }

    /// The measures of a group.
    #[must_use]
    pub fn group(&self, group: &Group) -> &[Measure] {
        let perspective = self.perspectives.iter().find(|own| own.id == group.perspective);
        let measures = perspective.and_then(|perspective| match &group.objective {
            None => Some(&perspective.measures),
            Some(id) => perspective.objectives.iter().find(|own| own.id == *id).map(|own| &own.measures),
        });
        measures.map(Vec::as_slice).unwrap_or_default()
    }

    /// The measures of a group, to be changed.
    pub fn group_mut(&mut self, group: &Group) -> Option<&mut Vec<Measure>> {
        let perspective = self.perspectives.iter_mut().find(|own| own.id == group.perspective)?;
        match &group.objective {
            None => Some(&mut perspective.measures),
            Some(id) => {
                perspective.objectives.iter_mut().find(|own| own.id == *id).map(|own| &mut own.measures)
            }
        }
    }

    /// The group of a measure and its place in it.
    #[must_use]
    pub fn group_of(&self, measure: &MeasureId) -> Option<(Group, usize)> {
        self.groups().into_iter().find_map(|group| {
            let place = self.group(&group).iter().position(|own| own.id == *measure)?;
            Some((group, place))
        })
    }

    /// The objective with this identity, to be changed.
    pub fn objective_mut(&mut self, id: &ObjectiveId) -> Option<&mut Objective> {
        self.perspectives.iter_mut().flat_map(|own| &mut own.objectives).find(|own| own.id == *id)
    }

    /// The perspective with this identity, to be changed.
    pub fn perspective_mut(&mut self, id: &PerspectiveId) -> Option<&mut Perspective> {
        self.perspectives.iter_mut().find(|own| own.id == *id)
    }

    /// Moves measures by one place, past the ends of their group into the next; those that stand
    /// together stay together.
    pub fn move_measures(&mut self, chosen: &[MeasureId], direction: Direction) {
        let groups = self.groups();
        // A place for each group, and behind it those of its measures.
        let mut row: Vec<Option<Measure>> = Vec::new();
        for group in &groups {
            row.push(None);
            let measures = self.group_mut(group).map(std::mem::take).unwrap_or_default();
            row.extend(measures.into_iter().map(Some));
        }
        let up = direction == Direction::Up;
        if !up {
            row.reverse();
        }
        let is_chosen = |entry: &Option<Measure>| entry.as_ref().is_some_and(|own| chosen.contains(&own.id));
        // Upwards the first place is a group's, downwards the last group may end at the bottom.
        let mut free = usize::from(up);
        for place in 0..row.len() {
            if !row.get(place).is_some_and(is_chosen) {
                continue;
            }
            if place > free {
                row.swap(place, place.saturating_sub(1));
                free = place;
            } else {
                free = place.saturating_add(1);
            }
        }
        if !up {
            row.reverse();
        }
        let mut groups = groups.iter();
        let mut current = None;
        for entry in row {
            match entry {
                None => current = groups.next(),
                Some(measure) => {
                    if let Some(list) = current.and_then(|group| self.group_mut(group)) {
                        list.push(measure);
                    }
                }
            }
        }
    }

    /// Moves measures to the end of a group, in the order in which they stand.
    pub fn move_into(&mut self, chosen: &[MeasureId], group: &Group) {
        if self.group_mut(group).is_none() {
            return;
        }
        let taken = self.take(chosen);
        if let Some(list) = self.group_mut(group) {
            list.extend(taken);
        }
    }

    /// Takes measures out, with the vetoes that look at them and what differs for units in them.
    pub fn remove_measures(&mut self, chosen: &[MeasureId]) {
        self.take(chosen);
        self.vetoes.retain(|veto| !chosen.contains(&veto.measure));
        self.overrides.retain(|own| !chosen.contains(&own.measure));
    }

    fn take(&mut self, chosen: &[MeasureId]) -> Vec<Measure> {
        let mut taken = Vec::new();
        for group in self.groups() {
            if let Some(list) = self.group_mut(&group) {
                let (out, kept) = std::mem::take(list).into_iter().partition(|own| chosen.contains(&own.id));
                *list = kept;
                let out: Vec<Measure> = out;
                taken.extend(out);
            }
        }
        taken
    }

    /// Puts a copy behind each of the measures; `fresh` makes their identities.
    pub fn duplicate_measures(&mut self, chosen: &[MeasureId], fresh: &mut dyn FnMut() -> MeasureId) {
        for id in chosen {
            let Some((group, place)) = self.group_of(id) else {
                continue;
            };
            let Some(copy) = self.measure(id).map(|own| Measure { id: fresh(), ..own.clone() }) else {
                continue;
            };
            if let Some(list) = self.group_mut(&group) {
                list.insert(place.saturating_add(1), copy);
            }
        }
    }

    /// Puts a copy of a perspective behind it, with copies of its objectives and measures, whose identities
    /// `fresh` makes. The copies lead to nothing yet.
    pub fn duplicate_perspective(
        &mut self,
        id: &PerspectiveId,
        fresh: &mut dyn FnMut() -> MeasureId,
    ) -> Option<&mut Perspective> {
        let place = self.perspectives.iter().position(|own| own.id == *id)?;
        let mut copy = self.perspectives.get(place)?.clone();
        copy.id = self.fresh_perspective();
        let objectives = std::mem::take(&mut copy.objectives);
        copy.measures.iter_mut().for_each(|measure| measure.id = fresh());
        let place = place.saturating_add(1);
        self.perspectives.insert(place, copy);
        for own in objectives {
            let copy = self.copy_of(own, fresh);
            self.perspectives.get_mut(place)?.objectives.push(copy);
        }
        self.perspectives.get_mut(place)
    }

    /// Puts a copy of an objective behind it, with copies of its measures, whose identities `fresh` makes.
    /// The copy leads to nothing yet.
    pub fn duplicate_objective(
        &mut self,
        id: &ObjectiveId,
        fresh: &mut dyn FnMut() -> MeasureId,
    ) -> Option<&mut Objective> {
        let copy = self.copy_of(self.objectives().find(|own| own.id == *id)?.clone(), fresh);
        let holds = |own: &&mut Perspective| own.objectives.iter().any(|objective| objective.id == *id);
        let perspective = self.perspectives.iter_mut().find(holds)?;
        let place = perspective.objectives.iter().position(|own| own.id == *id)?.saturating_add(1);
        perspective.objectives.insert(place, copy);
        perspective.objectives.get_mut(place)
    }

    fn copy_of(&self, objective: Objective, fresh: &mut dyn FnMut() -> MeasureId) -> Objective {
        let mut copy = Objective { id: self.fresh_objective(), leads_to: Vec::new(), ..objective };
        copy.measures.iter_mut().for_each(|measure| measure.id = fresh());
        copy
    }

    /// An identity that no perspective here has.
    #[must_use]
    pub fn fresh_perspective(&self) -> PerspectiveId {
        let taken = |id: &str| self.perspectives.iter().any(|own| own.id.as_str() == id);
        PerspectiveId::from(fresh("p", &taken).as_str())
    }

    /// An identity that no objective here has.
    #[must_use]
    pub fn fresh_objective(&self) -> ObjectiveId {
        let taken = |id: &str| self.objectives().any(|own| own.id.as_str() == id);
        ObjectiveId::from(fresh("o", &taken).as_str())
    }

    /// Takes a perspective out with its objectives and measures.
    pub fn remove_perspective(&mut self, id: &PerspectiveId) {
        let Some(perspective) = self.perspectives.iter().find(|own| own.id == *id) else {
            return;
        };
        let measures: Vec<MeasureId> = perspective.all_measures().map(|own| own.id.clone()).collect();
        let objectives: Vec<ObjectiveId> = perspective.objectives.iter().map(|own| own.id.clone()).collect();
        self.remove_measures(&measures);
        objectives.iter().for_each(|objective| self.remove_objective(objective));
        self.perspectives.retain(|own| own.id != *id);
    }

    /// Takes an objective out; its measures stay in the perspective.
    pub fn remove_objective(&mut self, id: &ObjectiveId) {
        for perspective in &mut self.perspectives {
            if let Some(place) = perspective.objectives.iter().position(|own| own.id == *id) {
                let mut measures = perspective.objectives.remove(place).measures;
                measures.append(&mut perspective.measures);
                perspective.measures = measures;
            }
            for objective in &mut perspective.objectives {
                objective.leads_to.retain(|led| led != id);
            }
        }
    }
}

/// Moves one of a list by one place.
pub fn move_in<T>(list: &mut [T], place: usize, direction: Direction) {
    let other = match direction {
        Direction::Up => place.checked_sub(1),
        Direction::Down => place.checked_add(1),
    };
    if let Some(other) = other.filter(|other| *other < list.len() && place < list.len()) {
        list.swap(place, other);
    }
}

/// The first of `prefix1`, `prefix2` … that is not taken.
#[must_use]
pub fn fresh(prefix: &str, is_taken: &dyn Fn(&str) -> bool) -> String {
    (1_u32..)
        .map(|number| format!("{prefix}{number}"))
        .find(|candidate| !is_taken(candidate))
        .unwrap_or_else(|| prefix.to_owned())
}

/// An identity that no measure of the scorecard has had in any revision.
#[must_use]
pub fn fresh_measure(card: &Scorecard, beside: &[MeasureId]) -> MeasureId {
    let known = |text: &str| {
        let mut measures = card.revisions.iter().flat_map(Revision::measures);
        measures.any(|own| own.id.as_str() == text || *own.code == *text)
            || beside.iter().any(|own| own.as_str() == text)
    };
    MeasureId::from(fresh("m", &known).as_str())
}

/// A word for an item of this name that expressions can use: its letters and digits, joined by `_`.
#[must_use]
pub fn code_for(name: &str, workbook: &Workbook) -> String {
    let mut code = String::new();
    for character in name.trim().chars() {
        if is_of_code(character) && character != '_' {
            code.push(character.to_ascii_lowercase());
        } else if !code.is_empty() && !code.ends_with('_') {
            code.push('_');
        }
    }
    let code = code.trim_end_matches('_');
    let taken =
        |text: &str| workbook.items.iter().any(|item| *item.code == *text || item.id.as_str() == text);
    // What cannot stand alone in an expression cannot be a code.
    let alone = Expression::parse(code).is_ok_and(|expression| expression.is_one_item());
    match (alone, taken(code)) {
        (true, false) => code.to_owned(),
        (true, true) => fresh(&format!("{code}_"), &taken),
        (false, _) => fresh("item", &taken),
    }
}

/// A new item of this name, whose months and units are added.
#[must_use]
pub fn new_item(name: &str, workbook: &Workbook) -> Item {
    let code = code_for(name, workbook);
    Item {
        id: ItemId::from(code.as_str()),
        code: Arc::from(code),
        name: Name::plain(name.trim()),
        unit_of_measure: Name::plain(""),
        decimals: 0,
        month_rule: MonthRule::Sum,
        unit_rule: UnitRule::Sum,
        plausible: None,
    }
}

/// The words of an expression that mean no item of the workbook, each once.
#[must_use]
pub fn unknown_words(expression: &Expression, workbook: &Workbook) -> Vec<Arc<str>> {
    let mut unknown: Vec<Arc<str>> = Vec::new();
    for reference in expression.references().iter().filter(|own| own.kind == ReferenceKind::Word) {
        let known = workbook.items_named(&reference.name, reference.quoted).next().is_some();
        if !known && !unknown.contains(&reference.name) {
            unknown.push(reference.name.clone());
        }
    }
    unknown
}

/// The edit that begins a revision in `from` as a copy of the one in force then; `None` where one
/// begins in that month already.
#[must_use]
pub fn begin_revision(card: &Scorecard, from: Month) -> Option<Edit> {
    let place = card.revisions.iter().position(|own| own.from >= from);
    let begins = place.and_then(|place| card.revisions.get(place)).is_some_and(|own| own.from == from);
    let copied = card.revision_in(from).or(card.revisions.first()).filter(|_| !begins)?;
    let revision = Box::new(Revision { from, ..copied.clone() });
    let change = Change::Insert(place.unwrap_or(card.revisions.len()), revision);
    Some(Edit::Revisions { scorecard: card.id.clone(), change })
}

/// The edit that takes a unit out with its figures and notes, and out of the scorecards; the units
/// below it move up to its parent.
#[must_use]
pub fn remove_unit(workbook: &Workbook, id: &UnitId) -> Option<Edit> {
    let place = workbook.units.iter().position(|unit| unit.id == *id)?;
    let parent = workbook.units.get(place)?.parent.clone();
    let mut edits = clear_figures(workbook, &|cell| cell.unit == *id);
    for (place, unit) in workbook.units.iter().enumerate().filter(|(_, own)| own.parent.as_ref() == Some(id))
    {
        let mut unit = unit.clone();
        unit.parent.clone_from(&parent);
        edits.push(Edit::Units(Change::Replace(place, Box::new(unit))));
    }
    for (place, card) in workbook.scorecards.iter().enumerate() {
        let mut without = card.clone();
        without.retain_units(&|unit| unit != id);
        for revision in &mut without.revisions {
            revision.overrides.retain(|own| own.unit != *id);
            let overridden = revision.overrides.iter_mut().filter_map(|own| own.target.as_mut());
            overridden.for_each(|target| forget_unit(target, id));
            revision
                .measures_mut()
                .filter_map(|own| own.target.as_mut())
                .for_each(|target| forget_unit(target, id));
        }
        if without != *card {
            edits.push(Edit::Scorecards(Change::Replace(place, Box::new(without))));
        }
    }
    edits.push(Edit::Units(Change::Remove(place)));
    Some(Edit::Several(edits))
}

fn forget_unit(target: &mut Target, id: &UnitId) {
    if let TargetSource::Fixed(fixed) = &mut target.source {
        let mut kept = FixedTargets::default();
        for (key, value) in fixed.iter().filter(|(key, _)| key.unit.as_ref() != Some(id)) {
            kept.set(key.clone(), value);
        }
        *fixed = kept;
    }
}

/// The edit that takes an item out with its figures and notes. Expressions that name it stay.
#[must_use]
pub fn remove_item(workbook: &Workbook, id: &ItemId) -> Option<Edit> {
    let place = workbook.items.iter().position(|item| item.id == *id)?;
    let mut edits = clear_figures(workbook, &|cell| cell.item == *id);
    edits.push(Edit::Items(Change::Remove(place)));
    Some(Edit::Several(edits))
}

/// Edits that make figures missing and remove their notes and deductions.
fn clear_figures(workbook: &Workbook, wanted: &dyn Fn(&Cell) -> bool) -> Vec<Edit> {
    let mut changes = Vec::new();
    for (unit, year, item, months) in workbook.figures.iter() {
        for (month, figure) in Month::january(year).months_of_year().zip(months) {
            let cell = Cell { unit: unit.clone(), item: item.clone(), month };
            if *figure != Figure::Missing && wanted(&cell) {
                changes.push(FigureChange { cell, figure: Figure::Missing });
            }
        }
    }
    let notes = workbook.notes.keys().filter(|cell| wanted(cell));
    let notes = notes.map(|cell| Edit::SetNote { cell: cell.clone(), note: None });
    let lists = workbook.deductions.keys().filter(|cell| wanted(cell));
    let lists = lists.map(|cell| Edit::SetDeductions { cell: cell.clone(), list: Vec::new() });
    std::iter::once(Edit::SetFigures(changes)).chain(notes).chain(lists).collect()
}
