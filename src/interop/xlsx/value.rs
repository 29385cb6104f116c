//! The numbers of a spreadsheet: as it writes them, and as days.

use rust_decimal::Decimal;

use crate::interop::table::Content;

/// The digits that a spreadsheet keeps and shows. It writes up to 17, because it calculates in
/// binary: 0.30000000000000004 means 0.3.
pub const SIGNIFICANT_DIGITS: usize = 15;

/// The most decimals that can be kept.
const MAX_SCALE: i32 = 28;

/// A number as a spreadsheet writes it, `1234.5` or `1.5E-7`, rounded half up to
/// [`SIGNIFICANT_DIGITS`]; `None` for anything else, and for what is too large.
pub(super) fn number(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let (text, exponent) = match text.split_once(['e', 'E']) {
        Some((text, exponent)) => (text, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = || whole.bytes().chain(fraction.bytes());
    if digits().next().is_none() || !digits().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits: Vec<u8> = digits().map(|byte| byte - b'0').skip_while(|digit| *digit == 0).collect();
    let scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
    let mut value = rounded(&digits, scale)?;
    value.set_sign_negative(negative && !value.is_zero());
    Some(value.normalize())
}

/// The number of `digits` of which the last `scale` are decimals.
fn rounded(digits: &[u8], scale: i32) -> Option<Decimal> {
    let length = i32::try_from(digits.len()).ok()?;
    let most = i32::try_from(SIGNIFICANT_DIGITS).ok()?;
    let dropped = (length - most).max(scale.saturating_sub(MAX_SCALE)).max(0);
    let scale = scale.checked_sub(dropped)?;
    if dropped > length {
        return Some(Decimal::ZERO);
    }
    let (kept, rest) = digits.split_at_checked(usize::try_from(length - dropped).ok()?)?;
    let mut mantissa = kept.iter().fold(0_i128, |value, digit| value * 10 + i128::from(*digit));
    if rest.first().is_some_and(|digit| *digit >= 5) {
        mantissa += 1;
    }
    if mantissa == 0 {
        return Some(Decimal::ZERO);
    }
    match u32::try_from(scale) {
        Ok(scale) => Decimal::try_from_i128_with_scale(mantissa, scale).ok(),
        Err(_) => {
            let factor = 10_i128.checked_pow(scale.unsigned_abs())?;
            Decimal::try_from_i128_with_scale(mantissa.checked_mul(factor)?, 0).ok()
        }
    }
}

/// `value` with no more digits than a spreadsheet keeps.
#[must_use]
pub fn as_kept(value: Decimal) -> Decimal {
    number(&value.to_string()).unwrap_or(value)
}

/// The day that a number stands for, counted from 1900, or from 1904; `None` where it is none. The
/// count from 1900 has a 29 February 1900, which never was.
pub(super) fn day(value: Decimal, from_1904: bool) -> Option<Content> {
    let serial = i64::try_from(value.trunc().mantissa()).ok()?;
    // Days since 1970-01-01.
    let days = match (from_1904, serial) {
        (true, 0..=2_957_003) => serial - 24_107,
        (false, 61..=2_958_465) => serial - 25_569,
        (false, 1..=59) => serial - 25_568,
        _ => return None,
    };
    let (year, month, day) = civil(days)?;
    Some(Content::Date { year, month, day })
}

/// Year, month and day of a number of days since 1970-01-01, by the proleptic Gregorian calendar:
/// years are counted from March in eras of 400.
fn civil(days: i64) -> Option<(i32, u32, u32)> {
    let from_era = days + 719_468;
    let era = from_era.div_euclid(146_097);
    let day_of_era = from_era.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some((i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?))
}
