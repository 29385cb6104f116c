//! Asks why something was changed of what a closed period rests on. It waits: nothing is held up by it.

use leptos::prelude::*;

use crate::domain::reasons::{asked, explain};
use crate::domain::workbook::Workbook;
use crate::i18n::change::subject;
use crate::i18n::{fill, keeping_words, list_of};
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::components::controls::text_field::text_field;
use crate::ui::state::{Route, Session, use_session};

/// How many changes are named; the others are counted.
const NAMED: usize = 3;

/// The question, whenever something is stored that calls for it.
#[component]
pub(super) fn ReasonNotice() -> impl IntoView {
    let session = use_session();
    let put_off = RwSignal::new(Vec::<usize>::new());
    let places = Memo::new(move |_| {
        session.save_state.track();
        let writes = session.writes.get();
        let asked = session.with_plan_untracked(|plan, workbook| asked(workbook, plan));
        asked.filter(|_| writes).unwrap_or_default()
    });
    let shown = Memo::new(move |_| {
        let all = session.route.with(|route| *route == Route::Settings);
        let is_new = |place: &usize| all || put_off.with(|put_off| !put_off.contains(place));
        places.with(|places| places.iter().any(is_new).then(|| places.clone()))
    });
    view! {
        <div role="status">
            {dynamic(move || shown.get().map(|places| question(session, places, put_off)))}
        </div>
    }
}

fn question(session: Session, places: Vec<usize>, put_off: RwSignal<Vec<usize>>) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let (later, noted) = (places.clone(), places.clone());
    let note = move |_| {
        let edit = session.with_untracked(|workbook| explain(workbook, &noted, &reason.get_untracked()));
        if let Some(edit) = edit.flatten() {
            session.dispatch(edit);
        }
    };
    let text = move || session.with_untracked(|workbook| sentence(session, workbook, &places));
    view! {
        <div class="notice" data-tone="note" data-testid="why">
            <p>{dynamic(text)}</p>
            <p class="notice-actions">
                {text_field("picker", move || keeping_words(session.language.get()).why_label.to_owned(), reason)}
                <button type="button" class="button" on:click=note>{session.keeping_word(|w| w.why_note)}</button>
                <button type="button" class="button" data-variant="quiet" on:click=move |_| put_off.set(later.clone())>
                    {session.keeping_word(|w| w.why_later)}
                </button>
            </p>
        </div>
    }
}

/// What was changed, the newest first.
fn sentence(session: Session, workbook: &Workbook, places: &[usize]) -> String {
    let language = session.language.get();
    let words = keeping_words(language);
    let mut subjects = Vec::new();
    for change in places.iter().rev().filter_map(|place| workbook.changes.get(*place)) {
        let text = subject(&change.what, workbook, language);
        if !subjects.contains(&text) {
            subjects.push(text);
        }
    }
    let more = subjects.len().saturating_sub(NAMED);
    subjects.truncate(NAMED);
    if more > 0 {
        subjects.push(fill(words.why_more, &[&more.to_string()]));
    }
    fill(words.why_asked, &[&list_of(&subjects, language)])
}
