//! Exact numbers: the paths of 64-bit, of 128-bit and of big integers give the values that big
//! fractions, computed here, give.

use std::cmp::Ordering;

use counterpoise::domain::exact::{Exact, MAX_BITS, Midpoint};
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use crate::books::decimal;
use crate::random_books::{config, extreme, ordinary};

/// Powers of two around the ends of 63, 64, 96 and 127 bits, pairs of numbers whose products lie
/// there, powers of ten, numbers that make long fractions, numbers that are not in lowest terms,
/// and numbers with so many ones and zeros among their bits that a guessed digit of a quotient is
/// off.
fn adversaries() -> Vec<Decimal> {
    [
        "2147483647",
        "2147483648",
        "-2147483648",
        "3037000499",
        "3037000500",
        "4294967295",
        "4294967296",
        "4294967297",
        "922337203685477.5807",
        "9223372036854775807",
        "-9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "18446744073709551617",
        "18446744078004518911",
        "36893488147419103231",
        "79228162495817593519834398719",
        "39614081257132168796771975168",
        "79228162514264337593543950335",
        "-79228162514264337593543950335",
        "0.0000000000000000000000000001",
        "7.9228162514264337593543950335",
        "13043817825332782212",
        "13043817825332782213",
        "0.000000000000000001",
        "0.0000000000000000001",
        "1000000000000000000",
        "10",
        "0.01",
        "0.50000000000000000",
        "3.000000000000000000",
        "0.00",
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

fn acts(numbers: impl Strategy<Value = Decimal> + Clone) -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => numbers.clone().prop_map(Act::Plus),
        2 => numbers.clone().prop_map(Act::Minus),
        4 => numbers.clone().prop_map(Act::Times),
        3 => numbers.clone().prop_map(Act::Over),
        2 => numbers.prop_map(Act::Under),
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

/// A whole number in 32-bit digits, the highest first: at random, and where carries run through and
/// a guessed digit of a quotient must be corrected.
fn wide(digits: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = BigInt> {
    let corner = select(vec![0, 1, 0x7fff_ffff, 0x8000_0000, 0x8000_0001, 0xffff_fffe, 0xffff_ffff]);
    let digit = prop_oneof![2 => corner, 1 => any::<u32>()];
    (1..=u32::MAX, vec(digit, digits)).prop_map(|(first, mut rest)| {
        rest.push(first);
        BigInt::from_slice(Sign::Plus, &rest)
    })
}

/// A fraction whose parts have 200 to 2,048 bits and sometimes a factor in common with others.
fn wide_fraction() -> impl Strategy<Value = BigRational> {
    let digits = || prop_oneof![3 => wide(6..=20), 1 => wide(21..=63)];
    (digits(), digits(), any::<bool>(), select(vec![1_u64, 2, 3 << 40, 6_700_417 << 32])).prop_map(
        |(numerator, denominator, negative, factor)| {
            let numerator = if negative { -numerator } else { numerator };
            BigRational::new(numerator, (denominator >> 64) * factor)
        },
    )
}

#[track_caller]
fn check_division(numerator: &BigInt, divisor: &BigInt) {
    let quotient = exact(&BigRational::from(numerator.clone()))
        .over(&exact(&BigRational::from(divisor.clone())))
        .expect("a divisor above zero");
    let down = BigRational::from(numerator.div_floor(divisor));
    assert_eq!(quotient.floor(), exact(&down), "{numerator:x} ÷ {divisor:x}");
    let up = BigRational::from(-(-numerator).div_floor(divisor));
    assert_eq!(quotient.ceil(), exact(&up), "{numerator:x} ÷ {divisor:x}");
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

/// Every step of a calculation agrees, up to one that divides by zero, and so does its order among
/// the values before it.
fn check_calculation(start: Decimal, acts: &[Act]) {
    let mut values = vec![(Exact::from(start), fraction(start))];
    for act in acts {
        let (found, expected) = values.last().expect("a start");
        let next = act_exactly(found, *act);
        let right = act_with_big_numbers(expected, *act);
        assert_eq!(next.is_some(), right.is_some(), "{expected} {act:?}");
        let (Some(next), Some(right)) = (next, right) else { break };
        check(&next, &right);
        for (found, expected) in &values {
            check_order((found, expected), (&next, &right));
            check_order((&next, &right), (found, expected));
        }
        values.push((next, right));
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn calculations_agree_with_big_fractions(start in numbers(), acts in vec(acts(numbers().boxed()), 1..7)) {
        check(&Exact::from(start), &fraction(start));
        check_calculation(start, &acts);
    }

    /// They begin within 64 bits and leave them on the way.
    #[test]
    fn calculations_with_figures_agree(start in ordinary(), acts in vec(acts(ordinary()), 1..16)) {
        check_calculation(start, &acts);
    }

    /// The same calculation there and back ends where it began, whatever it was reduced by.
    #[test]
    fn a_calculation_taken_back_is_the_start(start in numbers(), others in vec(numbers(), 1..6)) {
        let others: Vec<Exact> = others.into_iter().map(Exact::from).filter(|it| !it.is_zero()).collect();
        let there = others.iter().fold(Exact::from(start), |value, other| value.times(other).plus(other));
        let back = others.iter().rev().fold(there, |value, other| {
            value.minus(other).over(other).expect("not zero")
        });
        prop_assert!(back.equals(start));
        check(&back, &fraction(start));
    }

    /// Odd halves of the last place, as a quotient of numbers with a common factor.
    #[test]
    fn half_way_is_seen_in_any_quotient(
        half in 0_i64..=99_999_999, factor in 1_i64..=99_999, places in 0_u32..=9, negative in any::<bool>(),
    ) {
        let sign = if negative { -1 } else { 1 };
        let numerator = Decimal::from(sign * (2 * half + 1) * factor);
        let denominator = Decimal::from(2 * 10_i64.pow(places) * factor);
        let value = Exact::from(numerator).over(&Exact::from(denominator)).expect("not zero");
        let even = half + half % 2;
        let at = |mantissa: i64| Some(Decimal::new(sign * mantissa, places).normalize());
        prop_assert_eq!(value.round(places, Midpoint::AwayFromZero), at(half + 1));
        prop_assert_eq!(value.round(places, Midpoint::ToEven), at(even));
    }

    /// Numerators and denominators of up to 64 bits, where the last digits are close to half way.
    #[test]
    fn quotients_round_like_big_fractions(
        numerator in any::<u64>(), denominator in 1..=u64::MAX, bits in (0_u32..64, 0_u32..64), places in 0_u32..=28,
    ) {
        let (numerator, denominator) = (numerator >> bits.0, (denominator >> bits.1).max(1));
        let value = Exact::from(Decimal::from(numerator)).over(&Exact::from(Decimal::from(denominator)));
        let value = value.expect("not zero");
        let right = BigRational::new(numerator.into(), denominator.into());
        for midpoint in [Midpoint::AwayFromZero, Midpoint::ToEven] {
            let (found, right) = (value.round(places, midpoint), rounded(&right, places, midpoint));
            prop_assert_eq!(found, right);
            prop_assert_eq!(found.map(|it| it.scale()), right.map(|it| it.scale()));
        }
    }

    #[test]
    fn a_decimal_is_what_it_was(value in extreme(), other in extreme()) {
        prop_assert!(Exact::from(value).equals(value));
        prop_assert_eq!(Exact::from(value).equals(other), value == other);
        prop_assert_eq!(Exact::from(value).round(28, Midpoint::ToEven), Some(value.normalize()));
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn fractions_of_up_to_2048_bits_agree_with_big_fractions(a in wide_fraction(), b in wide_fraction()) {
        let (x, y) = (exact(&a), exact(&b));
        check_order((&x, &a), (&y, &b));
        check(&x, &a);
        let results = [
            (x.plus(&y), &a + &b),
            (x.minus(&y), &a - &b),
            (x.times(&y), &a * &b),
            (x.over(&y).expect("not zero"), &a / &b),
            (x.plus(&y).minus(&y), a.clone()),
            (x.minus(&x), BigRational::zero()),
            (x.floor(), a.floor()),
            (y.ceil(), b.ceil()),
        ];
        for (found, expected) in results {
            prop_assert_eq!(&found, &exact(&expected), "{}", expected);
            let bits = expected.numer().bits().max(expected.denom().bits());
            prop_assert_eq!(found.is_manageable(), bits <= MAX_BITS);
        }
    }
}

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn whole_numbers_divide_like_big_integers(a in wide(0..=9), b in wide(0..=5)) {
        check_division(&a, &b);
        check_division(&(&a * &b - 1), &b);
    }
}

/// One less or one more than a multiple shares no factor with the divisor, so it is divided as it
/// stands; each multiple less one has a digit that is guessed too high for some divisor.
#[test]
fn division_where_a_digit_is_guessed_too_high() {
    let numbers = [
        "1",
        "80000000",
        "ffffffff",
        "100000000",
        "8000000000000000",
        "80000000ffffffff",
        "ffffffffffffffff",
        "100000000ffffffff",
        "1ffffffffffffffff",
        "800000000000000000000001",
        "80000000ffffffffffffffff",
        "fffffffeffffffffffffffff",
        "ffffffffffffffffffffffff",
        "ffffffff00000000000000000000000080000000",
    ]
    .map(|digits| BigInt::parse_bytes(digits.as_bytes(), 16).expect("a number"));
    for divisor in &numbers {
        for quotient in &numbers {
            for remainder in [-1, 0, 1] {
                check_division(&(divisor * quotient + remainder), divisor);
            }
        }
    }
}

#[test]
fn the_limit_of_2048_bits_is_sharp() {
    let power = |bits: u32| exact(&BigRational::from(BigInt::one() << bits));
    assert!(power(2_047).is_manageable());
    assert!(power(2_048).minus(&Exact::ONE).is_manageable());
    assert!(!power(2_048).is_manageable());
    assert!(!Exact::ONE.over(&power(2_048)).expect("not zero").is_manageable());
    assert!(power(2_048).over(&power(1_921)).expect("not zero").is_manageable());
}

/// Else the same points would be written in different ways.
#[test]
fn rounded_decimals_have_no_zeros_at_their_end_and_zero_has_no_sign() {
    for zeros in 0..=17 {
        let power = Exact::from(Decimal::from(10_i64.pow(zeros)));
        let sixth_of_power = power.over(&Exact::whole(6)).expect("not zero");
        for digits in ["7", "12", "-250", "1000000", "1000000000000000000", "0", "-0.00"] {
            let value = Exact::from(decimal(digits));
            for value in [value.over(&power), value.over(&sixth_of_power)] {
                let value = value.expect("not zero");
                let rounded = value.round(28, Midpoint::ToEven).expect("small");
                assert!(value.equals(rounded));
                assert_eq!(rounded.unpack(), rounded.normalize().unpack());
            }
        }
    }
}

/// Scaled by 10^28 these leave 128 bits.
#[test]
fn digits_half_way_with_many_decimals() {
    let half = Exact::from(decimal("0.0000000000000000000000000001")).times(&Exact::from(decimal("0.5")));
    let rows = [
        (
            "7.9228162514264337593543950332",
            "7.9228162514264337593543950333",
            "7.9228162514264337593543950332",
        ),
        (
            "7.9228162514264337593543950333",
            "7.9228162514264337593543950334",
            "7.9228162514264337593543950334",
        ),
    ];
    for (value, away, even) in rows {
        let value = Exact::from(decimal(value)).plus(&half);
        for (value, sign) in [(value.clone(), ""), (value.negated(), "-")] {
            let right = |digits: &str| Some(decimal(&format!("{sign}{digits}")));
            assert_eq!(value.round(28, Midpoint::AwayFromZero), right(away));
            assert_eq!(value.round(28, Midpoint::ToEven), right(even));
        }
    }
}

#[test]
fn the_ends_of_128_bits() {
    use Act::{Ceil, Floor, Magnitude, Minus, Negated, Over, Plus, Times, Under};
    let [one, two_63, two_64, three] = ["1", "9223372036854775808", "18446744073709551616", "3"].map(decimal);
    let [off, ones] = ["18446744078004518911", "18446744073709551617"].map(decimal);
    let [most, apart] = ["79228162514264337593543950335", "4294967297"].map(decimal);
    let rows: [(&str, &[Act]); 11] = [
        ("2^127 does not fit", &[Times(two_63)]),
        ("2^127 − 1 fits", &[Times(two_63), Minus(one)]),
        ("2^127 − 1 and one more", &[Times(two_63), Minus(one), Plus(one)]),
        ("−2^127, which has no positive twin", &[Negated, Times(two_63)]),
        ("−2^127 and back", &[Negated, Times(two_63), Negated, Negated, Magnitude]),
        ("1 ÷ 2^127", &[Times(two_63), Under(one)]),
        ("−1 ÷ 2^127, downwards and upwards", &[Negated, Times(two_63), Under(one), Floor, Ceil]),
        ("a third of 2^127 − 1", &[Times(two_63), Minus(one), Over(three), Times(two_64), Over(two_64)]),
        ("beyond 2^127 and back", &[Times(two_64), Times(two_64), Plus(one), Minus(one), Over(two_64)]),
        (
            "a digit guessed one too high",
            &[Over(two_64), Times(off), Times(ones), Times(ones), Minus(one), Over(off), Floor],
        ),
        (
            "two digits guessed too high",
            &[Over(two_64), Times(most), Times(most), Over(off), Over(apart), Floor],
        ),
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
