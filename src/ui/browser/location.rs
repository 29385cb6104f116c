//! The fragment of the address, which names the page.

use leptos::prelude::window;

/// The parts of the fragment: `#/scores/a/b` is `["scores", "a", "b"]`.
pub(crate) fn segments() -> Vec<String> {
    let fragment = window().location().hash().unwrap_or_default();
    let path = fragment.trim_start_matches('#').trim_start_matches('/');
    let decode = |part: &str| js_sys::decode_uri_component(part).ok().map_or(part.to_owned(), String::from);
    path.split('/').filter(|part| !part.is_empty()).map(decode).collect()
}

/// The fragment of these parts.
pub(crate) fn fragment(segments: &[&str]) -> String {
    let encode = |part: &&str| String::from(js_sys::encode_uri_component(part));
    format!("#/{}", segments.iter().map(encode).collect::<Vec<_>>().join("/"))
}

/// Goes to a fragment, as a link would.
pub(crate) fn go(fragment: &str) {
    let _ = window().location().set_hash(fragment);
}

/// Puts another fragment into the address, without a step back to the one that was there.
pub(crate) fn replace(fragment: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::TRUE, "", Some(fragment));
    }
}

/// Marks the address in the history as one that was seen.
pub(crate) fn mark() {
    if let Ok(history) = window().history() {
        let _ = history.replace_state(&wasm_bindgen::JsValue::TRUE, "");
    }
}

/// Whether the address was seen before: it was come to by a step back or forward.
pub(crate) fn is_marked() -> bool {
    window().history().and_then(|history| history.state()).is_ok_and(|state| state.is_truthy())
}

/// The address without its fragment.
pub(crate) fn page() -> String {
    let address = window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Loads the page again.
pub(crate) fn reload() {
    let _ = window().location().reload();
}
