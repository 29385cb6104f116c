//! Places in an object that a text is read from and written to.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Refusal, parsed};
use crate::domain::expression::{Expression, ReferenceKind};
use crate::domain::measure::Weight;
use crate::domain::name::{Language, Name};
use crate::domain::workbook::NumberStyle;
use crate::i18n::number;

/// A place, by what it takes.
pub(super) enum Slot<'s> {
    Name(&'s mut Name),
    /// A name that may be empty.
    Words(&'s mut Name),
    NameOrNone(&'s mut Option<Name>),
    Code(&'s mut Arc<str>),
    Number(&'s mut Decimal),
    NumberOrNone(&'s mut Option<Decimal>),
    /// A part of one, written in percent.
    Percent(&'s mut Decimal),
    PercentOrNone(&'s mut Option<Decimal>),
    Count(&'s mut u32),
    CountOrNone(&'s mut Option<u32>),
    Weight(&'s mut Weight),
    WeightOrNone(&'s mut Option<Weight>),
    Formula(&'s mut Expression),
    FormulaOrNone(&'s mut Option<Expression>),
    Condition(&'s mut Expression),
    Flag(&'s mut bool),
}

impl Slot<'_> {
    /// The text in it.
    pub(super) fn read(self, style: NumberStyle, language: Language) -> String {
        let number = |value: Decimal| number::format_typed(value, 0, style);
        let percent = |value: Decimal| number(value.saturating_mul(Decimal::ONE_HUNDRED));
        match self {
            Self::Name(name) | Self::Words(name) => name.text(language).to_owned(),
            Self::NameOrNone(name) => {
                name.as_ref().map(|name| name.text(language).to_owned()).unwrap_or_default()
            }
            Self::Code(code) => code.to_string(),
            Self::Number(value) => number(*value),
            Self::NumberOrNone(value) => value.map(number).unwrap_or_default(),
            Self::Percent(value) => percent(*value),
            Self::PercentOrNone(value) => value.map(percent).unwrap_or_default(),
            Self::Count(count) => count.to_string(),
            Self::CountOrNone(count) => count.map(|count| count.to_string()).unwrap_or_default(),
            Self::Weight(weight) => number(weight.value()),
            Self::WeightOrNone(weight) => weight.map(|own| number(own.value())).unwrap_or_default(),
            Self::Formula(formula) | Self::Condition(formula) => formula.to_string(),
            Self::FormulaOrNone(formula) => formula.as_ref().map(ToString::to_string).unwrap_or_default(),
            Self::Flag(flag) => flag_text(*flag),
        }
    }

    /// Writes a text into it.
    pub(super) fn write(self, text: &str, style: NumberStyle) -> Result<(), Refusal> {
        let text = text.trim();
        let empty = text.is_empty();
        match self {
            Self::Name(_) | Self::Code(_) if empty => return Err(Refusal::Empty),
            Self::Name(name) | Self::Words(name) => *name = Name::plain(text),
            Self::NameOrNone(name) => *name = (!empty).then(|| Name::plain(text)),
            Self::Code(code) => *code = Arc::from(text),
            Self::Number(value) => *value = decimal(text, style)?,
            Self::NumberOrNone(value) => *value = optional(empty, || decimal(text, style))?,
            Self::Percent(value) => *value = hundredth(text, style)?,
            Self::PercentOrNone(value) => *value = optional(empty, || hundredth(text, style))?,
            Self::Count(value) => *value = count(text, style)?,
            Self::CountOrNone(value) => *value = optional(empty, || count(text, style))?,
            Self::Weight(value) => *value = weight(text, style)?,
            Self::WeightOrNone(value) => *value = optional(empty, || weight(text, style))?,
            Self::Formula(formula) => *formula = parsed(text)?,
            Self::FormulaOrNone(formula) => *formula = optional(empty, || parsed(text))?,
            Self::Condition(formula) => {
                let condition = Expression::parse_condition(text).map_err(Refusal::Formula)?;
                if condition.references().iter().any(|one| one.kind != ReferenceKind::Word) {
                    return Err(Refusal::OtherScores);
                }
                *formula = condition;
            }
            Self::Flag(flag) => *flag = !empty,
        }
        Ok(())
    }
}

/// Refuses a number of parts that must have a score where there are not as many.
pub(super) fn check_least(least: Option<u32>, parts: usize) -> Result<(), Refusal> {
    let most = u32::try_from(parts).unwrap_or(u32::MAX);
    if least.is_some_and(|least| least > most) { Err(Refusal::Range) } else { Ok(()) }
}

/// `true`, or nothing.
pub(super) fn flag_text(flag: bool) -> String {
    if flag { "true".to_owned() } else { String::new() }
}

fn optional<T>(empty: bool, read: impl FnOnce() -> Result<T, Refusal>) -> Result<Option<T>, Refusal> {
    if empty { Ok(None) } else { read().map(Some) }
}

/// A number as it was typed; `12 %` is 12.
pub(super) fn decimal(text: &str, style: NumberStyle) -> Result<Decimal, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    number::parse(text, style, true).map(|read| read.value).map_err(Refusal::Number)
}

fn hundredth(text: &str, style: NumberStyle) -> Result<Decimal, Refusal> {
    let percent = decimal(text, style)?;
    percent.checked_div(Decimal::ONE_HUNDRED).map(|part| part.normalize()).ok_or(Refusal::Range)
}

pub(super) fn count(text: &str, style: NumberStyle) -> Result<u32, Refusal> {
    let value = decimal(text, style)?.normalize();
    let whole = value.scale() == 0 && !value.is_sign_negative();
    whole.then(|| u32::try_from(value.mantissa()).ok()).flatten().ok_or(Refusal::Whole)
}

fn weight(text: &str, style: NumberStyle) -> Result<Weight, Refusal> {
    Weight::new(decimal(text, style)?).map_err(|_| Refusal::Weight)
}
