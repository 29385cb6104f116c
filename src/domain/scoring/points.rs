//! Points of many measures in a column, eight bytes each.

use rust_decimal::Decimal;

use crate::domain::exact::UNROUNDED_DECIMALS;
use crate::domain::sorted::SortedMap;

/// No points.
const NONE: i64 = i64::MIN;
/// The points stand beside the column.
const BESIDE: i64 = i64::MIN + 1;

/// Points, or none, by their places: whole numbers of 10⁻¹⁵. The few that are above nine thousand, or
/// have more decimals, stand beside the column.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Points {
    units: Vec<i64>,
    beside: SortedMap<usize, Decimal>,
}

impl Points {
    /// So many places without points.
    pub(super) fn none(places: usize) -> Self {
        Self { units: vec![NONE; places], beside: SortedMap::default() }
    }

    pub(super) fn get(&self, place: usize) -> Option<Decimal> {
        match *self.units.get(place)? {
            NONE => None,
            BESIDE => self.beside.get(&place).copied(),
            units => Some(decimal(units)),
        }
    }

    pub(super) fn set(&mut self, place: usize, points: Option<Decimal>) {
        let units = points.map_or(Some(NONE), in_units);
        self.set_units(place, units.unwrap_or(BESIDE));
        if let (None, Some(points)) = (units, points) {
            self.beside.insert(place, points);
        }
    }

    /// Sets points in whole numbers of 10⁻¹⁵.
    #[inline(always)]
    pub(super) fn set_units(&mut self, place: usize, units: i64) {
        let Some(own) = self.units.get_mut(place) else { return };
        if *own == BESIDE {
            self.beside.remove(&place);
        }
        *own = units;
    }

    /// The sum of so many points from a place on, in whole numbers of 10⁻¹⁵; those that are none are
    /// passed over. `None` where some stand beside the column, or the sum is as large as those.
    pub(super) fn sum(&self, start: usize, count: usize) -> Option<i64> {
        let mut sum = 0_i64;
        for units in self.units.get(start..start.checked_add(count)?)? {
            match *units {
                NONE => {}
                BESIDE => return None,
                units => sum = sum.checked_add(units)?,
            }
        }
        Some(sum).filter(|sum| *sum > BESIDE)
    }
}

/// The points of so many whole numbers of 10⁻¹⁵.
pub(super) fn decimal(units: i64) -> Decimal {
    Decimal::new(units, UNROUNDED_DECIMALS)
}

fn in_units(points: Decimal) -> Option<i64> {
    let missing = UNROUNDED_DECIMALS.checked_sub(points.scale())?;
    let units = points.mantissa().checked_mul(10_i128.checked_pow(missing)?)?;
    i64::try_from(units).ok().filter(|units| *units > BESIDE)
}
