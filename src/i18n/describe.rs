//! What a measure is held to, in a few words: its direction, its target and its method; and what
//! differs between two revisions.

use rust_decimal::Decimal;

use super::number::{format, format_rounded};
use super::{Messages, design_words, fill, form_words, list_of, messages};
use crate::domain::differences::{Difference, differences};
use crate::domain::measure::{Aspect, Measure, Polarity, Scope};
use crate::domain::method::{Basis, Inverse, Method, RankAward, Step, StepBase, StepCounting};
use crate::domain::name::Language;
use crate::domain::scorecard::Revision;
use crate::domain::target::{FixedTargets, PeerStatistic, Target, TargetSource};
use crate::domain::workbook::Workbook;

/// An actual or a target as it is read: at the decimals of its measure, with its unit where that is %.
#[must_use]
pub fn value_text(value: Decimal, measure: &Measure, language: Language) -> String {
    with_unit(format_rounded(value, measure.decimals), measure, language)
}

/// A number of a measure with its unit where that is %.
pub(super) fn with_unit(number: String, measure: &Measure, language: Language) -> String {
    if measure.unit_of_measure.text(language) == "%" { number + " %" } else { number }
}

/// Which direction is better.
#[must_use]
pub fn describe_polarity(polarity: Polarity, language: Language) -> String {
    let words = form_words(language);
    match polarity {
        Polarity::Higher => words.polarity_higher.to_owned(),
        Polarity::Lower => words.polarity_lower.to_owned(),
        Polarity::Within(range) => fill(words.between, &[&format(range.low, 0), &format(range.high, 0)]),
    }
}

/// What a measure is held against; `None` where there is none.
#[must_use]
pub fn describe_target(
    measure: &Measure,
    workbook: &Workbook,
    revision: &Revision,
    language: Language,
) -> Option<String> {
    if let Polarity::Within(_) = measure.polarity {
        return Some(describe_polarity(measure.polarity, language));
    }
    let target = measure.target.as_ref()?;
    let source = source(target, measure, workbook, revision, language);
    let words = messages(language);
    let adjusted = match (target.uplift.is_zero(), target.offset.is_zero()) {
        (true, true) => return Some(source),
        (false, true) => fill(words.target_adjusted, &[&format(target.uplift, 0)]),
        (true, false) => fill(words.target_offset, &[&format(target.offset, 0)]),
        (false, false) => {
            fill(words.target_adjusted_offset, &[&format(target.uplift, 0), &format(target.offset, 0)])
        }
    };
    Some(fill(words.with_detail, &[&source, &adjusted]))
}

fn source(
    target: &Target,
    measure: &Measure,
    workbook: &Workbook,
    revision: &Revision,
    language: Language,
) -> String {
    let words = form_words(language);
    match &target.source {
        TargetSource::Fixed(fixed) => fixed_words(fixed, measure, language),
        TargetSource::Budget(item) => {
            let name = workbook.item(item).map_or(item.as_str(), |item| item.name.text(language));
            fill(words.source_budget_of, &[name])
        }
        TargetSource::SamePeriodLastYear => words.source_same_period.to_owned(),
        TargetSource::PreviousPeriod => words.source_previous.to_owned(),
        TargetSource::LastYearMonthlyMean => words.source_last_year.to_owned(),
        TargetSource::TrailingMean { periods } => fill(words.source_trailing_of, &[&periods.to_string()]),
        TargetSource::Peers(peers) => {
            let statistic = statistic_words(peers.statistic, messages(language));
            fill(words.source_peers_of, &[&statistic])
        }
        TargetSource::Measure { measure, scope } => {
            let name = revision.measure(measure).map_or(measure.as_str(), |own| own.name.text(language));
            match scope {
                Scope::Own => name.to_owned(),
                Scope::Ancestor(_) => fill(words.of_higher_unit, &[name]),
            }
        }
        TargetSource::Expression(expression) => expression.to_string(),
    }
}

fn statistic_words(statistic: PeerStatistic, words: &Messages) -> String {
    match statistic {
        PeerStatistic::Mean => words.peer_mean.to_owned(),
        PeerStatistic::Median => words.peer_median.to_owned(),
        PeerStatistic::Best => words.peer_best.to_owned(),
        PeerStatistic::Quantile(share) => fill(words.peer_quantile, &[&format(share, 0)]),
    }
}

/// The target for all, with its unit, and how many others there are.
fn fixed_words(fixed: &FixedTargets, measure: &Measure, language: Language) -> String {
    let words = form_words(language);
    let all = fixed.iter().find(|(key, _)| **key == Default::default()).map(|(_, value)| value);
    let others = fixed.iter().count().saturating_sub(usize::from(all.is_some()));
    let value = all.map(|value| {
        let unit = measure.unit_of_measure.text(language);
        fill("{0} {1}", &[&format(value, 0), unit]).trim_end().to_owned()
    });
    let others = (others > 0).then(|| fill(words.own_targets, &[&others.to_string()]));
    match (value, others) {
        (Some(value), Some(others)) => fill(messages(language).with_detail, &[&value, &others]),
        (Some(text), None) | (None, Some(text)) => text,
        (None, None) => words.source_none.to_owned(),
    }
}

/// How actual and target become points.
#[must_use]
pub fn describe_method(measure: &Measure, language: Language) -> String {
    let words = form_words(language);
    let number = |value: Decimal| format(value.normalize(), 0);
    let percent = |value: Decimal| number(value.saturating_mul(Decimal::ONE_HUNDRED));
    match &measure.method {
        Method::Completion(method) => {
            let name = match (measure.polarity, method.inverse) {
                (Polarity::Lower, Inverse::Reciprocal) => words.method_completion_reciprocal,
                (Polarity::Lower, Inverse::Mirror) => words.method_completion_mirror,
                _ => words.method_completion,
            };
            match method.cap {
                Some(cap) => fill(words.with_cap, &[name, &percent(cap)]),
                None => name.to_owned(),
            }
        }
        Method::Step(step) => step_words(step, measure.polarity, language),
        Method::Deduction(method) => fill(words.deduction_in_words, &[&number(method.points_each)]),
        Method::Bands(method) => fill(
            words.with_count,
            &[words.method_bands, basis_words(method.basis, language), &method.bands.len().to_string()],
        ),
        Method::Interpolation(method) => fill(
            words.with_count,
            &[
                words.method_interpolation,
                basis_words(method.basis, language),
                &method.knots.len().to_string(),
            ],
        ),
        Method::PassFail(method) => fill(words.pass_in_words, &[&number(method.otherwise)]),
        Method::PeerBest(_) => words.method_peer_best.to_owned(),
        Method::PeerRank(method) => match &method.award {
            RankAward::Linear { last } => fill(words.rank_in_words, &[&number(*last)]),
            RankAward::Bands(_) => words.method_peer_rank.to_owned(),
        },
        Method::AchievementImprovement(_) => words.method_achievement.to_owned(),
        Method::Formula(method) => method.points.to_string(),
        Method::Entered(method) => match method.out_of {
            Some(most) => fill(words.marks_in_words, &[&number(most)]),
            None => words.method_entered.to_owned(),
        },
    }
}

fn basis_words(basis: Basis, language: Language) -> &'static str {
    let words = form_words(language);
    match basis {
        Basis::Actual => words.basis_actual,
        Basis::Ratio => words.basis_ratio,
        Basis::Difference => words.basis_difference,
    }
}

/// "from full points: −0.2 for each 1 on the bad side, +0.1 on the good side".
fn step_words(step: &Step, polarity: Polarity, language: Language) -> String {
    let words = form_words(language);
    let size = format(step.step, 0);
    let (bad, good) = match polarity {
        Polarity::Lower => (words.step_above, words.step_below),
        Polarity::Higher => (words.step_below, words.step_above),
        Polarity::Within(_) => (words.step_outside, words.step_inside),
    };
    let side = |words: &str, sign: &str, rate: Decimal| fill(words, &[&size, sign, &format(rate, 0)]);
    let mut sides = Vec::new();
    if !step.deduct.is_zero() {
        sides.push(side(bad, "−", step.deduct));
    }
    if !step.add.is_zero() {
        sides.push(side(good, "+", step.add));
    }
    let start = match step.base {
        StepBase::Full => words.step_from_full,
        StepBase::Zero => words.step_from_zero,
    };
    let counting = match step.counting {
        StepCounting::Proportional => None,
        StepCounting::Whole => Some(messages(language).counting_whole),
        StepCounting::Started => Some(messages(language).counting_started),
    };
    let sides = super::list_of(&sides, language);
    let text = fill(start, &[&sides]);
    counting.map_or(text.clone(), |counting| fill(messages(language).with_detail, &[&text, counting]))
}

/// The word of an aspect.
#[must_use]
pub fn aspect_word(aspect: Aspect, words: &Messages) -> &'static str {
    match aspect {
        Aspect::Actual => words.aspect_actual,
        Aspect::Polarity => words.aspect_polarity,
        Aspect::Target => words.aspect_target,
        Aspect::Method => words.aspect_method,
        Aspect::Cap => words.aspect_cap,
        Aspect::Floor => words.aspect_floor,
        Aspect::Rate => words.aspect_rate,
        Aspect::Counting => words.aspect_counting,
        Aspect::Weight => words.aspect_weight,
        Aspect::Veto => words.aspect_veto,
    }
}

/// What differs between two revisions of a card, a sentence for each.
#[must_use]
pub fn describe_differences(
    workbook: &Workbook,
    earlier: &Revision,
    later: &Revision,
    language: Language,
) -> Vec<String> {
    let words = design_words(language);
    let target = |own: &Measure, revision: &Revision| match own.method.needs_target() {
        true => {
            describe_target(own, workbook, revision, language).unwrap_or_else(|| words.no_target.to_owned())
        }
        false => words.not_needed.to_owned(),
    };
    let weight = |own: &Measure| format(own.weight.value().normalize(), 0);
    let sentence = |own: &Difference| match own {
        Difference::Rules => words.differ_rules.to_owned(),
        Difference::Order => words.differ_order.to_owned(),
        Difference::Added(name) => fill(words.differ_added, &[name.text(language)]),
        Difference::Removed(name) => fill(words.differ_removed, &[name.text(language)]),
        Difference::Changed { before, after, weight: weighs, target: targets, method, other } => {
            let texts = [
                (*weighs, words.weight, [weight(before), weight(after)]),
                (*targets, words.target, [target(before, earlier), target(after, later)]),
                (*method, words.method, [before, after].map(|own| describe_method(own, language))),
                (*other, words.differ_other, Default::default()),
            ];
            let part = |(_, word, [before, after]): (bool, &str, [String; 2])| match before == after {
                // What differs is more than the words say.
                true => word.to_owned(),
                false => fill("{0} {1} → {2}", &[word, &before, &after]),
            };
            let parts: Vec<String> = texts.into_iter().filter(|(differs, ..)| *differs).map(part).collect();
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            fill(words.differ_changed, &[after.name.text(language), &list_of(&parts, language)])
        }
    };
    differences(earlier, later).iter().map(sentence).collect()
}
