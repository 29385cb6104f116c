//! One sheet: its cells, and what merged cells share.

use std::sync::Arc;

use super::styles::Shown;
use super::value;
use super::xml::{Event, Reader, Tag, plain};
use crate::interop::table::{At, Content, MAX_CELLS, MAX_PLACES, Table, TableError};

/// The most merged areas that are looked at.
const MAX_MERGES: usize = 1_000;

/// What the sheets of a workbook share.
pub(super) struct Shared {
    pub(super) texts: Vec<Arc<str>>,
    pub(super) styles: Vec<Shown>,
    pub(super) from_1904: bool,
}

/// A cell that is being read.
struct Open<'x> {
    at: At,
    tag: Tag<'x>,
    kind: &'x str,
    /// Text of `<v>`, and of the `<t>` of a text in place.
    value: String,
}

/// Reads the texts that cells refer to by number.
pub(super) fn shared_texts(xml: &str) -> Result<Vec<Arc<str>>, TableError> {
    let mut reader = Reader::new(xml);
    let mut texts = Vec::new();
    let mut text = String::new();
    let mut within = Within::default();
    while let Some(event) = reader.next()? {
        within.step(event, "t", &mut text)?;
        if let Event::Close("si") = event {
            if texts.len() == MAX_CELLS {
                return Err(TableError::TooManyCells);
            }
            texts.push(Arc::from(text.as_str()));
            text.clear();
        }
    }
    Ok(texts)
}

/// Collects the text of elements, apart from the readings of East Asian words.
#[derive(Default)]
struct Within {
    reading: bool,
    wanted: bool,
}

impl Within {
    fn step(&mut self, event: Event, wanted: &str, text: &mut String) -> Result<(), TableError> {
        match event {
            Event::Open(tag) if tag.name == "rPh" => self.reading = true,
            Event::Close("rPh") => self.reading = false,
            Event::Open(tag) if tag.name == wanted => self.wanted = true,
            Event::Close(name) if name == wanted => self.wanted = false,
            Event::Text(part) if self.wanted && !self.reading => text.push_str(&plain(part)?),
            Event::Literal(part) if self.wanted && !self.reading => text.push_str(part),
            _ => {}
        }
        Ok(())
    }
}

/// Reads a sheet; `room` is how many more cells the file may have.
pub(super) fn read(xml: &str, name: &str, shared: &Shared, room: usize) -> Result<Table, TableError> {
    let mut reader = Reader::new(xml);
    let mut table = Table::new(name);
    let mut merges = Vec::new();
    let mut next = At::default();
    let mut cell: Option<Open> = None;
    let mut within = Within::default();
    let mut places = 0_usize;
    while let Some(event) = reader.next()? {
        match (event, &mut cell) {
            (Event::Open(tag), None) if tag.name == "row" => next = row(&tag, next)?,
            (Event::Close("row"), None) => next = At { row: next.row.saturating_add(1), column: 0 },
            (Event::Open(tag), None) if tag.name == "c" => cell = Some(open(tag, next)?),
            (Event::Close("c"), Some(open)) => {
                places += 1;
                if places > MAX_PLACES {
                    return Err(TableError::TooManyCells);
                }
                next = At { column: open.at.column.saturating_add(1), ..open.at };
                if let Some(content) = open.content(shared)? {
                    if table.count() >= room {
                        return Err(TableError::TooManyCells);
                    }
                    if !table.push(open.at, content) {
                        return Err(TableError::Damaged);
                    }
                }
                cell = None;
                within = Within::default();
            }
            (Event::Open(tag), None) if tag.name == "mergeCell" && merges.len() < MAX_MERGES => {
                merges.extend(tag.attribute("ref").and_then(area));
            }
            (event, Some(open)) => {
                let wanted = if open.kind == "inlineStr" { "t" } else { "v" };
                within.step(event, wanted, &mut open.value)?;
            }
            _ => {}
        }
    }
    table.merged = merges;
    Ok(table)
}

/// Where the first cell of a row is: its number is from 1, and the next one where none is given.
fn row(tag: &Tag, next: At) -> Result<At, TableError> {
    let row = match tag.attribute("r") {
        Some(number) => number.parse::<u32>().ok().and_then(|number| number.checked_sub(1)),
        None => Some(next.row),
    };
    Ok(At { row: row.ok_or(TableError::Damaged)?, column: 0 })
}

fn open(tag: Tag<'_>, next: At) -> Result<Open<'_>, TableError> {
    let at = match tag.attribute("r") {
        Some(name) => place(name).ok_or(TableError::Damaged)?,
        None => next,
    };
    Ok(Open { at, tag, kind: tag.attribute("t").unwrap_or("n"), value: String::new() })
}

/// `C7` as a place.
fn place(name: &str) -> Option<At> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = name.split_at_checked(letters)?;
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let value = u32::from(letter.to_ascii_uppercase().checked_sub(b'A')?).checked_add(1)?;
        column.checked_mul(26)?.checked_add(value)
    })?;
    Some(At { row: digits.parse::<u32>().ok()?.checked_sub(1)?, column: column.checked_sub(1)? })
}

/// `B2:D4` as its first and last place.
fn area(name: &str) -> Option<(At, At)> {
    let (first, last) = name.split_once(':')?;
    Some((place(first)?, place(last)?))
}

impl Open<'_> {
    fn content(&self, shared: &Shared) -> Result<Option<Content>, TableError> {
        let text = self.value.as_str();
        if text.is_empty() {
            return Ok(None);
        }
        match self.kind {
            "s" => {
                let index = text.trim().parse::<usize>().ok();
                let text = index.and_then(|index| shared.texts.get(index)).ok_or(TableError::Damaged)?;
                Ok((!text.trim().is_empty()).then(|| Content::Text(text.clone())))
            }
            "b" => Ok(Content::text(if text.trim() == "0" { "FALSE" } else { "TRUE" })),
            "n" => Ok(self.number(shared)),
            _ => Ok(Content::text(text)),
        }
    }

    /// A number that is too large to be kept stays as it is written.
    fn number(&self, shared: &Shared) -> Option<Content> {
        let Some(value) = value::number(&self.value) else { return Content::text(&self.value) };
        let style = self.tag.attribute("s").and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
        let shown = shared.styles.get(style).copied().unwrap_or_default();
        let day = || value::day(value, shared.from_1904);
        let plain = Content::Number { value, percent: shown == Shown::Percent };
        Some(if shown == Shown::Day { day().unwrap_or(plain) } else { plain })
    }
}
