//! Tells expressions that grow with the number of months: over three months they are three times what
//! they are in one, if every month is alike.

use super::parts::Part;
use super::program::{Binary, Fold, Unary};
use super::{Expression, Reference, ReferenceKind};

/// By which power of the number of months a part grows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Growth {
    /// Zero times anything is zero.
    Zero,
    Power(i32),
}

impl Expression {
    /// Whether it is n times as much where every item whose months are added is n times as much: a sum
    /// of such items, one per head or per bed, the larger of two; not a share of two such items, nor
    /// one with a constant added to it. Roundings and conditions are not looked into: they do not
    /// count as growing.
    #[must_use]
    pub fn grows_with_months(&self, adds: &dyn Fn(&Reference) -> bool) -> bool {
        let growth = self.build(&mut |part, operands: Vec<Option<Growth>>| {
            let operands: Vec<Growth> = operands.into_iter().collect::<Option<_>>()?;
            let item = |place: usize| {
                let word = self.references.get(place).filter(|own| own.kind == ReferenceKind::Word)?;
                Some(Growth::Power(i32::from(adds(word))))
            };
            growth(part, &operands, &item)
        });
        growth.flatten() == Some(Growth::Power(1))
    }
}

fn growth(part: Part<'_>, operands: &[Growth], item: &dyn Fn(usize) -> Option<Growth>) -> Option<Growth> {
    match (part, operands) {
        (Part::Literal(value), _) if value.is_zero() => Some(Growth::Zero),
        (Part::Literal(_), _) => Some(Growth::Power(0)),
        (Part::Reference(place), _) => item(place),
        (Part::Unary(Unary::Negate | Unary::Magnitude), [own]) => Some(*own),
        (Part::Binary(Binary::Add | Binary::Subtract), _)
        | (Part::Fold(Fold::Sum | Fold::Mean | Fold::Minimum | Fold::Maximum) | Part::Coalesce, _) => {
            alike(operands)
        }
        (Part::Binary(Binary::Multiply), [Growth::Power(left), Growth::Power(right)]) => {
            left.checked_add(*right).map(Growth::Power)
        }
        (Part::Binary(Binary::Divide), [Growth::Power(left), Growth::Power(right)]) => {
            left.checked_sub(*right).map(Growth::Power)
        }
        (Part::Binary(Binary::Multiply), _) | (Part::Binary(Binary::Divide), [Growth::Zero, _]) => {
            Some(Growth::Zero)
        }
        _ => None,
    }
}

/// What parts grow by that all grow alike.
fn alike(parts: &[Growth]) -> Option<Growth> {
    let mut powers = parts.iter().copied().filter(|own| *own != Growth::Zero);
    let first = powers.next().unwrap_or(Growth::Zero);
    powers.all(|own| own == first).then_some(first)
}
