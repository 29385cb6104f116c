//! Full points: the weights of a card, in points or as shares among siblings.

use rust_decimal::Decimal;

use crate::domain::exact::Exact;
use crate::domain::scorecard::{Override, Perspective, Revision, Weighting};

/// Full points of each measure where nothing differs for a unit; none for an adjustment item.
#[must_use]
pub fn full_points_of(revision: &Revision) -> Vec<Exact> {
    full_points(revision, &|_| None)
}

/// Full points of each measure; for an extra measure those on its own line, for an adjustment item
/// none.
pub(super) fn full_points<'r>(
    revision: &Revision,
    own: &dyn Fn(usize) -> Option<&'r Override>,
) -> Vec<Exact> {
    let weights: Vec<(Decimal, bool)> = (0..)
        .zip(revision.measures())
        .map(|(place, measure)| {
            let own = own(place);
            let weight = own.and_then(|own| own.weight).unwrap_or(measure.weight).value();
            let left_out = own.is_some_and(|own| own.left_out);
            let adjustment = measure.method.is_adjustment();
            (if adjustment || left_out { Decimal::ZERO } else { weight }, measure.is_counted() && !left_out)
        })
        .collect();
    match revision.weighting {
        Weighting::Points => weights.iter().map(|(weight, _)| Exact::from(*weight)).collect(),
        Weighting::Share { total } => shares(revision, total, &weights),
    }
}

/// The weights under a perspective: of each objective with the measures in it, and of the measures
/// beside them. An objective without any counted weight has no weight itself.
struct Shares {
    weight: Decimal,
    objectives: Vec<(Decimal, Vec<(Decimal, bool)>)>,
    direct: Vec<(Decimal, bool)>,
    /// What objectives and measures weigh together.
    siblings: Exact,
}

impl Shares {
    fn new(perspective: &Perspective, weights: &mut dyn Iterator<Item = (Decimal, bool)>) -> Self {
        let mut objectives = Vec::with_capacity(perspective.objectives.len());
        let mut siblings = Exact::ZERO;
        for objective in &perspective.objectives {
            let own: Vec<(Decimal, bool)> = weights.take(objective.measures.len()).collect();
            let weight = if counted(&own).is_zero() { Decimal::ZERO } else { objective.weight.value() };
            siblings = siblings.plus(&Exact::from(weight));
            objectives.push((weight, own));
        }
        let direct: Vec<(Decimal, bool)> = weights.take(perspective.measures.len()).collect();
        let siblings = siblings.plus(&counted(&direct));
        let weight = if siblings.is_zero() { Decimal::ZERO } else { perspective.weight.value() };
        Self { weight, objectives, direct, siblings }
    }
}

/// The sum of the weights that count.
fn counted(weights: &[(Decimal, bool)]) -> Exact {
    let counted = weights.iter().filter(|(_, counted)| *counted);
    counted.fold(Exact::ZERO, |sum, (weight, _)| sum.plus(&Exact::from(*weight)))
}

/// F = total × the shares down the tree. A group without any counted weight is no sibling of the
/// others.
fn shares(revision: &Revision, total: Decimal, weights: &[(Decimal, bool)]) -> Vec<Exact> {
    let mut rest = weights.iter().copied();
    let groups: Vec<Shares> =
        revision.perspectives.iter().map(|perspective| Shares::new(perspective, &mut rest)).collect();
    let all = groups.iter().fold(Exact::ZERO, |sum, group| sum.plus(&Exact::from(group.weight)));
    let part = |whole: &Exact, weight: Decimal, of: &Exact| {
        whole.times(&Exact::from(weight)).over(of).unwrap_or(Exact::ZERO)
    };
    let mut full = Vec::with_capacity(weights.len());
    for group in &groups {
        let whole = part(&Exact::from(total), group.weight, &all);
        let mut add = |list: &[(Decimal, bool)], whole: &Exact, of: &Exact| {
            full.extend(list.iter().map(|(weight, counted)| {
                if *counted { part(whole, *weight, of) } else { Exact::from(*weight) }
            }));
        };
        for (weight, measures) in &group.objectives {
            add(measures, &part(&whole, *weight, &group.siblings), &counted(measures));
        }
        add(&group.direct, &whole, &group.siblings);
    }
    full
}
