//! The workbooks in this browser, and the bin.

use leptos::prelude::*;

use crate::domain::name::Language;
use crate::i18n::{fill, keeping_words, messages};
use crate::storage::Entry;
use crate::ui::browser::clock;
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::components::notices::download_raw;
use crate::ui::state::{DAYS_IN_BIN, Notice, Route, ScoresRoute, Session, use_session};

/// Stored workbooks, those in the bin, and those that cannot be read.
#[component]
pub(in crate::ui) fn StoredList() -> impl IntoView {
    let session = use_session();
    session.refresh_listing();
    view! {
        {dynamic(move || {
            let language = session.language.get();
            let words = messages(language);
            let open = session.open_id();
            session.listing.with(|listing| {
                let (bin, kept): (Vec<&Entry>, Vec<&Entry>) =
                    listing.workbooks.iter().partition(|entry| entry.deleted.is_some());
                let rows = kept
                    .iter()
                    .map(|entry| stored_row(session, entry, open.as_ref() == Some(&entry.id), language))
                    .collect_view();
                let binned = bin.iter().map(|entry| binned_row(session, entry, language)).collect_view();
                view! {
                    {kept.is_empty().then(|| view! { <p>{words.stored_empty}</p> })}
                    <ul class="stored">{rows}</ul>
                    {(!bin.is_empty()).then(|| view! { <h3>{words.bin_heading}</h3><ul class="stored">{binned}</ul> })}
                    {(!listing.damaged.is_empty()).then(|| damaged(listing.damaged.len(), language))}
                }
            })
        })}
    }
}

fn stored_row(session: Session, entry: &Entry, is_open: bool, language: Language) -> impl IntoView + use<> {
    let words = messages(language);
    let name = entry.name.text(language).to_owned();
    let changed = entry.changed.as_deref().map_or_else(|| "–".to_owned(), clock::local);
    let (opened, deleted) = (entry.id.clone(), entry.id.clone());
    let delete = move |_| session.delete(&deleted);
    let open = move |_| match session.open_stored(&opened) {
        Ok(()) => Route::Scores(ScoresRoute::default()).go(),
        Err(error) => session.notice.set(Some(Notice::CannotOpen(error))),
    };
    view! {
        <li class="stored-row">
            <span class="stored-name">{name.clone()}</span>
            {is_open.then(|| view! { <span class="tag">{words.is_open}</span> })}
            <span class="stored-changed">{fill(words.changed_at, &[&changed])}</span>
            <button type="button" class="button" aria-label=fill(words.open_named, &[&name]) on:click=open>
                {words.open}
            </button>
            <button
                type="button"
                class="button"
                data-variant="quiet"
                aria-label=fill(words.delete_named, &[&name])
                on:click=delete
            >
                {words.delete}
            </button>
        </li>
    }
}

fn binned_row(session: Session, entry: &Entry, language: Language) -> impl IntoView + use<> {
    let words = messages(language);
    let name = entry.name.text(language).to_owned();
    let id = entry.id.clone();
    let since = entry.deleted.as_deref().and_then(clock::days_since).unwrap_or_default();
    let left = fill(words.bin_days, &[&DAYS_IN_BIN.saturating_sub(since).to_string()]);
    let gone = id.clone();
    let restore = move |_| session.set_deleted(&id, None);
    let remove = move |_| session.remove_for_good(&gone);
    let keeping = keeping_words(language);
    view! {
        <li class="stored-row">
            <span class="stored-name">{name.clone()}</span>
            <span class="stored-changed">{left}</span>
            <button type="button" class="button" aria-label=fill(words.restore_named, &[&name]) on:click=restore>
                {words.restore}
            </button>
            <button
                type="button"
                class="button"
                data-variant="quiet"
                aria-label=fill(keeping.remove_named, &[&name])
                on:click=remove
            >
                {keeping.remove}
            </button>
        </li>
    }
}

fn damaged(count: usize, language: Language) -> impl IntoView {
    let words = messages(language);
    view! {
        <h3>{words.damaged_heading}</h3>
        <p>{words.open_damaged} " (" {count} ")"</p>
        <button type="button" class="button" on:click=move |_| download_raw()>{words.download_raw}</button>
    }
}
