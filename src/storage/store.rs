//! The port to a store of keys and texts, and the one way in which anything is written to it.
//!
//! The stores themselves are elsewhere: the browser's in the user interface, a pretended one in
//! the tests.

use thiserror::Error;

/// A store of keys and texts that outlives the program, shared with programs of others.
pub trait KeyValueStore {
    /// The text under `key`.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// Puts `value` under `key`. When it fails, the text that was there stays.
    ///
    /// # Errors
    /// When the store takes nothing, or not so much.
    fn set(&self, key: &str, value: &str) -> Result<(), StoreError>;

    /// Removes `key`, if it is there.
    ///
    /// # Errors
    /// When the store cannot be changed.
    fn remove(&self, key: &str) -> Result<(), StoreError>;

    /// Every key, those of other programs included, in any order.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn keys(&self) -> Result<Vec<String>, StoreError>;
}

impl<S: KeyValueStore + ?Sized> KeyValueStore for &S {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        (**self).get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        (**self).set(key, value)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        (**self).remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        (**self).keys()
    }
}

/// Why a store did not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The browser's settings forbid storing.
    #[error("storing is not allowed here")]
    Denied,
    /// The text does not fit.
    #[error("the store is full")]
    QuotaExceeded,
    /// The store itself cannot be read or written.
    #[error("the store is damaged")]
    Damaged,
    /// What is read back differs from what was written.
    #[error("the store does not keep what is written to it")]
    Forgetful,
}

/// Puts `value` under `key`, reads it back and compares.
///
/// # Errors
/// Those of the store, and [`StoreError::Forgetful`] when another text comes back.
pub fn checked_set(store: &impl KeyValueStore, key: &str, value: &str) -> Result<(), StoreError> {
    store.set(key, value)?;
    if store.get(key)?.as_deref() == Some(value) { Ok(()) } else { Err(StoreError::Forgetful) }
}
