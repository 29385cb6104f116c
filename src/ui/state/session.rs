//! The session: the open workbook and everything that changes it. [`Session::dispatch`] is the one
//! write path.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use leptos::prelude::*;

use super::route::Route;
use super::save_state::{NotSaved, SaveState};
use crate::document::Document;
use crate::domain::edit::{Edit, EditError};
use crate::domain::figure::Cell;
use crate::domain::history::History;
use crate::domain::id::WorkbookId;
use crate::domain::name::Language;
use crate::domain::period::Month;
use crate::domain::scoring::{Plan, Results};
use crate::domain::sorted::SortedMap;
use crate::domain::workbook::Workbook;
use crate::forms::{Key, Refusal, Subject};
use crate::i18n::{Messages, messages};
use crate::interop::json::{self, ImportError};
use crate::storage::{Kept, Library, Listing, OpenError, Preferences, Theme, last_backup, note_backup};
use crate::ui::browser::clock;
use crate::ui::browser::files::FileError;
use crate::ui::browser::local_storage::BrowserStorage;

/// Months before the last one with figures whose scores are kept for all units.
const SCORED_MONTHS: i32 = 35;

/// A workbook on the screen.
pub(crate) struct OpenWorkbook {
    /// The workbook and when it last changed.
    pub(crate) document: Document,
    /// Undo and redo.
    history: History,
    /// The workbook made ready for scoring, once someone has asked for a score. It follows edits.
    plan: OnceCell<Plan>,
    /// The scores of all units, once someone has asked for them. Every change takes them away.
    results: OnceCell<Results>,
    /// What storage remembers of it.
    kept: Kept,
    /// The month in which a figure is being typed; `None` after any other change.
    typed_month: Option<Month>,
    /// Counts the changes, so that a change is seen without comparing workbooks.
    pub(crate) changes: u64,
}

impl OpenWorkbook {
    fn plan(&self) -> &Plan {
        self.plan.get_or_init(|| Plan::new(&self.document.workbook))
    }

    /// The last [`SCORED_MONTHS`] months with figures; what lies before is scored when it is asked for.
    fn results(&self) -> &Results {
        self.results.get_or_init(|| {
            let workbook = &self.document.workbook;
            let (first, last) = workbook.figures.span().unwrap_or((Month::january(1), Month::january(1)));
            let first = first.max(last.plus(-SCORED_MONTHS));
            Results::new(Plan::new(workbook), first, last)
        })
    }

    /// Changes the workbook; `act` gives what takes the change back, or nothing if there was none.
    fn make(
        &mut self,
        act: impl for<'h> FnOnce(&'h mut History, &mut Workbook) -> Option<&'h [Edit]>,
    ) -> bool {
        let Some(edits) = act(&mut self.history, &mut self.document.workbook) else { return false };
        follow(&mut self.plan, edits, &self.document.workbook);
        true
    }
}

fn follow(plan: &mut OnceCell<Plan>, edits: &[Edit], workbook: &Workbook) {
    if let Some(plan) = plan.get_mut() {
        edits.iter().for_each(|edit| plan.follow(edit, workbook));
    }
}

/// Something to be said once, above the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// Stored pieces could not be read; raw texts by key.
    SetAside(Vec<String>),
    /// The stored workbook cannot be opened.
    CannotOpen(OpenError),
}

/// A file or text that someone wants to open.
pub(crate) enum Incoming {
    /// It is a workbook.
    Workbook(Box<Document>),
    /// It is not.
    Refused(ImportError),
    /// The browser could not read it.
    Unreadable,
}

/// The session; copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    open: RwSignal<Option<OpenWorkbook>, LocalStorage>,
    /// Turns at every change that is more than a figure being typed.
    structure: RwSignal<bool>,
    /// The page.
    pub(crate) route: RwSignal<Route>,
    /// The language.
    pub(crate) language: RwSignal<Language>,
    /// The colours.
    pub(crate) theme: RwSignal<Theme>,
    /// Whether the work is kept.
    pub(crate) save_state: RwSignal<SaveState>,
    /// Why the last attempt to store failed, until one succeeds.
    pub(crate) trouble: RwSignal<Option<NotSaved>>,
    /// What is stored.
    pub(crate) listing: RwSignal<Listing>,
    /// When the open workbook was last exported, in the words of the clock.
    pub(crate) last_backup: RwSignal<Option<String>>,
    /// Something to be said above the page.
    pub(crate) notice: RwSignal<Option<Notice>>,
    /// What was just done, for whoever does not see it.
    pub(crate) announcement: RwSignal<&'static str>,
    /// Texts in cells that are no figures; they stay until they are.
    pub(crate) drafts: RwSignal<BTreeMap<Cell, String>>,
    /// Texts in other fields that are not taken, and why; they stay until they are.
    pub(crate) field_drafts: RwSignal<SortedMap<String, FieldDraft>>,
    /// Turns at every undo and redo, after which no field shows what was typed.
    pub(crate) turns: RwSignal<u32>,
    /// What someone sent, before it is opened.
    pub(crate) incoming: RwSignal<Option<Incoming>>,
}

/// A text that is not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldDraft {
    /// What is edited.
    pub(crate) subject: Subject,
    /// The field.
    pub(crate) key: Key,
    /// The text as it was typed.
    pub(crate) text: String,
    /// Why it is not taken.
    pub(crate) refusal: Refusal,
}

impl From<Result<Document, ImportError>> for Incoming {
    fn from(read: Result<Document, ImportError>) -> Self {
        match read {
            Ok(document) => Self::Workbook(Box::new(document)),
            Err(error) => Self::Refused(error),
        }
    }
}

/// The session of this page.
pub(crate) fn use_session() -> Session {
    use_context::<Session>().unwrap_or_else(Session::new)
}

impl Session {
    /// A session with the stored preferences and no workbook.
    pub(crate) fn new() -> Self {
        let preferences = Preferences::load(&BrowserStorage);
        let language = preferences.language.unwrap_or_else(super::super::language_of_browser);
        Self {
            open: RwSignal::new_local(None),
            structure: RwSignal::new(false),
            route: RwSignal::new(Route::current()),
            language: RwSignal::new(language),
            theme: RwSignal::new(preferences.theme),
            save_state: RwSignal::new(SaveState::Saved),
            trouble: RwSignal::new(None),
            listing: RwSignal::new(Listing::default()),
            last_backup: RwSignal::new(None),
            notice: RwSignal::new(None),
            announcement: RwSignal::new(""),
            drafts: RwSignal::new(BTreeMap::new()),
            field_drafts: RwSignal::new(SortedMap::default()),
            turns: RwSignal::new(0),
            incoming: RwSignal::new(None),
        }
    }

    /// The texts in the current language.
    pub(crate) fn words(self) -> &'static Messages {
        messages(self.language.get())
    }

    /// One text, in whatever the language is. All texts have one type, which keeps the program
    /// small.
    pub(crate) fn word(self, pick: fn(&Messages) -> &'static str) -> Signal<&'static str> {
        Signal::derive(move || pick(self.words()))
    }

    /// Reads something from the open workbook, and again whenever it changes.
    pub(crate) fn with<T>(self, read: impl FnOnce(&Workbook) -> T) -> Option<T> {
        self.open.with(|open| open.as_ref().map(|open| read(&open.document.workbook)))
    }

    /// Scores something of the open workbook, and again whenever it changes.
    pub(crate) fn with_plan<T>(self, read: impl FnOnce(&Plan, &Workbook) -> T) -> Option<T> {
        self.open.with(|open| open.as_ref().map(|open| read(open.plan(), &open.document.workbook)))
    }

    /// Reads something off the scores of all units, and again whenever the workbook changes.
    pub(crate) fn with_results<T>(self, read: impl FnOnce(&Results, &Workbook) -> T) -> Option<T> {
        self.open.with(|open| open.as_ref().map(|open| read(open.results(), &open.document.workbook)))
    }

    /// Scores something of the open workbook, once.
    pub(crate) fn with_plan_untracked<T>(self, read: impl FnOnce(&Plan, &Workbook) -> T) -> Option<T> {
        self.open.with_untracked(|open| open.as_ref().map(|open| read(open.plan(), &open.document.workbook)))
    }

    /// Reads something that typing a figure does not change, and again after every other change: so
    /// a keystroke in one cell of a large grid does not wake all the others.
    pub(crate) fn with_structure<T>(self, read: impl FnOnce(&Workbook) -> T) -> Option<T> {
        self.structure.track();
        self.with_untracked(read)
    }

    /// The month in which a figure is being typed, if that was the last change.
    pub(crate) fn typed_month(self) -> Option<Month> {
        self.open.with_untracked(|open| open.as_ref()?.typed_month)
    }

    /// Reads something from the open workbook, once.
    pub(crate) fn with_untracked<T>(self, read: impl FnOnce(&Workbook) -> T) -> Option<T> {
        self.open.with_untracked(|open| open.as_ref().map(|open| read(&open.document.workbook)))
    }

    /// The identity of the open workbook.
    pub(crate) fn open_id(self) -> Option<WorkbookId> {
        self.with_structure(|workbook| workbook.id.clone())
    }

    /// The identity of the open workbook, once.
    pub(crate) fn open_id_untracked(self) -> Option<WorkbookId> {
        self.with_untracked(|workbook| workbook.id.clone())
    }

    /// How often the open workbook has changed; 0 when none is open.
    pub(crate) fn changes(self) -> u64 {
        self.open.with(|open| open.as_ref().map_or(0, |open| open.changes))
    }

    /// The open workbook as a document.
    pub(crate) fn document(self) -> Option<Document> {
        self.open.with_untracked(|open| open.as_ref().map(|open| open.document.clone()))
    }

    /// Changes the open workbook, as one step that can be undone.
    pub(crate) fn dispatch(self, edit: Edit) {
        let _ = self.attempt(edit, false);
    }

    /// Changes the open workbook as one step, or as one more keystroke of the step that is being
    /// typed.
    ///
    /// # Errors
    /// When the edit is refused; nothing is changed then.
    pub(crate) fn attempt(self, edit: Edit, typing: bool) -> Result<(), EditError> {
        let mut result = Ok(());
        self.change(None, |open| {
            open.make(|history, workbook| {
                let applied =
                    if typing { history.apply_typing(workbook, edit) } else { history.apply(workbook, edit) };
                applied.map_err(|error| result = Err(error)).ok()
            })
        });
        result
    }

    /// Puts another version of the open workbook in its place, with the time of its last change;
    /// can be undone.
    pub(crate) fn replace(self, document: Document) {
        self.dispatch(Edit::Replace(Box::new(document.workbook)));
        self.open.update_untracked(|open| {
            if let Some(open) = open {
                open.document.changed = document.changed;
            }
        });
    }

    /// Changes the open workbook as one more keystroke of the step that is being typed.
    pub(crate) fn dispatch_typing(self, edit: Edit) {
        let month = edit.cells().first().map(|cell| cell.month);
        self.change(month, |open| open.make(|history, workbook| history.apply_typing(workbook, edit).ok()));
    }

    /// Ends the step that is being typed.
    pub(crate) fn close_typing(self) {
        self.open.update_untracked(|open| {
            if let Some(open) = open {
                open.history.close();
            }
        });
    }

    /// Takes back the step that is being typed, as if it had never begun.
    pub(crate) fn cancel_typing(self) {
        let month = self.typed_month();
        self.change(month, |open| {
            let undone = open.history.cancel(&mut open.document.workbook);
            follow(&mut open.plan, undone.as_deref().unwrap_or_default(), &open.document.workbook);
            undone.is_some()
        });
    }

    /// Takes back the last step.
    pub(crate) fn undo(self) {
        if self.change(None, |open| open.make(History::undo)) {
            self.after_history(self.words().done_undone);
        }
    }

    /// Does the last undone step again.
    pub(crate) fn redo(self) {
        if self.change(None, |open| open.make(History::redo)) {
            self.after_history(self.words().done_redone);
        }
    }

    fn after_history(self, said: &'static str) {
        self.drafts.update(BTreeMap::clear);
        self.field_drafts.set(SortedMap::default());
        self.turns.update(|turns| *turns = turns.wrapping_add(1));
        self.announcement.set(said);
    }

    /// Whether there is a step to take back.
    pub(crate) fn can_undo(self) -> bool {
        self.open.with(|open| open.as_ref().is_some_and(|open| open.history.can_undo()))
    }

    /// Whether there is a step to do again.
    pub(crate) fn can_redo(self) -> bool {
        self.open.with(|open| open.as_ref().is_some_and(|open| open.history.can_redo()))
    }

    /// `typed` is the month of a figure that is being typed, and nothing else is changed then.
    fn change(self, typed: Option<Month>, apply: impl FnOnce(&mut OpenWorkbook) -> bool) -> bool {
        let mut changed = false;
        self.open.maybe_update(|open| {
            if let Some(open) = open {
                open.typed_month = typed;
                open.results.take();
                changed = apply(open);
                if changed {
                    open.changes += 1;
                    open.document.changed = Some(clock::now());
                }
            }
            changed
        });
        if changed {
            self.save_state.set(SaveState::Saving);
            if typed.is_none() {
                self.note_structure();
            }
        }
        changed
    }

    fn note_structure(self) {
        self.structure.set(!self.structure.get_untracked());
    }

    /// Shows a workbook that is not stored yet, and stores it.
    pub(crate) fn open_new(self, mut document: Document) {
        document.changed.get_or_insert_with(clock::now);
        self.show(document, Kept::new());
        self.save();
    }

    /// Opens a stored workbook.
    ///
    /// # Errors
    /// When it cannot be read; what is open stays open.
    pub(crate) fn open_stored(self, id: &WorkbookId) -> Result<(), OpenError> {
        let opened = Library::new(BrowserStorage).open(id)?;
        self.show(opened.document, opened.kept);
        if !opened.set_aside.is_empty() {
            self.notice.set(Some(Notice::SetAside(opened.set_aside)));
        }
        self.save_state.set(SaveState::Saved);
        Ok(())
    }

    fn show(self, document: Document, kept: Kept) {
        self.save_if_waiting();
        self.drafts.update(BTreeMap::clear);
        self.field_drafts.set(SortedMap::default());
        self.notice.set(None);
        self.last_backup.set(last_backup(&BrowserStorage, &document.workbook.id));
        self.remember_workbook(Some(document.workbook.id.clone()));
        self.open.set(Some(OpenWorkbook {
            document,
            history: History::default(),
            plan: OnceCell::new(),
            results: OnceCell::new(),
            kept,
            typed_month: None,
            changes: 1,
        }));
        self.note_structure();
    }

    /// Closes the open workbook.
    pub(crate) fn close(self) {
        self.save_if_waiting();
        self.open.set(None);
        self.note_structure();
        self.remember_workbook(None);
    }

    /// Stores the open workbook now, if an edit waits.
    pub(crate) fn save_if_waiting(self) {
        if self.save_state.get_untracked() == SaveState::Saving {
            self.save();
        }
    }

    /// Stores the open workbook now and says how that went.
    pub(crate) fn save(self) {
        let mut result = None;
        self.open.update_untracked(|open| {
            if let Some(open) = open {
                result = Some(Library::new(BrowserStorage).save(&open.document, &mut open.kept));
            }
        });
        let trouble = result.and_then(Result::err).map(|error| NotSaved::from(&error));
        if self.trouble.get_untracked() != trouble {
            self.trouble.set(trouble);
        }
        self.save_state.set(trouble.map_or(SaveState::Saved, SaveState::NotSaved));
        self.refresh_listing();
    }

    /// Reads again what is stored.
    pub(crate) fn refresh_listing(self) {
        let listing = Library::new(BrowserStorage).list().unwrap_or_default();
        if self.listing.with_untracked(|known| *known != listing) {
            self.listing.set(listing);
        }
    }

    /// Notes that the open workbook was exported just now.
    pub(crate) fn note_backup(self) {
        let now = clock::now();
        if let Some(id) = self.open_id_untracked() {
            let _ = note_backup(&BrowserStorage, &id, &now);
        }
        self.last_backup.set(Some(now));
    }

    /// Offers the bytes of a file for opening.
    pub(crate) fn offer(self, bytes: Result<Vec<u8>, FileError>) {
        let incoming = match bytes {
            Ok(bytes) => Incoming::from(json::read(&bytes)),
            Err(FileError::TooLarge) => Incoming::Refused(ImportError::TooLarge),
            Err(FileError::Unreadable) => Incoming::Unreadable,
        };
        self.incoming.set(Some(incoming));
    }

    /// Offers pasted text for opening.
    pub(crate) fn offer_text(self, text: &str) {
        self.incoming.set(Some(Incoming::from(json::read_text(text))));
    }

    fn remember_workbook(self, id: Option<WorkbookId>) {
        let preferences = Preferences::load(&BrowserStorage);
        let _ = Preferences { last_workbook: id, ..preferences }.save(&BrowserStorage);
    }
}
