//! What must be said above every page: the sample, work that is not kept, data that was set aside.

use leptos::prelude::*;

use super::header_tools::export;
use super::reason_notice::ReasonNotice;
use crate::i18n::{Messages, fill, keeping_words};
use crate::storage::{Library, OpenError, Room, write_dump};
use crate::ui::browser::local_storage::BrowserStorage;
use crate::ui::browser::{clock, download, location, scripts};
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::state::{NotSaved, Notice, Route, Session, use_session};

/// All of them.
#[component]
pub(super) fn Notices() -> impl IntoView {
    view! {
        <div class="notices">
            <NotSavedNotice />
            <ReadOnlyNotice />
            <RoomNotice />
            <ReasonNotice />
            <StoredNotice />
            <SampleLine />
        </div>
    }
}

#[component]
fn NotSavedNotice() -> impl IntoView {
    let session = use_session();
    view! {
        <div role="alert">
            {dynamic(move || session.trouble.get().map(|reason| not_saved_notice(session, reason)))}
        </div>
    }
}

fn not_saved_notice(session: Session, reason: NotSaved) -> impl IntoView {
    let words = session.words();
    let press = move |_| match reason {
        NotSaved::ChangedElsewhere => location::reload(),
        _ => {
            session.storing.set(true);
            session.save();
        }
    };
    view! {
        <div class="notice" data-tone="danger">
            <p>{not_saved_text(words, reason)}</p>
            <p class="notice-actions">
                <button type="button" class="button" on:click=move |_| export(session)>{words.export}</button>
                <button type="button" class="button" data-variant="quiet" on:click=press>{words.try_again}</button>
            </p>
        </div>
    }
}

fn not_saved_text(words: &Messages, reason: NotSaved) -> &'static str {
    match reason {
        NotSaved::Quota => words.save_quota,
        NotSaved::Denied => words.save_denied,
        NotSaved::Damaged => words.save_damaged,
        NotSaved::Forgetful => words.save_forgetful,
        NotSaved::ChangedElsewhere => words.save_changed_elsewhere,
        NotSaved::Chosen => words.save_chosen,
    }
}

/// Another tab writes the workbook.
#[component]
fn ReadOnlyNotice() -> impl IntoView {
    let session = use_session();
    view! {
        <div role="status">
            {dynamic(move || {
                (!session.writes.get()).then(|| {
                    view! {
                        <div class="notice" data-tone="note" data-testid="read-only">
                            <p>{session.word(|w| w.read_only_line)}</p>
                            <p class="notice-actions">
                                <button type="button" class="button" on:click=move |_| scripts::take_over()>
                                    {session.word(|w| w.write_here)}
                                </button>
                            </p>
                        </div>
                    }
                })
            })}
        </div>
    }
}

/// The storage is filling up.
#[component]
fn RoomNotice() -> impl IntoView {
    let session = use_session();
    let text = move || {
        let (words, usage) = (session.words(), session.usage.get());
        let text = match usage.room() {
            Room::Enough => return None,
            Room::Little => words.room_little,
            Room::Hardly => words.room_hardly,
        };
        Some(fill(text, &[&usage.percent().to_string()]))
    };
    view! {
        <div role="status">
            {dynamic(move || text().map(|text| view! { <p class="notice" data-tone="note" data-testid="room">{text}</p> }))}
        </div>
    }
}

#[component]
fn StoredNotice() -> impl IntoView {
    let session = use_session();
    let text = move |notice: &Notice| match notice {
        Notice::SetAside(_) => session.words().set_aside,
        Notice::CannotOpen(OpenError::Newer(_)) => session.words().open_newer,
        Notice::CannotOpen(_) => session.words().open_damaged,
        Notice::Restored => session.words().restored,
        Notice::NothingNewer => session.words().nothing_newer,
        Notice::NotRestored => session.words().not_restored,
        Notice::NotReplaced => keeping_words(session.language.get()).not_replaced,
        Notice::NotForgotten => keeping_words(session.language.get()).not_forgotten,
    };
    let tone = |notice: &Notice| {
        if matches!(notice, Notice::Restored | Notice::NothingNewer) { "note" } else { "danger" }
    };
    view! {
        <div role="alert">
            {dynamic(move || {
                session.notice.get().map(|notice| {
                    let words = session.words();
                    view! {
                        <div class="notice" data-tone=tone(&notice)>
                            <p>{text(&notice)}</p>
                            <p class="notice-actions">
                                <button type="button" class="button" on:click=move |_| download_raw()>
                                    {words.download_raw}
                                </button>
                                <button
                                    type="button"
                                    class="button"
                                    data-variant="quiet"
                                    on:click=move |_| session.notice.set(None)
                                >
                                    {words.dismiss}
                                </button>
                            </p>
                        </div>
                    }
                })
            })}
        </div>
    }
}

/// Everything of ours that is stored, as it is.
pub(in crate::ui) fn download_raw() {
    let stored = Library::new(BrowserStorage).everything().unwrap_or_default();
    download::download(&format!("counterpoise-all-data-{}.json", clock::today()), &write_dump(&stored));
}

#[component]
fn SampleLine() -> impl IntoView {
    let session = use_session();
    let sample = Memo::new(move |_| session.open_id().is_some_and(|id| id.as_str() == "sample-hospital"));
    view! {
        {dynamic(move || {
            sample.get().then(|| {
                view! {
                    <p class="sample-line">
                        {session.word(|w| w.sample_line)}
                        " "
                        <a href=Route::Workbooks.fragment()>{session.word(|w| w.start_my_own)}</a>
                    </p>
                        }
            })
        })}
    }
}
