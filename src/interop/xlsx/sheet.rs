//! One sheet: its cells, and what merged cells share.

use std::sync::Arc;

use super::styles::Shown;
use super::value;
use super::xml::{Event, Reader, Tag, plain};
use crate::interop::table::{At, Content, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Table, TableError};
use crate::typed::month;

/// The most merged areas that are looked at.
const MAX_MERGES: usize = 10_000;

/// What the sheets of a workbook share.
pub(super) struct Shared {
    pub(super) texts: Vec<Arc<str>>,
    pub(super) styles: Vec<Shown>,
    pub(super) from_1904: bool,
}

/// A cell that is being read.
#[derive(Default)]
struct Open<'x> {
    at: At,
    kind: &'x str,
    shown: Shown,
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
    while let Some(event) = reader.next()? {
        match (event, &mut cell) {
            (Event::Open(tag), None) if tag.name == "row" => next = row(&tag, next)?,
            (Event::Close("row"), None) => next = At { row: next.row.saturating_add(1), column: 0 },
            (Event::Open(tag), None) if tag.name == "c" => cell = Some(open(&tag, next, shared)?),
            (Event::Close("c"), Some(open)) => {
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
    let room = room.saturating_sub(table.count());
    let shares = shares(&table, &merges, room);
    table.fill(shares);
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

fn open<'x>(tag: &Tag<'x>, next: At, shared: &Shared) -> Result<Open<'x>, TableError> {
    let at = match tag.attribute("r") {
        Some(name) => place(name).ok_or(TableError::Damaged)?,
        None => next,
    };
    let style = tag.attribute("s").and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
    let shown = shared.styles.get(style).copied().unwrap_or_default();
    Ok(Open { at, kind: tag.attribute("t").unwrap_or("n"), shown, value: String::new() })
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
    let last = place(last)?;
    Some((place(first)?, At { row: last.row.min(MAX_ROWS - 1), column: last.column.min(MAX_COLUMNS - 1) }))
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
        let day = || value::day(value, shared.from_1904);
        let plain = Content::Number { value, percent: self.shown == Shown::Percent };
        Some(if self.shown == Shown::Day { day().unwrap_or(plain) } else { plain })
    }
}

/// What stands in the first cell of a merged area, for the other cells of it: words, days and
/// years, but no figures, which would then count more than once.
fn shares(table: &Table, merges: &[(At, At)], room: usize) -> Vec<(At, Content)> {
    let mut shares = Vec::new();
    for (first, last) in merges {
        let Some(content) = table.get(first.row, first.column).filter(|content| is_heading(content)) else {
            continue;
        };
        for row in first.row..=last.row {
            for column in first.column..=last.column {
                let at = At { row, column };
                if shares.len() >= room {
                    return shares;
                }
                if at != *first {
                    shares.push((at, content.clone()));
                }
            }
        }
    }
    shares
}

fn is_heading(content: &Content) -> bool {
    match content {
        Content::Text(_) | Content::Date { .. } => true,
        Content::Number { value, .. } => month::parse_year(&value.to_string()).is_some(),
    }
}
