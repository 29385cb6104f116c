//! Exact numbers: the path of 128-bit integers and that of big integers give the values that big
//! fractions, computed here, give.

use std::cmp::Ordering;

use counterpoise::domain::exact::{Exact, Midpoint};
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use crate::books::decimal;
use crate::random_books::{config, extreme};

/// Powers of two around the ends of 64, 96 and 127 bits, and numbers that make long fractions.
fn adversaries() -> Vec<Decimal> {
    [
        "4294967296",
        "9223372036854775808",
        "18446744073709551616",
        "39614081257132168796771975168",
        "79228162514264337593543950335",
        "-79228162514264337593543950335",
        "0.0000000000000000000000000001",
        "7.9228162514264337593543950335",
        "0.5",
        "-0.5",
        "3",
        "7",
        "1",
        "-1",
        "0",
    ]
    .map(decimal)
    .into()
}

fn numbers() -> impl Strategy<Value = Decimal> {
    prop_oneof![2 => select(adversaries()), 1 => extreme()]
}

/// A step of a calculation that goes on with what came before.
#[derive(Clone, Copy, Debug)]
enum Act {
    Plus(Decimal),
    Minus(Decimal),
    Times(Decimal),
    Over(Decimal),
    Under(Decimal),
    Negated,
    Magnitude,
    Floor,
    Ceil,
}

fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => numbers().prop_map(Act::Plus),
        2 => numbers().prop_map(Act::Minus),
        4 => numbers().prop_map(Act::Times),
        3 => numbers().prop_map(Act::Over),
        2 => numbers().prop_map(Act::Under),
        1 => select(vec![Act::Negated, Act::Magnitude, Act::Floor, Act::Ceil]),
    ]
}

fn act_exactly(value: &Exact, act: Act) -> Option<Exact> {
    Some(match act {
        Act::Plus(other) => value.plus(&Exact::from(other)),
        Act::Minus(other) => value.minus(&Exact::from(other)),
        Act::Times(other) => value.times(&Exact::from(other)),
        Act::Over(other) => value.over(&Exact::from(other))?,
        Act::Under(other) => Exact::from(other).over(value)?,
        Act::Negated => value.negated(),
        Act::Magnitude => value.magnitude(),
        Act::Floor => value.floor(),
        Act::Ceil => value.ceil(),
    })
}

fn act_with_big_numbers(value: &BigRational, act: Act) -> Option<BigRational> {
    let quotient = |a: BigRational, b: BigRational| (!b.is_zero()).then(|| a / b);
    Some(match act {
        Act::Plus(other) => value + fraction(other),
        Act::Minus(other) => value - fraction(other),
        Act::Times(other) => value * fraction(other),
        Act::Over(other) => quotient(value.clone(), fraction(other))?,
        Act::Under(other) => quotient(fraction(other), value.clone())?,
        Act::Negated => -value,
        Act::Magnitude => value.abs(),
        Act::Floor => BigRational::from(value.numer().div_floor(value.denom())),
        Act::Ceil => -BigRational::from((-value.numer()).div_floor(value.denom())),
    })
}

fn fraction(value: Decimal) -> BigRational {
    BigRational::new(BigInt::from(value.mantissa()), BigInt::from(10).pow(value.scale()))
}

/// The same value, put together from digits of 32 bits.
fn exact(value: &BigRational) -> Exact {
    let whole = |number: &BigInt| {
        let base = Exact::whole(1 << 16).times(&Exact::whole(1 << 16));
        let digits = number.magnitude().to_u32_digits();
        let sum =
            digits.iter().rev().fold(Exact::ZERO, |sum, digit| sum.times(&base).plus(&Exact::whole(*digit)));
        if number.sign() == Sign::Minus { sum.negated() } else { sum }
    };
    whole(value.numer()).over(&whole(value.denom())).expect("a denominator")
}

/// The value at `decimals` places, or at as many as a decimal can hold.
fn rounded(value: &BigRational, decimals: u32, midpoint: Midpoint) -> Option<Decimal> {
    if value.abs() > BigRational::from(BigInt::one() << 96) {
        return None;
    }
    (0..=decimals).rev().find_map(|places| {
        let scaled = value.abs() * BigRational::from(BigInt::from(10).pow(places));
        let doubled = &scaled + &scaled + BigRational::one();
        let mut nearest = doubled.numer().div_floor(&(doubled.denom() * 2));
        let half_way = doubled.is_integer() && doubled.numer().is_even();
        if half_way && midpoint == Midpoint::ToEven && nearest.is_odd() {
            nearest -= 1;
        }
        let mantissa = if value.is_negative() { -nearest } else { nearest };
        let rounded = Decimal::try_from_i128_with_scale(mantissa.to_i128()?, places).ok()?;
        Some(rounded.normalize())
    })
}

#[track_caller]
fn check(found: &Exact, expected: &BigRational) {
    assert_eq!(*found, exact(expected), "{expected}");
    assert_eq!(found.is_zero(), expected.is_zero(), "{expected}");
    assert_eq!(found.is_negative(), expected.is_negative(), "{expected}");
    assert_eq!(found.is_positive(), expected.is_positive(), "{expected}");
    for places in [0, 2, 15, 28] {
        for midpoint in [Midpoint::AwayFromZero, Midpoint::ToEven] {
            let right = rounded(expected, places, midpoint);
            assert_eq!(found.round(places, midpoint), right, "{expected} to {places}, {midpoint:?}");
        }
    }
}

#[track_caller]
fn check_order(a: (&Exact, &BigRational), b: (&Exact, &BigRational)) {
    assert_eq!(a.0.cmp(b.0), a.1.cmp(b.1), "{} and {}", a.1, b.1);
    assert_eq!(a.0 == b.0, a.1.cmp(b.1) == Ordering::Equal, "{} and {}", a.1, b.1);
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn calculations_agree_with_big_fractions(start in numbers(), acts in vec(acts(), 1..7)) {
        let (mut found, mut expected) = (Exact::from(start), fraction(start));
        check(&found, &expected);
        for act in acts {
            let next = act_exactly(&found, act);
            let right = act_with_big_numbers(&expected, act);
            prop_assert_eq!(next.is_some(), right.is_some());
            let (Some(next), Some(right)) = (next, right) else { break };
            check(&next, &right);
            check_order((&found, &expected), (&next, &right));
            (found, expected) = (next, right);
        }
    }

    #[test]
    fn a_decimal_is_what_it_was(value in extreme(), other in extreme()) {
        prop_assert!(Exact::from(value).equals(value));
        prop_assert_eq!(Exact::from(value).equals(other), value == other);
        prop_assert_eq!(Exact::from(value).round(28, Midpoint::ToEven), Some(value.normalize()));
    }
}

#[test]
fn the_ends_of_128_bits() {
    use Act::{Ceil, Floor, Magnitude, Minus, Negated, Over, Plus, Times, Under};
    let [one, two_63, two_64, three] = ["1", "9223372036854775808", "18446744073709551616", "3"].map(decimal);
    let rows: [(&str, &[Act]); 9] = [
        ("2^127 does not fit", &[Times(two_63)]),
        ("2^127 − 1 fits", &[Times(two_63), Minus(one)]),
        ("2^127 − 1 and one more", &[Times(two_63), Minus(one), Plus(one)]),
        ("−2^127, which has no positive twin", &[Negated, Times(two_63)]),
        ("−2^127 and back", &[Negated, Times(two_63), Negated, Negated, Magnitude]),
        ("1 ÷ 2^127", &[Times(two_63), Under(one)]),
        ("−1 ÷ 2^127, downwards and upwards", &[Negated, Times(two_63), Under(one), Floor, Ceil]),
        ("a third of 2^127 − 1", &[Times(two_63), Minus(one), Over(three), Times(two_64), Over(two_64)]),
        ("beyond 2^127 and back", &[Times(two_64), Times(two_64), Plus(one), Minus(one), Over(two_64)]),
    ];
    for (says, acts) in rows {
        let (mut found, mut expected) = (Exact::from(two_64), fraction(two_64));
        for act in acts {
            found = act_exactly(&found, *act).unwrap_or_else(|| panic!("{says}"));
            expected = act_with_big_numbers(&expected, *act).unwrap_or_else(|| panic!("{says}"));
            check(&found, &expected);
        }
    }
}

#[test]
fn digits_half_way() {
    let rows = [
        ("0.125", 2, "0.13", "0.12"),
        ("-0.125", 2, "-0.13", "-0.12"),
        ("0.135", 2, "0.14", "0.14"),
        ("2.5", 0, "3", "2"),
        ("-2.5", 0, "-3", "-2"),
        ("0.1249999999999999999999999999", 2, "0.12", "0.12"),
        ("-0.004", 2, "0", "0"),
        (
            "79228162514264337593543950335",
            2,
            "79228162514264337593543950335",
            "79228162514264337593543950335",
        ),
    ];
    for (value, places, away, even) in rows {
        let value = Exact::from(decimal(value));
        assert_eq!(value.round(places, Midpoint::AwayFromZero), Some(decimal(away)));
        assert_eq!(value.round(places, Midpoint::ToEven), Some(decimal(even)));
    }
}

#[test]
fn division_by_zero_has_no_value() {
    assert_eq!(Exact::ONE.over(&Exact::ZERO), None);
    assert_eq!(Exact::ZERO.over(&Exact::ZERO), None);
    assert_eq!(Exact::ZERO.over(&Exact::ONE), Some(Exact::ZERO));
}

#[test]
fn what_a_decimal_cannot_hold_has_no_rounding() {
    let most = Exact::from(Decimal::MAX);
    assert_eq!(most.plus(&Exact::ONE).round(2, Midpoint::AwayFromZero), None);
    assert_eq!(most.times(&most).to_decimal(), None);
    let half = Exact::from(decimal("0.5"));
    assert_eq!(most.plus(&half).round(2, Midpoint::AwayFromZero), None);
    assert_eq!(most.minus(&half).round(2, Midpoint::ToEven), Some(decimal("79228162514264337593543950334")));
}
