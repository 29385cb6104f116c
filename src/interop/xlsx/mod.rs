//! Excel workbooks (ECMA-376), as Excel, LibreOffice and WPS write them: reading their cells, and
//! writing sheets. A reader and writer of our own, because each of the crates takes more of the
//! download than everything else in this folder (`docs/decisions/0013`).

mod deflate;
mod inflate;
mod sheet;
mod styles;
mod value;
mod write;
mod xml;
mod zip;

use self::sheet::Shared;
pub use self::value::{SIGNIFICANT_DIGITS, as_kept};
pub(super) use self::write::names;
pub use self::write::{Cell, Column, Sheet, Style, Value, write};
use self::xml::{Event, Reader, plain};
use self::zip::Archive;
pub(super) use self::zip::check_sum;
use super::table::{MAX_CELLS, Table, TableError};
use super::text;

/// How a packed file begins.
const PACKED: &[u8] = b"PK";
/// How an old Excel file begins, and one that a password protects.
const OLD: &[u8] = b"\xd0\xcf\x11\xe0";

/// The most sheets, and the most parts that a workbook refers to.
const MAX_SHEETS: usize = 512;
const MAX_RELATIONS: usize = 2_048;

/// A sheet as the list of sheets has it.
struct Listed {
    name: String,
    relation: String,
}

/// Whether these are the bytes of a spreadsheet, rather than a text.
#[must_use]
pub fn is_spreadsheet(bytes: &[u8]) -> bool {
    bytes.starts_with(PACKED) || bytes.starts_with(OLD)
}

/// Reads the sheets of a workbook that can be seen and have cells.
///
/// # Errors
/// When it is no workbook, is damaged, or is beyond a limit.
pub fn read(bytes: &[u8]) -> Result<Vec<Table>, TableError> {
    if bytes.starts_with(OLD) {
        return Err(TableError::OldOrProtected);
    }
    let mut archive = Archive::open(bytes)?;
    let book = part(&mut archive, "xl/workbook.xml")?.ok_or(TableError::OtherFormat)?;
    let (listed, from_1904) = sheets(&book)?;
    let relations = part(&mut archive, "xl/_rels/workbook.xml.rels")?.ok_or(TableError::Damaged)?;
    let relations = targets(&relations)?;
    let texts = match part(&mut archive, "xl/sharedStrings.xml")? {
        Some(xml) => sheet::shared_texts(&xml)?,
        None => Vec::new(),
    };
    let styles = match part(&mut archive, "xl/styles.xml")? {
        Some(xml) => styles::read(&xml)?,
        None => Vec::new(),
    };
    let shared = Shared { texts, styles, from_1904 };
    let mut tables = Vec::new();
    let mut room = MAX_CELLS;
    for Listed { name, relation } in listed {
        let target = relations.iter().find(|(id, _)| *id == relation).map(|(_, target)| target);
        let Some(xml) = part(&mut archive, target.ok_or(TableError::Damaged)?)? else {
            return Err(TableError::Damaged);
        };
        let table = sheet::read(&xml, &name, &shared, room)?;
        room -= table.count();
        if table.count() > 0 {
            tables.push(table);
        }
    }
    if tables.is_empty() { Err(TableError::Empty) } else { Ok(tables) }
}

fn part(archive: &mut Archive, name: &str) -> Result<Option<String>, TableError> {
    match archive.read(name)? {
        Some(bytes) => text::decode_owned(bytes).ok_or(TableError::Damaged).map(Some),
        None => Ok(None),
    }
}

/// The sheets that can be seen, and whether days are counted from 1904.
fn sheets(xml: &str) -> Result<(Vec<Listed>, bool), TableError> {
    let mut reader = Reader::new(xml);
    let mut sheets = Vec::new();
    let mut from_1904 = false;
    while let Some(event) = reader.next()? {
        let Event::Open(tag) = event else { continue };
        match tag.name {
            "workbookPr" => from_1904 = matches!(tag.attribute("date1904"), Some("1" | "true")),
            "sheet" if tag.attribute("state").is_none_or(|state| state == "visible") => {
                let name = plain(tag.attribute("name").unwrap_or_default())?.into_owned();
                let relation = tag.attribute("id").ok_or(TableError::Damaged)?.to_owned();
                sheets.push(Listed { name, relation });
                if sheets.len() > MAX_SHEETS {
                    return Err(TableError::TooManyEntries);
                }
            }
            _ => {}
        }
    }
    Ok((sheets, from_1904))
}

/// The parts that a workbook refers to, by identity, as names in the packed file.
fn targets(xml: &str) -> Result<Vec<(String, String)>, TableError> {
    let mut reader = Reader::new(xml);
    let mut targets = Vec::new();
    while let Some(event) = reader.next()? {
        let Event::Open(tag) = event else { continue };
        if targets.len() > MAX_RELATIONS {
            return Err(TableError::TooManyEntries);
        }
        if let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target")) {
            let target = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("xl/{}", target.trim_start_matches("./")),
            };
            targets.push((id.to_owned(), target));
        }
    }
    Ok(targets)
}
