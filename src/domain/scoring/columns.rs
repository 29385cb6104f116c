//! The figures of a workbook in columns: one row for each unit and item, twelve months to a block.
//!
//! A figure is found by indices instead of identities, and takes nine bytes: most numbers are
//! short. The few that are not stand beside the columns.

use rust_decimal::Decimal;

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
        let Some(block) = self.block(unit, item, month.year()) else {
            return Figure::Missing;
        };
        let slot = slot(month);
        let Some((tag, mantissa)) = self
            .blocks
            .get(block)
            .and_then(|block| Some((block.tags.get(slot).copied()?, block.mantissas.get(slot).copied()?)))
        else {
            return Figure::Missing;
        };
        let value = match tag & !EXEMPT {
            MISSING => return Figure::Missing,
            NOT_APPLICABLE => return Figure::NotApplicable,
            WIDE => usize::try_from(mantissa)
                .ok()
                .and_then(|place| self.wide.get(place).copied())
                .unwrap_or_default(),
            number => Decimal::new(mantissa, u32::from(number.saturating_sub(NUMBER))),
        };
        if tag & EXEMPT == 0 { Figure::Value(value) } else { Figure::Exempt(value) }
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
