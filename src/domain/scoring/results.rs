//! The scores of all units in all periods of their cards, kept up to date.
//!
//! After the edit of a figure only what depends on it is scored again: the same unit and those
//! above it, later periods that look back, and peers.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::compile::CardPlan;
use super::measure::{Leaf, Raw};
use super::notes::Notes;
use super::plan::{Context, Exempt, Plan};
use super::reach::{Reach, reaches};
use super::roll_up::{RolledUp, sum};
use super::rounded;
use crate::domain::exact::Exact;
use crate::domain::figure::{Cell, Figure};
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::period::{Month, Period};
use crate::domain::scorecard::{LongerPeriods, RankBy, RankWithin, Rounding};

/// Points of every measure, perspective and total, ranks, and the mean of the totals since the
/// beginning of the fiscal year.
pub struct Results {
    plan: Plan,
    cards: Vec<CardResults>,
    /// By item: what reads it.
    readers: Vec<Vec<Reader>>,
}

/// A measure of a revision that reads an item.
#[derive(Clone, Copy)]
struct Reader {
    card: usize,
    revision: usize,
    measure: usize,
}

/// The scores of one card. A sheet is the score of one unit in one period; the sheets of a period
/// stand together, in the order of the units of the card.
struct CardResults {
    periods: Vec<CardPeriod>,
    units: usize,
    measures: usize,
    perspectives: usize,
    /// For each revision the reach of its measures.
    reaches: Vec<Vec<Reach>>,
    points: Vec<Option<Decimal>>,
    perspective_points: Vec<Option<Decimal>>,
    sheets: Vec<Sheet>,
}

/// A period of a card and the revision in force.
#[derive(Clone, Copy)]
struct CardPeriod {
    period: Period,
    revision: Option<usize>,
    fiscal_year: i32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sheet {
    total: Option<Decimal>,
    /// What it is ranked by; none where it is not ranked.
    ranked_by: Option<Decimal>,
    rank: Option<u32>,
    year_to_date: Option<Decimal>,
    /// Whether every measure is scored and nothing but a sum stands between them and the total, so
    /// that one measure can change by itself.
    plain: bool,
}

/// Where a sheet stands: the card, the period, and the unit among those of the card.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    card: usize,
    period: usize,
    unit: usize,
}

impl Results {
    /// Scores every unit in every period of its card from `first` to `last`.
    #[must_use]
    pub fn new(plan: Plan, first: Month, last: Month) -> Self {
        let cards = (0..plan.cards.len()).filter_map(|card| CardResults::new(&plan, card, first, last));
        let cards: Vec<CardResults> = cards.collect();
        let mut readers = vec![Vec::new(); plan.items.len()];
        for (card, results) in cards.iter().enumerate() {
            for (revision, reaches) in results.reaches.iter().enumerate() {
                for (measure, reach) in reaches.iter().enumerate() {
                    for item in &reach.items {
                        if let Some(readers) = readers.get_mut(*item) {
                            readers.push(Reader { card, revision, measure });
                        }
                    }
                }
            }
        }
        let mut results = Self { plan, cards, readers };
        results.score_all();
        results
    }

    /// The plan, for reports and explanations.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Scores everything again.
    pub fn score_all(&mut self) {
        let mut leaves = Vec::new();
        for (card, results) in self.cards.iter_mut().enumerate() {
            for unit in 0..results.units {
                for period in 0..results.periods.len() {
                    results.score(&self.plan, Place { card, period, unit }, &mut leaves);
                }
            }
            for unit in 0..results.units {
                results.form_year_to_date(unit, 0, usize::MAX);
            }
        }
        let periods: BTreeSet<Period> =
            self.cards.iter().flat_map(|card| card.periods.iter().map(|own| own.period)).collect();
        periods.into_iter().for_each(|period| self.rank(period));
    }

    /// Follows the edit of one figure: scores what depends on it.
    pub fn set_figure(&mut self, cell: &Cell, figure: Figure) {
        let Some((unit, item)) = self.plan.place_of(cell) else { return };
        let recorded = self.plan.columns.has_any(unit, item);
        self.plan.set_figure(cell, figure);
        // A child that begins to record an item, or ceases to, counts in every month of its parent.
        let month = (recorded == self.plan.columns.has_any(unit, item)).then_some(cell.month);
        let mut touched: BTreeSet<(Place, usize)> = BTreeSet::new();
        for reader in self.readers.get(item).into_iter().flatten() {
            self.touch(*reader, unit, month, &mut touched);
        }
        let places: BTreeSet<Place> = touched.iter().map(|(place, _)| *place).collect();
        let before: Vec<(Place, Option<Decimal>)> =
            places.into_iter().map(|place| (place, self.ranked_by(place))).collect();
        self.score_touched(&touched);
        for (place, _) in &before {
            if let Some(results) = self.cards.get_mut(place.card) {
                results.form_year_to_date(place.unit, place.period, place.period);
            }
        }
        self.rank_changed(before);
    }

    fn ranked_by(&self, place: Place) -> Option<Decimal> {
        let results = self.cards.get(place.card)?;
        results.sheets.get(results.place(place.period, place.unit)?)?.ranked_by
    }

    /// Ranks the units anew in the periods in which something has changed.
    fn rank_changed(&mut self, before: Vec<(Place, Option<Decimal>)>) {
        let mut by_period: BTreeMap<Period, Vec<(Place, Option<Decimal>)>> = BTreeMap::new();
        for (place, total) in before {
            if self.ranked_by(place) == total {
                continue;
            }
            let own = self.cards.get(place.card).and_then(|card| card.periods.get(place.period));
            if let Some(own) = own {
                by_period.entry(own.period).or_default().push((place, total));
            }
        }
        for (period, changed) in by_period {
            match changed.as_slice() {
                [(place, before)] => self.rank_one(period, *place, *before),
                _ => self.rank(period),
            }
        }
    }

    /// Ranks after the total of one unit has changed: the others move by one place or not at all.
    fn rank_one(&mut self, period: Period, changed: Place, before: Option<Decimal>) {
        let now = self.ranked_by(changed);
        let row = self.row(changed, period);
        let mut better = 0_u32;
        for card in 0..self.cards.len() {
            let Some(results) = self.cards.get(card) else { continue };
            let Some(own) = results.place_of(period) else { continue };
            for unit in 0..results.units {
                let place = Place { card, period: own, unit };
                let other = self.ranked_by(place);
                if place == changed || other.is_none() || self.row(place, period) != row {
                    continue;
                }
                better = better.saturating_add(u32::from(other > now));
                let (passed, passes) = (before > other, now > other);
                let sheet = self.cards.get_mut(card).and_then(|results| results.sheet_mut(place));
                let rank = sheet.and_then(|sheet| sheet.rank.as_mut());
                match (rank, passed, passes) {
                    (Some(rank), true, false) => *rank = rank.saturating_sub(1),
                    (Some(rank), false, true) => *rank = rank.saturating_add(1),
                    _ => {}
                }
            }
        }
        let sheet = self.cards.get_mut(changed.card).and_then(|results| results.sheet_mut(changed));
        if let Some(sheet) = sheet {
            sheet.rank = now.map(|_| better.saturating_add(1));
        }
    }

    /// Who a sheet is ranked with: all, or those of a kind.
    fn row(&self, place: Place, period: Period) -> Option<Option<usize>> {
        let plan = self.plan.cards.get(place.card)?;
        let own = self.cards.get(place.card)?.periods.get(place.period)?;
        match plan.card.revisions.get(own.revision?)?.rank.within {
            RankWithin::All => None,
            RankWithin::Kind => {
                let unit = plan.units.get(place.unit)?;
                Some(self.plan.kind(*unit, period.last()))
            }
        }
    }

    /// Notes the sheets in which `reader` depends on a figure of `unit` in `month`, or in any month.
    fn touch(
        &self,
        reader: Reader,
        unit: usize,
        month: Option<Month>,
        touched: &mut BTreeSet<(Place, usize)>,
    ) {
        let (Some(results), Some(card)) = (self.cards.get(reader.card), self.plan.cards.get(reader.card))
        else {
            return;
        };
        let reach = results.reaches.get(reader.revision).and_then(|reaches| reaches.get(reader.measure));
        let Some(reach) = reach else { return };
        let back = i32::try_from(reach.months_back).unwrap_or(i32::MAX);
        for (period, own) in results.periods.iter().enumerate() {
            let within = |month: Month| own.period.last() >= month && own.period.first() <= month.plus(back);
            if !month.is_none_or(within) || own.revision != Some(reader.revision) {
                continue;
            }
            for (place, scored) in card.units.iter().enumerate() {
                if reach.peers || self.reads(reach, *scored, unit) {
                    touched.insert((Place { card: reader.card, period, unit: place }, reader.measure));
                }
            }
        }
    }

    /// Whether the figures of `unit` are among those that are read for `scored`.
    fn reads(&self, reach: &Reach, scored: usize, unit: usize) -> bool {
        let parent = |unit: &usize| self.plan.units.get(*unit).and_then(|unit| unit.parent);
        reach.scopes.iter().any(|scope| {
            let read = self.plan.scope(scored, *scope);
            let mut above = std::iter::successors(Some(unit), parent).take(self.plan.units.len());
            read.is_some_and(|read| above.any(|unit| unit == read))
        })
    }

    fn score_touched(&mut self, touched: &BTreeSet<(Place, usize)>) {
        let mut leaves = Vec::new();
        let mut whole = None;
        for (place, measure) in touched {
            if whole == Some(*place) {
                continue;
            }
            if let Some(results) = self.cards.get_mut(place.card)
                && !results.score_one(&self.plan, *place, *measure)
            {
                results.score(&self.plan, *place, &mut leaves);
                whole = Some(*place);
            }
        }
    }

    /// Ranks the units that have a total in `period`.
    fn rank(&mut self, period: Period) {
        let mut rows: Vec<(Option<Option<usize>>, Decimal, Place)> = Vec::new();
        for card in 0..self.cards.len() {
            let Some(results) = self.cards.get_mut(card) else { continue };
            let Some(own) = results.place_of(period) else { continue };
            let units = results.units;
            for unit in 0..units {
                let place = Place { card, period: own, unit };
                if let Some(sheet) = self.cards.get_mut(card).and_then(|results| results.sheet_mut(place)) {
                    sheet.rank = None;
                }
                if let Some(total) = self.ranked_by(place) {
                    rows.push((self.row(place, period), total, place));
                }
            }
        }
        rows.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
        let (mut first, mut rank) = (0_usize, 1_u32);
        for at in 0..rows.len() {
            let before = at.checked_sub(1).and_then(|before| rows.get(before));
            let Some((row, total, place)) = rows.get(at) else { continue };
            match before {
                Some((other, _, _)) if other != row => (first, rank) = (at, 1),
                Some((_, other, _)) if other == total => {}
                _ => rank = u32::try_from(at.saturating_sub(first)).unwrap_or(u32::MAX).saturating_add(1),
            }
            if let Some(results) = self.cards.get_mut(place.card)
                && let Some(sheet) = results.sheet_mut(*place)
            {
                sheet.rank = Some(rank);
            }
        }
    }

    /// The total of a unit in one of its card's own periods.
    #[must_use]
    pub fn total(&self, card: &ScorecardId, unit: &UnitId, period: Period) -> Option<Decimal> {
        self.sheet(card, unit, period)?.total
    }

    /// The rank of a unit in a period; `None` where it is not ranked.
    #[must_use]
    pub fn rank_of(&self, card: &ScorecardId, unit: &UnitId, period: Period) -> Option<u32> {
        self.sheet(card, unit, period)?.rank
    }

    /// The mean of the totals from the beginning of the fiscal year to this period; `None` for a
    /// card whose longer periods are scored from combined actuals.
    #[must_use]
    pub fn year_to_date(&self, card: &ScorecardId, unit: &UnitId, period: Period) -> Option<Decimal> {
        self.sheet(card, unit, period)?.year_to_date
    }

    /// The points of the measures of a unit in a period, in the order of the card.
    #[must_use]
    pub fn points(&self, card: &ScorecardId, unit: &UnitId, period: Period) -> Option<&[Option<Decimal>]> {
        let (results, at) = self.find(card, unit, period)?;
        let start = at.checked_mul(results.measures)?;
        results.points.get(start..start.checked_add(results.measures)?)
    }

    /// The points of the perspectives of a unit in a period, in the order of the card.
    #[must_use]
    pub fn perspectives(
        &self,
        card: &ScorecardId,
        unit: &UnitId,
        period: Period,
    ) -> Option<&[Option<Decimal>]> {
        let (results, at) = self.find(card, unit, period)?;
        let start = at.checked_mul(results.perspectives)?;
        results.perspective_points.get(start..start.checked_add(results.perspectives)?)
    }

    /// Whether all scores are the same as those of `other`, which is of the same workbook.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        let same = |(own, other): (&CardResults, &CardResults)| {
            own.points == other.points
                && own.perspective_points == other.perspective_points
                && own.sheets == other.sheets
        };
        self.cards.len() == other.cards.len() && self.cards.iter().zip(&other.cards).all(same)
    }

    /// What is scored wherever a measure of a revision has points.
    pub(super) fn scores_of(
        &self,
        card: usize,
        revision: usize,
        measure: usize,
    ) -> impl Iterator<Item = Context<'_>> {
        let found = self.plan.cards.get(card).zip(self.cards.get(card));
        found.into_iter().flat_map(move |(plan, results)| {
            let periods = (0..results.periods.len())
                .flat_map(|period| (0..results.units).map(move |unit| (period, unit)));
            periods.filter_map(move |(period, unit)| {
                let context = results.context(plan, Place { card, period, unit })?;
                let sheet = results.place(period, unit).filter(|_| context.revision == revision)?;
                let points =
                    results.points.get(sheet.checked_mul(results.measures)?.checked_add(measure)?)?;
                points.map(|_| context)
            })
        })
    }

    fn sheet(&self, card: &ScorecardId, unit: &UnitId, period: Period) -> Option<&Sheet> {
        let (results, at) = self.find(card, unit, period)?;
        results.sheets.get(at)
    }

    fn find(&self, card: &ScorecardId, unit: &UnitId, period: Period) -> Option<(&CardResults, usize)> {
        let place = self.plan.cards.iter().position(|plan| plan.card.id == *card)?;
        let (plan, results) = (self.plan.cards.get(place)?, self.cards.get(place)?);
        let unit = plan.units.iter().position(|own| self.plan.unit_id(*own) == *unit)?;
        Some((results, results.place(results.place_of(period)?, unit)?))
    }
}

impl CardResults {
    fn new(plan: &Plan, place: usize, first: Month, last: Month) -> Option<Self> {
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
            points: vec![None; sheets.saturating_mul(measures)],
            perspective_points: vec![None; sheets.saturating_mul(perspectives)],
            sheets: vec![Sheet::default(); sheets],
            periods,
        })
    }

    fn place_of(&self, period: Period) -> Option<usize> {
        let place = self.periods.binary_search_by_key(&period.first(), |own| own.period.first()).ok()?;
        self.periods.get(place).filter(|own| own.period.same_months(period)).map(|_| place)
    }

    fn place(&self, period: usize, unit: usize) -> Option<usize> {
        period.checked_mul(self.units)?.checked_add(unit)
    }

    fn sheet_mut(&mut self, place: Place) -> Option<&mut Sheet> {
        let at = self.place(place.period, place.unit)?;
        self.sheets.get_mut(at)
    }

    fn context<'p>(&self, card: &'p CardPlan, place: Place) -> Option<Context<'p>> {
        let own = self.periods.get(place.period)?;
        Some(Context {
            card,
            place: place.card,
            revision: own.revision?,
            unit: *card.units.get(place.unit)?,
            period: own.period,
            fiscal_year: own.fiscal_year,
            exempt: Exempt::LeftOut,
        })
    }

    /// Scores a whole sheet.
    fn score(&mut self, plan: &Plan, place: Place, leaves: &mut Vec<Leaf>) {
        let context = plan.cards.get(place.card).and_then(|card| self.context(card, place));
        let (Some(context), Some(at)) = (context, self.place(place.period, place.unit)) else {
            return;
        };
        let rolled = plan.score_leaves(&context, leaves, &mut |_| Notes::none());
        let start = at.saturating_mul(self.measures);
        for (offset, settled) in rolled.measures.iter().enumerate() {
            if let Some(points) = self.points.get_mut(start.saturating_add(offset)) {
                *points = settled.points;
            }
        }
        let start = at.saturating_mul(self.perspectives);
        for (offset, node) in rolled.perspectives.iter().enumerate() {
            if let Some(points) = self.perspective_points.get_mut(start.saturating_add(offset)) {
                *points = node.points;
            }
        }
        let sheet = Sheet {
            total: rolled.total,
            ranked_by: ranked_by(plan, &context, &rolled, leaves),
            plain: is_plain(&context, &rolled, leaves),
            ..Sheet::default()
        };
        if let Some(own) = self.sheets.get_mut(at) {
            *own = Sheet { year_to_date: own.year_to_date, rank: own.rank, ..sheet };
        }
    }

    /// Scores one measure of a sheet in which nothing else can change; `false` where more can.
    fn score_one(&mut self, plan: &Plan, place: Place, measure: usize) -> bool {
        let Some(at) = self.place(place.period, place.unit) else { return true };
        let context = plan.cards.get(place.card).and_then(|card| self.context(card, place));
        let (Some(context), Some(sheet)) = (context, self.sheets.get(at).copied()) else {
            return true;
        };
        let alone = |reach: &Reach| !reach.scores;
        let reaches = self.reaches.get(context.revision);
        if !sheet.plain || !reaches.is_some_and(|reaches| reaches.iter().all(alone)) {
            return false;
        }
        let Some(points) = points_alone(plan, &context, measure) else {
            return false;
        };
        let start = at.saturating_mul(self.measures);
        if let Some(own) = self.points.get_mut(start.saturating_add(measure)) {
            *own = Some(points);
        }
        let shapes = context.plan().map(|plan| plan.perspectives.as_slice()).unwrap_or_default();
        let Some(perspective) = shapes.iter().position(|shape| shape.all.contains(&measure)) else {
            return false;
        };
        let range = shapes.get(perspective).map_or(0..0, |shape| shape.all.clone());
        let range = start.saturating_add(range.start)..start.saturating_add(range.end);
        let own = sum(&mut self.points.get(range).into_iter().flatten().filter_map(|points| *points));
        let first = at.saturating_mul(self.perspectives);
        if let Some(points) = self.perspective_points.get_mut(first.saturating_add(perspective)) {
            *points = own;
        }
        let parts = self.perspective_points.get(first..first.saturating_add(self.perspectives));
        let total = sum(&mut parts.into_iter().flatten().filter_map(|points| *points));
        if let Some(sheet) = self.sheets.get_mut(at) {
            sheet.total = total;
            sheet.ranked_by = sheet.ranked_by.and(total);
        }
        own.is_some() && total.is_some()
    }

    /// Forms the mean since the beginning of the fiscal year anew for all periods that a change
    /// from `first` to `last` has an effect on.
    fn form_year_to_date(&mut self, unit: usize, first: usize, last: usize) {
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

/// The points of one measure by itself, where its method gives any.
fn points_alone(plan: &Plan, context: &Context<'_>, measure: usize) -> Option<Decimal> {
    let revision = context.card.card.revisions.get(context.revision)?;
    match plan.raw_of(context, measure)? {
        Raw::Points(points) => rounded(&points, revision.rounding),
        _ => None,
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
    let Some(revision) = context.card.card.revisions.get(context.revision) else {
        return false;
    };
    let summed = revision.rank.by == RankBy::Rounded || revision.rounding == Rounding::None;
    summed
        && revision.vetoes.is_empty()
        && rolled.total.is_some()
        && leaves.iter().all(|leaf| matches!(leaf.raw, Raw::Points(_)) && !leaf.extra)
        && rolled.measures.iter().all(|settled| settled.enters && settled.points.is_some())
        && rolled.perspectives.iter().all(|node| !node.substituted)
        && revision.longer_periods == LongerPeriods::MeanOfPeriods
}
