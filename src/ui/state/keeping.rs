//! Keeping the open workbook: opening, storing, the second copy, the one tab that writes, snapshots.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;

use super::deeds::Deeds;
use super::route::Route;
use super::save_state::{NotSaved, SaveState};
use super::session::{Incoming, Notice, OpenWorkbook, Session};
use crate::document::{Document, describe};
use crate::domain::history::History;
use crate::domain::id::WorkbookId;
use crate::domain::sorted::SortedMap;
use crate::i18n::keeping_words;
use crate::storage::{
    Kept, Library, Mirror, OpenError, Preferences, Prospect, Restored, last_backup, note_backup, parse_dump,
    part_of_keys, prospects, restore,
};
use crate::ui::browser::local_storage::{self, BrowserStorage};
use crate::ui::browser::{clock, dialogs, scripts};

/// How long another tab's last write may take to be seen here.
const SETTLE: Duration = Duration::from_millis(20);

/// How long a workbook stays in the bin.
pub(crate) const DAYS_IN_BIN: u32 = 30;

/// Under this name a tab remembers which workbook is open in it.
const TAB_WORKBOOK: &str = "counterpoise:open";

impl Session {
    /// Takes what only the second copy has, and empties the bin of what is old.
    pub(crate) fn tidy_up(self) {
        let restored = self.take_newer(&scripts::found_in_mirror());
        self.unmirrored.set(restored.refused);
        let emptied = Library::new(BrowserStorage).empty_bin(&clock::days_ago(DAYS_IN_BIN));
        for id in emptied.unwrap_or_default() {
            scripts::copy_to_mirror(&part_of_keys(&id), |_| ());
        }
        self.refresh_listing();
    }

    /// Offers what a file of everything has newer; `false` when the bytes are no such file.
    pub(super) fn offer_dump(self, bytes: &[u8]) -> bool {
        let Some(dump) = std::str::from_utf8(bytes).ok().and_then(parse_dump) else { return false };
        self.save_if_waiting();
        let found = prospects(&BrowserStorage, &dump);
        if found.iter().all(|(_, prospect)| *prospect == Prospect::Stays) {
            self.notice.set(Some(Notice::NothingNewer));
        } else {
            self.incoming.set(Some(Incoming::Everything(dump, found)));
        }
        Route::Workbooks.go();
        true
    }

    /// Takes what a file of everything has newer.
    pub(crate) fn take_dump(self, dump: &Mirror) {
        if !self.may_leave() {
            return;
        }
        self.close();
        self.take_newer(dump);
        self.refresh_listing();
    }

    fn take_newer(self, copy: &Mirror) -> Restored {
        let restored = restore(&BrowserStorage, copy);
        if !restored.refused.is_empty() {
            self.notice.set(Some(Notice::NotRestored));
        } else if !restored.taken.is_empty() {
            self.notice.set(Some(Notice::Restored));
        }
        restored
    }

    /// Shows a workbook that is not stored yet, and stores it; in the place of a stored one only where
    /// that cannot be read. `false` where the open one must not be left; then nothing has happened.
    pub(crate) fn open_new(self, mut document: Document) -> bool {
        if !self.may_leave() {
            return false;
        }
        document.changed.get_or_insert_with(clock::now);
        let library = Library::new(BrowserStorage);
        let id = &document.workbook.id;
        let damaged = matches!(library.open(id), Err(OpenError::Damaged));
        let kept = if damaged { library.make_way(id) } else { None };
        self.show(document, kept.unwrap_or_default());
        self.save();
        true
    }

    /// Opens a stored workbook, and takes it out of the bin. Nothing happens where the open one must
    /// not be left.
    ///
    /// # Errors
    /// When it cannot be read; what is open stays open.
    pub(crate) fn open_stored(self, id: &WorkbookId) -> Result<(), OpenError> {
        if !self.may_leave() {
            return Ok(());
        }
        if self.listed(id).is_some_and(|is_binned| is_binned) {
            self.set_deleted(id, None);
        }
        let opened = Library::new(BrowserStorage).open(id)?;
        self.show(opened.document, opened.kept);
        if !opened.set_aside.is_empty() {
            self.notice.set(Some(Notice::SetAside(opened.set_aside)));
        }
        self.keep_snapshot_of_earlier_days();
        // The tab that writes also keeps the mirror; which one that is will be heard at once.
        self.save_state.set(SaveState::Mirroring);
        Ok(())
    }

    /// Whether a workbook is in the bin; `None` where it is not listed.
    fn listed(self, id: &WorkbookId) -> Option<bool> {
        self.listing.with_untracked(|listing| {
            let entry = listing.workbooks.iter().find(|entry| entry.id == *id)?;
            Some(entry.deleted.is_some())
        })
    }

    /// The workbook that was open in this tab last, or in any; none that is in the bin.
    pub(crate) fn last_open(self) -> Option<WorkbookId> {
        let here = local_storage::of_tab(TAB_WORKBOOK).map(|id| WorkbookId::from(id.as_str()));
        let of_any = Preferences::load(&BrowserStorage).last_workbook;
        here.filter(|id| self.listed(id).is_some()).or(of_any).filter(|id| self.listed(id) != Some(true))
    }

    /// Whether the open workbook may be left: what was changed and cannot be stored is lost only if the
    /// person says so.
    pub(super) fn may_leave(self) -> bool {
        let stored = self.try_to_store();
        let changed = self.open.with_untracked(|open| open.as_ref().is_some_and(|open| open.changes > 1));
        stored || !changed || dialogs::confirm(keeping_words(self.language.get_untracked()).leave_unsaved)
    }

    /// Whether the open workbook is stored. What waits is stored now, and what could not be stored is
    /// tried once more; where the person has chosen not to store, nothing is.
    pub(crate) fn try_to_store(self) -> bool {
        match self.save_state.get_untracked() {
            SaveState::NotSaved(NotSaved::Chosen) => {}
            SaveState::NotSaved(_) => self.save(),
            _ => self.save_if_waiting(),
        }
        !matches!(self.save_state.get_untracked(), SaveState::NotSaved(_))
    }

    fn show(self, document: Document, kept: Kept) {
        self.forget_changed();
        self.waiting.set(None);
        self.trouble.set((!self.storing.get_untracked()).then_some(NotSaved::Chosen));
        self.drafts.update(BTreeMap::clear);
        self.field_drafts.set(SortedMap::default());
        self.notice.set(None);
        let id = document.workbook.id.clone();
        self.last_backup.set(last_backup(&BrowserStorage, &id));
        self.remember_workbook(Some(id.clone()));
        self.open.set(Some(OpenWorkbook {
            document,
            history: History::noting(describe),
            plan: OnceCell::new(),
            results: OnceCell::new(),
            kept,
            typed_month: None,
            changes: 1,
        }));
        self.note_structure();
        self.writes.set(true);
        scripts::follow(&part_of_keys(&id), move |writes| self.hear_who_writes(writes));
    }

    /// Closes the open workbook.
    pub(crate) fn close(self) {
        self.save_if_waiting();
        self.forget_changed();
        scripts::leave();
        self.writes.set(true);
        self.open.set(None);
        self.note_structure();
        self.remember_workbook(None);
    }

    /// Another tab has taken over, or this one has.
    fn hear_who_writes(self, writes: bool) {
        self.told_to_write.set(writes);
        if !writes {
            if self.waiting.try_update(Option::take).flatten().is_some() {
                self.notice.set(Some(Notice::NotReplaced));
            }
            self.save_if_waiting();
            self.writes.set(false);
            if self.save_state.get_untracked() == SaveState::Mirroring {
                self.save_state.set(SaveState::Saved);
            }
            return;
        }
        let act = move || {
            if !self.told_to_write.get_untracked() {
                return;
            }
            self.follow();
            self.writes.set(true);
            if matches!(self.save_state.get_untracked(), SaveState::Mirroring | SaveState::Saved) {
                self.mirror();
            }
            if let Some(document) = self.waiting.try_update(Option::take).flatten() {
                self.replace(document);
            }
        };
        let act: Box<dyn FnOnce()> = Box::new(act);
        let _ = set_timeout_with_handle(act, SETTLE);
    }

    /// Puts another version in the place of the workbook that was just opened, once it is known that
    /// this tab writes it.
    pub(crate) fn replace_once_writing(self, document: Document) {
        self.waiting.set(Some(document));
    }

    /// Shows what another tab has stored of the open workbook, unless something waits here.
    pub(crate) fn follow(self) {
        let waits = matches!(self.save_state.get_untracked(), SaveState::Saving | SaveState::NotSaved(_));
        let known = self.open.with_untracked(|open| {
            open.as_ref().map(|open| (open.document.workbook.id.clone(), open.kept.revision()))
        });
        let Some((id, revision)) = known.filter(|_| !waits) else { return };
        let library = Library::new(BrowserStorage);
        if library.revision(&id).is_none_or(|stored| stored == revision) {
            return;
        }
        let Ok(opened) = library.open(&id) else { return };
        self.forget_added(&id);
        self.open.update(|open| {
            if let Some(open) = open {
                open.document = opened.document;
                open.kept = opened.kept;
                open.history = History::noting(describe);
                open.plan.take();
                open.typed_month = None;
                open.changes += 1;
            }
        });
        self.save_state.set(SaveState::Saved);
        self.turns.update(|turns| *turns = turns.wrapping_add(1));
        self.note_structure();
    }

    /// Stores the open workbook now, if an edit waits.
    pub(crate) fn save_if_waiting(self) {
        if self.save_state.get_untracked() == SaveState::Saving {
            self.save();
        }
    }

    /// The same in two steps, between which the browser can draw what was typed meanwhile.
    pub(crate) fn save_in_steps(self) {
        if self.save_state.get_untracked() != SaveState::Saving || !self.put() {
            return;
        }
        self.save_state.set(SaveState::Mirroring);
        let act: Box<dyn FnOnce()> = Box::new(move || {
            // What was typed since is saved by itself, and this with it.
            if self.save_state.get_untracked() == SaveState::Mirroring {
                self.tidy_and_mirror();
            }
        });
        let _ = set_timeout_with_handle(act, Duration::ZERO);
    }

    /// Stores the open workbook now and says how that went.
    pub(crate) fn save(self) {
        if self.put() {
            self.tidy_and_mirror();
        }
    }

    fn tidy_and_mirror(self) {
        self.open.update_untracked(|open| {
            if let Some(open) = open {
                Library::new(BrowserStorage).tidy(&mut open.kept);
            }
        });
        self.mirror();
    }

    /// Stores the open workbook; `false` where it is not stored now.
    fn put(self) -> bool {
        if !self.writes.get_untracked() {
            self.save_state.set(SaveState::Saved);
            return false;
        }
        if !self.storing.get_untracked() {
            self.save_state.set(SaveState::NotSaved(NotSaved::Chosen));
            return false;
        }
        let mut result = None;
        self.open.update_untracked(|open| {
            if let Some(open) = open {
                result = Some(Library::new(BrowserStorage).put(&open.document, &mut open.kept));
            }
        });
        let trouble = result.and_then(Result::err).map(|error| NotSaved::from(&error));
        if self.trouble.get_untracked() != trouble {
            self.trouble.set(trouble);
        }
        if let Some(trouble) = trouble {
            self.save_state.set(SaveState::NotSaved(trouble));
        }
        // The other workbooks are as they were; reading all of them again takes long.
        let noted = trouble.is_none()
            && self.open.with_untracked(|open| {
                let note =
                    |open: &OpenWorkbook| self.listing.try_update(|listing| listing.note(&open.document));
                open.as_ref().and_then(note) == Some(true)
            });
        if !noted {
            self.refresh_listing();
        }
        trouble.is_none()
    }

    /// Copies what is stored of the open workbook to the mirror; only then it is *saved*.
    fn mirror(self) {
        let open = self.open.with_untracked(|open| {
            open.as_ref().map(|open| (open.document.workbook.id.clone(), open.changes))
        });
        let Some((id, changes)) = open else { return };
        if self.unmirrored.with_untracked(|left_alone| left_alone.contains(&id)) {
            return self.save_state.set(SaveState::SavedOnce);
        }
        self.save_state.set(SaveState::Mirroring);
        scripts::copy_to_mirror(&part_of_keys(&id), move |copied| {
            let same = self.open.with_untracked(|open| {
                open.as_ref().is_some_and(|open| open.document.workbook.id == id && open.changes == changes)
            });
            if same && self.save_state.get_untracked() == SaveState::Mirroring {
                self.save_state.set(if copied { SaveState::Saved } else { SaveState::SavedOnce });
            }
        });
    }

    /// Keeps the state that is stored as a snapshot, before it is replaced as a whole.
    pub(crate) fn keep_snapshot(self) {
        self.save_if_waiting();
        if let Some(id) = self.open_id_untracked().filter(|_| self.storing.get_untracked()) {
            let _ = Library::new(BrowserStorage).keep_snapshot(&id);
        }
    }

    /// Keeps a snapshot of a state that was left on an earlier day.
    fn keep_snapshot_of_earlier_days(self) {
        let day = |time: &str| time.get(..10).map(str::to_owned);
        let document = self.document();
        let Some(document) = document.filter(|it| it.changed.as_deref().and_then(day) != day(&clock::now()))
        else {
            return;
        };
        let library = Library::new(BrowserStorage);
        let id = document.workbook.id;
        let newest = library.snapshots(&id).unwrap_or_default().into_iter().next();
        if newest.is_none_or(|newest| newest.changed != document.changed) {
            let _ = library.keep_snapshot(&id);
        }
    }

    /// Moves a workbook into the bin, or out of it (`None`).
    pub(crate) fn set_deleted(self, id: &WorkbookId, deleted: Option<&str>) {
        match Library::new(BrowserStorage).set_deleted(id, deleted) {
            Ok(()) => scripts::copy_to_mirror(&part_of_keys(id), |_| ()),
            Err(error) => self.notice.set(Some(Notice::CannotOpen(error))),
        }
        self.refresh_listing();
    }

    /// Removes a workbook of the bin for good, if the person is sure.
    pub(crate) fn remove_for_good(self, id: &WorkbookId) {
        if !dialogs::confirm(keeping_words(self.language.get_untracked()).remove_sure) {
            return;
        }
        match Library::new(BrowserStorage).remove(id) {
            Ok(()) => scripts::copy_to_mirror(&part_of_keys(id), |_| ()),
            Err(error) => self.notice.set(Some(Notice::CannotOpen(error))),
        }
        self.forget_deeds_of(id);
        self.refresh_listing();
        self.measure();
    }

    /// Reads again what is stored.
    pub(crate) fn refresh_listing(self) {
        let listing = Library::new(BrowserStorage).list().unwrap_or_default();
        if self.listing.with_untracked(|known| *known != listing) {
            self.listing.set(listing);
        }
    }

    /// Measures again how full the storage is.
    pub(crate) fn measure(self) {
        let usage = scripts::usage();
        if self.usage.get_untracked() != usage {
            self.usage.set(usage);
        }
    }

    /// Notes that the open workbook was exported just now.
    pub(crate) fn note_backup(self) {
        let now = clock::now();
        if let Some(id) = self.open_id_untracked().filter(|_| self.storing.get_untracked()) {
            let _ = note_backup(&BrowserStorage, &id, &now);
        }
        self.last_backup.set(Some(now));
    }

    /// Goes back to a snapshot of the open workbook; can be undone.
    pub(crate) fn go_back(self, revision: u64) {
        let Some(id) = self.open_id_untracked() else { return };
        match Library::new(BrowserStorage).open_snapshot(&id, revision) {
            Ok(opened) => self.replace(opened.document),
            Err(error) => self.notice.set(Some(Notice::CannotOpen(error))),
        }
    }

    /// Deletes everything of this program from the browser; gives what was there.
    pub(crate) fn delete_everything(self) -> Vec<(String, String)> {
        self.close();
        let texts = Library::new(BrowserStorage).remove_everything().unwrap_or_default();
        scripts::forget_mirror(move |forgotten| {
            if !forgotten {
                self.notice.set(Some(Notice::NotForgotten));
            }
        });
        self.deeds.set(Deeds::default());
        self.refresh_listing();
        self.measure();
        texts
    }

    /// Puts back what was deleted; `false` where the browser does not take it.
    pub(crate) fn put_back(self, texts: &[(String, String)]) -> bool {
        let done = Library::new(BrowserStorage).put_back(texts).is_ok();
        self.refresh_listing();
        self.measure();
        done
    }

    fn remember_workbook(self, id: Option<WorkbookId>) {
        if !self.storing.get_untracked() {
            return;
        }
        local_storage::set_of_tab(TAB_WORKBOOK, id.as_ref().map(WorkbookId::as_str));
        let preferences = Preferences::load(&BrowserStorage);
        let _ = Preferences { last_workbook: id, ..preferences }.save(&BrowserStorage);
    }
}
