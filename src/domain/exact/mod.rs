//! Exact fractions: the arithmetic within one measure.
//!
//! A value is a fraction of two 64-bit integers, of two 128-bit ones where those are too short,
//! and of two big ones where those are too; all three give identical values. A result leaves as a
//! decimal at one named place: [`Exact::round`].

mod big;
mod natural;
mod powers;
mod quotients;
mod short;
mod wide;

use std::cmp::Ordering;

use rust_decimal::Decimal;

use big::BigFraction;
pub use quotients::{NO_NUMBER, bits, quotients};
use short::ShortFraction;
pub use short::product;
use wide::WideFraction;

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

/// A fraction. Equal values are equal, whatever they were calculated from.
#[derive(Clone, Debug)]
pub struct Exact(Fraction);

/// `Big` only where `Wide` cannot hold the value in lowest terms. The rare ones are boxed, so that
/// the ordinary one is short to copy.
#[derive(Clone, Debug)]
enum Fraction {
    Short(ShortFraction),
    Wide(Box<WideFraction>),
    Big(Box<BigFraction>),
}

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self(Fraction::Short(ShortFraction::whole(0)));
    /// One.
    pub const ONE: Self = Self(Fraction::Short(ShortFraction::whole(1)));

    /// A whole number.
    #[must_use]
    pub fn whole(value: u32) -> Self {
        Self(Fraction::Short(ShortFraction::whole(value)))
    }

    /// The decimal `mantissa` ÷ 10^`scale`, of at most 28 places.
    #[must_use]
    pub fn decimal(mantissa: i64, scale: u32) -> Self {
        match ShortFraction::decimal(mantissa, scale) {
            Some(value) => Self(Fraction::Short(value)),
            None => Self::from(Decimal::new(mantissa, scale)),
        }
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        match self.short(other).and_then(|(a, b)| a.plus(b)) {
            Some(sum) => Self(Fraction::Short(sum)),
            None => self.combined(other, WideFraction::plus, BigFraction::plus),
        }
    }

    /// The difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negated())
    }

    /// The product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        match self.short(other).and_then(|(a, b)| a.times(b)) {
            Some(product) => Self(Fraction::Short(product)),
            None => self.combined(other, WideFraction::times, BigFraction::times),
        }
    }

    /// The quotient; `None` when `other` is zero.
    #[must_use]
    pub fn over(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        Some(match self.short(other).and_then(|(a, b)| a.over(b)) {
            Some(quotient) => Self(Fraction::Short(quotient)),
            None => self.combined(other, WideFraction::over, BigFraction::over),
        })
    }

    /// The value with its sign turned.
    #[must_use]
    pub fn negated(&self) -> Self {
        match &self.0 {
            Fraction::Short(value) => Self(Fraction::Short(value.negated())),
            Fraction::Wide(value) => Self::from_wide(value.negated()),
            Fraction::Big(value) => Self::from_big(value.negated()),
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
            Fraction::Short(value) => Self(Fraction::Short(value.floor())),
            Fraction::Wide(value) => Self::from_wide(value.floor()),
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
        self.sign().is_lt()
    }

    /// Whether the value is above zero.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        self.sign().is_gt()
    }

    /// Whether the value is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.sign().is_eq()
    }

    /// Whether numerator and denominator keep to [`MAX_BITS`].
    #[must_use]
    pub fn is_manageable(&self) -> bool {
        match &self.0 {
            Fraction::Short(_) | Fraction::Wide(_) => true,
            Fraction::Big(value) => value.bits() <= MAX_BITS,
        }
    }

    /// The value at `decimals` places. Where a decimal cannot hold that many beside the whole
    /// part, as many as it can; `None` where the whole part alone is too large.
    #[must_use]
    pub fn round(&self, decimals: u32, midpoint: Midpoint) -> Option<Decimal> {
        let decimals = decimals.min(Decimal::MAX_SCALE);
        let short = match &self.0 {
            Fraction::Short(value) => value.round(decimals, midpoint),
            Fraction::Wide(_) | Fraction::Big(_) => None,
        };
        short.or_else(|| self.round_long(decimals, midpoint))
    }

    /// The value at `decimals` places in whole numbers of 10⁻¹⁵; `None` where that is more than 62
    /// bits hold, or the places are more than fifteen. The same digits as [`Exact::round`].
    #[must_use]
    pub fn units(&self, decimals: u32, midpoint: Midpoint) -> Option<i64> {
        match &self.0 {
            Fraction::Short(value) => value.units(decimals, UNROUNDED_DECIMALS, midpoint),
            Fraction::Wide(_) | Fraction::Big(_) => None,
        }
    }

    /// The value as mantissa and scale, where it is a decimal of 63 bits.
    #[must_use]
    pub fn short_decimal(&self) -> Option<(i64, u32)> {
        match &self.0 {
            Fraction::Short(value) => value.short_decimal(),
            Fraction::Wide(_) | Fraction::Big(_) => None,
        }
    }

    /// Whether a decimal can hold the value, cut to the places that are left.
    #[must_use]
    pub fn fits_decimal(&self) -> bool {
        matches!(self.0, Fraction::Short(_)) || self.to_decimal().is_some()
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

    fn short(&self, other: &Self) -> Option<(ShortFraction, ShortFraction)> {
        match (&self.0, &other.0) {
            (Fraction::Short(a), Fraction::Short(b)) => Some((*a, *b)),
            _ => None,
        }
    }

    fn wide(&self, other: &Self) -> Option<(WideFraction, WideFraction)> {
        Some((self.to_wide()?, other.to_wide()?))
    }

    /// The first that holds the result: 128 bits, 128 bits for parts in lowest terms, big integers.
    #[cold]
    fn combined(
        &self,
        other: &Self,
        wide: fn(WideFraction, WideFraction) -> Option<WideFraction>,
        big: fn(&BigFraction, &BigFraction) -> BigFraction,
    ) -> Self {
        let result =
            self.wide(other).and_then(|(a, b)| wide(a, b).or_else(|| wide(a.reduced(), b.reduced())));
        match result {
            Some(result) => Self::from_wide(result),
            None => Self::from_big(big(&self.to_big(), &other.to_big())),
        }
    }

    #[cold]
    fn compare_long(&self, other: &Self) -> Ordering {
        let wide = self.wide(other).and_then(|(a, b)| a.compare(b));
        wide.unwrap_or_else(|| self.minus(other).sign())
    }

    #[cold]
    fn round_long(&self, decimals: u32, midpoint: Midpoint) -> Option<Decimal> {
        let at = |places: u32| {
            let wide = self.to_wide().and_then(|value| value.rounded(places, midpoint));
            let magnitude = wide.or_else(|| self.to_big().rounded(places, midpoint))?;
            let mantissa = i128::try_from(magnitude).ok()?;
            let mantissa = if self.is_negative() { mantissa.wrapping_neg() } else { mantissa };
            Decimal::try_from_i128_with_scale(mantissa, places).ok()
        };
        (0..=decimals).rev().find_map(at).map(|value| value.normalize())
    }

    /// How the value compares with zero.
    fn sign(&self) -> Ordering {
        match &self.0 {
            Fraction::Short(value) => value.sign(),
            Fraction::Wide(value) => value.sign(),
            Fraction::Big(value) => value.sign(),
        }
    }

    fn to_wide(&self) -> Option<WideFraction> {
        match &self.0 {
            Fraction::Short(value) => Some(WideFraction::from(*value)),
            Fraction::Wide(value) => Some(**value),
            Fraction::Big(_) => None,
        }
    }

    fn to_big(&self) -> BigFraction {
        match &self.0 {
            Fraction::Short(value) => BigFraction::from(WideFraction::from(*value)),
            Fraction::Wide(value) => BigFraction::from(**value),
            Fraction::Big(value) => BigFraction::clone(value),
        }
    }

    fn from_wide(value: WideFraction) -> Self {
        Self(match ShortFraction::from_parts(value.numerator, value.denominator) {
            Some(value) => Fraction::Short(value),
            None => Fraction::Wide(Box::new(value)),
        })
    }

    fn from_big(value: BigFraction) -> Self {
        match value.to_wide() {
            Some(value) => Self::from_wide(value),
            None => Self(Fraction::Big(Box::new(value))),
        }
    }
}

/// 10^`places`, up to 18 places.
#[must_use]
#[inline(always)]
pub fn power_of_ten(places: u32) -> Option<i64> {
    powers::short_power(places).map(u64::cast_signed)
}

impl Default for Exact {
    fn default() -> Self {
        Self::ZERO
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        match ShortFraction::from_decimal(value) {
            Some(value) => Self(Fraction::Short(value)),
            None => Self::from_wide(WideFraction::from(value)),
        }
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.short(other) {
            Some((a, b)) => a.compare(b),
            None => self.compare_long(other),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Exact {}

/// Whether the magnitude must go up by one, from how the remainder compares with the rest.
fn rounds_up(remainder: Ordering, even: bool, midpoint: Midpoint) -> bool {
    match (remainder, midpoint) {
        (Ordering::Greater, _) => true,
        (Ordering::Less, _) => false,
        (Ordering::Equal, Midpoint::AwayFromZero) => true,
        (Ordering::Equal, Midpoint::ToEven) => !even,
    }
}
