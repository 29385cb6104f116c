//! JSON: what is read, what is refused and where, and that what is written reads back.

use counterpoise::document::{Json, Raw, ShapeError, ToJson, Writer, format_on_one_line};
use proptest::prelude::*;

use crate::random_books::config;

fn read(text: &str) -> Json<'_> {
    Json::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn values_are_what_the_text_says() {
    assert!(read(" null\n").is_null());
    assert!(!read("false").is_null());
    assert_eq!(read("\"急诊\"").as_text(), Some("急诊"));
    assert_eq!(read(r#""\/\b\f\n\r\t\"\\\u00e9\ud83d\ude00""#).as_text(), Some("/\u{8}\u{c}\n\r\t\"\\é😀"));
    assert_eq!(read("[ ]").as_list().map(<[_]>::len), Some(0));
    assert_eq!(read("[1, [2, 3], {}]").as_list().map(<[_]>::len), Some(3));
    assert_eq!(read("{ }").as_object().map(<[_]>::len), Some(0));
}

#[test]
fn a_number_stays_the_text_it_is() {
    let rows = [("0", Some(0)), ("18446744073709551615", Some(u64::MAX)), ("18446744073709551616", None)];
    for (text, count) in rows.into_iter().chain([("-1", None), ("1.0", None), ("1e5", None), ("\"1\"", None)])
    {
        assert_eq!(read(text).as_count(), count, "{text}");
    }
    let long = "[0.10000000000000000000000000000000001, 123456789012345678901234567890, 1e999]";
    let kept = [("a".to_owned(), Raw(long.to_owned()))];
    assert_eq!(read(&format!("{{\"a\": {long}}}")).other_fields(&[]), kept);
}

#[test]
fn fields_keep_their_order_and_the_last_of_a_key_counts() {
    let json = read(r#"{"b": 1, "a": 2, "\u0062": 3}"#);
    let keys: Vec<&str> = json.as_object().expect("an object").iter().map(|(key, _)| key.as_ref()).collect();
    assert_eq!(keys, ["b", "a", "b"]);
    assert_eq!(json.get("b").and_then(Json::as_count), Some(3));
    assert!(json.get("c").is_none());
}

#[test]
fn other_fields_stay_as_they_are_written() {
    let json = read("{\"known\": 1, \"new\" : {\"x\":  [1.50,\n null]} , \"n\\u0065w\": \"\\u00e9\"}");
    let fields = json.other_fields(&["known"]);
    let expected = [("new", "{\"x\":  [1.50,\n null]}"), ("new", "\"\\u00e9\"")];
    assert_eq!(fields, expected.map(|(key, raw)| (key.to_owned(), Raw(raw.to_owned()))));
}

#[test]
fn what_is_not_json_is_refused_with_its_place() {
    // `^` stands before the character that was read last, or the first that cannot be.
    let rows = [
        ("^", "EOF while parsing a value"),
        (" \n^", "EOF while parsing a value"),
        ("n^ix", "expected ident"),
        ("f^x", "expected ident"),
        ("^+1", "expected value"),
        ("^.5", "expected value"),
        ("0^1", "invalid number"),
        ("1.^]", "invalid number"),
        ("[1e^,2]", "invalid number"),
        ("\"a^", "EOF while parsing a string"),
        ("\"^急\t\"", "control character"),
        ("\"急^a\nx\"", "control character"),
        ("[\"急\\^x\"]", "invalid escape"),
        ("[\"\\u12^é4\"]", "invalid escape"),
        ("[1,\n \"急诊\", ^x]", "expected value"),
        ("[1,^]", "expected value"),
        ("[1 ^2]", "expected `,` or `]`"),
        ("[1, 2\n^", "EOF while parsing a list"),
        ("[1]^]", "trailing characters"),
        ("{\"a\": 1,\n^}", "key must be a string"),
        ("{\"a\"^}", "expected `:`"),
        ("{\"急\":1 ^\"b\":2}", "expected `,` or `}`"),
        ("{^a:1}", "key must be a string"),
        ("1 ^// no", "trailing characters"),
        ("^\u{feff}1", "expected value"),
        ("^\u{a0}1", "expected value"),
    ];
    rows.into_iter().for_each(|(marked, expected)| check_refused(marked, expected));
}

#[test]
fn half_a_character_is_refused_where_it_stands() {
    // Here the rest of the text is in order, and the place is found within the string or the object.
    let rows = [
        ("[\n{\"急\": [1, \"\\ud83d^\"]}]", "unexpected end of hex escape"),
        ("[\n{\"急\": [1,\n\"\\ud83d\\^n\"]}]", "unexpected end of hex escape"),
        ("{\n\"急\": {\"a\":\n1, \"急\\ude0^0\": 1}}", "surrogate"),
        ("[\"\\ud83d\\u004^1\"]", "surrogate"),
    ];
    rows.into_iter().for_each(|(marked, expected)| check_refused(marked, expected));
}

#[test]
fn nesting_ends_at_32_levels() {
    let lists = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let objects = |depth| format!("{}1{}", "{\"a\":\n".repeat(depth), "}".repeat(depth));
    for nested in [lists(32), objects(32), format!("[\"{}\"]", "[".repeat(40))] {
        read(&nested);
    }
    for (nested, line, column) in [(lists(33), 1, 33), (objects(33), 33, 1), (lists(100_000), 1, 33)] {
        let problem = "nested too deeply".to_owned();
        assert_eq!(Json::parse(&nested).expect_err("too deep"), ShapeError { line, column, problem });
    }
    Json::parse(&"[".repeat(100_000)).expect_err("no stack holds that");
}

#[track_caller]
fn check_refused(marked: &str, expected: &str) {
    let (before, after) = marked.split_once('^').expect("a mark");
    let error = Json::parse(&format!("{before}{after}")).expect_err(marked);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let place = (before.matches('\n').count() + 1, line.chars().count() + 1);
    assert_eq!((error.line, error.column), place, "{marked}: {error}");
    assert!(error.problem.contains(expected) && !error.problem.contains(" at line"), "{marked}: {error}");
}

/// A list, empty ones, and a field that is a text.
struct Sample<'t>(&'t str);

impl ToJson for Sample<'_> {
    fn write(&self, out: &mut Writer) {
        let none: Vec<String> = Vec::new();
        out.object(&[("text", &self.0), ("numbers", &vec![1, -2]), ("none", &none), (self.0, &None::<u32>)]);
    }
}

#[test]
fn texts_are_written_in_exactly_these_bytes() {
    let signs = "\"\\/\u{8}\u{c}\n\r\t\0\u{1f}\u{7f}é急😀\u{2028}";
    let text = "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7f}é急😀\u{2028}\"";
    assert_eq!(format_on_one_line(&signs), text);
    let written = "{\"text\":\"a\",\"numbers\":[1,-2],\"none\":[],\"a\":null}";
    assert_eq!(format_on_one_line(&Sample("a")), written);
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn every_text_reads_back(text in "\\PC*|[\"\\\\\\u{0}-\\u{20}\\u{10FFF0}-\\u{10FFFF}é]{0,20}") {
        let written = format_on_one_line(&Sample(&text));
        let json = read(&written);
        prop_assert_eq!(json.get("text").and_then(Json::as_text), Some(text.as_str()));
        prop_assert_eq!(json.as_object().and_then(|fields| fields.last()).map(|(key, _)| key.as_ref()), Some(text.as_str()));
    }

    #[test]
    fn no_text_of_json_signs_makes_the_reader_panic(
        text in "([\\[\\]{},:\" ]|\"[aé\\\\u0d8]{0,6}\"|null|true|-?[0-9.e+]{1,3}|\\n){0,12}"
    ) {
        if let Err(error) = Json::parse(&text) {
            prop_assert!(error.line <= text.matches('\n').count() + 1);
            prop_assert!(error.column <= text.chars().count() + 1);
        }
    }
}
