//! The second copy: what is taken from it when the first one is older, damaged or gone.

use counterpoise::document::Document;
use counterpoise::storage::{
    Kept, KeyValueStore, Library, Mirror, Preferences, Prospect, Restored, parse_dump, prospects, restore,
    write_dump,
};

use super::fake::{FakeStore, Trouble};
use super::{DEFINITION_1, FOREIGN, HEAD, SURGERY_2025_1, edited, id, open, rename, stored};

fn mirror_of(store: &FakeStore) -> Mirror {
    store.texts().into_iter().filter(|(key, _)| key.starts_with("counterpoise:")).collect()
}

fn taken() -> Restored {
    Restored { taken: vec![id()], refused: Vec::new() }
}

/// The store as it was before the last save, and the mirror that has it.
fn killed() -> (FakeStore, Mirror, Document) {
    let (store, document, mut kept) = stored();
    let before = store.texts();
    let next = edited(&document);
    Library::new(&store).save(&next, &mut kept).expect("saved");
    (FakeStore::holding(before), mirror_of(&store), next)
}

fn check_foreign(store: &FakeStore) {
    for (key, text) in FOREIGN {
        assert_eq!(store.texts()[key], text);
    }
}

#[test]
fn an_edit_that_only_the_mirror_has_is_there_again() {
    let (store, mirror, next) = killed();
    assert_eq!(restore(&store, &mirror), taken());
    let opened = open(&store);
    assert_eq!(opened.document, next);
    assert_eq!(opened.kept.revision(), 3, "later than both");
    let snapshots = Library::new(&store).snapshots(&id()).expect("read");
    assert_eq!(snapshots.iter().map(|it| it.revision).collect::<Vec<_>>(), [1], "the older state stays");
    assert_eq!(restore(&store, &mirror), Restored::default(), "once");
    check_foreign(&store);
}

#[test]
fn a_store_that_is_newer_or_the_same_is_left_alone() {
    let (store, document, mut kept) = stored();
    let mirror = mirror_of(&store);
    assert_eq!(restore(&store, &mirror), Restored::default());
    Library::new(&store).save(&edited(&document), &mut kept).expect("saved");
    let before = store.texts();
    assert_eq!(restore(&store, &mirror), Restored::default());
    assert_eq!(store.texts(), before);
}

#[test]
fn a_workbook_that_is_gone_or_damaged_is_taken_from_the_mirror() {
    for (row, key) in [("the head", HEAD), ("the definition", DEFINITION_1), ("figures", SURGERY_2025_1)] {
        for damage in [None, Some("{broken")] {
            let (store, document, _) = stored();
            let mirror = mirror_of(&store);
            match damage {
                None => store.drop_key(key),
                Some(text) => store.put(key, text),
            }
            assert_eq!(restore(&store, &mirror), taken(), "{row}, {damage:?}");
            let opened = open(&store);
            assert_eq!((opened.document, opened.set_aside), (document, vec![]), "{row}, {damage:?}");
            let kept = store.texts().into_values().any(|text| Some(text.as_str()) == damage);
            assert!(damage.is_none() || kept, "{row}: what could not be read is in quarantine");
            check_foreign(&store);
        }
    }
    let (store, document, _) = stored();
    let empty = FakeStore::new();
    Preferences { last_workbook: Some(id()), ..Preferences::default() }.save(&store).expect("saved");
    assert_eq!(restore(&empty, &mirror_of(&store)), taken());
    assert_eq!(open(&empty).document, document);
    assert_eq!(Preferences::load(&empty).last_workbook, Some(id()));
}

#[test]
fn pieces_without_a_head_are_kept_when_they_are_newer_than_the_mirror() {
    let (store, document, mut kept) = stored();
    let mirror = mirror_of(&store);
    Library::new(&store).save(&edited(&document), &mut kept).expect("saved");
    let newer: Vec<_> = store.texts().into_iter().filter(|(key, _)| key.ends_with(":2")).collect();
    assert!(newer.len() > 1);
    store.put(HEAD, "{broken");
    assert_eq!(restore(&store, &mirror), taken());
    assert_eq!(open(&store).document, document);
    for (key, text) in newer {
        assert_eq!(store.texts()[&key], text, "{key}");
    }
}

#[test]
fn a_mirror_that_is_damaged_itself_is_not_believed() {
    for key in [HEAD, DEFINITION_1, SURGERY_2025_1] {
        let (store, ..) = stored();
        store.put(key, "{broken");
        let empty = FakeStore::new();
        assert_eq!(restore(&empty, &mirror_of(&store)), Restored::default(), "{key}");
        assert_eq!(empty.texts().len(), 0);
    }
}

#[test]
fn a_store_that_does_not_take_the_newer_state_keeps_its_own_and_says_so() {
    let (store, mirror, _) = killed();
    let before = store.texts();
    for trouble in [Trouble::FailsAfter(0), Trouble::Full(1)] {
        store.trouble(trouble);
        let refused = Restored { taken: Vec::new(), refused: vec![id()] };
        assert_eq!(restore(&store, &mirror), refused);
        store.trouble(Trouble::None);
        assert_eq!(store.texts(), before);
    }
    store.trouble(Trouble::Denied);
    assert_eq!(restore(&store, &mirror), Restored::default());
}

#[test]
fn a_newer_program_is_left_alone_on_either_side() {
    let (store, mirror, _) = killed();
    let newer = store.texts()[HEAD].replace("\"version\":1", "\"version\":999");
    store.put(HEAD, &newer);
    assert_eq!(restore(&store, &mirror), Restored::default());
    assert_eq!(store.texts()[HEAD], newer);
    assert_eq!(restore(&FakeStore::new(), &mirror_of(&store)), Restored::default());
}

#[test]
fn cut_off_at_every_write_a_whole_state_is_left_and_the_next_start_has_the_newer() {
    for writes in 0..20 {
        let (store, mirror, next) = killed();
        store.trouble(Trouble::StopsAfter(writes));
        restore(&store, &mirror);
        store.trouble(Trouble::None);
        let opened = open(&store);
        assert!(opened.set_aside.is_empty(), "after {writes} writes");
        restore(&store, &mirror);
        assert_eq!(open(&store).document, next, "after {writes} writes");
    }
}

#[test]
fn what_is_saved_after_a_restore_is_newer_than_the_mirror() {
    let (store, mirror, next) = killed();
    restore(&store, &mirror);
    let mut opened = open(&store);
    let mut document = next;
    rename(&mut document.workbook);
    Library::new(&store).save(&document, &mut opened.kept).expect("saved");
    assert_eq!(restore(&store, &mirror), Restored::default());
    assert_eq!(open(&store).document, document);
    let mut fresh = Kept::new();
    assert!(Library::new(&mirror).save(&document, &mut fresh).is_err(), "a mirror is only read here");
    assert!(mirror.remove(HEAD).is_err());
}

#[test]
fn a_file_of_everything_is_read_back() {
    let (store, document, _) = stored();
    store.put("counterpoise:preferences", "{\"theme\":\"dark\"}");
    let everything = Library::new(&store).everything().expect("read");
    let text = write_dump(&everything);
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value[HEAD], store.texts()[HEAD].as_str());
    let empty = FakeStore::new();
    assert_eq!(restore(&empty, &parse_dump(&text).expect("a file of everything")), taken());
    assert_eq!(open(&empty).document, document);
    for other in [
        "",
        "{}",
        "[]",
        "{\"a\": 1}",
        "{\"format\": \"counterpoise\"}",
        "{\"counterpoise:preferences\": \"{}\"}",
    ] {
        assert!(parse_dump(other).is_none(), "{other}");
    }
}

#[test]
fn before_a_file_of_everything_is_taken_it_is_known_what_would_become_of_each() {
    let (store, mirror, next) = killed();
    let outcome = |store: &FakeStore, mirror: &Mirror| {
        let found = prospects(store, mirror);
        assert_eq!(found.iter().map(|(entry, _)| &entry.id).collect::<Vec<_>>(), [&id()]);
        assert_eq!(found[0].0.changed, next.changed);
        found.into_iter().next().expect("one").1
    };
    let before = store.texts();
    let older = Some("2026-01-01T00:00:00Z".to_owned());
    assert_eq!(outcome(&store, &mirror), Prospect::Replaces(older));
    assert_eq!(store.texts(), before, "nothing is taken yet");
    restore(&store, &mirror);
    assert_eq!(outcome(&store, &mirror), Prospect::Stays);
    assert_eq!(outcome(&FakeStore::new(), &mirror), Prospect::New);
    store.put(HEAD, "{");
    assert_eq!(outcome(&store, &mirror), Prospect::New);
}

#[test]
fn a_file_takes_the_place_of_a_workbook_that_cannot_be_read() {
    for (row, key) in [("the head", HEAD), ("the definition", DEFINITION_1)] {
        let (store, document, _) = stored();
        store.put(key, "{");
        let library = Library::new(&store);
        library.open(&id()).expect_err(row);
        let mut kept = library.make_way(&id()).expect("room");
        let next = edited(&document);
        library.save(&next, &mut kept).expect(row);
        assert_eq!(open(&store).document, next, "{row}");
        assert!(store.texts().iter().any(|(at, text)| at.contains("quarantine") && text == "{"), "{row}");
        library.save(&document, &mut kept).expect("and again");
        check_foreign(&store);
    }
    let (store, ..) = stored();
    store.trouble(Trouble::Unreadable(HEAD.to_owned()));
    assert!(Library::new(&store).make_way(&id()).is_none());
}

#[test]
fn what_was_open_when_the_browser_was_killed_is_opened_again() {
    let (store, _, _) = killed();
    let theirs = stored().0;
    let mut saved = open(&theirs);
    rename(&mut saved.document.workbook);
    Library::new(&theirs).save(&saved.document, &mut saved.kept).expect("saved");
    Preferences { last_workbook: Some(id()), ..Preferences::default() }.save(&theirs).expect("saved");
    let other = Preferences {
        last_workbook: Some("another".into()),
        person: Some("Li".to_owned()),
        ..Preferences::default()
    };
    other.save(&store).expect("saved");
    assert_eq!(restore(&store, &mirror_of(&theirs)), taken());
    assert_eq!(Preferences::load(&store), Preferences { last_workbook: Some(id()), ..other });
}
