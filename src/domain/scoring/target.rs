//! Targets: resolves what a measure is held against for a unit and a period.

use super::actual::{Figures, Months, Reading};
use super::compile::{FixedEntry, FixedPlan, MeasurePlan, SourcePlan, TargetPlan};
use super::finding::Problem;
use super::notes::Notes;
use super::plan::{Context, ItemPlan, Plan};
use super::trace::{Role, Step, TargetUse};
use crate::domain::exact::Exact;
use crate::domain::expression::Operand;
use crate::domain::item::MonthRule;
use crate::domain::measure::Scope;
use crate::domain::period::{Month, Period};
use crate::domain::target::TargetSource;

/// A measure whose target is asked for, in its place, and the unit its scope reads.
#[derive(Clone, Copy)]
pub(super) struct Asked<'p> {
    pub(super) place: usize,
    pub(super) measure: &'p MeasurePlan,
    pub(super) scope: usize,
}

impl Plan {
    /// The target of a measure; missing where it cannot be had, with a finding.
    pub(super) fn target(&self, context: &Context<'_>, asked: Asked<'_>, notes: &mut Notes) -> Operand {
        let plan = context.plan().and_then(|plan| plan.target(context.unit, asked.place));
        let Some(target) = plan else {
            return notes.missing(|| Problem::NoTarget);
        };
        match self.source(target, context, asked, notes) {
            Operand::Known(source) => Operand::Known(adjusted(source, target, notes)),
            other => other,
        }
    }

    fn source(
        &self,
        target: &TargetPlan,
        context: &Context<'_>,
        asked: Asked<'_>,
        notes: &mut Notes,
    ) -> Operand {
        match (&target.source, &target.target.source) {
            (SourcePlan::Fixed(fixed), _) => self.fixed_target(fixed, context, asked.measure, notes),
            (SourcePlan::Budget(item), _) => self.budget(*item, context, asked, notes),
            (SourcePlan::Expression(bound), _) => {
                let reading = self.reading(context, asked, asked.scope, context.period);
                let value = self.evaluate(bound, &reading, notes);
                noted(value, notes, |value| TargetUse::Expression { value })
            }
            (SourcePlan::Measure(place), TargetSource::Measure { measure, scope }) => {
                let unit = self.scope(context.unit, *scope);
                let value = self.other_measure(*place, unit, context, notes);
                let unit = unit.map_or_else(|| self.unit_id(context.unit), |unit| self.unit_id(unit));
                noted(value, notes, |value| TargetUse::Measure { measure: measure.clone(), unit, value })
            }
            (_, TargetSource::LastYearMonthlyMean) => self.last_year_mean(context, asked, notes),
            (_, TargetSource::SamePeriodLastYear) => {
                let period = context.period.year_earlier();
                let value = self.actual_in(period, context, asked, notes);
                noted(value, notes, |value| TargetUse::SamePeriodLastYear { period, value })
            }
            (_, TargetSource::PreviousPeriod) => {
                let period = context.period.earlier(1);
                let value = self.actual_in(period, context, asked, notes);
                noted(value, notes, |value| TargetUse::PreviousPeriod { period, value })
            }
            (_, TargetSource::TrailingMean { periods }) => {
                self.trailing_mean(*periods, context, asked, notes)
            }
            (_, TargetSource::Peers(peers)) => self.peer_target(peers, context, asked, notes),
            _ => notes.missing(|| Problem::NoTarget),
        }
    }

    /// The actual of the measure in another period.
    pub(super) fn actual_in(
        &self,
        period: Period,
        context: &Context<'_>,
        asked: Asked<'_>,
        notes: &mut Notes,
    ) -> Operand {
        let reading = self.reading(context, asked, asked.scope, period);
        self.evaluate(&asked.measure.actual, &reading, notes)
    }

    fn reading(
        &self,
        context: &Context<'_>,
        asked: Asked<'_>,
        unit: usize,
        period: Period,
    ) -> Reading<'static> {
        Reading {
            role: Role::Target,
            unit,
            months: Months::of(period),
            least_months: asked.measure.measure.least_months,
            monthly_mean: None,
            exempt: context.exempt,
        }
    }

    fn budget(
        &self,
        item: Option<usize>,
        context: &Context<'_>,
        asked: Asked<'_>,
        notes: &mut Notes,
    ) -> Operand {
        let Some(item) = item.and_then(|item| self.items.get(item)) else {
            return notes.missing(|| Problem::NoTarget);
        };
        let reading = self.reading(context, asked, asked.scope, context.period);
        let value = self.item_value(item, &reading, notes);
        noted(value, notes, |value| TargetUse::Budget { value })
    }

    fn other_measure(
        &self,
        place: Option<usize>,
        unit: Option<usize>,
        context: &Context<'_>,
        notes: &mut Notes,
    ) -> Operand {
        let measure = place.and_then(|place| context.plan()?.measures.get(place));
        let (Some(measure), Some(place)) = (measure, place) else {
            return notes.missing(|| Problem::NoTarget);
        };
        let scope = unit.and_then(|unit| self.scope(unit, measure.measure.scope));
        let Some(scope) = scope else {
            return notes.missing(|| Problem::NoSuchAncestor);
        };
        self.actual_in(context.period, context, Asked { place, measure, scope }, notes)
    }

    /// The mean over the fiscal year before the one of the period, for as many months as it has.
    fn last_year_mean(&self, context: &Context<'_>, asked: Asked<'_>, notes: &mut Notes) -> Operand {
        let this_year = self.first_month.of_year_holding(context.period.first());
        let (first, last) = (this_year.plus(-12), this_year.plus(-1));
        if let Some(mean) = self.mean_of_item(first, last, context, asked, notes) {
            return mean;
        }
        let bound = &asked.measure.actual;
        let has_all =
            |month: &Month| self.figures_in(bound, asked.scope, *month, context.exempt) == Figures::All;
        let months: Vec<Month> = first.through(last).filter(has_all).collect();
        let (value, months) = self.mean_of_months((first, last), &months, context, asked, notes);
        noted(value, notes, |value| TargetUse::LastYearMonthlyMean { months, first, last, value })
    }

    /// The mean over the periods before this one; a period that is missing is passed over.
    fn trailing_mean(
        &self,
        periods: u32,
        context: &Context<'_>,
        asked: Asked<'_>,
        notes: &mut Notes,
    ) -> Operand {
        let first = context.period.earlier(periods).first();
        let last = context.period.first().plus(-1);
        if context.period.month_count() == 1
            && let Some(mean) = self.mean_of_item(first, last, context, asked, notes)
        {
            return mean;
        }
        let mut months = Vec::new();
        for back in (1..=periods).rev() {
            months.extend(self.source_months(context.period.earlier(back), context, asked));
        }
        let (value, months) = self.mean_of_months((first, last), &months, context, asked, notes);
        noted(value, notes, |value| TargetUse::TrailingMean { periods, months, first, last, value })
    }

    /// The months of `period` that have all figures; none of them where the period is missing.
    fn source_months(&self, period: Period, context: &Context<'_>, asked: Asked<'_>) -> Vec<Month> {
        let mut months = Vec::new();
        let mut gap = false;
        for month in period.months() {
            match self.figures_in(&asked.measure.actual, asked.scope, month, context.exempt) {
                Figures::All => months.push(month),
                Figures::Missing => gap = true,
                Figures::NotApplicable => {}
            }
        }
        let count = u32::try_from(months.len()).unwrap_or(u32::MAX);
        let enough = asked.measure.measure.least_months.is_some_and(|least| count >= least);
        if gap && !enough { Vec::new() } else { months }
    }

    /// The actual of `months`, which lie between the first and the last, a summed item at its monthly
    /// mean times the months of the scored period; and how many months they are.
    fn mean_of_months(
        &self,
        (first, last): (Month, Month),
        months: &[Month],
        context: &Context<'_>,
        asked: Asked<'_>,
        notes: &mut Notes,
    ) -> (Operand, u32) {
        if months.is_empty() {
            return (notes.missing(|| Problem::NoSourceMonths { first, last }), 0);
        }
        let reading = Reading {
            role: Role::Target,
            unit: asked.scope,
            months: Months { first, last, among: Some(months) },
            least_months: None,
            monthly_mean: Some(context.period.month_count()),
            exempt: context.exempt,
        };
        let value = self.evaluate(&asked.measure.actual, &reading, notes);
        (value, u32::try_from(months.len()).unwrap_or(u32::MAX))
    }

    /// The mean of the months for a measure that is one item whose months are added or averaged,
    /// where nobody asks how it came about; `None` where there is more to it.
    fn mean_of_item(
        &self,
        first: Month,
        last: Month,
        context: &Context<'_>,
        asked: Asked<'_>,
        notes: &Notes,
    ) -> Option<Operand> {
        let item = self.items.get(asked.measure.actual.only_item?)?;
        let times = match item.item.month_rule {
            _ if notes.keeps_findings() => return None,
            MonthRule::Sum => context.period.month_count(),
            MonthRule::Mean => 1,
            _ => return None,
        };
        let own = Some(()).filter(|()| self.is_read_alone(asked.scope, item));
        let own = own.and_then(|()| self.columns.sum(asked.scope, item.place, first, last));
        let own = own.map(|(sum, count)| (Exact::decimal(sum.mantissa, sum.scale), count));
        let (sum, count) = own.unwrap_or_else(|| self.sum_of(item, asked.scope, (first, last), context));
        let sum = if times == 1 { sum } else { sum.times(&Exact::whole(times)) };
        Some(sum.over(&Exact::whole(count)).map_or(Operand::Missing, Operand::Known))
    }

    /// The sum of the values of an item from the first month to the last, and how many they are.
    fn sum_of(
        &self,
        item: &ItemPlan,
        unit: usize,
        (first, last): (Month, Month),
        context: &Context<'_>,
    ) -> (Exact, u32) {
        let (mut sum, mut count) = (Exact::ZERO, 0_u32);
        for month in first.through(last) {
            if let Operand::Known(value) = self.value_at(unit, item, month, context.exempt, 0) {
                sum = sum.plus(&value);
                count = count.saturating_add(1);
            }
        }
        (sum, count)
    }

    /// A target set by hand. Over a period longer than the card's own the targets of its own periods
    /// combine as the actual does: a sum of items adds them, one item by its month rule, anything
    /// else takes their mean. So do targets of single months, where an own period of several months
    /// has no target of its own.
    fn fixed_target(
        &self,
        fixed: &FixedPlan,
        context: &Context<'_>,
        measure: &MeasurePlan,
        notes: &mut Notes,
    ) -> Operand {
        let of_own = |own: Period| {
            let month = (own.month_count() == 1).then(|| own.first().number());
            fixed.find(context.unit, context.fiscal_year, month)
        };
        if context.period.length() == context.card.card.period
            && let Some(own) = of_own(context.period)
        {
            return noted_fixed(own, notes);
        }
        let of_month = |month: Month| {
            let found = fixed.find(context.unit, context.fiscal_year, Some(month.number()));
            found.filter(|(key, _)| key.month.is_some())
        };
        let periods = self.own_periods(context);
        let found: Option<Vec<&FixedEntry>> = periods.iter().map(|own| of_own(*own)).collect();
        let found = found.or_else(|| periods.iter().flat_map(|own| own.months()).map(of_month).collect());
        let Some(found) = found else {
            return notes.missing(|| Problem::NoFixedTarget);
        };
        let item = measure.actual.only_item.and_then(|item| self.items.get(item));
        let one = match (found.as_slice(), item.map(|item| &item.item.month_rule)) {
            ([only], _) => Some(*only),
            (_, Some(MonthRule::Last)) => found.last().copied(),
            (_, Some(MonthRule::Minimum)) => found.iter().min_by_key(|(_, value)| value).copied(),
            (_, Some(MonthRule::Maximum)) => found.iter().max_by_key(|(_, value)| value).copied(),
            _ => None,
        };
        if let Some(one) = one {
            return noted_fixed(one, notes);
        }
        let sum = found.iter().fold(Exact::ZERO, |sum, (_, value)| sum.plus(value));
        let months = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let added = measure.adds_months;
        let value = if added { Some(sum) } else { sum.over(&Exact::whole(months)) };
        let value = value.map_or(Operand::Missing, Operand::Known);
        noted(value, notes, |value| TargetUse::FixedOfMonths { months, added, value })
    }

    /// The unit that a scope reads, with a finding where there is none.
    pub(super) fn scope_or_finding(&self, unit: usize, scope: Scope, notes: &mut Notes) -> Option<usize> {
        let found = self.scope(unit, scope);
        if found.is_none() {
            notes.find(|| Problem::NoSuchAncestor);
        }
        found
    }
}

fn noted_fixed((key, value): &FixedEntry, notes: &mut Notes) -> Operand {
    notes.trace.step(|| Step::Target(TargetUse::Fixed { key: key.clone(), value: value.clone() }));
    Operand::Known(value.clone())
}

/// Notes where a target came from.
pub(super) fn noted(value: Operand, notes: &mut Notes, describe: impl FnOnce(Exact) -> TargetUse) -> Operand {
    if let Operand::Known(value) = &value {
        notes.trace.step(|| Step::Target(describe(value.clone())));
    }
    value
}

fn adjusted(source: Exact, plan: &TargetPlan, notes: &mut Notes) -> Exact {
    let target = &plan.target;
    if plan.factor.is_none() && target.offset.is_zero() {
        return source;
    }
    let raised = plan.factor.as_ref().map_or_else(|| source.clone(), |factor| source.times(factor));
    let value = raised.plus(&Exact::from(target.offset));
    notes.trace.step(|| Step::TargetAdjusted {
        source,
        uplift: target.uplift,
        offset: target.offset,
        value: value.clone(),
    });
    value
}
