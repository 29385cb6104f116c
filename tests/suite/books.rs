//! Small workbooks, put together by hand in a test.

use std::sync::Arc;

use counterpoise::domain::exact::Midpoint;
use counterpoise::domain::expression::Expression;
use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::id::{ItemId, MeasureId, PerspectiveId, ScorecardId, UnitId, WorkbookId};
use counterpoise::domain::item::{Item, MonthRule, UnitRule};
use counterpoise::domain::measure::{Measure, Weight};
use counterpoise::domain::method::{Completion, Deduction, Inverse, Method, Step, StepBase, StepCounting};
use counterpoise::domain::name::Name;
use counterpoise::domain::period::{Month, PeriodLength};
use counterpoise::domain::scorecard::{
    LongerPeriods, MissingPolicy, Objective, Perspective, RankBy, RankRule, RankWithin, Revision, Rounding,
    Scorecard, StatusBands, Weighting,
};
use counterpoise::domain::scoring::{Coverage, MeasureScore, Problem, ScoreReport};
use counterpoise::domain::target::{FixedTargetKey, FixedTargets, Target, TargetSource};
use counterpoise::domain::unit::Unit;
use counterpoise::domain::workbook::Workbook;
use rust_decimal::Decimal;

use crate::support::{month, score};

/// The unit whose figures most tests enter; `hospital` is above it.
pub(crate) const WARD: &str = "ward";
/// The scorecard of [`workbook`].
pub(crate) const CARD: &str = "card";

pub(crate) fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

pub(crate) fn at(text: &str) -> Month {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// An item whose months and units are added.
pub(crate) fn item(code: &str) -> Item {
    Item {
        id: ItemId::from(code),
        code: Arc::from(code),
        name: Name::plain(code),
        unit_of_measure: Name::plain("cases"),
        decimals: 0,
        month_rule: MonthRule::Sum,
        unit_rule: UnitRule::Sum,
        plausible: None,
    }
}

/// A measure for which higher is better, without a target.
pub(crate) fn measure(id: &str, actual: &str, weight: &str, method: Method) -> Measure {
    let actual = Expression::parse(actual).unwrap_or_else(|error| panic!("{actual}: {error}"));
    Measure {
        unit_of_measure: Name::plain("cases"),
        weight: Weight::new(decimal(weight)).expect("a weight"),
        ..Measure::new(MeasureId::from(id), Name::plain(id), actual, method)
    }
}

/// Completion with the mirror form and a floor of 0.
pub(crate) fn completion(cap: Option<&str>) -> Method {
    Method::Completion(Completion { inverse: Inverse::Mirror, floor: Decimal::ZERO, cap: cap.map(decimal) })
}

/// An adjustment item that takes `deduct` points and gives `add` points for every unit, in
/// proportion and without limits.
pub(crate) fn adjustment(deduct: &str, add: &str) -> Step {
    Step {
        step: Decimal::ONE,
        counting: StepCounting::Proportional,
        deduct: decimal(deduct),
        add: decimal(add),
        base: StepBase::Zero,
        lowest: None,
        highest: None,
    }
}

pub(crate) fn deduction(points_each: &str, lowest: &str) -> Method {
    Method::Deduction(Deduction { points_each: decimal(points_each), lowest: decimal(lowest) })
}

pub(crate) fn target(source: TargetSource) -> Option<Target> {
    Some(Target { source, uplift: Decimal::ZERO, offset: Decimal::ZERO })
}

/// One target for all.
pub(crate) fn fixed(value: &str) -> Option<Target> {
    let mut targets = FixedTargets::default();
    targets.set(FixedTargetKey::default(), decimal(value));
    target(TargetSource::Fixed(targets))
}

pub(crate) fn perspective(id: &str, measures: Vec<Measure>) -> Perspective {
    Perspective {
        id: PerspectiveId::from(id),
        name: Name::plain(id),
        weight: Weight::default(),
        least_scored: None,
        substitute: None,
        objectives: Vec::new(),
        measures,
    }
}

pub(crate) fn objective(id: &str, measures: Vec<Measure>) -> Objective {
    Objective {
        id: id.into(),
        name: Name::plain(id),
        weight: Weight::default(),
        least_scored: None,
        leads_to: Vec::new(),
        measures,
    }
}

/// A revision from the year 2000 on: two decimals half away from zero, redistribute, 50 %.
pub(crate) fn revision(perspectives: Vec<Perspective>) -> Revision {
    Revision {
        from: at("2000-01"),
        weighting: Weighting::Points,
        rounding: Rounding::Decimals { decimals: 2, midpoint: Midpoint::AwayFromZero },
        missing: MissingPolicy::Redistribute,
        least_scored: None,
        least_coverage: decimal("50"),
        extra_ceiling: None,
        rank: RankRule { within: RankWithin::All, by: RankBy::Rounded },
        longer_periods: LongerPeriods::MeanOfPeriods,
        grades: Vec::new(),
        status: StatusBands { on_target: decimal("95"), at_risk: decimal("80") },
        perspectives,
        vetoes: Vec::new(),
        overrides: Vec::new(),
    }
}

/// A unit below `parent`.
pub(crate) fn unit(id: &str, parent: Option<&str>) -> Unit {
    Unit { id: UnitId::from(id), name: Name::plain(id), parent: parent.map(UnitId::from), kinds: Vec::new() }
}

/// A hospital with one ward, and one scorecard that the ward uses.
pub(crate) fn workbook(period: PeriodLength, items: Vec<Item>, perspectives: Vec<Perspective>) -> Workbook {
    Workbook {
        units: vec![unit("hospital", None), unit(WARD, Some("hospital"))],
        items,
        scorecards: vec![Scorecard {
            spans: Vec::new(),
            id: ScorecardId::from(CARD),
            name: Name::plain("Card"),
            template: None,
            source: None,
            units: vec![UnitId::from(WARD)],
            period,
            revisions: vec![revision(perspectives)],
        }],
        ..Workbook::empty(WorkbookId::from("book"), Name::plain("Book"))
    }
}

/// A monthly card of one perspective over items named in `codes`.
pub(crate) fn monthly(codes: &[&str], measures: Vec<Measure>) -> Workbook {
    let items = codes.iter().map(|code| item(code)).collect();
    workbook(PeriodLength::Month, items, vec![perspective("only", measures)])
}

/// A yearly card of one perspective over items named in `codes`.
pub(crate) fn yearly(codes: &[&str], measures: Vec<Measure>) -> Workbook {
    let items = codes.iter().map(|code| item(code)).collect();
    workbook(PeriodLength::Year, items, vec![perspective("only", measures)])
}

/// The first revision of the card.
pub(crate) fn rules(workbook: &mut Workbook) -> &mut Revision {
    &mut workbook.scorecards[0].revisions[0]
}

/// Enters a figure: a number, `n/a`, `exempt 5` or nothing.
pub(crate) fn enter(workbook: &mut Workbook, unit: &str, item: &str, month: &str, figure: &str) {
    let cell = Cell { unit: UnitId::from(unit), item: ItemId::from(item), month: at(month) };
    let figure = match figure.split_once(' ') {
        Some((_, value)) => Figure::Exempt(decimal(value)),
        None if figure == "n/a" => Figure::NotApplicable,
        None if figure.is_empty() => Figure::Missing,
        None => Figure::Value(decimal(figure)),
    };
    workbook.figures.set(&cell, figure);
}

/// Enters the ward's figures from `first` on, one for each month.
pub(crate) fn enter_from(workbook: &mut Workbook, item: &str, first: &str, figures: &[&str]) {
    let months = at(first).through(at("9999-12"));
    for (month, figure) in months.zip(figures) {
        enter(workbook, WARD, item, &month.to_string(), figure);
    }
}

/// What was noticed about `measure`.
pub(crate) fn problems(report: &ScoreReport, measure: &str) -> Vec<Problem> {
    let id = Some(MeasureId::from(measure));
    let about = report.findings.iter().filter(|finding| finding.measure == id);
    about.map(|finding| finding.problem.clone()).collect()
}

/// Full points at 100, in proportion below and above.
pub(crate) fn percent_of(id: &str, weight: &str) -> Measure {
    Measure { target: fixed("100"), ..measure(id, id, weight, completion(None)) }
}

/// The ward's report of March 2026.
pub(crate) fn march(book: &Workbook) -> ScoreReport {
    score(book, CARD, WARD, month("2026-03"))
}

/// The score of a measure.
pub(crate) fn one<'r>(report: &'r ScoreReport, id: &str) -> &'r MeasureScore {
    report.measure(&MeasureId::from(id)).unwrap_or_else(|| panic!("no measure {id}"))
}

#[track_caller]
pub(crate) fn check_total(report: &ScoreReport, says: &str, total: Option<&str>) {
    assert_eq!(report.total.points, total.map(decimal), "{says}");
}

/// Scored, applicable, not applicable, weight scored, weight.
#[track_caller]
pub(crate) fn check_coverage(coverage: Coverage, says: &str, expected: (u32, u32, u32, &str, &str)) {
    let (scored, applicable, not_applicable, weight_scored, weight) = expected;
    let expected = Coverage {
        scored,
        applicable,
        not_applicable,
        weight_scored: decimal(weight_scored),
        weight: decimal(weight),
    };
    assert_eq!(coverage, expected, "{says}");
}

/// The finding that figures of the ward are not entered.
pub(crate) fn not_entered(item: &str, months: &[&str]) -> Problem {
    Problem::MissingFigures {
        unit: UnitId::from(WARD),
        item: ItemId::from(item),
        months: months.iter().map(|month| at(month)).collect(),
    }
}
