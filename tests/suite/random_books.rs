//! Random workbooks that hold together: every month and unit rule, method, target and policy.

use std::collections::BTreeSet;
use std::sync::Arc;

use counterpoise::domain::exact::Midpoint;
use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::id::{ItemId, KindId, MeasureId, ObjectiveId, PerspectiveId, ScorecardId, UnitId};
use counterpoise::domain::item::{Item, MonthRule, PlausibleRange, UnitRule};
use counterpoise::domain::measure::{Aspect, Measure, Polarity, Scope, Weight};
use counterpoise::domain::method::{Completion, Deduction, Inverse, Method, Step, StepBase, StepCounting};
use counterpoise::domain::name::Name;
use counterpoise::domain::period::{FirstMonth, Month, Period, PeriodLength};
use counterpoise::domain::scorecard::{Grade, MissingPolicy, Perspective, Revision, Rounding, Scorecard};
use counterpoise::domain::target::{FixedTargetKey, FixedTargets, Target, TargetSource};
use counterpoise::domain::unit::{DatedKind, Kind, Unit};
use counterpoise::domain::workbook::Workbook;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use rust_decimal::Decimal;

use crate::books::{at, decimal, item, measure, unit};

const ITEMS: usize = 4;
const UNITS: usize = 4;
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

/// A workbook that [`counterpoise::domain::validate::check`] accepts.
pub(crate) fn workbooks(numbers: Numbers) -> BoxedStrategy<Workbook> {
    let definition = (units(), items(numbers), vec(card(numbers), 1..=2), first_month());
    let figures = vec(option::weighted(0.85, vec(figure(numbers), 30)), UNITS * ITEMS);
    let notes = vec((0..UNITS, 0..ITEMS, 0..MONTHS, "[a-z总 ]{0,8}"), 0..=2);
    (definition, figures, notes)
        .prop_map(|((units, items, cards, first_month), figures, notes)| {
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
            workbook
        })
        .boxed()
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

fn item_id(index: usize) -> ItemId {
    ItemId::from(format!("i{index}").as_str())
}

/// Some months and years that a workbook is scored in.
pub(crate) fn periods(workbook: &Workbook) -> Vec<Period> {
    let months = ["2024-06", "2025-08", "2025-12", "2026-03"].map(at);
    let years = ["2025-02", "2026-06"].map(at);
    let of = |length| move |month: Month| Period::holding(month, length, workbook.first_month);
    months
        .into_iter()
        .map(of(PeriodLength::Month))
        .chain(years.into_iter().map(of(PeriodLength::Year)))
        .collect()
}

fn first_month() -> impl Strategy<Value = FirstMonth> {
    select(vec![1, 4, 12]).prop_map(|number| FirstMonth::new(number).expect("a month of the year"))
}

fn kinds() -> Vec<Kind> {
    ["surgical", "medical"].map(|id| Kind { id: KindId::from(id), name: Name::plain(id) }).into()
}

fn units() -> impl Strategy<Value = Vec<Unit>> {
    let one = (option::weighted(0.8, any::<usize>()), option::of(month()));
    vec(one, UNITS).prop_map(|rows| {
        let rows = rows.into_iter().enumerate();
        rows.map(|(index, (parent, since))| Unit {
            parent: parent.filter(|_| index > 0).map(|parent| unit_id(parent % index)),
            kinds: since.map(|from| DatedKind { from, kind: KindId::from("medical") }).into_iter().collect(),
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

/// Polarity, method and weight of a measure.
type Scoring = (Polarity, Method, Weight);

fn measures(numbers: Numbers) -> impl Strategy<Value = Measure> {
    let actual = prop_oneof![
        6 => select(vec!["i0", "i1", "i2", "i3"]),
        4 => select(vec![
            "i0 / i1", "i0 / i1 * 100", "i2 - i1", "(i0 + i3) * 45%", "\"Item 2\" + 1", "-i3", "3.5", "i0 * i1 * i2",
        ]),
        1 => select(vec!["i0 / (i1 - i1)", "unknown", "\"项 1\" / i1", "i0 + i1"]),
    ];
    let scope = prop_oneof![9 => Just(Scope::Own), 1 => (1_u32..=2).prop_map(Scope::Ancestor)];
    let least_months = prop_oneof![2 => Just(None), 1 => (1_u32..=12).prop_map(Some)];
    let proposals = vec(select(vec![Aspect::Target, Aspect::Cap, Aspect::Weight]), 0..=2);
    let definition = (actual, scope, option::weighted(0.95, targets(numbers)), least_months, proposals);
    (definition, scoring(numbers), 0_u32..=15).prop_map(
        |((actual, scope, target, least_months, proposals), (polarity, method, weight), decimals)| Measure {
            polarity,
            scope,
            target,
            weight,
            least_months,
            decimals,
            proposals: BTreeSet::from_iter(proposals),
            ..measure("m", actual, "0", method)
        },
    )
}

pub(crate) fn scoring(numbers: Numbers) -> impl Strategy<Value = Scoring> {
    let polarity = select(vec![Polarity::Higher, Polarity::Lower]);
    let weight =
        (0_i64..=5_000, 0_u32..=2).prop_map(|(digits, scale)| Weight::new(Decimal::new(digits, scale)));
    let weight = weight.prop_map(|weight| weight.expect("a weight"));
    (polarity, method(numbers), weight)
}

fn method(numbers: Numbers) -> impl Strategy<Value = Method> {
    let inverse = select(vec![Inverse::Mirror, Inverse::Reciprocal]);
    let caps = select(vec![None, Some("1"), Some("1.2"), Some("2.5")]);
    let completion = (inverse, select(vec!["0", "0.5"]), caps).prop_map(|(inverse, floor, cap)| {
        Method::Completion(Completion { inverse, floor: decimal(floor), cap: cap.map(decimal) })
    });
    let deduction = (numbers(), numbers())
        .prop_map(|(each, lowest)| Method::Deduction(Deduction { points_each: each.abs(), lowest }));
    prop_oneof![3 => completion, 2 => step(numbers), 1 => deduction]
}

fn step(numbers: Numbers) -> impl Strategy<Value = Method> {
    use StepCounting::{Proportional, Started, Whole};
    let counting = select(vec![Proportional, Whole, Started]);
    let base = select(vec![StepBase::Full, StepBase::Zero]);
    let sizes = numbers().prop_map(|size| if size.is_zero() { Decimal::ONE } else { size.abs() });
    let limits = (option::of(numbers()), option::of(numbers()));
    (sizes, counting, (numbers(), numbers()), base, limits).prop_map(
        |(step, counting, rates, base, limits)| {
            let (lowest, highest) = match limits {
                (Some(a), Some(b)) => (Some(a.min(b)), Some(a.max(b))),
                other => other,
            };
            Method::Step(Step {
                step,
                counting,
                deduct: rates.0.abs(),
                add: rates.1.abs(),
                base,
                lowest,
                highest,
            })
        },
    )
}

fn targets(numbers: Numbers) -> impl Strategy<Value = Target> {
    let source = prop_oneof![
        3 => fixed_targets(numbers).prop_map(TargetSource::Fixed),
        1 => (0..ITEMS).prop_map(|index| TargetSource::Budget(item_id(index))),
        2 => Just(TargetSource::LastYearMonthlyMean),
        1 => Just(TargetSource::SamePeriodLastYear),
    ];
    let change = prop_oneof![2 => Just(Decimal::ZERO), 1 => numbers()];
    (source, change.clone(), change).prop_map(|(source, uplift, offset)| Target { source, uplift, offset })
}

fn fixed_targets(numbers: Numbers) -> impl Strategy<Value = FixedTargets> {
    let key = (option::of(0..UNITS), option::of(2024..=2026), option::of(1_u32..=12));
    (numbers(), vec((key, numbers()), 0..=3)).prop_map(|(all, rows)| {
        let mut targets = FixedTargets::default();
        targets.set(FixedTargetKey::default(), all);
        for ((unit, year, month), value) in rows {
            let unit = unit.map(unit_id);
            targets.set(FixedTargetKey { unit, year, month }, value);
        }
        targets
    })
}

fn card(numbers: Numbers) -> impl Strategy<Value = Scorecard> {
    let period = prop_oneof![2 => Just(PeriodLength::Month), 1 => Just(PeriodLength::Year)];
    let used = vec(any::<bool>(), UNITS);
    let later = option::weighted(0.3, revision(numbers));
    (period, used, revision(numbers), later).prop_map(|(period, used, first, later)| {
        let units = used.iter().enumerate().filter(|(index, used)| *index == 0 || **used);
        let later = later.map(|later| Revision { from: at("2025-08"), ..later });
        Scorecard {
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
    use MissingPolicy::{Redistribute, Withhold, Zero};
    let midpoint = select(vec![Midpoint::AwayFromZero, Midpoint::ToEven]);
    let rounding = prop_oneof![
        2 => (0_u32..=15, midpoint).prop_map(|(decimals, midpoint)| Rounding::Decimals { decimals, midpoint }),
        1 => Just(Rounding::None),
    ];
    let rules = (rounding, select(vec![Redistribute, Zero, Withhold]), 0_i64..=100, any::<bool>());
    let objectives = vec(vec(measures(numbers), 0..=2), 0..=2);
    let perspectives = vec((objectives, vec(measures(numbers), 1..=2)), 1..=3);
    (rules, perspectives).prop_map(|((rounding, missing, least_coverage, graded), perspectives)| Revision {
        rounding,
        missing,
        least_coverage: Decimal::from(least_coverage),
        grades: if graded { grades() } else { Vec::new() },
        ..crate::books::revision(perspectives.into_iter().map(perspective).collect())
    })
}

fn grades() -> Vec<Grade> {
    [(Some("90"), "A"), (None, "B")]
        .map(|(from, name)| Grade { from: from.map(decimal), name: Name::plain(name) })
        .into()
}

fn perspective((objectives, measures): (Vec<Vec<Measure>>, Vec<Measure>)) -> Perspective {
    let objectives = objectives.into_iter().map(|measures| crate::books::objective("o", measures));
    Perspective { objectives: objectives.collect(), ..crate::books::perspective("p", measures) }
}

/// Gives the parts of a card identities of their own.
fn numbered((index, mut card): (usize, Scorecard)) -> Scorecard {
    card.id = ScorecardId::from(format!("c{index}").as_str());
    for revision in &mut card.revisions {
        for (index, perspective) in revision.perspectives.iter_mut().enumerate() {
            perspective.id = PerspectiveId::from(format!("p{index}").as_str());
            for (place, objective) in perspective.objectives.iter_mut().enumerate() {
                objective.id = ObjectiveId::from(format!("o{index}-{place}").as_str());
            }
        }
        for (index, measure) in revision.measures_mut().enumerate() {
            measure.id = MeasureId::from(format!("m{index}").as_str());
            measure.code = Arc::from(format!("M{index}"));
        }
    }
    card.name = Name::plain(card.id.as_str());
    card
}
