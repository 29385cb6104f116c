//! The result of scoring one scorecard for one unit and period.

use rust_decimal::Decimal;

use super::finding::Finding;
use crate::domain::exact::Exact;
use crate::domain::id::{MeasureId, ObjectiveId, PerspectiveId, ScorecardId, UnitId};
use crate::domain::name::Name;
use crate::domain::period::{Month, Period};
use crate::domain::scorecard::{Status, VetoEffect};

/// The scores of a unit by a scorecard in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreReport {
    /// The scorecard.
    pub scorecard: ScorecardId,
    /// The unit.
    pub unit: UnitId,
    /// The period.
    pub period: Period,
    /// What there is below the total.
    pub body: Body,
    /// The total.
    pub total: Total,
    /// The total with exempt figures counted, where there are any.
    pub with_exempt: Option<Total>,
    /// The vetoes that took effect.
    pub vetoes: Vec<VetoUse>,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

/// A veto that took effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VetoUse {
    /// Why.
    pub reason: Name,
    /// The measure that was looked at.
    pub measure: MeasureId,
    /// What it took away.
    pub effect: VetoEffect,
    /// When: the period of the report, or one of the card's own in it.
    pub period: Period,
}

/// What a total is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// The card's own period: its perspectives.
    Perspectives {
        /// First month of the revision in force.
        revision: Month,
        /// Its perspectives.
        perspectives: Vec<PerspectiveScore>,
    },
    /// A longer period: the totals of the card's own periods in it.
    Periods {
        /// The own periods.
        parts: Vec<Part>,
        /// The means of the perspectives of the revision in force at the end.
        means: Vec<(PerspectiveId, PerspectiveStanding)>,
    },
    /// There is no score.
    Nothing(NoScore),
}

/// Why there is no score at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoScore {
    /// The workbook does not have the scorecard, or the unit does not use it.
    NotUsed,
    /// The card has no revision yet in this period.
    NoRevision,
    /// The period is shorter than the card's own.
    ShorterThanOwnPeriod,
}

/// How a unit stands in a perspective.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerspectiveStanding {
    /// Points.
    pub points: Option<Decimal>,
    /// Percent of full points.
    pub percent: Option<Decimal>,
    /// Status.
    pub status: Option<Status>,
}

/// The total of one of the card's own periods within a longer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The period.
    pub period: Period,
    /// Its total.
    pub points: Option<Decimal>,
    /// Its coverage.
    pub coverage: Coverage,
}

/// A total.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Points; `None` when there is no score.
    pub points: Option<Decimal>,
    /// Full points.
    pub full: Decimal,
    /// Percent of full points.
    pub percent: Option<Decimal>,
    /// Grade.
    pub grade: Option<Name>,
    /// Status.
    pub status: Option<Status>,
    /// How much of the card the total rests on.
    pub coverage: Coverage,
    /// Whether the coverage is below the card's least; such a total is not ranked.
    pub provisional: bool,
    /// Extra points within the total, where the card has any.
    pub extra: Option<Decimal>,
    /// Points before a veto, where one took some away.
    pub before_veto: Option<Decimal>,
}

impl Total {
    /// Leaves points without percent, grade and status.
    pub(super) fn forget_percent(&mut self) {
        (self.percent, self.grade, self.status) = (None, None, None);
    }
}

/// How much of a card a score rests on. Measures that are not applicable are no gap: they count
/// neither as there nor as missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Measures scored.
    pub scored: u32,
    /// Measures that apply.
    pub applicable: u32,
    /// Measures that do not apply.
    pub not_applicable: u32,
    /// Full points of the measures scored.
    pub weight_scored: Decimal,
    /// Full points of the measures that apply.
    pub weight: Decimal,
}

impl Coverage {
    /// Percent of the weight, 0 to 100; of the number of measures where none has a weight;
    /// `None` where nothing applies.
    #[must_use]
    pub fn percent(&self) -> Option<Decimal> {
        let share = if self.weight.is_zero() {
            Exact::whole(self.scored).over(&Exact::whole(self.applicable))
        } else {
            Exact::from(self.weight_scored).over(&Exact::from(self.weight))
        };
        share?.times(&Exact::whole(100)).to_decimal()
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.scored = self.scored.saturating_add(other.scored);
        self.applicable = self.applicable.saturating_add(other.applicable);
        self.not_applicable = self.not_applicable.saturating_add(other.not_applicable);
        self.weight_scored = self.weight_scored.saturating_add(other.weight_scored);
        self.weight = self.weight.saturating_add(other.weight);
    }
}

/// The score of a perspective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerspectiveScore {
    /// The perspective.
    pub perspective: PerspectiveId,
    /// Points; `None` when there is no score.
    pub points: Option<Decimal>,
    /// Points before a veto, where one took some away.
    pub before_veto: Option<Decimal>,
    /// Whether something else stands in for it.
    pub substituted: bool,
    /// Full points after redistribution.
    pub full: Decimal,
    /// Percent of full points; `None` without full points.
    pub percent: Option<Decimal>,
    /// Status.
    pub status: Option<Status>,
    /// Coverage.
    pub coverage: Coverage,
    /// Its objectives.
    pub objectives: Vec<ObjectiveScore>,
    /// Its measures that belong to no objective.
    pub measures: Vec<MeasureScore>,
}

impl PerspectiveScore {
    /// Every measure: those of the objectives first.
    pub fn all_measures(&self) -> impl Iterator<Item = &MeasureScore> {
        self.objectives.iter().flat_map(|objective| &objective.measures).chain(&self.measures)
    }
}

/// The score of an objective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectiveScore {
    /// The objective.
    pub objective: ObjectiveId,
    /// Points; `None` when there is no score.
    pub points: Option<Decimal>,
    /// Full points after redistribution.
    pub full: Decimal,
    /// Percent of full points; `None` without full points.
    pub percent: Option<Decimal>,
    /// Coverage.
    pub coverage: Coverage,
    /// Its measures.
    pub measures: Vec<MeasureScore>,
}

/// The score of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureScore {
    /// The measure.
    pub measure: MeasureId,
    /// Whether it has a score.
    pub state: MeasureState,
    /// Actual.
    pub actual: Option<Exact>,
    /// Target.
    pub target: Option<Exact>,
    /// Points. They are part of the perspective's, unless that has no score.
    pub points: Option<Decimal>,
    /// What of the points redistribution has added; below zero where it has taken some.
    pub redistributed: Decimal,
    /// Full points after redistribution; 0 for an adjustment item.
    pub full: Decimal,
    /// Percent of full points; `None` without full points.
    pub percent: Option<Decimal>,
    /// Status.
    pub status: Option<Status>,
}

impl MeasureScore {
    /// What it deducts, where it has no full points and deducts something.
    #[must_use]
    pub fn deducts(&self) -> Option<Decimal> {
        let points = self.points.filter(|points| self.full.is_zero() && *points < Decimal::ZERO)?;
        Some(points.abs())
    }
}

/// Whether a measure has a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureState {
    /// It has one.
    Scored,
    /// A figure or a target it needs is missing.
    Missing,
    /// It is missing, and something else stands in for it.
    Substituted,
    /// It does not apply to the unit.
    NotApplicable,
    /// It is left out for the unit.
    LeftOut,
}

impl ScoreReport {
    /// The perspectives, where the period is the card's own.
    #[must_use]
    pub fn perspectives(&self) -> &[PerspectiveScore] {
        match &self.body {
            Body::Perspectives { perspectives, .. } => perspectives,
            Body::Periods { .. } | Body::Nothing(_) => &[],
        }
    }

    /// How the unit stands in each perspective: in a longer period in the mean.
    #[must_use]
    pub fn standings(&self) -> Vec<(PerspectiveId, PerspectiveStanding)> {
        match &self.body {
            Body::Perspectives { perspectives, .. } => {
                let standing = |own: &PerspectiveScore| {
                    let (points, percent, status) = (own.points, own.percent, own.status);
                    (own.perspective.clone(), PerspectiveStanding { points, percent, status })
                };
                perspectives.iter().map(standing).collect()
            }
            Body::Periods { means, .. } => means.clone(),
            Body::Nothing(_) => Vec::new(),
        }
    }

    /// The score of a measure.
    #[must_use]
    pub fn measure(&self, id: &MeasureId) -> Option<&MeasureScore> {
        self.perspectives().iter().flat_map(PerspectiveScore::all_measures).find(|score| score.measure == *id)
    }
}
