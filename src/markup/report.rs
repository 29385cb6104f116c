//! The report of a period for a unit or for all of them, made to be printed on A4.

use rust_decimal::Decimal;

use super::Html;
use super::alerts::lists;
use super::charts::total_by_month;
use super::explained::{headline, steps};
use super::matrix::{MatrixPage, Order, change_text};
use super::parts::{Sheet, left_out, points, signed, table};
use super::total::{findings, total};
use super::unit::{measures, perspectives};
use crate::domain::analysis::contribution::{Subject, breakdown, contributions};
use crate::domain::analysis::matrix::{Matrix, Row, matrix};
use crate::domain::day::Day;
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::order::sort_by_key;
use crate::domain::scorecard::{Revision, Status};
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
/// Units whose measures and arithmetic stand in the report of all.
const FEW: usize = 20;
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
    let today = imprint.printed.parse().ok();
    match (sheet.unit, sheet.card) {
        (Some(unit), Some(card)) => of_unit(&mut out, sheet, (unit, card), (&found, today)),
        _ => of_all(&mut out, sheet, (&found, today)),
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

fn of_unit(
    out: &mut Html,
    sheet: &Sheet<'_>,
    (unit, card): (&UnitId, &ScorecardId),
    (found, today): (&Matrix, Option<Day>),
) {
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
    section(out, words.report_act, &mut |out| lists(out, sheet, today, ("h4", ALERTS)));
    let revision = sheet.revision().filter(|_| !scored.perspectives().is_empty());
    section(out, words.report_measures, &mut |out| match revision {
        Some(revision) => measures(out, sheet, &scored, revision),
        None => out.element("p", &[], words.report_no_measures),
    });
    section(out, words.report_findings, &mut |out| {
        out.element("p", &[], &super::total::coverage(&scored.total.coverage, sheet.words()));
        findings(out, sheet, &scored, "h4");
    });
    annex(out, sheet, (unit, card), &scored);
}

fn rank_text(sheet: &Sheet<'_>, row: &Row) -> String {
    let Some(rank) = row.rank() else { return String::new() };
    let (rank, of) = (rank.to_string(), row.of.to_string());
    match row.change() {
        Some(0) => fill(sheet.more().report_rank_same, &[&rank, &of]),
        Some(change) => fill(sheet.more().report_rank, &[&rank, &of, &change_text(change)]),
        None => fill(sheet.more().report_rank_new, &[&rank, &of]),
    }
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
        left_out(out, words.report_greatest, LINES, lines.len());
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

fn of_all(out: &mut Html, sheet: &Sheet<'_>, (found, today): (&Matrix, Option<Day>)) {
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
        out.class("p", "footnote", page.rank_note());
    });
    if let Some(before) = found.before {
        let heading = fill(words.report_moves, &[&sheet.period_name(before)]);
        section(out, &heading, &mut |out| places_won(out, sheet, &rows, &heading));
    }
    section(out, words.report_act, &mut |out| lists(out, sheet, today, ("h4", ALERTS)));
    let any = measures_of_all(out, sheet, &rows);
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
        left_out(out, words.report_first, UNITS, rows.len());
    });
    if any {
        annex_of_all(out, sheet, &rows);
    }
}

/// The measures of each unit, as far as there are few; whether there are any. A longer period has none:
/// its total is made of those of its own periods.
fn measures_of_all(out: &mut Html, sheet: &Sheet<'_>, rows: &[&Row]) -> bool {
    let mut any = false;
    section(out, sheet.more().report_measures, &mut |out| {
        each(out, sheet, rows, &mut |out, own, scored, revision| {
            any = true;
            measures(out, own, scored, revision);
        });
        if !any {
            out.element("p", &[], sheet.more().report_no_measures);
        }
    });
    any
}

/// The arithmetic of each measure of each unit in a line.
fn annex_of_all(out: &mut Html, sheet: &Sheet<'_>, rows: &[&Row]) {
    out.open("section", &[("class", "report-part annex")]);
    out.element("h3", &[], sheet.more().report_annex);
    let words = sheet.words();
    each(out, sheet, rows, &mut |out, own, _, revision| {
        let columns = [("", words.measure), ("", words.points)];
        table(out, "table arithmetic", (&own.caption(), true), &columns, &mut |out| {
            out.open("tbody", &[]);
            for measure in revision.measures() {
                let said = headline(own, revision, measure);
                out.open("tr", &[]);
                let name = format!("{} {}", measure.code, measure.name.text(own.language));
                out.element("th", &[("scope", "row")], &name);
                out.element("td", &[], &said.unwrap_or_default());
                out.close("tr");
            }
            out.close("tbody");
        });
    });
    out.close("section");
}

/// Something about each unit under its name; of many units the first alone.
fn each(
    out: &mut Html,
    sheet: &Sheet<'_>,
    rows: &[&Row],
    what: &mut dyn FnMut(&mut Html, &Sheet<'_>, &ScoreReport, &Revision),
) {
    for row in rows.iter().take(FEW) {
        let scored = sheet.results.plan().score(&row.scorecard, &row.unit, sheet.period);
        let own = Sheet { unit: Some(&row.unit), card: Some(&row.scorecard), ..*sheet };
        if let Some(revision) = own.revision().filter(|_| !scored.perspectives().is_empty()) {
            out.element(
                "h4",
                &[],
                &format!("{} · {}", own.unit_name(&row.unit), own.card_name(&row.scorecard)),
            );
            what(out, &own, &scored, revision);
        }
    }
    left_out(out, sheet.more().report_first, FEW, rows.len());
}

fn summary(out: &mut Html, sheet: &Sheet<'_>, rows: &[&Row]) {
    let words = sheet.more();
    let scored: Vec<(&Row, Decimal)> = rows.iter().filter_map(|row| Some((*row, row.points()?))).collect();
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
            out.class("td", "number", &row.rank().map(|rank| rank.to_string()).unwrap_or_default());
            out.class("td", "number", &change_text(*change));
            out.close("tr");
        }
        out.close("tbody");
    });
    left_out(out, sheet.more().report_greatest, LINES, moved.len());
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
