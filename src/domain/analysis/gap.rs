//! How far it is to the target, and where the next point is won most easily.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::domain::curve::Curve;
use crate::domain::exact::{Exact, Midpoint};
use crate::domain::id::{MeasureId, ScorecardId, UnitId};
use crate::domain::item::Item;
use crate::domain::measure::{Measure, Polarity};
use crate::domain::method::Method;
use crate::domain::order::sort_by;
use crate::domain::period::Period;
use crate::domain::scoring::{MeasureScore, MeasureState, PerspectiveScore, Plan};
use crate::domain::workbook::Workbook;

/// A thousandth of the actual: the first step on the search for the next point.
const FIRST_STEP: (i64, u32) = (1, 3);
/// How often the step is doubled: up to sixteen times the actual.
const DOUBLINGS: u32 = 14;
/// How often the way between too little and enough is halved.
const HALVINGS: u32 = 24;
/// Decimals beyond its own that an actual may need.
const MORE_DECIMALS: u32 = 8;

/// How far a measure is from its target and from full points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The measure.
    pub measure: MeasureId,
    /// The actual.
    pub actual: Decimal,
    /// The target.
    pub target: Option<Decimal>,
    /// How far the actual is from the target on the bad side; 0 where it is there.
    pub distance: Option<Decimal>,
    /// The same in percent of the actual.
    pub share: Option<Decimal>,
    /// The points by the method, before redistribution.
    pub points: Decimal,
    /// The points that are missing to the full ones, or to the best of an adjustment: what it deducts, and
    /// what it could add where that has a limit. 0 where there are none to win.
    pub missing: Decimal,
    /// What the next point takes; `None` where it cannot be won by the actual alone.
    pub next: Option<Next>,
}

/// What the next point takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The nearest actual that wins it and can be entered: at the decimals of the measure, or of its item
    /// where those are fewer. Where it is all that is deducted, the target.
    pub actual: Decimal,
    /// The points won: one, or what is missing to the full ones; more where points come in steps.
    pub points: Decimal,
    /// How far that actual is, in percent of the present one; `None` where that is 0.
    pub share: Option<Decimal>,
    /// Points won for each percent.
    pub ease: Option<Decimal>,
}

/// The measures of a unit in a period that have an actual, those first whose next point is won most
/// easily: with the most points for each percent of change of the actual.
#[must_use]
pub fn gaps(
    workbook: &Workbook,
    plan: &Plan,
    scorecard: &ScorecardId,
    unit: &UnitId,
    period: Period,
) -> Vec<Gap> {
    let report = plan.score(scorecard, unit, period);
    let Some(revision) = plan.scorecard(scorecard).and_then(|card| card.revision_in(period.last())) else {
        return Vec::new();
    };
    let mut gaps = Vec::new();
    for score in report.perspectives().iter().flat_map(PerspectiveScore::all_measures) {
        let measure = revision.measure(&score.measure).filter(|_| score.state == MeasureState::Scored);
        let Some(measure) = measure else { continue };
        let curve = Curve::new(workbook, (scorecard, revision.from), unit, period, &measure.id);
        gaps.extend(curve.and_then(|mut curve| gap(workbook, &mut curve, measure, score)));
    }
    sort_by(&mut gaps, by_ease);
    gaps
}

fn by_ease(a: &Gap, b: &Gap) -> Ordering {
    let ease = |gap: &Gap| gap.next.as_ref().map(|next| (next.ease, next.points));
    ease(b).cmp(&ease(a))
}

fn gap(workbook: &Workbook, curve: &mut Curve, measure: &Measure, score: &MeasureScore) -> Option<Gap> {
    let actual = score.actual.as_ref()?;
    let now = curve.score(None)?;
    let points = now.points?;
    let best = best(measure, now.full);
    let missing = best.checked_sub(points)?.max(Decimal::ZERO);
    let distance = score.target.as_ref().map(|target| worse_by(measure.polarity, actual, target));
    let item = measure.actual.references().first().filter(|_| measure.actual.is_one_item());
    let item = item.and_then(|named| workbook.items_named(&named.name, named.quoted).next());
    let mut search = Search { curve, measure, item, actual, points };
    // An adjustment may add more than it deducts; where it cannot, the target wins all that it deducts.
    let adjusts = measure.method.is_adjustment();
    let whole = adjusts.then(|| search.next(Decimal::ONE, None)).flatten();
    let aim = score.target.as_ref().filter(|_| adjusts && best.is_zero());
    let part = Some(missing.min(Decimal::ONE)).filter(|part| !part.is_zero());
    Some(Gap {
        measure: measure.id.clone(),
        actual: actual.to_decimal()?.normalize(),
        target: score.target.as_ref().and_then(decimal),
        share: distance.as_ref().and_then(|distance| share(distance, actual)),
        distance: distance.as_ref().and_then(decimal),
        points,
        missing,
        next: whole.or_else(|| search.next(part?, aim)),
    })
}

/// The most points: the full ones, or those of an adjustment, as far as they have a limit.
fn best(measure: &Measure, full: Decimal) -> Decimal {
    match &measure.method {
        Method::Step(step) if measure.method.is_adjustment() => {
            step.highest.filter(|_| !step.add.is_zero()).unwrap_or_default()
        }
        _ => full,
    }
}

/// How far an actual is on the bad side of a target.
fn worse_by(polarity: Polarity, actual: &Exact, target: &Exact) -> Exact {
    let distance = match polarity {
        Polarity::Higher => target.minus(actual),
        Polarity::Lower => actual.minus(target),
        Polarity::Within(range) => range.distance(actual).magnitude(),
    };
    distance.max(Exact::ZERO)
}

/// The search for an actual that wins points.
struct Search<'s> {
    curve: &'s mut Curve,
    measure: &'s Measure,
    /// The item that is the actual, where it is one.
    item: Option<&'s Item>,
    /// The actual as it is.
    actual: &'s Exact,
    /// Its points.
    points: Decimal,
}

impl Search<'_> {
    /// The nearest actual on the good side that wins `wanted` points, or `aim`, if that wins them.
    fn next(&mut self, wanted: Decimal, aim: Option<&Exact>) -> Option<Next> {
        let goal = self.points.checked_add(wanted)?;
        let rises = match self.measure.polarity {
            Polarity::Higher => true,
            Polarity::Lower => false,
            Polarity::Within(range) => range.distance(self.actual).is_negative(),
        };
        let aim = aim.filter(|aim| self.won(goal, aim).is_some()).cloned();
        let enough = aim.or_else(|| self.nearest(goal, rises))?;
        let own = self.item.map_or(u32::MAX, |item| item.decimals).min(self.measure.decimals);
        let (at, points) = (own..=own.saturating_add(MORE_DECIMALS))
            .flat_map(|decimals| tidied(&enough, decimals, rises))
            .find_map(|at| self.won(goal, &at).map(|points| (at, points)))?;
        let value = decimal(&at)?;
        let plausible = self.item.and_then(|item| item.plausible);
        if plausible.is_some_and(|range| value < range.low || value > range.high) {
            return None;
        }
        let share = share(&at.minus(self.actual).magnitude(), self.actual);
        let ease = share.and_then(|share| Exact::from(points).over(&Exact::from(share))?.to_decimal());
        Some(Next { actual: value, points, share, ease: ease.map(|ease| ease.normalize()) })
    }

    /// What is won at an actual, where that reaches the goal.
    fn won(&mut self, goal: Decimal, at: &Exact) -> Option<Decimal> {
        let reached = self.curve.score(Some(at.to_decimal()?))?.points?;
        (reached >= goal).then(|| reached.checked_sub(self.points)).flatten()
    }

    fn nearest(&mut self, goal: Decimal, rises: bool) -> Option<Exact> {
        let (mut short, mut enough) = self.bracket(goal, rises)?;
        for _ in 0..HALVINGS {
            let middle = short.plus(&enough).over(&Exact::whole(2))?;
            match self.won(goal, &middle) {
                Some(_) => enough = middle,
                None => short = middle,
            }
        }
        Some(enough)
    }

    /// An actual that wins too little and one that wins enough, at most twice as far away.
    fn bracket(&mut self, goal: Decimal, rises: bool) -> Option<(Exact, Exact)> {
        let actual = self.actual;
        let size = if actual.is_zero() { Exact::ONE } else { actual.magnitude() };
        let mut step = size.times(&Exact::decimal(FIRST_STEP.0, FIRST_STEP.1));
        let mut short = actual.clone();
        for _ in 0..=DOUBLINGS {
            let moved = if rises { actual.plus(&step) } else { actual.minus(&step) };
            // Quantities are rarely below zero: none is proposed that is, where the actual is not.
            let below = moved.is_negative() && !actual.is_negative();
            let at = if below { Exact::ZERO } else { moved };
            if self.won(goal, &at).is_some() {
                return Some((short, at));
            }
            if below {
                return None;
            }
            short = at;
            step = step.times(&Exact::whole(2));
        }
        None
    }
}

/// The value at so many decimals, and the next one on the good side.
fn tidied(value: &Exact, decimals: u32, rises: bool) -> Vec<Exact> {
    let Some(rounded) = value.round(decimals, Midpoint::AwayFromZero) else { return Vec::new() };
    let (rounded, unit) = (Exact::from(rounded), Exact::decimal(1, decimals));
    let next = if rises { rounded.plus(&unit) } else { rounded.minus(&unit) };
    vec![rounded, next]
}

/// A distance in percent of the actual.
fn share(distance: &Exact, actual: &Exact) -> Option<Decimal> {
    decimal(&distance.times(&Exact::whole(100)).over(&actual.magnitude())?)
}

fn decimal(value: &Exact) -> Option<Decimal> {
    value.to_decimal().map(|value| value.normalize())
}
