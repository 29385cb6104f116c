//! The points of months in a row by each method, in whole numbers of 64 bits.
//!
//! Every method is some products and a quotient. How long those can become is found once, from the
//! longest number, so that the products need no checks.

use super::quick::{Quick, Rule, Short};
use super::runs::{Aims, Numbers, Runs, refill};
use crate::domain::exact::{NO_NUMBER, bits, power_of_ten, product, quotients};
use crate::domain::method::{Inverse, StepCounting};

/// A fraction that is none.
const NO_FRACTION: (i64, i64) = (0, 0);

/// Bits that a product may have.
const ROOM: u32 = 62;

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

impl Rule {
    /// Works out the points of all months; `None` where a number is too long for that.
    pub(super) fn run(&self, quick: &Quick, runs: &mut Runs) -> Option<()> {
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
pub(super) fn fits(bits: &[u32]) -> Option<()> {
    let all = bits.iter().fold(0_u32, |all, own| all.saturating_add(*own));
    (all <= ROOM).then_some(())
}
