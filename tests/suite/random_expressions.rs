//! The formula language at random: any text is read or refused, and what is read comes to what big
//! fractions, computed here over a tree, come to.

use counterpoise::domain::exact::{Exact, MAX_BITS};
use counterpoise::domain::expression::{EvaluationProblemKind as Kind, Expression, Operand};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, ToPrimitive, Zero};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::random_books::config;

/// Items a, b, c …
const ITEMS: usize = 4;

/// An expression, or a condition.
#[derive(Clone, Debug)]
enum Tree {
    /// Hundredths, written as a decimal.
    Number(u32),
    Item(usize),
    Minus(Box<Tree>),
    Not(Box<Tree>),
    Infix(&'static str, Box<Tree>, Box<Tree>),
    Call(&'static str, Vec<Tree>),
}

fn numbers(depth: u32) -> BoxedStrategy<Tree> {
    let leaf = prop_oneof![
        2 => select(vec![0, 100, 200, 300, 6_400, 6_500, 50, 125, 1_500, 33]).prop_map(Tree::Number),
        1 => (0..100_000_u32).prop_map(Tree::Number),
        3 => (0..ITEMS).prop_map(Tree::Item),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let part = || numbers(depth - 1);
    let call = |names: &[&'static str], count| {
        (select(names.to_vec()), vec(part(), count)).prop_map(|(name, parts)| Tree::Call(name, parts))
    };
    prop_oneof![
        1 => leaf,
        1 => part().prop_map(|part| Tree::Minus(Box::new(part))),
        6 => infix(vec!["+", "-", "*", "/", "^"], part(), part()),
        2 => call(&["sum", "mean", "min", "max", "coalesce"], 1..4),
        1 => call(&["abs", "floor", "ceil", "round"], 1..2),
        1 => call(&["round"], 2..3),
        1 => call(&["clamp"], 3..4),
        2 => (conditions(depth - 1), part(), part())
            .prop_map(|(condition, then, otherwise)| Tree::Call("if", vec![condition, then, otherwise])),
    ]
    .boxed()
}

fn conditions(depth: u32) -> BoxedStrategy<Tree> {
    let numbers = || numbers(depth.saturating_sub(1));
    let comparison = infix(vec!["<", "<=", ">", ">=", "=", "<>"], numbers(), numbers());
    if depth == 0 {
        return comparison.boxed();
    }
    let part = || conditions(depth - 1);
    prop_oneof![
        2 => comparison,
        1 => part().prop_map(|part| Tree::Not(Box::new(part))),
        2 => infix(vec!["and", "or"], part(), part()),
        1 => vec(part(), 3).prop_map(|parts| Tree::Call("if", parts)),
    ]
    .boxed()
}

fn infix(
    signs: Vec<&'static str>,
    left: BoxedStrategy<Tree>,
    right: BoxedStrategy<Tree>,
) -> impl Strategy<Value = Tree> {
    (select(signs), left, right)
        .prop_map(|(sign, left, right)| Tree::Infix(sign, Box::new(left), Box::new(right)))
}

/// How tightly a tree holds together as a text.
fn level(tree: &Tree) -> u8 {
    match tree {
        Tree::Infix("or", ..) => 1,
        Tree::Infix("and", ..) => 2,
        Tree::Not(_) => 3,
        Tree::Infix("+" | "-", ..) => 5,
        Tree::Infix("*" | "/", ..) => 6,
        Tree::Minus(_) => 7,
        Tree::Infix("^", ..) => 8,
        Tree::Infix(..) => 4,
        Tree::Number(_) | Tree::Item(_) | Tree::Call(..) => 9,
    }
}

/// The tree as a text with only the parentheses it needs.
fn text(tree: &Tree) -> String {
    let within = |part: &Tree, least: u8| {
        if level(part) < least { format!("({})", text(part)) } else { text(part) }
    };
    let own = level(tree);
    match tree {
        Tree::Number(hundredths) => format!("{}.{:02}", hundredths / 100, hundredths % 100),
        Tree::Item(index) => name(*index),
        Tree::Minus(part) => format!("-{}", within(part, own)),
        Tree::Not(part) => format!("not {}", within(part, own)),
        Tree::Infix("^", left, right) => format!("{} ^ {}", within(left, own + 1), within(right, own)),
        Tree::Infix(sign, left, right) => {
            format!("{} {sign} {}", within(left, own), within(right, own + 1))
        }
        Tree::Call(name, parts) => {
            format!("{name}({})", parts.iter().map(text).collect::<Vec<_>>().join(", "))
        }
    }
}

fn name(index: usize) -> String {
    char::from(b'a' + u8::try_from(index).expect("few items")).to_string()
}

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Lack {
    NotApplicable,
    Missing,
}

type Value = Result<BigRational, Lack>;

/// The figures of the items, and the problems met so far.
struct Reckoner<'f> {
    figures: &'f [Value],
    problems: Vec<Kind>,
}

impl Reckoner<'_> {
    fn value(&mut self, tree: &Tree) -> Value {
        match tree {
            Tree::Number(hundredths) => Ok(BigRational::new(BigInt::from(*hundredths), BigInt::from(100))),
            Tree::Item(index) => self.figures[*index].clone(),
            Tree::Minus(part) => self.value(part).map(|value| -value),
            Tree::Not(part) => self.value(part).map(|value| truth(value.is_zero())),
            Tree::Infix(sign, left, right) => {
                let (left, right) = both(self.value(left), self.value(right))?;
                let result = infix_value(sign, &left, &right);
                self.settle(result)
            }
            Tree::Call("if", parts) => {
                let holds = !self.value(&parts[0])?.is_zero();
                self.value(&parts[if holds { 1 } else { 2 }])
            }
            Tree::Call("coalesce", parts) => self.first(parts),
            Tree::Call(name, parts) => {
                let values: Vec<Value> = parts.iter().map(|part| self.value(part)).collect();
                self.call(name, values)
            }
        }
    }

    fn first(&mut self, parts: &[Tree]) -> Value {
        let mut worst = Lack::NotApplicable;
        for part in parts {
            match self.value(part) {
                Ok(value) => return Ok(value),
                Err(lack) => worst = worst.max(lack),
            }
        }
        Err(worst)
    }

    fn call(&mut self, name: &str, values: Vec<Value>) -> Value {
        if let "sum" | "mean" | "min" | "max" = name {
            if values.contains(&Err(Lack::Missing)) {
                return Err(Lack::Missing);
            }
            let known: Vec<BigRational> = values.into_iter().flatten().collect();
            if known.is_empty() {
                return Err(Lack::NotApplicable);
            }
            return self.settle(folded(name, known));
        }
        let lack = values.iter().filter_map(|value| value.as_ref().err().copied()).max();
        let known: Vec<BigRational> = values.into_iter().flatten().collect();
        let result = match (lack, name, known.as_slice()) {
            (Some(lack), ..) => return Err(lack),
            (_, "abs", [value]) => Ok(value.abs()),
            (_, "floor", [value]) => Ok(value.floor()),
            (_, "ceil", [value]) => Ok(value.ceil()),
            (_, "round", [value]) => Ok(value.round()),
            (_, "round", [value, digits]) => match digits.to_u32().filter(|_| digits.is_integer()) {
                Some(digits @ 0..=15) => {
                    let unit = BigRational::from(BigInt::from(10).pow(digits));
                    Ok((value * &unit).round() / unit)
                }
                _ => Err(Kind::DigitsNotWhole),
            },
            (_, "clamp", [_, low, high]) if low > high => Err(Kind::ClampReversed),
            (_, "clamp", [value, low, high]) => Ok(value.clamp(low, high).clone()),
            other => panic!("{other:?}"),
        };
        self.settle(result)
    }

    fn settle(&mut self, result: Result<BigRational, Kind>) -> Value {
        result.and_then(manageable).map_err(|kind| {
            self.problems.push(kind);
            Lack::Missing
        })
    }
}

fn both(left: Value, right: Value) -> Result<(BigRational, BigRational), Lack> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (left, right) => Err(left.err().max(right.err()).expect("one is lacking")),
    }
}

fn truth(holds: bool) -> BigRational {
    if holds { BigRational::one() } else { BigRational::zero() }
}

fn infix_value(sign: &str, left: &BigRational, right: &BigRational) -> Result<BigRational, Kind> {
    Ok(match sign {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" if right.is_zero() => return Err(Kind::DivisionByZero),
        "/" => left / right,
        "^" => return power(left, right),
        "<" => truth(left < right),
        "<=" => truth(left <= right),
        ">" => truth(left > right),
        ">=" => truth(left >= right),
        "=" => truth(left == right),
        "<>" => truth(left != right),
        "and" => truth(left.is_one() && right.is_one()),
        "or" => truth(left.is_one() || right.is_one()),
        other => panic!("{other}"),
    })
}

fn power(base: &BigRational, exponent: &BigRational) -> Result<BigRational, Kind> {
    let exponent = exponent.is_integer().then(|| exponent.to_i32()).flatten();
    match exponent.filter(|exponent| exponent.abs() <= 64) {
        None => Err(Kind::PowerNotWhole),
        Some(exponent) if exponent < 0 && base.is_zero() => Err(Kind::DivisionByZero),
        Some(exponent) => Ok(Pow::pow(base, exponent)),
    }
}

fn folded(name: &str, known: Vec<BigRational>) -> Result<BigRational, Kind> {
    let count = BigRational::from(BigInt::from(known.len()));
    let mut values = known.into_iter();
    let first = values.next().expect("a value");
    match name {
        "min" => Ok(values.fold(first, Ord::min)),
        "max" => Ok(values.fold(first, Ord::max)),
        _ => {
            let sum = values.try_fold(first, |sum, value| manageable(sum + value))?;
            Ok(if name == "mean" { sum / count } else { sum })
        }
    }
}

fn manageable(value: BigRational) -> Result<BigRational, Kind> {
    let bits = value.numer().bits().max(value.denom().bits());
    if bits > MAX_BITS { Err(Kind::TooLarge) } else { Ok(value) }
}

fn operand(value: &Value) -> Operand {
    match value {
        Ok(value) => Operand::Known(exact(value)),
        Err(Lack::Missing) => Operand::Missing,
        Err(Lack::NotApplicable) => Operand::NotApplicable,
    }
}

/// The same value, put together from its digits.
fn exact(value: &BigRational) -> Exact {
    let whole = |number: &BigInt| {
        number.magnitude().to_string().chars().fold(Exact::ZERO, |sum, digit| {
            sum.times(&Exact::whole(10)).plus(&Exact::whole(digit.to_digit(10).expect("a digit")))
        })
    };
    let magnitude = whole(value.numer()).over(&whole(value.denom())).expect("a denominator");
    if value.is_negative() { magnitude.negated() } else { magnitude }
}

fn figures() -> impl Strategy<Value = Vec<Value>> {
    let number = prop_oneof![(-3..4_i64).prop_map(|n| n * 1_000), any::<i32>().prop_map(i64::from)];
    let figure = prop_oneof![
        8 => number.prop_map(|number| Ok(BigRational::new(BigInt::from(number), BigInt::from(1_000)))),
        1 => Just(Err(Lack::Missing)),
        1 => Just(Err(Lack::NotApplicable)),
    ];
    vec(figure, ITEMS)
}

/// The place of the figure that a name means.
fn place(name: &str) -> usize {
    usize::from(name.as_bytes()[0] - b'a')
}

fn evaluate(expression: &Expression, figures: &[Value]) -> (Operand, Vec<Kind>) {
    let mut problems = Vec::new();
    let value = expression.evaluate(
        &mut |index| operand(&figures[place(&expression.references()[index].name)]),
        &mut |problem| problems.push(problem.kind),
    );
    (value, problems)
}

fn check(expression: &Expression, tree: &Tree, figures: &[Value]) {
    let mut reckoner = Reckoner { figures, problems: Vec::new() };
    let value = reckoner.value(tree);
    assert_eq!(evaluate(expression, figures), (operand(&value), reckoner.problems), "{expression}");
}

/// Pieces of the language in any order.
fn soup() -> impl Strategy<Value = String> {
    let pieces = [
        "a",
        "b",
        "药品",
        "1",
        "0",
        "2.5",
        "45%",
        "+",
        "-",
        "*",
        "/",
        "^",
        "(",
        ")",
        ",",
        "（",
        "）",
        "，",
        "<",
        ">",
        "=",
        "≤",
        "！",
        "and",
        "or",
        "not",
        "if(",
        "sum(",
        "coalesce(",
        "clamp(",
        "round(",
        "points(",
        "percent(a)",
        "\"",
        "“",
        "”",
        " ",
        ".",
    ];
    vec(select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

/// Nothing is to be seen but that it comes to an end.
fn read_and_run(text: &str) {
    for expression in [Expression::parse(text), Expression::parse_condition(text)].into_iter().flatten() {
        for reference in expression.references() {
            assert!(text[reference.start..reference.end].contains(&*reference.name), "{text}");
        }
        expression.evaluate(&mut |_| Operand::Known(Exact::whole(3)), &mut |problem| {
            assert!((1..=text.chars().count()).contains(&problem.position), "{text}");
        });
        let _ = expression.grows_with_months(&|_| true);
    }
}

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn any_text_is_read_or_refused(any in "\\PC{0,60}", soup in soup()) {
        read_and_run(&any);
        read_and_run(&soup);
    }

    #[test]
    fn numbers_agree_with_big_fractions(tree in numbers(4), figures in figures()) {
        let expression = Expression::parse(&text(&tree)).expect("a number");
        check(&expression, &tree, &figures);
    }

    #[test]
    fn conditions_agree_with_big_fractions(tree in conditions(4), figures in figures()) {
        let expression = Expression::parse_condition(&text(&tree)).expect("a condition");
        check(&expression, &tree, &figures);
    }

    #[test]
    fn what_grows_with_the_months_is_three_times_as_much_over_three(tree in numbers(2), one in figures()) {
        let expression = Expression::parse(&text(&tree)).expect("a number");
        let added = |item: usize| !item.is_multiple_of(3);
        let three = BigRational::from_integer(BigInt::from(3));
        let figure = |(item, own): (usize, &Value)| {
            if added(item) { own.clone().map(|own| own * &three) } else { own.clone() }
        };
        let tripled: Vec<Value> = one.iter().enumerate().map(figure).collect();
        if expression.grows_with_months(&|word| added(place(&word.name)))
            && let (Operand::Known(one), _) = evaluate(&expression, &one)
            && let (Operand::Known(tripled), _) = evaluate(&expression, &tripled)
        {
            prop_assert_eq!(one.times(&Exact::whole(3)), tripled, "{}", expression);
        }
    }
}
