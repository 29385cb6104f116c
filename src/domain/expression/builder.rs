//! Puts the steps of a program together and checks that numbers and conditions are not mixed.

use super::program::{Act, Binary, Step, Unary};
use super::{ExpressionError, Problem, Reference};
use crate::domain::exact::Exact;

/// Whether a value is a number or a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Number,
    Condition,
}

/// What stands on the stack when the program runs, and where in the text it comes from.
#[derive(Clone, Copy)]
struct Value {
    sort: Sort,
    position: usize,
}

/// A program in the making.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) references: Vec<Reference>,
    pub(super) steps: Vec<Step>,
    /// The most values that ever stand on the stack.
    pub(super) depth: usize,
    values: Vec<Value>,
}

impl Builder {
    /// Adds a step without a value of its own; gives its index.
    pub(super) fn step(&mut self, act: Act, position: usize) -> usize {
        self.steps.push(Step { act, position });
        self.steps.len().saturating_sub(1)
    }

    /// Lets the jump at the index `jump` go on at the next step.
    pub(super) fn land(&mut self, jump: usize) {
        let here = self.steps.len();
        if let Some(Step { act: Act::Jump(to) | Act::Branch(to) | Act::JumpIfKnown(to), .. }) =
            self.steps.get_mut(jump)
        {
            *to = here;
        }
    }

    pub(super) fn literal(&mut self, value: Exact, position: usize) {
        self.step(Act::Literal(value), position);
        self.push(Sort::Number, position);
    }

    pub(super) fn reference(&mut self, reference: Reference, position: usize) {
        self.step(Act::Reference(self.references.len()), position);
        self.references.push(reference);
        self.push(Sort::Number, position);
    }

    pub(super) fn unary(&mut self, unary: Unary, position: usize) -> Result<(), ExpressionError> {
        let sort = if unary == Unary::Not { Sort::Condition } else { Sort::Number };
        self.step(Act::Unary(unary), position);
        self.replace(1, sort, sort, position)
    }

    pub(super) fn binary(&mut self, binary: Binary, position: usize) -> Result<(), ExpressionError> {
        let (from, to) = match binary {
            Binary::And | Binary::Or => (Sort::Condition, Sort::Condition),
            Binary::Compare(_) => (Sort::Number, Sort::Condition),
            _ => (Sort::Number, Sort::Number),
        };
        self.step(Act::Binary(binary), position);
        self.replace(2, from, to, position)
    }

    /// Puts a number in the place of the last `count` values, all of them numbers.
    pub(super) fn numbers(&mut self, count: usize, position: usize) -> Result<(), ExpressionError> {
        self.replace(count, Sort::Number, Sort::Number, position)
    }

    /// Takes the last value, which must be a condition.
    pub(super) fn condition(&mut self) -> Result<(), ExpressionError> {
        self.values.pop().map_or(Ok(()), |value| value.must_be(Sort::Condition))
    }

    /// Puts one value in the place of those of two branches, which must be of one sort.
    pub(super) fn branches(&mut self, position: usize) -> Result<(), ExpressionError> {
        let otherwise = self.values.pop();
        let sort = self.values.pop().map_or(Sort::Number, |then| then.sort);
        self.push(sort, position);
        otherwise.map_or(Ok(()), |value| value.must_be(sort))
    }

    /// Checks that the whole is of the `sort` asked for.
    pub(super) fn finish(&self, sort: Sort) -> Result<(), ExpressionError> {
        self.values.last().map_or(Ok(()), |value| value.must_be(sort))
    }

    fn replace(
        &mut self,
        count: usize,
        from: Sort,
        to: Sort,
        position: usize,
    ) -> Result<(), ExpressionError> {
        let first = self.values.len().saturating_sub(count);
        for value in self.values.drain(first..) {
            value.must_be(from)?;
        }
        self.push(to, position);
        Ok(())
    }

    fn push(&mut self, sort: Sort, position: usize) {
        self.values.push(Value { sort, position });
        self.depth = self.depth.max(self.values.len());
    }
}

impl Value {
    fn must_be(self, sort: Sort) -> Result<(), ExpressionError> {
        let problem = match sort {
            Sort::Number => Problem::NumberExpected,
            Sort::Condition => Problem::ConditionExpected,
        };
        if self.sort == sort { Ok(()) } else { Err(problem.at(self.position)) }
    }
}
