//! A labelled field for text that stays a text.

use leptos::prelude::*;

use super::dynamic::text;

/// The field; `class` is that of its label.
pub(in crate::ui) fn text_field(
    class: &'static str,
    label: impl Fn() -> String + Send + 'static,
    value: RwSignal<String>,
) -> AnyView {
    view! {
        <label class=class>
            <span class="picker-label">{text(label)}</span>
            <input
                type="text"
                class="field-input"
                autocomplete="off"
                data-native-undo
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            />
        </label>
    }
    .into_any()
}
