//! The strategy map of a unit in a period, and whether the scores support its arrows.

use super::Html;
use super::charts::files;
use super::parts::{Sheet, percent_text, status_parts, table};
use crate::charts::{ChartLabels, MapCard, MapDrawing, render_strategy_map};
use crate::domain::analysis::correlation::{correlations, percents, strongest};
use crate::domain::id::ObjectiveId;
use crate::domain::period::Period;
use crate::domain::scorecard::{Objective, Revision};
use crate::domain::scoring::{ObjectiveScore, ScoreReport};
use crate::domain::strategy_map::{PLACE, layout};
use crate::i18n::number::format_signed;
use crate::i18n::{analysis, fill};

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

/// For each arrow the strongest rank correlation, and on how many periods it rests.
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
    out.open("section", &[]);
    out.element("h2", &[], more.map_arrows);
    let columns = [("", more.map_cause), ("", more.map_effect), ("", more.map_correlation)];
    table(out, "table", (more.map_arrows, true), &columns, &mut |out| {
        out.open("tbody", &[]);
        for (cause, causes) in &rows {
            for (effect, effects) in rows.iter().filter(|(own, _)| cause.leads_to.contains(&own.id)) {
                let found = correlations(causes, effects);
                out.open("tr", &[]);
                out.element("th", &[("scope", "row")], cause.name.text(sheet.language));
                out.element("td", &[], effect.name.text(sheet.language));
                let said = strongest(&found).or(found.first());
                let said = said.map(|own| analysis::correlation(own, sheet.language));
                out.element("td", &[], &said.unwrap_or_default());
                out.close("tr");
            }
        }
        out.close("tbody");
    });
    out.close("section");
}
