//! Scoring methods: how an actual and a target become points. The parameters only; the
//! arithmetic is in [`scoring`](super::scoring).

use rust_decimal::Decimal;

/// How actual and target become points. F is the measure's full points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Method {
    /// 目标完成率.
    Completion(Completion),
    /// 每高/低一个单位加/扣分.
    Step(Step),
    /// 扣分制, 扣完为止.
    Deduction(Deduction),
}

impl Method {
    /// Whether the measure is an adjustment item: it only moves the total and has no weight.
    #[must_use]
    pub fn is_adjustment(&self) -> bool {
        matches!(self, Self::Step(Step { base: StepBase::Zero, .. }))
    }

    /// Whether points depend on a target.
    #[must_use]
    pub fn needs_target(&self) -> bool {
        !matches!(self, Self::Deduction(_))
    }

    /// The fewest points the method gives where a missing measure counts as zero.
    #[must_use]
    pub fn lowest(&self) -> Option<Decimal> {
        match self {
            Self::Completion(_) => None,
            Self::Step(step) => step.lowest,
            Self::Deduction(deduction) => Some(deduction.lowest),
        }
    }
}

/// points = F × clamp(q, floor, cap), q the degree of completion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// How q is formed where lower is better.
    pub inverse: Inverse,
    /// The least q; usually 0.
    pub floor: Decimal,
    /// The greatest q (封顶); `None` for no cap.
    pub cap: Option<Decimal>,
}

/// Degree of completion where lower is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inverse {
    /// q = 2 − actual ÷ target; bears an actual of zero.
    Mirror,
    /// q = target ÷ actual.
    Reciprocal,
}

/// points = base − deduct × n on the bad side of the target, base + add × n on the good side;
/// n = |actual − target| ÷ step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The size of one step, in the measure's unit; above zero.
    pub step: Decimal,
    /// How a part of a step counts.
    pub counting: StepCounting,
    /// Points taken for each step on the bad side; zero or more.
    pub deduct: Decimal,
    /// Points given for each step on the good side; zero or more.
    pub add: Decimal,
    /// Where the points start.
    pub base: StepBase,
    /// The fewest points; `None` for no limit.
    pub lowest: Option<Decimal>,
    /// The most points; `None` for no limit.
    pub highest: Option<Decimal>,
}

/// How a part of a step counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepCounting {
    /// In proportion: 1.5 steps count 1.5.
    Proportional,
    /// Only whole steps: 1.5 steps count 1.
    Whole,
    /// Every step begun: 1.5 steps count 2.
    Started,
}

/// Where the points of a step measure start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepBase {
    /// At the full points.
    Full,
    /// At zero: an adjustment item, which has no weight and only moves the total.
    Zero,
}

/// points = max(lowest, F − actual × points each).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deduction {
    /// Points for each unit of the actual: 1 where the actual is the points deducted.
    pub points_each: Decimal,
    /// The fewest points; usually 0 (扣完为止).
    pub lowest: Decimal,
}
