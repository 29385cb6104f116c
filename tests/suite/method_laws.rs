//! Laws of the methods: points stay within the limits, and a better actual never scores less where the
//! parameters say so.

use counterpoise::domain::id::MeasureId;
use counterpoise::domain::measure::{Measure, Polarity};
use counterpoise::domain::method::{Award, Basis, End, Interpolation, Method};
use counterpoise::domain::scorecard::Rounding;
use counterpoise::domain::workbook::Workbook;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::books::{WARD, enter, fixed, march, measure, monthly, rules};
use crate::random_books::{config, extreme, ordinary};
use crate::random_measures::scoring;

/// A measure of one item against a fixed target.
fn book_of(polarity: Polarity, method: Method, weight: Decimal, target: Decimal) -> Workbook {
    let measure = Measure {
        polarity,
        target: fixed(&target.to_string()),
        ..measure("m", "a", &weight.to_string(), method)
    };
    let mut book = monthly(&["a", "i1", "i2"], vec![measure]);
    rules(&mut book).rounding = Rounding::None;
    enter(&mut book, WARD, "i1", "2026-03", "40");
    enter(&mut book, WARD, "i2", "2026-03", "160");
    book
}

fn points_at(book: &mut Workbook, actual: Decimal) -> Option<Decimal> {
    enter(book, WARD, "a", "2026-03", &actual.to_string());
    march(book).measure(&MeasureId::from("m")).expect("the measure").points
}

/// The least and the most points of a method.
fn limits(
    method: &Method,
    full: Decimal,
    target: Decimal,
    polarity: Polarity,
) -> (Option<Decimal>, Option<Decimal>) {
    match method {
        Method::Completion(method) if target > Decimal::ZERO && !matches!(polarity, Polarity::Within(_)) => {
            (Some(full * method.floor), method.cap.map(|cap| full * cap))
        }
        // A target that is not above zero gives all or nothing.
        Method::Completion(method) => {
            let most = method.cap.map(|cap| full * cap.max(Decimal::ONE));
            (Some(full * method.floor), most)
        }
        Method::Step(method) => (method.lowest, method.highest),
        Method::Deduction(method) => (Some(method.lowest), None),
        Method::Bands(method) => {
            let points = method.bands.iter().map(|band| award(band.award, full));
            (points.clone().min(), points.max())
        }
        Method::PassFail(method) => {
            let part = full * method.otherwise / Decimal::ONE_HUNDRED;
            (Some(part.min(full)), Some(part.max(full)))
        }
        Method::Interpolation(Interpolation { limits, .. }) => (limits.lowest, limits.highest),
        Method::Entered(method) => (method.limits.lowest, method.limits.highest),
        Method::Formula(method) => (method.limits.lowest, method.limits.highest),
        Method::AchievementImprovement(_) => (Some(Decimal::ZERO), Some(full)),
        Method::PeerBest(_) | Method::PeerRank(_) => (None, None),
    }
}

fn award(award: Award, full: Decimal) -> Decimal {
    match award {
        Award::Points(points) => points,
        Award::Percent(percent) => full * percent / Decimal::ONE_HUNDRED,
    }
}

/// Puts what a method earns in the order of what is better.
fn in_order(method: &mut Method, polarity: Polarity, full: Decimal) {
    let turn = polarity == Polarity::Lower;
    match method {
        Method::Bands(method) => {
            let mut awards: Vec<Award> = method.bands.iter().map(|band| band.award).collect();
            awards.sort_by_key(|own| award(*own, full));
            if turn {
                awards.reverse();
            }
            method.bands.iter_mut().zip(awards).for_each(|(band, award)| band.award = award);
        }
        Method::Interpolation(method) => {
            let mut percents: Vec<Decimal> = method.knots.iter().map(|knot| knot.percent).collect();
            percents.sort();
            if turn {
                percents.reverse();
            }
            method.knots.iter_mut().zip(&percents).for_each(|(knot, percent)| knot.percent = *percent);
            let (first, last) = (percents[0], percents[percents.len() - 1]);
            for (end, edge, is_low) in [(&mut method.below, first, !turn), (&mut method.above, last, turn)] {
                if let End::Percent(percent) = end {
                    *percent = if is_low { (*percent).min(edge) } else { (*percent).max(edge) };
                }
            }
        }
        Method::PassFail(method) => method.otherwise = method.otherwise.min(Decimal::ONE_HUNDRED),
        _ => {}
    }
}

/// Whether the actual `a` is better than `b`; `None` where the method knows no better.
fn is_better(method: &Method, polarity: Polarity, a: Decimal, b: Decimal) -> Option<bool> {
    match (method, polarity) {
        (Method::Formula(_) | Method::PeerBest(_) | Method::PeerRank(_), _) => None,
        (Method::Deduction(_), _) => Some(a < b),
        (Method::Entered(_), _) => Some(a > b),
        (Method::Bands(_) | Method::Interpolation(_), Polarity::Within(_)) => None,
        (_, Polarity::Lower) => Some(a < b),
        (_, Polarity::Higher) => Some(a > b),
        (_, Polarity::Within(range)) => {
            let side = |value: Decimal| if value < range.low { -1 } else { i32::from(value > range.high) };
            let outside = |value: Decimal| (range.low - value).max(value - range.high).max(Decimal::ZERO);
            // Two sides of a range are not compared; either is worse than what is within it.
            let comparable = side(a) == side(b) || side(a) == 0 || side(b) == 0;
            comparable.then(|| outside(a) < outside(b))
        }
    }
}

proptest! {
    #![proptest_config(config(800))]

    #[test]
    fn a_better_actual_never_scores_less(
        (polarity, method, weight) in scoring(ordinary), target in ordinary(), a in ordinary(), b in ordinary()
    ) {
        let mut method = method;
        in_order(&mut method, polarity, weight.value());
        // A ratio to a target that is not above zero does not exist.
        let ratio = matches!(&method, Method::Bands(own) if own.basis == Basis::Ratio);
        let mut book = book_of(polarity, method.clone(), weight.value(), target);
        let found = points_at(&mut book, a).zip(points_at(&mut book, b));
        prop_assert!(!ratio || target > Decimal::ZERO || found.is_none() || matches!(polarity, Polarity::Within(_)));
        if let (Some((of_a, of_b)), Some(true)) = (found, is_better(&method, polarity, a, b)) {
            prop_assert!(of_a >= of_b, "{a} gives {of_a}, {b} gives {of_b}");
        }
    }

    #[test]
    fn points_stay_within_the_limits_of_the_method(
        (polarity, method, weight) in scoring(ordinary), target in ordinary(), actual in extreme()
    ) {
        let mut book = book_of(polarity, method.clone(), weight.value(), target);
        if let Some(points) = points_at(&mut book, actual) {
            let (least, most) = limits(&method, weight.value(), target, polarity);
            prop_assert!(least.is_none_or(|least| least <= points), "{points} below {least:?}");
            prop_assert!(most.is_none_or(|most| points <= most), "{points} above {most:?}");
        }
    }
}
