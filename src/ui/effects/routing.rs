//! The page follows the address. A page that is newly come to begins at its top; the focus goes to its
//! heading where it would be lost.

use leptos::ev;
use leptos::prelude::*;

use super::{once_drawn, soon};
use crate::ui::browser::{document, location};
use crate::ui::state::{Route, Session};

/// Headings of what is read beside a page, which come before its own.
const HEADINGS: [&str; 3] = ["#explanation-heading", "#editor-heading", "main h1"];

/// Listens to the address; the last keystroke is kept before the page changes.
pub(super) fn start(session: Session) {
    location::mark();
    let followed = window_event_listener(ev::hashchange, move |_| {
        session.close_typing();
        session.offer_link();
        let back = location::is_marked();
        location::mark();
        let route = Route::current();
        let other = session.route.with_untracked(|before| before.page() != route.page());
        session.route.set(route);
        // Back and forward keep the place that the browser remembers.
        if !back {
            once_drawn(move || {
                if other {
                    document::to_top();
                }
            });
            soon(move || {
                if !document::has_focus() || other && document::has_substitute_focus() {
                    let _ = HEADINGS.iter().any(|heading| document::focus_heading(heading));
                }
            });
        }
    });
    // What was pressed may be gone afterwards: the focus stays with what was around it.
    let kept = window_event_listener(ev::click, move |event| {
        let around = document::around(&event);
        soon(move || document::keep_focus(&around));
    });
    on_cleanup(move || {
        followed.remove();
        kept.remove();
    });
}
