//! The change log of the open workbook: when, who, what, from what to what, why.

use leptos::prelude::*;

use crate::domain::change_log::Change;
use crate::domain::name::Language;
use crate::domain::workbook::Workbook;
use crate::i18n::change::subject;
use crate::i18n::{fill, keeping_words};
use crate::ui::browser::clock;
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::state::{Session, use_session};

/// How many changes are shown at first, and how many more at each wish.
const PAGE: usize = 50;

/// The newest changes first, and what the person calls themselves.
#[component]
pub(in crate::ui) fn ChangeLog() -> impl IntoView {
    let session = use_session();
    let shown = RwSignal::new(PAGE);
    let count = Memo::new(move |_| session.with(|workbook| workbook.changes.len()).unwrap_or_default());
    view! {
        <section class="log">
            <h2>{session.keeping_word(|w| w.log_heading)}</h2>
            <p>{session.keeping_word(|w| w.log_about)}</p>
            <label class="picker">
                <span class="picker-label">{session.keeping_word(|w| w.log_person)}</span>
                <input
                    type="text"
                    autocomplete="off"
                    maxlength="80"
                    data-native-undo
                    prop:value=move || session.person.get()
                    on:change:target=move |event| session.person.set(event.target().value().trim().to_owned())
                />
            </label>
            {dynamic(move || match count.get() {
                0 => view! { <p>{session.keeping_word(|w| w.log_empty)}</p> }.into_any(),
                _ => table(session, shown).into_any(),
            })}
            {dynamic(move || {
                (count.get() > shown.get()).then(|| {
                    let more = text(move || fill(keeping_words(session.language.get()).log_more, &[&count.get().to_string()]));
                    view! {
                        <button type="button" class="button" on:click=move |_| shown.update(|shown| *shown += PAGE)>
                            {more}
                        </button>
                    }
                })
            })}
        </section>
    }
}

fn table(session: Session, shown: RwSignal<usize>) -> impl IntoView {
    let heads = [
        session.keeping_word(|w| w.log_when),
        session.keeping_word(|w| w.log_who),
        session.keeping_word(|w| w.log_what),
        session.keeping_word(|w| w.log_before),
        session.keeping_word(|w| w.log_after),
        session.keeping_word(|w| w.log_why),
    ];
    let heads = heads.map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    let rows = dynamic(move || {
        let language = session.language.get();
        let newest = |workbook: &Workbook| {
            let newest = workbook.changes.iter().rev().take(shown.get());
            newest.map(|change| row(change, workbook, language)).collect_view()
        };
        session.with(newest).unwrap_or_default()
    });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=session.keeping_word(|w| w.log_heading)>
            <table class="table log-table">
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(change: &Change, workbook: &Workbook, language: Language) -> impl IntoView + use<> {
    let or_none = |text: Option<&str>| text.filter(|text| !text.is_empty()).unwrap_or("–").to_owned();
    let cells = [
        clock::local(&change.at),
        or_none(Some(&change.by)),
        subject(&change.what, workbook, language),
        or_none(change.old.as_deref()),
        or_none(change.new.as_deref()),
        or_none(change.reason.as_deref()),
    ];
    view! { <tr>{cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
}
