//! What differs between two revisions of a card.

use super::design::Group;
use super::id::MeasureId;
use super::measure::Measure;
use super::name::Name;
use super::period::Month;
use super::scorecard::{Perspective, Revision};

/// A difference, from the earlier revision to the later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The rules of the card: weighting, rounding, missing data, grades and the like.
    Rules,
    /// Perspectives and objectives, or where measures stand.
    Order,
    /// A measure that is only in the later one.
    Added(Name),
    /// A measure that is only in the earlier one.
    Removed(Name),
    /// A measure that is in both.
    Changed {
        /// As it is in the earlier one.
        before: Box<Measure>,
        /// As it is in the later one.
        after: Box<Measure>,
        /// Whether its weight differs.
        weight: bool,
        /// Whether its target differs.
        target: bool,
        /// Whether its method or its direction differs.
        method: bool,
        /// Whether anything else does.
        other: bool,
    },
}

/// Every difference, in the order of the later revision.
#[must_use]
pub fn differences(earlier: &Revision, later: &Revision) -> Vec<Difference> {
    let mut found = Vec::new();
    if rules(earlier) != rules(later) {
        found.push(Difference::Rules);
    }
    if order(earlier) != order(later) || places(earlier, later) != places(later, earlier) {
        found.push(Difference::Order);
    }
    for measure in later.measures() {
        match earlier.measure(&measure.id) {
            None => found.push(Difference::Added(measure.name.clone())),
            Some(before) => found.extend(changed(before, measure)),
        }
    }
    let gone = earlier.measures().filter(|measure| later.measure(&measure.id).is_none());
    found.extend(gone.map(|measure| Difference::Removed(measure.name.clone())));
    found
}

/// The revision without its measures and where they stand.
fn rules(revision: &Revision) -> Revision {
    Revision { from: Month::january(1), perspectives: Vec::new(), ..revision.clone() }
}

/// Perspectives and objectives without their measures.
fn order(revision: &Revision) -> Vec<Perspective> {
    let mut perspectives = revision.perspectives.clone();
    for perspective in &mut perspectives {
        perspective.measures.clear();
        perspective.objectives.iter_mut().for_each(|objective| objective.measures.clear());
    }
    perspectives
}

/// The group of every measure that both have.
fn places(revision: &Revision, other: &Revision) -> Vec<(MeasureId, Group)> {
    let shared = revision.measures().filter(|own| other.measure(&own.id).is_some());
    shared.filter_map(|own| Some((own.id.clone(), revision.group_of(&own.id)?.0))).collect()
}

fn changed(before: &Measure, after: &Measure) -> Option<Difference> {
    let weight = before.weight != after.weight;
    let target = before.target != after.target;
    let method = before.method != after.method || before.polarity != after.polarity;
    let same_otherwise = Measure {
        weight: after.weight,
        target: after.target.clone(),
        method: after.method.clone(),
        polarity: after.polarity,
        ..before.clone()
    };
    let other = same_otherwise != *after;
    (weight || target || method || other).then_some(Difference::Changed {
        before: Box::new(before.clone()),
        after: Box::new(after.clone()),
        weight,
        target,
        method,
        other,
    })
}
