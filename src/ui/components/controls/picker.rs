//! A labelled choice of one from a list.

use crate::ui::components::controls::dynamic::dynamic;
use leptos::prelude::*;

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Choice {
    /// What is chosen.
    pub(in crate::ui) value: String,
    /// What is read.
    pub(in crate::ui) text: String,
}

/// A native select with its label.
#[component]
pub(in crate::ui) fn Picker(
    /// The label.
    label: Signal<&'static str>,
    /// The choices.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The value that is chosen.
    #[prop(into)]
    chosen: Signal<String>,
    /// Called with the value that the person chose.
    on_choose: Callback<String>,
) -> impl IntoView {
    view! {
        <label class="picker">
            <span class="picker-label">{label}</span>
            <select
                on:change:target=move |event| on_choose.run(event.target().value())
                prop:value=move || {
                    choices.track();
                    chosen.get()
                }
            >
                {dynamic(move || {
                    choices
                        .get()
                        .into_iter()
                        .map(|Choice { value, text }| {
                            let selected = chosen.with_untracked(|chosen| *chosen == value);
                            view! { <option value=value selected=selected>{text}</option> }
                        })
                        .collect_view()
                })}
            </select>
        </label>
    }
}
