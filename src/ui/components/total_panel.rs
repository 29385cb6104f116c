//! The total of a report: points, grade, status and what it rests on.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::status_mark::status_mark;
use crate::domain::name::Language;
use crate::domain::scorecard::{MissingPolicy, Revision};
use crate::domain::scoring::{Body, Coverage, NoScore, ScoreReport, Total};
use crate::i18n::number::{format, format_rounded, format_signed};
use crate::i18n::{Messages, fill, finding, messages};
use crate::ui::state::Route;

/// The panel above the table of measures. `combined` says that the period is longer than the card's
/// own and was scored as one.
pub(in crate::ui) fn total_panel(
    report: &ScoreReport,
    revision: Option<&Revision>,
    combined: bool,
    language: Language,
) -> impl IntoView + use<> {
    let words = messages(language);
    let total = &report.total;
    let Some(points) = total.points else {
        return no_score(report, revision, words).into_any();
    };
    let mut facts = facts(total, words);
    facts.extend(report.with_exempt.as_ref().map(|with| with_exempt(with, words)));
    facts.extend(combined.then(|| words.combined_actuals.to_owned()));
    let facts: Vec<_> = facts.into_iter().map(|text| view! { <span>{text}</span> }).collect();
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
                {facts}
                {provisional.map(|text| view! { <span class="provisional"><b>{words.provisional}</b>" "{text}</span> })}
            </p>
            {vetoes(report, revision, language)}
        </section>
    }
    .into_any()
}

/// What there is to say of a total beside its points: percent where it is another number, extra
/// points, and the points before a veto.
fn facts(total: &Total, words: &Messages) -> Vec<String> {
    let percent = total.percent.filter(|_| total.full != Decimal::ONE_HUNDRED);
    let percent = percent.map(|percent| fill(words.percent_of_full, &[&format_rounded(percent, 2)]));
    let extra = total.extra.map(|extra| fill(words.extra_points, &[&format_signed(extra, 2)]));
    let before = total.before_veto.map(|before| fill(words.before_veto, &[&format_rounded(before, 2)]));
    [percent, extra, before].into_iter().flatten().collect()
}

fn with_exempt(total: &Total, words: &Messages) -> String {
    let points = total.points.map_or_else(|| words.no_score.to_owned(), |points| format_rounded(points, 2));
    fill(words.with_exempt, &[&points])
}

/// The vetoes that took effect, each with its reason.
fn vetoes(
    report: &ScoreReport,
    revision: Option<&Revision>,
    language: Language,
) -> Option<impl IntoView + use<>> {
    let revision = revision.filter(|_| !report.vetoes.is_empty())?;
    let rows: Vec<_> = report
        .vetoes
        .iter()
        .map(|veto| view! { <li>{finding::veto(veto, report.period, revision, language)}</li> })
        .collect();
    Some(view! { <ul class="vetoes" data-testid="vetoes">{rows}</ul> })
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
                {report.with_exempt.as_ref().map(|with| view! { <span>{with_exempt(with, words)}</span> })}
                <a href=figures.fragment()>{words.enter_figures}</a>
            </p>
        </section>
    }
}
