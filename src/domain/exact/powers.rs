//! Powers of ten, and decimals put together from their digits.

use rust_decimal::Decimal;

/// The powers of ten that 63 bits hold.
const POWERS: [u64; 19] = {
    let mut powers = [1; 19];
    let mut rest: &mut [u64] = &mut powers;
    let mut power = 1_u64;
    while let [first, others @ ..] = rest {
        *first = power;
        power = power.wrapping_mul(10);
        rest = others;
    }
    powers
};

/// 10^`places`, up to 18 places.
#[inline(always)]
pub(super) fn short_power(places: u32) -> Option<u64> {
    POWERS.get(places as usize).copied()
}

/// 10^`places`, up to 36 places.
pub(super) fn wide_power(places: u32) -> Option<u128> {
    let low = places.min(18);
    let (low, high) = (short_power(low)?, short_power(places.wrapping_sub(low))?);
    Some(u128::from(low).wrapping_mul(u128::from(high)))
}

/// The most places that `bits` bits can be multiplied by: 10^places is not above 2^bits.
#[inline(always)]
pub(super) fn places_in(bits: u32) -> u32 {
    // log10(2) is a little more than 77 ÷ 256; up to 64 bits that makes no difference.
    bits.wrapping_mul(77) >> 8
}

/// The places for which `small` × 10^places is `large`. Both are above zero.
///
/// The bits that `large` has more leave one number of places to try, which costs less than to
/// divide.
#[inline(always)]
pub(super) fn places_between(small: u64, large: u64) -> Option<u32> {
    let bits = small.leading_zeros().checked_sub(large.leading_zeros())?;
    let places = places_in(bits.wrapping_add(1));
    (small.wrapping_mul(short_power(places)?) == large).then_some(places)
}

/// The decimal `mantissa` ÷ 10^`scale`, at most 28 places, without zeros at its end.
pub(super) fn decimal(negative: bool, mut mantissa: u64, mut scale: u32) -> Decimal {
    if mantissa == 0 {
        return Decimal::ZERO;
    }
    for places in [8, 8, 4, 2, 1] {
        // What 10^n divides, 2^n divides: most mantissas need no division.
        if places <= scale
            && places <= mantissa.trailing_zeros()
            && let Some(power) = short_power(places)
            && let Some(quotient) = mantissa.checked_div(power)
            && quotient.wrapping_mul(power) == mantissa
        {
            (mantissa, scale) = (quotient, scale.wrapping_sub(places));
        }
    }
    Decimal::from_parts(mantissa as u32, (mantissa >> 32) as u32, 0, negative, scale)
}
