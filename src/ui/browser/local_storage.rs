//! `localStorage` as a store of texts.

use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

use crate::storage::{KeyValueStore, StoreError};

/// The browser's storage for this origin. gloo panics where it is denied, so every access asks
/// first.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BrowserStorage;

impl KeyValueStore for BrowserStorage {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        raw()?.get_item(key).map_err(|error| problem(&error))
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        raw()?.set_item(key, value).map_err(|error| problem(&error))
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        raw()?.remove_item(key).map_err(|error| problem(&error))
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let storage = raw()?;
        let count = storage.length().map_err(|error| problem(&error))?;
        let mut keys = Vec::new();
        for index in 0..count {
            keys.extend(storage.key(index).map_err(|error| problem(&error))?);
        }
        Ok(keys)
    }
}

/// What this tab alone remembers under a name, until it is closed.
pub(crate) fn of_tab(name: &str) -> Option<String> {
    window().session_storage().ok()??.get_item(name).ok()?
}

/// Has this tab remember a text, or nothing (`None`), under a name; where the browser lets it.
pub(crate) fn set_of_tab(name: &str, text: Option<&str>) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = match text {
            Some(text) => storage.set_item(name, text),
            None => storage.remove_item(name),
        };
    }
}

fn raw() -> Result<web_sys::Storage, StoreError> {
    match window().local_storage() {
        Ok(Some(_)) => Ok(LocalStorage::raw()),
        Ok(None) => Err(StoreError::Denied),
        Err(error) => Err(problem(&error)),
    }
}

fn problem(error: &JsValue) -> StoreError {
    let name = error.dyn_ref::<DomException>().map(DomException::name);
    match name.as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StoreError::QuotaExceeded,
        Some("SecurityError") | None => StoreError::Denied,
        Some(_) => StoreError::Damaged,
    }
}
