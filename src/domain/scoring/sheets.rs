//! The scores of one card: a sheet for each of its units in each of its periods.

use rust_decimal::Decimal;

use super::compile::{CardPlan, RevisionPlan};
use super::describe;
use super::measure::{Leaf, Raw};
use super::notes::Notes;
use super::plan::{Context, Exempt, Plan};
use super::points::{self, Points};
use super::reach::{Reach, reaches};
use super::report::Coverage;
use super::roll_up::{Node, RolledUp};
use super::rounded;
use super::runs::Runs;
use crate::domain::exact::{Exact, Midpoint, NO_NUMBER, UNROUNDED_DECIMALS};
use crate::domain::period::{Month, Period};
use crate::domain::scorecard::{RankBy, Rounding};

/// The scores of one card. A sheet is the score of one unit in one period; the sheets of a period
/// stand together, in the order of the units of the card.
pub(super) struct CardResults {
    pub(super) periods: Vec<CardPeriod>,
    pub(super) units: usize,
    pub(super) measures: usize,
    pub(super) perspectives: usize,
    /// For each revision the reach of its measures.
    pub(super) reaches: Vec<Vec<Reach>>,
    pub(super) points: Points,
    pub(super) perspective_points: Points,
    pub(super) sheets: Vec<Sheet>,
    /// One for each sheet: what there is to say of it, unless it is plain.
    pub(super) remarks: Vec<Option<Box<Remarks>>>,
}

/// What there is to say of a sheet in which more stands between measures and total than sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remarks {
    pub(super) coverage: Coverage,
    /// The best grade that the vetoes leave, by its place.
    pub(super) best_grade: usize,
    pub(super) extra: Option<Decimal>,
    pub(super) before_veto: Option<Decimal>,
    /// Whether the total has a percent.
    pub(super) has_percent: bool,
    /// Percent of full points of each perspective.
    pub(super) percents: Vec<Option<Decimal>>,
}

/// A period of a card and the revision in force.
#[derive(Clone, Copy)]
pub(super) struct CardPeriod {
    pub(super) period: Period,
    pub(super) revision: Option<usize>,
    pub(super) fiscal_year: i32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) total: Option<Decimal>,
    /// What it is ranked by; none where it is not ranked.
    pub(super) ranked_by: Option<Decimal>,
    pub(super) rank: Option<u32>,
    pub(super) year_to_date: Option<Decimal>,
    /// Whether every measure is scored and nothing but a sum stands between them and the total, so
    /// that one measure can change by itself.
    pub(super) plain: bool,
}

/// Where a sheet stands: the card, the period, and the unit among those of the card.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) card: usize,
    pub(super) period: usize,
    pub(super) unit: usize,
}

/// What scoring puts its intermediate results into; kept to be used again.
#[derive(Default)]
pub(super) struct Work {
    pub(super) runs: Runs,
    leaves: Vec<Leaf>,
    /// Which of the sheets in hand have nothing but sums between measures and total.
    plain: Vec<bool>,
}

impl CardResults {
    pub(super) fn new(plan: &Plan, place: usize, first: Month, last: Month) -> Option<Self> {
        let card = plan.cards.get(place)?;
        let mut periods: Vec<CardPeriod> = Vec::new();
        let mut month = first;
        while month <= last {
            let period = Period::holding(month, card.card.period, plan.first_month);
            let revision = card.card.revisions.iter().rposition(|revision| revision.from <= period.last());
            let fiscal_year = plan.first_month.of_year_holding(period.first()).year();
            periods.push(CardPeriod { period, revision, fiscal_year });
            if period.last().plus(1) <= month {
                break;
            }
            month = period.last().plus(1);
        }
        let most = |count: fn(&super::compile::RevisionPlan) -> usize| {
            card.revisions.iter().map(count).max().unwrap_or(0)
        };
        let (measures, perspectives) =
            (most(|plan| plan.measures.len()), most(|plan| plan.perspectives.len()));
        let units = card.units.len();
        let sheets = periods.len().saturating_mul(units);
        let revisions = 0..card.revisions.len();
        Some(Self {
            units,
            measures,
            perspectives,
            reaches: revisions.map(|revision| reaches(&plan.cards, place, revision, &plan.items)).collect(),
            points: Points::none(sheets.saturating_mul(measures)),
            perspective_points: Points::none(sheets.saturating_mul(perspectives)),
            sheets: vec![Sheet::default(); sheets],
            remarks: vec![None; sheets],
            periods,
        })
    }

    pub(super) fn place_of(&self, period: Period) -> Option<usize> {
        let place = self.periods.binary_search_by_key(&period.first(), |own| own.period.first()).ok()?;
        self.periods.get(place).filter(|own| own.period.same_months(period)).map(|_| place)
    }

    pub(super) fn place(&self, period: usize, unit: usize) -> Option<usize> {
        period.checked_mul(self.units)?.checked_add(unit)
    }

    pub(super) fn sheet_mut(&mut self, place: Place) -> Option<&mut Sheet> {
        let at = self.place(place.period, place.unit)?;
        self.sheets.get_mut(at)
    }

    pub(super) fn context<'p>(&self, card: &'p CardPlan, place: Place) -> Option<Context<'p>> {
        let own = self.periods.get(place.period)?;
        let unit = *card.units.get(place.unit)?;
        if !card.is_used_in(unit, own.period.last()) {
            return None;
        }
        Some(Context {
            card,
            place: place.card,
            revision: own.revision?,
            unit,
            period: own.period,
            fiscal_year: own.fiscal_year,
            exempt: Exempt::LeftOut,
        })
    }

    /// Whether one measure of a sheet can change by itself.
    pub(super) fn is_plain(&self, place: Place) -> bool {
        let at = self.place(place.period, place.unit);
        at.and_then(|at| self.sheets.get(at)).is_some_and(|sheet| sheet.plain)
    }

    /// Scores all sheets of a unit.
    pub(super) fn score_unit(&mut self, plan: &Plan, card: usize, unit: usize, work: &mut Work) {
        let used = |own: &CardPeriod| {
            let card = plan.cards.get(card);
            card.and_then(|card| Some(card.is_used_in(*card.units.get(unit)?, own.period.last())))
        };
        let mut period = 0_usize;
        while let Some(own) = self.periods.get(period).copied() {
            let later = self.periods.get(period..).into_iter().flatten();
            let same = |later: &&CardPeriod| later.revision == own.revision && used(later) == used(&own);
            let count = later.take_while(same).count();
            self.score(plan, Place { card, period, unit }, count, work);
            period = period.saturating_add(count);
        }
    }

    /// Scores the sheets of a unit in so many periods from a place on, in which the same revision is in
    /// force.
    pub(super) fn score(&mut self, plan: &Plan, place: Place, count: usize, work: &mut Work) {
        let Some(card) = plan.cards.get(place.card) else { return };
        let Some(context) = self.context(card, place) else { return };
        self.score_plain(plan, card, (place, count), &context, work);
        for offset in 0..count {
            let place = Place { period: place.period.saturating_add(offset), ..place };
            let Some(at) = self.place(place.period, place.unit) else { continue };
            if let Some(remarks) = self.remarks.get_mut(at) {
                *remarks = None;
            }
            let total = match context.plan() {
                Some(own) if work.plain.get(offset) == Some(&true) => self.total(own, at),
                _ => None,
            };
            let sheet = match (total, self.context(card, place)) {
                (Some(total), _) => {
                    Sheet { total: Some(total), ranked_by: Some(total), plain: true, ..Sheet::default() }
                }
                (None, Some(context)) => self.score_all(plan, &context, at, &mut work.leaves),
                (None, None) => continue,
            };
            if let Some(own) = self.sheets.get_mut(at) {
                *own = Sheet { year_to_date: own.year_to_date, rank: own.rank, ..sheet };
            }
        }
    }

    fn score_all(&mut self, plan: &Plan, context: &Context<'_>, at: usize, leaves: &mut Vec<Leaf>) -> Sheet {
        let rolled = plan.score_leaves(context, leaves, &mut |_| Notes::none());
        let start = at.saturating_mul(self.measures);
        for (offset, settled) in rolled.measures.iter().enumerate() {
            self.points.set(start.saturating_add(offset), settled.points);
        }
        let start = at.saturating_mul(self.perspectives);
        for (offset, node) in rolled.perspectives.iter().enumerate() {
            self.perspective_points.set(start.saturating_add(offset), node.points);
        }
        let plain = is_plain(context, &rolled, leaves);
        if let Some(remarks) = self.remarks.get_mut(at).filter(|_| !plain) {
            *remarks = Some(Box::new(remarks_on(&rolled)));
        }
        let ranked_by = ranked_by(plan, context, &rolled, leaves);
        Sheet { total: rolled.total, ranked_by, plain, ..Sheet::default() }
    }

    /// Scores the measures and perspectives of sheets in which every measure has points and only sums
    /// stand between them and the total, and notes which sheets those are.
    fn score_plain(
        &mut self,
        plan: &Plan,
        card: &CardPlan,
        (place, count): (Place, usize),
        context: &Context<'_>,
        work: &mut Work,
    ) {
        let Work { plain, runs, .. } = work;
        plain.clear();
        plain.resize(count, context.plan().is_some_and(|own| own.only_sums));
        let (Some(own), Some(start)) = (context.plan(), self.place(place.period, place.unit)) else { return };
        let at = |offset: usize, units: usize| start.saturating_add(offset.saturating_mul(units));
        let units = self.units;
        for (measure, quick) in own.quick(context.unit).iter().enumerate() {
            match quick {
                Some(quick) => plan.score_months(quick, context, count, measure, runs),
                None => runs.points.clear(),
            }
            for (offset, plain) in plain.iter_mut().enumerate().filter(|(_, plain)| **plain) {
                let points = match runs.points.get(offset) {
                    Some(points) if *points != NO_NUMBER => Some(*points),
                    _ => {
                        let place = Place { period: place.period.saturating_add(offset), ..place };
                        self.context(card, place).and_then(|context| units_alone(plan, &context, measure))
                    }
                };
                match points {
                    Some(points) => {
                        let sheet = at(offset, units).saturating_mul(self.measures);
                        self.points.set_units(sheet.saturating_add(measure), points);
                    }
                    None => *plain = false,
                }
            }
        }
        for (offset, plain) in plain.iter_mut().enumerate().filter(|(_, plain)| **plain) {
            let mut perspectives = 0..own.perspectives.len();
            *plain =
                perspectives.all(|perspective| self.add_up(own, at(offset, units), perspective).is_some());
        }
    }

    /// Adds up the points of the measures of a perspective.
    fn add_up(&mut self, own: &RevisionPlan, at: usize, perspective: usize) -> Option<()> {
        let range = &own.perspectives.get(perspective)?.all;
        let start = at.saturating_mul(self.measures).saturating_add(range.start);
        let sum = self.points.sum(start, range.len())?;
        let place = at.saturating_mul(self.perspectives).saturating_add(perspective);
        if range.is_empty() {
            self.perspective_points.set(place, None);
        } else {
            self.perspective_points.set_units(place, sum);
        }
        Some(())
    }

    /// The sum of the points of the perspectives.
    fn total(&self, own: &RevisionPlan, at: usize) -> Option<Decimal> {
        let start = at.saturating_mul(self.perspectives);
        Some(points::decimal(self.perspective_points.sum(start, own.perspectives.len())?))
    }

    /// Scores one measure of a sheet in which nothing else can change; `false` where more can.
    pub(super) fn score_one(&mut self, plan: &Plan, place: Place, measure: usize, runs: &mut Runs) -> bool {
        let Some(at) = self.place(place.period, place.unit) else { return true };
        let context = plan.cards.get(place.card).and_then(|card| self.context(card, place));
        let (Some(context), Some(sheet)) = (context, self.sheets.get(at)) else {
            return true;
        };
        if !sheet.plain {
            return false;
        }
        let Some(total) = self.score_one_of(plan, &context, (at, measure), runs) else {
            return false;
        };
        if let Some(sheet) = self.sheets.get_mut(at) {
            sheet.total = Some(total);
            sheet.ranked_by = sheet.ranked_by.and(Some(total));
        }
        true
    }

    fn score_one_of(
        &mut self,
        plan: &Plan,
        context: &Context<'_>,
        (at, place): (usize, usize),
        runs: &mut Runs,
    ) -> Option<Decimal> {
        let own = context.plan()?;
        if let Some(quick) = own.quick(context.unit).get(place)?.as_ref() {
            plan.score_months(quick, context, 1, place, runs);
        } else {
            runs.points.clear();
        }
        let quickly = runs.points.first().copied().filter(|points| *points != NO_NUMBER);
        let units = quickly.or_else(|| units_alone(plan, context, place))?;
        let perspective = own.perspectives.iter().position(|shape| shape.all.contains(&place))?;
        self.points.set_units(at.saturating_mul(self.measures).saturating_add(place), units);
        self.add_up(own, at, perspective)?;
        self.total(own, at)
    }

    /// Forms the mean since the beginning of the fiscal year anew for all periods that a change
    /// from `first` to `last` has an effect on.
    pub(super) fn form_year_to_date(&mut self, unit: usize, first: usize, last: usize) {
        let Some(from) = self.periods.get(first) else { return };
        let start = self.periods.partition_point(|own| own.fiscal_year < from.fiscal_year);
        let year_of_last = self.periods.get(last).map_or(i32::MAX, |own| own.fiscal_year);
        let (mut sum, mut count, mut year) = (Exact::ZERO, 0_u32, None);
        for period in start..self.periods.len() {
            let Some(own) = self.periods.get(period).copied() else { break };
            if own.fiscal_year > year_of_last {
                break;
            }
            if year != Some(own.fiscal_year) {
                (sum, count, year) = (Exact::ZERO, 0, Some(own.fiscal_year));
            }
            let Some(sheet) = self.sheet_mut(Place { card: 0, period, unit }) else { break };
            if let Some(total) = sheet.total {
                sum = sum.plus(&Exact::from(total));
                count = count.saturating_add(1);
            }
            if period < first {
                continue;
            }
            let mean = sum.over(&Exact::whole(count));
            sheet.year_to_date = mean.and_then(|mean| rounded(&mean, Rounding::None));
        }
    }
}

/// The points of one measure by itself in whole numbers of 10⁻¹⁵, where its method gives any and they
/// are not too large for that.
fn units_alone(plan: &Plan, context: &Context<'_>, place: usize) -> Option<i64> {
    let revision = context.card.card.revisions.get(context.revision)?;
    let Raw::Points(points) = plan.raw_of(context, place)? else { return None };
    match revision.rounding {
        Rounding::None => points.units(UNROUNDED_DECIMALS, Midpoint::ToEven),
        Rounding::Decimals { decimals, midpoint } => points.units(decimals, midpoint),
    }
}

fn remarks_on(rolled: &RolledUp) -> Remarks {
    let percent = |node: &Node| node.points.and_then(|points| describe::percent_of(points, &node.full));
    Remarks {
        coverage: rolled.coverage,
        best_grade: rolled.best_grade,
        extra: rolled.extra,
        before_veto: rolled.lost_to_veto(),
        has_percent: rolled.has_percent(),
        percents: rolled.perspectives.iter().map(percent).collect(),
    }
}

/// What a sheet is ranked by.
fn ranked_by(plan: &Plan, context: &Context<'_>, rolled: &RolledUp, leaves: &mut [Leaf]) -> Option<Decimal> {
    let revision = context.card.card.revisions.get(context.revision)?;
    let total = rolled.total?;
    if rolled.coverage.percent().is_some_and(|percent| percent < revision.least_coverage) {
        return None;
    }
    match revision.rank.by {
        RankBy::Exact if revision.rounding != Rounding::None => {
            plan.roll_up_rounded(context, Rounding::None, leaves).total
        }
        _ => Some(total),
    }
}

/// Whether one measure can change by itself.
fn is_plain(context: &Context<'_>, rolled: &RolledUp, leaves: &[Leaf]) -> bool {
    context.plan().is_some_and(|plan| plan.only_sums)
        && rolled.total.is_some()
        && leaves.iter().all(|leaf| matches!(leaf.raw, Raw::Points(_)))
}
