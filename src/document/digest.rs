//! The digest of what the scores of a closed period rest on. It is taken over text of this document's
//! own shape, so another program can form it as well.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::json::{IfAny, ToJson, Writer, format_on_one_line};
use super::sha256::sha256;
use crate::domain::figure::{Figure, Figures, YearOfFigures};
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::period::{Month, Period};
use crate::domain::scorecard::Revision;
use crate::domain::scoring::{Basis, Plan};
use crate::domain::unit::Unit;
use crate::domain::workbook::Workbook;

/// SHA-256 of the definition and the figures that the scores of `scorecard` in `period` rest on: the
/// first month of the fiscal year, units, items, revisions in force, figures, as JSON on one line.
/// `plan` is of the workbook.
#[must_use]
pub fn digest_of_period(
    workbook: &Workbook,
    plan: &Plan,
    scorecard: &ScorecardId,
    period: Period,
) -> Arc<str> {
    let basis = plan.basis(scorecard, period);
    Arc::from(sha256(format_on_one_line(&Basic { workbook, scorecard, period, basis }).as_bytes()))
}

/// A workbook reduced to what a score rests on.
struct Basic<'w> {
    workbook: &'w Workbook,
    scorecard: &'w ScorecardId,
    period: Period,
    basis: Basis,
}

impl ToJson for Basic<'_> {
    fn write(&self, out: &mut Writer) {
        let units = self.basis.units.iter().filter_map(|at| self.workbook.units.get(*at));
        let items = self.basis.items.iter().filter_map(|at| self.workbook.items.get(*at));
        let revisions = self.basis.revisions.iter().filter_map(|(card, from)| {
            let revisions = &self.workbook.scorecard(card)?.revisions;
            Some(InForce(card, revisions.iter().find(|revision| revision.from == *from)?))
        });
        let (units, items): (Vec<_>, Vec<_>) = (units.map(Placed).collect(), items.collect());
        let revisions: Vec<_> = revisions.collect();
        let uses: Vec<_> = self.basis.uses.iter().map(InUse).collect();
        out.object(&[
            ("scorecard", self.scorecard),
            ("period", &self.period),
            ("first_month", &self.workbook.first_month.number()),
            ("units", &units),
            ("items", &items),
            ("revisions", &revisions),
            ("figures", &self.figures()),
            ("uses", &IfAny(&uses)),
        ]);
    }
}

impl Basic<'_> {
    /// The figures that may be read.
    fn figures(&self) -> Figures {
        let mut kept = Figures::default();
        let Some((first, last)) = self.basis.months else { return kept };
        let unit = |at: &usize| self.workbook.units.get(*at).map(|unit| unit.id.as_str());
        let units: BTreeSet<&str> = self.basis.units.iter().filter_map(unit).collect();
        let item = |at: &usize| self.workbook.items.get(*at).map(|item| item.id.as_str());
        let items: BTreeSet<&str> = self.basis.items.iter().filter_map(item).collect();
        for (unit, year, item, months) in self.workbook.figures.iter() {
            if units.contains(unit.as_str()) && items.contains(item.as_str()) {
                kept.set_year(unit, item, year, within(months, year, first, last));
            }
        }
        kept
    }
}

/// A unit without its name.
struct Placed<'w>(&'w Unit);

impl ToJson for Placed<'_> {
    fn write(&self, out: &mut Writer) {
        out.object(&[("id", &self.0.id), ("parent", &self.0.parent), ("kinds", &self.0.kinds)]);
    }
}

/// A revision and the scorecard it is of.
struct InForce<'w>(&'w ScorecardId, &'w Revision);

impl ToJson for InForce<'_> {
    fn write(&self, out: &mut Writer) {
        out.object(&[("scorecard", self.0), ("revision", self.1)]);
    }
}

/// A scorecard, a unit, and the months in which it uses the scorecard.
struct InUse<'w>(&'w (ScorecardId, UnitId, Vec<Month>));

impl ToJson for InUse<'_> {
    fn write(&self, out: &mut Writer) {
        let (card, unit, months) = self.0;
        out.object(&[("scorecard", card), ("unit", unit), ("months", months)]);
    }
}

fn within(months: &YearOfFigures, year: i32, first: Month, last: Month) -> YearOfFigures {
    let mut kept = *months;
    for (figure, month) in kept.iter_mut().zip(Month::january(year).months_of_year()) {
        if month < first || month > last {
            *figure = Figure::Missing;
        }
    }
    kept
}
