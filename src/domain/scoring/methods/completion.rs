//! Completion (目标完成率): points = F × clamp(q, floor, cap).

use super::{Inputs, limited};
use crate::domain::exact::Exact;
use crate::domain::method::{Completion, Inverse};
use crate::domain::scoring::finding::Problem;
use crate::domain::scoring::notes::Notes;
use crate::domain::scoring::trace::{Formula, Limit, Step};

pub(in crate::domain::scoring) fn points(
    method: &Completion,
    inputs: &Inputs<'_>,
    notes: &mut Notes,
) -> Option<Exact> {
    let target = inputs.target?;
    if !target.is_positive() {
        return Some(all_or_nothing(method, inputs, target, notes));
    }
    let formula = match (inputs.is_higher_better(), method.inverse) {
        (true, _) => ratio(inputs, target)?,
        (false, Inverse::Mirror) => mirror(inputs, target)?,
        (false, Inverse::Reciprocal) if inputs.actual.is_positive() => reciprocal(inputs, target)?,
        (false, Inverse::Reciprocal) => return best_reciprocal(method, inputs, notes),
    };
    let (formula, raw) = formula;
    notes.trace.step(|| Step::Formula(Box::new(formula)));
    let bound = |share| inputs.full.times(&Exact::from(share));
    let highest = method.cap.map(|cap| (bound(cap), Limit::Cap(cap)));
    let lowest = Some((bound(method.floor), Limit::Floor(method.floor)));
    Some(limited(raw, lowest, highest, notes))
}

fn ratio(inputs: &Inputs<'_>, target: &Exact) -> Option<(Formula, Exact)> {
    let points = inputs.full.times(inputs.actual).over(target)?;
    let (full, actual) = (inputs.full.clone(), inputs.actual.clone());
    Some((Formula::Ratio { full, actual, target: target.clone(), points: points.clone() }, points))
}

fn mirror(inputs: &Inputs<'_>, target: &Exact) -> Option<(Formula, Exact)> {
    let quotient = Exact::whole(2).minus(&inputs.actual.over(target)?);
    Some(inverse(Inverse::Mirror, inputs, target, inputs.full.times(&quotient)))
}

fn reciprocal(inputs: &Inputs<'_>, target: &Exact) -> Option<(Formula, Exact)> {
    let points = inputs.full.times(target).over(inputs.actual)?;
    Some(inverse(Inverse::Reciprocal, inputs, target, points))
}

fn inverse(inverse: Inverse, inputs: &Inputs<'_>, target: &Exact, points: Exact) -> (Formula, Exact) {
    let (full, actual) = (inputs.full.clone(), inputs.actual.clone());
    (Formula::Inverse { inverse, full, actual, target: target.clone(), points: points.clone() }, points)
}

/// An actual of zero or below has no reciprocal: it is as good as the cap allows.
fn best_reciprocal(method: &Completion, inputs: &Inputs<'_>, notes: &mut Notes) -> Option<Exact> {
    notes.find(|| Problem::ActualNotPositive);
    let cap = method.cap?;
    let points = inputs.full.times(&Exact::from(cap));
    let to = points.clone();
    notes.trace.step(|| Step::Limited { limit: Limit::Cap(cap), from: to.clone(), to });
    Some(points)
}

fn all_or_nothing(method: &Completion, inputs: &Inputs<'_>, target: &Exact, notes: &mut Notes) -> Exact {
    notes.find(|| Problem::TargetNotPositive);
    let reached = inputs.is_reached(target);
    let share = if reached { Exact::ONE } else { Exact::from(method.floor) };
    let points = inputs.full.times(&share);
    let (actual, target) = (inputs.actual.clone(), target.clone());
    notes.trace.step(|| {
        Step::Formula(Box::new(Formula::AllOrNothing { actual, target, reached, points: points.clone() }))
    });
    points
}
