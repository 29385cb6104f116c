//! The fields of a scoring method.

use rust_decimal::Decimal;

use super::choices::{Chosen, choices};
use super::measure::Form;
use super::slot::Slot;
use super::{Choice, Field, Refusal, Section, What, parsed};
use crate::domain::measure::{Measure, Polarity};
use crate::domain::method::{
    AchievementImprovement, Award, Band, Bands, Basis, Completion, Deduction, End, Entered, Formula,
    Interpolation, Inverse, Knot, Limits, Method, PassFail, PeerBest, PeerRank, RankAward, RankBand, Side,
    Step, StepBase, StepCounting,
};
use crate::domain::target::TargetSource;

impl Chosen for Inverse {
    const ALL: &'static [(&'static str, Self)] =
        &[("mirror", Self::Mirror), ("reciprocal", Self::Reciprocal)];
}

impl Chosen for StepCounting {
    const ALL: &'static [(&'static str, Self)] =
        &[("proportional", Self::Proportional), ("whole", Self::Whole), ("started", Self::Started)];
}

impl Chosen for Side {
    const ALL: &'static [(&'static str, Self)] = &[("better", Self::Better), ("worse", Self::Worse)];
}

impl Chosen for Basis {
    const ALL: &'static [(&'static str, Self)] =
        &[("actual", Self::Actual), ("ratio", Self::Ratio), ("difference", Self::Difference)];
}

impl Form<'_> {
    /// The method and its parameters.
    pub(super) fn method_section(&self) -> Section {
        let words = self.words;
        let method = Field::choice(What::Method, words.method, self.methods()).hint(self.about_method());
        let mut fields = vec![method];
        fields.extend(self.parameters());
        let mut section = Section::new(words.section_method, fields);
        section.rows.extend(match &self.measure.method {
            Method::Bands(method) => self.band_rows(method),
            Method::Interpolation(method) => self.knot_rows(method),
            Method::PeerRank(PeerRank { award: RankAward::Bands(bands), .. }) => self.rank_rows(bands),
            _ => Vec::new(),
        });
        section
    }

    fn parameters(&self) -> Vec<Field> {
        let words = self.words;
        match &self.measure.method {
            Method::Completion(_) => {
                let both = [("mirror", words.inverse_mirror), ("reciprocal", words.inverse_reciprocal)];
                let inverse = Field::choice(What::Inverse, words.inverse, choices(&both));
                let lower = self.measure.polarity == Polarity::Lower;
                lower.then_some(inverse).into_iter().chain(self.cap_fields()).collect()
            }
            Method::Step(_) => self.step_fields(),
            Method::Deduction(_) => vec![
                Field::number(What::PointsEach, words.points_each).hint(words.points_each_about),
                Field::number(What::Lowest, words.lowest),
            ],
            Method::Bands(_) => {
                let both = [("better", words.cut_better), ("worse", words.cut_worse)];
                let cut = Field::choice(What::Cut, words.cut, choices(&both));
                vec![Field::choice(What::Basis, words.basis, self.bases()), cut]
            }
            Method::Interpolation(method) => self.curve_fields(method),
            Method::PassFail(_) => vec![Field::number(What::Otherwise, words.otherwise)],
            Method::PeerBest(_) => {
                let least = Field::number(What::LeastPeers, words.least_peers);
                self.cap_fields().into_iter().chain([least]).collect()
            }
            Method::PeerRank(method) => self.rank_fields(method),
            Method::AchievementImprovement(_) => vec![
                Field::formula(What::Threshold, words.threshold),
                Field::formula(What::Benchmark, words.benchmark),
                Field::formula(What::Baseline, words.baseline).hint(words.baseline_about),
                Field::number(What::Scale, words.scale),
                Field::check(What::Whole, words.whole),
            ],
            Method::Formula(_) => {
                let points =
                    Field::formula(What::Points, words.points_formula).hint(words.points_formula_about);
                std::iter::once(points).chain(self.limit_fields()).collect()
            }
            Method::Entered(_) => {
                let most = Field::number(What::OutOf, words.out_of).hint(words.out_of_about);
                std::iter::once(most).chain(self.limit_fields()).collect()
            }
        }
    }

    fn cap_fields(&self) -> [Field; 2] {
        let words = self.words;
        [
            Field::number(What::Floor, words.floor),
            Field::number(What::Cap, words.cap).hint(words.empty_is_none),
        ]
    }

    fn curve_fields(&self, method: &Interpolation) -> Vec<Field> {
        let mut fields = vec![
            Field::choice(What::Basis, self.words.basis, self.bases()),
            Field::choice(What::Preset, self.words.preset, self.presets()),
        ];
        fields.extend(self.end_fields(method));
        fields.extend(self.limit_fields());
        fields
    }

    fn rank_fields(&self, method: &PeerRank) -> Vec<Field> {
        let words = self.words;
        let both = [("linear", words.award_linear), ("bands", words.award_bands)];
        let mut fields = vec![
            Field::choice(What::Award, words.award, choices(&both)),
            Field::number(What::LeastPeers, words.least_peers),
        ];
        if matches!(method.award, RankAward::Linear { .. }) {
            fields.push(Field::number(What::LastPercent, words.last_percent));
        }
        fields
    }

    fn step_fields(&self) -> Vec<Field> {
        let words = self.words;
        let counting = [
            ("proportional", words.counting_proportional),
            ("whole", words.counting_whole),
            ("started", words.counting_started),
        ];
        vec![
            Field::number(What::StepSize, words.step_size),
            Field::number(What::Deduct, words.deduct),
            Field::number(What::Add, words.add),
            Field::choice(What::Counting, words.counting, choices(&counting)),
            Field::number(What::Lowest, words.lowest).hint(words.empty_is_none),
            Field::number(What::Highest, words.highest).hint(words.empty_is_none),
        ]
    }

    fn limit_fields(&self) -> [Field; 2] {
        let words = self.words;
        [
            Field::number(What::Lowest, words.lowest).hint(words.empty_is_none),
            Field::number(What::Highest, words.highest).hint(words.empty_is_none),
        ]
    }

    fn end_fields(&self, method: &Interpolation) -> Vec<Field> {
        let words = self.words;
        let ends = [
            ("constant", words.end_constant),
            ("extrapolated", words.end_extrapolated),
            ("percent", words.end_percent),
        ];
        let mut fields = Vec::new();
        for (end, what, label, percent) in [
            (method.below, What::Below, words.below, What::BelowPercent),
            (method.above, What::Above, words.above, What::AbovePercent),
        ] {
            fields.push(Field::choice(what, label, choices(&ends)));
            if matches!(end, End::Percent(_)) {
                fields.push(Field::number(percent, words.percent_there));
            }
        }
        fields
    }

    fn band_rows(&self, method: &Bands) -> Vec<Vec<Field>> {
        let words = self.words;
        let gives = [("percent", words.gives_percent), ("points", words.gives_points)];
        let row = |(row, band): (usize, &Band)| {
            let mut fields = Vec::new();
            if band.from.is_some() {
                fields.push(Field::number(What::BandFrom, words.band_from).row(row));
            }
            fields.push(Field::number(What::BandValue, words.band_value).row(row));
            fields.push(Field::choice(What::BandGives, words.band_gives, choices(&gives)).row(row));
            if row > 0 {
                fields.push(Field::button(What::RemoveBand, words.remove_band).row(row));
            }
            fields
        };
        let mut rows: Vec<Vec<Field>> = method.bands.iter().enumerate().map(row).collect();
        rows.push(vec![Field::button(What::AddBand, words.add_band)]);
        rows
    }

    fn knot_rows(&self, method: &Interpolation) -> Vec<Vec<Field>> {
        let words = self.words;
        let row = |row: usize| {
            let mut fields = vec![
                Field::number(What::KnotAt, words.knot_at).row(row),
                Field::number(What::KnotPercent, words.knot_percent).row(row),
            ];
            if method.knots.len() > 1 {
                fields.push(Field::button(What::RemoveKnot, words.remove_knot).row(row));
            }
            fields
        };
        let mut rows: Vec<Vec<Field>> = (0..method.knots.len()).map(row).collect();
        rows.push(vec![Field::button(What::AddKnot, words.add_knot)]);
        rows
    }

    fn rank_rows(&self, bands: &[RankBand]) -> Vec<Vec<Field>> {
        let words = self.words;
        let row = |row: usize| {
            vec![
                Field::number(What::RankUpTo, words.rank_up_to).row(row),
                Field::number(What::RankPercent, words.rank_percent).row(row),
                Field::button(What::RemoveRank, words.remove_rank).row(row),
            ]
        };
        let mut rows: Vec<Vec<Field>> = (0..bands.len()).map(row).collect();
        rows.push(vec![Field::button(What::AddRank, words.add_rank)]);
        rows
    }

    fn methods(&self) -> Vec<Choice> {
        let words = self.words;
        let mut methods = choices(&[
            ("completion", words.method_completion),
            ("step", words.method_step),
            ("adjustment", words.method_adjustment),
            ("deduction", words.method_deduction),
            ("bands", words.method_bands),
            ("interpolation", words.method_interpolation),
            ("pass-fail", words.method_pass_fail),
            ("peer-best", words.method_peer_best),
            ("peer-rank", words.method_peer_rank),
            ("achievement", words.method_achievement),
            ("formula", words.method_formula),
            ("entered", words.method_entered),
        ]);
        // Where a range is best there is no direction.
        if matches!(self.measure.polarity, Polarity::Within(_)) {
            methods.retain(|own| !matches!(own.value.as_str(), "peer-best" | "achievement"));
        }
        methods
    }

    fn about_method(&self) -> &'static str {
        let words = self.words;
        match word(&self.measure.method) {
            "completion" => words.about_completion,
            "step" => words.about_step,
            "adjustment" => words.about_adjustment,
            "deduction" => words.about_deduction,
            "bands" => words.about_bands,
            "interpolation" => words.about_interpolation,
            "pass-fail" => words.about_pass_fail,
            "peer-best" => words.about_peer_best,
            "peer-rank" => words.about_peer_rank,
            "achievement" => words.about_achievement,
            "formula" => words.about_formula,
            _ => words.about_entered,
        }
    }

    fn bases(&self) -> Vec<Choice> {
        let words = self.words;
        choices(&[
            ("actual", words.basis_actual),
            ("ratio", words.basis_ratio),
            ("difference", words.basis_difference),
        ])
    }

    fn presets(&self) -> Vec<Choice> {
        let words = self.words;
        choices(&[
            ("", words.preset_none),
            ("linear", words.preset_linear),
            ("efficacy", words.preset_efficacy),
            ("three", words.preset_three),
            ("range", words.preset_range),
        ])
    }
}

fn word(method: &Method) -> &'static str {
    match method {
        Method::Completion(_) => "completion",
        Method::Step(Step { base: StepBase::Full, .. }) => "step",
        Method::Step(_) => "adjustment",
        Method::Deduction(_) => "deduction",
        Method::Bands(_) => "bands",
        Method::Interpolation(_) => "interpolation",
        Method::PassFail(_) => "pass-fail",
        Method::PeerBest(_) => "peer-best",
        Method::PeerRank(_) => "peer-rank",
        Method::AchievementImprovement(_) => "achievement",
        Method::Formula(_) => "formula",
        Method::Entered(_) => "entered",
    }
}

/// The target, where it is one number for all and above zero, as it stands.
fn only_target(measure: &Measure) -> Option<Decimal> {
    let target = measure.target.as_ref().filter(|own| own.uplift.is_zero() && own.offset.is_zero())?;
    let TargetSource::Fixed(targets) = &target.source else { return None };
    let mut values = targets.iter().map(|(_, value)| value);
    values.next().filter(|value| values.next().is_none() && *value > Decimal::ZERO)
}

/// A method of this name as it begins: full points at `full`, or at 100; where less is better none at twice
/// as much, else none at zero.
fn beginning(word: &str, polarity: Polarity, full: Option<Decimal>) -> Result<Method, Refusal> {
    let (zero, one, hundred) = (Decimal::ZERO, Decimal::ONE, Decimal::ONE_HUNDRED);
    let full = full.unwrap_or(hundred);
    let is_lower = matches!(polarity, Polarity::Lower);
    let none = if is_lower { full.saturating_mul(Decimal::TWO) } else { zero };
    let step = |base, lowest| {
        let counting = StepCounting::Proportional;
        Method::Step(Step { step: one, counting, deduct: one, add: zero, base, lowest, highest: None })
    };
    Ok(match word {
        "step" => step(StepBase::Full, Some(zero)),
        "adjustment" => step(StepBase::Zero, None),
        "deduction" => Method::Deduction(Deduction { points_each: one, lowest: zero }),
        "bands" => {
            let band = |from, percent| Band { from, award: Award::Percent(percent) };
            let (below, above) = if is_lower { (hundred, zero) } else { (zero, hundred) };
            let bands = vec![band(None, below), band(Some(full), above)];
            Method::Bands(Bands { basis: Basis::Actual, bands, cut: Side::Better })
        }
        "interpolation" => Method::Interpolation(Interpolation {
            basis: Basis::Actual,
            knots: match is_lower {
                true => knots(&[(full, hundred), (none, zero)]),
                false => knots(&[(none, zero), (full, hundred)]),
            },
            below: End::Constant,
            above: End::Constant,
            limits: Limits::default(),
        }),
        "pass-fail" => Method::PassFail(PassFail { otherwise: zero }),
        "peer-best" => Method::PeerBest(PeerBest { floor: zero, cap: Some(one), least_peers: 2 }),
        "peer-rank" => {
            let award = RankAward::Linear { last: Decimal::from(60) };
            Method::PeerRank(PeerRank { award, least_peers: 2 })
        }
        "achievement" => Method::AchievementImprovement(AchievementImprovement {
            threshold: parsed(&none.to_string())?,
            benchmark: parsed(&full.to_string())?,
            baseline: None,
            scale: Decimal::TEN,
            rounded: true,
        }),
        "formula" => Method::Formula(Formula { points: parsed("weight")?, limits: Limits::default() }),
        "entered" => Method::Entered(Entered { out_of: None, limits: Limits::default() }),
        _ => Method::Completion(Completion { inverse: Inverse::Mirror, floor: zero, cap: Some(one) }),
    })
}

fn knots(list: &[(Decimal, Decimal)]) -> Vec<Knot> {
    list.iter().map(|(at, percent)| Knot { at: *at, percent: *percent }).collect()
}

/// The knots of a usual shape, laid over the first and the last that there are.
fn preset(word: &str, method: &mut Interpolation, polarity: Polarity) {
    let number = |value: i64| Decimal::from(value);
    let (Some(low), Some(high)) = (method.knots.first().map(|k| k.at), method.knots.last().map(|k| k.at))
    else {
        return;
    };
    let high = if low == high { low.saturating_add(number(100)) } else { high };
    let part = |share: i64| {
        let way = high.saturating_sub(low).saturating_mul(Decimal::new(share, 2));
        low.saturating_add(way).normalize()
    };
    let mut percents = match word {
        "linear" => vec![(low, number(0)), (high, number(100))],
        "efficacy" => vec![(low, number(60)), (high, number(100))],
        "three" => vec![(low, number(80)), (part(67), number(100)), (high, number(120))],
        "range" => {
            vec![(low, number(0)), (part(25), number(100)), (part(75), number(100)), (high, number(0))]
        }
        _ => return,
    };
    if polarity == Polarity::Lower && word != "range" {
        let reversed: Vec<Decimal> = percents.iter().rev().map(|(_, percent)| *percent).collect();
        for (own, percent) in percents.iter_mut().zip(reversed) {
            own.1 = percent;
        }
    }
    method.knots = knots(&percents);
    let ends = match (word, polarity) {
        ("three", Polarity::Lower) => (End::Constant, End::Percent(Decimal::ZERO)),
        ("three", _) => (End::Percent(Decimal::ZERO), End::Constant),
        ("efficacy", _) => (End::Extrapolated, End::Extrapolated),
        _ => (End::Constant, End::Constant),
    };
    (method.below, method.above) = ends;
}

/// The word of a choice.
pub(super) fn chosen(measure: &Measure, what: What) -> Option<String> {
    let end = |end: End| match end {
        End::Constant => "constant",
        End::Extrapolated => "extrapolated",
        End::Percent(_) => "percent",
    };
    Some(match (&measure.method, what) {
        (method, What::Method) => word(method).to_owned(),
        (Method::Completion(own), What::Inverse) => own.inverse.word(),
        (Method::Step(own), What::Counting) => own.counting.word(),
        (
            Method::Bands(Bands { basis, .. }) | Method::Interpolation(Interpolation { basis, .. }),
            What::Basis,
        ) => basis.word(),
        (Method::Bands(own), What::Cut) => own.cut.word(),
        (Method::Interpolation(own), What::Below) => end(own.below).to_owned(),
        (Method::Interpolation(own), What::Above) => end(own.above).to_owned(),
        (Method::PeerRank(own), What::Award) => {
            if matches!(own.award, RankAward::Linear { .. }) { "linear" } else { "bands" }.to_owned()
        }
        _ => return None,
    })
}

pub(super) fn band_gives(measure: &Measure, row: usize) -> Option<String> {
    let Method::Bands(own) = &measure.method else { return None };
    let word = match own.bands.get(row)?.award {
        Award::Percent(_) => "percent",
        Award::Points(_) => "points",
    };
    Some(word.to_owned())
}

/// Takes a choice or presses a button; `false` where the field is neither.
pub(super) fn choose(measure: &mut Measure, what: What, row: usize, text: &str) -> Result<bool, Refusal> {
    if chosen(measure, what).is_some_and(|word| word == text) {
        return Ok(true);
    }
    let polarity = measure.polarity;
    let full = only_target(measure);
    match (&mut measure.method, what) {
        (method, What::Method) => *method = beginning(text, polarity, full)?,
        (Method::Completion(own), What::Inverse) => own.inverse = own.inverse.of(text),
        (Method::Step(own), What::Counting) => own.counting = own.counting.of(text),
        (
            Method::Bands(Bands { basis, .. }) | Method::Interpolation(Interpolation { basis, .. }),
            What::Basis,
        ) => {
            *basis = basis.of(text);
        }
        (Method::Bands(own), what) => return Ok(choose_bands(own, what, row, text)),
        (Method::Interpolation(own), What::Preset) => preset(text, own, polarity),
        (Method::Interpolation(own), what) => return Ok(choose_curve(own, what, row, text)),
        (Method::PeerRank(own), What::Award) => {
            own.award = match text {
                "bands" => RankAward::Bands(vec![RankBand { up_to: 1, percent: Decimal::ONE_HUNDRED }]),
                _ => RankAward::Linear { last: Decimal::from(60) },
            }
        }
        (Method::PeerRank(PeerRank { award: RankAward::Bands(bands), .. }), What::AddRank) => {
            let last = bands.last().map_or(0, |band| band.up_to);
            bands.push(RankBand { up_to: last.saturating_add(1), percent: Decimal::ZERO });
        }
        (Method::PeerRank(PeerRank { award: RankAward::Bands(bands), .. }), What::RemoveRank)
            if row < bands.len() =>
        {
            bands.remove(row);
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn choose_bands(own: &mut Bands, what: What, row: usize, text: &str) -> bool {
    match what {
        What::Cut => own.cut = own.cut.of(text),
        What::BandGives => {
            if let Some(band) = own.bands.get_mut(row) {
                let (Award::Points(value) | Award::Percent(value)) = band.award;
                band.award = if text == "points" { Award::Points(value) } else { Award::Percent(value) };
            }
        }
        What::AddBand => {
            let last = own.bands.last().and_then(|band| band.from).unwrap_or_default();
            let award = own.bands.last().map_or(Award::Percent(Decimal::ZERO), |band| band.award);
            own.bands.push(Band { from: Some(last.saturating_add(Decimal::ONE)), award });
        }
        What::RemoveBand if row < own.bands.len() => {
            own.bands.remove(row);
        }
        _ => return false,
    }
    true
}

fn choose_curve(own: &mut Interpolation, what: What, row: usize, text: &str) -> bool {
    let end = match text {
        "extrapolated" => End::Extrapolated,
        "percent" => End::Percent(Decimal::ZERO),
        _ => End::Constant,
    };
    match what {
        What::Below => own.below = end,
        What::Above => own.above = end,
        What::AddKnot => {
            let last =
                own.knots.last().copied().unwrap_or(Knot { at: Decimal::ZERO, percent: Decimal::ZERO });
            own.knots.push(Knot { at: last.at.saturating_add(Decimal::ONE), percent: last.percent });
        }
        What::RemoveKnot if row < own.knots.len() => {
            own.knots.remove(row);
        }
        _ => return false,
    }
    true
}

/// The place of a parameter.
pub(super) fn slot(method: &mut Method, what: What, row: usize) -> Option<Slot<'_>> {
    Some(match (method, what) {
        (Method::Completion(own), What::Floor) => Slot::Percent(&mut own.floor),
        (Method::Completion(own), What::Cap) => Slot::PercentOrNone(&mut own.cap),
        (Method::Step(own), What::StepSize) => Slot::Number(&mut own.step),
        (Method::Step(own), What::Deduct) => Slot::Number(&mut own.deduct),
        (Method::Step(own), What::Add) => Slot::Number(&mut own.add),
        (Method::Step(own), What::Lowest) => Slot::NumberOrNone(&mut own.lowest),
        (Method::Step(own), What::Highest) => Slot::NumberOrNone(&mut own.highest),
        (Method::Deduction(own), What::PointsEach) => Slot::Number(&mut own.points_each),
        (Method::Deduction(own), What::Lowest) => Slot::Number(&mut own.lowest),
        (Method::Bands(own), What::BandFrom) => Slot::Number(own.bands.get_mut(row)?.from.as_mut()?),
        (Method::Bands(own), What::BandValue) => match &mut own.bands.get_mut(row)?.award {
            Award::Points(value) | Award::Percent(value) => Slot::Number(value),
        },
        (Method::Interpolation(own), What::KnotAt) => Slot::Number(&mut own.knots.get_mut(row)?.at),
        (Method::Interpolation(own), What::KnotPercent) => Slot::Number(&mut own.knots.get_mut(row)?.percent),
        (Method::Interpolation(Interpolation { below: End::Percent(percent), .. }), What::BelowPercent)
        | (Method::Interpolation(Interpolation { above: End::Percent(percent), .. }), What::AbovePercent) => {
            Slot::Number(percent)
        }
        (Method::PassFail(own), What::Otherwise) => Slot::Number(&mut own.otherwise),
        (Method::PeerBest(own), What::Floor) => Slot::Percent(&mut own.floor),
        (Method::PeerBest(own), What::Cap) => Slot::PercentOrNone(&mut own.cap),
        (Method::PeerBest(PeerBest { least_peers, .. }), What::LeastPeers)
        | (Method::PeerRank(PeerRank { least_peers, .. }), What::LeastPeers) => Slot::Count(least_peers),
        (Method::PeerRank(PeerRank { award: RankAward::Linear { last }, .. }), What::LastPercent) => {
            Slot::Number(last)
        }
        (Method::PeerRank(PeerRank { award: RankAward::Bands(bands), .. }), what) => {
            let band = bands.get_mut(row)?;
            match what {
                What::RankUpTo => Slot::Count(&mut band.up_to),
                What::RankPercent => Slot::Number(&mut band.percent),
                _ => return None,
            }
        }
        (Method::AchievementImprovement(own), What::Threshold) => Slot::Formula(&mut own.threshold),
        (Method::AchievementImprovement(own), What::Benchmark) => Slot::Formula(&mut own.benchmark),
        (Method::AchievementImprovement(own), What::Baseline) => Slot::FormulaOrNone(&mut own.baseline),
        (Method::AchievementImprovement(own), What::Scale) => Slot::Number(&mut own.scale),
        (Method::AchievementImprovement(own), What::Whole) => Slot::Flag(&mut own.rounded),
        (Method::Formula(own), What::Points) => Slot::Formula(&mut own.points),
        (Method::Entered(own), What::OutOf) => Slot::NumberOrNone(&mut own.out_of),
        (
            Method::Interpolation(Interpolation { limits, .. })
            | Method::Formula(Formula { limits, .. })
            | Method::Entered(Entered { limits, .. }),
            What::Lowest | What::Highest,
        ) => Slot::NumberOrNone(if what == What::Lowest { &mut limits.lowest } else { &mut limits.highest }),
        _ => return None,
    })
}
