//! What was done with whole workbooks, so that it can be taken back as edits can: one was moved into
//! the bin, or a new one was opened.

use leptos::prelude::*;

use super::route::{Route, ScoresRoute};
use super::session::Session;
use crate::document::Document;
use crate::domain::id::WorkbookId;
use crate::ui::browser::clock;

/// A change to the list of workbooks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// A workbook was moved into the bin; whether it was open.
    Deleted(WorkbookId, bool),
    /// A new workbook was opened while this other one was open. It can be taken back until work on it
    /// is left.
    Added(WorkbookId, Option<WorkbookId>),
}

/// What was done, and what was taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Deeds {
    done: Vec<Deed>,
    undone: Vec<Deed>,
}

impl Deed {
    fn id(&self) -> &WorkbookId {
        match self {
            Self::Deleted(id, _) | Self::Added(id, _) => id,
        }
    }
}

impl Deeds {
    /// Whether the last deed can be taken back while this workbook is open and has no steps left.
    pub(super) fn can_undo(&self, open: Option<&WorkbookId>) -> bool {
        match self.done.last() {
            Some(Deed::Deleted(..)) => true,
            Some(Deed::Added(id, _)) => open == Some(id),
            None => false,
        }
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}

impl Session {
    /// Moves a workbook into the bin; can be taken back.
    pub(crate) fn delete(self, id: &WorkbookId) {
        let was_open = self.open_id_untracked().as_ref() == Some(id);
        if was_open && !self.may_leave() {
            return;
        }
        self.note_deed(Deed::Deleted(id.clone(), was_open));
        self.bin(id);
    }

    fn bin(self, id: &WorkbookId) {
        if self.open_id_untracked().as_ref() == Some(id) {
            self.close();
        }
        self.set_deleted(id, Some(&clock::now()));
    }

    /// Opens a new workbook in the place of the open one; can be taken back.
    pub(crate) fn add(self, document: Document) -> bool {
        let added = Deed::Added(document.workbook.id.clone(), self.open_id_untracked());
        let opened = self.open_new(document);
        if opened {
            self.note_deed(added);
        }
        opened
    }

    /// The open workbook is left: if it was changed, it is no longer merely added.
    pub(super) fn forget_changed(self) {
        let changed = self.open.with_untracked(|open| {
            open.as_ref().filter(|open| open.changes > 1).map(|open| open.document.workbook.id.clone())
        });
        if let Some(id) = changed {
            self.forget_added(&id);
        }
    }

    /// A workbook was worked on, and is no longer merely added.
    pub(super) fn forget_added(self, id: &WorkbookId) {
        self.deeds
            .update(|deeds| deeds.done.retain(|deed| !matches!(deed, Deed::Added(added, _) if added == id)));
    }

    /// A workbook is gone for good.
    pub(super) fn forget_deeds_of(self, id: &WorkbookId) {
        self.deeds.update(|deeds| {
            deeds.done.retain(|deed| deed.id() != id);
            deeds.undone.retain(|deed| deed.id() != id);
        });
    }

    /// Something else was done: what was taken back before cannot be done again.
    pub(super) fn forget_undone(self) {
        if self.deeds.with_untracked(Deeds::can_redo) {
            self.deeds.update(|deeds| deeds.undone.clear());
        }
    }

    fn note_deed(self, deed: Deed) {
        self.deeds.update(|deeds| {
            deeds.undone.clear();
            deeds.done.push(deed);
        });
    }

    /// Takes back the last deed; `false` when there is none that can be.
    pub(super) fn undo_deed(self) -> bool {
        let open = self.open_id_untracked();
        let takes_open = |deeds: &Deeds| matches!(deeds.done.last(), Some(Deed::Added(..)));
        let possible = |deeds: &Deeds| {
            deeds.can_undo(open.as_ref()) && (self.writes.get_untracked() || !takes_open(deeds))
        };
        if !self.deeds.with_untracked(possible) {
            return false;
        }
        let Some(deed) = self.deeds.try_update(|deeds| deeds.done.pop()).flatten() else { return false };
        match &deed {
            Deed::Deleted(id, was_open) => self.bring_back(id, *was_open),
            Deed::Added(id, before) => {
                self.bin(id);
                if let Some(before) = before {
                    let _ = self.open_stored(before);
                }
            }
        }
        self.deeds.update(|deeds| deeds.undone.push(deed));
        true
    }

    /// Does the deed again that was taken back last; `false` when there is none.
    pub(super) fn redo_deed(self) -> bool {
        let Some(deed) = self.deeds.try_update(|deeds| deeds.undone.pop()).flatten() else { return false };
        match &deed {
            Deed::Deleted(id, _) => self.bin(id),
            Deed::Added(id, _) => self.bring_back(id, true),
        }
        self.deeds.update(|deeds| deeds.done.push(deed));
        true
    }

    fn bring_back(self, id: &WorkbookId, open: bool) {
        self.set_deleted(id, None);
        if open && self.open_stored(id).is_ok() {
            Route::Scores(ScoresRoute::default()).go();
        }
    }
}
