//! Cuts the text of an expression into numbers, names and signs.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{ExpressionError, Problem, Reference};
use crate::domain::decimal;

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Number(Decimal),
    Name(Reference),
    Sign(Sign),
    Open,
    Close,
}

/// An operator as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Plus,
    Minus,
    Times,
    Over,
}

/// A token and where it starts, in characters from 1.
pub(super) struct Located {
    pub(super) token: Token,
    pub(super) position: usize,
}

/// Cuts `text` into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Located>, ExpressionError> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else {
            return Ok(found);
        };
        let start = text.len().saturating_sub(rest.len());
        let position = position_of(text, start);
        let (token, length) =
            next(rest, first, start).map_err(|problem| ExpressionError { problem, position })?;
        found.push(Located { token, position });
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// The place of the byte `start`, in characters from 1.
pub(super) fn position_of(text: &str, start: usize) -> usize {
    text.get(..start).unwrap_or(text).chars().count().saturating_add(1)
}

fn next(rest: &str, first: char, start: usize) -> Result<(Token, usize), Problem> {
    let sign = |token| Ok((token, first.len_utf8()));
    match first {
        '(' | '（' => sign(Token::Open),
        ')' | '）' => sign(Token::Close),
        '+' | '＋' => sign(Token::Sign(Sign::Plus)),
        '-' | '−' | '－' => sign(Token::Sign(Sign::Minus)),
        '*' | '×' | '＊' => sign(Token::Sign(Sign::Times)),
        '/' | '÷' | '／' => sign(Token::Sign(Sign::Over)),
        '"' => quoted(rest, start),
        '0'..='9' | '.' => number(rest),
        _ if is_letter(first) => Ok(name(rest, start)),
        _ => Err(Problem::UnknownCharacter),
    }
}

/// A letter of any script, told apart by ranges: tables of every letter weigh more than the whole
/// lexer.
fn is_letter(character: char) -> bool {
    match character {
        '_' | 'a'..='z' | 'A'..='Z' => true,
        '\0'..='\u{bf}' | '×' | '÷' | '−' => false,
        // Punctuation, CJK punctuation, full-width forms.
        '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' => false,
        _ => true,
    }
}

fn name(rest: &str, start: usize) -> (Token, usize) {
    let length = rest.find(|c: char| !is_letter(c) && !c.is_ascii_digit()).unwrap_or(rest.len());
    let text = rest.get(..length).unwrap_or(rest);
    let end = start.saturating_add(length);
    (Token::Name(Reference { name: Arc::from(text), quoted: false, start, end }), length)
}

fn quoted(rest: &str, start: usize) -> Result<(Token, usize), Problem> {
    let inner = rest.get(1..).unwrap_or_default();
    let length = inner.find('"').ok_or(Problem::OpenQuote)?;
    let text = inner.get(..length).unwrap_or_default();
    let whole = length.saturating_add(2);
    let end = start.saturating_add(whole);
    Ok((Token::Name(Reference { name: Arc::from(text), quoted: true, start, end }), whole))
}

/// A decimal literal, with an optional `%` that divides it by one hundred.
fn number(rest: &str) -> Result<(Token, usize), Problem> {
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let text = rest.get(..length).unwrap_or(rest);
    let value = parse_literal(text)?;
    match rest.get(length..).and_then(|after| after.chars().next()) {
        Some(sign @ ('%' | '％')) => {
            let hundredth =
                Decimal::try_from_i128_with_scale(value.mantissa(), value.scale().saturating_add(2));
            let value = hundredth.map_err(|_| Problem::NumberTooLong)?;
            Ok((Token::Number(value), length.saturating_add(sign.len_utf8())))
        }
        _ => Ok((Token::Number(value), length)),
    }
}

fn parse_literal(text: &str) -> Result<Decimal, Problem> {
    if !text.contains(|c: char| c.is_ascii_digit()) || text.matches('.').count() > 1 {
        return Err(Problem::UnknownCharacter);
    }
    decimal::parse(text).ok_or(Problem::NumberTooLong)
}
