//! A period longer than the card's own: the mean of the totals of its own periods.

use super::describe;
use super::finding::{Finding, Problem};
use super::plan::{Context, Plan};
use super::report::{Body, Coverage, NoScore, Part, ScoreReport};
use super::rounded;
use crate::domain::exact::Exact;
use crate::domain::period::Period;
use crate::domain::scorecard::LongerPeriods;

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
        let mut coverage = Coverage::default();
        let (mut full, mut scored) = (Exact::ZERO, 0_u32);
        for own in self.own_periods(context) {
            let Ok((part, _)) = self.report(context.place, context.unit, own, context.exempt, None) else {
                parts.push(Part { period: own, points: None, coverage: Coverage::default() });
                continue;
            };
            coverage.add(&part.total.coverage);
            let counts = part.total.points.is_some();
            if counts {
                full = full.plus(&Exact::from(part.total.full));
                scored = scored.saturating_add(1);
            }
            parts.push(Part { period: own, points: part.total.points, coverage: part.total.coverage });
            for finding in part.findings.into_iter().filter(|_| counts) {
                if !report.findings.contains(&finding) {
                    report.findings.push(finding);
                }
            }
            report.vetoes.extend(part.vetoes);
        }
        let full = full.over(&Exact::whole(scored)).or_else(|| {
            context.plan().map(|plan| plan.full(context.unit).iter().fold(Exact::ZERO, |sum, f| sum.plus(f)))
        });
        let mean = mean_of(&parts).and_then(|mean| rounded(&mean, revision.rounding));
        report.total = describe::total(revision, &full.unwrap_or(Exact::ZERO), mean, coverage, 0);
        report.body = Body::Periods(parts);
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

fn mean_of(parts: &[Part]) -> Option<Exact> {
    let mut sum = Exact::ZERO;
    let mut count = 0_u32;
    for points in parts.iter().filter_map(|part| part.points) {
        sum = sum.plus(&Exact::from(points));
        count = count.saturating_add(1);
    }
    sum.over(&Exact::whole(count))
}
