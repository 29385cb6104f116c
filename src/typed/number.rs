//! Numbers as people write them.

use rust_decimal::Decimal;
use thiserror::Error;

use crate::domain::decimal;
use crate::domain::workbook::NumberStyle;

/// A number as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The number.
    pub value: Decimal,
    /// Whether the value should be echoed: the text could have been read another way, or it was
    /// divided by one hundred.
    pub echo: bool,
}

/// Why a text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NumberError {
    /// It is no number in any style.
    #[error("not a number")]
    NotANumber,
    /// It has more digits than can be kept exactly.
    #[error("too many digits")]
    TooManyDigits,
}

/// What a decimal separator turned out to be.
struct Separators {
    decimal: Option<usize>,
    ambiguous: bool,
}

/// Reads a number: `3.5`, `3,5`, `1 234,5`, `1,234.5`, `12 %`, full-width digits. What can be read
/// two ways, such as `1,234`, is read in `style`. `12 %` is 12 where `percent_points`, else 0.12.
///
/// # Errors
/// When the text is no number, or has too many digits to be exact.
pub fn parse(text: &str, style: NumberStyle, percent_points: bool) -> Result<Reading, NumberError> {
    let plain: String = text.chars().map(half_width).collect();
    let (body, percent) = match plain.trim().strip_suffix('%') {
        Some(body) => (body.trim_end(), true),
        None => (plain.trim(), false),
    };
    let (negative, body) = match body.strip_prefix(['-', '+']) {
        Some(rest) => (body.starts_with('-'), rest.trim_start()),
        None => (false, body),
    };
    let body: Vec<char> = body.chars().collect();
    let separators = separators(&body, style).ok_or(NumberError::NotANumber)?;
    let value = assemble(&body, separators.decimal)?;
    let value = if percent && !percent_points { hundredth(value)? } else { value };
    let value = if negative && !value.is_zero() { -value } else { value };
    Ok(Reading { value, echo: separators.ambiguous || percent && !percent_points })
}

/// Whether a text says that a figure does not exist for a unit, in any of the languages.
#[must_use]
pub fn is_not_applicable(text: &str) -> bool {
    const WORDS: [&str; 8] = ["n/a", "na", "n.a.", "-", "–", "—", "不适用", "不適用"];
    WORDS.iter().any(|word| text.trim().eq_ignore_ascii_case(word))
}

/// A digit or a sign of the width of a Chinese character as the plain one.
pub(super) fn half_width(character: char) -> char {
    match character {
        '０'..='９' => char::from_digit(u32::from(character) - u32::from('０'), 10).unwrap_or(character),
        '，' => ',',
        '．' | '。' => '.',
        '％' => '%',
        '−' | '－' | '–' => '-',
        '＋' => '+',
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{3000}' | '\'' | '’' => ' ',
        other => other,
    }
}

/// Finds the decimal separator; `None` when the text is no number.
fn separators(body: &[char], style: NumberStyle) -> Option<Separators> {
    let at = |wanted: char| body.iter().enumerate().filter(move |(_, c)| **c == wanted).map(|(i, _)| i);
    let (points, commas): (Vec<usize>, Vec<usize>) = (at('.').collect(), at(',').collect());
    let (decimal, ambiguous) = match (points.as_slice(), commas.as_slice()) {
        ([], []) => (None, false),
        ([point], commas) if commas.iter().all(|comma| comma < point) && !commas.is_empty() => {
            (Some(*point), false)
        }
        (points, [comma]) if points.iter().all(|point| point < comma) && !points.is_empty() => {
            (Some(*comma), false)
        }
        ([single], []) | ([], [single]) => alone(body, *single, style),
        ([_, _, ..], []) | ([], [_, _, ..]) => (None, false),
        _ => return None,
    };
    well_grouped(body, decimal).then_some(Separators { decimal, ambiguous })
}

/// A separator that stands alone: before three digits it may group thousands.
fn alone(body: &[char], separator: usize, style: NumberStyle) -> (Option<usize>, bool) {
    let after = body.len() - separator - 1;
    let leading_zero = body.first() == Some(&'0');
    if after != 3 || separator == 0 || separator > 3 || leading_zero {
        return (Some(separator), false);
    }
    let is_decimal = match style {
        NumberStyle::Point => body.get(separator) == Some(&'.'),
        NumberStyle::Comma => body.get(separator) == Some(&','),
    };
    (is_decimal.then_some(separator), true)
}

/// Whether everything before the decimal separator is digits in groups of three, all separated
/// alike, and everything after it digits.
fn well_grouped(body: &[char], decimal: Option<usize>) -> bool {
    let (whole, fraction) = match decimal {
        Some(place) => (body.get(..place).unwrap_or(body), body.get(place + 1..).unwrap_or_default()),
        None => (body, [].as_slice()),
    };
    let mark = whole.iter().find(|c| !c.is_ascii_digit()).copied();
    let groups: Vec<&[char]> = match mark {
        Some(mark @ (' ' | ',' | '.')) => whole.split(|c| *c == mark).collect(),
        Some(_) => return false,
        None => vec![whole],
    };
    let digits = |group: &[char]| group.iter().all(char::is_ascii_digit);
    let lengths = match groups.as_slice() {
        [only] => only.len() + fraction.len() > 0,
        [first, rest @ ..] => (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3),
        [] => false,
    };
    lengths && groups.iter().all(|group| digits(group)) && digits(fraction)
}

fn assemble(body: &[char], decimal: Option<usize>) -> Result<Decimal, NumberError> {
    let mut text = String::with_capacity(body.len());
    for (index, character) in body.iter().enumerate() {
        if Some(index) == decimal {
            text.push('.');
        } else if character.is_ascii_digit() {
            text.push(*character);
        }
    }
    decimal::parse(&text).ok_or(NumberError::TooManyDigits)
}

fn hundredth(value: Decimal) -> Result<Decimal, NumberError> {
    Decimal::try_from_i128_with_scale(value.mantissa(), value.scale() + 2)
        .map_err(|_| NumberError::TooManyDigits)
}
