//! Points are worked out in short whole numbers where those suffice, and as fractions where somebody
//! asks how they came about. Both must come to the same digits.

use counterpoise::domain::exact::{Exact, Midpoint, power_of_ten, product, short_units};
use counterpoise::domain::figure::Figure;
use counterpoise::domain::measure::{Measure, Scope};
use counterpoise::domain::period::{Month, Period, PeriodLength};
use counterpoise::domain::scorecard::{LongerPeriods, RankBy, Rounding};
use counterpoise::domain::scoring::{Plan, Results};
use counterpoise::domain::workbook::Workbook;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use crate::books::at;
use crate::random_books::{ITEMS, UNITS, cell, config, ordinary, workbooks};
use crate::random_measures::expression;

const MONTHS: i32 = 16;

/// Numbers that are short, that are just too long, and halves that end in a tie.
fn numbers() -> BoxedStrategy<Decimal> {
    let long = (any::<i64>(), 0_u32..=12).prop_map(|(digits, scale)| Decimal::new(digits, scale));
    let ties = select(vec![5_i64, 15, 25, 125, 375, 1_000_005, -5, -15, 1])
        .prop_flat_map(|digits| (0_u32..=4).prop_map(move |scale| Decimal::new(digits, scale)));
    prop_oneof![6 => ordinary(), 2 => ties, 1 => long].boxed()
}

fn roundings() -> impl Strategy<Value = Rounding> {
    let decimals = |decimals, midpoint| Rounding::Decimals { decimals, midpoint };
    select(vec![
        Rounding::None,
        decimals(2, Midpoint::AwayFromZero),
        decimals(2, Midpoint::ToEven),
        decimals(0, Midpoint::AwayFromZero),
        decimals(9, Midpoint::ToEven),
    ])
}

/// Months without a gap, and measures of one item each.
fn plain_workbooks() -> impl Strategy<Value = Workbook> {
    let figures = vec(numbers(), UNITS * ITEMS * usize::try_from(MONTHS).expect("a few"));
    (workbooks(numbers), figures, roundings()).prop_map(|(mut workbook, figures, rounding)| {
        for card in &mut workbook.scorecards {
            card.period = PeriodLength::Month;
            card.revisions.truncate(1);
            for revision in &mut card.revisions {
                revision.from = at("2024-01");
                revision.rounding = rounding;
                revision.longer_periods = LongerPeriods::MeanOfPeriods;
                revision.rank.by = RankBy::Rounded;
                revision.vetoes.clear();
                revision.least_scored = None;
                for perspective in &mut revision.perspectives {
                    perspective.least_scored = None;
                    perspective.measures.iter_mut().enumerate().for_each(simplify);
                    for objective in &mut perspective.objectives {
                        objective.least_scored = None;
                        objective.measures.iter_mut().enumerate().for_each(simplify);
                    }
                }
            }
        }
        let places = (0..UNITS).flat_map(|unit| (0..ITEMS).map(move |item| (unit, item)));
        let places = places.flat_map(|(unit, item)| (0..MONTHS).map(move |month| cell(unit, item, month)));
        for (cell, value) in places.zip(figures) {
            workbook.figures.set(&cell, Figure::Value(value));
        }
        workbook
    })
}

fn simplify((place, measure): (usize, &mut Measure)) {
    measure.actual = expression(&format!("i{}", place % ITEMS));
    measure.scope = Scope::Own;
    measure.extra = false;
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn both_ways_give_the_same_points(workbook in plain_workbooks()) {
        let results = Results::new(Plan::new(&workbook), at("2024-06"), at("2024-06").plus(MONTHS));
        let months: Vec<Month> = (0..MONTHS).map(|offset| at("2024-06").plus(offset)).collect();
        for card in &workbook.scorecards {
            for unit in &card.units {
                for period in months.iter().copied().map(Period::month) {
                    let report = results.plan().score(&card.id, unit, period);
                    let measures = report.perspectives().iter().flat_map(|own| own.all_measures());
                    for (place, measure) in measures.enumerate() {
                        prop_assert_eq!(results.points(&card.id, unit, period, place), measure.points);
                    }
                    prop_assert_eq!(results.total(&card.id, unit, period), report.total.points);
                }
            }
        }
    }

    #[test]
    fn short_quotients_are_rounded_as_fractions_are(
        (numerator, denominator) in (any::<i64>(), 1..i64::MAX),
        (shift, places) in (0_u32..60, 0_u32..=15),
        midpoint in select(vec![Midpoint::AwayFromZero, Midpoint::ToEven]),
    ) {
        let (numerator, denominator) = (numerator >> shift, (denominator >> shift).max(1));
        if let Some(units) = short_units(numerator, denominator, places, midpoint) {
            let fraction = Exact::decimal(numerator, 0).over(&Exact::decimal(denominator, 0));
            prop_assert_eq!(fraction.and_then(|value| value.round(places, midpoint)), Some(Decimal::new(units, 15)));
        }
    }
}

#[test]
fn short_numbers_keep_to_their_limits() {
    let even = Midpoint::ToEven;
    assert_eq!(short_units(1, 3, 15, even), Some(333_333_333_333_333));
    assert_eq!(short_units(-1, 8, 2, even), Some(-120_000_000_000_000));
    assert_eq!(short_units(-1, 8, 2, Midpoint::AwayFromZero), Some(-130_000_000_000_000));
    assert_eq!(short_units(5_000, 1, 15, even), None, "4,611 points are the most");
    assert_eq!(short_units(1, 0, 15, even), None);
    assert_eq!(short_units(1, -1, 15, even), None);
    assert_eq!(short_units(i64::MIN, 1, 0, even), None);
    assert_eq!(product(i64::MAX, 2), None);
    assert_eq!(product(-3, 4), Some(-12));
    assert_eq!((power_of_ten(18), power_of_ten(19)), (Some(1_000_000_000_000_000_000), None));
}
