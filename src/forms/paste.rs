//! Targets pasted from a spreadsheet: a row for each unit, with one value, or with one for each of
//! the months that the first row names.

use super::{CardPlace, Refusal};
use crate::domain::edit::Edit;
use crate::domain::id::MeasureId;
use crate::domain::name::Language;
use crate::domain::period::Month;
use crate::domain::target::{FixedTargetKey, FixedTargets, Target, TargetSource};
use crate::domain::unit::Unit;
use crate::domain::workbook::Workbook;
use crate::i18n::{month, number};
use rust_decimal::Decimal;

/// What a column holds targets for.
type Column = FixedTargetKey;

/// The edit that sets the targets of a measure that stand in `text`; empty cells set none.
///
/// # Errors
/// When a unit is unknown or a cell is no number; nothing is to be changed then.
pub fn paste_targets(
    workbook: &Workbook,
    place: &CardPlace,
    id: &MeasureId,
    text: &str,
) -> Result<Edit, Refusal> {
    let (_, revision) = place.find(workbook).ok_or(Refusal::Gone)?;
    let mut measure = revision.measure(id).ok_or(Refusal::Gone)?.clone();
    let mut fixed = match measure.target.take().map(|target| target.source) {
        Some(TargetSource::Fixed(fixed)) => fixed,
        _ => FixedTargets::default(),
    };
    let mut rows = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    let head = rows.peek().and_then(|line| columns(workbook, line));
    if head.is_some() {
        rows.next();
    }
    let columns = head.unwrap_or_else(|| vec![Some(Column::default())]);
    for line in rows {
        set_row(workbook, line, &columns, &mut fixed)?;
    }
    measure.target =
        Some(Target { source: TargetSource::Fixed(fixed), uplift: Decimal::ZERO, offset: Decimal::ZERO });
    let measure = Box::new(measure);
    Ok(Edit::SetMeasure { scorecard: place.scorecard.clone(), from: place.from, measure })
}

/// The months that the first row names behind its first cell; `None` where it names none.
fn columns(workbook: &Workbook, line: &str) -> Option<Vec<Option<Column>>> {
    let mut cells = line.split('\t').map(str::trim);
    if cells.next().is_some_and(|first| unit(workbook, first).is_some()) {
        return None;
    }
    let columns: Vec<Option<Column>> = cells.map(|cell| column(workbook, cell)).collect();
    columns.iter().any(Option::is_some).then_some(columns)
}

/// `3`, `March`, `Mar`, `3月`: every year; `2026-03`: its fiscal year.
fn column(workbook: &Workbook, cell: &str) -> Option<Column> {
    if let Ok(month) = cell.parse::<Month>() {
        let year = workbook.first_month.of_year_holding(month).year();
        return Some(Column { unit: None, year: Some(year), month: Some(month.number()) });
    }
    let is_it = |own: &u32| {
        let names = Language::ALL.map(|language| month::format_of_year(*own, language));
        let short = names.first().and_then(|name| name.get(..3)).unwrap_or_default();
        cell == own.to_string() || names.iter().any(|name| name == cell) || cell.eq_ignore_ascii_case(short)
    };
    let month = (1..=12).find(is_it)?;
    Some(Column { unit: None, year: None, month: Some(month) })
}

fn set_row(
    workbook: &Workbook,
    line: &str,
    columns: &[Option<Column>],
    fixed: &mut FixedTargets,
) -> Result<(), Refusal> {
    let mut cells = line.split('\t').map(str::trim);
    let name = cells.next().unwrap_or_default();
    let unit = unit(workbook, name).ok_or_else(|| Refusal::NoUnit(name.to_owned()))?;
    for (cell, column) in cells.zip(columns).filter(|(cell, _)| !cell.is_empty()) {
        let read = number::parse(cell, workbook.number_style, true);
        let value = read.map_err(|_| Refusal::NoCell(cell.to_owned()))?.value;
        if let Some(column) = column {
            fixed.set(Column { unit: Some(unit.id.clone()), ..column.clone() }, value);
        }
    }
    Ok(())
}

fn unit<'w>(workbook: &'w Workbook, name: &str) -> Option<&'w Unit> {
    workbook.units.iter().find(|unit| unit.name.is(name) || unit.id.as_str() == name)
}
