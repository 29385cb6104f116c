//! Points are worked out in short whole numbers where those suffice, and as fractions where somebody
//! asks how they came about. Both must come to the same digits.

use counterpoise::domain::exact::{Exact, Midpoint, NO_NUMBER, bits, power_of_ten, product, quotients};
use counterpoise::domain::figure::Figure;
use counterpoise::domain::id::KindId;
use counterpoise::domain::item::MonthRule;
use counterpoise::domain::measure::Measure;
use counterpoise::domain::name::Name;
use counterpoise::domain::period::{FirstMonth, Period};
use counterpoise::domain::scorecard::{Override, Revision, Rounding};
use counterpoise::domain::scoring::{Plan, Results};
use counterpoise::domain::unit::{DatedKind, Kind, Unit};
use counterpoise::domain::workbook::Workbook;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use crate::books::{at, measure, monthly, perspective, revision, unit};
use crate::random_books::{ITEMS, cell, config, ordinary, unit_id};
use crate::random_measures::{scoring, targets, weights};

const WARDS: usize = 3;
const CARDS: usize = 6;
const FIRST: &str = "2024-06";
const MONTHS: i32 = 18;

/// Few digits, so that many are equal and many quotients end in a tie; some that are just too long.
fn numbers() -> BoxedStrategy<Decimal> {
    let few = (1_i64..=60, 0_u32..=1).prop_map(|(digits, scale)| Decimal::new(digits, scale));
    let long = (any::<i64>(), 0_u32..=12).prop_map(|(digits, scale)| Decimal::new(digits, scale));
    prop_oneof![40 => few, 4 => ordinary(), 1 => long].boxed()
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

/// A measure of one item, and what may differ for the first ward.
fn measures() -> impl Strategy<Value = (Measure, Option<Override>)> {
    let plain = prop_oneof![4 => Just(true), 1 => Just(false)];
    let own = option::weighted(0.2, (weights(), option::of(targets(numbers)), prop::bool::weighted(0.3)));
    ((0..ITEMS, scoring(numbers), targets(numbers), weights()), (plain, own)).prop_map(
        |((item, (polarity, method, _), mut target, weight), (plain, own))| {
            if plain {
                (target.uplift, target.offset) = (Decimal::ZERO, Decimal::ZERO);
            }
            let measure = Measure {
                polarity,
                target: Some(target),
                weight,
                ..measure("m0", &format!("i{item}"), "0", method)
            };
            let own = own.map(|(weight, target, left_out)| Override {
                unit: unit_id(0),
                measure: measure.id.clone(),
                weight: Some(weight),
                target,
                left_out,
            });
            (measure, own)
        },
    )
}

/// Wards of one kind, each with a card for every measure, and no month without figures.
fn plain_workbooks() -> impl Strategy<Value = Workbook> {
    let count = WARDS * ITEMS * usize::try_from(MONTHS).expect("a few");
    (vec((measures(), roundings()), CARDS), vec(numbers(), count)).prop_map(|(measures, figures)| {
        let mut workbook = monthly(&["i0", "i1", "i2", "i3"], Vec::new());
        for (item, rule) in workbook.items.iter_mut().zip([MonthRule::Sum, MonthRule::Mean, MonthRule::Last])
        {
            item.month_rule = rule;
        }
        workbook.first_month = FirstMonth::new(7).expect("a month of the year");
        workbook.kinds = vec![Kind { id: KindId::from("ward"), name: Name::plain("ward") }];
        let kind = || DatedKind { from: at("2000-01"), kind: KindId::from("ward") };
        let ward = |place| Unit { kinds: vec![kind()], ..unit(unit_id(place).as_str(), None) };
        workbook.units = (0..WARDS).map(ward).collect();
        let card = |(place, ((measure, own), rounding)): (usize, ((Measure, Option<Override>), Rounding))| {
            let mut card = workbook.scorecards[0].clone();
            card.id = format!("card{place}").as_str().into();
            card.units = (0..WARDS).map(unit_id).collect();
            card.revisions = vec![Revision {
                rounding,
                overrides: own.into_iter().collect(),
                ..revision(vec![perspective("only", vec![measure])])
            }];
            card
        };
        workbook.scorecards = measures.into_iter().enumerate().map(card).collect();
        let places = (0..WARDS).flat_map(|unit| (0..ITEMS).map(move |item| (unit, item)));
        let cells = places.flat_map(|(unit, item)| (0..MONTHS).map(move |month| cell(unit, item, month)));
        for (cell, value) in cells.zip(figures) {
            workbook.figures.set(&cell, Figure::Value(value));
        }
        workbook
    })
}

proptest! {
    #![proptest_config(config(120))]

    #[test]
    fn both_ways_give_the_same_points(workbook in plain_workbooks()) {
        let results = Results::new(Plan::new(&workbook), at(FIRST), at(FIRST).plus(MONTHS));
        for card in &workbook.scorecards {
            for unit in &card.units {
                for month in (0..MONTHS).map(|offset| at(FIRST).plus(offset)) {
                    let period = Period::month(month);
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
    fn quotients_are_rounded_as_fractions_are(
        pairs in vec((any::<i64>(), 1..i64::MAX, 0_u32..60), 1..4),
        places in 0_u32..=15,
        midpoint in select(vec![Midpoint::AwayFromZero, Midpoint::ToEven]),
    ) {
        let shifted = pairs.iter().map(|(above, below, shift)| (above >> shift, (below >> shift).max(1)));
        let (above, below): (Vec<i64>, Vec<i64>) = shifted.unzip();
        for (units, (above, below)) in quotients_of(&above, &below, places, midpoint).into_iter().zip(above.iter().zip(&below)) {
            if units == NO_NUMBER {
                continue;
            }
            let fraction = Exact::decimal(*above, 0).over(&Exact::decimal(*below, 0));
            let rounded = fraction.and_then(|value| value.round(places, midpoint));
            prop_assert_eq!(rounded, Some(Decimal::new(units, 15)));
        }
    }
}

fn quotients_of(above: &[i64], below: &[i64], places: u32, midpoint: Midpoint) -> Vec<i64> {
    let mut found = Vec::new();
    let fractions: Vec<(i64, i64)> = above.iter().copied().zip(below.iter().copied()).collect();
    quotients(&fractions, places, midpoint, &mut found);
    found
}

fn quotient(above: i64, below: i64, places: u32, midpoint: Midpoint) -> Option<i64> {
    quotients_of(&[above], &[below], places, midpoint).first().copied().filter(|units| *units != NO_NUMBER)
}

#[test]
fn short_numbers_keep_to_their_limits() {
    let even = Midpoint::ToEven;
    assert_eq!(quotient(1, 3, 15, even), Some(333_333_333_333_333));
    assert_eq!(quotient(-1, 8, 2, even), Some(-120_000_000_000_000));
    assert_eq!(quotient(-1, 8, 2, Midpoint::AwayFromZero), Some(-130_000_000_000_000));
    assert_eq!(quotient(5_000, 1, 15, even), None, "4,611 points are the most");
    assert_eq!(quotient(2_000, 1, 15, even), Some(2_000_000_000_000_000_000));
    assert_eq!(quotient(1, 0, 15, even), None);
    assert_eq!(quotient(1, -1, 15, even), None);
    assert_eq!(quotient(i64::MIN, 1, 0, even), None);
    assert_eq!(quotient(0, 7, 15, even), Some(0));
    assert_eq!(
        quotients_of(&[1, 2, NO_NUMBER, 2], &[3, 0, 3, 3], 15, even),
        [333_333_333_333_333, NO_NUMBER, NO_NUMBER, 666_666_666_666_667],
        "each for itself"
    );
    assert_eq!((bits(&[]), bits(&[0]), bits(&[-5, 2]), bits(&[NO_NUMBER, 1])), (0, 0, 3, 1));
    assert_eq!(product(i64::MAX, 2), None);
    assert_eq!(product(-3, 4), Some(-12));
    assert_eq!((power_of_ten(18), power_of_ten(19)), (Some(1_000_000_000_000_000_000), None));
}
