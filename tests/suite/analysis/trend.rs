//! The XmR chart: limits of a published example, and each signal where it is one and where it is not.

use counterpoise::domain::analysis::trend::{Signal, Trend, Verdict, past};
use counterpoise::domain::period::Period;
use rust_decimal::Decimal;

use crate::books::{CARD, WARD, at, decimal, enter_from, monthly, percent_of};
use crate::support::month;

fn trend(values: &[&str]) -> Trend {
    let months = at("2025-01").through(at("9999-12"));
    let row: Vec<(Period, Option<Decimal>)> = months
        .zip(values)
        .map(|(month, value)| (Period::month(month), (!value.is_empty()).then(|| decimal(value))))
        .collect();
    Trend::new(&row).expect("two values")
}

/// How far two numbers are apart.
#[track_caller]
fn check_near(found: Decimal, published: &str, within: &str) {
    let apart = (found - decimal(published)).abs();
    assert!(apart <= decimal(within), "{found} is not {published}");
}

#[test]
fn the_limits_are_those_of_a_published_example() {
    // NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, flow rate of ten batches: mean 50.81, mean
    // moving range 1.8778, limits 55.8041 and 45.8159. It divides by 1.128 where the factor here is 2.66,
    // which is 3 ÷ 1.128 rounded: the limits differ by less than a thousandth.
    let flow = trend(&["49.6", "47.6", "49.9", "51.3", "47.8", "51.2", "52.6", "52.4", "53.6", "52.1"]);
    assert_eq!(flow.centre, decimal("50.81"));
    check_near(flow.mean_range, "1.8778", "0.00005");
    check_near(flow.upper, "55.8041", "0.001");
    check_near(flow.lower, "45.8159", "0.001");
    let ranges: Vec<_> = flow.points.iter().filter_map(|point| point.range).collect();
    assert_eq!(
        ranges,
        ["2.0", "2.3", "1.4", "3.5", "3.4", "1.4", "0.2", "1.2", "1.5"].map(|r| decimal(r).normalize())
    );
    // "None of the plotted points fall outside the limits."
    assert!(flow.points.iter().all(|point| !point.signals.contains(&Signal::Outside)));
}

#[test]
fn the_arithmetic_is_exact() {
    // Mean 5, ranges 2 2 2 2 2, 2.66 × 2 = 5.32, 3.268 × 2 = 6.536.
    let found = trend(&["4", "6", "4", "6", "4", "6"]);
    let limits = [found.centre, found.mean_range, found.lower, found.upper, found.range_limit];
    assert_eq!(limits, ["5", "2", "-0.32", "10.32", "6.536"].map(decimal));
    assert_eq!(found.verdict(), Verdict::Noise);
}

#[track_caller]
fn check(says: &str, values: &[&str], signal: Signal, places: &[usize]) {
    let found = trend(values);
    let with: Vec<usize> = found
        .points
        .iter()
        .enumerate()
        .filter(|(_, point)| point.signals.contains(&signal))
        .map(|(place, _)| place)
        .collect();
    assert_eq!(with, places, "{says}");
}

#[test]
fn a_point_outside_the_limits_is_a_signal() {
    // Nine tens and a 40: mean 13, mean range 30 ÷ 9, limit 13 + 8.87 = 21.87.
    let mut values = ["10"; 10];
    values[9] = "40";
    check("far above", &values, Signal::Outside, &[9]);
    check("and a jump", &values, Signal::Jump, &[9]);
    assert_eq!(trend(&values).verdict(), Verdict::Unusual(vec![Signal::Outside, Signal::Jump]));
    values[9] = "-20";
    check("far below", &values, Signal::Outside, &[9]);
    check("none of them", &["4", "6", "4", "6", "4", "6"], Signal::Outside, &[]);
}

#[test]
fn seven_on_one_side_are_a_signal_and_six_are_not() {
    let seven = ["4", "4", "4", "4", "4", "4", "4", "6", "6", "6", "6", "6", "6"];
    check("seven below, six above", &seven, Signal::Run, &[0, 1, 2, 3, 4, 5, 6]);
    let six = ["4", "4", "4", "4", "4", "4", "6", "6", "6", "6", "6", "6"];
    check("six and six", &six, Signal::Run, &[]);
    let on_line = ["4", "4", "4", "4", "4", "4", "5", "6", "6", "6", "6", "6", "6"];
    check("a value on the line ends a run", &on_line, Signal::Run, &[]);
}

#[test]
fn seven_rising_or_falling_are_a_signal_and_six_are_not() {
    check("seven rise", &["1", "2", "3", "4", "5", "6", "7", "3"], Signal::Trend, &[0, 1, 2, 3, 4, 5, 6]);
    check("seven fall", &["9", "7", "6", "5", "4", "3", "2", "1"], Signal::Trend, &[0, 1, 2, 3, 4, 5, 6, 7]);
    check("six rise", &["1", "2", "3", "4", "5", "6", "5"], Signal::Trend, &[]);
    check("equal ones end it", &["1", "2", "3", "4", "4", "5", "6", "7"], Signal::Trend, &[]);
}

#[test]
fn two_of_three_near_a_limit_are_a_signal() {
    // 4 and 6 in turn; mean 5 + 6 ÷ 14 …: worked by hand for the last three, 9 5 9.
    // Sum 4 6 4 6 4 6 4 6 4 9 5 9 = 67, mean 5.583; ranges 8 × 2 + 5 + 4 + 4 = 29, mean 2.636; a third of
    // 2.66 × 2.636 = 7.013 is 2.338: the outer third begins at 5.583 + 4.675 = 10.26, so 9 is not in it.
    let mild = ["4", "6", "4", "6", "4", "6", "4", "6", "4", "9", "5", "9"];
    check("not near enough", &mild, Signal::NearLimit, &[]);
    // Eleven 5s between 4.9 and 5.1, then 7 5 7: sum 10 × 5 + 7 + 5 + 7 = 69 over 13, mean 5.308; ranges
    // 9 × 0 + 2 + 2 + 2 = 6, mean 0.5; limit 5.308 + 1.33 = 6.638, outer third from 6.194: both 7s are in.
    let near = ["5", "5", "5", "5", "5", "5", "5", "5", "5", "5", "7", "5", "7"];
    check("two of three", &near, Signal::NearLimit, &[10, 12]);
    let far = ["5", "5", "5", "5", "5", "5", "5", "5", "5", "7", "5", "5", "7"];
    check("two of four", &far, Signal::NearLimit, &[]);
}

#[test]
fn too_few_values_are_no_signal() {
    let found = trend(&["10", "10", "10", "10", "90"]);
    assert_eq!(found.verdict(), Verdict::TooFew);
    assert!(found.points.iter().all(|point| point.signals.is_empty()));
}

#[test]
fn months_without_a_figure_are_passed_over() {
    let found = trend(&["4", "", "6", "4", "", "6", "4", "6"]);
    assert_eq!(found.mean_range, decimal("2"));
    let periods: Vec<_> = found.points.iter().map(|point| point.period).collect();
    assert_eq!(periods[1], month("2025-03"));
}

#[test]
fn the_past_of_a_measure_has_actual_and_target() {
    let mut book = monthly(&["a"], vec![percent_of("a", "100")]);
    enter_from(&mut book, "a", "2026-01", &["90", "", "95"]);
    let plan = counterpoise::domain::scoring::Plan::new(&book);
    let found = past(&plan, (&CARD.into(), &WARD.into(), &"a".into()), month("2026-03"), 3);
    let actuals: Vec<_> = found.iter().map(counterpoise::domain::analysis::trend::Past::actual).collect();
    assert_eq!(actuals, [Some(decimal("90")), None, Some(decimal("95"))]);
    assert_eq!(found[0].period, month("2026-01"));
}
