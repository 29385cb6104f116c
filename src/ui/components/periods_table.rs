//! A longer period: the totals of the card's own periods, of which its total is the mean.

use leptos::prelude::*;

use super::total_panel::coverage_text;
use crate::domain::name::Language;
use crate::domain::period::FirstMonth;
use crate::domain::scoring::{Part, ScoreReport};
use crate::i18n::number::format_rounded;
use crate::i18n::{fill, messages, month};
use crate::ui::state::{Route, ScoresRoute};

/// The table of the parts, each leading to its own scores.
pub(in crate::ui) fn periods_table(
    report: &ScoreReport,
    parts: &[Part],
    first_month: FirstMonth,
    language: Language,
) -> impl IntoView + use<> {
    let words = messages(language);
    let counted = parts.iter().filter(|part| part.points.is_some()).count().to_string();
    let rows: Vec<_> = parts
        .iter()
        .map(|part| {
            let route = Route::Scores(ScoresRoute {
                unit: Some(report.unit.clone()),
                scorecard: Some(report.scorecard.clone()),
                period: Some(part.period.format(first_month)),
                ..ScoresRoute::default()
            });
            view! {
                <tr>
                    <th scope="row"><a href=route.fragment()>{month::format_period(part.period, first_month, language)}</a></th>
                    <td class="number">{part.points.map(|points| format_rounded(points, 2))}</td>
                    <td>{(part.coverage.applicable > 0).then(|| coverage_text(&part.coverage, words))}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="table">
            <caption>{fill(words.mean_of_periods, &[&counted])}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.period}</th>
                    <th scope="col" class="number">{words.total}</th>
                    <th scope="col">{words.coverage}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
