//! Shares, overrides, extra points, the least number of scored children and substitutes of
//! perspectives; worked by hand.

use counterpoise::domain::expression::Expression;
use counterpoise::domain::id::UnitId;
use counterpoise::domain::measure::{Gives, Measure, MeasureStatus, Polarity, StatusOf, Substitute, Weight};
use counterpoise::domain::method::Method;
use counterpoise::domain::period::PeriodLength;
use counterpoise::domain::scorecard::{
    MissingPolicy, Objective, Override, Perspective, Status, StatusBands, Weighting,
};
use counterpoise::domain::scoring::{MeasureState, Problem, ScoreReport};
use counterpoise::domain::workbook::Workbook;
use rust_decimal::Decimal;

use crate::books::{
    WARD, adjustment, check_coverage, check_total, decimal, deduction, enter, fixed, item, march, measure,
    monthly, objective, one, percent_of, perspective, rules, workbook,
};
use crate::examples::check_examples;

fn weight(text: &str) -> Weight {
    Weight::new(decimal(text)).expect("a weight")
}

#[test]
fn shares_among_siblings() {
    check_examples(
        "
        | weights | by hand | full points |
        |---|---|---|
        | P 60: a 1, b 2; Q 40: c 5 | 60 × 1⁄3, 60 × 2⁄3, 40 | a 20, b 40, c 40 |
        | P 3: a 1; Q 1: b 1 | 100 × ¾, 100 × ¼ | a 75, b 25 |
        | P 35: a 15, b 20; Q 65: c 100 | 35 × 15⁄35 and 35 × 20⁄35, as in seed systems 6.3 | a 15, b 20, c 65 |
        | P 1: a 1; Q 1: b 1; R 1: c 1 | a third each | a 33.333, b 33.333, c 33.333 |
        | P 50: a 1, b 0; Q 50: c 1 | a weight of zero has no share | a 50, b 0, c 50 |
        | P 0: a 1; Q 50: b 1 | a perspective of zero has no share | a 0, b 100 |
        ",
    );
}

/// Q (60) of objective O (3) with a (1) and b (1), and the measure c (1); P (40) of d.
fn shared() -> Workbook {
    let nested =
        Objective { weight: weight("3"), ..objective("O", vec![percent_of("a", "1"), percent_of("b", "1")]) };
    let q = Perspective {
        weight: weight("60"),
        objectives: vec![nested],
        ..perspective("Q", vec![percent_of("c", "1")])
    };
    let p = Perspective { weight: weight("40"), ..perspective("P", vec![percent_of("d", "7")]) };
    let mut book = workbook(PeriodLength::Month, ["a", "b", "c", "d"].map(item).into(), vec![q, p]);
    rules(&mut book).weighting = Weighting::Share { total: decimal("100") };
    for code in ["a", "b", "c", "d"] {
        enter(&mut book, WARD, code, "2026-03", "100");
    }
    book
}

fn fulls(report: &ScoreReport, ids: &[&str]) -> Vec<Decimal> {
    ids.iter().map(|id| one(report, id).full).collect()
}

fn decimals(texts: &[&str]) -> Vec<Decimal> {
    texts.iter().map(|text| decimal(text)).collect()
}

#[test]
fn objectives_share_with_the_measures_beside_them() {
    let report = march(&shared());
    // O has 3 of 4 parts of 60: 45, half each.
    assert_eq!(fulls(&report, &["a", "b", "c", "d"]), decimals(&["22.5", "22.5", "15", "40"]));
    assert_eq!(report.perspectives()[0].objectives[0].full, decimal("45"));
    check_total(&report, "all full", Some("100"));
    assert_eq!(report.findings, []);
}

#[test]
fn another_total_than_100_is_no_finding_under_shares() {
    let mut book = shared();
    rules(&mut book).weighting = Weighting::Share { total: decimal("1000") };
    let report = march(&book);
    assert_eq!(fulls(&report, &["a", "b", "c", "d"]), decimals(&["225", "225", "150", "400"]));
    check_total(&report, "all full", Some("1000"));
    assert_eq!(report.findings, []);
}

#[test]
fn shares_are_handed_on_level_by_level() {
    let mut book = shared();
    enter(&mut book, WARD, "b", "2026-03", "");
    enter(&mut book, WARD, "d", "2026-03", "");
    let report = march(&book);
    // P hands 40 to Q: × 100 ÷ 60. b hands its half to a.
    assert_eq!(fulls(&report, &["a", "b", "c", "d"]), decimals(&["75", "0", "25", "0"]));
    check_total(&report, "all that is there is full", Some("100"));
    check_coverage(report.total.coverage, "22.5 + 15", (2, 4, 0, "37.5", "100"));
}

#[test]
fn adjustment_items_and_extra_points_have_no_share() {
    let mut book = shared();
    book.items.extend(["share", "bonus"].map(item));
    let share = Measure {
        polarity: Polarity::Lower,
        target: fixed("45"),
        ..measure("share", "share", "9", Method::Step(adjustment("0.2", "0")))
    };
    let bonus = Measure { extra: true, ..percent_of("bonus", "5") };
    rules(&mut book).perspectives[1].measures.extend([share, bonus]);
    enter(&mut book, WARD, "share", "2026-03", "46.5");
    enter(&mut book, WARD, "bonus", "2026-03", "80");
    let report = march(&book);
    assert_eq!(fulls(&report, &["d", "share", "bonus"]), decimals(&["40", "0", "5"]));
    check_total(&report, "100 − 0.30 + 4", Some("103.70"));
    assert_eq!(report.total.extra, Some(decimal("4")));
    assert_eq!(report.perspectives()[1].points, Some(decimal("39.70")));
}

fn own(measure: &str) -> Override {
    Override {
        unit: UnitId::from(WARD),
        measure: measure.into(),
        weight: None,
        target: None,
        left_out: false,
    }
}

#[test]
fn a_unit_may_have_weights_and_targets_of_its_own() {
    let mut book = monthly(&["a", "b"], vec![percent_of("a", "60"), percent_of("b", "40")]);
    enter(&mut book, WARD, "a", "2026-03", "50");
    enter(&mut book, WARD, "b", "2026-03", "100");
    check_total(&march(&book), "30 + 40", Some("70"));
    rules(&mut book).overrides = vec![
        Override { weight: Some(weight("20")), ..own("a") },
        Override { weight: Some(weight("80")), target: fixed("200"), ..own("b") },
    ];
    check_total(&march(&book), "10 + 80 × 100 ÷ 200", Some("50"));
    rules(&mut book).overrides.iter_mut().for_each(|own| own.unit = "hospital".into());
    check_total(&march(&book), "those of another unit", Some("70"));
}

#[test]
fn what_is_left_out_for_a_unit_is_neither_missing_nor_scored() {
    let mut book = monthly(&["a", "b"], vec![percent_of("a", "60"), percent_of("b", "40")]);
    enter(&mut book, WARD, "a", "2026-03", "50");
    rules(&mut book).overrides = vec![Override { left_out: true, ..own("b") }];
    for policy in [MissingPolicy::Redistribute, MissingPolicy::Zero, MissingPolicy::Withhold] {
        rules(&mut book).missing = policy;
        let report = march(&book);
        check_total(&report, "30 of 60", Some("30"));
        assert_eq!((report.total.full, report.total.percent), (decimal("60"), Some(decimal("50"))));
        assert_eq!(one(&report, "b").state, MeasureState::LeftOut);
        check_coverage(report.total.coverage, "one measure", (1, 1, 1, "60", "60"));
    }
}

#[test]
fn under_shares_the_siblings_of_what_is_left_out_have_its_share() {
    for (ids, expected) in [
        (&["b"][..], ["45", "0", "15", "40"]),
        (&["a", "b"][..], ["0", "0", "60", "40"]),
        (&["a", "b", "c"][..], ["0", "0", "0", "100"]),
        (&["d"][..], ["37.5", "37.5", "25", "0"]),
    ] {
        let mut book = shared();
        rules(&mut book).overrides = ids.iter().map(|id| Override { left_out: true, ..own(id) }).collect();
        let report = march(&book);
        assert_eq!(fulls(&report, &["a", "b", "c", "d"]), decimals(&expected), "{ids:?}");
        check_total(&report, "all that is there is full", Some("100"));
        assert_eq!(report.findings, [], "{ids:?}");
    }
}

#[test]
fn weights_of_one_unit_under_shares_count_among_its_siblings() {
    let mut book = shared();
    rules(&mut book).overrides = vec![Override { weight: Some(weight("3")), ..own("a") }];
    assert_eq!(fulls(&march(&book), &["a", "b", "c", "d"]), decimals(&["33.75", "11.25", "15", "40"]));
}

/// `base` of 100 at 90, and the extras x (5) and y (5) at the figures given.
fn with_extras(x: &str, y: &str) -> Workbook {
    let extra = |id: &str| Measure { extra: true, ..measure(id, id, "5", deduction("1", "-10")) };
    let mut book = monthly(&["base", "x", "y"], vec![percent_of("base", "100"), extra("x"), extra("y")]);
    enter(&mut book, WARD, "base", "2026-03", "90");
    enter(&mut book, WARD, "x", "2026-03", x);
    enter(&mut book, WARD, "y", "2026-03", y);
    book
}

#[test]
fn extra_points_stand_beside_the_card_up_to_their_ceiling() {
    let rows = [
        ("5 + 3", "0", "2", None, Some("8"), "98"),
        ("5 + 3, at most 6", "0", "2", Some("6"), Some("6"), "96"),
        ("just the ceiling", "0", "4", Some("6"), Some("6"), "96"),
        ("only one is there", "1", "", Some("6"), Some("4"), "94"),
        ("none is there", "", "", Some("6"), None, "90"),
        ("a ceiling is none for what is taken", "10", "8", Some("6"), Some("-8"), "82"),
    ];
    for (says, x, y, ceiling, extra, total) in rows {
        let mut book = with_extras(x, y);
        rules(&mut book).extra_ceiling = ceiling.map(decimal);
        let report = march(&book);
        assert_eq!(report.total.extra, extra.map(decimal), "{says}");
        check_total(&report, says, Some(total));
        assert_eq!(
            (report.total.full, report.perspectives()[0].points),
            (decimal("100"), Some(decimal("90"))),
            "{says}"
        );
        check_coverage(report.total.coverage, says, (1, 1, 0, "100", "100"));
    }
}

#[test]
fn extra_points_are_never_scaled_and_are_no_score_of_their_own() {
    for policy in [MissingPolicy::Redistribute, MissingPolicy::Zero, MissingPolicy::Substitute] {
        let mut book = with_extras("0", "0");
        enter(&mut book, WARD, "base", "2026-03", "");
        rules(&mut book).missing = policy;
        check_total(&march(&book), "nothing of the card has a figure", None);
    }
    let mut book = with_extras("0", "0");
    rules(&mut book).perspectives[0].measures.push(percent_of("gone", "100"));
    book.items.push(item("gone"));
    check_total(&march(&book), "90 × 2, and 10 as they are", Some("190"));
}

/// P: a and b of 30 each, and an objective O with c and d of 10 each; Q: e of 20.
fn five() -> Workbook {
    let nested = objective("O", vec![percent_of("c", "10"), percent_of("d", "10")]);
    let p = Perspective {
        objectives: vec![nested],
        ..perspective("P", vec![percent_of("a", "30"), percent_of("b", "30")])
    };
    let q = perspective("Q", vec![percent_of("e", "20")]);
    workbook(PeriodLength::Month, ["a", "b", "c", "d", "e"].map(item).into(), vec![p, q])
}

#[test]
fn below_the_least_number_of_scored_children_a_parent_is_left_out() {
    let all = ["a", "b", "c", "d", "e"];
    let fewer = |found, needed| vec![Problem::TooFewScored { found, needed }];
    let rows = [
        ("an objective of two has both", &all[..], (2, 3, 2), Some("50"), vec![]),
        // 5 + 5 of c and d are not there: a and b take over.
        (
            "an objective of two has one: P is a and b",
            &["a", "b", "c", "e"][..],
            (2, 2, 2),
            Some("50"),
            fewer(1, 2),
        ),
        ("a perspective of three has two", &["a", "b", "e"][..], (2, 3, 1), Some("50"), fewer(2, 3)),
        ("and then the card has one of two", &["a", "b", "e"][..], (1, 3, 2), None, vec![]),
        ("the objective counts as one child", &["c", "d", "e"][..], (2, 2, 1), Some("50"), fewer(1, 2)),
        ("enough on every level", &["a", "c", "d", "e"][..], (2, 2, 2), Some("50"), vec![]),
    ];
    for (says, there, (of_objective, of_perspective, of_card), total, found) in rows {
        let mut book = five();
        let card = rules(&mut book);
        card.least_scored = Some(of_card);
        card.perspectives[0].least_scored = Some(of_perspective);
        card.perspectives[0].objectives[0].least_scored = Some(of_objective);
        for code in there {
            enter(&mut book, WARD, code, "2026-03", "50");
        }
        let report = march(&book);
        check_total(&report, says, total);
        let about_card = report.findings.into_iter().filter(|finding| finding.measure.is_none());
        let about_card: Vec<Problem> = about_card.map(|finding| finding.problem).collect();
        if total.is_some() {
            assert_eq!(about_card, found, "{says}");
        } else {
            assert_eq!(about_card, [fewer(1, 2), fewer(2, 3)].concat(), "{says}");
        }
    }
}

#[test]
fn what_is_left_out_of_the_total_is_left_out_of_its_coverage() {
    // P has two of the three children it must have: the total rests on the 20 points of Q.
    let mut book = five();
    rules(&mut book).perspectives[0].least_scored = Some(3);
    for code in ["a", "b", "e"] {
        enter(&mut book, WARD, code, "2026-03", "50");
    }
    let report = march(&book);
    check_total(&report, "10 × 100 ÷ 20", Some("50"));
    check_coverage(report.total.coverage, "only e", (1, 5, 0, "20", "100"));
    assert!(report.total.provisional);
}

#[test]
fn a_child_that_only_counts_as_zero_is_not_scored() {
    // Under zero the objective's points are 0, but none of its measures has a score.
    let mut book = five();
    rules(&mut book).missing = MissingPolicy::Zero;
    rules(&mut book).perspectives[0].least_scored = Some(3);
    for code in ["a", "b", "e"] {
        enter(&mut book, WARD, code, "2026-03", "50");
    }
    let report = march(&book);
    assert_eq!(report.perspectives()[0].points, None, "two of three");
    rules(&mut book).perspectives[0].least_scored = None;
    rules(&mut book).least_scored = Some(2);
    enter(&mut book, WARD, "e", "2026-03", "");
    check_total(&march(&book), "one perspective of two", None);
}

#[test]
fn an_adjustment_item_alone_does_not_hold_on_to_the_points_of_its_group() {
    // P: a of 60 is missing, an adjustment of −0.30 is there; Q: e of 40 at 50 %.
    let share = Measure {
        polarity: Polarity::Lower,
        target: fixed("45"),
        ..measure("share", "share", "0", Method::Step(adjustment("0.2", "0")))
    };
    for nested in [false, true] {
        let mut p = perspective("P", vec![percent_of("a", "60"), share.clone()]);
        if nested {
            p.objectives = vec![objective("O", std::mem::take(&mut p.measures))];
        }
        let q = perspective("Q", vec![percent_of("e", "40")]);
        let mut book = workbook(PeriodLength::Month, ["a", "share", "e"].map(item).into(), vec![p, q]);
        enter(&mut book, WARD, "e", "2026-03", "50");
        check_total(&march(&book), "20 × 100 ÷ 40", Some("50"));
        enter(&mut book, WARD, "share", "2026-03", "46.5");
        let report = march(&book);
        check_total(&report, "20 × 100 ÷ 40 − 0.30", Some("49.70"));
        assert_eq!(
            (report.perspectives()[0].points, report.perspectives()[0].percent),
            (Some(decimal("-0.30")), None)
        );
        rules(&mut book).missing = MissingPolicy::Zero;
        check_total(&march(&book), "20 − 0.30", Some("19.70"));
    }
}

#[test]
fn where_nothing_with_full_points_is_there_the_total_has_no_percent() {
    let share = Measure {
        target: fixed("45"),
        ..measure("share", "share", "0", Method::Step(adjustment("0.2", "0")))
    };
    let mut book = monthly(&["a", "share"], vec![percent_of("a", "100"), share]);
    enter(&mut book, WARD, "share", "2026-03", "43.5");
    let total = march(&book).total;
    assert_eq!((total.points, total.percent, total.status), (Some(decimal("-0.30")), None, None));
}

fn stand_in(value: &str, gives: Gives) -> Option<Substitute> {
    Some(Substitute { value: Expression::parse(value).expect("an expression"), gives })
}

#[test]
fn something_stands_in_for_a_perspective() {
    let rows = [
        ("percent of 80", "75", Gives::Percent, Some("60"), "70"),
        ("points", "30", Gives::Points, Some("30"), "40"),
        ("over items", "e / 2", Gives::Percent, Some("20"), "30"),
        ("an expression without a value: Q takes over", "a", Gives::Points, None, "50"),
    ];
    for (says, value, gives, points, total) in rows {
        let mut book = five();
        rules(&mut book).missing = MissingPolicy::Substitute;
        rules(&mut book).perspectives[0].substitute = stand_in(value, gives);
        enter(&mut book, WARD, "e", "2026-03", "50");
        let report = march(&book);
        assert_eq!(report.perspectives()[0].points, points.map(decimal), "{says}");
        assert_eq!(report.perspectives()[0].substituted, points.is_some(), "{says}");
        check_total(&report, says, Some(total));
        check_coverage(report.total.coverage, says, (1, 5, 0, "20", "100"));
        rules(&mut book).missing = MissingPolicy::Redistribute;
        check_total(&march(&book), "another policy", Some("50"));
    }
}

#[test]
fn nothing_stands_in_for_what_does_not_apply() {
    let mut book = five();
    rules(&mut book).missing = MissingPolicy::Substitute;
    rules(&mut book).perspectives[0].substitute = stand_in("100", Gives::Percent);
    for code in ["a", "b", "c", "d"] {
        enter(&mut book, WARD, code, "2026-03", "n/a");
    }
    enter(&mut book, WARD, "e", "2026-03", "50");
    let report = march(&book);
    assert_eq!((report.perspectives()[0].points, report.perspectives()[0].substituted), (None, false));
    check_total(&report, "10 × 100 ÷ 20", Some("50"));
}

#[test]
fn no_score_is_made_of_substitutes_alone() {
    let mut book = five();
    rules(&mut book).missing = MissingPolicy::Substitute;
    rules(&mut book).perspectives[0].substitute = stand_in("80", Gives::Percent);
    rules(&mut book).perspectives[1].measures[0].substitute = stand_in("80", Gives::Percent);
    let report = march(&book);
    check_total(&report, "a unit with no figures has no score", None);
    assert!(report.perspectives().iter().all(|part| part.points.is_none()));
}

#[test]
fn a_measure_may_have_status_bands_of_its_own() {
    use Status::{AtRisk, OffTarget, OnTarget};
    let bands = |on_target, at_risk| StatusBands { on_target: decimal(on_target), at_risk: decimal(at_risk) };
    let of = |of, on_target, at_risk| Some(MeasureStatus { of, bands: bands(on_target, at_risk) });
    let (percent, actual) = (StatusOf::Percent, StatusOf::Actual);
    let rows = [
        ("the card's", Polarity::Higher, None, "94.9", AtRisk),
        ("of its percent", Polarity::Higher, of(percent, "90", "50"), "90", OnTarget),
        ("of its percent", Polarity::Higher, of(percent, "90", "50"), "89", AtRisk),
        ("of its percent", Polarity::Higher, of(percent, "90", "50"), "49.9", OffTarget),
        ("of its actual", Polarity::Higher, of(actual, "60", "40"), "60", OnTarget),
        ("of its actual", Polarity::Higher, of(actual, "60", "40"), "40", AtRisk),
        ("of its actual", Polarity::Higher, of(actual, "60", "40"), "39", OffTarget),
        ("an actual of which lower is better", Polarity::Lower, of(actual, "2", "5"), "2", OnTarget),
        ("an actual of which lower is better", Polarity::Lower, of(actual, "2", "5"), "5", AtRisk),
        ("an actual of which lower is better", Polarity::Lower, of(actual, "2", "5"), "5.1", OffTarget),
    ];
    for (says, polarity, status, figure, expected) in rows {
        let mut book = monthly(&["a"], vec![Measure { polarity, status, ..percent_of("a", "100") }]);
        enter(&mut book, WARD, "a", "2026-03", figure);
        assert_eq!(one(&march(&book), "a").status, Some(expected), "{says}: {figure}");
    }
}
