//! Packed files and workbooks put together by hand, as other programs write them.

use counterpoise::interop::table::{Content, Table};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The sheet with this number, from 1, of a workbook that we have written.
pub(crate) fn written_sheet(bytes: &[u8], number: usize) -> String {
    written_part(bytes, &format!("xl/worksheets/sheet{number}.xml"))
}

/// A part of a workbook that we have written.
pub(crate) fn written_part(bytes: &[u8], name: &str) -> String {
    let at = bytes.windows(name.len()).position(|own| own == name.as_bytes()).expect("the part");
    // Four bytes with the packed size stand twelve before the name.
    let size = u32::from_le_bytes(bytes[at - 12..at - 8].try_into().expect("four bytes")) as usize;
    let start = at + name.len();
    let text = miniz_oxide::inflate::decompress_to_vec(&bytes[start..start + size]).expect("it unpacks");
    String::from_utf8(text).expect("a text")
}

/// The bytes of a packed file; an entry is packed where it has a level.
pub(crate) fn zip(entries: &[(&str, &[u8], Option<u8>)]) -> Vec<u8> {
    let packed: Vec<(&str, Vec<u8>, u32, u16)> = entries
        .iter()
        .map(|(name, bytes, level)| match level {
            Some(level) => (*name, miniz_oxide::deflate::compress_to_vec(bytes, *level), crc(bytes), 8),
            None => (*name, bytes.to_vec(), crc(bytes), 0),
        })
        .collect();
    zip_packed(&packed)
}

/// The same of entries that are packed already: name, bytes, check sum and method.
pub(crate) fn zip_packed(entries: &[(&str, Vec<u8>, u32, u16)]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for (name, packed, check, method) in entries {
        let offset = bytes.len() as u32;
        let mut facts = vec![20, 0, 0, 8];
        facts.extend(method.to_le_bytes());
        facts.extend([0, 0, 0x21, 0]);
        facts.extend(check.to_le_bytes());
        facts.extend((packed.len() as u32).to_le_bytes());
        facts.extend(0_u32.to_le_bytes());
        facts.extend((name.len() as u16).to_le_bytes());
        facts.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&facts);
        bytes.extend(name.bytes());
        bytes.extend(packed);
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(&facts);
        list.extend([0; 10]);
        list.extend(offset.to_le_bytes());
        list.extend(name.bytes());
    }
    let offset = bytes.len() as u32;
    bytes.extend(&list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend((entries.len() as u16).to_le_bytes());
    bytes.extend((entries.len() as u16).to_le_bytes());
    bytes.extend((list.len() as u32).to_le_bytes());
    bytes.extend(offset.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

/// CRC-32 by its definition, bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

/// The bytes of a workbook of one sheet with these elements.
pub(crate) fn workbook(sheet: &str) -> Vec<u8> {
    workbook_with(sheet, "", "", "")
}

/// The same with shared texts, styles and attributes of `workbookPr`.
pub(crate) fn workbook_with(sheet: &str, texts: &str, styles: &str, properties: &str) -> Vec<u8> {
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><workbookPr {properties}/><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let relations = "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let sheet = format!("<?xml version=\"1.0\"?><worksheet xmlns=\"{MAIN}\">{sheet}</worksheet>");
    let texts = format!("<sst xmlns=\"{MAIN}\">{texts}</sst>");
    let styles = format!("<styleSheet xmlns=\"{MAIN}\">{styles}</styleSheet>");
    zip(&[
        ("xl/workbook.xml", book.as_bytes(), Some(6)),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes(), Some(6)),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes(), Some(6)),
        ("xl/sharedStrings.xml", texts.as_bytes(), Some(6)),
        ("xl/styles.xml", styles.as_bytes(), Some(6)),
    ])
}

/// Each cell as its place and what is in it: `C7 text`, `C7 #12.5`, `C7 %0.12`, `C7 @2026-3-1`.
pub(crate) fn shown(table: &Table) -> Vec<String> {
    let cell = |content: &Content| match content {
        Content::Text(text) => text.to_string(),
        Content::Number { value, percent: false } => format!("#{value}"),
        Content::Number { value, percent: true } => format!("%{value}"),
        Content::Date { year, month, day } => format!("@{year}-{month}-{day}"),
    };
    table.cells().map(|(at, content)| format!("{} {}", at.name(), cell(content))).collect()
}
