//! The perspectives and measures of a report, as a table. A measure opens its explanation.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::status_mark::status_mark;
use crate::domain::exact::Exact;
use crate::domain::id::MeasureId;
use crate::domain::measure::{Aspect, Measure};
use crate::domain::name::Language;
use crate::domain::scorecard::{Perspective, Revision};
use crate::domain::scoring::{MeasureScore, MeasureState, PerspectiveScore, ScoreReport};
use crate::i18n::number::{format, format_exact, format_rounded, format_signed};
use crate::i18n::{Messages, fill, messages};

/// What the table needs beside the report.
#[derive(Clone, Copy)]
pub(in crate::ui) struct ScoreTableContext {
    /// The language.
    pub(in crate::ui) language: Language,
    /// The measure that is explained.
    pub(in crate::ui) explained: Signal<Option<MeasureId>>,
    /// Called with the measure to explain.
    pub(in crate::ui) on_explain: Callback<MeasureId>,
}

/// The table.
pub(in crate::ui) fn score_table(
    report: &ScoreReport,
    revision: &Revision,
    caption: String,
    context: ScoreTableContext,
) -> impl IntoView + use<> {
    let words = messages(context.language);
    let groups: Vec<_> = report
        .perspectives()
        .iter()
        .filter_map(|score| {
            let perspective = revision.perspectives.iter().find(|p| p.id == score.perspective)?;
            Some(perspective_rows(score, perspective, report.total.points.is_some(), context))
        })
        .collect();
    let heading = caption.clone();
    let proposals = revision.measures().any(|measure| !measure.proposals.is_empty());
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-label=caption>
            <table class="table score-table">
                <caption class="visually-hidden">{heading}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.measure}</th>
                        <th scope="col" class="number">{words.points}</th>
                        <th scope="col" class="number">{words.full_points}</th>
                        <th scope="col" class="number percent">{words.percent}</th>
                        <th scope="col">{words.status}</th>
                        <th scope="col" class="number">{words.actual}</th>
                        <th scope="col" class="number">{words.target}</th>
                    </tr>
                </thead>
                {groups}
            </table>
        </div>
        {proposals.then(|| view! { <p class="footnote">{words.proposal_note}</p> })}
    }
}

fn perspective_rows(
    score: &PerspectiveScore,
    perspective: &Perspective,
    has_total: bool,
    context: ScoreTableContext,
) -> impl IntoView + use<> {
    let words = messages(context.language);
    let note = perspective_note(score, has_total, words);
    let measures: Vec<_> = score
        .all_measures()
        .filter_map(|score| {
            let measure = perspective.all_measures().find(|measure| measure.id == score.measure)?;
            Some(measure_row(score, measure, context))
        })
        .collect();
    view! {
        <tbody>
            <tr class="perspective-row">
                <th scope="rowgroup">{perspective.name.text(context.language).to_owned()}</th>
                <td class="number">{score.points.map(|points| format_rounded(points, 2))}</td>
                <td class="number">{format(score.full.round_dp(2), 0)}</td>
                <td class="number percent">{percent_text(score.percent)}</td>
                <td>{score.percent.map(|_| status_mark(score.status, words))}</td>
                <td colspan="2" class="note">{note}</td>
            </tr>
            {measures}
        </tbody>
    }
}

fn measure_row(score: &MeasureScore, measure: &Measure, context: ScoreTableContext) -> impl IntoView + use<> {
    let words = messages(context.language);
    let name = measure.name.text(context.language).to_owned();
    let (id, chosen) = (measure.id.clone(), measure.id.clone());
    let label = fill(words.explain_measure, &[&name]);
    let adjustment = measure.method.is_adjustment();
    let points = score
        .points
        .map(|points| if adjustment { format_signed(points, 2) } else { format_rounded(points, 2) });
    let marks = |aspect| proposal_mark(measure, aspect, words);
    let selected =
        move || context.explained.with(|explained| explained.as_ref() == Some(&chosen)).to_string();
    view! {
        <tr data-selected=selected>
            <th scope="row">
                <button type="button" class="measure-link" aria-label=label on:click=move |_| context.on_explain.run(id.clone())>
                    <span class="measure-code">{measure.code.to_string()}</span>
                    <span>{name}</span>
                </button>
            </th>
            <td class="number" data-testid=format!("points-{}", measure.id)>{points}</td>
            <td class="number">{full_text(score, measure, words)}{marks(Aspect::Weight)}</td>
            <td class="number percent">{percent_text(score.percent.filter(|_| !adjustment))}</td>
            <td>{status_cell(score, adjustment, words)}</td>
            <td class="number">{value_text(score.actual.as_ref(), measure, context.language)}{marks(Aspect::Actual)}</td>
            <td class="number">{value_text(score.target.as_ref(), measure, context.language)}{marks(Aspect::Target)}</td>
        </tr>
    }
}

/// What became of a perspective beside its sum: a veto, a substitute, or that it does not count.
fn perspective_note(score: &PerspectiveScore, has_total: bool, words: &Messages) -> String {
    match (score.before_veto, score.points) {
        (Some(before), _) => fill(words.before_veto, &[&format_rounded(before, 2)]),
        (None, Some(_)) if score.substituted => words.substituted.to_owned(),
        (None, None) if has_total => words.not_in_total.to_owned(),
        (None, _) => String::new(),
    }
}

fn full_text(score: &MeasureScore, measure: &Measure, words: &Messages) -> String {
    if measure.method.is_adjustment() {
        words.adjustment.to_owned()
    } else if measure.extra {
        words.extra.to_owned()
    } else {
        format(score.full.round_dp(2), 0)
    }
}

fn percent_text(percent: Option<Decimal>) -> Option<String> {
    percent.map(|percent| fill("{0} %", &[&format_rounded(percent, 1)]))
}

fn status_cell(score: &MeasureScore, adjustment: bool, words: &'static Messages) -> AnyView {
    let word = match score.state {
        MeasureState::NotApplicable => words.not_applicable,
        MeasureState::LeftOut => words.left_out,
        MeasureState::Substituted => words.substituted,
        MeasureState::Scored if adjustment => return ().into_any(),
        MeasureState::Missing => return status_mark(None, words).into_any(),
        MeasureState::Scored => return status_mark(score.status, words).into_any(),
    };
    view! { <span class="status" data-status="no-data">{word}</span> }.into_any()
}

/// A value with its unit: `46.5 %`; rounded to two places more than the measure shows at least.
fn value_text(value: Option<&Exact>, measure: &Measure, language: Language) -> String {
    let Some(value) = value else { return String::new() };
    let unit = measure.unit_of_measure.text(language);
    let number = match value.to_decimal() {
        Some(decimal) if decimal.normalize().scale() <= measure.decimals + 2 => {
            format(decimal, measure.decimals)
        }
        Some(decimal) => format_rounded(decimal, measure.decimals + 2),
        None => format_exact(value),
    };
    if unit == "%" { format!("{number} %") } else { number }
}

/// The star beside a value that the source document leaves open.
fn proposal_mark(
    measure: &Measure,
    aspect: Aspect,
    words: &'static Messages,
) -> Option<impl IntoView + use<>> {
    let proposed = measure.proposals.contains(&aspect);
    proposed.then(|| view! { <span class="proposal" title=fill(words.proposal_mark, &[aspect_word(aspect, words)])>"*"</span> })
}

/// The word of an aspect.
pub(in crate::ui) fn aspect_word(aspect: Aspect, words: &Messages) -> &'static str {
    match aspect {
        Aspect::Actual => words.aspect_actual,
        Aspect::Polarity => words.aspect_polarity,
        Aspect::Target => words.aspect_target,
        Aspect::Method => words.aspect_method,
        Aspect::Cap => words.aspect_cap,
        Aspect::Weight => words.aspect_weight,
    }
}
