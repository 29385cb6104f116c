//! What made the difference: parts that add up to it exactly.

use counterpoise::domain::analysis::contribution::{
    Breakdown, Part, Subject, breakdown, compare, contributions,
};
use counterpoise::domain::expression::Expression;
use counterpoise::domain::id::{MeasureId, ScorecardId, UnitId};
use counterpoise::domain::measure::{Gives, Substitute};
use counterpoise::domain::method::Method;
use counterpoise::domain::name::Name;
use counterpoise::domain::period::{Period, PeriodLength};
use counterpoise::domain::scorecard::{MissingPolicy, Veto, VetoEffect};
use counterpoise::domain::scoring::Plan;
use counterpoise::domain::workbook::Workbook;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::books::{
    CARD, WARD, adjustment, decimal, enter, item, measure, monthly, percent_of, perspective, rules, unit,
    workbook,
};
use crate::random_books::{config, ordinary, periods, workbooks};
use crate::support::month;

fn subject(period: Period) -> Subject {
    Subject { scorecard: ScorecardId::from(CARD), unit: UnitId::from(WARD), period }
}

fn broken_down(book: &Workbook, period: Period) -> Breakdown {
    breakdown(&Plan::new(book), &subject(period)).expect("a total")
}

fn lines(breakdown: &Breakdown) -> Vec<(Part, Decimal)> {
    breakdown.lines.clone()
}

fn of(id: &str) -> Part {
    Part::Measure(MeasureId::from(id))
}

#[track_caller]
fn check(found: &[(Part, Decimal)], expected: &[(Part, &str)]) {
    let expected: Vec<(Part, Decimal)> =
        expected.iter().map(|(part, points)| (part.clone(), decimal(points))).collect();
    assert_eq!(found, expected);
}

#[test]
fn redistribution_is_a_part_of_its_own() {
    // 54 + 32 in February. In March b is missing: 45 becomes 45 × 100 ÷ 60 = 75.
    let mut book = monthly(&["a", "b"], vec![percent_of("a", "60"), percent_of("b", "40")]);
    for (item, month, figure) in [("a", "2026-02", "90"), ("b", "2026-02", "80"), ("a", "2026-03", "75")] {
        enter(&mut book, WARD, item, month, figure);
    }
    let (february, march) = (broken_down(&book, month("2026-02")), broken_down(&book, month("2026-03")));
    check(&lines(&february), &[(of("a"), "54"), (of("b"), "32")]);
    check(&lines(&march), &[(of("a"), "45"), (Part::Redistribution, "30")]);
    let found = contributions(&february, &march).expect("a difference");
    assert_eq!(found.change, decimal("-11"));
    let changes: Vec<(Part, Decimal)> =
        found.lines.iter().map(|line| (line.part.clone(), line.change)).collect();
    check(&changes, &[(of("a"), "-9"), (of("b"), "-32"), (Part::Redistribution, "30")]);
    assert_eq!((found.lines[1].before, found.lines[1].after), (Some(decimal("32")), None));
}

#[test]
fn adjustments_extras_ceiling_and_vetoes_are_parts_of_their_own() {
    // 90 of 100; the adjustment takes 2 × 3; extras 5 + 4, of which 6 count; so 90; the perspective `b`
    // loses its 9 to a veto, and the total is at most 40.
    let mut extra = ["x", "y"].map(|id| percent_of(id, "10"));
    extra.iter_mut().for_each(|own| own.extra = true);
    let [x, y] = extra;
    let step = measure("s", "s", "0", Method::Step(adjustment("2", "0")));
    let step = crate::books::target(counterpoise::domain::target::TargetSource::Expression(
        Expression::parse("3").expect("a number"),
    ))
    .map(|target| counterpoise::domain::measure::Measure { target: Some(target), ..step })
    .expect("a target");
    let mut book = workbook(
        PeriodLength::Month,
        ["a", "b", "s", "x", "y"].map(item).into(),
        vec![
            perspective("first", vec![percent_of("a", "90"), step, x, y]),
            perspective("second", vec![percent_of("b", "10")]),
        ],
    );
    for (item, figure) in [("a", "90"), ("b", "90"), ("s", "0"), ("x", "50"), ("y", "40")] {
        enter(&mut book, WARD, item, "2026-03", figure);
    }
    rules(&mut book).extra_ceiling = Some(decimal("6"));
    let veto = |measure: &str, effect| Veto {
        reason: Name::plain("why"),
        measure: MeasureId::from(measure),
        condition: Expression::parse_condition("actual > 0").expect("a condition"),
        effect,
    };
    rules(&mut book).vetoes =
        vec![veto("b", VetoEffect::PerspectiveToZero), veto("a", VetoEffect::TotalAtMost(decimal("40")))];
    let found = broken_down(&book, month("2026-03"));
    assert_eq!(found.total, decimal("40"));
    check(
        &lines(&found),
        &[
            (of("a"), "81"),
            (of("s"), "-6"),
            (of("x"), "5"),
            (of("y"), "4"),
            (of("b"), "9"),
            (Part::PerspectiveVeto("second".into()), "-9"),
            (Part::Ceiling, "-3"),
            (Part::TotalVeto, "-41"),
        ],
    );
}

#[test]
fn what_stands_in_for_a_perspective_is_a_part_of_its_own() {
    let mut book = workbook(
        PeriodLength::Month,
        ["a", "b"].map(item).into(),
        vec![
            perspective("first", vec![percent_of("a", "60")]),
            perspective("second", vec![percent_of("b", "40")]),
        ],
    );
    rules(&mut book).missing = MissingPolicy::Substitute;
    let value = Expression::parse("50").expect("a number");
    rules(&mut book).perspectives[1].substitute = Some(Substitute { value, gives: Gives::Percent });
    enter(&mut book, WARD, "a", "2026-03", "90");
    let found = broken_down(&book, month("2026-03"));
    check(&lines(&found), &[(of("a"), "54"), (Part::Substitute("second".into()), "20")]);
}

#[test]
fn a_mean_of_months_has_what_rounding_adds_to_it() {
    // Totals 50, 50 and 51 with 30 + 20, 30 + 20 and 30 + 21: means 30 and 20.33, total 50.33.
    let mut book = monthly(&["a", "b"], vec![percent_of("a", "60"), percent_of("b", "40")]);
    for (month, b) in [("2026-01", "50"), ("2026-02", "50"), ("2026-03", "52.5")] {
        enter(&mut book, WARD, "a", month, "50");
        enter(&mut book, WARD, "b", month, b);
    }
    let quarter = Period::parse("2026-Q1", book.first_month).expect("a quarter");
    check(&lines(&broken_down(&book, quarter)), &[(of("a"), "30"), (of("b"), "20.33")]);
    // 33.33 × 2, and both parts 16.665 rounded to 16.67: one hundredth too much.
    enter(&mut book, WARD, "a", "2026-01", "27.775");
    enter(&mut book, WARD, "b", "2026-01", "41.6625");
    enter(&mut book, WARD, "a", "2026-02", "27.7833");
    enter(&mut book, WARD, "b", "2026-02", "41.65");
    for item in ["a", "b"] {
        enter(&mut book, WARD, item, "2026-03", "");
    }
    // January 16.67 + 16.67 = 33.34 (16.665 each is rounded up), February 16.67 + 16.66 = 33.33; the mean
    // is 33.335, shown 33.34; the means of the parts are 16.67 and 16.665, shown 16.67.
    check(&lines(&broken_down(&book, quarter)), &[(of("a"), "16.67"), (of("b"), "16.67")]);
    enter(&mut book, WARD, "a", "2026-02", "27.7667");
    // Now 16.66 + 16.66 = 33.32: the mean 33.33, the means of the parts 16.665 each.
    check(
        &lines(&broken_down(&book, quarter)),
        &[(of("a"), "16.67"), (of("b"), "16.67"), (Part::Rounding, "-0.01")],
    );
}

#[test]
fn measures_of_another_card_are_matched_by_code() {
    let mut book = monthly(&["a", "b"], vec![percent_of("a", "60"), percent_of("b", "40")]);
    book.units.push(unit("w2", None));
    let mut other = book.scorecards[0].clone();
    (other.id, other.units) = ("other".into(), vec!["w2".into()]);
    other.revisions[0].perspectives[0].measures[0].id = "other-a".into();
    other.revisions[0].perspectives[0].measures[1].code = "c".into();
    book.scorecards.push(other);
    for ward in [WARD, "w2"] {
        enter(&mut book, ward, "a", "2026-03", "50");
        enter(&mut book, ward, "b", "2026-03", "100");
    }
    let theirs = Subject { scorecard: "other".into(), unit: "w2".into(), period: month("2026-03") };
    let found = compare(&Plan::new(&book), &[subject(month("2026-03")), theirs]);
    let (_, against_first) = found[1].as_ref().expect("a total");
    let parts: Vec<Part> =
        against_first.as_ref().expect("a difference").lines.iter().map(|own| own.part.clone()).collect();
    assert_eq!(parts, [of("a"), of("b"), Part::MeasureOf("other".into(), "b".into())]);
}

fn sum(values: impl Iterator<Item = Decimal>) -> Decimal {
    values.fold(Decimal::ZERO, |sum, value| sum.checked_add(value).expect("small numbers"))
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn contributions_add_up_exactly(workbook in workbooks(ordinary)) {
        let plan = Plan::new(&workbook);
        for card in &workbook.scorecards {
            let mut found: Vec<Breakdown> = Vec::new();
            for unit in &card.units {
                for period in periods(&workbook) {
                    let subject = Subject { scorecard: card.id.clone(), unit: unit.clone(), period };
                    let own = breakdown(&plan, &subject);
                    let total = plan.score(&card.id, unit, period).total.points;
                    prop_assert_eq!(own.as_ref().map(|own| own.total), total);
                    found.extend(own);
                }
            }
            for own in &found {
                prop_assert_eq!(sum(own.lines.iter().map(|(_, points)| *points)), own.total);
            }
            for pair in found.windows(2) {
                let difference = contributions(&pair[0], &pair[1]).expect("small numbers");
                prop_assert_eq!(difference.change, pair[1].total - pair[0].total);
                prop_assert_eq!(sum(difference.lines.iter().map(|line| line.change)), difference.change);
            }
        }
    }
}
