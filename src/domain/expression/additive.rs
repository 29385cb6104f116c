//! Tells expressions that only add up items, so that the value of a year is the sum of its months.

use super::program::{Act, Binary, Fold, Unary};
use super::{Expression, ReferenceKind};

/// What a part of an expression is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Constant,
    /// A sum of items, each times a constant.
    Items,
}

impl Expression {
    /// Whether it only adds and subtracts items: items, `+ -`, signs, `sum(…)`, and multiplication
    /// or division by a number that is written out. Over several months such an expression is the
    /// sum of what it is in each.
    #[must_use]
    pub fn is_additive(&self) -> bool {
        self.parts() == Some(Part::Items)
    }

    /// What the whole is made of; `None` where it is more than a sum of items.
    fn parts(&self) -> Option<Part> {
        let mut stack: Vec<Part> = Vec::with_capacity(self.depth);
        for step in &self.steps {
            let part = match &step.act {
                Act::Literal(_) => Part::Constant,
                Act::Reference(index) => self.item(*index)?,
                Act::Unary(Unary::Negate) => stack.pop()?,
                Act::Binary(binary) => {
                    let (right, left) = (stack.pop()?, stack.pop()?);
                    combined(*binary, left, right)?
                }
                Act::Fold(Fold::Sum, count) => {
                    let first = stack.len().checked_sub(*count)?;
                    let parts = stack.split_off(first);
                    all_alike(&parts)?
                }
                _ => return None,
            };
            stack.push(part);
        }
        stack.pop()
    }

    fn item(&self, index: usize) -> Option<Part> {
        let reference = self.references.get(index)?;
        (reference.kind == ReferenceKind::Word).then_some(Part::Items)
    }
}

/// A constant beside items would count once for each month, so the two are not added.
fn combined(binary: Binary, left: Part, right: Part) -> Option<Part> {
    match (binary, left, right) {
        (Binary::Add | Binary::Subtract, left, right) if left == right => Some(left),
        (Binary::Multiply | Binary::Divide, left, Part::Constant) => Some(left),
        (Binary::Multiply, Part::Constant, right) => Some(right),
        _ => None,
    }
}

fn all_alike(parts: &[Part]) -> Option<Part> {
    let first = *parts.first()?;
    parts.iter().all(|part| *part == first).then_some(first)
}
