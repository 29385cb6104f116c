//! What a measure's points depend on: items, months back, peers and other measures. After an edit
//! of a figure only what reaches it is scored again.

use std::collections::BTreeSet;

use super::compile::{Bound, CardPlan, Meaning, MeasurePlan, Node, OwnWord, RevisionPlan, SourcePlan};
use super::plan::ItemPlan;
use crate::domain::measure::Scope;
use crate::domain::method::Method;
use crate::domain::target::TargetSource;

/// What the points of a measure depend on.
#[derive(Clone, Default)]
pub(super) struct Reach {
    /// Items, whoever's they are.
    pub(super) items: BTreeSet<usize>,
    /// How many months before the first of a period are looked at.
    pub(super) months_back: u32,
    /// Whether other units are looked at that are neither above nor below.
    pub(super) peers: bool,
    /// The scopes in which the items are read.
    pub(super) scopes: Vec<Scope>,
    /// Whether the scores of others are looked at.
    pub(super) scores: bool,
}

impl Reach {
    pub(super) fn add(&mut self, other: &Self) {
        self.items.extend(&other.items);
        self.months_back = self.months_back.max(other.months_back);
        self.peers |= other.peers;
        self.scores |= other.scores;
        for scope in &other.scopes {
            self.add_scope(*scope);
        }
    }

    fn add_scope(&mut self, scope: Scope) {
        if !self.scopes.contains(&scope) {
            self.scopes.push(scope);
        }
    }

    fn add_items(&mut self, bound: &Bound, items: &[ItemPlan]) {
        for item in bound.items().flatten() {
            self.items.insert(item);
            self.items.extend(items.get(item).and_then(|item| item.weighed_by));
        }
    }
}

/// The reach of every measure of a revision of `cards[card]`, in their order.
pub(super) fn reaches(cards: &[CardPlan], card: usize, revision: usize, items: &[ItemPlan]) -> Vec<Reach> {
    let Some((own, plan)) = cards.get(card).and_then(|card| Some((card, card.revisions.get(revision)?)))
    else {
        return Vec::new();
    };
    let months = own.card.period.months();
    let mut reaches: Vec<Reach> =
        (0..plan.measures.len()).map(|place| reach(plan, place, months, items)).collect();
    for (reach, measure) in reaches.iter_mut().zip(&plan.measures) {
        if reach.peers {
            add_peers(reach, measure, cards, items);
        }
    }
    for shape in &plan.perspectives {
        let measure = if shape.all.is_empty() { 0 } else { shape.all.start };
        if let (Some(bound), Some(reach)) = (&shape.substitute, reaches.get_mut(measure)) {
            reach.add_items(bound, items);
            reach.add_scope(Scope::Own);
        }
    }
    // Those that others refer to come first in the order, so one pass reaches through all of them.
    for place in &plan.order {
        let Some(measure) = plan.measures.get(*place) else { continue };
        let referred: Vec<Reach> = (measure.method.iter())
            .flat_map(|bound| &bound.meanings)
            .flat_map(|meaning| match meaning {
                Meaning::Points(node) | Meaning::Percent(node) => places(plan, *node),
                _ => 0..0,
            })
            .filter_map(|other| reaches.get(other).cloned())
            .collect();
        if let Some(reach) = reaches.get_mut(*place) {
            reach.scores |= !referred.is_empty();
            referred.iter().for_each(|other| reach.add(other));
        }
    }
    reaches
}

fn places(plan: &RevisionPlan, node: Node) -> std::ops::Range<usize> {
    match node {
        Node::Measure(place) => place..place.saturating_add(1),
        Node::Perspective(place) => plan.perspectives.get(place).map_or(0..0, |shape| shape.all.clone()),
    }
}

/// What a measure by itself reaches, for a card that scores so many months.
fn reach(plan: &RevisionPlan, place: usize, months: u32, items: &[ItemPlan]) -> Reach {
    let mut reach = Reach::default();
    let Some(measure) = plan.measures.get(place) else {
        return reach;
    };
    reach.add_scope(measure.measure.scope);
    reach.add_items(&measure.actual, items);
    for target in plan.targets(place) {
        match (&target.source, &target.target.source) {
            (SourcePlan::Budget(item), _) => reach.items.extend(item),
            (SourcePlan::Expression(bound), _) => reach.add_items(bound, items),
            (SourcePlan::Measure(other), source) => {
                if let Some(other) = other.and_then(|other| plan.measures.get(other)) {
                    reach.add_items(&other.actual, items);
                    // Its scope counts from an ancestor; all of them are looked at.
                    reach.peers |= matches!(source, TargetSource::Measure { scope: Scope::Ancestor(_), .. });
                    reach.add_scope(other.measure.scope);
                }
            }
            (_, TargetSource::LastYearMonthlyMean) => reach.months_back = reach.months_back.max(24),
            (_, TargetSource::SamePeriodLastYear) => reach.months_back = reach.months_back.max(12),
            (_, TargetSource::PreviousPeriod) => reach.months_back = reach.months_back.max(months),
            (_, TargetSource::TrailingMean { periods }) => {
                reach.months_back = reach.months_back.max(months.saturating_mul(*periods));
            }
            (_, TargetSource::Peers(_)) => reach.peers = true,
            _ => {}
        }
    }
    reach.peers |= matches!(measure.measure.method, Method::PeerBest(_) | Method::PeerRank(_));
    for bound in measure.method.iter().chain(&measure.substitute) {
        reach.add_items(bound, items);
        for meaning in &bound.meanings {
            match meaning {
                Meaning::Own(OwnWord::Baseline) => reach.months_back = reach.months_back.max(12),
                Meaning::Own(OwnWord::Previous) => reach.months_back = reach.months_back.max(months),
                Meaning::Own(OwnWord::PeerMean | OwnWord::PeerBest) => reach.peers = true,
                _ => {}
            }
        }
    }
    reach
}

/// Peers may use another card with a measure of the same code.
fn add_peers(reach: &mut Reach, measure: &MeasurePlan, cards: &[CardPlan], items: &[ItemPlan]) {
    let others = cards.iter().flat_map(|card| &card.revisions).flat_map(|plan| &plan.measures);
    for other in others.filter(|other| other.measure.code == measure.measure.code) {
        reach.add_items(&other.actual, items);
    }
}
