//! Months as people write them: `2026-03`, `2026/3`, `2026年3月`, `Mar 2026`, `202603`, a date, or
//! `3月` and `March` of a year that is given.

use crate::domain::period::Month;

use super::number::half_width;

/// A piece of a text: digits with their count, an English word, or any other single character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Digits(u32, usize),
    Word(String),
    Other(char),
}

/// No month has more characters, so longer texts are not looked at.
const LONGEST: usize = 80;

/// Years that four digits alone are taken for.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2150;

/// The month that a text says, and nothing else than that; `year` is the year where it says none.
#[must_use]
pub fn parse(text: &str, year: Option<i32>) -> Option<Month> {
    month_of(&tokens(text)?, year)
}

/// The number of a month, `1` to `12`, of a year that is given.
#[must_use]
pub fn parse_number(text: &str, year: Option<i32>) -> Option<Month> {
    match tokens(text)?.as_slice() {
        [Token::Digits(number, 1 | 2)] => Month::new(year?, *number).ok(),
        _ => None,
    }
}

/// The year that a text says, and nothing else: `2026`, `2026年`, `2026年度`.
#[must_use]
pub fn parse_year(text: &str) -> Option<i32> {
    match tokens(text)?.as_slice() {
        [Token::Digits(year, 4)] | [Token::Digits(year, 4), Token::Other('年')] => known_year(*year),
        [Token::Digits(year, 4), Token::Other('年'), Token::Other('度')] => known_year(*year),
        _ => None,
    }
}

/// A month with its year somewhere in a text, such as a title.
#[must_use]
pub fn find(text: &str) -> Option<Month> {
    let tokens = tokens(text)?;
    (0..tokens.len()).find_map(|start| {
        let rest = tokens.get(start..).unwrap_or_default();
        (2..=5.min(rest.len())).rev().find_map(|count| month_of(rest.get(..count)?, None))
    })
}

/// A year somewhere in a text.
#[must_use]
pub fn find_year(text: &str) -> Option<i32> {
    tokens(text)?.iter().find_map(|token| match token {
        Token::Digits(year, 4) => known_year(*year),
        _ => None,
    })
}

fn known_year(year: u32) -> Option<i32> {
    i32::try_from(year).ok().filter(|year| YEARS.contains(year))
}

fn month_of(tokens: &[Token], given: Option<i32>) -> Option<Month> {
    use Token::{Digits, Other, Word};
    let (tokens, has_month_sign) = without_month_sign(tokens);
    match tokens {
        [Digits(all, 6)] => month(all / 100, all % 100),
        [Digits(all, 8)] => month(all / 10_000, all / 100 % 100),
        [Digits(year, 4), Digits(number, 1 | 2)] => month(*year, *number),
        [Digits(year, 4), Digits(number, 1 | 2), Digits(_, 1 | 2), time @ ..] => {
            time.iter().all(|token| matches!(token, Digits(..))).then(|| month(*year, *number)).flatten()
        }
        [Digits(number, 1 | 2), Digits(year, 4)] => month(*year, *number),
        [Digits(year, length @ (2 | 4)), Other('年'), rest @ ..] => {
            let year = if *length == 2 { year.checked_add(2000)? } else { *year };
            match rest {
                [Digits(number, 1 | 2)] => month(year, *number),
                [Digits(number, 1 | 2), Other('月'), Digits(_, 1 | 2), Other('日' | '号' | '號')] => {
                    month(year, *number)
                }
                _ => month(year, chinese(rest)?),
            }
        }
        [Word(name)] => Month::new(given?, english(name)?).ok(),
        [Word(name), Digits(year, 4)] | [Digits(year, 4), Word(name)] => month(*year, english(name)?),
        [Word(name), Digits(year, 2)] => month(year.checked_add(2000)?, english(name)?),
        [Digits(_, 1 | 2), Word(name), Digits(year, 4)] => month(*year, english(name)?),
        [Digits(number, 1 | 2)] if has_month_sign => Month::new(given?, *number).ok(),
        numeral if has_month_sign => Month::new(given?, chinese(numeral)?).ok(),
        _ => None,
    }
}

fn month(year: u32, number: u32) -> Option<Month> {
    Month::new(known_year(year)?, number).ok()
}

/// Takes off `月` or `月份` at the end.
fn without_month_sign(tokens: &[Token]) -> (&[Token], bool) {
    match tokens {
        [rest @ .., Token::Other('月')] | [rest @ .., Token::Other('月'), Token::Other('份')] => {
            (rest, true)
        }
        _ => (tokens, false),
    }
}

/// `一` to `十二`.
fn chinese(tokens: &[Token]) -> Option<u32> {
    const NUMERALS: &str = "一二三四五六七八九十";
    let value = |token: &Token| match token {
        Token::Other(c) => NUMERALS
            .chars()
            .position(|numeral| numeral == *c)
            .and_then(|at| u32::try_from(at).ok())?
            .checked_add(1),
        _ => None,
    };
    match tokens {
        [one] => value(one),
        [Token::Other('十'), ones] => value(ones).filter(|ones| *ones <= 2)?.checked_add(10),
        _ => None,
    }
}

/// `mar`, `sept`, `march`.
fn english(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let place = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(name))?;
    u32::try_from(place).ok()?.checked_add(1)
}

/// `None` where the text is too long, or has more than one kind of sign between its numbers, as
/// `2026.1-3` has: that is a range.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    if text.len() > LONGEST {
        return None;
    }
    let mut tokens = Vec::new();
    let mut separator = None;
    let plain: Vec<char> = text.trim().chars().map(half_width).collect();
    let mut rest = plain.as_slice();
    while let Some(first) = rest.first().copied() {
        let same = |kind: fn(&char) -> bool| rest.iter().take_while(|c| kind(c)).count();
        let (length, token) = if first.is_ascii_digit() {
            let length = same(char::is_ascii_digit);
            let digits: String = rest.iter().take(length).collect();
            (length, Some(Token::Digits(digits.parse().ok()?, length)))
        } else if first.is_ascii_alphabetic() {
            let length = same(char::is_ascii_alphabetic);
            let word: String = rest.iter().take(length).map(char::to_ascii_lowercase).collect();
            (length, Some(Token::Word(word)))
        } else {
            (1, Some(Token::Other(first)).filter(|_| !is_separator(first)))
        };
        if "-/.".contains(first) && separator.replace(first).is_some_and(|other| other != first) {
            return None;
        }
        tokens.extend(token);
        rest = rest.get(length..).unwrap_or_default();
    }
    Some(tokens)
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || "-/.,:_".contains(c)
}
