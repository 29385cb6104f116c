//! The arithmetic of the scoring methods, one file each.

mod completion;
mod deduction;
mod step;

use super::plan::Notes;
use super::trace::{Limit, Step};
use crate::domain::exact::Exact;
use crate::domain::measure::Polarity;
use crate::domain::method::Method;

/// What a method works on.
pub(super) struct Inputs<'i> {
    pub(super) actual: &'i Exact,
    /// There whenever the method needs one.
    pub(super) target: Option<&'i Exact>,
    /// Full points F.
    pub(super) full: &'i Exact,
    pub(super) polarity: Polarity,
}

/// The points, before redistribution and rounding; `None` where there are none, with a finding.
pub(super) fn points(method: &Method, inputs: &Inputs<'_>, notes: &mut Notes) -> Option<Exact> {
    match method {
        Method::Completion(completion) => completion::points(completion, inputs, notes),
        Method::Step(step) => step::points(step, inputs, notes),
        Method::Deduction(deduction) => Some(deduction::points(deduction, inputs, notes)),
    }
}

/// Lowers `value` to `highest` and raises it to `lowest`, noting what it did.
fn limited(
    value: Exact,
    lowest: Option<(Exact, Limit)>,
    highest: Option<(Exact, Limit)>,
    notes: &mut Notes,
) -> Exact {
    let mut result = value;
    for (bound, limit, beyond) in [
        highest.map(|(bound, limit)| (bound.clone(), limit, result > bound)),
        lowest.map(|(bound, limit)| (bound.clone(), limit, result < bound)),
    ]
    .into_iter()
    .flatten()
    {
        if beyond {
            let (from, to) = (result, bound.clone());
            notes.trace.step(|| Step::Limited { limit, from, to });
            result = bound;
        }
    }
    result
}
