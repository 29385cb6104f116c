//! What people write, read as numbers, months and figures: typed into a field, pasted, or in a file.
//!
//! In every language at once, because a file may come from someone else. How values are shown is
//! in [`crate::i18n`].

pub mod day;
pub mod month;
pub mod number;

use crate::domain::figure::Figure;
use crate::domain::workbook::NumberStyle;
use number::NumberError;

/// No number has more characters, so longer texts are not looked at.
const LONGEST_NUMBER: usize = 100;

/// A figure from its text, and whether it should be echoed because the text could have been read
/// another way: empty is missing, `n/a` and its like not applicable, else a number.
///
/// # Errors
/// As [`number::parse`].
pub fn figure(text: &str, style: NumberStyle, percent_points: bool) -> Result<(Figure, bool), NumberError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok((Figure::Missing, false));
    }
    if number::is_not_applicable(text) {
        return Ok((Figure::NotApplicable, false));
    }
    if text.len() > LONGEST_NUMBER {
        return Err(NumberError::NotANumber);
    }
    let reading = number::parse(text, style, percent_points)?;
    Ok((Figure::Value(reading.value), reading.echo))
}

/// A name made comparable: without blanks, of one width and one case. `None` for what is no name
/// because it is empty or longer than any.
#[must_use]
pub fn comparable(text: &str) -> Option<String> {
    const LONGEST_NAME: usize = 500;
    if text.len() > LONGEST_NAME {
        return None;
    }
    let name: String = text.chars().filter(|c| !c.is_whitespace()).map(comparable_char).collect();
    (!name.is_empty()).then_some(name)
}

/// The plain one of a character of full width, in lower case.
fn comparable_char(c: char) -> char {
    let plain = match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        c => c,
    };
    plain.to_ascii_lowercase()
}

/// Whether a heading says that figures stand below it.
#[must_use]
pub fn is_value_heading(text: &str) -> bool {
    const WORDS: [&str; 13] = [
        "value",
        "figure",
        "actual",
        "amount",
        "数据",
        "數據",
        "資料",
        "数值",
        "數值",
        "实际值",
        "實際值",
        "值",
        "figures",
    ];
    WORDS.iter().any(|word| text.trim().eq_ignore_ascii_case(word))
}

/// Whether a heading says that months stand below it.
#[must_use]
pub fn is_month_heading(text: &str) -> bool {
    ["month", "月", "月份"].iter().any(|word| text.trim().eq_ignore_ascii_case(word))
}
