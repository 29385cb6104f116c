//! Puts the tokens of an expression in postfix order by precedence (the shunting-yard method).

use super::lexer::{Located, Sign, Token, tokens};
use super::{ExpressionError, Operation, Problem, Reference};

/// What waits for its right-hand side.
#[derive(Clone, Copy)]
enum Pending {
    Open { position: usize },
    Negation,
    Operator(Sign),
}

#[derive(Default)]
struct Parser {
    references: Vec<Reference>,
    operations: Vec<Operation>,
    pending: Vec<Pending>,
    /// Whether a value has just ended, so that an operator may follow.
    after_value: bool,
}

/// Reads `text` into the items it names and its postfix program.
pub(super) fn parse(text: &str) -> Result<(Vec<Reference>, Vec<Operation>), ExpressionError> {
    let mut parser = Parser::default();
    for Located { token, position } in tokens(text)? {
        parser.take(token, position).map_err(|problem| ExpressionError { problem, position })?;
    }
    let end = super::lexer::position_of(text, text.len());
    parser.finish(end)
}

impl Parser {
    fn take(&mut self, token: Token, position: usize) -> Result<(), Problem> {
        match (token, self.after_value) {
            (Token::Number(_) | Token::Name(_) | Token::Open, true) => Err(Problem::OperatorExpected),
            (Token::Number(value), false) => {
                self.value(Operation::Literal(value));
                Ok(())
            }
            (Token::Name(reference), false) => {
                self.value(Operation::Item(self.references.len()));
                self.references.push(reference);
                Ok(())
            }
            (Token::Open, false) => {
                self.pending.push(Pending::Open { position });
                Ok(())
            }
            (Token::Close, true) => self.close(),
            (Token::Sign(sign), true) => {
                self.operator(sign);
                Ok(())
            }
            (Token::Sign(Sign::Minus), false) => {
                self.pending.push(Pending::Negation);
                Ok(())
            }
            (Token::Sign(Sign::Plus), false) => Ok(()),
            (Token::Close | Token::Sign(_), false) => Err(Problem::ValueExpected),
        }
    }

    fn value(&mut self, operation: Operation) {
        self.operations.push(operation);
        self.after_value = true;
    }

    fn operator(&mut self, sign: Sign) {
        while let Some(pending) = self.pending.last().copied() {
            if binding(pending) < binding(Pending::Operator(sign)) {
                break;
            }
            self.pending.pop();
            self.operations.extend(operation(pending));
        }
        self.pending.push(Pending::Operator(sign));
        self.after_value = false;
    }

    fn close(&mut self) -> Result<(), Problem> {
        while let Some(pending) = self.pending.pop() {
            match operation(pending) {
                Some(operation) => self.operations.push(operation),
                None => return Ok(()),
            }
        }
        Err(Problem::UnbalancedParenthesis)
    }

    fn finish(mut self, end: usize) -> Result<(Vec<Reference>, Vec<Operation>), ExpressionError> {
        if !self.after_value {
            let problem = if self.operations.is_empty() && self.pending.is_empty() {
                Problem::Empty
            } else {
                Problem::ValueExpected
            };
            return Err(ExpressionError { problem, position: end });
        }
        while let Some(pending) = self.pending.pop() {
            if let Pending::Open { position } = pending {
                return Err(ExpressionError { problem: Problem::UnbalancedParenthesis, position });
            }
            self.operations.extend(operation(pending));
        }
        Ok((self.references, self.operations))
    }
}

/// How tightly it holds its right-hand side; an open parenthesis stops everything.
fn binding(pending: Pending) -> u8 {
    match pending {
        Pending::Open { .. } => 0,
        Pending::Operator(Sign::Plus | Sign::Minus) => 1,
        Pending::Operator(Sign::Times | Sign::Over) => 2,
        Pending::Negation => 3,
    }
}

fn operation(pending: Pending) -> Option<Operation> {
    match pending {
        Pending::Open { .. } => None,
        Pending::Negation => Some(Operation::Negate),
        Pending::Operator(Sign::Plus) => Some(Operation::Add),
        Pending::Operator(Sign::Minus) => Some(Operation::Subtract),
        Pending::Operator(Sign::Times) => Some(Operation::Multiply),
        Pending::Operator(Sign::Over) => Some(Operation::Divide),
    }
}
