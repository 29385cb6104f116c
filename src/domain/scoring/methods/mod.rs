//! The arithmetic of the scoring methods, one file each.

pub(super) mod achievement;
pub(super) mod bands;
pub(super) mod completion;
pub(super) mod deduction;
pub(super) mod entered;
pub(super) mod interpolation;
pub(super) mod pass_fail;
pub(super) mod peers;
pub(super) mod step;

use super::finding::Problem;
use super::notes::Notes;
use super::trace::{Limit, Step};
use crate::domain::exact::Exact;
use crate::domain::measure::Polarity;
use crate::domain::method::{Basis, Limits};

/// What a method works on.
pub(super) struct Inputs<'i> {
    pub(super) actual: &'i Exact,
    /// There whenever the method needs one. Where a range is best, the nearest value within it.
    pub(super) target: Option<&'i Exact>,
    /// Full points F.
    pub(super) full: &'i Exact,
    pub(super) polarity: Polarity,
}

impl Inputs<'_> {
    /// Which direction is better where the actual stands: under a range higher is better, above it
    /// lower.
    fn is_higher_better(&self) -> bool {
        match self.polarity {
            Polarity::Higher => true,
            Polarity::Lower => false,
            Polarity::Within(range) => !range.distance(self.actual).is_positive(),
        }
    }

    /// Whether the actual is on the good side of the target; equal counts.
    fn is_reached(&self, target: &Exact) -> bool {
        if self.is_higher_better() { self.actual >= target } else { self.actual <= target }
    }

    /// Whether the side above a cut or a jump is the better one. Where a range is best, the better
    /// side is the one nearer to its middle: to no difference, or to a ratio of one.
    fn is_above_better(&self, basis: Basis, at: &Exact) -> bool {
        match (self.polarity, basis) {
            (Polarity::Higher, _) => true,
            (Polarity::Lower, _) => false,
            (Polarity::Within(_), Basis::Difference) => !at.is_positive(),
            (Polarity::Within(_), Basis::Ratio) => *at <= Exact::ONE,
            (Polarity::Within(range), Basis::Actual) => {
                at.plus(at) <= Exact::from(range.low).plus(&Exact::from(range.high))
            }
        }
    }

    /// The value that bands and knots are laid over.
    fn basis(&self, basis: Basis, notes: &mut Notes) -> Option<Exact> {
        match basis {
            Basis::Actual => Some(self.actual.clone()),
            Basis::Difference => Some(self.actual.minus(self.target?)),
            Basis::Ratio => {
                let target = self.target?;
                if !target.is_positive() {
                    notes.find(|| Problem::RatioNeedsTarget);
                    return None;
                }
                self.actual.over(target)
            }
        }
    }
}

/// Lowers `value` to the highest and raises it to the lowest of its limits, noting what it did.
pub(super) fn limited_to(value: Exact, limits: Limits, notes: &mut Notes) -> Exact {
    let lowest = limits.lowest.map(|lowest| (Exact::from(lowest), Limit::Lowest(lowest)));
    let highest = limits.highest.map(|highest| (Exact::from(highest), Limit::Highest(highest)));
    limited(value, lowest, highest, notes)
}

/// Lowers `value` to `highest` and raises it to `lowest`, noting what it did.
fn limited(
    value: Exact,
    lowest: Option<(Exact, Limit)>,
    highest: Option<(Exact, Limit)>,
    notes: &mut Notes,
) -> Exact {
    let value = match highest {
        Some((bound, limit)) if value > bound => bounded(value, bound, limit, notes),
        _ => value,
    };
    match lowest {
        Some((bound, limit)) if value < bound => bounded(value, bound, limit, notes),
        _ => value,
    }
}

fn bounded(from: Exact, to: Exact, limit: Limit, notes: &mut Notes) -> Exact {
    notes.trace.step(|| Step::Limited { limit, from, to: to.clone() });
    to
}

/// This percent of F.
fn part(full: &Exact, percent: &Exact) -> Exact {
    full.times(percent).over(&Exact::whole(100)).unwrap_or(Exact::ZERO)
}
