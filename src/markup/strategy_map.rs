//! The strategy map of a unit in a period, and whether the scores support its arrows.

use super::Html;
use super::charts::files;
use super::parts::{Sheet, percent_text, status_parts, table};
use crate::charts::{ChartLabels, MapCard, MapDrawing, render_strategy_map};
use crate::domain::analysis::correlation::{
    Correlation, LEAST_PAIRS, MOST_LAG, correlations, percents, strongest,
};
use crate::domain::id::ObjectiveId;
use crate::domain::period::Period;
use crate::domain::scorecard::{Objective, Revision};
use crate::domain::scoring::{ObjectiveScore, ScoreReport};
use crate::domain::strategy_map::{PLACE, layout};
use crate::i18n::number::format_signed;
use crate::i18n::{ViewWords, analysis, fill};

/// Own periods of the card that the correlation looks at.
const PERIODS: u32 = 36;

/// The map and the table of its arrows; an empty text where the card has no objectives.
#[must_use]
pub fn strategy_map(sheet: &Sheet<'_>) -> String {
    let mut out = Html::default();
    let (Some(unit), Some(card), Some(revision)) = (sheet.unit, sheet.card, sheet.revision()) else {
        return String::new();
    };
    if revision.objectives().next().is_none() {
        return String::new();
    }
    let report = sheet.results.plan().score(card, unit, sheet.period);
    let drawing = drawing(sheet, revision, &report);
    let counts = [sheet.unit_name(unit), &drawing.cards.len().to_string(), &drawing.arrows.len().to_string()];
    let description = fill(sheet.more().map_described, &counts);
    let labels = ChartLabels { title: sheet.caption(), description };
    out.open("figure", &[("class", "chart-figure")]);
    out.within("div", &[("class", "map-scroll")], &mut |out| {
        out.drawing(&render_strategy_map(&drawing, &labels))
    });
    files(&mut out, sheet);
    out.close("figure");
    if !drawing.arrows.is_empty() {
        arrows(&mut out, sheet, revision);
    }
    out.finish()
}

fn drawing(sheet: &Sheet<'_>, revision: &Revision, report: &ScoreReport) -> MapDrawing {
    let scores = || report.perspectives().iter().flat_map(|own| &own.objectives);
    let mut drawing = MapDrawing::default();
    let Some(card) = sheet.card else { return drawing };
    let placed = layout(card, revision, &sheet.workbook.positions);
    let objectives: Vec<&Objective> = revision.objectives().collect();
    for (own, objective) in placed.iter().zip(&objectives) {
        let score = scores().find(|score| score.objective == own.objective);
        drawing.cards.push(map_card(sheet, revision, objective, score, (own.position.x, own.position.y)));
    }
    for (cause, objective) in objectives.iter().enumerate() {
        let place = |effect: &ObjectiveId| objectives.iter().position(|own| own.id == *effect);
        drawing.arrows.extend(objective.leads_to.iter().filter_map(|effect| Some((cause, place(effect)?))));
    }
    for (layer, perspective) in revision.perspectives.iter().zip(0_i32..).map(|(own, layer)| (layer, own)) {
        if !perspective.objectives.is_empty() {
            drawing.layers.push((perspective.name.text(sheet.language).to_owned(), layer * PLACE));
        }
    }
    drawing
}

fn map_card(
    sheet: &Sheet<'_>,
    revision: &Revision,
    objective: &Objective,
    score: Option<&ObjectiveScore>,
    (x, y): (i32, i32),
) -> MapCard {
    let percent = score.and_then(|score| score.percent);
    let points = score.and_then(|score| score.points);
    let state = revision.status_of(points, percent, &mut objective.measures.iter());
    let (status, symbol, word) = status_parts(state, sheet.words());
    let note = match (percent, points) {
        (Some(percent), _) => format!("{symbol} {word} {}", percent_text(percent, 1)),
        // One that only adds or deducts has points and no percent.
        (None, Some(points)) => {
            let said = fill(sheet.more().map_points, &[&format_signed(points, 2)]);
            if state.is_some() { format!("{symbol} {said}") } else { said }
        }
        (None, None) => format!("{symbol} {word}"),
    };
    MapCard {
        key: objective.id.to_string(),
        name: objective.name.text(sheet.language).to_owned(),
        note,
        status,
        x,
        y,
    }
}

/// For each arrow the rank correlation at every lag and on how many periods it rests, the strongest of
/// them in a sentence.
fn arrows(out: &mut Html, sheet: &Sheet<'_>, revision: &Revision) {
    let (Some(unit), Some(card)) = (sheet.unit, sheet.card) else { return };
    let own = sheet.workbook.scorecard(card).map_or(sheet.period, |card| {
        Period::holding(sheet.period.last(), card.period, sheet.workbook.first_month)
    });
    let periods: Vec<Period> = (0..PERIODS).rev().map(|back| own.earlier(back)).collect();
    let plan = sheet.results.plan();
    let row = |id: &ObjectiveId| percents(plan, (card, unit, id), &periods);
    let rows: Vec<_> = revision.objectives().map(|own| (own, row(&own.id))).collect();
    let more = sheet.more();
    let heads: Vec<String> = (0..=MOST_LAG).map(|lag| lag_head(lag, more)).collect();
    let columns: Vec<(&str, &str)> = heads.iter().map(|head| ("lag", head.as_str())).collect();
    out.open("section", &[]);
    out.element("h2", &[], more.map_arrows);
    out.class("p", "footnote", &fill(more.map_lags, &[&LEAST_PAIRS.to_string()]));
    table(out, "table lags", (more.map_arrows, true), &columns, &mut |out| {
        for (cause, causes) in &rows {
            for (effect, effects) in rows.iter().filter(|(own, _)| cause.leads_to.contains(&own.id)) {
                let names = [cause, effect].map(|own| own.name.text(sheet.language));
                out.within("tbody", &[], &mut |out| arrow(out, sheet, names, &correlations(causes, effects)));
            }
        }
    });
    out.close("section");
}

/// By how many periods the effect follows.
fn lag_head(lag: u32, words: &ViewWords) -> String {
    if lag == 0 { words.map_at_once.to_owned() } else { format!("+{lag}") }
}

/// An arrow: what leads to what with the strongest correlation in words, then all of them.
fn arrow(out: &mut Html, sheet: &Sheet<'_>, names: [&str; 2], found: &[Correlation]) {
    let strongest = strongest(found);
    let (columns, more) = (found.len().to_string(), sheet.more());
    out.open("tr", &[]);
    out.within("th", &[("scope", "rowgroup"), ("colspan", &columns)], &mut |out| {
        out.text(&names.join(" → "));
        if let Some(said) = strongest.or(found.first()) {
            out.class("p", "note", &analysis::correlation(said, sheet.language));
        }
    });
    out.close("tr");
    out.open("tr", &[]);
    for own in found {
        let is_strongest = if strongest == Some(own) { "true" } else { "false" };
        out.within("td", &[("class", "lag"), ("data-strongest", is_strongest)], &mut |out| {
            out.text(&own.coefficient.map_or_else(|| "–".to_owned(), |value| format_signed(value, 2)));
            out.class("small", "of-lag", &fill(more.map_over, &[&own.pairs.to_string()]));
            if own.is_of_too_few() {
                out.class("small", "of-lag provisional", more.map_too_few);
            }
        });
    }
    out.close("tr");
}
