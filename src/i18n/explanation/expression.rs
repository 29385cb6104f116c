//! Expressions as people read them: with the signs of arithmetic, and with the values put in.

use super::{Explainer, bracketed, format_exact};
use crate::domain::expression::{Expression, Operand, Reference, ReferenceKind};

/// What a computer writes, and what people do; the longer ones first.
const SIGNS: [(&str, &str); 6] = [("<=", "≤"), (">=", "≥"), ("<>", "≠"), ("*", "×"), ("/", "÷"), ("-", "−")];

impl Explainer<'_> {
    /// The expression as it was written, with the items' names.
    pub(super) fn written(&self, expression: &Expression) -> String {
        filled(expression, &[], &|reference| {
            let mut items = self.workbook.items_named(&reference.name, reference.quoted);
            let item = items.next().filter(|_| reference.kind == ReferenceKind::Word)?;
            Some(item.name.text(self.language))
        })
    }
}

/// The expression with the values of its operands put in. One without a value keeps its name: it
/// was not asked for.
pub(super) fn put_in(expression: &Expression, operands: &[Operand]) -> String {
    filled(expression, operands, &|_| None)
}

fn filled<'n>(
    expression: &'n Expression,
    operands: &[Operand],
    name: &dyn Fn(&'n Reference) -> Option<&'n str>,
) -> String {
    let source = |start: usize, end: usize| expression.text().get(start..end).unwrap_or_default();
    let mut text = String::new();
    let mut end = 0;
    for (place, reference) in expression.references().iter().enumerate() {
        text.push_str(&with_signs(source(end, reference.start)));
        match operands.get(place) {
            Some(Operand::Known(value)) if is_apart(&text) => text.push_str(&format_exact(value)),
            Some(Operand::Known(value)) => text.push_str(&bracketed(value)),
            _ => text.push_str(name(reference).unwrap_or(source(reference.start, reference.end))),
        }
        end = reference.end;
    }
    text.push_str(&with_signs(source(end, expression.text().len())));
    text
}

/// Whether what comes next needs no parentheses of its own.
fn is_apart(text: &str) -> bool {
    text.trim_end().is_empty() || text.trim_end().ends_with(['(', ','])
}

fn with_signs(text: &str) -> String {
    SIGNS.iter().fold(text.to_owned(), |text, (typed, sign)| text.replace(typed, sign))
}
