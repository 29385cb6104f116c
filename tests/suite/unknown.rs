//! Fields that this program does not know survive reading, changing and writing.

use counterpoise::document::Document;
use counterpoise::domain::edit::{Change, Edit};
use counterpoise::domain::name::Name;
use counterpoise::domain::workbook::Workbook;
use counterpoise::storage::{Kept, Library, Mirror};

use crate::support::sample;

fn text() -> String {
    Document { changed: None, workbook: sample() }.to_json().expect("a text")
}

/// The sample with fields of another program: of the document, the workbook, the second unit, a
/// revision and the method of a measure.
fn with_unknown() -> String {
    let mut value: serde_json::Value = serde_json::from_str(&text()).expect("JSON");
    value["made_by"] = serde_json::json!({"program": "another", "build": [1, 2]});
    let workbook = &mut value["workbook"];
    workbook["colours"] = serde_json::json!(["绿", "\u{1F600}"]);
    workbook["zeal"] = serde_json::json!(null);
    workbook["units"][1]["night_shifts"] = serde_json::json!(42.5);
    let revision = &mut workbook["scorecards"][0]["revisions"][0];
    revision["approved"] = serde_json::json!(true);
    revision["perspectives"][0]["measures"][0]["method"]["note"] = serde_json::json!("as agreed");
    serde_json::to_string(&value).expect("JSON")
}

fn read(text: &str) -> Workbook {
    Document::from_json(text).expect("it can be read").workbook
}

fn write(workbook: &Workbook) -> String {
    Document { changed: None, workbook: workbook.clone() }.to_json().expect("a text")
}

fn value(workbook: &Workbook) -> serde_json::Value {
    serde_json::from_str(&write(workbook)).expect("what is written is JSON")
}

#[test]
fn what_is_known_leaves_nothing_over() {
    assert_eq!(read(&text()).unknown, []);
}

#[test]
fn unknown_fields_are_written_where_they_stood() {
    let text = with_unknown();
    let workbook = read(&text);
    assert_eq!(workbook.unknown.len(), 6);
    let expected: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let mut written = value(&workbook);
    // The time of the last change is always written.
    written["changed"] = serde_json::Value::Null;
    assert_eq!(written, expected);
    let once = write(&workbook);
    assert_eq!(read(&once), workbook, "read again as the same");
    assert_eq!(write(&read(&once)), once, "and written again as the same bytes");
}

#[test]
fn they_go_with_what_they_belong_to() {
    let mut workbook = read(&with_unknown());
    let first = workbook.units[0].clone();
    let (parent, shifts) = (workbook.units[1].id.clone(), serde_json::json!(42.5));
    let mut added = first.clone();
    added.id = "a-new-unit".into();
    Edit::Units(Change::Insert(0, Box::new(added))).apply(&mut workbook).expect("applied");
    Edit::RenameUnit { unit: parent.clone(), name: Name::plain("renamed") }
        .apply(&mut workbook)
        .expect("applied");
    let written = value(&workbook);
    let unit =
        written["workbook"]["units"].as_array().expect("units").iter().find(|it| it["id"] == parent.as_str());
    assert_eq!(unit.expect("the unit")["night_shifts"], shifts);
    workbook.units.retain(|unit| unit.id != parent);
    assert!(!write(&workbook).contains("night_shifts"), "what is gone takes its fields along");
    assert!(write(&workbook).contains("made_by"));
}

#[test]
fn a_known_field_is_never_written_twice() {
    let mut workbook = read(&with_unknown());
    workbook.unknown[0].key = "format".into();
    workbook.unknown[0].path.clear();
    assert_eq!(write(&workbook).matches("\"format\":").count(), 1);
}

#[test]
fn an_unknown_field_that_stands_twice_is_refused() {
    let text = text().replacen('{', "{\"x\": 1, \"x\": 2,", 1);
    let error = Document::from_json(&text).expect_err("which one counts?");
    assert!(error.to_string().contains("duplicate field `x`"), "{error}");
}

#[test]
fn they_survive_storage_too() {
    let document = Document { changed: None, workbook: read(&with_unknown()) };
    let store = crate::storage::FakeStore::new();
    let library = Library::new(&store);
    let mut kept = Kept::new();
    library.save(&document, &mut kept).expect("saved");
    assert_eq!(library.open(&document.workbook.id).expect("opened").document, document);
    let mirror: Mirror = store.texts().into_iter().collect();
    assert_eq!(Library::new(&mirror).open(&document.workbook.id).expect("opened").document, document);
}
