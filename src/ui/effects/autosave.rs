//! Every edit is stored within 300 ms after the last keystroke, and at once when the page hides.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::{Later, watch};
use crate::ui::browser::document::is_hidden;
use crate::ui::state::{NotSaved, SaveState, Session};

/// How long an edit waits for the next keystroke.
const PAUSE: Duration = Duration::from_millis(200);

/// How long after the last keystroke the storage is measured.
const CALM: Duration = Duration::from_secs(2);

/// Nobody is asked about what they have chosen.
const UNSTORED_BY_CHOICE: SaveState = SaveState::NotSaved(NotSaved::Chosen);

/// Stores after edits, and when the page hides or closes.
pub(super) fn start(session: Session) {
    let later = Later::default();
    watch(move || {
        session.changes();
        later.cancel();
        if session.save_state.get_untracked() == SaveState::Saving {
            later.run(PAUSE, move || session.save_in_steps());
        }
    });
    let calm = Later::default();
    watch(move || {
        session.changes();
        calm.run(CALM, move || session.measure());
    });
    let hiding = document_event_listener(move || {
        if is_hidden() {
            session.save_if_waiting();
        }
    });
    let closing = window_event_listener(ev::pagehide, move |_| session.save_if_waiting());
    // What could not be stored is lost with the page: the browser asks.
    let leaving = window_event_listener(ev::beforeunload, move |event| {
        if !session.try_to_store() && session.save_state.get_untracked() != UNSTORED_BY_CHOICE {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        hiding.remove();
        leaving.remove();
        closing.remove();
    });
}

/// `visibilitychange` bubbles from the document to the window.
fn document_event_listener(act: impl Fn() + 'static) -> WindowListenerHandle {
    window_event_listener_untyped("visibilitychange", move |_| act())
}
