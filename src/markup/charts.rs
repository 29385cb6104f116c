//! Charts with their keys, their numbers as tables, and what they can be downloaded as.

use rust_decimal::Decimal;

use super::parts::{Sheet, View, left_out, points, table};
use super::unit::value_text;
use super::{Html, Link};
use crate::charts::{AROUND, ChartLabels, Level, MonthChart, MonthValue, render_by_month};
use crate::domain::analysis::trend::{Past, Signal, Trend, Verdict, past};
use crate::domain::id::UnitId;
use crate::domain::measure::Measure;
use crate::domain::order::sort_by_key;
use crate::domain::period::{Month, Period, PeriodLength};
use crate::domain::scoring::Explanation;
use crate::i18n::number::{format, format_rounded};
use crate::i18n::{analysis, analysis_words, fill, list_of, month};

/// The widest a chart is drawn, in pixels.
const WIDEST: i32 = 640;
/// How many months lie between those that are named, where their names have room.
const EVERY: [u32; 5] = [3, 6, 12, 24, 48];
/// Pixels between two names.
const GAP: i32 = 6;
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
    let values: Vec<Value> =
        totals.iter().map(|(month, value)| (Period::month(*month), *value, None, false)).collect();
    let chart = MonthChart {
        months: named(sheet, &values, width.min(WIDEST)),
        levels: vec![(Level::Full, full)],
        decimals: 2,
    };
    let description = describe(sheet, &totals, sheet.unit_name(unit), card.name.text(sheet.language));
    let labels = ChartLabels { title: words.chart_title.to_owned(), description };
    let svg = render_by_month(&chart, width.min(WIDEST), &labels);
    figure(&mut out, sheet, (&svg, false), &fill(words.full_line, &[&format(full, 0)]), &mut |out| {
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

/// A chart with its key, its numbers behind it, which stand there at once where it is `open`, and what it
/// can be downloaded as.
fn figure(
    out: &mut Html,
    sheet: &Sheet<'_>,
    (svg, open): (&str, bool),
    key: &str,
    numbers: &mut dyn FnMut(&mut Html),
) {
    let words = sheet.words();
    if svg.is_empty() {
        out.element("p", &[], words.chart_empty);
        return;
    }
    out.open("figure", &[("class", "chart-figure")]);
    out.within("div", &[], &mut |out| out.drawing(svg));
    out.class("figcaption", "chart-key", key);
    let attributes = [("class", "no-print"), if open { ("open", "") } else { ("", "") }];
    out.open("details", &attributes);
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

/// A value of a period, what it is held against, and whether it is unusual.
type Value = (Period, Option<Decimal>, Option<Decimal>, bool);

/// Values with what stands under them: the names of some periods, so far apart that they do not touch.
fn named(sheet: &Sheet<'_>, values: &[Value], width: i32) -> Vec<MonthValue> {
    let step = (width - AROUND).max(1) / i32::try_from(values.len().saturating_sub(1).max(1)).unwrap_or(1);
    let names = |every: u32| -> Vec<String> {
        let name = |(index, value): (usize, &Value)| name_of(sheet, value.0, (index, values.len()), every);
        values.iter().enumerate().map(name).collect()
    };
    let mut found = Vec::new();
    for every in EVERY {
        found = names(every);
        let mut end = i32::MIN;
        let fits = |(index, name): (i32, &String)| {
            let (middle, half) = (index * step, wide(name) / 2);
            let fits = name.is_empty() || middle - half >= end;
            end = if name.is_empty() { end } else { middle + half + GAP };
            fits
        };
        if (0..).zip(&found).all(fits) {
            break;
        }
    }
    let value = |(name, (_, value, target, unusual)): (String, &Value)| MonthValue {
        label: name,
        value: *value,
        target: *target,
        unusual: *unusual,
    };
    found.into_iter().zip(values).map(value).collect()
}

/// The name of a period where it is one of those that are named: of months every third, sixth and so on
/// of the year, with the year where that begins; of longer ones so many from the last.
fn name_of(sheet: &Sheet<'_>, period: Period, (index, count): (usize, usize), every: u32) -> String {
    let (at, language) = (period.last(), sheet.language);
    if period.length() != PeriodLength::Month {
        let behind = u32::try_from(count.saturating_sub(index + 1)).unwrap_or(0);
        let named = behind.is_multiple_of(every / 3);
        return if named { sheet.period_name(period) } else { String::new() };
    }
    let months = u32::try_from(at.year()).unwrap_or(0) * 12 + at.number() - 1;
    if !months.is_multiple_of(every) {
        String::new()
    } else if at.number() == 1 || index == 0 {
        month::format_brief(at, language)
    } else {
        month::format_short(at, language)
    }
}

/// How wide a name stands under a chart, in pixels.
fn wide(name: &str) -> i32 {
    name.chars().map(|c| if c >= '\u{2e80}' { 12 } else { 7 }).sum()
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
    if let Some(measure) = measure_of(sheet) {
        way(&mut out, sheet, (explanation, measure), (width.min(WIDEST), false));
        peers(&mut out, sheet, measure, View::Scores);
    }
    out.finish()
}

/// The measure that is looked at.
pub(super) fn measure_of<'s>(sheet: &Sheet<'s>) -> Option<&'s Measure> {
    sheet.revision()?.measure(&sheet.measure()?)
}

/// The months of a measure drawn in so many pixels; with the numbers `open` below.
pub(super) fn way(
    out: &mut Html,
    sheet: &Sheet<'_>,
    (explanation, measure): (&Explanation, &Measure),
    (width, open): (i32, bool),
) {
    let (Some(unit), Some(card)) = (sheet.unit, sheet.card) else { return };
    let plan = sheet.results.plan();
    let history = past(plan, (card, unit, &measure.id), explanation.report.period, PERIODS);
    let there = history.iter().position(|own| own.actual().is_some()).unwrap_or(history.len());
    let history = history.get(there..).unwrap_or_default();
    let values: Vec<_> = history.iter().map(|own| (own.period, own.actual())).collect();
    let found = Trend::new(&values);
    out.open("section", &[("class", "trend")]);
    out.element("h3", &[], sheet.more().measure_way);
    if let Some(found) = &found {
        let verdict = analysis::verdict(&found.verdict(), sheet.language);
        out.element("p", &[("data-testid", "verdict")], &verdict);
    }
    // Of too few values no limits are drawn.
    let found = found.filter(|found| found.verdict() != Verdict::TooFew);
    let svg = measure_chart(sheet, measure, history, found.as_ref(), width);
    figure(out, sheet, (&svg, open), &key(sheet, measure, found.as_ref()), &mut |out| {
        history_table(out, sheet, measure, history, found.as_ref());
    });
    if open && found.is_some() {
        out.class("p", "footnote", analysis_words(sheet.language).trend_method);
    }
    out.close("section");
}

/// The points of the unit and of those of its kind in the measure, the most first; each leads to its own
/// on `view`.
pub(super) fn peers(out: &mut Html, sheet: &Sheet<'_>, measure: &Measure, view: View) {
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
        // The unit itself is there, however many are before it.
        let listed = |(at, (other, _)): &(usize, &(&UnitId, Decimal))| *at < PEERS || *other == unit;
        for (_, (other, value)) in scored.iter().enumerate().filter(listed) {
            out.open("tr", &[("data-selected", if *other == unit { "true" } else { "false" })]);
            let link = Link {
                view,
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
    left_out(out, more.peers_some, PEERS, scored.len());
}

/// What is unusual about a period.
fn signals(found: Option<&Trend>, period: Period) -> &[Signal] {
    let point = found.and_then(|found| found.points.iter().find(|own| own.period == period));
    point.map(|point| point.signals.as_slice()).unwrap_or_default()
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
        (own.period, own.actual(), target, !signals(found, own.period).is_empty())
    };
    let values: Vec<Value> = history.iter().map(value).collect();
    let months = named(sheet, &values, width);
    let chart = MonthChart { months, levels: levels.unwrap_or_default(), decimals: measure.decimals };
    let name = measure.name.text(sheet.language);
    let first = history.first().map(|own| sheet.period_name(own.period)).unwrap_or_default();
    let last = history.last().map(|own| sheet.period_name(own.period)).unwrap_or_default();
    let description = fill(sheet.more().measure_way_described, &[name, &first, &last]);
    render_by_month(&chart, width, &ChartLabels { title: name.to_owned(), description })
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
            let said = signals(found, own.period).iter().map(|own| analysis::signal(*own, sheet.language));
            out.class("td", "in-words", &list_of(&said.collect::<Vec<_>>(), sheet.language));
            out.close("tr");
        }
        out.close("tbody");
    });
}
