//! Cells of worked examples: what they say, and the workbooks they are put into.

use std::fmt::Debug;

use counterpoise::document::Document;
use counterpoise::domain::exact::{Exact, Midpoint};
use counterpoise::domain::measure::Measure;
use counterpoise::domain::period::{FirstMonth, Period};
use counterpoise::domain::workbook::Workbook;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::Checked;
use crate::books::{WARD, completion, enter, fixed, measure, monthly};

pub(super) const PERIOD: &str = "/workbook/scorecards/0/period";
pub(super) const MISSING: &str = "/workbook/scorecards/0/revisions/0/missing";
pub(super) const ROUNDING: &str = "/workbook/scorecards/0/revisions/0/rounding";
pub(super) const MONTH_RULE: &str = "/workbook/items/0/month_rule";
pub(super) const UNIT_RULE: &str = "/workbook/items/0/unit_rule";
const MEASURE: &str = "/workbook/scorecards/0/revisions/0/perspectives/0/measures/0";

/// Text as the program has it: the document prints minus signs.
pub(super) fn plain(text: &str) -> String {
    text.replace('−', "-")
}

pub(super) fn number(text: &str) -> Result<Decimal, String> {
    Decimal::from_str_exact(&plain(text)).map_err(|_| format!("“{text}” is not a number"))
}

/// A number, or `–` for none.
pub(super) fn number_or_none(text: &str) -> Result<Option<Decimal>, String> {
    if text == "–" { Ok(None) } else { number(text).map(Some) }
}

pub(super) fn count(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| format!("“{text}” is not a count"))
}

/// The two parts of a text around a separator.
pub(super) fn halves<'t>(text: &'t str, around: &str) -> Result<(&'t str, &'t str), String> {
    text.split_once(around).ok_or_else(|| format!("“{text}” has no “{around}”"))
}

/// `name: value, …` as the fields of an object.
pub(super) fn fields(text: &str) -> Result<Map<String, Value>, String> {
    let mut fields = Map::new();
    for field in text.split(", ") {
        let (name, value) = field.split_once(": ").ok_or_else(|| format!("“{field}” is not a field"))?;
        fields.insert(name.to_owned(), field_value(name, value)?);
    }
    Ok(fields)
}

fn field_value(name: &str, value: &str) -> Result<Value, String> {
    Ok(match (name, value) {
        (_, "null") => Value::Null,
        ("decimals" | "least_peers" | "periods", value) => json!(count(value)?),
        ("with_self" | "rounded", value) => json!(value == "yes"),
        ("scope", value) if value.starts_with("ancestor ") => {
            json!({"ancestor": count(value.trim_start_matches("ancestor "))?})
        }
        ("bands", value) => list(value, band)?,
        ("knots", value) => list(value, knot)?,
        ("below" | "above", value) if value.ends_with('%') => json!({"percent": percent(value)?}),
        ("award", value) => match value.strip_prefix("last ") {
            Some(last) => json!({"last": percent(last)?}),
            None => json!({"bands": list(value, rank_band)?}),
        },
        (_, value) => json!(plain(value)),
    })
}

/// Parts of a list stand between slashes.
fn list(text: &str, read: fn(&str) -> Result<Value, String>) -> Result<Value, String> {
    text.split(" / ").map(read).collect::<Result<Vec<Value>, String>>().map(Value::from)
}

fn percent(text: &str) -> Result<String, String> {
    text.strip_suffix(" %").map(plain).ok_or_else(|| format!("“{text}” is not a percent"))
}

/// `0 %`, `60 = 50 %` or `60 = 3 points`.
fn band(text: &str) -> Result<Value, String> {
    let (from, award) = match text.split_once(" = ") {
        Some((from, award)) => (json!(plain(from)), award),
        None => (Value::Null, text),
    };
    Ok(match award.strip_suffix(" points") {
        Some(points) => json!({"from": from, "points": plain(points)}),
        None => json!({"from": from, "percent": percent(award)?}),
    })
}

/// `60 = 50 %`.
fn knot(text: &str) -> Result<Value, String> {
    let (at, award) = halves(text, " = ")?;
    Ok(json!({"at": plain(at), "percent": percent(award)?}))
}

/// `3 = 80 %`: ranks up to the third.
fn rank_band(text: &str) -> Result<Value, String> {
    let (up_to, award) = halves(text, " = ")?;
    Ok(json!({"up_to": count(up_to)?, "percent": percent(award)?}))
}

/// `higher`, `lower` or `40 to 60`.
pub(super) fn polarity(text: &str) -> Value {
    match text.split_once(" to ") {
        Some((low, high)) => json!({"within": {"low": plain(low), "high": plain(high)}}),
        None => json!(text),
    }
}

/// `2026-03`, `2026-Q1`, `2026` or `ytd-2026-03`.
pub(super) fn period(text: &str) -> Result<Period, String> {
    Period::parse(text, FirstMonth::JANUARY).map_err(|error| error.to_string())
}

/// The own period that a card has for it.
pub(super) fn own_period(period: Period) -> Value {
    json!(if period.month_count() == 1 { "month" } else { "year" })
}

/// `any = 45` or `unit ward month 3 = 75` as it stands in the file.
pub(super) fn fixed_value(text: &str) -> Result<Value, String> {
    let (key, value) = text.split_once(" = ").ok_or_else(|| format!("“{text}” sets nothing"))?;
    let mut fixed = json!({"unit": null, "year": null, "month": null, "value": plain(value)});
    let words: Vec<&str> = key.split(' ').filter(|word| *word != "any").collect();
    for pair in words.chunks(2) {
        match *pair {
            ["unit", unit] => fixed["unit"] = json!(unit),
            [name @ ("year" | "month"), value] => fixed[name] = json!(count(value)?),
            _ => return Err(format!("“{key}” is not what a target is for")),
        }
    }
    Ok(fixed)
}

/// Fixed values between semicolons as a target, `–` for none.
pub(super) fn fixed_values(text: &str) -> Result<Value, String> {
    if text == "–" {
        return Ok(Value::Null);
    }
    let values = text.split("; ").map(fixed_value).collect::<Result<Vec<Value>, String>>()?;
    Ok(json!({"source": {"kind": "fixed", "values": values}, "uplift": "0", "offset": "0"}))
}

/// One target for all, `–` for none.
pub(super) fn target(text: &str) -> Result<Value, String> {
    if text == "–" { Ok(Value::Null) } else { fixed_values(&format!("any = {text}")) }
}

pub(super) fn miscounted(cells: &[&str]) -> Checked {
    Err(format!("{} cells", cells.len()))
}

/// A measure m of the full points 100 over the items a, b and c.
pub(super) fn book() -> Workbook {
    let measure = Measure { target: fixed("100"), ..measure("m", "a", "100", completion(None)) };
    monthly(&["a", "b", "c"], vec![measure])
}

pub(super) fn in_measure(field: &str) -> String {
    format!("{MEASURE}/{field}")
}

/// The workbook after changes to its file. What the file does not know or keep is refused.
pub(super) fn with(book: Workbook, changes: &[(&str, Value)]) -> Result<Workbook, String> {
    let mut file = file_of(book)?;
    for (place, value) in changes {
        *file.pointer_mut(place).ok_or_else(|| format!("the file has no {place}"))? = value.clone();
    }
    let read = Document::from_json(&file.to_string()).map_err(|error| error.to_string())?.workbook;
    if let Some(unknown) = read.unknown.first() {
        return Err(format!("{} is unknown", unknown.text));
    }
    let written = file_of(read.clone())?;
    for (place, value) in changes {
        let kept = written.pointer(place).unwrap_or(&Value::Null);
        if !holds(kept, value) {
            return Err(format!("{value} became {kept}"));
        }
    }
    Ok(read)
}

fn file_of(workbook: Workbook) -> Result<Value, String> {
    let text = Document { changed: None, workbook }.to_json().map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

/// Whether all of `value` is in `kept`; a list may have another order.
fn holds(kept: &Value, value: &Value) -> bool {
    match (kept, value) {
        (Value::Object(kept), Value::Object(value)) => {
            value.iter().all(|(name, value)| kept.get(name).is_some_and(|kept| holds(kept, value)))
        }
        (Value::Array(kept), Value::Array(values)) => {
            values.iter().all(|value| kept.iter().any(|kept| holds(kept, value)))
        }
        _ => kept == value,
    }
}

/// Enters a number, `n/a`, or `–` for a figure that is not there.
pub(super) fn enter_cell(book: &mut Workbook, unit: &str, item: &str, month: &str, cell: &str) -> Checked {
    let figure = match cell {
        "n/a" => cell.to_owned(),
        _ => number_or_none(cell)?.map(|number| number.to_string()).unwrap_or_default(),
    };
    enter(book, unit, item, month, &figure);
    Ok(())
}

/// Enters `a 2026: 11×10 12; hospital b 2026: – n/a`: figures from January on, of the ward where no
/// unit is named.
pub(super) fn enter_figures(book: &mut Workbook, text: &str) -> Checked {
    for part in text.split("; ") {
        let unreadable = || format!("“{part}” is not an item, a year and figures");
        let (head, figures) = part.split_once(": ").ok_or_else(unreadable)?;
        let (unit, item, year) = match head.split(' ').collect::<Vec<_>>()[..] {
            [item, year] => (WARD, item, year),
            [unit, item, year] => (unit, item, year),
            _ => return Err(unreadable()),
        };
        let mut months = 1..=12;
        for word in figures.split(' ') {
            let (times, figure) = word.split_once('×').unwrap_or(("1", word));
            for _ in 0..count(times)? {
                let month = months.next().ok_or("more than twelve months")?;
                enter_cell(book, unit, item, &format!("{year}-{month:02}"), figure)?;
            }
        }
    }
    Ok(())
}

pub(super) fn agree<T: PartialEq + Debug>(found: T, printed: T) -> Checked {
    if found == printed { Ok(()) } else { Err(format!("{found:?} and not {printed:?}")) }
}

/// An exact value, compared at the decimals that are printed.
pub(super) fn agree_exactly(found: Option<&Exact>, printed: &str) -> Checked {
    let printed = number_or_none(printed)?;
    let decimals = printed.map_or(0, |printed| printed.scale());
    agree(found.and_then(|found| found.round(decimals, Midpoint::AwayFromZero)), printed)
}
