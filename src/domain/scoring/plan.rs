//! A workbook read once for scoring: who belongs to whom, and which word means which item.

use std::collections::BTreeMap;

use super::actual::Reading;
use super::finding::{Finding, Problem};
use super::methods::{self, Inputs};
use super::report::{Body, Coverage, NoScore, Part, ScoreReport, Total};
use super::roll_up::{self, Leaf, Raw};
use super::trace::{Off, Role, Step, Trace};
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
    children: BTreeMap<&'a UnitId, Vec<&'a UnitId>>,
    parents: BTreeMap<&'a UnitId, &'a UnitId>,
    codes: BTreeMap<&'a str, Vec<&'a Item>>,
}

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
pub(super) struct Notes<T> {
    pub(super) problems: Vec<Problem>,
    pub(super) trace: T,
}

impl<T> Notes<T> {
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
        let mut plan = Self {
            workbook,
            children: BTreeMap::new(),
            parents: BTreeMap::new(),
            codes: BTreeMap::new(),
        };
        for unit in &workbook.units {
            if let Some(parent) = &unit.parent {
                plan.children.entry(parent).or_default().push(&unit.id);
                plan.parents.insert(&unit.id, parent);
            }
        }
        for item in &workbook.items {
            plan.codes.entry(&item.code).or_default().push(item);
        }
        plan
    }

    /// The report of `unit` by `scorecard` in `period`. Never fails: what is not there is said in
    /// the report and its findings.
    #[must_use]
    pub fn score(&self, scorecard: &ScorecardId, unit: &UnitId, period: Period) -> ScoreReport {
        self.run::<Off>(scorecard, unit, period).0
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
        let (report, traces) = self.run::<Vec<Step>>(scorecard, unit, period);
        let (_, steps) = traces.into_iter().find(|(id, _)| id == measure)?;
        Some(Explanation { report, steps })
    }

    /// The children of a unit, in the order of the workbook.
    pub(super) fn children(&self, unit: &UnitId) -> impl Iterator<Item = &'a UnitId> {
        self.children.get(unit).into_iter().flatten().copied()
    }

    /// The items a reference may mean.
    pub(super) fn items_named(&self, reference: &Reference) -> impl Iterator<Item = &'a Item> {
        let by_code: &[&'a Item] = match self.codes.get(&*reference.name) {
            Some(items) => items,
            None => &[],
        };
        let named: Vec<&'a Item> = if by_code.is_empty() && reference.quoted {
            self.workbook
                .items
                .iter()
                .filter(|item| item.name.is(&reference.name))
                .collect()
        } else {
            by_code.to_vec()
        };
        named.into_iter()
    }

    fn run<T: Trace>(
        &self,
        scorecard: &ScorecardId,
        unit: &UnitId,
        period: Period,
    ) -> (ScoreReport, Vec<(MeasureId, T)>) {
        let card = self
            .workbook
            .scorecard(scorecard)
            .filter(|card| card.units.contains(unit));
        let nothing = |why| {
            (
                empty_report(scorecard, unit, period, Body::Nothing(why)),
                Vec::new(),
            )
        };
        let Some(card) = card else {
            return nothing(NoScore::NotUsed);
        };
        if period.length() < card.period {
            return nothing(NoScore::ShorterThanOwnPeriod);
        }
        if period.length() > card.period {
            return (self.longer(card, unit, period), Vec::new());
        }
        match card.revision_in(period.last()) {
            Some(revision) => self.own_period(card, revision, unit, period),
            None => nothing(NoScore::NoRevision),
        }
    }

    fn own_period<T: Trace>(
        &self,
        card: &Scorecard,
        revision: &Revision,
        unit: &UnitId,
        period: Period,
    ) -> (ScoreReport, Vec<(MeasureId, T)>) {
        let fiscal_year = self.workbook.first_month.of_year_holding(period.first()).year();
        let context = Context {
            unit,
            period,
            fiscal_year,
        };
        let mut leaves: Vec<Leaf<'_, T>> = revision
            .measures()
            .map(|measure| self.leaf(measure, &context))
            .collect();
        let result = roll_up::roll_up(revision, &mut leaves);
        let mut report = empty_report(&card.id, unit, period, Body::Nothing(NoScore::NotUsed));
        report.body = Body::Perspectives {
            revision: revision.from,
            perspectives: result.perspectives,
        };
        report.total = result.total;
        report.findings = result.findings;
        if card
            .revision_in(period.first())
            .is_some_and(|first| first != revision)
        {
            report.findings.push(Finding {
                measure: None,
                problem: Problem::SeveralRevisions,
            });
        }
        let traces = leaves
            .into_iter()
            .map(|leaf| (leaf.measure.id.clone(), leaf.notes.trace))
            .collect();
        (report, traces)
    }

    /// Actual, target and method of one measure, before redistribution and rounding.
    fn leaf<'m, T: Trace>(&self, measure: &'m Measure, context: &Context<'_>) -> Leaf<'m, T> {
        let full = Exact::from(measure.full_points());
        let mut leaf = Leaf {
            measure,
            full,
            actual: None,
            target: None,
            raw: Raw::Missing,
            notes: Notes::default(),
        };
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
        let inputs = Inputs {
            actual: &actual,
            target: leaf.target.as_ref(),
            full: &full,
            polarity,
        };
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
        (0..levels).try_fold(unit, |unit, _| self.parents.get(unit).copied())
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
                parts.push(Part {
                    period: own,
                    points: total.points,
                    coverage: total.coverage,
                });
            }
        }
        let full = roll_up::full_points(revision);
        let mean = mean_of(&parts).and_then(|mean| rounded(&mean, revision.rounding));
        report.total = roll_up::total(revision, &full, mean, coverage);
        report.body = Body::Periods(parts);
        if card.revision_in(period.first()) != Some(revision) {
            report.findings.push(Finding {
                measure: None,
                problem: Problem::SeveralRevisions,
            });
        }
        report
    }
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
