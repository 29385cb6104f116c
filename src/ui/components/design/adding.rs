//! A field in which the name of something new is typed; Enter makes it.

use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;

use crate::domain::edit::Edit;
use crate::domain::workbook::Workbook;
use crate::forms::{Refusal, refusal_sentence};
use crate::ui::browser::document;
use crate::ui::components::controls::dynamic::text;
use crate::ui::effects::once_drawn;
use crate::ui::state::Session;

/// What is made of a name.
pub(in crate::ui) type Make = Box<dyn Fn(&Workbook, &str) -> Result<Edit, Refusal>>;

/// The field; `word` is its identity on the page, where the focus returns.
pub(in crate::ui) fn adding_field(
    session: Session,
    word: String,
    label: Signal<String>,
    make: Make,
) -> AnyView {
    let make = StoredValue::new_local(make);
    let input = NodeRef::<Input>::new();
    let refusal = RwSignal::new(None::<(String, Refusal)>);
    let selector = format!("[data-adding=\"{word}\"]");
    let add = move || {
        let Some(field) = input.get_untracked() else { return };
        let name = field.value();
        if name.trim().is_empty() {
            return;
        }
        session.close_typing();
        let edit = session.with_untracked(|workbook| make.with_value(|make| make(workbook, &name)));
        let edit = edit.unwrap_or(Err(Refusal::Gone));
        match edit.and_then(|edit| session.attempt(edit, false).map_err(Refusal::from)) {
            Ok(()) => {
                field.set_value("");
                refusal.try_set(None);
                let selector = selector.clone();
                once_drawn(move || {
                    document::focus(&selector);
                });
            }
            Err(why) => refusal.set(Some((name, why))),
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            add();
        }
    };
    view! {
        <span class="adding">
            <input
                type="text"
                class="field-input"
                autocomplete="off"
                data-native-undo
                data-adding=word
                node_ref=input
                aria-label=move || label.get()
                placeholder=move || label.get()
                on:keydown=on_key
            />
            <span class="field-error" role="alert">
                {text(move || {
                    let language = session.language.get();
                    let refusal = refusal.get();
                    refusal.map(|(name, why)| refusal_sentence(&why, &name, language)).unwrap_or_default()
                })}
            </span>
        </span>
    }
    .into_any()
}
