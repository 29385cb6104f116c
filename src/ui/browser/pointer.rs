//! Parts of a drawing that are dragged; each is an element with a `data-key`.

use leptos::ev::PointerEvent;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// A part that is being dragged, and where the pointer was at first.
#[derive(Clone)]
pub(crate) struct Drag {
    key: String,
    from: (i32, i32),
}

impl Drag {
    /// The part under the pointer, if there is one. It hears of the pointer wherever that goes.
    pub(crate) fn begin(event: &PointerEvent) -> Option<Self> {
        let part = part_of(event)?;
        let key = part.get_attribute("data-key")?;
        event.prevent_default();
        let _ = part.set_pointer_capture(event.pointer_id());
        Some(Self { key, from: (event.client_x(), event.client_y()) })
    }

    /// What is dragged.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// How far the pointer has moved, right and down, in pixels.
    pub(crate) fn moved(&self, event: &PointerEvent) -> (i32, i32) {
        (event.client_x() - self.from.0, event.client_y() - self.from.1)
    }

    /// Shows the part where the pointer is.
    pub(crate) fn show(&self, event: &PointerEvent) {
        self.show_at(self.moved(event));
    }

    /// Shows the part where it was at first.
    pub(crate) fn give_up(&self) {
        self.show_at((0, 0));
    }

    fn show_at(&self, (right, down): (i32, i32)) {
        let part = leptos::prelude::document().query_selector(&format!("[data-key=\"{}\"]", self.key));
        if let Ok(Some(part)) = part {
            let _ = part.set_attribute("transform", &format!("translate({right} {down})"));
        }
    }
}

/// The part where an event happened.
fn part_of(event: &Event) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("[data-key]").ok()?
}

/// The key of the part where an event happened.
pub(crate) fn key_of(event: &Event) -> Option<String> {
    part_of(event)?.get_attribute("data-key")
}
