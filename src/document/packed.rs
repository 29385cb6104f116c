//! The figures of a unit and year in little room: bytes, of which each character holds 15 bits. For
//! storage in the browser only, where a large year in JSON would not fit; files are plain JSON.
//!
//! After the mark `p1:` stand the number of lines; for each line the item, the usual number of
//! decimals and twelve figures; then a checksum. Numbers are in groups of seven bits, the last one
//! without the eighth. The lowest two bits of a figure say what it is.

use rust_decimal::Decimal;

use crate::domain::figure::{Figure, Figures, YearOfFigures};
use crate::domain::id::{ItemId, UnitId};

/// What every packed text begins with.
const MARK: &str = "p1:";

/// The first of the 32,768 characters; all of them are ordinary ones.
const FIRST: u32 = 0x3400;
const BITS: u32 = 15;

const NONE: u128 = 0;
const USUAL: u128 = 1;
const EXEMPT: u128 = 2;
/// Another number of decimals than usual: a value, or exempt.
const OTHER: u128 = 3;

/// Whether a text is packed.
pub(super) fn is_packed(text: &str) -> bool {
    text.starts_with(MARK)
}

/// Packs lines of figures.
pub(super) fn pack(lines: &[(&ItemId, &YearOfFigures)]) -> String {
    let mut out = Vec::new();
    number(u128::try_from(lines.len()).unwrap_or_default(), &mut out);
    for (item, months) in lines {
        number(u128::try_from(item.as_str().len()).unwrap_or_default(), &mut out);
        out.extend_from_slice(item.as_str().as_bytes());
        let usual = months.iter().filter_map(scale).max().unwrap_or_default();
        number(u128::from(usual), &mut out);
        for figure in *months {
            pack_figure(*figure, usual, &mut out);
        }
    }
    let sum = checksum(&out);
    out.extend_from_slice(&sum.to_be_bytes());
    let mut text = String::from(MARK);
    into_characters(&out, &mut text);
    text
}

fn scale(figure: &Figure) -> Option<u32> {
    match figure {
        Figure::Value(value) | Figure::Exempt(value) => Some(value.scale()),
        Figure::Missing | Figure::NotApplicable => None,
    }
}

fn pack_figure(figure: Figure, usual: u32, out: &mut Vec<u8>) {
    let (value, exempt) = match figure {
        Figure::Missing => return number(NONE, out),
        Figure::NotApplicable => return number(NONE | 4, out),
        Figure::Value(value) => (value, false),
        Figure::Exempt(value) => (value, true),
    };
    let magnitude = (value.mantissa().unsigned_abs() << 1) | u128::from(value.is_sign_negative());
    if value.scale() == usual {
        return number((magnitude << 2) | if exempt { EXEMPT } else { USUAL }, out);
    }
    number((magnitude << 2) | OTHER, out);
    number(u128::from(value.scale() << 1 | u32::from(exempt)), out);
}

fn number(mut rest: u128, out: &mut Vec<u8>) {
    while rest > 0x7f {
        out.push(low_bits(rest) | 0x80);
        rest >>= 7;
    }
    out.push(low_bits(rest));
}

fn low_bits(number: u128) -> u8 {
    u8::try_from(number & 0x7f).unwrap_or_default()
}

/// FNV-1a.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

fn into_characters(bytes: &[u8], text: &mut String) {
    let (mut waiting, mut count) = (0_u32, 0);
    for byte in bytes {
        waiting = (waiting << 8) | u32::from(*byte);
        count += 8;
        if count >= BITS {
            count -= BITS;
            text.extend(char::from_u32(FIRST + (waiting >> count)));
            waiting &= (1 << count) - 1;
        }
    }
    if count > 0 {
        text.extend(char::from_u32(FIRST + (waiting << (BITS - count))));
    }
}

/// Unpacks a text into `figures`; `None` when it is damaged.
pub(super) fn unpack(unit: &UnitId, year: i32, text: &str, figures: &mut Figures) -> Option<()> {
    let bytes = from_characters(text.strip_prefix(MARK)?)?;
    let mut rest = Bytes(&bytes);
    let lines = rest.count()?;
    for _ in 0..lines {
        let length = rest.count()?;
        let item = ItemId::from(std::str::from_utf8(rest.take(length)?).ok()?);
        let usual = rest.number()?;
        let mut months = YearOfFigures::default();
        for month in &mut months {
            *month = unpack_figure(usual, &mut rest)?;
        }
        figures.set_year(unit, &item, year, months);
    }
    let length = bytes.len().checked_sub(rest.0.len())?;
    let sum = rest.take(4)?;
    // Of the last character some bits are left over.
    (sum == checksum(bytes.get(..length)?).to_be_bytes() && rest.0.len() <= 1).then_some(())
}

fn unpack_figure(usual: u128, rest: &mut Bytes<'_>) -> Option<Figure> {
    let number = rest.number()?;
    let value = |scale: u128| {
        let magnitude = i128::try_from(number >> 3).ok()?;
        let mut value = Decimal::try_from_i128_with_scale(magnitude, u32::try_from(scale).ok()?).ok()?;
        value.set_sign_negative(number & 4 != 0);
        Some(value)
    };
    match number & 3 {
        NONE if number == NONE => Some(Figure::Missing),
        NONE => (number == NONE | 4).then_some(Figure::NotApplicable),
        USUAL => value(usual).map(Figure::Value),
        EXEMPT => value(usual).map(Figure::Exempt),
        _ => {
            let other = rest.number()?;
            let value = value(other >> 1)?;
            Some(if other & 1 == 1 { Figure::Exempt(value) } else { Figure::Value(value) })
        }
    }
}

fn from_characters(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut waiting, mut count) = (0_u32, 0);
    for sign in text.chars() {
        let bits = u32::from(sign).checked_sub(FIRST).filter(|bits| *bits < 1 << BITS)?;
        waiting = (waiting << BITS) | bits;
        count += BITS;
        while count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(waiting >> count & 0xff).ok()?);
            waiting &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u128> {
        let mut number = 0_u128;
        for shift in (0..126).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= u128::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }
}
