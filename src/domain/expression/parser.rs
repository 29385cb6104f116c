//! Puts the tokens of an expression in postfix order by precedence (the shunting-yard method).

use std::sync::Arc;

use super::builder::{Builder, Sort};
use super::call::{Call, Function};
use super::lexer::{Located, Token, tokens};
use super::program::{Binary, Unary};
use super::{ExpressionError, Problem, Reference, ReferenceKind};

/// What waits for what stands to its right, and where it stands.
#[derive(Clone, Copy)]
struct Pending {
    what: Waiting,
    position: usize,
}

#[derive(Clone, Copy)]
enum Waiting {
    Parenthesis,
    Call(Call),
    Prefix(Unary),
    Infix(Binary),
}

#[derive(Default)]
struct Parser {
    builder: Builder,
    pending: Vec<Pending>,
    /// Whether a value has just ended, so that an operator may follow.
    after_value: bool,
}

/// Reads `text`, which must be a number or a condition as `sort` says.
pub(super) fn parse(text: &str, sort: Sort) -> Result<Builder, ExpressionError> {
    let tokens = tokens(text)?;
    if let [only] = tokens.as_slice() {
        return Err(Problem::Empty.at(only.position));
    }
    let mut parser = Parser::default();
    let mut rest = tokens.as_slice();
    while let [first, after @ ..] = rest {
        rest = if parser.after_value {
            parser.take_after_value(first)?;
            after
        } else {
            parser.take_value(first, after)?
        };
    }
    parser.builder.finish(sort)?;
    Ok(parser.builder)
}

impl Parser {
    /// Takes what can stand behind a value.
    fn take_after_value(&mut self, first: &Located<'_>) -> Result<(), ExpressionError> {
        match first.token {
            Token::Sign(binary) => self.infix(binary, first.position),
            Token::Comma => self.comma(first.position),
            Token::Close => self.close(first.position),
            Token::End => self.end(),
            _ => Err(Problem::OperatorExpected.at(first.position)),
        }
    }

    /// Takes what can begin a value; gives what is left of the tokens.
    fn take_value<'r, 't>(
        &mut self,
        first: &Located<'t>,
        rest: &'r [Located<'t>],
    ) -> Result<&'r [Located<'t>], ExpressionError> {
        match (&first.token, rest) {
            (Token::Word(word), [Located { token: Token::Open, .. }, inner @ ..]) => {
                return self.called(word, first, inner);
            }
            (Token::Word(_) | Token::Quoted(_), _) => {
                self.reference(ReferenceKind::Word, first, first, first);
            }
            (Token::Number(value), _) => {
                self.builder.literal(value.clone(), first.position);
                self.after_value = true;
            }
            (Token::Open, _) => self.wait(Waiting::Parenthesis, first.position),
            (Token::Not, _) => self.wait(Waiting::Prefix(Unary::Not), first.position),
            (Token::Sign(Binary::Subtract), _) => self.wait(Waiting::Prefix(Unary::Negate), first.position),
            (Token::Sign(Binary::Add), _) => {}
            _ => return Err(Problem::ValueExpected.at(first.position)),
        }
        Ok(rest)
    }

    /// Takes `word` before a parenthesis; `inner` is what follows the parenthesis.
    fn called<'r, 't>(
        &mut self,
        word: &str,
        first: &Located<'t>,
        inner: &'r [Located<'t>],
    ) -> Result<&'r [Located<'t>], ExpressionError> {
        let kind = match word {
            "points" => ReferenceKind::Points,
            "percent" => ReferenceKind::Percent,
            _ => {
                let function = Function::named(word).ok_or(Problem::UnknownFunction.at(first.position))?;
                self.wait(Waiting::Call(Call::new(function)), first.position);
                return Ok(inner);
            }
        };
        match inner {
            [name, last @ Located { token: Token::Close, .. }, rest @ ..] if name.is_name() => {
                self.reference(kind, first, name, last);
                Ok(rest)
            }
            [name, wrong, ..] if name.is_name() => Err(Problem::OneNameExpected.at(wrong.position)),
            [wrong, ..] => Err(Problem::OneNameExpected.at(wrong.position)),
            [] => Err(Problem::OneNameExpected.at(first.position)),
        }
    }

    /// A reference to what `name` says, from the token `first` to the token `last`.
    fn reference(
        &mut self,
        kind: ReferenceKind,
        first: &Located<'_>,
        name: &Located<'_>,
        last: &Located<'_>,
    ) {
        if let Token::Word(text) | Token::Quoted(text) = name.token {
            let quoted = matches!(name.token, Token::Quoted(_));
            let (start, end) = (first.start, last.end);
            let reference = Reference { name: Arc::from(text), quoted, kind, start, end };
            self.builder.reference(reference, first.position);
            self.after_value = true;
        }
    }

    fn wait(&mut self, what: Waiting, position: usize) {
        self.pending.push(Pending { what, position });
        self.after_value = false;
    }

    fn infix(&mut self, binary: Binary, position: usize) -> Result<(), ExpressionError> {
        let new = Waiting::Infix(binary);
        while let Some(last) = self.pending.last().copied() {
            let holds = binding(last.what) > binding(new)
                || binding(last.what) == binding(new) && binary != Binary::Power;
            if !holds {
                break;
            }
            self.pending.pop();
            self.apply(last)?;
        }
        self.wait(new, position);
        Ok(())
    }

    fn comma(&mut self, position: usize) -> Result<(), ExpressionError> {
        match self.unwind()? {
            Some(Pending { what: Waiting::Call(mut call), position }) => {
                call.next(&mut self.builder, position)?;
                self.wait(Waiting::Call(call), position);
                Ok(())
            }
            _ => Err(Problem::MisplacedComma.at(position)),
        }
    }

    fn close(&mut self, position: usize) -> Result<(), ExpressionError> {
        match self.unwind()? {
            Some(Pending { what: Waiting::Call(call), position }) => call.end(&mut self.builder, position),
            Some(_) => Ok(()),
            None => Err(Problem::UnbalancedParenthesis.at(position)),
        }
    }

    fn end(&mut self) -> Result<(), ExpressionError> {
        match self.unwind()? {
            Some(open) => Err(Problem::UnbalancedParenthesis.at(open.position)),
            None => Ok(()),
        }
    }

    /// Applies the operators back to the last open parenthesis, and takes that off.
    fn unwind(&mut self) -> Result<Option<Pending>, ExpressionError> {
        while let Some(last) = self.pending.pop() {
            if matches!(last.what, Waiting::Parenthesis | Waiting::Call(_)) {
                return Ok(Some(last));
            }
            self.apply(last)?;
        }
        Ok(None)
    }

    fn apply(&mut self, operator: Pending) -> Result<(), ExpressionError> {
        match operator.what {
            Waiting::Prefix(unary) => self.builder.unary(unary, operator.position),
            Waiting::Infix(binary) => self.builder.binary(binary, operator.position),
            Waiting::Parenthesis | Waiting::Call(_) => Ok(()),
        }
    }
}

/// How tightly it holds what stands beside it; an open parenthesis stops everything.
fn binding(waiting: Waiting) -> u8 {
    match waiting {
        Waiting::Parenthesis | Waiting::Call(_) => 0,
        Waiting::Infix(Binary::Or) => 1,
        Waiting::Infix(Binary::And) => 2,
        Waiting::Prefix(Unary::Not) => 3,
        Waiting::Infix(Binary::Compare(_)) => 4,
        Waiting::Infix(Binary::Add | Binary::Subtract) => 5,
        Waiting::Infix(Binary::Multiply | Binary::Divide) => 6,
        Waiting::Prefix(_) => 7,
        Waiting::Infix(Binary::Power) => 8,
    }
}
