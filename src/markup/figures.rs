//! The rows of the table in which figures are entered. What happens in a field comes up to the table;
//! what changes in it later is told by attributes.

use super::Html;
use crate::grid::{Columns, Field, Heading, Part};

/// A row.
#[derive(Clone, Copy, Debug)]
pub struct FiguresRow<'a> {
    /// Its place in the table, from 0.
    pub row: usize,
    /// What stands at its head.
    pub heading: Option<&'a Heading>,
    /// The total beside the head, where the table has totals there.
    pub total: Option<&'a str>,
    /// What it shows.
    pub parts: &'a [Part],
    /// The first and the last column that are chosen.
    pub chosen: Columns,
    /// Whether columns are left out, so that each says which it is.
    pub across: bool,
}

/// Names of attributes and their values; one without a value is not there.
pub type Told = Vec<(&'static str, String)>;

impl FiguresRow<'_> {
    /// The row.
    #[must_use]
    pub fn html(&self) -> String {
        let mut out = Html::default();
        let index = self.row.saturating_add(2).to_string();
        out.open("tr", &[("data-line", "true"), ("aria-rowindex", &index)]);
        out.open("th", &[("scope", "row")]);
        if let Some(total) = self.total {
            let name = format!("row-total-{}", self.row);
            out.element("span", &[("class", "row-total"), ("data-testid", &name)], total);
        }
        if let Some(heading) = self.heading {
            out.class("span", "item-name", &heading.name);
            out.text(" ");
            out.class("span", "item-unit", &heading.detail);
        }
        out.close("th");
        for part in self.parts {
            self.part(&mut out, part);
        }
        out.close("tr");
        out.finish()
    }

    /// The cell at a place of its parts.
    #[must_use]
    pub fn cell(&self, place: usize) -> Option<String> {
        let mut out = Html::default();
        self.part(&mut out, self.parts.get(place)?);
        Some(out.finish())
    }

    fn part(&self, out: &mut Html, part: &Part) {
        let chosen = is_chosen(part, self.chosen);
        match part {
            Part::Gap(columns) => {
                out.element("td", &[("class", "gap"), ("colspan", &columns.to_string())], "");
            }
            Part::Unused(_) => {
                out.element("td", &[("class", "unused"), when(CHOSEN, chosen)], "");
            }
            Part::Field(field) => {
                let index = field.at.column.saturating_add(2).to_string();
                let index = if self.across { ("aria-colindex", index.as_str()) } else { ("", "") };
                let told = of_cell(field);
                let mut attributes = vec![when(CHOSEN, chosen), index];
                attributes.extend(there(&told));
                out.open("td", &attributes);
                let (row, column) = (field.at.row.to_string(), field.at.column.to_string());
                let told = of_field(field);
                let mut attributes = FIELD.to_vec();
                attributes.extend([("data-row", row.as_str()), ("data-column", column.as_str())]);
                attributes.extend(there(&told));
                out.open("input", &attributes);
                out.close("td");
            }
        }
    }
}

/// The attribute of a chosen cell.
pub const CHOSEN: &str = "data-chosen";

/// What all fields have.
const FIELD: [(&str, &str); 7] = [
    ("class", "cell"),
    ("type", "text"),
    ("inputmode", "decimal"),
    ("autocomplete", "off"),
    ("spellcheck", "false"),
    ("placeholder", "·"),
    ("aria-describedby", "cell-reading"),
];

/// Room where rows are not drawn, in a table of so many columns after the first.
#[must_use]
pub fn figures_gap(columns: usize) -> String {
    let mut out = Html::default();
    out.open("tr", &[("class", "gap"), ("aria-hidden", "true")]);
    let columns = columns.saturating_add(1).to_string();
    out.element("td", &[("class", "gap"), ("colspan", &columns)], "");
    out.close("tr");
    out.finish()
}

/// Whether a part is among the chosen columns.
#[must_use]
pub fn is_chosen(part: &Part, chosen: Columns) -> bool {
    part.column().zip(chosen).is_some_and(|(column, (first, last))| (first..=last).contains(&column))
}

/// What is to be told anew of a cell and of the field in it.
#[must_use]
pub fn figures_changes(before: &Field, now: &Field) -> [Told; 2] {
    let changed = |before: Told, now: Told| {
        now.into_iter().zip(before).filter(|(now, before)| now != before).map(|(now, _)| now).collect()
    };
    [changed(of_cell(before), of_cell(now)), changed(of_field(before), of_field(now))]
}

fn of_cell(field: &Field) -> Told {
    vec![("data-signs", field.signs.clone())]
}

fn of_field(field: &Field) -> Told {
    let word = |is: bool| if is { "true".to_owned() } else { String::new() };
    vec![
        ("aria-label", field.label.clone()),
        ("title", field.said.clone()),
        ("readonly", word(field.listed)),
        ("aria-invalid", word(field.refused)),
        ("value", field.text.clone()),
    ]
}

fn when(name: &'static str, is: bool) -> (&'static str, &'static str) {
    if is { (name, "true") } else { ("", "") }
}

fn there(told: &Told) -> impl Iterator<Item = (&'static str, &str)> {
    told.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (*name, value.as_str()))
}
