//! Which items a unit has figures of: those its scorecards read, those the scorecards of the units
//! below it read here, and those it has figures of already.

use std::collections::{BTreeMap, BTreeSet};

use super::expression::Expression;
use super::id::{ItemId, ScorecardId, UnitId};
use super::item::Item;
use super::measure::Scope;
use super::scorecard::{Revision, Scorecard};
use super::target::{Target, TargetSource};
use super::workbook::Workbook;

/// The items of `unit`, in the order of the workbook.
#[must_use]
pub fn items_of<'w>(workbook: &'w Workbook, unit: &UnitId) -> Vec<&'w Item> {
    let mut needed = BTreeSet::new();
    for card in &workbook.scorecards {
        for reading in card.revisions.iter().flat_map(readings) {
            let mut users = card.units.iter().filter(|user| reading.only.is_none_or(|only| only == *user));
            if users.any(|user| reading.reads(workbook, user) == Some(unit)) {
                reading.add_items(workbook, &mut needed);
            }
        }
    }
    let has_figures = |item: &Item| workbook.figures.has_any(unit, &item.id);
    workbook.items.iter().filter(|item| needed.contains(item.id.as_str()) || has_figures(item)).collect()
}

/// For each unit, in the order of the workbook, the places of its items among those of the workbook, as
/// [`items_of`] has them; or only those that one scorecard reads.
#[must_use]
pub fn items_by_unit(workbook: &Workbook, only: Option<&ScorecardId>) -> Vec<BTreeSet<usize>> {
    let mut needs = vec![BTreeSet::new(); workbook.units.len()];
    let units: BTreeMap<&UnitId, usize> = workbook.units.iter().map(|unit| &unit.id).zip(0..).collect();
    let items: BTreeMap<&str, usize> = workbook.items.iter().map(|item| item.id.as_str()).zip(0..).collect();
    let parent = |unit: usize| units.get(workbook.units.get(unit)?.parent.as_ref()?).copied();
    let cards = workbook.scorecards.iter().filter(|card| only.is_none_or(|only| card.id == *only));
    for card in cards {
        for reading in card.revisions.iter().flat_map(readings) {
            let mut needed = BTreeSet::new();
            reading.add_items(workbook, &mut needed);
            let needed: Vec<usize> = needed.iter().filter_map(|item| items.get(item).copied()).collect();
            let users = card.units.iter().filter(|user| reading.only.is_none_or(|only| only == *user));
            for user in users.filter_map(|user| units.get(user)) {
                let read = (0..reading.levels()).try_fold(*user, |unit, _| parent(unit));
                if let Some(needs) = read.and_then(|read| needs.get_mut(read)) {
                    needs.extend(&needed);
                }
            }
        }
    }
    let lines = workbook.figures.iter().filter(|_| only.is_none());
    for (unit, _, item, _) in lines {
        let places = units.get(unit).zip(items.get(item.as_str()));
        if let Some((needs, item)) = places.and_then(|(unit, item)| Some((needs.get_mut(*unit)?, item))) {
            needs.insert(*item);
        }
    }
    needs
}

/// The items that a scorecard reads, with those by which they are weighted, in the order of the
/// workbook.
#[must_use]
pub fn items_read_by<'w>(workbook: &'w Workbook, card: &'w Scorecard) -> Vec<&'w Item> {
    let mut needed = BTreeSet::new();
    for reading in card.revisions.iter().flat_map(readings) {
        reading.add_items(workbook, &mut needed);
    }
    // What is weighted by an item that is weighted itself.
    loop {
        let weighed = workbook.items.iter().filter(|item| needed.contains(item.id.as_str()));
        let by: Vec<&str> = weighed.filter_map(|item| Some(item.weighted_by()?.as_str())).collect();
        let before = needed.len();
        needed.extend(by);
        if needed.len() == before {
            break;
        }
    }
    workbook.items.iter().filter(|item| needed.contains(item.id.as_str())).collect()
}

/// The items that no scorecard reads for any unit, and by which no other item is weighted.
#[must_use]
pub fn unused_items(workbook: &Workbook) -> Vec<&Item> {
    let mut needed = BTreeSet::new();
    for reading in workbook.scorecards.iter().flat_map(|card| &card.revisions).flat_map(readings) {
        reading.add_items(workbook, &mut needed);
    }
    for item in &workbook.items {
        needed.extend(item.weighted_by().map(ItemId::as_str));
    }
    workbook.items.iter().filter(|item| !needed.contains(item.id.as_str())).collect()
}

/// One way in which a revision reads items.
struct Reading<'r> {
    /// The one unit it is done for; `None` for all that use the card.
    only: Option<&'r UnitId>,
    /// Whose figures are read: the second scope counts from where the first leads.
    scopes: [Scope; 2],
    what: What<'r>,
}

enum What<'r> {
    Items(&'r Expression),
    Item(&'r ItemId),
}

/// Every way in which `revision` reads items.
fn readings(revision: &Revision) -> Vec<Reading<'_>> {
    let mut found = Vec::new();
    for measure in revision.measures() {
        let scopes = [measure.scope, Scope::Own];
        let expressions = measure.expressions();
        found.extend(expressions.map(|own| Reading { only: None, scopes, what: What::Items(own) }));
        let targets = revision.overrides.iter().filter(|own| own.measure == measure.id);
        let targets = targets.filter_map(|own| Some((Some(&own.unit), own.target.as_ref()?)));
        for (only, target) in measure.target.iter().map(|target| (None, target)).chain(targets) {
            found.extend(reading_of_target(revision, only, measure.scope, target));
        }
    }
    for substitute in revision.perspectives.iter().filter_map(|perspective| perspective.substitute.as_ref()) {
        let what = What::Items(&substitute.value);
        found.push(Reading { only: None, scopes: [Scope::Own, Scope::Own], what });
    }
    found
}

/// How the target of a measure that reads in `scope` reads items, if it does.
fn reading_of_target<'r>(
    revision: &'r Revision,
    only: Option<&'r UnitId>,
    scope: Scope,
    target: &'r Target,
) -> Option<Reading<'r>> {
    let (scopes, what) = match &target.source {
        TargetSource::Budget(item) => ([scope, Scope::Own], What::Item(item)),
        TargetSource::Expression(expression) => ([scope, Scope::Own], What::Items(expression)),
        TargetSource::Measure { measure, scope } => {
            let other = revision.measure(measure)?;
            ([*scope, other.scope], What::Items(&other.actual))
        }
        _ => return None,
    };
    Some(Reading { only, scopes, what })
}

impl<'r> Reading<'r> {
    /// The unit whose figures are read for `unit`.
    fn reads<'w>(&self, workbook: &'w Workbook, unit: &'w UnitId) -> Option<&'w UnitId> {
        (0..self.levels()).try_fold(unit, |unit, _| workbook.unit(unit)?.parent.as_ref())
    }

    /// How many levels up the unit stands whose figures are read.
    fn levels(&self) -> u32 {
        let levels = |scope: &Scope| match scope {
            Scope::Own => 0,
            Scope::Ancestor(levels) => *levels,
        };
        self.scopes.iter().map(levels).fold(0, u32::saturating_add)
    }

    fn add_items<'n>(&self, workbook: &'n Workbook, needed: &mut BTreeSet<&'n str>)
    where
        'r: 'n,
    {
        let expression = match self.what {
            What::Items(expression) => expression,
            What::Item(item) => {
                needed.insert(item.as_str());
                return;
            }
        };
        for reference in expression.references() {
            for item in workbook.items_named(&reference.name, reference.quoted) {
                needed.insert(item.id.as_str());
                needed.extend(item.weighted_by().map(ItemId::as_str));
            }
        }
    }
}
