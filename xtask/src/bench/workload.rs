//! What is scored in the benchmark: units of four kinds, a scorecard for each kind, a figure for
//! every measure of every unit in every month, and sixty edits. The same on every machine.

use std::fmt;

/// Kinds of unit, each with its own scorecard.
pub(crate) const KINDS: [&str; 4] =
    ["Inpatient internal", "Inpatient surgical", "Medical technology", "Outpatient"];

/// Perspectives of every scorecard, in the order of its measures.
pub(crate) const PERSPECTIVES: [&str; 4] =
    ["Financial", "Customer", "Internal process", "Learning and growth"];

/// The most of its full points that a completion is worth.
pub(crate) const CAP: Number = Number { mantissa: 12, scale: 1 };

/// How much there is of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) name: &'static str,
    pub(crate) units: usize,
    /// Of each scorecard.
    pub(crate) measures: usize,
    /// From a January on.
    pub(crate) months: usize,
}

impl Size {
    pub(crate) const S: Self = Self { name: "S", units: 20, measures: 20, months: 12 };
    pub(crate) const M: Self = Self { name: "M", units: 100, measures: 40, months: 24 };
    pub(crate) const L: Self = Self { name: "L", units: 500, measures: 50, months: 36 };

    /// Figures, and scores of measures.
    pub(crate) fn figures(&self) -> usize {
        self.units * self.measures * self.months
    }
}

/// A decimal: `mantissa` ÷ 10^`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) mantissa: u32,
    pub(crate) scale: u32,
}

impl Number {
    pub(crate) const fn hundredths(mantissa: u32) -> Self {
        Self { mantissa, scale: 2 }
    }

    pub(crate) const fn whole(mantissa: u32) -> Self {
        Self { mantissa, scale: 0 }
    }
}

/// As a plain decimal, which is also JSON: `12.50`.
impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let power = 10_u32.pow(self.scale);
        let (whole, rest) = (self.mantissa / power, self.mantissa % power);
        match self.scale as usize {
            0 => write!(formatter, "{whole}"),
            places => write!(formatter, "{whole}.{rest:0places$}"),
        }
    }
}

/// How a measure is scored: F full points, A actual, T target of the unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// F × min([`CAP`], A ÷ T).
    Completion,
    /// F × max(0, min([`CAP`], 2 − A ÷ T)).
    Mirror,
    /// max(0, F − rate × max(0, A − T)).
    Deduction { rate: Number },
    /// F × min([`CAP`], A ÷ mean of A in the previous months, at most twelve); F in the first month.
    History,
    /// F × min([`CAP`], A ÷ mean of A over all units of the kind).
    PeerMean,
    /// F × the share of the last band whose lower bound A reaches; none but the first is at zero.
    Bands { bands: Vec<Band> },
}

impl Method {
    /// Short names, in the order in which [`Workload::edits`] takes turns.
    pub(crate) const NAMES: [&str; 6] = ["completion", "mirror", "deduction", "history", "peers", "bands"];

    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Completion => "completion",
            Self::Mirror => "mirror",
            Self::Deduction { .. } => "deduction",
            Self::History => "history",
            Self::PeerMean => "peers",
            Self::Bands { .. } => "bands",
        }
    }
}

/// From `lower` on, `share` of the full points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Band {
    pub(crate) lower: Number,
    pub(crate) share: Number,
}

/// A measure of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Measure {
    /// Index in [`PERSPECTIVES`]; the measures are sorted by it.
    pub(crate) perspective: usize,
    /// Full points; those of a scorecard add up to 100.00.
    pub(crate) weight: Number,
    pub(crate) method: Method,
}

/// A unit. Unit number `i` is of kind `i` modulo 4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Index in [`KINDS`].
    pub(crate) kind: usize,
    /// For each measure of the kind; some methods have no use for it.
    pub(crate) targets: Vec<Number>,
}

/// A figure takes another value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) unit: usize,
    pub(crate) measure: usize,
    pub(crate) month: usize,
    pub(crate) value: Number,
}

/// Everything that is scored.
#[derive(Clone, Debug)]
pub(crate) struct Workload {
    pub(crate) size: Size,
    /// The measures of each kind's scorecard.
    pub(crate) scorecards: Vec<Vec<Measure>>,
    pub(crate) units: Vec<Unit>,
    /// By unit, then measure, then month: see [`Workload::place`].
    pub(crate) figures: Vec<Number>,
    /// Edits, the methods taking turns. Each is another value than the figure has in `figures`.
    pub(crate) edits: Vec<Edit>,
}

impl Workload {
    /// Where a figure is among the figures, and a score among the scores.
    pub(crate) fn place(&self, unit: usize, measure: usize, month: usize) -> usize {
        (unit * self.size.measures + measure) * self.size.months + month
    }

    /// The figures after the first `count` edits.
    pub(crate) fn edited(&self, count: usize) -> Vec<Number> {
        let mut figures = self.figures.clone();
        for edit in self.edits.iter().take(count) {
            if let Some(figure) = figures.get_mut(self.place(edit.unit, edit.measure, edit.month)) {
                *figure = edit.value;
            }
        }
        figures
    }

    /// A measure of a unit's scorecard, with the unit's target.
    pub(crate) fn measure(&self, unit: usize, measure: usize) -> Option<(&Measure, Number)> {
        let unit = self.units.get(unit)?;
        let definition = self.scorecards.get(unit.kind)?.get(measure)?;
        Some((definition, *unit.targets.get(measure)?))
    }
}
