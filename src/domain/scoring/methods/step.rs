//! Step (每高/低一个单位加/扣分): points = base ± rate × n, n = |actual − target| ÷ step.

use super::{Inputs, limited_to};
use crate::domain::exact::Exact;
use crate::domain::method::{Limits, Step as StepMethod, StepBase, StepCounting};
use crate::domain::scoring::finding::Problem;
use crate::domain::scoring::notes::Notes;
use crate::domain::scoring::trace::{Formula, Step};

pub(in crate::domain::scoring) fn points(
    method: &StepMethod,
    inputs: &Inputs<'_>,
    notes: &mut Notes,
) -> Option<Exact> {
    let target = inputs.target?;
    let step = Exact::from(method.step);
    let distance = inputs.actual.minus(target);
    let Some(exact_steps) = distance.magnitude().over(&step) else {
        notes.find(|| Problem::DivisionByZero);
        return None;
    };
    let steps = match method.counting {
        StepCounting::Proportional => exact_steps,
        StepCounting::Whole => exact_steps.floor(),
        StepCounting::Started => exact_steps.ceil(),
    };
    let is_good = if inputs.is_higher_better() { distance.is_positive() } else { distance.is_negative() };
    let rate = if is_good { Exact::from(method.add) } else { Exact::from(method.deduct).negated() };
    let base = match method.base {
        StepBase::Full => inputs.full.clone(),
        StepBase::Zero => Exact::ZERO,
    };
    let raw = base.plus(&rate.times(&steps));
    notes.trace.step(|| {
        Step::Formula(Box::new(Formula::Step {
            base,
            rate,
            actual: inputs.actual.clone(),
            target: target.clone(),
            step,
            counting: method.counting,
            steps,
            points: raw.clone(),
        }))
    });
    let limits = Limits { lowest: method.lowest, highest: method.highest };
    Some(limited_to(raw, limits, notes))
}
