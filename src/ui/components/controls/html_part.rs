//! A part of a page that is HTML text, put there as a whole whenever it changes.

use leptos::html::Div;
use leptos::prelude::*;

use crate::ui::browser::document;
use crate::ui::effects::watch;

/// The part. What had the focus in it has it again afterwards, found by its `data-key`.
pub(in crate::ui) fn html_part(make: impl Fn() -> String + 'static) -> AnyView {
    let make: Box<dyn Fn() -> String> = Box::new(make);
    let place = NodeRef::<Div>::new();
    watch(move || {
        let html = make();
        if let Some(place) = place.get() {
            document::put(&place, &html);
        }
    });
    view! { <div class="part" node_ref=place></div> }.into_any()
}
