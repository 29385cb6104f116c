//! The change log: who changed what and when, as part of the workbook.

use std::sync::Arc;

use super::figure::Cell;
use super::id::{ItemId, KindId, ScorecardId, UnitId};
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
    /// Many figures at once; the new text is how many.
    Figures,
    /// The definition of a unit.
    Unit(UnitId),
    /// The definition of an item.
    Item(ItemId),
    /// A kind of unit.
    Kind(KindId),
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

/// The most changes a workbook keeps; beyond it the oldest [`AT_ONCE`] are dropped.
pub const MOST: usize = 2_048;
/// How many are dropped together, so that it is rarely done.
pub const AT_ONCE: usize = 512;

/// A change before it is known when and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// What was changed.
    pub what: Changed,
    /// What it was before.
    pub old: Option<Arc<str>>,
    /// What it is now.
    pub new: Option<Arc<str>>,
}

/// Adds changes to a log. Where they continue the step that is being typed, they join the last
/// change of the same thing, and one that leads back to where it began is no change.
pub fn add(log: &mut Vec<Change>, noted: Vec<Noted>, continues: bool, at: &Arc<str>, by: &Arc<str>) {
    for Noted { what, old, new } in noted {
        let last = log.iter().rposition(|change| change.what == what).filter(|_| continues);
        match last.and_then(|last| log.get_mut(last).map(|change| (last, change))) {
            Some((last, change)) => {
                change.new = new;
                if change.new == change.old {
                    log.remove(last);
                }
            }
            None => log.push(Change { at: at.clone(), by: by.clone(), what, old, new, reason: None }),
        }
    }
    if log.len() > MOST {
        log.drain(..AT_ONCE);
    }
}
