//! Results that follow a change to the definition of a scorecard, so that another design can be tried
//! while it is made: after a change of weights only what they weigh is scored again.

use super::compile::CardPlan;
use super::results::Results;
use super::sheets::{CardResults, Place};
use crate::domain::scorecard::{Revision, Scorecard};

impl Results {
    /// Follows a change of the definition of the scorecard with this identity.
    pub fn set_card(&mut self, card: &Scorecard) {
        let Some(place) = self.plan.cards.iter().position(|plan| plan.card.id == card.id) else { return };
        let Some(before) = self.plan.set_card(place, card) else { return };
        if only_weights_differ(&before.card, card) {
            self.reweigh(place, &before);
        } else {
            self.rescore(place);
        }
        self.rank_all();
    }

    /// Scores a card anew, and the others whose peers may use it.
    fn rescore(&mut self, place: usize) {
        let (first, last) = self.span;
        let anew = CardResults::new(&self.plan, place, first, last);
        if let (Some(own), Some(anew)) = (self.cards.get_mut(place), anew) {
            *own = anew;
        }
        self.note_readers();
        for card in 0..self.cards.len() {
            let reaches = self.cards.get(card).into_iter().flat_map(|card| card.reaches.iter().flatten());
            let looks_at_others = reaches.into_iter().any(|reach| reach.peers);
            if card == place || looks_at_others {
                self.score_card(card);
            }
        }
    }

    /// Scores what weighs something else than it did.
    fn reweigh(&mut self, place: usize, before: &CardPlan) {
        let (Some(plan), Some(results)) = (self.plan.cards.get(place), self.cards.get_mut(place)) else {
            return;
        };
        let mut leaves = Vec::new();
        for (unit_on_card, unit) in plan.units.iter().enumerate() {
            for period in 0..results.periods.len() {
                let revision = results.periods.get(period).and_then(|own| own.revision);
                let both = revision.and_then(|at| Some((before.revisions.get(at)?, plan.revisions.get(at)?)));
                let Some((old, new)) = both else { continue };
                let pairs = old.full(*unit).iter().zip(new.full(*unit)).enumerate();
                let touched: Vec<usize> =
                    pairs.filter(|(_, (old, new))| old != new).map(|(measure, _)| measure).collect();
                let at = Place { card: place, period, unit: unit_on_card };
                let few = touched.len().saturating_mul(2) < new.measures.len();
                let alone = few && touched.iter().all(|own| results.score_one(&self.plan, at, *own));
                if !alone && !touched.is_empty() {
                    results.score(&self.plan, at, &mut leaves);
                }
            }
            results.form_year_to_date(unit_on_card, 0, usize::MAX);
        }
    }
}

/// Whether two definitions of a card are the same but for weights.
fn only_weights_differ(before: &Scorecard, after: &Scorecard) -> bool {
    let reweighed = |(own, other): (&Revision, &Revision)| with_weights_of(own, other);
    let revisions: Vec<Revision> = before.revisions.iter().zip(&after.revisions).map(reweighed).collect();
    let same_length = before.revisions.len() == after.revisions.len();
    same_length && Scorecard { revisions, ..before.clone() } == *after
}

/// The revision with the weights of another one, in the order of both.
fn with_weights_of(own: &Revision, other: &Revision) -> Revision {
    let mut own = own.clone();
    for (measure, other) in own.measures_mut().zip(other.measures()) {
        measure.weight = other.weight;
    }
    for (perspective, other) in own.perspectives.iter_mut().zip(&other.perspectives) {
        perspective.weight = other.weight;
        for (objective, other) in perspective.objectives.iter_mut().zip(&other.objectives) {
            objective.weight = other.weight;
        }
    }
    own
}
