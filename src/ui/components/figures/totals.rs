//! The totals below the figures of a unit, month by month.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::Grid;
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::period::{Month, Period, PeriodLength};
use crate::domain::scoring::Plan;
use crate::domain::workbook::Workbook;
use crate::grid::{Derived, Table, View, derived_values, drawn};
use crate::i18n::number::format_rounded;
use crate::ui::effects::{Later, watch};

/// How long what can wait waits for the next keystroke.
pub(super) const PAUSE: Duration = Duration::from_millis(150);

/// By card and month: the total if it was worked out, and `None` in it where there is no score.
type TotalsByMonth = Vec<Vec<Option<Option<Decimal>>>>;

/// The names of the cards, and the totals of each.
pub(super) struct Totals {
    pub(super) cards: Vec<String>,
    pub(super) points: RwSignal<TotalsByMonth>,
}

/// What is scored: the unit, its monthly cards, the months.
struct Scored {
    unit: UnitId,
    cards: Vec<ScorecardId>,
    months: Vec<Month>,
}

/// The total of a card in a column, as text.
pub(super) fn shown(points: &TotalsByMonth, card: usize, column: usize) -> String {
    let total = points.get(card).and_then(|months| months.get(column).copied().flatten().flatten());
    total.map(|points| format_rounded(points, 2)).unwrap_or_default()
}

/// The totals of a unit's table, kept up to date: the month that is being typed at once, the others,
/// which may look back at it, when the typing pauses.
pub(super) fn follow_totals(grid: Grid, table: &Arc<Table>) -> Option<Totals> {
    let View::Unit { unit, .. } = &table.view else { return None };
    let language = table.language;
    let session = grid.session;
    let cards = session.with_untracked(|workbook| {
        let monthly = workbook.scorecards_of(unit).filter(|card| card.period == PeriodLength::Month);
        monthly.map(|card| (card.id.clone(), card.name.text(language).to_owned())).collect::<Vec<_>>()
    });
    let (cards, names): (Vec<_>, Vec<_>) = cards.unwrap_or_default().into_iter().unzip();
    let points = RwSignal::new(TotalsByMonth::new());
    let scored = Arc::new(Scored { unit: unit.clone(), cards, months: table.months().to_vec() });
    let later = Later::default();
    watch(move || {
        session.changes();
        later.cancel();
        let totals = |only| session.with_plan_untracked(|plan, _: &Workbook| scored.totals(plan, only));
        let Some(month) = session.typed_month() else {
            points.set(totals(None).unwrap_or_default());
            return;
        };
        points.update(|points| merge(points, totals(Some(month)).unwrap_or_default()));
        let scored = scored.clone();
        later.run(PAUSE, move || {
            let totals = session.with_plan_untracked(|plan, _| scored.totals(plan, None));
            points.try_set(totals.unwrap_or_default());
        });
    });
    Some(Totals { cards: names, points })
}

/// The totals of the units of a month's table that are in sight, by their rows.
pub(super) type RowTotals = RwSignal<BTreeMap<usize, String>>;

/// The totals beside the units of a month's table, kept up to date: that of the unit whose figure is
/// being typed at once, the others, which may look at it, when the typing pauses.
pub(super) fn follow_row_totals(grid: Grid, table: &Arc<Table>) -> Option<RowTotals> {
    let View::Month { month, scorecard } = table.view.clone() else { return None };
    let session = grid.session;
    let (table, count) = (table.clone(), table.rows.len());
    let total = Arc::new(move |row: usize| {
        let unit = table.unit_of_row(row)?;
        let of_unit =
            |plan: &Plan, workbook: &Workbook| totals_in(plan, workbook, unit, month, scorecard.as_ref());
        session.with_plan_untracked(of_unit)
    });
    let totals = RowTotals::new(BTreeMap::new());
    let later = Later::default();
    let known = StoredValue::new(0);
    watch(move || {
        let changes = session.changes();
        let rows = grid.rows.with(|rows| drawn(rows, rows, count));
        let of_unit = total.clone();
        let all = move |known: &BTreeMap<usize, String>| {
            let of_row = |row| Some((row, known.get(&row).cloned().or_else(|| of_unit(row))?));
            totals.try_set(rows.clone().filter_map(of_row).collect());
        };
        // Where nothing has changed there are only other rows in sight.
        if known.get_value() == changes {
            return all(&totals.get_untracked());
        }
        later.cancel();
        known.set_value(changes);
        if session.typed_month().is_none() {
            return all(&BTreeMap::new());
        }
        let row = grid.reading.with_untracked(|reading| reading.place.row);
        if let Some(now) = total(row) {
            totals.update(|totals| drop(totals.insert(row, now)));
        }
        later.run(PAUSE, move || all(&BTreeMap::new()));
    });
    Some(totals)
}

/// The totals of a unit in a month by the monthly cards that it uses then, or by one of them.
fn totals_in(
    plan: &Plan,
    workbook: &Workbook,
    unit: &UnitId,
    month: Month,
    only: Option<&ScorecardId>,
) -> String {
    let cards = workbook.scorecards_in(unit, month).filter(|card| card.period == PeriodLength::Month);
    let cards = cards.filter(|card| only.is_none_or(|only| *only == card.id));
    let totals = cards.filter_map(|card| plan.total(&card.id, unit, Period::month(month)));
    totals.map(|points| format_rounded(points, 2)).collect::<Vec<_>>().join(" · ")
}

/// Texts by row and month.
type Texts = RwSignal<Vec<Vec<String>>>;

/// The rows that are worked out and their values, kept up to date when the typing pauses; `None` where
/// there are none.
pub(super) fn follow_derived(grid: Grid, table: &Arc<Table>) -> Option<(Vec<Derived>, Texts)> {
    let unit = table.view.unit()?.clone();
    let session = grid.session;
    let rows = session.with_untracked(|workbook| table.derived(workbook)).unwrap_or_default();
    if rows.is_empty() {
        return None;
    }
    let values = RwSignal::new(Vec::new());
    let later = Later::default();
    let shared = Arc::new((rows.clone(), unit, table.months().to_vec()));
    watch(move || {
        session.changes();
        let shared = shared.clone();
        later.run(PAUSE, move || {
            let (rows, unit, months) = &*shared;
            let found = session.with_plan_untracked(|plan, _| derived_values(rows, plan, unit, months));
            values.try_set(found.unwrap_or_default());
        });
    });
    Some((rows, values))
}

impl Scored {
    /// For each card the total of each month, or of one month alone.
    fn totals(&self, plan: &Plan, only: Option<Month>) -> TotalsByMonth {
        let total = |card: &ScorecardId, month: Month| {
            let wanted = only.is_none_or(|only| only == month);
            wanted.then(|| plan.total(card, &self.unit, Period::month(month)))
        };
        let of_card = |card: &ScorecardId| self.months.iter().map(|month| total(card, *month)).collect();
        self.cards.iter().map(of_card).collect()
    }
}

/// Puts the totals that were found in the place of those that were there.
fn merge(totals: &mut TotalsByMonth, found: TotalsByMonth) {
    for (card, found) in totals.iter_mut().zip(found) {
        for (total, found) in card.iter_mut().zip(found) {
            *total = found.or(*total);
        }
    }
}
