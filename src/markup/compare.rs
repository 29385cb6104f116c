//! Up to four units, or two periods, side by side, and where the next point is won most easily.

use rust_decimal::Decimal;

use super::Html;
use super::parts::{Sheet, points, signed, table};
use crate::domain::analysis::contribution::{Breakdown, Contributions, Part, Subject, compare as compared};
use crate::domain::analysis::gap::gaps;
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::period::Period;
use crate::domain::scorecard::Revision;
use crate::i18n::describe::value_text;
use crate::i18n::number::{format, format_rounded};
use crate::i18n::{analysis, fill};

/// What stands beside the unit and the period of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Other units, at most three.
    Units(Vec<UnitId>),
    /// Another period.
    Period(Period),
}

/// The most units beside the first.
const MOST: usize = 3;

impl Beside {
    /// Reads what an address says: a period behind `@`, or units, one a line.
    #[must_use]
    pub fn parse(detail: Option<&str>, sheet_first_month: crate::domain::period::FirstMonth) -> Self {
        let text = detail.unwrap_or_default();
        let period = text.strip_prefix('@').and_then(|word| Period::parse(word, sheet_first_month).ok());
        match period {
            Some(period) => Self::Period(period),
            None => {
                Self::Units(text.lines().filter(|id| !id.is_empty()).take(MOST).map(UnitId::from).collect())
            }
        }
    }

    /// What an address says.
    #[must_use]
    pub fn format(&self, first_month: crate::domain::period::FirstMonth) -> Option<String> {
        match self {
            Self::Units(units) if units.is_empty() => None,
            Self::Units(units) => Some(units.iter().map(UnitId::as_str).collect::<Vec<_>>().join("\n")),
            Self::Period(period) => Some(format!("@{}", period.format(first_month))),
        }
    }
}

/// The comparison, and the gaps of the first unit.
#[must_use]
pub fn compare(sheet: &Sheet<'_>, beside: &Beside) -> String {
    let mut out = Html::default();
    let (Some(unit), Some(card), Some(revision)) = (sheet.unit, sheet.card, sheet.revision()) else {
        return String::new();
    };
    let first = Subject { scorecard: card.clone(), unit: unit.clone(), period: sheet.period };
    let subjects = match beside {
        Beside::Period(period) => vec![Subject { period: *period, ..first.clone() }, first.clone()],
        Beside::Units(units) => {
            let others = units.iter().filter_map(|unit| subject(sheet, card, unit));
            std::iter::once(first.clone()).chain(others).collect()
        }
    };
    if subjects.len() < 2 {
        out.element("p", &[], sheet.more().compare_nothing);
    } else {
        side_by_side(&mut out, sheet, &subjects, revision, matches!(beside, Beside::Period(_)));
    }
    next_points(&mut out, sheet, &first, revision);
    out.finish()
}

/// Another unit by the same card, or by the first that it uses then.
fn subject(sheet: &Sheet<'_>, card: &ScorecardId, unit: &UnitId) -> Option<Subject> {
    let (workbook, month) = (sheet.workbook, sheet.period.last());
    let same = workbook.scorecard(card).filter(|card| card.is_used_in(unit, month));
    let now = same.or_else(|| workbook.scorecards_in(unit, month).next());
    let card = now.or_else(|| workbook.scorecards_of(unit).next())?;
    Some(Subject { scorecard: card.id.clone(), unit: unit.clone(), period: sheet.period })
}

fn side_by_side(out: &mut Html, sheet: &Sheet<'_>, subjects: &[Subject], revision: &Revision, periods: bool) {
    let words = sheet.more();
    let found = compared(sheet.results.plan(), subjects);
    let name = |own: &Subject| {
        if periods { sheet.period_name(own.period) } else { sheet.unit_name(&own.unit).to_owned() }
    };
    let names: Vec<String> = subjects.iter().map(name).collect();
    let mut columns = vec![("", sheet.words().measure)];
    for (place, name) in names.iter().enumerate() {
        columns.push(("number", name));
        if place > 0 {
            columns.push(("number", words.difference));
        }
    }
    let parts = parts_of(&found);
    table(out, "table compare", (words.compare_caption, false), &columns, &mut |out| {
        out.open("tbody", &[]);
        for part in &parts {
            out.open("tr", &[]);
            let name = analysis::part(part, sheet.workbook, revision, sheet.language);
            out.element("th", &[("scope", "row")], &name);
            for (place, own) in found.iter().enumerate() {
                points(out, own.as_ref().and_then(|(breakdown, _)| breakdown.points(part)));
                if place > 0 {
                    signed(out, own.as_ref().and_then(|(_, made)| change_of(made.as_ref()?, part)));
                }
            }
            out.close("tr");
        }
        out.close("tbody");
        out.open("tfoot", &[]);
        out.open("tr", &[("class", "objective-row"), ("data-testid", "compare-total")]);
        out.element("th", &[("scope", "row")], sheet.words().total);
        for (place, own) in found.iter().enumerate() {
            points(out, own.as_ref().map(|(breakdown, _)| breakdown.total));
            if place > 0 {
                signed(out, own.as_ref().and_then(|(_, made)| Some(made.as_ref()?.change)));
            }
        }
        out.close("tr");
        out.close("tfoot");
    });
    out.class("p", "footnote", words.compare_exact);
}

/// Every part that any of them has, in the order of the first.
fn parts_of(found: &[Option<(Breakdown, Option<Contributions>)>]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (part, _) in found.iter().flatten().flat_map(|(breakdown, _)| &breakdown.lines) {
        if !parts.contains(part) {
            parts.push(part.clone());
        }
    }
    parts
}

fn change_of(made: &Contributions, part: &Part) -> Option<Decimal> {
    made.lines.iter().find(|line| line.part == *part).map(|line| line.change)
}

/// What makes the difference between two totals, part by part, with its sum.
pub(super) fn difference(out: &mut Html, sheet: &Sheet<'_>, made: &Contributions, revision: &Revision) {
    let words = sheet.more();
    let columns = [
        ("", sheet.words().measure),
        ("number", words.lab_now),
        ("number", words.lab_tried),
        ("number", words.difference),
    ];
    table(out, "table", (words.compare_caption, true), &columns, &mut |out| {
        out.open("tbody", &[]);
        for line in made.lines.iter().filter(|line| !line.change.is_zero()) {
            out.open("tr", &[("class", "contribution")]);
            let name = analysis::part(&line.part, sheet.workbook, revision, sheet.language);
            out.element("th", &[("scope", "row")], &name);
            exact(out, line.before, false);
            exact(out, line.after, false);
            exact(out, Some(line.change), true);
            out.close("tr");
        }
        out.close("tbody");
        out.open("tfoot", &[]);
        out.open("tr", &[("class", "objective-row"), ("data-testid", "contributions-total")]);
        out.element("th", &[("scope", "row")], sheet.words().total);
        exact(out, Some(made.before), false);
        exact(out, Some(made.after), false);
        exact(out, Some(made.change), true);
        out.close("tr");
        out.close("tfoot");
    });
}

/// A number with all its decimals, two at least: these are added up by whoever doubts them.
fn exact(out: &mut Html, value: Option<Decimal>, sign: bool) {
    let plus = if sign && value.is_some_and(|value| value > Decimal::ZERO) { "+" } else { "" };
    let text = value.map(|value| format!("{plus}{}", format(value, 2)));
    out.class("td", "number", &text.unwrap_or_default());
}

/// The measures of the unit, those first whose next point is won most easily.
fn next_points(out: &mut Html, sheet: &Sheet<'_>, first: &Subject, revision: &Revision) {
    let plan = sheet.results.plan();
    let found = gaps(sheet.workbook, plan, &first.scorecard, &first.unit, first.period);
    if found.is_empty() {
        return;
    }
    let (words, more) = (sheet.words(), sheet.more());
    out.open("section", &[]);
    out.element("h2", &[], more.gap_title);
    let columns = [
        ("", words.measure),
        ("number", words.actual),
        ("number", words.target),
        ("number", more.gap_distance),
        ("number", more.gap_missing),
        ("", more.gap_next),
    ];
    table(out, "table", (more.gap_title, true), &columns, &mut |out| {
        out.open("tbody", &[]);
        for gap in &found {
            let Some(measure) = revision.measure(&gap.measure) else { continue };
            let value = |value: Option<Decimal>| {
                value.map(|value| value_text(value, measure, sheet.language)).unwrap_or_default()
            };
            out.open("tr", &[]);
            out.element("th", &[("scope", "row")], measure.name.text(sheet.language));
            out.class("td", "number", &value(Some(gap.actual)));
            out.class("td", "number", &value(gap.target));
            let share = gap.share.map(|share| fill("{0} %", &[&format_rounded(share, 1)]));
            out.class("td", "number", &share.unwrap_or_default());
            points(out, Some(gap.missing));
            out.class("td", "sentence", &analysis::next_point(gap, measure, sheet.language));
            out.close("tr");
        }
        out.close("tbody");
    });
    out.close("section");
}
