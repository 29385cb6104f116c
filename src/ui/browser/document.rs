//! The page itself: its language, theme and title, and where the focus is.

use leptos::ev::KeyboardEvent;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// Sets an attribute of the root element.
pub(crate) fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Sets the title of the page.
pub(crate) fn set_title(title: &str) {
    document().set_title(title);
}

/// The languages the person prefers, best first, as BCP 47 tags.
pub(crate) fn preferred_languages() -> Vec<String> {
    let languages = leptos::prelude::window().navigator().languages();
    languages.iter().filter_map(|tag| tag.as_string()).collect()
}

/// Whether the page is no longer in sight.
pub(crate) fn is_hidden() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Hidden
}

/// How wide the page's content is, in pixels.
pub(crate) fn content_width() -> i32 {
    let content = document().query_selector("main").ok().flatten();
    // A page that is not laid out yet has the width of the window.
    content.map(|main| main.client_width()).filter(|width| *width > 0).unwrap_or(720) - 48
}

/// Prints the page.
pub(crate) fn print() {
    let _ = leptos::prelude::window().print();
}

/// The height of the window, in pixels.
pub(crate) fn content_height() -> i32 {
    document().document_element().map_or(800, |root| root.client_height())
}

/// How far an element is scrolled down, in pixels.
pub(crate) fn scrolled(element: &Element) -> i32 {
    element.scroll_top()
}

/// The height of an element, in pixels.
pub(crate) fn height_of(element: &Element) -> i32 {
    element.client_height()
}

/// Puts HTML into an element. What had the focus in it has it again, found by its `data-key`.
pub(crate) fn put(element: &Element, html: &str) {
    let within = |active: &Element| element.contains(Some(active));
    let key = document().active_element().filter(within).and_then(|active| active.get_attribute("data-key"));
    element.set_inner_html(html);
    if let Some(key) = key {
        focus(&format!("[data-key=\"{key}\"]"));
    }
}

/// Moves the focus to the first element that `selector` finds; `false` when there is none.
pub(crate) fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    // Parts of drawings can have the focus too, though they are no elements of HTML.
    found.is_some_and(|element| element.unchecked_ref::<HtmlElement>().focus().is_ok())
}

/// Whether any element has the focus.
pub(crate) fn has_focus() -> bool {
    document().active_element().is_some_and(|element| element.tag_name() != "BODY")
}

/// Moves the focus from where the event happened to the next of the elements that `selector` finds,
/// or to the one before, and selects what is written there: typing replaces it.
pub(crate) fn focus_beside(event: &KeyboardEvent, selector: &str, forwards: bool) {
    let here = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    let Ok(found) = document().query_selector_all(selector) else {
        return;
    };
    let place = (0..found.length()).find(|place| found.item(*place) == here);
    let next = place.and_then(|place| if forwards { place.checked_add(1) } else { place.checked_sub(1) });
    let element = next.and_then(|next| found.item(next)).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.focus();
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            select_all(input);
        }
    }
}

/// Selects the whole text of an input.
pub(crate) fn select_all(input: &HtmlInputElement) {
    input.select();
}

/// Puts the caret at the end of an input.
pub(crate) fn caret_to_end(input: &HtmlInputElement) {
    let end = u32::try_from(input.value().encode_utf16().count()).ok();
    let _ = input.set_selection_start(end);
    let _ = input.set_selection_end(end);
}

/// Whether Control, or Command on a Mac, is held.
pub(crate) fn has_command(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key()
}

/// Whether the event comes from a field for text, which has an undo of its own.
pub(crate) fn in_text_field(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| element.closest("textarea, [data-native-undo]").ok().flatten().is_some())
}
