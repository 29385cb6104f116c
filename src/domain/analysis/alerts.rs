//! What to look at this month: measures that are off target, near a veto, or worse than they used to be.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::loss::lost;
use crate::domain::exact::Exact;
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::measure::Polarity;
use crate::domain::name::Name;
use crate::domain::order::sort_by_key;
use crate::domain::period::{Month, Period};
use crate::domain::scorecard::{Scorecard, Status};
use crate::domain::scoring::{MeasureScore, PerspectiveScore, Plan};
use crate::domain::workbook::Workbook;

/// Periods before that an actual is compared with.
pub const HISTORY: u32 = 12;

/// Values among them that it takes.
pub const LEAST_VALUES: usize = 3;

/// Percent by which an actual may be worse than its own mean.
pub const WORSE_BY_PERCENT: u32 = 20;

/// Periods in a row that are worse than the one before.
const IN_A_ROW: usize = 3;

/// A measure of a unit that asks for attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The scorecard.
    pub scorecard: ScorecardId,
    /// The unit.
    pub unit: UnitId,
    /// The period, one of the card's own.
    pub period: Period,
    /// The measure and its score.
    pub score: MeasureScore,
    /// The points it has lost.
    pub lost: Decimal,
    /// Why, the gravest first; at least one.
    pub reasons: Vec<Reason>,
}

/// Why a measure asks for attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A veto took effect, for this reason.
    Vetoed(Name),
    /// It is off target.
    OffTarget,
    /// It has no full points and deducts so many.
    Deducts(Decimal),
    /// A veto would take effect if it were a tenth worse.
    VetoNear(Name),
    /// It is at risk.
    AtRisk,
    /// The actual is worse than the mean of the periods before by more than [`WORSE_BY_PERCENT`].
    WorseThanBefore {
        /// The mean.
        mean: Decimal,
        /// By how many percent of the mean it is worse.
        percent: Decimal,
    },
    /// The actual is worse than the one before for the third time in a row.
    ThreeTimesWorse,
}

impl Reason {
    /// How grave it is, from 0 for the gravest.
    #[must_use]
    pub fn order(&self) -> u8 {
        match self {
            Self::Vetoed(_) => 0,
            Self::OffTarget | Self::Deducts(_) => 1,
            Self::VetoNear(_) => 2,
            Self::AtRisk => 3,
            Self::WorseThanBefore { .. } => 4,
            Self::ThreeTimesWorse => 5,
        }
    }
}

/// What asks for attention in the last own period of each card that has ended by `month`: the gravest
/// first, of those the ones that have lost most points, otherwise in the order of the cards, their units
/// and measures.
#[must_use]
pub fn alerts(workbook: &Workbook, plan: &Plan, month: Month) -> Vec<Alert> {
    let mut alerts = Vec::new();
    for card in &workbook.scorecards {
        let period = last_ended(workbook, card, month);
        for unit in card.units.iter().filter(|unit| card.is_used_in(unit, period.last())) {
            of_unit(plan, card, unit, period, &mut alerts);
        }
    }
    sort_by_key(&mut alerts, |alert: &Alert| (alert.reasons.first().map(Reason::order), Reverse(alert.lost)));
    alerts
}

/// The last own period of a card that has ended by `month`.
#[must_use]
pub fn last_ended(workbook: &Workbook, card: &Scorecard, month: Month) -> Period {
    let holding = Period::holding(month, card.period, workbook.first_month);
    if holding.last() > month { holding.earlier(1) } else { holding }
}

fn of_unit(plan: &Plan, card: &Scorecard, unit: &UnitId, period: Period, alerts: &mut Vec<Alert>) {
    let report = plan.score(&card.id, unit, period);
    let near = plan.vetoes_near(&card.id, unit, period);
    let Some(revision) = card.revision_in(period.last()) else { return };
    for score in report.perspectives().iter().flat_map(PerspectiveScore::all_measures) {
        let Some(measure) = revision.measure(&score.measure) else { continue };
        let mut reasons = Vec::new();
        let vetoes = report.vetoes.iter().filter(|own| own.measure == score.measure);
        reasons.extend(vetoes.map(|own| Reason::Vetoed(own.reason.clone())));
        let near = near.iter().filter(|own| own.measure == score.measure);
        reasons.extend(near.map(|own| Reason::VetoNear(own.reason.clone())));
        reasons.extend(match score.status {
            Some(Status::OffTarget) => Some(score.deducts().map_or(Reason::OffTarget, Reason::Deducts)),
            Some(Status::AtRisk) => Some(Reason::AtRisk),
            Some(Status::OnTarget) | None => None,
        });
        if let Some(actual) = &score.actual {
            let before = plan.actuals_before((&card.id, unit, &score.measure), period, HISTORY);
            reasons.extend(worse_than_before(measure.polarity, actual, &before));
            reasons
                .extend(worse_in_a_row(measure.polarity, actual, &before).then_some(Reason::ThreeTimesWorse));
        }
        if !reasons.is_empty() {
            sort_by_key(&mut reasons, Reason::order);
            let (scorecard, unit, lost) = (card.id.clone(), unit.clone(), lost(measure, score));
            alerts.push(Alert { scorecard, unit, period, score: score.clone(), lost, reasons });
        }
    }
}

/// How much worse `actual` is than `other`: below zero where it is better.
fn worse_by(polarity: Polarity, actual: &Exact, other: &Exact) -> Exact {
    match polarity {
        Polarity::Higher => other.minus(actual),
        Polarity::Lower => actual.minus(other),
        Polarity::Within(range) => {
            range.distance(actual).magnitude().minus(&range.distance(other).magnitude())
        }
    }
}

fn worse_than_before(polarity: Polarity, actual: &Exact, before: &[Option<Exact>]) -> Option<Reason> {
    let known: Vec<&Exact> = before.iter().flatten().collect();
    if known.len() < LEAST_VALUES {
        return None;
    }
    let sum = known.iter().fold(Exact::ZERO, |sum, value| sum.plus(value));
    let mean = sum.over(&Exact::whole(u32::try_from(known.len()).ok()?))?;
    let hundred = Exact::whole(100);
    let percent = worse_by(polarity, actual, &mean).times(&hundred).over(&mean.magnitude())?;
    if percent <= Exact::whole(WORSE_BY_PERCENT) {
        return None;
    }
    Some(Reason::WorseThanBefore { mean: mean.to_decimal()?, percent: percent.to_decimal()? })
}

/// Whether each of the last three is worse than the one before.
fn worse_in_a_row(polarity: Polarity, actual: &Exact, before: &[Option<Exact>]) -> bool {
    let mut later = actual;
    let mut count = 0_usize;
    for own in before.iter().rev() {
        match own {
            Some(own) if worse_by(polarity, later, own).is_positive() => {
                count = count.saturating_add(1);
                later = own;
            }
            _ => break,
        }
    }
    count >= IN_A_ROW
}
