//! One workbook from several templates: which, for which kinds, with which units.

use leptos::prelude::*;

use crate::document::{Document, Template, UsedBy};
use crate::domain::period::Month;
use crate::domain::validate::WorkbookError;
use crate::domain::workbook::Workbook;
use crate::i18n::{Messages, fill, finding, messages};
use crate::templates::{self, Chosen};
use crate::ui::browser::{clock, ids};
use crate::ui::components::controls::dialog::{Width, dialog_view};
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::components::controls::text_field::text_field;
use crate::ui::state::{Route, Session, use_session};

/// A template, and what was typed for it.
#[derive(Clone, Copy)]
struct Offered {
    template: StoredValue<Template>,
    chosen: RwSignal<bool>,
    kind: RwSignal<String>,
    units: RwSignal<String>,
}

/// What the dialog holds.
#[derive(Clone, Copy)]
struct Start {
    session: Session,
    open: RwSignal<bool>,
    hospital: RwSignal<String>,
    from: RwSignal<String>,
    offered: StoredValue<Vec<Offered>>,
    /// Why no workbook was made.
    refused: RwSignal<String>,
}

/// A button, and the dialog that it opens.
#[component]
pub(in crate::ui) fn StartSeveral() -> impl IntoView {
    let session = use_session();
    let start = Start {
        session,
        open: RwSignal::new(false),
        hospital: RwSignal::new(String::new()),
        from: RwSignal::new(Month::january(clock::year()).to_string()),
        offered: StoredValue::new(Vec::new()),
        refused: RwSignal::new(String::new()),
    };
    let begin = move |_| {
        // What was typed stays when the dialog is closed and opened again.
        if start.offered.with_value(Vec::is_empty) {
            start.offered.set_value(offered(session));
        }
        start.open.set(true);
    };
    let close = Callback::new(move |()| start.open.set(false));
    let content = dynamic(move || start.open.get().then(|| content(start)));
    view! {
        <p>
            <button type="button" class="button" on:click=begin>{session.word(|w| w.several_start)}</button>
        </p>
        {dialog_view(Width::Table, start.open.into(), close, "several-heading", content)}
    }
}

fn offered(session: Session) -> Vec<Offered> {
    let language = session.language.get_untracked();
    let templates = templates::templates().unwrap_or_default();
    let offer = |template: Template| Offered {
        chosen: RwSignal::new(false),
        kind: RwSignal::new(template.kind.text(language).to_owned()),
        units: RwSignal::new(String::new()),
        template: StoredValue::new(template),
    };
    templates.into_iter().map(offer).collect()
}

fn content(start: Start) -> AnyView {
    let session = start.session;
    let rows: Vec<AnyView> =
        start.offered.with_value(|offered| offered.iter().map(|own| row(session, *own)).collect());
    view! {
        <h2 id="several-heading">{session.word(|w| w.several_start)}</h2>
        <p>{session.word(|w| w.several_about)}</p>
        <div class="form-row">
            {text_field("field", move || session.words().several_hospital.to_owned(), start.hospital)}
            {text_field("field", move || session.words().several_from.to_owned(), start.from)}
        </div>
        <p class="field-hint">{session.word(|w| w.several_units_about)}</p>
        <div class="several">{rows}</div>
        <p role="status" data-testid="several-sum">{text(move || sum(start))}</p>
        <p class="field-error" role="alert">{text(move || start.refused.get())}</p>
        <p class="dialog-actions">
            <button type="button" class="button" data-variant="primary" on:click=move |_| make(start)>
                {session.word(|w| w.several_make)}
            </button>
            <button type="button" class="button" data-variant="quiet" on:click=move |_| start.open.set(false)>
                {session.word(|w| w.cancel)}
            </button>
        </p>
    }
    .into_any()
}

/// One template: whether it is chosen and, if it is, for whom.
fn row(session: Session, own: Offered) -> AnyView {
    let name = move || {
        let language = session.language.get();
        own.template.with_value(|template| format!("{} {}", template.id, template.name.text(language)))
    };
    let details = dynamic(move || own.chosen.get().then(|| details(session, own)));
    view! {
        <div class="several-row">
            <label class="check">
                <input type="checkbox" prop:checked=own.chosen on:change:target=move |event| own.chosen.set(event.target().checked()) />
                <span>{text(name)}</span>
            </label>
            {details}
        </div>
    }
    .into_any()
}

fn details(session: Session, own: Offered) -> AnyView {
    let (id, used_by) = own.template.with_value(|template| (template.id.clone(), template.used_by));
    if used_by == UsedBy::Hospital {
        return view! { <p class="field-hint">{session.word(|w| w.several_hospital_uses)}</p> }.into_any();
    }
    let label = move |pick: fn(&Messages) -> &'static str| {
        let id = id.clone();
        Signal::derive(move || fill(pick(session.words()), &[&id]))
    };
    let (kind, units) = (label(|words| words.several_kind), label(|words| words.several_units));
    view! {
        {text_field("field", move || kind.get(), own.kind)}
        <label class="field">
            <span>{move || units.get()}</span>
            <textarea rows="4" spellcheck="false" data-native-undo prop:value=own.units on:input:target=move |event| own.units.set(event.target().value())></textarea>
        </label>
    }
    .into_any()
}

/// The workbook as it would be; `None` where nothing is chosen.
fn workbook(start: Start, from: Month) -> Option<Result<Workbook, WorkbookError>> {
    let picked: Vec<(Template, String, String)> = start.offered.with_value(|offered| {
        let picked = offered.iter().filter(|own| own.chosen.get());
        picked.map(|own| (own.template.get_value(), own.kind.get(), own.units.get())).collect()
    });
    let chosen: Vec<Chosen<'_>> =
        picked.iter().map(|(template, kind, units)| Chosen { template, kind, units }).collect();
    (!chosen.is_empty())
        .then(|| templates::start_from_several(&start.hospital.get(), from, &chosen, ids::workbook_id()))
}

/// "3 scorecards for 12 units in 3 kinds".
fn sum(start: Start) -> String {
    let words = start.session.words();
    match workbook(start, Month::january(2000)) {
        None => words.several_none.to_owned(),
        Some(Err(error)) => finding::contradiction(&error, start.session.language.get()),
        Some(Ok(made)) => {
            let units = made.units.iter().filter(|unit| unit.parent.is_some()).count();
            let counts = [made.scorecards.len(), units, made.kinds.len()].map(|count| count.to_string());
            fill(words.several_sum, &counts.each_ref().map(String::as_str))
        }
    }
}

fn make(start: Start) {
    let language = start.session.language.get_untracked();
    let words = messages(language);
    let from = start.from.get_untracked().trim().parse::<Month>();
    let refused = match from.map(|from| (from, untrack(|| workbook(start, from)))) {
        Err(_) => words.several_month.to_owned(),
        Ok((_, None)) => words.several_none.to_owned(),
        Ok((_, Some(Err(error)))) => finding::contradiction(&error, language),
        Ok((from, Some(Ok(workbook)))) => {
            start.open.set(false);
            if start.session.open_new(Document { changed: None, workbook }) {
                Route::Figures { unit: None, year: Some(from.year()) }.go();
            }
            return;
        }
    };
    start.refused.set(refused);
}
