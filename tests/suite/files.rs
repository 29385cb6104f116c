//! Files that people exchange: names, encodings, and what is refused.

use counterpoise::document::Document;
use counterpoise::interop::json::{ImportError, MAX_BYTES, file_name, read, read_text};

use crate::support::sample;

fn exported() -> String {
    Document { changed: Some("2026-03-31T08:15:00Z".to_owned()), workbook: sample() }.to_json().unwrap()
}

#[test]
fn names_are_safe_on_every_system() {
    for (name, expected) in [
        ("外一科 2025", "外一科 2025-2026-03-31.counterpoise.json"),
        ("a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j-2026-03-31.counterpoise.json"),
        ("  .. ", "workbook-2026-03-31.counterpoise.json"),
        ("", "workbook-2026-03-31.counterpoise.json"),
        ("line\nbreak", "line-break-2026-03-31.counterpoise.json"),
    ] {
        assert_eq!(file_name(name, "2026-03-31"), expected);
    }
}

#[test]
fn export_import_export_is_byte_identical() {
    let text = exported();
    assert_eq!(read(text.as_bytes()).unwrap().to_json().unwrap(), text);
}

#[test]
fn every_encoding_reads_alike() {
    let text = exported();
    let windows = text.replace('\n', "\r\n");
    let utf_16 = |bytes: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let mark = mark.then_some(0xfeff_u16);
        mark.into_iter().chain(windows.encode_utf16()).flat_map(bytes).collect()
    };
    let expected = read(text.as_bytes()).unwrap();
    for bytes in [
        format!("\u{feff}{text}").into_bytes(),
        windows.clone().into_bytes(),
        utf_16(u16::to_le_bytes, true),
        utf_16(u16::to_be_bytes, true),
        utf_16(u16::to_le_bytes, false),
        utf_16(u16::to_be_bytes, false),
    ] {
        assert_eq!(read(&bytes).unwrap(), expected);
    }
}

#[test]
fn what_is_no_workbook_is_refused_with_its_place() {
    assert!(matches!(read(&vec![b' '; MAX_BYTES + 1]), Err(ImportError::TooLarge)));
    assert!(matches!(read(&[0xc3, 0x28, 0xa0]), Err(ImportError::NotText)));
    assert!(matches!(read(&[0xff, 0xfe, 0x41]), Err(ImportError::NotText)));
    assert!(matches!(read_text("{}"), Err(ImportError::OtherFormat)));
    assert!(matches!(read_text("[1]"), Err(ImportError::OtherFormat | ImportError::Shape { .. })));
    let newer = exported().replace("\"version\": 1", "\"version\": 7");
    assert!(matches!(read_text(&newer), Err(ImportError::Newer(7))));
    let Err(ImportError::Shape { line, column, expected }) = read_text("{\n  \"format\": x") else {
        panic!()
    };
    assert_eq!((line, column), (2, 13), "{expected}");
    assert!(!expected.contains("line"), "{expected}");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(read_text(&deep), Err(ImportError::Shape { line: 1, column: 33, .. })));
}

#[test]
fn a_text_cut_anywhere_is_refused() {
    let text = exported();
    for tenth in 0..10 {
        let cut: String = text.chars().take(text.chars().count() * tenth / 10).collect();
        assert!(read_text(&cut).is_err(), "{tenth} tenths");
    }
}
