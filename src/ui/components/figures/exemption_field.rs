//! The reason that exempts the figure of the cell that was entered last. A reason makes the figure
//! exempt, and no reason makes it an ordinary one again, so no figure is excused without one.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::Grid;
use crate::domain::edit::{Edit, FigureChange};
use crate::domain::figure::{Cell, Figure};
use crate::domain::workbook::Workbook;
use crate::ui::state::Session;

/// The identity of the field.
pub(super) const EXEMPTION_FIELD: &str = "exemption";

/// A field that is empty where the figure counts, and disabled where there is no number.
#[component]
pub(super) fn ExemptionField(grid: Grid) -> impl IntoView {
    let (session, reading) = (grid.session, grid.reading);
    let cell = Memo::new(move |_| reading.with(|reading| reading.cell.clone()));
    let reason = Memo::new(move |_| {
        cell.with(|cell| session.with(|workbook| reason_of(workbook, cell.as_ref()?)).flatten())
    });
    let field = NodeRef::<Input>::new();
    let restore = move || {
        if let Some(field) = field.get_untracked() {
            field.set_value(&reason.get_untracked().unwrap_or_default());
        }
    };
    let exempt = move || {
        if let (Some(cell), Some(field)) = (cell.get_untracked(), field.get_untracked()) {
            set_reason(session, cell, field.value().trim());
        }
        restore();
    };
    let key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" if !event.is_composing() => exempt(),
            "Escape" if !event.is_composing() => restore(),
            _ => return,
        }
        event.prevent_default();
        grid.go(reading.with_untracked(|reading| reading.place));
    };
    view! {
        <label class="exemption">
            <span class="picker-label">{session.word(|w| w.exempt_because)}</span>
            <input
                id=EXEMPTION_FIELD
                type="text"
                autocomplete="off"
                maxlength="500"
                data-native-undo
                node_ref=field
                disabled=move || reason.with(Option::is_none)
                prop:value=move || reason.get().unwrap_or_default().to_string()
                on:change=move |_| exempt()
                on:keydown=key
            />
        </label>
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
    session.close_typing();
    let change = FigureChange { cell: cell.clone(), figure: figure_then };
    session.dispatch_typing(Edit::SetFigures(vec![change]));
    session.dispatch_typing(Edit::SetNote { cell, note: note_then });
    session.close_typing();
}
