//! What a total is made of, and what made the difference between two: parts that add up exactly.

use rust_decimal::Decimal;

use crate::domain::exact::Exact;
use crate::domain::id::{MeasureId, PerspectiveId, ScorecardId, UnitId};
use crate::domain::period::Period;
use crate::domain::scorecard::{Revision, Rounding};
use crate::domain::scoring::{Body, MeasureScore, PerspectiveScore, Plan, ScoreReport, rounded};

/// A part of a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The points of a measure, before redistribution; also of an adjustment item and of an extra one.
    Measure(MeasureId),
    /// The points of a measure of another card, where the first one compared has no such measure.
    MeasureOf(ScorecardId, MeasureId),
    /// What redistribution adds to the measures that are there.
    Redistribution,
    /// What stands in for a perspective without a score.
    Substitute(PerspectiveId),
    /// What the ceiling takes from the extra points.
    Ceiling,
    /// What vetoes take from a perspective.
    PerspectiveVeto(PerspectiveId),
    /// What vetoes take from the total.
    TotalVeto,
    /// What rounding adds to the mean of several periods.
    Rounding,
}

/// What a total is made of. The lines add up to the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// The total.
    pub total: Decimal,
    /// The parts, measures first and in the order of the card.
    pub lines: Vec<(Part, Decimal)>,
}

/// What made the difference between two totals. The changes add up to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributions {
    /// The first total.
    pub before: Decimal,
    /// The second one.
    pub after: Decimal,
    /// The second less the first.
    pub change: Decimal,
    /// The parts of both, those of the first in their order.
    pub lines: Vec<Contribution>,
}

/// What a part has to do with a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The part.
    pub part: Part,
    /// In the first total; `None` where it has no such part.
    pub before: Option<Decimal>,
    /// In the second one.
    pub after: Option<Decimal>,
    /// The second less the first.
    pub change: Decimal,
}

/// A total that is compared with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The scorecard.
    pub scorecard: ScorecardId,
    /// The unit.
    pub unit: UnitId,
    /// The period.
    pub period: Period,
}

/// What the total of a unit in a period is made of; `None` where there is none.
#[must_use]
pub fn breakdown(plan: &Plan, subject: &Subject) -> Option<Breakdown> {
    let report = plan.score(&subject.scorecard, &subject.unit, subject.period);
    let card = plan.scorecard(&subject.scorecard)?;
    let total = report.total.points?;
    match &report.body {
        Body::Perspectives { revision, .. } => {
            let revision = card.revisions.iter().find(|own| own.from == *revision)?;
            Some(Breakdown { total, lines: parts_of(revision, &report, total)? })
        }
        Body::Periods { parts, .. } => {
            let mut sums: Vec<(Part, Exact)> = Vec::new();
            let mut count = 0_u32;
            for part in parts.iter().filter(|part| part.points.is_some()) {
                let own = breakdown(plan, &Subject { period: part.period, ..subject.clone() })?;
                count = count.saturating_add(1);
                for (part, points) in own.lines {
                    add(&mut sums, part, points);
                }
            }
            let rounding = card.revision_in(subject.period.last())?.rounding;
            mean_of(total, &sums, count, rounding)
        }
        Body::Nothing(_) => None,
    }
}

/// What made the difference between two totals.
#[must_use]
pub fn contributions(before: &Breakdown, after: &Breakdown) -> Option<Contributions> {
    let mut lines = Vec::new();
    for (part, points) in &before.lines {
        lines.push(contribution(part, Some(*points), after.points(part))?);
    }
    for (part, points) in after.lines.iter().filter(|(part, _)| before.points(part).is_none()) {
        lines.push(contribution(part, None, Some(*points))?);
    }
    let change = after.total.checked_sub(before.total)?;
    Some(Contributions { before: before.total, after: after.total, change, lines })
}

/// What each total is made of, and what makes its difference from the first; in the order of
/// `subjects`, `None` where there is no total. A measure of another card is the same as one of the
/// first if it has the same code.
#[must_use]
pub fn compare(plan: &Plan, subjects: &[Subject]) -> Vec<Option<(Breakdown, Option<Contributions>)>> {
    let mut broken_down: Vec<Option<Breakdown>> = Vec::new();
    for subject in subjects {
        let mut own = breakdown(plan, subject);
        if let (Some(own), Some(first)) = (&mut own, subjects.first()) {
            rename(plan, own, subject, first);
        }
        broken_down.push(own);
    }
    let first = broken_down.first().cloned().flatten();
    let against_first = |own: Breakdown| {
        let contributions = first.as_ref().and_then(|first| contributions(first, &own));
        (own, contributions)
    };
    broken_down.into_iter().map(|own| own.map(against_first)).collect()
}

/// Several differences added up; `None` where there is none.
pub fn sum(differences: &mut dyn Iterator<Item = Contributions>) -> Option<Contributions> {
    let mut whole = differences.next()?;
    for own in differences {
        whole.before = whole.before.checked_add(own.before)?;
        whole.after = whole.after.checked_add(own.after)?;
        whole.change = whole.change.checked_add(own.change)?;
        for line in own.lines {
            let Some(there) = whole.lines.iter_mut().find(|there| there.part == line.part) else {
                whole.lines.push(line);
                continue;
            };
            there.before = sum_of(there.before, line.before)?;
            there.after = sum_of(there.after, line.after)?;
            there.change = there.change.checked_add(line.change)?;
        }
    }
    Some(whole)
}

/// The sum of what is there; outside `None` where no decimal can hold it.
fn sum_of(a: Option<Decimal>, b: Option<Decimal>) -> Option<Option<Decimal>> {
    match (a, b) {
        (Some(a), Some(b)) => a.checked_add(b).map(Some),
        _ => Some(a.or(b)),
    }
}

impl Breakdown {
    /// The points of a part.
    #[must_use]
    pub fn points(&self, part: &Part) -> Option<Decimal> {
        self.lines.iter().find(|(own, _)| own == part).map(|(_, points)| *points)
    }
}

fn contribution(part: &Part, before: Option<Decimal>, after: Option<Decimal>) -> Option<Contribution> {
    let change = after.unwrap_or_default().checked_sub(before.unwrap_or_default())?.normalize();
    Some(Contribution { part: part.clone(), before, after, change })
}

/// The parts of a report of a card's own period.
fn parts_of(revision: &Revision, report: &ScoreReport, total: Decimal) -> Option<Vec<(Part, Decimal)>> {
    let is_extra = |own: &MeasureScore| revision.measure(&own.measure).is_some_and(|own| own.extra);
    let (mut lines, mut after) = (Vec::new(), Vec::new());
    let (mut redistributed, mut rest) = (Decimal::ZERO, total);
    let (mut extra, mut has_extra) = (Decimal::ZERO, false);
    for perspective in report.perspectives() {
        let points = perspective.before_veto.or(perspective.points);
        let mut inside = Decimal::ZERO;
        for (own, enters) in measures_of(perspective) {
            let extras = is_extra(own) && report.total.extra.is_some();
            let Some(points) = own.points.filter(|_| extras || enters && !is_extra(own)) else { continue };
            lines.push((
                Part::Measure(own.measure.clone()),
                points.checked_sub(own.redistributed)?.normalize(),
            ));
            redistributed = redistributed.checked_add(own.redistributed)?;
            let sum = if extras { &mut extra } else { &mut inside };
            *sum = sum.checked_add(points)?;
            has_extra |= extras;
        }
        let points = points.unwrap_or_default();
        let stands_in = points.checked_sub(inside)?;
        push(&mut after, Part::Substitute(perspective.perspective.clone()), stands_in);
        if perspective.before_veto.is_some() {
            let lost = perspective.points.unwrap_or_default().checked_sub(points)?;
            push(&mut after, Part::PerspectiveVeto(perspective.perspective.clone()), lost);
        }
        rest = rest.checked_sub(perspective.points.unwrap_or_default())?;
    }
    if has_extra {
        let counted = report.total.extra.unwrap_or_default();
        push(&mut after, Part::Ceiling, counted.checked_sub(extra)?);
        rest = rest.checked_sub(counted)?;
    }
    push(&mut lines, Part::Redistribution, redistributed);
    lines.append(&mut after);
    push(&mut lines, Part::TotalVeto, rest);
    Some(lines)
}

fn push(lines: &mut Vec<(Part, Decimal)>, part: Part, points: Decimal) {
    if !points.is_zero() {
        lines.push((part, points.normalize()));
    }
}

/// The measures of a perspective, and whether their points are part of it.
fn measures_of(perspective: &PerspectiveScore) -> impl Iterator<Item = (&MeasureScore, bool)> {
    let stands = perspective.points.is_some() && !perspective.substituted;
    let nested = perspective.objectives.iter().flat_map(move |objective| {
        objective.measures.iter().map(move |own| (own, stands && objective.points.is_some()))
    });
    nested.chain(perspective.measures.iter().map(move |own| (own, stands)))
}

fn add(sums: &mut Vec<(Part, Exact)>, part: Part, points: Decimal) {
    let points = Exact::from(points);
    match sums.iter_mut().find(|(own, _)| *own == part) {
        Some((_, sum)) => *sum = sum.plus(&points),
        None => sums.push((part, points)),
    }
}

/// The mean of the parts of several periods, rounded as the card rounds, with what that makes of the
/// total as a part of its own.
fn mean_of(total: Decimal, sums: &[(Part, Exact)], count: u32, rounding: Rounding) -> Option<Breakdown> {
    let mut lines = Vec::with_capacity(sums.len());
    let mut rest = total;
    for (part, sum) in sums {
        let mean = rounded(&sum.over(&Exact::whole(count))?, rounding)?;
        rest = rest.checked_sub(mean)?;
        lines.push((part.clone(), mean));
    }
    push(&mut lines, Part::Rounding, rest);
    Some(Breakdown { total, lines })
}

/// Gives the measures of another card the identities that they have on the card of `first`.
fn rename(plan: &Plan, own: &mut Breakdown, subject: &Subject, first: &Subject) {
    if subject.scorecard == first.scorecard {
        return;
    }
    let revision = |of: &Subject| plan.scorecard(&of.scorecard)?.revision_in(of.period.last());
    let (Some(theirs), Some(ours)) = (revision(subject), revision(first)) else { return };
    for (part, _) in &mut own.lines {
        if let Part::Measure(id) = part {
            let code = theirs.measure(id).map(|measure| &measure.code);
            let same = ours.measures().find(|measure| Some(&measure.code) == code);
            *part = match same {
                Some(same) => Part::Measure(same.id.clone()),
                None => Part::MeasureOf(subject.scorecard.clone(), id.clone()),
            };
        }
    }
}
