//! Texts that cannot be read: they are set aside and never destroyed.

use counterpoise::document::VERSION;
use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::id::WorkbookId;
use counterpoise::storage::{HEAD_VERSION, Library, OpenError, Opened};

use super::fake::{FakeStore, Trouble};
use super::{
    DEFINITION_1, HEAD, SURGERY_2025_1, SURGERY_2025_2, cell, edited, empty_year, id, open, rename, stored,
    type_figure,
};

fn quarantine(original: &str, number: u64) -> String {
    format!("counterpoise:quarantine:{number}:{original}")
}

#[test]
fn what_a_newer_program_wrote_is_refused_and_left_untouched() {
    let rows = [
        ("a newer head", HEAD, "\"version\":", HEAD_VERSION),
        ("a newer definition", DEFINITION_1, "\"version\":", VERSION),
    ];
    for (row, key, field, version) in rows {
        let (store, document, mut kept) = stored();
        let newer = version + 1;
        let text = store.texts()[key].replace(&format!("{field}{version}"), &format!("{field}{newer}"));
        assert_ne!(text, store.texts()[key], "{row}");
        store.put(key, &text);
        let before = store.texts();
        let library = Library::new(&store);
        assert_eq!(library.open(&id()).err(), Some(OpenError::Newer(newer)), "{row}");
        if key == HEAD {
            library.save(&edited(&document), &mut kept).expect_err(row);
            library.set_deleted(&id(), Some("now")).expect_err(row);
            library.remove(&id()).expect_err(row);
        }
        library.list().expect(row);
        assert_eq!(store.texts(), before, "{row}");
    }
}

#[track_caller]
fn check_damaged(row: &str, key: &str, damage: impl Fn(&str) -> String) {
    let (store, ..) = stored();
    let text = damage(&store.texts()[key]);
    assert_ne!(text, store.texts()[key], "{row}");
    store.put(key, &text);
    let mut expected = store.texts();
    let library = Library::new(&store);
    store.trouble(Trouble::Full(store.bytes()));
    assert_eq!(library.open(&id()).err(), Some(OpenError::Damaged), "{row}");
    assert_eq!(store.texts(), expected, "{row}: no room for a copy");

    store.trouble(Trouble::None);
    expected.insert(quarantine(key, 1), text.clone());
    for _ in 0..2 {
        assert_eq!(library.open(&id()).err(), Some(OpenError::Damaged), "{row}");
        assert_eq!(store.texts(), expected, "{row}: copied once");
    }
    assert_eq!(library.quarantine(), Ok(vec![(quarantine(key, 1), text)]), "{row}");

    store.put(key, "damaged in another way");
    library.open(&id()).expect_err(row);
    assert_eq!(store.texts()[&quarantine(key, 2)], "damaged in another way");
    assert_eq!(library.quarantine().expect(row).len(), 2, "{row}");
}

#[test]
fn a_workbook_whose_head_or_definition_is_unreadable_is_copied_and_left() {
    let cut = |text: &str| text[..text.len() / 2].to_owned();
    check_damaged("a head cut off", HEAD, cut);
    check_damaged("a definition cut off", DEFINITION_1, cut);
    check_damaged("an empty head", HEAD, |_| String::new());
    check_damaged("a head that is a list", HEAD, |_| "[]".to_owned());
    let heads = [
        ("without a version", "\"version\":1", "\"was\":1"),
        ("of version 0", "\"version\":1", "\"version\":0"),
        ("without a revision", "\"revision\":1", "\"was\":1"),
        ("with an endless revision", "\"revision\":1", "\"revision\":18446744073709551615"),
        ("with a piece of the future", "\"definition\":1", "\"definition\":2"),
        ("without a definition", "\"definition\":1", "\"definition\":null"),
        ("with a year in words", "\"2025\"", "\"last\""),
        ("with a number as time", "\"deleted\":null", "\"deleted\":5"),
        ("with a number as name", "\"name\":{", "\"name\":5,\"was\":{"),
    ];
    for (row, from, to) in heads {
        check_damaged(&format!("a head {row}"), HEAD, |text| text.replace(from, to));
    }
    check_damaged("another workbook's definition", DEFINITION_1, |text| {
        text.replace("\"sample-hospital\"", "\"other\"")
    });
    check_damaged("a definition that contradicts itself", DEFINITION_1, |text| {
        text.replacen("\"parent\":\"hospital\"", "\"parent\":\"nowhere\"", 1)
    });
}

#[test]
fn the_same_text_under_two_keys_is_copied_for_each() {
    let (store, ..) = stored();
    let library = Library::new(&store);
    for workbook in ["a", "b"] {
        store.put(&format!("counterpoise:workbook:{workbook}"), "");
        library.open(&WorkbookId::from(workbook)).expect_err("damaged");
    }
    let copies = [("a", 1), ("b", 2)]
        .map(|(workbook, number)| quarantine(&format!("counterpoise:workbook:{workbook}"), number));
    let found = library.quarantine().expect("read");
    assert_eq!(found, copies.map(|key| (key, String::new())));
}

#[test]
fn a_missing_definition_is_damage_and_a_missing_workbook_is_not() {
    let (store, ..) = stored();
    let library = Library::new(&store);
    store.drop_key(DEFINITION_1);
    let before = store.texts();
    assert_eq!(library.open(&id()).err(), Some(OpenError::Damaged));
    store.drop_key(HEAD);
    assert_eq!(library.open(&id()).err(), Some(OpenError::Missing));
    assert_eq!(library.set_deleted(&id(), None), Err(OpenError::Missing));
    assert_eq!(library.remove(&id()), Err(OpenError::Missing));
    assert_eq!(store.texts().len(), before.len() - 1);
}

/// Opens the sample with one damaged year of figures, and checks that the rest is there.
#[track_caller]
fn open_without_surgery_2025(store: &FakeStore, row: &str) -> Opened {
    let (_, mut expected, _) = stored();
    empty_year(&mut expected.workbook, "first-surgery", 2025);
    let opened = open(store);
    assert_eq!(opened.document, expected, "{row}");
    assert_eq!(opened.set_aside, [SURGERY_2025_1], "{row}");
    opened
}

#[test]
fn an_unreadable_year_of_figures_is_set_aside_and_the_rest_opens() {
    let (sound, ..) = stored();
    let sound = &sound.texts()[SURGERY_2025_1];
    let rows = [
        ("cut off", sound[..sound.len() / 2].to_owned()),
        ("empty", String::new()),
        ("of another unit", sound.replace("first-surgery", "oncology")),
        ("of another year", sound.replace("2025", "2023")),
        ("of an unknown item", sound.replace("\"operations\"", "\"gone\"")),
    ];
    for (row, text) in rows {
        let (store, ..) = stored();
        store.put(SURGERY_2025_1, &text);
        let mut expected = store.texts();
        expected.insert(quarantine(SURGERY_2025_1, 1), text.clone());
        open_without_surgery_2025(&store, row);
        let mut opened = open_without_surgery_2025(&store, row);
        assert_eq!(store.texts(), expected, "{row}: copied once");

        let library = Library::new(&store);
        rename(&mut opened.document.workbook);
        library.save(&opened.document, &mut opened.kept).expect(row);
        assert!(!store.texts().contains_key(SURGERY_2025_1), "{row}");
        assert_eq!(store.texts()[&quarantine(SURGERY_2025_1, 1)], text, "{row}");
        let again = open(&store);
        assert_eq!(again.document, opened.document, "{row}");
        assert!(again.set_aside.is_empty(), "{row}");
    }
}

#[test]
fn figures_of_a_unit_that_the_workbook_does_not_have_are_set_aside() {
    let (store, mut document, _) = stored();
    for (key, text) in store.texts() {
        if key == HEAD || key.contains(":figures:oncology:") {
            store.drop_key(&key);
            let renamed = |text: &str| text.replace("oncology", "gone");
            store.put(&renamed(&key), &renamed(&text));
        }
    }
    for year in [2024, 2025] {
        empty_year(&mut document.workbook, "oncology", year);
    }
    let opened = open(&store);
    assert_eq!(opened.document, document);
    assert_eq!(opened.set_aside.len(), 2);
}

#[test]
fn a_missing_year_of_figures_is_reported() {
    let (store, ..) = stored();
    store.drop_key(SURGERY_2025_1);
    let before = store.texts();
    let mut opened = open_without_surgery_2025(&store, "missing");
    assert_eq!(store.texts(), before);
    type_figure(&mut opened.document.workbook, "first-surgery", "2025-03");
    Library::new(&store).save(&opened.document, &mut opened.kept).expect("saved");
    assert_eq!(open(&store).document, opened.document);
}

/// A store with an unreadable year of figures and no room to copy it, and its text.
fn without_room() -> (FakeStore, String) {
    let (store, ..) = stored();
    let text = format!("{}?", store.texts()[SURGERY_2025_1]);
    store.put(SURGERY_2025_1, &text);
    store.trouble(Trouble::Full(store.bytes()));
    (store, text)
}

#[test]
fn an_unreadable_year_stays_until_there_is_room_for_a_copy() {
    let (store, text) = without_room();
    let mut opened = open_without_surgery_2025(&store, "no room");
    store.trouble(Trouble::None);
    let library = Library::new(&store);
    for month in ["2025-01", "2025-02"] {
        type_figure(&mut opened.document.workbook, "first-surgery", month);
        library.save(&opened.document, &mut opened.kept).expect("saved");
        assert_eq!(store.texts()[SURGERY_2025_1], text, "{month}");
    }
    store.trouble(Trouble::Full(store.bytes()));
    let mut opened = open(&store);
    assert_eq!(opened.set_aside, [SURGERY_2025_1]);
    store.trouble(Trouble::None);
    type_figure(&mut opened.document.workbook, "first-surgery", "2025-05");
    library.save(&opened.document, &mut opened.kept).expect("saved");
    assert_eq!(store.texts()[SURGERY_2025_1], text, "after opening again without room");

    let mut opened = open(&store);
    assert_eq!(opened.set_aside, [SURGERY_2025_1]);
    library.save(&opened.document, &mut opened.kept).expect("saved");
    assert_eq!(store.texts()[&quarantine(SURGERY_2025_1, 1)], text);
    assert!(!store.texts().contains_key(SURGERY_2025_1));
    let opened = open(&store);
    assert!(opened.set_aside.is_empty());
    for month in ["2025-01", "2025-02", "2025-05"] {
        let Cell { unit, item, month } = cell("first-surgery", month);
        let figure = opened.document.workbook.figures.get(&unit, &item, month);
        assert_ne!(figure, Figure::Missing, "{month}");
    }
}

#[test]
fn a_year_that_the_store_cannot_read_now_is_not_lost() {
    let (store, document, _) = stored();
    store.trouble(Trouble::Unreadable(SURGERY_2025_1.to_owned()));
    let mut opened = open_without_surgery_2025(&store, "the store fails");
    type_figure(&mut opened.document.workbook, "first-surgery", "2025-03");
    Library::new(&store).save(&opened.document, &mut opened.kept).expect("saved");
    store.trouble(Trouble::None);
    let (untouched, ..) = stored();
    assert_eq!(store.texts()[SURGERY_2025_1], untouched.texts()[SURGERY_2025_1]);
    assert!(store.texts().contains_key(SURGERY_2025_2));
    assert_ne!(open(&store).document, document);
}

/// What the first program stored: the sample hospital after one figure was typed, in a browser. It
/// never changes.
#[test]
fn what_the_first_version_stored_opens_and_can_be_saved() {
    let path = crate::source_text::root().join("tests/fixtures/storage-1.json");
    let text = std::fs::read_to_string(path).expect("the fixture");
    let texts: super::fake::Texts = serde_json::from_str(&text).expect("keys and texts");
    let store = FakeStore::holding(texts);
    let mut opened = open(&store);
    assert!(opened.set_aside.is_empty());
    assert_eq!(opened.kept.revision(), 2);
    let workbook = &opened.document.workbook;
    let cell = Cell { item: "revenue_narrow".into(), ..cell("first-surgery", "2025-12") };
    let typed = workbook.figures.get(&cell.unit, &cell.item, cell.month);
    assert_eq!(typed, Figure::Value("140.4".parse().expect("a decimal")));
    assert_eq!((workbook.units.len(), workbook.unknown.len()), (crate::support::sample().units.len(), 0));
    type_figure(&mut opened.document.workbook, "first-surgery", "2025-03");
    Library::new(&store).save(&opened.document, &mut opened.kept).expect("saved");
    assert_eq!(open(&store).document, opened.document);
}
