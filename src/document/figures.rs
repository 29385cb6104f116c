//! The shape of figures: one line for each unit, item and calendar year.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::json::{self, FromJson, Json, Raw, Read, ShapeError, ToJson, Writer, format_on_one_line};
use super::packed;
use crate::domain::decimal;
use crate::domain::figure::{Figure, Figures, YearOfFigures};
use crate::domain::id::{ItemId, UnitId};

/// The most figures a document may hold.
const MAX_FIGURES: usize = 1_000_000;

/// What stands for a figure that is not applicable.
const NOT_APPLICABLE: &str = "n/a";
/// What marks a figure that is exempt.
const EXEMPT: &str = "exempt ";
const FIGURE: &str = "a figure: a decimal as text, null, or \"n/a\"";

impl FromJson for Figures {
    fn read(json: &Json<'_>) -> Read<Self> {
        let lines = json.list()?;
        let too_many = || json.misfit(format!("at most {MAX_FIGURES} figures can be read"));
        if lines.len() > MAX_FIGURES {
            return Err(too_many());
        }
        // In their order, because figures that are set in their order take no time.
        let mut ordered: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
        for (place, json) in lines.iter().enumerate() {
            let (unit, item, year) = key_of(json)?;
            let key = format!("{unit}\0{year:04}\0{item}");
            ordered.entry(Arc::from(key)).or_default().push(place);
        }
        let (mut figures, mut room) = (Self::default(), MAX_FIGURES);
        for json in ordered.values().flatten().filter_map(|place| lines.get(*place)) {
            let (unit, item, year) = key_of(json)?;
            let months: YearOfFigures = json.field("months")?;
            let known = months.iter().filter(|figure| **figure != Figure::Missing).count();
            room = room.checked_sub(known).ok_or_else(too_many)?;
            if figures.set_year(&unit, &item, year, months) != YearOfFigures::default() {
                let line = format!("\"{unit}\", \"{item}\", {year}");
                return Err(json.misfit(format!("the figures of {line} stand in two lines")));
            }
        }
        Ok(figures)
    }
}

/// Whose figures a line holds, of what and of which year.
fn key_of(json: &Json<'_>) -> Read<(UnitId, ItemId, i32)> {
    let year = json.field("year")?;
    if !(1..=9999).contains(&year) {
        return Err(json.misfit(format!("{year}: a year is 1 to 9999")));
    }
    Ok((json.field("unit")?, json.field("item")?, year))
}

impl ToJson for Figures {
    fn write(&self, out: &mut Writer) {
        let lines = self.iter().map(|(unit, year, item, months)| Line { unit, item, year, months });
        out.list(lines.map(|line| Raw(format_on_one_line(&line))));
    }
}

impl FromJson for YearOfFigures {
    fn read(json: &Json<'_>) -> Read<Self> {
        let mut months = Self::default();
        let read = json.list()?;
        if read.len() != months.len() {
            return Err(json.misfit("twelve months were expected".to_owned()));
        }
        for (month, json) in months.iter_mut().zip(read) {
            *month = Figure::read(json)?;
        }
        Ok(months)
    }
}

/// `"46.5"`, `null`, `"n/a"` or `"exempt 46.5"`.
impl FromJson for Figure {
    fn read(json: &Json<'_>) -> Read<Self> {
        if json.is_null() {
            return Ok(Self::Missing);
        }
        let text = json.text(FIGURE)?;
        if text == NOT_APPLICABLE {
            return Ok(Self::NotApplicable);
        }
        let figure = match text.strip_prefix(EXEMPT) {
            Some(value) => decimal::parse(value).map(Self::Exempt),
            None => decimal::parse(text).map(Self::Value),
        };
        figure.ok_or_else(|| json.unexpected(FIGURE))
    }
}

impl ToJson for Figure {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Missing => out.raw("null"),
            Self::NotApplicable => out.text(NOT_APPLICABLE),
            Self::Value(value) => value.write(out),
            Self::Exempt(value) => out.text(&format!("{EXEMPT}{value}")),
        }
    }
}

/// The figures of one item for one unit in one calendar year.
struct Line<'f> {
    unit: &'f UnitId,
    item: &'f ItemId,
    year: i32,
    months: &'f YearOfFigures,
}

impl ToJson for Line<'_> {
    fn write(&self, out: &mut Writer) {
        let Self { unit, item, year, months } = self;
        out.object(&[("unit", unit), ("item", item), ("year", year), ("months", months)]);
    }
}

impl ToJson for YearOfFigures {
    fn write(&self, out: &mut Writer) {
        out.list(self);
    }
}

/// From so many characters on, the figures of a unit and year are packed where they are stored.
const LONG: usize = 6_000;
/// From so many on, if those of all units and years are as long: thousands of units with one month each
/// take most of their room by what is around the figures. What is less stays readable.
const LONG_TOGETHER: usize = 500_000;

/// The figures of one unit in one calendar year as a text, for storage in pieces.
#[must_use]
pub fn figures_of_year(figures: &Figures, unit: &UnitId, year: i32) -> String {
    let mut text = String::from("[");
    for (item, months) in figures.of_year(unit, year) {
        if text.len() > 1 {
            text.push_str(",\n");
        }
        text.push_str(&format_on_one_line(&Line { unit, item, year, months }));
    }
    text.push(']');
    if text.len() > LONG || text.len().saturating_mul(figures.count_years()) > LONG_TOGETHER {
        return packed::pack(&figures.of_year(unit, year).collect::<Vec<_>>());
    }
    text
}

/// Reads a text written by [`figures_of_year`] into `figures`.
///
/// # Errors
/// When it is not one; no more is said of a packed text.
pub fn parse_figures(unit: &UnitId, year: i32, text: &str, figures: &mut Figures) -> Result<(), ShapeError> {
    if packed::is_packed(text) {
        let problem = || ShapeError { line: 1, column: 1, problem: "packed figures are damaged".to_owned() };
        return packed::unpack(unit, year, text, figures).ok_or_else(problem);
    }
    let read = json::parse(text, Figures::read)?;
    for (unit, year, item, months) in read.iter() {
        figures.set_year(unit, item, year, *months);
    }
    Ok(())
}
