//! What the operators and functions of the language do with their operands, exactly.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::program::{Binary, Comparison, Fold, Unary};
use super::{EvaluationProblemKind, Operand};
use crate::domain::exact::Exact;

/// The largest magnitude of an exponent.
const MAX_EXPONENT: u32 = 64;

/// The most digits `round` keeps.
const MAX_DIGITS: u32 = 15;

/// A value, or why there is none.
pub(super) type Computed = Result<Exact, EvaluationProblemKind>;

/// What a computation comes to that lacks one of its operands.
pub(super) fn lacking(left: Operand, right: Operand) -> Operand {
    match (left, right) {
        (Operand::Missing, _) | (_, Operand::Missing) => Operand::Missing,
        (Operand::NotApplicable, _) | (_, Operand::NotApplicable) => Operand::NotApplicable,
        (known, _) => known,
    }
}

/// What `later` comes to as a substitute for `earlier`, which is no value.
pub(super) fn instead(later: Operand, earlier: Operand) -> Operand {
    if later == Operand::NotApplicable { earlier } else { later }
}

pub(super) fn change(unary: Unary, operand: Operand) -> Operand {
    let Operand::Known(value) = operand else {
        return operand;
    };
    Operand::Known(match unary {
        Unary::Negate => value.negated(),
        Unary::Not => condition(value.is_zero()),
        Unary::Magnitude => value.magnitude(),
        Unary::Floor => value.floor(),
        Unary::Ceil => value.ceil(),
    })
}

pub(super) fn compute(binary: Binary, left: &Exact, right: &Exact) -> Computed {
    Ok(match binary {
        Binary::Add => left.plus(right),
        Binary::Subtract => left.minus(right),
        Binary::Multiply => left.times(right),
        Binary::Divide => left.over(right).ok_or(EvaluationProblemKind::DivisionByZero)?,
        Binary::Power => power(left, right)?,
        Binary::Compare(comparison) => condition(holds(comparison, left.cmp(right))),
        Binary::And => condition(!left.is_zero() && !right.is_zero()),
        Binary::Or => condition(!left.is_zero() || !right.is_zero()),
    })
}

fn holds(comparison: Comparison, order: Ordering) -> bool {
    match comparison {
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
        Comparison::Equal => order.is_eq(),
        Comparison::Unequal => order.is_ne(),
    }
}

/// A condition as it stands on the stack.
fn condition(holds: bool) -> Exact {
    if holds { Exact::ONE } else { Exact::ZERO }
}

/// `base` to a whole power, by repeated squaring; anything to the power of zero is one.
fn power(base: &Exact, exponent: &Exact) -> Computed {
    let mut left = whole(&exponent.magnitude(), MAX_EXPONENT).ok_or(EvaluationProblemKind::PowerNotWhole)?;
    let (mut result, mut square) = (Exact::ONE, base.clone());
    while left > 0 {
        if left & 1 == 1 {
            result = manageable(result.times(&square))?;
        }
        left >>= 1;
        if left > 0 {
            square = manageable(square.times(&square))?;
        }
    }
    if exponent.is_negative() {
        Exact::ONE.over(&result).ok_or(EvaluationProblemKind::DivisionByZero)
    } else {
        Ok(result)
    }
}

/// `value` with so many digits after the point, half away from zero.
pub(super) fn rounded(value: &Exact, digits: &Exact) -> Computed {
    let digits = whole(digits, MAX_DIGITS).ok_or(EvaluationProblemKind::DigitsNotWhole)?;
    rounded_to(value, digits).ok_or(EvaluationProblemKind::TooLarge)
}

/// `None` for more digits than a decimal has.
fn rounded_to(value: &Exact, digits: u32) -> Option<Exact> {
    let unit = Exact::from(Decimal::try_from_i128_with_scale(1, digits).ok()?);
    let magnitude = value.magnitude();
    // Half a unit is added before the rest is cut off; twice that, to stay with whole units.
    let units = magnitude.plus(&magnitude).plus(&unit).over(&unit.plus(&unit))?;
    let rounded = units.floor().times(&unit);
    Some(if value.is_negative() { rounded.negated() } else { rounded })
}

/// The value as a whole number of at most `most`; `None` where it is none.
fn whole(value: &Exact, most: u32) -> Option<u32> {
    (0..=most).find(|number| Exact::whole(*number) == *value)
}

/// The sum, mean, minimum or maximum of `arguments`, without those that are not applicable.
pub(super) fn folded(fold: Fold, arguments: &[Operand]) -> Result<Operand, EvaluationProblemKind> {
    if arguments.contains(&Operand::Missing) {
        return Ok(Operand::Missing);
    }
    let mut result = None;
    let mut count = 0_u32;
    for argument in arguments {
        if let Operand::Known(value) = argument {
            count = count.saturating_add(1);
            result = Some(match result {
                None => value.clone(),
                Some(so_far) => with(fold, so_far, value)?,
            });
        }
    }
    match result {
        Some(sum) if fold == Fold::Mean => {
            let mean = sum.over(&Exact::whole(count)).ok_or(EvaluationProblemKind::DivisionByZero)?;
            manageable(mean).map(Operand::Known)
        }
        Some(value) => Ok(Operand::Known(value)),
        None => Ok(Operand::NotApplicable),
    }
}

fn with(fold: Fold, so_far: Exact, value: &Exact) -> Computed {
    match fold {
        Fold::Sum | Fold::Mean => manageable(so_far.plus(value)),
        Fold::Minimum => Ok(so_far.min(value.clone())),
        Fold::Maximum => Ok(so_far.max(value.clone())),
    }
}

/// `value` held between `low` and `high`.
pub(super) fn clamped(value: Exact, low: Exact, high: Exact) -> Computed {
    if low > high { Err(EvaluationProblemKind::ClampReversed) } else { Ok(value.max(low).min(high)) }
}

/// The value, unless numerator or denominator have grown beyond all use.
pub(super) fn manageable(value: Exact) -> Computed {
    if value.is_manageable() { Ok(value) } else { Err(EvaluationProblemKind::TooLarge) }
}
