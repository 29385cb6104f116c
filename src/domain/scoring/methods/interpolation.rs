//! Interpolation (分段线性, 功效系数, 线性插值): percent of F on straight lines between knots.

use super::{Inputs, limited_to, part};
use crate::domain::exact::Exact;
use crate::domain::method::{End, Interpolation, Knot};
use crate::domain::scoring::notes::Notes;
use crate::domain::scoring::trace::{Formula, Step};

pub(in crate::domain::scoring) fn points(
    method: &Interpolation,
    inputs: &Inputs<'_>,
    notes: &mut Notes,
) -> Option<Exact> {
    let value = inputs.basis(method.basis, notes)?;
    let (percent, between) = percent(method, &value, inputs.is_above_better(method.basis, &value))?;
    let points = part(inputs.full, &percent);
    notes.trace.step(|| {
        Step::Formula(Box::new(Formula::Interpolation {
            basis: method.basis,
            value,
            between,
            percent,
            full: inputs.full.clone(),
            points: points.clone(),
        }))
    });
    Some(limited_to(points, method.limits, notes))
}

/// Percent of F, and the two knots on whose line it lies, where it lies on one. A jump belongs to
/// the side `above` it, or to the one below.
fn percent(method: &Interpolation, value: &Exact, above: bool) -> Option<(Exact, Option<(Knot, Knot)>)> {
    let knots = &method.knots;
    let at = |knot: &Knot| Exact::from(knot.at);
    let first = knots.partition_point(|knot| at(knot) < *value);
    let after = knots.partition_point(|knot| at(knot) <= *value);
    if first < after {
        let owner = if above { after.saturating_sub(1) } else { first };
        return Some((Exact::from(knots.get(owner)?.percent), None));
    }
    let (end, edge, inner) = if first == 0 {
        (method.below, knots.first()?, knots.get(1))
    } else if after == knots.len() {
        (method.above, knots.last()?, knots.len().checked_sub(2).and_then(|place| knots.get(place)))
    } else {
        let (low, high) = (knots.get(first.saturating_sub(1))?, knots.get(first)?);
        return Some((line(low, high, value)?, Some((*low, *high))));
    };
    let constant = Some((Exact::from(edge.percent), None));
    match (end, inner) {
        (End::Percent(percent), _) => Some((Exact::from(percent), None)),
        (End::Extrapolated, Some(inner)) => match line(inner, edge, value) {
            Some(percent) if first == 0 => Some((percent, Some((*edge, *inner)))),
            Some(percent) => Some((percent, Some((*inner, *edge)))),
            None => constant,
        },
        (End::Constant | End::Extrapolated, _) => constant,
    }
}

/// The line through two knots at `value`; `None` where they stand above one another.
fn line(one: &Knot, other: &Knot, value: &Exact) -> Option<Exact> {
    let (from, to) = (Exact::from(one.at), Exact::from(other.at));
    let (start, end) = (Exact::from(one.percent), Exact::from(other.percent));
    let rise = end.minus(&start).times(&value.minus(&from)).over(&to.minus(&from))?;
    Some(start.plus(&rise))
}
