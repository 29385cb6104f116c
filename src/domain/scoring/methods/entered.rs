//! Entered (直接评分): the actual is the points, or marks out of a maximum.

use super::{Inputs, limited_to};
use crate::domain::exact::Exact;
use crate::domain::method::Entered;
use crate::domain::scoring::finding::Problem;
use crate::domain::scoring::notes::Notes;
use crate::domain::scoring::trace::{Formula, Step};

pub(in crate::domain::scoring) fn points(
    method: &Entered,
    inputs: &Inputs<'_>,
    notes: &mut Notes,
) -> Option<Exact> {
    let out_of = method.out_of.map(Exact::from);
    let points = match &out_of {
        None => inputs.actual.clone(),
        Some(out_of) => {
            let points = inputs.full.times(inputs.actual).over(out_of);
            if points.is_none() {
                notes.find(|| Problem::DivisionByZero);
            }
            points?
        }
    };
    notes.trace.step(|| {
        Step::Formula(Box::new(Formula::Entered {
            full: inputs.full.clone(),
            actual: inputs.actual.clone(),
            out_of,
            points: points.clone(),
        }))
    });
    Some(limited_to(points, method.limits, notes))
}
