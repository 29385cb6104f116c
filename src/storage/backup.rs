//! When a workbook was last exported to a file from here. Not part of the workbook: a copy that
//! someone else opens has not been exported by them.

use super::keys;
use super::store::{KeyValueStore, StoreError, checked_set};
use crate::domain::id::WorkbookId;

/// The time of the last export, as [`note_backup`] was given it; `None` where there was none, or
/// the store cannot be read.
pub fn last_backup(store: &impl KeyValueStore, id: &WorkbookId) -> Option<String> {
    store.get(&keys::backup(id)).ok().flatten()
}

/// Notes an export at a time given as text.
///
/// # Errors
/// When the store does not take it.
pub fn note_backup(store: &impl KeyValueStore, id: &WorkbookId, time: &str) -> Result<(), StoreError> {
    checked_set(store, &keys::backup(id), time)
}
