//! Weights that are changed together: spread evenly, scaled to a sum, turned from points into
//! shares and back. Where a result is no short decimal it is rounded so that the sum is kept, and
//! says so.

use rust_decimal::Decimal;

use super::exact::{Exact, Midpoint};
use super::id::MeasureId;
use super::measure::{Measure, Weight};
use super::scorecard::{Objective, Perspective, Revision, Weighting};
use super::scoring::full_points_of;

/// Decimals of a weight that is rounded.
const DECIMALS: u32 = 2;
/// Decimals up to which a weight is kept as it comes out.
const SHORT: u32 = 4;

/// A weight among others, and whether it keeps its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The weight.
    pub weight: Decimal,
    /// Whether it keeps its value.
    pub locked: bool,
}

/// Weights that come to a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjusted {
    /// The weights, in the order of those before.
    pub weights: Vec<Decimal>,
    /// Whether some of them are rounded.
    pub rounded: bool,
}

/// A card in points, and the full points that had to be rounded for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InPoints {
    /// The card.
    pub revision: Revision,
    /// Measures whose full points are no short decimal, with the points that they get.
    pub rounded: Vec<(MeasureId, Decimal)>,
}

/// Gives all weights that are not locked the same part of what the locked ones leave of `sum`;
/// `None` where none is free, or the locked ones are more than the sum.
#[must_use]
pub fn spread(shares: &[Share], sum: Decimal) -> Option<Adjusted> {
    adjust(shares, sum, |_| Decimal::ONE)
}

/// Makes the weights that are not locked larger or smaller in the same proportion, so that all
/// come to `sum`; `None` where all free weights are zero, or the locked ones are more than the sum.
#[must_use]
pub fn scale(shares: &[Share], sum: Decimal) -> Option<Adjusted> {
    adjust(shares, sum, |share| share.weight)
}

fn adjust(shares: &[Share], sum: Decimal, part: fn(&Share) -> Decimal) -> Option<Adjusted> {
    let total = |locked: bool, of: fn(&Share) -> Decimal| {
        let wanted = shares.iter().filter(|share| share.locked == locked);
        wanted.fold(Exact::ZERO, |total, share| total.plus(&Exact::from(of(share))))
    };
    let left = Exact::from(sum).minus(&total(true, |share| share.weight));
    let parts = total(false, part);
    if left.is_negative() {
        return None;
    }
    let free = shares.iter().filter(|share| !share.locked);
    let exact: Option<Vec<Exact>> =
        free.map(|share| left.times(&Exact::from(part(share))).over(&parts)).collect();
    let exact = exact.filter(|exact| !exact.is_empty())?;
    let Apportioned { values, rounded } = apportion(&exact, &left)?;
    let mut free = values.into_iter();
    let weights = shares.iter().map(|share| if share.locked { Some(share.weight) } else { free.next() });
    Some(Adjusted { weights: weights.collect::<Option<_>>()?, rounded })
}

struct Apportioned {
    values: Vec<Decimal>,
    rounded: bool,
}

/// Decimals for fractions that come to `sum`: as they are where all are short, else rounded down
/// and the rest given to those that lost most, the first ones where several lost the same.
fn apportion(exact: &[Exact], sum: &Exact) -> Option<Apportioned> {
    let short = |value: &Exact| {
        let decimal = value.round(SHORT, Midpoint::ToEven)?.normalize();
        value.equals(decimal).then_some(decimal)
    };
    if let Some(values) = exact.iter().map(short).collect() {
        return Some(Apportioned { values, rounded: false });
    }
    let decimals = sum.to_decimal()?.normalize().scale().max(DECIMALS);
    let scale = Exact::from(Decimal::from(10_u64.checked_pow(decimals)?));
    let scaled: Vec<Exact> = exact.iter().map(|value| value.times(&scale)).collect();
    let mut whole: Vec<Exact> = scaled.iter().map(Exact::floor).collect();
    let given = whole.iter().fold(Exact::ZERO, |given, value| given.plus(value));
    let mut rest = sum.times(&scale).minus(&given);
    let mut lost: Vec<Exact> = scaled.iter().map(|value| value.minus(&value.floor())).collect();
    while rest >= Exact::ONE {
        // The first of those that lost most; nobody gets twice.
        let mut most = 0;
        for (place, own) in lost.iter().enumerate() {
            if lost.get(most).is_some_and(|before| own > before) {
                most = place;
            }
        }
        let (Some(value), Some(own)) = (whole.get_mut(most), lost.get_mut(most)) else { break };
        *value = value.plus(&Exact::ONE);
        *own = own.minus(&Exact::ONE);
        rest = rest.minus(&Exact::ONE);
    }
    let values = whole.iter().map(|value| value.over(&scale)?.round(decimals, Midpoint::ToEven));
    Some(Apportioned {
        values: values.map(|value| Some(value?.normalize())).collect::<Option<_>>()?,
        rounded: true,
    })
}

/// The sum of the full points of the card in points, extra points and adjustments left out.
#[must_use]
pub fn sum_of_points(revision: &Revision) -> Decimal {
    revision.measures().fold(Decimal::ZERO, |sum, measure| {
        let own = if measure.extra { Decimal::ZERO } else { measure.full_points() };
        sum.saturating_add(own)
    })
}

/// The card with its points as relative weights; nobody's full points change. `None` where the
/// points come to nothing, or a sum is no weight.
#[must_use]
pub fn to_shares(revision: &Revision) -> Option<Revision> {
    let mut revision = revision.clone();
    let total = sum_of_points(&revision);
    if revision.weighting != Weighting::Points || total <= Decimal::ZERO {
        return None;
    }
    for perspective in &mut revision.perspectives {
        for objective in &mut perspective.objectives {
            objective.weight = counted(objective.measures.iter())?;
        }
        perspective.weight = counted(perspective.all_measures())?;
    }
    revision.weighting = Weighting::Share { total };
    Some(revision)
}

fn counted<'m>(measures: impl Iterator<Item = &'m Measure>) -> Option<Weight> {
    let sum = measures
        .filter(|measure| measure.is_counted())
        .fold(Decimal::ZERO, |sum, measure| sum.saturating_add(measure.weight.value()));
    Weight::new(sum).ok()
}

/// The card with the full points that its shares come to; `None` where it is in points already, or
/// where they are no weights.
#[must_use]
pub fn to_points(revision: &Revision) -> Option<InPoints> {
    let Weighting::Share { .. } = revision.weighting else {
        return None;
    };
    let full = full_points_of(revision);
    let counted: Vec<bool> = revision.measures().map(Measure::is_counted).collect();
    let exact: Vec<Exact> =
        full.iter().zip(&counted).filter(|(_, counted)| **counted).map(|(full, _)| full.clone()).collect();
    let sum = exact.iter().fold(Exact::ZERO, |sum, full| sum.plus(full));
    let Apportioned { values, .. } = apportion(&exact, &sum)?;
    let mut values = values.iter().zip(&exact);
    let mut revision = revision.clone();
    let mut rounded = Vec::new();
    for measure in revision.measures_mut().filter(|measure| measure.is_counted()) {
        let (points, exact) = values.next()?;
        measure.weight = Weight::new(*points).ok()?;
        if !exact.equals(*points) {
            rounded.push((measure.id.clone(), *points));
        }
    }
    revision.perspectives.iter_mut().for_each(forget_weights);
    revision.weighting = Weighting::Points;
    Some(InPoints { revision, rounded })
}

/// Under points a perspective weighs what its measures do.
fn forget_weights(perspective: &mut Perspective) {
    perspective.weight = Weight::default();
    let forget = |objective: &mut Objective| objective.weight = Weight::default();
    perspective.objectives.iter_mut().for_each(forget);
}
