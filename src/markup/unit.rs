//! The scores of a unit: its total, perspectives, objectives and measures. A measure leads to its
//! explanation.

use rust_decimal::Decimal;

use super::Html;
use super::parts::{Sheet, View, measure_status, percent_text, status, table};
use super::total::{findings, periods, total};
use crate::charts::render_spark;
use crate::domain::analysis::matrix::HISTORY;
use crate::domain::exact::Exact;
use crate::domain::id::MeasureId;
use crate::domain::measure::{Aspect, Measure};
use crate::domain::name::Language;
use crate::domain::period::Period;
use crate::domain::scorecard::{Perspective, Revision};
use crate::domain::scoring::{
    Body, MeasureScore, MeasureState, ObjectiveScore, PerspectiveScore, ScoreReport,
};
use crate::i18n::describe::{self, aspect_word};
use crate::i18n::number::{format, format_exact, format_rounded, format_signed};
use crate::i18n::{Messages, fill};

/// The whole of it.
#[must_use]
pub fn unit_scores(sheet: &Sheet<'_>, report: &ScoreReport) -> String {
    let mut out = Html::default();
    total(&mut out, sheet, report);
    match (&report.body, sheet.revision()) {
        (Body::Perspectives { .. }, Some(revision)) => measures(&mut out, sheet, report, revision),
        (Body::Periods { parts, .. }, _) => {
            perspectives(&mut out, sheet, report);
            periods(&mut out, sheet, parts);
        }
        _ => {}
    }
    findings(&mut out, sheet, report, "h2");
    out.finish()
}

/// How the unit stands in each perspective.
pub(super) fn perspectives(out: &mut Html, sheet: &Sheet<'_>, report: &ScoreReport) {
    let standings = report.standings();
    let Some(revision) = sheet.revision().filter(|_| !standings.is_empty()) else { return };
    let words = sheet.words();
    let columns =
        [("", words.perspective), ("number", words.points), ("number", words.percent), ("", words.status)];
    table(out, "table", (words.perspective, true), &columns, &mut |out| {
        out.open("tbody", &[]);
        for (id, own) in &standings {
            let name = revision.perspectives.iter().find(|other| other.id == *id);
            out.open("tr", &[]);
            let name = name.map(|own| own.name.text(sheet.language)).unwrap_or_default();
            out.element("th", &[("scope", "row")], name);
            super::parts::points(out, own.points);
            out.class(
                "td",
                "number",
                &own.percent.map(|percent| percent_text(percent, 1)).unwrap_or_default(),
            );
            out.within("td", &[], &mut |out| {
                if own.status.is_some() || own.points.is_none() {
                    status(out, own.status, words);
                }
            });
            out.close("tr");
        }
        out.close("tbody");
    });
}

/// The table of perspectives, objectives and measures.
pub(super) fn measures(out: &mut Html, sheet: &Sheet<'_>, report: &ScoreReport, revision: &Revision) {
    let words = sheet.words();
    let columns = [
        ("", words.measure),
        ("number", words.points),
        ("number", words.full_points),
        ("number percent", words.percent),
        ("", words.status),
        ("number", words.actual),
        ("number", words.target),
        ("way", words.trend),
    ];
    let rows = Rows { sheet, revision, periods: past(sheet) };
    let has_total = report.total.points.is_some();
    table(out, "table score-table", (&sheet.caption(), true), &columns, &mut |out| {
        for score in report.perspectives() {
            if let Some(own) = revision.perspectives.iter().find(|own| own.id == score.perspective) {
                rows.perspective(out, score, own, has_total);
            }
        }
    });
    if revision.measures().any(|measure| !measure.proposals.is_empty()) {
        out.class("p", "footnote", words.proposal_note);
    }
}

/// The own periods of the card up to the one that is shown, oldest first; none where that is longer.
fn past(sheet: &Sheet<'_>) -> Vec<Period> {
    let card = sheet.card.and_then(|card| sheet.workbook.scorecard(card));
    let own = card.is_some_and(|card| card.period == sheet.period.length());
    let count = u32::try_from(HISTORY).unwrap_or(0);
    (0..count).rev().filter(|_| own).map(|back| sheet.period.earlier(back)).collect()
}

struct Rows<'r, 's> {
    sheet: &'r Sheet<'s>,
    revision: &'r Revision,
    periods: Vec<Period>,
}

impl Rows<'_, '_> {
    fn perspective(&self, out: &mut Html, score: &PerspectiveScore, own: &Perspective, has_total: bool) {
        let words = self.sheet.words();
        out.open("tbody", &[]);
        out.open("tr", &[("class", "perspective-row")]);
        out.element("th", &[("scope", "rowgroup")], own.name.text(self.sheet.language));
        sums(out, (score.points, score.full, score.percent));
        out.within("td", &[], &mut |out| {
            if score.status.is_some() {
                status(out, score.status, words);
            }
        });
        out.element("td", &[("colspan", "3"), ("class", "note")], &perspective_note(score, has_total, words));
        out.close("tr");
        for objective in &score.objectives {
            self.objective(out, objective);
            objective.measures.iter().for_each(|score| self.measure(out, score));
        }
        score.measures.iter().for_each(|score| self.measure(out, score));
        out.close("tbody");
    }

    fn objective(&self, out: &mut Html, score: &ObjectiveScore) {
        let own = self.revision.objectives().find(|own| own.id == score.objective);
        let name = own.map(|own| own.name.text(self.sheet.language)).unwrap_or_default();
        out.open("tr", &[("class", "objective-row")]);
        out.element("th", &[("scope", "row")], name);
        sums(out, (score.points, score.full, score.percent));
        out.element("td", &[("colspan", "4")], "");
        out.close("tr");
    }

    fn measure(&self, out: &mut Html, score: &MeasureScore) {
        let Some(measure) = self.revision.measure(&score.measure) else { return };
        let (words, language) = (self.sheet.words(), self.sheet.language);
        let name = measure.name.text(language);
        let adjustment = measure.method.is_adjustment();
        let selected = self.sheet.detail == Some(measure.id.as_str());
        out.open("tr", &[("data-selected", if selected { "true" } else { "false" })]);
        out.within("th", &[("scope", "row")], &mut |out| {
            let address = self.sheet.address(View::Scores, Some(measure.id.as_str()));
            let label = fill(words.explain_measure, &[name]);
            let key = measure.id.as_str();
            let attributes =
                [("class", "measure-link"), ("href", &*address), ("aria-label", &*label), ("data-key", key)];
            out.within("a", &attributes, &mut |out| {
                out.class("span", "measure-code", &measure.code);
                out.element("span", &[], name);
            });
        });
        let points =
            score.points.map(|own| if adjustment { format_signed(own, 2) } else { format_rounded(own, 2) });
        let test = format!("points-{}", measure.id);
        out.element("td", &[("class", "number"), ("data-testid", &test)], &points.unwrap_or_default());
        marked(out, &full_text(score, measure, words), measure, Aspect::Weight, words);
        let percent = score.percent.filter(|_| !adjustment).map(|percent| percent_text(percent, 1));
        out.class("td", "number percent", &percent.unwrap_or_default());
        out.within("td", &[], &mut |out| state(out, score, adjustment, self.sheet));
        marked(out, &value_text(score.actual.as_ref(), measure, language), measure, Aspect::Actual, words);
        marked(out, &value_text(score.target.as_ref(), measure, language), measure, Aspect::Target, words);
        out.within("td", &[("class", "way")], &mut |out| out.drawing(&self.way(&measure.id)));
        out.close("tr");
    }

    /// The points of the last own periods as a small line.
    fn way(&self, measure: &MeasureId) -> String {
        let (Some(card), Some(unit)) = (self.sheet.card, self.sheet.unit) else { return String::new() };
        let Some(place) = self.revision.measures().position(|own| own.id == *measure) else {
            return String::new();
        };
        let points = |period: &Period| self.sheet.results.points(card, unit, *period, place);
        let points: Vec<Option<Decimal>> = self.periods.iter().map(points).collect();
        render_spark(&points, &from_to(&points, self.sheet.words()))
    }
}

/// What a small line shows, in words.
pub(super) fn from_to(history: &[Option<Decimal>], words: &Messages) -> String {
    let mut there = history.iter().flatten().map(|value| format_rounded(*value, 2));
    let first = there.next().unwrap_or_default();
    let last = there.next_back().unwrap_or_default();
    fill(words.trend_from_to, &[&first, &last])
}

/// Points, full points and percent of what has measures below it.
fn sums(out: &mut Html, (points, full, percent): (Option<Decimal>, Decimal, Option<Decimal>)) {
    super::parts::points(out, points);
    out.class("td", "number", &format(full.round_dp(2), 0));
    out.class("td", "number percent", &percent.map(|percent| percent_text(percent, 1)).unwrap_or_default());
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

fn state(out: &mut Html, score: &MeasureScore, adjustment: bool, sheet: &Sheet<'_>) {
    let words = sheet.words();
    let word = match score.state {
        MeasureState::NotApplicable => words.not_applicable,
        MeasureState::LeftOut => words.left_out,
        MeasureState::Substituted => words.substituted,
        MeasureState::Scored if adjustment && score.status.is_none() => return,
        MeasureState::Missing => return status(out, None, words),
        MeasureState::Scored => return measure_status(out, score, sheet),
    };
    out.element("span", &[("class", "status"), ("data-status", "no-data")], word);
}

/// An actual or a target as it is read: `46.50 %`.
pub(super) fn value_text(value: Option<&Exact>, measure: &Measure, language: Language) -> String {
    let Some(value) = value else { return String::new() };
    let decimal = value.to_decimal();
    decimal.map_or_else(|| format_exact(value), |decimal| describe::value_text(decimal, measure, language))
}

/// A number with the star of a value that the source document leaves open.
fn marked(out: &mut Html, text: &str, measure: &Measure, aspect: Aspect, words: &Messages) {
    out.within("td", &[("class", "number")], &mut |out| {
        out.text(text);
        if measure.proposals.contains(&aspect) {
            let title = fill(words.proposal_mark, &[aspect_word(aspect, words)]);
            out.element("span", &[("class", "proposal"), ("title", &title)], "*");
        }
    });
}
