//! Bands and curves as formulas.

use super::Maker;
use super::definitions::Owner;
use super::labels::Label;
use super::methods::{Inputs, limited, part};
use super::term::{
    Function, Term, at_least, call, equal, greater, is_number, less, minus, missing, number, over, plus,
    times, when,
};
use crate::domain::exact::Exact;
use crate::domain::measure::Polarity;
use crate::domain::method::{Award, Bands, Basis, End, Interpolation, Knot, Side};
use rust_decimal::Decimal;

/// Bands and knots that fit into formulas within one another.
const MAX_NESTED: usize = 25;

impl Maker<'_> {
    /// The value that bands and knots are laid over.
    fn basis(&mut self, at: usize, place: usize, basis: Basis, inputs: &Inputs) -> Term {
        let (actual, target) = (inputs.actual.clone(), inputs.target.clone());
        let both = equal(call(Function::Count, [actual.clone(), target.clone()]), number(2));
        let value = match basis {
            Basis::Actual => return actual,
            Basis::Difference => minus(actual, target),
            Basis::Ratio => when(greater(target.clone(), number(0)), over(actual, target), missing()),
        };
        let name = self.name_of(at, place);
        Term::Here(self.same(at, &name, Label::Basis, when(both, value, missing())))
    }

    pub(super) fn bands(&mut self, at: usize, place: usize, method: &Bands, inputs: &Inputs) -> Option<Term> {
        if method.bands.len() > MAX_NESTED {
            return None;
        }
        let value = self.basis(at, place, method.basis, inputs);
        let owner = Owner::Measure(place);
        let mut term = missing();
        for (number_of, band) in method.bands.iter().enumerate() {
            let gives = self.given(at, owner, Label::BandGives, number_of)?;
            let gives = match band.award {
                Award::Points(_) => gives,
                Award::Percent(_) => part(&inputs.full, gives),
            };
            term = match band.from {
                None => gives,
                Some(cut) => {
                    let from = self.given(at, owner, Label::BandFrom, number_of)?;
                    let above =
                        is_above_better(inputs.polarity, method.basis, cut) == (method.cut == Side::Better);
                    let begun =
                        if above { at_least(value.clone(), from) } else { greater(value.clone(), from) };
                    when(begun, gives, term)
                }
            };
        }
        Some(when(is_number(value), term, missing()))
    }

    pub(super) fn interpolation(
        &mut self,
        at: usize,
        place: usize,
        method: &Interpolation,
        inputs: &Inputs,
    ) -> Option<Term> {
        let knots = &method.knots;
        if knots.len() > MAX_NESTED {
            return None;
        }
        let value = self.basis(at, place, method.basis, inputs);
        let owner = Owner::Measure(place);
        let at_knot = |maker: &Self, knot: usize| maker.given(at, owner, Label::KnotAt, knot);
        let percent = |maker: &Self, knot: usize| maker.given(at, owner, Label::KnotPercent, knot);
        let line = |maker: &Self, one: usize, other: usize| {
            let (from, to) = (at_knot(maker, one)?, at_knot(maker, other)?);
            let (start, end) = (percent(maker, one)?, percent(maker, other)?);
            let rise = times(minus(end, start.clone()), minus(value.clone(), from.clone()));
            Some(plus(start, over(rise, minus(to, from))))
        };
        let end = |maker: &Self, end: End, edge: usize, inner: Option<usize>, label| match (end, inner) {
            (End::Percent(_), _) => maker.given(at, owner, label, 0),
            (End::Extrapolated, Some(inner)) if differ(knots, inner, edge) => line(maker, inner, edge),
            _ => percent(maker, edge),
        };
        let last = knots.len().checked_sub(1)?;
        let mut term = end(self, method.below, 0, Some(1).filter(|inner| *inner <= last), Label::Below)?;
        let mut knot = 0;
        while knot <= last {
            // The last of the knots at one value.
            let position = knots.get(knot)?.at;
            let after = knots.iter().rposition(|other| other.at == position)?;
            let above = is_above_better(inputs.polarity, method.basis, position);
            let owner_of_jump = if above { after } else { knot };
            let on = percent(self, owner_of_jump)?;
            let cut = at_knot(self, knot)?;
            let beyond = if after == last {
                end(self, method.above, last, last.checked_sub(1), Label::Above)?
            } else {
                line(self, after, after + 1)?
            };
            let simple = knot == after && knot > 0 && after < last;
            term = if simple {
                when(less(value.clone(), cut), term, beyond)
            } else {
                let from_here = when(equal(value.clone(), cut.clone()), on, beyond);
                when(less(value.clone(), cut), term, from_here)
            };
            knot = after + 1;
        }
        let name = self.name_of(at, place);
        let share = when(is_number(value), term, missing());
        let share = Term::Here(self.same(at, &name, Label::KnotPercent, super::term::or_missing(share)));
        let points = part(&inputs.full, share);
        Some(limited(points, self.own(at, place, Label::Lowest), self.own(at, place, Label::Highest)))
    }
}

fn differ(knots: &[Knot], one: usize, other: usize) -> bool {
    knots.get(one).map(|knot| knot.at) != knots.get(other).map(|knot| knot.at)
}

/// Whether the side above a cut or a jump is the better one.
fn is_above_better(polarity: Polarity, basis: Basis, at: Decimal) -> bool {
    match (polarity, basis) {
        (Polarity::Higher, _) => true,
        (Polarity::Lower, _) => false,
        (Polarity::Within(_), Basis::Difference) => at <= Decimal::ZERO,
        (Polarity::Within(_), Basis::Ratio) => at <= Decimal::ONE,
        (Polarity::Within(range), Basis::Actual) => {
            let at = Exact::from(at);
            at.plus(&at) <= Exact::from(range.low).plus(&Exact::from(range.high))
        }
    }
}
