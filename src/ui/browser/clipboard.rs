//! The clipboard, while the person copies or pastes: nothing is asked for and nothing is read otherwise.

use web_sys::ClipboardEvent;

/// The text that is pasted.
pub(crate) fn text(event: &ClipboardEvent) -> String {
    event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default()
}

/// Puts a text where it was copied to; `false` where the browser does not take it.
pub(crate) fn put(event: &ClipboardEvent, text: &str) -> bool {
    event.clipboard_data().is_some_and(|data| data.set_data("text/plain", text).is_ok())
}
