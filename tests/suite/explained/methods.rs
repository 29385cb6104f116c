//! Every method, in each of the ways it can go.

use counterpoise::domain::expression::Expression;
use counterpoise::domain::measure::{Gives, Measure, Substitute};
use counterpoise::domain::method::{
    AchievementImprovement, Award, Band, Bands, Basis, Completion, End, Entered, Formula, Interpolation,
    Inverse, Knot, Limits, Method, PassFail, PeerBest, PeerRank, RankAward, RankBand, Side, Step, StepBase,
    StepCounting,
};
use counterpoise::domain::scorecard::MissingPolicy;
use counterpoise::domain::workbook::Workbook;
use rust_decimal::Decimal;

use super::Case;
use super::cases::{against, book, lower, ten, with_peers};
use crate::books::{WARD, adjustment, completion, decimal, deduction, enter, fixed, measure, monthly, rules};

fn expression(text: &str) -> Expression {
    Expression::parse(text).expect("an expression")
}

fn reciprocal(cap: Option<&str>) -> Method {
    Method::Completion(Completion {
        inverse: Inverse::Reciprocal,
        floor: decimal("0.25"),
        cap: cap.map(decimal),
    })
}

fn step(step: &str, counting: StepCounting, base: StepBase) -> Method {
    let step = Step { step: decimal(step), counting, base, ..adjustment("0.2", "0.5") };
    Method::Step(Step { highest: Some(decimal("11")), ..step })
}

/// 100 % up to 45, 80 % from there, 2 points from 50.
fn bands(basis: Basis, cut: Side, cuts: [&str; 2]) -> Method {
    let [middle, top] = cuts.map(|cut| Some(decimal(cut)));
    let band = |from, award| Band { from, award };
    let percent = |text| Award::Percent(decimal(text));
    let bands =
        vec![band(None, percent("100")), band(middle, percent("80")), band(top, Award::Points(decimal("2")))];
    Method::Bands(Bands { basis, bands, cut })
}

fn curve(basis: Basis, knots: &[(&str, &str)], below: End, above: End) -> Method {
    let knots = knots.iter().map(|(at, percent)| Knot { at: decimal(at), percent: decimal(percent) });
    let limits = Limits { lowest: None, highest: Some(decimal("12")) };
    Method::Interpolation(Interpolation { basis, knots: knots.collect(), below, above, limits })
}

fn pass_fail(otherwise: &str) -> Method {
    Method::PassFail(PassFail { otherwise: decimal(otherwise) })
}

fn completions() -> Vec<Case> {
    let missed =
        Method::Completion(Completion { inverse: Inverse::Mirror, floor: decimal("0.25"), cap: None });
    vec![
        Case::new("completion, higher is better", book(ten(completion(None)), "46.5")),
        Case::new("completion above its cap", book(ten(completion(Some("1"))), "46.5")),
        Case::new("completion below its floor", book(ten(completion(None)), "-3")),
        Case::new("completion, mirror", book(lower(ten(completion(None))), "46.5")),
        Case::new("completion, reciprocal", book(lower(ten(reciprocal(None))), "50")),
        Case::new("completion, reciprocal of zero", book(lower(ten(reciprocal(Some("1.2")))), "0")),
        Case::new("a target below zero, reached", book(against("-2", ten(completion(None))), "-1")),
        Case::new("a target below zero, missed", book(against("-2", ten(missed)), "-3")),
    ]
}

fn steps() -> Vec<Case> {
    let zero = |counting| step("1", counting, StepBase::Zero);
    let full = |counting| step("0.5", counting, StepBase::Full);
    let free = Method::Step(adjustment("0.2", "0"));
    use StepCounting::{Proportional, Started, Whole};
    vec![
        Case::new("step, deducting", book(lower(ten(zero(Proportional))), "46.5")),
        Case::new("step, adding", book(ten(zero(Proportional)), "46.5")),
        Case::new("step, free of points", book(ten(free), "46.5")),
        Case::new("step, whole steps", book(lower(ten(zero(Whole))), "46.5")),
        Case::new("step, started steps", book(lower(ten(zero(Started))), "46.5")),
        Case::new("step from the full points", book(lower(ten(full(Proportional))), "46.2")),
        Case::new("step from the full points, whole", book(lower(ten(full(Whole))), "46.2")),
        Case::new("step from the full points, started, at most", book(ten(full(Started)), "46.2")),
        Case::new("deduction", book(ten(deduction("1", "0")), "2.5")),
        Case::new("deduction of a count, used up", book(ten(deduction("3", "0")), "4")),
    ]
}

/// The methods that hold an actual against a target.
pub(super) fn cases() -> Vec<Case> {
    let better = |basis, cuts| lower(ten(bands(basis, Side::Better, cuts)));
    let worse = lower(ten(bands(Basis::Actual, Side::Worse, ["45", "50"])));
    let line = [("6", "60"), ("12", "100")];
    let flat = |basis| ten(curve(basis, &line, End::Constant, End::Percent(decimal("110"))));
    let falls = [("1", "100"), ("1.2", "0")];
    let falls = lower(ten(curve(Basis::Ratio, &falls, End::Extrapolated, End::Constant)));
    let range = ["0", "5"];
    let mut cases = completions();
    cases.extend(steps());
    cases.extend([
        Case::new("bands, in the middle", book(better(Basis::Actual, ["45", "50"]), "46.5")),
        Case::new("bands, at most", book(better(Basis::Ratio, ["1.1", "1.2"]), "46.8")),
        Case::new("bands, at least", book(better(Basis::Difference, range), "52")),
        Case::new("bands, a cut to the worse", book(worse, "45")),
        Case::new("interpolation on a line", book(flat(Basis::Actual), "8.5")),
        Case::new("interpolation at a knot", book(flat(Basis::Actual), "6")),
        Case::new("interpolation below the ends", book(flat(Basis::Actual), "5")),
        Case::new("interpolation above the ends", book(flat(Basis::Difference), "60")),
        Case::new("interpolation, extrapolated", book(falls, "36")),
        Case::new("pass", book(lower(ten(pass_fail("0"))), "45")),
        Case::new("fail", book(lower(ten(pass_fail("0"))), "46.5")),
        Case::new("fail, for a part", book(lower(ten(pass_fail("40"))), "46.5")),
    ]);
    cases
}

fn best() -> Method {
    Method::PeerBest(PeerBest { floor: Decimal::ZERO, cap: None, least_peers: 2 })
}

fn rank(award: RankAward) -> Method {
    Method::PeerRank(PeerRank { award, least_peers: 2 })
}

fn peer_cases() -> Vec<Case> {
    let others = ["50", "48", "40"];
    let linear = |last| rank(RankAward::Linear { last: decimal(last) });
    let band = |up_to, percent| RankBand { up_to, percent: decimal(percent) };
    let bands = |last| rank(RankAward::Bands(vec![band(1, "100"), band(last, "80")]));
    let three = |method, own| with_peers(ten(method), own, &others);
    vec![
        Case::new("peer best", three(best(), "46.5")),
        Case::new("peer best, lower is better", with_peers(lower(ten(best())), "46.5", &others)),
        Case::new("peer best of losses, the best", with_peers(ten(best()), "-1", &["-2", "-3"])),
        Case::new("peer best of losses, not the best", with_peers(ten(best()), "-3", &["-1", "-2"])),
        Case::new("peer rank", three(linear("60"), "46.5")),
        Case::new("peer rank, nothing for the last", three(linear("0"), "46.5")),
        Case::new("peer rank by bands", three(bands(3), "46.5")),
        Case::new("peer rank beyond the bands", three(bands(2), "46.5")),
    ]
}

fn levels(baseline: Option<&str>, rounded: bool) -> Measure {
    ten(Method::AchievementImprovement(AchievementImprovement {
        threshold: expression("80"),
        benchmark: expression("b * 2"),
        baseline: baseline.map(expression),
        scale: decimal("10"),
        rounded,
    }))
}

fn level_book(measure: Measure, actual: &str, baseline: &str) -> Workbook {
    let mut book = book(measure, actual);
    enter(&mut book, WARD, "b", "2026-03", "47.5");
    enter(&mut book, WARD, "c", "2026-03", baseline);
    book
}

fn achievements() -> Vec<Case> {
    let own = || levels(Some("c - 1"), true);
    vec![
        Case::new("achievement is larger", level_book(own(), "90", "88")),
        Case::new("improvement is larger", level_book(own(), "90", "61")),
        Case::new("achievement at the benchmark", level_book(own(), "95", "91")),
        Case::new("worse than threshold and baseline", level_book(own(), "70", "76")),
        Case::new("no figure for the baseline", level_book(own(), "90", "")),
        Case::new("achievement alone, not rounded", level_book(levels(None, false), "90", "")),
    ]
}

fn formula(text: &str, highest: Option<&str>) -> Measure {
    let limits = Limits { lowest: Some(Decimal::ZERO), highest: highest.map(decimal) };
    ten(Method::Formula(Formula { points: expression(text), limits }))
}

fn formulas() -> Vec<Case> {
    let marks = |out_of: Option<&str>| {
        let limits = Limits { lowest: None, highest: Some(decimal("9")) };
        ten(Method::Entered(Entered { out_of: out_of.map(decimal), limits }))
    };
    let asked = "if(actual >= target, weight - (actual - target) / 2, b * previous)";
    let mut earlier = book(formula("weight * actual / max(previous, c)", Some("9")), "46.5");
    enter(&mut earlier, WARD, "a", "2026-02", "40");
    enter(&mut earlier, WARD, "c", "2026-03", "-5");
    let ratio = Measure { actual: expression("a / b * 100"), ..formula("actual - previous", None) };
    let mut ratio = book(ratio, "30");
    for (item, month, figure) in [("b", "2026-03", "60"), ("a", "2026-02", "20"), ("b", "2026-02", "50")] {
        enter(&mut ratio, WARD, item, month, figure);
    }
    let other = Measure { target: fixed("100"), ..measure("other", "b", "20", completion(None)) };
    let mut scores =
        monthly(&["a", "b"], vec![formula("percent(other) / 10 - points(other) / 4", None), other]);
    enter(&mut scores, WARD, "a", "2026-03", "1");
    enter(&mut scores, WARD, "b", "2026-03", "90");
    vec![
        Case::new("a formula, one branch not asked for", book(formula(asked, None), "46.5")),
        Case::new("a formula with the period before", earlier),
        Case::new("a formula with a ratio of the period before", ratio),
        Case::new("a formula of other scores", scores),
        Case::new("a formula that is the actual", book(formula("actual", None), "6.5")),
        Case::new("entered points", book(marks(None), "8.5")),
        Case::new("entered points, at most", book(marks(None), "9.5")),
        Case::new("entered marks", book(marks(Some("100")), "85")),
    ]
}

fn missing(policy: MissingPolicy, method: Method, substitute: Option<(&str, Gives)>) -> Workbook {
    let other = Measure { target: fixed("100"), ..measure("other", "b", "20", completion(None)) };
    let substitute = substitute.map(|(value, gives)| Substitute { value: expression(value), gives });
    let mut book = with_peers(Measure { substitute, ..ten(method) }, "", &["45", "36"]);
    rules(&mut book).perspectives[0].measures.push(other);
    rules(&mut book).missing = policy;
    enter(&mut book, WARD, "b", "2026-03", "90");
    book
}

fn missing_cases() -> Vec<Case> {
    use MissingPolicy::{Substitute, Zero};
    let with = |value, gives| missing(Substitute, completion(None), Some((value, gives)));
    vec![
        Case::new("a substitute in points", with("b / 10 - 1", Gives::Points)),
        Case::new("a substitute in percent", with("peer_mean", Gives::Percent)),
        Case::new("missing counts as zero", missing(Zero, completion(None), None)),
        Case::new("missing counts as the lowest", missing(Zero, deduction("1", "4"), None)),
    ]
}

/// The methods that hold an actual against others, formulas, and what stands in for a measure.
pub(super) fn comparisons() -> Vec<Case> {
    [peer_cases(), achievements(), formulas(), missing_cases()].into_iter().flatten().collect()
}
