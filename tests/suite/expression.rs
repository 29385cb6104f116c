//! The formula language: what is read, what it comes to, and what is refused where.

use counterpoise::domain::exact::Exact;
use counterpoise::domain::expression::{EvaluationError, Expression, Operand, Problem};
use rust_decimal::Decimal;

fn known(text: &str) -> Operand {
    Operand::Known(Exact::from(text.parse::<Decimal>().expect("a decimal")))
}

#[track_caller]
fn check_value(text: &str, operands: &[Operand], expected: &Operand) {
    let expression = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(expression.evaluate(operands).as_ref(), Ok(expected), "{text}");
}

#[track_caller]
fn check_error(text: &str, problem: Problem, position: usize) {
    let error = Expression::parse(text).expect_err(text);
    assert_eq!((error.problem, error.position), (problem, position), "{text}");
}

#[test]
fn precedence_and_parentheses() {
    for (text, value) in [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("8 - 3 - 2", "3"),
        ("8 / 4 / 2", "1"),
        ("-2 * 3", "-6"),
        ("2 * -3", "-6"),
        ("-(2 + 3)", "-5"),
        ("2 - -3", "5"),
        ("+4", "4"),
        ("45%", "0.45"),
        ("200 × 45％ ÷ 2", "45"),
        ("（1＋2）＊3", "9"),
        ("1＋2×3", "7"),
        ("0.1 + 0.2", "0.3"),
    ] {
        check_value(text, &[], &known(value));
    }
}

#[test]
fn items_by_code_and_by_quoted_name() {
    check_value("drug_revenue / revenue * 100", &[known("30"), known("50")], &known("60"));
    check_value("\"药品 收入\" + 收入", &[known("1"), known("2")], &known("3"));
    let expression = Expression::parse("a + \"b c\" + a").expect("an expression");
    let names: Vec<(&str, bool)> =
        expression.references().iter().map(|reference| (&*reference.name, reference.quoted)).collect();
    assert_eq!(names, [("a", false), ("b c", true), ("a", false)]);
}

#[test]
fn missing_wins_over_not_applicable() {
    check_value("a + b", &[Operand::Missing, Operand::NotApplicable], &Operand::Missing);
    check_value("a + b", &[Operand::NotApplicable, Operand::Missing], &Operand::Missing);
    check_value("a * b", &[known("0"), Operand::NotApplicable], &Operand::NotApplicable);
    check_value("-a", &[Operand::NotApplicable], &Operand::NotApplicable);
}

#[test]
fn division_by_zero_is_an_error() {
    let expression = Expression::parse("1 / (a - a)").expect("an expression");
    assert_eq!(expression.evaluate(&[known("3"), known("3")]), Err(EvaluationError::DivisionByZero));
}

#[test]
fn errors_say_what_and_where() {
    check_error("", Problem::Empty, 1);
    check_error("   ", Problem::Empty, 4);
    check_error("1 +", Problem::ValueExpected, 4);
    check_error("1 2", Problem::OperatorExpected, 3);
    check_error("收入 收入", Problem::OperatorExpected, 4);
    check_error("(1 + 2", Problem::UnbalancedParenthesis, 1);
    check_error("1 + 2)", Problem::UnbalancedParenthesis, 6);
    check_error("1 & 2", Problem::UnknownCharacter, 3);
    check_error("\"a", Problem::OpenQuote, 1);
    check_error("1 * )", Problem::ValueExpected, 5);
    check_error("1.2.3", Problem::UnknownCharacter, 1);
    check_error("123456789012345678901234567890123", Problem::NumberTooLong, 1);
}

#[test]
fn deep_nesting_neither_overflows_nor_fails() {
    let depth = 1_900;
    let text = format!("{}1{}", "(".repeat(depth), ")".repeat(depth));
    check_value(&text, &[], &known("1"));
    check_value(&format!("{}1", "-".repeat(3_000)), &[], &known("1"));
}

#[test]
fn names_are_letters_of_any_script() {
    for text in ["收入＋支出", "收入−支出", "revenue_2×支出", "Größe÷ñ"] {
        let expression = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(expression.references().len(), 2, "{text}");
    }
    check_error("收入 。", Problem::UnknownCharacter, 4);
    check_error("１ + 2", Problem::UnknownCharacter, 1);
    check_error("“a”", Problem::UnknownCharacter, 1);
}
