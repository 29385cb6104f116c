//! What asks for attention in a period, and what is done about it: a list for the monthly meeting.

use super::parts::{Sheet, View, left_out, measure_status, table};
use super::unit::value_text;
use super::{Html, Link};
use crate::domain::action::Action;
use crate::domain::analysis::alerts::{Alert, alerts as found_in};
use crate::domain::day::Day;
use crate::domain::id::{MeasureId, ScorecardId, UnitId};
use crate::domain::measure::Measure;
use crate::domain::name::Language;
use crate::domain::scorecard::Revision;
use crate::i18n::analysis;
use crate::i18n::number::format_signed;

/// The alerts, each with its reasons and a way to act on it, then the actions. `today` tells which are
/// late.
#[must_use]
pub fn alerts(sheet: &Sheet<'_>, today: Option<Day>) -> String {
    let mut out = Html::default();
    lists(&mut out, sheet, today, ("h2", usize::MAX));
    out.finish()
}

/// The same under headings of a level, with at most so many alerts.
pub(super) fn lists(out: &mut Html, sheet: &Sheet<'_>, today: Option<Day>, (level, most): (&str, usize)) {
    let words = sheet.more();
    let mut found = found_in(sheet.workbook, sheet.results.plan(), sheet.period.last());
    found.retain(|own| concerns(sheet, &own.unit, &own.scorecard));
    let all = found.len();
    found.truncate(most);
    out.element(level, &[], words.alerts_title);
    if found.is_empty() {
        out.element("p", &[], words.alerts_none);
    } else {
        list(out, sheet, &found);
        left_out(out, words.report_some, most, all);
    }
    let actions = sheet.workbook.actions.iter();
    let actions: Vec<&Action> = actions.filter(|own| concerns(sheet, &own.unit, &own.scorecard)).collect();
    if actions.is_empty() {
        out.class(level, "no-print", words.actions_title);
        out.class("p", "no-print", words.actions_none);
    } else {
        out.element(level, &[], words.actions_title);
        measures_taken(out, sheet, &actions, today);
    }
}

fn concerns(sheet: &Sheet<'_>, unit: &UnitId, card: &ScorecardId) -> bool {
    sheet.unit.is_none_or(|own| own == unit) && sheet.card.is_none_or(|own| own == card)
}

/// The measure of a scorecard as it holds in the period of the sheet.
fn measure_of<'s>(sheet: &Sheet<'s>, card: &ScorecardId, id: &MeasureId) -> Option<&'s Measure> {
    let card = sheet.workbook.scorecard(card)?;
    let holding: Option<&'s Revision> = card.revision_in(sheet.period.last());
    holding.and_then(|revision| revision.measure(id))
}

fn list(out: &mut Html, sheet: &Sheet<'_>, found: &[Alert]) {
    let (words, more) = (sheet.words(), sheet.more());
    let columns = [
        ("", words.unit),
        ("", words.measure),
        ("", words.status),
        ("number", words.actual),
        ("number", words.target),
        ("", more.alert_why),
        ("no-print", more.actions_title),
    ];
    table(out, "table alerts", (more.alerts_title, true), &columns, &mut |out| {
        out.open("tbody", &[]);
        for alert in found {
            if let Some(measure) = measure_of(sheet, &alert.scorecard, &alert.score.measure) {
                row(out, sheet, alert, measure);
            }
        }
        out.close("tbody");
    });
}

fn row(out: &mut Html, sheet: &Sheet<'_>, alert: &Alert, measure: &Measure) {
    let id = alert.score.measure.as_str();
    let link = Link {
        view: View::Scores,
        unit: Some(&alert.unit),
        card: Some(&alert.scorecard),
        period: alert.period,
        detail: Some(id),
    };
    out.open("tr", &[]);
    whose(out, sheet, &alert.unit, &alert.scorecard);
    out.within("td", &[], &mut |out| {
        out.element("a", &[("href", &(sheet.links)(link))], measure.name.text(sheet.language));
    });
    out.within("td", &[], &mut |out| {
        if alert.score.status.is_some() {
            measure_status(out, &alert.score, sheet);
        }
        if !alert.lost.is_zero() && alert.score.deducts().is_none() {
            out.text(" ");
            out.text(&format_signed(-alert.lost, 2));
        }
    });
    out.class("td", "number", &value_text(alert.score.actual.as_ref(), measure, sheet.language));
    out.class("td", "number", &value_text(alert.score.target.as_ref(), measure, sheet.language));
    let reasons: Vec<String> =
        alert.reasons.iter().map(|own| analysis::reason(own, measure, sheet.language)).collect();
    let gap = if sheet.language == Language::English { " " } else { "" };
    out.class("td", "sentence", &reasons.join(gap));
    out.within("td", &[("class", "no-print")], &mut |out| {
        let act = Link { view: View::Alerts, ..link };
        let label = format!(
            "{} · {} · {}",
            sheet.more().act,
            measure.name.text(sheet.language),
            sheet.unit_name(&alert.unit)
        );
        let address = (sheet.links)(act);
        out.element("a", &[("href", &address), ("aria-label", &label)], sheet.more().act);
    });
    out.close("tr");
}

/// The unit, and the scorecard where those of several are listed and the unit has more than one.
fn whose(out: &mut Html, sheet: &Sheet<'_>, unit: &UnitId, card: &ScorecardId) {
    let several = sheet.card.is_none() && sheet.workbook.scorecards_of(unit).nth(1).is_some();
    out.within("th", &[("scope", "row")], &mut |out| {
        out.text(sheet.unit_name(unit));
        if several {
            out.class("small", "of-card", sheet.card_name(card));
        }
    });
}

fn measures_taken(out: &mut Html, sheet: &Sheet<'_>, actions: &[&Action], today: Option<Day>) {
    let (words, more) = (sheet.words(), sheet.more());
    let columns = [
        ("", words.unit),
        ("", words.measure),
        ("", words.period),
        ("", more.action_cause),
        ("", more.action_action),
        ("", more.action_owner),
        ("", more.action_due),
        ("", more.action_state),
    ];
    table(out, "table actions", (more.actions_title, true), &columns, &mut |out| {
        out.open("tbody", &[]);
        for action in actions {
            let measure = action.measure.as_ref();
            let name = measure.and_then(|id| measure_of(sheet, &action.scorecard, id));
            let link = Link {
                view: View::Alerts,
                unit: Some(&action.unit),
                card: Some(&action.scorecard),
                period: action.period,
                detail: measure.map(MeasureId::as_str),
            };
            out.open("tr", &[]);
            whose(out, sheet, &action.unit, &action.scorecard);
            out.within("td", &[], &mut |out| {
                let name = name.map_or(words.total, |measure| measure.name.text(sheet.language));
                out.element("a", &[("href", &(sheet.links)(link))], name);
            });
            out.element("td", &[], &sheet.period_name(action.period));
            for text in [&action.cause, &action.action, &action.owner] {
                out.element("td", &[], text);
            }
            let late = today.is_some_and(|today| action.is_late(today));
            let due = action.due.map(|due| due.to_string()).unwrap_or_default();
            out.element("td", &[], &if late { format!("{due} · {}", more.action_late) } else { due });
            out.element("td", &[], analysis::action_state(action.state, sheet.language));
            out.close("tr");
        }
        out.close("tbody");
    });
}
