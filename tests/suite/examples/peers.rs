//! Worked examples of a measure that is held against its peers.

use counterpoise::domain::id::{KindId, UnitId};
use counterpoise::domain::name::Name;
use counterpoise::domain::unit::{DatedKind, Kind, Unit};
use counterpoise::domain::workbook::Workbook;
use serde_json::{Value, json};

use super::Checked;
use super::cells::{
    agree, agree_exactly, book, count, enter_cell, fields, in_measure, miscounted, number_or_none, polarity,
    with,
};
use crate::books::{WARD, at, march, one, unit};

/// A unit below the hospital that has been surgical since ever.
fn surgical(id: &str) -> Unit {
    let kinds = vec![DatedKind { from: at("2000-01"), kind: KindId::from("surgical") }];
    Unit { kinds, ..unit(id, Some("hospital")) }
}

/// Makes the ward surgical, and a user of the card out of every figure in `peers`.
pub(super) fn enter_peers(book: &mut Workbook, item: &str, peers: &str) -> Checked {
    book.kinds = vec![Kind { id: KindId::from("surgical"), name: Name::plain("Surgical") }];
    book.units[1] = surgical(WARD);
    for (place, figure) in peers.split(' ').filter(|figure| !figure.is_empty()).enumerate() {
        let id = format!("peer-{place}");
        book.units.push(surgical(&id));
        book.scorecards[0].units.push(UnitId::from(&*id));
        enter_cell(book, &id, item, "2026-03", figure)?;
    }
    Ok(())
}

pub(super) fn peer_methods(cells: &[&str]) -> Checked {
    let [kind, direction, full, actual, peers, parameters, _, points] = *cells else {
        return miscounted(cells);
    };
    let changes = [
        (&*in_measure("method"), Value::Object(fields(&format!("kind: {kind}, {parameters}"))?)),
        (&in_measure("polarity"), polarity(direction)),
        (&in_measure("weight"), json!(full)),
        (&in_measure("target"), Value::Null),
    ];
    let mut book = with(book(), &changes)?;
    enter_cell(&mut book, WARD, "a", "2026-03", actual)?;
    enter_peers(&mut book, "a", peers)?;
    agree(one(&march(&book), "m").points, number_or_none(points)?)
}

pub(super) fn peer_targets(cells: &[&str]) -> Checked {
    let [statistic, with_self, least_peers, direction, actual, peers, _, target] = *cells else {
        return miscounted(cells);
    };
    let statistic = match statistic.strip_prefix("quantile ") {
        Some(share) => json!({"quantile": share}),
        None => json!(statistic),
    };
    let source = json!({
        "kind": "peers", "statistic": statistic, "with_self": with_self == "yes", "least_peers": count(least_peers)?,
    });
    let changes = [
        (&*in_measure("target"), json!({"source": source, "uplift": "0", "offset": "0"})),
        (&in_measure("polarity"), polarity(direction)),
    ];
    let mut book = with(book(), &changes)?;
    enter_cell(&mut book, WARD, "a", "2026-03", actual)?;
    enter_peers(&mut book, "a", peers)?;
    agree_exactly(one(&march(&book), "m").target.as_ref(), target)
}
