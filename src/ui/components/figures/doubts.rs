//! What is doubtful among the figures in sight, looked for when the typing pauses.

use leptos::prelude::*;

use super::Grid;
use super::totals::PAUSE;
use crate::domain::checks::{Doubt, Finding, Place, of_figures_of};
use crate::domain::figure::Cell;
use crate::domain::id::UnitId;
use crate::domain::period::Month;
use crate::domain::sorted::SortedMap;
use crate::domain::workbook::Workbook;
use crate::ui::effects::{Later, watch};

/// Keeps what is doubtful up to date.
pub(super) fn follow(grid: Grid) {
    let later = Later::default();
    watch(move || {
        grid.table.track();
        grid.rows.track();
        grid.session.changes();
        later.run(PAUSE, move || grid.look_for_doubts());
    });
}

impl Grid {
    fn look_for_doubts(self) {
        let Some(table) = self.table.try_get_untracked().flatten() else { return };
        let Some(rows) = self.rows.try_get_untracked() else { return };
        let mut units: Vec<&UnitId> = rows.filter_map(|row| table.unit_of_row(row)).collect();
        units.dedup();
        let (first, last) = table.view.span();
        let mut found = SortedMap::default();
        self.usual.update_value(|usual| {
            let look = |workbook: &Workbook| marked(of_figures_of(workbook, &units, usual), first, last);
            found = self.session.with_untracked(look).unwrap_or_default();
        });
        if self.doubts.with_untracked(|before| *before != found) {
            self.doubts.set(found);
        }
    }
}

/// Each doubtful cell from `first` to `last` with what is found there; a gap of several months is
/// found in each of them.
fn marked(findings: Vec<Finding>, first: Month, last: Month) -> SortedMap<Cell, Finding> {
    let mut marked = SortedMap::default();
    for finding in findings {
        let Place::Figure(cell) = &finding.place else { continue };
        let end = match finding.doubt {
            Doubt::MissingMonths(end) => end,
            _ => cell.month,
        };
        for month in cell.month.max(first).through(end.min(last)) {
            marked.insert(Cell { month, ..cell.clone() }, finding.clone());
        }
    }
    marked
}
