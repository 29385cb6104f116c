//! Which styles of cells show a number as a day or as percent.

use super::xml::{Event, Reader, Tag, plain};
use crate::interop::table::TableError;

/// How a style shows numbers, as far as it changes what they mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// As numbers.
    #[default]
    Number,
    /// As percent.
    Percent,
    /// As days.
    Day,
}

/// The most formats and styles that are looked at; no program writes as many.
const MAX_FORMATS: usize = 1_000;
const MAX_STYLES: usize = 65_536;

/// What each style shows, by its place in the list.
pub(super) fn read(text: &str) -> Result<Vec<Shown>, TableError> {
    let mut reader = Reader::new(text);
    let mut formats: Vec<(u32, Shown)> = Vec::new();
    let mut styles = Vec::new();
    let mut in_styles = false;
    while let Some(event) = reader.next()? {
        match event {
            Event::Open(tag) if tag.name == "cellXfs" => in_styles = true,
            Event::Close("cellXfs") => in_styles = false,
            Event::Open(tag) if tag.name == "numFmt" && formats.len() < MAX_FORMATS => {
                let code = plain(tag.attribute("formatCode").unwrap_or_default())?;
                formats.push((format_id(&tag), shown_by(&code)));
            }
            Event::Open(tag) if tag.name == "xf" && in_styles && styles.len() < MAX_STYLES => {
                let id = format_id(&tag);
                let own = formats.iter().find(|(own, _)| *own == id);
                styles.push(own.map_or_else(|| shown_by_built_in(id), |(_, shown)| *shown));
            }
            _ => {}
        }
    }
    Ok(styles)
}

fn format_id(tag: &Tag) -> u32 {
    tag.attribute("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0)
}

/// The formats that every program knows, those of East Asia included (ECMA-376, 18.8.30).
fn shown_by_built_in(id: u32) -> Shown {
    match id {
        9 | 10 => Shown::Percent,
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Shown::Day,
        _ => Shown::Number,
    }
}

/// A format shows a day when it names a year or a day, or a month that is no minute.
fn shown_by(code: &str) -> Shown {
    let first = code.split(';').next().unwrap_or_default();
    let mut letters = String::new();
    let mut rest = first.chars();
    while let Some(c) = rest.next() {
        let until = match c {
            '"' => '"',
            '[' => ']',
            '\\' | '_' | '*' => {
                rest.next();
                continue;
            }
            c => {
                letters.push(c.to_ascii_lowercase());
                continue;
            }
        };
        rest.by_ref().find(|c| *c == until);
    }
    if letters.contains("general") {
        Shown::Number
    } else if letters.contains(['y', 'd']) || letters.contains('m') && !letters.contains(['h', 's']) {
        Shown::Day
    } else if letters.contains('%') {
        Shown::Percent
    } else {
        Shown::Number
    }
}
