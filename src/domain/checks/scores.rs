//! What scores themselves tell: a measure on which every unit always gets full points.

use super::{Doubt, Finding, Part, Place};
use crate::domain::scoring::Results;

/// So many scores it takes before always getting full points says anything.
pub const LEAST_SCORES: u32 = 6;

/// Findings about the measures of all cards over the periods that were scored.
#[must_use]
pub fn of_scores(results: &Results) -> Vec<Finding> {
    let always = results.always_full().into_iter().filter(|always| always.scores >= LEAST_SCORES);
    always
        .map(|always| Finding {
            place: Place::Design {
                scorecard: always.scorecard,
                from: always.from,
                part: Part::Measure(always.measure),
            },
            doubt: Doubt::AlwaysFull(always.scores),
        })
        .collect()
}
