//! Many quotients of whole numbers at once: the points of months in a row.
//!
//! How far each may be multiplied before it is divided is found once for all, from the longest of
//! them. Most then need two divisions.

use super::powers::{places_in, short_power};
use super::short::is_short;
use super::{Midpoint, UNROUNDED_DECIMALS, rounds_up};

/// Stands where there is no number.
pub const NO_NUMBER: i64 = i64::MIN;

/// `numerator` ÷ `denominator` at `places`, in whole numbers of 10⁻¹⁵, for each fraction: [`NO_NUMBER`]
/// where a denominator is not above zero or the quotient is above 4,611.
///
/// Zeros at the end of a quotient make no difference: it is what `Exact::round` gives.
pub fn quotients(fractions: &[(i64, i64)], places: u32, midpoint: Midpoint, quotients: &mut Vec<i64>) {
    quotients.clear();
    quotients.resize(fractions.len(), NO_NUMBER);
    let Some(division) = Division::new(fractions, places, midpoint) else { return };
    for ((numerator, denominator), quotient) in fractions.iter().zip(quotients) {
        if let Some(units) = division.units(*numerator, *denominator) {
            *quotient = units;
        }
    }
}

/// Bits that the longest of some numbers has.
#[must_use]
pub fn bits(numbers: &[i64]) -> u32 {
    let known = numbers.iter().filter(|number| **number != NO_NUMBER);
    u64::BITS.wrapping_sub(known.fold(0, |all, number| all | number.unsigned_abs()).leading_zeros())
}

/// A long division whose steps are the same for several numbers.
struct Division {
    /// What a numerator is multiplied by.
    first: u64,
    /// How often a remainder is divided again.
    turns: u32,
    /// What it is multiplied by, the first time and every other time.
    second: u64,
    others: u64,
    /// What the digits are whole numbers of, in 10⁻¹⁵.
    unit: u64,
    midpoint: Midpoint,
}

impl Division {
    /// `None` where a denominator is too long.
    fn new(fractions: &[(i64, i64)], places: u32, midpoint: Midpoint) -> Option<Self> {
        let union = |(a, b): (u64, u64), (above, below): &(i64, i64)| {
            (a | above.unsigned_abs(), b | below.unsigned_abs())
        };
        let (above, below) = fractions.iter().fold((0, 0), union);
        let first = places.min(places_in(above.leading_zeros()));
        let rest = places.wrapping_sub(first);
        let each = rest.min(places_in(below.leading_zeros()));
        let turns = if rest == 0 { 0 } else { rest.checked_add(each)?.checked_sub(1)?.checked_div(each)? };
        let second = rest.wrapping_sub(each.wrapping_mul(turns.saturating_sub(1)));
        Some(Self {
            first: short_power(first)?,
            turns,
            second: short_power(second)?,
            others: short_power(each)?,
            unit: short_power(UNROUNDED_DECIMALS.checked_sub(places)?)?,
            midpoint,
        })
    }

    #[inline(always)]
    fn units(&self, numerator: i64, denominator: i64) -> Option<i64> {
        if denominator <= 0 || numerator == NO_NUMBER {
            return None;
        }
        let divisor = denominator.unsigned_abs();
        let scaled = numerator.unsigned_abs().wrapping_mul(self.first);
        let mut digits = scaled.checked_div(divisor)?;
        let mut remainder = scaled.wrapping_sub(digits.wrapping_mul(divisor));
        for turn in 0..self.turns {
            let power = if turn == 0 { self.second } else { self.others };
            let scaled = remainder.wrapping_mul(power);
            let next = scaled.checked_div(divisor)?;
            remainder = scaled.wrapping_sub(next.wrapping_mul(divisor));
            digits = is_short(digits, power).then(|| digits.wrapping_mul(power).wrapping_add(next))?;
        }
        let rest = divisor.wrapping_sub(remainder);
        let up = rounds_up(remainder.cmp(&rest), digits & 1 == 0, self.midpoint);
        let digits = digits.wrapping_add(u64::from(up));
        let units = is_short(digits, self.unit).then(|| digits.wrapping_mul(self.unit).cast_signed())?;
        let units = Some(units).filter(|units| *units <= i64::MAX / 2)?;
        Some(if numerator < 0 { units.wrapping_neg() } else { units })
    }
}
