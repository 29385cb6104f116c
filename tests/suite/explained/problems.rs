//! A workbook for every problem that scoring can notice.

use counterpoise::domain::expression::Expression;
use counterpoise::domain::id::{ItemId, MeasureId};
use counterpoise::domain::measure::{Measure, Scope};
use counterpoise::domain::method::{
    Award, Band, Bands, Basis, Completion, Formula, Inverse, Limits, Method, PeerBest, Side,
};
use counterpoise::domain::name::Name;
use counterpoise::domain::scorecard::{MissingPolicy, Veto, VetoEffect};
use counterpoise::domain::target::{FixedTargetKey, FixedTargets, TargetSource};
use counterpoise::domain::workbook::Workbook;
use rust_decimal::Decimal;

use super::cases::{against, book, lower, ten, with_peers};
use crate::books::{
    WARD, adjustment, at, completion, decimal, deduction, enter, fixed, item, measure, monthly, percent_of,
    rules, target, unit,
};

fn plain() -> Measure {
    ten(completion(None))
}

fn actual(text: &str) -> Measure {
    Measure { actual: Expression::parse(text).expect("an expression"), ..plain() }
}

fn formula(id: &str, text: &str) -> Measure {
    let points = Expression::parse(text).expect("an expression");
    measure(id, "a", "10", Method::Formula(Formula { points, limits: Limits::default() }))
}

fn of_expressions() -> Vec<(&'static str, Workbook)> {
    let mut twice = book(actual("beds"), "1");
    twice.items.extend([item("beds"), item("beds")]);
    twice.items[4].id = ItemId::from("more-beds");
    let mut cycle = monthly(&["a"], vec![formula("m", "points(n)"), formula("n", "points(m)")]);
    enter(&mut cycle, WARD, "a", "2026-03", "1");
    let unscored = Measure { actual: Expression::parse("b").expect("an item"), ..formula("n", "actual") };
    let mut other = monthly(&["a", "b"], vec![formula("m", "actual + points(n)"), unscored]);
    enter(&mut other, WARD, "a", "2026-03", "1");
    vec![
        ("missing figures", book(plain(), "")),
        ("unknown item", book(actual("beds"), "1")),
        ("ambiguous item", twice),
        ("no such ancestor", book(Measure { scope: Scope::Ancestor(2), ..plain() }, "1")),
        ("division by zero", book(actual("1 / a"), "0")),
        ("not computable", book(actual("2 ^ a"), "1.5")),
        ("formula missing", other),
        ("cycle", cycle),
    ]
}

fn of_targets() -> Vec<(&'static str, Workbook)> {
    let from = |source| book(Measure { target: target(source), ..plain() }, "1");
    let mut may = FixedTargets::default();
    may.set(FixedTargetKey { month: Some(5), ..FixedTargetKey::default() }, decimal("40"));
    let inverse =
        Method::Completion(Completion { inverse: Inverse::Reciprocal, floor: Decimal::ZERO, cap: None });
    let bands = vec![Band { from: None, award: Award::Points(Decimal::ONE) }];
    let ratio = Method::Bands(Bands { basis: Basis::Ratio, bands, cut: Side::Better });
    let best = Method::PeerBest(PeerBest { floor: Decimal::ZERO, cap: None, least_peers: 2 });
    let large = against("0.0001", plain());
    vec![
        ("no target", book(Measure { target: None, ..plain() }, "1")),
        ("no fixed target", from(TargetSource::Fixed(may))),
        ("no source months", from(TargetSource::LastYearMonthlyMean)),
        ("target not positive", book(against("-2", plain()), "1")),
        ("actual not positive", book(lower(ten(inverse)), "0")),
        ("ratio needs target", book(against("0", ten(ratio)), "1")),
        ("too few peers", with_peers(ten(best), "44", &["50"])),
        ("too large", book(large, "79228162514264337593543950335")),
    ]
}

fn of_cards() -> Vec<(&'static str, Workbook)> {
    let mut few = book(plain(), "44");
    rules(&mut few).perspectives[0].least_scored = Some(3);
    let mut veto = book(plain(), "");
    rules(&mut veto).vetoes = vec![Veto {
        reason: Name::plain("a fall"),
        measure: MeasureId::from("m"),
        condition: Expression::parse_condition("actual < 40").expect("a condition"),
        effect: VetoEffect::PerspectiveToZero,
    }];
    let step = Measure { target: fixed("3"), ..measure("m", "a", "0", Method::Step(adjustment("1", "1"))) };
    let mut missing = monthly(&["a", "b"], vec![step, percent_of("b", "10")]);
    rules(&mut missing).missing = MissingPolicy::Zero;
    enter(&mut missing, WARD, "b", "2026-03", "90");
    let mut differs = book(plain(), "44");
    differs.units.push(unit("room", Some(WARD)));
    enter(&mut differs, "room", "a", "2026-03", "43");
    let mut several = book(plain(), "44");
    let mut second = rules(&mut several).clone();
    second.from = at("2026-03");
    several.scorecards[0].revisions.push(second);
    vec![
        ("too few scored", few),
        ("no figures", book(measure("m", "coalesce(a, 0)", "10", deduction("1", "0")), "")),
        ("veto not decided", veto),
        ("missing adjustment", missing),
        ("differs from children", differs),
        ("weights sum", book(plain(), "44")),
        ("several revisions", several),
    ]
}

/// Each problem by its name, with a workbook that has it in March 2026; where revisions are
/// several, in the quarter of it.
pub(super) fn books() -> Vec<(&'static str, Workbook)> {
    [of_expressions(), of_targets(), of_cards()].into_iter().flatten().collect()
}
