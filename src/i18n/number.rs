//! Numbers as they are shown. How typed ones are read is in [`crate::typed::number`].

use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::exact::Exact;
use crate::domain::workbook::NumberStyle;

pub use crate::typed::number::{NumberError, Reading, is_not_applicable, parse};

/// The minus sign that is shown; typed ones may be a hyphen.
const MINUS: char = '−';

/// Decimals an endless fraction is shown with.
const SHOWN_OF_ENDLESS: u32 = 6;

/// A number as it is typed: exact, at least `decimals` places, no grouping; [`parse`] reads it
/// back to the same value.
#[must_use]
pub fn format_typed(value: Decimal, decimals: u32, style: NumberStyle) -> String {
    let text = with_decimals(value, decimals).to_string();
    match style {
        NumberStyle::Point => text,
        NumberStyle::Comma => text.replace('.', ","),
    }
}

/// A number as it is read: exact, at least `decimals` places, grouped by thousands.
#[must_use]
pub fn format(value: Decimal, decimals: u32) -> String {
    grouped(&with_decimals(value, decimals).to_string())
}

/// A number rounded half away from zero to exactly `decimals` places, grouped by thousands.
#[must_use]
pub fn format_rounded(value: Decimal, decimals: u32) -> String {
    let mut value = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(decimals);
    grouped(&value.to_string())
}

/// An exact value: all its decimals where there are at most six, else six and an ellipsis.
#[must_use]
pub fn format_exact(value: &Exact) -> String {
    let Some(decimal) = value.to_decimal() else {
        return "…".to_owned();
    };
    let cut = decimal.round_dp_with_strategy(SHOWN_OF_ENDLESS, RoundingStrategy::ToZero);
    let text = format(cut.normalize(), 0);
    if value.equals(cut) { text } else { format!("{}…", endless(cut)) }
}

/// A signed number: `+0.32`, `−0.40`, `0.00`.
#[must_use]
pub fn format_signed(value: Decimal, decimals: u32) -> String {
    let text = format_rounded(value, decimals);
    if value.is_sign_positive() && !value.is_zero() { format!("+{text}") } else { text }
}

fn endless(cut: Decimal) -> String {
    format_rounded(cut, SHOWN_OF_ENDLESS)
}

/// `value` with trailing zeros up to `decimals` places, and none beyond.
fn with_decimals(value: Decimal, decimals: u32) -> Decimal {
    let mut value = value.normalize();
    if value.scale() < decimals {
        value.rescale(decimals);
    }
    value
}

fn grouped(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (Some(MINUS), digits),
        None => (None, text),
    };
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut out: String = sign.into_iter().collect();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}
