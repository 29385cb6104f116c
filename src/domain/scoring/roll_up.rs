//! Roll-up: from the points of the measures to perspectives and total.
//!
//! Redistribution works level by level: the points of the children that are there are multiplied
//! by parent F ÷ present F. A measure's points are rounded once, after that; parents add the
//! rounded numbers, so the printed parts add up to the printed total.

use rust_decimal::Decimal;

use super::finding::{Finding, Problem};
use super::plan::{Notes, rounded};
use super::report::{Coverage, MeasureScore, MeasureState, ObjectiveScore, PerspectiveScore, Total};
use super::trace::{Formula, Step};
use crate::domain::exact::Exact;
use crate::domain::measure::Measure;
use crate::domain::scorecard::{MissingPolicy, Revision};

/// One measure on its way up.
pub(super) struct Leaf<'m> {
    pub(super) measure: &'m Measure,
    pub(super) full: Exact,
    pub(super) actual: Option<Exact>,
    pub(super) target: Option<Exact>,
    pub(super) raw: Raw,
    pub(super) notes: Notes,
}

/// What a method gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Raw {
    Points(Exact),
    Missing,
    NotApplicable,
}

/// Perspectives, total and findings of one card.
pub(super) struct RolledUp {
    pub(super) perspectives: Vec<PerspectiveScore>,
    pub(super) total: Total,
    pub(super) findings: Vec<Finding>,
}

/// Rolls up `leaves`, which follow the order of [`Revision::measures`].
pub(super) fn roll_up(revision: &Revision, leaves: &mut [Leaf<'_>]) -> RolledUp {
    let full = full_points(revision);
    let policy = policy_for(revision, leaves);
    let card_factor = factor(&full, &present_in_perspectives(revision, leaves, policy));
    let mut perspectives = Vec::with_capacity(revision.perspectives.len());
    let mut rest = &mut *leaves;
    for perspective in &revision.perspectives {
        let (own, others) = split(rest, perspective.all_measures().count());
        rest = others;
        let groups: Vec<usize> = perspective.objectives.iter().map(|o| o.measures.len()).collect();
        let above = card_factor.times(&factor(&full_of(own), &present_in_groups(own, &groups, policy)));
        let mut score = PerspectiveScore {
            perspective: perspective.id.clone(),
            points: None,
            full: Decimal::ZERO,
            percent: None,
            status: None,
            coverage: coverage(own),
            objectives: Vec::new(),
            measures: Vec::new(),
        };
        let mut own = own;
        for objective in &perspective.objectives {
            let (group, others) = split(own, objective.measures.len());
            own = others;
            let inner = above.times(&factor(&full_of(group), &present(group, policy)));
            let measures: Vec<_> =
                group.iter_mut().map(|leaf| settle(leaf, &inner, revision, policy)).collect();
            score.objectives.push(ObjectiveScore {
                objective: objective.id.clone(),
                points: sum_points(&measures, policy),
                full: sum_full(&measures),
                measures,
            });
        }
        score.measures = own.iter_mut().map(|leaf| settle(leaf, &above, revision, policy)).collect();
        finish(&mut score, revision, policy);
        perspectives.push(score);
    }
    let total = card_total(revision, &full, &perspectives);
    let mut findings = findings(&full, leaves);
    findings.extend(lost_total(revision, &total));
    RolledUp { perspectives, total, findings }
}

/// The card's policy; where nothing is scored, nothing counts as zero either.
fn policy_for(revision: &Revision, leaves: &[Leaf<'_>]) -> MissingPolicy {
    let scored = leaves.iter().any(|leaf| matches!(leaf.raw, Raw::Points(_)));
    match revision.missing {
        MissingPolicy::Zero if !scored => MissingPolicy::Redistribute,
        policy => policy,
    }
}

/// Full points of the card under points weighting.
pub(super) fn full_points(revision: &Revision) -> Exact {
    revision.measures().fold(Exact::ZERO, |sum, measure| sum.plus(&Exact::from(measure.full_points())))
}

/// A total with its percent, grade, status and coverage.
pub(super) fn total(revision: &Revision, full: &Exact, points: Option<Decimal>, coverage: Coverage) -> Total {
    let percent = points.and_then(|points| percent_of(points, full));
    let grade = percent.and_then(|percent| {
        let reached = |from: Option<Decimal>| from.is_none_or(|from| percent >= from);
        revision.grades.iter().find(|grade| reached(grade.from)).map(|grade| grade.name.clone())
    });
    Total {
        points,
        full: full.to_decimal().unwrap_or_default(),
        percent,
        grade,
        status: percent.map(|percent| revision.status.status(percent)),
        coverage,
        provisional: coverage.percent().is_some_and(|percent| percent < revision.least_coverage),
    }
}

fn card_total(revision: &Revision, full: &Exact, perspectives: &[PerspectiveScore]) -> Total {
    let mut all = Coverage::default();
    for perspective in perspectives {
        all.add(&perspective.coverage);
    }
    let points =
        if is_withheld(revision, &all) || all.scored == 0 { None } else { sum_perspectives(perspectives) };
    total(revision, full, points, all)
}

fn is_withheld(revision: &Revision, coverage: &Coverage) -> bool {
    revision.missing == MissingPolicy::Withhold && coverage.scored < coverage.applicable
}

/// The sum of the perspectives; `None` where one has scores but no sum that a decimal can hold.
fn sum_perspectives(perspectives: &[PerspectiveScore]) -> Option<Decimal> {
    let counted = perspectives
        .iter()
        .filter(|perspective| perspective.points.is_some() || perspective.coverage.scored > 0);
    let points: Option<Vec<Decimal>> = counted.map(|perspective| perspective.points).collect();
    checked_sum(points?.into_iter())
}

/// Scales, rounds and notes the points of one measure.
fn settle(leaf: &mut Leaf<'_>, factor: &Exact, revision: &Revision, policy: MissingPolicy) -> MeasureScore {
    let adjustment = leaf.measure.method.is_adjustment();
    let state = match leaf.raw {
        Raw::Points(_) => MeasureState::Scored,
        Raw::Missing => MeasureState::Missing,
        Raw::NotApplicable => MeasureState::NotApplicable,
    };
    let raw = match (&leaf.raw, policy) {
        (Raw::Points(points), _) => Some(points.clone()),
        (Raw::Missing, MissingPolicy::Zero) => Some(count_as_zero(leaf, adjustment)),
        _ => None,
    };
    let points = raw.and_then(|raw| {
        let scaled = if adjustment { raw } else { scale(raw, factor, &mut leaf.notes) };
        round(&scaled, revision, &mut leaf.notes)
    });
    let present = is_present(leaf, policy);
    let full = if present { leaf.full.times(factor) } else { Exact::ZERO };
    let percent = points.and_then(|points| percent_of(points, &full));
    MeasureScore {
        measure: leaf.measure.id.clone(),
        state: if state == MeasureState::Scored && points.is_none() { MeasureState::Missing } else { state },
        actual: leaf.actual.clone(),
        target: leaf.target.clone(),
        points,
        full: full.to_decimal().unwrap_or_default(),
        percent,
        status: percent.map(|percent| revision.status.status(percent)),
    }
}

/// The policy *zero*: no points, or the method's lowest where that is above zero.
fn count_as_zero(leaf: &mut Leaf<'_>, adjustment: bool) -> Exact {
    if adjustment {
        leaf.notes.find(Problem::MissingAdjustment);
        return Exact::ZERO;
    }
    let points = leaf.measure.method.lowest().map_or(Exact::ZERO, Exact::from).max(Exact::ZERO);
    let counted = points.clone();
    leaf.notes.trace.step(|| Step::Formula(Box::new(Formula::MissingCountsAsZero { points: counted })));
    points
}

fn scale(points: Exact, factor: &Exact, notes: &mut Notes) -> Exact {
    if *factor == Exact::ONE {
        return points;
    }
    let result = points.times(factor);
    notes.trace.step(|| Step::Scaled { points, factor: factor.clone(), result: result.clone() });
    result
}

fn round(exact: &Exact, revision: &Revision, notes: &mut Notes) -> Option<Decimal> {
    let rounding = revision.rounding;
    let Some(points) = rounded(exact, rounding) else {
        notes.find(Problem::TooLarge);
        return None;
    };
    notes.trace.step(|| Step::Rounded { exact: exact.clone(), rounding, points });
    Some(points)
}

fn finish(score: &mut PerspectiveScore, revision: &Revision, policy: MissingPolicy) {
    let measures: Vec<&MeasureScore> = score.all_measures().collect();
    let points = sum_points(measures.iter().copied(), policy);
    let full = sum_full(measures.iter().copied());
    score.points = points;
    score.full = full;
    score.percent = points.and_then(|points| percent_of(points, &Exact::from(full)));
    score.status = score.percent.map(|percent| revision.status.status(percent));
}

/// The sum of the rounded points; `None` when no measure has any, or one withholds it.
fn sum_points<'s>(
    measures: impl IntoIterator<Item = &'s MeasureScore>,
    policy: MissingPolicy,
) -> Option<Decimal> {
    let mut any = false;
    let mut sum = Decimal::ZERO;
    for measure in measures {
        if measure.state == MeasureState::Missing && policy == MissingPolicy::Withhold {
            return None;
        }
        any = any || measure.points.is_some();
        sum = sum.checked_add(measure.points.unwrap_or_default())?;
    }
    any.then_some(sum)
}

fn sum_full<'s>(measures: impl IntoIterator<Item = &'s MeasureScore>) -> Decimal {
    checked_sum(measures.into_iter().map(|measure| measure.full)).unwrap_or_default()
}

fn checked_sum(mut values: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    values.try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value))
}

fn percent_of(points: Decimal, full: &Exact) -> Option<Decimal> {
    Exact::from(points).times(&Exact::whole(100)).over(full)?.to_decimal()
}

/// Parent F ÷ present F; 1 where nothing with full points is present.
fn factor(full: &Exact, present: &Exact) -> Exact {
    full.over(present).filter(|_| full.is_positive()).unwrap_or(Exact::ONE)
}

/// Whether a measure takes part in its parent's full points.
fn is_present(leaf: &Leaf<'_>, policy: MissingPolicy) -> bool {
    match leaf.raw {
        Raw::Points(_) => true,
        Raw::Missing => policy != MissingPolicy::Redistribute,
        Raw::NotApplicable => false,
    }
}

fn full_of(leaves: &[Leaf<'_>]) -> Exact {
    leaves.iter().fold(Exact::ZERO, |sum, leaf| sum.plus(&leaf.full))
}

fn present(leaves: &[Leaf<'_>], policy: MissingPolicy) -> Exact {
    let there = leaves.iter().filter(|leaf| is_present(leaf, policy));
    there.fold(Exact::ZERO, |sum, leaf| sum.plus(&leaf.full))
}

/// What of a perspective is present: whole objectives of which anything is, and the measures
/// that follow them.
fn present_in_groups(leaves: &[Leaf<'_>], groups: &[usize], policy: MissingPolicy) -> Exact {
    let mut rest = leaves;
    let mut sum = Exact::ZERO;
    for length in groups {
        let (group, others) = rest.split_at_checked(*length).unwrap_or((rest, &[]));
        rest = others;
        if present(group, policy).is_positive() {
            sum = sum.plus(&full_of(group));
        }
    }
    sum.plus(&present(rest, policy))
}

/// What of a card is present: whole perspectives of which anything is.
fn present_in_perspectives(revision: &Revision, leaves: &[Leaf<'_>], policy: MissingPolicy) -> Exact {
    let groups: Vec<usize> = revision.perspectives.iter().map(|p| p.all_measures().count()).collect();
    present_in_groups(leaves, &groups, policy)
}

fn coverage(leaves: &[Leaf<'_>]) -> Coverage {
    let mut coverage = Coverage::default();
    for leaf in leaves {
        let weight = leaf.measure.full_points();
        let scored = matches!(leaf.raw, Raw::Points(_));
        let applies = leaf.raw != Raw::NotApplicable;
        coverage.add(&Coverage {
            scored: u32::from(scored),
            applicable: u32::from(applies),
            not_applicable: u32::from(!applies),
            weight_scored: if scored { weight } else { Decimal::ZERO },
            weight: if applies { weight } else { Decimal::ZERO },
        });
    }
    coverage
}

fn findings(full: &Exact, leaves: &mut [Leaf<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !full.equals(Decimal::ONE_HUNDRED) {
        let sum = full.to_decimal().unwrap_or_default();
        findings.push(Finding { measure: None, problem: Problem::WeightsSum(sum) });
    }
    for leaf in leaves {
        let measure = Some(leaf.measure.id.clone());
        let problems = std::mem::take(&mut leaf.notes.problems).into_iter();
        findings.extend(problems.map(|problem| Finding { measure: measure.clone(), problem }));
    }
    findings
}

/// A total that no decimal can hold.
fn lost_total(revision: &Revision, total: &Total) -> Option<Finding> {
    let coverage = &total.coverage;
    let lost = total.points.is_none() && coverage.scored > 0 && !is_withheld(revision, coverage);
    lost.then_some(Finding { measure: None, problem: Problem::TooLarge })
}

fn split<'s, 'm>(leaves: &'s mut [Leaf<'m>], count: usize) -> (&'s mut [Leaf<'m>], &'s mut [Leaf<'m>]) {
    let count = count.min(leaves.len());
    leaves.split_at_mut(count)
}
