//! What holds in every workbook: identities are unique, references lead somewhere, and
//! parameters are in range. Checked whenever a document is read.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use thiserror::Error;

use super::deduction::{Deduction, MOST_DEDUCTIONS, points_in_range};
use super::figure::{Cell, Figures};
use super::id::{MeasureId, UnitId};
use super::item::MonthRule;
use super::measure::{Measure, Polarity};
use super::method::{Bands, Completion, Limits, Method, RankAward, Step};
use super::period::{Month, PeriodLength};
use super::scorecard::{Perspective, Revision, Rounding, Scorecard, VetoEffect, Weighting};
use super::scoring::cyclic_measure;
use super::target::{PeerStatistic, Target, TargetSource};
use super::unit::Unit;
use super::workbook::Workbook;

/// The most decimals an item, a measure or a rounding rule may ask for.
pub const MAX_DECIMALS: u32 = 15;

/// The most units a workbook may have.
pub const MAX_UNITS: usize = 20_000;
/// The most items.
pub const MAX_ITEMS: usize = 5_000;
/// The most places for figures in a month: units times items.
pub const MAX_PLACES: usize = 4_000_000;
/// The most scorecards.
pub const MAX_SCORECARDS: usize = 1_000;
/// The most measures of a revision.
pub const MAX_MEASURES: usize = 1_000;

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
    /// The formula of a measure leads back to itself.
    #[error("the formula of measure \"{0}\" leads back to itself")]
    MeasureCycle(String),
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
    check_size(workbook)?;
    let known = Known::new(workbook);
    unique("kind", workbook.kinds.iter().map(|kind| kind.id.as_str()))?;
    unique("unit", workbook.units.iter().map(|unit| unit.id.as_str()))?;
    unique("item", workbook.items.iter().map(|item| item.id.as_str()))?;
    unique("scorecard", workbook.scorecards.iter().map(|card| card.id.as_str()))?;
    check_units(workbook, &known)?;
    check_items(workbook, &known)?;
    for card in &workbook.scorecards {
        check_card(&known, card)?;
    }
    check_closings(workbook)?;
    check_figures(workbook, &known)
}

/// That no period is closed twice. What was closed outlives its card and its units.
pub(super) fn check_closings(workbook: &Workbook) -> Result<(), WorkbookError> {
    let mut seen = BTreeSet::new();
    workbook.closings.iter().try_for_each(|own| {
        in_range(seen.insert((&own.scorecard, own.period)), "closings", own.scorecard.as_str())
    })
}

/// The identities of a workbook, so that each is looked up at once.
struct Known<'w> {
    kinds: BTreeSet<&'w str>,
    units: BTreeSet<&'w str>,
    items: BTreeSet<&'w str>,
}

impl<'w> Known<'w> {
    fn new(workbook: &'w Workbook) -> Self {
        Self {
            kinds: set_of(&mut workbook.kinds.iter().map(|kind| kind.id.as_str())),
            units: set_of(&mut workbook.units.iter().map(|unit| unit.id.as_str())),
            items: set_of(&mut workbook.items.iter().map(|item| item.id.as_str())),
        }
    }
}

/// Scoring takes room for every unit and item, so a short text could ask for more than there is.
fn check_size(workbook: &Workbook) -> Result<(), WorkbookError> {
    let (units, items) = (workbook.units.len(), workbook.items.len());
    let id = workbook.id.as_str();
    in_range(units <= MAX_UNITS, "units", id)?;
    in_range(items <= MAX_ITEMS && units.saturating_mul(items) <= MAX_PLACES, "items", id)?;
    in_range(workbook.scorecards.len() <= MAX_SCORECARDS, "scorecards", id)
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

fn check_units(workbook: &Workbook, known: &Known<'_>) -> Result<(), WorkbookError> {
    for unit in &workbook.units {
        let id = unit.id.as_str();
        if let Some(parent) = &unit.parent {
            exists(known.units.contains(parent.as_str()), "unit", id, "unit", parent.as_str())?;
        }
        in_range(unit.kinds.is_sorted_by(|earlier, later| earlier.from < later.from), "kinds", id)?;
        for dated in &unit.kinds {
            exists(known.kinds.contains(dated.kind.as_str()), "unit", id, "kind", dated.kind.as_str())?;
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

fn check_items(workbook: &Workbook, known: &Known<'_>) -> Result<(), WorkbookError> {
    for item in &workbook.items {
        let id = item.id.as_str();
        in_range(item.decimals <= MAX_DECIMALS, "decimals", id)?;
        in_range(!item.code.is_empty(), "code", id)?;
        if let Some(range) = &item.plausible {
            in_range(range.low <= range.high, "plausible", id)?;
        }
        if let MonthRule::WeightedMean(by) = &item.month_rule {
            exists(known.items.contains(by.as_str()), "item", id, "item", by.as_str())?;
        }
    }
    Ok(())
}

fn check_card(known: &Known<'_>, card: &Scorecard) -> Result<(), WorkbookError> {
    let id = card.id.as_str();
    unique("unit of a scorecard", card.units.iter().map(UnitId::as_str))?;
    for unit in &card.units {
        exists(known.units.contains(unit.as_str()), "scorecard", id, "unit", unit.as_str())?;
    }
    check_spans(card)?;
    in_range(card.period != PeriodLength::YearToDate, "period", id)?;
    let ordered = card.revisions.windows(2).all(|pair| match pair {
        [earlier, later] => earlier.from < later.from,
        _ => true,
    });
    if card.revisions.is_empty() || !ordered {
        return Err(WorkbookError::RevisionOrder(id.to_owned()));
    }
    card.revisions.iter().try_for_each(|revision| check_revision(known, id, revision))
}

/// Spans are of units that use the card, end after they begin, and leave a month between them.
fn check_spans(card: &Scorecard) -> Result<(), WorkbookError> {
    let users: BTreeSet<&str> = set_of(&mut card.units.iter().map(UnitId::as_str));
    let mut last: BTreeMap<&str, Option<Month>> = BTreeMap::new();
    for span in &card.spans {
        let (unit, id) = (span.unit.as_str(), card.id.as_str());
        exists(users.contains(unit), "scorecard", id, "unit", unit)?;
        let ordered = span.from.zip(span.until).is_none_or(|(from, until)| from <= until);
        let bounded = span.from.is_some() || span.until.is_some();
        let apart = match last.insert(unit, span.until) {
            Some(before) => before.zip(span.from).is_some_and(|(until, from)| until.plus(1) < from),
            None => true,
        };
        in_range(ordered && bounded && apart, "spans", id)?;
    }
    Ok(())
}

fn check_revision(known: &Known<'_>, card: &str, revision: &Revision) -> Result<(), WorkbookError> {
    unique("perspective", revision.perspectives.iter().map(perspective_id))?;
    unique("objective", revision.objectives().map(|objective| objective.id.as_str()))?;
    unique("measure", revision.measures().map(|measure| measure.id.as_str()))?;
    let measures = set_of(&mut revision.measures().map(|measure| measure.id.as_str()));
    in_range(measures.len() <= MAX_MEASURES, "measures", card)?;
    let percent = Decimal::ZERO..=Decimal::ONE_HUNDRED;
    let objectives = set_of(&mut revision.objectives().map(|objective| objective.id.as_str()));
    for objective in revision.objectives() {
        for led in &objective.leads_to {
            let found = objectives.contains(led.as_str()) && *led != objective.id;
            exists(found, "objective", objective.id.as_str(), "objective", led.as_str())?;
        }
    }
    in_range(percent.contains(&revision.least_coverage), "least_coverage", card)?;
    in_range(revision.status.at_risk <= revision.status.on_target, "status", card)?;
    if let Rounding::Decimals { decimals, .. } = revision.rounding {
        in_range(decimals <= MAX_DECIMALS, "rounding", card)?;
    }
    if let Weighting::Share { total } = revision.weighting {
        in_range(total > Decimal::ZERO, "weighting", card)?;
    }
    check_vetoes_and_overrides(known, &measures, card, revision)?;
    if let Some(measure) = cyclic_measure(revision) {
        return Err(WorkbookError::MeasureCycle(measure.id.as_str().to_owned()));
    }
    revision.measures().try_for_each(|measure| check_measure(known, &measures, measure))
}

fn check_vetoes_and_overrides(
    known: &Known<'_>,
    measures: &BTreeSet<&str>,
    card: &str,
    revision: &Revision,
) -> Result<(), WorkbookError> {
    let measure =
        |id: &MeasureId| exists(measures.contains(id.as_str()), "scorecard", card, "measure", id.as_str());
    for veto in &revision.vetoes {
        measure(&veto.measure)?;
        if let VetoEffect::GradeAtMost(place) = veto.effect {
            in_range(place < revision.grades.len(), "grade_at_most", card)?;
        }
    }
    let mut seen = BTreeSet::new();
    for own in &revision.overrides {
        measure(&own.measure)?;
        exists(known.units.contains(own.unit.as_str()), "scorecard", card, "unit", own.unit.as_str())?;
        in_range(seen.insert((&own.unit, &own.measure)), "overrides", card)?;
        if let Some(target) = &own.target {
            check_target(known, measures, own.measure.as_str(), target)?;
        }
    }
    Ok(())
}

fn perspective_id(perspective: &Perspective) -> &str {
    perspective.id.as_str()
}

fn check_measure(
    known: &Known<'_>,
    measures: &BTreeSet<&str>,
    measure: &Measure,
) -> Result<(), WorkbookError> {
    let id = measure.id.as_str();
    in_range(measure.decimals <= MAX_DECIMALS, "decimals", id)?;
    in_range(measure.least_months.is_none_or(is_month_of_year), "least_months", id)?;
    if let Polarity::Within(range) = measure.polarity {
        in_range(range.low <= range.high, "polarity", id)?;
        let directed = matches!(measure.method, Method::PeerBest(_) | Method::AchievementImprovement(_));
        in_range(!directed, "polarity", id)?;
    }
    if let Some(target) = &measure.target {
        check_target(known, measures, id, target)?;
    }
    in_range(method_in_range(&measure.method), "method", id)
}

fn check_target(
    known: &Known<'_>,
    measures: &BTreeSet<&str>,
    id: &str,
    target: &Target,
) -> Result<(), WorkbookError> {
    match &target.source {
        TargetSource::Budget(item) => {
            exists(known.items.contains(item.as_str()), "measure", id, "item", item.as_str())
        }
        TargetSource::Measure { measure, .. } => {
            exists(measures.contains(measure.as_str()), "measure", id, "measure", measure.as_str())
        }
        TargetSource::Fixed(fixed) => {
            let mut months = fixed.iter().filter_map(|(key, _)| key.month);
            in_range(months.all(is_month_of_year), "target", id)?;
            fixed.iter().filter_map(|(key, _)| key.unit.as_ref()).try_for_each(|unit| {
                exists(known.units.contains(unit.as_str()), "measure", id, "unit", unit.as_str())
            })
        }
        TargetSource::TrailingMean { periods } => in_range((1..=120).contains(periods), "target", id),
        TargetSource::Peers(peers) => {
            let share = match peers.statistic {
                PeerStatistic::Quantile(share) => share,
                _ => Decimal::ZERO,
            };
            in_range((Decimal::ZERO..=Decimal::ONE).contains(&share), "target", id)
        }
        _ => Ok(()),
    }
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
        Method::Bands(method) => bands_in_range(method),
        Method::Interpolation(method) => {
            let rising = method.knots.is_sorted_by(|a, b| a.at <= b.at);
            rising && !method.knots.is_empty() && limits_in_range(method.limits)
        }
        Method::PassFail(_) => true,
        Method::PeerBest(method) => method.cap.is_none_or(|cap| method.floor <= cap),
        Method::PeerRank(method) => match &method.award {
            RankAward::Linear { .. } => true,
            RankAward::Bands(bands) => bands.is_sorted_by(|a, b| a.up_to < b.up_to),
        },
        Method::AchievementImprovement(method) => method.scale > Decimal::ONE,
        Method::Formula(method) => limits_in_range(method.limits),
        Method::Entered(method) => {
            method.out_of.is_none_or(|most| most > Decimal::ZERO) && limits_in_range(method.limits)
        }
    }
}

fn limits_in_range(limits: Limits) -> bool {
    limits.lowest.zip(limits.highest).is_none_or(|(lowest, highest)| lowest <= highest)
}

/// The first band has no cut, and the cuts of the others rise.
fn bands_in_range(method: &Bands) -> bool {
    let mut bands = method.bands.iter();
    let first = bands.next().is_some_and(|first| first.from.is_none());
    let cuts: Option<Vec<Decimal>> = bands.map(|band| band.from).collect();
    first && cuts.is_some_and(|cuts| cuts.is_sorted_by(|a, b| a < b))
}

/// Checks that the figures which differ from those `before` have a place. The rest of the workbook
/// must be as it was when it was last checked.
///
/// # Errors
/// The first figure without a place.
pub fn check_new_figures(workbook: &Workbook, before: &Figures) -> Result<(), WorkbookError> {
    for (unit, year, same) in workbook.figures.years_beside(before) {
        if same {
            continue;
        }
        for (item, _) in workbook.figures.of_year(unit, year) {
            exists(workbook.unit(unit).is_some(), "figure", item.as_str(), "unit", unit.as_str())?;
            exists(workbook.item(item).is_some(), "figure", unit.as_str(), "item", item.as_str())?;
        }
    }
    Ok(())
}

fn check_figures(workbook: &Workbook, known: &Known<'_>) -> Result<(), WorkbookError> {
    let figures = workbook.figures.iter().map(|(unit, _, item, _)| (unit, item));
    let notes = workbook.notes.keys().map(|cell| (&cell.unit, &cell.item));
    let lists = workbook.deductions.keys().map(|cell| (&cell.unit, &cell.item));
    for (unit, item) in figures.chain(notes).chain(lists) {
        exists(known.units.contains(unit.as_str()), "figure", item.as_str(), "unit", unit.as_str())?;
        exists(known.items.contains(item.as_str()), "figure", unit.as_str(), "item", item.as_str())?;
    }
    workbook.deductions.iter().try_for_each(|(cell, list)| check_deductions(cell, list))
}

/// Deductions are not too many, and the points of each are in range.
pub(super) fn check_deductions(cell: &Cell, list: &[Deduction]) -> Result<(), WorkbookError> {
    let fits = list.len() <= MOST_DEDUCTIONS && list.iter().all(|own| points_in_range(own.points));
    in_range(fits, "deductions", cell.item.as_str())
}
