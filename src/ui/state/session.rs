//! The session: the open workbook and everything that changes it. [`Session::dispatch`] is the one
//! write path.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use leptos::prelude::*;

use super::deeds::Deeds;
use super::route::Route;
use super::save_state::{NotSaved, SaveState};
use crate::document::{Document, Template, VERSION};
use crate::domain::analysis::trial::Trial;
use crate::domain::change_log;
use crate::domain::edit::{Edit, EditError, Extent};
use crate::domain::figure::Cell;
use crate::domain::history::History;
use crate::domain::id::WorkbookId;
use crate::domain::name::Language;
use crate::domain::period::Month;
use crate::domain::scoring::{Plan, Results};
use crate::domain::sorted::SortedMap;
use crate::domain::workbook::Workbook;
use crate::forms::{Key, Refusal, Subject};
use crate::i18n::{KeepingWords, Messages, keeping_words, messages};
use crate::interop::json::{self, ImportError, Sent};
use crate::interop::share_link::{self, LinkError};
use crate::markup::View;
use crate::storage::{Entry, Kept, Listing, Mirror, OpenError, Preferences, Prospect, Theme, Usage};
use crate::templates;
use crate::ui::browser::files::{File, FileError};
use crate::ui::browser::local_storage::BrowserStorage;
use crate::ui::browser::location;
use crate::ui::browser::{clock, scripts};

/// Months before the last one with figures whose scores are kept for all units.
const SCORED_MONTHS: i32 = 35;

/// A workbook on the screen.
pub(crate) struct OpenWorkbook {
    /// The workbook and when it last changed.
    pub(crate) document: Document,
    /// Undo and redo.
    pub(super) history: History,
    /// The workbook made ready for scoring, once someone has asked for a score. It follows edits.
    pub(super) plan: OnceCell<Plan>,
    /// The scores of all units, once someone has asked for them. They follow edits.
    pub(super) results: OnceCell<Results>,
    /// What storage remembers of it.
    pub(super) kept: Kept,
    /// The month in which a figure is being typed; `None` after any other change.
    pub(super) typed_month: Option<Month>,
    /// Counts the changes, so that a change is seen without comparing workbooks.
    pub(crate) changes: u64,
}

impl OpenWorkbook {
    /// Notes in the change log what the history has just done, and the time.
    fn note_changes(&mut self, person: &str) {
        let now = clock::now();
        let (noted, continues) = self.history.take_noted();
        let log = &mut self.document.workbook.changes;
        change_log::add(log, noted, continues, &now.as_str().into(), &person.into());
        self.document.changed = Some(now);
    }

    fn plan(&self) -> &Plan {
        self.plan.get_or_init(|| Plan::new(&self.document.workbook))
    }

    /// The last [`SCORED_MONTHS`] months with figures; what lies before is scored when it is asked for.
    fn results(&self) -> &Results {
        self.results.get_or_init(|| {
            let workbook = &self.document.workbook;
            let (first, last) = scored_months(workbook);
            Results::new(Plan::new(workbook), first, last)
        })
    }

    /// Changes the workbook; `act` gives what takes the change back, or nothing if there was none.
    fn make(
        &mut self,
        act: impl for<'h> FnOnce(&'h mut History, &mut Workbook) -> Option<&'h [Edit]>,
    ) -> bool {
        let Some(edits) = act(&mut self.history, &mut self.document.workbook) else { return false };
        follow(&mut self.plan, &mut self.results, edits, &self.document.workbook);
        true
    }
}

/// The last [`SCORED_MONTHS`] months with figures, and the one before them.
fn scored_months(workbook: &Workbook) -> (Month, Month) {
    let (first, last) = workbook.figures.span().unwrap_or((Month::january(1), Month::january(1)));
    (first.max(last.plus(-SCORED_MONTHS)), last)
}

/// What was made ready for scoring follows edits. The scores of all units are formed anew where
/// figures begin or end in another month, or where everything is to be read again.
fn follow(plan: &mut OnceCell<Plan>, results: &mut OnceCell<Results>, edits: &[Edit], workbook: &Workbook) {
    if let Some(plan) = plan.get_mut() {
        edits.iter().for_each(|edit| plan.follow(edit, workbook));
    }
    let anew = edits.iter().any(|edit| edit.extent() == Extent::Everything);
    if anew || results.get().is_some_and(|results| results.months() != scored_months(workbook)) {
        results.take();
    } else if let Some(results) = results.get_mut() {
        edits.iter().for_each(|edit| results.follow(edit, workbook));
    }
}

/// Something to be said once, above the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// Stored pieces could not be read; raw texts by key.
    SetAside(Vec<String>),
    /// The stored workbook cannot be opened.
    CannotOpen(OpenError),
    /// The second copy was newer, and was taken.
    Restored,
    /// A file of everything had nothing newer.
    NothingNewer,
    /// The second copy is newer, and there was no room for it.
    NotRestored,
    /// A file was not taken in the place of a workbook that another tab writes.
    NotReplaced,
    /// The second copy could not be deleted.
    NotForgotten,
}

/// What a key opens above any page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Where something is.
    Place,
    /// Which keys there are.
    Keys,
}

/// A file or text that someone wants to open.
pub(crate) enum Incoming {
    /// It is a workbook.
    Workbook(Box<Document>),
    /// It is a template.
    Template(Box<Template>),
    /// Figures came while no workbook is open that they could go to.
    NoWorkbook,
    /// It is a file of everything, with what would become of the workbooks in it.
    Everything(Mirror, Vec<(Entry, Prospect)>),
    /// It is neither.
    Refused(ImportError),
    /// The browser could not read it.
    Unreadable,
    /// It is a link that was cut or altered.
    BadLink,
}

/// The session; copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    pub(super) open: RwSignal<Option<OpenWorkbook>, LocalStorage>,
    /// Turns at every change that is more than a figure being typed.
    structure: RwSignal<bool>,
    /// The page.
    pub(crate) route: RwSignal<Route>,
    /// The language.
    pub(crate) language: RwSignal<Language>,
    /// The colours.
    pub(crate) theme: RwSignal<Theme>,
    /// What the person calls themselves in change logs.
    pub(crate) person: RwSignal<String>,
    /// Whether the work is kept.
    pub(crate) save_state: RwSignal<SaveState>,
    /// Why the last attempt to store failed, until one succeeds.
    pub(crate) trouble: RwSignal<Option<NotSaved>>,
    /// Whether this tab may write the open workbook; another one does where it may not.
    pub(crate) writes: RwSignal<bool>,
    /// What was heard last of who writes; it counts as soon as the last write of the other is here.
    pub(super) told_to_write: RwSignal<bool>,
    /// Whether work is stored; not where a person wants to leave nothing behind.
    pub(crate) storing: RwSignal<bool>,
    /// How full the storage is.
    pub(crate) usage: RwSignal<Usage>,
    /// Workbooks whose second copy is newer than what could be stored, and so is left alone.
    pub(super) unmirrored: RwSignal<Vec<WorkbookId>>,
    /// What was done with whole workbooks.
    pub(super) deeds: RwSignal<Deeds>,
    /// What replaces the open workbook once it is known that this tab writes it.
    pub(super) waiting: RwSignal<Option<Document>, LocalStorage>,
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
    /// The design that is tried in the lab.
    pub(crate) trial: RwSignal<Option<Trial>, LocalStorage>,
    /// Whether the person asks how to share the open workbook.
    pub(crate) sharing: RwSignal<bool>,
    /// What a key has opened above the page.
    pub(crate) asked: RwSignal<Option<Asked>>,
    /// What someone sent, before it is opened.
    pub(crate) incoming: RwSignal<Option<Incoming>>,
    /// Files with figures that were dropped on the page, until they are taken in hand.
    pub(crate) dropped: RwSignal<Vec<File>, LocalStorage>,
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

impl From<Result<Sent, ImportError>> for Incoming {
    fn from(read: Result<Sent, ImportError>) -> Self {
        match read {
            Ok(Sent::Workbook(document)) => Self::Workbook(document),
            Ok(Sent::Template(template)) => Self::Template(template),
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
            person: RwSignal::new(preferences.person.unwrap_or_default()),
            save_state: RwSignal::new(SaveState::Saved),
            trouble: RwSignal::new(None),
            writes: RwSignal::new(true),
            told_to_write: RwSignal::new(true),
            storing: RwSignal::new(true),
            usage: RwSignal::new(Usage::default()),
            unmirrored: RwSignal::new(Vec::new()),
            deeds: RwSignal::new(Deeds::default()),
            waiting: RwSignal::new_local(None),
            listing: RwSignal::new(Listing::default()),
            last_backup: RwSignal::new(None),
            notice: RwSignal::new(None),
            announcement: RwSignal::new(""),
            drafts: RwSignal::new(BTreeMap::new()),
            field_drafts: RwSignal::new(SortedMap::default()),
            turns: RwSignal::new(0),
            trial: RwSignal::new_local(None),
            sharing: RwSignal::new(false),
            asked: RwSignal::new(None),
            incoming: RwSignal::new(None),
            dropped: RwSignal::new_local(Vec::new()),
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

    /// One text of keeping and sharing, in whatever the language is.
    pub(crate) fn keeping_word(self, pick: fn(&KeepingWords) -> &'static str) -> Signal<&'static str> {
        Signal::derive(move || pick(keeping_words(self.language.get())))
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
        self.track_structure();
        self.with_untracked(read)
    }

    pub(super) fn track_structure(self) {
        self.structure.track();
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
        self.keep_snapshot();
        let untouched = self.with_untracked(templates::is_untouched_sample);
        let changes = untouched.unwrap_or_default().then(|| document.workbook.changes.clone());
        self.dispatch(Edit::Replace(Box::new(document.workbook)));
        self.open.update_untracked(|open| {
            if let Some(open) = open {
                open.document.changed = document.changed;
                // A sample that nobody has touched is no loss to note.
                if let Some(changes) = changes {
                    open.document.workbook.changes = changes;
                }
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
            follow(
                &mut open.plan,
                &mut open.results,
                undone.as_deref().unwrap_or_default(),
                &open.document.workbook,
            );
            undone.is_some()
        });
    }

    /// Takes back the last step; in the lab, of the design on trial first.
    pub(crate) fn undo(self) {
        if self.step_of_trial(false) || self.change(None, |open| open.make(History::undo)) {
            self.after_history(self.words().done_undone);
        } else if !self.has_steps(false) && self.undo_deed() {
            self.announcement.set(self.words().done_undone);
        }
    }

    /// Does the last undone step again.
    pub(crate) fn redo(self) {
        if self.step_of_trial(true) || self.change(None, |open| open.make(History::redo)) {
            self.after_history(self.words().done_redone);
        } else if !self.has_steps(true) && self.redo_deed() {
            self.announcement.set(self.words().done_redone);
        }
    }

    fn is_in_lab(self, route: &Route) -> bool {
        matches!(route, Route::Scores(route) if route.view == View::Lab)
    }

    /// Takes back the last step of the design on trial, or does it `again`, where that is shown.
    fn step_of_trial(self, again: bool) -> bool {
        let here = self.route.with_untracked(|route| self.is_in_lab(route));
        let step = |trial: &mut Option<Trial>| trial.as_mut().is_some_and(|trial| trial.step(again));
        here && self.trial.try_maybe_update(|trial| {
            let done = step(trial);
            (done, done)
        }) == Some(true)
    }

    /// Whether there is such a step.
    fn can_step_trial(self, again: bool) -> bool {
        self.route.with(|route| self.is_in_lab(route))
            && self.trial.with(|trial| trial.as_ref().is_some_and(|trial| trial.can_step(again)))
    }

    pub(super) fn after_history(self, said: &'static str) {
        self.drafts.update(BTreeMap::clear);
        self.field_drafts.set(SortedMap::default());
        self.turns.update(|turns| *turns = turns.wrapping_add(1));
        self.announcement.set(said);
    }

    /// Forgets the texts that were not taken in the revision of a card from a month on.
    pub(crate) fn forget_drafts(self, from: Month) {
        let is_of = |draft: &FieldDraft| draft.subject.place().is_some_and(|place| place.from == from);
        let words: Vec<String> = self.field_drafts.with_untracked(|drafts| {
            drafts.iter().filter(|(_, draft)| is_of(draft)).map(|(word, _)| word.clone()).collect()
        });
        if !words.is_empty() {
            self.field_drafts.update(|drafts| words.iter().for_each(|word| drop(drafts.remove(word))));
        }
    }

    /// Whether there is a step to take back.
    pub(crate) fn can_undo(self) -> bool {
        self.can_step_trial(false)
            || self.open.with(|open| open.as_ref().is_some_and(|open| open.history.can_undo()))
            || self.deeds.with(|deeds| deeds.can_undo(self.open_id().as_ref()))
    }

    /// Whether there is a step to do again.
    pub(crate) fn can_redo(self) -> bool {
        self.can_step_trial(true)
            || self.open.with(|open| open.as_ref().is_some_and(|open| open.history.can_redo()))
            || self.deeds.with(Deeds::can_redo)
    }

    fn has_steps(self, to_redo: bool) -> bool {
        self.open.with_untracked(|open| {
            open.as_ref().is_some_and(|open| match to_redo {
                true => open.history.can_redo(),
                false => open.history.can_undo(),
            })
        })
    }

    /// This tab only shows the workbook: what was typed is not taken.
    fn refuse_change(self) {
        self.turns.update(|turns| *turns = turns.wrapping_add(1));
        self.announcement.set(self.words().read_only_line);
    }

    /// `typed` is the month of a figure that is being typed, and nothing else is changed then.
    fn change(self, typed: Option<Month>, apply: impl FnOnce(&mut OpenWorkbook) -> bool) -> bool {
        if !self.writes.get_untracked() {
            self.refuse_change();
            return false;
        }
        let mut changed = false;
        self.open.maybe_update(|open| {
            if let Some(open) = open {
                open.typed_month = typed;
                changed = apply(open);
                if changed {
                    open.changes += 1;
                    open.note_changes(&self.person.get_untracked());
                }
            }
            changed
        });
        if changed {
            self.save_state.set(SaveState::Saving);
            self.forget_undone();
            if typed.is_none() {
                self.note_structure();
            }
        }
        changed
    }

    pub(super) fn note_structure(self) {
        self.structure.set(!self.structure.get_untracked());
    }

    /// Offers the bytes of a file for opening.
    pub(crate) fn offer(self, bytes: Result<Vec<u8>, FileError>) {
        if bytes.as_ref().is_ok_and(|bytes| self.offer_dump(bytes)) {
            return;
        }
        let incoming = match bytes {
            Ok(bytes) => Incoming::from(json::read_sent(bytes)),
            Err(FileError::TooLarge) => Incoming::Refused(ImportError::TooLarge),
            Err(FileError::Unreadable) => Incoming::Unreadable,
        };
        self.incoming.set(Some(incoming));
    }

    /// Offers the workbook of a link for opening, if the address is one, and takes it out of the
    /// address; `false` when it is none.
    pub(crate) fn offer_link(self) -> bool {
        let Some(found) = share_link::find(&location::segments()) else { return false };
        let incoming = match found {
            Ok(document) => Incoming::Workbook(Box::new(document)),
            Err(LinkError::Altered) => Incoming::BadLink,
            Err(LinkError::Newer) => Incoming::Refused(ImportError::Newer(VERSION + 1)),
            Err(LinkError::Content(error)) => Incoming::Refused(error),
        };
        location::replace(&location::fragment(&[]));
        self.incoming.set(Some(incoming));
        true
    }

    /// Offers the workbook inside the app's own file for opening, unless it is here already.
    pub(crate) fn offer_inside(self) {
        let Some(text) = scripts::workbook_inside() else { return };
        let incoming = Incoming::from(json::read_sent_text(&text));
        let here = self.listing.with_untracked(|listing| match &incoming {
            Incoming::Workbook(document) => listing
                .workbooks
                .iter()
                .any(|entry| entry.id == document.workbook.id && entry.changed == document.changed),
            _ => false,
        });
        if !here {
            self.incoming.set(Some(incoming));
        }
    }

    /// Offers pasted text for opening.
    pub(crate) fn offer_text(self, text: &str) {
        self.incoming.set(Some(Incoming::from(json::read_sent_text(text))));
    }
}
