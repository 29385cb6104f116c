//! Every source of a target, every way to combine figures, and the sums.

use counterpoise::domain::exact::Midpoint;
use counterpoise::domain::expression::Expression;
use counterpoise::domain::id::{ItemId, MeasureId, UnitId};
use counterpoise::domain::item::MonthRule;
use counterpoise::domain::measure::{Gives, Measure, Polarity, Range, Scope, Substitute, Weight};
use counterpoise::domain::method::Method;
use counterpoise::domain::name::Name;
use counterpoise::domain::period::{FirstMonth, Period, PeriodLength};
use counterpoise::domain::scorecard::{LongerPeriods, MissingPolicy, Rounding, Veto, VetoEffect};
use counterpoise::domain::target::{FixedTargetKey, FixedTargets, PeerStatistic, Target, TargetSource};
use counterpoise::domain::workbook::Workbook;

use super::Case;
use super::cases::{adjusted, book, peers, ten, with_peers};
use crate::books::{
    WARD, adjustment, at, completion, decimal, deduction, enter, enter_from, fixed, measure, monthly,
    objective, percent_of, perspective, rules, target,
};

fn with(target: Option<Target>) -> Measure {
    Measure { target, ..ten(completion(None)) }
}

/// Figures of `a` from December 2025 to March 2026.
fn looking_back(source: TargetSource) -> Workbook {
    let mut book = book(with(target(source)), "44");
    enter_from(&mut book, "a", "2025-12", &["38", "42", "40"]);
    book
}

fn fixed_for(key: FixedTargetKey) -> Option<Target> {
    let mut targets = FixedTargets::default();
    targets.set(key, decimal("40"));
    target(TargetSource::Fixed(targets))
}

/// A period of `book` that is longer than its own, scored as one.
fn combined(name: &'static str, mut book: Workbook, length: PeriodLength) -> Case {
    rules(&mut book).longer_periods = LongerPeriods::CombinedActuals;
    let period = Period::holding(at("2026-03"), length, FirstMonth::JANUARY);
    Case { period, ..Case::new(name, book) }
}

fn quarter_of(measure: Measure) -> Workbook {
    let mut book = monthly(&["a", "b", "c"], vec![measure]);
    enter_from(&mut book, "a", "2026-01", &["40", "42", "44"]);
    enter_from(&mut book, "b", "2026-01", &["100", "120", "140"]);
    book
}

fn fixed_cases() -> Vec<Case> {
    let ward = || Some(UnitId::from(WARD));
    let key = |unit, year, month| book(with(fixed_for(FixedTargetKey { unit, year, month })), "44");
    let share = Measure { actual: Expression::parse("a / b * 100").expect("a ratio"), ..with(fixed("40")) };
    let up = |uplift, offset| book(with(adjusted(fixed("40"), uplift, offset)), "44");
    vec![
        Case::new("fixed", key(None, None, None)),
        Case::new("fixed for the unit", key(ward(), None, None)),
        Case::new("fixed for a month", key(None, None, Some(3))),
        Case::new("fixed for the unit, a year and a month", key(ward(), Some(2026), Some(3))),
        combined("fixed values added", quarter_of(with(fixed("40"))), PeriodLength::Quarter),
        combined("fixed values averaged", quarter_of(share), PeriodLength::YearToDate),
        Case::new("raised", up("5", "0")),
        Case::new("moved", up("0", "-2.5")),
        Case::new("raised and moved", up("10", "2")),
    ]
}

fn peer_cases() -> Vec<Case> {
    let among = |statistic, with_self, others: &[&'static str]| {
        with_peers(with(peers(statistic, with_self, 0)), "44", others)
    };
    let three = ["50", "40", "38"];
    let many = ["50", "40", "38", "41", "42", "43", "45", "46", "39", "37", "36", "35", "34", "33"];
    vec![
        Case::new("mean of the peers", among(PeerStatistic::Mean, true, &three)),
        Case::new("median of the peers", among(PeerStatistic::Median, false, &three)),
        Case::new("best of many peers", among(PeerStatistic::Best, false, &many)),
        Case::new("quantile of the peers", among(PeerStatistic::Quantile(decimal("0.75")), true, &three)),
        Case::new("no peers", among(PeerStatistic::Mean, true, &[])),
    ]
}

/// Where targets come from.
pub(super) fn cases() -> Vec<Case> {
    let budget = quarter_of(with(target(TargetSource::Budget(ItemId::from("b")))));
    let formula = Expression::parse("b * 0.4 - 12").expect("an expression");
    let formula = quarter_of(with(target(TargetSource::Expression(formula))));
    let of = TargetSource::Measure { measure: MeasureId::from("other"), scope: Scope::Ancestor(1) };
    let mut other = quarter_of(with(target(of)));
    rules(&mut other).perspectives[0].measures.push(measure("other", "b / 3", "0", completion(None)));
    enter(&mut other, "hospital", "b", "2026-03", "120");
    let range = Range { low: decimal("18"), high: decimal("22") };
    let within = Measure { polarity: Polarity::Within(range), ..with(None) };
    let fiscal = || {
        let mut book = looking_back(TargetSource::LastYearMonthlyMean);
        book.first_month = FirstMonth::new(2).expect("February");
        book
    };
    let mut cases = fixed_cases();
    cases.extend([
        Case::new("budget", budget),
        Case::new("last year's monthly mean", fiscal()),
        Case::new("mean of the periods before", looking_back(TargetSource::TrailingMean { periods: 3 })),
        Case::new("period before", looking_back(TargetSource::PreviousPeriod)),
        Case::new("same period last year", {
            let mut book = looking_back(TargetSource::SamePeriodLastYear);
            enter(&mut book, WARD, "a", "2025-03", "55");
            book
        }),
        Case::new("by a formula", formula),
        Case::new("another measure", other),
        Case::new("within a range", book(within, "24")),
    ]);
    cases.extend(peer_cases());
    cases
}

fn rule(name: &'static str, rule: MonthRule) -> Case {
    let mut book = quarter_of(with(fixed("40")));
    book.items[0].month_rule = rule;
    combined(name, book, PeriodLength::Quarter)
}

fn figures() -> Vec<Case> {
    let mut children = book(with(fixed("40")), "44");
    for (ward, figure) in [("a1", "20"), ("a2", "n/a"), ("a3", "25")] {
        children.units.push(crate::books::unit(ward, Some(WARD)));
        enter(&mut children, ward, "a", "2026-03", figure);
    }
    enter(&mut children, WARD, "a", "2026-03", "");
    let twice = Expression::parse("sum(a, b, c) - b").expect("an expression");
    let mut absent = quarter_of(Measure { actual: twice, ..with(fixed("40")) });
    enter(&mut absent, WARD, "c", "2026-03", "n/a");
    let mean = quarter_of(with(target(TargetSource::LastYearMonthlyMean)));
    let mut mean = Case { book: mean, ..Case::new("monthly mean of three months", monthly(&[], vec![])) };
    enter_from(&mut mean.book, "a", "2025-11", &["38", "40"]);
    vec![
        rule("mean of the months", MonthRule::Mean),
        rule("last of the months", MonthRule::Last),
        rule("lowest of the months", MonthRule::Minimum),
        rule("highest of the months", MonthRule::Maximum),
        rule("weighted mean of the months", MonthRule::WeightedMean(ItemId::from("b"))),
        combined(mean.name, mean.book, PeriodLength::Quarter),
        combined("deductions averaged", quarter_of(ten(deduction("0.1", "0"))), PeriodLength::Quarter),
        Case::new("figures of child units", children),
        Case::new("an item that is not applicable", absent),
        Case::new("a figure that is missing", missing()),
    ]
}

/// A missing measure: what is known of it is said.
fn missing() -> Workbook {
    let actual = Expression::parse("a / b").expect("an expression");
    book(Measure { actual, ..with(fixed("40")) }, "44")
}

fn summed(name: &'static str, measure: &'static str, book: Workbook) -> Case {
    Case { measure, sums: true, ..Case::new(name, book) }
}

/// Two perspectives: `m` of 10 and an adjustment, and `other` of 90.
fn two(figures: &[(&str, &str)]) -> Workbook {
    let step =
        Measure { target: fixed("3"), ..measure("move", "c", "0", Method::Step(adjustment("0.5", "1"))) };
    let mut book = monthly(&["a", "b", "c"], vec![with(fixed("40")), step]);
    let other = Measure { target: fixed("100"), ..measure("other", "b", "90", completion(None)) };
    rules(&mut book).perspectives.push(perspective("second", vec![other]));
    for (item, figure) in figures {
        enter(&mut book, WARD, item, "2026-03", figure);
    }
    book
}

fn all() -> Workbook {
    two(&[("a", "32"), ("b", "90"), ("c", "1")])
}

fn veto(reason: &str, effect: VetoEffect) -> Veto {
    let condition = Expression::parse_condition("actual < 40").expect("a condition");
    Veto { reason: Name::plain(reason), measure: MeasureId::from("m"), condition, effect }
}

fn vetoed(vetoes: Vec<Veto>) -> Workbook {
    let mut book = all();
    rules(&mut book).vetoes = vetoes;
    book
}

/// A bonus on top, and a ceiling.
fn with_extra(ceiling: Option<&str>) -> Workbook {
    let mut book = all();
    let bonus = Measure { extra: true, ..percent_of("bonus", "5") };
    book.items.push(crate::books::item("bonus"));
    rules(&mut book).perspectives[1].measures.push(bonus);
    rules(&mut book).extra_ceiling = ceiling.map(decimal);
    enter(&mut book, WARD, "bonus", "2026-03", "80");
    book
}

fn sums() -> Vec<Case> {
    let mut substituted = two(&[("a", "32"), ("c", "1")]);
    let value = Expression::parse("a + 40").expect("an expression");
    rules(&mut substituted).perspectives[1].substitute = Some(Substitute { value, gives: Gives::Percent });
    rules(&mut substituted).missing = MissingPolicy::Substitute;
    let mut split = all();
    let [plenty, few] = ["plenty", "few"].map(|id| percent_of(id, "10"));
    let mut few = objective("few", vec![few]);
    few.least_scored = Some(2);
    rules(&mut split).perspectives[0].objectives = vec![objective("plenty", vec![plenty]), few];
    for id in ["plenty", "few"] {
        split.items.push(crate::books::item(id));
        enter(&mut split, WARD, id, "2026-03", "50");
    }
    let to_zero = || veto("a fall", VetoEffect::PerspectiveToZero);
    let capped = || veto("a complaint", VetoEffect::TotalAtMost(decimal("60")));
    vec![
        summed("sums", "m", all()),
        summed("sums with a gap", "m", two(&[("a", "32"), ("c", "5")])),
        summed("a perspective that is substituted", "other", substituted.clone()),
        summed("a perspective beside one that is substituted", "m", substituted),
        summed("objectives, one of them too few", "m", split),
        summed("extra points, the other measures", "m", with_extra(None)),
        summed("extra points", "bonus", with_extra(None)),
        summed("extra points at their ceiling", "bonus", with_extra(Some("3"))),
        summed("a perspective taken", "m", vetoed(vec![to_zero()])),
        summed("a total capped", "m", vetoed(vec![capped()])),
        summed("both", "other", vetoed(vec![to_zero(), capped()])),
        summed(
            "a cap that takes nothing",
            "other",
            vetoed(vec![veto("late", VetoEffect::TotalAtMost(decimal("99")))]),
        ),
    ]
}

/// Figures, redistribution, rounding and sums.
pub(super) fn steps() -> Vec<Case> {
    let mut even = book(with(fixed("48")), "46");
    rules(&mut even).rounding = Rounding::Decimals { decimals: 1, midpoint: Midpoint::ToEven };
    let mut none = book(with(fixed("48")), "46");
    rules(&mut none).rounding = Rounding::None;
    let mut scaled = book(with(fixed("40")), "38");
    let weight = Weight::new(decimal("20")).expect("a weight");
    let absent = Measure { weight, ..percent_of("b", "20") };
    rules(&mut scaled).perspectives[0].measures.push(absent);
    let mut cases = figures();
    cases.extend([
        Case::new("half to even", even),
        Case::new("not rounded", none),
        Case::new("redistributed", scaled),
    ]);
    cases.extend(sums());
    cases
}
