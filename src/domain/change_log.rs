//! The change log: who changed what and when, as part of the workbook.

use std::sync::Arc;

use super::figure::Cell;
use super::id::{ScorecardId, UnitId};
use super::period::Period;

/// One change. The time is RFC 3339 text, and the name is what the person calls themselves: the
/// domain knows neither a clock nor accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When, such as `2026-11-22T08:30:00Z`.
    pub at: Arc<str>,
    /// Who, as they name themselves; empty where they do not.
    pub by: Arc<str>,
    /// What was changed.
    pub what: Changed,
    /// What it was before, as text; `None` where there was nothing.
    pub old: Option<Arc<str>>,
    /// What it is now, as text; `None` where it is gone.
    pub new: Option<Arc<str>>,
    /// Why, where a reason was asked for.
    pub reason: Option<Arc<str>>,
}

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// A figure.
    Figure(Cell),
    /// The note on a figure.
    Note(Cell),
    /// The definition of a unit.
    Unit(UnitId),
    /// The definition of a scorecard.
    Scorecard(ScorecardId),
    /// Whether a period of a scorecard is closed.
    Closing {
        /// The scorecard.
        scorecard: ScorecardId,
        /// The period.
        period: Period,
    },
    /// The workbook as a whole: its name, its settings, an import.
    Workbook,
}
