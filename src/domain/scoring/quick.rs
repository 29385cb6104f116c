//! The short way: one item of a month held against a number, in whole numbers of 64 bits.
//!
//! Most measures are no more than that. Where something is missing, exempt or too long, or anything
//! has to be told of how points came about, the ordinary way is taken. Both give the same digits.

use rust_decimal::Decimal;

use super::compile::{MeasurePlan, RevisionPlan, SourcePlan, TargetPlan};
use super::plan::{Context, Plan};
use crate::domain::exact::{Exact, Midpoint, UNROUNDED_DECIMALS, power_of_ten, product, short_units};
use crate::domain::measure::{Polarity, Scope};
use crate::domain::method::{Award, Basis, Inverse, Method, Side, StepBase, StepCounting};
use crate::domain::period::Month;
use crate::domain::scorecard::Rounding;
use crate::domain::target::{PeerStatistic, TargetSource};

/// A measure that can be scored the short way.
pub(super) struct Quick {
    item: usize,
    against: Against,
    rule: Rule,
    higher: bool,
    decimals: u32,
    midpoint: Midpoint,
}

/// Where the target comes from.
enum Against {
    Nothing,
    Fixed,
    /// A figure of an item so many months later: before, where below zero.
    Figure {
        item: usize,
        months: i32,
    },
    /// The mean of the figures of so many months before this one.
    Trailing(u32),
    /// The mean of the figures of the fiscal year before.
    LastYear,
    /// The mean of the peers with the unit itself, if there are so many others.
    Peers(u32),
}

/// A method with its numbers made ready; limits and awards in whole numbers of 10⁻¹⁵, rounded.
enum Rule {
    Completion {
        full: Short,
        inverse: Inverse,
        floor: i64,
        cap: i64,
    },
    Step {
        step: Short,
        counting: StepCounting,
        base: Short,
        add: Short,
        deduct: Short,
        limits: (i64, i64),
    },
    Deduction {
        full: Short,
        each: Short,
        lowest: i64,
    },
    /// From the worst actual on: where a band begins, and what it gives.
    Bands {
        first: i64,
        others: Vec<(Short, i64)>,
        upper: bool,
    },
    PassFail {
        full: i64,
        otherwise: i64,
    },
}

/// The decimal `mantissa` ÷ 10^`scale`.
#[derive(Clone, Copy)]
pub(super) struct Short {
    pub(super) mantissa: i64,
    pub(super) scale: u32,
}

/// The target `mantissa` ÷ (10^`scale` × `count`).
struct Aim {
    mantissa: i64,
    scale: u32,
    count: u32,
}

/// An actual and a target as multiples of the same part: `actual` ÷ `part` and `target` ÷ `part`.
struct Pair {
    actual: i64,
    target: i64,
    part: i64,
}

impl Quick {
    /// A measure of a unit that has these full points and this target; `None` where it cannot be
    /// scored the short way.
    pub(super) fn new(
        measure: &MeasurePlan,
        full: &Exact,
        target: Option<&TargetPlan>,
        rounding: Rounding,
    ) -> Option<Self> {
        let (decimals, midpoint) = match rounding {
            Rounding::None => (UNROUNDED_DECIMALS, Midpoint::ToEven),
            Rounding::Decimals { decimals, midpoint } => (decimals, midpoint),
        };
        let higher = match measure.measure.polarity {
            Polarity::Higher => true,
            Polarity::Lower => false,
            Polarity::Within(_) => return None,
        };
        if measure.cyclic || measure.measure.scope != Scope::Own {
            return None;
        }
        let item = measure.actual.only_item?;
        let rule =
            Rule::new(&measure.measure.method, full, &|value| value.units(decimals, midpoint), higher)?;
        let against = if measure.measure.method.needs_target() {
            Against::new(target?, item)?
        } else {
            Against::Nothing
        };
        Some(Self { item, against, rule, higher, decimals, midpoint })
    }
}

impl Against {
    fn new(target: &TargetPlan, item: usize) -> Option<Self> {
        if target.factor.is_some() || !target.target.offset.is_zero() {
            return None;
        }
        Some(match (&target.source, &target.target.source) {
            (SourcePlan::Fixed(_), _) => Self::Fixed,
            (SourcePlan::Budget(item), _) => Self::Figure { item: (*item)?, months: 0 },
            (_, TargetSource::SamePeriodLastYear) => Self::Figure { item, months: -12 },
            (_, TargetSource::PreviousPeriod) => Self::Figure { item, months: -1 },
            (_, TargetSource::LastYearMonthlyMean) => Self::LastYear,
            (_, TargetSource::TrailingMean { periods }) => Self::Trailing(*periods),
            (_, TargetSource::Peers(peers)) if peers.with_self && peers.statistic == PeerStatistic::Mean => {
                Self::Peers(peers.least_peers)
            }
            _ => return None,
        })
    }
}

impl Rule {
    fn new(
        method: &Method,
        full: &Exact,
        units: &dyn Fn(&Exact) -> Option<i64>,
        higher: bool,
    ) -> Option<Self> {
        let of_full = |share: Decimal| units(&full.times(&Exact::from(share)));
        let limit = |limit: Option<Decimal>, none: i64| match limit {
            Some(limit) => units(&Exact::from(limit)),
            None => Some(none),
        };
        let hundredth = Decimal::new(1, 2);
        let percent =
            |percent: Decimal| units(&full.times(&Exact::from(percent)).times(&Exact::from(hundredth)));
        Some(match method {
            Method::Completion(own) => Self::Completion {
                full: Short::of(full)?,
                inverse: own.inverse,
                floor: of_full(own.floor)?,
                cap: own.cap.map_or(Some(i64::MAX), of_full)?,
            },
            Method::Step(own) if own.step > Decimal::ZERO => Self::Step {
                step: Short::from(own.step)?,
                counting: own.counting,
                base: if own.base == StepBase::Full { Short::of(full)? } else { Short::ZERO },
                add: Short::from(own.add)?,
                deduct: Short::from(own.deduct)?,
                limits: (limit(own.lowest, i64::MIN)?, limit(own.highest, i64::MAX)?),
            },
            Method::Deduction(own) => Self::Deduction {
                full: Short::of(full)?,
                each: Short::from(own.points_each)?,
                lowest: units(&Exact::from(own.lowest))?,
            },
            Method::Bands(own) if own.basis == Basis::Actual => {
                let award = |award: Award| match award {
                    Award::Points(points) => units(&Exact::from(points)),
                    Award::Percent(share) => percent(share),
                };
                let (first, others) = own.bands.split_first()?;
                let cut =
                    |band: &crate::domain::method::Band| Some((Short::from(band.from?)?, award(band.award)?));
                Self::Bands {
                    first: first.from.is_none().then(|| award(first.award))??,
                    others: others.iter().map(cut).collect::<Option<_>>()?,
                    upper: higher == (own.cut == Side::Better),
                }
            }
            Method::PassFail(own) => {
                Self::PassFail { full: units(full)?, otherwise: percent(own.otherwise)? }
            }
            _ => return None,
        })
    }
}

impl Plan {
    /// The points of a measure in whole numbers of 10⁻¹⁵, rounded by the rule of the card, for a
    /// card that scores months; `None` where they cannot be had the short way.
    pub(super) fn quick_units(
        &self,
        quick: &Quick,
        context: &Context<'_>,
        own: &RevisionPlan,
        place: usize,
    ) -> Option<i64> {
        let month = context.period.last();
        let actual = self.columns.short(context.unit, quick.item, month)?;
        let aim = match quick.against {
            Against::Nothing => None,
            Against::Fixed => Some(fixed(context, own, place)?),
            Against::Figure { item, months } => {
                let Short { mantissa, scale } = self.columns.short(context.unit, item, month.plus(months))?;
                Some(Aim { mantissa, scale, count: 1 })
            }
            Against::Trailing(months) => {
                let first = month.plus(i32::try_from(months).ok()?.checked_neg()?);
                Some(self.mean(context, quick.item, first, month.plus(-1))?)
            }
            Against::LastYear => {
                let this_year = self.first_month.of_year_holding(month);
                Some(self.mean(context, quick.item, this_year.plus(-12), this_year.plus(-1))?)
            }
            Against::Peers(least) => {
                let (Short { mantissa, scale }, count) = self.short_sum_of_peers(least, context, place)?;
                Some(Aim { mantissa, scale, count })
            }
        };
        quick.rule.points(actual, aim, quick)
    }

    fn mean(&self, context: &Context<'_>, item: usize, first: Month, last: Month) -> Option<Aim> {
        let own = self.items.get(item)?;
        let averaged = own.averages() && self.is_read_alone(context.unit, own);
        let (Short { mantissa, scale }, count) =
            averaged.then(|| self.columns.sum(context.unit, item, first, last))??;
        (count > 0).then_some(Aim { mantissa, scale, count })
    }
}

fn fixed(context: &Context<'_>, own: &RevisionPlan, place: usize) -> Option<Aim> {
    let SourcePlan::Fixed(fixed) = &own.target(context.unit, place)?.source else { return None };
    let month = context.period.last().number();
    let (_, value) = fixed.find(context.unit, context.fiscal_year, Some(month))?;
    let Short { mantissa, scale } = Short::of(value)?;
    Some(Aim { mantissa, scale, count: 1 })
}

impl Rule {
    #[inline(always)]
    fn points(&self, actual: Short, aim: Option<Aim>, quick: &Quick) -> Option<i64> {
        let units = |(numerator, denominator): (i64, i64)| {
            short_units(numerator, denominator, quick.decimals, quick.midpoint)
        };
        match self {
            Self::Completion { full, inverse, floor, cap } => {
                let pair = Pair::new(actual, aim?)?;
                let points = units(completion(*full, (!quick.higher).then_some(*inverse), &pair)?)?;
                Some(points.min(*cap).max(*floor))
            }
            Self::Step { step, counting, base, add, deduct, limits } => {
                let pair = Pair::new(actual, aim?)?;
                let distance = pair.actual.checked_sub(pair.target)?;
                let rate = match (distance > 0) == quick.higher {
                    true => *add,
                    false => Short { mantissa: deduct.mantissa.checked_neg()?, ..*deduct },
                };
                let steps = steps(distance.checked_abs()?, pair.part, *step, *counting)?;
                let (lowest, highest) = *limits;
                Some(units(base.plus_part(rate, steps)?)?.min(highest).max(lowest))
            }
            Self::Deduction { full, each, lowest } => {
                let each = Short { mantissa: each.mantissa.checked_neg()?, ..*each };
                let count = (actual.mantissa, power_of_ten(actual.scale)?);
                Some(units(full.plus_part(each, count)?)?.max(*lowest))
            }
            Self::Bands { first, others, upper } => {
                let mut points = *first;
                for (cut, award) in others {
                    let pair = Pair::new(actual, Aim { mantissa: cut.mantissa, scale: cut.scale, count: 1 })?;
                    if pair.actual < pair.target || pair.actual == pair.target && !upper {
                        break;
                    }
                    points = *award;
                }
                Some(points)
            }
            Self::PassFail { full, otherwise } => {
                let pair = Pair::new(actual, aim?)?;
                let reached =
                    if quick.higher { pair.actual >= pair.target } else { pair.actual <= pair.target };
                Some(if reached { *full } else { *otherwise })
            }
        }
    }
}

/// F × q as numerator and denominator, for a target above zero. An inverse means that lower is better.
#[inline(always)]
fn completion(full: Short, inverse: Option<Inverse>, pair: &Pair) -> Option<(i64, i64)> {
    let power = power_of_ten(full.scale)?;
    if pair.target <= 0 {
        return None;
    }
    let (above, below) = match inverse {
        None => (pair.actual, pair.target),
        Some(Inverse::Mirror) => (product(2, pair.target)?.checked_sub(pair.actual)?, pair.target),
        Some(Inverse::Reciprocal) if pair.actual > 0 => (pair.target, pair.actual),
        Some(Inverse::Reciprocal) => return None,
    };
    Some((product(full.mantissa, above)?, product(power, below)?))
}

/// How many steps `distance` ÷ `part` is, as numerator and denominator.
#[inline(always)]
fn steps(distance: i64, part: i64, step: Short, counting: StepCounting) -> Option<(i64, i64)> {
    let above = product(distance, power_of_ten(step.scale)?)?;
    let below = product(part, step.mantissa)?;
    Some(match counting {
        StepCounting::Proportional => (above, below),
        StepCounting::Whole => (above.checked_div(below)?, 1),
        StepCounting::Started => {
            let whole = above.checked_div(below)?;
            (whole.checked_add(i64::from(product(whole, below)? != above))?, 1)
        }
    })
}

impl Short {
    const ZERO: Self = Self { mantissa: 0, scale: 0 };

    fn of(value: &Exact) -> Option<Self> {
        let (mantissa, scale) = value.short_decimal()?;
        Some(Self { mantissa, scale })
    }

    fn from(value: Decimal) -> Option<Self> {
        Self::of(&Exact::from(value))
    }

    /// The mantissa of another decimal at the scale of both, which this one takes on.
    #[inline(always)]
    pub(super) fn align(&mut self, mantissa: i64, scale: u32) -> Option<i64> {
        let wider = scale.max(self.scale);
        self.mantissa = product(self.mantissa, power_of_ten(wider.wrapping_sub(self.scale))?)?;
        self.scale = wider;
        product(mantissa, power_of_ten(wider.wrapping_sub(scale))?)
    }

    /// This and `rate` × `times`, as numerator and denominator.
    #[inline(always)]
    fn plus_part(self, rate: Self, (above, below): (i64, i64)) -> Option<(i64, i64)> {
        let (own, other) = (power_of_ten(self.scale)?, power_of_ten(rate.scale)?);
        let added = product(product(rate.mantissa, above)?, own)?;
        let below = product(other, below)?;
        let numerator = product(self.mantissa, below)?.checked_add(added)?;
        Some((numerator, product(own, below)?))
    }
}

impl Pair {
    fn new(actual: Short, aim: Aim) -> Option<Self> {
        let count = i64::from(aim.count);
        let (up, down) = (aim.scale.saturating_sub(actual.scale), actual.scale.saturating_sub(aim.scale));
        let own = product(actual.mantissa, power_of_ten(up)?)?;
        Some(Self {
            actual: product(own, count)?,
            target: product(aim.mantissa, power_of_ten(down)?)?,
            part: product(power_of_ten(actual.scale.max(aim.scale))?, count)?,
        })
    }
}
