//! The curve of a measure: which actual gets which points. The ordinary engine works out every one
//! of them.

use std::time::Duration;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::Design;
use crate::charts::{ChartLabels, render_points_by_actual};
use crate::domain::curve::{Curve, CurvePoints};
use crate::domain::measure::Measure;
use crate::domain::period::{Month, Period};
use crate::domain::workbook::Workbook;
use crate::forms::{Refusal, Subject, refusal_sentence};
use crate::i18n::number::{self, format, format_rounded};
use crate::i18n::{fill, month, view_words};
use crate::ui::browser::{clock, document};
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::effects::{Later, watch};

/// The widest the curve is drawn, in pixels.
const WIDEST: i32 = 400;
/// How long the curve waits for the next keystroke.
const PAUSE: Duration = Duration::from_millis(80);
/// Rows of the table behind the curve.
const ROWS: usize = 12;

/// What the panel shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shown {
    points: CurvePoints,
    name: String,
    measured_in: String,
    decimals: u32,
    unit: String,
    period: String,
}

/// The curve of the measure that is edited, with a number to be tried.
pub(in crate::ui) fn curve_view(design: Design) -> AnyView {
    let curve = StoredValue::new_local(None::<Curve>);
    let shown = RwSignal::new(None::<Shown>);
    let tried = RwSignal::new(String::new());
    let later = Later::default();
    let refresh = move || {
        let mut made = design.session.with_untracked(|workbook| make(design, workbook)).flatten();
        let found = made.as_mut().map(|(curve, shown)| Shown { points: curve.points(), ..shown.clone() });
        curve.try_set_value(made.map(|(curve, _)| curve));
        if shown.try_with_untracked(|before| *before != found) == Some(true) {
            shown.try_set(found);
        }
    };
    watch(move || {
        design.subject.track();
        design.unit.track();
        design.session.language.track();
        design.session.changes();
        later.run(PAUSE, refresh);
    });
    view! {
        <section class="curve" aria-label=text(move || design.words().curve.to_owned())>
            {dynamic(move || picture(design, shown.get()))}
            <div class="field-box">
                <label class="field">
                    <span>{text(move || design.words().try_number.to_owned())}</span>
                    <input
                        type="text"
                        class="field-input"
                        inputmode="decimal"
                        autocomplete="off"
                        data-native-undo
                        data-testid="try"
                        prop:value=tried
                        on:input:target=move |event| tried.set(event.target().value())
                    />
                </label>
                <p role="status" data-testid="tried">{text(move || {
                    shown.track();
                    tried_text(design, &tried.get(), curve)
                })}</p>
            </div>
        </section>
    }
    .into_any()
}

/// The month whose figures are shown: the last one with figures of the unit.
pub(in crate::ui) fn last_period(workbook: &Workbook, design: Design) -> Option<Period> {
    let unit = design.unit.try_get_untracked()??;
    let place = design.place.try_get_untracked()?;
    let (card, _) = place.find(workbook)?;
    let month = workbook.figures.last_month(&unit).unwrap_or_else(|| Month::january(clock::year()));
    Some(Period::holding(month, card.period, workbook.first_month))
}

fn make(design: Design, workbook: &Workbook) -> Option<(Curve, Shown)> {
    let Some(Some(Subject::Measure(place, id))) = design.subject.try_get_untracked() else {
        return None;
    };
    let language = design.session.language.get_untracked();
    let unit = design.unit.try_get_untracked()??;
    let period = last_period(workbook, design)?;
    let measure: &Measure = place.find(workbook)?.1.measure(&id)?;
    let curve = Curve::new(workbook, (&place.scorecard, place.from), &unit, period, &id)?;
    let shown = Shown {
        points: CurvePoints::default(),
        name: measure.name.text(language).to_owned(),
        measured_in: measure.unit_of_measure.text(language).to_owned(),
        decimals: measure.decimals,
        unit: workbook.unit(&unit)?.name.text(language).to_owned(),
        period: month::format_period(period, workbook.first_month, language),
    };
    Some((curve, shown))
}

fn picture(design: Design, shown: Option<Shown>) -> AnyView {
    let words = design.words();
    let Some(Shown { points, name, measured_in, decimals, unit, period }) = shown else {
        return view! { <p class="field-hint">{words.curve_none}</p> }.into_any();
    };
    let value = |value: Decimal| {
        fill("{0} {1}", &[&format_rounded(value, decimals), &measured_in]).trim_end().to_owned()
    };
    let now = match points.actual {
        Some(actual) => fill(words.value_now, &[&unit, &period, &value(actual)]),
        None => fill(words.value_missing, &[&unit, &period]),
    };
    let svg = render(design, &points, &name);
    if svg.is_empty() {
        return view! { <p data-testid="value-now">{now}</p><p class="field-hint">{words.curve_none}</p> }
            .into_any();
    }
    let dash = || "–".to_owned();
    let key = [
        format(points.full.round_dp(2), 0),
        points.target.map_or_else(dash, value),
        points.last.map_or_else(dash, |(actual, _)| value(actual)),
    ];
    view! {
        <figure class="chart-figure">
            <p data-testid="value-now">{now}</p>
            <div inner_html=svg></div>
            <figcaption class="chart-key">{fill(words.curve_key, &key.each_ref().map(String::as_str))}</figcaption>
            {table(design, &points)}
        </figure>
    }
    .into_any()
}

fn render(design: Design, points: &CurvePoints, name: &str) -> String {
    let words = design.words();
    let list = || points.points.iter();
    let ends = list().next().zip(list().next_back()).map(|(first, last)| (first.0, last.0));
    let (first, last) = ends.unwrap_or_default();
    let heights = || list().map(|(_, points)| *points);
    let numbers = [first, last, heights().min().unwrap_or_default(), heights().max().unwrap_or_default()]
        .map(|number| format(number, 0));
    let [first, last, lowest, highest] = &numbers;
    let labels = ChartLabels {
        title: words.curve.to_owned(),
        description: fill(words.curve_description, &[name, first, last, lowest, highest]),
    };
    render_points_by_actual(points, document::content_width().min(WIDEST), &labels)
}

/// Some points of the curve as numbers.
fn table(design: Design, curve: &CurvePoints) -> AnyView {
    let words = design.words();
    let language = design.session.language.get();
    let every = curve.points.len().div_ceil(ROWS).max(1);
    let rows: Vec<_> = curve
        .points
        .iter()
        .step_by(every)
        .map(|(actual, points)| {
            view! {
                <tr>
                    <td class="number">{format(actual.round_dp(4), 0)}</td>
                    <td class="number">{format_rounded(*points, 2)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <details>
            <summary>{words.curve_table}</summary>
            <table class="table">
                <caption class="visually-hidden">{words.curve}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="number">{words.actual}</th>
                        <th scope="col" class="number">{words.points}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="chart-files">
                <button type="button" class="button" data-chart="svg">{view_words(language).chart_svg}</button>
                <button type="button" class="button" data-chart="png">{view_words(language).chart_png}</button>
            </p>
        </details>
    }
    .into_any()
}

/// What the tried number gets, or why it is none.
fn tried_text(design: Design, typed: &str, curve: StoredValue<Option<Curve>, LocalStorage>) -> String {
    let (words, language) = (design.words(), design.session.language.get());
    if typed.trim().is_empty() {
        return String::new();
    }
    let style = design.session.with_untracked(|workbook| workbook.number_style).unwrap_or_default();
    let actual = match number::parse(typed, style, true) {
        Ok(reading) => reading.value,
        Err(error) => return refusal_sentence(&Refusal::Number(error), typed.trim(), language),
    };
    let score = curve.try_update_value(|curve| curve.as_mut().and_then(|curve| curve.score(Some(actual))));
    let said = format(actual, 0);
    match score.flatten().and_then(|score| Some((score.points?, score.full))) {
        Some((points, full)) => {
            fill(words.tried, &[&said, &format(points.round_dp(4), 2), &format(full.round_dp(2), 0)])
        }
        None => fill(words.tried_none, &[&said]),
    }
}
