//! Full points where the weights of a card are shares among siblings.

use super::Maker;
use super::definitions::Owner;
use super::labels::Label;
use super::term::{Function, Term, call, equal, missing, number, over, sum, times, when};
use crate::domain::measure::Measure;
use crate::domain::scorecard::{Perspective, Weighting};

/// A measure and its weight.
type Weighed = (usize, Term);

/// The weights under a perspective, where they are shares.
struct Shares {
    weight: Term,
    /// What objectives and measures beside them weigh together.
    siblings: Term,
    /// The weight of each objective, what its measures weigh together, and those.
    objectives: Vec<(Term, Term, Vec<Weighed>)>,
    direct: Vec<Weighed>,
}

impl Maker<'_> {
    /// Rows of the full points of a card whose weights are shares.
    pub(super) fn share_weights(&mut self, at: usize) {
        let Some(definition) = self.grids.get(at).map(|grid| grid.definition) else { return };
        let Weighting::Share { .. } = definition.weighting else { return };
        let mut next = 0;
        let mut groups = Vec::new();
        for (index, perspective) in definition.perspectives.iter().enumerate() {
            groups.push(self.shares(at, index, perspective, &mut next));
        }
        let weights = sum(groups.iter().map(|group| group.weight.clone()));
        let weights = Term::Here(self.same(at, "", Label::Weight, weights));
        let card = self.given(at, Owner::Card, Label::CardTotal, 0).unwrap_or_else(missing);
        for group in groups {
            let whole = over(times(card.clone(), group.weight), weights.clone());
            let part = |weight: Term| over(times(whole.clone(), weight), group.siblings.clone());
            let mut fulls: Vec<Weighed> =
                group.direct.into_iter().map(|(place, weight)| (place, part(weight))).collect();
            for (weight, total, own) in group.objectives {
                let inner = part(weight);
                let share = |weight: Term| over(times(inner.clone(), weight), total.clone());
                fulls.extend(own.into_iter().map(|(place, weight)| (place, share(weight))));
            }
            for (place, full) in fulls {
                let full = call(Function::IfError, [full, number(0)]);
                let row = self.same(at, &self.name_of(at, place), Label::FullPoints, full);
                if let Some(own) = self.grids.get_mut(at).and_then(|grid| grid.own.get_mut(place)) {
                    own.full = Term::Here(row);
                }
            }
        }
    }

    /// The weights under a perspective. What has no counted weight below it has none itself.
    fn shares(&mut self, at: usize, index: usize, perspective: &Perspective, next: &mut usize) -> Shares {
        let mut take = |maker: &Self, count: usize| {
            let places = *next..*next + count;
            *next = places.end;
            let is_counted = |place: &usize| maker.measure_of(at, *place).is_some_and(Measure::is_counted);
            let own = places.filter(is_counted).filter_map(|place| Some((place, maker.weight(at, place)?)));
            own.collect::<Vec<Weighed>>()
        };
        let inner: Vec<Vec<Weighed>> =
            perspective.objectives.iter().map(|own| take(self, own.measures.len())).collect();
        let direct = take(self, perspective.measures.len());
        let total = |own: &[Weighed]| sum(own.iter().map(|(_, weight)| weight.clone()));
        let mut siblings = vec![total(&direct)];
        let mut objectives = Vec::new();
        for (place, own) in inner.into_iter().enumerate() {
            let weight =
                self.given(at, Owner::Objective(index, place), Label::Weight, 0).unwrap_or_else(missing);
            let sum = total(&own);
            let weight = when(equal(sum.clone(), number(0)), number(0), weight);
            let weight = Term::Here(self.same(at, "", Label::Weight, weight));
            siblings.push(weight.clone());
            objectives.push((weight, sum, own));
        }
        let siblings = Term::Here(self.same(at, "", Label::Weight, sum(siblings)));
        let weight = self.given(at, Owner::Perspective(index), Label::Weight, 0).unwrap_or_else(missing);
        let weight = when(equal(siblings.clone(), number(0)), number(0), weight);
        let name = perspective.name.text(self.words.language());
        let weight = Term::Here(self.same(at, name, Label::Weight, weight));
        Shares { weight, siblings, objectives, direct }
    }
}
