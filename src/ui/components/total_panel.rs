//! The total of a report: points, grade, status and what it rests on.

use leptos::prelude::*;

use super::status_mark::status_mark;
use crate::domain::name::Language;
use crate::domain::scorecard::{MissingPolicy, Revision};
use crate::domain::scoring::{Body, Coverage, NoScore, ScoreReport};
use crate::i18n::number::{format, format_rounded};
use crate::i18n::{Messages, fill, messages};
use crate::ui::state::Route;

/// The panel above the table of measures.
pub(in crate::ui) fn total_panel(
    report: &ScoreReport,
    revision: Option<&Revision>,
    language: Language,
) -> impl IntoView + use<> {
    let words = messages(language);
    let total = &report.total;
    let Some(points) = total.points else {
        return no_score(report, revision, words).into_any();
    };
    let grade = total.grade.as_ref().map(|grade| grade.text(language).to_owned());
    let least = revision.map(|revision| format(revision.least_coverage, 0)).unwrap_or_default();
    let provisional = total.provisional.then(|| fill(words.provisional_about, &[&least]));
    view! {
        <section class="total" aria-label=words.total>
            <p class="total-points">
                <span class="total-number" data-testid="total">{format_rounded(points, 2)}</span>
                <span class="total-full">{fill(words.points_of, &["", &format(total.full, 0)])}</span>
            </p>
            <p class="total-facts">
                {grade.map(|grade| view! { <span class="grade">{grade}</span> })}
                {status_mark(total.status, words)}
                <span data-testid="coverage">{coverage_text(&total.coverage, words)}</span>
                {provisional.map(|text| view! { <span class="provisional"><b>{words.provisional}</b>" "{text}</span> })}
            </p>
        </section>
    }
    .into_any()
}

/// "17 of 20 measures, 86 % of the weight".
pub(in crate::ui) fn coverage_text(coverage: &Coverage, words: &Messages) -> String {
    let percent = coverage.percent().map_or_else(|| "0".to_owned(), |percent| format_rounded(percent, 0));
    let counts = [coverage.scored.to_string(), coverage.applicable.to_string(), percent];
    let text = fill(words.coverage_text, &counts.each_ref().map(String::as_str));
    if coverage.not_applicable == 0 {
        return text;
    }
    format!("{text}; {}", fill(words.coverage_not_applicable, &[&coverage.not_applicable.to_string()]))
}

fn no_score(
    report: &ScoreReport,
    revision: Option<&Revision>,
    words: &'static Messages,
) -> impl IntoView + use<> {
    let withheld = revision.is_some_and(|revision| revision.missing == MissingPolicy::Withhold)
        && report.total.coverage.scored > 0;
    let why = match report.body {
        Body::Nothing(NoScore::NotUsed) => words.no_score_not_used,
        Body::Nothing(NoScore::NoRevision) => words.no_score_no_revision,
        Body::Nothing(NoScore::ShorterThanOwnPeriod) => words.no_score_shorter,
        Body::Perspectives { .. } if withheld => words.no_score_withheld,
        Body::Perspectives { .. } | Body::Periods(_) => words.no_score_no_figures,
    };
    let figures =
        Route::Figures { unit: Some(report.unit.clone()), year: Some(report.period.first().year()) };
    view! {
        <section class="total" aria-label=words.total>
            <p class="total-points"><span class="total-number" data-testid="total">{words.no_score}</span></p>
            <p class="total-facts">
                <span>{why}</span>
                <a href=figures.fragment()>{words.enter_figures}</a>
            </p>
        </section>
    }
}
