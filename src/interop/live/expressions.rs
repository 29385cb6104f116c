//! Expressions of a definition as formulas of a spreadsheet.
//!
//! A strict part needs all its operands; it is written as it stands, behind one test that they are all
//! numbers. What can do without some of them (`if`, `coalesce`, `sum` …) gets its operands in rows of
//! their own, so that the formula stays short however the expression is nested.

use super::Maker;
use super::grid::Terms;
use super::labels::Label;
use super::term::{
    Function, Term, all, any, at_most, call, equal, is_missing, is_number, less, missing, number, or_missing,
    plus, when,
};
use crate::domain::expression::{Binary, Comparison, Expression, Fold, Part, Reference, Unary};

/// What a reference in an expression is.
pub(super) enum Operand {
    /// A row of the page.
    Row(u32),
    /// Nothing, whatever the figures.
    Missing,
    /// What no formula can say.
    Unsaid,
}

/// A part of an expression that is written.
struct Piece {
    term: Term,
    /// The rows that must be numbers.
    needs: Vec<u32>,
    /// Whether it is a condition rather than a number.
    logical: bool,
    /// Whether it may fail for some numbers.
    risky: bool,
}

impl Piece {
    fn row(row: u32) -> Self {
        Self { term: Term::Here(row), needs: vec![row], logical: false, risky: false }
    }

    /// As a condition.
    fn condition(self) -> Term {
        if self.logical { self.term } else { call(Function::Unequal, [self.term, number(0)]) }
    }
}

/// Longest part that is written into others rather than into a row of its own.
const MAX_NEEDS: usize = 30;

impl Maker<'_> {
    /// What an expression comes to: a number, nothing or the word for what does not exist.
    pub(super) fn expression(
        &mut self,
        at: usize,
        expression: &Expression,
        meaning: &mut dyn FnMut(&mut Self, &Reference) -> Operand,
    ) -> Option<Term> {
        let mut rows = Vec::new();
        for reference in expression.references() {
            rows.push(match meaning(self, reference) {
                Operand::Row(row) => row,
                Operand::Missing => self.line(at, &reference.name, "", &Terms::Same(missing())),
                Operand::Unsaid => return None,
            });
        }
        let piece = expression.build(&mut |part, pieces| self.piece(at, &rows, part, pieces))?;
        Some(self.guarded(piece))
    }

    fn piece(&mut self, at: usize, rows: &[u32], part: Part<'_>, mut pieces: Vec<Piece>) -> Piece {
        if pieces.iter().any(|piece| piece.needs.len() > MAX_NEEDS) {
            pieces = pieces.into_iter().map(|piece| self.in_row(at, piece)).collect();
        }
        match part {
            Part::Literal(value) => {
                Piece { term: Term::Number(value.clone()), needs: Vec::new(), logical: false, risky: false }
            }
            Part::Reference(place) => Piece::row(rows.get(place).copied().unwrap_or_default()),
            Part::If | Part::Coalesce | Part::Fold(_) => {
                let pieces: Vec<Piece> = pieces.into_iter().map(|piece| self.in_row(at, piece)).collect();
                let term = self.lenient(part, &pieces);
                Piece::row(self.line(at, "", self.word(Label::PartOfFormula), &Terms::Same(term)))
            }
            _ => strict(part, pieces),
        }
    }

    /// The value of a piece, where its operands are there.
    fn guarded(&self, piece: Piece) -> Term {
        if matches!(piece.term, Term::Here(_)) {
            return piece.term;
        }
        let value = if piece.logical { when(piece.term, number(1), number(0)) } else { piece.term };
        let value = if piece.risky { or_missing(value) } else { value };
        let cells: Vec<Term> = piece.needs.iter().map(|row| Term::Here(*row)).collect();
        match cells.as_slice() {
            [] => value,
            [only] => when(is_number(only.clone()), value, only.clone()),
            _ => {
                let count = u32::try_from(cells.len()).unwrap_or(0);
                let gap = any(cells.iter().cloned().map(is_missing).collect());
                let all = equal(call(Function::Count, cells), number(count));
                when(all, value, when(gap, missing(), self.not_applicable()))
            }
        }
    }

    /// The same as a cell of its own, unless it is one or a number.
    fn in_row(&mut self, at: usize, piece: Piece) -> Piece {
        if matches!(piece.term, Term::Here(_) | Term::Number(_)) {
            return piece;
        }
        let term = self.guarded(piece);
        Piece::row(self.line(at, "", self.word(Label::PartOfFormula), &Terms::Same(term)))
    }

    /// What can do without some of its operands, which are cells or numbers.
    fn lenient(&self, part: Part<'_>, pieces: &[Piece]) -> Term {
        let terms: Vec<Term> = pieces.iter().map(|piece| piece.term.clone()).collect();
        match (part, terms.as_slice()) {
            (Part::If, [condition, then, otherwise]) => {
                let holds = call(Function::Unequal, [condition.clone(), number(0)]);
                let chosen = when(holds, then.clone(), otherwise.clone());
                when(is_number(condition.clone()), chosen, condition.clone())
            }
            (Part::Coalesce, [first, then]) => {
                let instead = when(equal(then.clone(), self.not_applicable()), first.clone(), then.clone());
                when(is_number(first.clone()), first.clone(), instead)
            }
            (Part::Fold(fold), _) => {
                let function = match fold {
                    Fold::Sum => Function::Sum,
                    Fold::Mean => Function::Average,
                    Fold::Minimum => Function::Minimum,
                    Fold::Maximum => Function::Maximum,
                };
                let gap = any(terms.iter().cloned().map(is_missing).collect());
                let none = equal(call(Function::Count, terms.clone()), number(0));
                let value = when(none, self.not_applicable(), call(function, terms));
                when(gap, missing(), value)
            }
            _ => missing(),
        }
    }
}

fn whole(term: Term) -> Term {
    equal(term.clone(), call(Function::Whole, [term]))
}

/// What needs all of its operands.
fn strict(part: Part<'_>, pieces: Vec<Piece>) -> Piece {
    let mut needs: Vec<u32> = Vec::new();
    for piece in &pieces {
        needs.extend(piece.needs.iter().filter(|row| !needs.contains(row)).copied().collect::<Vec<_>>());
    }
    let risky = pieces.iter().any(|piece| piece.risky);
    let mut own_risk = false;
    let mut logical = false;
    let mut pieces = pieces.into_iter();
    let mut next = || pieces.next();
    let term = match part {
        Part::Unary(Unary::Not) => {
            logical = true;
            next().map(|piece| call(Function::Not, [piece.condition()]))
        }
        Part::Unary(unary) => next().map(|piece| unary_of(unary, piece.term)),
        Part::Binary(Binary::And | Binary::Or) => {
            logical = true;
            let both = next().zip(next()).map(|(left, right)| vec![left.condition(), right.condition()]);
            let is_and = matches!(part, Part::Binary(Binary::And));
            both.map(|both| if is_and { all(both) } else { any(both) })
        }
        Part::Binary(binary) => {
            logical = matches!(binary, Binary::Compare(_));
            own_risk = matches!(binary, Binary::Divide | Binary::Power);
            next().zip(next()).map(|(left, right)| binary_of(binary, left.term, right.term))
        }
        Part::Round => {
            own_risk = true;
            next().zip(next()).map(|(value, digits)| rounded(value.term, digits.term))
        }
        _ => {
            own_risk = true;
            let three = next().zip(next()).zip(next());
            three.map(|((value, low), high)| {
                let (value, low, high) = (value.term, low.term, high.term);
                let raised = call(Function::Maximum, [value, low.clone()]);
                let held = call(Function::Minimum, [raised, high.clone()]);
                when(less(high, low), call(Function::NotThere, []), held)
            })
        }
    };
    Piece { term: term.unwrap_or_else(missing), needs, logical, risky: risky || own_risk }
}

fn unary_of(unary: Unary, term: Term) -> Term {
    match unary {
        Unary::Magnitude => call(Function::Magnitude, [term]),
        Unary::Floor => call(Function::Whole, [term]),
        Unary::Ceil => call(Function::Negate, [call(Function::Whole, [call(Function::Negate, [term])])]),
        Unary::Negate | Unary::Not => call(Function::Negate, [term]),
    }
}

fn binary_of(binary: Binary, left: Term, right: Term) -> Term {
    let function = match binary {
        Binary::Add => Function::Add,
        Binary::Subtract => Function::Subtract,
        Binary::Multiply => Function::Multiply,
        Binary::Divide => Function::Divide,
        Binary::Power => return power(left, right),
        Binary::Compare(Comparison::Less) => Function::Less,
        Binary::Compare(Comparison::AtMost) => Function::AtMost,
        Binary::Compare(Comparison::Greater) => Function::Greater,
        Binary::Compare(Comparison::AtLeast) => Function::AtLeast,
        Binary::Compare(Comparison::Equal) | Binary::And | Binary::Or => Function::Equal,
        Binary::Compare(Comparison::Unequal) => Function::Unequal,
    };
    call(function, [left, right])
}

/// Whole exponents from −64 to 64; anything to the power of zero is one.
fn power(base: Term, exponent: Term) -> Term {
    if let Term::Number(value) = &exponent
        && !value.is_zero()
        && *value == value.floor()
        && value.magnitude() <= crate::domain::exact::Exact::whole(64)
    {
        return call(Function::Power, [base, exponent]);
    }
    let size = call(Function::Magnitude, [exponent.clone()]);
    let fits = all(vec![at_most(size, number(64)), whole(exponent.clone())]);
    let value = when(equal(exponent.clone(), number(0)), number(1), call(Function::Power, [base, exponent]));
    when(fits, value, call(Function::NotThere, []))
}

/// Half away from zero; from 0 to 15 digits.
fn rounded(value: Term, digits: Term) -> Term {
    if matches!(digits, Term::Number(_)) {
        return call(Function::Round, [value, digits]);
    }
    let above = less(plus(digits.clone(), number(1)), number(17));
    let fits = all(vec![at_most(number(0), digits.clone()), above, whole(digits.clone())]);
    let digits = when(fits, digits, call(Function::NotThere, []));
    call(Function::Round, [value, digits])
}
