//! How a score came about, as data: what the scoring path writes down while it works.

use rust_decimal::Decimal;

use crate::domain::exact::Exact;
use crate::domain::expression::{Expression, Operand};
use crate::domain::id::{ItemId, MeasureId, UnitId};
use crate::domain::item::MonthRule;
use crate::domain::measure::Range;
use crate::domain::method::{Award, Basis, Inverse, Knot, StepCounting};
use crate::domain::period::{Month, Period};
use crate::domain::scorecard::Rounding;
use crate::domain::target::{FixedTargetKey, PeerStatistic};

/// One step from figures to points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// An item's figures were combined.
    Figures(FigureUse),
    /// An expression was evaluated, with one value for each of its references; missing where it
    /// was not asked for.
    Evaluated {
        /// For what.
        role: Role,
        /// The expression.
        expression: Expression,
        /// The values put in.
        operands: Vec<Operand>,
        /// What came out.
        value: Exact,
    },
    /// The source of the target was resolved.
    Target(TargetUse),
    /// Uplift and offset were applied to the source of the target.
    TargetAdjusted {
        /// The source's value.
        source: Exact,
        /// Percent added.
        uplift: Decimal,
        /// Amount added.
        offset: Decimal,
        /// The target.
        value: Exact,
    },
    /// Deductions over several periods were averaged.
    Averaged {
        /// Their sum.
        sum: Exact,
        /// The periods.
        periods: u32,
        /// The mean.
        value: Exact,
    },
    /// The other units that this one was compared with, and the actual of each.
    Peers(Vec<(UnitId, Exact)>),
    /// The best among the peers and the unit itself.
    PeerBest {
        /// The value.
        value: Exact,
    },
    /// The method was applied.
    Formula(Box<Formula>),
    /// A limit changed the value.
    Limited {
        /// Which.
        limit: Limit,
        /// Before.
        from: Exact,
        /// After.
        to: Exact,
    },
    /// The points stand in for siblings that have no figures.
    Scaled {
        /// Before.
        points: Exact,
        /// Full points of the parents ÷ full points present.
        factor: Exact,
        /// Full points before.
        full: Exact,
        /// After.
        result: Exact,
    },
    /// The points left the measure.
    Rounded {
        /// Exact value.
        exact: Exact,
        /// The card's rule.
        rounding: Rounding,
        /// The points.
        points: Decimal,
    },
}

/// What a value is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The actual.
    Actual,
    /// The target.
    Target,
    /// A parameter of the method.
    Parameter,
}

/// An item's value over some months, and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureUse {
    /// For what.
    pub role: Role,
    /// The item.
    pub item: ItemId,
    /// Whose figures.
    pub unit: UnitId,
    /// Child units whose figures stand in for the unit's own.
    pub children: Vec<UnitId>,
    /// First and last month read.
    pub months: Option<(Month, Month)>,
    /// Months that counted.
    pub counted: u32,
    /// How they were combined.
    pub combination: Combination,
    /// What came out.
    pub value: Operand,
}

/// How months were combined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Combination {
    /// One month's figure as it is.
    Single,
    /// By the item's month rule.
    Rule(MonthRule),
    /// The sum of the months ÷ their number, times the months of the scored period.
    MonthlyMean {
        /// The sum.
        sum: Exact,
        /// Months of the scored period.
        times: u32,
    },
}

/// Where a target came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetUse {
    /// Set by hand, under this key.
    Fixed {
        /// What it was set for.
        key: FixedTargetKey,
        /// The value.
        value: Exact,
    },
    /// A budget item.
    Budget {
        /// The value.
        value: Exact,
    },
    /// The monthly mean of the previous fiscal year.
    LastYearMonthlyMean {
        /// The months that had all figures.
        months: u32,
        /// First month of that year.
        first: Month,
        /// Last month of that year.
        last: Month,
        /// The value.
        value: Exact,
    },
    /// Set by hand for each month, or each of the card's own periods, of a longer period.
    FixedOfMonths {
        /// The months, or the card's own periods.
        months: u32,
        /// Whether the months were added; else it is their mean.
        added: bool,
        /// The value.
        value: Exact,
    },
    /// An expression over items.
    Expression {
        /// The value.
        value: Exact,
    },
    /// The actual of another measure.
    Measure {
        /// Which.
        measure: MeasureId,
        /// Whose.
        unit: UnitId,
        /// The value.
        value: Exact,
    },
    /// The nearest value within the best range.
    Range {
        /// The range.
        range: Range,
        /// The value.
        value: Exact,
    },
    /// The mean over the periods before.
    TrailingMean {
        /// How many periods were looked at.
        periods: u32,
        /// The months that had all figures.
        months: u32,
        /// First month looked at.
        first: Month,
        /// Last month looked at.
        last: Month,
        /// The value.
        value: Exact,
    },
    /// The period before.
    PreviousPeriod {
        /// That period.
        period: Period,
        /// The value.
        value: Exact,
    },
    /// A statistic of the peers.
    Peers {
        /// Which.
        statistic: PeerStatistic,
        /// Whether the unit itself is among them.
        with_self: bool,
        /// Whether there is any other; their actuals stand in [`Step::Peers`].
        others: bool,
        /// The value.
        value: Exact,
    },
    /// The same period one year earlier.
    SamePeriodLastYear {
        /// That period.
        period: Period,
        /// The value.
        value: Exact,
    },
}

/// A method with its numbers put in. F is the full points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// F × actual ÷ target.
    Ratio {
        /// F.
        full: Exact,
        /// Actual.
        actual: Exact,
        /// Target.
        target: Exact,
        /// F × q.
        points: Exact,
    },
    /// F × (2 − actual ÷ target), or F × target ÷ actual.
    Inverse {
        /// Which of the two.
        inverse: Inverse,
        /// F.
        full: Exact,
        /// Actual.
        actual: Exact,
        /// Target.
        target: Exact,
        /// F × q.
        points: Exact,
    },
    /// The target is not above zero: F on its good side, else the floor.
    AllOrNothing {
        /// Actual.
        actual: Exact,
        /// Target.
        target: Exact,
        /// Whether the actual is on the good side.
        reached: bool,
        /// Points.
        points: Exact,
    },
    /// base ± rate × n, n = |actual − target| ÷ step.
    Step {
        /// Where the points start.
        base: Exact,
        /// Points for each step: below zero when taken.
        rate: Exact,
        /// Actual.
        actual: Exact,
        /// Target.
        target: Exact,
        /// Size of a step.
        step: Exact,
        /// How parts of a step count.
        counting: StepCounting,
        /// Steps counted.
        steps: Exact,
        /// Points.
        points: Exact,
    },
    /// F − deducted × points each.
    Deduction {
        /// F.
        full: Exact,
        /// The actual.
        deducted: Exact,
        /// Points each.
        points_each: Exact,
        /// Points.
        points: Exact,
    },
    /// The band in which the value lies.
    Bands {
        /// What the cuts are laid over.
        basis: Basis,
        /// The value.
        value: Exact,
        /// Where the band begins.
        from: Option<Decimal>,
        /// Where the next one begins.
        to: Option<Decimal>,
        /// What it earns.
        award: Award,
        /// F.
        full: Exact,
        /// Points.
        points: Exact,
    },
    /// F × percent ÷ 100, the percent on the line between two knots.
    Interpolation {
        /// What the knots are laid over.
        basis: Basis,
        /// The value.
        value: Exact,
        /// The knots of its line; `None` at a knot or beyond an end.
        between: Option<(Knot, Knot)>,
        /// Percent of F.
        percent: Exact,
        /// F.
        full: Exact,
        /// Points.
        points: Exact,
    },
    /// F on the good side of the target, else a part of it.
    PassFail {
        /// Actual.
        actual: Exact,
        /// Target.
        target: Exact,
        /// Whether the actual is on the good side.
        reached: bool,
        /// Points.
        points: Exact,
    },
    /// F × percent ÷ 100, the percent by the rank.
    PeerRank {
        /// The rank.
        rank: u32,
        /// Units ranked.
        units: u32,
        /// Percent of F.
        percent: Exact,
        /// F.
        full: Exact,
        /// Points.
        points: Exact,
    },
    /// F × max(achievement, improvement) ÷ K.
    AchievementImprovement {
        /// Actual.
        actual: Exact,
        /// Threshold t.
        threshold: Exact,
        /// Benchmark b.
        benchmark: Exact,
        /// Baseline s, if there is one.
        baseline: Option<Exact>,
        /// Scale K.
        scale: Exact,
        /// Achievement, 0 to K.
        achievement: Exact,
        /// Improvement, 0 to K − 1, with a baseline.
        improvement: Option<Exact>,
        /// F.
        full: Exact,
        /// Points.
        points: Exact,
    },
    /// The points are what the formula comes to.
    Expression {
        /// Points.
        points: Exact,
    },
    /// The actual is the points, or marks out of a maximum.
    Entered {
        /// F.
        full: Exact,
        /// Actual.
        actual: Exact,
        /// The most marks.
        out_of: Option<Exact>,
        /// Points.
        points: Exact,
    },
    /// Something else stands in for a missing measure.
    Substitute {
        /// Points.
        points: Exact,
    },
    /// A missing measure counts as no points.
    MissingCountsAsZero {
        /// Points.
        points: Exact,
    },
}

/// A limit of a method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The cap on the degree of completion.
    Cap(Decimal),
    /// The floor of the degree of completion.
    Floor(Decimal),
    /// The most points.
    Highest(Decimal),
    /// The fewest points.
    Lowest(Decimal),
}

/// Where the steps of a measure are written down, if anyone asked for them.
#[derive(Default)]
pub(super) struct Trace(Option<Vec<Step>>);

impl Trace {
    pub(super) fn new(is_on: bool) -> Self {
        Self(is_on.then(Vec::new))
    }

    /// Writes down the step that `step` makes.
    pub(super) fn step(&mut self, step: impl FnOnce() -> Step) {
        if let Some(steps) = &mut self.0 {
            steps.push(step());
        }
    }

    /// Writes down a step, unless the same has been written down before.
    pub(super) fn step_once(&mut self, step: impl FnOnce() -> Step) {
        if let Some(steps) = &mut self.0 {
            let step = step();
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
    }

    pub(super) fn into_steps(self) -> Option<Vec<Step>> {
        self.0
    }
}
