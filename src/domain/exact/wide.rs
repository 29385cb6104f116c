//! Fractions of two 128-bit integers, for the values that 64 bits cannot hold.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::natural::gcd;
use super::powers::wide_power;
use super::short::ShortFraction;
use super::{Midpoint, rounds_up};

/// A fraction, perhaps not in lowest terms. The denominator is above zero and the numerator not
/// `i128::MIN`, so signs can always be turned.
#[derive(Clone, Copy, Debug)]
pub(super) struct WideFraction {
    pub(super) numerator: i128,
    pub(super) denominator: i128,
}

/// `None` where 128 bits do not hold a result.
impl WideFraction {
    /// How the value compares with zero.
    pub(super) fn sign(self) -> Ordering {
        self.numerator.cmp(&0)
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let (Self { numerator: a, denominator: b }, Self { numerator: c, denominator: d }) = (self, other);
        let (a, c, denominator) =
            if b == d { (a, c, b) } else { (product(a, d)?, product(c, b)?, product(b, d)?) };
        let numerator = a.checked_add(c).filter(|sum| *sum != i128::MIN)?;
        Some(Self { numerator, denominator })
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        let numerator = product(self.numerator, other.numerator)?;
        Some(Self { numerator, denominator: product(self.denominator, other.denominator)? })
    }

    /// `other` is not zero.
    pub(super) fn over(self, other: Self) -> Option<Self> {
        let Self { numerator: a, denominator: b } = if other.numerator < 0 { self.negated() } else { self };
        let numerator = product(a, other.denominator)?;
        Some(Self { numerator, denominator: product(b, other.numerator.wrapping_abs())? })
    }

    pub(super) fn negated(self) -> Self {
        Self { numerator: self.numerator.wrapping_neg(), ..self }
    }

    pub(super) fn floor(self) -> Self {
        let whole = self.numerator.checked_div_euclid(self.denominator);
        Self { numerator: whole.unwrap_or(0), denominator: 1 }
    }

    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        let left = product(self.numerator, other.denominator)?;
        Some(left.cmp(&product(other.numerator, self.denominator)?))
    }

    /// The same value in lowest terms.
    pub(super) fn reduced(self) -> Self {
        let divisor = gcd(self.numerator.unsigned_abs(), self.denominator.unsigned_abs()).cast_signed();
        let part = |number: i128| number.checked_div(divisor).unwrap_or(number);
        Self { numerator: part(self.numerator), denominator: part(self.denominator) }
    }

    /// The value × 10^`places` without its sign, as a whole number.
    pub(super) fn rounded(self, places: u32, midpoint: Midpoint) -> Option<u128> {
        let (numerator, denominator) = (self.numerator.unsigned_abs(), self.denominator.unsigned_abs());
        let scaled = numerator.checked_mul(wide_power(places)?)?;
        let quotient = scaled.checked_div(denominator)?;
        let remainder = scaled.wrapping_sub(quotient.wrapping_mul(denominator));
        let rest = denominator.wrapping_sub(remainder);
        quotient.checked_add(u128::from(rounds_up(remainder.cmp(&rest), quotient & 1 == 0, midpoint)))
    }
}

impl From<ShortFraction> for WideFraction {
    fn from(value: ShortFraction) -> Self {
        let (numerator, denominator) = value.parts();
        Self { numerator: numerator.into(), denominator: denominator.into() }
    }
}

impl From<Decimal> for WideFraction {
    fn from(value: Decimal) -> Self {
        // A decimal has at most 28 places.
        let denominator = wide_power(value.scale()).unwrap_or(1).cast_signed();
        Self { numerator: value.mantissa(), denominator }
    }
}

fn product(a: i128, b: i128) -> Option<i128> {
    a.checked_mul(b).filter(|product| *product != i128::MIN)
}
