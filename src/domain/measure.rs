//! Measures: what is scored.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;
use thiserror::Error;

use super::expression::Expression;
use super::id::MeasureId;
use super::method::Method;
use super::name::Name;
use super::target::Target;

/// A measure of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Identity.
    pub id: MeasureId,
    /// Short code, such as P04.
    pub code: Arc<str>,
    /// Name.
    pub name: Name,
    /// Unit of measurement of actual and target.
    pub unit_of_measure: Name,
    /// Decimals shown at least for actual and target, 0 to 15.
    pub decimals: u32,
    /// Which direction is better.
    pub polarity: Polarity,
    /// Whose figures it reads.
    pub scope: Scope,
    /// The actual, over items.
    pub actual: Expression,
    /// What it is held against; `None` where the method needs none, or where none is set yet.
    pub target: Option<Target>,
    /// How both become points.
    pub method: Method,
    /// How much it counts.
    pub weight: Weight,
    /// Months of a longer period that suffice; `None` asks for all.
    pub least_months: Option<u32>,
    /// Where the figures come from, in words.
    pub data_source: Option<Name>,
    /// What of it the source document leaves open and a template proposes.
    pub proposals: BTreeSet<Aspect>,
}

impl Measure {
    /// Full points under points weighting: the weight, or none for an adjustment item.
    #[must_use]
    pub fn full_points(&self) -> Decimal {
        if self.method.is_adjustment() { Decimal::ZERO } else { self.weight.value() }
    }
}

/// Which direction of the actual is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    /// Higher is better, 正向.
    Higher,
    /// Lower is better, 负向.
    Lower,
}

/// Whose figures a measure reads (统计口径).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The scored unit's.
    Own,
    /// Those of an ancestor this many levels up; 1 is the parent.
    Ancestor(u32),
}

/// A part of a measure's definition that a template may propose where its source is silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// The expression of the actual.
    Actual,
    /// The polarity.
    Polarity,
    /// The target.
    Target,
    /// The method.
    Method,
    /// The cap.
    Cap,
    /// The weight.
    Weight,
}

const MAX_WEIGHT: u32 = 1_000_000;

/// How much a measure counts; zero or more. Points under points weighting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight(Decimal);

/// A weight below zero, or above one million.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a weight is a number from 0 to 1,000,000")]
pub struct WeightError;

impl Weight {
    /// A weight from 0 to 1,000,000.
    ///
    /// # Errors
    /// When out of range.
    pub fn new(value: Decimal) -> Result<Self, WeightError> {
        if value.is_sign_negative() && !value.is_zero() || value > Decimal::from(MAX_WEIGHT) {
            return Err(WeightError);
        }
        Ok(Self(value))
    }

    /// The number.
    #[must_use]
    pub fn value(self) -> Decimal {
        self.0
    }
}
