//! Workbooks for the cases: the ward with a measure `m` over the item `a`, and its peers.

use counterpoise::domain::id::KindId;
use counterpoise::domain::measure::{Measure, Polarity};
use counterpoise::domain::method::Method;
use counterpoise::domain::target::{PeerStatistic, PeerTarget, Target, TargetSource};
use counterpoise::domain::unit::{DatedKind, Kind};
use counterpoise::domain::workbook::Workbook;

use crate::books::{WARD, at, decimal, enter, fixed, measure, monthly, target, unit};
use counterpoise::domain::name::Name;

/// Ten points over the item `a`, a target of 45.
pub(super) fn ten(method: Method) -> Measure {
    Measure { target: fixed("45"), ..measure("m", "a", "10", method) }
}

pub(super) fn lower(measure: Measure) -> Measure {
    Measure { polarity: Polarity::Lower, ..measure }
}

pub(super) fn against(value: &str, measure: Measure) -> Measure {
    Measure { target: fixed(value), ..measure }
}

/// One measure over `a`, `b` and `c`, with the figure of `a` in March 2026.
pub(super) fn book(measure: Measure, actual: &str) -> Workbook {
    let mut book = monthly(&["a", "b", "c"], vec![measure]);
    enter(&mut book, WARD, "a", "2026-03", actual);
    book
}

/// The ward and other wards of its kind, with their figures of `a` in March 2026.
pub(super) fn with_peers(measure: Measure, own: &str, others: &[&'static str]) -> Workbook {
    let mut book = book(measure, own);
    book.kinds = vec![Kind { id: KindId::from("surgical"), name: Name::plain("surgical") }];
    for (place, figure) in others.iter().enumerate() {
        let id = format!("w{}", place + 1);
        book.units.push(unit(&id, Some("hospital")));
        book.scorecards[0].units.push(id.as_str().into());
        enter(&mut book, &id, "a", "2026-03", figure);
    }
    for unit in book.units.iter_mut().skip(1) {
        unit.kinds = vec![DatedKind { from: at("2000-01"), kind: KindId::from("surgical") }];
    }
    book
}

pub(super) fn peers(statistic: PeerStatistic, with_self: bool, least_peers: u32) -> Option<Target> {
    target(TargetSource::Peers(PeerTarget { statistic, with_self, least_peers }))
}

/// A target with an uplift in percent and an offset.
pub(super) fn adjusted(target: Option<Target>, uplift: &str, offset: &str) -> Option<Target> {
    target.map(|target| Target { uplift: decimal(uplift), offset: decimal(offset), ..target })
}
