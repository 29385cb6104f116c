//! Scorecards: perspectives, objectives and measures, in dated revisions.

use std::cmp::Ordering;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::exact::Midpoint;
use super::expression::Expression;
use super::id::{MeasureId, ObjectiveId, PerspectiveId, ScorecardId, UnitId};
use super::measure::{Measure, Substitute, Weight};
use super::name::Name;
use super::period::{Month, PeriodLength};
use super::target::Target;

/// A scorecard, used by one or many units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scorecard {
    /// Identity.
    pub id: ScorecardId,
    /// Name.
    pub name: Name,
    /// The template it was made from, such as T2.
    pub template: Option<Arc<str>>,
    /// The document its design comes from.
    pub source: Option<Name>,
    /// The units that use it.
    pub units: Vec<UnitId>,
    /// The months in which units use it that do not always: those of a unit in order, never meeting.
    pub spans: Vec<Span>,
    /// The period it scores.
    pub period: PeriodLength,
    /// Its revisions in the order of their first months; each holds until the next.
    pub revisions: Vec<Revision>,
}

impl Scorecard {
    /// The revision in force in `month`.
    #[must_use]
    pub fn revision_in(&self, month: Month) -> Option<&Revision> {
        self.revisions.iter().rev().find(|revision| revision.from <= month)
    }

    /// The months in which a unit uses it; none where it always does, or never.
    pub fn spans_of(&self, unit: &UnitId) -> impl Iterator<Item = &Span> {
        self.spans.iter().filter(move |own| own.unit == *unit)
    }

    /// Whether one of its units has always used it.
    #[must_use]
    pub fn is_always_used(&self, unit: &UnitId) -> bool {
        self.spans_of(unit).next().is_none()
    }

    /// Whether a unit uses it in `month`.
    #[must_use]
    pub fn is_used_in(&self, unit: &UnitId, month: Month) -> bool {
        let mut spans = self.spans_of(unit);
        self.units.contains(unit) && (self.is_always_used(unit) || spans.any(|own| own.holds(month)))
    }

    /// Lets a unit use it, or no longer, from a month until its next change; without a month, always.
    pub fn set_use(&mut self, unit: &UnitId, from: Option<Month>, uses: bool) {
        let always = || Span { unit: unit.clone(), from: None, until: None };
        let mut spans: Vec<Span> = self.spans_of(unit).cloned().collect();
        if spans.is_empty() && self.units.contains(unit) {
            spans.push(always());
        }
        match (from, uses) {
            (None, true) => spans = vec![always()],
            (None, false) => spans.clear(),
            (Some(from), true) if !spans.iter().any(|own| own.holds(from)) => begin(&mut spans, unit, from),
            (Some(from), false) => end(&mut spans, from),
            _ => {}
        }
        self.set_spans(unit, spans);
    }

    /// The unit uses it in these months, and in no others.
    pub fn set_spans(&mut self, unit: &UnitId, mut spans: Vec<Span>) {
        self.spans.retain(|own| own.unit != *unit);
        if spans.is_empty() {
            self.units.retain(|own| own != unit);
        } else if !self.units.contains(unit) {
            self.units.push(unit.clone());
        }
        spans.retain(|own| own.from.is_some() || own.until.is_some());
        self.spans.extend(spans);
    }

    /// Leaves only the units that are to be kept.
    pub fn retain_units(&mut self, keep: &dyn Fn(&UnitId) -> bool) {
        self.units.retain(|unit| keep(unit));
        self.spans.retain(|own| keep(&own.unit));
    }
}

/// The unit begins in a month of no span: until the next one, of which it is then a part, and after
/// one that ends in the month before, which goes on.
fn begin(spans: &mut Vec<Span>, unit: &UnitId, from: Month) {
    let earlier = |own: &&Span| own.until.is_some_and(|until| until < from);
    let place = spans.iter().take_while(earlier).count();
    let until = if place < spans.len() { spans.remove(place).until } else { None };
    let before = place.checked_sub(1).and_then(|before| spans.get_mut(before));
    match before.filter(|own| own.until == Some(from.plus(-1))) {
        Some(own) => own.until = until,
        None => spans.insert(place, Span { unit: unit.clone(), from: Some(from), until }),
    }
}

/// The unit ends before a month.
fn end(spans: &mut Vec<Span>, from: Month) {
    if let Some(place) = spans.iter().position(|own| own.holds(from)) {
        let begins_there = spans.get(place).is_some_and(|own| own.from == Some(from));
        if begins_there {
            spans.remove(place);
        } else if let Some(own) = spans.get_mut(place) {
            own.until = Some(from.plus(-1));
        }
    }
}

/// Months in which a unit uses a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The unit.
    pub unit: UnitId,
    /// The first month; `None` from the beginning.
    pub from: Option<Month>,
    /// The last month; `None` without end.
    pub until: Option<Month>,
}

impl Span {
    /// Whether it has `month` in it.
    #[must_use]
    pub fn holds(&self, month: Month) -> bool {
        self.from.is_none_or(|from| from <= month) && self.until.is_none_or(|until| month <= until)
    }
}

/// A scorecard's definition from a month on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The first month.
    pub from: Month,
    /// What weights mean.
    pub weighting: Weighting,
    /// How a measure's points are rounded.
    pub rounding: Rounding,
    /// What becomes of a measure without figures.
    pub missing: MissingPolicy,
    /// Perspectives that must have a score for the total to have one.
    pub least_scored: Option<u32>,
    /// Percent of the weight below which a total is provisional, 0 to 100.
    pub least_coverage: Decimal,
    /// The most that all extra points together may add; `None` for no ceiling.
    pub extra_ceiling: Option<Decimal>,
    /// Who is ranked against whom, and by what.
    pub rank: RankRule,
    /// How a period longer than the card's own is scored.
    pub longer_periods: LongerPeriods,
    /// Grades, best first.
    pub grades: Vec<Grade>,
    /// Where a status begins, in percent of full points.
    pub status: StatusBands,
    /// The perspectives.
    pub perspectives: Vec<Perspective>,
    /// 一票否决.
    pub vetoes: Vec<Veto>,
    /// What differs for single units.
    pub overrides: Vec<Override>,
}

impl Revision {
    /// What differs for a unit in a measure.
    #[must_use]
    pub fn override_of(&self, unit: &UnitId, measure: &MeasureId) -> Option<&Override> {
        self.overrides.iter().find(|differing| differing.unit == *unit && differing.measure == *measure)
    }

    /// Every objective, in the order of the card.
    pub fn objectives(&self) -> impl Iterator<Item = &Objective> {
        self.perspectives.iter().flat_map(|perspective| &perspective.objectives)
    }

    /// Every measure, in the order of the card.
    pub fn measures(&self) -> impl Iterator<Item = &Measure> {
        self.perspectives.iter().flat_map(Perspective::all_measures)
    }

    /// Every measure, to be changed.
    pub fn measures_mut(&mut self) -> impl Iterator<Item = &mut Measure> {
        self.perspectives.iter_mut().flat_map(|perspective| {
            let nested = perspective.objectives.iter_mut().flat_map(|objective| &mut objective.measures);
            nested.chain(&mut perspective.measures)
        })
    }

    /// The measure with this identity.
    #[must_use]
    pub fn measure(&self, id: &MeasureId) -> Option<&Measure> {
        self.measures().find(|measure| measure.id == *id)
    }

    /// The status of a perspective or an objective with these measures: by the percent of its full
    /// points, else by whether its points are a deduction.
    #[must_use]
    pub fn status_of(
        &self,
        points: Option<Decimal>,
        percent: Option<Decimal>,
        measures: &mut dyn Iterator<Item = &Measure>,
    ) -> Option<Status> {
        let mut may_deduct = self.missing != MissingPolicy::Zero;
        for measure in measures {
            may_deduct &= measure.may_deduct();
        }
        percent
            .map(|percent| self.status.status(percent))
            .or_else(|| Status::of_adjustment(points?, may_deduct))
    }
}

/// A perspective of a scorecard: financial, customer, internal process, learning and growth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Perspective {
    /// Identity.
    pub id: PerspectiveId,
    /// Name.
    pub name: Name,
    /// How much it counts among the perspectives; only under share weighting.
    pub weight: Weight,
    /// Objectives and measures that must have a score for the perspective to have one.
    pub least_scored: Option<u32>,
    /// What stands in for it where it has no score and the card substitutes; over items.
    pub substitute: Option<Substitute>,
    /// Objectives with measures of their own.
    pub objectives: Vec<Objective>,
    /// Measures that belong to no objective.
    pub measures: Vec<Measure>,
}

impl Perspective {
    /// Every measure: those of the objectives first.
    pub fn all_measures(&self) -> impl Iterator<Item = &Measure> {
        self.objectives.iter().flat_map(|objective| &objective.measures).chain(&self.measures)
    }
}

/// A strategic objective (战略目标): an optional level between perspective and measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objective {
    /// Identity.
    pub id: ObjectiveId,
    /// Name.
    pub name: Name,
    /// How much it counts in its perspective; only under share weighting.
    pub weight: Weight,
    /// Measures that must have a score for the objective to have one.
    pub least_scored: Option<u32>,
    /// The objectives of the revision that it helps to reach (cause and effect).
    pub leads_to: Vec<ObjectiveId>,
    /// Its measures.
    pub measures: Vec<Measure>,
}

/// What weights mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighting {
    /// 分值制: a measure's weight is its full points.
    Points,
    /// 权重制: a weight counts among its siblings; F = `total` × the shares down the tree.
    Share {
        /// The full points of the card, above zero; usually 100.
        total: Decimal,
    },
}

/// Who is ranked against whom, and by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankRule {
    /// Against whom.
    pub within: RankWithin,
    /// By what.
    pub by: RankBy,
}

/// Who is ranked together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankWithin {
    /// All units whose scorecards rank among all, whatever scorecard they use.
    All,
    /// Those of one kind.
    Kind,
}

/// What units are ranked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankBy {
    /// The total as it is shown.
    Rounded,
    /// The total of the points before rounding, kept to 15 decimals each.
    Exact,
}

/// A veto rule (一票否决): where its condition holds, it takes something away, and never gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Veto {
    /// Why, in words.
    pub reason: Name,
    /// The measure that is looked at.
    pub measure: MeasureId,
    /// A condition over `actual`, `target`, `points` and `percent` of the measure.
    pub condition: Expression,
    /// What it takes away.
    pub effect: VetoEffect,
}

/// What a veto takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VetoEffect {
    /// The perspective of the measure gets at most 0 points.
    PerspectiveToZero,
    /// The total is at most this.
    TotalAtMost(Decimal),
    /// The grade is at best the one of this place among the grades, from 0 for the best.
    GradeAtMost(usize),
}

/// What differs for one unit in one measure (differentiated cards without copies).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The unit.
    pub unit: UnitId,
    /// The measure.
    pub measure: MeasureId,
    /// Its weight instead.
    pub weight: Option<Weight>,
    /// Its target instead.
    pub target: Option<Target>,
    /// Whether it is left out for the unit.
    pub left_out: bool,
}

/// How a measure's points are rounded; parents add the rounded numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To this many decimals, 0 to 15.
    Decimals {
        /// The decimals.
        decimals: u32,
        /// What happens half way.
        midpoint: Midpoint,
    },
    /// Kept to 15 decimals.
    None,
}

/// What becomes of a measure without figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingPolicy {
    /// Left out; its siblings take over its points.
    Redistribute,
    /// It gets no points.
    Zero,
    /// The substitute of the measure or of the perspective stands in for it; without one it is
    /// left out.
    Substitute,
    /// No total until it is there.
    Withhold,
}

/// How a period longer than the card's own is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LongerPeriods {
    /// The mean of the totals of the card's own periods.
    MeanOfPeriods,
    /// The score of the combined actuals. Monthly means, budgets and targets of single months
    /// combine as the actual does; deductions are averaged.
    CombinedActuals,
}

/// A grade (等级) and where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// Least percent of full points; `None` for the last grade.
    pub from: Option<Decimal>,
    /// Name.
    pub name: Name,
}

/// Where a status begins, in percent of full points; a cut belongs to the better side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusBands {
    /// Least percent that is on target.
    pub on_target: Decimal,
    /// Least percent that is at risk rather than off target.
    pub at_risk: Decimal,
}

/// How a score stands (红黄绿灯).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 达标.
    OnTarget,
    /// 预警.
    AtRisk,
    /// 未达标.
    OffTarget,
}

impl Status {
    /// The status of points without full points: off target where something is deducted, on target where
    /// something is added, or where it `may_deduct` and does not.
    #[must_use]
    pub fn of_adjustment(points: Decimal, may_deduct: bool) -> Option<Self> {
        match points.cmp(&Decimal::ZERO) {
            Ordering::Less => Some(Self::OffTarget),
            Ordering::Equal => may_deduct.then_some(Self::OnTarget),
            Ordering::Greater => Some(Self::OnTarget),
        }
    }
}

impl StatusBands {
    /// The status at `percent` of full points.
    #[must_use]
    pub fn status(&self, percent: Decimal) -> Status {
        if percent >= self.on_target {
            Status::OnTarget
        } else if percent >= self.at_risk {
            Status::AtRisk
        } else {
            Status::OffTarget
        }
    }
}
