//! Who gains and who loses by a design on trial, unit by unit.

use std::cmp::Reverse;
use std::ops::Range;

use rust_decimal::Decimal;

use super::Html;
use super::long_table::{LongTable, line, room};
use super::matrix::change_text;
use super::parts::{Link, Sheet, View, points, signed};
use crate::domain::analysis::trial::{Move, Overall, Trial};
use crate::domain::order::sort_by_key;
use crate::domain::period::Period;
use crate::domain::scoring::Results;
use crate::i18n::{ViewWords, analysis, fill};

/// What becomes of each unit in a period and over all of them, in the order in which it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gains {
    period: Period,
    units: Vec<(Move, Overall)>,
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GainsBy {
    /// By the rank that is tried.
    #[default]
    Rank,
    /// Who gains most stands first.
    Gain,
    /// Who loses most stands first.
    Loss,
}

impl GainsBy {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Rank, Self::Gain, Self::Loss];
}

/// The columns that say what becomes of a total and a rank: class and word.
pub(super) fn columns(more: &ViewWords) -> [(&'static str, &'static str); 6] {
    [
        ("number", more.lab_now),
        ("number", more.lab_tried),
        ("number", more.difference),
        ("number", more.lab_rank_now),
        ("number", more.lab_rank_tried),
        ("number", more.lab_places),
    ]
}

/// The cells of those columns.
pub(super) fn cells(out: &mut Html, own: &Move) {
    let rank = |rank: Option<u32>| rank.map(|rank| rank.to_string()).unwrap_or_default();
    points(out, own.now.0);
    points(out, own.tried.0);
    signed(out, own.change());
    out.class("td", "number", &rank(own.now.1));
    out.class("td", "number", &rank(own.tried.1));
    out.class("td", "number", &own.places().map(change_text).unwrap_or_default());
}

impl Gains {
    /// What becomes of them. `now` are the scores of the workbook as it is.
    #[must_use]
    pub fn new(trial: &Trial, now: &Results, period: Period, by: GainsBy) -> Self {
        let mut units: Vec<(Move, Overall)> =
            trial.moves(now, period).into_iter().zip(trial.overall(now)).collect();
        match by {
            GainsBy::Rank => sort_by_key(&mut units, |(own, _)| own.tried.1.unwrap_or(u32::MAX)),
            GainsBy::Gain => sort_by_key(&mut units, |(own, _)| Reverse(own.change())),
            GainsBy::Loss => sort_by_key(&mut units, |(own, _)| own.change().unwrap_or(Decimal::MAX)),
        }
        Self { period, units }
    }

    /// How many units there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.units.len()
    }

    /// What is listed, as a title.
    #[must_use]
    pub fn title(&self, sheet: &Sheet<'_>) -> String {
        fill(sheet.more().lab_moves, &[&sheet.period_name(self.period)])
    }

    /// The title, and how many gain and lose.
    #[must_use]
    pub fn summary(&self, sheet: &Sheet<'_>) -> String {
        let mut out = Html::default();
        out.element("h2", &[], &self.title(sheet));
        let said = analysis::trial_summary(self.units.iter().map(|(own, _)| own), sheet.language);
        out.element("p", &[("data-testid", "trial-summary")], &said);
        out.finish()
    }

    /// The list with the rows that are `drawn`; in place of the others stands room of their height,
    /// `row_height` pixels each.
    #[must_use]
    pub fn table(&self, sheet: &Sheet<'_>, drawn: Range<usize>, row_height: usize) -> String {
        let (more, count) = (sheet.more(), self.count());
        let mut heads = vec![("", sheet.words().unit)];
        heads.extend(columns(more));
        heads.extend([("number", more.lab_mean), ("number", more.lab_months)]);
        let long = LongTable {
            class: "moves",
            caption: &self.title(sheet),
            columns: heads.len(),
            count,
            room: (drawn.len() < count).then(|| room(&drawn, count, row_height)),
        };
        let mut head = |out: &mut Html| {
            for (class, word) in &heads {
                out.element("th", &[("scope", "col"), ("class", class)], word);
            }
        };
        long.finish(&mut head, &self.rows(sheet, drawn))
    }

    /// The rows that are `drawn`, as they stand in the list.
    #[must_use]
    pub fn rows(&self, sheet: &Sheet<'_>, drawn: Range<usize>) -> String {
        let mut out = Html::default();
        for (place, own) in self.units.iter().enumerate().skip(drawn.start).take(drawn.len()) {
            row(&mut out, sheet, place, own);
        }
        out.finish()
    }
}

/// A unit; its name leads to what makes the difference for it.
fn row(out: &mut Html, sheet: &Sheet<'_>, place: usize, (own, all): &(Move, Overall)) {
    line(out, place);
    let name = sheet.unit_name(&own.unit);
    let here = if sheet.unit == Some(&own.unit) { "true" } else { "" };
    out.within("th", &[("scope", "row")], &mut |out| {
        let link = Link {
            view: View::Lab,
            unit: Some(&own.unit),
            card: sheet.card,
            period: sheet.period,
            detail: sheet.detail,
        };
        let address = (sheet.links)(link);
        let current = if here.is_empty() { "" } else { "aria-current" };
        out.element(
            "a",
            &[("href", &address), ("data-key", &address), ("title", name), (current, here)],
            name,
        );
    });
    cells(out, own);
    signed(out, all.change);
    let counts = format!("{} / {} / {}", all.gains, all.losses, all.periods);
    out.class("td", "number", &counts);
    out.close("tr");
}
