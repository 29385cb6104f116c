//! `cargo xtask recalculate`: workbooks whose scores are formulas, recalculated by LibreOffice from
//! scratch. Its totals must be those of the engine in every period, also after one figure was changed in
//! the file.

mod books;
mod cells;
mod office;
mod package;

use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;

use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::id::UnitId;
use counterpoise::domain::name::Language;
use counterpoise::domain::period::{Month, Period, PeriodLength};
use counterpoise::domain::scorecard::{LongerPeriods, Rounding, Scorecard};
use counterpoise::domain::scoring::Plan;
use counterpoise::domain::workbook::Workbook;
use counterpoise::i18n::{month, sheet_texts};
use counterpoise::interop::live::{self, Export, Label, Words};
use counterpoise::interop::table::{Content, Table};
use counterpoise::interop::xlsx;
use rust_decimal::{Decimal, RoundingStrategy};
use xtask_wasm::{
    anyhow::{Context, Result, bail, ensure},
    clap,
};

use crate::command;

/// Decimals that are compared where a card does not round, or to more: a spreadsheet has 15 digits.
const UNROUNDED: u32 = 9;

/// Options of `cargo xtask recalculate`.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// Instead of the sample and the templates, so many random workbooks.
    #[arg(long)]
    random: Option<u32>,
    /// What the random workbooks are drawn from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// A file that is recalculated, and the totals it must have.
struct Case {
    name: String,
    language: Language,
    workbook: Workbook,
    bytes: Vec<u8>,
    /// Whether one figure in it is another than when it was written.
    changed: bool,
}

/// How many scores of a file are formulas and how many are values.
type Counts = BTreeMap<String, (u32, u32)>;

/// As a part of all tests: where there is no LibreOffice and none can be installed, it is left out.
pub(crate) fn recalculate_if_possible() -> Result<()> {
    if office::can_be_had() {
        return recalculate(&Options::default());
    }
    println!("note: no LibreOffice found; workbooks are not recalculated. Install it, or set SOFFICE");
    Ok(())
}

/// Recalculates all books and compares.
pub(crate) fn recalculate(options: &Options) -> Result<()> {
    let office = office::ensure()?;
    let directory = command::target().join("recalculate");
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory)?;
    let (cases, counts) = match options.random {
        Some(count) => cases(books::random(count, options.seed, &directory)?, false)?,
        None => cases(books::all()?, true)?,
    };
    for case in &cases {
        let stripped = package::without_results(&case.bytes)?;
        fs::write(directory.join(format!("{}.xlsx", case.name)), stripped)?;
    }
    let started = Instant::now();
    office::convert(&office, &directory)?;
    println!(
        "LibreOffice recalculated {} workbooks in {:.1} s",
        cases.len(),
        started.elapsed().as_secs_f64()
    );
    let (mut compared, mut cells) = (0, 0);
    for case in &cases {
        let path = directory.join("recalculated").join(format!("{}.xlsx", case.name));
        let bytes = fs::read(&path).with_context(|| format!("LibreOffice wrote no {}", path.display()))?;
        let tables = xlsx::read(&bytes)?;
        let count = compare(case, &tables)?;
        if !case.changed {
            cells += cells::compare(&case.name, &xlsx::read(&case.bytes)?, &tables)?;
        }
        let formulas = counts
            .get(&case.name)
            .map(|(formulas, held)| format!(", {formulas} of {} scores are formulas", formulas + held));
        println!("{}: {count} totals are the same{}", case.name, formulas.unwrap_or_default());
        compared += count;
    }
    println!("{compared} totals and {cells} cells are the same");
    check_counts(&counts, if options.random.is_some() { 95 } else { 100 })
}

/// Fails where fewer scores than so many in a hundred are formulas.
fn check_counts(counts: &Counts, least: u32) -> Result<()> {
    let formulas: u32 = counts.values().map(|(formulas, _)| formulas).sum();
    let all = formulas + counts.values().map(|(_, held)| held).sum::<u32>();
    println!("{formulas} of {all} scores are formulas");
    ensure!(formulas * 100 >= all * least, "fewer than {least} % of the scores are formulas");
    Ok(())
}

/// The files of all books, and where `change` is asked for, each once more with one figure changed.
fn cases(books: Vec<(String, Workbook)>, change: bool) -> Result<(Vec<Case>, Counts)> {
    let (mut cases, mut counts) = (Vec::new(), Counts::new());
    for (name, workbook) in books {
        for language in books::languages(&name) {
            let export = exported(&workbook, *language);
            let name = format!("{name}-{}", language.tag());
            counts.insert(name.clone(), (export.formulas, export.held));
            if change && *language == Language::English {
                cases.extend(with_one_change(&name, &workbook, *language, &export)?);
            }
            let workbook = workbook.clone();
            cases.push(Case { name, language: *language, workbook, bytes: export.bytes, changed: false });
        }
    }
    Ok((cases, counts))
}

fn exported(workbook: &Workbook, language: Language) -> Export {
    live::write(workbook, &Plan::new(workbook), &words(language))
}

fn words(language: Language) -> Words {
    Words(sheet_texts(language))
}

fn word(language: Language, label: Label) -> &'static str {
    words(language).of(label)
}

/// The same book with one figure changed, in the file and in the workbook.
fn with_one_change(
    name: &str,
    workbook: &Workbook,
    language: Language,
    export: &Export,
) -> Result<Option<Case>> {
    let plan = Plan::new(workbook);
    let (first, last) = workbook.figures.span().context("no figures")?;
    let card = workbook.scorecards.first().context("no card")?;
    let unit = card.units.first().context("no unit")?;
    let period = Period::holding(last, card.period, workbook.first_month);
    let before = plan.total(&card.id, unit, period);
    for item in &workbook.items {
        for month in first.through(last) {
            let cell = Cell { unit: unit.clone(), item: item.id.clone(), month };
            let Figure::Value(value) = workbook.figures.get(unit, &item.id, month) else { continue };
            let changed = value * Decimal::new(98, 2) + Decimal::ONE;
            let mut after = workbook.clone();
            after.figures.set(&cell, Figure::Value(changed));
            if Plan::new(&after).total(&card.id, unit, period) != before {
                let bytes = change(&export.bytes, workbook, language, &cell, (value, changed))?;
                println!("{name}: {} {} {month} {value} becomes {changed}", unit.as_str(), item.code);
                return Ok(Some(Case {
                    name: format!("{name}-changed"),
                    language,
                    workbook: after,
                    bytes,
                    changed: true,
                }));
            }
        }
    }
    bail!("{name}: no figure changes the total");
}

/// Writes another figure into the page of figures.
fn change(
    bytes: &[u8],
    workbook: &Workbook,
    language: Language,
    cell: &Cell,
    (old, new): (Decimal, Decimal),
) -> Result<Vec<u8>> {
    let tables = xlsx::read(bytes)?;
    let (place, table) = tables
        .iter()
        .enumerate()
        .find(|(_, table)| table.name == word(language, Label::Figures))
        .context("no page of figures")?;
    let unit = workbook.unit(&cell.unit).context("no unit")?.name.text(language);
    let item = workbook.item(&cell.item).context("no item")?.name.text(language);
    let row = (0..2_000).find(|row| table.text(*row, 0) == Some(unit) && table.text(*row, 1) == Some(item));
    let row = row.with_context(|| format!("no row of {unit}, {item}"))?;
    let heading = month::format_brief(cell.month, language);
    let column = (0..500).find(|column| table.text(1, *column) == Some(&heading)).context("no month")?;
    let name = counterpoise::interop::table::At { row, column }.name();
    package::with_number(bytes, place + 1, &name, old, new)
}

/// Compares all totals of a recalculated workbook with those of the engine; gives how many there are.
fn compare(case: &Case, tables: &[Table]) -> Result<u32> {
    let plan = Plan::new(&case.workbook);
    let mut compared = 0;
    for card in &case.workbook.scorecards {
        for unit in &card.units {
            compared += compare_unit(case, &plan, tables, card, unit)?;
        }
    }
    ensure!(compared > 0 || case.name.starts_with("random"), "{}: nothing to compare", case.name);
    Ok(compared)
}

fn compare_unit(case: &Case, plan: &Plan, tables: &[Table], card: &Scorecard, unit: &UnitId) -> Result<u32> {
    let workbook = &case.workbook;
    let unit_name = workbook.unit(unit).context("no unit")?.name.text(case.language);
    let title = format!("{unit_name}  {}", card.name.text(case.language));
    let pages = || tables.iter().filter(|table| table.text(0, 0) == Some(title.as_str()));
    ensure!(pages().next().is_some(), "{}: no page \"{title}\"", case.name);
    let (first, last) = workbook.figures.span().context("no figures")?;
    let own = |month: Month| Period::holding(month, card.period, workbook.first_month);
    let mut periods: Vec<Period> = first.through(last).map(own).collect();
    periods.dedup();
    let mut compared = 0;
    // A month in which the unit does not use the card has no column.
    for period in periods.into_iter().filter(|period| card.is_used_in(unit, period.last())) {
        let revision = card.revision_in(period.last()).context("no revision")?;
        let decimals = match revision.rounding {
            Rounding::Decimals { decimals, .. } => decimals.min(UNROUNDED),
            Rounding::None => UNROUNDED,
        };
        let so_far = Period::holding(period.last(), PeriodLength::YearToDate, workbook.first_month);
        let is_mean = revision.longer_periods == LongerPeriods::MeanOfPeriods;
        let year = (is_mean && card.period != PeriodLength::Year).then_some((Label::YearToDate, so_far));
        for (label, scored) in [(Label::Total, period)].into_iter().chain(year) {
            let expected = plan.total(&card.id, unit, scored);
            let column = month::format_period(period, workbook.first_month, case.language);
            let found = pages().find_map(|page| cell(page, word(case.language, label), &column));
            ensure!(
                are_same(expected, found, decimals),
                "{}: {title} {column}: {label:?} is {found:?} instead of {expected:?}",
                case.name,
            );
            compared += u32::from(expected.is_some());
        }
    }
    Ok(compared)
}

/// Whether both are the same at so many decimals, or as far as a spreadsheet counts, with some 15 digits;
/// or neither is there.
fn are_same(one: Option<Decimal>, other: Option<Decimal>, decimals: u32) -> bool {
    let shown =
        |value: Decimal| value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    match (one, other) {
        (Some(one), Some(other)) => {
            shown(one) == shown(other) || (one - other).abs() <= one.abs() * Decimal::new(1, 13)
        }
        (one, other) => one == other,
    }
}

/// The number in the row of this name and the column of a period.
fn cell(page: &Table, name: &str, period: &str) -> Option<Decimal> {
    let column = (3..1_000).find(|column| page.text(1, *column) == Some(period))?;
    let row = (2..1_000).find(|row| page.text(*row, 0) == Some(name))?;
    match page.get(row, column)? {
        Content::Number { value, .. } => Some(*value),
        _ => None,
    }
}
