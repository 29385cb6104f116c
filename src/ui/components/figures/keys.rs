//! Keys and pointer: the habits of a spreadsheet.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use super::Grid;
use super::details;
use super::editor::selector;
use crate::domain::edit::FigureChange;
use crate::domain::workbook::Workbook;
use crate::grid::{Block, Place, Step, Table};
use crate::ui::browser::document;

/// What fills or empties a block.
type Change = fn(&Table, &Workbook, Block) -> Vec<FigureChange>;

impl Grid {
    pub(super) fn key(self, event: &KeyboardEvent, place: Place) {
        if event.is_composing() || event.alt_key() {
            return;
        }
        let key = event.key();
        let handled = if document::has_command(event) {
            self.command(&key, place)
        } else if let Some(step) = self.step_of(&key, event.shift_key()) {
            self.step(&key, event.shift_key(), place, step)
        } else {
            self.other_key(&key, event.shift_key(), place)
        };
        if handled {
            event.prevent_default();
        }
    }

    /// The step that a key means, unless it moves the caret.
    fn step_of(self, key: &str, shift: bool) -> Option<Step> {
        let (editing, typed) =
            self.typing.with_value(|typing| (typing.editing, typing.editing || typing.text.is_some()));
        Some(match (key, shift) {
            ("Enter", false) => Step::Down,
            ("Enter", true) => Step::Up,
            ("Tab", false) => Step::Next,
            ("Tab", true) => Step::Previous,
            ("ArrowDown", _) if !editing => Step::Down,
            ("ArrowUp", _) if !editing => Step::Up,
            ("ArrowRight", _) if !editing => Step::Right,
            ("ArrowLeft", _) if !editing => Step::Left,
            ("Home", _) if !typed => Step::RowStart,
            ("End", _) if !typed => Step::RowEnd,
            ("PageDown", _) => Step::PageDown(self.page()),
            ("PageUp", _) => Step::PageUp(self.page()),
            _ => return None,
        })
    }

    fn step(self, key: &str, shift: bool, place: Place, step: Step) -> bool {
        if shift && !matches!(key, "Enter" | "Tab") {
            self.stretch(step);
            return true;
        }
        self.session.close_typing();
        let moved = self.walk(place, step);
        // At its end Tab leads out of the table.
        if key == "Tab" {
            return moved;
        }
        if !moved {
            self.leave(place);
        }
        true
    }

    /// Moves the far end of the block.
    fn stretch(self, step: Step) {
        let Some(table) = self.table_now() else { return };
        self.session.close_typing();
        self.block.update(|block| block.to = table.stretch(block.to, step));
        self.reading.update(|reading| (reading.done, reading.echo) = (None, None));
        self.show(self.block.with_untracked(|block| block.to));
    }

    fn command(self, key: &str, place: Place) -> bool {
        match key {
            "Home" => self.walk(place, Step::First),
            "End" => self.walk(place, Step::Last),
            "d" | "D" => self.change_block(Table::fill_down, |w| w.block_filled),
            "r" | "R" if self.block.with_untracked(|block| block.size().1 > 1) => {
                self.change_block(Table::fill_right, |w| w.block_filled)
            }
            _ => false,
        }
    }

    fn other_key(self, key: &str, shift: bool, place: Place) -> bool {
        match (key, shift) {
            ("Delete" | "Backspace", _) if self.has_block() => {
                self.change_block(Table::clear, |w| w.block_emptied)
            }
            ("F2", false) => {
                self.edit(place);
                true
            }
            ("F2", true) => {
                details::enter();
                true
            }
            ("Escape", _) => {
                self.restore(place);
                true
            }
            _ => false,
        }
    }

    /// Whether several cells are chosen and none of them is being edited.
    pub(super) fn has_block(self) -> bool {
        self.block.with_untracked(|block| block.is_several()) && self.typing.with_value(|it| !it.editing)
    }

    /// Fills or empties the block, as one step.
    pub(super) fn change_block(
        self,
        change: Change,
        done: fn(&crate::i18n::Messages) -> &'static str,
    ) -> bool {
        let (Some(table), block) = (self.table_now(), self.block.get_untracked()) else { return false };
        let changes = self.session.with_untracked(|workbook| change(&table, workbook, block));
        self.set_figures(changes.unwrap_or_default(), done);
        true
    }

    /// Double click and F2: arrows move the caret. A figure that is the sum of its deductions is edited
    /// there.
    pub(super) fn edit(self, place: Place) {
        let listed = self
            .table_now()
            .and_then(|table| self.session.with_untracked(|workbook| table.is_listed(place, workbook)));
        if listed == Some(true) {
            return self.open_deductions();
        }
        self.typing.update_value(|typing| typing.editing = true);
        if let Some(input) = document::input(&selector(place)) {
            document::caret_to_end(&input);
        }
    }

    /// With Shift, or dragged over: the block reaches to the place. Else the field is entered.
    pub(super) fn point(self, event: &MouseEvent, place: Place) {
        let entered = self.reading.with_untracked(|reading| reading.cell.is_some());
        if event.shift_key() && entered {
            event.prevent_default();
            self.stretch_to(place);
        } else if self.has_block() {
            self.block.set(Block::of(place));
        }
    }

    /// The pointer is over a place; while its button is held it stretches the block.
    pub(super) fn drag(self, event: &MouseEvent, place: Place) {
        let from = self.block.with_untracked(|block| block.from);
        if event.buttons() & 1 == 1 && (place != from || self.has_block()) {
            event.prevent_default();
            self.stretch_to(place);
        }
    }

    fn stretch_to(self, place: Place) {
        if self.block.with_untracked(|block| block.to != place) {
            self.block.update(|block| block.to = place);
        }
    }
}
