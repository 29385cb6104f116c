//! Workbooks: open one, start one, look at the sample.

use leptos::prelude::*;

use crate::document::Document;
use crate::i18n::design_words;
use crate::interop::json::{EXTENSION, MAX_BYTES};
use crate::templates::start_empty;
use crate::ui::app::open_sample;
use crate::ui::browser::{files, ids};
use crate::ui::components::controls::dynamic::text;
use crate::ui::components::start_several::StartSeveral;
use crate::ui::components::stored_list::StoredList;
use crate::ui::components::template_list::TemplateList;
use crate::ui::state::{DesignRoute, Route, ScoresRoute, use_session};

/// The page.
#[component]
pub(in crate::ui) fn WorkbooksPage() -> impl IntoView {
    let session = use_session();
    let look = move |_| {
        open_sample(session);
        Route::Scores(ScoresRoute::default()).go();
    };
    view! {
        <h1>{session.word(|w| w.nav_workbooks)}</h1>
        <p class="lead">{session.word(|w| w.privacy)}</p>
        <div class="columns">
            <section>
                <h2>{session.word(|w| w.stored_heading)}</h2>
                <StoredList />
            </section>
            <section>
                <h2>{session.word(|w| w.open_heading)}</h2>
                <OpenFile />
            </section>
            <section>
                <h2>{text(move || design_words(session.language.get()).empty_heading.to_owned())}</h2>
                <p>{text(move || design_words(session.language.get()).empty_about.to_owned())}</p>
                <button type="button" class="button" on:click=move |_| {
                    let workbook = start_empty(ids::workbook_id());
                    if session.open_new(Document { changed: None, workbook }) {
                        Route::Design(DesignRoute::default()).go();
                    }
                }>
                    {text(move || design_words(session.language.get()).start_empty.to_owned())}
                </button>
            </section>
            <section>
                <h2>{session.word(|w| w.sample_heading)}</h2>
                <p>{session.word(|w| w.sample_about)}</p>
                <button type="button" class="button" on:click=look>{session.word(|w| w.open_sample)}</button>
            </section>
        </div>
        <section>
            <h2 id="templates" tabindex="-1">{session.word(|w| w.templates_heading)}</h2>
            <StartSeveral />
            <TemplateList />
        </section>
    }
}

/// Opening a file or pasted text.
#[component]
fn OpenFile() -> impl IntoView {
    let session = use_session();
    let pasted = RwSignal::new(String::new());
    let choose = move |event| {
        if let Some(file) = files::chosen(&event) {
            files::read(file, MAX_BYTES, move |bytes| session.offer(bytes));
        }
    };
    view! {
        <p>{session.word(|w| w.open_about)}</p>
        <label class="file-button">
            <span>{session.word(|w| w.choose_file)}</span>
            <input type="file" accept=format!("{EXTENSION},.json,application/json") on:change=choose />
        </label>
        <label class="field">
            <span>{session.word(|w| w.paste_label)}</span>
            <textarea rows="2" spellcheck="false" prop:value=pasted on:input:target=move |e| pasted.set(e.target().value())></textarea>
        </label>
        <button
            type="button"
            class="button"
            aria-disabled=text(move || pasted.with(|text| text.trim().is_empty()).to_string())
            on:click=move |_| {
                if !pasted.with_untracked(|text| text.trim().is_empty()) {
                    session.offer_text(&pasted.get_untracked());
                }
            }
        >
            {session.word(|w| w.open_pasted)}
        </button>
    }
}
