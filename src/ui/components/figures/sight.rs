//! What is in sight of the table, and how other places come into sight.

use std::ops::Range;

use leptos::prelude::*;

use super::Grid;
use super::editor::{Typing, selector};
use super::table::place_of;
use crate::grid::{Place, Step, around, drawn, offset_to_show, visible};
use crate::ui::browser::document::{self, Sight};
use crate::ui::effects::once_drawn;

impl Grid {
    /// What is in sight, and how large a row and a column are.
    fn sight(self) -> Option<Sight> {
        let columns = self.table_now()?.columns.len();
        Some(document::sight(&self.region.get_untracked()?.into(), columns))
    }

    /// Draws what is in sight.
    pub(super) fn look(self) {
        let Some(table) = self.table_now() else { return };
        let (rows, columns) = (table.rows.len(), table.columns.len());
        let sight = self.sight().unwrap_or_default();
        let down = visible(sight.top, sight.height, sight.row, rows);
        let across = visible(sight.left, sight.width, sight.column, columns);
        let held = self.held();
        let rows = drawn(&self.rows.get_untracked(), &down, rows);
        let columns = drawn(&self.columns.get_untracked(), &across, columns);
        if self.draw(rows, columns) {
            self.hold(held);
        }
    }

    /// The cell that has the focus, and what is being typed there.
    fn held(self) -> Option<(Place, Typing)> {
        let place = place_of(&document::focused_input()?)?;
        Some((place, self.typing.get_value()))
    }

    /// Gives a cell the focus back once the page has been drawn anew, should it have lost it: rows that
    /// are put elsewhere in the page lose it.
    fn hold(self, held: Option<(Place, Typing)>) {
        let Some((place, typing)) = held else { return };
        once_drawn(move || {
            let lost = !document::has_focus();
            let Some(input) = document::input(&selector(place)).filter(|_| lost) else { return };
            document::refocus(&input);
            if let Some(text) = typing.text.clone() {
                input.set_value(&text);
                document::caret_to_end(&input);
                self.typing.set_value(typing);
            }
        });
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
        let held = self.held();
        if self.draw_around(place) {
            self.hold(held);
        }
        self.scroll_to(place);
    }

    fn scroll_to(self, place: Place) {
        let (Some(region), Some(sight)) = (self.region.get_untracked(), self.sight()) else { return };
        let top = offset_to_show(sight.top, sight.height.saturating_sub(sight.head), sight.row, place.row);
        let left =
            offset_to_show(sight.left, sight.width.saturating_sub(sight.first), sight.column, place.column);
        document::scroll_to(&region, left, top);
    }

    /// Sees to it that a place is drawn; `true` where it was not.
    fn draw_around(self, place: Place) -> bool {
        let Some(table) = self.table_now() else { return false };
        let (rows, columns) = (self.rows.get_untracked(), self.columns.get_untracked());
        let (rows, columns) =
            (around(place.row, &rows, table.rows.len()), around(place.column, &columns, table.columns.len()));
        self.draw(rows, columns)
    }
}
