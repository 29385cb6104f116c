//! When a workbook was last exported from this browser.

use crate::domain::id::WorkbookId;
use crate::storage::KeyValueStore;
use crate::ui::browser::local_storage::BrowserStorage;

/// The time of the last export, as the clock wrote it.
pub(super) fn load(id: &WorkbookId) -> Option<String> {
    BrowserStorage.get(&key(id)).ok().flatten()
}

/// Notes an export at `time`; without storage it is forgotten with the page.
pub(super) fn store(id: &WorkbookId, time: &str) {
    let _ = BrowserStorage.set(&key(id), time);
}

fn key(id: &WorkbookId) -> String {
    format!("counterpoise:backup:{id}")
}
