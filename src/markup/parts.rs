//! What tables and reports have in common: what they are about, addresses, marks of status, heads of
//! tables, numbers.

use rust_decimal::Decimal;

use super::Html;
use crate::domain::id::{MeasureId, ScorecardId, UnitId};
use crate::domain::name::Language;
use crate::domain::period::Period;
use crate::domain::scorecard::{Revision, Status};
use crate::domain::scoring::{MeasureScore, Results};
use crate::domain::workbook::Workbook;
use crate::i18n::number::{format_rounded, format_signed};
use crate::i18n::{Messages, ViewWords, fill, messages, month, view_words};

/// A page that markup stands on, or leads to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The scores of all units or of one.
    #[default]
    Scores,
    /// A measure of a unit: its months, its arithmetic, its peers.
    Measure,
    /// Units or periods side by side.
    Compare,
    /// What to act on.
    Alerts,
    /// The strategy map.
    Map,
    /// Another design tried out.
    Lab,
    /// The report that is printed.
    Report,
    /// The grid of figures.
    Figures,
}

/// Something that a piece of markup leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// The page.
    pub view: View,
    /// The unit; none for all.
    pub unit: Option<&'a UnitId>,
    /// The scorecard; none for all.
    pub card: Option<&'a ScorecardId>,
    /// The period.
    pub period: Period,
    /// What is looked at there: the measure that is explained, the column that is sorted by, the item
    /// of a figure.
    pub detail: Option<&'a str>,
}

/// The address of what is led to.
pub type Links<'a> = &'a dyn Fn(Link<'_>) -> String;

/// What a piece of a page is about.
#[derive(Clone, Copy)]
pub struct Sheet<'s> {
    /// The workbook.
    pub workbook: &'s Workbook,
    /// Its scores.
    pub results: &'s Results,
    /// The language.
    pub language: Language,
    /// The unit; none for all.
    pub unit: Option<&'s UnitId>,
    /// The scorecard; none for all.
    pub card: Option<&'s ScorecardId>,
    /// The period.
    pub period: Period,
    /// What is looked at.
    pub detail: Option<&'s str>,
    /// Where it leads.
    pub links: Links<'s>,
}

impl<'s> Sheet<'s> {
    pub(super) fn words(&self) -> &'static Messages {
        messages(self.language)
    }

    pub(super) fn more(&self) -> &'static ViewWords {
        view_words(self.language)
    }

    /// What stands between two sentences.
    pub(super) fn gap(&self) -> &'static str {
        if self.language == Language::English { ". " } else { "。" }
    }

    /// The revision in force at the end of the period.
    pub(super) fn revision(&self) -> Option<&'s Revision> {
        self.workbook.scorecard(self.card?)?.revision_in(self.period.last())
    }

    /// The measure that is looked at.
    #[must_use]
    pub fn measure(&self) -> Option<MeasureId> {
        self.detail.map(MeasureId::from)
    }

    pub(super) fn unit_name(&self, id: &UnitId) -> &'s str {
        self.workbook.unit(id).map(|unit| unit.name.text(self.language)).unwrap_or_default()
    }

    pub(super) fn card_name(&self, id: &ScorecardId) -> &'s str {
        self.workbook.scorecard(id).map(|card| card.name.text(self.language)).unwrap_or_default()
    }

    pub(super) fn period_name(&self, period: Period) -> String {
        month::format_period(period, self.workbook.first_month, self.language)
    }

    /// What it is about: the scorecard and the unit where there is one, and the period.
    #[must_use]
    pub fn caption(&self) -> String {
        let card = self.card.map(|card| self.card_name(card).to_owned());
        let unit = self.unit.map(|unit| self.unit_name(unit).to_owned());
        let parts = card.into_iter().chain(unit).chain([self.period_name(self.period)]);
        parts.collect::<Vec<_>>().join(" · ")
    }

    /// The address of a page about the same.
    pub(super) fn address(&self, view: View, detail: Option<&str>) -> String {
        (self.links)(Link { view, unit: self.unit, card: self.card, period: self.period, detail })
    }
}

/// A status: its word in the stylesheet, its symbol and its word.
pub(super) fn status_parts(
    status: Option<Status>,
    words: &Messages,
) -> (&'static str, &'static str, &'static str) {
    match status {
        Some(Status::OnTarget) => ("on-target", "●", words.status_on_target),
        Some(Status::AtRisk) => ("at-risk", "▲", words.status_at_risk),
        Some(Status::OffTarget) => ("off-target", "■", words.status_off_target),
        None => ("no-data", "○", words.status_no_data),
    }
}

/// A status as word, symbol and colour.
pub(super) fn status(out: &mut Html, status: Option<Status>, words: &Messages) {
    mark(out, status_parts(status, words));
}

/// The status of a measure; of one that has no full points and deducts, what it deducts.
pub(super) fn measure_status(out: &mut Html, score: &MeasureScore, sheet: &Sheet<'_>) {
    let (state, symbol, word) = status_parts(score.status, sheet.words());
    let deducted = score.deducts().filter(|_| score.status.is_some());
    let deducted = deducted.map(|points| fill(sheet.more().deducts, &[&format_rounded(points, 2)]));
    mark(out, (state, symbol, deducted.as_deref().unwrap_or(word)));
}

fn mark(out: &mut Html, (state, symbol, word): (&str, &str, &str)) {
    out.within("span", &[("class", "status"), ("data-status", state)], &mut |out| {
        out.element("span", &[("aria-hidden", "true")], symbol);
        out.text(" ");
        out.text(word);
    });
}

/// A cell with points; empty where there are none.
pub(super) fn points(out: &mut Html, value: Option<Decimal>) {
    out.class("td", "number", &value.map(|value| format_rounded(value, 2)).unwrap_or_default());
}

/// A cell with a number that has a sign.
pub(super) fn signed(out: &mut Html, value: Option<Decimal>) {
    out.class("td", "number", &value.map(|value| format_signed(value, 2)).unwrap_or_default());
}

/// Points with the percent they are of the full points in smaller figures.
pub(super) fn points_and_percent(out: &mut Html, value: Option<Decimal>, percent: Option<Decimal>) {
    out.within("td", &[("class", "number")], &mut |out| {
        if let Some(value) = value {
            out.text(&format_rounded(value, 2));
            if let Some(percent) = percent {
                out.text(" ");
                out.class("small", "of-full", &percent_text(percent, 0));
            }
        }
    });
}

pub(super) fn percent_text(percent: Decimal, decimals: u32) -> String {
    fill("{0} %", &[&format_rounded(percent, decimals)])
}

/// Says that a list has the first `most` of `all` alone; nothing where it has all of them.
pub(super) fn left_out(out: &mut Html, sentence: &str, most: usize, all: usize) {
    if all > most {
        out.class("p", "footnote", &fill(sentence, &[&most.to_string(), &all.to_string()]));
    }
}

/// A table: its caption, which is heard and not seen where it is `hidden`, its columns with class and
/// word, and the rows that `body` writes.
pub(super) fn table(
    out: &mut Html,
    class: &str,
    (caption, hidden): (&str, bool),
    columns: &[(&str, &str)],
    body: &mut dyn FnMut(&mut Html),
) {
    let scroll = [("class", "table-scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", caption)];
    out.within("div", &scroll, &mut |out| {
        out.open("table", &[("class", class)]);
        out.class("caption", if hidden { "visually-hidden" } else { "" }, caption);
        out.open("thead", &[]);
        out.open("tr", &[]);
        for (class, word) in columns {
            out.element("th", &[("scope", "col"), ("class", class)], word);
        }
        out.close("tr");
        out.close("thead");
        body(out);
        out.close("table");
    });
}
