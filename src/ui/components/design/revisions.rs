//! The revisions of a card: from which month each holds, what differs from the one before, and a new
//! one.

use leptos::prelude::*;

use super::Design;
use super::adding::adding_field;
use crate::domain::design::begin_revision;
use crate::domain::edit::{Change, Edit};
use crate::domain::period::Month;
use crate::domain::scorecard::{Revision, Scorecard};
use crate::domain::workbook::Workbook;
use crate::forms::{CardPlace, Refusal};
use crate::i18n::{describe_differences, fill, month};
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::state::{DesignRoute, Route};

/// The list, and a field for the month of a new one.
pub(in crate::ui) fn revisions_view(design: Design) -> AnyView {
    let refused = RwSignal::new(String::new());
    let label = Signal::derive(move || design.words().change_from.to_owned());
    let begin = move |workbook: &Workbook, typed: &str| {
        let from: Month = typed.trim().parse().map_err(|_| Refusal::Month)?;
        let place = design.place.get_untracked();
        let card = workbook.scorecard(&place.scorecard).ok_or(Refusal::Gone)?;
        begin_revision(card, from).ok_or(Refusal::RevisionThere)
    };
    view! {
        <p class="lead">{text(move || design.words().revisions_about.to_owned())}</p>
        {dynamic(move || design.with(|workbook, card, _| list(design, workbook, card, refused)))}
        <p class="field-error" role="alert">{text(move || refused.get())}</p>
        <div class="pickers">
            {adding_field(design.session, "revision".to_owned(), label, Box::new(begin))}
        </div>
    }
    .into_any()
}

fn list(design: Design, workbook: &Workbook, card: &Scorecard, refused: RwSignal<String>) -> AnyView {
    let rows: Vec<_> = card
        .revisions
        .iter()
        .enumerate()
        .map(|(place, revision)| {
            let before = place.checked_sub(1).and_then(|before| card.revisions.get(before));
            row(design, (workbook, card), before, revision, refused)
        })
        .collect();
    view! { <ol class="revisions">{rows}</ol> }.into_any()
}

fn row(
    design: Design,
    (workbook, card): (&Workbook, &Scorecard),
    before: Option<&Revision>,
    revision: &Revision,
    refused: RwSignal<String>,
) -> AnyView {
    let (words, language) = (design.words(), design.session.language.get());
    let place = CardPlace { scorecard: card.id.clone(), from: revision.from };
    let name = fill(words.revision_from, &[&month::format(revision.from, language)]);
    let says: Vec<String> = match before {
        None => vec![words.first_revision.to_owned()],
        Some(before) => describe_differences(workbook, before, revision, language),
    };
    let none = before.is_some() && says.is_empty();
    let says: Vec<_> = says.into_iter().map(|text| view! { <li>{text}</li> }).collect();
    let href = Route::Design(DesignRoute {
        scorecard: Some(place.scorecard.clone()),
        from: Some(place.from),
        part: Some("measures".to_owned()),
        subject: None,
    })
    .fragment();
    let label = fill(words.discard_of, &[&name]);
    view! {
        <li class="card">
            <h3>{name}</h3>
            {none.then(|| view! { <p>{words.no_difference}</p> })}
            <ul class="findings">{says}</ul>
            <p class="notice-actions">
                <a class="button" href=href>{words.edit}</a>
                <button
                    type="button"
                    class="button"
                    data-variant="quiet"
                    aria-label=label
                    on:click=move |_| discard(design, &place, refused)
                >
                    {words.discard}
                </button>
            </p>
        </li>
    }
    .into_any()
}

fn discard(design: Design, place: &CardPlace, refused: RwSignal<String>) {
    design.session.close_typing();
    let at = design.session.with_untracked(|workbook| {
        workbook.scorecard(&place.scorecard)?.revisions.iter().position(|own| own.from == place.from)
    });
    let Some(at) = at.flatten() else { return };
    let edit = Edit::Revisions { scorecard: place.scorecard.clone(), change: Change::Remove(at) };
    let language = design.session.language.get_untracked();
    let result = design.session.attempt(edit, false).map_err(Refusal::from);
    let says = result.err().map(|refusal| crate::forms::refusal_sentence(&refusal, "", language));
    refused.set(says.unwrap_or_default());
}
