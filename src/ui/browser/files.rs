//! Files that the person chose or dropped.

use js_sys::Uint8Array;
use leptos::ev::DragEvent;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
pub(crate) use web_sys::File;
use web_sys::{Event, HtmlInputElement, TextDecoder, TextDecoderOptions};

/// So many bytes of a file are read at once.
const PIECE: usize = 4 * 1024 * 1024;

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

/// All files that were chosen in a file input.
pub(crate) fn all_chosen(event: &Event) -> Vec<File> {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some((input, files)) = input.and_then(|input| Some((input.clone(), input.files()?))) else {
        return Vec::new();
    };
    let chosen = (0..files.length()).filter_map(|index| files.get(index)).collect();
    input.set_value("");
    chosen
}

/// A text in an encoding of Chinese that is older than Unicode: GB 18030 or Big5, whichever is tried
/// first and fits; `None` where it is neither.
pub(crate) fn decode_chinese(bytes: &[u8], traditional_first: bool) -> Option<String> {
    let decode = |label| {
        let options = TextDecoderOptions::new();
        options.set_fatal(true);
        TextDecoder::new_with_label_and_options(label, &options).ok()?.decode_with_u8_array(bytes).ok()
    };
    match traditional_first {
        true => decode("big5").or_else(|| decode("gb18030")),
        false => decode("gb18030").or_else(|| decode("big5")),
    }
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
    spawn_local(async move { done(bytes_of(&file).await.ok_or(FileError::Unreadable)) });
}

/// The bytes, piece by piece: so a large file is not here twice.
async fn bytes_of(file: &File) -> Option<Vec<u8>> {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sizes of files are far below 2^53"
    )]
    let size = file.size() as usize;
    let mut bytes = vec![0; size];
    for (piece, start) in bytes.chunks_mut(PIECE).zip((0_i32..).step_by(PIECE)) {
        let end = start.saturating_add(i32::try_from(piece.len()).ok()?);
        let slice = file.slice_with_i32_and_i32(start, end).ok()?;
        let buffer = Uint8Array::new(&JsFuture::from(slice.array_buffer()).await.ok()?);
        if usize::try_from(buffer.length()).ok()? != piece.len() {
            return None;
        }
        buffer.copy_to(piece);
    }
    Some(bytes)
}
