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

fn stored_row(session: Session, entry: &Entry, is_open: bool, language: Language) -> AnyView {
    let words = messages(language);
    let changed = entry.changed.as_deref().map_or_else(|| "–".to_owned(), clock::local);
    let (opened, deleted) = (entry.id.clone(), entry.id.clone());
    let open = move || match session.open_stored(&opened) {
        Ok(()) => Route::Scores(ScoresRoute::default()).go(),
        Err(error) => session.notice.set(Some(Notice::CannotOpen(error))),
    };
    let deeds: [Deed; 2] = [
        (words.open, words.open_named, Box::new(open)),
        (words.delete, words.delete_named, Box::new(move || session.delete(&deleted))),
    ];
    row(
        entry.name.text(language),
        is_open.then_some(words.is_open),
        fill(words.changed_at, &[&changed]),
        deeds,
    )
}

fn binned_row(session: Session, entry: &Entry, language: Language) -> AnyView {
    let (words, keeping) = (messages(language), keeping_words(language));
    let (restored, removed) = (entry.id.clone(), entry.id.clone());
    let since = entry.deleted.as_deref().and_then(clock::days_since).unwrap_or_default();
    let left = fill(words.bin_days, &[&DAYS_IN_BIN.saturating_sub(since).to_string()]);
    let deeds: [Deed; 2] = [
        (words.restore, words.restore_named, Box::new(move || session.set_deleted(&restored, None))),
        (keeping.remove, keeping.remove_named, Box::new(move || session.remove_for_good(&removed))),
    ];
    row(entry.name.text(language), None, left, deeds)
}

/// What a button says, what it says to whoever hears it alone, and what it does.
type Deed = (&'static str, &'static str, Box<dyn Fn() + Send>);

/// A workbook, what is said of it, and what can be done with it; the second deed is the rarer one.
fn row(name: &str, tag: Option<&'static str>, said: String, deeds: [Deed; 2]) -> AnyView {
    let button = |(place, (word, named, act)): (usize, Deed)| {
        let (label, variant) = (fill(named, &[name]), (place > 0).then_some("quiet"));
        view! {
            <button type="button" class="button" data-variant=variant aria-label=label on:click=move |_| act()>
                {word}
            </button>
        }
    };
    let buttons = deeds.into_iter().enumerate().map(button).collect_view();
    view! {
        <li class="stored-row">
            <span class="stored-name">{name.to_owned()}</span>
            {tag.map(|tag| view! { <span class="tag">{tag}</span> })}
            <span class="stored-changed">{said}</span>
            {buttons}
        </li>
    }
    .into_any()
}

fn damaged(count: usize, language: Language) -> impl IntoView {
    let words = messages(language);
    view! {
        <h3>{words.damaged_heading}</h3>
        <p>{words.open_damaged} " (" {count} ")"</p>
        <button type="button" class="button" on:click=move |_| download_raw()>{words.download_raw}</button>
    }
}
