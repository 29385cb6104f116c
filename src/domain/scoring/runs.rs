//! The short way, for months in a row: what does not change from month to month is looked up once.
//!
//! Actuals and targets are brought to one scale each; then the method has its turn (`rules.rs`).

use std::rc::Rc;

use super::compile::SourcePlan;
use super::peers::PeerGroup;
use super::plan::{Context, Plan};
use super::quick::{Against, Quick, Short};
use super::rules::fits;
use crate::domain::exact::{NO_NUMBER, bits, power_of_ten, product};
use crate::domain::period::{Month, Period};

/// The longest history that is added up the short way, in months.
const LONGEST_HISTORY: u32 = 120;

/// What is worked out of one measure of one unit, month by month; kept to be used again.
#[derive(Default)]
pub(super) struct Runs {
    /// Points in whole numbers of 10⁻¹⁵, or [`NO_NUMBER`] where they cannot be had the short way.
    pub(super) points: Vec<i64>,
    pub(super) actuals: Numbers,
    pub(super) aims: Aims,
    history: Numbers,
    pub(super) fractions: Vec<(i64, i64)>,
    /// By measure: the targets that its peers make, for who was scored last.
    peers: Vec<Option<(PeersKey, PeerAims)>>,
}

/// Numbers of months in a row: mantissas of one scale, or [`NO_NUMBER`].
#[derive(Default)]
pub(super) struct Numbers {
    pub(super) mantissas: Vec<i64>,
    pub(super) scale: u32,
}

/// Targets of months in a row: each is a mantissa ÷ (10^`scale` × count).
#[derive(Clone, Default)]
pub(super) struct Aims {
    pub(super) mantissas: Vec<i64>,
    pub(super) counts: Vec<i64>,
    pub(super) scale: u32,
}

/// The card, the revision, the kind, and the months.
type PeersKey = (usize, usize, usize, Month, usize);

struct PeerAims {
    aims: Aims,
    groups: Vec<Option<Rc<PeerGroup>>>,
    /// Whether all groups have the same members.
    alike: bool,
}

impl Plan {
    /// Works out the points of a measure in `count` months from that of `context` on, in which the
    /// same revision of a card that scores months is in force.
    pub(super) fn score_months(
        &self,
        quick: &Quick,
        context: &Context<'_>,
        count: usize,
        place: usize,
        runs: &mut Runs,
    ) {
        let first = context.period.first();
        self.columns.numbers(context.unit, quick.item, first, count, &mut runs.actuals);
        let worked_out =
            self.aim(quick, context, count, place, runs).and_then(|()| quick.rule.run(quick, runs));
        if worked_out.is_none() {
            refill(&mut runs.points, count, NO_NUMBER);
        }
    }

    /// Finds the targets.
    fn aim(
        &self,
        quick: &Quick,
        context: &Context<'_>,
        count: usize,
        place: usize,
        runs: &mut Runs,
    ) -> Option<()> {
        let (unit, first) = (context.unit, context.period.first());
        match quick.against {
            Against::Nothing => {}
            Against::Fixed => {
                self.fixed(context, count, place, &mut runs.aims)?;
            }
            Against::Figure { item, months } => {
                self.columns.numbers(unit, item, first.plus(months), count, &mut runs.history);
                std::mem::swap(&mut runs.aims.mantissas, &mut runs.history.mantissas);
                runs.aims.scale = runs.history.scale;
                refill(&mut runs.aims.counts, count, 1);
            }
            Against::Trailing(months) => {
                self.is_averaged(unit, quick.item).then_some(())?;
                let months =
                    usize::try_from(Some(months).filter(|months| *months <= LONGEST_HISTORY)?).ok()?;
                let from = first.plus(i32::try_from(months).ok()?.checked_neg()?);
                let all = months.checked_add(count)?;
                let whole = self.columns.numbers(unit, quick.item, from, all, &mut runs.history);
                whole.then(|| runs.aims.add_up(&runs.history, months, count))??;
            }
            Against::LastYear => {
                self.is_averaged(unit, quick.item).then_some(())?;
                let of_year = |month: Month| {
                    let start = self.first_month.of_year_holding(month);
                    self.columns.sum(unit, quick.item, start.plus(-12), start.plus(-1))
                };
                let mut last = None;
                let found = months(first, count).map(|month| {
                    let start = self.first_month.of_year_holding(month);
                    match last {
                        Some((year, sum)) if year == start => sum,
                        _ => {
                            let sum = of_year(month).filter(|(_, count)| *count > 0);
                            last = Some((start, sum));
                            sum
                        }
                    }
                });
                runs.aims.align(&found.collect::<Vec<_>>())?;
            }
            Against::Peers(least) => self.peer_aims(least, context, count, place, runs)?,
        }
        Some(())
    }

    /// Whether the mean of the figures that a unit has of an item is that of the item.
    fn is_averaged(&self, unit: usize, item: usize) -> bool {
        self.items.get(item).is_some_and(|own| own.averages() && self.is_read_alone(unit, own))
    }

    fn fixed(&self, context: &Context<'_>, count: usize, place: usize, aims: &mut Aims) -> Option<()> {
        let own = context.plan()?;
        let SourcePlan::Fixed(fixed) = &own.target(context.unit, place)?.source else { return None };
        if let Some(value) = fixed.always(context.unit) {
            let Short { mantissa, scale } = Short::of(value)?;
            aims.scale = scale;
            refill(&mut aims.mantissas, count, mantissa);
            refill(&mut aims.counts, count, 1);
            return Some(());
        }
        let found = months(context.period.first(), count).map(|month| {
            let year = self.first_month.of_year_holding(month).year();
            let (_, value) = fixed.find(context.unit, year, Some(month.number()))?;
            Some((Short::of(value)?, 1))
        });
        aims.align(&found.collect::<Vec<_>>())
    }

    /// The means of the peers with the unit itself, if there are so many others.
    fn peer_aims(
        &self,
        least: u32,
        context: &Context<'_>,
        count: usize,
        place: usize,
        runs: &mut Runs,
    ) -> Option<()> {
        let first = context.period.first();
        let kind = self.kind_throughout(context.unit, first, count)?;
        let key = (context.place, context.revision, kind, first, count);
        if runs.peers.len() <= place {
            runs.peers.resize_with(place.checked_add(1)?, || None);
        }
        let own = runs.peers.get_mut(place)?;
        if own.as_ref().is_none_or(|(other, _)| *other != key) {
            let groups = months(first, count).map(|month| {
                let fiscal_year = self.first_month.of_year_holding(month).year();
                let at = Context { period: Period::month(month), fiscal_year, ..*context };
                self.group(&at, place)
            });
            let groups: Vec<Option<Rc<PeerGroup>>> = groups.collect();
            let found: Vec<_> = groups.iter().map(|group| group.as_ref()?.short_mean(least)).collect();
            let mut aims = Aims::default();
            aims.align(&found)?;
            let pairs = groups.iter().zip(groups.iter().skip(1));
            let mut pairs = pairs.map(|(one, next)| one.as_ref()?.is_like(next.as_ref()?).then_some(()));
            let alike = pairs.all(|alike| alike.is_some());
            *own = Some((key, PeerAims { aims, groups, alike }));
        }
        let (_, peers) = own.as_ref()?;
        runs.aims.clone_from(&peers.aims);
        let belongs =
            |group: &Option<Rc<PeerGroup>>| group.as_ref().is_some_and(|group| group.has(context.unit));
        if peers.alike && peers.groups.first().is_some_and(belongs) {
            return Some(());
        }
        for (aim, _) in runs.aims.mantissas.iter_mut().zip(&peers.groups).filter(|(_, group)| !belongs(group))
        {
            *aim = NO_NUMBER;
        }
        Some(())
    }
}

/// Fills a list with a number, and nothing else.
pub(super) fn refill(numbers: &mut Vec<i64>, count: usize, number: i64) {
    numbers.clear();
    numbers.resize(count, number);
}

fn months(first: Month, count: usize) -> impl Iterator<Item = Month> + Clone {
    (0_i32..).take(count).map(move |offset| first.plus(offset))
}

impl Aims {
    /// Brings numbers to the widest scale among them.
    fn align(&mut self, found: &[Option<(Short, u32)>]) -> Option<()> {
        self.scale = found.iter().flatten().map(|(short, _)| short.scale).max().unwrap_or(0);
        self.mantissas.clear();
        self.counts.clear();
        for own in found {
            let (mantissa, count) = match own {
                Some((Short { mantissa, scale }, count)) => {
                    (product(*mantissa, power_of_ten(self.scale.wrapping_sub(*scale))?)?, i64::from(*count))
                }
                None => (NO_NUMBER, 1),
            };
            self.mantissas.push(mantissa);
            self.counts.push(count);
        }
        Some(())
    }

    /// Sums of so many months before each of `count` months, and how many numbers they have.
    fn add_up(&mut self, history: &Numbers, months: usize, count: usize) -> Option<()> {
        let all = &history.mantissas;
        fits(&[bits(all), bits(&[i64::try_from(months).ok()?])])?;
        self.scale = history.scale;
        refill(&mut self.mantissas, count, NO_NUMBER);
        refill(&mut self.counts, count, 1);
        let known = |number: &i64| if *number == NO_NUMBER { (0, 0) } else { (*number, 1_i64) };
        let (mut sum, mut numbers) = (0_i64, 0_i64);
        for number in all.get(..months)? {
            let (number, one) = known(number);
            (sum, numbers) = (sum.wrapping_add(number), numbers.wrapping_add(one));
        }
        let moving = all.iter().zip(all.get(months..)?);
        for ((leaving, entering), (own, counted)) in
            moving.zip(self.mantissas.iter_mut().zip(&mut self.counts))
        {
            if numbers > 0 {
                (*own, *counted) = (sum, numbers);
            }
            let ((gone, one_less), (come, one_more)) = (known(leaving), known(entering));
            sum = sum.wrapping_add(come).wrapping_sub(gone);
            numbers = numbers.wrapping_add(one_more).wrapping_sub(one_less);
        }
        Some(())
    }
}
