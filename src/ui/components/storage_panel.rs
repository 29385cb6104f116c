//! The data in this browser: how full it is, earlier states of the open workbook, leaving nothing
//! behind.

use leptos::prelude::*;

use super::notices::download_raw;
use crate::domain::name::Language;
use crate::i18n::{fill, keeping_words, number};
use crate::storage::{Library, QUOTA, Snapshot};
use crate::ui::browser::clock;
use crate::ui::browser::local_storage::BrowserStorage;
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::state::{NotSaved, Route, SaveState, ScoresRoute, Session, use_session};

/// The sections.
#[component]
pub(in crate::ui) fn StoragePanel() -> impl IntoView {
    let session = use_session();
    session.measure();
    let open = Memo::new(move |_| session.open_id().is_some());
    view! {
        <section>
            <h2>{session.keeping_word(|w| w.settings_data)}</h2>
            <Meter />
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || !session.storing.get()
                    on:change:target=move |event| set_storing(session, !event.target().checked())
                />
                <span>{session.keeping_word(|w| w.work_unstored)}</span>
            </label>
            <button type="button" class="button" on:click=move |_| download_raw()>
                {session.keeping_word(|w| w.download_everything)}
            </button>
            <DeleteEverything />
        </section>
        {dynamic(move || open.get().then(|| view! { <Snapshots /> }))}
    }
}

fn set_storing(session: Session, storing: bool) {
    session.save_if_waiting();
    session.storing.set(storing);
    session.trouble.set((!storing).then_some(NotSaved::Chosen));
    if storing {
        session.save();
    } else {
        session.save_state.set(SaveState::NotSaved(NotSaved::Chosen));
    }
}

#[component]
fn Meter() -> impl IntoView {
    let session = use_session();
    let used = move || {
        let usage = session.usage.get();
        usage.ours.saturating_add(usage.foreign).to_string()
    };
    let words = move || {
        let usage = session.usage.get();
        let values =
            [usage.percent(), usage.ours, usage.foreign].map(|count| number::format(count.into(), 0));
        let [percent, ours, foreign] = &values;
        fill(keeping_words(session.language.get()).usage_text, &[percent, ours, foreign])
    };
    view! {
        <meter
            class="meter"
            min="0"
            max=QUOTA.to_string()
            low=(QUOTA * 7 / 10).to_string()
            high=(QUOTA * 95 / 100).to_string()
            optimum="0"
            aria-label=session.keeping_word(|w| w.usage_label)
            value=text(used)
        ></meter>
        <p data-testid="usage">{text(words)}</p>
    }
}

/// Leaves nothing behind; can be put back until the page is left.
#[component]
fn DeleteEverything() -> impl IntoView {
    let session = use_session();
    let deleted = RwSignal::new(Vec::<(String, String)>::new());
    let delete = move |_| deleted.set(session.delete_everything());
    let put_back = move |_| {
        if deleted.with_untracked(|texts| session.put_back(texts)) {
            deleted.set(Vec::new());
        }
    };
    let gone = Memo::new(move |_| deleted.with(|texts| !texts.is_empty()));
    view! {
        <p>{session.keeping_word(|w| w.delete_everything_about)}</p>
        <div role="status">
            {dynamic(move || match gone.get() {
                true => {
                    view! {
                        <p>{session.keeping_word(|w| w.deleted_everything)}</p>
                        <button type="button" class="button" on:click=put_back>{session.keeping_word(|w| w.put_back)}</button>
                    }
                        .into_any()
                }
                false => {
                    view! {
                        <button type="button" class="button" on:click=delete>{session.keeping_word(|w| w.delete_everything)}</button>
                    }
                        .into_any()
                }
            })}
        </div>
    }
}

/// Earlier states of the open workbook.
#[component]
fn Snapshots() -> impl IntoView {
    let session = use_session();
    let kept = RwSignal::new(0_u32);
    let keep = move |_| {
        session.keep_snapshot();
        kept.update(|kept| *kept = kept.wrapping_add(1));
    };
    let list = dynamic(move || {
        let language = session.language.get();
        kept.track();
        session.listing.track();
        let snapshots = session
            .open_id()
            .and_then(|id| Library::new(BrowserStorage).snapshots(&id).ok())
            .unwrap_or_default();
        if snapshots.is_empty() {
            return view! { <p>{keeping_words(language).snapshots_none}</p> }.into_any();
        }
        let rows = snapshots.iter().map(|snapshot| snapshot_row(session, snapshot, language)).collect_view();
        view! { <ul class="stored">{rows}</ul> }.into_any()
    });
    view! {
        <section>
            <h2>{session.keeping_word(|w| w.snapshots_heading)}</h2>
            <p>{session.keeping_word(|w| w.snapshots_about)}</p>
            {list}
            <button type="button" class="button" on:click=keep>{session.keeping_word(|w| w.snapshot_now)}</button>
        </section>
    }
}

fn snapshot_row(session: Session, snapshot: &Snapshot, language: Language) -> impl IntoView + use<> {
    let time = snapshot.changed.as_deref().map_or_else(|| "–".to_owned(), clock::local);
    let revision = snapshot.revision;
    view! {
        <li class="stored-row">
            <button
                type="button"
                class="button"
                on:click=move |_| {
                    session.go_back(revision);
                    Route::Scores(ScoresRoute::default()).go();
                }
            >
                {fill(keeping_words(language).snapshot_back, &[&time])}
            </button>
        </li>
    }
}
