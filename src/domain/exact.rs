//! Exact fractions: the arithmetic within one measure.
//!
//! A value is a fraction of two 128-bit integers where they fit and of two big integers where
//! they do not; both paths give identical values. A result leaves as a decimal at one named
//! place: [`Exact::round`].

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

/// Decimals a result keeps where the card does not round.
pub const UNROUNDED_DECIMALS: u32 = 15;

/// Bits a numerator or a denominator may have within a formula: twenty numbers of 28 digits
/// multiplied. Without a limit a formula of some thousand characters would take hours.
pub const MAX_BITS: u64 = 2_048;

/// What happens to a digit exactly half way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Midpoint {
    /// 0.125 → 0.13, −0.125 → −0.13 at two decimals.
    AwayFromZero,
    /// 0.125 → 0.12 at two decimals.
    ToEven,
}

/// A fraction in lowest terms with a positive denominator.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Exact(Fraction);

/// `Big` only where `Small` cannot hold the value, so equal values are equal representations.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Fraction {
    Small { numerator: i128, denominator: i128 },
    Big(BigRational),
}

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self(Fraction::Small { numerator: 0, denominator: 1 });
    /// One.
    pub const ONE: Self = Self(Fraction::Small { numerator: 1, denominator: 1 });

    /// A whole number.
    #[must_use]
    pub fn whole(value: u32) -> Self {
        Self(Fraction::Small { numerator: i128::from(value), denominator: 1 })
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (
                Fraction::Small { numerator: a, denominator: b },
                Fraction::Small { numerator: c, denominator: d },
            ) => small_sum(*a, *b, *c, *d),
            _ => None,
        }
        .unwrap_or_else(|| big(self.to_big(), other.to_big(), std::ops::Add::add))
    }

    /// The difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negated())
    }

    /// The product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (
                Fraction::Small { numerator: a, denominator: b },
                Fraction::Small { numerator: c, denominator: d },
            ) => small_product(*a, *b, *c, *d),
            _ => None,
        }
        .unwrap_or_else(|| big(self.to_big(), other.to_big(), std::ops::Mul::mul))
    }

    /// The quotient; `None` when `other` is zero.
    #[must_use]
    pub fn over(&self, other: &Self) -> Option<Self> {
        let inverse = match &other.0 {
            Fraction::Small { numerator: 0, .. } => return None,
            Fraction::Small { numerator, denominator } => {
                let magnitude = i128::try_from(numerator.unsigned_abs()).unwrap_or(i128::MAX);
                let sign = numerator.signum();
                small(denominator.saturating_mul(sign), magnitude)
            }
            Fraction::Big(value) => Self::from_big(value.recip()),
        };
        Some(self.times(&inverse))
    }

    /// The value with its sign turned.
    #[must_use]
    pub fn negated(&self) -> Self {
        match &self.0 {
            Fraction::Small { numerator, denominator } => {
                Self(Fraction::Small { numerator: numerator.saturating_neg(), denominator: *denominator })
            }
            Fraction::Big(value) => Self::from_big(std::ops::Neg::neg(value.clone())),
        }
    }

    /// The value without its sign.
    #[must_use]
    pub fn magnitude(&self) -> Self {
        if self.is_negative() { self.negated() } else { self.clone() }
    }

    /// The largest whole number not above the value.
    #[must_use]
    pub fn floor(&self) -> Self {
        match &self.0 {
            Fraction::Small { numerator, denominator } => {
                Self(Fraction::Small { numerator: numerator.div_floor(denominator), denominator: 1 })
            }
            Fraction::Big(value) => Self::from_big(value.floor()),
        }
    }

    /// The smallest whole number not below the value.
    #[must_use]
    pub fn ceil(&self) -> Self {
        self.negated().floor().negated()
    }

    /// Whether the value is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Fraction::Small { numerator, .. } => *numerator < 0,
            Fraction::Big(value) => value.is_negative(),
        }
    }

    /// Whether the value is above zero.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        !self.is_zero() && !self.is_negative()
    }

    /// Whether the value is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        *self == Self::ZERO
    }

    /// Whether numerator and denominator keep to [`MAX_BITS`].
    #[must_use]
    pub fn is_manageable(&self) -> bool {
        match &self.0 {
            Fraction::Small { .. } => true,
            Fraction::Big(value) => value.numer().bits().max(value.denom().bits()) <= MAX_BITS,
        }
    }

    /// The value at `decimals` places. Where a decimal cannot hold that many beside the whole
    /// part, as many as it can; `None` where the whole part alone is too large.
    #[must_use]
    pub fn round(&self, decimals: u32, midpoint: Midpoint) -> Option<Decimal> {
        (0..=decimals.min(Decimal::MAX_SCALE))
            .rev()
            .find_map(|places| self.round_to(places, midpoint))
            .map(|value| value.normalize())
    }

    /// The value as a decimal of 15 places, half to even.
    #[must_use]
    pub fn to_decimal(&self) -> Option<Decimal> {
        self.round(UNROUNDED_DECIMALS, Midpoint::ToEven)
    }

    /// Whether `decimal` is exactly this value.
    #[must_use]
    pub fn equals(&self, decimal: Decimal) -> bool {
        *self == Self::from(decimal)
    }

    fn round_to(&self, places: u32, midpoint: Midpoint) -> Option<Decimal> {
        let mantissa = match &self.0 {
            Fraction::Small { numerator, denominator } => 10_i128
                .checked_pow(places)
                .and_then(|power| numerator.checked_mul(power))
                .and_then(|scaled| round_quotient(scaled, *denominator, midpoint)),
            Fraction::Big(_) => None,
        };
        let mantissa = match mantissa {
            Some(mantissa) => mantissa,
            None => round_big(&self.to_big(), places, midpoint)?,
        };
        Decimal::try_from_i128_with_scale(mantissa, places).ok()
    }

    fn to_big(&self) -> BigRational {
        match &self.0 {
            Fraction::Small { numerator, denominator } => {
                BigRational::new(BigInt::from(*numerator), BigInt::from(*denominator))
            }
            Fraction::Big(value) => value.clone(),
        }
    }

    fn from_big(value: BigRational) -> Self {
        match (value.numer().to_i128(), value.denom().to_i128()) {
            (Some(numerator), Some(denominator)) if numerator != i128::MIN => {
                Self(Fraction::Small { numerator, denominator })
            }
            _ => Self(Fraction::Big(value)),
        }
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        match 10_i128.checked_pow(value.scale()) {
            Some(power) => small(value.mantissa(), power),
            None => Self::ZERO,
        }
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let difference = self.minus(other);
        if difference.is_negative() {
            Ordering::Less
        } else if difference.is_zero() {
            Ordering::Equal
        } else {
            Ordering::Greater
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// `denominator` is above zero and neither part is `i128::MIN`.
fn small(numerator: i128, denominator: i128) -> Exact {
    let divisor = numerator.gcd(&denominator).max(1);
    Exact(Fraction::Small {
        numerator: numerator.checked_div(divisor).unwrap_or(0),
        denominator: denominator.checked_div(divisor).unwrap_or(1),
    })
}

fn small_sum(a: i128, b: i128, c: i128, d: i128) -> Option<Exact> {
    let shared = b.gcd(&d).max(1);
    let (left, right) = (d.checked_div(shared)?, b.checked_div(shared)?);
    let numerator = a.checked_mul(left)?.checked_add(c.checked_mul(right)?)?;
    let denominator = b.checked_mul(left)?;
    (numerator != i128::MIN).then(|| small(numerator, denominator))
}

fn small_product(a: i128, b: i128, c: i128, d: i128) -> Option<Exact> {
    let (first, second) = (a.gcd(&d).max(1), c.gcd(&b).max(1));
    let numerator = a.checked_div(first)?.checked_mul(c.checked_div(second)?)?;
    let denominator = b.checked_div(second)?.checked_mul(d.checked_div(first)?)?;
    (numerator != i128::MIN).then(|| small(numerator, denominator))
}

fn big(a: BigRational, b: BigRational, operate: impl Fn(BigRational, BigRational) -> BigRational) -> Exact {
    Exact::from_big(operate(a, b))
}

fn round_quotient(scaled: i128, denominator: i128, midpoint: Midpoint) -> Option<i128> {
    let (quotient, remainder) = scaled.div_mod_floor(&denominator);
    let up = rounds_up(
        remainder.cmp(&denominator.checked_sub(remainder)?),
        scaled < 0,
        quotient.is_even(),
        midpoint,
    );
    quotient.checked_add(i128::from(up))
}

fn round_big(value: &BigRational, places: u32, midpoint: Midpoint) -> Option<i128> {
    let scaled = value.numer().clone().checked_mul(&BigInt::from(10_u8).pow(places))?;
    let (quotient, remainder) = scaled.div_mod_floor(value.denom());
    let rest = value.denom().checked_sub(&remainder)?;
    let up = rounds_up(remainder.cmp(&rest), scaled < BigInt::zero(), quotient.is_even(), midpoint);
    quotient.to_i128()?.checked_add(i128::from(up))
}

/// Whether the floor must go up by one, from how the remainder compares with the rest.
fn rounds_up(remainder: Ordering, negative: bool, even: bool, midpoint: Midpoint) -> bool {
    match (remainder, midpoint) {
        (Ordering::Greater, _) => true,
        (Ordering::Less, _) => false,
        (Ordering::Equal, Midpoint::AwayFromZero) => !negative,
        (Ordering::Equal, Midpoint::ToEven) => !even,
    }
}
