//! Random workbooks that hold together: every month and unit rule, method, target and policy.

use std::sync::Arc;

use counterpoise::domain::action::{Action, ActionState};
use counterpoise::domain::change_log::{Change as LogEntry, Changed};
use counterpoise::domain::closing::{ClosedMeasure, ClosedPerspective, ClosedScore, ClosedTotal, Closing};
use counterpoise::domain::day::Day;
use counterpoise::domain::deduction::Deduction;
use counterpoise::domain::exact::Midpoint;
use counterpoise::domain::expression::Expression;
use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::id::{ItemId, KindId, MeasureId, ObjectiveId, PerspectiveId, ScorecardId, UnitId};
use counterpoise::domain::item::{Item, MonthRule, PlausibleRange, UnitRule};
use counterpoise::domain::measure::{Measure, Substitute};
use counterpoise::domain::method::Method;
use counterpoise::domain::name::Name;
use counterpoise::domain::period::{FirstMonth, Month, Period, PeriodLength};
use counterpoise::domain::scorecard::{
    Grade, LongerPeriods, MissingPolicy, Objective, Override, Perspective, RankBy, RankRule, RankWithin,
    Revision, Rounding, Scorecard, Span, Status, Veto, VetoEffect, Weighting,
};
use counterpoise::domain::strategy_map::Position;
use counterpoise::domain::unit::{DatedKind, Kind, Unit};
use counterpoise::domain::workbook::Workbook;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use rust_decimal::Decimal;

use crate::books::{at, decimal, item, unit};
use crate::random_measures::{expression, measures, substitutes, targets, weights};

pub(crate) const ITEMS: usize = 4;
pub(crate) const UNITS: usize = 4;
const MONTHS: i32 = 24;

/// The same cases in every run.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2026),
        ..ProptestConfig::default()
    }
}

/// How numbers are made.
pub(crate) type Numbers = fn() -> BoxedStrategy<Decimal>;

/// Numbers as a hospital has them.
pub(crate) fn ordinary() -> BoxedStrategy<Decimal> {
    let digits = prop_oneof![4 => 0_i64..100_000, 1 => -100_000_i64..0, 1 => Just(0)];
    (digits, 0_u32..=3).prop_map(|(digits, scale)| Decimal::new(digits, scale)).boxed()
}

/// Also numbers at the ends of what a decimal holds.
pub(crate) fn extreme() -> BoxedStrategy<Decimal> {
    let ends = select(vec![
        Decimal::ZERO,
        Decimal::MAX,
        Decimal::MIN,
        decimal("0.0000000000000000000000000001"),
        decimal("-0.0000000000000000000000000001"),
        decimal("9999999999999999999999999999"),
        decimal("7.9228162514264337593543950335"),
    ]);
    let any_parts =
        (any::<(u32, u32, u32, bool)>(), 0_u32..=28).prop_map(|((low, middle, high, negative), scale)| {
            Decimal::from_parts(low, middle, high, negative, scale)
        });
    prop_oneof![3 => ordinary(), 1 => ends, 2 => any_parts].boxed()
}

/// A workbook that [`counterpoise::domain::validate::check`] accepts, with records of what happened.
pub(crate) fn workbooks_with_records(numbers: Numbers) -> BoxedStrategy<Workbook> {
    let done = (vec(actions(), 0..=2), vec((0..3_usize, position()), 0..=2));
    (workbooks(numbers), vec(closings(numbers), 0..=2), vec(log_entries(), 0..=2), done)
        .prop_map(|(mut workbook, closings, changes, (actions, positions))| {
            workbook.actions = actions;
            for (index, position) in positions {
                workbook.positions.insert(("c0".into(), format!("o0-{index}").as_str().into()), position);
            }
            for closing in closings {
                if workbook.closing(&closing.scorecard, closing.period).is_none() {
                    workbook.closings.push(closing);
                }
            }
            workbook.changes = changes;
            workbook
        })
        .boxed()
}

fn words() -> impl Strategy<Value = Arc<str>> {
    "[a-z总 ]{0,4}".prop_map(Arc::from)
}

pub(crate) fn position() -> impl Strategy<Value = Position> {
    (any::<i32>(), any::<i32>()).prop_map(|(x, y)| Position { x, y })
}

pub(crate) fn actions() -> impl Strategy<Value = Action> {
    let about = (0..UNITS, option::of(Just(MeasureId::from("m0"))), month().prop_map(Period::month));
    let due = option::of((month(), 1_u32..=28).prop_map(|(month, day)| Day::new(month, day).expect("a day")));
    let texts = (words(), words(), words());
    (about, texts, due, select(ActionState::ALL.to_vec())).prop_map(
        |((unit, measure, period), (cause, action, owner), due, state)| Action {
            unit: unit_id(unit),
            scorecard: "c0".into(),
            measure,
            period,
            cause,
            action,
            owner,
            due,
            state,
        },
    )
}

pub(crate) fn closings(numbers: Numbers) -> impl Strategy<Value = Closing> {
    let what = (select(vec!["c0", "c1", "gone"]), month().prop_map(Period::month));
    let scores = vec(closed_scores(numbers), 0..=2);
    (what, words(), words(), words(), scores).prop_map(|((scorecard, period), at, by, digest, scores)| {
        Closing { scorecard: scorecard.into(), period, at, by, digest, scores }
    })
}

fn closed_scores(numbers: Numbers) -> impl Strategy<Value = ClosedScore> {
    let points = move || option::of(numbers());
    let status = option::of(select(vec![Status::OnTarget, Status::AtRisk, Status::OffTarget]));
    let grade = option::of(words().prop_map(Name::Plain));
    let total = (points(), points(), grade, status, option::of(1_u32..9), any::<bool>());
    let perspective = (points(), points());
    (0..UNITS, total, vec(perspective, 0..=1), vec(points(), 0..=2)).prop_map(
        |(unit, (points, percent, grade, status, rank, provisional), perspectives, measures)| ClosedScore {
            unit: unit_id(unit),
            total: ClosedTotal { points, percent, grade, status, rank, provisional },
            perspectives: perspectives
                .into_iter()
                .map(|(points, percent)| ClosedPerspective { perspective: "p0".into(), points, percent })
                .collect(),
            measures: measures
                .into_iter()
                .map(|points| ClosedMeasure { measure: "m0".into(), points })
                .collect(),
        },
    )
}

pub(crate) fn log_entries() -> impl Strategy<Value = LogEntry> {
    let what = prop_oneof![
        cells().prop_map(Changed::Figure),
        cells().prop_map(Changed::Note),
        (0..UNITS).prop_map(|unit| Changed::Unit(unit_id(unit))),
        Just(Changed::Scorecard("c0".into())),
        month().prop_map(|month| Changed::Closing { scorecard: "c0".into(), period: Period::month(month) }),
        Just(Changed::Workbook),
    ];
    let texts = (option::of(words()), option::of(words()), option::of(words()));
    (words(), words(), what, texts).prop_map(|(at, by, what, (old, new, reason))| LogEntry {
        at,
        by,
        what,
        old,
        new,
        reason,
    })
}

/// A workbook that [`counterpoise::domain::validate::check`] accepts.
pub(crate) fn workbooks(numbers: Numbers) -> BoxedStrategy<Workbook> {
    let definition = (units(), items(numbers), vec(card(numbers), 1..=2), first_month());
    let figures = vec(option::weighted(0.85, vec(figure(numbers), 30)), UNITS * ITEMS);
    let notes = vec((0..UNITS, 0..ITEMS, 0..MONTHS, "[a-z总 ]{0,8}"), 0..=2);
    let lists = vec((0..UNITS, 0..ITEMS, 0..MONTHS, deductions(1)), 0..=2);
    (definition, figures, notes, lists)
        .prop_map(|((units, items, cards, first_month), figures, notes, lists)| {
            let mut workbook = crate::books::monthly(&[], Vec::new());
            workbook.first_month = first_month;
            workbook.kinds = kinds();
            workbook.units = units;
            workbook.items = items;
            workbook.scorecards = cards.into_iter().enumerate().map(numbered).collect();
            for (place, figures) in figures.into_iter().enumerate() {
                for (offset, figure) in (0..).zip(figures.unwrap_or_default()) {
                    workbook.figures.set(&cell(place / ITEMS, place % ITEMS, offset), figure);
                }
            }
            for (unit, item, offset, note) in notes {
                workbook.notes.insert(cell(unit, item, offset), Arc::from(note));
            }
            for (unit, item, offset, list) in lists {
                workbook.deductions.insert(cell(unit, item, offset), list);
            }
            workbook
        })
        .boxed()
}

/// At least so many deductions, some without a day.
pub(crate) fn deductions(least: usize) -> impl Strategy<Value = Vec<Deduction>> {
    let day = option::of((0..MONTHS, 1_u32..=28));
    let one = (day, "[a-z总 ]{0,8}", 0_i64..10_000, 0_u32..=6);
    vec(one, least..4).prop_map(|rows| {
        let rows = rows.into_iter();
        rows.map(|(day, reason, points, scale)| Deduction {
            day: day.map(|(month, day)| Day::new(at("2024-06").plus(month), day).expect("a day")),
            reason: Arc::from(reason),
            points: Decimal::new(points, scale),
        })
        .collect()
    })
}

/// A place in every workbook of [`workbooks`].
pub(crate) fn cell(unit: usize, item: usize, offset: i32) -> Cell {
    Cell { unit: unit_id(unit), item: item_id(item), month: at("2024-06").plus(offset) }
}

/// A few places, so that some are drawn twice.
pub(crate) fn cells() -> impl Strategy<Value = Cell> {
    (0..2_usize, 0..2_usize, 0..2).prop_map(|(unit, item, offset)| cell(unit, item, offset))
}

pub(crate) fn unit_id(index: usize) -> UnitId {
    UnitId::from(format!("u{index}").as_str())
}

pub(crate) fn item_id(index: usize) -> ItemId {
    ItemId::from(format!("i{index}").as_str())
}

/// Some periods of every length that a workbook is scored in.
pub(crate) fn periods(workbook: &Workbook) -> Vec<Period> {
    use PeriodLength::{HalfYear, Month, Quarter, Year, YearToDate};
    let of = [
        ("2024-06", Month),
        ("2025-08", Month),
        ("2026-03", Month),
        ("2025-11", Quarter),
        ("2025-06", HalfYear),
        ("2025-09", YearToDate),
        ("2025-02", Year),
        ("2026-06", Year),
    ];
    of.map(|(month, length)| Period::holding(at(month), length, workbook.first_month)).into()
}

fn first_month() -> impl Strategy<Value = FirstMonth> {
    select(vec![1, 4, 12]).prop_map(|number| FirstMonth::new(number).expect("a month of the year"))
}

fn kinds() -> Vec<Kind> {
    ["surgical", "medical"].map(|id| Kind { id: KindId::from(id), name: Name::plain(id) }).into()
}

fn units() -> impl Strategy<Value = Vec<Unit>> {
    let kinds = (option::weighted(0.8, Just(at("2024-01"))), option::weighted(0.2, month()));
    let one = (option::weighted(0.6, any::<usize>()), kinds);
    vec(one, UNITS).prop_map(|rows| {
        let rows = rows.into_iter().enumerate();
        let dated =
            |kind: &str, from: Option<Month>| from.map(|from| DatedKind { from, kind: KindId::from(kind) });
        rows.map(|(index, (parent, (first, then)))| Unit {
            parent: parent.filter(|_| index > 0).map(|parent| unit_id(parent % index)),
            kinds: dated("surgical", first).into_iter().chain(dated("medical", then)).collect(),
            ..unit(unit_id(index).as_str(), None)
        })
        .collect()
    })
}

fn month() -> impl Strategy<Value = Month> {
    (0..MONTHS).prop_map(|offset| at("2024-06").plus(offset))
}

fn items(numbers: Numbers) -> impl Strategy<Value = Vec<Item>> {
    let rules = (0..6_usize, select(vec![UnitRule::Sum, UnitRule::Mean, UnitRule::None]));
    let range = option::of((numbers(), numbers()));
    vec((rules, 0_u32..=15, range, any::<bool>()), ITEMS).prop_map(|rows| {
        let rows = rows.into_iter().enumerate();
        rows.map(|(index, ((rule, unit_rule), decimals, range, percent))| Item {
            name: Name::Translated {
                en: Arc::from(format!("Item {index}")),
                zh_hans: Arc::from(format!("项 {index}")),
                zh_hant: Arc::from(format!("項 {index}")),
            },
            unit_of_measure: Name::plain(if percent { "%" } else { "cases" }),
            decimals,
            month_rule: month_rule(rule, item_id((index + 1) % ITEMS)),
            unit_rule,
            plausible: range.map(|(a, b)| PlausibleRange { low: a.min(b), high: a.max(b) }),
            ..item(item_id(index).as_str())
        })
        .collect()
    })
}

fn month_rule(index: usize, by: ItemId) -> MonthRule {
    match index {
        0 => MonthRule::Sum,
        1 => MonthRule::Mean,
        2 => MonthRule::Last,
        3 => MonthRule::Minimum,
        4 => MonthRule::Maximum,
        _ => MonthRule::WeightedMean(by),
    }
}

pub(crate) fn figure(numbers: Numbers) -> impl Strategy<Value = Figure> {
    prop_oneof![
        60 => numbers().prop_map(Figure::Value),
        1 => Just(Figure::Missing),
        1 => Just(Figure::NotApplicable),
        1 => numbers().prop_map(Figure::Exempt),
    ]
}

fn card(numbers: Numbers) -> impl Strategy<Value = Scorecard> {
    use PeriodLength::{HalfYear, Month, Quarter, Year};
    let period = prop_oneof![4 => Just(Month), 1 => Just(Quarter), 1 => Just(HalfYear), 2 => Just(Year)];
    let used = vec(prop::bool::weighted(0.7), UNITS);
    let later = option::weighted(0.3, revision(numbers));
    let span = option::weighted(0.4, (0..UNITS, option::of(month()), option::of(0..12)));
    (period, used, revision(numbers), later, span).prop_map(|(period, used, first, later, span)| {
        let units = used.iter().enumerate().filter(|(index, used)| *index == 0 || **used);
        let later = later.map(|later| Revision { from: at("2025-08"), ..later });
        let spans = span.into_iter().filter_map(|(index, from, months)| {
            let unit = Some(unit_id(index)).filter(|_| index == 0 || used[index])?;
            let until = months.map(|months| from.unwrap_or(at("2025-03")).plus(months));
            (from.is_some() || until.is_some()).then_some(Span { unit, from, until })
        });
        Scorecard {
            spans: spans.collect(),
            id: ScorecardId::from("c"),
            name: Name::plain("Card"),
            template: None,
            source: None,
            units: units.map(|(index, _)| unit_id(index)).collect(),
            period,
            revisions: [first].into_iter().chain(later).collect(),
        }
    })
}

fn revision(numbers: Numbers) -> impl Strategy<Value = Revision> {
    let objective = (weights(), least(), vec(measures(numbers), 0..=2));
    let perspective =
        (weights(), least(), substitutes(), vec(objective, 0..=2), vec(measures(numbers), 1..=2));
    let rules = (rules(), longer_rules(numbers), vec(veto(numbers), 0..=2), overrides(numbers));
    (rules, vec(perspective, 1..=3)).prop_map(|((rules, longer, vetoes, overrides), perspectives)| {
        let (rounding, missing, least_coverage, graded, weighting, least_scored) = rules;
        let (extra_ceiling, rank, longer_periods) = longer;
        let effect = |veto: &Veto| graded || !matches!(veto.effect, VetoEffect::GradeAtMost(_));
        Revision {
            rounding,
            missing,
            weighting,
            least_scored,
            extra_ceiling,
            rank,
            longer_periods,
            overrides,
            least_coverage: Decimal::from(least_coverage),
            grades: if graded { grades() } else { Vec::new() },
            vetoes: vetoes.into_iter().filter(effect).collect(),
            ..crate::books::revision(perspectives.into_iter().map(parts).collect())
        }
    })
}

type Rules = (Rounding, MissingPolicy, i64, bool, Weighting, Option<u32>);

fn rules() -> impl Strategy<Value = Rules> {
    use MissingPolicy::{Redistribute, Substitute, Withhold, Zero};
    let midpoint = select(vec![Midpoint::AwayFromZero, Midpoint::ToEven]);
    let rounding = prop_oneof![
        2 => (0_u32..=15, midpoint).prop_map(|(decimals, midpoint)| Rounding::Decimals { decimals, midpoint }),
        1 => Just(Rounding::None),
    ];
    let total =
        select(vec!["100", "1000", "0.5"]).prop_map(|total| Weighting::Share { total: decimal(total) });
    let weighting = prop_oneof![2 => Just(Weighting::Points), 1 => total];
    let missing = select(vec![Redistribute, Zero, Withhold, Substitute]);
    (rounding, missing, 0_i64..=100, any::<bool>(), weighting, least())
}

fn longer_rules(numbers: Numbers) -> impl Strategy<Value = (Option<Decimal>, RankRule, LongerPeriods)> {
    let within = select(vec![RankWithin::All, RankWithin::Kind]);
    let rank = (within, select(vec![RankBy::Rounded, RankBy::Exact]));
    let longer = select(vec![LongerPeriods::MeanOfPeriods, LongerPeriods::CombinedActuals]);
    let ceiling = option::weighted(0.3, numbers().prop_map(|most| most.abs()));
    (ceiling, rank.prop_map(|(within, by)| RankRule { within, by }), longer)
}

/// Mostly no least number of scored children.
fn least() -> impl Strategy<Value = Option<u32>> {
    option::weighted(0.2, 0_u32..=3)
}

fn veto(numbers: Numbers) -> impl Strategy<Value = Veto> {
    let condition = select(vec![
        "actual > 50",
        "points < 5 or percent > 90",
        "actual >= target",
        "coalesce(actual / target, 1) > 0",
        "not percent > 50",
    ]);
    let effect = prop_oneof![
        Just(VetoEffect::PerspectiveToZero),
        numbers().prop_map(VetoEffect::TotalAtMost),
        (0_usize..=1).prop_map(VetoEffect::GradeAtMost),
    ];
    (condition, effect).prop_map(|(condition, effect)| Veto {
        reason: Name::plain(condition),
        measure: MeasureId::from("m0"),
        condition: Expression::parse_condition(condition).expect("a condition"),
        effect,
    })
}

/// At most one for a unit, of its first measure.
fn overrides(numbers: Numbers) -> impl Strategy<Value = Vec<Override>> {
    let own = (option::of(weights()), option::of(targets(numbers)), prop::bool::weighted(0.3));
    vec(option::weighted(0.15, own), UNITS).prop_map(|rows| {
        let rows = rows.into_iter().enumerate().filter_map(|(unit, own)| Some((unit, own?)));
        rows.map(|(unit, (weight, target, left_out))| Override {
            unit: unit_id(unit),
            measure: MeasureId::from("m0"),
            weight,
            target,
            left_out,
        })
        .collect()
    })
}

fn grades() -> Vec<Grade> {
    [(Some("90"), "A"), (None, "B")]
        .map(|(from, name)| Grade { from: from.map(decimal), name: Name::plain(name) })
        .into()
}

type Weight = counterpoise::domain::measure::Weight;
type Objectives = Vec<(Weight, Option<u32>, Vec<Measure>)>;

fn parts(
    (weight, least_scored, substitute, objectives, measures): (
        Weight,
        Option<u32>,
        Option<Substitute>,
        Objectives,
        Vec<Measure>,
    ),
) -> Perspective {
    let objectives = objectives.into_iter().map(|(weight, least_scored, measures)| Objective {
        weight,
        least_scored,
        ..crate::books::objective("o", measures)
    });
    Perspective {
        weight,
        least_scored,
        substitute,
        objectives: objectives.collect(),
        ..crate::books::perspective("p", measures)
    }
}

/// A formula that refers to scores stands behind the first two measures, and one that refers to
/// the first perspective outside it, so that none leads back to itself.
fn without_cycles(revision: &mut Revision) {
    let first = revision.perspectives.first().map_or(0, |first| first.all_measures().count());
    for (place, measure) in revision.measures_mut().enumerate() {
        let Method::Formula(formula) = &mut measure.method else { continue };
        let text = formula.points.text();
        if place < 2 && text.contains('M')
            || place < first && text.contains("p0")
            || place < 2 && text.contains("p0")
        {
            formula.points = expression("actual + 1");
        }
    }
}

/// Gives the parts of a card identities of their own.
fn numbered((index, mut card): (usize, Scorecard)) -> Scorecard {
    card.id = ScorecardId::from(format!("c{index}").as_str());
    for revision in &mut card.revisions {
        for (index, perspective) in revision.perspectives.iter_mut().enumerate() {
            perspective.id = PerspectiveId::from(format!("p{index}").as_str());
            for (place, objective) in perspective.objectives.iter_mut().enumerate() {
                objective.id = ObjectiveId::from(format!("o{index}-{place}").as_str());
                let before = place.checked_sub(1).map(|place| format!("o{index}-{place}"));
                objective.leads_to = before.iter().map(|id| ObjectiveId::from(id.as_str())).collect();
            }
        }
        for (index, measure) in revision.measures_mut().enumerate() {
            measure.id = MeasureId::from(format!("m{index}").as_str());
            measure.code = Arc::from(format!("M{index}"));
        }
        without_cycles(revision);
    }
    card.name = Name::plain(card.id.as_str());
    card
}
