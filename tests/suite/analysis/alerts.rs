//! Alerts: each reason where it holds and just where it does not.

use counterpoise::domain::action::{Action, ActionState};
use counterpoise::domain::analysis::alerts::{Reason, alerts};
use counterpoise::domain::day::Day;
use counterpoise::domain::expression::Expression;
use counterpoise::domain::measure::{Measure, Polarity, Range};
use counterpoise::domain::name::Name;
use counterpoise::domain::period::PeriodLength;
use counterpoise::domain::scorecard::{Veto, VetoEffect};
use counterpoise::domain::scoring::Plan;
use counterpoise::domain::workbook::Workbook;

use crate::books::{at, decimal, enter_from, monthly, percent_of, rules};
use crate::support::month;

fn with(measure: Measure, figures: &[&str]) -> Workbook {
    let mut book = monthly(&["a"], vec![measure]);
    enter_from(&mut book, "a", "2026-01", figures);
    book
}

/// The reasons in the month after as many figures.
fn reasons(book: &Workbook, month: &str) -> Vec<Reason> {
    let found = alerts(book, &Plan::new(book), at(month));
    found.into_iter().flat_map(|alert| alert.reasons).collect()
}

fn lower() -> Measure {
    Measure { polarity: Polarity::Lower, ..percent_of("a", "100") }
}

#[test]
fn a_measure_is_off_target_or_at_risk() {
    assert_eq!(reasons(&with(percent_of("a", "100"), &["79"]), "2026-01"), [Reason::OffTarget]);
    assert_eq!(reasons(&with(percent_of("a", "100"), &["80"]), "2026-01"), [Reason::AtRisk]);
    assert_eq!(reasons(&with(percent_of("a", "100"), &["95"]), "2026-01"), []);
    assert_eq!(reasons(&with(percent_of("a", "100"), &[""]), "2026-01"), []);
}

#[test]
fn more_than_a_fifth_worse_than_its_own_mean_is_an_alert() {
    // Lower is better; the mean of 40, 50 and 60 is 50, and 60 is a fifth more.
    assert_eq!(reasons(&with(lower(), &["40", "60", "50", "60"]), "2026-04"), []);
    let expected = Reason::WorseThanBefore { mean: decimal("50"), percent: decimal("22") };
    assert_eq!(reasons(&with(lower(), &["40", "60", "50", "61"]), "2026-04"), [expected]);
    assert_eq!(reasons(&with(lower(), &["60", "50", "61"]), "2026-03"), [], "two values are too few");
    // Higher is better: 119 is 20.67 % below 150.
    let found = reasons(&with(percent_of("a", "100"), &["140", "160", "150", "119"]), "2026-04");
    assert!(matches!(found.as_slice(), [Reason::WorseThanBefore { .. }]), "{found:?}");
    assert_eq!(reasons(&with(percent_of("a", "100"), &["140", "160", "150", "120"]), "2026-04"), []);
}

#[test]
fn worse_for_the_third_time_is_an_alert() {
    assert_eq!(reasons(&with(lower(), &["50", "51", "52", "53"]), "2026-04"), [Reason::ThreeTimesWorse]);
    assert_eq!(reasons(&with(lower(), &["50", "51", "52"]), "2026-03"), []);
    assert_eq!(reasons(&with(lower(), &["50", "51", "51", "52"]), "2026-04"), []);
    assert_eq!(reasons(&with(lower(), &["50", "", "51", "52", "53"]), "2026-05"), []);
    let range = Polarity::Within(Range { low: decimal("90"), high: decimal("100") });
    let within = Measure { polarity: range, ..percent_of("a", "100") };
    let found = reasons(&with(within, &["100", "101", "88", "103"]), "2026-04");
    assert_eq!(found, [Reason::ThreeTimesWorse], "further away on whichever side");
}

fn with_veto(figure: &str, condition: &str) -> Workbook {
    let mut book = with(lower(), &[figure]);
    rules(&mut book).vetoes = vec![Veto {
        reason: Name::plain("why"),
        measure: "a".into(),
        condition: Expression::parse_condition(condition).expect("a condition"),
        effect: VetoEffect::TotalAtMost(decimal("59")),
    }];
    book
}

#[test]
fn a_veto_is_near_where_a_tenth_is_missing_to_it() {
    let near = [Reason::VetoNear(Name::plain("why"))];
    assert_eq!(reasons(&with_veto("46", "actual > 50"), "2026-01"), near);
    assert_eq!(reasons(&with_veto("45", "actual > 50"), "2026-01"), []);
    let vetoed = reasons(&with_veto("51", "actual > 50"), "2026-01");
    assert_eq!(vetoed, [Reason::Vetoed(Name::plain("why"))]);
    // Lower is better: fewer is not worse.
    assert_eq!(reasons(&with_veto("46", "actual < 45"), "2026-01"), []);
    // 2 − 5 ÷ 100 = 195 points, a tenth fewer is 175.5.
    assert_eq!(reasons(&with_veto("5", "points < 180"), "2026-01"), near);
    assert_eq!(reasons(&with_veto("5", "points < 170"), "2026-01"), []);
}

#[test]
fn the_gravest_stand_first_and_a_longer_period_counts_once_it_has_ended() {
    let mut book = monthly(&["a", "b"], vec![percent_of("a", "60"), percent_of("b", "40")]);
    enter_from(&mut book, "a", "2026-01", &["85", "85", "85"]);
    enter_from(&mut book, "b", "2026-01", &["10", "10", "10"]);
    let found = alerts(&book, &Plan::new(&book), at("2026-03"));
    let measures: Vec<&str> = found.iter().map(|own| own.score.measure.as_str()).collect();
    assert_eq!(measures, ["b", "a"]);
    book.scorecards[0].period = PeriodLength::Quarter;
    let found = alerts(&book, &Plan::new(&book), at("2026-05"));
    assert_eq!(found[0].period.last(), at("2026-03"));
}

#[test]
fn days_are_those_of_the_calendar() {
    let read = |text: &str| text.parse::<Day>().ok().map(|day| day.to_string());
    for text in ["2026-03-31", "2024-02-29", "2000-02-29", "2026-12-01"] {
        assert_eq!(read(text).as_deref(), Some(text));
    }
    for text in
        ["2026-04-31", "2026-02-29", "1900-02-29", "2026-03-00", "2026-3-01", "2026-03-1", "2026-03", ""]
    {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn an_action_is_late_once_its_day_is_over_and_it_is_not_being_checked() {
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let mut action = Action {
        unit: "ward".into(),
        scorecard: "card".into(),
        measure: Some("a".into()),
        period: month("2026-03"),
        cause: "".into(),
        action: "".into(),
        owner: "".into(),
        due: Some(day("2026-04-30")),
        state: ActionState::Do,
    };
    assert!(!action.is_late(day("2026-04-30")));
    assert!(action.is_late(day("2026-05-01")));
    action.state = ActionState::Check;
    assert!(!action.is_late(day("2026-05-01")));
    assert!(action.is_about(&"card".into(), &"ward".into(), Some(&"a".into())));
    assert!(!action.is_about(&"card".into(), &"ward".into(), None));
}
