//! Keys that work on every page: undo and redo, finding a place, the list of keys.

use leptos::ev;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::ui::browser::document::{has_command, in_text_field, is_within};
use crate::ui::state::{Asked, Session};

/// Listens to Ctrl+Z, Ctrl+Y, Ctrl+Shift+Z and Ctrl+K (⌘ on a Mac), and to the question mark.
pub(super) fn start(session: Session) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if !event.alt_key() && pressed(session, &event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Whether the key is one of those.
fn pressed(session: Session, event: &KeyboardEvent) -> bool {
    let key = event.key().to_ascii_lowercase();
    let asks = |what| {
        let free = !is_within(event, "dialog");
        if free {
            session.asked.set(Some(what));
        }
        free
    };
    match (has_command(event), key.as_str(), event.shift_key()) {
        (false, "?", _) => !is_within(event, "input, textarea, select") && asks(Asked::Keys),
        (true, "k", false) => asks(Asked::Place),
        (true, "z" | "y", again) if !in_text_field(event) => {
            if again || key == "y" {
                session.redo()
            } else {
                session.undo()
            }
            true
        }
        _ => false,
    }
}
