//! What a save writes, and what it refuses to write.

use std::sync::Arc;

use counterpoise::document::{Document, VERSION};
use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::id::{ItemId, UnitId, WorkbookId};
use counterpoise::domain::unit::Unit;
use counterpoise::domain::workbook::Workbook;
use counterpoise::storage::{
    HEAD_VERSION, Kept, Library, SaveError, StoreError, checked_set, workbook_of_key,
};

use super::fake::{FakeStore, Trouble};
use super::{
    DEFINITION_1, FOREIGN, HEAD, SURGERY_2025_1, cell, document, edited, empty_year, id, open, rename,
    stored, type_figure,
};

#[test]
fn what_is_saved_opens_as_the_same() {
    let (store, document, _) = stored();
    let opened = open(&store);
    assert_eq!(opened.document, document);
    assert!(opened.set_aside.is_empty());
    assert_eq!(opened.kept.revision(), 1);
}

#[test]
fn the_head_has_the_shape_that_is_documented() {
    let (store, ..) = stored();
    let head: serde_json::Value = serde_json::from_str(&store.texts()[HEAD]).expect("JSON");
    let year = |generation: u64| serde_json::json!({"2024": generation, "2025": generation});
    let expected = serde_json::json!({
        "version": HEAD_VERSION,
        "revision": 1,
        "name": head["name"],
        "changed": "2026-01-01T00:00:00Z",
        "deleted": null,
        "definition": 1,
        "figures": {
            "first-surgery": year(1), "orthopaedics": year(1), "cardiology": year(1), "oncology": year(1),
        },
    });
    assert_eq!(head, expected);
    assert_eq!(head["name"]["en"], "Sample hospital (invented figures)");
    assert!(store.texts()[DEFINITION_1].contains(&format!("\"version\":{VERSION}")));
}

#[test]
fn what_a_save_replaces_is_removed_by_tidying_or_by_the_next_save() {
    let (store, document, mut kept) = stored();
    let library = Library::new(&store);
    let mut next = document;
    let mut put = |month: &str, kept: &mut Kept| {
        type_figure(&mut next.workbook, "first-surgery", month);
        library.put(&next, kept).expect("saved");
        assert_eq!(open(&store).document, next, "it is whole before anything is removed");
    };
    let years = || {
        let keys = store.texts().into_keys().filter(|key| key.contains(":first-surgery:2025:"));
        keys.map(|key| key.rsplit(':').next().expect("a generation").to_owned()).collect::<Vec<_>>()
    };
    put("2025-01", &mut kept);
    assert_eq!(years(), ["1", "2"]);
    put("2025-02", &mut kept);
    assert_eq!(years(), ["2", "3"], "what was left over is gone");
    library.tidy(&mut kept);
    assert_eq!(years(), ["3"]);
    // Nothing is looked at where there is nothing to remove.
    store.trouble(Trouble::Denied);
    library.tidy(&mut kept);
    store.trouble(Trouble::None);
    assert_eq!(years(), ["3"]);
}

#[track_caller]
fn check_written(edit: &str, change: fn(&mut Workbook), expected: &[&str]) {
    for reopened in [false, true] {
        let (store, mut document, mut kept) = stored();
        if reopened {
            kept = open(&store).kept;
        }
        change(&mut document.workbook);
        document.changed = Some("2026-02-02T00:00:00Z".to_owned());
        store.trouble(Trouble::None);
        Library::new(&store).save(&document, &mut kept).expect(edit);
        let short = |key: String| key.replace(super::PIECES, "");
        let written: Vec<String> = store.written().into_iter().map(short).collect();
        assert_eq!(written, expected, "{edit}, reopened: {reopened}");
        assert_eq!(open(&store).document, document, "{edit}");
        assert_eq!(kept.revision(), 2);
    }
}

#[test]
fn an_edit_writes_what_it_changes_then_the_head_and_only_then_removes() {
    check_written("nothing changes", |_| {}, &[HEAD]);
    check_written(
        "a typed figure",
        |workbook| type_figure(workbook, "first-surgery", "2025-03"),
        &["figures:first-surgery:2025:2", HEAD, "figures:first-surgery:2025:1"],
    );
    check_written(
        "a figure in a new year",
        |workbook| type_figure(workbook, "surgery", "2026-03"),
        &["figures:surgery:2026:2", HEAD],
    );
    check_written(
        "a year is emptied",
        |workbook| empty_year(workbook, "oncology", 2024),
        &[HEAD, "figures:oncology:2024:1"],
    );
    let definition = ["definition:2", HEAD, "definition:1"];
    check_written("the workbook is renamed", rename, &definition);
    check_written(
        "a note",
        |workbook| {
            let note = Arc::from("counted twice");
            workbook.notes.insert(cell("first-surgery", "2025-03"), note);
        },
        &definition,
    );
}

#[test]
fn a_second_edit_leaves_alone_what_the_first_wrote() {
    let (store, mut document, mut kept) = stored();
    let library = Library::new(&store);
    type_figure(&mut document.workbook, "first-surgery", "2025-03");
    library.save(&document, &mut kept).expect("saved");
    type_figure(&mut document.workbook, "oncology", "2025-03");
    store.trouble(Trouble::None);
    library.save(&document, &mut kept).expect("saved");
    let oncology = |generation| format!("{}figures:oncology:2025:{generation}", super::PIECES);
    assert_eq!(store.written(), [oncology(3), HEAD.to_owned(), oncology(1)]);
    assert_eq!(open(&store).document, document);
}

#[test]
fn identities_with_the_marks_of_keys_stay_apart() {
    let store = FakeStore::new();
    let library = Library::new(&store);
    let ids = ["a", "a:b", "a%3Ab", "a:definition", "b%", "b%25", "病房:一"];
    for text in ids {
        let mut document = document(text);
        document.workbook.id = WorkbookId::from(text);
        let unit = UnitId::from("figures:2025:1%");
        let added = Unit { id: unit.clone(), ..document.workbook.units[0].clone() };
        document.workbook.units.push(added);
        let cell = Cell { unit, ..cell("", "2025-01") };
        document.workbook.figures.set(&cell, Figure::NotApplicable);
        let mut kept = Kept::new();
        library.save(&document, &mut kept).expect(text);
        rename(&mut document.workbook);
        library.save(&document, &mut kept).expect(text);
        assert_eq!(library.open(&document.workbook.id).expect(text).document, document);
    }
    for text in ids {
        let opened = library.open(&WorkbookId::from(text)).expect(text);
        assert_eq!(opened.document.changed.as_deref(), Some(text));
        assert!(opened.set_aside.is_empty(), "{text}");
    }
    let figures = "counterpoise:piece:a%3Ab:figures:figures%3A2025%3A1%25:2025:1";
    assert!(store.texts().contains_key(figures));
    let mut listed: Vec<String> =
        store.texts().keys().filter_map(|key| workbook_of_key(key)).map(|id| id.to_string()).collect();
    listed.sort();
    let mut expected = ids.to_vec();
    expected.sort_unstable();
    assert_eq!(listed, expected);
}

#[track_caller]
fn check_refused(store: &FakeStore, document: &Document, kept: &mut Kept) {
    let before = store.texts();
    let saved = Library::new(store).save(document, kept);
    assert_eq!(saved, Err(SaveError::ChangedElsewhere));
    assert_eq!(store.texts(), before);
}

#[test]
fn what_another_tab_stored_is_not_overwritten() {
    let (store, document, mut kept) = stored();
    let next = edited(&document);
    check_refused(&store, &next, &mut Kept::new());

    let mut other = open(&store);
    rename(&mut other.document.workbook);
    let library = Library::new(&store);
    library.save(&other.document, &mut other.kept).expect("the other tab saves");
    check_refused(&store, &next, &mut kept);

    store.drop_key(HEAD);
    check_refused(&store, &next, &mut kept);
    store.put(HEAD, "{");
    check_refused(&store, &next, &mut kept);
    check_refused(&store, &next, &mut Kept::new());
}

#[test]
fn a_stored_head_that_differs_in_anything_is_another_revision() {
    let rows = [
        ("the count of saves", "\"revision\":1", "\"revision\":2"),
        ("the time of the last change", "2026-01-01T", "2026-01-02T"),
        ("the pieces", "\"2024\":1", "\"2023\":1"),
    ];
    for (row, from, to) in rows {
        let (store, document, mut kept) = stored();
        let head = store.texts()[HEAD].replace(from, to);
        assert_ne!(head, store.texts()[HEAD], "{row}");
        store.put(HEAD, &head);
        check_refused(&store, &edited(&document), &mut kept);
    }
    let (store, document, _) = stored();
    let mut copy = document.clone();
    copy.workbook.id = WorkbookId::from("copy");
    let mut kept_of_copy = Kept::new();
    Library::new(&store).save(&copy, &mut kept_of_copy).expect("saved");
    check_refused(&store, &document, &mut kept_of_copy);
}

#[test]
fn a_piece_of_a_later_revision_is_left_to_the_tab_that_writes_it() {
    let (store, document, mut kept) = stored();
    let later = SURGERY_2025_1.replace(":1", ":3");
    store.put(&later, "being written");
    Library::new(&store).save(&edited(&document), &mut kept).expect("saved");
    assert_eq!(store.texts()[&later], "being written");
}

#[test]
fn a_tab_that_saves_meanwhile_wins() {
    let (store, document, mut kept) = stored();
    let (theirs, ..) = stored();
    let mut other = open(&theirs);
    type_figure(&mut other.document.workbook, "oncology", "2025-07");
    Library::new(&theirs).save(&other.document, &mut other.kept).expect("saved");
    store.trouble(Trouble::OtherTab(super::PIECES, theirs.texts()));
    let saved = Library::new(&store).save(&edited(&document), &mut kept);
    assert_eq!(saved, Err(SaveError::ChangedElsewhere));
    let opened = open(&store);
    assert_eq!(opened.document, other.document);
    assert!(opened.set_aside.is_empty());
}

#[test]
fn a_tab_that_saves_while_this_one_opens_is_followed() {
    let (store, document, mut kept) = stored();
    let before = store.texts();
    let next = edited(&document);
    Library::new(&store).save(&next, &mut kept).expect("saved");
    let after = store.texts();
    let store = FakeStore::holding(before);
    store.trouble(Trouble::OtherTab(super::PIECES, after.clone()));
    assert_eq!(open(&store).document, next);
    let store = FakeStore::holding(stored().0.texts());
    store.trouble(Trouble::OtherTab(SURGERY_2025_1, after));
    let opened = open(&store);
    assert_eq!(opened.document, next);
    assert!(opened.set_aside.is_empty());
}

#[test]
fn what_could_not_be_opened_again_is_not_saved() {
    let (store, mut document, mut kept) = stored();
    let before = store.texts();
    let nowhere = Cell { item: ItemId::from("no such item"), ..cell("first-surgery", "2025-01") };
    document.workbook.figures.set(&nowhere, Figure::NotApplicable);
    let saved = Library::new(&store).save(&document, &mut kept);
    assert!(matches!(saved, Err(SaveError::Workbook(_))), "{saved:?}");
    assert_eq!(store.texts(), before);
}

#[test]
fn fields_that_this_program_does_not_know_survive() {
    let (store, document, _) = stored();
    let text = store.texts()[HEAD].replacen('{', "{\"colour\":{\"of\":[\"green\"]},", 1);
    store.put(HEAD, &text);
    let mut kept = open(&store).kept;
    let library = Library::new(&store);
    library.save(&edited(&document), &mut kept).expect("saved");
    library.set_deleted(&id(), Some("later")).expect("deleted");
    assert!(store.texts()[HEAD].contains("\"colour\":{\"of\":[\"green\"]}"));
}

#[test]
fn texts_of_other_programs_are_neither_read_nor_written() {
    let (store, document, mut kept) = stored();
    for number in 0..2_000 {
        store.put(&format!("foreign:{number}"), "x");
    }
    let foreign = |store: &FakeStore| {
        let mut texts = store.texts();
        texts.retain(|key, _| !key.starts_with("counterpoise:"));
        texts
    };
    let before = foreign(&store);
    assert_eq!(before.len(), 2_000 + FOREIGN.len());
    store.trouble(Trouble::None);
    let library = Library::new(&store);
    library.save(&edited(&document), &mut kept).expect("saved");
    assert_eq!(library.list().expect("listed").workbooks.len(), 1);
    open(&store);
    store.put(HEAD, "damaged");
    library.open(&id()).expect_err("damaged");
    library.quarantine().expect("read");
    let ours = library.everything().expect("read");
    assert!(ours.iter().all(|(key, _)| key.starts_with("counterpoise:")));
    let touched = store.read().into_iter().chain(store.written());
    assert_eq!(touched.filter(|key| !key.starts_with("counterpoise:")).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(foreign(&store), before);
}

#[test]
fn everything_is_every_key_of_ours() {
    let (store, ..) = stored();
    store.put("counterpoise:from-the-future", "?");
    let mut ours = store.texts();
    ours.retain(|key, _| key.starts_with("counterpoise:"));
    let everything = Library::new(&store).everything().expect("read");
    assert_eq!(everything, ours.into_iter().collect::<Vec<_>>());
}

#[test]
fn a_write_counts_when_it_reads_back() {
    let rows = [
        ("a sound store", Trouble::None, Ok(())),
        ("a denied store", Trouble::Denied, Err(StoreError::Denied)),
        ("a damaged store", Trouble::Damaged, Err(StoreError::Damaged)),
        ("a full store", Trouble::Full(4), Err(StoreError::QuotaExceeded)),
        ("a store that cuts off", Trouble::Forgets("k"), Err(StoreError::Forgetful)),
        ("a store that loses", Trouble::StopsAfter(0), Err(StoreError::Forgetful)),
    ];
    for (row, trouble, expected) in rows {
        let store = FakeStore::new();
        store.trouble(trouble);
        assert_eq!(checked_set(&store, "key", "text"), expected, "{row}");
    }
    let store = FakeStore::new();
    let library = Library::new(&store);
    store.trouble(Trouble::Denied);
    assert_eq!(library.list(), Err(StoreError::Denied));
}
