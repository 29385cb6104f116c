//! Who the peers of a unit are, that none counts twice, and what the peers' scores stand in for;
//! worked by hand.

use counterpoise::domain::expression::Expression;
use counterpoise::domain::id::{KindId, ScorecardId, UnitId};
use counterpoise::domain::measure::{Gives, Measure, Polarity, Scope, Substitute};
use counterpoise::domain::name::Name;
use counterpoise::domain::scorecard::{MissingPolicy, Override, Scorecard};
use counterpoise::domain::scoring::{MeasureState, Plan, Problem};
use counterpoise::domain::target::{PeerStatistic, PeerTarget, TargetSource};
use counterpoise::domain::unit::{DatedKind, Kind, Unit};
use counterpoise::domain::workbook::Workbook;

use crate::books::{
    CARD, at, decimal, enter, march, monthly, one, percent_of, perspective, problems, revision, rules,
    target, unit,
};
use crate::support::{month, score};

fn of_kind(id: &str, parent: &str, kind: &str) -> Unit {
    let kinds = vec![DatedKind { from: at("2000-01"), kind: KindId::from(kind) }];
    Unit { kinds, ..unit(id, Some(parent)) }
}

/// Held against the mean of the others, at least one.
fn against_others(least_peers: u32) -> Measure {
    let peers = PeerTarget { statistic: PeerStatistic::Mean, with_self: false, least_peers };
    Measure { target: target(TargetSource::Peers(peers)), ..percent_of("a", "100") }
}

/// A hospital of the ward (10) and the units north (20), south (40) and east (90), all surgical;
/// `north` belongs to `division`.
fn hospital(measure: Measure) -> Workbook {
    let mut book = monthly(&["a"], vec![measure]);
    book.kinds =
        ["surgical", "medical"].map(|id| Kind { id: KindId::from(id), name: Name::plain(id) }).into();
    book.units[1] = of_kind("ward", "hospital", "surgical");
    book.units.push(unit("division", Some("hospital")));
    for (id, parent) in [("north", "division"), ("south", "hospital"), ("east", "hospital")] {
        book.units.push(of_kind(id, parent, "surgical"));
        book.scorecards[0].units.push(UnitId::from(id));
    }
    for (id, figure) in [("ward", "10"), ("north", "20"), ("south", "40"), ("east", "90")] {
        enter(&mut book, id, "a", "2026-03", figure);
    }
    book
}

fn place(book: &mut Workbook, id: &str) -> usize {
    book.units.iter().position(|unit| unit.id.as_str() == id).expect("a unit")
}

fn make(book: &mut Workbook, id: &str, change: impl Fn(&mut Unit)) {
    let place = place(book, id);
    change(&mut book.units[place]);
}

#[track_caller]
fn check_mean(book: &Workbook, says: &str, expected: &str) {
    let found = one(&march(book), "a").target.clone().and_then(|target| target.to_decimal());
    assert_eq!(found, Some(decimal(expected)), "{says}");
}

#[test]
fn units_of_the_same_kind_that_use_a_card_with_the_measure() {
    check_mean(&hospital(against_others(2)), "(20 + 40 + 90) ÷ 3", "50");
    let mut book = hospital(against_others(2));
    make(&mut book, "east", |east| east.kinds[0].kind = KindId::from("medical"));
    check_mean(&book, "another kind: (20 + 40) ÷ 2", "30");
    let mut book = hospital(against_others(2));
    make(&mut book, "east", |east| {
        east.kinds.push(DatedKind { from: at("2026-04"), kind: KindId::from("medical") });
    });
    check_mean(&book, "in March still of the same kind", "50");
    let mut book = hospital(against_others(2));
    book.scorecards[0].units.retain(|unit| unit.as_str() != "east");
    check_mean(&book, "without a card", "30");
}

#[test]
fn a_unit_without_a_kind_has_no_peers() {
    let mut book = hospital(against_others(2));
    make(&mut book, "ward", |ward| ward.kinds.clear());
    let report = march(&book);
    assert_eq!(problems(&report, "a"), [Problem::TooFewPeers { found: 0, needed: 2 }]);
    assert_eq!(one(&report, "a").state, MeasureState::Missing);
}

#[test]
fn another_card_with_the_same_measure_makes_a_peer() {
    let mut book = hospital(against_others(2));
    book.scorecards[0].units.retain(|unit| unit.as_str() != "east");
    let mut other = book.scorecards[0].clone();
    (other.id, other.units) = (ScorecardId::from("other"), vec![UnitId::from("east"), UnitId::from("north")]);
    book.scorecards.push(other);
    check_mean(&book, "east by the other card, north once: (20 + 40 + 90) ÷ 3", "50");
    let renamed = rules_of(&mut book.scorecards[1]);
    renamed.code = "b".into();
    check_mean(&book, "the other card has another measure", "30");
}

fn rules_of(card: &mut Scorecard) -> &mut Measure {
    card.revisions[0].measures_mut().next().expect("a measure")
}

#[test]
fn neither_ancestors_nor_descendants_are_peers() {
    let mut book = hospital(against_others(2));
    make(&mut book, "east", |east| east.parent = Some("ward".into()));
    check_mean(&book, "east is below the ward", "30");
    let mut book = hospital(against_others(2));
    make(&mut book, "ward", |ward| ward.parent = Some("east".into()));
    check_mean(&book, "east is above the ward", "30");
    let mut book = hospital(against_others(2));
    make(&mut book, "ward", |ward| ward.parent = Some("division".into()));
    make(&mut book, "division", |division| division.parent = Some("east".into()));
    check_mean(&book, "two levels above", "30");
}

#[test]
fn figures_that_are_read_twice_count_once() {
    // All read their parents: the ward, south and east the hospital, north the division.
    let mut book = hospital(Measure { scope: Scope::Ancestor(1), ..against_others(1) });
    enter(&mut book, "hospital", "a", "2026-03", "160");
    enter(&mut book, "division", "a", "2026-03", "20");
    check_mean(&book, "only the division's is not the ward's own", "20");
    make(&mut book, "ward", |ward| ward.parent = Some("division".into()));
    check_mean(&book, "the hospital's counts once, the division's is its own", "160");
    let two = Measure { scope: Scope::Ancestor(1), ..against_others(2) };
    rules(&mut book).perspectives[0].measures[0] = two;
    let found = problems(&march(&book), "a");
    assert!(found.contains(&Problem::TooFewPeers { found: 1, needed: 2 }), "{found:?}");
}

fn left_out(unit: &str) -> Override {
    Override { unit: unit.into(), measure: "a".into(), weight: None, target: None, left_out: true }
}

#[test]
fn a_unit_for_which_the_measure_is_left_out_is_no_peer() {
    let mut book = hospital(against_others(2));
    rules(&mut book).overrides = vec![left_out("east")];
    check_mean(&book, "east does not have it", "30");
}

#[test]
fn exempt_figures_of_a_peer_show_in_both_totals_whoever_is_scored_first() {
    let mut book = hospital(against_others(2));
    enter(&mut book, "east", "a", "2026-03", "exempt 90");
    let plan = Plan::new(&book);
    let of = |unit: &str| plan.score(&CARD.into(), &unit.into(), month("2026-03"));
    for _ in 0..2 {
        for (unit, without, with) in [("south", "266.67", "100"), ("ward", "33.33", "20")] {
            // South: 40 of (10 + 20) ÷ 2, and of (10 + 20 + 90) ÷ 3. The ward: 10 of 30, and of 50.
            let report = of(unit);
            assert_eq!(report.total.points, Some(decimal(without)), "{unit}");
            let with_exempt = report.with_exempt.expect("a total with exempt figures");
            assert_eq!(with_exempt.points, Some(decimal(with)), "{unit}");
        }
    }
}

/// `b` of 60 points is missing for the ward; `rest` of 40 is at 100 %.
fn substituted(value: &str, gives: Gives) -> Workbook {
    let value = Expression::parse(value).expect("an expression");
    let own = Measure { substitute: Some(Substitute { value, gives }), ..percent_of("b", "60") };
    let mut book = hospital(own);
    book.items.extend(["b", "rest"].map(crate::books::item));
    rules(&mut book).missing = MissingPolicy::Substitute;
    rules(&mut book).perspectives[0].measures.push(percent_of("rest", "40"));
    enter(&mut book, "ward", "rest", "2026-03", "100");
    for (id, figure) in [("north", "50"), ("south", "70"), ("east", "90")] {
        enter(&mut book, id, "b", "2026-03", figure);
    }
    book
}

#[test]
fn the_mean_of_what_the_peers_got_stands_in() {
    let rows = [
        ("points: (30 + 42 + 54) ÷ 3", "peer_mean", Gives::Points, "42"),
        ("percent: (50 + 70 + 90) ÷ 3 of 60", "peer_mean", Gives::Percent, "42"),
        ("a part of it", "peer_mean * 0.5", Gives::Points, "21"),
        ("a share of the weight", "weight / 4", Gives::Points, "15"),
        ("a percent as it stands", "80", Gives::Percent, "48"),
        ("a figure of the unit", "rest / 10", Gives::Points, "10"),
    ];
    for (says, value, gives, points) in rows {
        let report = march(&substituted(value, gives));
        assert_eq!(one(&report, "b").points, Some(decimal(points)), "{says}");
        assert_eq!(one(&report, "b").state, MeasureState::Substituted, "{says}");
        assert_eq!(report.total.points, Some(decimal(points) + decimal("40")), "{says}");
        assert_eq!((report.total.coverage.scored, report.total.coverage.applicable), (1, 2), "{says}");
        assert!(report.total.provisional, "{says}: 40 of 100");
    }
}

#[test]
fn without_two_peers_nothing_stands_in() {
    let mut book = substituted("peer_mean", Gives::Points);
    for id in ["north", "south"] {
        enter(&mut book, id, "b", "2026-03", "");
    }
    let report = march(&book);
    assert_eq!(one(&report, "b").state, MeasureState::Missing, "one peer is too few");
    assert!(problems(&report, "b").contains(&Problem::TooFewPeers { found: 1, needed: 2 }));
    assert_eq!(report.total.points, Some(decimal("100")), "40 × 100 ÷ 40");
}

#[test]
fn a_peer_without_full_points_is_left_out_of_the_mean_of_percents() {
    let mut book = substituted("peer_mean", Gives::Percent);
    let weight = Some(percent_of("w", "0").weight);
    rules(&mut book).overrides =
        vec![Override { unit: "east".into(), measure: "b".into(), weight, target: None, left_out: false }];
    // (50 + 70) ÷ 2 of 60.
    assert_eq!(one(&march(&book), "b").points, Some(decimal("36")));
}

#[test]
fn peers_that_read_the_same_figures_count_once_in_the_mean_of_scores() {
    let mut book = substituted("peer_mean", Gives::Points);
    let own = &mut rules(&mut book).perspectives[0].measures[0];
    own.scope = Scope::Ancestor(1);
    // North and south read one hospital at 50, east another at 70; the ward a third, without figures.
    for (id, parent) in [("ward", "c"), ("north", "d"), ("south", "d"), ("east", "e")] {
        make(&mut book, id, |unit| unit.parent = Some(parent.into()));
    }
    book.units.extend(["c", "d", "e"].map(|id| unit(id, None)));
    for id in ["north", "south", "east"] {
        enter(&mut book, id, "b", "2026-03", "");
    }
    enter(&mut book, "d", "b", "2026-03", "50");
    enter(&mut book, "e", "b", "2026-03", "70");
    // (30 + 42) ÷ 2.
    assert_eq!(one(&march(&book), "b").points, Some(decimal("36")));
}

#[test]
fn the_revision_of_the_month_says_what_a_peer_is() {
    let mut book = hospital(against_others(2));
    let mut other = book.scorecards[0].clone();
    (other.id, other.units) = (ScorecardId::from("other"), vec![UnitId::from("east")]);
    let later = revision(vec![perspective("only", vec![percent_of("b", "100")])]);
    other.revisions.push(counterpoise::domain::scorecard::Revision { from: at("2026-03"), ..later });
    book.scorecards[0].units.retain(|unit| unit.as_str() != "east");
    book.scorecards.push(other);
    check_mean(&book, "from March on east has another measure", "30");
}

#[test]
fn three_surgical_units_and_their_lengths_of_stay() {
    // Seed systems 6.10: 8.0, 9.0 and 10.0 days; with itself 2 − 8 ÷ 9, without 2 − 8 ÷ 9.5.
    for (with_self, points) in [(true, "111.11"), (false, "115.79")] {
        let peers = PeerTarget { statistic: PeerStatistic::Mean, with_self, least_peers: 2 };
        let stay = Measure {
            polarity: Polarity::Lower,
            target: target(TargetSource::Peers(peers)),
            ..percent_of("a", "100")
        };
        let mut book = hospital(stay);
        for (id, figure) in [("ward", "8"), ("north", "9"), ("south", "10"), ("east", "")] {
            enter(&mut book, id, "a", "2026-03", figure);
        }
        let report = score(&book, CARD, "ward", month("2026-03"));
        assert_eq!(report.total.points, Some(decimal(points)));
    }
}

#[test]
fn a_unit_with_two_cards_is_read_by_the_one_that_is_scored() {
    // By the card the ward and the others have a, by `other` twice as much, under the same code.
    let mut book = hospital(Measure { polarity: Polarity::Lower, ..against_others(2) });
    let mut other = book.scorecards[0].clone();
    other.id = ScorecardId::from("a-first");
    let measure = rules_of(&mut other);
    measure.actual = Expression::parse("a * 2").expect("an expression");
    for place in [0, 1] {
        let mut book = book.clone();
        book.scorecards.insert(place, other.clone());
        check_mean(&book, "(20 + 40 + 90) ÷ 3", "50");
        let report = score(&book, "a-first", "ward", month("2026-03"));
        let target = one(&report, "a").target.clone().and_then(|target| target.to_decimal());
        assert_eq!(target, Some(decimal("100")), "twice as much");
    }
    book.scorecards[0].units.retain(|unit| unit.as_str() == "ward");
    let mut last = other.clone();
    (last.id, rules_of(&mut last).actual) =
        ("z-last".into(), Expression::parse("a * 3").expect("an expression"));
    book.scorecards.extend([last, other]);
    check_mean(&book, "by the first of the other cards", "100");
}
