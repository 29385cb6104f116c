//! The list of workbooks and the bin.

use counterpoise::document::Document;
use counterpoise::domain::id::WorkbookId;
use counterpoise::storage::{Kept, Library, OpenError, StoreError, Unreadable};

use super::fake::{FakeStore, Trouble};
use super::{FOREIGN, HEAD, edited, id, open, stored};
use crate::support::sample;

fn save(store: &FakeStore, id: &str, changed: Option<&str>) {
    let mut workbook = sample();
    workbook.id = WorkbookId::from(id);
    let document = Document { changed: changed.map(str::to_owned), workbook };
    Library::new(store).save(&document, &mut Kept::new()).expect("an empty store takes it");
}

fn listed(store: &FakeStore) -> Vec<String> {
    let listing = Library::new(store).list().expect("listed");
    listing.workbooks.iter().map(|entry| entry.id.to_string()).collect()
}

#[test]
fn the_newest_change_comes_first_then_the_identity() {
    let store = FakeStore::new();
    save(&store, "never changed", None);
    save(&store, "old", Some("2024-12-31T23:59:59Z"));
    save(&store, "b", Some("2026-01-01T00:00:00Z"));
    save(&store, "a", Some("2026-01-01T00:00:00Z"));
    save(&store, "new", Some("2026-01-01T00:00:01Z"));
    assert_eq!(listed(&store), ["new", "a", "b", "old", "never changed"]);
}

#[test]
fn an_entry_shows_what_the_head_says() {
    let (store, document, mut kept) = stored();
    let library = Library::new(&store);
    library.save(&edited(&document), &mut kept).expect("saved");
    library.set_deleted(&id(), Some("2026-03-03T00:00:00Z")).expect("deleted");
    let listing = library.list().expect("listed");
    let [entry] = listing.workbooks.as_slice() else { panic!("one workbook") };
    assert_eq!(entry.id, id());
    assert_eq!(entry.name, edited(&document).workbook.name);
    assert_eq!(entry.changed, edited(&document).changed);
    assert_eq!(entry.deleted.as_deref(), Some("2026-03-03T00:00:00Z"));
}

#[test]
fn one_unreadable_head_does_not_hide_the_others() {
    let (store, ..) = stored();
    let rows = [
        ("counterpoise:workbook:%zz", "{}", OpenError::Damaged),
        ("counterpoise:workbook:a", "", OpenError::Damaged),
        ("counterpoise:workbook:b", "{\"version\": 9}", OpenError::Newer(9)),
    ];
    for (key, text, _) in rows {
        store.put(key, text);
    }
    let unreadable = rows.map(|(key, _, why)| Unreadable { key: key.to_owned(), why });
    let before = store.texts();
    let listing = Library::new(&store).list().expect("listed");
    assert_eq!(listing.damaged, unreadable);
    assert_eq!(listed(&store), ["sample-hospital"]);
    assert_eq!(store.texts(), before);

    store.trouble(Trouble::Unreadable(HEAD.to_owned()));
    let listing = Library::new(&store).list().expect("listed");
    let failed = listing.damaged.last().expect("the head that cannot be read");
    assert_eq!(failed.why, OpenError::Store(StoreError::Damaged));
    assert_eq!(listing.damaged.len(), 4);
}

#[test]
fn a_deleted_workbook_stays_in_the_bin_and_can_be_taken_out() {
    let (store, document, mut kept) = stored();
    let library = Library::new(&store);
    let before = store.texts();
    store.trouble(Trouble::None);
    library.set_deleted(&id(), Some("2026-03-03T00:00:00Z")).expect("deleted");
    assert_eq!(store.written(), [HEAD]);
    assert_eq!(listed(&store), ["sample-hospital"]);
    assert_eq!(open(&store).document, document);

    let after = edited(&document);
    library.save(&after, &mut kept).expect("a deletion is no change to the workbook");
    let deleted = library.list().expect("listed").workbooks.remove(0).deleted;
    assert_eq!(deleted, None, "what is worked on is not in the bin");
    assert_eq!(library.empty_bin("2999"), Ok(vec![]));
    assert_eq!(open(&store).document, after);

    let (store, ..) = stored();
    Library::new(&store).set_deleted(&id(), Some("now")).expect("deleted");
    Library::new(&store).set_deleted(&id(), None).expect("taken out");
    assert_eq!(store.texts(), before);
}

#[test]
fn noting_a_save_lists_what_listing_anew_would() {
    let (store, document, mut kept) = stored();
    save(&store, "other", Some("2999-01-01T00:00:00Z"));
    let library = Library::new(&store);
    let mut listing = library.list().expect("listed");
    let mut after = edited(&document);
    for changed in ["2998-12-31T00:00:00Z", "2999-01-02T00:00:00Z"] {
        after.changed = Some(changed.to_owned());
        library.save(&after, &mut kept).expect("saved");
        assert!(listing.note(&after), "it is listed");
        assert_eq!(listing, library.list().expect("listed"));
    }
    // What is in the bin comes out of it by another way; what is new is not listed yet.
    library.set_deleted(&id(), Some("2999-03-03T00:00:00Z")).expect("deleted");
    assert!(!library.list().expect("listed").note(&after));
    after.workbook.id = WorkbookId::from("new");
    assert!(!listing.note(&after));
}

#[test]
fn a_full_store_leaves_the_bin_as_it_was() {
    let (store, ..) = stored();
    let before = store.texts();
    store.trouble(Trouble::Full(store.bytes()));
    let full = Library::new(&store).set_deleted(&id(), Some("2026-03-03T00:00:00Z"));
    assert_eq!(full, Err(OpenError::Store(StoreError::QuotaExceeded)));
    assert_eq!(store.texts(), before);
}

#[test]
fn removing_takes_one_workbook_and_nothing_else() {
    let (store, document, mut kept) = stored();
    let library = Library::new(&store);
    for other in ["sample", "sample-hospital:", "sample-hospital:definition"] {
        save(&store, other, None);
    }
    store.put("counterpoise:quarantine:1:counterpoise:preferences", "?");
    library.save(&edited(&document), &mut kept).expect("saved");
    library.remove(&id()).expect("removed");
    assert_eq!(listed(&store), ["sample", "sample-hospital:", "sample-hospital:definition"]);
    for other in ["sample", "sample-hospital:", "sample-hospital:definition"] {
        let opened = library.open(&WorkbookId::from(other)).expect(other);
        assert_eq!(opened.document.workbook.figures, document.workbook.figures);
    }
    assert_eq!(store.texts().len(), FOREIGN.len() + 3 * 10 + 1);
    library.save(&document, &mut Kept::new()).expect("stored anew");
    assert_eq!(open(&store).document, document);
}
