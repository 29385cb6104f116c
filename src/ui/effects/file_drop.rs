//! A file can be dropped anywhere on the page.

use leptos::ev;
use leptos::prelude::*;

use crate::interop::json::MAX_BYTES;
use crate::ui::browser::files;
use crate::ui::state::{Incoming, Route, Session};

/// Whether a file of this name holds a table of figures and no workbook of ours.
fn is_table(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".xlsx", ".csv", ".tsv", ".txt"].iter().any(|end| name.ends_with(end))
}

/// Listens to dropped files: workbooks and templates are offered for opening, tables as figures.
pub(super) fn start(session: Session) {
    let over = window_event_listener(ev::dragover, |event| event.prevent_default());
    let drop = window_event_listener(ev::drop, move |event| {
        let Some(file) = files::dropped(&event) else {
            return;
        };
        event.prevent_default();
        if !is_table(&file.name()) {
            files::read(file, MAX_BYTES, move |bytes| session.offer(bytes));
        } else if session.open_id_untracked().is_none() {
            session.incoming.set(Some(Incoming::NoWorkbook));
        } else {
            // The page of figures takes it in hand.
            session.dropped.update(|waiting| waiting.push(file));
            if !session.route.with_untracked(Route::is_figures) {
                Route::Figures { unit: None, year: None }.go();
            }
        }
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}
