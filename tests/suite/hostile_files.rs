//! Files that are made to do harm: refused quickly, without a panic, and with little memory.

use std::time::{Duration, Instant};

use counterpoise::interop::figures::{Hints, WorkbookNames, find, guess};
use counterpoise::interop::table::{Table, TableError};
use counterpoise::interop::tables;

use crate::figure_tables::book;
use crate::xlsx_files::{workbook, workbook_with, zip, zip_packed};

/// What a file may take when it is refused or read: 2 s, and more where the program is not optimised.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

#[track_caller]
fn read_in_time(what: &str, bytes: &[u8]) -> Result<Vec<Table>, TableError> {
    let start = Instant::now();
    let read = tables(bytes);
    assert!(start.elapsed() < PATIENCE, "{what} took {:?}", start.elapsed());
    read
}

#[track_caller]
fn check_refused(what: &str, bytes: &[u8], expected: TableError) {
    assert_eq!(read_in_time(what, bytes).err(), Some(expected), "{what}");
}

fn book_parts(sheet: &[u8]) -> [(&'static str, &[u8], Option<u8>); 3] {
    [
        ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"S\" id=\"1\"/></sheets></workbook>", None),
        ("xl/_rels/workbook.xml.rels", b"<R><Relationship Id=\"1\" Target=\"s.xml\"/></R>", None),
        ("xl/s.xml", sheet, Some(6)),
    ]
}

/// A blank and then `copies` times 258 more: the densest that can be packed. Each copy is symbol 285 of
/// the fixed code (`11000101`) and distance 1 (`00000`).
fn packed_blanks(copies: usize) -> Vec<u8> {
    // Not the last block, fixed code (`0 10`), and the blank, 0x30 + 0x20, from the highest bit on.
    let start = [0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0];
    let copy = [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0];
    let bits = start.into_iter().chain(std::iter::repeat_n(copy, copies).flatten());
    let mut bytes = vec![0_u8; (start.len() + copy.len() * copies) / 8 + 1];
    for (place, bit) in bits.enumerate() {
        bytes[place / 8] |= bit << (place % 8);
    }
    bytes
}

#[test]
fn a_bomb_is_refused_while_it_unpacks() {
    let bomb = packed_blanks(800_000);
    assert!(bomb.len() < 5 * 1024 * 1024, "200 MB in {} bytes", bomb.len());
    check_refused("200 MB", &zip_packed(&[("xl/workbook.xml", bomb, 0, 8)]), TableError::UnpacksTooLarge);
    let small = packed_blanks(1_000);
    check_refused("258 KB, cut off", &zip_packed(&[("xl/workbook.xml", small, 0, 8)]), TableError::Damaged);
}

/// One packed part that many sheets share is unpacked for each.
#[test]
fn a_part_that_is_used_many_times_counts_each_time() {
    let list: String = (0..500).map(|n| format!("<sheet name=\"{n}\" id=\"1\"/>")).collect();
    let workbook = format!("<workbook><sheets>{list}</sheets></workbook>");
    let mut sheet = b"<worksheet>".to_vec();
    sheet.resize(1024 * 1024, b' ');
    sheet.extend(b"</worksheet>");
    let mut parts = book_parts(&sheet);
    parts[0].1 = workbook.as_bytes();
    check_refused("500 times 1 MB", &zip(&parts), TableError::UnpacksTooLarge);
}

#[test]
fn sizes_that_lie_are_not_believed() {
    let bytes = zip_packed(&[("xl/workbook.xml", b"\xff\xff\xff".to_vec(), 0, 8)]);
    check_refused("what was never packed", &bytes, TableError::Damaged);
    let bytes = zip_packed(&[("xl/workbook.xml", b"<workbook/>".to_vec(), 0, 0)]);
    check_refused("a wrong check sum", &bytes, TableError::Damaged);
    let bytes = zip_packed(&[("xl/workbook.xml", b"x".to_vec(), 0, 99)]);
    check_refused("an unknown method", &bytes, TableError::Damaged);
}

#[test]
fn too_many_cells_entries_and_bytes() {
    let row = |number: usize| {
        let cells: String = (0..100).map(|_| "<c><v>1</v></c>").collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let rows: String = (1..=3_000).map(row).collect();
    check_refused(
        "300,000 cells",
        &workbook(&format!("<sheetData>{rows}</sheetData>")),
        TableError::TooManyCells,
    );
    let rows: String = (1..=2_000).map(row).collect();
    let read = read_in_time("200,000 cells", &workbook(&format!("<sheetData>{rows}</sheetData>")));
    assert_eq!(read.unwrap()[0].count(), 200_000);

    let empty = format!("<sheetData><row>{}</row></sheetData>", "<c s=\"1\"/>".repeat(1_000_001));
    check_refused("1,000,001 empty cells", &workbook(&empty), TableError::TooManyCells);

    let names: Vec<String> = (0..600).map(|number| format!("xl/{number}.xml")).collect();
    let entries: Vec<(&str, &[u8], Option<u8>)> =
        names.iter().map(|name| (name.as_str(), &b"<a/>"[..], None)).collect();
    check_refused("600 entries", &zip(&entries), TableError::TooManyEntries);
    let mut large = b"PK\x03\x04".to_vec();
    large.resize(5 * 1024 * 1024 + 1, 0);
    check_refused("over 5 MB", &large, TableError::TooLarge);

    let sheets: String = (0..200_000).map(|n| format!("<sheet name=\"{n}\" id=\"1\"/>")).collect();
    let list = format!("<workbook><sheets>{sheets}</sheets></workbook>");
    let bytes = zip(&[("xl/workbook.xml", list.as_bytes(), Some(6))]);
    check_refused("200,000 sheets", &bytes, TableError::TooManyEntries);

    let texts = "<si><t/></si>".repeat(300_000);
    check_refused("300,000 texts", &workbook_with("", &texts, "", ""), TableError::TooManyCells);
}

#[test]
fn a_csv_of_too_many_cells() {
    let line = |cells: usize| "1,".repeat(cells - 1) + "1\n";
    check_refused("300,000 cells", line(100).repeat(3_000).as_bytes(), TableError::TooManyCells);
    let read = read_in_time("200,000 cells", line(100).repeat(2_000).as_bytes());
    assert_eq!(read.unwrap()[0].count(), 200_000);
    check_refused("a line of 300,000 fields", line(300_000).as_bytes(), TableError::TooManyCells);
    check_refused("3 MB of commas", &vec![b','; 3 * 1024 * 1024], TableError::TooManyCells);
    let quotes = read_in_time("4 MB of quotes", &vec![b'"'; 4 * 1024 * 1024]);
    assert_eq!(quotes.unwrap()[0].count(), 1);
    check_refused("more than 16 MB", &vec![b'a'; 16 * 1024 * 1024 + 1], TableError::TextTooLarge);
    check_refused("more than 32 MB", &vec![b'a'; 32 * 1024 * 1024 + 1], TableError::TextTooLarge);
}

#[test]
fn xml_that_expands_nests_or_lies() {
    let cell = |value: &str| format!("<sheetData><row><c t=\"str\"><v>{value}</v></c></row></sheetData>");
    let entities =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><worksheet/>";
    let rows: [(&str, Vec<u8>); 10] = [
        ("a document type", zip(&book_parts(entities.as_bytes()))),
        ("an entity of its own", workbook(&cell("&b;"))),
        ("an entity without an end", workbook(&cell(&"&".repeat(100_000)))),
        ("a character that is none", workbook(&cell("&#xD800;"))),
        (
            "a place beyond the last row",
            workbook("<sheetData><row><c r=\"A99999999\"><v>1</v></c></row></sheetData>"),
        ),
        (
            "a place beyond the last column",
            workbook("<sheetData><row><c r=\"AAAA1\"><v>1</v></c></row></sheetData>"),
        ),
        ("a place that is none", workbook("<sheetData><row><c r=\"7\"><v>1</v></c></row></sheetData>")),
        ("row nought", workbook("<sheetData><row r=\"0\"><c><v>1</v></c></row></sheetData>")),
        ("a text that is not there", workbook("<sheetData><row><c t=\"s\"><v>9</v></c></row></sheetData>")),
        (
            "cells out of order",
            workbook("<sheetData><row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row></sheetData>"),
        ),
    ];
    for (what, bytes) in rows {
        check_refused(what, &bytes, TableError::Damaged);
    }
    check_refused("deep nesting", &workbook(&"<a>".repeat(1_000_000)), TableError::Damaged);
    check_refused("unclosed attributes", &workbook(&"<c r=\"".repeat(100_001)), TableError::Damaged);
}

/// A text of 30,000 characters in 100,000 cells is kept once.
#[test]
fn a_long_text_shared_by_many_cells_is_kept_once() {
    let text = "a".repeat(30_000);
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(1_000);
    let rows = format!("<row>{cells}</row>").repeat(100);
    let bytes =
        workbook_with(&format!("<sheetData>{rows}</sheetData>"), &format!("<si><t>{text}</t></si>"), "", "");
    let tables = read_in_time("100,000 long texts", &bytes).unwrap();
    assert_eq!(tables[0].count(), 100_000);
    let (book, start) = (book(), Instant::now());
    let names = WorkbookNames::new(&book);
    let mapping = guess(&tables[0], &names, &book, &Hints::default());
    assert_eq!(find(&tables[0], &mapping, &names, &book).figures, []);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}

#[test]
fn a_merged_area_of_the_whole_sheet_stays_small() {
    let sheet = "<sheetData><row><c t=\"str\"><v>title</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
    let tables = read_in_time("a merged area", &workbook(sheet)).unwrap();
    assert_eq!(tables[0].count(), 1);
}

#[test]
fn a_file_that_is_cut_off_is_refused_or_read_in_part_but_never_breaks() {
    let path = format!("{}/tests/fixtures/libreoffice.xlsx", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(path).unwrap();
    for tenth in 0..10 {
        let cut = &bytes[..bytes.len() * tenth / 10];
        assert!(read_in_time("a cut file", cut).is_err(), "{tenth} tenths");
    }
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>text</t></is></c></row></sheetData></worksheet>";
    for length in 0..sheet.len() {
        let read = read_in_time("cut XML", &zip(&book_parts(&sheet.as_bytes()[..length])));
        assert!(read.is_err(), "{length} bytes");
    }
}

/// Every byte of a small file altered in turn: whatever it gives, it gives it.
#[test]
fn altered_bytes_never_break_the_reader() {
    let bytes = workbook("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>");
    for place in 0..bytes.len() {
        for altered in [0, 0xff, bytes[place] ^ 1] {
            let mut bytes = bytes.clone();
            bytes[place] = altered;
            let _ = tables(&bytes);
        }
    }
}

#[test]
fn a_hostile_packed_stream_never_breaks_the_reader() {
    let mut state = 7_u32;
    for _ in 0..20_000 {
        let mut noise = vec![0_u8; 40];
        for byte in &mut noise {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *byte = (state >> 24) as u8;
        }
        let _ = tables(&zip_packed(&[("xl/workbook.xml", noise, 0, 8)]));
    }
    // Millions of empty blocks: of a fixed code, and stored.
    let fixed = [0b0000_0010_u8, 0b0000_1000, 0b0010_0000, 0b1000_0000, 0b0000_0000].repeat(900_000);
    check_refused("empty blocks", &zip_packed(&[("xl/workbook.xml", fixed, 0, 8)]), TableError::Damaged);
    let stored = [0, 0, 0, 0xff, 0xff].repeat(900_000);
    check_refused("stored blocks", &zip_packed(&[("xl/workbook.xml", stored, 0, 8)]), TableError::Damaged);
}
