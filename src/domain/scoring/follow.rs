//! Following edits: after one of figures, of targets, weights, methods or revisions, only what may
//! depend on it is read and scored again.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::compile::CardPlan;
use super::peers::Groups;
use super::plan::Plan;
use super::results::{Results, readers};
use super::sheets::CardResults;
use crate::domain::edit::{Edit, Extent};
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
            self.read_cards(workbook);
        }
    }

    /// Reads the scorecards again that are not as they were. For each card the place where it stood
    /// if it is; `None` for the others.
    fn read_cards(&mut self, workbook: &Workbook) -> Vec<Option<usize>> {
        let mut before: Vec<Option<CardPlan>> = self.cards.drain(..).map(Some).collect();
        let mut stood = Vec::with_capacity(workbook.scorecards.len());
        for card in &workbook.scorecards {
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
            self.follow_cards(workbook);
        }
    }

    /// Scores the cards again that are not as they were, and those in which a measure is compared
    /// with peers that use one of them.
    fn follow_cards(&mut self, workbook: &Workbook) {
        let codes_before: Vec<Vec<Arc<str>>> = self.plan.cards.iter().map(codes).collect();
        let stood = self.plan.read_cards(workbook);
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

    /// Whether a card compares a measure of one of these codes with peers.
    fn compares(&self, card: usize, results: &CardResults, codes: &BTreeSet<Arc<str>>) -> bool {
        self.plan.cards.get(card).is_some_and(|card| {
            let plans = card.revisions.iter().zip(&results.reaches);
            let mut measures = plans.flat_map(|(plan, reaches)| plan.measures.iter().zip(reaches));
            measures.any(|(own, reach)| reach.peers && codes.contains(&own.measure.code))
        })
    }
}

/// The codes of all measures of a card.
fn codes(card: &CardPlan) -> Vec<Arc<str>> {
    let measures = card.revisions.iter().flat_map(|plan| &plan.measures);
    measures.map(|own| Arc::clone(&own.measure.code)).collect()
}
