//! Rows of figures, and what is doubted of them.

use counterpoise::domain::checks::{Doubt, Place, of_figures};
use counterpoise::domain::item::PlausibleRange;
use counterpoise::domain::name::Name;

use super::Checked;
use super::cells::{agree, book, enter_cell, halves, miscounted, number};
use crate::books::WARD;

/// `46 460 47` from January on, and `slipped 2` for the second of them.
pub(super) fn findings(cells: &[&str]) -> Checked {
    let [figures, unit, plausible, _, findings] = *cells else { return miscounted(cells) };
    let mut book = book();
    book.items[0].unit_of_measure = Name::plain(unit);
    if plausible != "–" {
        let (low, high) = halves(plausible, " to ")?;
        book.items[0].plausible = Some(PlausibleRange { low: number(low)?, high: number(high)? });
    }
    for (place, figure) in figures.split(' ').enumerate() {
        enter_cell(&mut book, WARD, "a", &format!("2026-{:02}", place + 1), figure)?;
    }
    let found = of_figures(&book, None).into_iter().map(|finding| {
        let Place::Figure(cell) = finding.place else { return format!("{:?}", finding.place) };
        let doubt = match finding.doubt {
            Doubt::OutsideRange { .. } => "range",
            Doubt::SlippedPoint { .. } => "slipped",
            Doubt::FractionForPercent(_) => "fraction",
            Doubt::MissingMonths(_) => "gap",
            _ => "another",
        };
        format!("{doubt} {}", cell.month.number())
    });
    let found = found.collect::<Vec<_>>().join(", ");
    agree(if found.is_empty() { "–" } else { &found }, findings)
}
