//! Charts with their keys, their numbers as tables, and what they can be downloaded as.

use rust_decimal::Decimal;

use super::parts::{Sheet, View, points, table};
use super::unit::value_text;
use super::{Html, Link};
use crate::charts::{ChartLabels, Level, MonthChart, MonthValue, render_by_month};
use crate::domain::analysis::trend::{Past, Trend, past};
use crate::domain::id::UnitId;
use crate::domain::measure::Measure;
use crate::domain::name::Language;
use crate::domain::order::sort_by_key;
use crate::domain::period::{Month, Period, PeriodLength};
use crate::domain::scoring::Explanation;
use crate::i18n::number::{format, format_rounded};
use crate::i18n::{analysis, fill, month};

/// The widest a chart is drawn, in pixels.
const WIDEST: i32 = 640;
/// Below this width fewer months are named.
const NARROW: i32 = 560;
/// Months of a chart.
const MONTHS: u32 = 36;
/// Periods of the chart of a measure.
const PERIODS: u32 = 24;
/// Units of the same kind that are listed.
const PEERS: usize = 20;

/// The total of the unit by month, drawn in at most `width` pixels. Nothing where the card does not
/// score months.
#[must_use]
pub fn total_by_month(sheet: &Sheet<'_>, width: i32) -> String {
    let mut out = Html::default();
    let (Some(unit), Some(id)) = (sheet.unit, sheet.card) else { return String::new() };
    let card = sheet.workbook.scorecard(id).filter(|card| card.period == PeriodLength::Month);
    let span = sheet.workbook.figures.year_range().zip(sheet.workbook.figures.last_month(unit));
    let (Some(card), Some(((first, _), last))) = (card, span) else { return String::new() };
    let first = Month::january(first).max(last.plus(1 - i32::try_from(MONTHS).unwrap_or(36)));
    let plan = sheet.results.plan();
    let total = |month| (month, plan.total(id, unit, Period::month(month)));
    let totals: Vec<(Month, Option<Decimal>)> = first.through(last).map(total).collect();
    let full = plan.score(id, unit, Period::month(last)).total.full;
    let words = sheet.words();
    out.open("section", &[("class", "trend")]);
    out.element("h2", &[], words.chart_title);
    let values = totals.iter().map(|(month, value)| (*month, *value, None, false));
    let chart = MonthChart {
        months: months(values, width, sheet.language),
        levels: vec![(Level::Full, full)],
        decimals: 2,
    };
    let description = describe(sheet, &totals, sheet.unit_name(unit), card.name.text(sheet.language));
    let labels = ChartLabels { title: words.chart_title.to_owned(), description };
    let svg = render_by_month(&chart, width.min(WIDEST), &labels);
    figure(&mut out, sheet, &svg, &fill(words.full_line, &[&format(full, 0)]), &mut |out| {
        let columns = [("", words.month), ("number", words.total)];
        table(out, "table", (words.chart_title, false), &columns, &mut |out| {
            out.open("tbody", &[]);
            for (month, value) in &totals {
                out.open("tr", &[]);
                out.element("th", &[("scope", "row")], &month::format(*month, sheet.language));
                points(out, *value);
                out.close("tr");
            }
            out.close("tbody");
        });
    });
    out.close("section");
    out.finish()
}

/// A chart with its key, its numbers behind it, and what it can be downloaded as.
fn figure(out: &mut Html, sheet: &Sheet<'_>, svg: &str, key: &str, numbers: &mut dyn FnMut(&mut Html)) {
    let words = sheet.words();
    if svg.is_empty() {
        out.element("p", &[], words.chart_empty);
        return;
    }
    out.open("figure", &[("class", "chart-figure")]);
    out.within("div", &[], &mut |out| out.drawing(svg));
    out.class("figcaption", "chart-key", key);
    out.open("details", &[("class", "no-print")]);
    out.element("summary", &[], words.chart_table);
    numbers(out);
    files(out, sheet);
    out.close("details");
    out.close("figure");
}

/// What the drawing of a figure can be downloaded as.
pub(super) fn files(out: &mut Html, sheet: &Sheet<'_>) {
    out.within("p", &[("class", "chart-files no-print")], &mut |out| {
        for (kind, word) in [("svg", sheet.more().chart_svg), ("png", sheet.more().chart_png)] {
            out.element("button", &[("type", "button"), ("class", "button"), ("data-chart", kind)], word);
        }
    });
}

/// Months with what stands under them: every third or sixth, with its year where that begins.
fn months(
    values: impl Iterator<Item = (Month, Option<Decimal>, Option<Decimal>, bool)>,
    width: i32,
    language: Language,
) -> Vec<MonthValue> {
    let every = if width < NARROW { 6 } else { 3 };
    let label = |index: usize, at: Month| {
        if at.number() % every != 1 {
            String::new()
        } else if at.number() == 1 || index == 0 {
            month::format_brief(at, language)
        } else {
            month::format_short(at, language)
        }
    };
    let month = |(index, (at, value, target, unusual))| MonthValue {
        label: label(index, at),
        value,
        target,
        unusual,
    };
    values.enumerate().map(month).collect()
}

fn describe(sheet: &Sheet<'_>, totals: &[(Month, Option<Decimal>)], unit: &str, card: &str) -> String {
    let there: Vec<(Month, Decimal)> =
        totals.iter().filter_map(|(month, points)| Some((*month, (*points)?))).collect();
    let (Some((first, _)), Some((last, value))) = (there.first(), there.last()) else {
        return String::new();
    };
    let points = || there.iter().map(|(_, points)| *points);
    let number = |points: Decimal| format_rounded(points, 2);
    let (lowest, highest) = (points().min().unwrap_or_default(), points().max().unwrap_or_default());
    let (first, last) = (month::format(*first, sheet.language), month::format(*last, sheet.language));
    let values = [first, last, number(lowest), number(highest), number(*value)];
    let [first, last, lowest, highest, value] = values.each_ref().map(String::as_str);
    fill(sheet.words().chart_description, &[unit, card, first, last, lowest, highest, value])
}

/// The months of the measure that is explained: actual, target, natural limits, and what they say.
#[must_use]
pub fn measure_by_period(sheet: &Sheet<'_>, explanation: &Explanation, width: i32) -> String {
    let mut out = Html::default();
    let (Some(unit), Some(card)) = (sheet.unit, sheet.card) else { return String::new() };
    let found = sheet.revision().zip(sheet.measure());
    let Some(measure) = found.and_then(|(revision, id)| revision.measure(&id)) else { return String::new() };
    let plan = sheet.results.plan();
    let history = past(plan, (card, unit, &measure.id), explanation.report.period, PERIODS);
    let there = history.iter().position(|own| own.score.is_some()).unwrap_or(history.len());
    let history = history.get(there..).unwrap_or_default();
    let values: Vec<_> = history.iter().map(|own| (own.period, own.actual())).collect();
    let found = Trend::new(&values);
    out.open("section", &[("class", "trend")]);
    out.element("h3", &[], sheet.more().measure_way);
    if let Some(found) = &found {
        let verdict = analysis::verdict(&found.verdict(), sheet.language);
        out.element("p", &[("data-testid", "verdict")], &verdict);
    }
    let svg = measure_chart(sheet, measure, history, found.as_ref(), width);
    figure(&mut out, sheet, &svg, &key(sheet, measure, found.as_ref()), &mut |out| {
        history_table(out, sheet, measure, history, found.as_ref());
    });
    out.close("section");
    peers(&mut out, sheet, measure);
    out.finish()
}

/// The points of the unit and of those of its kind in the measure, the most first.
fn peers(out: &mut Html, sheet: &Sheet<'_>, measure: &Measure) {
    let (Some(unit), Some(id), Some(revision)) = (sheet.unit, sheet.card, sheet.revision()) else { return };
    let place = revision.measures().position(|own| own.id == measure.id);
    let (Some(card), Some(place)) = (sheet.workbook.scorecard(id), place) else { return };
    let kind = |id: &UnitId| sheet.workbook.unit(id).and_then(|own| own.kind_in(sheet.period.last()));
    let own = kind(unit);
    let alike = card.units.iter().filter(|other| *other == unit || own.is_some() && kind(other) == own);
    let scored = |other| Some((other, sheet.results.points(id, other, sheet.period, place)?));
    let mut scored: Vec<(&UnitId, Decimal)> = alike.filter_map(scored).collect();
    sort_by_key(&mut scored, |(_, points)| std::cmp::Reverse(*points));
    if scored.len() < 2 {
        return;
    }
    let more = sheet.more();
    out.element("h3", &[], more.peers);
    let columns = [("", sheet.words().unit), ("number", sheet.words().points)];
    table(out, "table", (more.peers, true), &columns, &mut |out| {
        out.open("tbody", &[]);
        for (other, value) in scored.iter().take(PEERS) {
            out.open("tr", &[("data-selected", if *other == unit { "true" } else { "false" })]);
            let link = Link {
                view: View::Scores,
                unit: Some(other),
                card: sheet.card,
                period: sheet.period,
                detail: Some(measure.id.as_str()),
            };
            out.within("th", &[("scope", "row")], &mut |out| {
                out.element("a", &[("href", &(sheet.links)(link))], sheet.unit_name(other));
            });
            points(out, Some(*value));
            out.close("tr");
        }
        out.close("tbody");
    });
}

fn is_unusual(found: Option<&Trend>, period: Period) -> bool {
    let point = found.and_then(|found| found.points.iter().find(|own| own.period == period));
    point.is_some_and(|point| !point.signals.is_empty())
}

fn measure_chart(
    sheet: &Sheet<'_>,
    measure: &Measure,
    history: &[Past],
    found: Option<&Trend>,
    width: i32,
) -> String {
    let levels = found.map(|found| {
        vec![(Level::Centre, found.centre), (Level::Limit, found.lower), (Level::Limit, found.upper)]
    });
    let value = |own: &Past| {
        let target = own.score.as_ref().and_then(|score| score.target.as_ref()?.to_decimal());
        (own.period.last(), own.actual(), target, is_unusual(found, own.period))
    };
    let months = months(history.iter().map(value), width, sheet.language);
    let chart = MonthChart { months, levels: levels.unwrap_or_default(), decimals: measure.decimals };
    let name = measure.name.text(sheet.language);
    let first = history.first().map(|own| sheet.period_name(own.period)).unwrap_or_default();
    let last = history.last().map(|own| sheet.period_name(own.period)).unwrap_or_default();
    let description = fill(sheet.more().measure_way_described, &[name, &first, &last]);
    render_by_month(&chart, width.min(WIDEST), &ChartLabels { title: name.to_owned(), description })
}

fn key(sheet: &Sheet<'_>, measure: &Measure, found: Option<&Trend>) -> String {
    let number = |value: Decimal| format_rounded(value, measure.decimals + 1);
    let limits = found.map(|found| {
        let limits = [number(found.lower), number(found.upper), number(found.centre)];
        fill(sheet.more().key_limits, &limits.each_ref().map(String::as_str))
    });
    [Some(sheet.more().key_measure.to_owned()), limits].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn history_table(
    out: &mut Html,
    sheet: &Sheet<'_>,
    measure: &Measure,
    history: &[Past],
    found: Option<&Trend>,
) {
    let words = sheet.words();
    let columns = [
        ("", words.period),
        ("number", words.actual),
        ("number", words.target),
        ("number", words.points),
        ("", sheet.more().unusual),
    ];
    table(out, "table", (sheet.more().measure_way, true), &columns, &mut |out| {
        out.open("tbody", &[]);
        for own in history {
            let score = own.score.as_ref();
            let value = |value| value_text(value, measure, sheet.language);
            out.open("tr", &[]);
            out.element("th", &[("scope", "row")], &sheet.period_name(own.period));
            out.class("td", "number", &value(score.and_then(|score| score.actual.as_ref())));
            out.class("td", "number", &value(score.and_then(|score| score.target.as_ref())));
            points(out, score.and_then(|score| score.points));
            out.element("td", &[], if is_unusual(found, own.period) { sheet.more().unusual } else { "" });
            out.close("tr");
        }
        out.close("tbody");
    });
}
