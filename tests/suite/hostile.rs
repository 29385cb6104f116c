//! Texts made to be slow, large or to lose something: refused in words, and at once.

use std::time::{Duration, Instant};

use counterpoise::document::{Document, DocumentError, Json, ShapeError};
use counterpoise::domain::scorecard::Scorecard;
use counterpoise::domain::validate::{WorkbookError, check};
use counterpoise::domain::workbook::Workbook;

use crate::books::{item, monthly, percent_of, unit};

fn refused(text: &str) -> ShapeError {
    match Document::from_json(text) {
        Err(DocumentError::Shape(error)) => error,
        other => panic!("{other:?}"),
    }
}

/// The least of three times that `text` takes to be parsed.
fn time(text: &str) -> Duration {
    let times = (0..3).map(|_| {
        let start = Instant::now();
        Json::parse(text).expect("a text of JSON");
        start.elapsed()
    });
    times.min().expect("three times")
}

#[test]
fn nesting_costs_no_time() {
    // Looking through a text again on every level would take some thirty times as long.
    let digits = vec!["7".repeat(100_000); 30].join(",");
    let nested = format!("{}{digits}{}", "[".repeat(31), "]".repeat(31));
    let (flat, nested) = (time(&format!("[{digits}]")), time(&nested));
    assert!(nested < flat * 6, "{nested:?} instead of {flat:?}");
}

/// A document with a line of figures for each of these units, of which it has a hundred.
fn with_lines(units: impl Iterator<Item = usize>) -> String {
    let line = |unit| {
        let months = ["1"; 12].join(",");
        format!("{{\"unit\":\"u{unit:05}\",\"item\":\"a\",\"year\":2026,\"months\":[{months}]}}")
    };
    let mut book = monthly(&["a"], Vec::new());
    book.units.extend((0..100).map(|place| unit(&format!("u{place:05}"), None)));
    let text = Document { changed: None, workbook: book }.to_json().expect("a text");
    let lines = units.map(line).collect::<Vec<_>>().join(",");
    text.replace("\"figures\": []", &format!("\"figures\": [{lines}]"))
}

#[test]
fn figures_in_any_order_are_the_same() {
    let read = |text: String| Document::from_json(&text).expect("a document").workbook.figures;
    assert_eq!(read(with_lines(0..100)), read(with_lines((0..100).rev())));
}

#[test]
fn figures_in_any_order_cost_no_time() {
    // To move what is there for every line would take several times as long as reading it.
    let time = |text: String| {
        let start = Instant::now();
        Document::from_json(&text).expect_err("units that do not exist");
        start.elapsed()
    };
    let (in_order, backwards) = (time(with_lines(0..80_000)), time(with_lines((0..80_000).rev())));
    assert!(backwards < in_order * 2, "{backwards:?} instead of {in_order:?}");
}

#[test]
fn there_is_an_end_to_the_values() {
    let many = |count: usize| format!("[{}1]", "1,".repeat(count - 2));
    Json::parse(&many(2_000_000)).expect("two million values");
    let error = Json::parse(&many(2_000_001)).expect_err("one more");
    assert_eq!((error.column, error.problem.as_str()), (4_000_000, "at most 2000000 values can be read"));
}

/// What has too many values is not read to its end, where this one breaks off.
#[test]
fn too_many_values_are_told_before_the_grammar_is_checked() {
    let problem = |text: String| Json::parse(&text).err().map(|error| error.problem);
    let cut_off = |count: usize| format!("[{}", "1,".repeat(count));
    assert_eq!(problem(cut_off(2_000_001)).as_deref(), Some("at most 2000000 values can be read"));
    assert_eq!(problem(cut_off(3)).as_deref(), Some("EOF while parsing a value"));
    // Nested too deeply and broken: the broken place is told.
    assert_eq!(problem("[".repeat(50)).as_deref(), Some("EOF while parsing a list"));
    assert_eq!(problem("[".repeat(50) + &"]".repeat(50)).as_deref(), Some("nested too deeply"));
}

#[test]
fn there_is_an_end_to_a_value() {
    let problem = |text: String| Json::parse(&text).err().map(|error| (error.column, error.problem));
    let too_long = |most: usize| Some((5, format!("at most {most} bytes can be read as one value")));
    assert_eq!(problem(format!("[1, {}]", "7".repeat(120_000))), None);
    assert_eq!(problem(format!("[1, {}]", "7".repeat(120_001))), too_long(120_000));
    // All that a browser stores as one text of packed figures, each of three bytes, with its quotes.
    assert_eq!(problem(format!("[1, \"{}\"]", "\u{4e00}".repeat(5_242_880))), None);
    assert_eq!(problem(format!("[1, \"{}\"]", "a".repeat(15_999_999))), too_long(16_000_000));
}

#[test]
fn a_long_number_is_not_repeated_whole() {
    let text = format!("{{\"format\": {}, \"version\": 1}}", "7".repeat(100_000));
    let error = refused(&text);
    assert!(error.problem.len() < 200, "{}", error.problem.len());
}

#[test]
fn unknown_fields_cost_no_time_wherever_they_stand() {
    // To look for each of them, or for the object of each, through all of them takes some thousand times
    // as long.
    let units = |field: &str| {
        let mut book = monthly(&[], Vec::new());
        book.units.extend((0..15_000).map(|place| unit(&format!("u{place}"), None)));
        let text = Document { changed: None, workbook: book }.to_json().expect("a text");
        text.replace("\"parent\": null", &format!("\"parent\": null{field}"))
    };
    let time = |text: &str| {
        let start = Instant::now();
        let document = Document::from_json(text).expect("a document");
        let written = document.to_json().expect("a text");
        assert_eq!(written.contains("shifts"), text.contains("shifts"));
        document.definition_json().expect("a text");
        start.elapsed()
    };
    let fields: String = (0..150_000).map(|place| format!("\"shifts{place}\": 1,")).collect();
    let (none, some) = (units(""), units(", \"shifts\": 3"));
    let least = time(&none);
    assert!(time(&some) < least * 100, "{:?} instead of {least:?}", time(&some));
    let one = time(&none.replacen('{', &format!("{{{fields}"), 1));
    assert!(one < least * 100, "{one:?} instead of {least:?}");
}

#[test]
fn a_workbook_has_an_end() {
    let sized = |units: usize, items: usize, cards: usize, measures: usize| {
        let mut book =
            monthly(&[], (0..measures).map(|place| percent_of(&format!("m{place}"), "1")).collect());
        book.units = (0..units).map(|place| unit(&format!("u{place}"), None)).collect();
        book.items = (0..items).map(|place| item(&format!("i{place}"))).collect();
        let card = Scorecard { units: Vec::new(), ..book.scorecards.remove(0) };
        book.scorecards =
            (0..cards).map(|id| Scorecard { id: id.to_string().as_str().into(), ..card.clone() }).collect();
        check(&book)
    };
    let too_many = |what, id: &str| Err(WorkbookError::Range { what, id: id.to_owned() });
    assert_eq!(sized(20_000, 200, 1, 1_000), Ok(()));
    assert_eq!(sized(800, 5_000, 1_000, 1), Ok(()));
    assert_eq!(sized(20_001, 1, 1, 1), too_many("units", "book"));
    assert_eq!(sized(1, 5_001, 1, 1), too_many("items", "book"));
    assert_eq!(sized(20_000, 201, 1, 1), too_many("items", "book"));
    assert_eq!(sized(1, 1, 1_001, 1), too_many("scorecards", "book"));
    assert_eq!(sized(1, 1, 1, 1_001), too_many("measures", "0"));
}

#[test]
fn many_users_of_a_card_are_checked_at_once() {
    // Looking for each of them through all of them takes some hundred times as long.
    let book = |users: usize| {
        let mut book = monthly(&[], Vec::new());
        book.units = (0..20_000).map(|place| unit(&format!("u{place}"), None)).collect();
        book.scorecards[0].units = book.units.iter().take(users).map(|unit| unit.id.clone()).collect();
        book
    };
    let time = |book: &Workbook| {
        let start = Instant::now();
        assert_eq!(check(book), Ok(()));
        start.elapsed()
    };
    let (few, many) = (book(1), book(20_000));
    assert!(time(&many) < time(&few) * 8);
}

#[test]
fn a_name_has_an_end() {
    let named = |length| {
        let name = format!("\"name\": \"{}\", \"parent\": null", "院".repeat(length));
        crate::document::by_hand()
            .replace(r#""parent": null, "kinds": [], "name": "House""#, &format!("{name}, \"kinds\": []"))
    };
    Document::from_json(&named(20_000)).expect("a long name");
    assert!(refused(&named(20_001)).problem.contains("at most 20000 characters"));
}

#[track_caller]
fn check_twice(says: &str, from: &str, to: &str, expected: &str) {
    let text = crate::document::by_hand();
    assert_eq!(text.matches(from).count(), 1, "{says}");
    let error = refused(&text.replace(from, to));
    assert!(error.problem.contains(expected), "{says}: {error}");
}

#[test]
fn what_would_be_lost_is_refused() {
    let line = |figure: &str| {
        let rest = ["null"; 11].join(", ");
        format!("{{\"unit\": \"ward\", \"item\": \"ops\", \"year\": 2026, \"months\": [{figure}, {rest}]}}")
    };
    let figures = "\"figures\": [";
    let lines = "the figures of \"ward\", \"ops\", 2026 stand in two lines";
    check_twice("two lines of figures", figures, &format!("{figures}{},", line("7")), lines);
    let target = r#"{"unit": "ward", "year": null, "month": 3, "value": "150"}"#;
    let again = r#"{"unit": "ward", "month": 3, "value": "160"}"#;
    check_twice("a target twice", target, &format!("{target}, {again}"), "a target for the same");
    let note = r#""notes": ["#;
    let again = r#"{"unit": "ward", "item": "ops", "month": "2026-03", "text": "another"}, "#;
    check_twice("two notes on a figure", note, &format!("{note}{again}"), "a note on the same figure");
    // A line that holds nothing takes nothing away.
    let text = crate::document::by_hand().replace(figures, &format!("{figures}{},", line("null")));
    let read = Document::from_json(&text).expect("a document");
    assert_eq!(read, Document::from_json(crate::document::by_hand()).expect("a document"));
}

#[test]
fn figures_are_counted_and_not_their_places() {
    let opened = |each: &str| {
        // Nine items and 9,999 years of one unit: 89,991 lines.
        let mut book = monthly(&[], vec![percent_of("m", "1")]);
        book.items = (0..9).map(|place| item(&format!("i{place}"))).collect();
        book.scorecards.clear();
        book.units = vec![unit("u", None)];
        let text = Document { changed: None, workbook: book }.to_json().expect("a text");
        let lines = (1..=9_999).flat_map(|year| (0..9).map(move |place| (year, place)));
        let lines: Vec<String> = lines
            .map(|(year, place)| {
                format!(r#"{{"unit":"u","item":"i{place}","year":{year},"months":[{each}]}}"#)
            })
            .collect();
        let figures = format!("\"figures\": [{}]", lines.join(","));
        Document::from_json(&text.replace("\"figures\": []", &figures))
    };
    let one = format!("\"1\"{}", ",null".repeat(11));
    let document = opened(&one).expect("90,000 figures");
    assert_eq!(document.workbook.figures.iter().count(), 89_991);
    let twelve = ["\"1\""; 12].join(",");
    let error = opened(&twelve).expect_err("1,079,892 figures").to_string();
    assert!(error.contains("at most 1000000 figures"), "{error}");
}
