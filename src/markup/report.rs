//! The report of a period for a unit or for all of them, made to be printed on A4.

use rust_decimal::Decimal;

use super::Html;
use super::alerts::lists;
use super::charts::total_by_month;
use super::explained::steps;
use super::matrix::{MatrixPage, Order, change_text};
use super::parts::{Sheet, points, signed, status, table};
use super::total::{findings, total};
use super::unit::measures;
use crate::domain::analysis::contribution::{Subject, breakdown, contributions};
use crate::domain::analysis::matrix::{Matrix, Row, matrix};
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::order::sort_by_key;
use crate::domain::scorecard::Status;
use crate::domain::scoring::ScoreReport;
use crate::i18n::number::format_rounded;
use crate::i18n::{analysis, fill};

/// What stands at the foot of a report.
pub struct Imprint<'i> {
    /// The version of the program.
    pub version: &'i str,
    /// A digest of the workbook.
    pub digest: &'i str,
    /// When it is printed.
    pub printed: &'i str,
}

/// The width of a chart on paper, in pixels.
const CHART: i32 = 640;
/// Lines of what moved.
const LINES: usize = 10;
/// Alerts that are listed, the gravest.
const ALERTS: usize = 40;
/// Units whose findings are listed in the report of all.
const UNITS: usize = 100;

/// The report.
#[must_use]
pub fn report(sheet: &Sheet<'_>, imprint: &Imprint<'_>) -> String {
    let mut out = Html::default();
    let words = sheet.more();
    out.open("article", &[("class", "report")]);
    out.open("header", &[("class", "report-head")]);
    out.element("p", &[], sheet.workbook.name.text(sheet.language));
    out.element("h2", &[], words.report_unit);
    out.element("p", &[("data-testid", "report-caption")], &sheet.caption());
    out.close("header");
    let found = matrix(sheet.workbook, sheet.results, sheet.period);
    match (sheet.unit, sheet.card) {
        (Some(unit), Some(card)) => of_unit(&mut out, sheet, (unit, card), &found),
        _ => of_all(&mut out, sheet, &found),
    }
    signatures(&mut out, sheet);
    let imprint = [imprint.version, imprint.digest, imprint.printed];
    out.class("p", "imprint", &fill(words.report_imprint, &imprint));
    out.close("article");
    out.finish()
}

fn section(out: &mut Html, heading: &str, content: &mut dyn FnMut(&mut Html)) {
    out.open("section", &[("class", "report-part")]);
    out.element("h3", &[], heading);
    content(out);
    out.close("section");
}

fn of_unit(out: &mut Html, sheet: &Sheet<'_>, (unit, card): (&UnitId, &ScorecardId), found: &Matrix) {
    let words = sheet.more();
    let scored = sheet.results.plan().score(card, unit, sheet.period);
    section(out, words.report_summary, &mut |out| {
        total(out, sheet, &scored);
        if let Some(row) = found.rows.iter().find(|row| row.unit == *unit && row.scorecard == *card) {
            out.element("p", &[], &rank_text(sheet, row));
        }
        perspectives(out, sheet, &scored);
    });
    out.drawing(&total_by_month(sheet, CHART));
    moves_of_unit(out, sheet, (unit, card), found);
    section(out, words.report_act, &mut |out| lists(out, sheet, None, ("h4", ALERTS)));
    if let Some(revision) = sheet.revision().filter(|_| !scored.perspectives().is_empty()) {
        section(out, words.report_measures, &mut |out| measures(out, sheet, &scored, revision));
    }
    section(out, words.report_findings, &mut |out| {
        out.element("p", &[], &super::total::coverage(&scored.total.coverage, sheet.words()));
        findings(out, sheet, &scored, "h4");
    });
    annex(out, sheet, (unit, card), &scored);
}

fn rank_text(sheet: &Sheet<'_>, row: &Row) -> String {
    let Some(rank) = row.rank else { return String::new() };
    let (rank, of) = (rank.to_string(), row.of.to_string());
    match row.change() {
        Some(change) => fill(sheet.more().report_rank, &[&rank, &of, &change_text(change)]),
        None => fill(sheet.more().report_rank_new, &[&rank, &of]),
    }
}

fn perspectives(out: &mut Html, sheet: &Sheet<'_>, scored: &ScoreReport) {
    let Some(revision) = sheet.revision().filter(|_| !scored.perspectives().is_empty()) else { return };
    let words = sheet.words();
    let columns = [
        ("", words.perspective),
        ("number", words.points),
        ("number", words.full_points),
        ("number", words.percent),
        ("", words.status),
    ];
    table(out, "table", (words.perspective, true), &columns, &mut |out| {
        out.open("tbody", &[]);
        for own in scored.perspectives() {
            let name = revision.perspectives.iter().find(|other| other.id == own.perspective);
            out.open("tr", &[]);
            let name = name.map(|own| own.name.text(sheet.language)).unwrap_or_default();
            out.element("th", &[("scope", "row")], name);
            points(out, own.points);
            points(out, Some(own.full));
            let percent = own.percent.map(|percent| super::parts::percent_text(percent, 1));
            out.class("td", "number", &percent.unwrap_or_default());
            out.within("td", &[], &mut |out| {
                if own.percent.is_some() || own.points.is_none() {
                    status(out, own.status, words);
                }
            });
            out.close("tr");
        }
        out.close("tbody");
    });
}

/// What made the difference from the period before, the largest first.
fn moves_of_unit(out: &mut Html, sheet: &Sheet<'_>, (unit, card): (&UnitId, &ScorecardId), found: &Matrix) {
    let Some((before, revision)) = found.before.zip(sheet.revision()) else { return };
    let plan = sheet.results.plan();
    let subject = |period| breakdown(plan, &Subject { scorecard: card.clone(), unit: unit.clone(), period });
    let difference = subject(before).zip(subject(sheet.period)).and_then(|(a, b)| contributions(&a, &b));
    let Some(difference) = difference else { return };
    let mut lines = difference.lines;
    lines.retain(|line| !line.change.is_zero());
    sort_by_key(&mut lines, |line| std::cmp::Reverse(line.change.abs()));
    let words = sheet.more();
    let heading = fill(words.report_moves, &[&sheet.period_name(before)]);
    section(out, &heading, &mut |out| {
        out.element("p", &[], &analysis::changed_by(difference.before, difference.after, sheet.language));
        let columns = [
            ("", sheet.words().measure),
            ("number", words.report_before),
            ("number", words.report_now),
            ("number", words.difference),
        ];
        table(out, "table", (&heading, true), &columns, &mut |out| {
            out.open("tbody", &[]);
            for line in lines.iter().take(LINES) {
                out.open("tr", &[]);
                let name = analysis::part(&line.part, sheet.workbook, revision, sheet.language);
                out.element("th", &[("scope", "row")], &name);
                points(out, line.before);
                points(out, line.after);
                signed(out, Some(line.change));
                out.close("tr");
            }
            out.close("tbody");
        });
    });
}

/// Every step of every measure.
fn annex(out: &mut Html, sheet: &Sheet<'_>, (unit, card): (&UnitId, &ScorecardId), scored: &ScoreReport) {
    let Some(revision) = sheet.revision().filter(|_| !scored.perspectives().is_empty()) else { return };
    out.open("section", &[("class", "report-part annex")]);
    out.element("h3", &[], sheet.more().report_annex);
    for measure in revision.measures() {
        let explanation = sheet.results.plan().explain(card, unit, sheet.period, &measure.id);
        let Some(explanation) = explanation else { continue };
        out.open("section", &[("class", "annex-measure")]);
        out.element("h4", &[], &format!("{} {}", measure.code, measure.name.text(sheet.language)));
        steps(out, sheet, &explanation, measure);
        out.close("section");
    }
    out.close("section");
}

fn of_all(out: &mut Html, sheet: &Sheet<'_>, found: &Matrix) {
    let words = sheet.more();
    let order = Order::parse(None);
    let page = MatrixPage {
        matrix: found,
        workbook: sheet.workbook,
        language: sheet.language,
        card: sheet.card,
        order: &order,
        links: sheet.links,
    };
    let places = page.sorted("");
    let rows: Vec<&Row> = places.iter().filter_map(|place| found.rows.get(*place)).collect();
    section(out, words.report_summary, &mut |out| summary(out, sheet, &rows));
    section(out, words.report_matrix, &mut |out| {
        out.open("div", &[("class", "table-scroll")]);
        out.drawing(&page.table(words.report_matrix, &places, 0..places.len(), 0));
        out.close("div");
    });
    if let Some(before) = found.before {
        let heading = fill(words.report_moves, &[&sheet.period_name(before)]);
        section(out, &heading, &mut |out| places_won(out, sheet, &rows, &heading));
    }
    section(out, words.report_act, &mut |out| lists(out, sheet, None, ("h4", ALERTS)));
    section(out, words.report_findings, &mut |out| {
        for row in rows.iter().take(UNITS) {
            let scored = sheet.results.plan().score(&row.scorecard, &row.unit, sheet.period);
            let own = Sheet { unit: Some(&row.unit), card: Some(&row.scorecard), ..*sheet };
            out.within("p", &[], &mut |out| {
                out.element("b", &[], sheet.unit_name(&row.unit));
                out.text(" · ");
                out.text(&super::total::coverage(&scored.total.coverage, sheet.words()));
            });
            findings(out, &own, &scored, "h4");
        }
        if rows.len() > UNITS {
            let counts = [UNITS.to_string(), rows.len().to_string()];
            out.element("p", &[], &fill(words.report_first, &counts.each_ref().map(String::as_str)));
        }
    });
}

fn summary(out: &mut Html, sheet: &Sheet<'_>, rows: &[&Row]) {
    let words = sheet.more();
    let scored: Vec<(&Row, Decimal)> =
        rows.iter().filter_map(|row| Some((*row, row.total.points?))).collect();
    let count = |count: usize| count.to_string();
    let provisional = rows.iter().filter(|row| row.total.provisional).count();
    let counts = [count(scored.len()), count(rows.len()), count(provisional)];
    out.element("p", &[], &fill(words.report_scored, &counts.each_ref().map(String::as_str)));
    let best = scored.iter().max_by_key(|(_, points)| *points);
    if let (Some((best, most)), Some((last, least))) = (best, scored.iter().min_by_key(|(_, points)| *points))
    {
        let (most, least) = (format_rounded(*most, 2), format_rounded(*least, 2));
        let ends = [sheet.unit_name(&best.unit), &most, sheet.unit_name(&last.unit), &least];
        out.element("p", &[], &fill(words.report_best, &ends));
    }
    let with = |status| count(rows.iter().filter(|row| row.total.status == Some(status)).count());
    let states = [with(Status::OnTarget), with(Status::AtRisk), with(Status::OffTarget)];
    out.element("p", &[], &fill(words.report_status, &states.each_ref().map(String::as_str)));
}

/// Units whose rank has changed, the most places first.
fn places_won(out: &mut Html, sheet: &Sheet<'_>, rows: &[&Row], heading: &str) {
    let mut moved: Vec<(&Row, i64)> =
        rows.iter().filter_map(|row| Some((*row, row.change().filter(|change| *change != 0)?))).collect();
    sort_by_key(&mut moved, |(_, change)| std::cmp::Reverse(change.unsigned_abs()));
    let words = sheet.words();
    let columns = [("", words.unit), ("number", words.rank), ("number", words.rank_change)];
    table(out, "table", (heading, true), &columns, &mut |out| {
        out.open("tbody", &[]);
        for (row, change) in moved.iter().take(LINES) {
            out.open("tr", &[]);
            out.element("th", &[("scope", "row")], sheet.unit_name(&row.unit));
            out.class("td", "number", &row.rank.map(|rank| rank.to_string()).unwrap_or_default());
            out.class("td", "number", &change_text(*change));
            out.close("tr");
        }
        out.close("tbody");
    });
}

/// Lines to be signed on.
fn signatures(out: &mut Html, sheet: &Sheet<'_>) {
    let words = sheet.more();
    out.open("section", &[("class", "signatures")]);
    for word in [words.report_prepared, words.report_reviewed, words.report_signed, words.report_day] {
        out.within("p", &[], &mut |out| {
            out.element("span", &[], word);
            out.class("span", "rule", "");
        });
    }
    out.close("section");
}
