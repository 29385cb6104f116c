//! Language and theme: told to the page, remembered for the next visit.

use std::cell::Cell;

use leptos::prelude::*;

use super::watch;
use crate::storage::Preferences;
use crate::ui::browser::document::set_root_attribute;
use crate::ui::browser::local_storage::BrowserStorage;
use crate::ui::state::Session;

/// Keeps the root element's `lang` and `data-theme` right, and the preferences stored once the
/// person has chosen.
pub(super) fn start(session: Session) {
    let chosen = Cell::new(false);
    watch(move || {
        let (language, theme) = (session.language.get(), session.theme.get());
        let person = Some(session.person.get()).filter(|person| !person.is_empty());
        set_root_attribute("lang", language.tag());
        set_root_attribute("data-theme", theme.word());
        if chosen.replace(true) {
            let known = Preferences::load(&BrowserStorage);
            let _ = Preferences { language: Some(language), theme, person, ..known }.save(&BrowserStorage);
        }
    });
}
