//! What keys open on every page: finding a page, a unit or a measure by name, and the list of keys.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::controls::dialog::{Width, dialog_view};
use super::controls::dynamic::text;
use super::controls::html_part::html_part;
use crate::domain::workbook::Workbook;
use crate::forms::{CardPlace, Subject};
use crate::i18n::{Messages, design_words, view_words};
use crate::markup::{Spot, View, found};
use crate::ui::browser::document;
use crate::ui::effects::once_drawn;
use crate::ui::state::{Asked, DesignRoute, Route, ScoresRoute, Session};

/// A page: its name, and the way there.
type Page = (fn(&Messages) -> &'static str, fn() -> Route);

const PAGES: [Page; 10] = [
    (|w| w.nav_design, || Route::Design(DesignRoute::default())),
    (|w| w.nav_figures, || Route::Figures { unit: None, year: None }),
    (|w| w.nav_scores, || of(View::Scores)),
    (|w| w.nav_compare, || of(View::Compare)),
    (|w| w.nav_alerts, || of(View::Alerts)),
    (|w| w.nav_map, || of(View::Map)),
    (|w| w.nav_lab, || of(View::Lab)),
    (|w| w.nav_report, || of(View::Report)),
    (|w| w.nav_workbooks, || Route::Workbooks),
    (|w| w.nav_settings, || Route::Settings),
];

fn of(view: View) -> Route {
    Route::Scores(ScoresRoute { view, ..ScoresRoute::default() })
}

/// The dialog.
pub(in crate::ui) fn finder_view(session: Session) -> AnyView {
    let open = Signal::derive(move || session.asked.get().is_some());
    let content = move || match session.asked.get() {
        Some(Asked::Place) => finder(session),
        Some(Asked::Keys) => keys(session),
        None => ().into_any(),
    };
    let close = Callback::new(move |()| session.asked.set(None));
    dialog_view(Width::Table, open, close, "asked-heading", Box::new(content))
}

fn finder(session: Session) -> AnyView {
    let wanted = RwSignal::new(String::new());
    let spots = session.with_untracked(|workbook| spots(session, workbook)).unwrap_or_default();
    let spots: Vec<Spot> = pages(session).into_iter().chain(spots).collect();
    let list = move || found(&spots, &wanted.get(), view_words(session.language.get()).find_nothing);
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            document::click(".found a");
        }
    };
    once_drawn(|| {
        document::focus("#find-place");
    });
    view! {
        <h2 id="asked-heading">{text(move || view_words(session.language.get()).find_place.to_owned())}</h2>
        <input
            type="search"
            id="find-place"
            class="field-input"
            autocomplete="off"
            data-native-undo
            aria-labelledby="asked-heading"
            on:input:target=move |event| wanted.set(event.target().value())
            on:keydown=on_key
        />
        <div on:click=move |event| {
            if document::is_within(&event, "a") {
                session.asked.set(None);
            }
        }>{html_part(list)}</div>
    }
    .into_any()
}

fn pages(session: Session) -> Vec<Spot> {
    let words = session.words();
    let spot = |(name, route): Page| Spot {
        name: name(words).to_owned(),
        about: String::new(),
        href: route().fragment(),
    };
    PAGES.map(spot).into()
}

/// The units with their scores, and the measures with their rules.
fn spots(session: Session, workbook: &Workbook) -> Vec<Spot> {
    let (language, words) = (session.language.get_untracked(), session.words());
    let units = workbook.units.iter().map(|unit| Spot {
        name: unit.name.text(language).to_owned(),
        about: words.unit.to_owned(),
        href: Route::Scores(ScoresRoute { unit: Some(unit.id.clone()), ..ScoresRoute::default() }).fragment(),
    });
    let mut spots: Vec<Spot> = units.collect();
    for card in &workbook.scorecards {
        let Some(revision) = card.revisions.last() else { continue };
        let place = CardPlace { scorecard: card.id.clone(), from: revision.from };
        for measure in revision.measures() {
            let subject = Some(Subject::Measure(place.clone(), measure.id.clone()).word());
            let route = DesignRoute::part(workbook, Some(place.clone()), "measures");
            spots.push(Spot {
                name: format!("{} {}", measure.code, measure.name.text(language)),
                about: card.name.text(language).to_owned(),
                href: Route::Design(DesignRoute { subject, ..route }).fragment(),
            });
        }
    }
    spots
}

/// The keys, and where they work.
fn keys(session: Session) -> AnyView {
    let design = move || design_words(session.language.get());
    let more = move || view_words(session.language.get());
    view! {
        <h2 id="asked-heading">{text(move || more().keys_title.to_owned())}</h2>
        <p>{text(move || more().keys_everywhere.to_owned())}</p>
        <h3>{session.word(|w| w.nav_figures)}</h3>
        <p>{session.word(|w| w.figures_help)}</p>
        <h3>{session.word(|w| w.nav_design)}</h3>
        <p>{text(move || design().table_help.to_owned())}</p>
        <p class="dialog-actions">
            <button type="button" class="button" on:click=move |_| session.asked.set(None)>
                {session.word(|w| w.close)}
            </button>
        </p>
    }
    .into_any()
}
