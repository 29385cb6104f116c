//! The formula language: an expression over items, such as `drug_revenue / revenue * 100`.
//!
//! * Numbers: `12.5`, `45%`, which is 0.45.
//! * References: item codes and names of the formula, names in quotes, `points(code)` and
//!   `percent(code)`.
//! * Operators, from the tightest: `^` (to the right: 2^3^2 is 2^9), the sign (-2^2 is -4), `* /`,
//!   `+ -`, `< <= > >= = <>`, `not`, `and`, `or`.
//! * Functions: `if min max sum mean abs round floor ceil coalesce clamp`. A word is a function only
//!   before `(`.
//!
//! Signs may be full-width, or `× ÷ − ≤ ≥ ≠`. A comparison gives a condition, everything else a
//! number; which of the two stands where is settled when the text is read.
//!
//! An expression is kept as a flat program, so neither reading, evaluating nor dropping it recurses
//! and no text can exhaust the stack. Each step costs at most a multiplication of numbers of
//! [`MAX_BITS`](crate::domain::exact::MAX_BITS), a power a dozen of them, and [`MAX_LENGTH`] limits
//! how many steps there are.

mod arithmetic;
mod builder;
mod call;
mod evaluate;
mod growth;
mod lexer;
mod parser;
mod parts;
mod program;

use std::fmt;
use std::sync::Arc;

use thiserror::Error;

use super::exact::Exact;
use builder::Sort;
use lexer::is_letter;
pub use parts::Part;
use program::{Act, Step};
pub use program::{Binary, Comparison, Fold, Unary};

/// Characters an expression may have.
pub const MAX_LENGTH: usize = 4_000;

/// A parsed expression; remembers its text as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    text: Arc<str>,
    references: Vec<Reference>,
    steps: Vec<Step>,
    /// Room the evaluation needs on its stack.
    depth: usize,
}

/// A place in the text that says what an operand is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The code, or the name that stood in quotes.
    pub name: Arc<str>,
    /// Whether it stood in quotes, and may so be a name.
    pub quoted: bool,
    /// What is asked of it.
    pub kind: ReferenceKind,
    /// Where it starts in the text, in bytes.
    pub start: usize,
    /// Where it ends in the text, in bytes; behind the parenthesis of `points(…)`.
    pub end: usize,
}

/// What a reference asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// An item by its code or its name, or one of the names a formula has of its own.
    Word,
    /// `points(…)`: the points of a measure or a perspective.
    Points,
    /// `percent(…)`: its percent of full points.
    Percent,
}

/// What an item is worth in a period, and what an expression over items comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A number.
    Known(Exact),
    /// A figure it needs is missing.
    Missing,
    /// It does not exist for the unit.
    NotApplicable,
}

/// A calculation over known operands that is impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EvaluationProblem {
    /// What is impossible.
    pub kind: EvaluationProblemKind,
    /// Where its operator or function stands, in characters from 1.
    pub position: usize,
}

/// What can be impossible in a calculation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvaluationProblemKind {
    /// A division by zero, or zero to a negative power.
    DivisionByZero,
    /// A number that outgrows [`MAX_BITS`](crate::domain::exact::MAX_BITS).
    TooLarge,
    /// An exponent that is no whole number between −64 and 64.
    PowerNotWhole,
    /// Digits for `round` that are no whole number between 0 and 15.
    DigitsNotWhole,
    /// A lower limit of `clamp` above the upper one.
    ClampReversed,
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
    /// A `(` that is not closed (where its function stands, if it has one), or a `)` that closes
    /// nothing.
    UnbalancedParenthesis,
    /// A word before `(` that is no function.
    UnknownFunction,
    /// A function with too few or too many arguments.
    ArgumentCount,
    /// A comma outside the parentheses of a function.
    MisplacedComma,
    /// Anything but one code or one name in quotes in `points(…)` or `percent(…)`.
    OneNameExpected,
    /// A condition where a number belongs; the place is that of its operator.
    NumberExpected,
    /// A number where a condition belongs; the place is its own or that of its operator.
    ConditionExpected,
}

impl Problem {
    fn at(self, position: usize) -> ExpressionError {
        ExpressionError { problem: self, position }
    }
}

impl Reference {
    /// Whether it is this word, and not the score of something or a name in quotes.
    #[must_use]
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == ReferenceKind::Word && !self.quoted && &*self.name == word
    }
}

impl Expression {
    /// Reads an expression that comes to a number.
    ///
    /// # Errors
    /// When the text is none; says what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        Self::parse_as(text, Sort::Number)
    }

    /// Reads a condition, such as `complaints = 0 and revenue > 100`.
    ///
    /// # Errors
    /// When the text is none; says what is wrong and where.
    pub fn parse_condition(text: &str) -> Result<Self, ExpressionError> {
        Self::parse_as(text, Sort::Condition)
    }

    fn parse_as(text: &str, sort: Sort) -> Result<Self, ExpressionError> {
        if text.chars().nth(MAX_LENGTH).is_some() {
            return Err(Problem::TooLong.at(MAX_LENGTH));
        }
        let program = parser::parse(text, sort)?;
        Ok(Self {
            text: Arc::from(text),
            references: program.references,
            steps: program.steps,
            depth: program.depth,
        })
    }

    /// The text as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The places where operands are named, from left to right; one item may stand in several.
    #[must_use]
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// Whether the expression is one item, or one name of the formula, and nothing else.
    #[must_use]
    pub fn is_one_item(&self) -> bool {
        let only_step = matches!(self.steps.as_slice(), [Step { act: Act::Reference(_), .. }]);
        only_step && matches!(self.references.as_slice(), [Reference { kind: ReferenceKind::Word, .. }])
    }
}

/// Whether a character may stand in a code.
#[must_use]
pub fn is_of_code(character: char) -> bool {
    is_letter(character) || character.is_ascii_digit()
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
