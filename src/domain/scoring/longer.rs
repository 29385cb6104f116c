//! A period longer than the card's own: the mean of the totals of its own periods, and of what their
//! perspectives have.

use rust_decimal::Decimal;

use super::describe;
use super::finding::{Finding, Problem};
use super::plan::{Context, Plan};
use super::report::{Body, Coverage, NoScore, Part, PerspectiveStanding, ScoreReport, Total};
use super::rounded;
use crate::domain::exact::Exact;
use crate::domain::id::PerspectiveId;
use crate::domain::period::Period;
use crate::domain::scorecard::{LongerPeriods, Perspective, Revision};

impl Plan {
    /// Whether the score of the period is the mean of the card's own periods in it.
    pub(super) fn is_mean_of_periods(&self, context: &Context<'_>) -> bool {
        let card = &context.card.card;
        let own = Period::holding(context.period.last(), card.period, self.first_month);
        let rule = card.revisions.get(context.revision).map(|revision| revision.longer_periods);
        !own.same_months(context.period) && rule == Some(LongerPeriods::MeanOfPeriods)
    }

    /// The mean of the totals of the card's own periods that lie within the period.
    pub(super) fn longer(&self, context: &Context<'_>) -> Result<ScoreReport, NoScore> {
        let card = &context.card.card;
        let unit = self.unit_id(context.unit);
        let mut report = ScoreReport::nothing(&card.id, &unit, context.period, NoScore::NoRevision);
        let Some(revision) = card.revisions.get(context.revision) else {
            return Ok(report);
        };
        let mut parts: Vec<Part> = Vec::new();
        let (mut mean, mut means) = (MeanOfPeriods::default(), PerspectiveMeans::new(revision));
        for own in self.own_periods(context) {
            let part = match self.report(context.place, context.unit, own, context.exempt, None) {
                Ok((part, _)) => part,
                Err(NoScore::NotUsed) => continue,
                Err(_) => {
                    parts.push(Part { period: own, points: None, coverage: Coverage::default() });
                    continue;
                }
            };
            mean.add(&part.total);
            means.add_report(&part);
            let counts = part.total.points.is_some();
            parts.push(Part { period: own, points: part.total.points, coverage: part.total.coverage });
            for finding in part.findings.into_iter().filter(|_| counts) {
                if !report.findings.contains(&finding) {
                    report.findings.push(finding);
                }
            }
            report.vetoes.extend(part.vetoes);
        }
        report.total = mean.total(context, revision);
        let ids = revision.perspectives.iter().map(|own| own.id.clone());
        report.body = Body::Periods { parts, means: ids.zip(means.standings()).collect() };
        if self.spans_revisions(context) {
            report.findings.push(Finding { measure: None, problem: Problem::SeveralRevisions });
        }
        Ok(report)
    }

    /// The card's own periods that lie within the period, in order.
    pub(super) fn own_periods(&self, context: &Context<'_>) -> Vec<Period> {
        let (length, whole) = (context.card.card.period, context.period);
        let mut periods: Vec<Period> = Vec::new();
        for month in whole.months() {
            let own = Period::holding(month, length, self.first_month);
            let within = own.first() >= whole.first() && own.last() <= whole.last();
            if within && periods.last() != Some(&own) {
                periods.push(own);
            }
        }
        periods
    }
}

/// The mean of totals of a card's own periods, on its way.
#[derive(Default)]
pub(super) struct MeanOfPeriods {
    points: Exact,
    full: Exact,
    scored: u32,
    coverage: Coverage,
}

impl MeanOfPeriods {
    /// Counts the total of one of them.
    pub(super) fn add(&mut self, part: &Total) {
        self.coverage.add(&part.coverage);
        if let Some(points) = part.points {
            self.points = self.points.plus(&Exact::from(points));
            self.full = self.full.plus(&Exact::from(part.full));
            self.scored = self.scored.saturating_add(1);
        }
    }

    /// The total of the longer period.
    pub(super) fn total(&self, context: &Context<'_>, revision: &Revision) -> Total {
        let count = Exact::whole(self.scored);
        let full = self.full.over(&count).or_else(|| {
            context.plan().map(|plan| plan.full(context.unit).iter().fold(Exact::ZERO, |sum, f| sum.plus(f)))
        });
        let mean = self.points.over(&count).and_then(|mean| rounded(&mean, revision.rounding));
        describe::total(revision, &full.unwrap_or(Exact::ZERO), mean, self.coverage, 0)
    }
}

/// The means of the perspectives of a revision over a card's own periods, on their way. A period
/// without a total does not count, nor one in which the perspective has no points.
pub(super) struct PerspectiveMeans<'r> {
    revision: &'r Revision,
    sums: Vec<(Mean, Mean)>,
}

/// A mean on its way: the sum, and of how many.
#[derive(Clone, Default)]
struct Mean(Exact, u32);

impl Mean {
    fn add(&mut self, value: Option<Decimal>) {
        if let Some(value) = value {
            self.0 = self.0.plus(&Exact::from(value));
            self.1 = self.1.saturating_add(1);
        }
    }

    fn value(&self) -> Option<Exact> {
        self.0.over(&Exact::whole(self.1))
    }
}

impl<'r> PerspectiveMeans<'r> {
    pub(super) fn new(revision: &'r Revision) -> Self {
        Self { revision, sums: vec![Default::default(); revision.perspectives.len()] }
    }

    /// Counts what a perspective has in one of the periods.
    pub(super) fn add(&mut self, id: &PerspectiveId, points: Option<Decimal>, percent: Option<Decimal>) {
        let place = self.revision.perspectives.iter().position(|own| own.id == *id);
        if let Some((sum, percents)) = place.and_then(|place| self.sums.get_mut(place)) {
            sum.add(points);
            percents.add(percent);
        }
    }

    /// Counts one of the periods, where it has a total.
    pub(super) fn add_report(&mut self, part: &ScoreReport) {
        for (id, own) in part.standings().iter().filter(|_| part.total.points.is_some()) {
            self.add(id, own.points, own.percent);
        }
    }

    /// The means, in the order of the revision.
    pub(super) fn standings(&self) -> Vec<PerspectiveStanding> {
        let standing = |((sum, percents), own): (&(Mean, Mean), &Perspective)| {
            let points = sum.value().and_then(|mean| rounded(&mean, self.revision.rounding));
            let percent = percents.value().and_then(|mean| mean.to_decimal()).map(|own| own.normalize());
            let status = self.revision.status_of(points, percent, &mut own.all_measures());
            PerspectiveStanding { points: points.map(|own| own.normalize()), percent, status }
        };
        self.sums.iter().zip(&self.revision.perspectives).map(standing).collect()
    }
}
