//! The functions of the language, and the steps that reading their arguments leads to.
//!
//! `if(c, x, y)` becomes `c, branch to y, x, jump behind y, y`. `coalesce(x, y, z)` takes two at a
//! time: `x, jump if known, y, instead`, where the jump lands, and the same again for z. So either
//! has one open jump at a time.

use super::builder::Builder;
use super::program::{Act, Fold, Unary};
use super::{ExpressionError, Problem};
use crate::domain::exact::Exact;

/// A function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    If,
    Coalesce,
    Clamp,
    Round,
    Unary(Unary),
    Fold(Fold),
}

impl Function {
    pub(super) fn named(word: &str) -> Option<Self> {
        Some(match word {
            "if" => Self::If,
            "coalesce" => Self::Coalesce,
            "clamp" => Self::Clamp,
            "round" => Self::Round,
            "abs" => Self::Unary(Unary::Magnitude),
            "floor" => Self::Unary(Unary::Floor),
            "ceil" => Self::Unary(Unary::Ceil),
            "sum" => Self::Fold(Fold::Sum),
            "mean" => Self::Fold(Fold::Mean),
            "min" => Self::Fold(Fold::Minimum),
            "max" => Self::Fold(Fold::Maximum),
            _ => return None,
        })
    }

    /// The fewest and the most arguments.
    fn arguments(self) -> (usize, usize) {
        match self {
            Self::If | Self::Clamp => (3, 3),
            Self::Round => (1, 2),
            Self::Unary(_) => (1, 1),
            Self::Coalesce | Self::Fold(_) => (1, usize::MAX),
        }
    }
}

/// A function whose arguments are being read.
#[derive(Clone, Copy)]
pub(super) struct Call {
    function: Function,
    /// Arguments that have ended.
    arguments: usize,
    /// The index of the jump that is open, in `if` and `coalesce` from the second argument on.
    jump: usize,
}

impl Call {
    pub(super) fn new(function: Function) -> Self {
        Self { function, arguments: 0, jump: 0 }
    }

    /// Ends an argument that another one follows; the function stands at `position`.
    pub(super) fn next(&mut self, builder: &mut Builder, position: usize) -> Result<(), ExpressionError> {
        self.arguments = self.arguments.saturating_add(1);
        if self.arguments >= self.function.arguments().1 {
            return Err(Problem::ArgumentCount.at(position));
        }
        match (self.function, self.arguments) {
            (Function::If, 1) => {
                builder.condition()?;
                self.jump = builder.step(Act::Branch(0), position);
            }
            (Function::If, _) => {
                let branch = self.jump;
                self.jump = builder.step(Act::Jump(0), position);
                builder.land(branch);
            }
            (Function::Coalesce, _) => {
                self.instead(builder, position);
                self.jump = builder.step(Act::JumpIfKnown(0), position);
            }
            _ => {}
        }
        Ok(())
    }

    /// Ends the last argument, and the call.
    pub(super) fn end(mut self, builder: &mut Builder, position: usize) -> Result<(), ExpressionError> {
        self.arguments = self.arguments.saturating_add(1);
        if self.arguments < self.function.arguments().0 {
            return Err(Problem::ArgumentCount.at(position));
        }
        match self.function {
            Function::If => {
                builder.land(self.jump);
                return builder.branches(position);
            }
            Function::Coalesce => self.instead(builder, position),
            Function::Round => {
                if self.arguments == 1 {
                    builder.literal(Exact::ZERO, position);
                    self.arguments = 2;
                }
                builder.step(Act::Round, position);
            }
            Function::Clamp => {
                builder.step(Act::Clamp, position);
            }
            Function::Unary(unary) => {
                builder.step(Act::Unary(unary), position);
            }
            Function::Fold(fold) => {
                builder.step(Act::Fold(fold, self.arguments), position);
            }
        }
        builder.numbers(self.arguments, position)
    }

    /// Lets the argument of `coalesce` that has just ended stand in for those before it.
    fn instead(self, builder: &mut Builder, position: usize) {
        if self.arguments > 1 {
            builder.step(Act::Instead, position);
            builder.land(self.jump);
        }
    }
}
