//! How all units stand in a period, read off the results: what the reports say of their totals and
//! perspectives, without scoring anything again that has been scored.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::describe::{self, percent_of};
use super::longer::{MeanOfPeriods, PerspectiveMeans};
use super::plan::{Context, Exempt};
use super::ranking::{self, Row, Totals};
use super::report::{Coverage, NoScore, PerspectiveStanding, Total};
use super::results::Results;
use super::sheets::{CardResults, Place};
use crate::domain::exact::Exact;
use crate::domain::id::ScorecardId;
use crate::domain::order::sort_by_key;
use crate::domain::period::Period;
use crate::domain::scorecard::{RankBy, Revision};

/// How a unit stands by a scorecard in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The place of the scorecard in the workbook.
    pub scorecard: usize,
    /// The place of the unit in the workbook.
    pub unit: usize,
    /// Its place among the units of the scorecard.
    pub place: usize,
    /// The place of the revision in force among those of the scorecard.
    pub revision: usize,
    /// The total, as in the report.
    pub total: Total,
    /// Why there is no score at all.
    pub absent: Option<NoScore>,
    /// The perspectives of the revision in force, in their order; where the total is a mean of several
    /// periods, so are they.
    pub perspectives: Vec<PerspectiveStanding>,
}

/// Where the scores of a card in a period come from.
enum Source {
    /// Its own period, at this place of the results.
    Sheet(usize),
    /// The mean of own periods; those without a place have not been scored.
    Mean(Vec<(Period, Option<usize>)>),
    /// The plan.
    Report,
}

/// A card in a period.
struct InPeriod<'r> {
    context: Context<'r>,
    results: &'r CardResults,
    revision: &'r Revision,
    source: Source,
}

impl Results {
    /// How every unit stands in `period`, by card and in the order of its units.
    #[must_use]
    pub fn standings(&self, period: Period) -> Vec<Standing> {
        let mut standings = Vec::new();
        for (card, plan) in self.plan().cards.iter().enumerate() {
            let own = self.in_period(card, period);
            for (place, unit) in plan.units.iter().enumerate() {
                standings.push(match &own {
                    Ok(own) if !self.plan().is_used(&Context { unit: *unit, ..own.context }) => {
                        Standing::absent((card, *unit, place), NoScore::NotUsed)
                    }
                    Ok(own) => self.standing(own, place, *unit),
                    Err(absent) => Standing::absent((card, *unit, place), *absent),
                });
            }
        }
        standings
    }

    /// The ranks in `period`, one for each of [`Results::standings`]: the rank, from 1, and how many
    /// are ranked together. The same as those of [`Plan::ranking`](super::Plan::ranking).
    #[must_use]
    pub fn ranks(&self, period: Period) -> Vec<Option<(u32, u32)>> {
        let mut rows: BTreeMap<Row, Totals> = BTreeMap::new();
        let mut ranks = Vec::new();
        for (card, plan) in self.plan().cards.iter().enumerate() {
            let own = self.in_period(card, period).ok();
            for (place, unit) in plan.units.iter().enumerate() {
                let contest = own.as_ref().and_then(|own| self.contest(own, place, *unit));
                if let Some((row, total)) = contest {
                    rows.entry(row).or_default().push((total, ranks.len(), 0));
                }
                ranks.push(None);
            }
        }
        for totals in rows.values_mut() {
            sort_by_key(totals, |total| Reverse(total.0));
            for (at, _, rank, of) in ranking::ranks(totals) {
                if let Some(own) = ranks.get_mut(at) {
                    *own = Some((rank, of));
                }
            }
        }
        ranks
    }

    /// The totals of a unit in the last `count` own periods of its card up to the one that holds the
    /// end of `period`, oldest first; by the places of card and unit, and of the unit on the card.
    pub(in crate::domain) fn totals_before(
        &self,
        card: usize,
        place: usize,
        period: Period,
        count: usize,
    ) -> Vec<Option<Decimal>> {
        let Some(results) = self.cards.get(card) else { return Vec::new() };
        let end = results.periods.partition_point(|own| own.period.last() <= period.last());
        let total = |own: usize| {
            let sheet = results.sheets.get(results.place(own, place)?)?;
            sheet.total.map(|total| total.normalize())
        };
        (end.saturating_sub(count)..end).map(total).collect()
    }

    /// The own periods of a card that are scored, in order.
    #[must_use]
    pub fn periods_of(&self, card: &ScorecardId) -> Vec<Period> {
        let place = self.plan().cards.iter().position(|plan| plan.card.id == *card);
        let results = place.and_then(|place| self.cards.get(place));
        results.into_iter().flat_map(|results| &results.periods).map(|own| own.period).collect()
    }

    /// The totals and ranks of the units of a card in one of its own periods, in their order.
    #[must_use]
    pub fn totals(&self, card: &ScorecardId, period: Period) -> Vec<(Option<Decimal>, Option<u32>)> {
        let place = self.plan().cards.iter().position(|plan| plan.card.id == *card);
        let Some(results) = place.and_then(|place| self.cards.get(place)) else { return Vec::new() };
        let period = results.place_of(period).and_then(|own| results.place(own, 0));
        let Some(start) = period else { return Vec::new() };
        let sheets = results.sheets.get(start..start.saturating_add(results.units)).unwrap_or_default();
        sheets.iter().map(|sheet| (sheet.total.map(|total| total.normalize()), sheet.rank)).collect()
    }

    fn in_period(&self, card: usize, period: Period) -> Result<InPeriod<'_>, NoScore> {
        let plan = self.plan();
        let first = plan.cards.get(card).and_then(|card| card.units.first()).ok_or(NoScore::NotUsed)?;
        let context = plan.context_of_any(card, *first, period, Exempt::LeftOut)?;
        let results = self.cards.get(card).ok_or(NoScore::NotUsed)?;
        let revision = context.card.card.revisions.get(context.revision).ok_or(NoScore::NoRevision)?;
        let source = if plan.is_mean_of_periods(&context) {
            let own = plan.own_periods(&context).into_iter();
            Source::Mean(own.map(|own| (own, results.place_of(own))).collect())
        } else {
            results.place_of(period).map_or(Source::Report, Source::Sheet)
        };
        Ok(InPeriod { context, results, revision, source })
    }

    fn standing(&self, own: &InPeriod<'_>, place: usize, unit: usize) -> Standing {
        let context = Context { unit, ..own.context };
        let (total, perspectives) = match &own.source {
            Source::Sheet(period) => {
                let place = Place { card: context.place, period: *period, unit: place };
                (own.results.total_of(&context, place), own.results.perspectives_of(&context, place))
            }
            Source::Mean(periods) => {
                let mut means = PerspectiveMeans::new(own.revision);
                (self.mean(own, periods, (place, unit), Some(&mut means)), means.standings())
            }
            Source::Report => {
                match self.plan().report(context.place, unit, context.period, context.exempt, None) {
                    Ok((report, _)) => {
                        let perspectives = report.standings();
                        let perspectives = perspectives.into_iter().map(|(_, standing)| standing).collect();
                        (Some(report.total), perspectives)
                    }
                    Err(absent) => return Standing::absent((context.place, unit, place), absent),
                }
            }
        };
        Standing {
            scorecard: context.place,
            unit,
            place,
            revision: context.revision,
            total: total.unwrap_or_default(),
            absent: None,
            perspectives,
        }
    }

    /// The mean total, and the means of the perspectives where they are asked for.
    fn mean(
        &self,
        own: &InPeriod<'_>,
        periods: &[(Period, Option<usize>)],
        (unit_on_card, unit): (usize, usize),
        mut means: Option<&mut PerspectiveMeans<'_>>,
    ) -> Option<Total> {
        let (card, plan) = (own.context.place, self.plan());
        let mut mean = MeanOfPeriods::default();
        for (period, place) in periods {
            let Some(place) = place else {
                if let Ok((report, _)) = plan.report(card, unit, *period, own.context.exempt, None) {
                    mean.add(&report.total);
                    if let Some(means) = &mut means {
                        means.add_report(&report);
                    }
                }
                continue;
            };
            let place = Place { card, period: *place, unit: unit_on_card };
            let Some(part) = own.results.context(own.context.card, place) else { continue };
            let Some(total) = own.results.total_of(&part, place) else { continue };
            mean.add(&total);
            if let (Some(means), Some(_)) = (&mut means, total.points) {
                let revision = part.card.card.revisions.get(part.revision);
                let perspectives = revision.map(|revision| &revision.perspectives).into_iter().flatten();
                for (perspective, standing) in perspectives.zip(own.results.perspectives_of(&part, place)) {
                    means.add(&perspective.id, standing.points, standing.percent);
                }
            }
        }
        Some(mean.total(&Context { unit, ..own.context }, own.revision))
    }

    /// The row a unit is ranked in and the total it is ranked by.
    fn contest(&self, own: &InPeriod<'_>, place: usize, unit: usize) -> Option<(Row, Decimal)> {
        let context = own.context;
        let total = match &own.source {
            Source::Sheet(period) => own.results.sheets.get(own.results.place(*period, place)?)?.ranked_by?,
            Source::Mean(periods) if own.revision.rank.by == RankBy::Rounded => {
                let total = self.mean(own, periods, (place, unit), None)?;
                total.points.filter(|_| !total.provisional)?
            }
            _ => return self.plan().contestant(context.place, unit, context.period),
        };
        Some((self.plan().row(context.place, unit, context.period, own.revision.rank.within), total))
    }
}

impl Standing {
    fn absent((scorecard, unit, place): (usize, usize, usize), why: NoScore) -> Self {
        let (total, perspectives) = (Total::default(), Vec::new());
        Self { scorecard, unit, place, revision: 0, total, absent: Some(why), perspectives }
    }
}

impl CardResults {
    /// The total of a sheet, as the report of that unit and period has it.
    fn total_of(&self, context: &Context<'_>, place: Place) -> Option<Total> {
        let at = self.place(place.period, place.unit)?;
        let sheet = self.sheets.get(at)?;
        let own = context.plan()?;
        let revision = context.card.card.revisions.get(context.revision)?;
        let fulls = own.full(context.unit);
        let counted = own.measures.iter().zip(fulls).filter(|(own, _)| own.measure.is_counted());
        let full = counted.fold(Exact::ZERO, |sum, (_, full)| sum.plus(full));
        let Some(remarks) = self.remarks.get(at)?.as_deref() else {
            let count = u32::try_from(fulls.len()).unwrap_or(u32::MAX);
            let weight = full.to_decimal().unwrap_or_default();
            let coverage = Coverage {
                scored: count,
                applicable: count,
                not_applicable: 0,
                weight_scored: weight,
                weight,
            };
            return Some(describe::total(revision, &full, sheet.total, coverage, 0));
        };
        let mut total = describe::total(revision, &full, sheet.total, remarks.coverage, remarks.best_grade);
        if !remarks.has_percent {
            total.forget_percent();
        }
        (total.extra, total.before_veto) = (remarks.extra, remarks.before_veto);
        Some(total)
    }

    fn perspectives_of(&self, context: &Context<'_>, place: Place) -> Vec<PerspectiveStanding> {
        let (Some(at), Some(own)) = (self.place(place.period, place.unit), context.plan()) else {
            return Vec::new();
        };
        let Some(revision) = context.card.card.revisions.get(context.revision) else { return Vec::new() };
        let remarks = self.remarks.get(at).and_then(Option::as_deref);
        let start = at.saturating_mul(self.perspectives);
        let fulls = own.full(context.unit);
        let standing = |(number, shape): (usize, &super::compile::Shape)| {
            let points = self.perspective_points.get(start.saturating_add(number)).map(|own| own.normalize());
            let percent = match remarks {
                Some(remarks) => remarks.percents.get(number).copied().flatten(),
                None => points.and_then(|points| {
                    let fulls = fulls.get(shape.all.clone()).unwrap_or_default();
                    percent_of(points, &fulls.iter().fold(Exact::ZERO, |sum, full| sum.plus(full)))
                }),
            };
            let measures = own.measures.get(shape.all.clone()).unwrap_or_default().iter();
            let status = revision.status_of(points, percent, &mut measures.map(|own| &own.measure));
            PerspectiveStanding { points, percent, status }
        };
        own.perspectives.iter().enumerate().map(standing).collect()
    }
}
