//! Snapshots, the bin, and how full the store is.

use counterpoise::storage::{Library, OpenError, QUOTA, Room, SNAPSHOTS, Snapshot, Usage};

use super::fake::{FakeStore, Trouble};
use super::{FOREIGN, document, id, open, stored, type_figure};

/// A store with seven revisions, a snapshot after each.
fn seven() -> FakeStore {
    let (store, mut document, mut kept) = stored();
    let library = Library::new(&store);
    library.keep_snapshot(&id()).expect("kept");
    for number in 2..=7 {
        document.changed = Some(format!("2026-01-0{number}T00:00:00Z"));
        type_figure(&mut document.workbook, "oncology", &format!("2025-0{number}"));
        library.save(&document, &mut kept).expect("saved");
        library.keep_snapshot(&id()).expect("kept");
    }
    store
}

fn revisions(store: &FakeStore) -> Vec<u64> {
    Library::new(store).snapshots(&id()).expect("read").into_iter().map(|it| it.revision).collect()
}

#[test]
fn the_last_five_snapshots_are_kept_and_open_as_they_were() {
    let store = seven();
    assert_eq!(SNAPSHOTS, 5);
    assert_eq!(revisions(&store), [7, 6, 5, 4, 3]);
    let library = Library::new(&store);
    let first = Snapshot { revision: 3, changed: Some("2026-01-03T00:00:00Z".to_owned()) };
    assert_eq!(library.snapshots(&id()).expect("read").last(), Some(&first));
    let mut expected = document("2026-01-03T00:00:00Z");
    type_figure(&mut expected.workbook, "oncology", "2025-02");
    type_figure(&mut expected.workbook, "oncology", "2025-03");
    assert_eq!(library.open_snapshot(&id(), 3).expect("opens").document, expected);
    assert_eq!(library.open_snapshot(&id(), 2).map(|_| ()), Err(OpenError::Missing));
    let kept: Vec<_> = store.texts().into_keys().filter(|key| key.contains("oncology:2025")).collect();
    assert_eq!(kept.len(), 5, "one text of the year for each revision that can be opened: {kept:?}");
}

#[test]
fn snapshots_make_room_when_the_store_is_full() {
    let store = seven();
    let full: usize = store.texts().iter().map(|(key, text)| key.len() + text.len()).sum();
    store.trouble(Trouble::Full(full));
    let mut opened = open(&store);
    type_figure(&mut opened.document.workbook, "cardiology", "2025-11");
    Library::new(&store).save(&opened.document, &mut opened.kept).expect("there is room");
    store.trouble(Trouble::None);
    assert_eq!(open(&store).document, opened.document);
    assert!(revisions(&store).len() < 5);
    assert_eq!(revisions(&store)[0], 7, "the newest stays longest");
}

#[test]
fn the_bin_is_emptied_of_what_is_old() {
    let store = seven();
    let library = Library::new(&store);
    library.set_deleted(&id(), Some("2026-02-01T00:00:00Z")).expect("binned");
    assert_eq!(library.empty_bin("2026-02-01T00:00:00Z"), Ok(vec![]));
    assert_eq!(library.list().expect("listed").workbooks.len(), 1);
    assert_eq!(library.empty_bin("2026-02-01T00:00:01Z"), Ok(vec![id()]));
    assert_eq!(store.texts(), FOREIGN.map(|(key, text)| (key.to_owned(), text.to_owned())).into());
    let (store, ..) = stored();
    assert_eq!(Library::new(&store).empty_bin("2999"), Ok(vec![]), "what is not in the bin stays");
    // It last changed in 2026.
    Library::new(&store).set_deleted(&id(), Some("2025-12-31T00:00:00Z")).expect("binned");
    assert_eq!(Library::new(&store).empty_bin("2999"), Ok(vec![]), "what was worked on since stays");
}

#[test]
fn everything_can_be_deleted_and_put_back_and_nothing_else() {
    let store = seven();
    let before = store.texts();
    let library = Library::new(&store);
    let removed = library.remove_everything().expect("removed");
    assert_eq!(store.texts(), FOREIGN.map(|(key, text)| (key.to_owned(), text.to_owned())).into());
    library.put_back(&removed).expect("put back");
    assert_eq!(store.texts(), before);
}

#[test]
fn the_meter_counts_the_keys_of_others_too() {
    let entry = |key: &str, units| (key.to_owned(), units);
    let usage = Usage::of([entry("counterpoise:a", 1_000), entry("other", 200), entry("counterpoise", 30)]);
    assert_eq!(usage, Usage { ours: 1_000, foreign: 230 });
    // 5,242,880 characters: 70 % are 3,670,016 and 95 % are 4,980,736.
    assert_eq!(QUOTA, 5_242_880);
    for (used, percent, room) in [
        (0, 0, Room::Enough),
        (3_670_015, 69, Room::Enough),
        (3_670_016, 70, Room::Little),
        (4_980_735, 94, Room::Little),
        (4_980_736, 95, Room::Hardly),
        (6_000_000, 114, Room::Hardly),
    ] {
        let usage = Usage { ours: used / 2, foreign: used - used / 2 };
        assert_eq!((usage.percent(), usage.room()), (percent, room), "{used}");
    }
}
