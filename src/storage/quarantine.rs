//! Quarantine: copies of texts that could not be read, under keys that nothing else uses.

use super::keys;
use super::store::{KeyValueStore, StoreError, checked_set};

/// Copies `text`, found under the key `original`, unless the same copy is there already.
///
/// # Errors
/// When the copy is not safely stored.
pub(super) fn set_aside(store: &impl KeyValueStore, original: &str, text: &str) -> Result<(), StoreError> {
    let mut number = 1_u64;
    for key in store.keys()? {
        let Some((taken, of)) = keys::quarantined(&key) else {
            continue;
        };
        if of == original && store.get(&key)?.as_deref() == Some(text) {
            return Ok(());
        }
        number = number.max(taken.saturating_add(1));
    }
    checked_set(store, &keys::quarantine(number, original), text)
}
