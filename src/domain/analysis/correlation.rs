//! Do the figures support an arrow of the strategy map? Rank correlation of the scores of two objectives,
//! the effect some months after the cause.
//!
//! Spearman's coefficient: the product-moment correlation of the ranks, ties by their mean rank
//! (M. G. Kendall, *Rank Correlation Methods*, 1948). In whole numbers, with a root of our own.

use rust_decimal::Decimal;

use crate::domain::id::{ObjectiveId, ScorecardId, UnitId};
use crate::domain::period::Period;
use crate::domain::scoring::Plan;

/// Own periods of the card by which an effect may follow its cause.
pub const MOST_LAG: u32 = 6;

/// Pairs below which a coefficient says little.
pub const LEAST_PAIRS: u32 = 12;

/// Decimals of a coefficient.
const DECIMALS: u32 = 4;

/// The correlation of two rows of scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correlation {
    /// By how many periods the effect follows.
    pub lag: u32,
    /// How many pairs of periods have both scores.
    pub pairs: u32,
    /// Spearman's coefficient from −1 to 1, to four decimals half away from zero; `None` where there are
    /// fewer than three pairs, or all scores of one row are the same.
    pub coefficient: Option<Decimal>,
}

impl Correlation {
    /// Whether it rests on too few pairs to say much.
    #[must_use]
    pub fn is_of_too_few(&self) -> bool {
        self.pairs < LEAST_PAIRS
    }
}

/// The percents of full points of an objective in the own periods of its card, given in their order; of
/// one that only adds or deducts its points.
#[must_use]
pub fn percents(
    plan: &Plan,
    (scorecard, unit, objective): (&ScorecardId, &UnitId, &ObjectiveId),
    periods: &[Period],
) -> Vec<Option<Decimal>> {
    let percent = |period: &Period| {
        let report = plan.score(scorecard, unit, *period);
        let mut objectives = report.perspectives().iter().flat_map(|own| &own.objectives);
        let own = objectives.find(|own| own.objective == *objective)?;
        own.percent.or(own.points)
    };
    periods.iter().map(percent).collect()
}

/// The correlations at lags of 0 to [`MOST_LAG`] periods.
#[must_use]
pub fn correlations(cause: &[Option<Decimal>], effect: &[Option<Decimal>]) -> Vec<Correlation> {
    (0..=MOST_LAG).map(|lag| correlation(cause, effect, lag)).collect()
}

/// The strongest of several: those of too few pairs only where there are no others, and the shorter lag
/// where two are equal.
#[must_use]
pub fn strongest(correlations: &[Correlation]) -> Option<&Correlation> {
    let known = correlations.iter().filter(|own| own.coefficient.is_some());
    known.rev().max_by_key(|own| (!own.is_of_too_few(), own.coefficient.map(|value| value.abs())))
}

fn correlation(cause: &[Option<Decimal>], effect: &[Option<Decimal>], lag: u32) -> Correlation {
    let later = usize::try_from(lag).unwrap_or(usize::MAX);
    let both = cause.iter().zip(effect.iter().skip(later));
    let (mut causes, mut effects) = (Vec::new(), Vec::new());
    for (cause, effect) in both {
        if let (Some(cause), Some(effect)) = (cause, effect) {
            causes.push(*cause);
            effects.push(*effect);
        }
    }
    let pairs = u32::try_from(causes.len()).unwrap_or(u32::MAX);
    Correlation { lag, pairs, coefficient: spearman(&causes, &effects) }
}

/// Spearman's coefficient of two rows of the same length.
#[must_use]
pub fn spearman(a: &[Decimal], b: &[Decimal]) -> Option<Decimal> {
    if a.len() < 3 || a.len() != b.len() {
        return None;
    }
    let (a, b) = (double_ranks(a), double_ranks(b));
    let count = i128::try_from(a.len()).ok()?;
    let sum = |values: &[i128]| values.iter().try_fold(0_i128, |sum, value| sum.checked_add(*value));
    let product = |x: &[i128], y: &[i128]| {
        let products = x.iter().zip(y);
        products.into_iter().try_fold(0_i128, |sum, (x, y)| sum.checked_add(x.checked_mul(*y)?))
    };
    let spread = |x: &[i128], y: &[i128]| {
        count.checked_mul(product(x, y)?)?.checked_sub(sum(x)?.checked_mul(sum(y)?)?)
    };
    let (both, of_a, of_b) = (spread(&a, &b)?, spread(&a, &a)?, spread(&b, &b)?);
    let under = u128::try_from(of_a.checked_mul(of_b)?).ok()?;
    // The square with two digits more than twice the decimals: one digit to round the root by.
    let scale = 10_u128.checked_pow(DECIMALS.saturating_add(1).saturating_mul(2))?;
    let square = both.unsigned_abs().checked_pow(2)?.checked_mul(scale)?.checked_div(under)?;
    let rounded = i64::try_from(square.isqrt().saturating_add(5).checked_div(10)?).ok()?;
    let signed = if both < 0 { rounded.saturating_neg() } else { rounded };
    Some(Decimal::new(signed, DECIMALS).normalize())
}

/// Twice the rank of each value, from the lowest up; equal values share the mean of their ranks.
fn double_ranks(values: &[Decimal]) -> Vec<i128> {
    let rank = |value: &Decimal| {
        let below = values.iter().filter(|other| *other < value).count();
        let equal = values.iter().filter(|other| *other == value).count();
        // The ranks of the equal ones are below + 1 … below + equal.
        let twice = below.saturating_mul(2).saturating_add(equal).saturating_add(1);
        i128::try_from(twice).unwrap_or(i128::MAX)
    };
    values.iter().map(rank).collect()
}
