//! Why a typed text is not taken, in words.

use crate::domain::edit::EditError;
use crate::domain::expression::{ExpressionError, Problem};
use crate::domain::name::Language;
use crate::domain::validate::WorkbookError;
use crate::i18n::number::NumberError;
use crate::i18n::{DesignWords, design_words, fill};

/// Why a text is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no number.
    Number(NumberError),
    /// It is no whole number, or below zero.
    Whole,
    /// It is no weight.
    Weight,
    /// It is empty.
    Empty,
    /// It is no month.
    Month,
    /// A revision begins in the month already.
    RevisionThere,
    /// It is no formula.
    Formula(ExpressionError),
    /// It reads the points of something else, where only those of its own measure are known.
    OtherScores,
    /// It is out of range.
    Range,
    /// No unit has this name.
    NoUnit(String),
    /// A cell of a pasted table is no number.
    NoCell(String),
    /// The workbook would contradict itself.
    Contradiction(WorkbookError),
    /// What was edited is not there any more.
    Gone,
}

impl From<EditError> for Refusal {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Contradiction(error) => Self::Contradiction(error),
            _ => Self::Gone,
        }
    }
}

/// Why `text` is not taken, what counts instead, and what to do.
#[must_use]
pub fn refusal_sentence(refusal: &Refusal, text: &str, language: Language) -> String {
    let words = design_words(language);
    match refusal {
        Refusal::Number(NumberError::NotANumber) => fill(words.refused_number, &[text]),
        Refusal::Number(NumberError::TooManyDigits) => fill(words.refused_digits, &[text]),
        Refusal::Whole => fill(words.refused_whole, &[text]),
        Refusal::Weight => words.refused_weight.to_owned(),
        Refusal::Empty => words.refused_empty.to_owned(),
        Refusal::Month => words.refused_month.to_owned(),
        Refusal::RevisionThere => words.refused_revision.to_owned(),
        Refusal::Formula(error) => formula_sentence(error, words),
        Refusal::OtherScores => words.refused_other_scores.to_owned(),
        Refusal::NoUnit(name) => fill(words.refused_unit, &[name]),
        Refusal::NoCell(cell) => fill(words.refused_cell, &[cell]),
        Refusal::Range | Refusal::Gone => words.refused_range.to_owned(),
        Refusal::Contradiction(error) => contradiction(error, words),
    }
}

/// What is wrong with a formula, and where.
fn formula_sentence(error: &ExpressionError, words: &DesignWords) -> String {
    let problem = match error.problem {
        Problem::Empty => words.formula_empty,
        Problem::TooLong => words.formula_long,
        Problem::UnknownCharacter => words.formula_character,
        Problem::NumberTooLong => words.formula_long,
        Problem::OpenQuote => words.formula_quote,
        Problem::ValueExpected => words.formula_value,
        Problem::OperatorExpected | Problem::MisplacedComma => words.formula_operator,
        Problem::UnbalancedParenthesis => words.formula_bracket,
        Problem::UnknownFunction => words.formula_function,
        Problem::ArgumentCount => words.formula_arguments,
        Problem::OneNameExpected => words.formula_name,
        Problem::NumberExpected => words.formula_number,
        Problem::ConditionExpected => words.formula_condition,
    };
    fill(words.at_character, &[&error.position.to_string(), problem])
}

fn contradiction(error: &WorkbookError, words: &DesignWords) -> String {
    match error {
        WorkbookError::Identity { .. } => words.refused_code.to_owned(),
        WorkbookError::Reference { id, target, .. } => fill(words.refused_reference, &[id, target]),
        WorkbookError::UnitCycle(id) | WorkbookError::MeasureCycle(id) => fill(words.refused_cycle, &[id]),
        WorkbookError::RevisionOrder(_) => words.refused_last.to_owned(),
        WorkbookError::Range { what, .. } => match *what {
            "polarity" | "method" | "status" | "plausible" => words.refused_order.to_owned(),
            _ => words.refused_range.to_owned(),
        },
    }
}
