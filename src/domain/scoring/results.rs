//! The scores of all units in all periods of their cards, kept up to date.
//!
//! After the edit of a figure only what depends on it is scored again: the same unit and those
//! above it, later periods that look back, and peers.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::plan::{Context, Plan};
use super::reach::Reach;
use super::sheets::{CardResults, Place, Sheet, Work};
use crate::domain::figure::{Cell, Figure};
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::order::sort_by;
use crate::domain::period::{Month, Period};
use crate::domain::scorecard::RankWithin;

/// Points of every measure, perspective and total, ranks, and the mean of the totals since the
/// beginning of the fiscal year.
pub struct Results {
    pub(super) plan: Plan,
    pub(super) first: Month,
    pub(super) last: Month,
    pub(super) cards: Vec<CardResults>,
    /// By item: what reads it.
    pub(super) readers: Vec<Vec<Reader>>,
}

/// A measure of a revision that reads an item.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    card: usize,
    revision: usize,
    measure: usize,
}

/// Who is ranked together: all, or those of a kind, or those without one.
type Row = Option<Option<usize>>;

impl Results {
    /// Scores every unit in every period of its card from `first` to `last`.
    #[must_use]
    pub fn new(plan: Plan, first: Month, last: Month) -> Self {
        let cards = (0..plan.cards.len()).filter_map(|card| CardResults::new(&plan, card, first, last));
        let cards: Vec<CardResults> = cards.collect();
        let readers = readers(&cards, plan.items.len());
        let mut results = Self { plan, first, last, cards, readers };
        results.score_all();
        results
    }

    /// The first and the last month whose periods are scored.
    #[must_use]
    pub fn months(&self) -> (Month, Month) {
        (self.first, self.last)
    }

    /// The plan, for reports and explanations.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Scores everything again.
    pub fn score_all(&mut self) {
        self.score_cards(&|_| true);
    }

    /// Scores some cards again, by their places, and ranks all.
    pub(super) fn score_cards(&mut self, chosen: &dyn Fn(usize) -> bool) {
        let mut work = Work::default();
        for (card, results) in self.cards.iter_mut().enumerate().filter(|(card, _)| chosen(*card)) {
            for unit in 0..results.units {
                results.score_unit(&self.plan, card, unit, &mut work);
            }
            for unit in 0..results.units {
                results.form_year_to_date(unit, 0, usize::MAX);
            }
        }
        self.rank_all();
    }

    /// Ranks the units anew in all periods.
    pub(super) fn rank_all(&mut self) {
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
        let plan = &self.plan;
        for (card, results) in self.cards.iter_mut().enumerate() {
            let Some(own) = results.place_of(period) else { continue };
            let with = ranked_with(plan, card, results.periods.get(own).and_then(|own| own.revision));
            let start = own.saturating_mul(results.units);
            let sheets = results.sheets.get_mut(start..start.saturating_add(results.units));
            for (unit, sheet) in sheets.into_iter().flatten().enumerate() {
                let place = Place { card, period: own, unit };
                let Some(other) = sheet.ranked_by.filter(|_| place != changed) else { continue };
                if with.map(|within| row_in(plan, within, place, period)) != Some(row) {
                    continue;
                }
                better = better.saturating_add(u32::from(now.is_none_or(|now| other > now)));
                let (passed, passes) =
                    (before.is_some_and(|before| before > other), now.is_some_and(|now| now > other));
                match (&mut sheet.rank, passed, passes) {
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
    fn row(&self, place: Place, period: Period) -> Row {
        let own = self.cards.get(place.card)?.periods.get(place.period)?;
        row_in(&self.plan, ranked_with(&self.plan, place.card, own.revision)?, place, period)
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
        let mut work = Work::default();
        let mut whole = None;
        for (place, measure) in touched {
            if whole == Some(*place) {
                continue;
            }
            if let Some(results) = self.cards.get_mut(place.card)
                && !results.score_one(&self.plan, *place, *measure, &mut work.runs)
            {
                results.score(&self.plan, *place, 1, &mut work);
                whole = Some(*place);
            }
        }
    }

    /// Ranks the units that have a total in `period`.
    fn rank(&mut self, period: Period) {
        let mut rows: Vec<(Row, Decimal, Place)> = Vec::new();
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
        sort_by(&mut rows, |a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
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

    /// The mean of the totals from the beginning of the fiscal year to this period, in points; `None`
    /// where there is no total yet. A card whose longer periods are scored from combined actuals
    /// shows another number for them: that of [`Plan::score`].
    #[must_use]
    pub fn year_to_date(&self, card: &ScorecardId, unit: &UnitId, period: Period) -> Option<Decimal> {
        self.sheet(card, unit, period)?.year_to_date
    }

    /// The points of a measure of a unit in a period, by its place in the card.
    #[must_use]
    pub fn points(
        &self,
        card: &ScorecardId,
        unit: &UnitId,
        period: Period,
        measure: usize,
    ) -> Option<Decimal> {
        let (results, at) = self.find(card, unit, period)?;
        let own = (measure < results.measures).then(|| at.checked_mul(results.measures))??;
        results.points.get(own.checked_add(measure)?)
    }

    /// The points of a perspective of a unit in a period, by its place in the card.
    #[must_use]
    pub fn perspective(
        &self,
        card: &ScorecardId,
        unit: &UnitId,
        period: Period,
        perspective: usize,
    ) -> Option<Decimal> {
        let (results, at) = self.find(card, unit, period)?;
        let own = (perspective < results.perspectives).then(|| at.checked_mul(results.perspectives))??;
        results.perspective_points.get(own.checked_add(perspective)?)
    }

    /// Whether all scores are the same as those of `other`, which is of the same workbook.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        let same = |(own, other): (&CardResults, &CardResults)| {
            own.points == other.points
                && own.perspective_points == other.perspective_points
                && own.sheets == other.sheets
                && own.remarks == other.remarks
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
                results.points.get(sheet.checked_mul(results.measures)?.checked_add(measure)?)?;
                Some(context)
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
        let unit = self.plan.places.unit(unit)?;
        let unit = plan.units.iter().position(|own| *own == unit)?;
        Some((results, results.place(results.place_of(period)?, unit)?))
    }
}

/// What reads each of so many items.
pub(super) fn readers(cards: &[CardResults], items: usize) -> Vec<Vec<Reader>> {
    let mut readers = vec![Vec::new(); items];
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
    readers
}

/// Whether a card ranks its units among all or within the kind.
fn ranked_with(plan: &Plan, card: usize, revision: Option<usize>) -> Option<RankWithin> {
    Some(plan.cards.get(card)?.card.revisions.get(revision?)?.rank.within)
}

fn row_in(plan: &Plan, within: RankWithin, place: Place, period: Period) -> Row {
    match within {
        RankWithin::All => None,
        RankWithin::Kind => {
            let unit = plan.cards.get(place.card)?.units.get(place.unit)?;
            Some(plan.kind(*unit, period.last()))
        }
    }
}
