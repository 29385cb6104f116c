//! Where the next point is won most easily, worked by hand.

use counterpoise::domain::analysis::gap::{Gap, gaps};
use counterpoise::domain::measure::{Measure, Polarity};
use counterpoise::domain::method::{Award, Band, Bands, Basis, Method, PassFail, Side};
use counterpoise::domain::scoring::Plan;
use counterpoise::domain::workbook::Workbook;

use crate::books::{CARD, WARD, decimal, enter, fixed, measure, monthly, percent_of};
use crate::support::month;

fn found(book: &Workbook) -> Vec<Gap> {
    gaps(book, &Plan::new(book), &CARD.into(), &WARD.into(), month("2026-03"))
}

#[test]
fn measures_stand_in_the_order_of_points_for_each_percent() {
    // a: 60 × 80 ÷ 100 = 48. 49.00 is printed from 48.995 on, at 81.6583…: at two decimals 81.66.
    // b: 40 × 90 ÷ 100 = 36. 37.00 is printed from 36.995 on, at 92.4875: at two decimals 92.49.
    // A percent of a is 0.8 and worth 0.48 points; a percent of b is 0.9 and worth 0.36.
    let measures = vec![percent_of("b", "40"), percent_of("a", "60"), percent_of("c", "10")];
    let measures = measures.into_iter().map(|own| Measure { decimals: 2, ..own }).collect();
    let mut book = monthly(&["a", "b", "c"], measures);
    book.items.iter_mut().for_each(|item| item.decimals = 2);
    for (item, figure) in [("a", "80"), ("b", "90"), ("c", "100")] {
        enter(&mut book, WARD, item, "2026-03", figure);
    }
    let gaps = found(&book);
    let order: Vec<&str> = gaps.iter().map(|gap| gap.measure.as_str()).collect();
    assert_eq!(order, ["a", "b", "c"]);
    let next = gaps[0].next.as_ref().expect("a next point");
    assert_eq!((next.actual, next.points), (decimal("81.66"), decimal("1")));
    assert_eq!(next.share, Some(decimal("2.075")));
    assert_eq!((gaps[0].distance, gaps[0].share), (Some(decimal("20")), Some(decimal("25"))));
    assert_eq!((gaps[0].points, gaps[0].missing), (decimal("48"), decimal("12")));
    let next = gaps[1].next.as_ref().expect("a next point");
    assert_eq!((next.actual, next.points), (decimal("92.49"), decimal("1")));
    assert_eq!((&gaps[2].next, gaps[2].missing), (&None, decimal("0")));
}

#[test]
fn less_than_a_point_is_won_where_less_is_missing() {
    let mut book = monthly(&["a"], vec![percent_of("a", "100")]);
    enter(&mut book, WARD, "a", "2026-03", "99.6");
    let next = found(&book)[0].next.clone().expect("a next point");
    assert_eq!((next.actual, next.points), (decimal("100"), decimal("0.4")));
}

#[test]
fn points_that_come_in_steps_are_won_at_the_step() {
    let passes = Method::PassFail(PassFail { otherwise: decimal("0") });
    let one = Measure { target: fixed("30"), polarity: Polarity::Lower, ..measure("a", "a", "10", passes) };
    let mut book = monthly(&["a"], vec![one]);
    enter(&mut book, WARD, "a", "2026-03", "40");
    let gap = found(&book).remove(0);
    let next = gap.next.expect("a next point");
    assert_eq!((next.actual, next.points, next.share), (decimal("30"), decimal("10"), Some(decimal("25"))));
    assert_eq!(next.ease, Some(decimal("0.4")));
    assert_eq!((gap.distance, gap.share), (Some(decimal("10")), Some(decimal("25"))));
}

#[test]
fn bands_have_no_target_and_still_a_next_point() {
    let band = |from: Option<&str>, points: &str| Band {
        from: from.map(decimal),
        award: Award::Points(decimal(points)),
    };
    let method = Method::Bands(Bands {
        basis: Basis::Actual,
        bands: vec![band(None, "0"), band(Some("50"), "6"), band(Some("90"), "10")],
        cut: Side::Better,
    });
    let mut book = monthly(&["a"], vec![measure("a", "a", "10", method)]);
    enter(&mut book, WARD, "a", "2026-03", "60");
    let gap = found(&book).remove(0);
    assert_eq!((gap.target, gap.distance), (None, None));
    let next = gap.next.expect("a next point");
    assert_eq!((next.actual, next.points, next.share), (decimal("90"), decimal("4"), Some(decimal("50"))));
}

#[test]
fn nothing_below_zero_is_proposed() {
    let passes = Method::PassFail(PassFail { otherwise: decimal("0") });
    let one = Measure { target: fixed("-5"), polarity: Polarity::Lower, ..measure("a", "a", "10", passes) };
    let mut book = monthly(&["a"], vec![one]);
    enter(&mut book, WARD, "a", "2026-03", "10");
    assert_eq!(found(&book)[0].next, None);
    enter(&mut book, WARD, "a", "2026-03", "");
    assert_eq!(found(&book), [], "without an actual there is nothing to say");
}
