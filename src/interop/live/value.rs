//! What a formula comes to: worked out exactly, so that it can be written beside the formula, and held
//! against the score it stands for.

use std::cmp::Ordering;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::book::Book;
use super::term::{Area, Function, Term};
use crate::domain::exact::{Exact, Midpoint};

/// What is in a cell, or what a formula comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Blank,
    Number(Exact),
    Text(Rc<str>),
    Logical(bool),
    Error,
    List(Vec<Value>),
}

/// Where a formula stands.
pub(super) struct Place<'b> {
    pub(super) book: &'b Book,
    pub(super) page: usize,
    pub(super) column: u32,
}

impl Value {
    pub(super) fn number(&self) -> Option<&Exact> {
        match self {
            Self::Number(value) => Some(value),
            _ => None,
        }
    }

    /// The value as a number in a calculation.
    fn counted(&self) -> Option<Exact> {
        match self {
            Self::Number(value) => Some(value.clone()),
            Self::Logical(holds) => Some(Exact::whole(u32::from(*holds))),
            Self::Blank => Some(Exact::ZERO),
            _ => None,
        }
    }

    fn holds(&self) -> Option<bool> {
        Some(!self.counted()?.is_zero())
    }

    /// Every value of it, one after the other.
    fn each(&self, act: &mut dyn FnMut(&Self)) {
        match self {
            Self::List(values) => values.iter().for_each(|value| value.each(act)),
            value => act(value),
        }
    }

    fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            (Self::Text(text), Self::Blank) => (**text).cmp(""),
            (Self::Blank, Self::Text(text)) => "".cmp(text),
            (Self::Text(_), _) => Ordering::Greater,
            (_, Self::Text(_)) => Ordering::Less,
            (one, other) => one.counted().cmp(&other.counted()),
        }
    }
}

fn from(value: Option<Exact>) -> Value {
    value.map_or(Value::Error, Value::Number)
}

fn of_decimal(value: Option<Decimal>) -> Value {
    from(value.map(Exact::from))
}

fn small(value: &Exact) -> Option<usize> {
    usize::try_from(value.to_decimal()?.mantissa()).ok().filter(|_| *value == value.floor())
}

impl Place<'_> {
    /// What a formula comes to that stands here.
    pub(super) fn value(&self, term: &Term) -> Value {
        match term {
            Term::Number(value) => Value::Number(value.clone()),
            Term::Text(text) => Value::Text(text.clone()),
            Term::Here(row) => self.book.value(self.page, *row, self.column),
            Term::Area(area) => self.area(area),
            Term::Union(areas) => Value::List(areas.iter().map(|area| self.area(area)).collect()),
            Term::Call(function, terms) => self.call(*function, terms),
        }
    }

    fn area(&self, area: &Area) -> Value {
        let ((top, bottom), (left, right)) = (area.rows, area.columns);
        if (top, left) == (bottom, right) {
            return self.book.value(area.page, top, left);
        }
        let row = |row| (left..=right).map(move |column| self.book.value(area.page, row, column));
        Value::List((top..=bottom).flat_map(row).collect())
    }

    fn call(&self, function: Function, terms: &[Term]) -> Value {
        use Function::{Choose, Column, If, IfError, NotThere};
        match (function, terms) {
            (If, [condition, then, otherwise]) => match self.value(condition).holds() {
                Some(true) => self.value(then),
                Some(false) => self.value(otherwise),
                None => Value::Error,
            },
            (IfError, [term, otherwise]) => match self.value(term) {
                Value::Error => self.value(otherwise),
                value => value,
            },
            (Choose, [place, choices @ ..]) => {
                let place = self.value(place).counted().and_then(|place| small(&place)?.checked_sub(1));
                place.and_then(|place| choices.get(place)).map_or(Value::Error, |term| self.value(term))
            }
            (Column, [Term::Area(area)]) => {
                let columns = area.columns.0..=area.columns.1;
                Value::List(columns.map(|column| Value::Number(Exact::whole(column + 1))).collect())
            }
            (NotThere, _) => Value::Error,
            _ => {
                let values: Vec<Value> = terms.iter().map(|term| self.value(term)).collect();
                simple(function, &values)
            }
        }
    }
}

/// Of values that are all worked out.
fn simple(function: Function, values: &[Value]) -> Value {
    use Function::{
        CountBlank, Index, IsNumber, Magnitude, Negate, Not, Percentile, Round, SumOfProducts, Whole,
    };
    let one =
        |act: &dyn Fn(Exact) -> Value| values.first().and_then(Value::counted).map_or(Value::Error, act);
    match (function, values) {
        (IsNumber, [Value::List(list)]) => {
            Value::List(list.iter().map(|value| Value::Logical(value.number().is_some())).collect())
        }
        (IsNumber, [value]) => Value::Logical(value.number().is_some()),
        (Negate, _) => one(&|value| Value::Number(value.negated())),
        (Magnitude, _) => one(&|value| Value::Number(value.magnitude())),
        (Whole, _) => one(&|value| Value::Number(value.floor())),
        (Not, _) => one(&|value| Value::Logical(value.is_zero())),
        (Round, [value, digits]) => {
            let digits = digits.counted().and_then(|digits| u32::try_from(small(&digits)?).ok());
            let rounded = value.counted().zip(digits);
            of_decimal(rounded.and_then(|(value, digits)| value.round(digits, Midpoint::AwayFromZero)))
        }
        (Index, [list, place]) => {
            let mut all = Vec::new();
            list.each(&mut |value| all.push(value.clone()));
            let place = place.counted().and_then(|place| small(&place)?.checked_sub(1));
            place.and_then(|place| all.get(place)).cloned().unwrap_or(Value::Error)
        }
        (Percentile, [list, share]) => percentile(list, share).map_or(Value::Error, Value::Number),
        (SumOfProducts, _) => sum_of_products(values).map_or(Value::Error, Value::Number),
        (CountBlank, _) => {
            let mut count = 0;
            let mut add = |value: &Value| {
                let blank =
                    matches!(value, Value::Blank) || matches!(value, Value::Text(text) if text.is_empty());
                count += u32::from(blank);
            };
            values.iter().for_each(|value| value.each(&mut add));
            Value::Number(Exact::whole(count))
        }
        (_, [left, right]) if (function as usize) < Negate as usize => infix(function, left, right),
        _ => folded(function, values),
    }
}

fn infix(function: Function, left: &Value, right: &Value) -> Value {
    match (left, right) {
        (Value::List(left), Value::List(right)) => {
            Value::List(left.iter().zip(right).map(|(left, right)| infix(function, left, right)).collect())
        }
        (Value::List(left), right) => {
            Value::List(left.iter().map(|left| infix(function, left, right)).collect())
        }
        (left, Value::List(right)) => {
            Value::List(right.iter().map(|right| infix(function, left, right)).collect())
        }
        (Value::Error, _) | (_, Value::Error) => Value::Error,
        (left, right) if (function as usize) < Function::Add as usize => {
            let order = left.order(right);
            Value::Logical(match function {
                Function::Equal => order.is_eq(),
                Function::Unequal => order.is_ne(),
                Function::Less => order.is_lt(),
                Function::AtMost => order.is_le(),
                Function::Greater => order.is_gt(),
                _ => order.is_ge(),
            })
        }
        (left, right) => match left.counted().zip(right.counted()) {
            Some((left, right)) => from(arithmetic(function, &left, &right).filter(Exact::is_manageable)),
            None => Value::Error,
        },
    }
}

fn arithmetic(function: Function, left: &Exact, right: &Exact) -> Option<Exact> {
    Some(match function {
        Function::Add => left.plus(right),
        Function::Subtract => left.minus(right),
        Function::Multiply => left.times(right),
        Function::Divide => left.over(right)?,
        _ => {
            let count = small(&right.magnitude()).filter(|count| *count <= 64)?;
            let mut power = Exact::ONE;
            for _ in 0..count {
                power = Some(power.times(left)).filter(Exact::is_manageable)?;
            }
            if right.is_negative() { Exact::ONE.over(&power)? } else { power }
        }
    })
}

fn sum_of_products(values: &[Value]) -> Option<Exact> {
    let mut products: Vec<Exact> = Vec::new();
    for (place, value) in values.iter().enumerate() {
        let mut at = 0;
        let mut failed = false;
        value.each(&mut |value| {
            failed = failed || *value == Value::Error;
            // As a factor of its own a text is nothing, and a condition too; a lone one is what it is.
            let factor = value.number().cloned().unwrap_or(Exact::ZERO);
            match products.get_mut(at) {
                Some(product) if place > 0 => *product = product.times(&factor),
                _ => products.push(factor),
            }
            at += 1;
        });
        if failed {
            return None;
        }
    }
    Some(products.iter().fold(Exact::ZERO, |sum, product| sum.plus(product)))
}

fn sorted(values: &[Value]) -> Option<Vec<Exact>> {
    let mut numbers = Vec::new();
    let mut failed = false;
    let mut add = |value: &Value| match value {
        Value::Number(value) => numbers.push(value.clone()),
        Value::Error => failed = true,
        _ => {}
    };
    values.iter().for_each(|value| value.each(&mut add));
    numbers.sort();
    Some(numbers).filter(|_| !failed)
}

fn percentile(list: &Value, share: &Value) -> Option<Exact> {
    let numbers = sorted(std::slice::from_ref(list))?;
    let steps = Exact::whole(u32::try_from(numbers.len().checked_sub(1)?).ok()?);
    let place = steps.times(&share.counted()?);
    let index = small(&place.floor())?;
    let low = numbers.get(index)?;
    let high = numbers.get(index + 1).unwrap_or(low);
    Some(low.plus(&high.minus(low).times(&place.minus(&place.floor()))))
}

/// Functions over all numbers among the values.
fn folded(function: Function, values: &[Value]) -> Value {
    if let Function::And | Function::Or = function {
        let holds: Option<Vec<bool>> = values.iter().map(Value::holds).collect();
        let all = function == Function::And;
        return match holds {
            Some(holds) => Value::Logical(if all { !holds.contains(&false) } else { holds.contains(&true) }),
            None => Value::Error,
        };
    }
    if function == Function::Count {
        let mut count = 0;
        values.iter().for_each(|value| value.each(&mut |value| count += u32::from(value.number().is_some())));
        return Value::Number(Exact::whole(count));
    }
    let Some(numbers) = sorted(values) else { return Value::Error };
    let sum = || numbers.iter().fold(Exact::ZERO, |sum, value| sum.plus(value));
    let half = |length: usize| length / 2;
    match function {
        Function::Sum => Value::Number(sum()),
        Function::Average => from(sum().over(&Exact::whole(u32::try_from(numbers.len()).unwrap_or(0)))),
        Function::Minimum => Value::Number(numbers.first().cloned().unwrap_or(Exact::ZERO)),
        Function::Maximum => Value::Number(numbers.last().cloned().unwrap_or(Exact::ZERO)),
        Function::Median => {
            let middle = half(numbers.len());
            let lower = numbers.get(half(numbers.len().saturating_sub(1)));
            let both = numbers.get(middle).zip(lower).map(|(high, low)| high.plus(low));
            from(both.and_then(|both| both.over(&Exact::whole(2))))
        }
        _ => Value::Error,
    }
}
