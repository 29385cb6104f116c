//! The gallery of templates.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::document::{Document, Template};
use crate::domain::measure::Measure;
use crate::domain::name::Language;
use crate::i18n::number::format;
use crate::i18n::{fill, messages};
use crate::templates;
use crate::ui::browser::{clock, ids};
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::state::{Route, Session, use_session};

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

fn template_card(session: Session, template: &Template, language: Language) -> impl IntoView + use<> {
    let words = messages(language);
    let measures: Vec<&Measure> =
        template.scorecard.revisions.iter().flat_map(|revision| revision.measures()).collect();
    let sum: Decimal = measures.iter().map(|measure| measure.full_points()).sum();
    let count = measures.len().to_string();
    let proposed = measures.iter().map(|measure| measure.proposals.len()).sum::<usize>();
    let proposals = if proposed == 0 {
        words.template_no_proposals.to_owned()
    } else {
        fill(words.template_proposals, &[&proposed.to_string()])
    };
    let bars: Vec<_> = template
        .scorecard
        .revisions
        .iter()
        .flat_map(|revision| &revision.perspectives)
        .map(|perspective| {
            let weight: Decimal = perspective.all_measures().map(Measure::full_points).sum();
            let width = format!("{weight}%");
            let label = format!("{} {weight}", perspective.name.text(language));
            view! { <li><span class="weight-bar" style:inline-size=width></span>{label}</li> }
        })
        .collect();
    let own = template.clone();
    view! {
        <li class="card">
            <h3>{template.name.text(language).to_owned()}</h3>
            <p>{template.about.text(language).to_owned()}</p>
            <ul class="weights">{bars}</ul>
            <p class="card-facts">{fill(words.template_weights, &[&count, &format(sum, 0)])}</p>
            <p class="card-facts">{proposals}</p>
            <p class="card-facts">{fill(words.template_source, &[template.source.text(language)])}</p>
            <button type="button" class="button" on:click=move |_| start(session, &own)>
                {fill(words.start_from, &[&template.id])}
            </button>
        </li>
    }
}

/// Makes a workbook from the template and goes to its figures.
fn start(session: Session, template: &Template) {
    let workbook = templates::start_from(template, ids::workbook_id());
    session.open_new(Document { changed: None, workbook });
    Route::Figures { unit: None, year: Some(clock::year()) }.go();
}
