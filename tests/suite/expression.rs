//! The formula language: what is read, what it comes to, and what is refused where.

use counterpoise::domain::exact::Exact;
use counterpoise::domain::expression::{
    EvaluationProblem, Expression, ExpressionError, MAX_LENGTH, Operand, Problem, Reference, ReferenceKind,
};
use rust_decimal::Decimal;

/// The value of `name` in `figures`, such as `a 3, b –, c n/a`, where `–` is missing.
fn figure(figures: &str, name: &str) -> Operand {
    let text = figures.split(", ").find_map(|figure| figure.strip_prefix(name)?.strip_prefix(' '));
    match text.unwrap_or_else(|| panic!("no figure of {name}")) {
        "–" => Operand::Missing,
        "n/a" => Operand::NotApplicable,
        number => Operand::Known(Exact::from(number.parse::<Decimal>().expect("a decimal"))),
    }
}

/// Evaluates, and gives the names that were asked for and the problems that were reported.
fn run(expression: &Expression, figures: &str) -> (Operand, Vec<String>, Vec<EvaluationProblem>) {
    let (mut asked, mut problems) = (Vec::new(), Vec::new());
    let value = expression.evaluate(
        &mut |index| {
            let name = &expression.references()[index].name;
            asked.push(name.to_string());
            figure(figures, name)
        },
        &mut |problem| problems.push(problem),
    );
    (value, asked, problems)
}

/// A value as the tables write it, with the problems that were reported.
fn outcome(parsed: Result<Expression, ExpressionError>, figures: &str) -> String {
    let expression = match parsed {
        Ok(expression) => expression,
        Err(error) => return error.to_string(),
    };
    let (value, _, problems) = run(&expression, figures);
    let mut text = match value {
        Operand::Known(value) => {
            let decimal = value.to_decimal().expect("a value that a decimal can hold");
            let about = if value.equals(decimal) { "" } else { "≈ " };
            format!("{about}{decimal}")
        }
        Operand::Missing => "missing".to_owned(),
        Operand::NotApplicable => "n/a".to_owned(),
    };
    for EvaluationProblem { kind, position } in problems {
        text.push_str(&format!(", {kind:?} at {position}"));
    }
    text
}

/// One row: a sentence, a text, figures of what it names, and what it comes to; what begins with
/// `?` is read as a condition.
type Row = (&'static str, &'static str, &'static str, &'static str);

#[track_caller]
fn check((sentence, text, figures, expected): Row) {
    let found = match text.strip_prefix('?') {
        Some(condition) => outcome(Expression::parse_condition(condition), figures),
        None => outcome(Expression::parse(text), figures),
    };
    assert_eq!(found, expected, "{sentence}: {text}");
}

#[track_caller]
fn check_all(rows: &[Row]) {
    for row in rows {
        check(*row);
    }
}

#[track_caller]
fn parsed(text: &str) -> Expression {
    Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn numbers_and_operators() {
    check_all(&[
        ("a number is itself", "12.50", "", "12.5"),
        ("a point may come first", ".5", "", "0.5"),
        ("a point may come last", "5.", "", "5"),
        ("percent is hundredths", "45%", "", "0.45"),
        ("percent may be full-width", "200 × 45％ ÷ 2", "", "45"),
        ("addition is exact", "0.1 + 0.2", "", "0.3"),
        ("subtraction", "8 - 3", "", "5"),
        ("multiplication", "8 * 3", "", "24"),
        ("division is exact", "1 / 3 * 3", "", "1"),
        ("a fraction stays one", "2 / 3", "", "≈ 0.666666666666667"),
        ("a power", "2 ^ 10", "", "1024"),
        ("a power of a fraction", "(2 / 3) ^ 2 * 9", "", "4"),
        ("a power of a negative number", "(-2) ^ 3", "", "-8"),
        ("a negative power", "2 ^ -2", "", "0.25"),
        ("an exponent is any whole value", "3 ^ (a / 2)", "a 4", "9"),
        ("anything to the power of zero is one", "0 ^ 0", "", "1"),
        ("the largest exponent", "1 ^ 64 + 1 ^ -64", "", "2"),
        ("a sign", "-(2 + 3)", "", "-5"),
        ("signs in a row", "2 - -+-3", "", "-1"),
        ("typographic signs", "6 × 2 ÷ 3 − 1", "", "3"),
        ("full-width signs", "（1＋2）＊3－4／2＾1", "", "7"),
    ]);
}

#[test]
fn precedence() {
    check_all(&[
        ("times before plus", "1 + 2 * 3", "", "7"),
        ("parentheses first", "(1 + 2) * 3", "", "9"),
        ("minus goes to the left", "8 - 3 - 2", "", "3"),
        ("division goes to the left", "8 / 4 / 2", "", "1"),
        ("times and over are equals", "8 / 4 * 2", "", "4"),
        ("power goes to the right", "2 ^ 3 ^ 2", "", "512"),
        ("power before times", "2 * 3 ^ 2", "", "18"),
        ("power before the sign", "-2 ^ 2", "", "-4"),
        ("a sign in the exponent", "2 ^ -1 * 6", "", "3"),
        ("a sign before times", "-2 * 3 + 1", "", "-5"),
        ("a sign behind times", "2 * -3", "", "-6"),
        ("a sign in the exponent holds less than a power", "2 ^ -2 ^ 2", "", "0.0625"),
        ("plus before comparison", "?1 + 1 < 3 * 1", "", "1"),
        ("comparison before not", "?not 1 > 2", "", "1"),
        ("not before and", "?not 1 > 2 and 1 > 2", "", "0"),
        ("and before or", "?1 = 1 or 1 = 1 and 1 = 2", "", "1"),
        ("parentheses around conditions", "?(1 = 1 or 1 = 1) and 1 = 2", "", "0"),
        ("not twice", "?not not 1 = 1", "", "1"),
    ]);
}

#[test]
fn comparisons() {
    for (sign, outcomes) in [
        ("<", "100"),
        ("＜", "100"),
        ("<=", "110"),
        ("≤", "110"),
        ("＜＝", "110"),
        (">", "001"),
        ("＞", "001"),
        (">=", "011"),
        ("≥", "011"),
        ("=", "010"),
        ("==", "010"),
        ("＝", "010"),
        ("<>", "101"),
        ("!=", "101"),
        ("≠", "101"),
        ("＜＞", "101"),
        ("！＝", "101"),
    ] {
        let text = format!("a{sign}1/3");
        let found: String = ["a 0.3333333333", "a 0.3333333333333333333333333333", "a 0.34"]
            .iter()
            .map(|figures| {
                outcome(
                    Expression::parse_condition(&text.replace("1/3", "b")),
                    &format!("{figures}, b 0.3333333333333333333333333333"),
                )
            })
            .collect();
        assert_eq!(found, outcomes, "{sign}");
    }
    check(("comparison is exact", "?0.3333333333333333333333333333 < 1 / 3", "", "1"));
}

#[test]
fn conditions() {
    for (left, right, and, or) in
        [("1", "1", "1", "1"), ("1", "0", "0", "1"), ("0", "1", "0", "1"), ("0", "0", "0", "0")]
    {
        let figures = format!("a {left}, b {right}");
        assert_eq!(outcome(Expression::parse_condition("a = 1 and b = 1"), &figures), and, "{figures}");
        assert_eq!(outcome(Expression::parse_condition("a = 1 or b = 1"), &figures), or, "{figures}");
    }
    let holds = |text: &str, figures: &str| {
        let condition = Expression::parse_condition(text).expect("a condition");
        let operand = &mut |index: usize| figure(figures, &condition.references()[index].name);
        condition.evaluate_condition(operand, &mut |_| {})
    };
    assert_eq!(holds("a > 1", "a 2"), Some(true));
    assert_eq!(holds("a > 1", "a 1"), Some(false));
    assert_eq!(holds("a > 1", "a –"), None);
    assert_eq!(holds("a > 1", "a n/a"), None);
    assert_eq!(holds("1 / a > 1", "a 0"), None);
}

#[test]
fn functions() {
    check_all(&[
        ("if takes the first branch where the condition holds", "if(a > 1, 10, 20)", "a 2", "10"),
        ("else the second", "if(a > 1, 10, 20)", "a 1", "20"),
        ("if in if", "if(a > 2, 1, if(a > 1, 2, 3)) * 10", "a 2", "20"),
        ("if in the condition of if", "if(if(a > 1, a < 3, 1 = 1), 5, 6)", "a 3", "6"),
        ("if between conditions", "?if(a > 1, a < 3, a < 0) or 1 = 2", "a 2", "1"),
        ("the minimum", "min(3, -1, 2)", "", "-1"),
        ("the maximum", "max(3, -1, 2)", "", "3"),
        ("the sum", "sum(3, -1, 2)", "", "4"),
        ("the mean", "mean(3, -1, 2, 1) + mean(7)", "", "8.25"),
        ("full-width parentheses and comma", "sum（1，2）", "", "3"),
        ("a space before the parenthesis", "sum (1, 2)", "", "3"),
        ("the magnitude", "abs(-3.5) + abs(3.5) + abs(0)", "", "7"),
        ("down to a whole number", "floor(-3.5) * 10 + floor(3.5)", "", "-37"),
        ("up to a whole number", "ceil(-3.5) * 10 + ceil(3.5)", "", "-26"),
        ("half goes away from zero", "round(2.5) * 10 + round(-2.5)", "", "27"),
        ("less than half goes down", "round(2.4999) - round(-2.4999)", "", "4"),
        ("rounding to digits", "round(1.005, 2)", "", "1.01"),
        ("rounding a fraction to most digits", "round(2 / 3, 15)", "", "0.666666666666667"),
        ("the digits are any whole value", "round(a, b + 1)", "a -1.25, b 0", "-1.3"),
        ("rounding a large number", "round(10 ^ 40 + 0.5) - 10 ^ 40", "", "1"),
        ("the first value", "coalesce(a, b, 9)", "a –, b 7", "7"),
        ("the first value, where it comes first", "coalesce(a, b, 9)", "a 5, b 7", "5"),
        ("the first value, where it comes last", "coalesce(a, b, 9) + 1", "a –, b n/a", "10"),
        ("coalesce of one", "coalesce(a)", "a 5", "5"),
        ("clamp between its limits", "clamp(5, 0, 10)", "", "5"),
        ("clamp below", "clamp(-5, 0, 10)", "", "0"),
        ("clamp above", "clamp(15, 0, 10)", "", "10"),
        ("clamp to one value", "clamp(15, 3, 3)", "", "3"),
    ]);
}

#[test]
fn missing_and_not_applicable() {
    check_all(&[
        ("missing wins from the left", "a + b", "a –, b n/a", "missing"),
        ("missing wins from the right", "a + b", "a n/a, b –", "missing"),
        ("zero times not applicable", "0 * a", "a n/a", "n/a"),
        ("a sign keeps it", "-a", "a n/a", "n/a"),
        ("a power of missing", "a ^ 0", "a –", "missing"),
        ("division by missing is no division by zero", "1 / a", "a –", "missing"),
        ("a comparison", "?a > b", "a n/a, b 1", "n/a"),
        ("and does not stop early", "?1 = 2 and a = 1", "a –", "missing"),
        ("or does not stop early", "?1 = 1 or a = 1", "a n/a", "n/a"),
        ("not keeps it", "?not a = 1", "a –", "missing"),
        ("if with a missing condition", "if(a > 1, 1, 2) + 5", "a –", "missing"),
        ("if with one that is not applicable", "if(a > 1, 1, 2)", "a n/a", "n/a"),
        ("if takes a branch that is not applicable", "if(1 = 1, a, 2)", "a n/a", "n/a"),
        ("if passes over the other branch", "if(1 = 2, a, 2)", "a –", "2"),
        ("a sum skips what is not applicable", "sum(1, a, 2)", "a n/a", "3"),
        ("a mean skips it", "mean(1, a, 2)", "a n/a", "1.5"),
        ("a minimum skips it", "min(a, 2)", "a n/a", "2"),
        ("a maximum skips it", "max(-1, a)", "a n/a", "-1"),
        ("a sum of nothing applicable", "sum(a, a)", "a n/a", "n/a"),
        ("a mean of nothing applicable", "mean(a, a)", "a n/a", "n/a"),
        ("a sum does not skip missing", "sum(1, a, b)", "a –, b n/a", "missing"),
        ("nor does a maximum", "max(1, a)", "a –", "missing"),
        ("round of missing", "round(a, 2)", "a –", "missing"),
        ("digits that are not applicable", "round(1, a)", "a n/a", "n/a"),
        ("abs, floor and ceil", "abs(floor(ceil(a)))", "a n/a", "n/a"),
        ("coalesce of missing and not applicable", "coalesce(a, b)", "a n/a, b –", "missing"),
        ("coalesce, the other way round", "coalesce(a, b)", "a –, b n/a", "missing"),
        ("coalesce of nothing applicable", "coalesce(a, a, a)", "a n/a", "n/a"),
        ("clamp with a missing limit", "clamp(a, b, 9)", "a n/a, b –", "missing"),
        ("clamp of what is not applicable", "clamp(a, 1, 9)", "a n/a", "n/a"),
        ("clamp with a limit that is not applicable", "clamp(5, 1, a)", "a n/a", "n/a"),
    ]);
}

#[test]
fn problems_say_where() {
    check_all(&[
        ("division by zero", "1 + 2 / (a - a)", "a 3", "missing, DivisionByZero at 7"),
        ("division of zero by zero", "0 / 0", "", "missing, DivisionByZero at 3"),
        ("zero to a negative power", "1 + 0 ^ -1", "", "missing, DivisionByZero at 7"),
        ("something instead", "coalesce(a / b, 0)", "a 1, b 0", "0, DivisionByZero at 12"),
        ("two problems", "1 / 0 + 2 / 0", "", "missing, DivisionByZero at 3, DivisionByZero at 11"),
        ("an untaken division", "if(b = 0, 0, a / b)", "b 0", "0"),
        ("an exponent with decimals", "2 ^ 0.5", "", "missing, PowerNotWhole at 3"),
        ("an exponent too large", "1 ^ 65", "", "missing, PowerNotWhole at 3"),
        ("an exponent too low", "1 ^ -65", "", "missing, PowerNotWhole at 3"),
        ("too large a power", "收入 + 1 + 99999 ^ 64 ^ 2", "收入 1", "missing, PowerNotWhole at 16"),
        ("a power beyond all use", "1 - (9 ^ 64) ^ 64", "", "missing, TooLarge at 14"),
        ("too large a fraction", "1 + (1 / 9 ^ 64) ^ 64", "", "missing, TooLarge at 18"),
        ("digits with decimals", "1 + round(a, 0.5)", "a 1", "missing, DigitsNotWhole at 5"),
        ("digits below zero", "round(1, -1)", "", "missing, DigitsNotWhole at 1"),
        ("too many digits", "round(1, 16)", "", "missing, DigitsNotWhole at 1"),
        ("reversed limits", "2 * clamp(1, 3, 2)", "", "missing, ClampReversed at 5"),
    ]);
    let product = vec!["79228162514264337593543950335"; 30].join("*");
    assert_eq!(outcome(Expression::parse(&product), ""), "missing, TooLarge at 630");
    let sum = format!(
        "sum({})",
        (0..40).map(|n| format!("1/{}", 10_u128.pow(27) + n)).collect::<Vec<_>>().join(",")
    );
    assert_eq!(outcome(Expression::parse(&sum), ""), "missing, TooLarge at 1");
}

#[test]
fn only_what_is_needed_is_asked_for() {
    for (text, figures, asked) in [
        ("if(a > 1, b, c)", "a 2, b 1, c 1", "ab"),
        ("if(a > 1, b, c)", "a 1, b 1, c 1", "ac"),
        ("if(a > 1, b, c)", "a –, b 1, c 1", "a"),
        ("if(a > 1, b, c) + d", "a n/a, b 1, c 1, d 1", "ad"),
        ("if(if(a > 1, b > 1, c > 1), d, e)", "a 2, b 1, c 1, d 1, e 1", "abe"),
        ("coalesce(a, b, c)", "a 1, b 1, c 1", "a"),
        ("coalesce(a, b, c) + d", "a –, b 1, c 1, d 1", "abd"),
        ("coalesce(a, b, c)", "a –, b n/a, c 1", "abc"),
        ("coalesce(a / b, c)", "a 1, b 0, c 1", "abc"),
        ("if(a = 1 or b = 1, 1, 2)", "a 1, b 1", "ab"),
        ("a * b + a", "a –, b 1", "aba"),
    ] {
        assert_eq!(run(&parsed(text), figures).1.concat(), asked, "{text} with {figures}");
    }
}

#[test]
fn texts_that_are_refused() {
    check_all(&[
        ("nothing", "", "", "Empty at character 1"),
        ("blanks", "   ", "", "Empty at character 4"),
        ("a sign alone", "+", "", "ValueExpected at character 2"),
        ("an operator without its right-hand side", "1 +", "", "ValueExpected at character 4"),
        ("an operator without its left-hand side", "* 1", "", "ValueExpected at character 1"),
        ("two operators", "1 * / 2", "", "ValueExpected at character 5"),
        ("two numbers", "1 2", "", "OperatorExpected at character 3"),
        ("two names", "收入 收入", "", "OperatorExpected at character 4"),
        ("a quoted name before a parenthesis", "\"sum\"(1)", "", "OperatorExpected at character 6"),
        ("not behind a value", "?a not b", "", "OperatorExpected at character 3"),
        ("a parenthesis that is not closed", "(1 + 2", "", "UnbalancedParenthesis at character 1"),
        ("a function that is not closed", "1 + sum(2", "", "UnbalancedParenthesis at character 5"),
        ("a parenthesis that closes nothing", "1 + 2)", "", "UnbalancedParenthesis at character 6"),
        ("empty parentheses", "1 * ()", "", "ValueExpected at character 6"),
        ("a function of nothing", "sum()", "", "ValueExpected at character 5"),
        ("an argument left out", "max(1,,2)", "", "ValueExpected at character 7"),
        ("a last argument left out", "max(1,)", "", "ValueExpected at character 7"),
        ("an unknown character", "1 & 2", "", "UnknownCharacter at character 3"),
        ("two points", "1.2.3", "", "UnknownCharacter at character 1"),
        ("a point alone", "1 + .", "", "UnknownCharacter at character 5"),
        ("percent behind a blank", "5 %", "", "UnknownCharacter at character 3"),
        ("an exclamation mark alone", "1 ! 2", "", "UnknownCharacter at character 3"),
        ("full-width digits", "１ + 2", "", "UnknownCharacter at character 1"),
        ("a full stop", "收入 。", "", "UnknownCharacter at character 4"),
        ("too many digits", "1 - 123456789012345678901234567890123", "", "NumberTooLong at character 5"),
        ("an open quote", "1 + \"a", "", "OpenQuote at character 5"),
        ("a quote closed by another", "“a\"", "", "OpenQuote at character 1"),
        ("no such function", "1 + total(1)", "", "UnknownFunction at character 5"),
        ("a function in capitals", "SUM(1)", "", "UnknownFunction at character 1"),
        ("if with two arguments", "1 + if(1 = 1, 2)", "", "ArgumentCount at character 5"),
        ("if with one argument", "if(1 = 1)", "", "ArgumentCount at character 1"),
        ("if with four arguments", "if(1 = 1, 2, 3, 4)", "", "ArgumentCount at character 1"),
        ("abs of two", "abs(1, 2)", "", "ArgumentCount at character 1"),
        ("round of three", "round(1, 2, 3)", "", "ArgumentCount at character 1"),
        ("clamp of two", "clamp(1, 2)", "", "ArgumentCount at character 1"),
        ("a comma on its own", "1, 2", "", "MisplacedComma at character 2"),
        ("a comma in mere parentheses", "sum((1, 2))", "", "MisplacedComma at character 7"),
        ("points of nothing", "points()", "", "OneNameExpected at character 8"),
        ("points of a number", "1 + points(5)", "", "OneNameExpected at character 12"),
        ("points of a sum", "points(a + b)", "", "OneNameExpected at character 10"),
        ("points of a reserved word", "percent(and)", "", "OneNameExpected at character 9"),
        ("points that break off", "points(", "", "OneNameExpected at character 8"),
        ("points that are not closed", "points(a", "", "OneNameExpected at character 9"),
        ("a reserved word as a name", "and + 1", "", "ValueExpected at character 1"),
    ]);
    let long = "1+".repeat(MAX_LENGTH / 2);
    let error = Expression::parse(&format!("{long}1")).expect_err("too long");
    assert_eq!((error.problem, error.position), (Problem::TooLong, MAX_LENGTH));
}

#[test]
fn numbers_and_conditions_are_not_mixed() {
    check_all(&[
        ("a sum with a condition", "1 + (a > b)", "", "NumberExpected at character 8"),
        ("a condition as an item", "(a > b) * 2", "", "NumberExpected at character 4"),
        ("the sign of a condition", "-(a > b)", "", "NumberExpected at character 5"),
        ("a comparison of a comparison", "?1 < a < 3", "", "NumberExpected at character 3"),
        ("a function of a condition", "sum(1, not a > b)", "", "NumberExpected at character 8"),
        ("coalesce of a condition", "coalesce(a, b > 1)", "", "NumberExpected at character 15"),
        ("if asks for a condition", "if(a, 1, 2)", "", "ConditionExpected at character 4"),
        ("not asks for a condition", "?not 3", "", "ConditionExpected at character 5"),
        ("and asks for conditions", "?a > 1 and b + c", "", "ConditionExpected at character 13"),
        ("or asks for conditions", "?abs(a) or b > 1", "", "ConditionExpected at character 1"),
        ("branches of two sorts", "if(a > 1, 2, b > 3)", "", "NumberExpected at character 16"),
        ("and the other way round", "?if(a > 1, b > 3, 2)", "", "ConditionExpected at character 18"),
        ("a condition for a number", "a > b and b > c", "", "NumberExpected at character 7"),
        (
            "an if between conditions for a number",
            "if(a > 1, b > 1, b > 2)",
            "",
            "NumberExpected at character 1",
        ),
        ("a number for a condition", "?a * 2", "", "ConditionExpected at character 3"),
        ("an item for a condition", "?(a)", "", "ConditionExpected at character 2"),
    ]);
}

#[test]
fn references_by_code_name_points_and_percent() {
    let text =
        "药品_2 / \"药品 收入\" + “总 收入” - points(finance) * percent（ \"患者\" ） + if + \"and\" + min";
    let expression = parsed(text);
    let found: Vec<(&str, bool, ReferenceKind, &str)> = expression
        .references()
        .iter()
        .map(|Reference { name, quoted, kind, start, end }| (&**name, *quoted, *kind, &text[*start..*end]))
        .collect();
    assert_eq!(
        found,
        [
            ("药品_2", false, ReferenceKind::Word, "药品_2"),
            ("药品 收入", true, ReferenceKind::Word, "\"药品 收入\""),
            ("总 收入", true, ReferenceKind::Word, "“总 收入”"),
            ("finance", false, ReferenceKind::Points, "points(finance)"),
            ("患者", true, ReferenceKind::Percent, "percent（ \"患者\" ）"),
            ("if", false, ReferenceKind::Word, "if"),
            ("and", true, ReferenceKind::Word, "\"and\""),
            ("min", false, ReferenceKind::Word, "min"),
        ]
    );
    assert_eq!(expression.text(), text);
    for text in ["收入＋支出", "收入−支出", "revenue_2×支出", "Größe÷ñ", "收入≤支出", "收入＝支出"]
    {
        let expression = Expression::parse(text).or_else(|_| Expression::parse_condition(text));
        assert_eq!(expression.map(|expression| expression.references().len()), Ok(2), "{text}");
    }
}

#[test]
fn one_item_and_nothing_else() {
    for (text, one) in [
        ("a", true),
        ("(a)", true),
        ("\"药品 收入\"", true),
        ("-a", false),
        ("a + 0", false),
        ("1", false),
        ("points(a)", false),
    ] {
        assert_eq!(parsed(text).is_one_item(), one, "{text}");
    }
}

#[test]
fn what_grows_with_the_months_is_told_from_the_rest() {
    // The months of a, b, c and d are added; those of heads are not.
    for (text, grows) in [
        ("a", true),
        ("heads", false),
        ("a + b - (c - d)", true),
        ("-a + +b", true),
        ("sum(a, -b, 2 * c)", true),
        ("a * 45% + 2 * b / 3", true),
        ("a * (1 - 0.2)", true),
        ("a * sum(1, 2)", true),
        ("a / heads", true),
        ("a * heads / 100", true),
        ("a * b / c", true),
        ("max(a, b)", true),
        ("mean(a, b)", true),
        ("abs(a - b)", true),
        ("coalesce(a, 0)", true),
        ("max(a - b, 0)", true),
        ("a + 1", false),
        ("1", false),
        ("0 * a", false),
        ("0 / a", false),
        ("sum(a, 1)", false),
        ("a + heads", false),
        ("a * b", false),
        ("a / b", false),
        ("a / b * 100", false),
        ("2 / a", false),
        ("a / 0", false),
        ("a ^ 1", false),
        ("round(a)", false),
        ("floor(a)", false),
        ("clamp(a, 0, b)", false),
        ("if(a > 1, a, b)", false),
        ("points(a) + b", false),
    ] {
        let adds = |word: &Reference| &*word.name != "heads";
        assert_eq!(parsed(text).grows_with_months(&adds), grows, "{text}");
    }
}

#[test]
fn hostile_texts_neither_overflow_nor_fail() {
    let nested = |open: &str, inner: &str, close: &str, depth: usize| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
    };
    for (text, expected) in [
        ("(".repeat(4_000), "ValueExpected at character 4001"),
        ("sum(".repeat(1_000), "ValueExpected at character 4001"),
        ("points(".repeat(500), "OneNameExpected at character 14"),
        ("-".repeat(4_000), "ValueExpected at character 4001"),
        (")".repeat(4_000), "ValueExpected at character 1"),
        ("^".repeat(4_000), "ValueExpected at character 1"),
        (nested("(", "1", ")", 1_999), "1"),
        (format!("{}1", "-".repeat(3_998)), "1"),
        (format!("{}1", "not ".repeat(999)), "ConditionExpected at character 3997"),
        (nested("abs(", "-7", ")", 799), "7"),
        (nested("if(1=1,", "5", ",1)", 390), "5"),
        (nested("if(1=2,0,", "5", ")", 390), "5"),
        (nested("coalesce(", "5", ",1)", 300), "5"),
        (vec!["1"; 2_000].join("^"), "1"),
        (vec!["1"; 2_000].join("+"), "2000"),
        (format!("{}1", "1+(".repeat(990)) + &")".repeat(990), "991"),
        (format!("sum({})", vec!["1"; 1_990].join(",")), "1990"),
        (format!("coalesce({})", vec!["1"; 1_990].join(",")), "1"),
        (vec!["9"; 2_000].join("^"), "missing"),
    ] {
        let found = outcome(Expression::parse(&text), "");
        let found = found.split_once(", ").map_or(found.as_str(), |(value, _)| value);
        assert_eq!(found, expected, "{}…", text.chars().take(20).collect::<String>());
    }
}
