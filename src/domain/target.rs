//! Targets: what a measure is held against.

use rust_decimal::Decimal;

use super::expression::Expression;
use super::id::{ItemId, MeasureId, UnitId};
use super::measure::Scope;
use super::sorted::SortedMap;

/// `target = source × (1 + uplift ÷ 100) + offset`, resolved for each unit, measure and period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Where the value comes from.
    pub source: TargetSource,
    /// Percent added to the source: 5 makes it 5 % more.
    pub uplift: Decimal,
    /// Amount added after the uplift, in the measure's unit.
    pub offset: Decimal,
}

/// Where a target comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetSource {
    /// 固定值: set by hand.
    Fixed(FixedTargets),
    /// 预算值: the figure of a budget item, entered month by month; a longer period combines it
    /// by the item's month rule.
    Budget(ItemId),
    /// 上年月均值: the mean over the months of the previous fiscal year in which all the
    /// measure's items have figures. Items are combined first, so a ratio is a ratio of sums;
    /// for a period of n months a summed item counts n times its monthly mean.
    LastYearMonthlyMean,
    /// 上年同期: the same measure, unit and period one year earlier.
    SamePeriodLastYear,
    /// 上期: the same measure and unit in the period before.
    PreviousPeriod,
    /// 前 n 期均值: the mean over the periods before this one. Items are combined first; periods
    /// without figures are skipped, and never replaced by earlier ones.
    TrailingMean {
        /// How many periods, at least 1.
        periods: u32,
    },
    /// 同类均值 and others: a statistic of the peers' actuals in the same period.
    Peers(PeerTarget),
    /// 引用: the actual of another measure of the card, of the unit or of an ancestor.
    Measure {
        /// The measure.
        measure: MeasureId,
        /// Whose.
        scope: Scope,
    },
    /// 引用: an expression over items.
    Expression(Expression),
}

/// A statistic of the peers: the units of the same kind that use a card with that measure,
/// neither its ancestors nor its descendants, missing values left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeerTarget {
    /// Which.
    pub statistic: PeerStatistic,
    /// Whether the unit itself is one of them.
    pub with_self: bool,
    /// Other units that it takes; usually 2.
    pub least_peers: u32,
}

/// A statistic of the actuals of the peers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeerStatistic {
    /// 均值.
    Mean,
    /// 中位数: the middle one, or the mean of the two in the middle.
    Median,
    /// 最优: the best by the measure's polarity.
    Best,
    /// 分位数: the value at this share of the way from the lowest to the highest, 0 to 1, on a
    /// straight line between neighbours (Hyndman and Fan, type 7).
    Quantile(Decimal),
}

/// Targets set by hand: one for all, or for a unit, a fiscal year, a month of the year, or any
/// combination of these. The most specific one counts: unit before year before month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FixedTargets(SortedMap<FixedTargetKey, Decimal>);

/// What a fixed target holds for; `None` means every.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FixedTargetKey {
    /// The unit.
    pub unit: Option<UnitId>,
    /// The calendar year in which the fiscal year starts.
    pub year: Option<i32>,
    /// The month of the year, 1 to 12.
    pub month: Option<u32>,
}

impl FixedTargets {
    /// Sets the target for `key`; returns the one it replaces.
    pub fn set(&mut self, key: FixedTargetKey, value: Decimal) -> Option<Decimal> {
        self.0.insert(key, value)
    }

    /// Every target in a stable order.
    pub fn iter(&self) -> impl Iterator<Item = (&FixedTargetKey, Decimal)> {
        self.0.iter().map(|(key, value)| (key, *value))
    }

    /// The most specific target for `unit` in the fiscal year `year`, and in `month` where the
    /// period is one month; with the key it was found under.
    #[must_use]
    pub fn find(&self, unit: &UnitId, year: i32, month: Option<u32>) -> Option<(&FixedTargetKey, Decimal)> {
        let found = self.0.iter().filter(|(key, _)| {
            key.unit.as_ref().is_none_or(|u| u == unit)
                && key.year.is_none_or(|y| y == year)
                && (key.month.is_none() || key.month == month)
        });
        found
            .max_by_key(|(key, _)| (key.unit.is_some(), key.year.is_some(), key.month.is_some()))
            .map(|(key, value)| (key, *value))
    }
}
