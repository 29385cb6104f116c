//! The page follows the address.

use leptos::ev;
use leptos::prelude::*;

use crate::ui::state::{Route, Session};

/// Listens to the address; the last keystroke is kept before the page changes.
pub(super) fn start(session: Session) {
    let handle = window_event_listener(ev::hashchange, move |_| {
        session.close_typing();
        session.offer_link();
        session.route.set(Route::current());
    });
    on_cleanup(move || handle.remove());
}
