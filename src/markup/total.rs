//! The total of a report: points, grade, status, what it rests on, and what was noticed.

use rust_decimal::Decimal;

use super::parts::{Sheet, View, points, status, table};
use super::{Html, Link};
use crate::domain::analysis::loss::losses;
use crate::domain::closing::Pair;
use crate::domain::name::Language;
use crate::domain::scorecard::MissingPolicy;
use crate::domain::scoring::{Body, Coverage, NoScore, Part, ScoreReport, Total};
use crate::i18n::number::{format, format_rounded, format_signed};
use crate::i18n::{Messages, analysis, fill, finding};

/// How many of the measures that have lost points are named.
const MOST_LOST: usize = 3;

/// The total with its facts.
pub(super) fn total(out: &mut Html, sheet: &Sheet<'_>, report: &ScoreReport) {
    let words = sheet.words();
    out.open("section", &[("class", "total"), ("aria-label", words.total)]);
    match report.total.points {
        Some(points) => scored(out, sheet, report, points),
        None => no_score(out, sheet, report),
    }
    most_lost(out, sheet, report);
    out.close("section");
}

/// The measures that have lost most points, each leading to its explanation.
fn most_lost(out: &mut Html, sheet: &Sheet<'_>, report: &ScoreReport) {
    let Some(revision) = sheet.revision() else { return };
    let found = losses(report, revision);
    if found.is_empty() {
        return;
    }
    let english = sheet.language == Language::English;
    out.within("p", &[("class", "most-lost"), ("data-testid", "most-lost")], &mut |out| {
        out.text(sheet.more().most_lost);
        for (place, (measure, lost)) in found.iter().take(MOST_LOST).enumerate() {
            if place > 0 {
                out.text(if english { ", " } else { "、" });
            }
            let address = sheet.address(View::Scores, Some(measure.id.as_str()));
            out.element("a", &[("href", &address)], measure.name.text(sheet.language));
            out.text(" ");
            out.text(&format_signed(-*lost, 2));
        }
        out.text(sheet.gap().trim_end());
    });
}

fn scored(out: &mut Html, sheet: &Sheet<'_>, report: &ScoreReport, points: Decimal) {
    let (words, total) = (sheet.words(), &report.total);
    let closing = sheet.workbook.closing(&report.scorecard, report.period);
    let closed = closing.and_then(|closing| closing.score(&report.unit)).map(|own| &own.total);
    let (grade, state) = closed.map_or((&total.grade, total.status), |own| (&own.grade, own.status));
    out.within("p", &[("class", "total-points")], &mut |out| {
        let number = format_rounded(closed.and_then(|own| own.points).unwrap_or(points), 2);
        out.element("span", &[("class", "total-number"), ("data-testid", "total")], &number);
        out.class("span", "total-full", &fill(words.points_of, &["", &format(total.full, 0)]));
    });
    if let Some(closed) = closed {
        let (more, closed, now) = (sheet.more(), closed.points, Some(points));
        out.within("p", &[("class", "closed-total"), ("data-testid", "closed-total")], &mut |out| {
            if closed == now {
                return out.text(more.closed);
            }
            out.text(&analysis::closed_now(Pair { closed, now }, sheet.language));
            out.text(sheet.gap());
            out.text(more.closed_below);
        });
    }
    out.within("p", &[("class", "total-facts")], &mut |out| {
        if let Some(grade) = grade {
            out.class("span", "grade", grade.text(sheet.language));
        }
        status(out, state, words);
        out.element("span", &[("data-testid", "coverage")], &coverage(&total.coverage, words));
        let with_exempt = report.with_exempt.as_ref().map(|with| with_exempt(with, words));
        let combined = is_combined(sheet, report).then(|| words.combined_actuals.to_owned());
        for fact in facts(total, words).into_iter().chain(with_exempt).chain(combined) {
            out.element("span", &[], &fact);
        }
        if total.provisional {
            let least = sheet.revision().map(|own| format(own.least_coverage, 0)).unwrap_or_default();
            out.within("span", &[("class", "provisional")], &mut |out| {
                out.element("b", &[], words.provisional);
                out.text(" ");
                out.text(&fill(words.provisional_about, &[&least]));
            });
        }
    });
    vetoes(out, sheet, report);
}

/// Whether a period longer than the card's own was scored as one.
fn is_combined(sheet: &Sheet<'_>, report: &ScoreReport) -> bool {
    let own = sheet.workbook.scorecard(&report.scorecard).map(|card| card.period.months());
    own.is_some_and(|own| report.period.month_count() > own) && !report.perspectives().is_empty()
}

/// What there is to say of a total beside its points: percent where it is another number, extra
/// points, and the points before a veto.
fn facts(total: &Total, words: &Messages) -> Vec<String> {
    let percent = total.percent.filter(|_| total.full != Decimal::ONE_HUNDRED);
    let percent = percent.map(|percent| fill(words.percent_of_full, &[&format_rounded(percent, 2)]));
    let extra = total.extra.map(|extra| fill(words.extra_points, &[&format_signed(extra, 2)]));
    let before = total.before_veto.map(|before| fill(words.before_veto, &[&format_rounded(before, 2)]));
    [percent, extra, before].into_iter().flatten().collect()
}

fn with_exempt(total: &Total, words: &Messages) -> String {
    let points = total.points.map_or_else(|| words.no_score.to_owned(), |points| format_rounded(points, 2));
    fill(words.with_exempt, &[&points])
}

/// The vetoes that took effect, each with its reason.
pub(super) fn vetoes(out: &mut Html, sheet: &Sheet<'_>, report: &ScoreReport) {
    let Some(revision) = sheet.revision().filter(|_| !report.vetoes.is_empty()) else { return };
    out.within("ul", &[("class", "vetoes"), ("data-testid", "vetoes")], &mut |out| {
        for veto in &report.vetoes {
            out.element("li", &[], &finding::veto(veto, report.period, revision, sheet.language));
        }
    });
}

/// "17 of 20 measures, 86 % of the weight".
pub(super) fn coverage(coverage: &Coverage, words: &Messages) -> String {
    let percent = coverage.percent().map_or_else(|| "0".to_owned(), |percent| format_rounded(percent, 0));
    let counts = [coverage.scored.to_string(), coverage.applicable.to_string(), percent];
    let text = fill(words.coverage_text, &counts.each_ref().map(String::as_str));
    if coverage.not_applicable == 0 {
        return text;
    }
    format!("{text}; {}", fill(words.coverage_not_applicable, &[&coverage.not_applicable.to_string()]))
}

fn no_score(out: &mut Html, sheet: &Sheet<'_>, report: &ScoreReport) {
    let words = sheet.words();
    out.within("p", &[("class", "total-points")], &mut |out| {
        out.element("span", &[("class", "total-number"), ("data-testid", "total")], words.no_score);
    });
    out.within("p", &[("class", "total-facts")], &mut |out| {
        out.element("span", &[], why_none(sheet, report));
        if let Some(with) = &report.with_exempt {
            out.element("span", &[], &with_exempt(with, words));
        }
        let figures = sheet.address(View::Figures, None);
        out.element("a", &[("href", &figures)], words.enter_figures);
    });
}

/// Why there is no total.
pub(super) fn why_none(sheet: &Sheet<'_>, report: &ScoreReport) -> &'static str {
    let words = sheet.words();
    let withheld = sheet.revision().is_some_and(|revision| revision.missing == MissingPolicy::Withhold)
        && report.total.coverage.scored > 0;
    match report.body {
        Body::Nothing(NoScore::NotUsed) => words.no_score_not_used,
        Body::Nothing(NoScore::NoRevision) => words.no_score_no_revision,
        Body::Nothing(NoScore::ShorterThanOwnPeriod) => words.no_score_shorter,
        Body::Perspectives { .. } if withheld => words.no_score_withheld,
        Body::Perspectives { .. } | Body::Periods { .. } => words.no_score_no_figures,
    }
}

/// A longer period: the totals of the card's own periods, of which its total is the mean, each leading
/// to its own scores.
pub(super) fn periods(out: &mut Html, sheet: &Sheet<'_>, parts: &[Part]) {
    let words = sheet.words();
    let counted = parts.iter().filter(|part| part.points.is_some()).count().to_string();
    let columns = [("", words.period), ("number", words.total), ("", words.coverage)];
    let caption = fill(words.mean_of_periods, &[&counted]);
    table(out, "table", (&caption, false), &columns, &mut |out| {
        out.open("tbody", &[]);
        for part in parts {
            let link = Link {
                view: View::Scores,
                unit: sheet.unit,
                card: sheet.card,
                period: part.period,
                detail: None,
            };
            out.open("tr", &[]);
            out.within("th", &[("scope", "row")], &mut |out| {
                out.element("a", &[("href", &(sheet.links)(link))], &sheet.period_name(part.period));
            });
            points(out, part.points);
            let applicable = part.coverage.applicable > 0;
            let rests_on = if applicable { coverage(&part.coverage, words) } else { String::new() };
            out.element("td", &[], &rests_on);
            out.close("tr");
        }
        out.close("tbody");
    });
}

/// What scoring noticed, each finding with the measure it is about.
pub(super) fn findings(out: &mut Html, sheet: &Sheet<'_>, report: &ScoreReport, heading: &str) {
    if report.findings.is_empty() {
        return;
    }
    out.open("section", &[("class", "findings")]);
    out.element(heading, &[], sheet.words().findings);
    out.open("ul", &[]);
    for found in &report.findings {
        let measure = found.measure.as_ref().and_then(|id| sheet.revision()?.measure(id));
        out.within("li", &[], &mut |out| {
            if let Some(measure) = measure {
                out.element("b", &[], &format!("{} {}", measure.code, measure.name.text(sheet.language)));
                out.text(" ");
            }
            out.text(&finding::sentence(&found.problem, sheet.workbook, sheet.language));
        });
    }
    out.close("ul");
    out.close("section");
}
