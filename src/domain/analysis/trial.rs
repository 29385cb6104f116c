//! What would another design have done? A copy of a card, changed, beside the one that holds, over all
//! periods there are; adopted from a month on, or dropped.

use rust_decimal::Decimal;

use super::contribution::{Contributions, Subject, breakdown, contributions, sum};
use crate::domain::edit::{Change, Edit, EditError};
use crate::domain::exact::Exact;
use crate::domain::history::History;
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::period::{Month, Period};
use crate::domain::scorecard::{Revision, Scorecard, Weighting};
use crate::domain::scoring::{Plan, Results};
use crate::domain::weights::sum_of_points;
use crate::domain::workbook::Workbook;

/// The month from which a design on trial holds: always.
#[must_use]
pub fn always() -> Month {
    Month::january(1)
}

/// A design on trial, as if it had always held.
pub struct Trial {
    scorecard: ScorecardId,
    /// A copy in which the card has the design on trial as its only revision.
    workbook: Workbook,
    /// The design that it began from.
    base: Revision,
    history: History,
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
        let mut copy = workbook.clone();
        let card = copy.scorecards.iter_mut().find(|own| own.id == *scorecard)?;
        let base = Revision { from: always(), ..revision };
        card.revisions = vec![base.clone()];
        let results = Results::new(Plan::new(&copy), first, last);
        let (scorecard, history) = (scorecard.clone(), History::default());
        Some(Self { scorecard, workbook: copy, base, history, results })
    }

    /// The same design on trial in a workbook that has changed elsewhere; `None` where the card is
    /// gone, or the design does not hold together there.
    #[must_use]
    pub fn renewed(&self, workbook: &Workbook, span: (Month, Month)) -> Option<Self> {
        let mut trial = Self::new(workbook, &self.scorecard, self.base.clone(), span)?;
        let tried = Change::Replace(0, Box::new(self.revision()?.clone()));
        let edit = Edit::Revisions { scorecard: self.scorecard.clone(), change: tried };
        trial.attempt(edit, false).ok()?;
        Some(trial)
    }

    /// The design that it began from, as if that had always held.
    #[must_use]
    pub fn base(&self) -> &Revision {
        &self.base
    }

    /// Whether anything is tried that differs from the design that it began from.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.revision() != Some(&self.base)
    }

    /// The full points of the design on trial, and by how much they are more than those of the design
    /// it began from; `None` where they are the same, or where weights are shares.
    #[must_use]
    pub fn other_sum(&self) -> Option<(Decimal, Decimal)> {
        let tried = self.revision()?;
        let points = [tried, &self.base].iter().all(|own| own.weighting == Weighting::Points);
        let sum = sum_of_points(tried);
        let more = sum.saturating_sub(sum_of_points(&self.base));
        (points && !more.is_zero()).then_some((sum, more))
    }

    /// The workbook as it would be with the design on trial alone.
    #[must_use]
    pub fn workbook(&self) -> &Workbook {
        &self.workbook
    }

    /// The card that is tried.
    #[must_use]
    pub fn scorecard(&self) -> &ScorecardId {
        &self.scorecard
    }

    /// The design on trial.
    #[must_use]
    pub fn revision(&self) -> Option<&Revision> {
        self.card()?.revisions.first()
    }

    fn card(&self) -> Option<&Scorecard> {
        self.workbook.scorecard(&self.scorecard)
    }

    /// Changes the design on trial as a step of its own, or as one more keystroke of the step that is
    /// being typed.
    ///
    /// # Errors
    /// As [`Edit::apply`].
    pub fn attempt(&mut self, edit: Edit, typing: bool) -> Result<(), EditError> {
        if typing {
            self.history.apply_typing(&mut self.workbook, edit)?;
        } else {
            self.history.apply(&mut self.workbook, edit)?;
        }
        self.score();
        Ok(())
    }

    /// Ends the step that is being typed.
    pub fn close(&mut self) {
        self.history.close();
    }

    /// Takes back the step that is being typed; whether there was one.
    pub fn cancel(&mut self) -> bool {
        let taken = self.history.cancel(&mut self.workbook).is_some();
        self.score();
        taken
    }

    /// Takes back the last step, or does it `again`; whether there was one.
    pub fn step(&mut self, again: bool) -> bool {
        let done = if again {
            self.history.redo(&mut self.workbook).is_some()
        } else {
            self.history.undo(&mut self.workbook).is_some()
        };
        if done {
            self.score();
        }
        done
    }

    /// Whether there is a step to take back, or to do `again`.
    #[must_use]
    pub fn can_step(&self, again: bool) -> bool {
        if again { self.history.can_redo() } else { self.history.can_undo() }
    }

    /// Scores the design on trial. After a change of weights only what they weigh is scored again.
    fn score(&mut self) {
        if let Some(card) = self.workbook.scorecard(&self.scorecard) {
            self.results.set_card(card);
        }
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
        let units = self.card().into_iter().flat_map(|card| &card.units).enumerate();
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
        let units = self.card().into_iter().flat_map(|card| &card.units);
        let mut sums: Vec<_> = units.map(blank).collect();
        for period in self.periods() {
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
        let periods = self.periods().into_iter();
        sum(&mut periods.filter_map(|period| self.contributions(now, unit, period)))
    }

    /// The own periods of the card that are compared, in their order.
    #[must_use]
    pub fn periods(&self) -> Vec<Period> {
        self.results.periods_of(&self.scorecard)
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
