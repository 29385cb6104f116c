//! Files that the person chose or dropped.

use js_sys::Uint8Array;
use leptos::ev::DragEvent;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, File, HtmlInputElement};

/// Why a file has no bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileError {
    /// Larger than the caller takes; it was not read.
    TooLarge,
    /// The browser could not read it.
    Unreadable,
}

/// The file that was chosen in a file input; choosing the same one again counts too.
pub(crate) fn chosen(event: &Event) -> Option<File> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The file that was dropped.
pub(crate) fn dropped(event: &DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}

/// Reads `file` and hands its bytes to `done`.
pub(crate) fn read(file: File, max_bytes: usize, done: impl FnOnce(Result<Vec<u8>, FileError>) + 'static) {
    #[allow(clippy::cast_precision_loss, reason = "sizes of files are far below 2^53")]
    if file.size() > max_bytes as f64 {
        return done(Err(FileError::TooLarge));
    }
    spawn_local(async move {
        let bytes = JsFuture::from(file.array_buffer()).await;
        done(bytes.map(|buffer| Uint8Array::new(&buffer).to_vec()).map_err(|_| FileError::Unreadable));
    });
}
