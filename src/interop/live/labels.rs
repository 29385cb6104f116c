//! The words in the cells, by what they name.

use crate::domain::name::Language;
use crate::domain::period::Month;
use crate::domain::period::Period;

/// What a text in the workbook names. The texts of a language stand in the same order.
#[allow(missing_docs, reason = "the texts say what they name")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    About,
    Digits,
    Blank,
    Exempt,
    Counted,
    Held,
    NotApplicable,
    Figures,
    Combined,
    Definitions,
    Peers,
    Unit,
    Item,
    Measured,
    Card,
    Measure,
    Parameter,
    Working,
    Actual,
    Target,
    Points,
    PointsByMethod,
    FullPoints,
    FullWithPoints,
    Factor,
    Basis,
    PartOfFormula,
    Substitute,
    Total,
    BeforeVeto,
    Extra,
    Percent,
    Grade,
    Coverage,
    YearToDate,
    LeftOut,
    Condition,
    Scored,
    Achievement,
    Improvement,
    Weight,
    CardTotal,
    LeastScored,
    ExtraCeiling,
    GradeFrom,
    VetoMost,
    Decimals,
    LeastMonths,
    RangeLow,
    RangeHigh,
    Floor,
    Cap,
    StepSize,
    Deduct,
    Add,
    Lowest,
    Highest,
    PointsEach,
    BandFrom,
    BandGives,
    KnotAt,
    KnotPercent,
    Below,
    Above,
    Otherwise,
    LastPercent,
    RankUpTo,
    RankPercent,
    LeastPeers,
    Scale,
    OutOf,
    TargetValue,
    Uplift,
    Offset,
    Quantile,
    Threshold,
    Benchmark,
    Baseline,
    LastYear,
    YearEarlier,
    Earlier,
    Trailing,
}

/// How many there are.
pub const LABELS: usize = Label::Trailing as usize + 1;

/// The words of a workbook, in the language of who reads it.
pub struct Words<'w> {
    /// The language of names.
    pub language: Language,
    /// The text of each [`Label`].
    pub labels: Vec<&'w str>,
    /// A month.
    pub month: &'w dyn Fn(Month) -> String,
    /// A period.
    pub period: &'w dyn Fn(Period) -> String,
}

impl Words<'_> {
    /// The text of a label.
    #[must_use]
    pub fn of(&self, label: Label) -> &str {
        self.labels.get(label as usize).copied().unwrap_or_default()
    }
}
