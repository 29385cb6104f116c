//! The figures of a unit or of a month: the table with its keys, what is said about the cell that has
//! the focus, and figures from files.

mod clipboard;
mod deductions;
mod details;
mod doubts;
mod editor;
pub(in crate::ui) mod intake;
mod intake_preview;
mod intake_sheet;
mod keys;
mod paste_preview;
mod rows;
mod sight;
mod table;
mod totals;

use std::ops::Range;
use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;

use self::deductions::{Deductions, Listing};
use self::details::Details;
use self::editor::{CellReading, Typing};
use self::paste_preview::PastePreview;
use self::table::FiguresTable;
use crate::domain::checks::{Finding, Usual};
use crate::domain::figure::Cell;
use crate::domain::sorted::SortedMap;
use crate::domain::workbook::Workbook;
use crate::forms::Subject;
use crate::grid::{Block, DOUBTFUL, EXEMPT, LISTED, NOTE, Paste, Place, Table, View};
use crate::i18n::fill;
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::effects::{Later, once_drawn, watch};
use crate::ui::state::{DesignRoute, Route, Session, use_session};

/// What the parts of the table share; copied freely.
#[derive(Clone, Copy)]
pub(super) struct Grid {
    session: Session,
    /// Its rows and columns.
    table: Memo<Option<Arc<Table>>>,
    /// The rows that are drawn, the columns that are drawn.
    rows: RwSignal<Range<usize>>,
    columns: RwSignal<Range<usize>>,
    /// Whether what is in sight is looked at before the next frame.
    looking: StoredValue<bool>,
    /// The cell that was entered last, and how its text was read.
    reading: RwSignal<CellReading>,
    /// The place of that cell, which is drawn wherever the table is scrolled.
    kept: Memo<Place>,
    /// The cells that are chosen.
    block: RwSignal<Block>,
    /// What is being typed into the cell that has the focus.
    typing: StoredValue<Typing>,
    /// The places whose fields keep their texts when their attributes are set: those entered so far.
    entered: StoredValue<Vec<Place>>,
    /// Turns when a cell that was typed into is left.
    turn: RwSignal<u32>,
    /// A pasted block that waits for a decision.
    pasting: RwSignal<Option<Paste>>,
    /// What is doubtful among the figures in sight.
    doubts: RwSignal<SortedMap<Cell, Finding>>,
    /// How percentages are entered here.
    usual: StoredValue<Usual>,
    /// The deductions that are being edited; turns when there are more or fewer rows of them.
    listing: RwSignal<Option<Listing>>,
    listed_rows: RwSignal<u32>,
    /// What scrolls.
    region: NodeRef<Div>,
}

/// Rows and columns that are drawn before anything is known of the window.
const FIRST_SIGHT: Range<usize> = 0..24;

impl Grid {
    fn new(session: Session, view: Signal<View>) -> Self {
        let table = Memo::new(move |_| {
            let (view, language) = (view.get(), session.language.get());
            session.with_structure(|workbook| Arc::new(Table::new(workbook, &view, language)))
        });
        let reading = RwSignal::new(CellReading::default());
        Self {
            session,
            table,
            kept: Memo::new(move |_| reading.with(|reading| reading.place)),
            rows: RwSignal::new(FIRST_SIGHT),
            columns: RwSignal::new(FIRST_SIGHT),
            looking: StoredValue::new(false),
            reading,
            block: RwSignal::new(Block::default()),
            typing: StoredValue::new(Typing::default()),
            entered: StoredValue::new(Vec::new()),
            turn: RwSignal::new(0),
            pasting: RwSignal::new(None),
            doubts: RwSignal::new(SortedMap::default()),
            usual: StoredValue::new(Usual::default()),
            listing: RwSignal::new(None),
            listed_rows: RwSignal::new(0),
            region: NodeRef::new(),
        }
    }

    /// The table as it is.
    fn table_now(self) -> Option<Arc<Table>> {
        self.table.try_get_untracked().flatten()
    }
}

/// The table with its progress and what is said about the cell that has the focus.
#[component]
pub(in crate::ui) fn FiguresGrid(
    /// What is shown.
    #[prop(into)]
    view: Signal<View>,
) -> impl IntoView {
    let session = use_session();
    let grid = Grid::new(session, view);
    watch(move || {
        grid.table.track();
        grid.start_over();
    });
    watch(move || {
        session.turns.track();
        grid.show_again();
    });
    watch(move || {
        session.with_structure(|_| ());
        session.drafts.track();
        grid.turn.track();
        grid.show_entered();
    });
    watch(move || {
        if let Route::Figure(cell) = session.route.get() {
            let place = move || grid.table_now()?.place(&cell);
            once_drawn(move || {
                if let Some(place) = place() {
                    grid.go(place);
                }
            });
        }
    });
    let empty =
        Memo::new(move |_| grid.table.with(|table| table.as_ref().is_none_or(|table| table.rows.is_empty())));
    let progress = follow_progress(grid);
    doubts::follow(grid);
    view! {
        {dynamic(move || match empty.get() {
            true => view! {
                <p>{session.word(|w| w.no_items)}</p>
                <p><a href=text(move || units_address(session, view))>{session.word(|w| w.to_units)}</a></p>
            }
            .into_any(),
            false => view! {
                <details class="grid-help">
                    <summary>{session.word(|w| w.keys_and_signs)}</summary>
                    <p>{session.word(|w| w.figures_help)}</p>
                    <p>{text(move || legend(session))}</p>
                </details>
                <div class="grid-status">
                    <p data-testid="progress">{text(move || progress_text(session, progress.get()))}</p>
                    <p id="cell-reading" role="status" data-testid="cell-reading">{text(move || grid.reading_text())}</p>
                    <Details grid />
                </div>

                {dynamic(move || grid.table.get().map(|table| view! { <FiguresTable grid table /> }))}
                }
            .into_any(),
        })}
        <PastePreview grid />
        <Deductions grid />
    }
}

/// Where the unit is told which scorecards it uses.
fn units_address(session: Session, view: Signal<View>) -> String {
    let unit = view.with(|view| view.unit().cloned());
    let route = session.with_structure(|workbook| DesignRoute {
        subject: unit.map(|unit| Subject::Unit(unit).word()),
        ..DesignRoute::part(workbook, None, "units")
    });
    Route::Design(route.unwrap_or_default()).fragment()
}

/// What the signs in the cells mean.
fn legend(session: Session) -> String {
    let signs = [DOUBTFUL, EXEMPT, NOTE, LISTED].map(String::from);
    fill(session.words().signs_about, &signs.each_ref().map(String::as_str))
}

fn progress_text(session: Session, (entered, all): (usize, usize)) -> String {
    fill(session.words().entered_of, &[&entered.to_string(), &all.to_string()])
}

/// How many cells are entered and how many there are, kept up to date when the typing pauses. Of a table
/// that is typed into only the row is counted anew.
fn follow_progress(grid: Grid) -> RwSignal<(usize, usize)> {
    let progress = RwSignal::new((0, 0));
    let later = Later::default();
    let counted = StoredValue::new((None, Vec::new()));
    watch(move || {
        let table = grid.table.get();
        grid.session.changes();
        let typed = grid.session.typed_month().is_some();
        let row = grid.reading.with_untracked(|reading| reading.place.row);
        counted.update_value(|(of, rows)| {
            grid.session.with_untracked(|workbook| count(workbook, (of, &table), rows, typed.then_some(row)));
        });
        let all = move || {
            let add =
                |a: (usize, usize), b: &(usize, usize)| (a.0.saturating_add(b.0), a.1.saturating_add(b.1));
            counted.try_with_value(|(_, rows)| progress.try_set(rows.iter().fold((0, 0), add)));
        };
        match typed {
            true => later.run(totals::PAUSE, all),
            false => all(),
        }
    });
    progress
}

/// The table that was counted, and the one that is there.
type Tables<'t> = (&'t mut Option<Arc<Table>>, &'t Option<Arc<Table>>);

/// Counts the rows of a table: of one that was counted before only the row that is `typed` into.
fn count(workbook: &Workbook, (of, table): Tables<'_>, rows: &mut Vec<(usize, usize)>, typed: Option<usize>) {
    let Some(here) = table else { return rows.clear() };
    let same = of.as_ref().is_some_and(|of| Arc::ptr_eq(of, here));
    match typed.filter(|_| same).and_then(|row| Some((row, rows.get_mut(row)?))) {
        Some((row, counts)) => *counts = here.progress(row, workbook),
        None => *rows = (0..here.rows.len()).map(|row| here.progress(row, workbook)).collect(),
    }
    of.clone_from(table);
}
