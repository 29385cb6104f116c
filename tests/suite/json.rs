//! JSON: the same texts are accepted and refused as by `serde_json`, and places are told exactly.

use counterpoise::document::{Json, ShapeError};
use proptest::prelude::*;

use crate::random_books::config;

#[track_caller]
fn check_like_serde(text: &str) {
    let theirs: Result<serde_json::Value, _> = serde_json::from_str(text);
    let ours = Json::parse(text);
    assert_eq!(ours.is_ok(), theirs.is_ok(), "{text}: {:?} {:?}", ours.err(), theirs.err());
    if let (Ok(ours), Ok(theirs)) = (ours, theirs) {
        assert_eq!(ours.as_text(), theirs.as_str(), "{text}");
        assert_eq!(ours.as_count(), theirs.as_u64(), "{text}");
        assert_eq!(ours.is_null(), theirs.is_null(), "{text}");
        assert_eq!(ours.as_list().map(<[_]>::len), theirs.as_array().map(Vec::len), "{text}");
        let keys = theirs.as_object().map(|fields| fields.keys().all(|key| ours.get(key).is_some()));
        assert_eq!(ours.as_object().is_some(), keys == Some(true), "{text}");
    }
}

#[test]
fn every_kind_of_value_is_read_like_serde_reads_it() {
    let texts = [
        "",
        " ",
        "null",
        "nul",
        "true",
        "false",
        "falsey",
        "0",
        "-0",
        "-",
        "01",
        "7",
        "1.",
        ".5",
        "1.5",
        "1e5",
        "1E+5",
        "1e",
        "18446744073709551615",
        "+1",
        "\"\"",
        "\"a",
        "\"\t\"",
        "\"\\u00e9\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\"\\ud83d\\u0041\"",
        "\"\\x\"",
        "\"\\/\\b\\f\\n\\r\\t\\\"\\\\\"",
        "\"\\u12\"",
        "[]",
        "[ ]",
        "[1,]",
        "[,]",
        "[1 2]",
        "[1",
        "[1]]",
        "{}",
        "{\"a\":1}",
        "{\"a\":1,}",
        "{\"a\"}",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":{\"b\":[null]}}",
        "\u{feff}1",
        "1 // no",
        "\u{a0}1",
    ];
    texts.into_iter().for_each(check_like_serde);
}

#[test]
fn nesting_ends_somewhere() {
    let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    Json::parse(&nested(100)).expect("a hundred levels");
    Json::parse(&nested(100_000)).expect_err("no stack holds that");
}

#[test]
fn a_place_is_told_by_line_and_column_in_characters() {
    let rows = [("[1,\n \"急诊\", x]", 2, 8), ("{\"a\": 1,\n}", 2, 1), ("[\n", 2, 1), ("1 2", 1, 3)];
    for (text, line, column) in rows {
        let ShapeError { line: found_line, column: found_column, .. } = Json::parse(text).expect_err(text);
        assert_eq!((found_line, found_column), (line, column), "{text}");
    }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn any_text_of_json_signs_is_read_like_serde_reads_it(text in "([\\[\\]{},:\" ]|\"[a\\\\u0d8]{0,6}\"|null|true|-?[0-9.e+]{1,3}|\\n){0,12}") {
        // Serde refuses what no float holds; here a number is any text of digits.
        check_like_serde(&text);
    }
}
