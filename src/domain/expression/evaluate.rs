//! Evaluates an expression exactly.

use super::{Expression, Operation};
use crate::domain::exact::Exact;

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

/// Why an expression over known operands has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvaluationError {
    /// A division by zero.
    DivisionByZero,
    /// A number that outgrows [`MAX_BITS`](crate::domain::exact::MAX_BITS) on the way.
    TooLarge,
}

impl Expression {
    /// The value over `operands`, one for each of [`Expression::references`]. A missing operand
    /// makes the result missing, else one that is not applicable makes it not applicable.
    ///
    /// # Errors
    /// A division by zero, or a number that grows too large.
    pub fn evaluate(&self, operands: &[Operand]) -> Result<Operand, EvaluationError> {
        let mut stack: Vec<Operand> = Vec::with_capacity(self.operations.len());
        for operation in &self.operations {
            let value = match operation {
                Operation::Literal(value) => Operand::Known(Exact::from(*value)),
                Operation::Item(index) => operands.get(*index).cloned().unwrap_or(Operand::Missing),
                Operation::Negate => negate(stack.pop()),
                binary => {
                    let (right, left) = (stack.pop(), stack.pop());
                    combine(binary, left, right)?
                }
            };
            stack.push(value);
        }
        Ok(stack.pop().unwrap_or(Operand::Missing))
    }
}

fn negate(operand: Option<Operand>) -> Operand {
    match operand {
        Some(Operand::Known(value)) => Operand::Known(value.negated()),
        other => other.unwrap_or(Operand::Missing),
    }
}

fn combine(
    operation: &Operation,
    left: Option<Operand>,
    right: Option<Operand>,
) -> Result<Operand, EvaluationError> {
    let (left, right) = match (left, right) {
        (Some(Operand::Known(left)), Some(Operand::Known(right))) => (left, right),
        (None | Some(Operand::Missing), _) | (_, None | Some(Operand::Missing)) => {
            return Ok(Operand::Missing);
        }
        _ => return Ok(Operand::NotApplicable),
    };
    let value = match operation {
        Operation::Add => left.plus(&right),
        Operation::Subtract => left.minus(&right),
        Operation::Multiply => left.times(&right),
        _ => left.over(&right).ok_or(EvaluationError::DivisionByZero)?,
    };
    if value.is_manageable() { Ok(Operand::Known(value)) } else { Err(EvaluationError::TooLarge) }
}
