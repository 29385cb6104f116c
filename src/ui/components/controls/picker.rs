//! A labelled choice of one from a list.

use leptos::prelude::*;

use super::dynamic::dynamic;
use super::search::{MOST_LISTED, Search, search_view};

pub(in crate::ui) use crate::forms::Choice;

/// A native select with its label, or a field to look for one of very many.
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
    let many = Memo::new(move |_| choices.with(|choices| choices.len() > MOST_LISTED));
    let select = move || {
        let options = dynamic(move || {
            let option = |Choice { value, text }: Choice| {
                let selected = chosen.with_untracked(|chosen| *chosen == value);
                view! { <option value=value selected=selected>{text}</option> }
            };
            choices.get().into_iter().map(option).collect_view()
        });
        view! {
            <select
                on:change:target=move |event| on_choose.run(event.target().value())
                prop:value=move || {
                    choices.track();
                    chosen.get()
                }
            >
                {options}
            </select>
        }
        .into_any()
    };
    let search = move || {
        let named = move || {
            let (choices, chosen) = (choices.get(), chosen.get());
            let own = choices.into_iter().find(|own| own.value == chosen);
            own.map(|own| own.text.trim().to_owned()).unwrap_or_default()
        };
        search_view(Search {
            name: Box::new(move || Some(label.get().to_owned())),
            word: String::new(),
            choices: Box::new(move || choices.get_untracked()),
            chosen: Box::new(named),
            on_choose: Box::new(move |value| on_choose.run(value)),
        })
    };
    view! {
        <label class="picker">
            <span class="picker-label">{label}</span>
            {dynamic(move || if many.get() { search() } else { select() })}
        </label>
    }
}
