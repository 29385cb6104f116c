//! Figures as CSV, one in each row: to be read by other programs, and back.

use crate::domain::figure::{Cell as Place, Figure};
use crate::domain::name::Language;
use crate::domain::period::Month;
use crate::domain::workbook::Workbook;
use crate::interop::csv::{self, Cell};

/// The columns.
pub const HEADINGS: [&str; 8] =
    ["unit", "unit_name", "item", "item_name", "month", "value", "exempt", "note"];

/// What stands for a figure that does not exist.
const NOT_APPLICABLE: &str = "n/a";

/// All figures of a workbook with the names in `language`; begins with a byte order mark, by which
/// spreadsheets know UTF-8.
#[must_use]
pub fn to_csv(workbook: &Workbook, language: Language) -> String {
    let mut rows = Vec::new();
    for (unit, year, item, months) in workbook.figures.iter() {
        let unit_name = workbook.unit(unit).map(|unit| unit.name.text(language));
        let item_name = workbook.item(item).map(|item| item.name.text(language));
        let code = workbook.item(item).map_or(item.as_str(), |item| &item.code);
        for (month, figure) in Month::january(year).months_of_year().zip(months) {
            let (value, exempt) = match figure {
                Figure::Missing => continue,
                Figure::NotApplicable => (Cell::Text(NOT_APPLICABLE.to_owned()), Cell::Empty),
                Figure::Value(value) => (Cell::Number(value.to_string()), Cell::Empty),
                Figure::Exempt(value) => (Cell::Number(value.to_string()), Cell::Text("yes".to_owned())),
            };
            let place = Place { unit: unit.clone(), item: item.clone(), month };
            let note = workbook.notes.get(&place).map(AsRef::as_ref);
            rows.push(vec![
                Cell::text(Some(unit.as_str())),
                Cell::text(unit_name),
                Cell::text(Some(code)),
                Cell::text(item_name),
                Cell::text(Some(&month.to_string())),
                value,
                exempt,
                Cell::text(note),
            ]);
        }
    }
    format!("\u{feff}{}", csv::table(&HEADINGS, rows))
}
