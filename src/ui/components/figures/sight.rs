//! What is in sight of the table, and how other places come into sight.

use std::ops::Range;

use leptos::prelude::*;

use super::Grid;
use super::editor::selector;
use crate::grid::{Place, Step, around, offset_to_show, towards, visible};
use crate::ui::browser::document::{self, Sight};
use crate::ui::effects::once_drawn;

/// So many cells, or a little more, are made in one frame.
const CELLS_AT_ONCE: usize = 120;

impl Grid {
    /// What is in sight, and how large a row and a column are.
    fn sight(self) -> Option<Sight> {
        let columns = self.table_now()?.columns.len();
        Some(document::sight(&self.region.get_untracked()?.into(), columns))
    }

    /// Draws what is in sight, and what is around it, before the next frames: a part in each, so that none
    /// is late.
    pub(super) fn look(self) {
        // The page may be scrolled once more when the table is gone.
        if self.looking.try_get_value() == Some(false) {
            self.looking.set_value(true);
            request_animation_frame(move || self.look_now());
        }
    }

    fn look_now(self) {
        if self.looking.try_set_value(false).is_some() {
            return;
        }
        let Some(table) = self.table_now() else { return };
        let (rows, columns) = (self.rows.get_untracked(), self.columns.get_untracked());
        let (count, across) = (table.rows.len(), table.columns.len());
        let sight = self.sight().unwrap_or_default();
        let down = visible(sight.top, sight.height, sight.row, count);
        let along = visible(sight.left, sight.width, sight.column, across);
        let most = |lines: usize| CELLS_AT_ONCE / lines.max(1);
        // Cells of a column cost twice as much: each row of the table is touched for one.
        let columns_now = towards(&columns, &along, across, most(rows.len()) / 2);
        let rows_now = towards(&rows, &down, count, most(columns_now.len()));
        if self.draw(rows_now, columns_now) {
            self.look();
        }
    }

    /// Draws these rows and columns; `false` where nothing changes.
    fn draw(self, rows: Range<usize>, columns: Range<usize>) -> bool {
        let down = self.rows.with_untracked(|before| *before != rows);
        let across = self.columns.with_untracked(|before| *before != columns);
        if down {
            self.rows.set(rows);
        }
        if across {
            self.columns.set(columns);
        }
        down || across
    }

    /// How many rows a page has.
    pub(super) fn page(self) -> usize {
        let sight = self.sight().unwrap_or_default();
        visible(0, sight.height, sight.row, usize::MAX).len().saturating_sub(3).max(1)
    }

    /// Moves the focus to a place; it is drawn first where it is not in the page.
    pub(super) fn go(self, place: Place) {
        if self.draw_around(place) {
            // First, so that nothing draws what was in sight before.
            self.scroll_to(place);
            once_drawn(move || {
                document::focus(&selector(place));
            });
        } else {
            document::focus(&selector(place));
        }
    }

    /// Moves the focus by a step; `false` where there is nothing in that direction.
    pub(super) fn walk(self, from: Place, step: Step) -> bool {
        let to = self.table_now().and_then(|table| table.step(from, step));
        to.is_some_and(|to| {
            self.go(to);
            true
        })
    }

    /// Brings a place into sight without moving the focus.
    pub(super) fn show(self, place: Place) {
        self.draw_around(place);
        self.scroll_to(place);
    }

    fn scroll_to(self, place: Place) {
        let (Some(region), Some(sight)) = (self.region.get_untracked(), self.sight()) else { return };
        let (left, top) = sight_of(&sight, place);
        document::scroll_to(&region, left, top);
    }

    /// Sees to it that a place is drawn, with what will be in sight around it; `true` where it was not.
    fn draw_around(self, place: Place) -> bool {
        let Some(table) = self.table_now() else { return false };
        let sight = self.sight().unwrap_or_default();
        let (left, top) = sight_of(&sight, place);
        let down = visible(top, sight.height, sight.row, table.rows.len());
        let along = visible(left, sight.width, sight.column, table.columns.len());
        let (rows, columns) = (self.rows.get_untracked(), self.columns.get_untracked());
        self.draw(around(place.row, &rows, &down), around(place.column, &columns, &along))
    }
}

/// How far a table is scrolled once a place is in sight: from the left, from above.
fn sight_of(sight: &Sight, place: Place) -> (i32, i32) {
    let (height, width) = (sight.height.saturating_sub(sight.head), sight.width.saturating_sub(sight.first));
    let left = offset_to_show(sight.left, width, sight.column, place.column);
    (left, offset_to_show(sight.top, height, sight.row, place.row))
}
