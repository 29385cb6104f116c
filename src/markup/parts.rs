//! What tables and reports have in common: addresses, marks of status, heads of tables, numbers.

use rust_decimal::Decimal;

use super::Html;
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::period::Period;
use crate::domain::scorecard::Status;
use crate::i18n::number::format_rounded;
use crate::i18n::{Messages, fill};

/// Something on the pages of scores that a piece of markup leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// The unit; none for all.
    pub unit: Option<&'a UnitId>,
    /// The scorecard; none for all.
    pub card: Option<&'a ScorecardId>,
    /// The period.
    pub period: Period,
    /// What is looked at there: the measure that is explained, the column that is sorted by.
    pub detail: Option<&'a str>,
}

/// The address of what is led to.
pub type Links<'a> = &'a dyn Fn(Link<'_>) -> String;

/// A status as word, symbol and colour.
pub fn status(out: &mut Html, status: Option<Status>, words: &Messages) {
    let (state, symbol, word) = match status {
        Some(Status::OnTarget) => ("on-target", "●", words.status_on_target),
        Some(Status::AtRisk) => ("at-risk", "▲", words.status_at_risk),
        Some(Status::OffTarget) => ("off-target", "■", words.status_off_target),
        None => ("no-data", "○", words.status_no_data),
    };
    out.within("span", &[("class", "status"), ("data-status", state)], &mut |out| {
        out.element("span", &[("aria-hidden", "true")], symbol);
        out.text(" ");
        out.text(word);
    });
}

/// Points with the percent they are of the full points in smaller figures.
pub(super) fn points_and_percent(out: &mut Html, value: Option<Decimal>, percent: Option<Decimal>) {
    out.within("td", &[("class", "number")], &mut |out| {
        if let Some(value) = value {
            out.text(&format_rounded(value, 2));
            if let Some(percent) = percent {
                out.text(" ");
                out.class("small", "of-full", &fill("{0} %", &[&format_rounded(percent, 0)]));
            }
        }
    });
}
