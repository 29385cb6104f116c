//! Explanations as words and arithmetic: the steps of the scoring path, each as a line.

use rust_decimal::Decimal;

use super::finding::{item_name, unit_name};
use super::number::{format, format_exact, format_rounded};
use super::{Messages, fill, list_of, messages, month};
use crate::domain::exact::{Exact, Midpoint};
use crate::domain::expression::{Expression, Operand};
use crate::domain::item::MonthRule;
use crate::domain::measure::Measure;
use crate::domain::method::{Inverse, StepCounting};
use crate::domain::name::Language;
use crate::domain::scorecard::{Revision, Rounding};
use crate::domain::scoring::{
    Combination, FigureUse, Formula, Limit, MeasureState, PerspectiveScore, Role, ScoreReport, Step,
    TargetUse,
};
use crate::domain::workbook::Workbook;

/// One line: what it is about, the arithmetic, and a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What the line is about: actual, target, points.
    pub label: &'static str,
    /// The arithmetic, the same in every language but for names.
    pub arithmetic: String,
    /// Where it comes from, or what rule it follows.
    pub remark: Option<String>,
}

/// Puts words around the steps of one measure.
pub struct Explainer<'e> {
    /// The workbook the score was made from.
    pub workbook: &'e Workbook,
    /// The measure.
    pub measure: &'e Measure,
    /// The language.
    pub language: Language,
}

impl Explainer<'_> {
    /// The whole formula in one line with its points: `10 × (2 − 46.5 ÷ 45) = 9.67`; `None` when
    /// there are no points.
    #[must_use]
    pub fn headline(&self, steps: &[Step]) -> Option<String> {
        let formula = steps.iter().find_map(|step| match step {
            Step::Formula(formula) => formula_arithmetic(formula),
            _ => None,
        })?;
        let points = steps.iter().find_map(|step| match step {
            Step::Rounded { points, .. } => Some(*points),
            _ => None,
        })?;
        let limited = steps.iter().any(|step| matches!(step, Step::Limited { .. } | Step::Scaled { .. }));
        let relation = if limited { "→" } else { "=" };
        Some(format!("{formula} {relation} {}", shown(points)))
    }

    /// Every step from figures to points.
    #[must_use]
    pub fn lines(&self, steps: &[Step]) -> Vec<Line> {
        steps.iter().filter_map(|step| self.line(step)).collect()
    }

    fn words(&self) -> &'static Messages {
        messages(self.language)
    }

    fn line(&self, step: &Step) -> Option<Line> {
        let words = self.words();
        let line = |label, arithmetic, remark| Some(Line { label, arithmetic, remark });
        match step {
            Step::Figures(figures) => line(words.step_figures, self.figures(figures), self.origin(figures)),
            Step::Evaluated { expression, .. } if expression.is_one_item() => None,
            Step::Evaluated { role, expression, operands, value } => {
                let arithmetic = put_in(expression, operands, value);
                line(self.role(*role), arithmetic, Some(pretty(expression.text())))
            }
            Step::Target(target) => {
                let (value, remark) = self.target(target);
                line(words.step_target, format_exact(value), Some(remark))
            }
            Step::TargetAdjusted { source, uplift, offset, value } => {
                let arithmetic = adjusted(source, *uplift, *offset, value);
                line(words.step_target, arithmetic, Some(self.adjustment(*uplift, *offset)))
            }
            Step::Formula(formula) => {
                let arithmetic = formula_arithmetic(formula);
                let points = format_exact(formula_points(formula));
                let arithmetic = arithmetic.map_or(points.clone(), |text| format!("{text} = {points}"));
                line(words.step_points, arithmetic, Some(self.method(formula)))
            }
            Step::Limited { limit, from, to } => {
                let arithmetic = format!("{} → {}", format_exact(from), format_exact(to));
                line(words.step_limit, arithmetic, Some(self.limit(limit)))
            }
            Step::Scaled { points, factor, result } => {
                let numbers = [points, factor, result].map(format_exact);
                let [points, factor, result] = numbers;
                let arithmetic = format!("{points} × {factor} = {result}");
                line(words.step_redistribution, arithmetic, Some(words.redistributed.to_owned()))
            }
            Step::Rounded { exact, rounding, points } => {
                let arithmetic = format!("{} → {}", format_exact(exact), shown(*points));
                line(words.step_rounding, arithmetic, Some(self.rounding(*rounding)))
            }
            _ => None,
        }
    }

    fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Actual => self.words().step_actual,
            Role::Target => self.words().step_target,
            Role::Parameter => self.words().step_points,
        }
    }

    fn figures(&self, figures: &FigureUse) -> String {
        let name = item_name(self.workbook, &figures.item, self.language);
        let value = self.operand(&figures.value);
        match (&figures.combination, &figures.value) {
            (Combination::MonthlyMean { sum, times }, Operand::Known(_)) => {
                let times = if *times == 1 { String::new() } else { format!(" × {times}") };
                format!("{name}: {} ÷ {}{times} = {value}", format_exact(sum), figures.counted)
            }
            _ => format!("{name}: {value}"),
        }
    }

    fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::Known(value) => format_exact(value),
            Operand::Missing => self.words().missing.to_owned(),
            Operand::NotApplicable => self.words().not_applicable.to_owned(),
        }
    }

    fn origin(&self, figures: &FigureUse) -> Option<String> {
        let words = self.words();
        let unit = unit_name(self.workbook, &figures.unit, self.language);
        let (first, last) = figures.months?;
        let months = month::format_range(first, last, self.language);
        let count = figures.counted.to_string();
        let rule = match &figures.combination {
            Combination::Single => None,
            Combination::Rule(rule) => Some(self.rule(rule, &count)),
            Combination::MonthlyMean { .. } => Some(fill(words.rule_mean, &[&count])),
        };
        let children: Vec<String> =
            figures.children.iter().map(|child| unit_name(self.workbook, child, self.language)).collect();
        let children =
            (!children.is_empty()).then(|| fill(words.from_children, &[&list_of(&children, self.language)]));
        let parts: Vec<String> = [Some(unit), children, Some(months), rule].into_iter().flatten().collect();
        Some(parts.join(if self.is_english() { ", " } else { "，" }))
    }

    fn is_english(&self) -> bool {
        self.language == Language::English
    }

    fn rule(&self, rule: &MonthRule, count: &str) -> String {
        let words = self.words();
        match rule {
            MonthRule::Sum => fill(words.rule_sum, &[count]),
            MonthRule::Mean => fill(words.rule_mean, &[count]),
            MonthRule::Last => fill(words.rule_last, &[count]),
            MonthRule::Minimum => fill(words.rule_minimum, &[count]),
            MonthRule::Maximum => fill(words.rule_maximum, &[count]),
            MonthRule::WeightedMean(by) => {
                fill(words.rule_weighted, &[count, &item_name(self.workbook, by, self.language)])
            }
        }
    }

    fn target<'t>(&self, target: &'t TargetUse) -> (&'t Exact, String) {
        let words = self.words();
        match target {
            TargetUse::Fixed { key, value } if key.unit.is_some() => {
                (value, words.target_fixed_unit.to_owned())
            }
            TargetUse::Fixed { value, .. } => (value, words.target_fixed.to_owned()),
            TargetUse::Budget { value } => (value, words.target_budget.to_owned()),
            TargetUse::LastYearMonthlyMean { months, first, last, value } => {
                let range = month::format_range(*first, *last, self.language);
                (value, fill(words.target_last_year_mean, &[&range, &months.to_string()]))
            }
            TargetUse::SamePeriodLastYear { period, value } => {
                let period = month::format_period(*period, self.language);
                (value, fill(words.target_same_period, &[&period]))
            }
            _ => (ZERO, String::new()),
        }
    }

    fn adjustment(&self, uplift: Decimal, offset: Decimal) -> String {
        let (uplift, extra) = (format(uplift, 0), format(offset, 0));
        if offset.is_zero() {
            fill(self.words().target_adjusted, &[&uplift])
        } else {
            fill(self.words().target_adjusted_offset, &[&uplift, &extra])
        }
    }

    fn method(&self, formula: &Formula) -> String {
        let words = self.words();
        match formula {
            Formula::Ratio { .. } => words.method_ratio,
            Formula::Inverse { inverse: Inverse::Mirror, .. } => words.method_mirror,
            Formula::Inverse { inverse: Inverse::Reciprocal, .. } => words.method_reciprocal,
            Formula::AllOrNothing { reached: true, .. } => words.method_all,
            Formula::AllOrNothing { reached: false, .. } => words.method_nothing,
            Formula::Deduction { .. } => words.method_deduction,
            Formula::MissingCountsAsZero { .. } => words.method_zero,
            Formula::Step { rate, counting, .. } => return self.step_method(rate, *counting),
            _ => "",
        }
        .to_owned()
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
        format!("{side}{}{counting}", if self.is_english() { "; " } else { "；" })
    }

    fn limit(&self, limit: &Limit) -> String {
        let words = self.words();
        match limit {
            Limit::Cap(cap) => fill(words.limit_cap, &[&format(*cap, 0)]),
            Limit::Floor(floor) => fill(words.limit_floor, &[&format(*floor, 0)]),
            Limit::Highest(highest) => fill(words.limit_highest, &[&format(*highest, 0)]),
            Limit::Lowest(lowest) => fill(words.limit_lowest, &[&format(*lowest, 0)]),
        }
    }

    fn rounding(&self, rounding: Rounding) -> String {
        let words = self.words();
        match rounding {
            Rounding::Decimals { decimals, midpoint: Midpoint::AwayFromZero } => {
                fill(words.rounding_away, &[&decimals.to_string()])
            }
            Rounding::Decimals { decimals, midpoint: Midpoint::ToEven } => {
                fill(words.rounding_even, &[&decimals.to_string()])
            }
            Rounding::None => words.rounding_none.to_owned(),
        }
    }
}

const ZERO: &Exact = &Exact::ZERO;

/// How the points of a measure's perspective and of the total add up.
#[must_use]
pub fn sums(report: &ScoreReport, revision: &Revision, measure: &Measure, language: Language) -> Vec<Line> {
    let words = messages(language);
    let mut lines = Vec::new();
    let own = report.perspectives().iter().find(|p| p.all_measures().any(|m| m.measure == measure.id));
    if let Some(own) = own {
        let name =
            revision.perspectives.iter().find(|p| p.id == own.perspective).map(|p| p.name.text(language));
        let parts: Vec<Decimal> = own.all_measures().filter_map(|measure| measure.points).collect();
        lines.extend(own.points.map(|points| sum_line(words, name.unwrap_or_default(), &parts, points)));
    }
    let parts: Vec<Decimal> =
        report.perspectives().iter().filter_map(|p: &PerspectiveScore| p.points).collect();
    lines.extend(report.total.points.map(|points| sum_line(words, words.total, &parts, points)));
    lines
}

/// Why a measure has no points, if it has none.
#[must_use]
pub fn absence(state: MeasureState, language: Language) -> Option<&'static str> {
    match state {
        MeasureState::Scored => None,
        MeasureState::Missing => Some(messages(language).no_points_yet),
        MeasureState::NotApplicable => Some(messages(language).not_applicable_measure),
        _ => None,
    }
}

fn sum_line(words: &'static Messages, name: &str, parts: &[Decimal], sum: Decimal) -> Line {
    let mut arithmetic = String::new();
    for part in parts {
        let sign = match (arithmetic.is_empty(), part.is_sign_negative() && !part.is_zero()) {
            (true, _) => "",
            (false, false) => " + ",
            (false, true) => " − ",
        };
        let number = if sign.is_empty() { shown(*part) } else { shown(part.abs()) };
        arithmetic.push_str(sign);
        arithmetic.push_str(&number);
    }
    Line {
        label: words.step_sum,
        arithmetic: format!("{arithmetic} = {}", shown(sum)),
        remark: Some(name.to_owned()),
    }
}

/// Points as they entered the sum: at least two decimals, and no more than six.
fn shown(points: Decimal) -> String {
    if points.normalize().scale() <= 2 {
        format_rounded(points, 2)
    } else {
        format_exact(&Exact::from(points))
    }
}

fn adjusted(source: &Exact, uplift: Decimal, offset: Decimal, value: &Exact) -> String {
    let mut text = format_exact(source);
    if !uplift.is_zero() {
        text.push_str(&format!(" × {} %", format(uplift + Decimal::ONE_HUNDRED, 0)));
    }
    if !offset.is_zero() {
        let sign = if offset.is_sign_negative() { '−' } else { '+' };
        text.push_str(&format!(" {sign} {}", format(offset.abs(), 0)));
    }
    format!("{text} = {}", format_exact(value))
}

/// The formula with its numbers put in, without its result; `None` where there is no arithmetic.
fn formula_arithmetic(formula: &Formula) -> Option<String> {
    let text = format_exact;
    Some(match formula {
        Formula::Ratio { full, actual, target, .. } => {
            format!("{} × {} ÷ {}", text(full), bracketed(actual), text(target))
        }
        Formula::Inverse { inverse: Inverse::Mirror, full, actual, target, .. } => {
            format!("{} × (2 − {} ÷ {})", text(full), bracketed(actual), text(target))
        }
        Formula::Inverse { inverse: Inverse::Reciprocal, full, actual, target, .. } => {
            format!("{} × {} ÷ {}", text(full), text(target), text(actual))
        }
        Formula::Step { base, rate, actual, target, step, counting, .. } => {
            step_arithmetic(base, rate, (actual, target), step, *counting)
        }
        Formula::Deduction { full, deducted, points_each, .. } if *points_each == Exact::ONE => {
            format!("{} − {}", text(full), bracketed(deducted))
        }
        Formula::Deduction { full, deducted, points_each, .. } => {
            format!("{} − {} × {}", text(full), bracketed(deducted), text(points_each))
        }
        _ => return None,
    })
}

fn step_arithmetic(
    base: &Exact,
    rate: &Exact,
    (actual, target): (&Exact, &Exact),
    step: &Exact,
    counting: StepCounting,
) -> String {
    let (larger, smaller) = if actual > target { (actual, target) } else { (target, actual) };
    let distance = format!("{} − {}", format_exact(larger), bracketed(smaller));
    let steps = match (*step == Exact::ONE, counting) {
        (true, StepCounting::Proportional) => format!("({distance})"),
        (false, StepCounting::Proportional) => format!("({distance}) ÷ {}", format_exact(step)),
        (true, StepCounting::Whole) => format!("⌊{distance}⌋"),
        (false, StepCounting::Whole) => format!("⌊({distance}) ÷ {}⌋", format_exact(step)),
        (true, StepCounting::Started) => format!("⌈{distance}⌉"),
        (false, StepCounting::Started) => format!("⌈({distance}) ÷ {}⌉", format_exact(step)),
    };
    let rate_text = format_exact(&rate.magnitude());
    match (base.is_zero(), rate.is_negative()) {
        (true, true) => format!("−{rate_text} × {steps}"),
        (true, false) => format!("{rate_text} × {steps}"),
        (false, true) => format!("{} − {rate_text} × {steps}", format_exact(base)),
        (false, false) => format!("{} + {rate_text} × {steps}", format_exact(base)),
    }
}

fn formula_points(formula: &Formula) -> &Exact {
    match formula {
        Formula::Ratio { points, .. }
        | Formula::Inverse { points, .. }
        | Formula::AllOrNothing { points, .. }
        | Formula::Step { points, .. }
        | Formula::Deduction { points, .. }
        | Formula::MissingCountsAsZero { points } => points,
        _ => ZERO,
    }
}

/// The expression with the values of its items put in, and its result.
fn put_in(expression: &Expression, operands: &[Operand], value: &Exact) -> String {
    let mut text = String::new();
    let mut written = 0;
    for (reference, operand) in expression.references().iter().zip(operands) {
        text.push_str(&pretty(expression.text().get(written..reference.start).unwrap_or_default()));
        if let Operand::Known(value) = operand {
            text.push_str(&bracketed(value));
        }
        written = reference.end;
    }
    text.push_str(&pretty(expression.text().get(written..).unwrap_or_default()));
    format!("{text} = {}", format_exact(value))
}

fn pretty(expression: &str) -> String {
    expression.replace('*', "×").replace('/', "÷").replace('-', "−")
}

fn bracketed(value: &Exact) -> String {
    let text = format_exact(value);
    if value.is_negative() { format!("({text})") } else { text }
}
