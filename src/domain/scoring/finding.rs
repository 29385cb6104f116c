//! What scoring noticed: never an error, always with its place.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::domain::id::{ItemId, MeasureId, UnitId};
use crate::domain::name::Name;
use crate::domain::period::Month;

/// Something a person should know about a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The measure it is about; `None` when it is about the scorecard.
    pub measure: Option<MeasureId>,
    /// What was noticed.
    pub problem: Problem,
}

/// What can be noticed while scoring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Figures of an item are not yet entered.
    MissingFigures {
        /// The unit read.
        unit: UnitId,
        /// The item.
        item: ItemId,
        /// The months without a figure.
        months: Vec<Month>,
    },
    /// The expression names an item that the workbook does not have.
    UnknownItem(Arc<str>),
    /// The expression names two items at once.
    AmbiguousItem(Arc<str>),
    /// The scope asks for an ancestor that the unit does not have.
    NoSuchAncestor,
    /// The measure has no target, and its method needs one.
    NoTarget,
    /// No target is set for this unit and period.
    NoFixedTarget,
    /// No month of the source period has all the figures.
    NoSourceMonths {
        /// First month looked at.
        first: Month,
        /// Last month looked at.
        last: Month,
    },
    /// The target is zero or below, so the measure is all or nothing.
    TargetNotPositive,
    /// The actual is zero or below, so its reciprocal is the cap, or nothing without a cap.
    ActualNotPositive,
    /// A division by zero.
    DivisionByZero,
    /// A power, a number of decimals or a pair of limits in an expression that makes no sense.
    NotComputable,
    /// The formula of the points has no value, because something it refers to has none.
    FormulaMissing,
    /// The formula of the points leads back to itself.
    Cycle,
    /// The ratio to a target that is zero or below.
    RatioNeedsTarget,
    /// Fewer peers than the measure takes.
    TooFewPeers {
        /// Peers beside the unit itself.
        found: u32,
        /// How many it takes.
        needed: u32,
    },
    /// Fewer scored children than an objective, a perspective or the card takes.
    TooFewScored {
        /// Children with a score.
        found: u32,
        /// How many it takes.
        needed: u32,
    },
    /// All that is scored needs no figure, and the unit has none: that makes no total.
    NoFigures,
    /// The condition of a veto has no answer; it takes no effect.
    VetoNotDecided(Name),
    /// The result has more digits than a decimal holds.
    TooLarge,
    /// A missing adjustment item counts as 0.
    MissingAdjustment,
    /// A unit's own figure differs from what its child units come to; the own figure counts.
    DiffersFromChildren {
        /// The unit.
        unit: UnitId,
        /// The item.
        item: ItemId,
        /// The month.
        month: Month,
    },
    /// The full points of the card come to something else than 100.
    WeightsSum(Decimal),
    /// A longer period spans revisions that differ.
    SeveralRevisions,
}
