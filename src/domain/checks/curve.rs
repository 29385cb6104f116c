//! Whether bands and knots earn more on the better side.

use rust_decimal::Decimal;

use crate::domain::measure::{Measure, Polarity};
use crate::domain::method::{Award, Band, Basis, End, Interpolation, Method};

/// A piece of the curve from one value to a higher one, and what both earn.
struct Piece {
    from: Decimal,
    to: Decimal,
    earns: (Decimal, Decimal),
}

/// The first value at which the better side earns less.
pub(super) fn against_polarity(measure: &Measure) -> Option<Decimal> {
    let (basis, pieces) = match &measure.method {
        Method::Bands(bands) => (bands.basis, of_bands(&bands.bands)),
        Method::Interpolation(method) => (method.basis, of_knots(method)),
        _ => return None,
    };
    pieces.iter().find(|piece| piece.is_against(measure.polarity, basis)).map(|piece| piece.to)
}

impl Piece {
    fn is_against(&self, polarity: Polarity, basis: Basis) -> bool {
        let (first, then) = self.earns;
        match polarity {
            Polarity::Higher => then < first,
            Polarity::Lower => then > first,
            // A ratio or a difference is held against the nearer end of the range, so it says
            // nothing about the side.
            Polarity::Within(_) if basis != Basis::Actual => false,
            Polarity::Within(range) => {
                (self.to <= range.low && then < first) || (self.from >= range.high && then > first)
            }
        }
    }
}

/// The cuts between neighbouring bands. Points and percents of F are not compared with each other.
fn of_bands(bands: &[Band]) -> Vec<Piece> {
    let pairs = bands.iter().zip(bands.iter().skip(1));
    let piece = |(before, band): (&Band, &Band)| {
        let at = band.from?;
        let earns = match (before.award, band.award) {
            (Award::Points(first), Award::Points(then)) => (first, then),
            (Award::Percent(first), Award::Percent(then)) => (first, then),
            _ => return None,
        };
        Some(Piece { from: at, to: at, earns })
    };
    pairs.filter_map(piece).collect()
}

/// The lines between neighbouring knots, and the ends where they have a percent of their own.
fn of_knots(method: &Interpolation) -> Vec<Piece> {
    let knots = &method.knots;
    let mut pieces = Vec::new();
    if let (End::Percent(percent), Some(first)) = (method.below, knots.first()) {
        pieces.push(Piece { from: first.at, to: first.at, earns: (percent, first.percent) });
    }
    for (knot, next) in knots.iter().zip(knots.iter().skip(1)) {
        pieces.push(Piece { from: knot.at, to: next.at, earns: (knot.percent, next.percent) });
    }
    if let (End::Percent(percent), Some(last)) = (method.above, knots.last()) {
        pieces.push(Piece { from: last.at, to: last.at, earns: (last.percent, percent) });
    }
    pieces
}
