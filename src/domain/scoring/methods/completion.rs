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
    let raw = match (inputs.is_higher_better(), method.inverse) {
        (true, _) => ratio(inputs, target, notes)?,
        (false, Inverse::Reciprocal) if !inputs.actual.is_positive() => {
            return best_reciprocal(method, inputs, notes);
        }
        (false, inverse) => inverted(inverse, inputs, target, notes)?,
    };
    let bound = |share| inputs.full.times(&Exact::from(share));
    let highest = method.cap.map(|cap| (bound(cap), Limit::Cap(cap)));
    let lowest = Some((bound(method.floor), Limit::Floor(method.floor)));
    Some(limited(raw, lowest, highest, notes))
}

fn ratio(inputs: &Inputs<'_>, target: &Exact, notes: &mut Notes) -> Option<Exact> {
    let points = inputs.full.times(inputs.actual).over(target)?;
    notes.trace.step(|| {
        Step::Formula(Box::new(Formula::Ratio {
            full: inputs.full.clone(),
            actual: inputs.actual.clone(),
            target: target.clone(),
            points: points.clone(),
        }))
    });
    Some(points)
}

/// Lower is better.
fn inverted(inverse: Inverse, inputs: &Inputs<'_>, target: &Exact, notes: &mut Notes) -> Option<Exact> {
    let points = match inverse {
        Inverse::Mirror => inputs.full.times(&Exact::whole(2).minus(&inputs.actual.over(target)?)),
        Inverse::Reciprocal => inputs.full.times(target).over(inputs.actual)?,
    };
    notes.trace.step(|| {
        Step::Formula(Box::new(Formula::Inverse {
            inverse,
            full: inputs.full.clone(),
            actual: inputs.actual.clone(),
            target: target.clone(),
            points: points.clone(),
        }))
    });
    Some(points)
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
    notes.trace.step(|| {
        let (actual, target, points) = (inputs.actual.clone(), target.clone(), points.clone());
        Step::Formula(Box::new(Formula::AllOrNothing { actual, target, reached, points }))
    });
    points
}
