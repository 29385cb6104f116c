//! Blocks to and from the clipboard, as spreadsheets exchange them.

use leptos::ev::ClipboardEvent;
use leptos::prelude::*;

use super::Grid;
use crate::domain::edit::{Edit, FigureChange};
use crate::domain::figure::Cell;
use crate::grid::{Paste, Table};
use crate::i18n::{Messages, fill};
use crate::interop::delimited;
use crate::ui::browser::clipboard;

impl Grid {
    /// Copies the block; a single cell is copied as any field is.
    pub(super) fn copy(self, event: &ClipboardEvent, cut: bool) {
        let Some(table) = self.table_now().filter(|_| self.has_block()) else { return };
        let block = self.block.get_untracked();
        let text = self.session.with_untracked(|workbook| table.copy(workbook, block)).unwrap_or_default();
        if clipboard::put(event, &text) {
            event.prevent_default();
            if cut {
                self.change_block(Table::clear, |w| w.block_emptied);
            } else {
                let (rows, columns) = block.size();
                let done =
                    fill(self.session.words().block_copied, &[&rows.to_string(), &columns.to_string()]);
                self.say_done(done);
            }
        }
    }

    /// Pastes a block. All of it at once where every cell can be taken, else it is shown first.
    pub(super) fn paste(self, event: &ClipboardEvent) {
        let text = clipboard::text(event);
        let several = text.trim_end_matches(['\r', '\n']).contains(['\t', '\r', '\n']);
        if self.typing.with_value(|typing| typing.editing) || !several && !self.has_block() {
            return;
        }
        let (Ok(cells), Some(table)) = (delimited::read_block(&text), self.table_now()) else { return };
        event.prevent_default();
        let block = self.block.get_untracked();
        let paste = self.session.with_untracked(|workbook| table.paste(workbook, block, &cells));
        let Some(paste) = paste else { return };
        if paste.refused.is_empty() {
            self.take_paste(paste);
        } else {
            self.pasting.set(Some(paste));
        }
    }

    /// Takes what can be taken of a pasted block, as one step.
    pub(super) fn take_paste(self, paste: Paste) {
        let entered = paste.changes.len().saturating_sub(paste.emptied);
        let done = fill(
            self.session.words().block_pasted,
            &[&entered.to_string(), &paste.emptied.to_string(), &paste.same.to_string()],
        );
        self.set_figures(paste.changes, |_| "");
        self.say_done(done);
    }

    /// Sets figures as one step, and says so.
    pub(super) fn set_figures(self, changes: Vec<FigureChange>, done: fn(&Messages) -> &'static str) {
        self.session.close_typing();
        self.typing.update_value(|typing| typing.text = None);
        let count = changes.len().to_string();
        let cells: Vec<Cell> = changes.iter().map(|change| change.cell.clone()).collect();
        if !changes.is_empty() {
            self.session.dispatch(Edit::SetFigures(changes));
        }
        self.drop_drafts(&cells);
        self.say_done(fill(done(self.session.words()), &[&count]));
    }

    fn say_done(self, done: String) {
        self.reading.update(|reading| {
            (reading.echo, reading.refused, reading.done) = (None, None, Some(done));
        });
    }
}
