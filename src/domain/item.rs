//! Items: the quantities that are collected every month.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::id::ItemId;
use super::name::Name;

/// A quantity collected every month for a unit: revenue, surgeries, complaints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Identity.
    pub id: ItemId,
    /// The word that names it in expressions.
    pub code: Arc<str>,
    /// Name.
    pub name: Name,
    /// Unit of measurement, as printed: `%`, `cases`, `万元`.
    pub unit_of_measure: Name,
    /// Decimals shown at least, 0 to 15.
    pub decimals: u32,
    /// How months combine into a longer period.
    pub month_rule: MonthRule,
    /// How the figures of child units combine into their parent's.
    pub unit_rule: UnitRule,
    /// The range outside which a figure is doubted.
    pub plausible: Option<PlausibleRange>,
}

impl Item {
    /// Whether values are percentage points.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        self.unit_of_measure.is("%")
    }

    /// The item by which its months are weighted, if they are.
    #[must_use]
    pub fn weighted_by(&self) -> Option<&ItemId> {
        match &self.month_rule {
            MonthRule::WeightedMean(by) => Some(by),
            _ => None,
        }
    }
}

/// How an item's months combine into a longer period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MonthRule {
    /// The months are added.
    Sum,
    /// Their mean.
    Mean,
    /// The last month's figure.
    Last,
    /// The smallest figure.
    Minimum,
    /// The largest figure.
    Maximum,
    /// Their mean, each month weighing as much as its figure of another item.
    WeightedMean(ItemId),
}

/// How the figures of child units combine into their parent's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitRule {
    /// The children are added.
    Sum,
    /// Their mean.
    Mean,
    /// They do not combine.
    None,
}

/// The range of believable figures, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlausibleRange {
    /// The lowest.
    pub low: Decimal,
    /// The highest.
    pub high: Decimal,
}
