//! Explanations as words and arithmetic: the steps of the scoring path, each as a line.

mod expression;
mod formula;
mod sums;
mod target;

use rust_decimal::Decimal;

use super::finding::{item_name, unit_name};
use super::number::{format, format_exact, format_rounded};
use super::{Messages, fill, list_of, messages, month};
use crate::domain::deduction::Deduction;
use crate::domain::exact::{Exact, Midpoint};
use crate::domain::expression::{Expression, Operand};
use crate::domain::figure::Cell;
use crate::domain::item::MonthRule;
use crate::domain::measure::Measure;
use crate::domain::method::Method;
use crate::domain::name::Language;
use crate::domain::scorecard::{Revision, Rounding};
use crate::domain::scoring::{Combination, FigureUse, Formula, Limit, Role, Step};
use crate::domain::workbook::Workbook;
use expression::put_in;
use formula::{Worked, points_of};
pub use sums::{absence, sums};

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
    /// The revision in force.
    pub revision: &'e Revision,
    /// The measure.
    pub measure: &'e Measure,
    /// The language.
    pub language: Language,
}

impl Explainer<'_> {
    /// The whole formula in one line with its points: `10 × (2 − 46.5 ÷ 45) = 9.67`, and with what its
    /// share of other measures' points makes of them; `None` when there are no points, or none that were
    /// calculated.
    #[must_use]
    pub fn headline(&self, steps: &[Step]) -> Option<String> {
        let formula = steps.iter().rev().find_map(|step| match step {
            Step::Formula(formula) => Some(formula),
            _ => None,
        })?;
        if matches!(**formula, Formula::MissingCountsAsZero { .. }) {
            return None;
        }
        let points = steps.iter().find_map(|step| match step {
            Step::Rounded { points, .. } => Some(shown(*points)),
            _ => None,
        })?;
        let scaled = steps.iter().find_map(|step| match step {
            Step::Scaled { points, factor, full, .. } => Some((points, factor, full)),
            _ => None,
        });
        let limited = steps.iter().any(|step| matches!(step, Step::Limited { .. }));
        let concluded = |points: &str| {
            let worked = self.worked(formula, steps)?;
            let relation = if limited { "→" } else { worked.relation };
            Some([&worked.text, relation, points].join(" "))
        };
        let words = self.words();
        let said = match scaled {
            None => concluded(&points)?,
            Some((before, factor, full)) => {
                let before = format_exact(before);
                let worked = concluded(&before).unwrap_or(before);
                let fulls = [full, &full.times(factor)].map(rounded);
                let [full, shared] = fulls.each_ref().map(String::as_str);
                fill(words.headline_scaled, &[&worked, &format_exact(factor), &points, full, shared])
            }
        };
        Some(if self.is_free(formula) {
            fill(words.with_detail, &[&said, words.method_step_held])
        } else {
            said
        })
    }

    /// Every step from figures to points.
    #[must_use]
    pub fn lines(&self, steps: &[Step]) -> Vec<Line> {
        let mut lines = Vec::new();
        for (place, step) in steps.iter().enumerate() {
            if let Step::Formula(formula) = step {
                self.before_method(formula, steps, &mut lines);
            }
            lines.extend(self.line(step, steps.get(..place).unwrap_or_default(), steps));
            if let Step::Figures(figures) = step {
                lines.extend(self.deductions(figures));
            }
        }
        lines
    }

    fn words(&self) -> &'static Messages {
        messages(self.language)
    }

    fn line(&self, step: &Step, before: &[Step], steps: &[Step]) -> Option<Line> {
        let words = self.words();
        let (label, arithmetic, remark) = match step {
            Step::Figures(figures) => {
                let remark = self.origin(figures);
                return Some(Line { label: words.step_figures, arithmetic: self.figures(figures), remark });
            }
            Step::Evaluated { role, expression, operands, value } => {
                let text = put_in(expression, operands);
                let is_value = expression.is_one_item() || text == format_exact(value);
                if is_value || *role == Role::Parameter && self.is_formula(expression) {
                    return None;
                }
                let label = self.role(*role, expression, before, steps);
                (label, concluded(&text, "=", value), self.written(expression))
            }
            Step::Target(target) => {
                let (value, remark) = self.target(target);
                (words.step_target, format_exact(value), remark)
            }
            Step::TargetAdjusted { source, uplift, offset, value } => {
                let arithmetic = adjusted(source, *uplift, *offset, value);
                (words.step_target, arithmetic, self.adjustment(*uplift, *offset))
            }
            Step::Averaged { sum, periods, value } => {
                let periods = periods.to_string();
                let quotient = [&format_exact(sum), "÷", &periods].join(" ");
                (words.step_actual, concluded(&quotient, "=", value), fill(words.averaged, &[&periods]))
            }
            Step::Peers(peers) => {
                return Some(Line { label: words.step_peers, arithmetic: self.peers(peers), remark: None });
            }
            Step::PeerBest { value } => (words.step_best, format_exact(value), words.best_among.to_owned()),
            Step::Formula(formula) => {
                let points = points_of(formula);
                let arithmetic = match self.worked(formula, steps) {
                    Some(Worked { text, relation }) => concluded(&text, relation, points),
                    None => format_exact(points),
                };
                (words.step_points, arithmetic, self.method(formula))
            }
            Step::Limited { limit: Limit::Cap(cap), from, to } if from == to => {
                (words.step_limit, format_exact(to), fill(words.limit_no_reciprocal, &[&format(*cap, 0)]))
            }
            Step::Limited { limit, from, to } => {
                (words.step_limit, concluded(&format_exact(from), "→", to), self.limit(limit))
            }
            Step::Scaled { points, factor, result, .. } => {
                let arithmetic = concluded(&calculation("{0} × {1}", &[points, factor]), "=", result);
                (words.step_redistribution, arithmetic, words.redistributed.to_owned())
            }
            Step::Rounded { exact, rounding, points } => {
                let arithmetic = [format_exact(exact), shown(*points)].join(" → ");
                (words.step_rounding, arithmetic, self.rounding(*rounding))
            }
        };
        Some(Line { label, arithmetic, remark: Some(remark) })
    }

    /// Whether an expression is the formula of the points, which stands in their line.
    fn is_formula(&self, expression: &Expression) -> bool {
        matches!(&self.measure.method, Method::Formula(formula) if formula.points == *expression)
    }

    /// What an expression was evaluated for. Values of other periods that a formula asks for are
    /// read as a target is, but no target follows.
    fn role(&self, role: Role, expression: &Expression, before: &[Step], steps: &[Step]) -> &'static str {
        let words = self.words();
        match role {
            Role::Actual => words.step_actual,
            Role::Target => {
                let targets =
                    |steps: &[Step]| steps.iter().filter(|step| matches!(step, Step::Target(_))).count();
                if targets(before) < targets(steps) { words.step_target } else { words.step_earlier }
            }
            Role::Parameter => match &self.measure.method {
                Method::AchievementImprovement(method) if method.threshold == *expression => {
                    words.step_threshold
                }
                Method::AchievementImprovement(method) if method.benchmark == *expression => {
                    words.step_benchmark
                }
                Method::AchievementImprovement(method) if method.baseline.as_ref() == Some(expression) => {
                    words.step_baseline
                }
                _ => words.step_substitute,
            },
        }
    }

    fn figures(&self, figures: &FigureUse) -> String {
        let name = item_name(self.workbook, &figures.item, self.language);
        let value = self.operand(&figures.value);
        match (&figures.combination, &figures.value) {
            (Combination::MonthlyMean { sum, times }, Operand::Known(_)) => {
                let times = if *times == 1 { String::new() } else { format!(" × {times}") };
                let mean = format!("{} ÷ {}{times} = {value}", format_exact(sum), figures.counted);
                fill(self.words().named, &[&name, &mean])
            }
            _ => fill(self.words().named, &[&name, &value]),
        }
    }

    /// The deductions that stand behind the figures, one by one.
    fn deductions(&self, figures: &FigureUse) -> Vec<Line> {
        let Some((first, last)) = figures.months else { return Vec::new() };
        let is_used = |cell: &Cell| {
            let of_unit = cell.unit == figures.unit || figures.children.contains(&cell.unit);
            of_unit && cell.item == figures.item && (first..=last).contains(&cell.month)
        };
        let lists = self.workbook.deductions.iter().filter(|(cell, _)| is_used(cell));
        let line = |own: &Deduction| {
            let day = own.day.map(|day| day.to_string());
            let remark: Vec<String> = day.into_iter().chain([own.reason.to_string()]).collect();
            Line {
                label: self.words().step_deduction,
                arithmetic: format(own.points, 0),
                remark: Some(remark.join(if self.is_english() { ", " } else { "，" })),
            }
        };
        lists.flat_map(|(_, list)| list.iter().map(line)).collect()
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

/// Full points as the tables show them.
fn rounded(full: &Exact) -> String {
    full.to_decimal().map_or_else(|| format_exact(full), |full| format(full.round_dp(2), 0))
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
        text = fill("{0} × {1} %", &[&text, &format(uplift + Decimal::ONE_HUNDRED, 0)]);
    }
    if !offset.is_zero() {
        let sign = if offset.is_sign_negative() { "−" } else { "+" };
        text = [&text, sign, &format(offset.abs(), 0)].join(" ");
    }
    concluded(&text, "=", value)
}

/// `template` with the values put in; those below zero in parentheses.
fn calculation(template: &str, values: &[&Exact]) -> String {
    let texts: Vec<String> = values.iter().map(|value| bracketed(value)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    fill(template, &texts)
}

/// `text = 9.67`.
fn concluded(text: &str, relation: &str, result: &Exact) -> String {
    [text, relation, &format_exact(result)].join(" ")
}

fn bracketed(value: &Exact) -> String {
    let text = format_exact(value);
    if value.is_negative() { format!("({text})") } else { text }
}
