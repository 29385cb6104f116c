//! Elements in a row that come and go as HTML text while the others stay as they are.

use wasm_bindgen::JsCast;
pub(crate) use web_sys::Element;
use web_sys::HtmlElement;

/// The elements in `parent`, one after the other.
pub(crate) fn children(parent: &Element) -> impl Iterator<Item = Element> + use<> {
    std::iter::successors(parent.first_element_child(), Element::next_element_sibling)
}

/// Puts the pieces `now` in the place of those `before`, which stand in `parent` behind its first `skipped`
/// elements. Pieces that are in both stay untouched, so that none of them loses the focus; they come in
/// the same order. `html` makes the others, each by its place in `now`.
pub(crate) fn exchange<Piece: PartialEq>(
    parent: &Element,
    skipped: usize,
    (before, now): (&[Piece], &[Piece]),
    html: &dyn Fn(usize) -> Option<String>,
) {
    let elements: Vec<Element> = children(parent).skip(skipped).collect();
    let mut stay = Vec::with_capacity(elements.len());
    for (element, piece) in elements.into_iter().zip(before) {
        if now.contains(piece) {
            stay.push(element);
        } else {
            element.remove();
        }
    }
    let mut stay = stay.into_iter();
    let mut made = String::new();
    for (place, piece) in now.iter().enumerate() {
        if !before.contains(piece) {
            made.push_str(&html(place).unwrap_or_default());
        } else if let Some(next) = stay.next()
            && !made.is_empty()
        {
            let _ = next.insert_adjacent_html("beforebegin", &std::mem::take(&mut made));
        }
    }
    if !made.is_empty() {
        let _ = parent.insert_adjacent_html("beforeend", &made);
    }
}

/// Sets attributes of an element; one without a value goes.
pub(crate) fn tell(element: &Element, told: &[(&str, String)]) {
    for (name, value) in told {
        let _ = match value.is_empty() {
            true => element.remove_attribute(name),
            false => element.set_attribute(name, value),
        };
    }
}

/// Puts a text into what `selector` finds in an element.
pub(crate) fn set_text(element: &Element, selector: &str, text: &str) {
    if let Ok(Some(found)) = element.query_selector(selector) {
        found.set_text_content(Some(text));
    }
}

/// Makes an element as high as a length of the stylesheet says.
pub(crate) fn set_height(element: &Element, height: &str) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.style().set_property("block-size", height);
    }
}
