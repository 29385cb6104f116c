//! What holds in every workbook: identities are unique, references lead somewhere, and
//! parameters are in range. Checked whenever a document is read.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use thiserror::Error;

use super::id::UnitId;
use super::item::MonthRule;
use super::measure::Measure;
use super::method::{Completion, Method, Step};
use super::scorecard::{Perspective, Revision, Rounding, Scorecard};
use super::target::{Target, TargetSource};
use super::unit::Unit;
use super::workbook::Workbook;

/// The most decimals an item, a measure or a rounding rule may ask for.
pub const MAX_DECIMALS: u32 = 15;

/// Why a workbook cannot be used. Texts are identities.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WorkbookError {
    /// An identity is empty or used twice among its kind.
    #[error("{what} \"{id}\" is empty or occurs twice")]
    Identity {
        /// The kind of object.
        what: &'static str,
        /// The identity.
        id: String,
    },
    /// A reference leads nowhere.
    #[error("{from} \"{id}\" names {what} \"{target}\", which does not exist")]
    Reference {
        /// The kind of object that refers.
        from: &'static str,
        /// Its identity.
        id: String,
        /// The kind of object referred to.
        what: &'static str,
        /// The identity that does not exist.
        target: String,
    },
    /// A unit is its own ancestor.
    #[error("unit \"{0}\" belongs to itself")]
    UnitCycle(String),
    /// Revisions are not in the order of their months, or there is none.
    #[error("the revisions of scorecard \"{0}\" are not in order")]
    RevisionOrder(String),
    /// A parameter is out of range.
    #[error("{what} of \"{id}\" is out of range")]
    Range {
        /// The parameter.
        what: &'static str,
        /// The object.
        id: String,
    },
}

/// Checks that everything said above holds.
///
/// # Errors
/// The first thing that does not hold.
pub fn check(workbook: &Workbook) -> Result<(), WorkbookError> {
    unique("workbook", [workbook.id.as_str()])?;
    unique("kind", workbook.kinds.iter().map(|kind| kind.id.as_str()))?;
    unique("unit", workbook.units.iter().map(|unit| unit.id.as_str()))?;
    unique("item", workbook.items.iter().map(|item| item.id.as_str()))?;
    unique("scorecard", workbook.scorecards.iter().map(|card| card.id.as_str()))?;
    check_units(workbook)?;
    check_items(workbook)?;
    for card in &workbook.scorecards {
        check_card(workbook, card)?;
    }
    check_figures(workbook)
}

fn unique<'t>(what: &'static str, ids: impl IntoIterator<Item = &'t str>) -> Result<(), WorkbookError> {
    check_unique(what, &mut ids.into_iter())
}

fn check_unique(what: &'static str, ids: &mut dyn Iterator<Item = &str>) -> Result<(), WorkbookError> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if id.is_empty() || !seen.insert(id) {
            return Err(WorkbookError::Identity { what, id: id.to_owned() });
        }
    }
    Ok(())
}

/// Filled one by one: `collect` brings in a sort of its own.
fn set_of<'t>(ids: &mut dyn Iterator<Item = &'t str>) -> BTreeSet<&'t str> {
    let mut set = BTreeSet::new();
    ids.for_each(|id| {
        set.insert(id);
    });
    set
}

fn exists(
    found: bool,
    from: &'static str,
    id: &str,
    what: &'static str,
    target: &str,
) -> Result<(), WorkbookError> {
    if found {
        return Ok(());
    }
    Err(WorkbookError::Reference { from, id: id.to_owned(), what, target: target.to_owned() })
}

fn in_range(holds: bool, what: &'static str, id: &str) -> Result<(), WorkbookError> {
    if holds { Ok(()) } else { Err(WorkbookError::Range { what, id: id.to_owned() }) }
}

fn check_units(workbook: &Workbook) -> Result<(), WorkbookError> {
    let known = set_of(&mut workbook.units.iter().map(|unit| unit.id.as_str()));
    for unit in &workbook.units {
        let id = unit.id.as_str();
        if let Some(parent) = &unit.parent {
            exists(known.contains(parent.as_str()), "unit", id, "unit", parent.as_str())?;
        }
        for dated in &unit.kinds {
            let found = workbook.kinds.iter().any(|kind| kind.id == dated.kind);
            exists(found, "unit", id, "kind", dated.kind.as_str())?;
        }
    }
    check_tree(&workbook.units)
}

/// That every unit leads to the top; those that are known to do so are not followed again.
fn check_tree(units: &[Unit]) -> Result<(), WorkbookError> {
    let parents: BTreeMap<&UnitId, &UnitId> =
        units.iter().filter_map(|unit| Some((&unit.id, unit.parent.as_ref()?))).collect();
    let mut at_top = BTreeSet::new();
    for unit in units {
        let mut path = Vec::new();
        let mut next = Some(&unit.id);
        while let Some(current) = next.filter(|id| !at_top.contains(id)) {
            if path.len() > units.len() {
                return Err(WorkbookError::UnitCycle(unit.id.as_str().to_owned()));
            }
            path.push(current);
            next = parents.get(current).copied();
        }
        at_top.extend(path);
    }
    Ok(())
}

fn check_items(workbook: &Workbook) -> Result<(), WorkbookError> {
    for item in &workbook.items {
        let id = item.id.as_str();
        in_range(item.decimals <= MAX_DECIMALS, "decimals", id)?;
        in_range(!item.code.is_empty(), "code", id)?;
        if let Some(range) = &item.plausible {
            in_range(range.low <= range.high, "plausible", id)?;
        }
        if let MonthRule::WeightedMean(by) = &item.month_rule {
            exists(workbook.item(by).is_some(), "item", id, "item", by.as_str())?;
        }
    }
    Ok(())
}

fn check_card(workbook: &Workbook, card: &Scorecard) -> Result<(), WorkbookError> {
    let id = card.id.as_str();
    unique("unit of a scorecard", card.units.iter().map(UnitId::as_str))?;
    for unit in &card.units {
        exists(workbook.unit(unit).is_some(), "scorecard", id, "unit", unit.as_str())?;
    }
    let ordered = card.revisions.windows(2).all(|pair| match pair {
        [earlier, later] => earlier.from < later.from,
        _ => true,
    });
    if card.revisions.is_empty() || !ordered {
        return Err(WorkbookError::RevisionOrder(id.to_owned()));
    }
    card.revisions.iter().try_for_each(|revision| check_revision(workbook, id, revision))
}

fn check_revision(workbook: &Workbook, card: &str, revision: &Revision) -> Result<(), WorkbookError> {
    let objectives = revision.perspectives.iter().flat_map(|perspective| &perspective.objectives);
    unique("perspective", revision.perspectives.iter().map(perspective_id))?;
    unique("objective", objectives.map(|objective| objective.id.as_str()))?;
    unique("measure", revision.measures().map(|measure| measure.id.as_str()))?;
    let percent = Decimal::ZERO..=Decimal::ONE_HUNDRED;
    in_range(percent.contains(&revision.least_coverage), "least_coverage", card)?;
    in_range(revision.status.at_risk <= revision.status.on_target, "status", card)?;
    if let Rounding::Decimals { decimals, .. } = revision.rounding {
        in_range(decimals <= MAX_DECIMALS, "rounding", card)?;
    }
    revision.measures().try_for_each(|measure| check_measure(workbook, measure))
}

fn perspective_id(perspective: &Perspective) -> &str {
    perspective.id.as_str()
}

fn check_measure(workbook: &Workbook, measure: &Measure) -> Result<(), WorkbookError> {
    let id = measure.id.as_str();
    in_range(measure.decimals <= MAX_DECIMALS, "decimals", id)?;
    in_range(measure.least_months.is_none_or(is_month_of_year), "least_months", id)?;
    if let Some(Target { source: TargetSource::Budget(item), .. }) = &measure.target {
        exists(workbook.item(item).is_some(), "measure", id, "item", item.as_str())?;
    }
    if let Some(Target { source: TargetSource::Fixed(fixed), .. }) = &measure.target {
        let mut months = fixed.iter().filter_map(|(key, _)| key.month);
        in_range(months.all(is_month_of_year), "target", id)?;
        for unit in fixed.iter().filter_map(|(key, _)| key.unit.as_ref()) {
            exists(workbook.unit(unit).is_some(), "measure", id, "unit", unit.as_str())?;
        }
    }
    in_range(method_in_range(&measure.method), "method", id)
}

fn is_month_of_year(number: u32) -> bool {
    (1..=12).contains(&number)
}

fn method_in_range(method: &Method) -> bool {
    match method {
        Method::Completion(Completion { floor, cap, .. }) => cap.is_none_or(|cap| *floor <= cap),
        Method::Step(Step { step, deduct, add, lowest, highest, .. }) => {
            let limits = lowest.zip(*highest).is_none_or(|(lowest, highest)| lowest <= highest);
            *step > Decimal::ZERO && *deduct >= Decimal::ZERO && *add >= Decimal::ZERO && limits
        }
        Method::Deduction(deduction) => deduction.points_each >= Decimal::ZERO,
    }
}

fn check_figures(workbook: &Workbook) -> Result<(), WorkbookError> {
    let units = set_of(&mut workbook.units.iter().map(|unit| unit.id.as_str()));
    let items = set_of(&mut workbook.items.iter().map(|item| item.id.as_str()));
    let figures = workbook.figures.iter().map(|(unit, _, item, _)| (unit, item));
    let notes = workbook.notes.keys().map(|cell| (&cell.unit, &cell.item));
    for (unit, item) in figures.chain(notes) {
        exists(units.contains(unit.as_str()), "figure", item.as_str(), "unit", unit.as_str())?;
        exists(items.contains(item.as_str()), "figure", unit.as_str(), "item", item.as_str())?;
    }
    Ok(())
}
