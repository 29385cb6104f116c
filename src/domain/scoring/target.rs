//! Targets: resolves what a measure is held against for a unit and a period.

use super::actual::Reading;
use super::finding::Problem;
use super::plan::{Context, Notes, Plan};
use super::trace::{Role, Step, TargetUse};
use crate::domain::exact::Exact;
use crate::domain::expression::Operand;
use crate::domain::id::{ItemId, UnitId};
use crate::domain::measure::Measure;
use crate::domain::period::{Month, PeriodLength};
use crate::domain::target::{FixedTargets, Target, TargetSource};

impl Plan<'_> {
    /// The target of `measure`; missing where it cannot be had, with a finding.
    pub(super) fn target(
        &self,
        measure: &Measure,
        scope: &UnitId,
        context: &Context<'_>,
        notes: &mut Notes,
    ) -> Operand {
        let Some(target) = &measure.target else {
            return notes.missing(Problem::NoTarget);
        };
        let source = match &target.source {
            TargetSource::Fixed(fixed) => fixed_target(fixed, context, notes),
            TargetSource::Budget(item) => self.budget(item, measure, scope, context, notes),
            TargetSource::LastYearMonthlyMean => self.last_year_mean(measure, scope, context, notes),
            TargetSource::SamePeriodLastYear => self.same_period_last_year(measure, scope, context, notes),
        };
        match source {
            Operand::Known(source) => Operand::Known(adjusted(source, target, notes)),
            other => other,
        }
    }

    fn budget(
        &self,
        item: &ItemId,
        measure: &Measure,
        scope: &UnitId,
        context: &Context<'_>,
        notes: &mut Notes,
    ) -> Operand {
        let Some(item) = self.workbook.item(item) else {
            return notes.missing(Problem::UnknownItem(item.as_str().into()));
        };
        let months: Vec<Month> = context.period.months().collect();
        let reading = reading(scope, &months, measure.least_months, None);
        let value = self.item_value(item, &reading, notes);
        note_target(&value, notes, |value| TargetUse::Budget { value });
        value
    }

    /// Every month of a year is held against the same mean, so it is formed once for a plan,
    /// unless someone wants to see how.
    fn last_year_mean(
        &self,
        measure: &Measure,
        scope: &UnitId,
        context: &Context<'_>,
        notes: &mut Notes,
    ) -> Operand {
        let this_year = self.workbook.first_month.of_year_holding(context.period.first());
        let times = context.period.month_count();
        if notes.trace.is_on() {
            return self.form_mean(measure, scope, this_year, times, notes);
        }
        let key = (std::ptr::from_ref(measure).addr(), scope.clone(), this_year, times);
        let known = self.means.borrow().get(&key).cloned();
        let (mean, problems) = known.unwrap_or_else(|| {
            let mut own = Notes::default();
            let mean = self.form_mean(measure, scope, this_year, times, &mut own);
            self.means.borrow_mut().insert(key, (mean.clone(), own.problems.clone()));
            (mean, own.problems)
        });
        problems.into_iter().for_each(|problem| notes.find(problem));
        mean
    }

    /// The mean over the year before the one that starts in `this_year`, for `times` months.
    fn form_mean(
        &self,
        measure: &Measure,
        scope: &UnitId,
        this_year: Month,
        times: u32,
        notes: &mut Notes,
    ) -> Operand {
        let (first, last) = (this_year.plus(-12), this_year.plus(-1));
        let months: Vec<Month> = first.through(last).filter(|m| self.has_all(measure, scope, *m)).collect();
        if months.is_empty() {
            return notes.missing(Problem::NoSourceMonths { first, last });
        }
        let value = self.evaluate(&measure.actual, &reading(scope, &months, None, Some(times)), notes);
        let months = u32::try_from(months.len()).unwrap_or(u32::MAX);
        note_target(&value, notes, |value| TargetUse::LastYearMonthlyMean { months, first, last, value });
        value
    }

    fn same_period_last_year(
        &self,
        measure: &Measure,
        scope: &UnitId,
        context: &Context<'_>,
        notes: &mut Notes,
    ) -> Operand {
        let period = context.period.year_earlier();
        let months: Vec<Month> = period.months().collect();
        let value =
            self.evaluate(&measure.actual, &reading(scope, &months, measure.least_months, None), notes);
        note_target(&value, notes, |value| TargetUse::SamePeriodLastYear { period, value });
        value
    }

    /// Whether every item of the measure has a figure of its own or of its children in `month`.
    fn has_all(&self, measure: &Measure, scope: &UnitId, month: Month) -> bool {
        measure.actual.references().iter().all(|reference| {
            self.item_named(reference)
                .is_ok_and(|item| matches!(self.month_value(scope, item, month, 0), Operand::Known(_)))
        })
    }
}

fn reading<'r>(
    unit: &'r UnitId,
    months: &'r [Month],
    least_months: Option<u32>,
    monthly_mean: Option<u32>,
) -> Reading<'r> {
    Reading { role: Role::Target, unit, months, least_months, monthly_mean }
}

fn fixed_target(fixed: &FixedTargets, context: &Context<'_>, notes: &mut Notes) -> Operand {
    let month = (context.period.length() == PeriodLength::Month).then(|| context.period.first().number());
    let year = context.fiscal_year;
    let Some((key, value)) = fixed.find(context.unit, year, month) else {
        return notes.missing(Problem::NoFixedTarget);
    };
    let value = Exact::from(value);
    notes.trace.step(|| Step::Target(TargetUse::Fixed { key: key.clone(), value: value.clone() }));
    Operand::Known(value)
}

fn note_target(value: &Operand, notes: &mut Notes, describe: impl FnOnce(Exact) -> TargetUse) {
    if let Operand::Known(value) = value {
        notes.trace.step(|| Step::Target(describe(value.clone())));
    }
}

fn adjusted(source: Exact, target: &Target, notes: &mut Notes) -> Exact {
    if target.uplift.is_zero() && target.offset.is_zero() {
        return source;
    }
    let hundred = Exact::whole(100);
    let factor = hundred.plus(&Exact::from(target.uplift));
    let raised = source.times(&factor).over(&hundred).unwrap_or(Exact::ZERO);
    let value = raised.plus(&Exact::from(target.offset));
    notes.trace.step(|| Step::TargetAdjusted {
        source,
        uplift: target.uplift,
        offset: target.offset,
        value: value.clone(),
    });
    value
}
