//! Keys that work on every page: undo and redo.

use leptos::ev;
use leptos::prelude::*;

use crate::ui::browser::document::{has_command, in_text_field};
use crate::ui::state::Session;

/// Listens to Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z (⌘ on a Mac).
pub(super) fn start(session: Session) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if !has_command(&event) || event.alt_key() || in_text_field(&event) {
            return;
        }
        match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
            ("z", false) => session.undo(),
            ("z", true) | ("y", _) => session.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}
