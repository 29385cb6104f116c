//! Veto rules (一票否决): after the roll-up, and never in a unit's favour.
//!
//! Vetoes on perspectives come first and the total is formed again; then the lowest cap on the
//! total; then the lowest grade.

use rust_decimal::Decimal;

use super::compile::{Bound, Meaning, OwnWord};
use super::finding::Problem;
use super::measure::Leaf;
use super::plan::{Context, Plan};
use super::report::VetoUse;
use super::roll_up::{RolledUp, Settled, sum};
use crate::domain::exact::Exact;
use crate::domain::expression::Operand;
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
            match holds(condition, leaf, settled) {
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

/// Whether a condition on a measure holds; `None` where that cannot be said.
fn holds(condition: &Bound, leaf: &Leaf, settled: &Settled) -> Option<bool> {
    let known = |value: Option<Exact>| value.map_or(Operand::Missing, Operand::Known);
    let mut operand = |place: usize| match condition.meanings.get(place) {
        Some(Meaning::Own(OwnWord::Actual)) => known(leaf.actual.clone()),
        Some(Meaning::Own(OwnWord::Target)) => known(leaf.target.clone()),
        Some(Meaning::Own(OwnWord::Points)) => known(settled.points.map(Exact::from)),
        Some(Meaning::Own(OwnWord::Percent)) => {
            let points = settled.points.map(Exact::from);
            known(points.and_then(|points| points.times(&Exact::whole(100)).over(&settled.full)))
        }
        _ => Operand::Missing,
    };
    condition.expression.evaluate_condition(&mut operand, &mut |_| {})
}
