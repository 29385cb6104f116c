//! The steps an expression is made of: a flat program in postfix order over one stack.
//!
//! The stack holds operands. A condition stands there as one (it holds) or zero; the parser has
//! made sure that conditions and numbers never meet.

use crate::domain::exact::Exact;

/// An act, and where in the text its operator or function stands, in characters from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) act: Act,
    pub(super) position: usize,
}

/// What a step does. Jumps name the step where it goes on, always a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Literal(Exact),
    /// The operand of the reference at this index.
    Reference(usize),
    Unary(Unary),
    Binary(Binary),
    /// A number and how many digits to keep.
    Round,
    /// A number, its lower and its upper limit.
    Clamp,
    /// Over so many operands.
    Fold(Fold, usize),
    Jump(usize),
    /// Takes a condition away. Where it holds the next step follows, where it does not the step
    /// named. Where that cannot be told, it stays as the result, and the [`Act::Jump`] before the
    /// step named leads behind both branches.
    Branch(usize),
    /// Goes on at the step named when there is a value.
    JumpIfKnown(usize),
    /// Of an operand that is no value and the one to take instead, what the two come to.
    Instead,
}

/// An operation on one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unary {
    /// The sign.
    Negate,
    /// The opposite of a condition.
    Not,
    /// `abs`.
    Magnitude,
    /// `floor`.
    Floor,
    /// `ceil`.
    Ceil,
}

/// An operation that is written between its two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binary {
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
    /// `^`.
    Power,
    /// A comparison.
    Compare(Comparison),
    /// `and`.
    And,
    /// `or`.
    Or,
}

/// How one number stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`.
    Less,
    /// `<=`.
    AtMost,
    /// `>`.
    Greater,
    /// `>=`.
    AtLeast,
    /// `=`.
    Equal,
    /// `<>`.
    Unequal,
}

/// A function of any number of operands that skips those that are not applicable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// `sum`.
    Sum,
    /// `mean`.
    Mean,
    /// `min`.
    Minimum,
    /// `max`.
    Maximum,
}
