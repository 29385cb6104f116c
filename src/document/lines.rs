//! Unknown fields in lines of figures and of the change log. Where a workbook is stored in pieces, those
//! lines stand apart from the definition, some of them packed; their unknown fields stand beside it.

use super::json::{Json, Raw, ToJson, Value, Writer, format_on_one_line};
use crate::domain::figure::Figures;
use crate::domain::id::UnitId;
use crate::domain::unknown::{Step, UnknownFields};
use crate::domain::workbook::Workbook;

/// Under this name they stand in the text of a definition.
pub(super) const FIELDS_OF_LINES: &str = "fields_of_lines";

/// Those of lines that are there, each with the way to its line.
pub(super) fn write(workbook: &Workbook) -> Vec<Raw> {
    let of_lines = workbook.unknown.iter().filter(|fields| is_of_line(&fields.way, workbook));
    of_lines.map(|fields| Raw(format_on_one_line(&OfLine(fields)))).collect()
}

/// Reads what [`write`] has written; what is no such thing is passed over.
pub(super) fn read(definition: &Json<'_>) -> Vec<UnknownFields> {
    let lines = definition.get(FIELDS_OF_LINES).and_then(Json::as_list).unwrap_or_default();
    let fields = |line: &Json<'_>| {
        let way = line.get("way")?.as_list()?.iter().map(step).collect::<Option<_>>()?;
        Some(UnknownFields { way, text: line.get("fields")?.written().into() })
    };
    lines.iter().filter_map(fields).collect()
}

struct OfLine<'w>(&'w UnknownFields);

impl ToJson for OfLine<'_> {
    fn write(&self, out: &mut Writer) {
        out.object(&[("way", &self.0.way), ("fields", &Raw(self.0.text.to_string()))]);
    }
}

impl ToJson for Step {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Field(name) => out.text(name),
            Self::Element(name, before) => out.list([Raw(format_on_one_line(name)), Raw(before.to_string())]),
            Self::Place(place) => out.raw(&place.to_string()),
        }
    }
}

fn step(json: &Json<'_>) -> Option<Step> {
    let count = |json: &Json<'_>| usize::try_from(json.as_count()?).ok();
    match json.value() {
        Value::Text(name) => Some(Step::Field(name.as_ref().into())),
        Value::List(known) => match known.as_slice() {
            [name, before] => Some(Step::Element(name.as_text()?.into(), count(before)?)),
            _ => None,
        },
        _ => count(json).map(Step::Place),
    }
}

/// Whether the way leads to a line that is there.
fn is_of_line(way: &[Step], workbook: &Workbook) -> bool {
    let [Step::Field(_), Step::Field(list), Step::Element(line, _), ..] = way else { return false };
    match &**list {
        "figures" => has_line(&workbook.figures, line),
        "changes" => workbook.changes.iter().any(|change| line.ends_with(&*change.at)),
        _ => false,
    }
}

/// Whether there are figures that are known by unit, item and year, each on a line.
fn has_line(figures: &Figures, line: &str) -> bool {
    let mut parts = line.split('\n').skip(1);
    match (parts.next(), parts.next(), parts.next().map(str::parse), parts.next()) {
        (Some(unit), Some(item), Some(Ok(year)), None) => {
            let unit = UnitId::from(unit);
            figures.of_year(&unit, year).any(|(known, _)| known.as_str() == item)
        }
        // Whose identity has several lines.
        _ => true,
    }
}
