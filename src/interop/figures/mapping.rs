//! How a table is read: where it says which unit, item and month a figure belongs to. Guessed by
//! [`super::guess`], changed by the person.
//!
//! One description covers every layout: items by months, units by items, units and items by
//! months, lists with a figure in each row, months above items.

use std::sync::Arc;

use crate::domain::id::{ItemId, UnitId};
use crate::domain::period::Month;

/// Where a table says one of unit, item and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<T> {
    /// In this column of the row that the figure is in.
    Column(u32),
    /// In this row of the column that the figure is in.
    Row(u32),
    /// Nowhere: it is the same for every figure. `None` while nobody has said which.
    Given(Option<T>),
}

impl<T> Place<T> {
    /// The column, where it is in one.
    #[must_use]
    pub fn column(&self) -> Option<u32> {
        match self {
            Self::Column(column) => Some(*column),
            _ => None,
        }
    }

    /// The row, where it is in one.
    #[must_use]
    pub fn row(&self) -> Option<u32> {
        match self {
            Self::Row(row) => Some(*row),
            _ => None,
        }
    }
}

/// How a table is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// Where the unit is.
    pub unit: Place<UnitId>,
    /// Where the item is.
    pub item: Place<ItemId>,
    /// Where the month is.
    pub month: Place<Month>,
    /// The one column of figures, where it is not all that are left.
    pub values: Option<u32>,
    /// The column of the years, where months stand in another.
    pub years: Option<u32>,
    /// The year of a month that is named without one.
    pub year: Option<i32>,
    /// The first row with figures.
    pub first_row: u32,
    /// What the person said about names that are not known: this one, or none.
    pub units: Vec<(Arc<str>, Option<UnitId>)>,
    /// The same about items.
    pub items: Vec<(Arc<str>, Option<ItemId>)>,
}

impl Default for Mapping {
    fn default() -> Self {
        Self {
            unit: Place::Given(None),
            item: Place::Given(None),
            month: Place::Given(None),
            values: None,
            years: None,
            year: None,
            first_row: 0,
            units: Vec::new(),
            items: Vec::new(),
        }
    }
}

impl Mapping {
    /// Whether it says where unit, item and month are.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.unit != Place::Given(None) && self.item != Place::Given(None) && self.month != Place::Given(None)
    }

    /// The last row of headings, where figures are told apart by their columns.
    #[must_use]
    pub fn heading_row(&self) -> Option<u32> {
        [self.unit.row(), self.item.row(), self.month.row()].into_iter().flatten().max()
    }

    /// Begins with the figures below the headings, after the person has said where these are.
    pub fn settle(&mut self) {
        if let Some(row) = self.heading_row() {
            self.first_row = row.saturating_add(1);
            self.values = None;
        }
    }

    /// Whether a column says what figures belong to, and so has none.
    #[must_use]
    pub fn is_head(&self, column: u32) -> bool {
        let heads = [self.unit.column(), self.item.column(), self.month.column(), self.years];
        heads.contains(&Some(column)) || self.values.is_some_and(|values| values != column)
    }
}
