//! Bands (区间计分): the points of the band in which the value lies.

use super::{Inputs, part};
use crate::domain::exact::Exact;
use crate::domain::method::{Award, Bands, Side};
use crate::domain::scoring::notes::Notes;
use crate::domain::scoring::trace::{Formula, Step};

pub(in crate::domain::scoring) fn points(
    method: &Bands,
    inputs: &Inputs<'_>,
    notes: &mut Notes,
) -> Option<Exact> {
    let value = inputs.basis(method.basis, notes)?;
    let cut_is_above =
        |cut: &Exact| inputs.is_above_better(method.basis, cut) == (method.cut == Side::Better);
    let begun = |from: &Exact| value > *from || value == *from && cut_is_above(from);
    let place =
        method.bands.iter().rposition(|band| band.from.is_none_or(|from| begun(&Exact::from(from))))?;
    let band = method.bands.get(place)?;
    let points = match band.award {
        Award::Points(points) => Exact::from(points),
        Award::Percent(percent) => part(inputs.full, &Exact::from(percent)),
    };
    notes.trace.step(|| {
        Step::Formula(Box::new(Formula::Bands {
            basis: method.basis,
            value,
            from: band.from,
            to: method.bands.get(place.saturating_add(1)).and_then(|next| next.from),
            award: band.award,
            full: inputs.full.clone(),
            points: points.clone(),
        }))
    });
    Some(points)
}
