//! The workbooks that are recalculated: the sample hospital, and each template with two years of figures
//! around those that meet its targets.

use std::fs;
use std::path::Path;

use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::item::{Item, MonthRule};
use counterpoise::domain::name::Language;
use counterpoise::domain::period::{Month, PeriodLength};
use counterpoise::domain::workbook::Workbook;
use counterpoise::interop::json;
use counterpoise::templates;
use rust_decimal::Decimal;
use xtask_wasm::anyhow::{Context, Result};

use crate::command;

#[path = "../../../tests/suite/template_figures.rs"]
mod template_figures;

/// The sample in every language.
pub(super) fn languages(name: &str) -> &'static [Language] {
    if name == "sample" { &Language::ALL } else { &[Language::English] }
}

/// All books, with their names.
pub(super) fn all() -> Result<Vec<(String, Workbook)>> {
    let mut books = vec![("sample".to_owned(), templates::sample_hospital()?)];
    for template in templates::templates()? {
        let mut workbook = templates::start_from(&template, "recalculated".into());
        let rows = template_figures::ON_TARGET.iter().find(|(id, _)| *id == template.id);
        let yearly = template.scorecard.period == PeriodLength::Year;
        let unit = workbook.scorecards.first().and_then(|card| card.units.first()).cloned();
        let unit = unit.context("a template has a unit")?;
        let items: Vec<Item> = workbook.items.clone();
        for (place, item) in (0..).zip(&items) {
            let row = rows.and_then(|(_, rows)| rows.iter().find(|row| row.0 == item.id.as_str()));
            let (_, now, before) = row.copied().unwrap_or((item.id.as_str(), "100", ""));
            let before = if before.is_empty() { now } else { before };
            let share = Decimal::from(if yearly && item.month_rule == MonthRule::Sum { 12 } else { 1 });
            for (offset, month) in (0..).zip(Month::january(2024).through(Month::january(2025).plus(11))) {
                let value: Decimal = if offset < 12 { before } else { now }.parse()?;
                let cell = Cell { unit: unit.clone(), item: item.id.clone(), month };
                workbook.figures.set(&cell, figure(value / share, place, offset));
            }
        }
        books.push((template.id.to_string(), workbook));
    }
    Ok(books)
}

/// Random workbooks, which the native tests draw and write as files.
pub(super) fn random(count: u32, seed: u64, folder: &Path) -> Result<Vec<(String, Workbook)>> {
    let mut test =
        command::cargo(["test", "--quiet", "--test", "suite", "--", "live::random_workbooks_are_written"]);
    test.env("COUNTERPOISE_RANDOM_COUNT", count.to_string());
    test.env("COUNTERPOISE_RANDOM_SEED", seed.to_string()).env("COUNTERPOISE_RANDOM_FOLDER", folder);
    command::run(&mut test)?;
    (0..count)
        .map(|place| {
            let name = format!("random-{place:03}");
            let bytes = fs::read(folder.join(format!("{name}.json")))?;
            Ok((name, json::read(&bytes)?.workbook))
        })
        .collect()
}

/// The value, up to a tenth more or less; now and then none.
fn figure(value: Decimal, item: u32, month: u32) -> Figure {
    let drawn = (item * 7 + month * 13 + item * month * 5) % 101;
    match drawn {
        97 => Figure::Missing,
        98 => Figure::NotApplicable,
        99 => Figure::Exempt(value),
        _ => Figure::Value(
            (value * Decimal::new(i64::from(drawn) + 900, 3) + value * Decimal::new(50, 3)).round_dp(2),
        ),
    }
}
