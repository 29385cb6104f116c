//! Following edits: after one of figures, of targets, weights, methods or revisions, only what may
//! depend on it is read and scored again.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::compile::CardPlan;
use super::peers::Groups;
use super::plan::Plan;
use super::results::{Results, readers};
use super::sheets::{CardResults, Place, Work};
use crate::domain::edit::{Edit, Extent};
use crate::domain::exact::Exact;
use crate::domain::scorecard::{Revision, Scorecard};
use crate::domain::workbook::Workbook;

impl Plan {
    /// Follows an edit. `workbook` is the workbook after it, `edit` what was applied, or what takes
    /// it back.
    pub fn follow(&mut self, edit: &Edit, workbook: &Workbook) {
        let extent = edit.extent();
        if extent == Extent::Everything {
            *self = Self::new(workbook);
            return;
        }
        for cell in edit.cells() {
            self.set_figure(cell, workbook.figures.get(&cell.unit, &cell.item, cell.month));
        }
        if extent == Extent::Scorecards {
            self.read_cards(&workbook.scorecards);
        }
    }

    /// Reads the scorecards again that are not as they were. For each card the place where it stood
    /// if it is; `None` for the others.
    fn read_cards(&mut self, cards: &[Scorecard]) -> Vec<Option<usize>> {
        let mut before: Vec<Option<CardPlan>> = self.cards.drain(..).map(Some).collect();
        let mut stood = Vec::with_capacity(cards.len());
        for card in cards {
            let same = |old: &Option<CardPlan>| old.as_ref().is_some_and(|old| old.card == *card);
            let place = before.iter().position(same);
            let old = place.and_then(|place| before.get_mut(place)?.take());
            self.cards.push(old.unwrap_or_else(|| CardPlan::new(card, &self.places)));
            stood.push(place);
        }
        // Whose peer a unit is depends on all cards.
        for plan in self.cards.iter_mut().flat_map(|card| &mut card.revisions) {
            plan.measures.iter_mut().for_each(|measure| measure.groups = Groups::default());
        }
        stood
    }
}

impl Results {
    /// Follows an edit, and scores again what may depend on it. `workbook` is the workbook after it,
    /// `edit` what was applied, or what takes it back.
    pub fn follow(&mut self, edit: &Edit, workbook: &Workbook) {
        let extent = edit.extent();
        if extent == Extent::Everything {
            *self = Self::new(Plan::new(workbook), self.first, self.last);
            return;
        }
        for cell in edit.cells() {
            self.set_figure(cell, workbook.figures.get(&cell.unit, &cell.item, cell.month));
        }
        if extent == Extent::Scorecards {
            self.follow_cards(&workbook.scorecards);
        }
    }

    /// Scores as if `card` stood in the place of the one with the same identity, so that another
    /// design can be tried.
    pub fn set_card(&mut self, card: &Scorecard) {
        let put = |plan: &CardPlan| if plan.card.id == card.id { card.clone() } else { plan.card.clone() };
        let cards: Vec<Scorecard> = self.plan.cards.iter().map(put).collect();
        self.follow_cards(&cards);
    }

    /// Scores the cards again that are not as they were, and those in which a measure is compared
    /// with peers that use one of them.
    fn follow_cards(&mut self, cards: &[Scorecard]) {
        if let Some(place) = self.only_reweighed(cards) {
            self.reweigh(place, cards);
            return;
        }
        let codes_before: Vec<Vec<Arc<str>>> = self.plan.cards.iter().map(codes).collect();
        let stood = self.plan.read_cards(cards);
        let gone = codes_before.into_iter().enumerate().filter(|(place, _)| !stood.contains(&Some(*place)));
        let mut changed: BTreeSet<Arc<str>> = gone.flat_map(|(_, codes)| codes).collect();
        for (card, _) in self.plan.cards.iter().zip(&stood).filter(|(_, stood)| stood.is_none()) {
            changed.extend(codes(card));
        }
        let mut before: Vec<Option<CardResults>> = self.cards.drain(..).map(Some).collect();
        let mut fresh = BTreeSet::new();
        for (place, stood) in stood.into_iter().enumerate() {
            let old = stood.and_then(|stood| before.get_mut(stood)?.take());
            if let Some(old) = old.filter(|old| !self.compares(place, old, &changed)) {
                self.cards.push(old);
            } else if let Some(new) = CardResults::new(&self.plan, place, self.first, self.last) {
                fresh.insert(place);
                self.cards.push(new);
            }
        }
        self.readers = readers(&self.cards, self.plan.items.len());
        self.score_cards(&|place| fresh.contains(&place));
    }

    /// The place of the card in which weights differ, where nothing else does.
    fn only_reweighed(&self, cards: &[Scorecard]) -> Option<usize> {
        if cards.len() != self.plan.cards.len() {
            return None;
        }
        let pairs = || self.plan.cards.iter().map(|plan| &plan.card).zip(cards);
        let mut differing = pairs().enumerate().filter(|(_, (own, other))| own != other);
        let (place, (own, other)) = differing.next()?;
        (differing.next().is_none() && only_weights_differ(own, other)).then_some(place)
    }

    /// Scores what weighs something else than it did.
    fn reweigh(&mut self, place: usize, cards: &[Scorecard]) {
        let weighed = |plan: &CardPlan| plan.revisions.iter().map(|own| own.fulls(&plan.units)).collect();
        let before: Vec<Vec<Vec<Exact>>> = self.plan.cards.get(place).map(weighed).unwrap_or_default();
        self.plan.read_cards(cards);
        let (Some(plan), Some(results)) = (self.plan.cards.get(place), self.cards.get_mut(place)) else {
            return;
        };
        let mut work = Work::default();
        for (on_card, unit) in plan.units.iter().enumerate() {
            for period in 0..results.periods.len() {
                let revision = results.periods.get(period).and_then(|own| own.revision);
                let both =
                    revision.and_then(|at| Some((before.get(at)?.get(on_card)?, plan.revisions.get(at)?)));
                let Some((old, own)) = both else { continue };
                let differ = |place: &usize| old.get(*place) != own.full(*unit).get(*place);
                let touched: Vec<usize> = (0..own.measures.len()).filter(differ).collect();
                let at = Place { card: place, period, unit: on_card };
                let few = touched.len().saturating_mul(2) < own.measures.len();
                let alone = few && results.is_plain(at);
                if !(alone
                    && touched
                        .iter()
                        .all(|touched| results.score_one(&self.plan, at, *touched, &mut work.runs)))
                {
                    results.score(&self.plan, at, 1, &mut work);
                }
            }
            results.form_year_to_date(on_card, 0, usize::MAX);
        }
        self.rank_all();
    }

    /// Whether a card compares a measure of one of these codes with peers.
    fn compares(&self, card: usize, results: &CardResults, codes: &BTreeSet<Arc<str>>) -> bool {
        self.plan.cards.get(card).is_some_and(|card| {
            let plans = card.revisions.iter().zip(&results.reaches);
            let mut measures = plans.flat_map(|(plan, reaches)| plan.measures.iter().zip(reaches));
            measures.any(|(own, reach)| reach.peers && codes.contains(&own.measure.code))
        })
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

/// The codes of all measures of a card.
fn codes(card: &CardPlan) -> Vec<Arc<str>> {
    let measures = card.revisions.iter().flat_map(|plan| &plan.measures);
    measures.map(|own| Arc::clone(&own.measure.code)).collect()
}
