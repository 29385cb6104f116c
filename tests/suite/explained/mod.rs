//! Explanations and findings word by word: every step, formula, target and problem there is, each
//! from a small workbook, in three languages. The texts stand in files beside this one.

mod cases;
mod doubts;
mod findings;
mod methods;
mod problems;
mod targets;

use std::collections::BTreeSet;
use std::fmt::Write;

use counterpoise::domain::id::{MeasureId, ScorecardId, UnitId};
use counterpoise::domain::name::Language;
use counterpoise::domain::period::Period;
use counterpoise::domain::scoring::{Explanation, Formula, Plan, Step, TargetUse};
use counterpoise::domain::workbook::Workbook;
use counterpoise::i18n::explanation::{Explainer, Line, sums};

use crate::books::{CARD, WARD};
use crate::chinese::{SIMPLIFIED, TRADITIONAL};
use crate::support::month;

/// A workbook, a period and the measure that is explained.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) book: Workbook,
    pub(crate) period: Period,
    pub(crate) measure: &'static str,
    /// Whether the sums are part of the text.
    pub(crate) sums: bool,
}

impl Case {
    /// Measure `m` of March 2026, without the sums.
    pub(crate) fn new(name: &'static str, book: Workbook) -> Self {
        Self { name, book, period: month("2026-03"), measure: "m", sums: false }
    }

    fn explanation(&self) -> Explanation {
        let (card, unit, measure) =
            (ScorecardId::from(CARD), UnitId::from(WARD), MeasureId::from(self.measure));
        let explanation = Plan::new(&self.book).explain(&card, &unit, self.period, &measure);
        explanation.unwrap_or_else(|| panic!("{}: nothing to explain", self.name))
    }

    /// The headline, the lines and the sums, a line each.
    fn text(&self, language: Language) -> Vec<String> {
        let explanation = self.explanation();
        let revision = self.book.scorecards[0].revision_in(self.period.last()).expect("a revision");
        let measure = revision.measure(&MeasureId::from(self.measure)).expect("a measure");
        let explainer = Explainer { workbook: &self.book, revision, measure, language };
        let headline = explainer.headline(&explanation.steps).map(|text| format!("> {text}"));
        let mut lines = explainer.lines(&explanation.steps);
        if self.sums {
            lines.extend(sums(&explanation.report, revision, measure, language));
        }
        headline.into_iter().chain(lines.iter().map(in_a_row)).collect()
    }
}

fn in_a_row(line: &Line) -> String {
    match &line.remark {
        Some(remark) => format!("{}: {} | {remark}", line.label, line.arithmetic),
        None => format!("{}: {}", line.label, line.arithmetic),
    }
}

/// What is said of a name, line by line, in every language.
pub(crate) type Said = (&'static str, Vec<(Language, Vec<String>)>);

/// Compares what is said of every name in every language with the file.
#[track_caller]
pub(crate) fn compare(file: &str, said: &[Said]) {
    let mut text = String::new();
    for (name, languages) in said {
        writeln!(text, "# {name}").expect("a text");
        for (language, lines) in languages {
            writeln!(text, "{}", language.tag()).expect("a text");
            for line in lines {
                writeln!(text, "  {line}").expect("a text");
            }
        }
        text.push('\n');
    }
    let text = text.trim_end();
    for (line, expected) in text.lines().zip(file.lines()) {
        assert_eq!(line, expected);
    }
    assert_eq!(text.lines().count(), file.lines().count(), "{text}");
}

fn in_every_language(say: impl Fn(Language) -> Vec<String>) -> Vec<(Language, Vec<String>)> {
    Language::ALL.into_iter().map(|language| (language, say(language))).collect()
}

fn check(file: &str, cases: &[Case]) {
    let said: Vec<_> =
        cases.iter().map(|case| (case.name, in_every_language(|language| case.text(language)))).collect();
    compare(file, &said);
}

#[test]
fn every_method_is_explained() {
    check(include_str!("methods.txt"), &methods::cases());
}

#[test]
fn every_other_method_is_explained() {
    check(include_str!("comparisons.txt"), &methods::comparisons());
}

#[test]
fn every_target_is_explained() {
    check(include_str!("targets.txt"), &targets::cases());
}

#[test]
fn every_step_and_sum_is_explained() {
    check(include_str!("steps.txt"), &targets::steps());
}

fn all_cases() -> Vec<Case> {
    let cases = [methods::cases(), methods::comparisons(), targets::cases(), targets::steps()];
    cases.into_iter().flatten().collect()
}

/// The name of a step; a new one does not compile until it is named here.
fn step_name(step: &Step) -> &'static str {
    match step {
        Step::Figures(_) => "figures",
        Step::Evaluated { .. } => "evaluated",
        Step::Target(_) => "target",
        Step::TargetAdjusted { .. } => "target adjusted",
        Step::Averaged { .. } => "averaged",
        Step::Peers(_) => "compared peers",
        Step::PeerBest { .. } => "peer best",
        Step::Formula(_) => "formula",
        Step::Limited { .. } => "limited",
        Step::Scaled { .. } => "scaled",
        Step::Rounded { .. } => "rounded",
    }
}

fn formula_name(formula: &Formula) -> &'static str {
    match formula {
        Formula::Ratio { .. } => "ratio",
        Formula::Inverse { .. } => "inverse",
        Formula::AllOrNothing { .. } => "all or nothing",
        Formula::Step { .. } => "step",
        Formula::Deduction { .. } => "deduction",
        Formula::Bands { .. } => "bands",
        Formula::Interpolation { .. } => "interpolation",
        Formula::PassFail { .. } => "pass or fail",
        Formula::PeerRank { .. } => "peer rank",
        Formula::AchievementImprovement { .. } => "achievement and improvement",
        Formula::Expression { .. } => "expression",
        Formula::Entered { .. } => "entered",
        Formula::Substitute { .. } => "substitute",
        Formula::MissingCountsAsZero { .. } => "missing counts as zero",
    }
}

fn target_name(target: &TargetUse) -> &'static str {
    match target {
        TargetUse::Fixed { .. } => "fixed",
        TargetUse::FixedOfMonths { .. } => "fixed of months",
        TargetUse::Budget { .. } => "budget",
        TargetUse::LastYearMonthlyMean { .. } => "last year's monthly mean",
        TargetUse::Expression { .. } => "by expression",
        TargetUse::Measure { .. } => "measure",
        TargetUse::Range { .. } => "range",
        TargetUse::TrailingMean { .. } => "trailing mean",
        TargetUse::PreviousPeriod { .. } => "previous period",
        TargetUse::Peers { .. } => "peers",
        TargetUse::SamePeriodLastYear { .. } => "same period last year",
    }
}

#[test]
fn nothing_that_can_be_explained_is_left_out() {
    let mut seen = BTreeSet::new();
    for step in all_cases().iter().flat_map(|case| case.explanation().steps) {
        seen.insert(step_name(&step));
        match &step {
            Step::Formula(formula) => seen.insert(formula_name(formula)),
            Step::Target(target) => seen.insert(target_name(target)),
            _ => false,
        };
    }
    assert_eq!(seen.len(), 11 + 14 + 11, "{seen:?}");
}

#[test]
fn no_two_languages_share_a_sentence_and_no_gap_is_left() {
    for case in all_cases() {
        let texts = Language::ALL.map(|language| case.text(language));
        for (place, english) in texts[0].iter().enumerate() {
            check_apart(case.name, &[english, &texts[1][place], &texts[2][place]]);
        }
    }
}

/// That texts in English, simplified and traditional Chinese are what they say they are. Names and
/// arithmetic are the same in all of them, so a text without a word may be.
#[track_caller]
pub(crate) fn check_apart(says: &str, texts: &[&str; 3]) {
    let [english, simplified, traditional] = texts;
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    assert!(!texts.concat().contains(['{', '}']), "{says}: {texts:?}");
    assert!(!english.contains(is_han), "{says}: {english}");
    assert!(!simplified.contains(|c| TRADITIONAL.contains(&c)), "{says}: {simplified}");
    assert!(!traditional.contains(|c| SIMPLIFIED.contains(&c)), "{says}: {traditional}");
    if english == simplified || english == traditional {
        assert!(!english.contains(": ") || english.starts_with('>'), "{says}: {texts:?}");
    }
}
