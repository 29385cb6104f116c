//! What someone sent, before it is opened: its name and size, or why it is refused.

use leptos::prelude::*;

use crate::document::{Document, Template, VERSION};
use crate::domain::name::{Language, Name};
use crate::domain::workbook::Workbook;
use crate::i18n::{Messages, fill, finding, keeping_words, messages, month};
use crate::interop::json::ImportError;
use crate::storage::{Entry, OpenError, Prospect};
use crate::ui::browser::{clock, ids};
use crate::ui::components::controls::dialog::{Width, dialog_view};
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::components::template_list::{add_to_open, start, template_facts};
use crate::ui::state::{Incoming, Notice, Route, ScoresRoute, Session, use_session};

/// A dialog that is there while something waits to be opened.
#[component]
pub(in crate::ui) fn ImportPreview() -> impl IntoView {
    let session = use_session();
    let waiting = Memo::new(move |_| session.incoming.with(Option::is_some));
    let content = dynamic(move || {
        let words = session.words();
        session.incoming.with(|incoming| {
            incoming.as_ref().map(|incoming| match incoming {
                Incoming::Workbook(document) => preview(session, document, words).into_any(),
                Incoming::Template(template) => template_preview(session, template, words),
                Incoming::Everything(_, found) => everything(session, found).into_any(),
                Incoming::NoWorkbook => refused(session, words.refused_no_workbook, words).into_any(),
                Incoming::Refused(error) => refused(session, &refusal(error, session), words).into_any(),
                Incoming::BadLink => {
                    refused(session, keeping_words(session.language.get()).refused_link, words).into_any()
                }
                Incoming::Unreadable => refused(session, words.refused_read, words).into_any(),
            })
        })
    });
    let close = Callback::new(move |()| session.incoming.set(None));
    dialog_view(Width::Text, waiting.into(), close, "import-heading", content)
}

fn preview(session: Session, document: &Document, words: &'static Messages) -> impl IntoView + use<> {
    let language = session.language.get();
    let workbook = &document.workbook;
    let known = session.listing.with(|listing| listing.workbooks.iter().any(|entry| entry.id == workbook.id))
        || session.open_id().as_ref() == Some(&workbook.id);
    let facts = [
        (words.import_name, workbook.name.text(language).to_owned()),
        (words.import_units, workbook.units.len().to_string()),
        (words.import_measures, measures(workbook).to_string()),
        (words.import_months, months(workbook, language)),
        (words.import_changed, document.changed.as_deref().map(clock::local).unwrap_or_default()),
        (words.import_version, VERSION.to_string()),
    ];
    let rows: Vec<_> =
        facts.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect();
    view! {
        <h2 id="import-heading">{words.import_heading}</h2>
        <dl class="facts">{rows}</dl>
        {known.then(|| view! { <p>{words.import_same}</p> })}
        <p class="dialog-actions">
            {if known {
                view! {
                    <button type="button" class="button" data-variant="primary" on:click=move |_| accept(session, Taking::Copy)>
                        {words.import_copy}
                    </button>
                    <button type="button" class="button" on:click=move |_| accept(session, Taking::Replace)>
                        {words.import_replace}
                    </button>
                }.into_any()
            } else {
                view! {
                    <button type="button" class="button" data-variant="primary" on:click=move |_| accept(session, Taking::New)>
                        {words.import_open}
                    </button>
                }.into_any()
            }}
            <button type="button" class="button" data-variant="quiet" on:click=move |_| session.incoming.set(None)>
                {words.cancel}
            </button>
        </p>
    }
}

/// A file of everything: what would become of each workbook in it.
fn everything(session: Session, found: &[(Entry, Prospect)]) -> impl IntoView + use<> {
    let language = session.language.get();
    let (words, keeping) = (messages(language), keeping_words(language));
    let time = |changed: &Option<String>| changed.as_deref().map_or_else(|| "–".to_owned(), clock::local);
    let row = |(entry, prospect): &(Entry, Prospect)| {
        let outcome = match prospect {
            Prospect::New => keeping.everything_new.to_owned(),
            Prospect::Replaces(ours) => fill(keeping.everything_replaces, &[&time(ours)]),
            Prospect::Stays => keeping.everything_stays.to_owned(),
        };
        let name = format!("{} ({})", entry.name.text(language), time(&entry.changed));
        view! { <div><dt>{name}</dt><dd>{outcome}</dd></div> }
    };
    let rows: Vec<_> = found.iter().map(row).collect();
    let take = move |_| {
        if let Some(Incoming::Everything(dump, _)) = session.incoming.try_update(Option::take).flatten() {
            session.take_dump(&dump);
        }
    };
    view! {
        <h2 id="import-heading">{keeping.everything_heading}</h2>
        <dl class="facts">{rows}</dl>
        <p class="dialog-actions">
            <button type="button" class="button" data-variant="primary" on:click=take>
                {keeping.everything_take}
            </button>
            <button type="button" class="button" data-variant="quiet" on:click=move |_| session.incoming.set(None)>
                {words.cancel}
            </button>
        </p>
    }
}

/// A template that someone sent, and what can become of it.
fn template_preview(session: Session, template: &Template, words: &'static Messages) -> AnyView {
    let language = session.language.get();
    let is_open = session.open_id().is_some();
    let take = move |act: fn(Session, &Template)| {
        if let Some(Incoming::Template(template)) = session.incoming.try_update(Option::take).flatten() {
            act(session, &template);
        }
    };
    view! {
        <h2 id="import-heading">{words.template_sent}</h2>
        <h3>{template.name.text(language).to_owned()}</h3>
        {template_facts(template, language)}
        <p class="dialog-actions">
            <button type="button" class="button" data-variant="primary" on:click=move |_| take(start)>
                {words.template_start}
            </button>
            {is_open.then(|| view! {
                <button type="button" class="button" on:click=move |_| take(add_to_open)>{words.template_add}</button>
            })}
            <button type="button" class="button" data-variant="quiet" on:click=move |_| session.incoming.set(None)>
                {words.cancel}
            </button>
        </p>
    }
    .into_any()
}

fn refused(session: Session, why: &str, words: &'static Messages) -> impl IntoView + use<> {
    view! {
        <h2 id="import-heading">{words.import_refused}</h2>
        <p data-testid="refusal">{why.to_owned()}</p>
        <p class="dialog-actions">
            <button type="button" class="button" data-variant="primary" on:click=move |_| session.incoming.set(None)>
                {words.close}
            </button>
        </p>
    }
}

pub(super) fn refusal(error: &ImportError, session: Session) -> String {
    let language = session.language.get();
    let words = messages(language);
    match error {
        ImportError::TooLarge => words.refused_too_large.to_owned(),
        ImportError::NotText => words.refused_not_text.to_owned(),
        ImportError::Shape { line, column, expected } => {
            fill(words.refused_shape, &[&line.to_string(), &column.to_string(), expected])
        }
        ImportError::OtherFormat => words.refused_other.to_owned(),
        ImportError::Newer(version) => fill(words.refused_newer, &[&version.to_string()]),
        ImportError::Workbook(error) => {
            fill(words.refused_contradiction, &[&finding::contradiction(error, language)])
        }
    }
}

/// What becomes of a workbook that is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taking {
    New,
    Copy,
    Replace,
}

fn accept(session: Session, taking: Taking) {
    let Some(Incoming::Workbook(document)) = session.incoming.try_update(Option::take).flatten() else {
        return;
    };
    let mut document = *document;
    let opened = match taking {
        Taking::New => session.add(document),
        Taking::Copy => {
            let language = session.language.get_untracked();
            let name = fill(messages(language).copy_of, &[document.workbook.name.text(language)]);
            document.workbook.id = ids::workbook_id();
            document.workbook.name = Name::plain(&name);
            session.add(document)
        }
        Taking::Replace => replace(session, document),
    };
    if opened {
        Route::Scores(ScoresRoute::default()).go();
    }
}

/// Puts a workbook in the place of the one with its identity, which is opened for that; `false` where the
/// one that is open was not left.
fn replace(session: Session, document: Document) -> bool {
    let id = document.workbook.id.clone();
    let is_open = || session.open_id_untracked().as_ref() == Some(&id);
    if is_open() {
        session.replace(document);
        return true;
    }
    match session.open_stored(&id) {
        Ok(()) if is_open() => session.replace_once_writing(document),
        Ok(()) => return false,
        Err(OpenError::Damaged) => return session.open_new(document),
        Err(error) => session.notice.set(Some(Notice::CannotOpen(error))),
    }
    true
}

fn measures(workbook: &Workbook) -> usize {
    let last = workbook.scorecards.iter().filter_map(|card| card.revisions.last());
    last.map(|revision| revision.measures().count()).sum()
}

fn months(workbook: &Workbook, language: Language) -> String {
    let span = workbook.figures.span();
    span.map(|(first, last)| month::format_range(first, last, language)).unwrap_or_default()
}
