//! What is doubtful among the figures of each item of a unit, month by month. One pass over the
//! figures, and one before it that learns how percentages are entered.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Doubt, Finding, Place};
use crate::domain::deduction::sum;
use crate::domain::figure::{Cell, Figure, Figures, YearsOfUnit};
use crate::domain::id::{ItemId, UnitId};
use crate::domain::item::Item;
use crate::domain::period::Month;
use crate::domain::workbook::Workbook;

/// The most findings about figures that are given; a workbook with more has another problem.
pub const MOST_FINDINGS: usize = 1_000;

/// How many times its neighbours a figure must be. Ten is a slipped point; months vary by a little.
const SLIPPED: i64 = 8;
/// How many times one neighbour may be the other, so that they say what is usual.
const AGREEING: i64 = 2;
/// Whole numbers below this jump by themselves: two complaints, then none, then sixteen.
const SMALL_COUNT: i64 = 20;
/// Neighbours are at most so many months away.
const NEAR: i32 = 3;
/// Percentage points from which nobody could take an item for a fraction.
const SURELY_POINTS: i64 = 5;
/// So many figures of that size it takes to know how an item is entered.
const LEAST_USUAL: u32 = 3;

/// Findings about the figures of all units, or of one, in the order of the figures.
#[must_use]
pub fn of_figures(workbook: &Workbook, only: Option<&UnitId>) -> Vec<Finding> {
    look_at_all(workbook, &mut Usual::default(), &|unit| only.is_none_or(|only| only == unit))
}

/// Findings about the figures of these units. `usual` learns only what has changed since it was given the
/// last time.
#[must_use]
pub fn of_figures_of(workbook: &Workbook, units: &[&UnitId], usual: &mut Usual) -> Vec<Finding> {
    look_at_all(workbook, usual, &|unit| units.contains(&unit))
}

fn look_at_all(workbook: &Workbook, usual: &mut Usual, is_wanted: &dyn Fn(&UnitId) -> bool) -> Vec<Finding> {
    usual.learn(workbook);
    let mut search = Search::new(workbook, usual);
    let mut rows: Vec<Vec<(Month, Figure)>> = vec![Vec::new(); workbook.items.len()];
    let mut current: Option<&UnitId> = None;
    for (unit, year, item, months) in workbook.figures.of_units(is_wanted) {
        if current != Some(unit) {
            search.look_at(current, &mut rows);
            current = Some(unit);
        }
        if let Some(row) = search.places.get(item).and_then(|place| rows.get_mut(*place)) {
            let entered = Month::january(year).months_of_year().zip(months.iter().copied());
            row.extend(entered.filter(|(_, figure)| *figure != Figure::Missing));
        }
    }
    search.look_at(current, &mut rows);
    for (cell, list) in workbook.deductions.iter().filter(|(cell, _)| is_wanted(&cell.unit)) {
        if let Figure::Value(value) | Figure::Exempt(value) =
            workbook.figures.get(&cell.unit, &cell.item, cell.month)
            && value != sum(list)
        {
            let doubt = Doubt::DeductionsDiffer { value, sum: sum(list) };
            add_finding(&mut search.findings, cell.clone(), doubt);
        }
    }
    search.findings
}

struct Search<'w> {
    items: &'w [Item],
    places: BTreeMap<&'w ItemId, usize>,
    /// By item: whether its figures are percentage points of 5 and more, as a rule.
    points: Vec<bool>,
    findings: Vec<Finding>,
}

/// How the figures of percentages are entered, as a rule: as percentage points or as fractions.
#[derive(Debug, Default)]
pub struct Usual {
    /// What was learned from.
    known: Figures,
    /// By item: how many figures are 5 percentage points and more, and how many are not zero.
    counts: Vec<(ItemId, u32, u32)>,
}

impl Usual {
    fn learn(&mut self, workbook: &Workbook) {
        let percents = || workbook.items.iter().filter(|item| item.is_percent()).map(|item| &item.id);
        if !percents().eq(self.counts.iter().map(|(item, ..)| item)) {
            self.known = Figures::default();
            self.counts = percents().map(|item| (item.clone(), 0, 0)).collect();
        }
        for (before, now) in workbook.figures.changed_since(&self.known) {
            for (item, large, all) in &mut self.counts {
                let (gone, come) = (count(before, item), count(now, item));
                *large = large.saturating_add(come.0).saturating_sub(gone.0);
                *all = all.saturating_add(come.1).saturating_sub(gone.1);
            }
        }
        self.known = workbook.figures.clone();
    }

    /// Whether the figures of an item are percentage points of 5 and more, as a rule.
    fn in_points(&self, item: &Item) -> bool {
        let counted = self.counts.iter().find(|(other, ..)| *other == item.id);
        counted.is_some_and(|(_, large, all)| {
            *large >= LEAST_USUAL && u64::from(*large).saturating_mul(3) >= u64::from(*all).saturating_mul(2)
        })
    }
}

/// Of the figures of an item: how many are 5 percentage points and more, and how many are not zero.
fn count(years: Option<&YearsOfUnit>, item: &ItemId) -> (u32, u32) {
    let (mut large, mut all) = (0_u32, 0_u32);
    let lines = years.into_iter().flat_map(|years| years.values()).filter_map(|items| items.get(item));
    for figure in lines.flatten() {
        if let Figure::Value(value) = figure
            && !value.is_zero()
        {
            all = all.saturating_add(1);
            large = large.saturating_add(u32::from(value.abs() >= Decimal::from(SURELY_POINTS)));
        }
    }
    (large, all)
}

impl<'w> Search<'w> {
    fn new(workbook: &'w Workbook, usual: &Usual) -> Self {
        let places: BTreeMap<&ItemId, usize> = workbook.items.iter().map(|item| &item.id).zip(0..).collect();
        let points = workbook.items.iter().map(|item| usual.in_points(item)).collect();
        Self { items: &workbook.items, places, points, findings: Vec::new() }
    }

    /// Looks at the figures of a unit, a row for each item, and empties the rows.
    fn look_at(&mut self, unit: Option<&UnitId>, rows: &mut [Vec<(Month, Figure)>]) {
        for (place, row) in rows.iter_mut().enumerate() {
            if let (Some(unit), Some(item)) = (unit, self.items.get(place)) {
                let in_points = self.points.get(place).copied().unwrap_or(false);
                let findings = &mut self.findings;
                let mut found = |month, doubt| {
                    let cell = Cell { unit: unit.clone(), item: item.id.clone(), month };
                    add_finding(findings, cell, doubt);
                };
                gaps(row, &mut found);
                values(&entered(row), item, in_points, &mut found);
            }
            row.clear();
        }
    }
}

fn add_finding(findings: &mut Vec<Finding>, cell: Cell, doubt: Doubt) {
    if findings.len() < MOST_FINDINGS {
        findings.push(Finding { place: Place::Figure(cell), doubt });
    }
}

/// The values of a row. What is exempt is excused, and no neighbour to others.
fn entered(row: &[(Month, Figure)]) -> Vec<(Month, Decimal)> {
    let value = |(month, figure): &(Month, Figure)| match figure {
        Figure::Value(value) => Some((*month, *value)),
        _ => None,
    };
    row.iter().filter_map(value).collect()
}

/// Months without a figure between months that have one, where most months have one: an item that is
/// collected once a quarter has no gaps.
fn gaps(row: &[(Month, Figure)], found: &mut impl FnMut(Month, Doubt)) {
    let (Some((first, _)), Some((last, _))) = (row.first(), row.last()) else { return };
    let months = usize::try_from(last.since(*first)).unwrap_or(0).saturating_add(1);
    if row.len().saturating_mul(2) < months {
        return;
    }
    for ((before, _), (after, _)) in row.iter().zip(row.iter().skip(1)) {
        if after.since(*before) > 1 {
            found(before.plus(1), Doubt::MissingMonths(after.plus(-1)));
        }
    }
}

/// Figures that are not believable: outside the range of the item, a fraction for percentage points,
/// a slipped point.
fn values(row: &[(Month, Decimal)], item: &Item, in_points: bool, found: &mut impl FnMut(Month, Doubt)) {
    for (place, (month, value)) in row.iter().enumerate() {
        let value = *value;
        if let Some(range) = item.plausible
            && (value < range.low || value > range.high)
        {
            found(*month, Doubt::OutsideRange { value, low: range.low, high: range.high });
        }
        if in_points && !value.is_zero() && value.abs() <= Decimal::ONE {
            found(*month, Doubt::FractionForPercent(value));
        } else if let Some(neighbours) = neighbours(row, place)
            && is_slipped(value, neighbours) == Some(true)
        {
            found(*month, Doubt::SlippedPoint { value, neighbours });
        }
    }
}

/// The figures before and after, or the two next ones where there are none on the other side.
fn neighbours(row: &[(Month, Decimal)], place: usize) -> Option<[Decimal; 2]> {
    let (month, _) = row.get(place)?;
    let at = |place: Option<usize>| {
        let near = row.get(place?).filter(|(other, _)| other.since(*month).abs() <= NEAR);
        near.map(|(_, value)| *value)
    };
    match (at(place.checked_sub(1)), at(place.checked_add(1))) {
        (Some(before), Some(after)) => Some([before, after]),
        (Some(before), None) => Some([at(place.checked_sub(2))?, before]),
        (None, Some(after)) => Some([after, at(place.checked_add(2))?]),
        (None, None) => None,
    }
}

/// Whether neighbours that agree with each other are about a tenth of a figure, or ten times it.
/// `None` where the numbers are too large for that.
fn is_slipped(value: Decimal, neighbours: [Decimal; 2]) -> Option<bool> {
    let [first, second] = neighbours;
    let together = |other: Decimal| !other.is_zero() && other.is_sign_negative() == value.is_sign_negative();
    if value.is_zero() || !together(first) || !together(second) {
        return Some(false);
    }
    let (small, large) = (first.abs().min(second.abs()), first.abs().max(second.abs()));
    if large > small.checked_mul(Decimal::from(AGREEING))? {
        return Some(false);
    }
    let (value, times) = (value.abs(), Decimal::from(SLIPPED));
    let whole = [value, small, large].iter().all(|number| number.fract().is_zero());
    let jumps_by_itself = whole && value.max(large) < Decimal::from(SMALL_COUNT);
    let slipped = value >= large.checked_mul(times)? || value.checked_mul(times)? <= small;
    Some(slipped && !jumps_by_itself)
}
