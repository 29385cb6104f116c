//! Ranks (competition: 1, 2, 2, 4) of all units with a total in a period.
//!
//! Units whose card ranks among all stand in one row, whatever card they use; units whose card
//! ranks within the kind in one row for each kind. A unit stands there once, with the first of its
//! cards that scores such a period; by each further card it is ranked with those alone of which that is
//! a further card too. Provisional totals are not ranked.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::compile::CardPlan;
use super::notes::Notes;
use super::plan::{Context, Exempt, Plan};
use crate::domain::exact::Exact;
use crate::domain::id::{ScorecardId, UnitId};
use crate::domain::order::{sort_by, sort_by_key};
use crate::domain::period::Period;
use crate::domain::scorecard::{RankBy, RankWithin, Rounding};

/// The rank of a unit by a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// The scorecard.
    pub scorecard: ScorecardId,
    /// The unit.
    pub unit: UnitId,
    /// The rank, from 1.
    pub rank: u32,
    /// How many units are ranked together.
    pub of: u32,
}

/// Who is ranked together: all, or those of a kind, or those without one; of these, those of whom the
/// card is the first that scores such a period, or those of whom this one is a further card.
pub(super) type Row = (Option<usize>, Option<Option<usize>>);

/// Who is ranked among all: for each card and unit, the months of the shortest own period of the cards
/// before it that the unit uses. No list where there are none.
pub(super) struct Contests(Vec<Vec<u32>>);

impl Contests {
    pub(super) fn new(cards: &[CardPlan], units: usize) -> Self {
        let mut shortest = vec![u32::MAX; units];
        let mut before = Vec::with_capacity(cards.len());
        for card in cards {
            let own = card.card.period.months();
            let of = |unit: &usize| shortest.get(*unit).copied().unwrap_or(u32::MAX);
            let any = card.units.iter().any(|unit| of(unit) < u32::MAX);
            before.push(if any { shortest.clone() } else { Vec::new() });
            for unit in &card.units {
                if let Some(months) = shortest.get_mut(*unit) {
                    *months = own.min(*months);
                }
            }
        }
        Self(before)
    }

    /// The card, where it is a further one of the unit in a period of so many months.
    fn further(&self, card: usize, unit: usize, months: u32) -> Option<usize> {
        let shortest = self.0.get(card)?.get(unit)?;
        (*shortest <= months).then_some(card)
    }
}

/// The totals of a row, each with the places of its card and its unit.
pub(super) type Totals = Vec<(Decimal, usize, usize)>;

impl Plan {
    /// The ranks of all units that have a total in `period`, in the order of the scorecards and
    /// their units.
    #[must_use]
    pub fn ranking(&self, period: Period) -> Vec<Ranked> {
        let mut rows: BTreeMap<Row, Totals> = BTreeMap::new();
        for (place, card) in self.cards.iter().enumerate() {
            for unit in &card.units {
                if let Some((row, total)) = self.contestant(place, *unit, period) {
                    rows.entry(row).or_default().push((total, place, *unit));
                }
            }
        }
        let mut ranked: Vec<(usize, usize, u32, u32)> = Vec::new();
        for totals in rows.values_mut() {
            sort_by_key(totals, |total| Reverse(total.0));
            ranked.extend(ranks(totals));
        }
        sort_by(&mut ranked, Ord::cmp);
        ranked.into_iter().filter_map(|(card, unit, rank, of)| self.ranked(card, unit, rank, of)).collect()
    }

    fn ranked(&self, card: usize, unit: usize, rank: u32, of: u32) -> Option<Ranked> {
        let scorecard = self.cards.get(card)?.card.id.clone();
        Some(Ranked { scorecard, unit: self.unit_id(unit), rank, of })
    }

    /// The row a unit is ranked in and the total it is ranked by.
    pub(super) fn contestant(&self, card: usize, unit: usize, period: Period) -> Option<(Row, Decimal)> {
        let (report, _) = self.report(card, unit, period, Exempt::LeftOut, None).ok()?;
        let context = self.context(card, unit, period, Exempt::LeftOut).ok()?;
        let revision = context.card.card.revisions.get(context.revision)?;
        let total = report.total.points.filter(|_| !report.total.provisional)?;
        let row = self.row(card, unit, period, revision.rank.within);
        let total = match revision.rank.by {
            RankBy::Rounded => total,
            RankBy::Exact => self.exact_total(&context).unwrap_or(total),
        };
        Some((row, total))
    }

    /// Who a unit is ranked with.
    pub(super) fn row(&self, card: usize, unit: usize, period: Period, within: RankWithin) -> Row {
        let kind = match within {
            RankWithin::All => None,
            RankWithin::Kind => Some(self.kind(unit, period.last())),
        };
        let dated = self.cards.iter().any(|card| card.spans.contains_key(&unit));
        let further = if dated {
            self.further_now(card, unit, period)
        } else {
            self.contests.further(card, unit, period.month_count())
        };
        (further, kind)
    }

    /// The card, where it is a further one of a unit that uses cards from a month on or up to one: the
    /// first is that which it uses at the end of the period.
    fn further_now(&self, card: usize, unit: usize, period: Period) -> Option<usize> {
        let mut cards = self.cards.iter();
        let first = cards.position(|own| {
            let fits = own.card.period.months() <= period.month_count();
            fits && own.units.contains(&unit) && own.is_used_in(unit, period.last())
        });
        first.filter(|first| *first != card).map(|_| card)
    }

    /// The total of points that are not rounded; for a longer period the mean of those of its parts.
    fn exact_total(&self, context: &Context<'_>) -> Option<Decimal> {
        if self.is_mean_of_periods(context) {
            let (mut sum, mut count) = (Exact::ZERO, 0_u32);
            for own in self.own_periods(context) {
                let own = self.context(context.place, context.unit, own, context.exempt);
                if let Some(total) = own.ok().and_then(|own| self.exact_total(&own)) {
                    sum = sum.plus(&Exact::from(total));
                    count = count.saturating_add(1);
                }
            }
            return sum.over(&Exact::whole(count))?.to_decimal();
        }
        let mut leaves = Vec::new();
        self.score_leaves(context, &mut leaves, &mut |_| Notes::none());
        self.roll_up_rounded(context, Rounding::None, &mut leaves).total
    }
}

/// Competition ranks of totals that stand in order, best first: card, unit, rank, how many.
pub(super) fn ranks(totals: &Totals) -> Vec<(usize, usize, u32, u32)> {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let of = count(totals.len());
    let mut ranked = Vec::with_capacity(totals.len());
    let (mut rank, mut before) = (1, None);
    for (place, (total, card, unit)) in totals.iter().enumerate() {
        if before != Some(*total) {
            rank = count(place).saturating_add(1);
            before = Some(*total);
        }
        ranked.push((*card, *unit, rank, of));
    }
    ranked
}
