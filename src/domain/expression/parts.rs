//! An expression taken apart for whoever writes it in another language.

use super::Expression;
use super::program::{Act, Binary, Fold, Unary};
use crate::domain::exact::Exact;

/// Conditions within conditions that are taken apart.
const MAX_DEPTH: usize = 40;

/// A part of an expression, over the parts it is made of.
#[derive(Clone, Copy, Debug)]
pub enum Part<'e> {
    /// A number.
    Literal(&'e Exact),
    /// The operand of the reference at this index.
    Reference(usize),
    /// Over one part.
    Unary(Unary),
    /// Over two parts.
    Binary(Binary),
    /// A number and how many digits to keep.
    Round,
    /// A number, its lower and its upper limit.
    Clamp,
    /// Over any number of parts.
    Fold(Fold),
    /// A condition, and a part for each case.
    If,
    /// A part, and another that stands in where it is no value.
    Coalesce,
}

impl Expression {
    /// Puts the expression together out of what `make` makes of its parts, from the innermost outwards;
    /// `None` where conditions are nested too deeply.
    pub fn build<T>(&self, make: &mut dyn FnMut(Part<'_>, Vec<T>) -> T) -> Option<T> {
        self.build_steps(0, self.steps.len(), 0, make)
    }

    fn build_steps<T>(
        &self,
        mut at: usize,
        end: usize,
        depth: usize,
        make: &mut dyn FnMut(Part<'_>, Vec<T>) -> T,
    ) -> Option<T> {
        let inner = depth.checked_add(1).filter(|inner| *inner < MAX_DEPTH)?;
        let mut stack: Vec<T> = Vec::new();
        while at < end {
            let act = &self.steps.get(at)?.act;
            at = at.saturating_add(1);
            let (part, count) = match act {
                Act::Literal(value) => (Part::Literal(value), 0),
                Act::Reference(index) => (Part::Reference(*index), 0),
                Act::Unary(unary) => (Part::Unary(*unary), 1),
                Act::Binary(binary) => (Part::Binary(*binary), 2),
                Act::Round => (Part::Round, 2),
                Act::Clamp => (Part::Clamp, 3),
                Act::Fold(fold, count) => (Part::Fold(*fold), *count),
                Act::Instead => (Part::Coalesce, 2),
                Act::JumpIfKnown(_) => continue,
                Act::Jump(_) => return None,
                Act::Branch(otherwise) => {
                    let jump = otherwise.checked_sub(1)?;
                    let Act::Jump(behind) = self.steps.get(jump)?.act else { return None };
                    let condition = stack.pop()?;
                    let then = self.build_steps(at, jump, inner, make)?;
                    let other = self.build_steps(*otherwise, behind, inner, make)?;
                    stack.push(make(Part::If, vec![condition, then, other]));
                    at = behind;
                    continue;
                }
            };
            let operands = stack.split_off(stack.len().checked_sub(count)?);
            stack.push(make(part, operands));
        }
        stack.pop()
    }
}
