//! Fields that this program does not know survive reading, changing and writing.

use counterpoise::document::Document;
use counterpoise::domain::change_log;
use counterpoise::domain::edit::{Change, Edit};
use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::name::Name;
use counterpoise::domain::period::Month;
use counterpoise::domain::workbook::Workbook;
use counterpoise::storage::{Kept, Library, Mirror};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use crate::random_books::{config, extreme, workbooks_with_records};
use crate::storage::FakeStore;
use crate::support::sample;

fn text() -> String {
    Document { changed: None, workbook: sample() }.to_json().expect("a text")
}

/// The sample with fields of another program: of the document, the workbook, the second unit, a
/// revision, the method of a measure, a name, a line of figures, and the second of two changes that
/// say the same.
fn with_unknown() -> String {
    let mut value: Value = serde_json::from_str(&text()).expect("JSON");
    value["made_by"] = json!({"program": "another", "build": [1, 2]});
    let workbook = &mut value["workbook"];
    workbook["colours"] = json!(["绿", "\u{1F600}"]);
    workbook["zeal"] = json!(null);
    workbook["units"][1]["night_shifts"] = json!(42.5);
    let revision = &mut workbook["scorecards"][0]["revisions"][0];
    revision["approved"] = json!(true);
    revision["perspectives"][0]["measures"][0]["method"]["note"] = json!("as agreed");
    workbook["items"][0]["name"]["fr"] = json!("recettes");
    workbook["figures"][3]["taken_from"] = json!({"system": "HIS"});
    let change = json!({"at": "2026-03-31T08:15:00Z", "by": "", "what": {"kind": "workbook"}, "old": null, "new": "x", "reason": null});
    workbook["changes"] = json!([change, change]);
    workbook["changes"][1]["device"] = json!("ward 3");
    workbook["changes"][1]["what"]["page"] = json!(7);
    serde_json::to_string(&value).expect("JSON")
}

/// After it was stored and opened again.
fn stored(workbook: &Workbook) -> Workbook {
    let store = FakeStore::new();
    let document = Document { changed: None, workbook: workbook.clone() };
    Library::new(&store).save(&document, &mut Kept::new()).expect("saved");
    Library::new(&store).open(&workbook.id).expect("opened").document.workbook
}

fn read(text: &str) -> Workbook {
    Document::from_json(text).expect("it can be read").workbook
}

fn write(workbook: &Workbook) -> String {
    Document { changed: None, workbook: workbook.clone() }.to_json().expect("a text")
}

fn value(workbook: &Workbook) -> Value {
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
    assert_eq!(workbook.unknown.len(), 9, "objects that have some");
    let expected: Value = serde_json::from_str(&text).expect("JSON");
    let mut written = value(&workbook);
    // The time of the last change is always written.
    written["changed"] = Value::Null;
    assert_eq!(written, expected);
    let once = write(&workbook);
    assert_eq!(read(&once), workbook, "read again as the same");
    assert_eq!(write(&read(&once)), once, "and written again as the same bytes");
}

#[test]
fn they_go_with_what_they_belong_to() {
    let mut workbook = read(&with_unknown());
    let first = workbook.units[0].clone();
    let (parent, shifts) = (workbook.units[1].id.clone(), json!(42.5));
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
fn those_of_a_line_live_as_long_as_the_line() {
    let mut workbook = read(&with_unknown());
    let (unit, year, item, months) = workbook.figures.iter().nth(3).expect("a line");
    let (unit, item, months) = (unit.clone(), item.clone(), *months);
    let all = Month::january(year).months_of_year();
    let cells: Vec<Cell> = all.map(|month| Cell { unit: unit.clone(), item: item.clone(), month }).collect();
    // Another figure in the line.
    workbook.figures.set(&cells[4], Figure::NotApplicable);
    assert!(write(&stored(&workbook)).contains("HIS"));
    for cell in &cells {
        workbook.figures.set(cell, Figure::Missing);
    }
    assert!(!write(&workbook).contains("HIS"), "gone with its line");
    assert!(stored(&workbook).unknown.iter().all(|fields| !fields.text.contains("HIS")));
    // The emptied line is brought back, as undo does.
    workbook.figures.set_year(&unit, &item, year, months);
    assert!(write(&stored(&workbook)).contains("HIS"));
}

#[test]
fn those_of_a_change_live_as_long_as_it_is_in_the_log() {
    let mut workbook = read(&with_unknown());
    let change = workbook.changes[0].clone();
    for at in 0..change_log::MOST {
        let noted = change_log::Noted { what: change.what.clone(), old: None, new: Some("y".into()) };
        change_log::add(&mut workbook.changes, vec![noted], false, &format!("2027-{at}").into(), &"".into());
        if at == 200 {
            assert_eq!(value(&stored(&workbook))["workbook"]["changes"][1]["device"], json!("ward 3"));
        }
    }
    assert!(!write(&workbook).contains("ward 3"));
    assert!(stored(&workbook).unknown.iter().all(|fields| !fields.text.contains("ward 3")));
}

/// A year that is stored packed has no room for other fields.
#[test]
fn those_of_a_packed_year_are_kept() {
    let mut workbook = crate::books::monthly(&[], Vec::new());
    workbook.items = (0..200).map(|place| crate::books::item(&format!("item-{place}"))).collect();
    let unit = workbook.units[0].id.clone();
    for item in &workbook.items {
        let cell = Cell { unit: unit.clone(), item: item.id.clone(), month: Month::january(2026) };
        workbook.figures.set(&cell, Figure::NotApplicable);
    }
    let mut expected = value(&workbook);
    expected["workbook"]["figures"][150]["seen"] = json!([true]);
    let workbook = read(&expected.to_string());
    let text = counterpoise::document::figures_of_year(&workbook.figures, &unit, 2026);
    assert!(text.starts_with("p1:"));
    assert_eq!(value(&stored(&workbook)), expected);
}

#[test]
fn they_go_with_a_line_that_stands_elsewhere() {
    let expected: Value = serde_json::from_str(&with_unknown()).expect("JSON");
    let mut turned = expected.clone();
    for list in ["figures", "units", "items"] {
        turned["workbook"][list].as_array_mut().expect("a list").reverse();
    }
    let written = value(&read(&turned.to_string()));
    assert_eq!(written["workbook"]["figures"], expected["workbook"]["figures"]);
    // Units and items keep the order that they were given.
    assert_eq!(written["workbook"]["units"], turned["workbook"]["units"]);
}

#[test]
fn a_known_field_is_never_written_twice() {
    let mut workbook = read(&with_unknown());
    workbook.unknown[0].text = r#"{"format":1,"x":2}"#.into();
    workbook.unknown[0].way.clear();
    let written = write(&workbook);
    assert_eq!(written.matches("\"format\":").count(), 1);
    assert_eq!(written.matches("\"x\":").count(), 1);
}

/// The ways to all objects in a value.
fn objects(value: &Value, way: &str, found: &mut Vec<String>) {
    let within: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(place, it)| (place.to_string(), it)).collect(),
        _ => return,
    };
    if value.is_object() {
        found.push(way.to_owned());
    }
    within.into_iter().for_each(|(key, value)| objects(value, &format!("{way}/{key}"), found));
}

/// What another program may write there; also fields with names that this one knows elsewhere.
fn fields() -> impl Strategy<Value = Vec<(Index, &'static str, Value)>> {
    let names = select(vec!["x", "x y", "\"", "外", "id", "unit", "month", "at"]);
    let values = select(vec![
        json!(null),
        json!(-0.25),
        json!("a\n\"b\""),
        json!({"id": "u0", "unit": "u0", "months": [null, {"at": {}}]}),
        json!([[], {}, 1]),
    ]);
    vec((any::<Index>(), names, values), 1..=12)
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn fields_anywhere_survive_files_storage_links_and_edits(
        workbook in workbooks_with_records(extreme),
        fields in fields(),
    ) {
        let mut expected = value(&workbook);
        let mut ways = Vec::new();
        objects(&expected, "", &mut ways);
        // A quarter of them where they would be lost most easily.
        let lines: Vec<String> = ways.iter().filter(|way| way.contains("/figures/") || way.contains("/changes/")).cloned().collect();
        for (place, (index, name, value)) in fields.into_iter().enumerate() {
            let ways = if place % 4 == 0 && !lines.is_empty() { &lines } else { &ways };
            let way: &String = index.get(ways.as_slice());
            let object = expected.pointer_mut(way).and_then(Value::as_object_mut);
            object.expect("an object").entry(name).or_insert(value);
        }
        let workbook = read(&expected.to_string());
        prop_assert_eq!(value(&workbook), expected.clone());
        let store = FakeStore::new();
        let library = Library::new(&store);
        let mut document = Document { changed: None, workbook };
        library.save(&document, &mut Kept::new()).expect("saved");
        let mut opened = library.open(&document.workbook.id).expect("opened");
        prop_assert_eq!(&opened.document, &document);
        let mirror: Mirror = store.texts().into_iter().collect();
        let copy = Library::new(&mirror).open(&document.workbook.id).expect("opened").document;
        prop_assert_eq!(&copy, &document);

        // Another figure in every line.
        for (place, line) in document.workbook.clone().figures.iter().enumerate() {
            let (unit, year, item, _) = line;
            let cell = Cell { unit: unit.clone(), item: item.clone(), month: Month::january(year) };
            document.workbook.figures.set(&cell, Figure::NotApplicable);
            expected["workbook"]["figures"][place]["months"][0] = json!("n/a");
        }
        library.save(&document, &mut opened.kept).expect("saved again");
        let opened = library.open(&document.workbook.id).expect("opened").document;
        let text = opened.to_json().expect("a text");
        prop_assert_eq!(&serde_json::from_str::<Value>(&text).expect("JSON"), &expected);
        prop_assert_eq!(Document::from_json(&text).expect("read").to_json().expect("a text"), text);

        // A link has no change log.
        expected["workbook"]["changes"] = json!([]);
        let short: Value = serde_json::from_str(&opened.to_short_json()).expect("JSON");
        prop_assert_eq!(short, expected);
    }
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
    let store = FakeStore::new();
    let library = Library::new(&store);
    let mut kept = Kept::new();
    library.save(&document, &mut kept).expect("saved");
    assert_eq!(library.open(&document.workbook.id).expect("opened").document, document);
    let mirror: Mirror = store.texts().into_iter().collect();
    assert_eq!(Library::new(&mirror).open(&document.workbook.id).expect("opened").document, document);
}
