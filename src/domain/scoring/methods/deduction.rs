//! Deduction (扣分制, 扣完为止): points = max(lowest, F − actual × points each).

use super::{Inputs, limited};
use crate::domain::exact::Exact;
use crate::domain::method::Deduction;
use crate::domain::scoring::notes::Notes;
use crate::domain::scoring::trace::{Formula, Limit, Step};

pub(in crate::domain::scoring) fn points(
    method: &Deduction,
    inputs: &Inputs<'_>,
    notes: &mut Notes,
) -> Exact {
    let points_each = Exact::from(method.points_each);
    let raw = inputs.full.minus(&inputs.actual.times(&points_each));
    notes.trace.step(|| {
        Step::Formula(Box::new(Formula::Deduction {
            full: inputs.full.clone(),
            deducted: inputs.actual.clone(),
            points_each,
            points: raw.clone(),
        }))
    });
    let lowest = Some((Exact::from(method.lowest), Limit::Lowest(method.lowest)));
    limited(raw, lowest, None, notes)
}
