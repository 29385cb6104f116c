//! Workbooks: open one, start one, look at the sample.

use leptos::prelude::*;

use crate::interop::json::{EXTENSION, MAX_BYTES};
use crate::ui::app::open_sample;
use crate::ui::browser::files;
use crate::ui::components::stored_list::StoredList;
use crate::ui::components::template_list::TemplateList;
use crate::ui::state::{Route, ScoresRoute, use_session};

/// The page.
#[component]
pub(in crate::ui) fn WorkbooksPage() -> impl IntoView {
    let session = use_session();
    let words = move || session.words();
    let look = move |_| {
        open_sample(session);
        Route::Scores(ScoresRoute::default()).go();
    };
    view! {
        <h1>{move || words().nav_workbooks}</h1>
        <p class="lead">{move || words().privacy}</p>
        <div class="columns">
            <section>
                <h2>{move || words().stored_heading}</h2>
                <StoredList />
            </section>
            <section>
                <h2>{move || words().open_heading}</h2>
                <OpenFile />
            </section>
            <section>
                <h2>{move || words().sample_heading}</h2>
                <p>{move || words().sample_about}</p>
                <button type="button" class="button" on:click=look>{move || words().open_sample}</button>
            </section>
        </div>
        <section>
            <h2>{move || words().templates_heading}</h2>
            <TemplateList />
        </section>
    }
}

/// Opening a file or pasted text.
#[component]
fn OpenFile() -> impl IntoView {
    let session = use_session();
    let words = move || session.words();
    let pasted = RwSignal::new(String::new());
    let choose = move |event| {
        if let Some(file) = files::chosen(&event) {
            files::read(file, MAX_BYTES, move |bytes| session.offer(bytes));
        }
    };
    view! {
        <p>{move || words().open_about}</p>
        <label class="file-button">
            <span>{move || words().choose_file}</span>
            <input type="file" accept=format!("{EXTENSION},.json,application/json") on:change=choose />
        </label>
        <label class="field">
            <span>{move || words().paste_label}</span>
            <textarea rows="2" spellcheck="false" prop:value=pasted on:input:target=move |e| pasted.set(e.target().value())></textarea>
        </label>
        <button
            type="button"
            class="button"
            aria-disabled=move || pasted.with(|text| text.trim().is_empty()).to_string()
            on:click=move |_| {
                if !pasted.with_untracked(|text| text.trim().is_empty()) {
                    session.offer_text(&pasted.get_untracked());
                }
            }
        >
            {move || words().open_pasted}
        </button>
    }
}
