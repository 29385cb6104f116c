//! What a person prefers on this computer. Not part of any workbook.

use serde_json::{Map, Value, json};

use super::keys::PREFERENCES;
use super::quarantine;
use super::store::{KeyValueStore, StoreError, checked_set};
use crate::domain::id::WorkbookId;
use crate::domain::name::Language;

/// The choices that are remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The language; `None` follows the browser.
    pub language: Option<Language>,
    /// The colours.
    pub theme: Theme,
    /// The workbook that was open last.
    pub last_workbook: Option<WorkbookId>,
}

/// The colours of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word under which it is kept: `system`, `light` or `dark`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.word() == word)
    }
}

/// What was read of a text: each choice that could be, the fields of the text, and whether
/// nothing was lost.
#[derive(Default)]
struct Reading {
    preferences: Preferences,
    fields: Map<String, Value>,
    whole: bool,
}

impl Preferences {
    /// The choices in `store`. What cannot be read is the default; the raw text is copied to
    /// quarantine then, if the store has room.
    pub fn load(store: &impl KeyValueStore) -> Self {
        let Ok(Some(text)) = store.get(PREFERENCES) else {
            return Self::default();
        };
        let reading = read(&text);
        if !reading.whole {
            let _ = quarantine::set_aside(store, PREFERENCES, &text);
        }
        reading.preferences
    }

    /// Keeps the choices in `store`, beside those of other versions of the program.
    ///
    /// # Errors
    /// When the store does not take them, or has no room for a copy of an unreadable text that
    /// is there.
    pub fn save(&self, store: &impl KeyValueStore) -> Result<(), StoreError> {
        let mut fields = Map::new();
        if let Some(text) = store.get(PREFERENCES)? {
            let reading = read(&text);
            if !reading.whole {
                quarantine::set_aside(store, PREFERENCES, &text)?;
            }
            fields = reading.fields;
        }
        let last_workbook = self.last_workbook.as_ref().map(WorkbookId::as_str);
        fields.insert("language".to_owned(), json!(self.language.map(Language::tag)));
        fields.insert("theme".to_owned(), json!(self.theme.word()));
        fields.insert("last_workbook".to_owned(), json!(last_workbook));
        checked_set(store, PREFERENCES, &Value::Object(fields).to_string())
    }
}

fn read(text: &str) -> Reading {
    let Ok(Value::Object(fields)) = serde_json::from_str(text) else {
        return Reading::default();
    };
    let mut whole = true;
    let preferences = Preferences {
        language: choice(&fields, "language", language_of_tag, &mut whole),
        theme: choice(&fields, "theme", Theme::from_word, &mut whole).unwrap_or_default(),
        last_workbook: choice(
            &fields,
            "last_workbook",
            |id| Some(WorkbookId::from(id)),
            &mut whole,
        ),
    };
    Reading {
        preferences,
        fields,
        whole,
    }
}

/// The choice in `field`; clears `whole` when there is one that cannot be read.
fn choice<T>(
    fields: &Map<String, Value>,
    field: &str,
    read: impl Fn(&str) -> Option<T>,
    whole: &mut bool,
) -> Option<T> {
    let value = fields.get(field).filter(|value| !value.is_null())?;
    let choice = value.as_str().and_then(read);
    *whole &= choice.is_some();
    choice
}

fn language_of_tag(tag: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|language| language.tag() == tag)
}
