//! The part of a workbook on which one unit's score rests scores as the whole does.

use counterpoise::domain::extract::extract;
use counterpoise::domain::id::{ScorecardId, UnitId};
use counterpoise::domain::measure::{Measure, Scope};
use counterpoise::domain::scoring::Plan;
use counterpoise::domain::target::{PeerStatistic, PeerTarget, TargetSource};
use counterpoise::domain::unit::{DatedKind, Kind};
use counterpoise::domain::workbook::Workbook;
use proptest::prelude::*;

use crate::books::{at, decimal, enter, march, monthly, percent_of, target, unit};
use crate::random_books::{config, ordinary, periods, workbooks};
use crate::support::sample;

fn check(workbook: &Workbook) {
    let plan = Plan::new(workbook);
    for card in &workbook.scorecards {
        for unit in &card.units {
            let part = extract(workbook, &card.id, unit).expect("a part");
            let part = Plan::new(&part);
            for period in periods(workbook) {
                let (whole, part) = (plan.score(&card.id, unit, period), part.score(&card.id, unit, period));
                assert_eq!(part, whole, "{} {unit} {}", card.id, period.last());
            }
        }
    }
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn a_part_scores_as_the_whole(workbook in workbooks(ordinary)) {
        check(&workbook);
    }
}

#[test]
fn the_parts_of_the_sample_score_as_the_whole() {
    check(&sample());
}

/// Three thousand wards of two kinds below one hospital, each with one figure.
fn large(own: Measure) -> Workbook {
    let mut book = monthly(&["a"], vec![own]);
    for name in ["even", "odd"] {
        book.kinds.push(Kind { id: name.into(), name: counterpoise::domain::name::Name::plain(name) });
    }
    for number in 0..3_000 {
        let id = format!("w{number}");
        let mut ward = unit(&id, Some("hospital"));
        let kind = if number % 2 == 0 { "even" } else { "odd" };
        ward.kinds.push(DatedKind { from: at("2000-01"), kind: kind.into() });
        book.units.push(ward);
        book.scorecards[0].units.push(UnitId::from(id.as_str()));
        enter(&mut book, &id, "a", "2026-03", "50");
    }
    book
}

#[track_caller]
fn check_size(says: &str, own: Measure, units: usize) {
    let part = extract(&large(own), &ScorecardId::from("card"), &UnitId::from("w7")).expect("a part");
    assert_eq!(part.units.len(), units, "{says}");
}

#[test]
fn the_part_is_as_small_as_the_card_allows() {
    let peers = PeerTarget { statistic: PeerStatistic::Mean, with_self: true, least_peers: 1 };
    let own = || percent_of("a", "100");
    check_size("itself and the hospital", own(), 2);
    let peers = Measure { target: target(TargetSource::Peers(peers)), ..own() };
    check_size("and all of its kind", peers, 1_501);
    let above = Measure { scope: Scope::Ancestor(1), ..own() };
    check_size("and all below the hospital, with the ward of no kind", above, 3_002);
    assert_eq!(extract(&sample(), &ScorecardId::from("T2"), &UnitId::from("nobody")), None);
    let mut book = monthly(&["a"], vec![own()]);
    enter(&mut book, "ward", "a", "2026-03", "90");
    let part = extract(&book, &ScorecardId::from("card"), &UnitId::from("ward")).expect("a part");
    assert_eq!(march(&part).total.points, Some(decimal("90")));
}
