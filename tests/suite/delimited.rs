//! CSV, and blocks copied from a spreadsheet.

use counterpoise::interop::delimited::read;
use counterpoise::interop::table::TableError;
use counterpoise::interop::tables;

use crate::xlsx_files::shown;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let table = read(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    assert_eq!(shown(&table), expected, "{text:?}");
}

#[test]
fn fields_and_lines() {
    check("a,b\r\nc,d\r\n", &["A1 a", "B1 b", "A2 c", "B2 d"]);
    check("a,b\nc,d", &["A1 a", "B1 b", "A2 c", "B2 d"]);
    check("a,b\rc,d\r", &["A1 a", "B1 b", "A2 c", "B2 d"]);
    check("a,,\n,, \n,,z", &["A1 a", "C3 z"]);
    check("one", &["A1 one"]);
    check("\u{feff}a,b", &["A1 a", "B1 b"]);
}

#[test]
fn quotes_as_spreadsheets_write_them() {
    check("\"a,b\",c", &["A1 a,b", "B1 c"]);
    check("\"a \"\"b\"\"\",c", &["A1 a \"b\"", "B1 c"]);
    check("\"two\nlines\"\t2\r\n3\t4", &["A1 two\nlines", "B1 2", "A2 3", "B2 4"]);
    check("5\" tube,1\nb,2", &["A1 5\" tube", "B1 1", "A2 b", "B2 2"]);
    check("\"a\"b,c", &["A1 ab", "B1 c"]);
    check("a,\"never closed,\nb", &["A1 a", "B1 never closed,\nb"]);
    check("\"\",x", &["B1 x"]);
}

#[test]
fn the_delimiter_is_found_out() {
    check("科室\t1月\n外一科\t1,5", &["A1 科室", "B1 1月", "A2 外一科", "B2 1,5"]);
    check("科室;1月;2月\n外一科;1,5;2,5", &["A1 科室", "B1 1月", "C1 2月", "A2 外一科", "B2 1,5", "C2 2,5"]);
    check("unit,note\na,x; y\nb,z", &["A1 unit", "B1 note", "A2 a", "B2 x; y", "A3 b", "B3 z"]);
    check("title\n\na,1\nb,2", &["A1 title", "A3 a", "B3 1", "A4 b", "B4 2"]);
    check("sep=;\r\na;b,c", &["A1 a", "B1 b,c"]);
    check("sep=|\na|b", &["A1 a", "B1 b"]);
    check("\"a;b\",\"c;d\"\n1,2", &["A1 a;b", "B1 c;d", "A2 1", "B2 2"]);
}

#[test]
fn what_was_defused_is_read_as_it_was() {
    check("'=1+1,'-a,'plain,-5", &["A1 =1+1", "B1 -a", "C1 'plain", "D1 -5"]);
}

#[test]
fn every_encoding_of_unicode_reads_alike() {
    let text = "科室,1\r\n";
    let utf_16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xfeff_u16).chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    let marked = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
    for bytes in [text.as_bytes().to_vec(), marked, utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes)] {
        assert_eq!(shown(&tables(&bytes).unwrap()[0]), ["A1 科室", "B1 1"]);
    }
}

#[test]
fn nothing_is_refused_as_empty() {
    for text in ["", "\u{feff}", "\n\n", ",,,\n,,"] {
        assert_eq!(read(text).err(), Some(TableError::Empty), "{text:?}");
    }
}
