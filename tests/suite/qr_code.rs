//! QR codes: their size is that of the standard. A journey reads them with another program.

use counterpoise::interop::qr_code::{LONGEST, draw};

/// The sizes by bytes, of ISO/IEC 18004 (level L): 21 squares hold 17 bytes, 25 hold 32; 145 hold 1,952 and 149
/// hold 2,068. Beside them four white squares at each end.
#[test]
fn a_code_is_as_large_as_the_standard_says() {
    for (bytes, squares) in
        [(1, 21), (17, 21), (18, 25), (32, 25), (1_952, 145), (1_953, 149), (LONGEST, 149)]
    {
        let drawing = draw(&"a".repeat(bytes)).expect("a code");
        assert_eq!(drawing.size, squares + 8, "{bytes} bytes");
    }
    assert_eq!(draw(&"a".repeat(LONGEST + 1)), None);
}

#[test]
fn the_corners_that_a_reader_looks_for_are_there_and_the_edge_is_white() {
    let drawing = draw("https://example.org/#/link/1/AAAA").expect("a code");
    let rows: Vec<&str> = drawing.path.split('M').skip(1).collect();
    assert!(rows[0] == "4 4h7v1h-7z", "{}", rows[0]);
    let right = drawing.size - 4 - 7;
    assert!(rows.contains(&format!("{right} 4h7v1h-7z").as_str()));
    assert!(rows.contains(&format!("4 {}h7v1h-7z", drawing.size - 5).as_str()));
    let starts = rows.iter().map(|row| row.split_once('h').expect("a place").0);
    for (column, row) in starts.map(|place| place.split_once(' ').expect("two numbers")) {
        let at = |text: &str| text.parse::<i32>().expect("a number");
        assert!(at(column) >= 4 && at(row) >= 4 && at(row) < drawing.size - 4, "{column} {row}");
    }
}
