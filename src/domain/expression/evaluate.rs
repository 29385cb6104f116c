//! Runs the program of an expression.

use super::arithmetic::{Computed, change, clamped, compute, folded, instead, lacking, manageable, rounded};
use super::program::{Act, Fold, Step};
use super::{EvaluationProblem, EvaluationProblemKind, Expression, Operand};
use crate::domain::exact::Exact;

impl Expression {
    /// What it comes to. `operand` gives the value of the reference at an index of
    /// [`Expression::references`]; it is asked only for what is needed, and at most once for each.
    /// A calculation that is impossible is missing, and `problem` is told why.
    ///
    /// An expression of [`Expression::parse_condition`] comes to one where it holds, else zero.
    pub fn evaluate(
        &self,
        operand: &mut dyn FnMut(usize) -> Operand,
        problem: &mut dyn FnMut(EvaluationProblem),
    ) -> Operand {
        if let [Step { act: Act::Reference(index), .. }] = self.steps.as_slice() {
            return operand(*index);
        }
        let mut machine = Machine { stack: Vec::with_capacity(self.depth), problem };
        let mut index = 0;
        while let Some(step) = self.steps.get(index) {
            index = machine.run(step, index.saturating_add(1), operand);
        }
        machine.pop()
    }

    /// Whether it has a value even where everything that it refers to is missing.
    #[must_use]
    pub fn holds_without_items(&self) -> bool {
        matches!(self.evaluate(&mut |_| Operand::Missing, &mut |_| {}), Operand::Known(_))
    }

    /// Whether it holds; `None` where that cannot be told.
    pub fn evaluate_condition(
        &self,
        operand: &mut dyn FnMut(usize) -> Operand,
        problem: &mut dyn FnMut(EvaluationProblem),
    ) -> Option<bool> {
        match self.evaluate(operand, problem) {
            Operand::Known(value) => Some(!value.is_zero()),
            Operand::Missing | Operand::NotApplicable => None,
        }
    }
}

struct Machine<'p> {
    stack: Vec<Operand>,
    problem: &'p mut dyn FnMut(EvaluationProblem),
}

impl Machine<'_> {
    /// Runs `step`; gives the index of the step to go on at, which mostly is `next`.
    fn run(&mut self, step: &Step, next: usize, operand: &mut dyn FnMut(usize) -> Operand) -> usize {
        let result = match &step.act {
            Act::Literal(value) => Operand::Known(value.clone()),
            Act::Reference(index) => operand(*index),
            Act::Unary(unary) => change(*unary, self.pop()),
            Act::Binary(binary) => self.two(step, &|left, right| compute(*binary, left, right)),
            Act::Round => self.two(step, &rounded),
            Act::Clamp => self.clamp(step),
            Act::Fold(fold, count) => self.fold(*fold, *count, step),
            Act::Instead => instead(self.pop(), self.pop()),
            Act::Jump(to) => return *to,
            Act::Branch(otherwise) => return self.branch(next, *otherwise),
            Act::JumpIfKnown(to) => {
                return if matches!(self.stack.last(), Some(Operand::Known(_))) { *to } else { next };
            }
        };
        self.stack.push(result);
        next
    }

    fn pop(&mut self) -> Operand {
        self.stack.pop().unwrap_or(Operand::Missing)
    }

    fn branch(&mut self, next: usize, otherwise: usize) -> usize {
        match self.pop() {
            Operand::Known(condition) if condition.is_zero() => otherwise,
            Operand::Known(_) => next,
            unknown => {
                self.stack.push(unknown);
                otherwise.saturating_sub(1)
            }
        }
    }

    /// A computation with two numbers.
    fn two(&mut self, step: &Step, compute: &dyn Fn(&Exact, &Exact) -> Computed) -> Operand {
        match (self.pop(), self.pop()) {
            (Operand::Known(right), Operand::Known(left)) => {
                let value = compute(&left, &right).and_then(manageable);
                self.settle(value.map(Operand::Known), step)
            }
            (right, left) => lacking(left, right),
        }
    }

    fn clamp(&mut self, step: &Step) -> Operand {
        match (self.pop(), self.pop(), self.pop()) {
            (Operand::Known(high), Operand::Known(low), Operand::Known(value)) => {
                self.settle(clamped(value, low, high).map(Operand::Known), step)
            }
            (high, low, value) => lacking(lacking(value, low), high),
        }
    }

    fn fold(&mut self, fold: Fold, count: usize, step: &Step) -> Operand {
        let first = self.stack.len().saturating_sub(count);
        let result = folded(fold, self.stack.get(first..).unwrap_or_default());
        self.stack.truncate(first);
        self.settle(result, step)
    }

    /// The result, or missing where there is a problem.
    fn settle(&mut self, result: Result<Operand, EvaluationProblemKind>, step: &Step) -> Operand {
        result.unwrap_or_else(|kind| {
            (self.problem)(EvaluationProblem { kind, position: step.position });
            Operand::Missing
        })
    }
}
