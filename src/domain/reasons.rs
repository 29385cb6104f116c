//! Reasons that are asked for: why something was changed of what a closed period rests on. They are asked for
//! after the fact, and stand in the change log.

use std::sync::Arc;

use super::change_log::{Change as Logged, Changed};
use super::closing::{Closing, changed_since};
use super::edit::{Change, Edit};
use super::scoring::Plan;
use super::workbook::Workbook;
use crate::domain::order::sort_by;

/// The places in the change log of what was changed without a reason after a period had been closed, where
/// the period would have another score now. `plan` is of the workbook.
#[must_use]
pub fn asked(workbook: &Workbook, plan: &Plan) -> Vec<usize> {
    let mut places = Vec::new();
    for closing in &workbook.closings {
        let open = open_since(workbook, closing);
        if open.iter().any(|place| !places.contains(place))
            && !changed_since(workbook, plan, closing).is_empty()
        {
            places.extend(open);
        }
    }
    sort_by(&mut places, Ord::cmp);
    places.dedup();
    places
}

/// The edit that notes a reason for these changes; nothing where none is given.
#[must_use]
pub fn explain(workbook: &Workbook, places: &[usize], reason: &str) -> Option<Edit> {
    let reason: Arc<str> = Some(reason.trim()).filter(|reason| !reason.is_empty())?.into();
    let explained = |place: &usize| {
        let change = workbook.changes.get(*place)?.clone();
        let change = Logged { reason: Some(reason.clone()), ..change };
        Some(Edit::Log(Change::Replace(*place, Box::new(change))))
    };
    Some(Edit::Several(places.iter().filter_map(explained).collect()))
}

/// The changes without a reason since the period was closed that its scores may rest on.
fn open_since(workbook: &Workbook, closing: &Closing) -> Vec<usize> {
    let changes = workbook.changes.iter().enumerate();
    let is_closing = |change: &Logged| {
        matches!(&change.what, Changed::Closing { scorecard, period }
            if *scorecard == closing.scorecard && *period == closing.period)
    };
    // Where its own line is no longer in the log, all that is there came later.
    let start = workbook.changes.iter().rposition(is_closing).unwrap_or(0);
    changes
        .skip(start)
        .filter(|(_, change)| change.reason.is_none() && may_matter(closing, &change.what))
        .map(|(place, _)| place)
        .collect()
}

/// Whether a closed score may rest on what was changed. Figures of earlier months count: targets are made of them.
fn may_matter(closing: &Closing, what: &Changed) -> bool {
    match what {
        Changed::Figure(cell) => cell.month <= closing.period.last(),
        Changed::Scorecard(scorecard) => *scorecard == closing.scorecard,
        Changed::Note(_) | Changed::Closing { .. } => false,
        Changed::Figures | Changed::Unit(_) | Changed::Item(_) | Changed::Kind(_) | Changed::Workbook => true,
    }
}
