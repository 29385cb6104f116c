//! Cuts the text of an expression into numbers, words, quoted names and signs.

use super::program::{Binary, Comparison};
use super::{ExpressionError, Problem};
use crate::domain::decimal;
use crate::domain::exact::Exact;

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    Number(Exact),
    /// A code, a name of the language, or a function where `(` follows.
    Word(&'t str),
    /// What stands in quotes.
    Quoted(&'t str),
    Sign(Binary),
    Not,
    Open,
    Comma,
    Close,
    /// Behind the last piece.
    End,
}

/// A token, where it starts in characters from 1, and its bytes in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Located<'t> {
    pub(super) token: Token<'t>,
    pub(super) position: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Located<'_> {
    pub(super) fn is_name(&self) -> bool {
        matches!(self.token, Token::Word(_) | Token::Quoted(_))
    }
}

/// Cuts `text` into tokens, the last of which is [`Token::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<Located<'_>>, ExpressionError> {
    let mut found = Vec::new();
    let (mut start, mut position) = (0_usize, 1_usize);
    loop {
        let rest = text.get(start..).unwrap_or_default();
        let Some(first) = rest.chars().next() else {
            found.push(Located { token: Token::End, position, start, end: start });
            return Ok(found);
        };
        let (token, length) = if first.is_whitespace() {
            (None, first.len_utf8())
        } else {
            let (token, length) = next(rest, first).map_err(|problem| problem.at(position))?;
            (Some(token), length)
        };
        let end = start.saturating_add(length);
        found.extend(token.map(|token| Located { token, position, start, end }));
        let characters = text.get(start..end).unwrap_or_default().chars().count();
        (start, position) = (end, position.saturating_add(characters));
    }
}

/// The token `rest` begins with, and its bytes.
fn next(rest: &str, first: char) -> Result<(Token<'_>, usize), Problem> {
    match first {
        '"' => quoted(rest, '"', '"'),
        '“' => quoted(rest, '“', '”'),
        '0'..='9' | '.' => number(rest),
        _ if is_letter(first) => Ok(word(rest)),
        _ => sign(rest).ok_or(Problem::UnknownCharacter),
    }
}

/// A letter of any script, told apart by ranges: tables of every letter weigh more than the whole
/// lexer.
pub(in crate::domain) fn is_letter(character: char) -> bool {
    match character {
        '_' | 'a'..='z' | 'A'..='Z' => true,
        '\0'..='\u{bf}' | '×' | '÷' => false,
        // Punctuation, mathematical signs, CJK punctuation, full-width forms.
        '\u{2000}'..='\u{206f}' | '\u{2200}'..='\u{22ff}' => false,
        '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' => false,
        _ => true,
    }
}

fn word(rest: &str) -> (Token<'_>, usize) {
    let length = rest.find(|c: char| !is_letter(c) && !c.is_ascii_digit()).unwrap_or(rest.len());
    let token = match rest.get(..length).unwrap_or(rest) {
        "and" => Token::Sign(Binary::And),
        "or" => Token::Sign(Binary::Or),
        "not" => Token::Not,
        word => Token::Word(word),
    };
    (token, length)
}

fn quoted(rest: &str, open: char, close: char) -> Result<(Token<'_>, usize), Problem> {
    let inner = rest.get(open.len_utf8()..).unwrap_or_default();
    let length = inner.find(close).ok_or(Problem::OpenQuote)?;
    let whole = length.saturating_add(open.len_utf8()).saturating_add(close.len_utf8());
    Ok((Token::Quoted(inner.get(..length).unwrap_or_default()), whole))
}

/// A sign of one character or two, and its bytes.
fn sign(rest: &str) -> Option<(Token<'_>, usize)> {
    let mut characters = rest.chars();
    let (first, second) = (characters.next()?, characters.next());
    let long = second.and_then(|second| {
        let comparison = long_comparison(half_width(first), half_width(second))?;
        let length = first.len_utf8().saturating_add(second.len_utf8());
        Some((Token::Sign(Binary::Compare(comparison)), length))
    });
    long.or_else(|| Some((short_sign(half_width(first))?, first.len_utf8())))
}

fn long_comparison(first: char, second: char) -> Option<Comparison> {
    match (first, second) {
        ('<', '=') => Some(Comparison::AtMost),
        ('>', '=') => Some(Comparison::AtLeast),
        ('=', '=') => Some(Comparison::Equal),
        ('<', '>') | ('!', '=') => Some(Comparison::Unequal),
        _ => None,
    }
}

fn short_sign(sign: char) -> Option<Token<'static>> {
    Some(match sign {
        '(' => Token::Open,
        ',' => Token::Comma,
        ')' => Token::Close,
        '+' => Token::Sign(Binary::Add),
        '-' | '−' => Token::Sign(Binary::Subtract),
        '*' | '×' => Token::Sign(Binary::Multiply),
        '/' | '÷' => Token::Sign(Binary::Divide),
        '^' => Token::Sign(Binary::Power),
        '<' => Token::Sign(Binary::Compare(Comparison::Less)),
        '≤' => Token::Sign(Binary::Compare(Comparison::AtMost)),
        '>' => Token::Sign(Binary::Compare(Comparison::Greater)),
        '≥' => Token::Sign(Binary::Compare(Comparison::AtLeast)),
        '=' => Token::Sign(Binary::Compare(Comparison::Equal)),
        '≠' => Token::Sign(Binary::Compare(Comparison::Unequal)),
        _ => return None,
    })
}

/// The ASCII sign of a full-width form, as Chinese keyboards type it.
fn half_width(sign: char) -> char {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign).saturating_sub(0xfee0)).unwrap_or(sign),
        _ => sign,
    }
}

/// A decimal literal, with an optional `%` that divides it by one hundred.
fn number(rest: &str) -> Result<(Token<'_>, usize), Problem> {
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let (text, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
    let value = literal(text)?;
    Ok(match after.chars().next() {
        Some(sign) if half_width(sign) == '%' => {
            let hundredth = value.over(&Exact::whole(100)).unwrap_or(Exact::ZERO);
            (Token::Number(hundredth), length.saturating_add(sign.len_utf8()))
        }
        _ => (Token::Number(value), length),
    })
}

fn literal(text: &str) -> Result<Exact, Problem> {
    if !text.contains(|c: char| c.is_ascii_digit()) || text.matches('.').count() > 1 {
        return Err(Problem::UnknownCharacter);
    }
    decimal::parse(text).map(Exact::from).ok_or(Problem::NumberTooLong)
}
