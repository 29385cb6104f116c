//! The report of a card: what was rolled up, with identities, percents, grades and status.

use rust_decimal::Decimal;

use super::finding::{Finding, Problem};
use super::measure::{Leaf, Raw};
use super::plan::{Context, Plan};
use super::report::{
    Body, Coverage, MeasureScore, MeasureState, NoScore, ObjectiveScore, PerspectiveScore, ScoreReport, Total,
};
use super::roll_up::{Node, RolledUp, Settled};
use super::rounded;
use super::trace::Step;
use crate::domain::exact::Exact;
use crate::domain::measure::{Measure, MeasureStatus, Polarity, StatusOf};
use crate::domain::scorecard::{Perspective, Revision, Status, Weighting};

/// The rows of a card, taken one after the other in the order of [`Revision::measures`].
struct Rows<'r> {
    revision: &'r Revision,
    measures: std::iter::Zip<std::slice::Iter<'r, Settled>, std::slice::Iter<'r, Leaf>>,
    objectives: std::slice::Iter<'r, Node>,
}

impl Plan {
    /// The report, and the steps of the measure that was traced.
    pub(super) fn describe(
        &self,
        context: &Context<'_>,
        rolled: RolledUp,
        mut leaves: Vec<Leaf>,
    ) -> (ScoreReport, Option<Vec<Step>>) {
        let card = &context.card.card;
        let unit = self.unit_id(context.unit);
        let mut report = ScoreReport::nothing(&card.id, &unit, context.period, NoScore::NoRevision);
        let Some(revision) = card.revisions.get(context.revision) else {
            return (report, None);
        };
        let mut rows = Rows {
            revision,
            measures: rolled.measures.iter().zip(leaves.iter()),
            objectives: rolled.objectives.iter(),
        };
        let perspectives = revision.perspectives.iter().zip(&rolled.perspectives);
        let perspectives =
            perspectives.map(|(perspective, node)| rows.perspective(perspective, node)).collect();
        report.body = Body::Perspectives { revision: revision.from, perspectives };
        report.total = total(revision, &rolled.full, rolled.total, rolled.coverage, rolled.best_grade);
        if !rolled.has_percent() {
            report.total.forget_percent();
        }
        report.total.extra = rolled.extra;
        report.total.before_veto = rolled.lost_to_veto();
        report.vetoes = rolled.vetoes;
        report.findings = findings(revision, &rolled.full, rolled.problems, &mut leaves);
        if self.spans_revisions(context) {
            report.findings.push(Finding { measure: None, problem: Problem::SeveralRevisions });
        }
        (report, leaves.into_iter().find_map(|leaf| leaf.notes.trace.into_steps()))
    }

    /// Whether another revision was in force at the beginning of the period.
    pub(super) fn spans_revisions(&self, context: &Context<'_>) -> bool {
        let card = &context.card.card;
        let first = card.revision_in(context.period.first());
        first
            .is_some_and(|first| Some(first.from) != card.revisions.get(context.revision).map(|own| own.from))
    }
}

impl Rows<'_> {
    fn perspective(&mut self, perspective: &Perspective, node: &Node) -> PerspectiveScore {
        let objectives = perspective
            .objectives
            .iter()
            .map(|objective| {
                let measures = self.take(&objective.measures);
                let node = self.objectives.next().cloned().unwrap_or_default();
                ObjectiveScore {
                    objective: objective.id.clone(),
                    points: node.points.map(normal),
                    full: decimal(&node.full),
                    percent: node.points.and_then(|points| percent_of(points, &node.full)),
                    coverage: node.coverage,
                    measures,
                }
            })
            .collect();
        let percent = node.points.and_then(|points| percent_of(points, &node.full));
        PerspectiveScore {
            perspective: perspective.id.clone(),
            points: node.points.map(normal),
            before_veto: node.before_veto.map(normal),
            substituted: node.substituted,
            full: decimal(&node.full),
            percent,
            status: self.revision.status_of(node.points, percent, &mut perspective.all_measures()),
            coverage: node.coverage,
            objectives,
            measures: self.take(&perspective.measures),
        }
    }

    fn take(&mut self, measures: &[Measure]) -> Vec<MeasureScore> {
        let mut scores = Vec::with_capacity(measures.len());
        for measure in measures {
            if let Some((settled, leaf)) = self.measures.next() {
                scores.push(self.measure(measure, settled, leaf));
            }
        }
        scores
    }

    fn measure(&self, measure: &Measure, settled: &Settled, leaf: &Leaf) -> MeasureScore {
        let state = match leaf.raw {
            Raw::Points(_) if settled.points.is_some() => MeasureState::Scored,
            Raw::Substituted(_) if settled.points.is_some() => MeasureState::Substituted,
            Raw::Points(_) | Raw::Substituted(_) | Raw::Missing => MeasureState::Missing,
            Raw::NotApplicable => MeasureState::NotApplicable,
            Raw::LeftOut => MeasureState::LeftOut,
        };
        let percent = settled.points.and_then(|points| percent_of(points, &settled.full));
        let own = leaf.points().and_then(|own| rounded(own, self.revision.rounding));
        let redistributed = settled.points.zip(own).and_then(|(points, own)| points.checked_sub(own));
        MeasureScore {
            measure: measure.id.clone(),
            state,
            actual: leaf.actual.clone(),
            target: leaf.target.clone(),
            points: settled.points.map(normal),
            redistributed: redistributed.map_or(Decimal::ZERO, normal),
            full: decimal(&settled.full),
            percent,
            status: self.status(measure, leaf.actual.as_ref(), percent).or_else(|| {
                let points =
                    settled.points.filter(|_| settled.full.is_zero() && state == MeasureState::Scored);
                Status::of_adjustment(points?, measure.may_deduct())
            }),
        }
    }

    fn status(&self, measure: &Measure, actual: Option<&Exact>, percent: Option<Decimal>) -> Option<Status> {
        match measure.status {
            None => percent.map(|percent| self.revision.status.status(percent)),
            Some(MeasureStatus { of: StatusOf::Percent, bands }) => {
                percent.map(|percent| bands.status(percent))
            }
            Some(MeasureStatus { of: StatusOf::Actual, bands }) => {
                let reached = |cut: Decimal| match measure.polarity {
                    Polarity::Lower => actual.map(|actual| *actual <= Exact::from(cut)),
                    Polarity::Higher | Polarity::Within(_) => {
                        actual.map(|actual| *actual >= Exact::from(cut))
                    }
                };
                Some(match (reached(bands.on_target)?, reached(bands.at_risk)?) {
                    (true, _) => Status::OnTarget,
                    (false, true) => Status::AtRisk,
                    (false, false) => Status::OffTarget,
                })
            }
        }
    }
}

/// A total with its percent, grade, status and coverage.
pub(super) fn total(
    revision: &Revision,
    full: &Exact,
    points: Option<Decimal>,
    coverage: Coverage,
    best_grade: usize,
) -> Total {
    let percent = points.and_then(|points| percent_of(points, full));
    let grade = percent.and_then(|percent| {
        let reached = |from: Option<Decimal>| from.is_none_or(|from| percent >= from);
        let place = revision.grades.iter().position(|grade| reached(grade.from))?;
        let place = place.max(best_grade.min(revision.grades.len().saturating_sub(1)));
        revision.grades.get(place).map(|grade| grade.name.clone())
    });
    Total {
        points: points.map(normal),
        full: decimal(full),
        percent,
        grade,
        status: percent.map(|percent| revision.status.status(percent)),
        coverage,
        provisional: coverage.percent().is_some_and(|percent| percent < revision.least_coverage),
        extra: None,
        before_veto: None,
    }
}

/// Findings of the card and of its measures.
fn findings(revision: &Revision, full: &Exact, problems: Vec<Problem>, leaves: &mut [Leaf]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let expected = match revision.weighting {
        Weighting::Points => Decimal::ONE_HUNDRED,
        Weighting::Share { total } => total,
    };
    if !full.equals(expected) {
        findings.push(Finding { measure: None, problem: Problem::WeightsSum(decimal(full)) });
    }
    for (leaf, measure) in leaves.iter_mut().zip(revision.measures()) {
        let problems = leaf.notes.take_problems().into_iter();
        findings.extend(problems.map(|problem| Finding { measure: Some(measure.id.clone()), problem }));
    }
    findings.extend(problems.into_iter().map(|problem| Finding { measure: None, problem }));
    findings
}

pub(super) fn percent_of(points: Decimal, full: &Exact) -> Option<Decimal> {
    Exact::from(points).times(&Exact::whole(100)).over(full)?.to_decimal()
}

fn decimal(value: &Exact) -> Decimal {
    value.to_decimal().unwrap_or_default()
}

fn normal(value: Decimal) -> Decimal {
    value.normalize()
}
