//! Measures on which every unit always gets full points: they tell nobody apart.

use super::measure::Raw;
use super::results::Results;
use crate::domain::id::{MeasureId, ScorecardId};
use crate::domain::period::Month;

/// A measure of a revision that has been full in all of its scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlwaysFull {
    /// The scorecard.
    pub scorecard: ScorecardId,
    /// The first month of the revision.
    pub from: Month,
    /// The measure.
    pub measure: MeasureId,
    /// How many scores there are.
    pub scores: u32,
}

impl Results {
    /// The measures that count and have been full for every unit in every period, in the order of
    /// the cards. A unit without figures, or for which the measure is left out, has no say.
    #[must_use]
    pub fn always_full(&self) -> Vec<AlwaysFull> {
        let mut found = Vec::new();
        for (card, plan) in self.plan().cards.iter().enumerate() {
            for (revision, rules) in plan.card.revisions.iter().enumerate() {
                for (place, measure) in rules.measures().enumerate().filter(|(_, own)| own.is_counted()) {
                    if let Some(scores) = self.full_scores(card, revision, place) {
                        let (scorecard, measure) = (plan.card.id.clone(), measure.id.clone());
                        found.push(AlwaysFull { scorecard, from: rules.from, measure, scores });
                    }
                }
            }
        }
        found
    }

    /// The scores of a measure in a revision; `None` where there are none, or one is not full.
    fn full_scores(&self, card: usize, revision: usize, measure: usize) -> Option<u32> {
        let mut count = 0_u32;
        for context in self.scores_of(card, revision, measure) {
            let full = context.plan()?.full(context.unit).get(measure)?;
            if full.is_zero() {
                continue;
            }
            // The points that were scored are rounded, and of a unit with missing siblings they are
            // more than the measure gave, so the method is asked again.
            match self.plan().raw_of(&context, measure) {
                Some(Raw::Points(points)) if points >= *full => count = count.saturating_add(1),
                Some(Raw::Points(_)) => return None,
                // What stands in for a missing score says nothing.
                _ => {}
            }
        }
        (count > 0).then_some(count)
    }
}
