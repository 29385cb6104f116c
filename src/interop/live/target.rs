//! The targets of measures.

use super::Maker;
use super::check::Part;
use super::definitions::Owner;
use super::grid::Terms;
use super::labels::Label;
use super::measure::Window;
use super::peers::Statistic;
use super::term::{Function, Term, call, is_number, missing, number, over, plus, times, when};
use crate::domain::expression::Reference;
use crate::domain::item::{Item, MonthRule};
use crate::domain::measure::Polarity;
use crate::domain::period::{Month, Period};
use crate::domain::target::{FixedTargets, PeerStatistic, Target, TargetSource};

impl Maker<'_> {
    /// Fills the row of the target of a measure.
    pub(super) fn fill_target(&mut self, at: usize, place: usize) {
        let (Some(own), Some(measure)) = (self.own_of(at, place), self.measure_of(at, place)) else { return };
        let (polarity, needs_target) = (measure.polarity, measure.method.needs_target());
        let terms = if let Polarity::Within(_) = polarity {
            self.nearest_in_range(at, place, own.actual).map(Terms::Same)
        } else if needs_target {
            self.target_terms(at, place)
        } else {
            return;
        };
        self.fill_checked(at, own.target, place, Part::Target, terms.as_ref());
    }

    fn nearest_in_range(&self, at: usize, place: usize, actual: u32) -> Option<Term> {
        let (low, high) = (self.own(at, place, Label::RangeLow)?, self.own(at, place, Label::RangeHigh)?);
        let actual = Term::Here(actual);
        let within = call(Function::Maximum, [actual.clone(), low]);
        Some(when(is_number(actual), call(Function::Minimum, [within, high]), missing()))
    }

    fn target_terms(&mut self, at: usize, place: usize) -> Option<Terms> {
        let grid = self.grids.get(at)?;
        let (unit, definition) = (grid.unit, grid.definition);
        let measure = *grid.measures.get(place)?;
        let differing = definition.override_of(&self.workbook.units.get(unit)?.id, &measure.id);
        let (owner, target) = match differing.and_then(|own| own.target.as_ref()) {
            Some(target) => (Owner::Override(unit, place), target),
            None => match &measure.target {
                Some(target) => (Owner::Measure(place), target),
                None => return Some(Terms::Same(missing())),
            },
        };
        let source = self.source_terms(at, place, owner, target)?;
        Some(match source {
            Terms::Same(term) => Terms::Same(self.adjusted(at, owner, term)),
            Terms::Each(terms) => {
                Terms::Each(terms.into_iter().map(|term| self.adjusted(at, owner, term)).collect())
            }
        })
    }

    /// source × (1 + uplift ÷ 100) + offset.
    fn adjusted(&self, at: usize, owner: Owner, source: Term) -> Term {
        let uplift = self.given(at, owner, Label::Uplift, 0);
        let offset = self.given(at, owner, Label::Offset, 0);
        if uplift.is_none() && offset.is_none() {
            return source;
        }
        let mut value = source.clone();
        if let Some(uplift) = uplift {
            value = times(value, plus(number(1), over(uplift, number(100))));
        }
        if let Some(offset) = offset {
            value = plus(value, offset);
        }
        when(is_number(source.clone()), value, source)
    }

    fn source_terms(&mut self, at: usize, place: usize, owner: Owner, target: &Target) -> Option<Terms> {
        let unit = self.grids.get(at)?.unit;
        let scope = self.scope(unit, self.measure_of(at, place)?.scope);
        let row = match &target.source {
            TargetSource::Fixed(fixed) => return Some(Terms::Each(self.fixed(at, place, owner, fixed))),
            TargetSource::Peers(peers) => {
                let statistic = match peers.statistic {
                    PeerStatistic::Mean => Statistic::Mean,
                    PeerStatistic::Median => Statistic::Median,
                    PeerStatistic::Best => Statistic::Best,
                    PeerStatistic::Quantile(_) => {
                        Statistic::Quantile(self.given(at, owner, Label::Quantile, 0)?)
                    }
                };
                let least = self.given(at, owner, Label::LeastPeers, 0)?;
                return self.of_peers(at, place, &statistic, peers.with_self, least).map(Terms::Each);
            }
            TargetSource::Budget(id) => {
                let is_it = |item: &Item| item.id == *id;
                match (scope, self.workbook.items.iter().position(is_it)) {
                    (Some(unit), Some(item)) => self.item_row(at, Some(place), unit, item, Window::Own, &[]),
                    _ => return Some(Terms::Same(missing())),
                }
            }
            TargetSource::Expression(expression) => {
                let Some(unit) = scope else { return Some(Terms::Same(missing())) };
                let term = self.over_items(at, Some(place), expression, unit, Window::Own)?;
                Some(self.same(at, &self.name_of(at, place), Label::Target, term))
            }
            TargetSource::Measure { measure, scope } => {
                let other = self.grids.get(at)?.measures.iter().position(|own| own.id == *measure);
                match (self.scope(unit, *scope), other) {
                    (Some(unit), Some(other)) => self.actual_row(at, other, unit, Window::Own),
                    _ => return Some(Terms::Same(missing())),
                }
            }
            TargetSource::LastYearMonthlyMean => self.actual_row(at, place, unit, Window::LastYear),
            TargetSource::SamePeriodLastYear => self.actual_row(at, place, unit, Window::YearEarlier),
            TargetSource::PreviousPeriod => self.actual_row(at, place, unit, Window::Earlier(1)),
            TargetSource::TrailingMean { periods } => {
                self.actual_row(at, place, unit, Window::Trailing(*periods))
            }
        };
        // What does not exist gives no target.
        let row = Term::Here(row?);
        Some(Terms::Same(when(is_number(row.clone()), row, missing())))
    }

    /// The most specific of the targets set by hand, for each period; or those of its months, combined.
    fn fixed(&self, at: usize, place: usize, owner: Owner, fixed: &FixedTargets) -> Vec<Term> {
        let unit = self.grids.get(at).and_then(|grid| self.workbook.units.get(grid.unit));
        let of = |period: Period, month: Option<Month>| {
            let year = self.workbook.first_month.of_year_holding(period.first()).year();
            let (key, _) = fixed.find(&unit?.id, year, month.map(Month::number))?;
            let fits = key.month.is_some() || month.is_none() || period.month_count() == 1;
            fits.then_some(())?;
            let number = fixed.iter().position(|(own, _)| own == key)?;
            self.given(at, owner, Label::TargetValue, number)
        };
        let of_months = |period: Period| {
            let months: Option<Vec<Term>> = period.months().map(|month| of(period, Some(month))).collect();
            months.map(|months| self.of_months(at, place, months))
        };
        let of_period = |(_, period): (u32, Period)| {
            let own = of(period, (period.month_count() == 1).then(|| period.first()));
            own.or_else(|| of_months(period)).unwrap_or_else(missing)
        };
        self.periods(at).into_iter().map(of_period).collect()
    }

    /// Targets of single months, combined as the actual of the measure is.
    fn of_months(&self, at: usize, place: usize, months: Vec<Term>) -> Term {
        let Some(measure) = self.measure_of(at, place) else { return missing() };
        let rule = |own: &Reference| Some(&self.workbook.items.get(self.item_named(own)?)?.month_rule);
        let references = measure.actual.references();
        let only = references.first().filter(|_| measure.actual.is_one_item()).and_then(rule);
        let function = match only {
            Some(MonthRule::Last) => return months.last().cloned().unwrap_or_else(missing),
            Some(MonthRule::Minimum) => Function::Minimum,
            Some(MonthRule::Maximum) => Function::Maximum,
            _ if measure.actual.grows_with_months(&|own| rule(own) == Some(&MonthRule::Sum)) => Function::Sum,
            _ => Function::Average,
        };
        call(function, months)
    }
}
