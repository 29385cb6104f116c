//! Every problem and every contradiction as a sentence, and what scoring says of it.

use std::collections::BTreeSet;

use counterpoise::domain::id::MeasureId;
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::period::{FirstMonth, Period, PeriodLength};
use counterpoise::domain::scorecard::{Grade, VetoEffect};
use counterpoise::domain::scoring::{MeasureState, Problem, VetoUse};
use counterpoise::domain::validate::WorkbookError;
use counterpoise::domain::workbook::Workbook;
use counterpoise::i18n::explanation::absence;
use counterpoise::i18n::finding;

use super::{Said, check_apart, compare, in_every_language, problems};
use crate::books::{CARD, WARD, at, completion, decimal, measure, monthly, rules};
use crate::support::{month, score};

/// One of each; a new one does not compile until it has a name here.
fn problem_name(problem: &Problem) -> &'static str {
    match problem {
        Problem::MissingFigures { .. } => "missing figures",
        Problem::UnknownItem(_) => "unknown item",
        Problem::AmbiguousItem(_) => "ambiguous item",
        Problem::NoSuchAncestor => "no such ancestor",
        Problem::NoTarget => "no target",
        Problem::NoFixedTarget => "no fixed target",
        Problem::NoSourceMonths { .. } => "no source months",
        Problem::TargetNotPositive => "target not positive",
        Problem::ActualNotPositive => "actual not positive",
        Problem::DivisionByZero => "division by zero",
        Problem::NotComputable => "not computable",
        Problem::FormulaMissing => "formula missing",
        Problem::Cycle => "cycle",
        Problem::RatioNeedsTarget => "ratio needs target",
        Problem::TooFewPeers { .. } => "too few peers",
        Problem::TooFewScored { .. } => "too few scored",
        Problem::NoFigures => "no figures",
        Problem::VetoNotDecided(_) => "veto not decided",
        Problem::TooLarge => "too large",
        Problem::MissingAdjustment => "missing adjustment",
        Problem::DiffersFromChildren { .. } => "differs from children",
        Problem::WeightsSum(_) => "weights sum",
        Problem::SeveralRevisions => "several revisions",
    }
}

/// What scoring notices that has this name.
fn noticed(name: &str, book: &Workbook) -> Problem {
    let period = if name == "several revisions" {
        Period::holding(at("2026-03"), PeriodLength::Quarter, FirstMonth::JANUARY)
    } else {
        month("2026-03")
    };
    let findings = score(book, CARD, WARD, period).findings;
    let found = findings.iter().find(|finding| problem_name(&finding.problem) == name);
    found.unwrap_or_else(|| panic!("{name}: {findings:?}")).problem.clone()
}

fn contradictions() -> Vec<WorkbookError> {
    let text = || "x".to_owned();
    vec![
        WorkbookError::Identity { what: "unit", id: text() },
        WorkbookError::Reference { from: "unit", id: text(), what: "unit", target: "y".to_owned() },
        WorkbookError::UnitCycle(text()),
        WorkbookError::MeasureCycle(text()),
        WorkbookError::RevisionOrder(text()),
        WorkbookError::Range { what: "decimals", id: text() },
    ]
}

fn check_differ(said: &[Said]) {
    for (name, languages) in said {
        let texts: Vec<String> = languages.iter().map(|(_, lines)| lines.concat()).collect();
        let [english, simplified, traditional] = &texts[..] else { panic!("{name}: three languages") };
        check_apart(name, &[english, simplified, traditional]);
        assert!(english != simplified && simplified != traditional, "{name}: {texts:?}");
    }
}

#[test]
fn every_problem_says_what_is_wrong_and_what_to_do() {
    let books = problems::books();
    let said: Vec<_> = books
        .iter()
        .map(|(name, book)| {
            let problem = noticed(name, book);
            (*name, in_every_language(|language| vec![finding::sentence(&problem, book, language)]))
        })
        .collect();
    let names: BTreeSet<_> = said.iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), 23);
    for (name, languages) in &said {
        for (language, lines) in languages {
            let stop = if *language == Language::English { "." } else { "。" };
            let advises = lines[0].matches(stop).count() >= 2 && lines[0].ends_with(stop);
            assert!(advises, "{name}: {lines:?}");
        }
    }
    check_differ(&said);
    compare(include_str!("findings.txt"), &said);
}

#[test]
fn every_contradiction_has_its_sentence() {
    let errors = contradictions();
    let said: Vec<_> = errors
        .iter()
        .map(|error| {
            let name = match error {
                WorkbookError::Identity { .. } => "identity",
                WorkbookError::Reference { .. } => "reference",
                WorkbookError::UnitCycle(_) => "unit cycle",
                WorkbookError::MeasureCycle(_) => "measure cycle",
                WorkbookError::RevisionOrder(_) => "revision order",
                WorkbookError::Range { .. } => "range",
            };
            (name, in_every_language(|language| vec![finding::contradiction(error, language)]))
        })
        .collect();
    check_differ(&said);
    compare(include_str!("contradictions.txt"), &said);
}

#[test]
fn vetoes_and_states_are_said() {
    let mut book = monthly(&["a"], vec![measure("m", "a", "10", completion(None))]);
    rules(&mut book).grades = vec![
        Grade { from: Some(decimal("90")), name: Name::plain("A") },
        Grade { from: None, name: Name::plain("B") },
    ];
    let revision = &book.scorecards[0].revisions[0];
    let effects = [
        ("to zero", "2026-03", VetoEffect::PerspectiveToZero),
        ("at most", "2026-03", VetoEffect::TotalAtMost(decimal("59.5"))),
        ("grade", "2026-03", VetoEffect::GradeAtMost(1)),
        ("in a longer period", "2026-02", VetoEffect::PerspectiveToZero),
    ];
    let mut said: Vec<_> = effects
        .into_iter()
        .map(|(name, period, effect)| {
            let (reason, measure) = (Name::plain("a fall"), MeasureId::from("m"));
            let used = VetoUse { reason, measure, effect, period: month(period) };
            let say = |language| vec![finding::veto(&used, month("2026-03"), revision, language)];
            (name, in_every_language(say))
        })
        .collect();
    let states = [
        ("missing", MeasureState::Missing),
        ("substituted", MeasureState::Substituted),
        ("not applicable", MeasureState::NotApplicable),
        ("left out", MeasureState::LeftOut),
    ];
    for (name, state) in states {
        let say = |language| vec![absence(state, language).expect("a sentence").to_owned()];
        said.push((name, in_every_language(say)));
    }
    assert_eq!(absence(MeasureState::Scored, Language::English), None);
    check_differ(&said);
    compare(include_str!("vetoes.txt"), &said);
}
