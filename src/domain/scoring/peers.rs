//! Peers: the units of the same kind that use a card with the same measure, and what their
//! actuals come to together.

use std::cell::{OnceCell, RefCell};
use std::cmp::Ordering;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::actual::{Months, Reading};
use super::compile::{CardPlan, MeasurePlan};
use super::finding::Problem;
use super::notes::Notes;
use super::plan::{Context, Exempt, Plan};
use super::quick::Short;
use super::target::{Asked, noted};
use super::trace::{Role, Step, TargetUse};
use crate::domain::exact::Exact;
use crate::domain::expression::Operand;
use crate::domain::id::UnitId;
use crate::domain::measure::{Polarity, Scope};
use crate::domain::order::{sort_by, sort_by_key};
use crate::domain::period::Period;
use crate::domain::sorted::SortedMap;
use crate::domain::target::{PeerStatistic, PeerTarget};

/// The groups of a measure that were asked for: all units of a kind ask for the same.
#[derive(Default)]
pub(super) struct Groups {
    formed: RefCell<SortedMap<GroupKey, Rc<PeerGroup>>>,
    /// The items that any of them is formed from.
    items: RefCell<Vec<usize>>,
}

/// Whose actuals: the period, the kind of the units, and what becomes of exempt figures.
pub(super) type GroupKey = (Period, usize, Exempt);

/// The units of one kind with their actuals of one measure, in the order of the workbook.
pub(super) struct PeerGroup {
    /// The units of the members: only these are looked through to find one.
    units: Vec<usize>,
    members: Vec<Member>,
    sum: Exact,
    short_sum: Option<Short>,
    sorted: OnceCell<Vec<Exact>>,
    /// Whether no member can be above another or read the same figures, so that the others of each
    /// are simply all others.
    flat: bool,
    /// Whether an exempt figure was met while it was formed.
    met_exempt: bool,
}

/// A unit, the unit whose figures it reads, and its actual.
struct Member {
    unit: usize,
    scope: usize,
    actual: Exact,
}

/// The peers of one unit, the unit itself among them where it was asked for.
pub(super) struct Peers {
    group: Rc<PeerGroup>,
    /// Their actuals, where they are not the whole group.
    chosen: Option<Vec<Exact>>,
    /// How many there are beside the unit itself.
    others: usize,
}

impl Groups {
    /// Forgets them if a figure of this item may be part of one.
    pub(super) fn forget(&mut self, item: usize) {
        if self.items.get_mut().contains(&item) {
            *self = Self::default();
        }
    }
}

impl PeerGroup {
    /// The sum and the count of all, whose mean each compares itself with, if there are more than `least`.
    pub(super) fn short_mean(&self, least: u32) -> Option<(Short, u32)> {
        let count = u32::try_from(self.units.len()).ok()?;
        (self.flat && !self.met_exempt && count > least).then_some((self.short_sum?, count))
    }

    pub(super) fn has(&self, unit: usize) -> bool {
        self.units.binary_search(&unit).is_ok()
    }

    /// Whether it has the same members as another.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.units == other.units
    }

    fn member(&self, unit: usize) -> Option<&Member> {
        self.members.get(self.units.binary_search(&unit).ok()?)
    }
}

impl Peers {
    fn count(&self) -> usize {
        self.chosen.as_ref().map_or(self.group.members.len(), Vec::len)
    }

    fn mean(&self) -> Option<Exact> {
        let count = Exact::whole(u32::try_from(self.count()).ok()?);
        match &self.chosen {
            None => self.group.sum.over(&count),
            Some(chosen) => chosen.iter().fold(Exact::ZERO, |sum, value| sum.plus(value)).over(&count),
        }
    }

    /// The actuals from the lowest to the highest.
    fn sorted(&self) -> &[Exact] {
        match &self.chosen {
            Some(chosen) => chosen,
            None => self.group.sorted.get_or_init(|| {
                let mut sorted: Vec<Exact> =
                    self.group.members.iter().map(|member| member.actual.clone()).collect();
                sort_by(&mut sorted, Ord::cmp);
                sorted
            }),
        }
    }

    fn best(&self, polarity: Polarity) -> Option<Exact> {
        let sorted = self.sorted();
        match polarity {
            Polarity::Higher => sorted.last().cloned(),
            Polarity::Lower => sorted.first().cloned(),
            Polarity::Within(range) => {
                let outside = |value: &Exact| range.distance(value).magnitude();
                sorted.iter().min_by(|a, b| outside(a).cmp(&outside(b))).cloned()
            }
        }
    }

    /// Hyndman and Fan, type 7.
    fn quantile(&self, share: Decimal) -> Option<Exact> {
        let sorted = self.sorted();
        let steps = u32::try_from(sorted.len().checked_sub(1)?).ok()?;
        let place = Exact::whole(steps).times(&Exact::from(share));
        let whole = place.floor();
        let index = usize::try_from(whole.to_decimal()?.mantissa()).ok()?;
        let low = sorted.get(index)?;
        match sorted.get(index.saturating_add(1)) {
            Some(high) => Some(low.plus(&high.minus(low).times(&place.minus(&whole)))),
            None => Some(low.clone()),
        }
    }

    /// Competition rank of `actual`, from 1, and the number of units ranked.
    fn rank(&self, actual: &Exact, polarity: Polarity) -> (u32, u32) {
        let sorted = self.sorted();
        let better = match polarity {
            Polarity::Higher => sorted.len().saturating_sub(sorted.partition_point(|value| value <= actual)),
            Polarity::Lower => sorted.partition_point(|value| value < actual),
            Polarity::Within(range) => {
                let outside = |value: &Exact| range.distance(value).magnitude();
                let own = outside(actual);
                sorted.iter().filter(|value| outside(value).cmp(&own) == Ordering::Less).count()
            }
        };
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        (count(better).saturating_add(1), count(sorted.len()))
    }
}

impl Plan {
    /// A statistic of the peers as a target.
    pub(super) fn peer_target(
        &self,
        target: &PeerTarget,
        context: &Context<'_>,
        asked: Asked<'_>,
        notes: &mut Notes,
    ) -> Operand {
        let Some(peers) = self.enough_peers(target.least_peers, target.with_self, context, asked, notes)
        else {
            return Operand::Missing;
        };
        let value = match target.statistic {
            PeerStatistic::Mean => peers.mean(),
            PeerStatistic::Median => peers.quantile(Decimal::new(5, 1)),
            PeerStatistic::Best => peers.best(asked.measure.measure.polarity),
            PeerStatistic::Quantile(share) => peers.quantile(share),
        };
        let (statistic, with_self) = (target.statistic, target.with_self);
        match value {
            Some(value) => noted(Operand::Known(value), notes, |value| TargetUse::Peers {
                statistic,
                with_self,
                others: peers.others > 0,
                value,
            }),
            None => Operand::Missing,
        }
    }

    /// The best among the peers and the unit itself.
    pub(super) fn best_of_peers(
        &self,
        least: u32,
        context: &Context<'_>,
        asked: Asked<'_>,
        notes: &mut Notes,
    ) -> Option<Exact> {
        self.enough_peers(least, true, context, asked, notes)?.best(asked.measure.measure.polarity)
    }

    /// The mean of the peers and the unit itself.
    pub(super) fn mean_of_peers(
        &self,
        context: &Context<'_>,
        asked: Asked<'_>,
        notes: &mut Notes,
    ) -> Option<Exact> {
        self.enough_peers(DEFAULT_PEERS, true, context, asked, notes)?.mean()
    }

    /// The rank of `actual` among the peers and the unit itself, and how many they are.
    pub(super) fn rank_in_peers(
        &self,
        least: u32,
        actual: &Exact,
        context: &Context<'_>,
        asked: Asked<'_>,
        notes: &mut Notes,
    ) -> Option<(u32, u32)> {
        let peers = self.enough_peers(least.max(1), true, context, asked, notes)?;
        Some(peers.rank(actual, asked.measure.measure.polarity))
    }

    /// The other units of the group, without those above, below or reading the same figures.
    pub(super) fn others_of(&self, context: &Context<'_>, asked: Asked<'_>) -> Vec<usize> {
        let Some(group) = self.group(context, asked.place) else {
            return Vec::new();
        };
        let others = self.other_members(&group, context.unit, asked.scope).into_iter();
        others.map(|member| member.unit).collect()
    }

    fn enough_peers(
        &self,
        least: u32,
        with_self: bool,
        context: &Context<'_>,
        asked: Asked<'_>,
        notes: &mut Notes,
    ) -> Option<Peers> {
        let peers = self.peers(with_self, context, asked);
        let found = peers.as_ref().map_or(0, |peers| u32::try_from(peers.others).unwrap_or(u32::MAX));
        if found < least.max(u32::from(!with_self)) {
            notes.find(|| Problem::TooFewPeers { found, needed: least });
            return None;
        }
        if let Some(peers) = peers.as_ref().filter(|peers| peers.others > 0) {
            notes.trace.step_once(|| Step::Peers(self.actuals_of(peers, context.unit, asked.scope)));
        }
        peers
    }

    fn peers(&self, with_self: bool, context: &Context<'_>, asked: Asked<'_>) -> Option<Peers> {
        let group = self.group(context, asked.place)?;
        if group.flat && with_self && group.units.binary_search(&context.unit).is_ok() {
            let others = group.members.len().saturating_sub(1);
            return Some(Peers { group, chosen: None, others });
        }
        let own = group.member(context.unit);
        let others = self.other_members(&group, context.unit, asked.scope);
        let count = others.len();
        let mut chosen: Vec<Exact> = others.into_iter().map(|member| member.actual.clone()).collect();
        chosen.extend(own.filter(|_| with_self).map(|own| own.actual.clone()));
        sort_by(&mut chosen, Ord::cmp);
        Some(Peers { chosen: Some(chosen), others: count, group })
    }

    /// Each unit's figures count once, and the unit's own not at all.
    fn other_members<'g>(&self, group: &'g PeerGroup, unit: usize, scope: usize) -> Vec<&'g Member> {
        let mut others: Vec<&Member> = Vec::new();
        for member in &group.members {
            let apart = member.unit != unit && (group.flat || !self.are_related(member.unit, unit));
            let counted = |other: &&Member| other.scope == member.scope;
            if apart && (group.flat || member.scope != scope && !others.iter().any(counted)) {
                others.push(member);
            }
        }
        others
    }

    /// The others and their actuals.
    fn actuals_of(&self, peers: &Peers, unit: usize, scope: usize) -> Vec<(UnitId, Exact)> {
        let others = self.other_members(&peers.group, unit, scope).into_iter();
        others.map(|member| (self.unit_id(member.unit), member.actual.clone())).collect()
    }

    fn are_related(&self, one: usize, other: usize) -> bool {
        self.is_above(one, other) || self.is_above(other, one)
    }

    fn is_above(&self, above: usize, below: usize) -> bool {
        let parent = |unit: &usize| self.units.get(*unit).and_then(|unit| unit.parent);
        std::iter::successors(parent(&below), parent).take(self.units.len()).any(|unit| unit == above)
    }

    /// The units of the kind of the scored one, with their actuals.
    pub(super) fn group(&self, context: &Context<'_>, place: usize) -> Option<Rc<PeerGroup>> {
        let kind = self.kind(context.unit, context.period.last())?;
        let groups = &context.plan()?.measures.get(place)?.groups;
        let key = (context.period, kind, context.exempt);
        let formed = groups.formed.borrow().get(&key).cloned();
        let group = match formed {
            Some(group) => group,
            None => {
                let met_before = self.met_exempt.replace(false);
                let group = self.form_group(kind, context, place);
                let met_exempt = self.met_exempt.replace(met_before);
                let group = Rc::new(PeerGroup { met_exempt, ..group? });
                groups.formed.borrow_mut().insert(key, group.clone());
                group
            }
        };
        self.met_exempt.set(self.met_exempt.get() || group.met_exempt);
        Some(group)
    }

    fn form_group(&self, kind: usize, context: &Context<'_>, place: usize) -> Option<PeerGroup> {
        let MeasurePlan { measure, groups, .. } = context.plan()?.measures.get(place)?;
        let code = &measure.code;
        let month = context.period.last();
        let mut members: Vec<Member> = Vec::new();
        let mut flat = true;
        // A unit that uses several cards with the measure is read by the one that is scored, else by
        // the first in the order of their identities.
        let mut cards: Vec<&CardPlan> = self.cards.iter().collect();
        sort_by_key(&mut cards, |card| (card.card.id != context.card.card.id, &card.card.id));
        for (first, card) in cards.into_iter().enumerate() {
            let revision = card.card.revisions.iter().rposition(|revision| revision.from <= month);
            let revision = revision.and_then(|revision| card.revisions.get(revision));
            let own = revision.and_then(|plan| {
                let place = plan.measures.iter().position(|measure| measure.measure.code == *code)?;
                Some((plan, place, plan.measures.get(place)?))
            });
            let Some((plan, place, measure)) = own else { continue };
            flat = flat && measure.measure.scope == Scope::Own;
            let own = measure.actual.items().flatten();
            groups.items.borrow_mut().extend(
                own.flat_map(|item| [Some(item), self.items.get(item).and_then(|item| item.weighed_by)])
                    .flatten(),
            );
            let has_it =
                |unit: &usize| self.kind(*unit, month) == Some(kind) && !plan.is_left_out(*unit, place);
            for unit in card.units.iter().copied().filter(has_it).filter(|unit| card.is_used_in(*unit, month))
            {
                let known = first > 0 && members.iter().any(|member| member.unit == unit);
                let Some(scope) = self.scope(unit, measure.measure.scope).filter(|_| !known) else {
                    continue;
                };
                flat = flat && !self.has_ancestor_of(kind, unit, month);
                let reading = Reading {
                    role: Role::Target,
                    unit: scope,
                    months: Months::of(context.period),
                    least_months: measure.measure.least_months,
                    monthly_mean: None,
                    exempt: context.exempt,
                };
                if let Operand::Known(actual) = self.evaluate(&measure.actual, &reading, &mut Notes::none()) {
                    members.push(Member { unit, scope, actual });
                }
            }
        }
        sort_by_key(&mut members, |member| member.unit);
        let sum = members.iter().fold(Exact::ZERO, |sum, member| sum.plus(&member.actual));
        let units = members.iter().map(|member| member.unit).collect();
        let short_sum = sum.short_decimal().map(|(mantissa, scale)| Short { mantissa, scale });
        Some(PeerGroup { units, members, sum, short_sum, sorted: OnceCell::new(), flat, met_exempt: false })
    }

    fn has_ancestor_of(&self, kind: usize, unit: usize, month: crate::domain::period::Month) -> bool {
        let parent = |unit: &usize| self.units.get(*unit).and_then(|unit| unit.parent);
        let mut above = std::iter::successors(parent(&unit), parent).take(self.units.len());
        above.any(|unit| self.kind(unit, month) == Some(kind))
    }
}

/// Others that a peer value takes where nothing else is said.
pub(super) const DEFAULT_PEERS: u32 = 2;
