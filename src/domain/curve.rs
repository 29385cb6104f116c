//! What a measure would get for other actuals. The ordinary engine works it out, on a copy of the
//! part of the workbook that the unit's score rests on, in which one more item can stand in for the
//! actual of one unit and period: there is no second formula.

use rust_decimal::Decimal;

use super::design::fresh;
use super::exact::Exact;
use super::expression::Expression;
use super::extract::extract;
use super::figure::{Cell, Figure};
use super::id::{ItemId, MeasureId, ScorecardId, UnitId};
use super::item::{Item, MonthRule, UnitRule};
use super::measure::{Measure, Polarity, Scope};
use super::method::{Basis, Formula, Limits, Method};
use super::name::Name;
use super::period::{Month, Period};
use super::scorecard::{MissingPolicy, Revision};
use super::scoring::{MeasureScore, MeasureState, Plan};
use super::target::{FixedTargetKey, FixedTargets, Target, TargetSource};
use super::workbook::Workbook;

/// Points of the curve between its ends.
const STEPS: u32 = 80;

/// One measure of one unit in one period, with the actual left open.
pub struct Curve {
    plan: Plan,
    scorecard: ScorecardId,
    unit: UnitId,
    period: Period,
    measure: MeasureId,
    /// Where the figures stand that take the place of the actual.
    cells: Vec<Cell>,
    /// Values at which something happens, over the actual, the ratio or the difference.
    cuts: (Basis, Vec<Decimal>),
    /// Whether the target is a value of its own and not the nearest value of a range.
    has_target: bool,
}

/// What there is to draw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CurvePoints {
    /// Actuals in rising order and the points that they get.
    pub points: Vec<(Decimal, Decimal)>,
    /// The last actual, whether or not it gets points.
    pub actual: Option<Decimal>,
    /// The last actual and what it gets.
    pub last: Option<(Decimal, Decimal)>,
    /// The target.
    pub target: Option<Decimal>,
    /// The full points.
    pub full: Decimal,
}

impl Curve {
    /// The measure of the revision that begins in `from`, as if it held in `period`; `None` where
    /// it or a unit whose figures it reads does not exist.
    #[must_use]
    pub fn new(
        workbook: &Workbook,
        (scorecard, from): (&ScorecardId, Month),
        unit: &UnitId,
        period: Period,
        measure: &MeasureId,
    ) -> Option<Self> {
        let workbook = &extract(workbook, scorecard, unit)?;
        let mut copy = workbook.clone();
        let item = stand_in(workbook);
        let card = copy.scorecards.iter_mut().find(|card| card.id == *scorecard)?;
        card.revisions.retain(|revision| revision.from == from);
        let revision = card.revisions.first_mut()?;
        loosen(revision, period);
        let target = known_target(workbook, (scorecard, from), unit, period, measure);
        let overridden =
            revision.overrides.iter_mut().find(|own| own.unit == *unit && own.measure == *measure);
        if let Some(own) = overridden.filter(|_| target.is_some()) {
            own.target = None;
        }
        let own = revision.measures_mut().find(|own| own.id == *measure)?;
        own.target = target.or(own.target.take());
        own.actual = Expression::parse(&format!("coalesce({}, {})", item.code, own.actual)).ok()?;
        let cuts = cuts(own);
        let has_target = !matches!(own.polarity, Polarity::Within(_));
        let read = read_unit(workbook, unit, own.scope)?.clone();
        let cell = |month| Cell { unit: read.clone(), item: item.id.clone(), month };
        let cells = period.months().map(cell).collect();
        copy.items.push(item);
        Some(Self {
            plan: Plan::new(&copy),
            scorecard: scorecard.clone(),
            unit: unit.clone(),
            period,
            measure: measure.clone(),
            cells,
            cuts,
            has_target,
        })
    }

    /// The score of the measure with `actual`; with the figures that there are where it is `None`. It has
    /// points only where something was scored: too few peers give none, and not zero.
    pub fn score(&mut self, actual: Option<Decimal>) -> Option<MeasureScore> {
        let figure = actual.map_or(Figure::Missing, Figure::Value);
        for cell in &self.cells {
            self.plan.set_figure(cell, figure);
        }
        let score = self.plan.score(&self.scorecard, &self.unit, self.period).measure(&self.measure)?.clone();
        let points = score.points.filter(|_| score.state == MeasureState::Scored);
        Some(MeasureScore { points, ..score })
    }

    /// The curve around the last actual, the target and the values at which something happens.
    #[must_use]
    pub fn points(&mut self) -> CurvePoints {
        let now = self.score(None);
        let decimal =
            |value: &Option<Exact>| value.as_ref().and_then(Exact::to_decimal).map(|v| v.normalize());
        let actual = now.as_ref().and_then(|now| decimal(&now.actual));
        let last = actual.zip(now.as_ref().and_then(|now| now.points));
        // A target may be there where the actual is not.
        let tried = self.score(Some(Decimal::ONE));
        let target = tried.as_ref().or(now.as_ref()).filter(|_| self.has_target);
        let target = target.and_then(|score| decimal(&score.target));
        let full = tried.map_or(Decimal::ZERO, |score| score.full);
        let mut marks = self.marks(target);
        let actuals = positions(&mut marks, last.map(|(actual, _)| actual));
        let points = actuals.into_iter().filter_map(|at| Some((at, self.score(Some(at))?.points?))).collect();
        CurvePoints { points, actual, last, target, full }
    }

    /// The actuals at which something happens.
    fn marks(&self, target: Option<Decimal>) -> Vec<Decimal> {
        let (basis, cuts) = &self.cuts;
        let on_axis = |cut: &Decimal| match basis {
            Basis::Actual => Some(*cut),
            Basis::Ratio => cut.checked_mul(target?),
            Basis::Difference => cut.checked_add(target?),
        };
        cuts.iter().filter_map(on_axis).chain(target).collect()
    }
}

/// The target where it is a mean over earlier months in which all items of the measure have figures:
/// the item that stands in has none. A formula that is the target itself finds it without an actual.
fn known_target(
    workbook: &Workbook,
    (scorecard, from): (&ScorecardId, Month),
    unit: &UnitId,
    period: Period,
    measure: &MeasureId,
) -> Option<Target> {
    let mut copy = workbook.clone();
    let card = copy.scorecards.iter_mut().find(|card| card.id == *scorecard)?;
    card.revisions.retain(|revision| revision.from == from);
    let revision = card.revisions.first_mut()?;
    loosen(revision, period);
    let overridden = revision.override_of(unit, measure).and_then(|own| own.target.as_ref());
    let target = overridden.or(revision.measure(measure)?.target.as_ref())?;
    if !matches!(target.source, TargetSource::LastYearMonthlyMean | TargetSource::TrailingMean { .. }) {
        return None;
    }
    let own = revision.measures_mut().find(|own| own.id == *measure)?;
    let points = Expression::parse("target").ok()?;
    own.method = Method::Formula(Formula { points, limits: Limits::default() });
    let score = Plan::new(&copy).score(scorecard, unit, period).measure(measure)?.target.clone()?;
    let mut fixed = FixedTargets::default();
    fixed.set(FixedTargetKey::default(), score.to_decimal()?);
    Some(Target { source: TargetSource::Fixed(fixed), uplift: Decimal::ZERO, offset: Decimal::ZERO })
}

/// An item that no expression names yet.
fn stand_in(workbook: &Workbook) -> Item {
    let taken = |word: &str| workbook.items.iter().any(|own| *own.code == *word || own.id.as_str() == word);
    let word = fresh("tried", &taken);
    Item {
        id: ItemId::from(word.as_str()),
        code: word.as_str().into(),
        name: Name::plain(""),
        unit_of_measure: Name::plain(""),
        decimals: 0,
        month_rule: MonthRule::Last,
        unit_rule: UnitRule::None,
        plausible: None,
    }
}

/// Nothing but the measure itself decides on its points: siblings that are missing give nothing
/// away, and vetoes take nothing.
fn loosen(revision: &mut Revision, period: Period) {
    revision.from = revision.from.min(period.first());
    revision.missing = MissingPolicy::Zero;
    revision.vetoes.clear();
}

fn read_unit<'w>(workbook: &'w Workbook, unit: &'w UnitId, scope: Scope) -> Option<&'w UnitId> {
    let levels = match scope {
        Scope::Own => 0,
        Scope::Ancestor(levels) => levels,
    };
    (0..levels).try_fold(unit, |unit, _| workbook.unit(unit)?.parent.as_ref())
}

fn cuts(measure: &Measure) -> (Basis, Vec<Decimal>) {
    let mut ends = match measure.polarity {
        Polarity::Within(range) => vec![range.low, range.high],
        Polarity::Higher | Polarity::Lower => Vec::new(),
    };
    match &measure.method {
        Method::Bands(method) => (method.basis, method.bands.iter().filter_map(|band| band.from).collect()),
        Method::Interpolation(method) => (method.basis, method.knots.iter().map(|knot| knot.at).collect()),
        Method::Entered(method) => {
            ends.extend(method.out_of);
            (Basis::Actual, ends)
        }
        _ => (Basis::Actual, ends),
    }
}

/// Actuals for a curve around `marks` and the last actual, in rising order; on both sides of each
/// mark one that is very near to it, for a jump.
fn positions(marks: &mut Vec<Decimal>, last: Option<Decimal>) -> Vec<Decimal> {
    let cuts = marks.clone();
    marks.extend(last);
    let (low, high) = match (marks.iter().min(), marks.iter().max()) {
        (Some(low), Some(high)) => (*low, *high),
        _ => (Decimal::ZERO, Decimal::ONE_HUNDRED),
    };
    // One mark alone stands in the middle of the way from zero to twice itself.
    let span = high.saturating_sub(low);
    let pad = match (span.is_zero(), high.is_zero()) {
        // Wide enough to see how steep it is, where the marks lie close together.
        (false, _) => {
            let size = low.abs().max(high.abs()).checked_mul(Decimal::new(25, 2)).unwrap_or_default();
            span.checked_mul(Decimal::new(4, 1)).map(|part| part.max(size))
        }
        (true, false) => Some(high.abs()),
        (true, true) => Some(Decimal::TEN),
    };
    let pad = pad.unwrap_or(Decimal::ONE);
    let start = low.saturating_sub(pad);
    // Quantities are rarely below zero: neither is the curve, where no mark is.
    let start = if low >= Decimal::ZERO { start.max(Decimal::ZERO) } else { start };
    let end = high.saturating_add(pad);
    let step =
        end.saturating_sub(start).checked_div(Decimal::from(STEPS)).unwrap_or(Decimal::ONE).normalize();
    let near = step.checked_div(Decimal::from(1_000)).unwrap_or_default();
    let mut positions: Vec<Decimal> = Vec::new();
    let mut add = |at: Decimal| {
        let at = at.normalize();
        if let (true, Err(place)) = (start <= at && at <= end, positions.binary_search(&at)) {
            positions.insert(place, at);
        }
    };
    for number in 0..=STEPS {
        add(start.saturating_add(step.saturating_mul(Decimal::from(number))));
    }
    for cut in cuts {
        add(cut.saturating_sub(near));
        add(cut);
        add(cut.saturating_add(near));
    }
    if let Some(last) = last {
        add(last);
    }
    positions
}
