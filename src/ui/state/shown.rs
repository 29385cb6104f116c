//! What a page of scores shows, with nothing left open: an address beside the open workbook.

use std::collections::BTreeSet;

use super::route::{Route, ScoresRoute, needs_unit, shows_several_cards};
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::period::{FirstMonth, Month, Period, PeriodLength};
use crate::domain::scorecard::Scorecard;
use crate::domain::workbook::Workbook;
use crate::markup::View;
use crate::ui::browser::clock;

/// What is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The page.
    pub(crate) view: View,
    /// The unit; none for all of them.
    pub(crate) unit: Option<UnitId>,
    /// The scorecard; none for all of them.
    pub(crate) scorecard: Option<ScorecardId>,
    /// The period.
    pub(crate) period: Period,
    /// The first month of the fiscal year.
    pub(crate) first_month: FirstMonth,
}

impl Shown {
    /// What the address means in the workbook; none where no unit is scored.
    pub(crate) fn resolve(workbook: &Workbook, route: &ScoresRoute) -> Option<Self> {
        let scored = |unit: &UnitId| workbook.scorecards_of(unit).next().is_some();
        let named = route.unit.clone().filter(|unit| scored(unit));
        let mut all = workbook.units.iter().map(|unit| &unit.id).filter(|unit| scored(unit));
        let first = all.next()?.clone();
        let alone = all.next().is_none();
        let one = alone && route.view == View::Scores || needs_unit(route.view);
        let unit = named.or_else(|| one.then_some(first));
        let card = card(workbook, &route.with_unit(unit.clone()));
        let shortest = match card {
            Some(card) => card.period,
            None => workbook.scorecards.iter().map(|card| card.period).min()?,
        };
        let named = route.period.as_deref().and_then(|word| Period::parse(word, workbook.first_month).ok());
        let fitting = named.filter(|period| period.length() >= shortest);
        let period = fitting.unwrap_or_else(|| {
            let month = named.map(Period::last).or_else(|| newest(workbook, unit.as_ref()));
            let month = month.unwrap_or_else(|| Month::january(clock::year()));
            Period::holding(month, shortest, workbook.first_month)
        });
        let (view, scorecard) = (route.view, card.map(|card| card.id.clone()));
        Some(Self { view, unit, scorecard, period, first_month: workbook.first_month })
    }

    /// Its address, with what is looked at there.
    pub(crate) fn route(&self, detail: Option<String>) -> ScoresRoute {
        ScoresRoute {
            view: self.view,
            unit: self.unit.clone(),
            scorecard: self.scorecard.clone(),
            period: Some(self.period.format(self.first_month)),
            detail,
        }
    }

    /// Goes to it.
    pub(crate) fn go(&self, detail: Option<String>) {
        Route::Scores(self.route(detail)).go();
    }

    /// The periods that can be chosen: the years with figures, newest first. Each is followed by what
    /// lies in it and is not shorter than the card's own period, from the longest to the shortest and
    /// newest first.
    pub(crate) fn periods(&self, workbook: &Workbook) -> Vec<Period> {
        let card = self.scorecard.as_ref().and_then(|card| workbook.scorecard(card));
        let own = match card {
            Some(card) => Some(card.period),
            None => workbook.scorecards.iter().map(|card| card.period).min(),
        };
        let Some(own) = own else { return Vec::new() };
        let this = self.period.first().year();
        let (first, last) = workbook.figures.year_range().unwrap_or((this, this));
        let newest = newest(workbook, self.unit.as_ref());
        let mut periods = Vec::new();
        for year in (first.min(this)..=last.max(this)).rev() {
            if let Ok(start) = Month::new(year, workbook.first_month.number()) {
                self.periods_of_year(start, own, newest, &mut periods);
            }
        }
        periods
    }

    /// A year to date is offered to the month where figures end, and to the end of what is shown.
    fn periods_of_year(
        &self,
        start: Month,
        own: PeriodLength,
        newest: Option<Month>,
        periods: &mut Vec<Period>,
    ) {
        let holding = |month, length| Period::holding(month, length, self.first_month);
        let year = holding(start, PeriodLength::Year);
        let mut push = |period: Period| {
            if period.length() >= own && !periods.contains(&period) {
                periods.push(period);
            }
        };
        push(year);
        let within = |month: &Month| *month < year.last() && month.since(start) > 0;
        let ends = [Some(self.period.last()), newest].into_iter().flatten().filter(within);
        let to_date = ends.map(|month| holding(month, PeriodLength::YearToDate));
        let chosen = (self.period.length() == PeriodLength::YearToDate).then_some(self.period);
        for period in chosen.into_iter().chain(to_date).filter(|period| period.first() == start) {
            if period.month_count() >= own.months() {
                push(period);
            }
        }
        for length in [PeriodLength::HalfYear, PeriodLength::Quarter, PeriodLength::Month] {
            let months: Vec<Month> = year.months().collect();
            for month in months.into_iter().rev() {
                push(holding(month, length));
            }
        }
    }
}

/// The named card where the unit uses it, else the first one that it uses. Of all units the one that
/// is named, else all, or the one that most use: nothing is said of a unit twice.
fn card<'w>(workbook: &'w Workbook, route: &ScoresRoute) -> Option<&'w Scorecard> {
    let fits = |card: &&Scorecard| match &route.unit {
        Some(unit) => card.units.contains(unit),
        None => !card.units.is_empty(),
    };
    let cards = || workbook.scorecards.iter().filter(fits);
    let named = cards().find(|card| Some(&card.id) == route.scorecard.as_ref());
    // A map is that of the first card that has one.
    let mapped = |card: &&Scorecard| card.revisions.iter().any(|own| own.objectives().next().is_some());
    let named = named.or_else(|| cards().find(mapped).filter(|_| route.view == View::Map));
    // A unit that has gone over to another card is first seen by that one.
    let newest = newest(workbook, route.unit.as_ref()).unwrap_or_else(|| Month::january(clock::year()));
    let now = |card: &&Scorecard| route.unit.as_ref().is_some_and(|unit| card.is_used_in(unit, newest));
    let named = named.or_else(|| cards().find(now));
    if named.is_some() || route.unit.is_some() || !shows_several_cards(route.view) {
        return named.or_else(|| cards().next());
    }
    // An address that goes as far as the period has said that it means all.
    let mut seen = BTreeSet::new();
    let users = workbook.scorecards.iter().flat_map(|card| card.units.iter().map(move |unit| (card, unit)));
    let mut users = users.filter(|(card, unit)| card.is_always_used(unit) || card.is_used_in(unit, newest));
    let all = route.period.is_some() || users.all(|(_, unit)| seen.insert(unit));
    // One card is all there is.
    let all = all && cards().nth(1).is_some();
    cards().rev().max_by_key(|card| card.units.len()).filter(|_| !all)
}

/// The last month with figures of the unit, or of any.
fn newest(workbook: &Workbook, unit: Option<&UnitId>) -> Option<Month> {
    match unit {
        Some(unit) => workbook.figures.last_month(unit),
        None => workbook.figures.span().map(|(_, last)| last),
    }
}
