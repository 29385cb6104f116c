//! Closed periods (结账): scores as they stood when someone closed them.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::id::{MeasureId, ScorecardId, UnitId};
use super::name::Name;
use super::period::Period;

/// A closed period of a scorecard. Later edits never change it; they show what it would be now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The scorecard.
    pub scorecard: ScorecardId,
    /// The period.
    pub period: Period,
    /// When, RFC 3339.
    pub at: Arc<str>,
    /// Who, as they name themselves; empty where they do not.
    pub by: Arc<str>,
    /// Digest of the definition and the figures that the scores rest on.
    pub digest: Arc<str>,
    /// The scores of the units, in the order of the workbook.
    pub scores: Vec<ClosedScore>,
}

/// The score of a unit in a closed period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedScore {
    /// The unit.
    pub unit: UnitId,
    /// The total; `None` where there was none.
    pub points: Option<Decimal>,
    /// Percent of full points.
    pub percent: Option<Decimal>,
    /// The grade.
    pub grade: Option<Name>,
    /// The rank, from 1.
    pub rank: Option<u32>,
    /// The points of its measures.
    pub measures: Vec<ClosedMeasure>,
}

/// The points of a measure in a closed period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedMeasure {
    /// The measure.
    pub measure: MeasureId,
    /// The points; `None` where there were none.
    pub points: Option<Decimal>,
}
