//! What is doubtful in items and in the design of scorecards.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::curve::against_polarity;
use super::{Doubt, Finding, LEAST_PERCENT, MOST_PERCENT, Part, Place};
use crate::domain::exact::{Exact, Midpoint};
use crate::domain::id::UnitId;
use crate::domain::measure::{Measure, Polarity, StatusOf};
use crate::domain::method::{Method, RankAward};
use crate::domain::needs::unused_items;
use crate::domain::scorecard::{Grade, Perspective, Revision, Scorecard, Weighting};
use crate::domain::workbook::Workbook;

/// Findings about items and scorecards, in the order of the workbook.
///
/// What a card keeps from one revision to the next is found in the last of them alone.
#[must_use]
pub fn of_definition(workbook: &Workbook) -> Vec<Finding> {
    let mut findings = of_items(workbook);
    for card in &workbook.scorecards {
        let largest_kind = largest_kind(workbook, card);
        let doubts: Vec<Doubts> =
            card.revisions.iter().map(|revision| of_revision(revision, largest_kind)).collect();
        for (index, (own, revision)) in doubts.iter().zip(&card.revisions).enumerate() {
            let later = doubts.get(index.saturating_add(1));
            for (part, doubt) in own.iter().filter(|found| later.is_none_or(|later| !later.contains(found))) {
                let (scorecard, from, part) = (card.id.clone(), revision.from, part.clone());
                let place = Place::Design { scorecard, from, part };
                findings.push(Finding { place, doubt: doubt.clone() });
            }
        }
    }
    findings
}

type Doubts = Vec<(Part, Doubt)>;

fn of_items(workbook: &Workbook) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut codes = BTreeSet::new();
    for item in &workbook.items {
        if !codes.insert(&item.code) {
            let doubt = Doubt::CodeTwice(item.code.clone());
            findings.push(Finding { place: Place::Item(item.id.clone()), doubt });
        }
    }
    let unused = unused_items(workbook).into_iter();
    findings
        .extend(unused.map(|item| Finding { place: Place::Item(item.id.clone()), doubt: Doubt::UnusedItem }));
    findings
}

/// How many of the units that use a card are of one kind, where they are most.
fn largest_kind(workbook: &Workbook, card: &Scorecard) -> u32 {
    let mut counts = BTreeMap::new();
    let users: BTreeSet<&UnitId> = card.units.iter().collect();
    for unit in workbook.units.iter().filter(|unit| users.contains(&unit.id)) {
        if let Some(dated) = unit.kinds.last() {
            let count: &mut u32 = counts.entry(&dated.kind).or_default();
            *count = count.saturating_add(1);
        }
    }
    counts.values().copied().max().unwrap_or(0)
}

fn of_revision(revision: &Revision, largest_kind: u32) -> Doubts {
    let mut doubts = Doubts::new();
    doubts.extend(grades(&revision.grades).into_iter().map(|doubt| (Part::Grades, doubt)));
    perspectives(revision, &mut doubts);
    let mut codes = BTreeSet::new();
    for measure in revision.measures() {
        let mut found = |doubt| doubts.push((Part::Measure(measure.id.clone()), doubt));
        if measure.is_counted() && measure.weight.value().is_zero() {
            found(Doubt::ZeroWeight);
        }
        if !codes.insert(&measure.code) {
            found(Doubt::CodeTwice(measure.code.clone()));
        }
        if let Some(at) = against_polarity(measure) {
            found(Doubt::AgainstPolarity(at));
        }
        if is_never_at_risk(measure) {
            found(Doubt::NeverAtRisk);
        }
        if let Some(up_to) = last_rank(measure).filter(|up_to| *up_to < largest_kind) {
            found(Doubt::RanksWithoutPoints { up_to, units: largest_kind });
        }
    }
    doubts
}

/// Perspectives and objectives that have a measure which should count: those that weigh nothing, too
/// little or too much.
fn perspectives(revision: &Revision, doubts: &mut Doubts) {
    let counts = |measures: &[Measure]| measures.iter().any(Measure::is_counted);
    let shares = revision.weighting != Weighting::Points;
    let objectives = revision.perspectives.iter().flat_map(|perspective| &perspective.objectives);
    for objective in objectives.filter(|own| shares && own.weight.value().is_zero() && counts(&own.measures))
    {
        doubts.push((Part::Objective(objective.id.clone()), Doubt::ZeroWeight));
    }
    let weighing: Vec<(&Perspective, Exact)> = revision
        .perspectives
        .iter()
        .filter(|perspective| perspective.all_measures().any(Measure::is_counted))
        .map(|perspective| (perspective, weight(perspective, shares)))
        .collect();
    let all = weighing.iter().fold(Exact::ZERO, |sum, (_, weight)| sum.plus(weight));
    if weighing.len() < 2 {
        return;
    }
    for (perspective, weight) in weighing {
        let Some(percent) = weight.times(&Exact::whole(100)).over(&all) else { continue };
        let shown = percent.round(2, Midpoint::AwayFromZero).unwrap_or(Decimal::ZERO).normalize();
        let part = Part::Perspective(perspective.id.clone());
        if percent < Exact::whole(LEAST_PERCENT) {
            doubts.push((part, Doubt::LightPerspective(shown)));
        } else if percent > Exact::whole(MOST_PERCENT) {
            doubts.push((part, Doubt::HeavyPerspective(shown)));
        }
    }
}

fn weight(perspective: &Perspective, shares: bool) -> Exact {
    if shares {
        return Exact::from(perspective.weight.value());
    }
    let points = perspective.all_measures().map(Measure::full_points);
    points.fold(Exact::ZERO, |sum, points| sum.plus(&Exact::from(points)))
}

/// Grades stand best first, each from a percent on, the last without one.
fn grades(grades: &[Grade]) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    // `None` before the first grade; then the lowest percent that has a grade, if there is an end.
    let mut lowest: Option<Option<Decimal>> = None;
    for (place, grade) in grades.iter().enumerate() {
        let reached = match (lowest, grade.from) {
            (None, _) => true,
            (Some(None), _) => false,
            (Some(Some(_)), None) => true,
            (Some(Some(lowest)), Some(from)) => from < lowest,
        };
        if reached {
            lowest = Some(grade.from);
        } else {
            doubts.push(Doubt::GradeNotReached(place));
        }
    }
    doubts.extend(lowest.flatten().map(Doubt::NoGradeBelow));
    doubts
}

/// Whether the own status bands of a measure leave no room for being at risk, by standing in the
/// wrong order.
fn is_never_at_risk(measure: &Measure) -> bool {
    measure.status.is_some_and(|status| {
        let (on_target, at_risk) = (status.bands.on_target, status.bands.at_risk);
        match (status.of, measure.polarity) {
            (StatusOf::Actual, Polarity::Lower) => at_risk < on_target,
            _ => at_risk > on_target,
        }
    })
}

/// The last rank that has points.
fn last_rank(measure: &Measure) -> Option<u32> {
    match &measure.method {
        Method::PeerRank(method) => match &method.award {
            RankAward::Bands(bands) => Some(bands.last().map_or(0, |band| band.up_to)),
            RankAward::Linear { .. } => None,
        },
        _ => None,
    }
}
