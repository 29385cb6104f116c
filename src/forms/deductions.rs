//! Deductions behind a figure as rows of texts, and what the texts mean.

use rust_decimal::Decimal;

use crate::domain::deduction::{Deduction, MOST_DEDUCTIONS, points_in_range};
use crate::domain::period::Month;
use crate::domain::workbook::NumberStyle;
use crate::i18n::number;
use crate::typed;

/// What stands in the fields of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeductionRow {
    /// The day; may be empty.
    pub day: String,
    /// Why.
    pub reason: String,
    /// How many points.
    pub points: String,
}

/// Why a row is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeductionFault {
    /// It is no day.
    Day,
    /// The points are no number from 0 up.
    Points,
    /// There are more rows than can be kept.
    TooMany,
}

/// The rows of deductions that are there.
#[must_use]
pub fn deduction_rows(list: &[Deduction], style: NumberStyle) -> Vec<DeductionRow> {
    let row = |own: &Deduction| DeductionRow {
        day: own.day.map(|day| day.to_string()).unwrap_or_default(),
        reason: own.reason.to_string(),
        points: number::format_typed(own.points, 0, style),
    };
    list.iter().map(row).collect()
}

/// The deductions that the rows say; rows with nothing in them say nothing. A day without a month is of
/// `month`.
///
/// # Errors
/// The rows that are not taken, from 0, and why.
pub fn read_deductions(
    rows: &[DeductionRow],
    month: Month,
    style: NumberStyle,
) -> Result<Vec<Deduction>, Vec<(usize, DeductionFault)>> {
    let (mut list, mut faults) = (Vec::new(), Vec::new());
    for (place, row) in rows.iter().enumerate() {
        if [&row.day, &row.reason, &row.points].iter().all(|text| text.trim().is_empty()) {
            continue;
        }
        let day = match row.day.trim() {
            "" => None,
            text => typed::day::parse(text, month),
        };
        if day.is_none() && !row.day.trim().is_empty() {
            faults.push((place, DeductionFault::Day));
        }
        match read_points(&row.points, style) {
            Some(points) => list.push(Deduction { day, reason: row.reason.trim().into(), points }),
            None => faults.push((place, DeductionFault::Points)),
        }
        if list.len() > MOST_DEDUCTIONS {
            faults.push((place, DeductionFault::TooMany));
        }
    }
    if faults.is_empty() { Ok(list) } else { Err(faults) }
}

/// What the rows come to, those left out whose points cannot be read.
#[must_use]
pub fn sum_of_rows(rows: &[DeductionRow], style: NumberStyle) -> Decimal {
    let points = rows.iter().filter_map(|row| read_points(&row.points, style));
    points.fold(Decimal::ZERO, |sum, own| sum.checked_add(own).unwrap_or(sum))
}

fn read_points(text: &str, style: NumberStyle) -> Option<Decimal> {
    let read = number::parse(text.trim(), style, true).ok()?;
    Some(read.value.normalize()).filter(|points| points_in_range(*points))
}
