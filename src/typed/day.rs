//! Days as people write them: `2026-03-05`, `2026年3月5日`, `3/5` and `5` of a month that is given.

use super::month::{Token, tokens};
use crate::domain::day::Day;
use crate::domain::period::Month;

/// The day that a text says, of `month` where it says none.
#[must_use]
pub fn parse(text: &str, month: Month) -> Option<Day> {
    let tokens = tokens(text)?;
    // 年, 月, 日 and the like say only what the order says, too.
    let signs = ['年', '月', '日', '号', '號'];
    let numbers: Option<Vec<(u32, usize)>> = tokens
        .iter()
        .filter(|token| !matches!(token, Token::Other(sign) if signs.contains(sign)))
        .map(|token| match token {
            Token::Digits(number, length) => Some((*number, *length)),
            Token::Word(_) | Token::Other(_) => None,
        })
        .collect();
    let (year, number, day) = match numbers?.as_slice() {
        [(all, 8)] => (all / 10_000, all / 100 % 100, all % 100),
        [(year, 4), (number, 1 | 2), (day, 1 | 2)] => (*year, *number, *day),
        [(number, 1 | 2), (day, 1 | 2)] => (year_of(month)?, *number, *day),
        [(day, 1 | 2)] => (year_of(month)?, month.number(), *day),
        _ => return None,
    };
    Day::new(Month::new(i32::try_from(year).ok()?, number).ok()?, day).ok()
}

fn year_of(month: Month) -> Option<u32> {
    u32::try_from(month.year()).ok()
}
