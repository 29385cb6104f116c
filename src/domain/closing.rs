//! Closed periods (结账): scores as they stood when someone closed them, and what they would be now.

use std::sync::Arc;

use rust_decimal::Decimal;
use thiserror::Error;

use super::change_log::{Change as LogEntry, Changed};
use super::edit::{Change, Edit};
use super::id::{MeasureId, PerspectiveId, ScorecardId, UnitId};
use super::name::Name;
use super::period::Period;
use super::scorecard::Status;
use super::scoring::{Body, NoScore, PerspectiveScore, PerspectiveStanding, Plan, Ranked, ScoreReport};
use super::workbook::Workbook;

/// A closed period of a scorecard. Later edits never change it; they show what it would be now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The scorecard.
    pub scorecard: ScorecardId,
    /// The period.
    pub period: Period,
    /// When, RFC 3339.
    pub at: Arc<str>,
    /// Who, as they name themselves; empty where they do not.
    pub by: Arc<str>,
    /// Digest of the definition and the figures that the scores rest on.
    pub digest: Arc<str>,
    /// The scores of the units, in the order of the scorecard.
    pub scores: Vec<ClosedScore>,
}

/// The score of a unit in a closed period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedScore {
    /// The unit.
    pub unit: UnitId,
    /// The total.
    pub total: ClosedTotal,
    /// Its perspectives; none where the total is a mean of several periods.
    pub perspectives: Vec<ClosedPerspective>,
    /// The points of its measures; none where the total is a mean of several periods.
    pub measures: Vec<ClosedMeasure>,
}

/// A total in a closed period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedTotal {
    /// Points; `None` where there was no score.
    pub points: Option<Decimal>,
    /// Percent of full points.
    pub percent: Option<Decimal>,
    /// The grade.
    pub grade: Option<Name>,
    /// The status.
    pub status: Option<Status>,
    /// The rank, from 1.
    pub rank: Option<u32>,
    /// Whether it was provisional.
    pub provisional: bool,
}

/// A perspective in a closed period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedPerspective {
    /// The perspective.
    pub perspective: PerspectiveId,
    /// Points.
    pub points: Option<Decimal>,
    /// Percent of full points.
    pub percent: Option<Decimal>,
}

/// The points of a measure in a closed period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedMeasure {
    /// The measure.
    pub measure: MeasureId,
    /// The points; `None` where there were none.
    pub points: Option<Decimal>,
}

/// When something is done and by whom: the domain knows neither a clock nor accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When, RFC 3339.
    pub at: Arc<str>,
    /// Who, as they name themselves; empty where they do not.
    pub by: Arc<str>,
}

/// Why a period cannot be closed or reopened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ClosingError {
    /// It is closed already.
    #[error("the period is closed already")]
    Closed,
    /// No unit has a score in it.
    #[error("no unit has a score in the period")]
    NoScores,
    /// It is not closed.
    #[error("the period is not closed")]
    Open,
    /// Reopening needs a reason.
    #[error("reopening needs a reason")]
    NoReason,
}

/// What differs between a closed score and what it would be now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedSince {
    /// The unit.
    pub unit: UnitId,
    /// The total, closed and now.
    pub points: Pair<Decimal>,
    /// The rank, closed and now.
    pub rank: Pair<u32>,
    /// The measures whose points differ, closed and now.
    pub measures: Vec<(MeasureId, Pair<Decimal>)>,
}

/// A value when the period was closed, and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair<T> {
    /// When it was closed.
    pub closed: Option<T>,
    /// Now.
    pub now: Option<T>,
}

impl<T: PartialEq> Pair<T> {
    /// Whether they differ.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.closed != self.now
    }
}

/// The edit that closes `period` of `scorecard` with the scores that there are now, and notes so in the
/// change log. `plan` is of the workbook, `digest` of what the scores rest on.
///
/// # Errors
/// When the period is closed already, or nobody has a score in it.
pub fn close(
    workbook: &Workbook,
    plan: &Plan,
    scorecard: &ScorecardId,
    period: Period,
    stamp: &Stamp,
    digest: Arc<str>,
) -> Result<Edit, ClosingError> {
    if workbook.closing(scorecard, period).is_some() {
        return Err(ClosingError::Closed);
    }
    let scores = scores_now(workbook, plan, scorecard, period);
    if scores.iter().all(|score| score.total.points.is_none()) {
        return Err(ClosingError::NoScores);
    }
    let entry = entry(scorecard, period, stamp, (None, Some(digest.clone())), None);
    let closing = Closing {
        scorecard: scorecard.clone(),
        period,
        at: stamp.at.clone(),
        by: stamp.by.clone(),
        digest,
        scores,
    };
    let closing = Edit::Closings(Change::Insert(workbook.closings.len(), Box::new(closing)));
    Ok(Edit::Several(vec![closing, logged(workbook, entry)]))
}

/// The edit that opens a closed period again, and notes the reason in the change log.
///
/// # Errors
/// When the period is not closed, or no reason is given.
pub fn reopen(
    workbook: &Workbook,
    scorecard: &ScorecardId,
    period: Period,
    stamp: &Stamp,
    reason: &str,
) -> Result<Edit, ClosingError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(ClosingError::NoReason);
    }
    let found = workbook.closings.iter().position(|own| own.is_of(scorecard, period));
    let place = found.ok_or(ClosingError::Open)?;
    let digest = workbook.closings.get(place).map(|closing| closing.digest.clone());
    let entry = entry(scorecard, period, stamp, (digest, None), Some(Arc::from(reason)));
    Ok(Edit::Several(vec![Edit::Closings(Change::Remove(place)), logged(workbook, entry)]))
}

/// What would be different if the period were closed now, in the order of the closing; nothing for a
/// unit whose total, rank and measures are the same. A unit that was not there when the period was
/// closed is not in it.
#[must_use]
pub fn changed_since(workbook: &Workbook, plan: &Plan, closing: &Closing) -> Vec<ChangedSince> {
    let ranking = plan.ranking(closing.period);
    let compare = |closed: &ClosedScore| {
        let report = plan.score(&closing.scorecard, &closed.unit, closing.period);
        let now = closed_score(&report, &ranking);
        let mut measures = Vec::new();
        for own in &closed.measures {
            let found = now.measures.iter().find(|other| other.measure == own.measure);
            let pair = Pair { closed: own.points, now: found.and_then(|found| found.points) };
            measures.push((own.measure.clone(), pair));
        }
        for own in &now.measures {
            if !closed.measures.iter().any(|other| other.measure == own.measure) {
                measures.push((own.measure.clone(), Pair { closed: None, now: own.points }));
            }
        }
        measures.retain(|(_, pair)| pair.differs());
        let points = Pair { closed: closed.total.points, now: now.total.points };
        let rank = Pair { closed: closed.total.rank, now: now.total.rank };
        let differs = points.differs() || rank.differs() || !measures.is_empty();
        differs.then(|| ChangedSince { unit: closed.unit.clone(), points, rank, measures })
    };
    let there = closing.scores.iter().filter(|closed| workbook.unit(&closed.unit).is_some());
    there.filter_map(compare).collect()
}

impl Closing {
    fn is_of(&self, scorecard: &ScorecardId, period: Period) -> bool {
        self.scorecard == *scorecard && self.period == period
    }

    /// The score of a unit.
    #[must_use]
    pub fn score(&self, unit: &UnitId) -> Option<&ClosedScore> {
        self.scores.iter().find(|score| score.unit == *unit)
    }
}

impl Workbook {
    /// The closing of a period of a scorecard.
    #[must_use]
    pub fn closing(&self, scorecard: &ScorecardId, period: Period) -> Option<&Closing> {
        self.closings.iter().find(|own| own.is_of(scorecard, period))
    }
}

fn scores_now(workbook: &Workbook, plan: &Plan, scorecard: &ScorecardId, period: Period) -> Vec<ClosedScore> {
    let ranking = plan.ranking(period);
    let units = workbook.scorecard(scorecard).into_iter().flat_map(|card| &card.units);
    let reports = units.map(|unit| plan.score(scorecard, unit, period));
    let used = reports.filter(|report| report.body != Body::Nothing(NoScore::NotUsed));
    used.map(|report| closed_score(&report, &ranking)).collect()
}

fn closed_score(report: &ScoreReport, ranking: &[Ranked]) -> ClosedScore {
    let rank = ranking.iter().find(|own| own.scorecard == report.scorecard && own.unit == report.unit);
    let total = &report.total;
    let perspective = |(perspective, own): (PerspectiveId, PerspectiveStanding)| ClosedPerspective {
        perspective,
        points: own.points,
        percent: own.percent,
    };
    let measures = report.perspectives().iter().flat_map(PerspectiveScore::all_measures);
    ClosedScore {
        unit: report.unit.clone(),
        total: ClosedTotal {
            points: total.points,
            percent: total.percent,
            grade: total.grade.clone(),
            status: total.status,
            rank: rank.map(|own| own.rank),
            provisional: total.provisional,
        },
        perspectives: report.standings().into_iter().map(perspective).collect(),
        measures: measures
            .map(|own| ClosedMeasure { measure: own.measure.clone(), points: own.points })
            .collect(),
    }
}

fn entry(
    scorecard: &ScorecardId,
    period: Period,
    stamp: &Stamp,
    (old, new): (Option<Arc<str>>, Option<Arc<str>>),
    reason: Option<Arc<str>>,
) -> LogEntry {
    let what = Changed::Closing { scorecard: scorecard.clone(), period };
    LogEntry { at: stamp.at.clone(), by: stamp.by.clone(), what, old, new, reason }
}

/// The edit that writes an entry at the end of the change log.
fn logged(workbook: &Workbook, entry: LogEntry) -> Edit {
    Edit::Log(Change::Insert(workbook.changes.len(), Box::new(entry)))
}
