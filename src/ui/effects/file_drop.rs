//! A file can be dropped anywhere on the page.

use leptos::ev;
use leptos::prelude::*;

use crate::interop::json::MAX_BYTES;
use crate::ui::browser::files;
use crate::ui::state::Session;

/// Listens to dropped files and offers them for opening.
pub(super) fn start(session: Session) {
    let over = window_event_listener(ev::dragover, |event| event.prevent_default());
    let drop = window_event_listener(ev::drop, move |event| {
        let Some(file) = files::dropped(&event) else {
            return;
        };
        event.prevent_default();
        files::read(file, MAX_BYTES, move |bytes| session.offer(bytes));
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}
