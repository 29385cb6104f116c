//! Which measures can be scored the short way: one item of a month held against a number.
//!
//! Most measures are no more than that. Where something is missing, exempt or too long, or anything
//! has to be told of how points came about, the ordinary way is taken. Both give the same digits.

use rust_decimal::Decimal;

use super::compile::{MeasurePlan, SourcePlan, TargetPlan};
use crate::domain::exact::{Exact, Midpoint, UNROUNDED_DECIMALS, power_of_ten, product};
use crate::domain::measure::{Polarity, Scope};
use crate::domain::method::{Award, Basis, Inverse, Method, Side, StepBase, StepCounting};
use crate::domain::scorecard::Rounding;
use crate::domain::target::{PeerStatistic, TargetSource};

/// A measure that can be scored the short way.
pub(super) struct Quick {
    pub(super) item: usize,
    pub(super) against: Against,
    pub(super) rule: Rule,
    pub(super) higher: bool,
    pub(super) decimals: u32,
    pub(super) midpoint: Midpoint,
}

/// Where the target comes from.
pub(super) enum Against {
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
pub(super) enum Rule {
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

impl Short {
    const ZERO: Self = Self { mantissa: 0, scale: 0 };

    pub(super) fn of(value: &Exact) -> Option<Self> {
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

    /// This at the scale of both.
    pub(super) fn at_scale_of(mut self, other: Self) -> Option<Self> {
        self.align(other.mantissa, other.scale).map(|_| self)
    }

    pub(super) fn negated(self) -> Option<Self> {
        Some(Self { mantissa: self.mantissa.checked_neg()?, ..self })
    }
}
