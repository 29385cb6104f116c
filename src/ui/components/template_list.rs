//! The gallery of templates.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::document::{Document, Template};
use crate::domain::exact::Exact;
use crate::domain::measure::Measure;
use crate::domain::name::Language;
use crate::domain::scorecard::{Perspective, Revision};
use crate::domain::scoring::full_points_of;
use crate::i18n::describe::aspect_word;
use crate::i18n::number::format;
use crate::i18n::{fill, list_of, messages};
use crate::templates;
use crate::ui::browser::{clock, ids};
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::state::{DesignRoute, Route, Session, use_session};

/// A card for each template.
#[component]
pub(in crate::ui) fn TemplateList() -> impl IntoView {
    let session = use_session();
    let templates = StoredValue::new(templates::templates().unwrap_or_default());
    view! {
        <ul class="cards">
            {dynamic(move || {
                let language = session.language.get();
                templates.with_value(|templates| {
                    templates.iter().map(|template| template_card(session, template, language)).collect_view()
                })
            })}
        </ul>
    }
}

fn template_card(session: Session, template: &Template, language: Language) -> AnyView {
    let words = messages(language);
    let (own, added) = (template.clone(), template.clone());
    let open = Memo::new(move |_| session.open_id().is_some());
    let id = template.id.clone();
    let add = dynamic(move || {
        let added = added.clone();
        let label = fill(words.template_in_open, &[&id]);
        open.get().then(|| {
            view! {
                <button type="button" class="button" data-variant="quiet" on:click=move |_| add_to_open(session, &added)>
                    {label}
                </button>
            }
        })
    });
    view! {
        <li class="card">
            <h3>{template.name.text(language).to_owned()}</h3>
            {template_facts(template, language)}
            <p class="card-actions">
                <button type="button" class="button" on:click=move |_| start(session, &own)>
                    {fill(words.start_from, &[&template.id])}
                </button>
                {add}
            </p>
        </li>
    }
    .into_any()
}

/// What a template is: a sentence, its weights, what of it is proposed, its source.
pub(super) fn template_facts(template: &Template, language: Language) -> AnyView {
    let words = messages(language);
    let revisions = template.scorecard.revisions.iter();
    let Some(revision) = revisions.last() else {
        return ().into_any();
    };
    // Extra points stand beside the card.
    let full: Vec<Exact> = full_points_of(revision)
        .into_iter()
        .zip(revision.measures())
        .map(|(full, measure)| if measure.is_counted() { full } else { Exact::ZERO })
        .collect();
    let sum = full.iter().fold(Exact::ZERO, |sum, own| sum.plus(own)).to_decimal().unwrap_or_default();
    let about = Some(template.about.text(language)).filter(|text| !text.is_empty());
    let about = about.unwrap_or(words.template_about_own).to_owned();
    let count = full.len().to_string();
    view! {
        <p>{about}</p>
        {picture(revision, &full, sum, language)}
        <p class="card-facts">{fill(words.template_weights, &[&count, &format(sum.round_dp(2), 0)])}</p>
        {proposals(revision, language)}
        <p class="card-facts">{fill(words.template_source, &[template.source.text(language)])}</p>
    }
    .into_any()
}

/// A bar for each perspective.
fn picture(revision: &Revision, full: &[Exact], sum: Decimal, language: Language) -> AnyView {
    let mut full = full.iter();
    let bar = |perspective: &Perspective| {
        let measures = perspective.all_measures().count();
        let points = full.by_ref().take(measures).fold(Exact::ZERO, |sum, own| sum.plus(own));
        let points = points.to_decimal().unwrap_or_default().round_dp(2).normalize();
        let part = points.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(sum));
        let width = format!("{}%", part.unwrap_or_default().round_dp(1));
        let label = format!("{} {points}", perspective.name.text(language));
        view! { <li><span class="weight-bar" style:inline-size=width></span>{label}</li> }.into_any()
    };
    let bars: Vec<AnyView> = revision.perspectives.iter().map(bar).collect();
    view! { <ul class="weights">{bars}</ul> }.into_any()
}

/// How many values are proposed, and which.
fn proposals(revision: &Revision, language: Language) -> AnyView {
    let words = messages(language);
    let proposed: Vec<&Measure> = revision.measures().filter(|own| !own.proposals.is_empty()).collect();
    if proposed.is_empty() {
        return view! { <p class="card-facts">{words.template_no_proposals}</p> }.into_any();
    }
    let count = proposed.iter().map(|own| own.proposals.len()).sum::<usize>().to_string();
    let row = |own: &&Measure| {
        let which: Vec<&str> = own.proposals.iter().map(|aspect| aspect_word(*aspect, words)).collect();
        let name = own.name.text(language);
        view! { <li>{fill(messages(language).named, &[name, &list_of(&which, language)])}</li> }.into_any()
    };
    let rows: Vec<AnyView> = proposed.iter().map(row).collect();
    view! {
        <details class="card-facts">
            <summary>{fill(words.template_proposals, &[&count])}</summary>
            <ul>{rows}</ul>
        </details>
    }
    .into_any()
}

/// Makes a workbook from the template and goes to its figures.
pub(super) fn start(session: Session, template: &Template) {
    let workbook = templates::start_from(template, ids::workbook_id());
    if session.open_new(Document { changed: None, workbook }) {
        Route::Figures { unit: None, year: Some(clock::year()) }.go();
    }
}

/// Adds the card to the open workbook, and goes to the units that may use it.
pub(super) fn add_to_open(session: Session, template: &Template) {
    session.close_typing();
    let made = session.with_untracked(|workbook| templates::add_template(workbook, template, Vec::new()));
    if let Some((edit, id)) = made {
        session.dispatch(edit);
        session.announcement.set(messages(session.language.get_untracked()).template_added);
        let from = template.scorecard.revisions.last().map(|own| own.from);
        let part = Some("units".to_owned());
        Route::Design(DesignRoute { scorecard: Some(id), from, part, subject: None }).go();
    }
}
