//! Veto rules (一票否决): after the roll-up, and never in a unit's favour.
//!
//! Vetoes on perspectives come first and the total is formed again; then the lowest cap on the
//! total; then the lowest grade.

use rust_decimal::Decimal;

use super::compile::{Bound, Meaning, OwnWord};
use super::finding::Problem;
use super::measure::Leaf;
use super::notes::Notes;
use super::plan::{Context, Plan};
use super::report::VetoUse;
use super::roll_up::{RolledUp, Settled, sum};
use crate::domain::exact::Exact;
use crate::domain::expression::Operand;
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::measure::Polarity;
use crate::domain::period::Period;
use crate::domain::scorecard::{Revision, VetoEffect};

impl Plan {
    /// Applies the vetoes whose condition holds.
    pub(super) fn veto(
        &self,
        context: &Context<'_>,
        revision: &Revision,
        leaves: &[Leaf],
        rolled: &mut RolledUp,
    ) {
        let Some(plan) = context.plan() else { return };
        let mut effects: Vec<(usize, &VetoEffect)> = Vec::new();
        for (veto, (measure, condition)) in revision.vetoes.iter().zip(&plan.vetoes) {
            let (Some(leaf), Some(settled)) = (leaves.get(*measure), rolled.measures.get(*measure)) else {
                continue;
            };
            let holds = Seen::new(leaf, settled).holds(condition);
            match holds {
                Some(true) => {
                    effects.push((*measure, &veto.effect));
                    rolled.vetoes.push(VetoUse {
                        reason: veto.reason.clone(),
                        measure: veto.measure.clone(),
                        effect: veto.effect.clone(),
                        period: context.period,
                    });
                }
                Some(false) => {}
                None => rolled.problems.push(Problem::VetoNotDecided(veto.reason.clone())),
            }
        }
        for (measure, effect) in &effects {
            if let VetoEffect::PerspectiveToZero = effect {
                let place = plan.perspectives.iter().position(|shape| shape.all.contains(measure));
                take_perspective(place, rolled);
            }
        }
        for (_, effect) in effects {
            match effect {
                VetoEffect::PerspectiveToZero => {}
                VetoEffect::TotalAtMost(most) => rolled.total = rolled.total.map(|total| total.min(*most)),
                VetoEffect::GradeAtMost(place) => rolled.best_grade = rolled.best_grade.max(*place),
            }
        }
    }
}

impl Plan {
    /// The vetoes of a unit in one of its card's own periods that do not hold, and would if the actual or
    /// the points of their measure were a tenth worse.
    #[must_use]
    pub fn vetoes_near(&self, scorecard: &ScorecardId, unit: &UnitId, period: Period) -> Vec<VetoUse> {
        let mut near = Vec::new();
        let Some(context) = self.context_of(scorecard, unit, period) else { return near };
        let Some((plan, revision)) = context.plan().zip(context.card.card.revisions.get(context.revision))
        else {
            return near;
        };
        if revision.vetoes.is_empty() {
            return near;
        }
        let mut leaves = Vec::new();
        let rolled = self.score_leaves(&context, &mut leaves, &mut |_| Notes::none());
        for (veto, (measure, condition)) in revision.vetoes.iter().zip(&plan.vetoes) {
            let (Some(own), Some(leaf), Some(settled)) =
                (plan.measures.get(*measure), leaves.get(*measure), rolled.measures.get(*measure))
            else {
                continue;
            };
            let seen = Seen::new(leaf, settled);
            let would = |worse: &Seen<'_>| worse.holds(condition) == Some(true);
            if seen.holds(condition) == Some(false) && seen.worse(own.measure.polarity).iter().any(would) {
                near.push(VetoUse {
                    reason: veto.reason.clone(),
                    measure: veto.measure.clone(),
                    effect: veto.effect.clone(),
                    period,
                });
            }
        }
        near
    }
}

/// Leaves a perspective at most 0 points, and forms the total again.
fn take_perspective(place: Option<usize>, rolled: &mut RolledUp) {
    let Some(node) = place.and_then(|place| rolled.perspectives.get_mut(place)) else {
        return;
    };
    if node.points.is_none_or(|points| points <= Decimal::ZERO) {
        return;
    }
    node.before_veto = node.points;
    node.points = Some(Decimal::ZERO);
    if rolled.total.is_some() {
        let mut parts = rolled.perspectives.iter().filter_map(|node| node.points).chain(rolled.extra);
        rolled.total = sum(&mut parts);
    }
}

/// What a condition sees of a measure.
#[derive(Clone)]
struct Seen<'l> {
    actual: Option<Exact>,
    target: Option<&'l Exact>,
    points: Option<Exact>,
    full: &'l Exact,
}

impl<'l> Seen<'l> {
    fn new(leaf: &'l Leaf, settled: &'l Settled) -> Self {
        Self {
            actual: leaf.actual.clone(),
            target: leaf.target.as_ref(),
            points: settled.points.map(Exact::from),
            full: &settled.full,
        }
    }

    /// Whether a condition holds; `None` where that cannot be said.
    fn holds(&self, condition: &Bound) -> Option<bool> {
        let known = |value: Option<Exact>| value.map_or(Operand::Missing, Operand::Known);
        let mut operand = |place: usize| match condition.meanings.get(place) {
            Some(Meaning::Own(OwnWord::Actual)) => known(self.actual.clone()),
            Some(Meaning::Own(OwnWord::Target)) => known(self.target.cloned()),
            Some(Meaning::Own(OwnWord::Points)) => known(self.points.clone()),
            Some(Meaning::Own(OwnWord::Percent)) => known(
                self.points.as_ref().and_then(|points| points.times(&Exact::whole(100)).over(self.full)),
            ),
            _ => Operand::Missing,
        };
        condition.expression.evaluate_condition(&mut operand, &mut |_| {})
    }

    /// The same with an actual, or with points, a tenth worse.
    fn worse(&self, polarity: Polarity) -> Vec<Self> {
        let tenth = |value: &Exact| value.magnitude().over(&Exact::whole(10)).unwrap_or(Exact::ZERO);
        let lower = |value: &Exact| value.minus(&tenth(value));
        let higher = |value: &Exact| value.plus(&tenth(value));
        let with_actual = |change: &dyn Fn(&Exact) -> Exact| Self {
            actual: self.actual.as_ref().map(change),
            ..self.clone()
        };
        let mut worse = vec![Self { points: self.points.as_ref().map(lower), ..self.clone() }];
        if polarity != Polarity::Lower {
            worse.push(with_actual(&lower));
        }
        if polarity != Polarity::Higher {
            worse.push(with_actual(&higher));
        }
        worse
    }
}
