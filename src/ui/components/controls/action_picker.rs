//! A list to choose from, where choosing does something at once and the list is as before.

use leptos::prelude::*;

use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::picker::Choice;

/// The list with its label; `none` is what stands in it.
pub(in crate::ui) fn action_picker(
    label: Signal<&'static str>,
    none: Signal<&'static str>,
    choices: Memo<Vec<Choice>>,
    on_choose: Callback<String>,
) -> AnyView {
    let options = dynamic(move || {
        let option =
            |Choice { value, text }: Choice| view! { <option value=format!("={value}")>{text}</option> };
        let options: Vec<_> = choices.get().into_iter().map(option).collect();
        view! { <option value="">{none.get()}</option>{options} }
    });
    view! {
        <label class="toolbar-picker">
            <span>{text(move || label.get().to_owned())}</span>
            <select on:change:target=move |event| {
                // An empty value may be a choice too; that nothing was chosen is told by the sign.
                if let Some(value) = event.target().value().strip_prefix('=') {
                    on_choose.run(value.to_owned());
                }
                event.target().set_value("");
            }>
                {options}
            </select>
        </label>
    }
    .into_any()
}
