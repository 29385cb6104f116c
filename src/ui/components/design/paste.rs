//! Targets of the measure that is edited, pasted from a spreadsheet.

use leptos::prelude::*;

use super::Design;
use crate::forms::{Refusal, Subject, paste_targets, refusal_sentence};
use crate::ui::components::controls::dynamic::text;

/// A field for the table, and a button that takes it.
pub(in crate::ui) fn paste_view(design: Design) -> AnyView {
    let pasted = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<Refusal>);
    let take = move |_| {
        let Some(Subject::Measure(place, id)) = design.subject.get_untracked() else { return };
        design.session.close_typing();
        let text = pasted.get_untracked();
        let edit = design.session.with_untracked(|workbook| paste_targets(workbook, &place, &id, &text));
        let edit = edit.unwrap_or(Err(Refusal::Gone));
        match edit.and_then(|edit| design.session.attempt(edit, false).map_err(Refusal::from)) {
            Ok(()) => {
                pasted.set(String::new());
                refused.set(None);
            }
            Err(why) => refused.set(Some(why)),
        }
    };
    view! {
        <details class="paste">
            <summary>{text(move || design.words().paste_targets.to_owned())}</summary>
            <label class="field">
                <span>{text(move || design.words().paste_about.to_owned())}</span>
                <textarea rows="4" spellcheck="false" prop:value=pasted on:input:target=move |event| pasted.set(event.target().value())></textarea>
            </label>
            <p class="field-error" role="alert">{text(move || {
                let language = design.session.language.get();
                refused.get().map(|why| refusal_sentence(&why, "", language)).unwrap_or_default()
            })}</p>
            <button type="button" class="button" on:click=take>
                {text(move || design.words().paste_take.to_owned())}
            </button>
        </details>
    }
    .into_any()
}
