//! What is left when saving stops half-way: always the state before, or the state after.

use counterpoise::document::Document;
use counterpoise::storage::{Kept, Library, OpenError, SaveError, StoreError};

use super::fake::{FakeStore, Texts, Trouble};
use super::{FOREIGN, HEAD, PIECES, document, edited, id, open, stored, type_figure};

/// How many pieces are in the store.
fn pieces(store: &FakeStore) -> usize {
    let texts = store.texts();
    texts.keys().filter(|key| key.starts_with(PIECES)).count()
}

/// Saves `next` over a stored sample with every trouble that `trouble` makes of a number of writes,
/// until none is left to fail; then the store recovers.
fn at_every_write(trouble: fn(usize) -> Trouble, mut check: impl FnMut(&str, Interrupted)) {
    let (_, before, _) = stored();
    let after = edited(&before);
    for writes in 0.. {
        let (store, _, mut kept) = stored();
        store.trouble(trouble(writes));
        let saved = Library::new(&store).save(&after, &mut kept);
        let all = store.written().len() <= writes;
        store.trouble(Trouble::None);
        let (before, after) = (before.clone(), after.clone());
        let interrupted = Interrupted { store, kept, saved, before, after };
        check(&format!("after {writes} writes"), interrupted);
        if all {
            assert!(writes >= 6, "three pieces, the head, and pieces removed");
            return;
        }
    }
}

struct Interrupted {
    store: FakeStore,
    kept: Kept,
    saved: Result<(), SaveError>,
    before: Document,
    after: Document,
}

fn check_recovery(row: &str, mut end: Interrupted) {
    let opened = open(&end.store);
    let expected = if end.saved.is_ok() { &end.after } else { &end.before };
    assert_eq!(opened.document, *expected, "{row}");
    assert!(opened.set_aside.is_empty(), "{row}");

    let library = Library::new(&end.store);
    let mut reopened = opened.kept;
    let mut again = end.after.clone();
    type_figure(&mut again.workbook, "cardiology", "2025-12");
    let kept = if end.saved.is_ok() { &mut reopened } else { &mut end.kept };
    library.save(&again, kept).expect(row);
    assert_eq!(open(&end.store).document, again, "{row}");
    assert_eq!(pieces(&end.store), 9, "{row}: the pieces of one revision are left");
    for (key, text) in FOREIGN {
        assert_eq!(end.store.texts()[key], text, "{row}");
    }
}

#[test]
fn a_save_that_fails_leaves_one_whole_state_and_can_be_repeated() {
    at_every_write(Trouble::FailsAfter, check_recovery);
}

#[test]
fn a_save_that_is_cut_off_leaves_one_whole_state_and_can_be_repeated() {
    at_every_write(Trouble::StopsAfter, check_recovery);
}

#[test]
fn a_cut_off_save_that_nobody_repeats_is_cleared_away_by_the_next_session() {
    at_every_write(Trouble::StopsAfter, |row, end| {
        let Document { workbook, .. } = &end.before;
        let library = Library::new(&end.store);
        let mut opened = open(&end.store);
        opened.document.workbook.figures = workbook.figures.clone();
        library.save(&opened.document, &mut opened.kept).expect(row);
        assert_eq!(pieces(&end.store), 9, "{row}");
        assert_eq!(open(&end.store).document, opened.document, "{row}");
    });
}

#[test]
fn a_first_save_that_is_cut_off_leaves_no_workbook_or_a_whole_one() {
    let document = document("2026-01-01T00:00:00Z");
    for writes in 0..=10 {
        let store = FakeStore::new();
        store.trouble(Trouble::StopsAfter(writes));
        let library = Library::new(&store);
        let saved = library.save(&document, &mut Kept::new());
        store.trouble(Trouble::None);
        match library.open(&id()) {
            Ok(opened) => assert_eq!((opened.document, saved), (document.clone(), Ok(()))),
            Err(error) => assert_eq!((error, writes < 10), (OpenError::Missing, true)),
        }
    }
}

#[test]
fn a_head_that_was_written_but_not_read_back_is_recognised_later() {
    let (store, document, mut kept) = stored();
    let library = Library::new(&store);
    let mut after = edited(&document);
    let pieces_and_head = 4;
    store.trouble(Trouble::BlindAfter(pieces_and_head));
    let saved = library.save(&after, &mut kept);
    assert_eq!(saved, Err(SaveError::Store(StoreError::Damaged)));
    store.trouble(Trouble::None);
    assert_eq!(open(&store).document, after);
    type_figure(&mut after.workbook, "cardiology", "2025-12");
    library.save(&after, &mut kept).expect("this tab wrote it");
    assert_eq!(open(&store).document, after);
    assert_eq!(pieces(&store), 9);
}

#[test]
fn a_full_store_keeps_the_old_state_and_takes_the_new_one_when_there_is_room() {
    let (store, document, mut kept) = stored();
    let before = store.texts();
    let room = store.bytes();
    let library = Library::new(&store);
    let after = edited(&document);
    let mut failures = 0;
    for bytes in (room..room * 2).step_by(2_000) {
        store.trouble(Trouble::Full(bytes));
        match library.save(&after, &mut kept) {
            Ok(()) => break,
            Err(error) => assert_eq!(error, SaveError::Store(StoreError::QuotaExceeded)),
        }
        failures += 1;
        assert_eq!(store.texts(), before, "nothing is left of a save with room for {bytes}");
        assert_eq!(open(&store).document, document);
    }
    assert!(failures > 3);
    assert_eq!(open(&store).document, after);
}

#[test]
fn a_new_workbook_that_does_not_fit_leaves_nothing_behind() {
    let (store, mut document, _) = stored();
    let before = store.texts();
    document.workbook.id = counterpoise::domain::id::WorkbookId::from("copy");
    for bytes in (store.bytes()..store.bytes() * 3).step_by(5_000) {
        store.trouble(Trouble::Full(bytes));
        if Library::new(&store).save(&document, &mut Kept::new()).is_ok() {
            return;
        }
        assert_eq!(store.texts(), before, "room for {bytes}");
    }
    panic!("twice the room is enough");
}

#[test]
fn every_failing_store_says_why_and_loses_nothing() {
    let rows = [
        ("denied", Trouble::Denied, StoreError::Denied),
        ("damaged", Trouble::Damaged, StoreError::Damaged),
        ("full", Trouble::Full(0), StoreError::QuotaExceeded),
        ("pieces are cut off", Trouble::Forgets(PIECES), StoreError::Forgetful),
    ];
    for (row, trouble, why) in rows {
        let (store, document, mut kept) = stored();
        store.trouble(trouble);
        let after = edited(&document);
        let saved = Library::new(&store).save(&after, &mut kept);
        assert_eq!(saved, Err(SaveError::Store(why)), "{row}");
        store.trouble(Trouble::None);
        assert_eq!(open(&store).document, document, "{row}");
        Library::new(&store).save(&after, &mut kept).expect(row);
        assert_eq!(open(&store).document, after, "{row}");
    }
}

#[test]
fn a_workbook_is_removed_head_first() {
    for writes in 0..=10 {
        let (store, document, _) = stored();
        store.trouble(Trouble::StopsAfter(writes));
        let library = Library::new(&store);
        library.remove(&id()).expect("a store that stops says nothing");
        store.trouble(Trouble::None);
        match library.open(&id()) {
            Ok(opened) => assert_eq!((opened.document, writes), (document, 0)),
            Err(error) => assert_eq!(error, OpenError::Missing),
        }
        let left: Texts = store.texts();
        assert_eq!(left.contains_key(HEAD), writes == 0);
        assert_eq!(left.len(), FOREIGN.len() + 10 - writes);
    }
}
