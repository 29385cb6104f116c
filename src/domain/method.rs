//! Scoring methods: how an actual and a target become points. The parameters only; the
//! arithmetic is in [`scoring`](super::scoring).

use rust_decimal::Decimal;

use super::expression::Expression;

/// How actual and target become points. F is the measure's full points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Method {
    /// 目标完成率.
    Completion(Completion),
    /// 每高/低一个单位加/扣分.
    Step(Step),
    /// 扣分制, 扣完为止.
    Deduction(Deduction),
    /// 区间计分.
    Bands(Bands),
    /// 分段线性, 功效系数, 线性插值.
    Interpolation(Interpolation),
    /// 达标制.
    PassFail(PassFail),
    /// 比较法.
    PeerBest(PeerBest),
    /// 排名计分.
    PeerRank(PeerRank),
    /// 达标与改进取高.
    AchievementImprovement(AchievementImprovement),
    /// 公式法.
    Formula(Formula),
    /// 直接评分.
    Entered(Entered),
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
        match self {
            Self::Completion(_) | Self::Step(_) | Self::PassFail(_) => true,
            Self::Bands(Bands { basis, .. }) | Self::Interpolation(Interpolation { basis, .. }) => {
                *basis != Basis::Actual
            }
            Self::Formula(formula) => {
                formula.points.references().iter().any(|reference| reference.is_word("target"))
            }
            _ => false,
        }
    }

    /// Whether points depend on the actuals of the peers.
    #[must_use]
    pub fn needs_peers(&self) -> bool {
        matches!(self, Self::PeerBest(_) | Self::PeerRank(_))
    }

    /// The fewest points the method gives where a missing measure counts as zero.
    #[must_use]
    pub fn lowest(&self) -> Option<Decimal> {
        match self {
            Self::Step(step) => step.lowest,
            Self::Deduction(deduction) => Some(deduction.lowest),
            Self::Formula(Formula { limits, .. })
            | Self::Entered(Entered { limits, .. })
            | Self::Interpolation(Interpolation { limits, .. }) => limits.lowest,
            _ => None,
        }
    }
}

/// The fewest and the most points; `None` for no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The fewest points.
    pub lowest: Option<Decimal>,
    /// The most points.
    pub highest: Option<Decimal>,
}

/// What bands and knots are laid over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The actual.
    Actual,
    /// actual ÷ target; the target is above zero.
    Ratio,
    /// actual − target.
    Difference,
}

/// The points of the band in which the basis lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands {
    /// What the cuts are laid over.
    pub basis: Basis,
    /// The bands from the lowest values up; the first has no cut, the cuts of the others rise.
    pub bands: Vec<Band>,
    /// The band that a cut value itself belongs to.
    pub cut: Side,
}

/// A band of values and what it earns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Where it begins; `None` for everything below the first cut.
    pub from: Option<Decimal>,
    /// What it earns.
    pub award: Award,
}

/// Points, or a part of the full points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Award {
    /// This many points.
    Points(Decimal),
    /// This percent of F.
    Percent(Decimal),
}

/// The better or the worse of two neighbouring bands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The better.
    Better,
    /// The worse.
    Worse,
}

/// points = F × percent ÷ 100, on straight lines between knots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interpolation {
    /// What the knots are laid over.
    pub basis: Basis,
    /// At least one knot, in rising order. Two at one value make a jump, which belongs to the
    /// better side.
    pub knots: Vec<Knot>,
    /// What holds below the first knot.
    pub below: End,
    /// What holds above the last knot.
    pub above: End,
    /// The fewest and the most points.
    pub limits: Limits,
}

/// A point of the curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Knot {
    /// The value of the basis.
    pub at: Decimal,
    /// Percent of F there.
    pub percent: Decimal,
}

/// How a curve goes on beyond its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// As at the end.
    Constant,
    /// Along the last straight line.
    Extrapolated,
    /// At this percent of F.
    Percent(Decimal),
}

/// F where the actual is on the good side of the target (equal counts), else a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassFail {
    /// Percent of F otherwise; usually 0.
    pub otherwise: Decimal,
}

/// points = F × clamp(q, floor, cap), q = actual ÷ best, or best ÷ actual where lower is better;
/// best among the peers and the unit itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeerBest {
    /// The least q; usually 0.
    pub floor: Decimal,
    /// The greatest q; `None` for no cap.
    pub cap: Option<Decimal>,
    /// Peers beside the unit itself that it takes; usually 2.
    pub least_peers: u32,
}

/// Points by the competition rank (1, 2, 2, 4) among the peers and the unit itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerRank {
    /// What a rank earns.
    pub award: RankAward,
    /// Peers beside the unit itself that it takes; at least 1.
    pub least_peers: u32,
}

/// What a rank earns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RankAward {
    /// F × (1 − (rank − 1) ÷ (n − 1) × (1 − last ÷ 100)) of n units.
    Linear {
        /// Percent of F that the last rank gets.
        last: Decimal,
    },
    /// The percent of the first band that holds the rank; 0 beyond the last band.
    Bands(Vec<RankBand>),
}

/// Ranks up to this one earn this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankBand {
    /// The last rank of the band, from 1.
    pub up_to: u32,
    /// Percent of F.
    pub percent: Decimal,
}

/// points = F × max(achievement, improvement) ÷ K (42 CFR 412.165: K is 10).
///
/// Achievement is K at or past the benchmark b, 0 if worse than the threshold t, otherwise
/// (K − 1)(a − t) ÷ (b − t) + ½, rounded half up, within 1 and K − 1. Improvement is 0 if not
/// better than the unit's own baseline s, K − 1 at or past b, otherwise K(a − s) ÷ (b − s) − ½,
/// rounded half up, within 0 and K − 1. Without rounding they are what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AchievementImprovement {
    /// Threshold t.
    pub threshold: Expression,
    /// Benchmark b.
    pub benchmark: Expression,
    /// Baseline s; where it is missing or not applicable there is no improvement.
    pub baseline: Option<Expression>,
    /// Scale K, above 1.
    pub scale: Decimal,
    /// Whether achievement and improvement are whole numbers.
    pub rounded: bool,
}

/// points = an expression over `actual`, `target`, `weight` (F), `baseline` (the same period last
/// year), `previous` (the period before), `peer_mean`, `peer_best`, items by code, and
/// `points(code)` and `percent(code)` of other measures and perspectives of the card, as they are
/// before redistribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// The points.
    pub points: Expression,
    /// The fewest and the most points.
    pub limits: Limits,
}

impl Formula {
    /// The words of its own that it may use beside items, where they are not quoted.
    pub const WORDS: [&str; 7] =
        ["actual", "target", "weight", "baseline", "previous", "peer_mean", "peer_best"];
}

/// points = actual, or F × actual ÷ the most marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entered {
    /// The most marks there are; `None` where the marks are the points.
    pub out_of: Option<Decimal>,
    /// The fewest and the most points.
    pub limits: Limits,
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
