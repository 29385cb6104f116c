//! Decimals from plain digits, exactly or not at all.

use rust_decimal::Decimal;

/// Reads digits with at most one point among them, and a minus before them where it is negative;
/// `None` for anything else, and where the digits are too many to be kept.
#[must_use]
pub fn parse(text: &str) -> Option<Decimal> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut mantissa = 0_i128;
    for byte in whole.bytes().chain(fraction.bytes()) {
        let digit = char::from(byte).to_digit(10)?;
        mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit))?;
    }
    let scale = u32::try_from(fraction.len()).ok()?;
    let mut value = Decimal::try_from_i128_with_scale(mantissa, scale).ok()?;
    value.set_sign_negative(negative);
    Some(value)
}
