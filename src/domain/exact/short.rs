//! Fractions of two 64-bit integers: nearly every value of a scorecard.
//!
//! They are not brought to lowest terms: looking for a common divisor takes many times as long as
//! the arithmetic itself.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::powers::{decimal, places_between, places_in, short_power};
use super::{Midpoint, rounds_up};

/// A fraction, perhaps not in lowest terms. The denominator is above zero and the numerator not
/// `i64::MIN`, so signs can always be turned.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShortFraction {
    numerator: i64,
    denominator: i64,
}

/// `None` where 64 bits do not hold a result.
impl ShortFraction {
    pub(super) const fn whole(value: u32) -> Self {
        Self { numerator: value as i64, denominator: 1 }
    }

    /// Mantissa and scale, where the value is a decimal as it stands.
    #[inline(always)]
    pub(super) fn short_decimal(self) -> Option<(i64, u32)> {
        Some((self.numerator, places_between(1, self.denominator.unsigned_abs())?))
    }

    /// The denominator is above zero.
    pub(super) fn from_parts(numerator: i128, denominator: i128) -> Option<Self> {
        let numerator = i64::try_from(numerator).ok().filter(|numerator| *numerator != i64::MIN)?;
        Some(Self { numerator, denominator: i64::try_from(denominator).ok()? })
    }

    pub(super) fn decimal(mantissa: i64, scale: u32) -> Option<Self> {
        let denominator = short_power(scale)?.cast_signed();
        (mantissa != i64::MIN).then_some(Self { numerator: mantissa, denominator })
    }

    pub(super) fn from_decimal(value: Decimal) -> Option<Self> {
        Self::decimal(i64::try_from(value.mantissa()).ok()?, value.scale())
    }

    pub(super) fn parts(self) -> (i64, i64) {
        (self.numerator, self.denominator)
    }

    /// How the value compares with zero.
    pub(super) fn sign(self) -> Ordering {
        self.numerator.cmp(&0)
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let (Self { numerator: a, denominator: b }, Self { numerator: c, denominator: d }) = (self, other);
        // Most denominators are powers of ten, and then the larger one serves both.
        let (a, c, denominator) = if b == d {
            (a, c, b)
        } else if let Some(factor) = factor(b, d) {
            (a, product(c, factor)?, b)
        } else if let Some(factor) = factor(d, b) {
            (product(a, factor)?, c, d)
        } else {
            (product(a, d)?, product(c, b)?, product(b, d)?)
        };
        let numerator = a.checked_add(c).filter(|sum| *sum != i64::MIN)?;
        Some(Self { numerator, denominator })
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        let numerator = product(self.numerator, other.numerator)?;
        Some(Self { numerator, denominator: product(self.denominator, other.denominator)? })
    }

    /// `other` is not zero.
    pub(super) fn over(self, other: Self) -> Option<Self> {
        let Self { numerator: a, denominator: b } = if other.numerator < 0 { self.negated() } else { self };
        // What the denominators share falls away, which keeps quotients of decimals short.
        let (numerator, denominator) = match factor(b, other.denominator) {
            Some(factor) => (a, factor),
            None => (product(a, other.denominator)?, b),
        };
        Some(Self { numerator, denominator: product(denominator, other.numerator.wrapping_abs())? })
    }

    pub(super) fn negated(self) -> Self {
        Self { numerator: self.numerator.wrapping_neg(), ..self }
    }

    pub(super) fn floor(self) -> Self {
        let whole = self.numerator.checked_div_euclid(self.denominator);
        Self { numerator: whole.unwrap_or(0), denominator: 1 }
    }

    pub(super) fn compare(self, other: Self) -> Ordering {
        let (Self { numerator: a, denominator: b }, Self { numerator: c, denominator: d }) = (self, other);
        match (product(a, d), product(c, b)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => compare_wide((a, d), (c, b)),
        }
    }

    /// The value at `places`.
    pub(super) fn round(self, places: u32, midpoint: Midpoint) -> Option<Decimal> {
        let (digits, scale) = self.digits(places, midpoint)?;
        Some(decimal(self.numerator < 0, digits, scale))
    }

    /// The value at `places`, in whole numbers of 10^−`unit`, where 62 bits hold that.
    #[inline(always)]
    pub(super) fn units(self, places: u32, unit: u32, midpoint: Midpoint) -> Option<i64> {
        let (digits, scale) = self.digits(places, midpoint)?;
        let power = short_power(unit.checked_sub(scale)?)?;
        let digits = is_short(digits, power).then(|| digits.wrapping_mul(power).cast_signed())?;
        let digits = Some(digits).filter(|digits| *digits <= i64::MAX / 2)?;
        Some(if self.numerator < 0 { digits.wrapping_neg() } else { digits })
    }

    /// The digits of the magnitude at `places`, and how many of them are decimals.
    #[inline(always)]
    fn digits(self, places: u32, midpoint: Midpoint) -> Option<(u64, u32)> {
        let (numerator, denominator) = (self.numerator.unsigned_abs(), self.denominator.unsigned_abs());
        match places_between(1, denominator) {
            Some(scale) if scale <= places => Some((numerator, scale)),
            _ => long_division(numerator, denominator, places, midpoint),
        }
    }
}

/// The product, where its magnitude is sure to be below 2^63.
#[must_use]
#[inline(always)]
pub fn product(a: i64, b: i64) -> Option<i64> {
    is_short(a.unsigned_abs(), b.unsigned_abs()).then(|| a.wrapping_mul(b))
}

/// Whether the product is sure to be below 2^63. In a browser 64 bits are multiplied by one
/// instruction, but finding out afterwards that they were too few takes a dozen.
#[inline(always)]
pub(super) fn is_short(a: u64, b: u64) -> bool {
    a.leading_zeros().wrapping_add(b.leading_zeros()) > 64
}

#[cold]
fn compare_wide(left: (i64, i64), right: (i64, i64)) -> Ordering {
    let product = |(a, b): (i64, i64)| i128::from(a).wrapping_mul(i128::from(b));
    product(left).cmp(&product(right))
}

/// The power of ten by which `number` is a multiple of `divisor`, if it is by one.
fn factor(number: i64, divisor: i64) -> Option<i64> {
    let places = places_between(divisor.unsigned_abs(), number.unsigned_abs())?;
    short_power(places)?.try_into().ok()
}

/// The quotient at `places`, or at fewer where it ends before: its digits, and how many of them
/// are decimals.
fn long_division(numerator: u64, denominator: u64, places: u32, midpoint: Midpoint) -> Option<(u64, u32)> {
    let (mut digits, mut remainder, mut scale) = (0_u64, numerator, 0_u32);
    // The first time may bring no more than the whole part, every other at least one place.
    for _ in 0..=places {
        let fitting = places_in(remainder.max(1).leading_zeros());
        let step = places.wrapping_sub(scale).min(fitting);
        let power = short_power(step)?;
        let scaled = remainder.wrapping_mul(power);
        let next = scaled.checked_div(denominator)?;
        remainder = scaled.wrapping_sub(next.wrapping_mul(denominator));
        digits = is_short(digits, power).then(|| digits.wrapping_mul(power))?.checked_add(next)?;
        scale = scale.wrapping_add(step);
        if scale == places || remainder == 0 {
            let rest = denominator.wrapping_sub(remainder);
            let up = rounds_up(remainder.cmp(&rest), digits & 1 == 0, midpoint);
            return Some((digits.checked_add(u64::from(up))?, scale));
        }
    }
    None
}
