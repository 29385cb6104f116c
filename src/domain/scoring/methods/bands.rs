//! Bands (区间计分): the points of the band in which the value lies.

use super::{Inputs, part};
use crate::domain::exact::Exact;
use crate::domain::measure::Polarity;
use crate::domain::method::{Award, Bands, Basis, Side};
use crate::domain::scoring::notes::Notes;
use crate::domain::scoring::trace::{Formula, Step};

pub(in crate::domain::scoring) fn points(
    method: &Bands,
    inputs: &Inputs<'_>,
    notes: &mut Notes,
) -> Option<Exact> {
    let value = inputs.basis(method.basis, notes)?;
    let begun = |from: &Exact| value > *from || value == *from && cut_is_above(method, inputs, from);
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

/// Whether a cut belongs to the band above it: the better of the two, unless it is turned round.
/// Where a range is best, the better band is the one nearer to its middle.
fn cut_is_above(method: &Bands, inputs: &Inputs<'_>, cut: &Exact) -> bool {
    let above_is_better = match inputs.polarity {
        Polarity::Higher => true,
        Polarity::Lower => false,
        Polarity::Within(_) if method.basis != Basis::Actual => true,
        Polarity::Within(range) => {
            let ends = Exact::from(range.low).plus(&Exact::from(range.high));
            cut.plus(cut) <= ends
        }
    };
    above_is_better == (method.cut == Side::Better)
}
