//! How a measure's points came about, step by step, down to the figures and up to the total.

use super::parts::{Sheet, View};
use super::{Html, Link};
use crate::domain::measure::Measure;
use crate::domain::period::{Month, Period};
use crate::domain::scorecard::Revision;
use crate::domain::scoring::{Explanation, Step};
use crate::i18n::describe::aspect_word;
use crate::i18n::explanation::{Explainer, Line, absence, sums};
use crate::i18n::number::format_rounded;
use crate::i18n::{fill, finding, list_of, month};

/// The explanation of the measure that is looked at; what to enter where there are no figures.
#[must_use]
pub fn explained(sheet: &Sheet<'_>, explanation: Option<&Explanation>) -> String {
    let mut out = Html::default();
    let measure = sheet.measure().and_then(|id| sheet.revision()?.measure(&id));
    match (explanation, measure) {
        (Some(explanation), Some(measure)) => steps(&mut out, sheet, explanation, measure),
        _ => out.element("p", &[], sheet.words().no_score_no_figures),
    }
    out.finish()
}

/// Headline, problems, steps and where the figures are.
pub(super) fn steps(out: &mut Html, sheet: &Sheet<'_>, explanation: &Explanation, measure: &Measure) {
    let (words, language) = (sheet.words(), sheet.language);
    let Some(revision) = sheet.revision() else { return };
    let explainer = Explainer { workbook: sheet.workbook, revision, measure, language };
    if let Some(headline) = explainer.headline(&explanation.steps) {
        out.element("p", &[("class", "headline"), ("data-testid", "headline")], &headline);
    }
    let score = explanation.report.measure(&measure.id);
    if let Some(absent) = score.and_then(|score| absence(score.state, language)) {
        out.element("p", &[], absent);
    }
    let problems = explanation.report.findings.iter().filter(|own| own.measure.as_ref() == Some(&measure.id));
    let mut problems = problems.peekable();
    if problems.peek().is_some() {
        out.open("ul", &[("class", "findings")]);
        problems.for_each(|own| {
            out.element("li", &[], &finding::sentence(&own.problem, sheet.workbook, language))
        });
        out.close("ul");
    }
    out.open("ol", &[("class", "steps"), ("data-testid", "steps")]);
    explainer.lines(&explanation.steps).iter().for_each(|own| line(out, own));
    sums(&explanation.report, revision, measure, language).iter().for_each(|own| line(out, own));
    out.close("ol");
    notes(out, sheet, &explanation.steps);
    if !measure.proposals.is_empty() {
        let aspects: Vec<&str> = measure.proposals.iter().map(|own| aspect_word(*own, words)).collect();
        out.class("p", "footnote", &fill(words.proposal_mark, &[&list_of(&aspects, language)]));
    }
    out.within("p", &[("class", "no-print")], &mut |out| {
        out.element("a", &[("href", &figures(sheet, explanation))], words.to_figures);
    });
}

/// The arithmetic of a measure's points in a line; why there is none where there are no points.
pub(super) fn headline(sheet: &Sheet<'_>, revision: &Revision, measure: &Measure) -> Option<String> {
    let (workbook, language) = (sheet.workbook, sheet.language);
    let found = sheet.results.plan().explain(sheet.card?, sheet.unit?, sheet.period, &measure.id)?;
    let said = Explainer { workbook, revision, measure, language }.headline(&found.steps);
    let score = found.report.measure(&measure.id)?;
    let absent = || absence(score.state, language).map(str::to_owned);
    said.or_else(absent).or_else(|| Some(format_rounded(score.points?, 2)))
}

fn line(out: &mut Html, line: &Line) {
    out.open("li", &[("class", "step")]);
    out.class("span", "step-label", line.label);
    out.class("span", "step-arithmetic", &line.arithmetic);
    if let Some(remark) = &line.remark {
        out.class("span", "step-remark", remark);
    }
    out.close("li");
}

/// The notes on the figures that were used.
fn notes(out: &mut Html, sheet: &Sheet<'_>, steps: &[Step]) {
    let of = |step: &Step| match step {
        Step::Figures(own) => Some((own.item.clone(), own.unit.clone(), own.children.clone(), own.months?)),
        _ => None,
    };
    let used: Vec<_> = steps.iter().filter_map(of).collect();
    let noted = sheet.workbook.notes.iter().filter(|(cell, _)| {
        used.iter().any(|(item, unit, children, (first, last))| {
            cell.item == *item
                && (cell.unit == *unit || children.contains(&cell.unit))
                && (*first..=*last).contains(&cell.month)
        })
    });
    let mut noted = noted.peekable();
    if noted.peek().is_none() {
        return;
    }
    out.element("h3", &[], sheet.more().notes);
    out.open("ul", &[("class", "findings")]);
    for (cell, note) in noted {
        let item = sheet.workbook.item(&cell.item).map(|item| item.name.text(sheet.language));
        let place = [
            item.unwrap_or_default(),
            sheet.unit_name(&cell.unit),
            &month::format(cell.month, sheet.language),
        ];
        out.element("li", &[], &fill(sheet.words().named, &[&place.join(" · "), &**note]));
    }
    out.close("ul");
}

/// The address of the first figure of the actual in the grid, in its last month.
fn figures(sheet: &Sheet<'_>, explanation: &Explanation) -> String {
    let used = explanation.steps.iter().find_map(|step| match step {
        Step::Figures(own) => Some((&own.unit, own.months, Some(own.item.as_str()))),
        _ => None,
    });
    let (unit, months, detail): (_, Option<(Month, Month)>, _) =
        used.unwrap_or((&explanation.report.unit, None, None));
    let last = months.map_or(explanation.report.period.last(), |(_, last)| last);
    let (view, period) = (View::Figures, Period::month(last));
    (sheet.links)(Link { view, unit: Some(unit), card: sheet.card, period, detail })
}
