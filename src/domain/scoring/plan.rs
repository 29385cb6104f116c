//! A workbook read once for scoring: who belongs to whom, and which word means which item.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::actual::Reading;
use super::finding::{Finding, Problem};
use super::methods::{self, Inputs};
use super::report::{Body, Coverage, NoScore, Part, ScoreReport, Total};
use super::roll_up::{self, Leaf, Raw};
use super::trace::{Role, Step, Trace};
use crate::domain::exact::{Exact, Midpoint};
use crate::domain::expression::{Operand, Reference};
use crate::domain::id::{MeasureId, ScorecardId, UnitId};
use crate::domain::item::Item;
use crate::domain::measure::{Measure, Scope};
use crate::domain::period::{Month, Period};
use crate::domain::scorecard::{Revision, Rounding, Scorecard};
use crate::domain::workbook::Workbook;

/// A workbook made ready for scoring.
pub struct Plan<'a> {
    pub(super) workbook: &'a Workbook,
    /// The unit with an identity.
    units: Places<'a>,
    /// The units below a unit.
    children: Places<'a>,
    /// The items with a code.
    codes: Places<'a>,
    /// Last year's monthly means that were asked for: every month of a year asks for the same.
    pub(super) means: RefCell<BTreeMap<MeanKey, Mean>>,
}

/// A measure by its place in the workbook, which does not move while it is read; the unit read;
/// the first month of the year scored; and for how many months.
pub(super) type MeanKey = (usize, UnitId, Month, u32);

/// A mean, and what was noticed while it was formed.
pub(super) type Mean = (Operand, Vec<Problem>);

/// Places in a list of the workbook, by a word.
type Places<'a> = BTreeMap<&'a str, Vec<usize>>;

/// How one measure's score came about, with the report it is part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The report.
    pub report: ScoreReport,
    /// The steps, from figures to points.
    pub steps: Vec<Step>,
}

/// What is being scored.
pub(super) struct Context<'c> {
    pub(super) unit: &'c UnitId,
    pub(super) period: Period,
    /// Calendar year in which the fiscal year starts.
    pub(super) fiscal_year: i32,
}

/// Where one measure's scoring leaves its findings and its trace.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) problems: Vec<Problem>,
    pub(super) trace: Trace,
}

impl Notes {
    pub(super) fn find(&mut self, problem: Problem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    pub(super) fn missing(&mut self, problem: Problem) -> Operand {
        self.find(problem);
        Operand::Missing
    }
}

impl<'a> Plan<'a> {
    /// Reads `workbook`.
    #[must_use]
    pub fn new(workbook: &'a Workbook) -> Self {
        let (units, children, codes) = (Places::new(), Places::new(), Places::new());
        let mut plan = Self { workbook, units, children, codes, means: RefCell::default() };
        for (index, unit) in workbook.units.iter().enumerate() {
            plan.units.entry(unit.id.as_str()).or_default().push(index);
            if let Some(parent) = &unit.parent {
                plan.children.entry(parent.as_str()).or_default().push(index);
            }
        }
        for (index, item) in workbook.items.iter().enumerate() {
            plan.codes.entry(&item.code).or_default().push(index);
        }
        plan
    }

    /// The report of `unit` by `scorecard` in `period`. Never fails: what is not there is said in
    /// the report and its findings.
    #[must_use]
    pub fn score(&self, scorecard: &ScorecardId, unit: &UnitId, period: Period) -> ScoreReport {
        self.run(scorecard, unit, period, None).0
    }

    /// The same report, with every step of `measure`; `None` where the measure is not scored in
    /// this period.
    #[must_use]
    pub fn explain(
        &self,
        scorecard: &ScorecardId,
        unit: &UnitId,
        period: Period,
        measure: &MeasureId,
    ) -> Option<Explanation> {
        let (report, steps) = self.run(scorecard, unit, period, Some(measure));
        Some(Explanation { report, steps: steps? })
    }

    /// The children of a unit, in the order of the workbook.
    pub(super) fn children(&self, unit: &UnitId) -> impl Iterator<Item = &'a UnitId> {
        at(&self.workbook.units, &self.children, unit.as_str()).map(|unit| &unit.id)
    }

    /// The items a reference may mean.
    pub(super) fn items_named(&self, reference: &Reference) -> impl Iterator<Item = &'a Item> {
        let mut named: Vec<&'a Item> = at(&self.workbook.items, &self.codes, &reference.name).collect();
        if named.is_empty() && reference.quoted {
            named.extend(self.workbook.items.iter().filter(|item| item.name.is(&reference.name)));
        }
        named.into_iter()
    }

    fn parent(&self, unit: &UnitId) -> Option<&'a UnitId> {
        at(&self.workbook.units, &self.units, unit.as_str()).next()?.parent.as_ref()
    }

    fn run(
        &self,
        scorecard: &ScorecardId,
        unit: &UnitId,
        period: Period,
        explained: Option<&MeasureId>,
    ) -> (ScoreReport, Option<Vec<Step>>) {
        let card = self.workbook.scorecard(scorecard).filter(|card| card.units.contains(unit));
        let nothing = |why| (empty_report(scorecard, unit, period, Body::Nothing(why)), None);
        let Some(card) = card else {
            return nothing(NoScore::NotUsed);
        };
        if period.length() < card.period {
            return nothing(NoScore::ShorterThanOwnPeriod);
        }
        if period.length() > card.period {
            return (self.longer(card, unit, period), None);
        }
        match card.revision_in(period.last()) {
            Some(revision) => self.own_period(card, revision, unit, period, explained),
            None => nothing(NoScore::NoRevision),
        }
    }

    fn own_period(
        &self,
        card: &Scorecard,
        revision: &Revision,
        unit: &UnitId,
        period: Period,
        explained: Option<&MeasureId>,
    ) -> (ScoreReport, Option<Vec<Step>>) {
        let fiscal_year = self.workbook.first_month.of_year_holding(period.first()).year();
        let context = Context { unit, period, fiscal_year };
        let mut leaves: Vec<Leaf<'_>> =
            revision.measures().map(|measure| self.leaf(measure, &context, explained)).collect();
        let result = roll_up::roll_up(revision, &mut leaves);
        let mut report = empty_report(&card.id, unit, period, Body::Nothing(NoScore::NotUsed));
        report.body = Body::Perspectives { revision: revision.from, perspectives: result.perspectives };
        report.total = result.total;
        report.findings = result.findings;
        if card.revision_in(period.first()).is_some_and(|first| first != revision) {
            report.findings.push(Finding { measure: None, problem: Problem::SeveralRevisions });
        }
        let steps = leaves.into_iter().find_map(|leaf| leaf.notes.trace.into_steps());
        (report, steps)
    }

    /// Actual, target and method of one measure, before redistribution and rounding.
    fn leaf<'m>(
        &self,
        measure: &'m Measure,
        context: &Context<'_>,
        explained: Option<&MeasureId>,
    ) -> Leaf<'m> {
        let full = Exact::from(measure.full_points());
        let trace = Trace::new(explained == Some(&measure.id));
        let notes = Notes { problems: Vec::new(), trace };
        let mut leaf = Leaf { measure, full, actual: None, target: None, raw: Raw::Missing, notes };
        let notes = &mut leaf.notes;
        let Some(scope) = self.scope(context.unit, measure.scope) else {
            notes.find(Problem::NoSuchAncestor);
            return leaf;
        };
        let months: Vec<Month> = context.period.months().collect();
        let reading = Reading {
            role: Role::Actual,
            unit: scope,
            months: &months,
            least_months: measure.least_months,
            monthly_mean: None,
        };
        let actual = match self.evaluate(&measure.actual, &reading, notes) {
            Operand::Known(actual) => actual,
            Operand::Missing => return leaf,
            Operand::NotApplicable => {
                leaf.raw = Raw::NotApplicable;
                return leaf;
            }
        };
        leaf.actual = Some(actual.clone());
        if measure.method.needs_target() {
            match self.target(measure, scope, context, notes) {
                Operand::Known(target) => leaf.target = Some(target),
                Operand::Missing => return leaf,
                Operand::NotApplicable => {
                    notes.find(Problem::NoTarget);
                    return leaf;
                }
            }
        }
        let (polarity, full) = (measure.polarity, leaf.full.clone());
        let inputs = Inputs { actual: &actual, target: leaf.target.as_ref(), full: &full, polarity };
        match methods::points(&measure.method, &inputs, notes) {
            Some(points) if points.to_decimal().is_some() => leaf.raw = Raw::Points(points),
            Some(_) => notes.find(Problem::TooLarge),
            None => {}
        }
        leaf
    }

    fn scope<'u>(&self, unit: &'u UnitId, scope: Scope) -> Option<&'u UnitId>
    where
        'a: 'u,
    {
        let levels = match scope {
            Scope::Own => 0,
            Scope::Ancestor(levels) => levels,
        };
        (0..levels).try_fold(unit, |unit, _| self.parent(unit))
    }

    /// The mean of the totals of the card's own periods within a longer one.
    fn longer(&self, card: &Scorecard, unit: &UnitId, period: Period) -> ScoreReport {
        let mut report = empty_report(&card.id, unit, period, Body::Nothing(NoScore::NoRevision));
        let Some(revision) = card.revision_in(period.last()) else {
            return report;
        };
        let mut parts: Vec<Part> = Vec::new();
        let mut coverage = Coverage::default();
        for month in period.months() {
            let own = Period::holding(month, card.period, self.workbook.first_month);
            if parts.last().is_none_or(|part| part.period != own) {
                let total = self.score(&card.id, unit, own).total;
                coverage.add(&total.coverage);
                parts.push(Part { period: own, points: total.points, coverage: total.coverage });
            }
        }
        let full = roll_up::full_points(revision);
        let mean = mean_of(&parts).and_then(|mean| rounded(&mean, revision.rounding));
        report.total = roll_up::total(revision, &full, mean, coverage);
        report.body = Body::Periods(parts);
        if card.revision_in(period.first()).is_some_and(|first| first != revision) {
            report.findings.push(Finding { measure: None, problem: Problem::SeveralRevisions });
        }
        report
    }
}

/// What `places` has under `word`.
fn at<'a, 'p, T>(
    list: &'a [T],
    places: &'p Places<'_>,
    word: &str,
) -> impl Iterator<Item = &'a T> + use<'a, 'p, T> {
    places.get(word).into_iter().flatten().filter_map(|index| list.get(*index))
}

/// The points of `value` under a card's rounding rule; `None` where they are too large.
pub(super) fn rounded(value: &Exact, rounding: Rounding) -> Option<rust_decimal::Decimal> {
    match rounding {
        Rounding::Decimals { decimals, midpoint } => value.round(decimals, midpoint),
        Rounding::None => value.round(crate::domain::exact::UNROUNDED_DECIMALS, Midpoint::ToEven),
    }
}

fn mean_of(parts: &[Part]) -> Option<Exact> {
    let mut sum = Exact::ZERO;
    let mut count = 0_u32;
    for points in parts.iter().filter_map(|part| part.points) {
        sum = sum.plus(&Exact::from(points));
        count = count.saturating_add(1);
    }
    sum.over(&Exact::whole(count))
}

fn empty_report(scorecard: &ScorecardId, unit: &UnitId, period: Period, body: Body) -> ScoreReport {
    ScoreReport {
        scorecard: scorecard.clone(),
        unit: unit.clone(),
        period,
        body,
        total: Total::default(),
        findings: Vec::new(),
    }
}
