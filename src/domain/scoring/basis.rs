//! What the scores of a card in a period rest on: the definition in force, and the figures that it may
//! read.

use std::collections::BTreeSet;

use super::compile::CardPlan;
use super::plan::Plan;
use super::reach::{Reach, reaches};
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::measure::Scope;
use crate::domain::period::{Month, Period};

/// What the scores of a card in a period rest on, by places in the workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// The revisions in force, by their scorecards and first months.
    pub revisions: Vec<(ScorecardId, Month)>,
    /// The months that are read in which units use those scorecards, of units that do not in all of them.
    pub uses: Vec<(ScorecardId, UnitId, Vec<Month>)>,
    /// The items that are read.
    pub items: BTreeSet<usize>,
    /// The units that are scored, and those whose figures may be read for them.
    pub units: BTreeSet<usize>,
    /// The first and the last month that are read.
    pub months: Option<(Month, Month)>,
}

impl Plan {
    /// What the scores of `scorecard` in `period` rest on. It may name more than was read, and leaves
    /// nothing out that was.
    #[must_use]
    pub fn basis(&self, scorecard: &ScorecardId, period: Period) -> Basis {
        let mut basis = Basis::default();
        let Some(place) = self.cards.iter().position(|plan| plan.card.id == *scorecard) else {
            return basis;
        };
        let mut reach = Reach::default();
        for revision in self.in_force(place, period) {
            for own in reaches(&self.cards, place, revision, &self.items) {
                reach.add(&own);
            }
        }
        // Peers may use another card with a measure of the same code.
        let cards = if reach.peers { 0..self.cards.len() } else { place..place.saturating_add(1) };
        for card in cards {
            for revision in self.in_force(card, period) {
                if let Some(plan) = self.cards.get(card)
                    && let Some(own) = plan.card.revisions.get(revision)
                {
                    basis.revisions.push((plan.card.id.clone(), own.from));
                }
            }
        }
        // What looks a period back looks further back from a longer one.
        let back = reach.months_back.saturating_mul(period.month_count());
        let back = i32::try_from(back).unwrap_or(i32::MAX);
        let months = (period.first().plus(back.saturating_neg()), period.last());
        basis.months = Some(months);
        basis.uses = self.uses(&basis.revisions, months);
        basis.units = self.units_read(place, &reach);
        basis.items = reach.items;
        basis
    }

    /// The months from the first to the last in which units use scorecards, of units that do not in all.
    fn uses(
        &self,
        revisions: &[(ScorecardId, Month)],
        (first, last): (Month, Month),
    ) -> Vec<(ScorecardId, UnitId, Vec<Month>)> {
        let named = |plan: &&CardPlan| revisions.iter().any(|(card, _)| *card == plan.card.id);
        let of_card = |plan: &CardPlan| -> Vec<(ScorecardId, UnitId, Vec<Month>)> {
            let months =
                |unit: usize| first.through(last).filter(move |at| plan.is_used_in(unit, *at)).collect();
            let used =
                plan.spans.keys().map(|unit| (plan.card.id.clone(), self.unit_id(*unit), months(*unit)));
            used.collect()
        };
        let mut uses: Vec<_> = self.cards.iter().filter(named).flat_map(of_card).collect();
        let all = first.through(last).count();
        uses.retain(|(.., months)| months.len() < all);
        uses
    }

    /// The places of the revisions of a card that are in force in any of its own periods in `period`.
    fn in_force(&self, card: usize, period: Period) -> BTreeSet<usize> {
        let revisions = self.cards.get(card).map(|plan| plan.card.revisions.as_slice()).unwrap_or_default();
        let in_month = |month: Month| revisions.iter().rposition(|revision| revision.from <= month);
        period.months().filter_map(in_month).collect()
    }

    /// The units of a card, those above them that it reads, and those below what it reads.
    fn units_read(&self, card: usize, reach: &Reach) -> BTreeSet<usize> {
        if reach.peers {
            return (0..self.units.len()).collect();
        }
        let scored = self.cards.get(card).map(|plan| plan.units.as_slice()).unwrap_or_default();
        let mut open: Vec<usize> = scored.to_vec();
        for scope in reach.scopes.iter().filter(|scope| **scope != Scope::Own) {
            open.extend(scored.iter().filter_map(|unit| self.scope(*unit, *scope)));
        }
        let mut units = BTreeSet::new();
        while let Some(unit) = open.pop() {
            if units.insert(unit) {
                open.extend(self.units.get(unit).into_iter().flat_map(|unit| &unit.children));
            }
        }
        units
    }
}
