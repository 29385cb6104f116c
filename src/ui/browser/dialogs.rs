//! The browser's own question, for the few deeds that no undo can take back.

use leptos::prelude::window;

/// Asks; `true` where the browser does not let the page ask.
pub(crate) fn confirm(question: &str) -> bool {
    window().confirm_with_message(question).unwrap_or(true)
}
