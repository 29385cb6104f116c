//! Where points were lost.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::domain::measure::Measure;
use crate::domain::order::sort_by_key;
use crate::domain::scorecard::Revision;
use crate::domain::scoring::{MeasureScore, PerspectiveScore, ScoreReport};

/// The points that a measure has lost: what is missing to its full points, or what it deducts. 0 where it
/// has no points yet, and for extra points, which nobody has to have.
#[must_use]
pub fn lost(measure: &Measure, score: &MeasureScore) -> Decimal {
    let full = if measure.is_counted() { score.full } else { Decimal::ZERO };
    let missing = score.points.and_then(|points| full.checked_sub(points));
    missing.unwrap_or_default().max(Decimal::ZERO)
}

/// The measures of a report that have lost points, those first that have lost most.
#[must_use]
pub fn losses<'r>(report: &ScoreReport, revision: &'r Revision) -> Vec<(&'r Measure, Decimal)> {
    let scores = report.perspectives().iter().flat_map(PerspectiveScore::all_measures);
    let measured = scores.filter_map(|score| Some((revision.measure(&score.measure)?, score)));
    let mut losses: Vec<_> = measured.map(|(measure, score)| (measure, lost(measure, score))).collect();
    losses.retain(|(_, lost)| !lost.is_zero());
    sort_by_key(&mut losses, |(_, lost)| Reverse(*lost));
    losses
}
