//! Exact fractions: the arithmetic within one measure.
//!
//! A value is a fraction of two 128-bit integers where they fit and of two big integers where
//! they do not; both paths give identical values. A result leaves as a decimal at one named
//! place: [`Exact::round`].

mod big;
mod natural;

use std::cmp::Ordering;

use rust_decimal::Decimal;

use big::BigFraction;

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
    Big(BigFraction),
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
        .unwrap_or_else(|| Self::from_big(self.to_big().plus(&other.to_big())))
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
        .unwrap_or_else(|| Self::from_big(self.to_big().times(&other.to_big())))
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
            Fraction::Big(value) => Self::from_big(value.clone().inverse()),
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
            Fraction::Big(value) => Self::from_big(value.clone().negated()),
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
                let whole = numerator.checked_div_euclid(*denominator).unwrap_or(0);
                Self(Fraction::Small { numerator: whole, denominator: 1 })
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
            Fraction::Big(value) => value.bits() <= MAX_BITS,
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
        let magnitude = match &self.0 {
            Fraction::Small { numerator, denominator } => {
                small_rounded(numerator.unsigned_abs(), denominator.unsigned_abs(), places, midpoint)
            }
            Fraction::Big(_) => None,
        };
        let magnitude = magnitude.or_else(|| self.to_big().rounded(places, midpoint))?;
        let mantissa = i128::try_from(magnitude).ok()?;
        let mantissa = if self.is_negative() { mantissa.saturating_neg() } else { mantissa };
        Decimal::try_from_i128_with_scale(mantissa, places).ok()
    }

    fn to_big(&self) -> BigFraction {
        match &self.0 {
            Fraction::Small { numerator, denominator } => BigFraction::new(*numerator, *denominator),
            Fraction::Big(value) => value.clone(),
        }
    }

    fn from_big(value: BigFraction) -> Self {
        Self(match value.to_small() {
            Some((numerator, denominator)) => Fraction::Small { numerator, denominator },
            None => Fraction::Big(value),
        })
    }
}

impl Default for Exact {
    fn default() -> Self {
        Self::ZERO
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
    let divisor = gcd(numerator, denominator);
    Exact(Fraction::Small {
        numerator: numerator.checked_div(divisor).unwrap_or(0),
        denominator: denominator.checked_div(divisor).unwrap_or(1),
    })
}

fn small_sum(a: i128, b: i128, c: i128, d: i128) -> Option<Exact> {
    let shared = gcd(b, d);
    let (left, right) = (d.checked_div(shared)?, b.checked_div(shared)?);
    let numerator = a.checked_mul(left)?.checked_add(c.checked_mul(right)?)?;
    let denominator = b.checked_mul(left)?;
    (numerator != i128::MIN).then(|| small(numerator, denominator))
}

fn small_product(a: i128, b: i128, c: i128, d: i128) -> Option<Exact> {
    let (first, second) = (gcd(a, d), gcd(c, b));
    let numerator = a.checked_div(first)?.checked_mul(c.checked_div(second)?)?;
    let denominator = b.checked_div(second)?.checked_mul(d.checked_div(first)?)?;
    (numerator != i128::MIN).then(|| small(numerator, denominator))
}

/// `b` is above zero, so the divisor is too. Most numbers are short, and 64 bits are several times
/// faster than 128.
fn gcd(a: i128, b: i128) -> i128 {
    if b == 1 {
        return 1;
    }
    if let (Ok(a), Ok(b)) = (u64::try_from(a.unsigned_abs()), u64::try_from(b)) {
        return i128::from(short_gcd(a, b));
    }
    i128::try_from(natural::gcd(a.unsigned_abs(), b.unsigned_abs())).unwrap_or(1)
}

/// The greatest common divisor of numbers of 64 bits (the binary method).
fn short_gcd(mut a: u64, mut b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let twos = (a | b).trailing_zeros();
    a = a.wrapping_shr(a.trailing_zeros());
    while b != 0 {
        b = b.wrapping_shr(b.trailing_zeros());
        (a, b) = (a.min(b), a.abs_diff(b));
    }
    a.wrapping_shl(twos)
}

fn small_rounded(numerator: u128, denominator: u128, places: u32, midpoint: Midpoint) -> Option<u128> {
    let scaled = numerator.checked_mul(10_u128.checked_pow(places)?)?;
    let quotient = scaled.checked_div(denominator)?;
    let remainder = scaled.checked_rem(denominator)?;
    let rest = denominator.checked_sub(remainder)?;
    quotient.checked_add(u128::from(rounds_up(remainder.cmp(&rest), quotient & 1 == 0, midpoint)))
}

/// Whether the magnitude must go up by one, from how the remainder compares with the rest.
fn rounds_up(remainder: Ordering, even: bool, midpoint: Midpoint) -> bool {
    match (remainder, midpoint) {
        (Ordering::Greater, _) => true,
        (Ordering::Less, _) => false,
        (Ordering::Equal, Midpoint::AwayFromZero) => true,
        (Ordering::Equal, Midpoint::ToEven) => !even,
    }
}
