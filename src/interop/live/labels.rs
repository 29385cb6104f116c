//! The words in the cells, by what they name.

use crate::domain::name::Language;
use crate::domain::period::{FirstMonth, Month, Period};

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

/// The language, which is also that of names; the text of each [`Label`]; how a month and a period are
/// written. `i18n::sheet_texts` puts them together.
pub type Texts =
    (Language, Vec<&'static str>, fn(Month, Language) -> String, fn(Period, FirstMonth, Language) -> String);

/// The words of a workbook, in the language of who reads it.
pub struct Words(pub Texts);

impl Words {
    /// The text of a label.
    #[must_use]
    pub fn of(&self, label: Label) -> &'static str {
        self.0.1.get(label as usize).copied().unwrap_or_default()
    }

    pub(super) fn language(&self) -> Language {
        self.0.0
    }

    pub(super) fn month(&self, month: Month) -> String {
        (self.0.2)(month, self.language())
    }

    pub(super) fn period(&self, period: Period, first_month: FirstMonth) -> String {
        (self.0.3)(period, first_month, self.language())
    }
}
