//! Other tabs: what they store is followed; while one of them writes the workbook, nothing can be
//! typed here.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::{Later, watch};
use crate::storage::workbook_of_key;
use crate::ui::browser::document::{is_within, set_root_attribute};
use crate::ui::state::{Route, Session};

/// How long after a write of another tab everything of it can be read here.
const SETTLE: Duration = Duration::from_millis(10);

/// Listens to what other tabs store, and keeps the fields closed where this tab only shows.
pub(super) fn start(session: Session) {
    let later = Later::default();
    let stored = window_event_listener(ev::storage, move |event| {
        let Some(id) = event.key().as_deref().and_then(workbook_of_key) else {
            return;
        };
        let open = session.open_id_untracked().as_ref() == Some(&id);
        later.run(SETTLE, move || {
            if open && !session.writes.get_untracked() {
                session.follow();
            }
            session.refresh_listing();
        });
    });
    let typing = window_event_listener(ev::beforeinput, move |event| {
        let edits =
            session.route.with_untracked(|route| route.is_figures() || matches!(route, Route::Design(_)));
        let here = is_within(&event, ".header-name") || edits && is_within(&event, "main");
        if here && !session.writes.get_untracked() {
            event.prevent_default();
        }
    });
    watch(move || set_root_attribute("data-writes", if session.writes.get() { "true" } else { "false" }));
    on_cleanup(move || {
        stored.remove();
        typing.remove();
    });
}
