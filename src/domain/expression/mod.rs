//! The formula language: an expression over items, such as `drug_revenue / revenue * 100`.
//!
//! Decimal literals, item codes or names in double quotes, `+ - * /`, signs and parentheses.
//! An expression is kept in postfix order, so neither reading nor evaluating it recurses.

mod evaluate;
mod lexer;
mod parser;

use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;
use thiserror::Error;

pub use evaluate::{EvaluationError, Operand};

/// Characters an expression may have.
pub const MAX_LENGTH: usize = 4_000;

/// A parsed expression; remembers its text as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    text: Arc<str>,
    references: Vec<Reference>,
    operations: Vec<Operation>,
}

/// A place in the text where an item is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The code, or the name that stood in quotes.
    pub name: Arc<str>,
    /// Whether it stood in quotes, and may so be a name.
    pub quoted: bool,
    /// Where it starts in the text, in bytes.
    pub start: usize,
    /// Where it ends in the text, in bytes.
    pub end: usize,
}

/// A step of the postfix program.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Operation {
    Literal(Decimal),
    /// The operand of the reference at this index.
    Item(usize),
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// Why a text is not an expression.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{problem:?} at character {position}")]
pub struct ExpressionError {
    /// What is wrong.
    pub problem: Problem,
    /// Where, counted in characters from 1.
    pub position: usize,
}

/// What can be wrong with the text of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is nothing in it.
    Empty,
    /// Longer than [`MAX_LENGTH`].
    TooLong,
    /// A character that belongs to no number, name or sign.
    UnknownCharacter,
    /// A number with more digits than a decimal holds.
    NumberTooLong,
    /// A quote that is not closed.
    OpenQuote,
    /// A number, a name or `(` was expected.
    ValueExpected,
    /// An operator or the end was expected.
    OperatorExpected,
    /// A `(` that is not closed, or a `)` that closes nothing.
    UnbalancedParenthesis,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// When the text is not one; says what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        if text.chars().count() > MAX_LENGTH {
            return Err(ExpressionError { problem: Problem::TooLong, position: MAX_LENGTH });
        }
        let (references, operations) = parser::parse(text)?;
        Ok(Self { text: Arc::from(text), references, operations })
    }

    /// The text as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The places where items are named, from left to right; one item may stand in several.
    #[must_use]
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// Whether the expression is one item and nothing else.
    #[must_use]
    pub fn is_one_item(&self) -> bool {
        matches!(self.operations.as_slice(), [Operation::Item(_)])
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
