//! Reading Excel workbooks, as Excel, LibreOffice and WPS write them.

use counterpoise::interop::table::{Table, TableError};
use counterpoise::interop::tables;
use counterpoise::interop::xlsx::as_kept;
use rust_decimal::Decimal;

use crate::xlsx_files::{shown, workbook, workbook_with, zip};

fn fixture(name: &str) -> Vec<Table> {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    tables(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The one sheet of a workbook put together by hand.
#[track_caller]
fn check(bytes: &[u8], expected: &[&str]) {
    let tables = tables(bytes).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(shown(&tables[0]), expected);
}

/// What the fixtures hold, as the programs show it; they are alike but for the days' origin.
const FIRST: [&str; 27] = [
    "A1 外一科 2026年 数据",
    "A2 数据项",
    "B2 单位",
    "C2 @2026-1-1",
    "D2 @2026-2-1",
    "E2 Mar 2026",
    "F2 合计",
    "A3 业务收入（万元）",
    "B3 万元",
    "C3 #0.1",
    "D3 #0.3",
    "E3 #1234567.891",
    "F3 #1234568.291",
    "A4 药占比",
    "B4 %",
    "C4 %0.465",
    "D4 #46.5",
    "E4 12 %",
    "A5 备注",
    "C5 TRUE",
    "D5 #DIV/0!",
    "E5 #0.5",
    "A6 手术量",
    "C6 #0.0000001",
    "D6 #123456789012346000",
    "E6 #-0.02",
    "A8 a <b> & \"c\"\nd",
];

#[test]
fn sheets_of_excel_and_libreoffice_read_alike() {
    let list = [
        "A1 科室",
        "B1 数据项",
        "C1 月份",
        "D1 数值",
        "A2 外一科",
        "B2 业务收入",
        "C2 2026-03",
        "D2 #5",
        "A3 内科",
        "B3 业务收入",
        "C3 #202603",
        "D3 #7",
        "B4 手术量",
        "C4 2026/3",
        "D4 #8",
    ];
    for name in ["excel_1900.xlsx", "excel_1904.xlsx", "libreoffice.xlsx"] {
        let tables = fixture(name);
        let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, ["外一科", "清单"], "{name}: hidden and empty sheets are left out");
        assert_eq!(shown(&tables[0]), FIRST, "{name}");
        assert_eq!(shown(&tables[1]), list, "{name}");
    }
}

#[test]
fn numbers_are_taken_as_they_are_written_to_fifteen_digits() {
    for (written, read) in [
        ("0.1", "#0.1"),
        ("0.30000000000000004", "#0.3"),
        ("1234567.8910000001", "#1234567.891"),
        ("100", "#100"),
        ("-0", "#0"),
        ("1E-7", "#0.0000001"),
        ("1.5E+3", "#1500"),
        ("1e5", "#100000"),
        ("999999999999999.9", "#1000000000000000"),
        ("0.12345678901234565", "#0.123456789012346"),
        ("1E-40", "#0"),
        ("5E-29", "#0.0000000000000000000000000001"),
        ("1E+40", "1E+40"),
        ("1E+999999999999", "1E+999999999999"),
        ("NaN", "NaN"),
        ("1.2.3", "1.2.3"),
        (" 7 ", "#7"),
    ] {
        let sheet = format!("<sheetData><row r=\"1\"><c r=\"A1\"><v>{written}</v></c></row></sheetData>");
        check(&workbook(&sheet), &[&format!("A1 {read}")]);
    }
}

#[test]
fn what_a_spreadsheet_keeps_of_a_decimal() {
    for (exact, kept) in [("0.00026925956446016697", "0.000269259564460167"), ("46.5", "46.5")] {
        let decimal = |text: &str| Decimal::from_str_exact(text).unwrap();
        assert_eq!(as_kept(decimal(exact)), decimal(kept));
    }
}

#[test]
fn every_kind_of_cell() {
    let sheet = "<sheetData>\
        <row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"inlineStr\"><is><r><t>in </t></r><r><t>place</t></r></is></c>\
        <c r=\"C1\" t=\"str\"><f>A1&amp;\"x\"</f><v>formula</v></c><c r=\"D1\" t=\"b\"><v>0</v></c><c r=\"E1\" t=\"e\"><v>#N/A</v></c>\
        <c r=\"F1\" t=\"d\"><v>2026-03-01</v></c><c r=\"G1\"/><c r=\"H1\"><f>1+1</f></c><c r=\"I1\" t=\"s\"><v>2</v></c></row></sheetData>";
    let texts = "<si><t>none</t></si><si><t xml:space=\"preserve\"> &lt;a&gt; &#22806;&#x4E00; </t>\
        <rPh sb=\"0\" eb=\"1\"><t>reading</t></rPh></si><si><t> </t></si>";
    let expected = ["A1  <a> 外一 ", "B1 in place", "C1 formula", "D1 FALSE", "E1 #N/A", "F1 2026-03-01"];
    check(&workbook_with(sheet, texts, "", ""), &expected);
}

#[test]
fn prefixes_comments_literals_and_missing_places() {
    let sheet = "<!-- a <c> --><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>\
        <x:row r='4'><x:c r='c4'><x:v>3</x:v></x:c><x:c t='inlineStr'><x:is><x:t><![CDATA[a<b]]></x:t></x:is></x:c></x:row>\
        <x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData>";
    check(&workbook(sheet), &["A1 #1", "B1 #2", "C4 #3", "D4 a<b", "A5 #5"]);
}

#[test]
fn a_number_is_a_day_by_its_format() {
    let formats = [
        ("yyyy\"年\"m\"月\"", "@2026-3-1"),
        ("[$-804]yyyy\\年m\\月;@", "@2026-3-1"),
        ("d-mmm", "@2026-3-1"),
        ("mmmm", "@2026-3-1"),
        ("m/d/yy h:mm", "@2026-3-1"),
        ("[h]:mm:ss", "#46082"),
        ("mm:ss", "#46082"),
        ("\"day\" 0", "#46082"),
        ("[Red]0.00", "#46082"),
        ("0.00E+00", "#46082"),
        ("#,##0_);(#,##0)", "#46082"),
        ("0.0%", "%46082"),
        ("General", "#46082"),
        ("0;yyyy", "#46082"),
    ];
    let cell = "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>46082.75</v></c></row></sheetData>";
    for (format, expected) in formats {
        let code = format.replace('"', "&quot;");
        let styles = format!(
            "<numFmts><numFmt numFmtId=\"164\" formatCode=\"{code}\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
             <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>"
        );
        let expected =
            if expected.starts_with('@') { format!("A1 {expected}") } else { format!("A1 {expected}.75") };
        check(&workbook_with(cell, "", &styles, ""), &[&expected]);
    }
}

/// Serial numbers of days as Microsoft's documentation of the two systems gives them.
#[test]
fn days_are_counted_from_1900_or_from_1904() {
    let styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>";
    for (serial, properties, expected) in [
        ("1", "", "A1 @1900-1-1"),
        ("59", "", "A1 @1900-2-28"),
        ("60", "", "A1 #60"),
        ("61", "", "A1 @1900-3-1"),
        ("39448", "", "A1 @2008-1-1"),
        ("35981", "", "A1 @1998-7-5"),
        ("34519", "date1904=\"1\"", "A1 @1998-7-5"),
        ("0", "date1904=\"true\"", "A1 @1904-1-1"),
        ("2958465", "", "A1 @9999-12-31"),
        ("2958466", "", "A1 #2958466"),
        ("-1", "", "A1 #-1"),
        ("0", "date1904=\"0\"", "A1 #0"),
    ] {
        let sheet =
            format!("<sheetData><row r=\"1\"><c r=\"A1\" s=\"0\"><v>{serial}</v></c></row></sheetData>");
        check(&workbook_with(&sheet, "", styles, properties), &[expected]);
    }
}

#[test]
fn a_merged_area_has_one_heading_and_one_figure() {
    let sheet = "<sheetData><row r=\"2\"><c r=\"B2\"><v>7</v></c></row></sheetData>\
        <mergeCells><mergeCell ref=\"B2:C3\"/><mergeCell ref=\"E5\"/><mergeCell ref=\"x:y\"/></mergeCells>";
    let tables = tables(&workbook(sheet)).unwrap();
    assert_eq!(shown(&tables[0]), ["B2 #7"]);
    let has_heading = |row, column| tables[0].heading(row, column).is_some();
    for (row, column, expected) in
        [(1, 1, true), (1, 2, true), (2, 1, true), (2, 2, true), (3, 1, false), (1, 3, false)]
    {
        assert_eq!(has_heading(row, column), expected, "{row} {column}");
    }
}

#[test]
fn packing_at_every_level_is_undone() {
    // Words, runs and noise, longer than the reach of a copy.
    let mut state = 1_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'!' + (state >> 24) as u8 % 90)
    };
    let text: String = (0..120_000)
        .map(|i| {
            if i % 7 < 3 {
                'a'
            } else if i % 3 == 0 {
                noise()
            } else {
                '外'
            }
        })
        .collect();
    let text = text.replace(['<', '&'], "x");
    let sheet = format!("<sheetData><row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row></sheetData>");
    let expected = format!("A1 {text}");
    for level in 0..=10 {
        let book = "<workbook><sheets><sheet name=\"S\" id=\"1\"/></sheets></workbook>";
        let relations = "<R><Relationship Id=\"1\" Target=\"/xl/s.xml\"/></R>";
        let sheet = format!("<worksheet>{sheet}</worksheet>");
        let bytes = zip(&[
            ("xl/workbook.xml", book.as_bytes(), None),
            ("xl/_rels/workbook.xml.rels", relations.as_bytes(), None),
            ("xl\\S.xml", sheet.as_bytes(), Some(level)),
        ]);
        check(&bytes, &[&expected]);
    }
}

#[test]
fn what_is_no_workbook_is_refused_with_the_reason() {
    let ods = zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", None)]);
    let empty = workbook("<sheetData/>");
    let mut altered = workbook("<sheetData><row><c><v>1</v></c></row></sheetData>");
    let place = altered.windows(4).position(|window| window == b"PK\x03\x04").unwrap() + 60;
    altered[place] ^= 0x55;
    let rows: [(&str, Vec<u8>, TableError); 7] = [
        ("an OpenDocument spreadsheet", ods, TableError::OtherFormat),
        (
            "an old or a protected workbook",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest".to_vec(),
            TableError::OldOrProtected,
        ),
        ("a workbook without cells", empty, TableError::Empty),
        ("a workbook with an altered byte", altered, TableError::Damaged),
        ("two letters", b"PK".to_vec(), TableError::Damaged),
        ("text in GB 18030", b"\xbf\xc6\xca\xd2,1\r\n".to_vec(), TableError::OtherEncoding),
        ("nothing", Vec::new(), TableError::Empty),
    ];
    for (what, bytes, expected) in rows {
        assert_eq!(tables(&bytes).err(), Some(expected), "{what}");
    }
}
