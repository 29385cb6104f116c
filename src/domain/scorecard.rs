//! Scorecards: perspectives, objectives and measures, in dated revisions.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::exact::Midpoint;
use super::id::{MeasureId, ObjectiveId, PerspectiveId, ScorecardId, UnitId};
use super::measure::Measure;
use super::name::Name;
use super::period::{Month, PeriodLength};

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
    /// Percent of the weight below which a total is provisional, 0 to 100.
    pub least_coverage: Decimal,
    /// How a period longer than the card's own is scored.
    pub longer_periods: LongerPeriods,
    /// Grades, best first.
    pub grades: Vec<Grade>,
    /// Where a status begins, in percent of full points.
    pub status: StatusBands,
    /// The perspectives.
    pub perspectives: Vec<Perspective>,
}

impl Revision {
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
}

/// A perspective of a scorecard: financial, customer, internal process, learning and growth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Perspective {
    /// Identity.
    pub id: PerspectiveId,
    /// Name.
    pub name: Name,
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
    /// Its measures.
    pub measures: Vec<Measure>,
}

/// What weights mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighting {
    /// 分值制: a measure's weight is its full points.
    Points,
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
    /// No total until it is there.
    Withhold,
}

/// How a period longer than the card's own is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LongerPeriods {
    /// The mean of the totals of the card's own periods.
    MeanOfPeriods,
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
