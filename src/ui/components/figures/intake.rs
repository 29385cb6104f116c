//! Figures in and out of files: the buttons above the grid, and the dialog that takes figures in.

use leptos::prelude::*;

use super::intake_preview::preview;
use super::intake_sheet::sheets;
use crate::domain::id::UnitId;
use crate::domain::name::Language;
use crate::domain::needs::items_of;
use crate::domain::workbook::Workbook;
use crate::grid::View;
use crate::i18n::{Messages, fill, messages, month};
use crate::interop::figures::{Hints, Intake, Mapping, Merge, Trouble, fill_in, list};
use crate::interop::json::{ImportError, MAX_BYTES, plain_file_name};
use crate::interop::table::TableError;
use crate::ui::browser::files::{File, FileError};
use crate::ui::browser::{clock, download, files};
use crate::ui::components::controls::dialog::{Width, dialog_view};
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::components::import_preview::refusal;
use crate::ui::effects::watch;
use crate::ui::state::{Session, use_session};

/// What the dialog works with.
#[derive(Clone, Copy)]
pub(super) struct IntakeState {
    pub(super) session: Session,
    /// Whether the dialog is there.
    open: RwSignal<bool>,
    /// What is on the screen.
    view: Signal<View>,
    /// The files.
    pub(super) intake: RwSignal<Intake>,
    /// What they would change.
    pub(super) merge: RwSignal<Merge>,
    /// The sheet whose mapping is on the screen.
    pub(super) editing: RwSignal<Option<usize>>,
}

/// The buttons and the dialog.
#[component]
pub(in crate::ui) fn FiguresIntake(
    /// What is on the screen.
    #[prop(into)]
    view: Signal<View>,
) -> impl IntoView {
    let session = use_session();
    let state = IntakeState {
        session,
        open: RwSignal::new(false),
        view,
        intake: RwSignal::new(Intake::default()),
        merge: RwSignal::new(Merge::default()),
        editing: RwSignal::new(None),
    };
    watch(move || {
        if session.dropped.with(|waiting| !waiting.is_empty()) {
            let files = session.dropped.try_update(std::mem::take).unwrap_or_default();
            if !state.open.get_untracked() {
                state.begin();
            }
            files.into_iter().for_each(|file| state.read(file));
        }
    });
    let button = move |word: fn(&Messages) -> &'static str, press: Callback<()>| {
        view! { <button type="button" class="button" on:click=move |_| press.run(())>{session.word(word)}</button> }
    };
    let of_unit = move || view.with(|view| view.unit().is_some());
    view! {
        <div class="dialog-actions file-tools strip">
            {button(|w| w.take_in, Callback::new(move |()| state.begin()))}
            {dynamic(move || of_unit().then(|| button(|w| w.fill_in_unit, Callback::new(move |()| state.fill_in(false)))))}
            {button(|w| w.fill_in_all, Callback::new(move |()| state.fill_in(true)))}
            {button(|w| w.figures_as_csv, Callback::new(move |()| state.list()))}
        </div>
        {intake_dialog(state)}
    }
}

fn intake_dialog(state: IntakeState) -> AnyView {
    let close = Callback::new(move |()| state.open.set(false));
    let content = dynamic(move || content(state));
    dialog_view(Width::Table, state.open.into(), close, "intake-heading", content)
}

fn content(state: IntakeState) -> impl IntoView + use<> {
    let session = state.session;
    let pasted = RwSignal::new(String::new());
    let choose = move |event| files::all_chosen(&event).into_iter().for_each(|file| state.read(file));
    let paste = move |_| {
        let text = pasted.get_untracked();
        if !text.trim().is_empty() {
            let name = session.words().pasted_cells;
            state.add(|intake, workbook, hints| intake.add_text(name, &text, workbook, hints));
            pasted.set(String::new());
        }
    };
    view! {
        <h2 id="intake-heading">{session.word(|w| w.take_in)}</h2>
        <p>{session.word(|w| w.take_in_about)}</p>
        <label class="file-button">
            <span>{session.word(|w| w.choose_files)}</span>
            <input type="file" multiple accept=".xlsx,.csv,.tsv,.txt,.json" data-testid="figure-files" on:change=choose />
        </label>
        <label class="field">
            <span>{session.word(|w| w.paste_cells)}</span>
            <textarea rows="2" spellcheck="false" prop:value=pasted on:input:target=move |e| pasted.set(e.target().value())></textarea>
        </label>
        <button type="button" class="button" on:click=paste>{session.word(|w| w.read_cells)}</button>
        {dynamic(move || refused(state))}
        {dynamic(move || sheets(state))}
        {dynamic(move || preview(state))}
        <p class="dialog-actions">
            <button type="button" class="button" data-variant="quiet" on:click=move |_| state.open.set(false)>
                {session.word(|w| w.cancel)}
            </button>
        </p>
    }
}

/// The files that were not read, with the reasons, and what other workbooks have that this has not.
fn refused(state: IntakeState) -> impl IntoView + use<> {
    let words = state.session.words();
    let lines = state.intake.with(|intake| {
        let refused = intake.refused.iter().map(|(file, trouble)| {
            let why = match trouble {
                Trouble::Table(error) => table_refusal(*error, state.session).to_owned(),
                Trouble::Workbook(error) => refusal(error, state.session),
            };
            fill(words.file_refused, &[file, &why])
        });
        let strangers = intake.books.iter().filter(|book| !book.strangers.is_empty()).map(|book| {
            let figures: u32 = book.strangers.iter().map(|stranger| stranger.figures).sum();
            fill(words.strangers, &[&book.source.name, &figures.to_string()])
        });
        refused.chain(strangers).collect::<Vec<_>>()
    });
    lines
        .into_iter()
        .map(|line| view! { <p role="alert" data-testid="refusal">{line}</p> })
        .collect::<Vec<_>>()
}

fn table_refusal(error: TableError, session: Session) -> &'static str {
    let words = session.words();
    match error {
        TableError::TooLarge => words.table_too_large,
        TableError::TextTooLarge => words.table_text_too_large,
        TableError::UnpacksTooLarge => words.table_unpacks,
        TableError::TooManyEntries => words.table_entries,
        TableError::TooManyCells => words.table_cells,
        TableError::OtherEncoding => words.table_encoding,
        TableError::OldOrProtected => words.table_old,
        TableError::OtherFormat => words.table_other,
        TableError::Damaged => words.table_damaged,
        TableError::Empty => words.table_empty,
    }
}

impl IntakeState {
    /// The last year on the screen.
    pub(super) fn year(self) -> i32 {
        self.view.with_untracked(|view| view.span().1.year())
    }

    fn begin(self) {
        self.session.close_typing();
        self.intake.set(Intake::default());
        self.merge.set(Merge::default());
        self.editing.set(None);
        self.open.set(true);
    }

    fn read(self, file: File) {
        let name = file.name();
        files::read(file, MAX_BYTES, move |bytes| {
            // The page may be left while a file is read.
            if self.intake.is_disposed() {
                return;
            }
            let traditional = self.session.language.get_untracked() == Language::TraditionalChinese;
            self.add(|intake, workbook, hints| match bytes {
                Ok(bytes) => {
                    intake.add(&name, &bytes, workbook, hints);
                    let other = matches!(
                        intake.refused.last(),
                        Some((file, Trouble::Table(TableError::OtherEncoding))) if *file == name
                    );
                    if let Some(text) = other.then(|| files::decode_chinese(&bytes, traditional)).flatten() {
                        intake.refused.pop();
                        intake.add_text(&name, &text, workbook, hints);
                    }
                }
                Err(FileError::TooLarge) => {
                    intake.refused.push((name, Trouble::Workbook(ImportError::TooLarge)));
                }
                Err(FileError::Unreadable) => {
                    intake.refused.push((name, Trouble::Table(TableError::Damaged)))
                }
            });
        });
    }

    fn add(self, add: impl FnOnce(&mut Intake, &Workbook, &Hints)) {
        let (unit, month) = self.view.with_untracked(|view| match view {
            View::Unit { unit, .. } => (Some(unit.clone()), None),
            View::Month { month, .. } => (None, Some(*month)),
        });
        let hints = Hints { unit, month, year: Some(self.year()) };
        self.intake.update(|intake| {
            self.session.with_untracked(|workbook| add(intake, workbook, &hints));
            let doubtful = intake.sheets.iter().position(|sheet| {
                let found = &sheet.found;
                found.figures.is_empty() || !found.unknown.is_empty() || !found.refused.is_empty()
            });
            self.editing.set(doubtful);
        });
        self.compare();
    }

    /// Reads a sheet by another mapping.
    pub(super) fn map(self, sheet: usize, change: impl FnOnce(&mut Mapping)) {
        self.intake.update(|intake| {
            let Some(mut mapping) = intake.sheets.get(sheet).map(|sheet| sheet.mapping.clone()) else {
                return;
            };
            change(&mut mapping);
            mapping.settle();
            self.session.with_untracked(|workbook| intake.map(sheet, mapping, workbook));
        });
        self.compare();
    }

    fn compare(self) {
        let merge = self.session.with_untracked(|workbook| self.intake.with_untracked(|i| i.merge(workbook)));
        self.merge.set(merge.unwrap_or_default());
    }

    /// Takes what was decided, as one step.
    pub(super) fn take(self) {
        if let Some(edit) = self.merge.with_untracked(Merge::edit) {
            self.session.dispatch(edit);
            self.session.announcement.set(self.session.words().figures_taken);
            self.open.set(false);
        }
    }

    /// Downloads the fill-in sheets of the months on the screen.
    fn fill_in(self, all: bool) {
        let (unit, (first, last)) = self.view.with_untracked(|view| (view.unit().cloned(), view.span()));
        let year = last.year();
        let language = self.session.language.get_untracked();
        let words = messages(language);
        let made = self.session.with_untracked(|workbook| {
            let units: Vec<UnitId> = match all {
                true => workbook.units.iter().map(|unit| unit.id.clone()).collect(),
                false => unit.into_iter().collect(),
            };
            let units: Vec<UnitId> =
                units.into_iter().filter(|unit| !items_of(workbook, unit).is_empty()).collect();
            let words = fill_in::Words {
                language,
                item: words.item,
                unit_of_measure: words.unit_of_measure,
                help: words.fill_in_help,
                not_applicable: words.not_applicable,
                month: &|at| month::format_brief(at, language),
            };
            let files = fill_in::files(workbook, &units, first, last, &words);
            let first = units.first().and_then(|unit| workbook.unit(unit)).filter(|_| !all);
            let name = first.map_or(&workbook.name, |unit| &unit.name).text(language).to_owned();
            (name, files)
        });
        let Some((name, files)) = made else { return };
        for (number, file) in (1..).zip(&files) {
            let part = if files.len() > 1 { format!("-{number}") } else { String::new() };
            let rest = format!("{}-{year}{part}.xlsx", words.fill_in_file);
            download::download_bytes(&plain_file_name(&name, &rest), file);
        }
    }

    /// Downloads all figures as CSV.
    fn list(self) {
        let language = self.session.language.get_untracked();
        let made = self.session.with_untracked(|workbook| {
            let name = plain_file_name(workbook.name.text(language), &format!("{}.csv", clock::today()));
            (name, list::to_csv(workbook, language))
        });
        if let Some((name, text)) = made {
            download::download_bytes(&name, text.as_bytes());
        }
    }
}
