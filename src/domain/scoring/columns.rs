//! The figures of a workbook in columns: one row for each unit and item, twelve months to a block.
//!
//! A figure is found by indices instead of identities, and takes nine bytes: most numbers are
//! short. The few that are not stand beside the columns.

use rust_decimal::Decimal;

use super::quick::Short;
use crate::domain::exact::Exact;
use crate::domain::expression::Operand;
use crate::domain::figure::Figure;
use crate::domain::period::Month;

/// The twelve months of a calendar year. A tag says what a place holds: nothing, not applicable,
/// or a number and its decimals.
#[derive(Clone)]
struct Block {
    mantissas: [i64; 12],
    tags: [u8; 12],
}

const MISSING: u8 = 0;
const NOT_APPLICABLE: u8 = 1;
/// The number has more digits than a mantissa holds, and stands beside the columns.
const WIDE: u8 = 2;
/// Tags of numbers with 0 to 28 decimals begin here.
const NUMBER: u8 = 3;
/// Added to the tag of a number that is exempt.
const EXEMPT: u8 = 0x80;

/// The blocks of a row: calendar years, in order, and where their block is.
type Years = Vec<(i32, usize)>;

/// The figures of all units and items.
pub(super) struct Columns {
    items: usize,
    rows: Vec<Years>,
    blocks: Vec<Block>,
    /// Numbers too long for a mantissa, which is their place here instead.
    wide: Vec<Decimal>,
}

impl Columns {
    /// Columns without figures.
    pub(super) fn new(units: usize, items: usize) -> Self {
        let rows = vec![Years::new(); units.saturating_mul(items)];
        Self { items, rows, blocks: Vec::new(), wide: Vec::new() }
    }

    /// The figure of a unit's item in a month.
    pub(super) fn get(&self, unit: usize, item: usize, month: Month) -> Figure {
        let Some((tag, mantissa)) = self.place(unit, item, month) else {
            return Figure::Missing;
        };
        match self.number(tag, mantissa) {
            None if tag == NOT_APPLICABLE => Figure::NotApplicable,
            None => Figure::Missing,
            Some(value) if tag & EXEMPT == 0 => Figure::Value(value),
            Some(value) => Figure::Exempt(value),
        }
    }

    /// The same for calculating with it, and whether it is exempt.
    pub(super) fn read(&self, unit: usize, item: usize, month: Month) -> (Operand, bool) {
        let Some((tag, mantissa)) = self.place(unit, item, month) else {
            return (Operand::Missing, false);
        };
        let value = match tag & !EXEMPT {
            MISSING => Operand::Missing,
            NOT_APPLICABLE => Operand::NotApplicable,
            WIDE => self.number(tag, mantissa).map_or(Operand::Missing, |value| Operand::Known(value.into())),
            number => Operand::Known(Exact::decimal(mantissa, u32::from(number.wrapping_sub(NUMBER)))),
        };
        (value, tag & EXEMPT != 0)
    }

    /// The number of a month; `None` where there is none, it is exempt, or it is not short.
    pub(super) fn short(&self, unit: usize, item: usize, month: Month) -> Option<Short> {
        let (tag, mantissa) = self.place(unit, item, month)?;
        let is_short = (NUMBER..EXEMPT).contains(&tag);
        is_short.then_some(Short { mantissa, scale: u32::from(tag.wrapping_sub(NUMBER)) })
    }

    /// The sum of the numbers from the first month to the last, and how many they are. `None` where
    /// one is exempt, or the sum is not short.
    pub(super) fn sum(&self, unit: usize, item: usize, first: Month, last: Month) -> Option<(Short, u32)> {
        let (mut sum, mut count) = (Short { mantissa: 0, scale: 0 }, 0_u32);
        for year in first.year()..=last.year() {
            let Some(block) = self.block(unit, item, year).and_then(|block| self.blocks.get(block)) else {
                continue;
            };
            let from = if year == first.year() { slot(first) } else { 0 };
            let to = if year == last.year() { slot(last) } else { 11 };
            let (tags, mantissas) = (block.tags.get(from..=to)?, block.mantissas.get(from..=to)?);
            for (tag, mantissa) in tags.iter().zip(mantissas) {
                match *tag {
                    MISSING | NOT_APPLICABLE => continue,
                    WIDE | EXEMPT.. => return None,
                    _ => {}
                }
                let scale = u32::from(tag.wrapping_sub(NUMBER));
                let own = if scale == sum.scale { *mantissa } else { sum.align(*mantissa, scale)? };
                sum.mantissa = sum.mantissa.checked_add(own)?;
                count = count.wrapping_add(1);
            }
        }
        Some((sum, count))
    }

    fn place(&self, unit: usize, item: usize, month: Month) -> Option<(u8, i64)> {
        let block = self.blocks.get(self.block(unit, item, month.year())?)?;
        let slot = slot(month);
        Some((*block.tags.get(slot)?, *block.mantissas.get(slot)?))
    }

    fn number(&self, tag: u8, mantissa: i64) -> Option<Decimal> {
        match tag & !EXEMPT {
            MISSING | NOT_APPLICABLE => None,
            WIDE => self.wide.get(usize::try_from(mantissa).ok()?).copied(),
            number => Some(Decimal::new(mantissa, number.saturating_sub(NUMBER).into())),
        }
    }

    /// Sets a figure.
    pub(super) fn set(&mut self, unit: usize, item: usize, month: Month, figure: Figure) {
        let block = match self.block(unit, item, month.year()) {
            Some(block) => block,
            None if figure == Figure::Missing => return,
            None => match self.add_block(unit, item, month.year()) {
                Some(block) => block,
                None => return,
            },
        };
        let slot = slot(month);
        let (tag, mut mantissa, wide) = packed(figure);
        if let Some(value) = wide {
            mantissa = i64::try_from(self.wide.len()).unwrap_or(i64::MAX);
            self.wide.push(value);
        }
        let Some(place) = self.blocks.get_mut(block) else { return };
        if let (Some(old), Some(number)) = (place.tags.get_mut(slot), place.mantissas.get_mut(slot)) {
            (*old, *number) = (tag, mantissa);
        }
    }

    /// Whether the unit has, or has had, a figure of the item in any month.
    pub(super) fn has_any(&self, unit: usize, item: usize) -> bool {
        let years = self.row(unit, item).and_then(|row| self.rows.get(row));
        years.into_iter().flatten().any(|(_, block)| {
            self.blocks.get(*block).is_some_and(|block| block.tags.iter().any(|tag| *tag != MISSING))
        })
    }

    fn row(&self, unit: usize, item: usize) -> Option<usize> {
        (item < self.items).then(|| unit.saturating_mul(self.items).saturating_add(item))
    }

    fn block(&self, unit: usize, item: usize, year: i32) -> Option<usize> {
        let years = self.rows.get(self.row(unit, item)?)?;
        let (first, _) = years.first()?;
        let near = usize::try_from(year.saturating_sub(*first)).ok()?;
        match years.get(near) {
            Some((found, block)) if *found == year => Some(*block),
            _ => {
                let place = years.binary_search_by_key(&year, |(year, _)| *year).ok()?;
                years.get(place).map(|(_, block)| *block)
            }
        }
    }

    fn add_block(&mut self, unit: usize, item: usize, year: i32) -> Option<usize> {
        let row = self.row(unit, item)?;
        let years = self.rows.get_mut(row)?;
        let place = years.partition_point(|(other, _)| *other < year);
        years.insert(place, (year, self.blocks.len()));
        self.blocks.push(Block { mantissas: [0; 12], tags: [MISSING; 12] });
        Some(self.blocks.len().saturating_sub(1))
    }
}

/// Tag, mantissa, and the number itself where the mantissa is too short for it.
fn packed(figure: Figure) -> (u8, i64, Option<Decimal>) {
    let (value, exempt) = match figure {
        Figure::Missing => return (MISSING, 0, None),
        Figure::NotApplicable => return (NOT_APPLICABLE, 0, None),
        Figure::Value(value) => (value, 0),
        Figure::Exempt(value) => (value, EXEMPT),
    };
    let scale = u8::try_from(value.scale()).unwrap_or(0);
    match i64::try_from(value.mantissa()) {
        Ok(mantissa) => (NUMBER.saturating_add(scale) | exempt, mantissa, None),
        Err(_) => (WIDE | exempt, 0, Some(value)),
    }
}

fn slot(month: Month) -> usize {
    usize::try_from(month.number()).unwrap_or(0).saturating_sub(1)
}
