//! `cargo xtask score`: scores a workbook without a browser, by the same library.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::{fs, path::PathBuf, process::ExitCode};

use counterpoise::domain::id::{ScorecardId, UnitId};
use counterpoise::domain::measure::Measure;
use counterpoise::domain::name::Language;
use counterpoise::domain::period::{Month, Period};
use counterpoise::domain::scorecard::Scorecard;
use counterpoise::domain::scoring::{Finding, Plan};
use counterpoise::domain::workbook::Workbook;
use counterpoise::i18n::explanation::{Explainer, Line, absence, sums};
use counterpoise::i18n::finding;
use counterpoise::interop::{json, scores};
use xtask_wasm::{
    anyhow::{Context, Result, bail, ensure},
    clap,
};

/// Options of `cargo xtask score`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The workbook, as the app exports it.
    workbook: PathBuf,
    /// 2026-03, 2026-Q1, 2026-H1, 2026, ytd-2026-03, or all of the card's own periods that may have
    /// figures; without it, the own period that holds the last month with figures.
    #[arg(long)]
    period: Option<String>,
    /// Only this unit, by its identity.
    #[arg(long, value_name = "ID")]
    unit: Option<String>,
    /// Only this scorecard, by its identity.
    #[arg(long, value_name = "ID")]
    scorecard: Option<String>,
    /// How the points of a measure came about, step by step; by its identity or its code.
    #[arg(long, value_name = "MEASURE", conflicts_with = "format")]
    explain: Option<String>,
    /// How the rows are written.
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// The language of names and findings.
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = language)]
    language: Language,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Csv,
    Json,
}

/// The exit code where the workbook or an option is no good; that of a wrong command line too.
const BAD_INPUT: u8 = 2;

/// Prints the scores.
pub(crate) fn score(options: &Options) -> Result<ExitCode> {
    match text(options) {
        Ok(text) => {
            std::io::stdout().write_all(text.as_bytes()).context("cannot print")?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            Ok(ExitCode::from(BAD_INPUT))
        }
    }
}

fn text(options: &Options) -> Result<String> {
    let path = options.workbook.display();
    let bytes = fs::read(&options.workbook).with_context(|| format!("cannot read {path}"))?;
    let workbook = json::read(&bytes).with_context(|| format!("cannot read {path}"))?.workbook;
    let reports = asked(&workbook, options)?;
    let plan = Plan::new(&workbook);
    match &options.explain {
        Some(measure) => explanations(&workbook, &plan, &reports, measure, options.language),
        None => Ok(table(&workbook, &plan, &reports, options)),
    }
}

/// A report that is asked for: the scorecard, the unit and the period.
type Asked = (ScorecardId, UnitId, Period);

/// The reports that are asked for: by scorecard, unit and period.
fn asked(workbook: &Workbook, options: &Options) -> Result<Vec<Asked>> {
    let cards = workbook.scorecards.iter();
    let (cards_there, units_there) = (
        || list(cards.clone().map(|card| card.id.as_str())),
        || list(workbook.units.iter().map(|unit| unit.id.as_str())),
    );
    if let Some(id) = &options.scorecard {
        let found = workbook.scorecard(&ScorecardId::from(id.as_str())).is_some();
        ensure!(found, "there is no scorecard \"{id}\"; there are: {}", cards_there());
    }
    if let Some(id) = &options.unit {
        let found = workbook.unit(&UnitId::from(id.as_str())).is_some();
        ensure!(found, "there is no unit \"{id}\"; there are: {}", units_there());
    }
    let wanted = |id: &str, option: &Option<String>| option.as_deref().is_none_or(|own| own == id);
    let mut reports = Vec::new();
    for card in cards.clone().filter(|card| wanted(card.id.as_str(), &options.scorecard)) {
        let periods = periods(workbook, card, options.period.as_deref())?;
        for unit in card.units.iter().filter(|unit| wanted(unit.as_str(), &options.unit)) {
            let one = |period: &Period| (card.id.clone(), unit.clone(), *period);
            reports.extend(periods.iter().map(one));
        }
    }
    let users = || {
        list(
            cards
                .clone()
                .filter(|card| wanted(card.id.as_str(), &options.scorecard))
                .flat_map(|card| &card.units)
                .map(UnitId::as_str),
        )
    };
    ensure!(!reports.is_empty(), "the scorecard is not used by the unit; it is used by: {}", users());
    Ok(reports)
}

/// Identities for a message, each once.
fn list<'i>(ids: impl Iterator<Item = &'i str>) -> String {
    let ids: BTreeSet<&str> = ids.collect();
    if ids.is_empty() { "none".to_owned() } else { ids.into_iter().collect::<Vec<_>>().join(", ") }
}

/// The periods of a card that are asked for.
fn periods(workbook: &Workbook, card: &Scorecard, asked: Option<&str>) -> Result<Vec<Period>> {
    let (first, last) = workbook.figures.span().context("the workbook has no figures")?;
    let own = |month: Month| Period::holding(month, card.period, workbook.first_month);
    match asked {
        None => Ok(vec![own(last)]),
        Some("all") => Ok(scores::own_periods(workbook, card)),
        Some(text) => {
            let period = Period::parse(text, workbook.first_month);
            let period = period.with_context(|| format!("\"{text}\" is no period"))?;
            let within = period.first() <= last && period.last() >= first;
            ensure!(within, "there are no figures in {text}; there are figures from {first} to {last}");
            Ok(vec![period])
        }
    }
}

fn table(workbook: &Workbook, plan: &Plan, reports: &[Asked], options: &Options) -> String {
    let finding = |finding: &Finding| words(workbook, finding, options.language);
    let names = scores::Names { workbook, language: options.language, finding: &finding };
    let rows = scores::rows_of(names, plan, reports);
    match options.format {
        Format::Csv => scores::to_csv(&rows),
        Format::Json => scores::to_json(&rows),
    }
}

/// A finding in words, or as it is where there are none for it.
fn words(workbook: &Workbook, found: &Finding, language: Language) -> String {
    let sentence = finding::sentence(&found.problem, workbook, language);
    if sentence.is_empty() { format!("{:?}", found.problem) } else { sentence }
}

fn explanations(
    workbook: &Workbook,
    plan: &Plan,
    reports: &[Asked],
    measure: &str,
    language: Language,
) -> Result<String> {
    let mut text = String::new();
    for asked in reports {
        if let Some(own) = explanation(workbook, plan, asked, measure, language) {
            text.push_str(&own);
        }
    }
    if text.is_empty() {
        let cards = reports.iter().filter_map(|(card, ..)| workbook.scorecard(card));
        let measures = cards.flat_map(|card| &card.revisions).flat_map(|revision| revision.measures());
        let known = list(measures.map(|measure| measure.id.as_str()));
        bail!("no measure \"{measure}\" is scored in the period; there are: {known}");
    }
    Ok(text)
}

/// How a measure came about: whose, its steps, and the sums above it.
fn explanation(
    workbook: &Workbook,
    plan: &Plan,
    (card, unit, period): &Asked,
    measure: &str,
    language: Language,
) -> Option<String> {
    let definition = workbook.scorecard(card)?;
    let revision = definition.revision_in(period.last())?;
    let named = |own: &&Measure| own.id.as_str() == measure || *own.code == *measure;
    let measure = revision.measures().find(named)?;
    let explanation = plan.explain(card, unit, *period, &measure.id)?;
    let explainer = Explainer { workbook, revision, measure, language };
    let unit = workbook.unit(unit)?.name.text(language);
    let period = period.format(workbook.first_month);
    let mut lines = vec![format!(
        "{} / {unit} / {period} / {}",
        definition.name.text(language),
        measure.name.text(language)
    )];
    lines.extend(explainer.headline(&explanation.steps));
    let score = explanation.report.measure(&measure.id);
    lines.extend(score.and_then(|score| absence(score.state, language)).map(str::to_owned));
    let findings = explanation.report.findings.iter();
    let own = findings.filter(|found| found.measure.as_ref() == Some(&measure.id));
    lines.extend(own.map(|found| words(workbook, found, language)));
    lines.extend(explainer.lines(&explanation.steps).into_iter().map(line));
    lines.extend(sums(&explanation.report, revision, measure, language).into_iter().map(line));
    Some(lines.join("\n  ") + "\n")
}

fn line(line: Line) -> String {
    let remark = line.remark.map(|remark| format!(" ({remark})")).unwrap_or_default();
    format!("{}: {}{remark}", line.label, line.arithmetic)
}

fn language(tag: &str) -> Result<Language, String> {
    let found = Language::ALL.into_iter().find(|language| language.tag() == tag);
    found.ok_or_else(|| format!("a language is one of {}", Language::ALL.map(Language::tag).join(", ")))
}
