//! Who stands where: the matrix of units and perspectives in a period.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::domain::closing::{ClosedScore, ClosedTotal};
use crate::domain::id::{KindId, PerspectiveId, ScorecardId, UnitId};
use crate::domain::name::{Language, Name};
use crate::domain::order::sort_by;
use crate::domain::period::{Period, PeriodLength};
use crate::domain::scoring::{NoScore, PerspectiveStanding, Results, Total};
use crate::domain::unit::Unit;
use crate::domain::workbook::Workbook;

/// Own periods of a card that the short history of a row shows.
pub const HISTORY: usize = 12;

/// How all units stand in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The period.
    pub period: Period,
    /// The one that ranks are compared with; none at the beginning of a year to date.
    pub before: Option<Period>,
    /// The names of the perspectives of all cards that score in the period. Perspectives of the same
    /// name are one column.
    pub columns: Vec<Name>,
    /// One row for each card and unit that uses it, in their order.
    pub rows: Vec<Row>,
}

/// How a unit stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The scorecard.
    pub scorecard: ScorecardId,
    /// The unit.
    pub unit: UnitId,
    /// Its place among the units of the workbook.
    pub place: usize,
    /// Its kind at the end of the period.
    pub kind: Option<KindId>,
    /// The total.
    pub total: Total,
    /// Why there is no score at all.
    pub absent: Option<NoScore>,
    /// The rank, from 1; none where there is no total, or a provisional one.
    pub rank: Option<u32>,
    /// How many are ranked together.
    pub of: u32,
    /// The rank that counts in the period before.
    pub rank_before: Option<u32>,
    /// What was closed, where the period is. It is what counts; everything else in the row is what it
    /// would be now.
    pub closed: Option<ClosedTotal>,
    /// One for each column.
    pub perspectives: Vec<Option<PerspectiveStanding>>,
    /// The points of the columns when the period was closed.
    pub closed_perspectives: Vec<Option<Decimal>>,
    /// The totals of the last own periods of the card, oldest first, at most [`HISTORY`].
    pub history: Vec<Option<Decimal>>,
}

/// What rows are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// The order of the workbook.
    Order,
    /// The name of the unit.
    Name(Language),
    /// The kind, in the order of the workbook.
    Kind,
    /// The points of the total.
    Points,
    /// The percent of full points, which is also the order of the grades.
    Percent,
    /// The rank: rank 1 is the greatest.
    Rank,
    /// The places won since the period before.
    Change,
    /// The coverage.
    Coverage,
    /// The points of a column.
    Perspective(usize),
}

impl Row {
    /// The points that count: those that were closed, where the period is.
    #[must_use]
    pub fn points(&self) -> Option<Decimal> {
        self.closed.as_ref().map_or(self.total.points, |closed| closed.points)
    }

    /// The percent that counts.
    #[must_use]
    pub fn percent(&self) -> Option<Decimal> {
        self.closed.as_ref().map_or(self.total.percent, |closed| closed.percent)
    }

    /// The rank that counts.
    #[must_use]
    pub fn rank(&self) -> Option<u32> {
        self.closed.as_ref().map_or(self.rank, |closed| closed.rank)
    }

    /// The points of a column that count.
    #[must_use]
    pub fn perspective(&self, column: usize) -> Option<Decimal> {
        match &self.closed {
            Some(_) => self.closed_perspectives.get(column).copied().flatten(),
            None => self.perspectives.get(column).copied().flatten().and_then(|own| own.points),
        }
    }

    /// Whether the period is closed, and what was closed is not what it would be now.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.closed.is_some() && (self.points() != self.total.points || self.rank() != self.rank)
    }

    /// The places won since the period before; below zero where some were lost.
    #[must_use]
    pub fn change(&self) -> Option<i64> {
        Some(i64::from(self.rank_before?).saturating_sub(i64::from(self.rank()?)))
    }
}

/// The matrix of `period`. `results` are of the workbook as it is, and hold the months that are
/// looked at; what they do not hold is scored for it.
#[must_use]
pub fn matrix(workbook: &Workbook, results: &Results, period: Period) -> Matrix {
    let before = period_before(workbook, period);
    let (ranks, ranks_before) =
        (results.ranks(period), before.map(|before| results.ranks(before)).unwrap_or_default());
    let mut closed = Closed::new(workbook, period);
    let mut closed_before = before.map(|before| Closed::new(workbook, before));
    let mut columns = Columns::new(workbook);
    let mut rows = Vec::new();
    for (at, standing) in results.standings(period).into_iter().enumerate() {
        let (card, place) = (standing.scorecard, standing.unit);
        let (Some(scorecard), Some(unit)) = (workbook.scorecards.get(card), workbook.units.get(place)) else {
            continue;
        };
        let rank = ranks.get(at).copied().flatten();
        let rank_before = ranks_before.get(at).copied().flatten().map(|(rank, _)| rank);
        let before = closed_before.as_mut().and_then(|own| own.score(card, &unit.id));
        let score = closed.score(card, &unit.id);
        rows.push(Row {
            scorecard: scorecard.id.clone(),
            unit: unit.id.clone(),
            place,
            kind: unit.kind_in(period.last()).cloned(),
            perspectives: columns.arranged((card, standing.revision), &standing.perspectives),
            closed_perspectives: score.map(|score| columns.closed(score)).unwrap_or_default(),
            closed: score.map(|score| score.total.clone()),
            total: standing.total,
            absent: standing.absent,
            rank: rank.map(|(rank, _)| rank),
            of: rank.map_or(0, |(_, of)| of),
            rank_before: before.map_or(rank_before, |before| before.total.rank),
            history: results.totals_before(card, standing.place, period, HISTORY),
        });
    }
    let columns = columns.names;
    rows.iter_mut().for_each(|row| row.perspectives.resize(columns.len(), None));
    Matrix { period, before, columns, rows }
}

/// The period whose ranks are compared: for a year to date the one that ends a month earlier.
#[must_use]
pub fn period_before(workbook: &Workbook, period: Period) -> Option<Period> {
    if period.length() != PeriodLength::YearToDate {
        return Some(period.earlier(1));
    }
    let last = period.last().plus(-1);
    (last >= period.first()).then(|| Period::holding(last, period.length(), workbook.first_month))
}

/// The columns, as they are met, and where the perspectives of one revision stand.
struct Columns<'w> {
    workbook: &'w Workbook,
    names: Vec<Name>,
    /// The card and the revision whose perspectives stand in `places`.
    of: Option<(usize, usize)>,
    places: Vec<usize>,
    ids: Vec<PerspectiveId>,
}

/// The closed scores of a period, looked through in the order of the rows.
struct Closed<'w> {
    workbook: &'w Workbook,
    period: Period,
    card: Option<usize>,
    scores: &'w [ClosedScore],
    /// Where the next unit is expected.
    next: usize,
}

impl<'w> Closed<'w> {
    fn new(workbook: &'w Workbook, period: Period) -> Self {
        Self { workbook, period, card: None, scores: &[], next: 0 }
    }

    /// The closed score of a unit by the card at this place.
    fn score(&mut self, card: usize, unit: &UnitId) -> Option<&'w ClosedScore> {
        if self.card != Some(card) {
            let own = self.workbook.scorecards.get(card);
            let closing = own.and_then(|own| self.workbook.closing(&own.id, self.period));
            (self.card, self.next) = (Some(card), 0);
            self.scores = closing.map(|closing| closing.scores.as_slice()).unwrap_or_default();
        }
        let expected = self.scores.get(self.next).filter(|score| score.unit == *unit);
        let found =
            expected.map(|_| self.next).or_else(|| self.scores.iter().position(|own| own.unit == *unit))?;
        self.next = found.saturating_add(1);
        self.scores.get(found)
    }
}

impl<'w> Columns<'w> {
    fn new(workbook: &'w Workbook) -> Self {
        Self { workbook, names: Vec::new(), of: None, places: Vec::new(), ids: Vec::new() }
    }

    /// The cells of a row in the order of the columns.
    fn arranged(
        &mut self,
        of: (usize, usize),
        perspectives: &[PerspectiveStanding],
    ) -> Vec<Option<PerspectiveStanding>> {
        if perspectives.is_empty() {
            self.of = None;
            self.ids.clear();
            return Vec::new();
        }
        if self.of != Some(of) {
            self.of = Some(of);
            let card = self.workbook.scorecards.get(of.0);
            let revision = card.and_then(|card| card.revisions.get(of.1));
            let own = || revision.into_iter().flat_map(|revision| &revision.perspectives);
            self.places = own().map(|own| place_of(&mut self.names, &own.name)).collect();
            self.ids = own().map(|own| own.id.clone()).collect();
        }
        let mut cells = vec![None; self.names.len()];
        for (place, standing) in self.places.iter().zip(perspectives) {
            if let Some(cell) = cells.get_mut(*place) {
                *cell = Some(*standing);
            }
        }
        cells
    }

    /// The points of a closed score in the order of the columns, as far as the perspectives are still
    /// there.
    fn closed(&self, score: &ClosedScore) -> Vec<Option<Decimal>> {
        let mut cells = vec![None; self.names.len()];
        for own in &score.perspectives {
            let place = self.ids.iter().position(|id| *id == own.perspective);
            let place = place.and_then(|place| self.places.get(place));
            if let Some(cell) = place.and_then(|place| cells.get_mut(*place)) {
                *cell = own.points;
            }
        }
        cells
    }
}

fn place_of(names: &mut Vec<Name>, name: &Name) -> usize {
    names.iter().position(|own| own == name).unwrap_or_else(|| {
        names.push(name.clone());
        names.len().saturating_sub(1)
    })
}

impl Matrix {
    /// The places of the rows that `kept` keeps, sorted; greatest first where `falling`. Rows
    /// without a value stand last either way, and equal ones in the order of the matrix.
    #[must_use]
    pub fn sorted(
        &self,
        workbook: &Workbook,
        kept: &dyn Fn(&Row) -> bool,
        by: SortBy,
        falling: bool,
    ) -> Vec<usize> {
        let mut rows: Vec<(Key<'_>, usize)> = Vec::with_capacity(self.rows.len());
        for (place, row) in self.rows.iter().enumerate().filter(|(_, row)| kept(row)) {
            rows.push((key(row, workbook, by), place));
        }
        sort_by(&mut rows, |(a, at), (b, other)| a.compare(b, falling).then(at.cmp(other)));
        rows.into_iter().map(|(_, place)| place).collect()
    }
}

/// What a row is compared by.
enum Key<'w> {
    Nothing,
    Number(Decimal),
    Text(&'w str),
}

impl Key<'_> {
    fn compare(&self, other: &Self, falling: bool) -> Ordering {
        let order = match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Nothing, Self::Nothing) => Ordering::Equal,
            (Self::Nothing, _) => return Ordering::Greater,
            (_, Self::Nothing) => return Ordering::Less,
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        };
        if falling { order.reverse() } else { order }
    }
}

fn key<'w>(row: &Row, workbook: &'w Workbook, by: SortBy) -> Key<'w> {
    let whole = |number: usize| Decimal::from(u32::try_from(number).unwrap_or(u32::MAX));
    let number = match by {
        SortBy::Name(language) => {
            let unit: Option<&Unit> = workbook.units.get(row.place);
            return unit.map_or(Key::Nothing, |unit| Key::Text(unit.name.text(language)));
        }
        SortBy::Order => Some(whole(row.place)),
        SortBy::Kind => row
            .kind
            .as_ref()
            .and_then(|kind| workbook.kinds.iter().position(|own| own.id == *kind).map(whole)),
        SortBy::Points => row.points(),
        SortBy::Percent => row.percent(),
        SortBy::Rank => row.rank().map(|rank| Decimal::from(i64::from(rank).saturating_neg())),
        SortBy::Change => row.change().map(Decimal::from),
        SortBy::Coverage => row.total.coverage.percent(),
        SortBy::Perspective(column) => row.perspective(column),
    };
    number.map_or(Key::Nothing, Key::Number)
}
