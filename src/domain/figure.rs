//! Figures: the monthly numbers of the items of the units.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::id::{ItemId, UnitId};
use super::period::Month;
use super::sorted::SortedMap;

/// One monthly number of one item for one unit. Zero is a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Figure {
    /// Not yet entered.
    #[default]
    Missing,
    /// Does not exist for this unit.
    NotApplicable,
    /// Entered.
    Value(Decimal),
    /// Entered, but excused; the reason stands in the note of the cell. Left out of scores.
    Exempt(Decimal),
}

/// The place of a figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The unit.
    pub unit: UnitId,
    /// The item.
    pub item: ItemId,
    /// The month.
    pub month: Month,
}

/// The figures of one item for one unit in the twelve months of one calendar year.
pub type YearOfFigures = [Figure; MONTHS];

const MONTHS: usize = 12;

/// All figures of a workbook. A year in which every month is missing is not kept, so equal
/// figures are equal values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    years: SortedMap<UnitId, Arc<YearsOfUnit>>,
}

/// The figures of one unit by calendar year and item, shared between copies until one of them changes.
pub type YearsOfUnit = SortedMap<i32, SortedMap<ItemId, YearOfFigures>>;

impl Figures {
    /// The figure at a place; [`Figure::Missing`] where nothing was entered.
    #[must_use]
    pub fn get(&self, unit: &UnitId, item: &ItemId, month: Month) -> Figure {
        self.years
            .get(unit)
            .and_then(|years| years.get(&month.year()))
            .and_then(|items| items.get(item))
            .and_then(|months| months.get(slot(month)))
            .copied()
            .unwrap_or_default()
    }

    /// Sets a figure and returns the one it replaces.
    pub fn set(&mut self, cell: &Cell, figure: Figure) -> Figure {
        let replaced = self.change_year(&cell.unit, cell.month.year(), &cell.item, |months| {
            months.get_mut(slot(cell.month)).map_or(Figure::Missing, |place| std::mem::replace(place, figure))
        });
        if figure == Figure::Missing {
            self.drop_empty(cell);
        }
        replaced
    }

    /// Sets a whole year of one item for one unit, unless every month of `months` is missing.
    /// Returns the year it replaces; every month missing where there was none.
    pub fn set_year(
        &mut self,
        unit: &UnitId,
        item: &ItemId,
        year: i32,
        months: YearOfFigures,
    ) -> YearOfFigures {
        if months.iter().all(|figure| *figure == Figure::Missing) {
            return YearOfFigures::default();
        }
        self.change_year(unit, year, item, |place| std::mem::replace(place, months))
    }

    /// How many years hold figures, counted for each unit.
    #[must_use]
    pub fn count_years(&self) -> usize {
        self.years.iter().map(|(_, years)| years.iter().count()).fold(0, usize::saturating_add)
    }

    /// Takes over all figures of a unit from `others`.
    pub fn copy_unit(&mut self, others: &Self, unit: &UnitId) {
        if let Some(years) = others.years.get(unit) {
            self.years.insert(unit.clone(), years.clone());
        }
    }

    fn change_year<T>(
        &mut self,
        unit: &UnitId,
        year: i32,
        item: &ItemId,
        change: impl FnOnce(&mut YearOfFigures) -> T,
    ) -> T {
        self.years
            .change(unit, |years| Arc::make_mut(years).change(&year, |items| items.change(item, change)))
    }

    /// Each unit and calendar year that holds a figure, in order; the flag says whether `other` has
    /// the same figures there. What was not changed since one was copied from the other is not
    /// looked at.
    pub fn years_beside<'f>(&'f self, other: &'f Self) -> impl Iterator<Item = (&'f UnitId, i32, bool)> {
        let mut beside = other.years.iter().peekable();
        self.years.iter().flat_map(move |(unit, years)| {
            while beside.next_if(|(before, _)| *before < unit).is_some() {}
            let others = beside.peek().filter(|(same, _)| *same == unit).map(|(_, others)| *others);
            let shared = others.is_some_and(|others| Arc::ptr_eq(years, others));
            years.iter().map(move |(year, items)| {
                let same = shared || others.and_then(|others| others.get(year)) == Some(items);
                (unit, *year, same)
            })
        })
    }

    /// The items of a unit with their figures in a calendar year, in order.
    pub fn of_year(&self, unit: &UnitId, year: i32) -> impl Iterator<Item = (&ItemId, &YearOfFigures)> {
        let items = self.years.get(unit).and_then(|years| years.get(&year));
        items.into_iter().flat_map(SortedMap::iter)
    }

    /// Whether the unit has a figure of the item in any month.
    #[must_use]
    pub fn has_any(&self, unit: &UnitId, item: &ItemId) -> bool {
        self.years.get(unit).is_some_and(|years| years.values().any(|items| items.get(item).is_some()))
    }

    /// Every year that holds a figure: unit, calendar year, item and its twelve months, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&UnitId, i32, &ItemId, &YearOfFigures)> {
        self.of_units(&|_| true)
    }

    /// The same of some units alone.
    pub fn of_units<'f>(
        &'f self,
        is_wanted: &dyn Fn(&UnitId) -> bool,
    ) -> impl Iterator<Item = (&'f UnitId, i32, &'f ItemId, &'f YearOfFigures)> {
        self.years.iter().filter(|(unit, _)| is_wanted(unit)).flat_map(|(unit, years)| {
            years.iter().flat_map(move |(year, items)| {
                items.iter().map(move |(item, months)| (unit, *year, item, months))
            })
        })
    }

    /// The figures of each unit that are not those of `before`: what they were and what they are. What was
    /// not changed since one was copied from the other is not looked at.
    pub fn changed_since<'f>(
        &'f self,
        before: &'f Self,
    ) -> impl Iterator<Item = (Option<&'f YearsOfUnit>, Option<&'f YearsOfUnit>)> {
        let now = self.years.iter().filter_map(|(unit, years)| match before.years.get(unit) {
            Some(old) if Arc::ptr_eq(old, years) => None,
            old => Some((old.map(|old| &**old), Some(&**years))),
        });
        let gone = before.years.iter().filter(|(unit, _)| self.years.get(*unit).is_none());
        now.chain(gone.map(|(_, years)| (Some(&**years), None)))
    }

    /// The first and last calendar year that hold a figure of any unit.
    #[must_use]
    pub fn year_range(&self) -> Option<(i32, i32)> {
        let years = || self.years.values().flat_map(|years| years.keys().copied());
        Some((years().min()?, years().max()?))
    }

    /// The first and last month that hold a figure of any unit.
    #[must_use]
    pub fn span(&self) -> Option<(Month, Month)> {
        let (first, last) = self.year_range()?;
        let in_year = |year: i32| {
            self.years.values().filter_map(move |years| years.get(&year)).flat_map(SortedMap::values)
        };
        let is_filled = |months: &YearOfFigures, slot: usize| {
            months.get(slot).is_some_and(|figure| *figure != Figure::Missing)
        };
        // As a rule the first line tells the month, and the others are not looked at.
        let (mut earliest, mut behind) = (MONTHS, 0);
        for months in in_year(first) {
            earliest = (0..earliest).find(|slot| is_filled(months, *slot)).unwrap_or(earliest);
            if earliest == 0 {
                break;
            }
        }
        for months in in_year(last) {
            let latest = (behind..MONTHS).rev().find(|slot| is_filled(months, *slot));
            behind = latest.map_or(behind, |slot| slot.saturating_add(1));
            if behind == MONTHS {
                break;
            }
        }
        let month = |year, slot| Month::january(year).months_of_year().nth(slot);
        Some((month(first, earliest)?, month(last, behind.checked_sub(1)?)?))
    }

    /// The last month that holds a figure of `unit`.
    #[must_use]
    pub fn last_month(&self, unit: &UnitId) -> Option<Month> {
        let (year, items) = self.years.get(unit)?.iter().next_back()?;
        let filled = |number: &u32| {
            let index = usize::try_from(*number).unwrap_or(0).saturating_sub(1);
            items.values().any(|months| months.get(index).is_some_and(|f| *f != Figure::Missing))
        };
        let number = (1..=12).rev().find(filled)?;
        Month::new(*year, number).ok()
    }

    fn drop_empty(&mut self, cell: &Cell) {
        let Some(years) = self.years.get_mut(&cell.unit) else {
            return;
        };
        let years = Arc::make_mut(years);
        if let Some(items) = years.get_mut(&cell.month.year()) {
            let empty = |months: &YearOfFigures| months.iter().all(|figure| *figure == Figure::Missing);
            if items.get(&cell.item).is_some_and(empty) {
                items.remove(&cell.item);
            }
            if items.is_empty() {
                years.remove(&cell.month.year());
            }
        }
        if years.is_empty() {
            self.years.remove(&cell.unit);
        }
    }
}

fn slot(month: Month) -> usize {
    usize::try_from(month.number()).unwrap_or(0).saturating_sub(1)
}
