//! The shape of figures: one line for each unit, item and calendar year.

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::text;
use super::text::AsText;
use crate::domain::figure::{Figure, Figures, YearOfFigures};
use crate::domain::id::{ItemId, UnitId};

/// The most figures a document may hold.
const MAX_FIGURES: usize = 1_000_000;

/// What stands for a figure that is not applicable.
const NOT_APPLICABLE: &str = "n/a";
/// What marks a figure that is exempt.
const EXEMPT: &str = "exempt ";

#[derive(Serialize, Deserialize)]
struct LineShape {
    #[serde(with = "text")]
    unit: UnitId,
    #[serde(with = "text")]
    item: ItemId,
    year: i32,
    months: Vec<FigureShape>,
}

/// `"46.5"`, `null`, `"n/a"` or `"exempt 46.5"`.
#[derive(Clone, Copy)]
struct FigureShape(Figure);

impl Serialize for FigureShape {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Figure::Missing => serializer.serialize_none(),
            Figure::NotApplicable => serializer.serialize_str(NOT_APPLICABLE),
            Figure::Value(value) => serializer.serialize_str(&value.to_string()),
            Figure::Exempt(value) => serializer.serialize_str(&format!("{EXEMPT}{value}")),
        }
    }
}

impl AsText for FigureShape {
    const EXPECTED: &'static str = "a figure: a decimal as text, null, or \"n/a\"";

    fn read(text: &str) -> Result<Self, String> {
        if text == NOT_APPLICABLE {
            return Ok(Self(Figure::NotApplicable));
        }
        Ok(Self(match text.strip_prefix(EXEMPT) {
            Some(value) => Figure::Exempt(Decimal::read(value)?),
            None => Figure::Value(Decimal::read(text)?),
        }))
    }

    fn write(&self) -> String {
        String::new()
    }
}

impl<'de> Deserialize<'de> for FigureShape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(text::option::deserialize(deserializer)?.unwrap_or(Self(Figure::Missing)))
    }
}

pub(super) fn serialize<S: Serializer>(figures: &Figures, serializer: S) -> Result<S::Ok, S::Error> {
    let lines: Result<Vec<_>, _> = figures
        .iter()
        .map(|(unit, year, item, months)| line(unit, item, year, months))
        .collect();
    lines.map_err(S::Error::custom)?.serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Figures, D::Error> {
    collect(Vec::<LineShape>::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// The figures of one unit in one calendar year.
pub struct FiguresOfYear {
    /// The unit.
    pub unit: UnitId,
    /// The calendar year.
    pub year: i32,
    /// The lines as JSON.
    pub text: String,
}

/// Each unit and calendar year of `figures` as JSON, for storage in pieces.
#[must_use]
pub fn figures_of(figures: &Figures) -> Vec<FiguresOfYear> {
    let mut pieces: Vec<FiguresOfYear> = Vec::new();
    for (unit, year, item, months) in figures.iter() {
        let Ok(line) = line(unit, item, year, months) else {
            continue;
        };
        match pieces.last_mut() {
            Some(piece) if piece.unit == *unit && piece.year == year => {
                piece.text.push_str(",\n");
                piece.text.push_str(line.get());
            }
            _ => pieces.push(FiguresOfYear {
                unit: unit.clone(),
                year,
                text: format!("[{}", line.get()),
            }),
        }
    }
    for piece in &mut pieces {
        piece.text.push(']');
    }
    pieces
}

/// Reads a piece written by [`figures_of`] into `figures`.
///
/// # Errors
/// When it is not one.
pub fn parse_figures(text: &str, figures: &mut Figures) -> Result<(), serde_json::Error> {
    let lines: Vec<LineShape> = serde_json::from_str(text)?;
    let read = collect(lines).map_err(<serde_json::Error as serde::de::Error>::custom)?;
    for (unit, year, item, months) in read.iter() {
        figures.set_year(unit, item, year, *months);
    }
    Ok(())
}

fn line(
    unit: &UnitId,
    item: &ItemId,
    year: i32,
    months: &YearOfFigures,
) -> Result<Box<RawValue>, serde_json::Error> {
    let months = months.iter().copied().map(FigureShape).collect();
    serde_json::value::to_raw_value(&LineShape {
        unit: unit.clone(),
        item: item.clone(),
        year,
        months,
    })
}

fn collect(lines: Vec<LineShape>) -> Result<Figures, String> {
    if lines.len() > MAX_FIGURES / 12 + 1 {
        return Err(format!("at most {MAX_FIGURES} figures can be read"));
    }
    let mut figures = Figures::default();
    for line in lines {
        let months: Vec<Figure> = line.months.iter().map(|figure| figure.0).collect();
        let months = YearOfFigures::try_from(months).map_err(|_| {
            format!(
                "figures of {} in {}: twelve months were expected",
                line.item, line.year
            )
        })?;
        if !(1..=9999).contains(&line.year) {
            return Err(format!("{}: a year is 1 to 9999", line.year));
        }
        figures.set_year(&line.unit, &line.item, line.year, months);
    }
    Ok(figures)
}
