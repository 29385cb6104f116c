//! Questions that scores answer, in words: trends, alerts, contributions, closed periods, trials and the
//! strategy map.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::describe::{value_text, with_unit};
use super::number::{format, format_rounded, format_signed};
use super::{analysis_words, fill, list_of};
use crate::domain::action::ActionState;
use crate::domain::analysis::alerts::Reason;
use crate::domain::analysis::contribution::Part;
use crate::domain::analysis::correlation::{Correlation, LEAST_PAIRS};
use crate::domain::analysis::gap::Gap;
use crate::domain::analysis::trend::{LEAST_VALUES, Signal, Verdict};
use crate::domain::analysis::trial::Move;
use crate::domain::closing::{ClosingError, Pair};
use crate::domain::id::{MeasureId, PerspectiveId};
use crate::domain::measure::Measure;
use crate::domain::name::Language;
use crate::domain::scorecard::Revision;
use crate::domain::workbook::Workbook;

/// Decimals that points and percents are shown with.
const SHOWN: u32 = 2;

/// What can be said of the last value of a trend.
#[must_use]
pub fn verdict(verdict: &Verdict, language: Language) -> String {
    let words = analysis_words(language);
    match verdict {
        Verdict::TooFew => fill(words.trend_too_few, &[&LEAST_VALUES.to_string()]),
        Verdict::Noise => words.trend_noise.to_owned(),
        Verdict::Unusual(signals) => {
            let signals: Vec<&str> = signals.iter().map(|own| signal(*own, language)).collect();
            fill(words.trend_unusual, &[&list_of(&signals, language)])
        }
    }
}

/// A signal, as a part of a sentence.
#[must_use]
pub fn signal(signal: Signal, language: Language) -> &'static str {
    let words = analysis_words(language);
    match signal {
        Signal::Outside => words.signal_outside,
        Signal::Run => words.signal_run,
        Signal::Trend => words.signal_trend,
        Signal::NearLimit => words.signal_near_limit,
        Signal::Jump => words.signal_jump,
    }
}

/// Why a measure asks for attention.
#[must_use]
pub fn reason(reason: &Reason, measure: &Measure, language: Language) -> String {
    let words = analysis_words(language);
    match reason {
        Reason::Vetoed(why) => fill(words.alert_vetoed, &[why.text(language)]),
        Reason::OffTarget => words.alert_off_target.to_owned(),
        Reason::Deducts(points) => fill(words.alert_deducts, &[&format_rounded(*points, SHOWN)]),
        Reason::VetoNear(why) => fill(words.alert_veto_near, &[why.text(language)]),
        Reason::AtRisk => words.alert_at_risk.to_owned(),
        Reason::WorseThanBefore { mean, percent } => fill(
            words.alert_worse_than_before,
            &[&format_rounded(*percent, 1), &value_text(*mean, measure, language)],
        ),
        Reason::ThreeTimesWorse => words.alert_three_times.to_owned(),
    }
}

/// How far an action is.
#[must_use]
pub fn action_state(state: ActionState, language: Language) -> &'static str {
    let words = analysis_words(language);
    match state {
        ActionState::Plan => words.action_plan,
        ActionState::Do => words.action_do,
        ActionState::Check => words.action_check,
        ActionState::Act => words.action_act,
    }
}

/// A part of a total, or of a difference of two, by the names of a revision.
#[must_use]
pub fn part(part: &Part, workbook: &Workbook, revision: &Revision, language: Language) -> String {
    let words = analysis_words(language);
    match part {
        Part::Measure(id) => measure_name(Some(revision), id, language),
        Part::MeasureOf(card, id) => {
            let card = workbook.scorecard(card);
            let holding = |revision: &&Revision| revision.measure(id).is_some();
            let revision = card.and_then(|card| card.revisions.iter().rev().find(holding));
            measure_name(revision, id, language)
        }
        Part::Redistribution => words.part_redistribution.to_owned(),
        Part::Substitute(id) => fill(words.part_substitute, &[&perspective_name(revision, id, language)]),
        Part::Ceiling => words.part_ceiling.to_owned(),
        Part::PerspectiveVeto(id) => {
            fill(words.part_perspective_veto, &[&perspective_name(revision, id, language)])
        }
        Part::TotalVeto => words.part_total_veto.to_owned(),
        Part::Rounding => words.part_rounding.to_owned(),
    }
}

fn measure_name(revision: Option<&Revision>, id: &MeasureId, language: Language) -> String {
    let measure = revision.and_then(|revision| revision.measure(id));
    measure.map_or(id.as_str(), |measure| measure.name.text(language)).to_owned()
}

fn perspective_name(revision: &Revision, id: &PerspectiveId, language: Language) -> String {
    let found = revision.perspectives.iter().find(|own| own.id == *id);
    found.map_or(id.as_str(), |own| own.name.text(language)).to_owned()
}

/// `The total changed by −11.00, from 86.00 to 75.00.`
#[must_use]
pub fn changed_by(before: Decimal, after: Decimal, language: Language) -> String {
    let change = format_signed(after.saturating_sub(before), SHOWN);
    let (before, after) = (format_rounded(before, SHOWN), format_rounded(after, SHOWN));
    fill(analysis_words(language).changed_by, &[&change, &before, &after])
}

/// `closed 87.20, now 87.35`.
#[must_use]
pub fn closed_now(points: Pair<Decimal>, language: Language) -> String {
    let words = analysis_words(language);
    let shown = |value: Option<Decimal>| {
        value.map_or_else(|| words.closed_nothing.to_owned(), |value| format(value, SHOWN))
    };
    fill(words.closed_now, &[&shown(points.closed), &shown(points.now)])
}

/// Why a period cannot be closed or reopened, and what to do.
#[must_use]
pub fn closing_error(error: ClosingError, language: Language) -> &'static str {
    let words = analysis_words(language);
    match error {
        ClosingError::Closed => words.closing_closed,
        ClosingError::NoScores => words.closing_no_scores,
        ClosingError::Open => words.closing_open,
        ClosingError::NoReason => words.closing_no_reason,
    }
}

/// What the next point takes.
#[must_use]
pub fn next_point(gap: &Gap, measure: &Measure, language: Language) -> String {
    let words = analysis_words(language);
    let Some(next) = &gap.next else {
        let none = if gap.missing.is_zero() { words.next_point_full } else { words.next_point_none };
        return none.to_owned();
    };
    let points = format_rounded(next.points, SHOWN);
    // One that needs more decimals than the measure has is shown with all of them.
    let actual = with_unit(format(next.actual, measure.decimals), measure, language);
    match next.share {
        Some(share) => fill(words.next_point, &[&points, &actual, &format_rounded(share, 1)]),
        None => fill(words.next_point_from_zero, &[&points, &actual]),
    }
}

/// How many units gain and lose by a design on trial.
#[must_use]
pub fn trial_summary<'m>(moves: impl Iterator<Item = &'m Move>, language: Language) -> String {
    let mut counts = [0_usize; 3];
    for change in moves.filter_map(Move::change) {
        let place = match change.cmp(&Decimal::ZERO) {
            Ordering::Greater => 0,
            Ordering::Less => 1,
            Ordering::Equal => 2,
        };
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
    let counts = counts.map(|count| count.to_string());
    fill(analysis_words(language).trial_summary, &counts.each_ref().map(String::as_str))
}

/// Whether the scores support an arrow of the strategy map.
#[must_use]
pub fn correlation(correlation: &Correlation, language: Language) -> String {
    let words = analysis_words(language);
    let Some(coefficient) = correlation.coefficient else { return words.correlation_none.to_owned() };
    let (coefficient, pairs) = (format_signed(coefficient, SHOWN), correlation.pairs.to_string());
    let said = match correlation.lag {
        0 => fill(words.correlation_at_once, &[&coefficient, &pairs]),
        lag => fill(words.correlation, &[&coefficient, &lag.to_string(), &pairs]),
    };
    if !correlation.is_of_too_few() {
        return said;
    }
    let gap = if language == Language::English { " " } else { "" };
    [&said, gap, &fill(words.correlation_too_few, &[&LEAST_PAIRS.to_string()])].concat()
}
