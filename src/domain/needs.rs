//! Which items a unit has figures of: those its scorecards read, those the scorecards of the units
//! below it read here, and those it has figures of already.

use std::collections::BTreeSet;

use super::expression::Expression;
use super::id::UnitId;
use super::item::{Item, MonthRule};
use super::measure::{Measure, Scope};
use super::target::{Target, TargetSource};
use super::workbook::Workbook;

/// The items of `unit`, in the order of the workbook.
#[must_use]
pub fn items_of<'w>(workbook: &'w Workbook, unit: &UnitId) -> Vec<&'w Item> {
    let mut needed = BTreeSet::new();
    for card in &workbook.scorecards {
        for measure in card.revisions.iter().flat_map(|revision| revision.measures()) {
            if card.units.iter().any(|user| read_unit(workbook, user, measure.scope) == Some(unit)) {
                add_items(workbook, measure, &mut needed);
            }
        }
    }
    let has_figures = |item: &Item| workbook.figures.has_any(unit, &item.id);
    workbook.items.iter().filter(|item| needed.contains(item.id.as_str()) || has_figures(item)).collect()
}

/// The unit whose figures a measure of this scope reads for `unit`.
fn read_unit<'w>(workbook: &'w Workbook, unit: &'w UnitId, scope: Scope) -> Option<&'w UnitId> {
    let levels = match scope {
        Scope::Own => 0,
        Scope::Ancestor(levels) => levels,
    };
    (0..levels).try_fold(unit, |unit, _| workbook.unit(unit)?.parent.as_ref())
}

fn add_items<'w>(workbook: &'w Workbook, measure: &'w Measure, needed: &mut BTreeSet<&'w str>) {
    for reference in measure.expressions().flat_map(Expression::references) {
        for item in workbook.items_named(&reference.name, reference.quoted) {
            needed.insert(item.id.as_str());
            if let MonthRule::WeightedMean(by) = &item.month_rule {
                needed.insert(by.as_str());
            }
        }
    }
    if let Some(Target { source: TargetSource::Budget(item), .. }) = &measure.target {
        needed.insert(item.as_str());
    }
}
