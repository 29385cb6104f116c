//! Fractions of two big numbers, for the values that 128 bits cannot hold.

use std::cmp::Ordering;

use super::natural::Natural;
use super::powers::wide_power;
use super::wide::WideFraction;
use super::{Midpoint, rounds_up};

/// A fraction in lowest terms. Its sign says nothing where it is zero: zero fits in 128 bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BigFraction {
    negative: bool,
    numerator: Natural,
    denominator: Natural,
}

impl BigFraction {
    /// The value where 128 bits hold it.
    pub(super) fn to_wide(&self) -> Option<WideFraction> {
        let fit = |number: &Natural| i128::try_from(number.to_u128()?).ok();
        let (numerator, denominator) = (fit(&self.numerator)?, fit(&self.denominator)?);
        let value = WideFraction { numerator, denominator };
        Some(if self.negative { value.negated() } else { value })
    }

    /// How the value compares with zero.
    pub(super) fn sign(&self) -> Ordering {
        if self.negative { Ordering::Less } else { Ordering::Greater }
    }

    /// The bits of the numerator or of the denominator, whichever are more.
    pub(super) fn bits(&self) -> u64 {
        self.numerator.bits().max(self.denominator.bits())
    }

    /// What the sum can be reduced by divides what the denominators share.
    pub(super) fn plus(&self, other: &Self) -> Self {
        let shared = self.denominator.gcd(&other.denominator);
        let (left, _) = other.denominator.divided(&shared);
        let (right, _) = self.denominator.divided(&shared);
        let terms = (self.numerator.times(&left), other.numerator.times(&right));
        let (negative, sum) = signed_sum((self.negative, terms.0), (other.negative, terms.1));
        let divisor = sum.gcd(&shared);
        Self {
            negative,
            numerator: sum.divided(&divisor).0,
            denominator: other.denominator.divided(&divisor).0.times(&right),
        }
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        let first = self.numerator.gcd(&other.denominator);
        let second = other.numerator.gcd(&self.denominator);
        let reduced = |number: &Natural, divisor: &Natural| number.divided(divisor).0;
        Self {
            negative: self.negative != other.negative,
            numerator: reduced(&self.numerator, &first).times(&reduced(&other.numerator, &second)),
            denominator: reduced(&self.denominator, &second).times(&reduced(&other.denominator, &first)),
        }
    }

    /// `other` is not zero.
    pub(super) fn over(&self, other: &Self) -> Self {
        let BigFraction { negative, numerator, denominator } = other.clone();
        self.times(&Self { negative, numerator: denominator, denominator: numerator })
    }

    pub(super) fn negated(&self) -> Self {
        Self { negative: !self.negative, ..self.clone() }
    }

    pub(super) fn floor(&self) -> Self {
        let one = Natural::from(1);
        let (whole, rest) = self.numerator.divided(&self.denominator);
        let down = self.negative && rest.bits() > 0;
        let numerator = if down { whole.plus(&one) } else { whole };
        Self { negative: self.negative, numerator, denominator: one }
    }

    /// The value × 10^`places` without its sign, as a whole number.
    pub(super) fn rounded(&self, places: u32, midpoint: Midpoint) -> Option<u128> {
        let scaled = self.numerator.times(&Natural::from(wide_power(places)?));
        let (quotient, remainder) = scaled.divided(&self.denominator);
        let rest = self.denominator.minus(&remainder);
        let up = rounds_up(remainder.cmp(&rest), quotient.is_even(), midpoint);
        quotient.to_u128()?.checked_add(u128::from(up))
    }
}

impl From<WideFraction> for BigFraction {
    fn from(value: WideFraction) -> Self {
        let WideFraction { numerator, denominator } = value.reduced();
        Self {
            negative: numerator < 0,
            numerator: Natural::from(numerator.unsigned_abs()),
            denominator: Natural::from(denominator.unsigned_abs()),
        }
    }
}

fn signed_sum(a: (bool, Natural), b: (bool, Natural)) -> (bool, Natural) {
    if a.0 == b.0 {
        (a.0, a.1.plus(&b.1))
    } else if a.1 < b.1 {
        (b.0, b.1.minus(&a.1))
    } else {
        (a.0, a.1.minus(&b.1))
    }
}
