//! What would another design have done? A copy of a card, changed, beside the one that holds, over all
//! periods there are; adopted from a month on, or dropped.

use rust_decimal::Decimal;

use super::contribution::{Contributions, Subject, breakdown, contributions, sum};
use crate::domain::edit::{Change, Edit};
use crate::domain::exact::Exact;
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::period::{Month, Period};
use crate::domain::scorecard::{Revision, Scorecard};
use crate::domain::scoring::{Plan, Results};
use crate::domain::workbook::Workbook;

/// A design on trial, as if it had always held.
pub struct Trial {
    scorecard: ScorecardId,
    /// The card with the design on trial as its only revision.
    card: Scorecard,
    results: Results,
}

/// What a trial makes of a unit in one of the card's own periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The unit.
    pub unit: UnitId,
    /// The total and the rank by the design that holds.
    pub now: (Option<Decimal>, Option<u32>),
    /// The total and the rank by the design on trial.
    pub tried: (Option<Decimal>, Option<u32>),
}

/// What a trial makes of a unit over all periods in which it has a total by both designs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overall {
    /// The unit.
    pub unit: UnitId,
    /// How many periods that are.
    pub periods: u32,
    /// In how many of them it gains.
    pub gains: u32,
    /// In how many it loses.
    pub losses: u32,
    /// The mean change of the total, to 15 decimals; `None` without such a period.
    pub change: Option<Decimal>,
}

impl Move {
    /// What the total gains; below zero where it loses.
    #[must_use]
    pub fn change(&self) -> Option<Decimal> {
        self.tried.0?.checked_sub(self.now.0?)
    }

    /// The places won; below zero where some are lost.
    #[must_use]
    pub fn places(&self) -> Option<i64> {
        Some(i64::from(self.now.1?).saturating_sub(i64::from(self.tried.1?)))
    }
}

impl Trial {
    /// Tries `revision` on a scorecard in every own period from `first` to `last`; `None` where the
    /// workbook does not have the scorecard.
    #[must_use]
    pub fn new(
        workbook: &Workbook,
        scorecard: &ScorecardId,
        revision: Revision,
        (first, last): (Month, Month),
    ) -> Option<Self> {
        let card = with_only(workbook.scorecard(scorecard)?, revision);
        let mut results = Results::new(Plan::new(workbook), first, last);
        results.set_card(&card);
        Some(Self { scorecard: scorecard.clone(), card, results })
    }

    /// The design on trial.
    #[must_use]
    pub fn revision(&self) -> Option<&Revision> {
        self.card.revisions.first()
    }

    /// Changes the design on trial. After a change of weights only what they weigh is scored again.
    pub fn set_revision(&mut self, revision: Revision) {
        self.card = with_only(&self.card, revision);
        self.results.set_card(&self.card);
    }

    /// The scores by the design on trial.
    #[must_use]
    pub fn results(&self) -> &Results {
        &self.results
    }

    /// What becomes of each unit of the card in one of its own periods. `now` are the results of the
    /// workbook as it is.
    #[must_use]
    pub fn moves(&self, now: &Results, period: Period) -> Vec<Move> {
        let none = (None, None);
        let (before, after) =
            (now.totals(&self.scorecard, period), self.results.totals(&self.scorecard, period));
        let units = self.card.units.iter().enumerate();
        let of = |list: &[(Option<Decimal>, Option<u32>)], place| list.get(place).copied().unwrap_or(none);
        units
            .map(|(place, unit)| Move {
                unit: unit.clone(),
                now: of(&before, place),
                tried: of(&after, place),
            })
            .collect()
    }

    /// What becomes of each unit over all periods.
    #[must_use]
    pub fn overall(&self, now: &Results) -> Vec<Overall> {
        let blank = |unit: &UnitId| (unit.clone(), 0_u32, 0_u32, 0_u32, Exact::ZERO);
        let mut sums: Vec<_> = self.card.units.iter().map(blank).collect();
        for period in self.results.periods_of(&self.scorecard) {
            for ((_, periods, gains, losses, sum), own) in sums.iter_mut().zip(self.moves(now, period)) {
                let Some(change) = own.change() else { continue };
                *periods = periods.saturating_add(1);
                *gains = gains.saturating_add(u32::from(change > Decimal::ZERO));
                *losses = losses.saturating_add(u32::from(change < Decimal::ZERO));
                *sum = sum.plus(&Exact::from(change));
            }
        }
        let overall = |(unit, periods, gains, losses, sum): (UnitId, u32, u32, u32, Exact)| {
            let change = sum.over(&Exact::whole(periods)).and_then(|mean| mean.to_decimal());
            Overall { unit, periods, gains, losses, change }
        };
        sums.into_iter().map(overall).collect()
    }

    /// What makes the difference between both designs for a unit in a period, measure by measure.
    #[must_use]
    pub fn contributions(&self, now: &Results, unit: &UnitId, period: Period) -> Option<Contributions> {
        let subject = Subject { scorecard: self.scorecard.clone(), unit: unit.clone(), period };
        contributions(&breakdown(now.plan(), &subject)?, &breakdown(self.results.plan(), &subject)?)
    }

    /// The same, added up over all periods in which the unit has a total by both designs.
    #[must_use]
    pub fn contributions_overall(&self, now: &Results, unit: &UnitId) -> Option<Contributions> {
        let periods = self.results.periods_of(&self.scorecard).into_iter();
        sum(&mut periods.filter_map(|period| self.contributions(now, unit, period)))
    }

    /// The edit that lets the design hold from `from` on, until the next revision: it puts a revision
    /// in, or in the place of one that begins in that month. `None` where the workbook does not have
    /// the scorecard.
    #[must_use]
    pub fn adopt(&self, workbook: &Workbook, from: Month) -> Option<Edit> {
        let card = workbook.scorecard(&self.scorecard)?;
        let revision = Box::new(Revision { from, ..self.revision()?.clone() });
        let change = match card.revisions.binary_search_by_key(&from, |own| own.from) {
            Ok(place) => Change::Replace(place, revision),
            Err(place) => Change::Insert(place, revision),
        };
        Some(Edit::Revisions { scorecard: self.scorecard.clone(), change })
    }
}

/// The card with a revision that has always held.
fn with_only(card: &Scorecard, revision: Revision) -> Scorecard {
    let always = Revision { from: Month::january(1), ..revision };
    Scorecard { revisions: vec![always], ..card.clone() }
}
