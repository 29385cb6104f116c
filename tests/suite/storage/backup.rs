//! The time of the last export: kept for each workbook, apart from it.

use counterpoise::domain::id::WorkbookId;
use counterpoise::storage::{KeyValueStore, last_backup, note_backup};

use super::fake::FakeStore;

#[test]
fn each_workbook_has_its_own_time_and_unknown_ones_none() {
    let store = FakeStore::new();
    let (one, other) = (WorkbookId::from("a:b"), WorkbookId::from("a"));
    assert_eq!(last_backup(&store, &one), None);
    note_backup(&store, &one, "2026-03-31T08:15:00Z").unwrap();
    assert_eq!(last_backup(&store, &one).as_deref(), Some("2026-03-31T08:15:00Z"));
    assert_eq!(last_backup(&store, &other), None);
    assert_eq!(store.keys().unwrap(), ["counterpoise:backup:a%3Ab"]);
}
