//! Hands a file to the person.

use js_sys::{Array, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Downloads `text` as a file called `name`; `false` where the browser bars it.
pub(crate) fn download(name: &str, text: &str) -> bool {
    try_download(name, &JsValue::from_str(text), "application/json").is_ok()
}

/// Downloads a page as a file called `name`.
pub(crate) fn download_page(name: &str, text: &str) -> bool {
    try_download(name, &JsValue::from_str(text), "text/html").is_ok()
}

/// Downloads `bytes` as a file called `name`; the program that opens it knows its kind by the name.
pub(crate) fn download_bytes(name: &str, bytes: &[u8]) -> bool {
    try_download(name, &Uint8Array::from(bytes), "application/octet-stream").is_ok()
}

fn try_download(name: &str, content: &JsValue, kind: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(content);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // The browser has taken the address over by the time of the next task.
    leptos::prelude::set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        std::time::Duration::from_secs(60),
    );
    Ok(())
}
