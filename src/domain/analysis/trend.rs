//! Is a change a signal or noise? The XmR chart: individual values and moving ranges.
//!
//! Centre line and limits from the mean moving range with the factors 2.66 and 3.268: D. J. Wheeler,
//! *Understanding Variation* (1993), after W. A. Shewhart, *Economic Control of Quality of Manufactured
//! Product* (1931). A point outside the limits: Shewhart. Two of three near a limit: Western Electric,
//! *Statistical Quality Control Handbook* (1956), zone rule 2. Seven on one side and seven rising or
//! falling: the run lengths in use in health care; L. S. Nelson, "The Shewhart Control Chart: Tests for
//! Special Causes", *Journal of Quality Technology* 16 (1984), has nine and six.

use rust_decimal::Decimal;

use crate::domain::exact::Exact;
use crate::domain::id::{MeasureId, ScorecardId, UnitId};
use crate::domain::period::Period;
use crate::domain::scoring::{MeasureScore, Plan};

/// Values below which nothing is said: limits of five or fewer are of little use.
pub const LEAST_VALUES: usize = 6;

/// Values of a run on one side, and of a trend.
pub const RUN: usize = 7;

/// 2.66 mean moving ranges from the centre to a limit.
const TO_LIMIT: (i64, u32) = (266, 2);
/// 3.268 mean moving ranges to the limit of the ranges.
const TO_RANGE_LIMIT: (i64, u32) = (3268, 3);

/// Values in the order of time, with their natural variation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// The periods with a value; those without are passed over.
    pub points: Vec<Point>,
    /// The mean of the values.
    pub centre: Decimal,
    /// The mean moving range.
    pub mean_range: Decimal,
    /// The lower natural limit.
    pub lower: Decimal,
    /// The upper natural limit.
    pub upper: Decimal,
    /// The upper limit of the moving ranges.
    pub range_limit: Decimal,
}

/// A value and what is remarkable about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The period.
    pub period: Period,
    /// The value.
    pub value: Decimal,
    /// How far it is from the value before.
    pub range: Option<Decimal>,
    /// The signals that it is part of.
    pub signals: Vec<Signal>,
}

/// Something that natural variation hardly ever does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// A value outside the natural limits.
    Outside,
    /// Seven values in a row on one side of the centre.
    Run,
    /// Seven values in a row, each above, or each below, the one before.
    Trend,
    /// Two of three values in a row in the outer third before the same limit, or beyond it.
    NearLimit,
    /// A moving range above its limit: a jump.
    Jump,
}

/// What can be said of the last value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There are fewer than [`LEAST_VALUES`] values.
    TooFew,
    /// Nothing but noise.
    Noise,
    /// It is unusual.
    Unusual(Vec<Signal>),
}

/// A measure in one of the past periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The period.
    pub period: Period,
    /// The score; `None` where the measure was not scored in it.
    pub score: Option<MeasureScore>,
}

impl Past {
    /// The actual as a decimal.
    #[must_use]
    pub fn actual(&self) -> Option<Decimal> {
        self.score.as_ref()?.actual.as_ref()?.to_decimal().map(|actual| actual.normalize())
    }
}

/// A measure of a unit in `count` periods of the length of `last`, up to it and oldest first.
#[must_use]
pub fn past(
    plan: &Plan,
    (scorecard, unit, measure): (&ScorecardId, &UnitId, &MeasureId),
    last: Period,
    count: u32,
) -> Vec<Past> {
    let past = |back| {
        let period = last.earlier(back);
        let score = plan.score(scorecard, unit, period).measure(measure).cloned();
        Past { period, score }
    };
    (0..count).rev().map(past).collect()
}

impl Trend {
    /// The trend of values in the order of time; `None` without two of them, or where they are too large.
    #[must_use]
    pub fn new(values: &[(Period, Option<Decimal>)]) -> Option<Self> {
        let there: Vec<(Period, Decimal)> =
            values.iter().filter_map(|(period, value)| Some((*period, (*value)?))).collect();
        let exact: Vec<Exact> = there.iter().map(|(_, value)| Exact::from(*value)).collect();
        let ranges: Vec<Exact> = exact.windows(2).filter_map(range_of).collect();
        let (centre, mean_range) = (mean(&exact)?, mean(&ranges)?);
        let reach = mean_range.times(&Exact::decimal(TO_LIMIT.0, TO_LIMIT.1));
        let limits = Limits { upper: centre.plus(&reach), lower: centre.minus(&reach), centre };
        let range_limit = mean_range.times(&Exact::decimal(TO_RANGE_LIMIT.0, TO_RANGE_LIMIT.1));
        let mut points = Vec::with_capacity(there.len());
        for (at, (period, value)) in there.into_iter().enumerate() {
            let range = at.checked_sub(1).and_then(|before| ranges.get(before));
            let mut signals = limits.signals(&exact, at);
            if range.is_some_and(|range| *range > range_limit) {
                signals.push(Signal::Jump);
            }
            if exact.len() < LEAST_VALUES {
                signals.clear();
            }
            points.push(Point { period, value, range: range.and_then(decimal), signals });
        }
        Some(Self {
            points,
            centre: decimal(&limits.centre)?,
            mean_range: decimal(&mean_range)?,
            lower: decimal(&limits.lower)?,
            upper: decimal(&limits.upper)?,
            range_limit: decimal(&range_limit)?,
        })
    }

    /// What can be said of the last value.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.points.last() {
            Some(last) if self.points.len() >= LEAST_VALUES => match last.signals.as_slice() {
                [] => Verdict::Noise,
                signals => Verdict::Unusual(signals.to_vec()),
            },
            _ => Verdict::TooFew,
        }
    }
}

/// The limits, exactly.
struct Limits {
    centre: Exact,
    lower: Exact,
    upper: Exact,
}

impl Limits {
    /// The signals that the value at a place is part of, apart from those of the ranges.
    fn signals(&self, values: &[Exact], at: usize) -> Vec<Signal> {
        let mut signals = Vec::new();
        let outside = |value: &Exact| *value > self.upper || *value < self.lower;
        if values.get(at).is_some_and(outside) {
            signals.push(Signal::Outside);
        }
        let above = |value: &Exact| *value > self.centre;
        let below = |value: &Exact| *value < self.centre;
        if length_around(values, at, &above).max(length_around(values, at, &below)) >= RUN {
            signals.push(Signal::Run);
        }
        if is_in_trend(values, at) {
            signals.push(Signal::Trend);
        }
        if self.is_near_limit(values, at) {
            signals.push(Signal::NearLimit);
        }
        signals
    }

    /// Whether it is one of two of three values in a row in the outer third of the same side.
    fn is_near_limit(&self, values: &[Exact], at: usize) -> bool {
        let third = self.upper.minus(&self.centre).over(&Exact::whole(3)).unwrap_or(Exact::ZERO);
        let (high, low) = (self.upper.minus(&third), self.lower.plus(&third));
        let is_high = |value: &Exact| *value > high;
        let is_low = |value: &Exact| *value < low;
        let near = |is_near: &dyn Fn(&Exact) -> bool| {
            let own = values.get(at).is_some_and(is_near);
            let others = |window: &[Exact]| window.iter().filter(|value| is_near(value)).count() >= 2;
            let first = at.saturating_sub(2);
            let windows = values.windows(3).enumerate();
            own && windows.filter(|(start, _)| (first..=at).contains(start)).any(|(_, window)| others(window))
        };
        near(&is_high) || near(&is_low)
    }
}

/// How many values in a row around a place, that one among them, are all of a kind.
fn length_around(values: &[Exact], at: usize, is: &dyn Fn(&Exact) -> bool) -> usize {
    let before = values.get(..at).unwrap_or_default().iter().rev().take_while(|value| is(value)).count();
    let from = values.get(at..).unwrap_or_default().iter().take_while(|value| is(value)).count();
    if from == 0 { 0 } else { before.saturating_add(from) }
}

/// Whether the value at a place is one of seven in a row that all rise or all fall.
fn is_in_trend(values: &[Exact], at: usize) -> bool {
    let of_all = |rises: bool| {
        let windows = values.windows(RUN).enumerate();
        let holds = |window: &[Exact]| {
            window.windows(2).all(|pair| match pair {
                [a, b] if rises => a < b,
                [a, b] => a > b,
                _ => false,
            })
        };
        windows
            .filter(|(start, _)| (*start..start.saturating_add(RUN)).contains(&at))
            .any(|(_, window)| holds(window))
    };
    of_all(true) || of_all(false)
}

fn range_of(pair: &[Exact]) -> Option<Exact> {
    match pair {
        [before, after] => Some(after.minus(before).magnitude()),
        _ => None,
    }
}

fn mean(values: &[Exact]) -> Option<Exact> {
    let count = Exact::whole(u32::try_from(values.len()).ok()?);
    values.iter().fold(Exact::ZERO, |sum, value| sum.plus(value)).over(&count)
}

fn decimal(value: &Exact) -> Option<Decimal> {
    value.to_decimal().map(|value| value.normalize())
}
