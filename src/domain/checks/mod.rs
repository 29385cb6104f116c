//! Findings about what a person has written down: the definition, the figures, and scores that tell
//! nothing. They never block anything. Each says where it is and what was found; the words, with
//! what to do about it, are in [`i18n`](crate::i18n).
//!
//! What is met while a card is scored, such as a missing target, is not here but in
//! [`scoring`](super::scoring).

mod curve;
mod definition;
mod figures;
mod scores;

use std::sync::Arc;

use rust_decimal::Decimal;

use super::figure::Cell;
use super::id::{ItemId, MeasureId, ObjectiveId, PerspectiveId, ScorecardId};
use super::period::Month;

pub use definition::of_definition;
pub use figures::{MOST_FINDINGS, Usual, of_figures, of_figures_of};
pub use scores::{LEAST_SCORES, of_scores};

/// Something a person should look at, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What is doubted.
    pub doubt: Doubt,
}

/// Where in a workbook something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the design of a scorecard.
    Design {
        /// The scorecard.
        scorecard: ScorecardId,
        /// The first month of the revision.
        from: Month,
        /// The part of it.
        part: Part,
    },
    /// An item.
    Item(ItemId),
    /// A figure.
    Figure(Cell),
}

/// A part of the design of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its grades.
    Grades,
    /// A perspective.
    Perspective(PerspectiveId),
    /// An objective.
    Objective(ObjectiveId),
    /// A measure.
    Measure(MeasureId),
}

/// What is doubted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It has the weight 0, though it should count.
    ZeroWeight,
    /// A perspective with less than [`LEAST_PERCENT`] of the full points: this many percent.
    LightPerspective(Decimal),
    /// A perspective with more than [`MOST_PERCENT`] of the full points: this many percent.
    HeavyPerspective(Decimal),
    /// A grade that no percent reaches, because one before it begins as low: its place, from 0.
    GradeNotReached(usize),
    /// Percents below this have no grade.
    NoGradeBelow(Decimal),
    /// Nothing is ever at risk, because being on target begins no better.
    NeverAtRisk,
    /// More units of a kind use the card than ranks have points.
    RanksWithoutPoints {
        /// The last rank that has points.
        up_to: u32,
        /// The units.
        units: u32,
    },
    /// At this value of the actual (or of its ratio or difference to the target) the better side
    /// earns less.
    AgainstPolarity(Decimal),
    /// Another item or measure before it has the same code.
    CodeTwice(Arc<str>),
    /// Nothing reads the item.
    UnusedItem,
    /// A figure that is not believable.
    OutsideRange {
        /// The figure.
        value: Decimal,
        /// The lowest that is.
        low: Decimal,
        /// The highest that is.
        high: Decimal,
    },
    /// A figure about ten times, or a tenth of, the two figures next to it.
    SlippedPoint {
        /// The figure.
        value: Decimal,
        /// The two.
        neighbours: [Decimal; 2],
    },
    /// A figure of at most 1 where percentage points are entered.
    FractionForPercent(Decimal),
    /// A figure that is not what its deductions come to.
    DeductionsDiffer {
        /// The figure.
        value: Decimal,
        /// What they come to.
        sum: Decimal,
    },
    /// No figure from the month of the place to this one, but before and after.
    MissingMonths(Month),
    /// Every unit always gets full points: so many scores in a row.
    AlwaysFull(u32),
}

/// Percent of the full points below which a perspective is too light to matter.
pub const LEAST_PERCENT: u32 = 5;
/// Percent of the full points above which one perspective outweighs all others.
pub const MOST_PERCENT: u32 = 50;
