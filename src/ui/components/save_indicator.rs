//! Whether the work is kept, and how old the last file copy is.

use leptos::prelude::*;

use crate::i18n::{Messages, fill};
use crate::ui::browser::clock;
use crate::ui::components::controls::dynamic::text;
use crate::ui::state::{SaveState, use_session};

/// The save state in words, with the last backup beside it.
#[component]
pub(super) fn SaveIndicator() -> impl IntoView {
    let session = use_session();
    let word = Signal::derive(move || {
        let words = session.words();
        match session.save_state.get() {
            SaveState::NotSaved(_) => words.not_saved,
            _ if !session.writes.get() => words.read_only,
            SaveState::Saved => words.saved,
            SaveState::SavedOnce => words.saved_once,
            SaveState::Saving | SaveState::Mirroring => words.saving,
        }
    });
    let state = Signal::derive(move || match session.save_state.get() {
        SaveState::NotSaved(_) => "not-saved",
        _ if !session.writes.get() => "read-only",
        SaveState::Saved | SaveState::SavedOnce => "saved",
        SaveState::Saving | SaveState::Mirroring => "saving",
    });
    let backup = text(move || {
        let words = session.words();
        let age = session.last_backup.with(|time| age(words, time.as_deref()));
        fill(words.last_backup, &[&age])
    });
    view! {
        <p class="save-state" data-state=state>
            <span class="save-word">{word}</span>
            <span class="save-backup">{backup}</span>
        </p>
    }
}

fn age(words: &Messages, time: Option<&str>) -> String {
    match time.and_then(clock::days_since) {
        None => words.never.to_owned(),
        Some(0) => words.today.to_owned(),
        Some(1) => words.yesterday.to_owned(),
        Some(days) => fill(words.days_ago, &[&days.to_string()]),
    }
}
