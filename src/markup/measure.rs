//! A measure of a unit on a page of its own: its score, its months, its arithmetic, its peers.

use super::charts::{measure_of, peers, way};
use super::explained::steps;
use super::parts::{Sheet, View, measure_status, percent_text};
use super::total::why_none;
use super::unit::value_text;
use super::{Html, Link};
use crate::domain::measure::Measure;
use crate::domain::scoring::{Body, Explanation, ScoreReport};
use crate::i18n::describe::{describe_method, describe_target};
use crate::i18n::number::{format, format_rounded};
use crate::i18n::{design_words, fill};

/// The widest the chart is drawn, in pixels.
const WIDEST: i32 = 960;

/// The page, with its chart in at most `width` pixels.
#[must_use]
pub fn measure_page(sheet: &Sheet<'_>, width: i32) -> String {
    let mut out = Html::default();
    let (Some(unit), Some(card), Some(measure)) = (sheet.unit, sheet.card, measure_of(sheet)) else {
        out.element("p", &[], sheet.words().no_score_no_figures);
        return out.finish();
    };
    around(&mut out, sheet, measure);
    out.element("h2", &[], &format!("{} {}", measure.code, measure.name.text(sheet.language)));
    let found = sheet.results.plan().explain(card, unit, sheet.period, &measure.id);
    let Some(found) = found else {
        not_in(&mut out, sheet, &sheet.results.plan().score(card, unit, sheet.period));
        return out.finish();
    };
    facts(&mut out, sheet, &found, measure);
    out.open("div", &[("class", "measure-page")]);
    way(&mut out, sheet, (&found, measure), (width.min(WIDEST), true));
    out.open("section", &[("class", "explanation-steps")]);
    out.element("h3", &[], sheet.words().explanation);
    steps(&mut out, sheet, &found, measure);
    out.close("section");
    out.open("section", &[]);
    peers(&mut out, sheet, measure, View::Measure);
    out.close("section");
    out.close("div");
    out.finish()
}

/// Why a measure is not scored in the period; of a mean of several the periods in which it is.
fn not_in(out: &mut Html, sheet: &Sheet<'_>, report: &ScoreReport) {
    let Body::Periods { parts, .. } = &report.body else {
        return out.element("p", &[], why_none(sheet, report));
    };
    out.element("p", &[], sheet.more().measure_of_mean);
    out.open("ul", &[("class", "measure-ways")]);
    for part in parts {
        let link = Link {
            view: View::Measure,
            unit: sheet.unit,
            card: sheet.card,
            period: part.period,
            detail: sheet.detail,
        };
        out.within("li", &[], &mut |out| {
            out.element("a", &[("href", &(sheet.links)(link))], &sheet.period_name(part.period));
        });
    }
    out.close("ul");
}

/// The way back to the unit, and to the measures before and after.
fn around(out: &mut Html, sheet: &Sheet<'_>, measure: &Measure) {
    let Some(revision) = sheet.revision() else { return };
    let measures: Vec<&Measure> = revision.measures().collect();
    let place = measures.iter().position(|own| own.id == measure.id).unwrap_or_default();
    let beside = [place.checked_sub(1), place.checked_add(1)].map(|at| measures.get(at?).copied());
    out.open("nav", &[("class", "measure-ways"), ("aria-label", sheet.words().measure)]);
    let back =
        Link { view: View::Scores, unit: sheet.unit, card: sheet.card, period: sheet.period, detail: None };
    out.element("a", &[("href", &(sheet.links)(back)), ("data-key", "unit")], &sheet.caption());
    for (arrow, own) in ["←", "→"].iter().zip(beside) {
        let Some(own) = own else { continue };
        let address = sheet.address(View::Measure, Some(own.id.as_str()));
        let name = format!("{arrow} {} {}", own.code, own.name.text(sheet.language));
        out.element("a", &[("href", &address), ("data-key", arrow)], &name);
    }
    out.close("nav");
}

/// Points, status, actual and target, and how they come about in words.
fn facts(out: &mut Html, sheet: &Sheet<'_>, found: &Explanation, measure: &Measure) {
    let (words, language) = (sheet.words(), sheet.language);
    let Some(score) = found.report.measure(&measure.id) else { return };
    out.within("p", &[("class", "total-facts"), ("data-testid", "measure-facts")], &mut |out| {
        if let Some(points) = score.points {
            out.class("span", "total-number", &format_rounded(points, 2));
            if !measure.method.is_adjustment() {
                let full = format(score.full.round_dp(2), 0);
                out.class("span", "total-full", &fill(words.points_of, &["", &full]));
            }
        }
        if let Some(percent) = score.percent.filter(|_| !measure.method.is_adjustment()) {
            out.element("span", &[], &percent_text(percent, 1));
        }
        if score.status.is_some() || score.points.is_none() {
            measure_status(out, score, sheet);
        }
        for (word, value) in [(words.actual, &score.actual), (words.target, &score.target)] {
            if value.is_some() {
                let unit = measure.unit_of_measure.text(language);
                let unit = if unit == "%" { "" } else { unit };
                let said = fill(
                    "{0} {1}",
                    &[&fill(words.named, &[word, &value_text(value.as_ref(), measure, language)]), unit],
                );
                out.element("span", &[], said.trim_end());
            }
        }
    });
    let target = sheet.revision().and_then(|own| describe_target(measure, sheet.workbook, own, language));
    let target = target.filter(|_| measure.method.needs_target());
    let target = target.map(|target| fill(words.named, &[words.target, &target]));
    let method = fill(words.named, &[design_words(language).method, &describe_method(measure, language)]);
    let said: Vec<String> = target.into_iter().chain([method]).collect();
    out.class("p", "footnote", &said.join(" · "));
}
