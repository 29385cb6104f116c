//! The short way, for months in a row: what does not change from month to month is looked up once.
//!
//! Actuals and targets are brought to one scale each. Then every method is some products of whole
//! numbers and a quotient; how long those can become is found once, from the longest number, so that
//! the products need no checks.

use std::rc::Rc;

use super::compile::SourcePlan;
use super::peers::PeerGroup;
use super::plan::{Context, Plan};
use super::quick::{Against, Quick, Rule, Short};
use crate::domain::exact::{NO_NUMBER, bits, power_of_ten, product, quotients};
use crate::domain::method::{Inverse, StepCounting};
use crate::domain::period::{Month, Period};

/// A fraction that is none.
const NO_FRACTION: (i64, i64) = (0, 0);

/// Bits that a product may have.
const ROOM: u32 = 62;

/// The longest history that is added up the short way, in months.
const LONGEST_HISTORY: u32 = 120;

/// What is worked out of one measure of one unit, month by month; kept to be used again.
#[derive(Default)]
pub(super) struct Runs {
    /// Points in whole numbers of 10⁻¹⁵, or [`NO_NUMBER`] where they cannot be had the short way.
    pub(super) points: Vec<i64>,
    actuals: Numbers,
    aims: Aims,
    history: Numbers,
    fractions: Vec<(i64, i64)>,
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
struct Aims {
    mantissas: Vec<i64>,
    counts: Vec<i64>,
    scale: u32,
}

/// The card, the revision, the kind, and the months.
type PeersKey = (usize, usize, usize, Month, usize);

struct PeerAims {
    aims: Aims,
    groups: Vec<Option<Rc<PeerGroup>>>,
    /// Whether all groups have the same members.
    alike: bool,
}

/// An actual and a target as multiples of the same part: `actual` ÷ `part` and `target` ÷ `part`.
struct Pair {
    actual: i64,
    target: i64,
    part: i64,
}

/// Actuals and targets, and what brings them to the same scale.
struct Pairs<'r> {
    actuals: &'r [i64],
    aims: &'r Aims,
    up: i64,
    down: i64,
    part: i64,
    /// Bits that actuals, targets and parts have at most.
    actual_bits: u32,
    target_bits: u32,
    part_bits: u32,
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
        let counter = u64::try_from(months).ok()?;
        if bits(all).wrapping_add(u64::BITS.wrapping_sub(counter.leading_zeros())) > ROOM {
            return None;
        }
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

impl Rule {
    /// Works out the points of all months; `None` where a number is too long for that.
    fn run(&self, quick: &Quick, runs: &mut Runs) -> Option<()> {
        let Runs { actuals, aims, fractions, points, .. } = runs;
        let limits = match self {
            Self::Bands { first, others, upper } => return bands(*first, others, *upper, actuals, points),
            Self::PassFail { full, otherwise } => {
                let pairs = Pairs::new(actuals, aims)?;
                refill(points, actuals.mantissas.len(), NO_NUMBER);
                pairs.each(points, |pair| {
                    let reached = pair.actual == pair.target || (pair.actual > pair.target) == quick.higher;
                    if reached { *full } else { *otherwise }
                });
                return Some(());
            }
            Self::Completion { full, inverse, floor, cap } => {
                let inverse = (!quick.higher).then_some(*inverse);
                completion(*full, inverse, &Pairs::new(actuals, aims)?, fractions)?;
                (*floor, *cap)
            }
            Self::Step { step, counting, base, add, deduct, limits } => {
                let (over, under) =
                    if quick.higher { (*add, deduct.negated()?) } else { (deduct.negated()?, *add) };
                let rates = (over.at_scale_of(under)?, under.at_scale_of(over)?);
                let steps = Steps { size: *step, counting: *counting, base: *base, rates };
                steps.work_out(&Pairs::new(actuals, aims)?, fractions)?;
                *limits
            }
            Self::Deduction { full, each, lowest } => {
                deduction(*full, *each, actuals, fractions)?;
                (*lowest, i64::MAX)
            }
        };
        quotients(fractions, quick.decimals, quick.midpoint, points);
        let (lowest, highest) = limits;
        for points in points.iter_mut().filter(|points| **points != NO_NUMBER) {
            *points = (*points).min(highest).max(lowest);
        }
        Some(())
    }
}

/// F × q for targets above zero. An inverse means that lower is better.
fn completion(
    full: Short,
    inverse: Option<Inverse>,
    pairs: &Pairs<'_>,
    fractions: &mut Vec<(i64, i64)>,
) -> Option<()> {
    let power = power_of_ten(full.scale)?;
    let longest = pairs.actual_bits.max(pairs.target_bits.wrapping_add(1)).wrapping_add(1);
    fits(&[length(full.mantissa), longest])?;
    fits(&[length(power), longest])?;
    restart(fractions, pairs.actuals);
    pairs.each(fractions, |pair| {
        let (above, below) = match inverse {
            _ if pair.target <= 0 => NO_FRACTION,
            None => (pair.actual, pair.target),
            Some(Inverse::Mirror) => (pair.target.wrapping_mul(2).wrapping_sub(pair.actual), pair.target),
            // A quotient by zero or less is none.
            Some(Inverse::Reciprocal) => (pair.target, pair.actual),
        };
        (full.mantissa.wrapping_mul(above), power.wrapping_mul(below))
    });
    Some(())
}

/// Points from a base by steps from the target.
struct Steps {
    size: Short,
    counting: StepCounting,
    base: Short,
    /// For each step above and below the target, of one scale.
    rates: (Short, Short),
}

impl Steps {
    fn work_out(&self, pairs: &Pairs<'_>, fractions: &mut Vec<(i64, i64)>) -> Option<()> {
        let (over, under) = self.rates;
        let size_power = power_of_ten(self.size.scale)?;
        let (base_power, rate_power) = (power_of_ten(self.base.scale)?, power_of_ten(over.scale)?);
        let above = pairs.actual_bits.max(pairs.target_bits).wrapping_add(2).wrapping_add(length(size_power));
        let below = pairs.part_bits.wrapping_add(length(self.size.mantissa));
        let rate = length(over.mantissa).max(length(under.mantissa));
        fits(&[rate, above, length(base_power), 1])?;
        fits(&[length(self.base.mantissa), length(rate_power), below, 1])?;
        fits(&[length(base_power), length(rate_power), below])?;
        restart(fractions, pairs.actuals);
        pairs.each(fractions, |Pair { actual, target, part }| {
            let distance = actual.wrapping_sub(target);
            let rate = if distance > 0 { over } else { under };
            let above = distance.wrapping_abs().wrapping_mul(size_power);
            let below = part.wrapping_mul(self.size.mantissa);
            let whole = || above.checked_div(below).unwrap_or(0);
            let (above, below) = match self.counting {
                StepCounting::Proportional => (above, below),
                StepCounting::Whole => (whole(), 1),
                StepCounting::Started => {
                    let whole = whole();
                    (whole.wrapping_add(i64::from(whole.wrapping_mul(below) != above)), 1)
                }
            };
            let below = rate_power.wrapping_mul(below);
            let added = rate.mantissa.wrapping_mul(above).wrapping_mul(base_power);
            (self.base.mantissa.wrapping_mul(below).wrapping_add(added), base_power.wrapping_mul(below))
        });
        Some(())
    }
}

/// F − each × actual.
fn deduction(full: Short, each: Short, actuals: &Numbers, fractions: &mut Vec<(i64, i64)>) -> Option<()> {
    let (full_power, each_power) = (power_of_ten(full.scale)?, power_of_ten(each.scale)?);
    let part = power_of_ten(actuals.scale)?;
    fits(&[length(full.mantissa), length(each_power), length(part), 1])?;
    fits(&[length(each.mantissa), length(full_power), bits(&actuals.mantissas), 1])?;
    fits(&[length(full_power), length(each_power), length(part)])?;
    let below = each_power.wrapping_mul(part);
    restart(fractions, &actuals.mantissas);
    let known = actuals.mantissas.iter().zip(fractions).filter(|(actual, _)| **actual != NO_NUMBER);
    for (actual, fraction) in known {
        let taken = each.mantissa.wrapping_mul(full_power).wrapping_mul(*actual);
        *fraction = (full.mantissa.wrapping_mul(below).wrapping_sub(taken), full_power.wrapping_mul(below));
    }
    Some(())
}

/// Points of the last band that is reached, from the worst on.
fn bands(
    first: i64,
    others: &[(Short, i64)],
    upper: bool,
    actuals: &Numbers,
    points: &mut Vec<i64>,
) -> Option<()> {
    let mut cuts = Vec::with_capacity(others.len());
    for (cut, award) in others {
        let up = power_of_ten(cut.scale.saturating_sub(actuals.scale))?;
        let cut = product(cut.mantissa, power_of_ten(actuals.scale.saturating_sub(cut.scale))?)?;
        fits(&[length(up), bits(&actuals.mantissas)])?;
        cuts.push((up, cut, *award));
    }
    refill(points, actuals.mantissas.len(), NO_NUMBER);
    let known = actuals.mantissas.iter().zip(points).filter(|(actual, _)| **actual != NO_NUMBER);
    for (actual, points) in known {
        let reached = cuts.iter().take_while(|(up, cut, _)| {
            let actual = actual.wrapping_mul(*up);
            actual > *cut || actual == *cut && upper
        });
        *points = reached.last().map_or(first, |(_, _, award)| *award);
    }
    Some(())
}

/// As many places as there are actuals, for fractions.
fn restart(fractions: &mut Vec<(i64, i64)>, actuals: &[i64]) {
    fractions.clear();
    fractions.resize(actuals.len(), NO_FRACTION);
}

impl<'r> Pairs<'r> {
    fn new(actuals: &'r Numbers, aims: &'r Aims) -> Option<Self> {
        let up = power_of_ten(aims.scale.saturating_sub(actuals.scale))?;
        let down = power_of_ten(actuals.scale.saturating_sub(aims.scale))?;
        let part = power_of_ten(actuals.scale.max(aims.scale))?;
        let count = bits(&aims.counts);
        let own = Self {
            actual_bits: bits(&actuals.mantissas).wrapping_add(length(up)).wrapping_add(count),
            target_bits: bits(&aims.mantissas).wrapping_add(length(down)),
            part_bits: length(part).wrapping_add(count),
            actuals: &actuals.mantissas,
            aims,
            up,
            down,
            part,
        };
        fits(&[own.actual_bits])?;
        fits(&[own.target_bits])?;
        fits(&[own.part_bits])?;
        Some(own)
    }

    /// Works out something of each month in which both numbers are known.
    #[inline(always)]
    fn each<T>(&self, results: &mut [T], result: impl Fn(Pair) -> T) {
        let aims = self.aims.mantissas.iter().zip(&self.aims.counts);
        for ((actual, (target, count)), own) in self.actuals.iter().zip(aims).zip(results) {
            if *actual != NO_NUMBER && *target != NO_NUMBER {
                *own = result(Pair {
                    actual: actual.wrapping_mul(self.up).wrapping_mul(*count),
                    target: target.wrapping_mul(self.down),
                    part: self.part.wrapping_mul(*count),
                });
            }
        }
    }
}

/// Bits of one number.
fn length(number: i64) -> u32 {
    bits(&[number])
}

/// Whether a product of numbers of so many bits is short.
fn fits(bits: &[u32]) -> Option<()> {
    let all = bits.iter().fold(0_u32, |all, own| all.saturating_add(*own));
    (all <= ROOM).then_some(())
}
