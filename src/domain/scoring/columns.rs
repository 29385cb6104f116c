//! The figures of a workbook in columns: for each unit and item a row of months side by side.
//!
//! A figure is found by indices instead of identities, and takes nine bytes: most numbers are
//! short. The few that are not, and those of months far from all others, stand beside the columns.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::quick::Short;
use super::runs::Numbers;
use crate::domain::exact::{Exact, NO_NUMBER, power_of_ten, product};
use crate::domain::expression::Operand;
use crate::domain::figure::Figure;
use crate::domain::period::Month;

const MISSING: u8 = 0;
const NOT_APPLICABLE: u8 = 1;
/// The number has more digits than a mantissa holds, and stands beside the columns.
const WIDE: u8 = 2;
/// Tags of numbers with 0 to 28 decimals begin here.
const NUMBER: u8 = 3;
/// Added to the tag of a number that is exempt.
const EXEMPT: u8 = 0x80;

/// Months that a row holds at most: what is farther away stands beside the columns.
const LONGEST: usize = 40 * 12;

/// The months of a unit and an item, and where they begin in the columns.
#[derive(Clone, Copy)]
struct Row {
    first: Month,
    months: usize,
    start: usize,
}

/// The figures of all units and items.
pub(super) struct Columns {
    items: usize,
    rows: Vec<Row>,
    mantissas: Vec<i64>,
    /// What a place holds: nothing, not applicable, or a number and its decimals.
    tags: Vec<u8>,
    /// By row and month.
    beside: BTreeMap<(usize, Month), Figure>,
}

impl Columns {
    /// Columns without figures.
    pub(super) fn new(units: usize, items: usize) -> Self {
        let empty = Row { first: Month::january(1), months: 0, start: 0 };
        Self {
            items,
            rows: vec![empty; units.saturating_mul(items)],
            mantissas: Vec::new(),
            tags: Vec::new(),
            beside: BTreeMap::new(),
        }
    }

    /// Makes room for the months of calendar years before any figure is set, so that no row has to
    /// be moved. Each row is given once for every year it has.
    pub(super) fn make_room(&mut self, years: impl Iterator<Item = (usize, usize, i32)>) {
        for (unit, item, year) in years {
            if let Some(row) = self.row(unit, item)
                && let Some(row) = self.rows.get_mut(row)
            {
                *row = row.with_year_of(Month::january(year)).unwrap_or(*row);
            }
        }
        let mut start = 0_usize;
        for row in &mut self.rows {
            row.start = start;
            start = start.saturating_add(row.months);
        }
        self.mantissas = vec![0; start];
        self.tags = vec![MISSING; start];
    }

    /// The figure of a unit's item in a month.
    pub(super) fn get(&self, unit: usize, item: usize, month: Month) -> Figure {
        match self.tag(unit, item, month) {
            (MISSING, _) => Figure::Missing,
            (NOT_APPLICABLE, _) => Figure::NotApplicable,
            (tag, _) if tag & !EXEMPT == WIDE => self.beside_at(unit, item, month),
            (tag, mantissa) => {
                let value = Decimal::new(mantissa, decimals(tag & !EXEMPT));
                if tag & EXEMPT == 0 { Figure::Value(value) } else { Figure::Exempt(value) }
            }
        }
    }

    /// The same for calculating with it, and whether it is exempt.
    pub(super) fn read(&self, unit: usize, item: usize, month: Month) -> (Operand, bool) {
        let (tag, mantissa) = self.tag(unit, item, month);
        let value = match tag & !EXEMPT {
            MISSING => Operand::Missing,
            NOT_APPLICABLE => Operand::NotApplicable,
            WIDE => match self.beside_at(unit, item, month) {
                Figure::Value(value) | Figure::Exempt(value) => Operand::Known(Exact::from(value)),
                Figure::Missing | Figure::NotApplicable => Operand::Missing,
            },
            number => Operand::Known(Exact::decimal(mantissa, decimals(number))),
        };
        (value, tag & EXEMPT != 0)
    }

    /// The numbers of `count` months from `first` on; none where one is missing, exempt or not short.
    /// Whether they are all that there is: that none is left out for being exempt or long.
    pub(super) fn numbers(
        &self,
        unit: usize,
        item: usize,
        first: Month,
        count: usize,
        numbers: &mut Numbers,
    ) -> bool {
        numbers.scale = 0;
        numbers.mantissas.clear();
        numbers.mantissas.resize(count, NO_NUMBER);
        let mut whole = self.beside.is_empty();
        let Some(row) = self.row(unit, item).and_then(|row| self.rows.get(row)) else { return whole };
        let range = row.range(first, first.plus(i32::try_from(count).unwrap_or(i32::MAX).saturating_sub(1)));
        let skipped = usize::try_from(row.first.since(first)).unwrap_or(0);
        let (Some(tags), Some(mantissas)) = (self.tags.get(range.clone()), self.mantissas.get(range)) else {
            return whole;
        };
        let is_number = |tag: &u8| (NUMBER..EXEMPT).contains(tag);
        let widest = tags.iter().copied().filter(is_number).max().unwrap_or(NUMBER);
        numbers.scale = decimals(widest);
        let own = numbers.mantissas.iter_mut().skip(skipped);
        for ((tag, mantissa), own) in tags.iter().zip(mantissas).zip(own) {
            if *tag == widest {
                *own = *mantissa;
            } else if is_number(tag) {
                let power = power_of_ten(u32::from(widest.wrapping_sub(*tag)));
                match power.and_then(|power| product(*mantissa, power)) {
                    Some(mantissa) => *own = mantissa,
                    None => whole = false,
                }
            } else {
                whole = whole && matches!(*tag, MISSING | NOT_APPLICABLE);
            }
        }
        whole
    }

    /// The sum of the numbers from the first month to the last, and how many they are. `None` where
    /// one is exempt or the sum is not short.
    pub(super) fn sum(&self, unit: usize, item: usize, first: Month, last: Month) -> Option<(Short, u32)> {
        let row = self.rows.get(self.row(unit, item)?)?;
        let (mut sum, mut count) = (Short { mantissa: 0, scale: 0 }, 0_u32);
        if !self.beside.is_empty() {
            return None;
        }
        let range = row.range(first, last);
        let (tags, mantissas) = (self.tags.get(range.clone())?, self.mantissas.get(range)?);
        for (tag, mantissa) in tags.iter().zip(mantissas) {
            match *tag {
                MISSING | NOT_APPLICABLE => continue,
                WIDE | EXEMPT.. => return None,
                _ => {}
            }
            let scale = decimals(*tag);
            let own = if scale == sum.scale { *mantissa } else { sum.align(*mantissa, scale)? };
            sum.mantissa = sum.mantissa.checked_add(own)?;
            count = count.wrapping_add(1);
        }
        Some((sum, count))
    }

    /// Sets a figure.
    pub(super) fn set(&mut self, unit: usize, item: usize, month: Month, figure: Figure) {
        let Some(place) = self.row(unit, item) else { return };
        let is_short = match self.place_for(place, month, figure) {
            Some(at) => {
                let (tag, mantissa) = packed(figure);
                if let (Some(old), Some(number)) = (self.tags.get_mut(at), self.mantissas.get_mut(at)) {
                    (*old, *number) = (tag, mantissa);
                }
                tag & !EXEMPT != WIDE
            }
            None => false,
        };
        if is_short || figure == Figure::Missing {
            self.beside.remove(&(place, month));
        } else {
            self.beside.insert((place, month), figure);
        }
    }

    /// Whether the unit has a figure of the item in any month.
    pub(super) fn has_any(&self, unit: usize, item: usize) -> bool {
        let Some(place) = self.row(unit, item) else { return false };
        let own = self.rows.get(place).and_then(|row| self.tags.get(row.all()));
        own.into_iter().flatten().any(|tag| *tag != MISSING)
            || self
                .beside
                .range((place, Month::january(1))..)
                .next()
                .is_some_and(|((row, _), _)| *row == place)
    }

    #[inline(always)]
    fn row(&self, unit: usize, item: usize) -> Option<usize> {
        (item < self.items).then(|| unit.saturating_mul(self.items).saturating_add(item))
    }

    /// The tag and the mantissa of a figure.
    fn tag(&self, unit: usize, item: usize, month: Month) -> (u8, i64) {
        let own = self.row(unit, item).and_then(|row| self.rows.get(row)?.place(month));
        match own.and_then(|at| Some((*self.tags.get(at)?, *self.mantissas.get(at)?))) {
            Some(own) => own,
            None if self.beside.is_empty() => (MISSING, 0),
            None => match self.beside_at(unit, item, month) {
                Figure::Exempt(_) => (WIDE | EXEMPT, 0),
                Figure::Value(_) => (WIDE, 0),
                Figure::NotApplicable => (NOT_APPLICABLE, 0),
                Figure::Missing => (MISSING, 0),
            },
        }
    }

    fn beside_at(&self, unit: usize, item: usize, month: Month) -> Figure {
        let own = self.row(unit, item).and_then(|row| self.beside.get(&(row, month)));
        own.copied().unwrap_or(Figure::Missing)
    }

    /// Where a figure is to stand in the columns; `None` where it stands beside them.
    fn place_for(&mut self, place: usize, month: Month, figure: Figure) -> Option<usize> {
        let row = *self.rows.get(place)?;
        if let Some(at) = row.place(month) {
            return Some(at);
        }
        let mut longer = row.with_year_of(month).filter(|_| figure != Figure::Missing)?;
        longer.start = self.tags.len();
        let end = longer.start.saturating_add(longer.months);
        self.tags.resize(end, MISSING);
        self.mantissas.resize(end, 0);
        if let Some(moved) = longer.place(row.first).filter(|_| row.months > 0) {
            self.tags.copy_within(row.all(), moved);
            self.mantissas.copy_within(row.all(), moved);
        }
        *self.rows.get_mut(place)? = longer;
        longer.place(month)
    }
}

impl Row {
    /// Where a month stands.
    #[inline(always)]
    fn place(&self, month: Month) -> Option<usize> {
        let offset = usize::try_from(month.since(self.first)).ok().filter(|offset| *offset < self.months)?;
        Some(self.start.wrapping_add(offset))
    }

    fn all(&self) -> std::ops::Range<usize> {
        self.start..self.start.saturating_add(self.months)
    }

    /// Where the months from the first to the last stand, as far as the row has them.
    #[inline(always)]
    fn range(&self, first: Month, last: Month) -> std::ops::Range<usize> {
        let from = usize::try_from(first.since(self.first)).unwrap_or(0).min(self.months);
        let to = usize::try_from(last.since(self.first).saturating_add(1)).unwrap_or(0).min(self.months);
        self.start.wrapping_add(from)..self.start.wrapping_add(to.max(from))
    }

    /// The row with the calendar year of a month, unless it becomes too long.
    fn with_year_of(self, month: Month) -> Option<Self> {
        let january = Month::january(month.year());
        let (mut first, mut end) = (january, january.plus(11));
        if self.months > 0 {
            first = first.min(self.first);
            let months = i32::try_from(self.months).ok()?;
            end = end.max(self.first.plus(months.saturating_sub(1)));
        }
        let months = usize::try_from(end.since(first).saturating_add(1)).ok()?;
        (months <= LONGEST).then_some(Self { first, months, ..self })
    }
}

#[inline(always)]
fn decimals(tag: u8) -> u32 {
    u32::from(tag.wrapping_sub(NUMBER))
}

/// Tag and mantissa.
fn packed(figure: Figure) -> (u8, i64) {
    let (value, exempt) = match figure {
        Figure::Missing => return (MISSING, 0),
        Figure::NotApplicable => return (NOT_APPLICABLE, 0),
        Figure::Value(value) => (value, 0),
        Figure::Exempt(value) => (value, EXEMPT),
    };
    let scale = u8::try_from(value.scale()).unwrap_or(0);
    match i64::try_from(value.mantissa()) {
        Ok(mantissa) if mantissa != NO_NUMBER => (NUMBER.saturating_add(scale) | exempt, mantissa),
        _ => (WIDE | exempt, 0),
    }
}
