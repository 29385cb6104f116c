//! The methods with their numbers put in, and what each is called.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::expression::put_in;
use super::{Explainer, Line, bracketed, calculation, concluded, fill, format, format_exact};
use crate::domain::exact::Exact;
use crate::domain::expression::Expression;
use crate::domain::measure::{Gives, Polarity};
use crate::domain::method::{
    Award, Bands, Basis, Interpolation, Inverse, Knot, Method, PassFail, PeerRank, RankAward, Side,
    StepCounting,
};
use crate::domain::scoring::{Formula, Role, Step};

/// A formula with its numbers put in, and how its result follows from it: `=`, or `→` where it is
/// no arithmetic.
pub(super) struct Worked {
    pub(super) text: String,
    pub(super) relation: &'static str,
}

fn equals(text: String) -> Option<Worked> {
    Some(Worked { text, relation: "=" })
}

fn leads_to(text: String) -> Option<Worked> {
    Some(Worked { text, relation: "→" })
}

impl Explainer<'_> {
    /// The formula with its numbers put in, without its result; `None` where the points are taken
    /// as they are.
    pub(super) fn worked(&self, formula: &Formula, steps: &[Step]) -> Option<Worked> {
        match formula {
            Formula::Ratio { full, actual, target, .. } => {
                equals(calculation("{0} × {1} ÷ {2}", &[full, actual, target]))
            }
            Formula::Inverse { inverse, full, actual, target, .. } => {
                let template = match inverse {
                    Inverse::Mirror => "{0} × (2 − {1} ÷ {2})",
                    Inverse::Reciprocal => "{0} × {2} ÷ {1}",
                };
                equals(calculation(template, &[full, actual, target]))
            }
            Formula::AllOrNothing { actual, target, .. } | Formula::PassFail { actual, target, .. } => {
                leads_to(compared(actual, target))
            }
            Formula::Step { rate, actual, target, .. } if rate.is_zero() => {
                leads_to(compared(actual, target))
            }
            Formula::Step { base, rate, actual, target, step, counting, .. } => {
                equals(step_arithmetic(base, rate, (actual, target), step, *counting))
            }
            Formula::Deduction { full, deducted, points_each, .. } => {
                let one = *points_each == Exact::ONE;
                let template = if one { "{0} − {1}" } else { "{0} − {1} × {2}" };
                equals(calculation(template, &[full, deducted, points_each]))
            }
            Formula::Bands { value, from, to, award, full, .. } => {
                self.in_band(value, (*from, *to), *award, full)
            }
            Formula::Interpolation { value, between, percent, full, .. } => equals(match between {
                Some(knots) => on_line(full, value, knots),
                None => calculation("{0} × {1} %", &[full, percent]),
            }),
            Formula::PeerRank { rank, units, percent, full, .. } => {
                equals(self.ranked((*rank, *units), percent, full))
            }
            Formula::AchievementImprovement { scale, achievement, improvement, full, .. } => {
                equals(match improvement {
                    Some(own) => calculation("{0} × max({1}, {2}) ÷ {3}", &[full, achievement, own, scale]),
                    None => calculation("{0} × {1} ÷ {2}", &[full, achievement, scale]),
                })
            }
            Formula::Expression { points } => {
                let text = self.parameter(steps, |explainer, expression| {
                    matches!(&explainer.measure.method, Method::Formula(own) if own.points == *expression)
                });
                text.map(|(text, _)| text).filter(|text| *text != bracketed(points)).and_then(equals)
            }
            Formula::Entered { full, actual, out_of, .. } => {
                equals(calculation("{0} × {1} ÷ {2}", &[full, actual, out_of.as_ref()?]))
            }
            Formula::Substitute { .. } => self.substituted(steps),
            Formula::MissingCountsAsZero { .. } => None,
        }
    }

    /// The last expression among the parameters that `is_it` knows: with its values, and its value.
    fn parameter(&self, steps: &[Step], is_it: fn(&Self, &Expression) -> bool) -> Option<(String, Exact)> {
        steps.iter().rev().find_map(|step| match step {
            Step::Evaluated { role: Role::Parameter, expression, operands, value }
                if is_it(self, expression) =>
            {
                Some((put_in(expression, operands), value.clone()))
            }
            _ => None,
        })
    }

    fn substituted(&self, steps: &[Step]) -> Option<Worked> {
        let (_, value) = self.parameter(steps, |explainer, expression| {
            explainer.measure.substitute.as_ref().is_some_and(|own| own.value == *expression)
        })?;
        let gives = self.measure.substitute.as_ref()?.gives;
        if gives == Gives::Percent { leads_to(calculation("{0} %", &[&value])) } else { None }
    }

    fn in_band(
        &self,
        value: &Exact,
        ends: (Option<Decimal>, Option<Decimal>),
        award: Award,
        full: &Exact,
    ) -> Option<Worked> {
        let words = self.words();
        let value = format_exact(value);
        let text = match ends {
            (Some(from), Some(to)) => fill(words.band_between, &[&value, &format(from, 0), &format(to, 0)]),
            (Some(from), None) => fill(words.band_at_least, &[&value, &format(from, 0)]),
            (None, Some(to)) => fill(words.band_at_most, &[&value, &format(to, 0)]),
            (None, None) => value,
        };
        match award {
            Award::Points(_) => leads_to(text),
            Award::Percent(percent) => {
                equals(fill("{0} → {1} × {2} %", &[&text, &format_exact(full), &format(percent, 0)]))
            }
        }
    }

    fn ranked(&self, (rank, units): (u32, u32), percent: &Exact, full: &Exact) -> String {
        let place = fill(self.words().rank_of, &[&rank.to_string(), &units.to_string()]);
        let last = match &self.measure.method {
            Method::PeerRank(PeerRank { award: RankAward::Linear { last }, .. }) => Some(*last),
            _ => None,
        };
        let Some(last) = last else {
            return fill(self.words().named, &[&place, &calculation("{0} × {1} %", &[full, percent])]);
        };
        let template = if last.is_zero() {
            "{0} × (1 − {1} ÷ {2})"
        } else {
            "{0} × (1 − {1} ÷ {2} × (1 − {3} %))"
        };
        let (behind, others) = (rank.saturating_sub(1).to_string(), units.saturating_sub(1).to_string());
        let last = bracketed(&Exact::from(last));
        let worked = fill(template, &[&format_exact(full), &behind, &others, &last]);
        fill(self.words().named, &[&place, &worked])
    }

    /// What comes before a method's own line: the value that bands and knots are laid over,
    /// achievement and improvement.
    pub(super) fn before_method(&self, formula: &Formula, steps: &[Step], lines: &mut Vec<Line>) {
        match formula {
            Formula::Bands { basis, value, .. } | Formula::Interpolation { basis, value, .. } => {
                lines.extend(self.basis(*basis, value, steps));
            }
            Formula::AchievementImprovement { .. } => lines.extend(self.levels(formula)),
            _ => {}
        }
    }

    fn basis(&self, basis: Basis, value: &Exact, steps: &[Step]) -> Option<Line> {
        let (label, template) = match basis {
            Basis::Actual => return None,
            Basis::Ratio => (self.words().step_ratio, "{0} ÷ {1}"),
            Basis::Difference => (self.words().step_difference, "{0} − {1}"),
        };
        let actual = steps.iter().rev().find_map(|step| match step {
            Step::Evaluated { role: Role::Actual, value, .. } | Step::Averaged { value, .. } => Some(value),
            _ => None,
        })?;
        let target = steps.iter().rev().find_map(|step| match step {
            Step::Target(target) => Some(self.target(target).0),
            Step::TargetAdjusted { value, .. } => Some(value),
            _ => None,
        })?;
        let arithmetic = concluded(&calculation(template, &[actual, target]), "=", value);
        Some(Line { label, arithmetic, remark: None })
    }

    fn levels(&self, formula: &Formula) -> Vec<Line> {
        let Formula::AchievementImprovement {
            actual,
            threshold,
            benchmark,
            baseline,
            scale,
            achievement,
            improvement,
            ..
        } = formula
        else {
            return Vec::new();
        };
        let words = self.words();
        let levels = Levels { explainer: self, actual, benchmark, scale };
        let (arithmetic, is_way) = levels.achievement(threshold, achievement);
        let remark = levels.remark(words.achievement_levels, threshold, is_way.then_some("1"));
        let mut lines = vec![Line { label: words.step_achievement, arithmetic, remark: Some(remark) }];
        let has_baseline = match &self.measure.method {
            Method::AchievementImprovement(method) => method.baseline.is_some(),
            _ => false,
        };
        let label = words.step_improvement;
        match (baseline, improvement) {
            (Some(baseline), Some(improvement)) => {
                let (arithmetic, is_way) = levels.improvement(baseline, improvement);
                let remark = levels.remark(words.improvement_levels, baseline, is_way.then_some("0"));
                lines.push(Line { label, arithmetic, remark: Some(remark) });
            }
            _ if has_baseline => {
                let remark = Some(words.improvement_none.to_owned());
                lines.push(Line { label, arithmetic: words.missing.to_owned(), remark });
            }
            _ => {}
        }
        lines
    }

    /// The method in words.
    pub(super) fn method(&self, formula: &Formula) -> String {
        let words = self.words();
        let with_peers = matches!(self.measure.method, Method::PeerBest(_));
        let text = match formula {
            Formula::Ratio { .. } if with_peers => words.method_peer_best,
            Formula::Inverse { .. } if with_peers => words.method_peer_best_lower,
            Formula::AllOrNothing { reached: true, .. } if with_peers => words.method_peer_all,
            Formula::AllOrNothing { reached: false, .. } if with_peers => words.method_peer_nothing,
            Formula::Ratio { .. } => words.method_ratio,
            Formula::Inverse { inverse: Inverse::Mirror, .. } => words.method_mirror,
            Formula::Inverse { inverse: Inverse::Reciprocal, .. } => words.method_reciprocal,
            Formula::AllOrNothing { reached: true, .. } => words.method_all,
            Formula::AllOrNothing { reached: false, .. } => words.method_nothing,
            Formula::Step { .. } if self.is_free(formula) => words.method_step_held,
            Formula::Step { rate, counting, .. } => return self.step_method(rate, *counting),
            Formula::Deduction { .. } => words.method_deduction,
            Formula::Bands { .. } => self.bands_method(),
            Formula::Interpolation { value, between, .. } => {
                return self.interpolation_method(value, between.as_ref());
            }
            Formula::PassFail { reached: true, .. } => words.method_passed,
            Formula::PassFail { reached: false, .. } => return self.failed_method(),
            Formula::PeerRank { rank, .. } => return self.rank_method(*rank),
            Formula::AchievementImprovement { improvement: Some(_), .. } => words.method_larger,
            Formula::AchievementImprovement { improvement: None, .. } => words.method_achievement,
            Formula::Expression { .. } => return self.formula_method(),
            Formula::Entered { out_of: None, .. } => words.method_entered,
            Formula::Entered { out_of: Some(_), .. } => words.method_marks,
            Formula::Substitute { .. } => return self.substitute_method(),
            Formula::MissingCountsAsZero { points } if points.is_zero() => words.method_zero,
            Formula::MissingCountsAsZero { .. } => words.method_zero_lowest,
        };
        text.to_owned()
    }

    /// Whether nothing is deducted because the actual is on the good side of the target.
    pub(super) fn is_free(&self, formula: &Formula) -> bool {
        let deducts = matches!(&self.measure.method, Method::Step(method) if !method.deduct.is_zero());
        deducts && matches!(formula, Formula::Step { rate, .. } if rate.is_zero())
    }

    fn step_method(&self, rate: &Exact, counting: StepCounting) -> String {
        let words = self.words();
        let side = if rate.is_zero() {
            words.method_step_free
        } else if rate.is_negative() {
            words.method_step_bad
        } else {
            words.method_step_good
        };
        let counting = match counting {
            StepCounting::Proportional => return side.to_owned(),
            StepCounting::Whole => words.counting_whole,
            StepCounting::Started => words.counting_started,
        };
        [side, counting].join(if self.is_english() { "; " } else { "；" })
    }

    fn bands_method(&self) -> &'static str {
        match &self.measure.method {
            Method::Bands(Bands { cut: Side::Worse, .. }) => self.words().method_bands_worse,
            _ => self.words().method_bands_better,
        }
    }

    fn interpolation_method(&self, value: &Exact, between: Option<&(Knot, Knot)>) -> String {
        let words = self.words();
        let Some((low, high)) = between else {
            let at_knot = match &self.measure.method {
                Method::Interpolation(Interpolation { knots, .. }) => {
                    knots.iter().any(|knot| value.equals(knot.at))
                }
                _ => true,
            };
            let text = if at_knot { words.method_at_knot } else { words.method_beyond_knots };
            return fill(text, &[&format_exact(value)]);
        };
        let numbers = [low.at, low.percent, high.at, high.percent].map(|number| format(number, 0));
        fill(words.method_on_line, &numbers.each_ref().map(String::as_str))
    }

    fn failed_method(&self) -> String {
        match &self.measure.method {
            Method::PassFail(PassFail { otherwise }) if !otherwise.is_zero() => {
                fill(self.words().method_failed_part, &[&format(*otherwise, 0)])
            }
            _ => self.words().method_failed.to_owned(),
        }
    }

    fn rank_method(&self, rank: u32) -> String {
        let words = self.words();
        let award = match &self.measure.method {
            Method::PeerRank(method) => &method.award,
            _ => return String::new(),
        };
        let bands = match award {
            RankAward::Linear { last } => return fill(words.method_rank, &[&format(*last, 0)]),
            RankAward::Bands(bands) => bands,
        };
        match bands.iter().find(|band| rank <= band.up_to) {
            Some(band) => fill(words.method_rank_band, &[&band.up_to.to_string(), &format(band.percent, 0)]),
            None => words.method_rank_beyond.to_owned(),
        }
    }

    fn formula_method(&self) -> String {
        match &self.measure.method {
            Method::Formula(formula) => fill(self.words().method_formula, &[&self.written(&formula.points)]),
            _ => String::new(),
        }
    }

    fn substitute_method(&self) -> String {
        let written =
            self.measure.substitute.as_ref().map(|own| self.written(&own.value)).unwrap_or_default();
        fill(self.words().method_substitute, &[&written])
    }
}

/// What achievement and improvement are measured with.
struct Levels<'l> {
    explainer: &'l Explainer<'l>,
    actual: &'l Exact,
    benchmark: &'l Exact,
    scale: &'l Exact,
}

impl Levels<'_> {
    /// How far the actual came, and whether that is a part of the way to the benchmark.
    fn achievement(&self, threshold: &Exact, achievement: &Exact) -> (String, bool) {
        if achievement == self.scale {
            return (self.against(self.benchmark, achievement), false);
        }
        if achievement.is_zero() {
            return (self.against(threshold, achievement), false);
        }
        let template = "({4} − 1) × ({0} − {1}) ÷ ({2} − {1}) + ½ → {3}";
        let values = [self.actual, threshold, self.benchmark, achievement, self.scale];
        (calculation(template, &values), true)
    }

    fn improvement(&self, baseline: &Exact, improvement: &Exact) -> (String, bool) {
        if !self.is_better_than(baseline) {
            return (self.against(baseline, improvement), false);
        }
        if self.actual == self.benchmark || self.is_better_than(self.benchmark) {
            return (self.against(self.benchmark, improvement), false);
        }
        let template = "{4} × ({0} − {1}) ÷ ({2} − {1}) − ½ → {3}";
        let values = [self.actual, baseline, self.benchmark, improvement, self.scale];
        (calculation(template, &values), true)
    }

    /// What it was measured between, and for a part of the way how that counts.
    fn remark(&self, text: &str, start: &Exact, least: Option<&str>) -> String {
        let words = self.explainer.words();
        let levels = fill(text, &[&format_exact(start), &format_exact(self.benchmark)]);
        let Some(least) = least else { return levels };
        let most = format_exact(&self.scale.minus(&Exact::ONE));
        let rounded = match &self.explainer.measure.method {
            Method::AchievementImprovement(method) => method.rounded,
            _ => false,
        };
        let text = if rounded { words.levels_rounded } else { words.levels_limited };
        fill(text, &[&levels, least, &most])
    }

    fn against(&self, level: &Exact, result: &Exact) -> String {
        fill("{0} → {1}", &[&compared(self.actual, level), &format_exact(result)])
    }

    fn is_better_than(&self, level: &Exact) -> bool {
        let lower = matches!(self.explainer.measure.polarity, Polarity::Lower);
        if lower { self.actual < level } else { self.actual > level }
    }
}

/// `46.5 > 45`.
fn compared(one: &Exact, other: &Exact) -> String {
    let sign = match one.cmp(other) {
        Ordering::Less => "<",
        Ordering::Equal => "=",
        Ordering::Greater => ">",
    };
    [&format_exact(one), sign, &format_exact(other)].join(" ")
}

fn on_line(full: &Exact, value: &Exact, (low, high): &(Knot, Knot)) -> String {
    let numbers = [low.at, high.at, low.percent, high.percent].map(Exact::from);
    let [from, to, start, end] = &numbers;
    let template = "{0} × ({4} + ({1} − {2}) ÷ ({3} − {2}) × ({5} − {4})) %";
    calculation(template, &[full, value, from, to, start, end])
}

fn step_arithmetic(
    base: &Exact,
    rate: &Exact,
    (actual, target): (&Exact, &Exact),
    step: &Exact,
    counting: StepCounting,
) -> String {
    let (larger, smaller) = if actual > target { (actual, target) } else { (target, actual) };
    let template = match (*step == Exact::ONE, counting) {
        (true, StepCounting::Proportional) => "({0} − {1})",
        (false, StepCounting::Proportional) => "({0} − {1}) ÷ {2}",
        (true, StepCounting::Whole) => "⌊{0} − {1}⌋",
        (false, StepCounting::Whole) => "⌊({0} − {1}) ÷ {2}⌋",
        (true, StepCounting::Started) => "⌈{0} − {1}⌉",
        (false, StepCounting::Started) => "⌈({0} − {1}) ÷ {2}⌉",
    };
    let steps = fill(template, &[&format_exact(larger), &bracketed(smaller), &format_exact(step)]);
    let template = match (base.is_zero(), rate.is_negative()) {
        (true, true) => "−{1} × {2}",
        (true, false) => "{1} × {2}",
        (false, true) => "{0} − {1} × {2}",
        (false, false) => "{0} + {1} × {2}",
    };
    fill(template, &[&format_exact(base), &format_exact(&rate.magnitude()), &steps])
}

/// What the formula came to.
pub(super) fn points_of(formula: &Formula) -> &Exact {
    match formula {
        Formula::Ratio { points, .. }
        | Formula::Inverse { points, .. }
        | Formula::AllOrNothing { points, .. }
        | Formula::Step { points, .. }
        | Formula::Deduction { points, .. }
        | Formula::Bands { points, .. }
        | Formula::Interpolation { points, .. }
        | Formula::PassFail { points, .. }
        | Formula::PeerRank { points, .. }
        | Formula::AchievementImprovement { points, .. }
        | Formula::Expression { points }
        | Formula::Entered { points, .. }
        | Formula::Substitute { points }
        | Formula::MissingCountsAsZero { points } => points,
    }
}
