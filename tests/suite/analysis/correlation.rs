//! Rank correlation against values worked out outside the program.

use counterpoise::domain::analysis::correlation::{correlations, percents, spearman, strongest};
use counterpoise::domain::period::Period;
use counterpoise::domain::scoring::Plan;
use rust_decimal::Decimal;

use crate::books::{CARD, WARD, at, decimal, enter_from, monthly, objective, percent_of, rules};

fn numbers(values: &[i64]) -> Vec<Decimal> {
    values.iter().map(|value| Decimal::from(*value)).collect()
}

fn known(values: &[i64]) -> Vec<Option<Decimal>> {
    values.iter().map(|value| Some(Decimal::from(*value))).collect()
}

// Worked out in Python with decimals of 60 digits: mean ranks by sorting, then the product-moment
// correlation of the ranks. `cause` and the noise in `effect` were drawn with `random.seed(20261122)`.
const CAUSE: [i64; 24] =
    [96, 92, 75, 100, 84, 99, 62, 63, 100, 84, 61, 70, 87, 91, 91, 74, 100, 83, 79, 85, 93, 76, 93, 90];
const EFFECT: [i64; 24] =
    [79, 80, 82, 88, 83, 91, 91, 92, 80, 68, 100, 89, 68, 83, 80, 90, 81, 86, 92, 79, 70, 75, 90, 79];

#[test]
fn lagged_correlations_are_those_of_another_program() {
    // −0.376419…, −0.206648…, 0.708982…, 0.001304…, −0.258783…, 0.139329…, 0.171250…
    let expected = ["-0.3764", "-0.2066", "0.709", "0.0013", "-0.2588", "0.1393", "0.1713"];
    let found = correlations(&known(&CAUSE), &known(&EFFECT));
    let coefficients: Vec<_> = found.iter().map(|own| own.coefficient).collect();
    assert_eq!(coefficients, expected.map(|value| Some(decimal(value))));
    let pairs: Vec<u32> = found.iter().map(|own| own.pairs).collect();
    assert_eq!(pairs, [24, 23, 22, 21, 20, 19, 18]);
    assert_eq!(strongest(&found).map(|own| own.lag), Some(2));
}

#[test]
fn single_coefficients_are_those_of_another_program() {
    // Ten pairs without ties: −29 ÷ 165 = −0.175757…
    let iq = numbers(&[106, 100, 86, 101, 99, 103, 97, 113, 112, 110]);
    let hours = numbers(&[7, 27, 2, 50, 28, 29, 20, 12, 6, 17]);
    assert_eq!(spearman(&iq, &hours), Some(decimal("-0.1758")));
    // Twelve pairs with many ties: −0.925779…
    let a = numbers(&[80, 80, 90, 70, 80, 90, 60, 75, 75, 95, 85, 85]);
    let b = numbers(&[3, 3, 1, 4, 2, 2, 5, 4, 4, 1, 3, 2]);
    assert_eq!(spearman(&a, &b), Some(decimal("-0.9258")));
    assert_eq!(spearman(&iq, &iq), Some(Decimal::ONE));
    let falling: Vec<Decimal> = iq.iter().map(|value| -*value).collect();
    assert_eq!(spearman(&iq, &falling), Some(-Decimal::ONE));
}

#[test]
fn without_variation_or_with_two_pairs_there_is_none() {
    assert_eq!(spearman(&numbers(&[5, 5, 5, 5]), &numbers(&[1, 2, 3, 4])), None);
    assert_eq!(spearman(&numbers(&[1, 2]), &numbers(&[1, 2])), None);
}

#[test]
fn months_that_lack_a_score_make_no_pair_and_few_pairs_are_said() {
    let mut cause = known(&CAUSE);
    cause[2..14].fill(None);
    let found = correlations(&cause, &known(&EFFECT));
    assert_eq!((found[0].pairs, found[0].is_of_too_few()), (12, false));
    assert_eq!((found[1].pairs, found[1].is_of_too_few()), (11, true));
    assert_eq!(strongest(&found).map(|own| own.lag), Some(0));
}

#[test]
fn the_scores_of_objectives_are_their_percents() {
    let mut book = monthly(&["a", "b"], vec![percent_of("b", "40")]);
    rules(&mut book).perspectives[0].objectives = vec![objective("o", vec![percent_of("a", "60")])];
    enter_from(&mut book, "a", "2026-01", &["90", "", "50"]);
    enter_from(&mut book, "b", "2026-01", &["100", "100", "100"]);
    let periods: Vec<Period> = at("2026-01").through(at("2026-03")).map(Period::month).collect();
    let found = percents(&Plan::new(&book), (&CARD.into(), &WARD.into(), &"o".into()), &periods);
    assert_eq!(found, [Some(decimal("90")), None, Some(decimal("50"))]);
}
