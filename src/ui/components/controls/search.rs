//! A choice from a list that is too long to be read: a part of the name is typed.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::dynamic::{dynamic, text};
use super::picker::Choice;
use crate::forms::choices_named;
use crate::i18n::{fill, messages};
use crate::ui::browser::document;
use crate::ui::state::use_session;

/// So many choices are a list; of more a part is looked for.
pub(in crate::ui) const MOST_LISTED: usize = 300;
/// So many are offered while typing.
const OFFERED: usize = 20;

/// Gives every list an identity of its own on the page.
static LISTS: AtomicU32 = AtomicU32::new(0);

/// The field.
pub(in crate::ui) struct Search {
    /// What it is called where no label says it.
    pub(in crate::ui) name: Box<dyn Fn() -> Option<String> + Send>,
    /// Its word on the page.
    pub(in crate::ui) word: String,
    /// All there is to choose from.
    pub(in crate::ui) choices: Box<dyn Fn() -> Vec<Choice> + Send>,
    /// What is read of the choice that stands.
    pub(in crate::ui) chosen: Box<dyn Fn() -> String + Send>,
    /// Called with the value of a choice.
    pub(in crate::ui) on_choose: Box<dyn Fn(String)>,
}

/// Takes what was typed once it is left, or chosen from what is offered: the choice of that name, else
/// the only one that has it in its name.
pub(in crate::ui) fn search_view(search: Search) -> AnyView {
    let Search { name, word, choices, chosen, on_choose } = search;
    let session = use_session();
    let list = format!("offered-{}", LISTS.fetch_add(1, Ordering::Relaxed));
    let choices = StoredValue::new_local(choices);
    let typed = RwSignal::new(None::<String>);
    let refused = RwSignal::new(false);
    let offered = RwSignal::new(Vec::<String>::new());
    let of_name =
        move |typed: &str, most: usize| choices.with_value(|choices| choices_named(&choices(), typed, most));
    let take = move |said: String| {
        let found = of_name(&said, usize::MAX);
        let same = found.iter().find(|own| own.text.trim() == said.trim());
        let only = found.first().filter(|_| found.len() == 1);
        let taken = same.or(only).filter(|_| !said.trim().is_empty()).map(|own| own.value.clone());
        typed.set(Some(said).filter(|said| taken.is_none() && !said.trim().is_empty()));
        refused.set(taken.is_none());
        if let Some(value) = taken {
            on_choose(value);
        }
    };
    let refusal = move || {
        let said = typed.get().filter(|_| refused.get() || offered.with(Vec::is_empty))?;
        Some(fill(messages(session.language.get()).search_none, &[said.trim()]))
    };
    let options = dynamic(move || {
        offered.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view()
    });
    view! {
        <input
            type="text"
            class="field-input"
            autocomplete="off"
            spellcheck="false"
            data-native-undo
            data-field=word
            list=list.clone()
            aria-label=name
            prop:value=move || { let said = chosen(); typed.get().unwrap_or(said) }
            on:focus:target=move |event| document::select_all(&event.target())
            on:input:target=move |event| {
                let said = event.target().value();
                let found = of_name(&said, OFFERED).into_iter().map(|own| own.text.trim().to_owned());
                offered.set(found.collect());
                refused.set(false);
                typed.set(Some(said));
            }
            on:change:target=move |event| take(event.target().value())
        />
        <datalist id=list>{options}</datalist>
        <span class="field-error" role="alert">{text(move || refusal().unwrap_or_default())}</span>
    }
    .into_any()
}
