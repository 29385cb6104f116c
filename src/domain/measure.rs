//! Measures: what is scored.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;
use thiserror::Error;

use super::exact::Exact;
use super::expression::Expression;
use super::id::MeasureId;
use super::method::Method;
use super::name::Name;
use super::scorecard::StatusBands;
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
    /// Decimals that actual and target are shown with, 0 to 15; the arithmetic has them all.
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
    /// 加分项: its points count beside the card, not in it.
    pub extra: bool,
    /// Status bands of its own; `None` for those of the card.
    pub status: Option<MeasureStatus>,
    /// What stands in for it where it is missing and the card substitutes.
    pub substitute: Option<Substitute>,
    /// Who answers for it.
    pub owner: Option<Name>,
    /// Where the figures come from, in words.
    pub data_source: Option<Name>,
    /// What it is and how it is meant, in words.
    pub description: Option<Name>,
    /// What of it the source document leaves open and a template proposes.
    pub proposals: BTreeSet<Aspect>,
}

impl Measure {
    /// A measure of which more is better, with no weight and no target; its code is its identity.
    #[must_use]
    pub fn new(id: MeasureId, name: Name, actual: Expression, method: Method) -> Self {
        Self {
            code: Arc::from(id.as_str()),
            id,
            name,
            unit_of_measure: Name::plain(""),
            decimals: 0,
            polarity: Polarity::Higher,
            scope: Scope::Own,
            actual,
            target: None,
            method,
            weight: Weight::default(),
            least_months: None,
            extra: false,
            status: None,
            substitute: None,
            owner: None,
            data_source: None,
            description: None,
            proposals: BTreeSet::new(),
        }
    }

    /// Whether it can have points though none of its items has a figure: by a formula, or where its
    /// actual puts something in the place of a missing figure.
    #[must_use]
    pub fn needs_no_figure(&self) -> bool {
        matches!(self.method, Method::Formula(_)) || self.actual.holds_without_items()
    }

    /// Full points under points weighting: the weight, or none for an adjustment item.
    #[must_use]
    pub fn full_points(&self) -> Decimal {
        if self.is_counted() { self.weight.value() } else { Decimal::ZERO }
    }

    /// Every expression it evaluates apart from those of its targets: the actual, and those of
    /// method and substitute.
    pub fn expressions(&self) -> impl Iterator<Item = &Expression> {
        let method: Vec<&Expression> = match &self.method {
            Method::AchievementImprovement(method) => {
                [&method.threshold, &method.benchmark].into_iter().chain(&method.baseline).collect()
            }
            Method::Formula(formula) => vec![&formula.points],
            _ => Vec::new(),
        };
        let substitute = self.substitute.as_ref().map(|substitute| &substitute.value);
        [&self.actual].into_iter().chain(method).chain(substitute)
    }

    /// Whether its weight is part of the card's: it is neither an adjustment item nor extra.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        !self.extra && !self.method.is_adjustment()
    }

    /// Whether it is an adjustment item that may deduct points.
    #[must_use]
    pub fn may_deduct(&self) -> bool {
        matches!(&self.method, Method::Step(step) if self.method.is_adjustment() && !step.deduct.is_zero())
    }
}

/// Where the status of a measure begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeasureStatus {
    /// What the bands are over.
    pub of: StatusOf,
    /// Over an actual of which lower is better, each is the greatest value rather than the least.
    pub bands: StatusBands,
}

/// What a measure's own status bands are over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusOf {
    /// Percent of full points.
    Percent,
    /// The actual.
    Actual,
}

/// What stands in for a missing score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitute {
    /// An expression over items; `peer_mean` is the mean of what the peers got.
    pub value: Expression,
    /// What it gives.
    pub gives: Gives,
}

impl Substitute {
    /// The words of its own that one of a measure may use beside items, where they are not quoted.
    pub const WORDS: [&str; 2] = ["peer_mean", "weight"];
}

/// What an expression gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// Points.
    Points,
    /// Percent of full points.
    Percent,
}

/// Which direction of the actual is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    /// Higher is better, 正向.
    Higher,
    /// Lower is better, 负向.
    Lower,
    /// Within a range is better, 区间: below it higher is better, above it lower.
    Within(Range),
}

/// The range that is as good as can be, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Its lower end.
    pub low: Decimal,
    /// Its upper end, not below the lower.
    pub high: Decimal,
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
    /// The fewest points.
    Floor,
    /// The points for each step.
    Rate,
    /// How a part of a step counts.
    Counting,
    /// The weight.
    Weight,
    /// What a veto takes away.
    Veto,
}

const MAX_WEIGHT: u32 = 1_000_000;

/// How much a measure counts; zero or more. Points under points weighting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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

impl Range {
    /// How far `value` is outside the range: below zero when under it, above zero when over it.
    #[must_use]
    pub fn distance(&self, value: &Exact) -> Exact {
        let (low, high) = (Exact::from(self.low), Exact::from(self.high));
        if *value < low {
            value.minus(&low)
        } else if *value > high {
            value.minus(&high)
        } else {
            Exact::ZERO
        }
    }
}
