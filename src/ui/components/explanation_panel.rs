//! How a measure's points came about, step by step, down to the figures and up to the total.

use leptos::prelude::*;

use super::score_table::aspect_word;
use crate::domain::id::UnitId;
use crate::domain::measure::Measure;
use crate::domain::name::Language;
use crate::domain::period::Month;
use crate::domain::scorecard::Revision;
use crate::domain::scoring::{Explanation, Step};
use crate::domain::workbook::Workbook;
use crate::i18n::explanation::{Explainer, Line, absence, sums};
use crate::i18n::{fill, finding, list_of, messages};
use crate::ui::state::Route;

/// The panel's content.
pub(in crate::ui) fn explanation_panel(
    explanation: &Explanation,
    measure: &Measure,
    revision: &Revision,
    workbook: &Workbook,
    language: Language,
) -> impl IntoView + use<> {
    let words = messages(language);
    let explainer = Explainer { workbook, revision, measure, language };
    let headline = explainer.headline(&explanation.steps);
    let score = explanation.report.measure(&measure.id);
    let absent = score.and_then(|score| absence(score.state, language));
    let lines: Vec<_> = explainer.lines(&explanation.steps).into_iter().map(line_view).collect();
    let sums: Vec<_> =
        sums(&explanation.report, revision, measure, language).into_iter().map(line_view).collect();
    let problems: Vec<_> = explanation
        .report
        .findings
        .iter()
        .filter(|found| found.measure.as_ref() == Some(&measure.id))
        .map(|found| view! { <li>{finding::sentence(&found.problem, workbook, language)}</li> })
        .collect();
    let figures = figures_route(explanation);
    view! {
        {headline.map(|text| view! { <p class="headline" data-testid="headline">{text}</p> })}
        {absent.map(|text| view! { <p>{text}</p> })}
        {(!problems.is_empty()).then(|| view! { <ul class="findings">{problems}</ul> })}
        <ol class="steps" data-testid="steps">{lines}{sums}</ol>
        {proposals(measure, language)}
        <p><a href=figures.fragment()>{words.to_figures}</a></p>
    }
}

fn line_view(line: Line) -> impl IntoView {
    view! {
        <li class="step">
            <span class="step-label">{line.label}</span>
            <span class="step-arithmetic">{line.arithmetic}</span>
            {line.remark.map(|remark| view! { <span class="step-remark">{remark}</span> })}
        </li>
    }
}

fn proposals(measure: &Measure, language: Language) -> Option<impl IntoView + use<>> {
    let words = messages(language);
    if measure.proposals.is_empty() {
        return None;
    }
    let aspects: Vec<&str> = measure.proposals.iter().map(|aspect| aspect_word(*aspect, words)).collect();
    Some(view! { <p class="footnote">{fill(words.proposal_mark, &[&list_of(&aspects, language)])}</p> })
}

/// The grid that holds the figures of the actual.
fn figures_route(explanation: &Explanation) -> Route {
    let used = explanation.steps.iter().find_map(|step| match step {
        Step::Figures(figures) => Some((figures.unit.clone(), figures.months)),
        _ => None,
    });
    let (unit, months): (UnitId, Option<(Month, Month)>) =
        used.unwrap_or_else(|| (explanation.report.unit.clone(), None));
    let year = months.map_or(explanation.report.period.last(), |(_, last)| last).year();
    Route::Figures { unit: Some(unit), year: Some(year) }
}
