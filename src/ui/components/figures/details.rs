//! What is known of the cell that was entered last beside its figure: a note, the reason that exempts
//! it, the deductions behind it. A reason makes the figure exempt, and no reason makes it an ordinary
//! one again, so no figure is excused without one.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::Grid;
use crate::domain::deduction::is_deducted;
use crate::domain::edit::{Edit, FigureChange};
use crate::domain::figure::{Cell, Figure};
use crate::domain::workbook::Workbook;
use crate::i18n::Messages;
use crate::ui::browser::document;
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::state::Session;

/// The first field that can be filled in.
const FIRST_FIELD: &str = "#note:enabled, #exemption:enabled";

/// A text of the cell: where it stands, what is read there and what becomes of it.
#[derive(Clone, Copy)]
struct Detail {
    id: &'static str,
    word: fn(&Messages) -> &'static str,
    /// `None` where there can be none.
    read: fn(&Workbook, &Cell) -> Option<Arc<str>>,
    write: fn(Session, Cell, &str),
}

const NOTE: Detail = Detail { id: "note", word: |w| w.note, read: note_of, write: set_note };
const EXEMPTION: Detail =
    Detail { id: "exemption", word: |w| w.exempt_because, read: reason_of, write: set_reason };

/// The fields, and the button that opens the deductions.
#[component]
pub(super) fn Details(grid: Grid) -> impl IntoView {
    let cell = Memo::new(move |_| grid.reading.with(|reading| reading.cell.clone()));
    let listed = Memo::new(move |_| {
        let has_list = |workbook: &Workbook, cell: &Cell| {
            workbook.deductions.get(cell).is_some() || is_deducted(workbook, &cell.item)
        };
        let of = |cell: &Cell| grid.session.with_structure(|workbook| has_list(workbook, cell));
        cell.with(|cell| cell.as_ref().and_then(of).unwrap_or_default())
    });
    let button = dynamic(move || {
        listed.get().then(|| {
            view! {
                <button type="button" class="button" id="deductions" on:click=move |_| grid.open_deductions()>
                    {grid.session.word(|w| w.deductions)}
                </button>
            }
        })
    });
    view! {
        <div class="details">
            {field(grid, cell, NOTE)}
            {field(grid, cell, EXEMPTION)}
            {button}
        </div>
    }
}

/// Shift+F2: moves the focus to the details of the cell.
pub(super) fn enter() {
    document::focus(FIRST_FIELD);
}

fn field(grid: Grid, cell: Memo<Option<Cell>>, detail: Detail) -> AnyView {
    let session = grid.session;
    let text = Memo::new(move |_| {
        cell.with(|cell| session.with(|workbook| (detail.read)(workbook, cell.as_ref()?)).flatten())
    });
    let field = NodeRef::<Input>::new();
    // The page may be left from within the field.
    let restore = move || {
        if let (Some(field), Some(text)) = (field.try_get_untracked().flatten(), text.try_get_untracked()) {
            field.set_value(&text.unwrap_or_default());
        }
    };
    // What is typed counts at once; blanks around it go when the field is left.
    let write = move |trimmed: bool| {
        let found = (cell.try_get_untracked().flatten(), field.try_get_untracked().flatten());
        if let (Some(cell), Some(field)) = found {
            let value = field.value();
            let blank = value.trim().is_empty();
            (detail.write)(session, cell, if trimmed || blank { value.trim() } else { &value });
        }
    };
    let take = move || {
        write(true);
        session.close_typing();
        restore();
    };
    let cancel = move || {
        session.cancel_typing();
        restore();
    };
    let key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" if !event.is_composing() => take(),
            "Escape" if !event.is_composing() => cancel(),
            _ => return,
        }
        event.prevent_default();
        grid.go(grid.reading.with_untracked(|reading| reading.place));
    };
    view! {
        <label class="exemption">
            <span class="picker-label">{session.word(detail.word)}</span>
            <input
                id=detail.id
                type="text"
                autocomplete="off"
                maxlength="500"
                data-native-undo
                node_ref=field
                disabled=move || text.with(Option::is_none)
                prop:value=move || text.get().unwrap_or_default().to_string()
                on:focus=move |_| session.close_typing()
                on:input=move |_| write(false)
                on:blur=move |_| take()
                on:keydown=key
            />
        </label>
    }
    .into_any()
}

/// The note: `None` where it is the reason of an exempt figure.
fn note_of(workbook: &Workbook, cell: &Cell) -> Option<Arc<str>> {
    match workbook.figures.get(&cell.unit, &cell.item, cell.month) {
        Figure::Exempt(_) => None,
        _ => Some(workbook.notes.get(cell).cloned().unwrap_or_default()),
    }
}

fn set_note(session: Session, cell: Cell, text: &str) {
    let note = Some(Arc::from(text)).filter(|_| !text.is_empty());
    if session.with_untracked(|workbook| workbook.notes.get(&cell) != note.as_ref()) == Some(true) {
        let _ = session.attempt(Edit::SetNote { cell, note }, true);
    }
}

/// Why the figure is exempt: empty where it is not, `None` where there is no number.
fn reason_of(workbook: &Workbook, cell: &Cell) -> Option<Arc<str>> {
    match workbook.figures.get(&cell.unit, &cell.item, cell.month) {
        Figure::Exempt(_) => Some(workbook.notes.get(cell).cloned().unwrap_or_default()),
        Figure::Value(_) => Some(Arc::default()),
        Figure::Missing | Figure::NotApplicable => None,
    }
}

/// Makes the figure exempt with a reason, or an ordinary one without, as one step.
fn set_reason(session: Session, cell: Cell, reason: &str) {
    let found = session.with_untracked(|workbook| {
        (workbook.figures.get(&cell.unit, &cell.item, cell.month), workbook.notes.get(&cell).cloned())
    });
    let Some((figure @ (Figure::Value(value) | Figure::Exempt(value)), note)) = found else {
        return;
    };
    let (figure_then, note_then) = match reason {
        "" => (Figure::Value(value), None),
        reason => (Figure::Exempt(value), Some(Arc::from(reason))),
    };
    // Another note on a figure that was not exempt stays.
    if figure_then == figure && (reason.is_empty() || note_then == note) {
        return;
    }
    let change = FigureChange { cell: cell.clone(), figure: figure_then };
    let note = Edit::SetNote { cell, note: note_then };
    let _ = session.attempt(Edit::Several(vec![Edit::SetFigures(vec![change]), note]), true);
}
