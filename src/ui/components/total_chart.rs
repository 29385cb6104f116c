//! The total of a unit by month: a chart, with its numbers as a table behind it.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::charts::{ChartLabels, MonthTotal, render_total_by_month};
use crate::domain::name::Language;
use crate::domain::period::Month;
use crate::i18n::number::{format, format_rounded};
use crate::i18n::{Messages, fill, messages, month};
use crate::ui::browser::document;

/// The widest a chart is drawn, in pixels.
const WIDEST: i32 = 640;
/// Below this width fewer months are named.
const NARROW: i32 = 560;

/// The totals that are drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Totals {
    /// Name of the unit.
    pub(in crate::ui) unit: String,
    /// Name of the scorecard.
    pub(in crate::ui) scorecard: String,
    /// Full points.
    pub(in crate::ui) full: Decimal,
    /// Each month with its total.
    pub(in crate::ui) months: Vec<(Month, Option<Decimal>)>,
}

/// The chart and its table.
pub(in crate::ui) fn total_chart(totals: &Totals, language: Language) -> impl IntoView + use<> {
    let words = messages(language);
    let svg = render(totals, words, language);
    if svg.is_empty() {
        return view! { <p>{words.chart_empty}</p> }.into_any();
    }
    let rows: Vec<_> = totals
        .months
        .iter()
        .map(|(month, points)| {
            view! {
                <tr>
                    <th scope="row">{month::format(*month, language)}</th>
                    <td class="number">{points.map(|points| format_rounded(points, 2))}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <figure class="chart-figure">
            <div inner_html=svg></div>
            <figcaption class="chart-key">{fill(words.full_line, &[&format(totals.full, 0)])}</figcaption>
            <details>
                <summary>{words.chart_table}</summary>
                <table class="table">
                    <caption>{words.chart_title}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words.month}</th>
                            <th scope="col" class="number">{words.total}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </figure>
    }
    .into_any()
}

fn render(totals: &Totals, words: &Messages, language: Language) -> String {
    let width = document::content_width().min(WIDEST);
    let every = if width < NARROW { 6 } else { 3 };
    let months: Vec<MonthTotal> = totals
        .months
        .iter()
        .enumerate()
        .map(|(index, (month, points))| MonthTotal {
            label: label(index, *month, every, language),
            points: *points,
        })
        .collect();
    let labels =
        ChartLabels { title: words.chart_title.to_owned(), description: describe(totals, words, language) };
    render_total_by_month(&months, totals.full, width, &labels)
}

/// Every third or sixth month is named, with its year where it begins.
fn label(index: usize, at: Month, every: u32, language: Language) -> String {
    if at.number() % every != 1 {
        return String::new();
    }
    if at.number() == 1 || index == 0 {
        month::format_brief(at, language)
    } else {
        month::format_short(at, language)
    }
}

fn describe(totals: &Totals, words: &Messages, language: Language) -> String {
    let there: Vec<(Month, Decimal)> =
        totals.months.iter().filter_map(|(month, points)| Some((*month, (*points)?))).collect();
    let (Some((first, _)), Some((last, value))) = (there.first(), there.last()) else {
        return String::new();
    };
    let points = || there.iter().map(|(_, points)| *points);
    let number = |points: Decimal| format_rounded(points, 2);
    let (lowest, highest) = (points().min().unwrap_or_default(), points().max().unwrap_or_default());
    fill(
        words.chart_description,
        &[
            &totals.unit,
            &totals.scorecard,
            &month::format(*first, language),
            &month::format(*last, language),
            &number(lowest),
            &number(highest),
            &number(*value),
        ],
    )
}
