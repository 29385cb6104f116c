//! Pass or fail (达标制): F on the good side of the target, else a stated part of it.

use super::{Inputs, part};
use crate::domain::exact::Exact;
use crate::domain::method::PassFail;
use crate::domain::scoring::notes::Notes;
use crate::domain::scoring::trace::{Formula, Step};

pub(in crate::domain::scoring) fn points(
    method: PassFail,
    inputs: &Inputs<'_>,
    notes: &mut Notes,
) -> Option<Exact> {
    let target = inputs.target?;
    let reached = inputs.is_reached(target);
    let points =
        if reached { inputs.full.clone() } else { part(inputs.full, &Exact::from(method.otherwise)) };
    let (actual, target) = (inputs.actual.clone(), target.clone());
    notes.trace.step(|| {
        Step::Formula(Box::new(Formula::PassFail { actual, target, reached, points: points.clone() }))
    });
    Some(points)
}
