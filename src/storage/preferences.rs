//! What a person prefers on this computer. Not part of any workbook.

use super::keys::PREFERENCES;
use super::quarantine;
use super::store::{KeyValueStore, StoreError, checked_set};
use crate::document::{Json, Raw, ToJson, Writer, format_on_one_line};
use crate::domain::id::WorkbookId;
use crate::domain::name::Language;

/// The fields that this program knows.
const FIELDS: [&str; 4] = ["language", "last_workbook", "person", "theme"];

/// The choices that are remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The language; `None` follows the browser.
    pub language: Option<Language>,
    /// The colours.
    pub theme: Theme,
    /// The workbook that was open last.
    pub last_workbook: Option<WorkbookId>,
    /// What the person calls themselves in change logs.
    pub person: Option<String>,
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

/// What was read of a text: each choice that could be, the fields of other versions, and whether
/// nothing was lost.
#[derive(Default)]
struct Reading {
    preferences: Preferences,
    other: Vec<(String, Raw)>,
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
        let mut other = Vec::new();
        if let Some(text) = store.get(PREFERENCES)? {
            let reading = read(&text);
            if !reading.whole {
                quarantine::set_aside(store, PREFERENCES, &text)?;
            }
            other = reading.other;
        }
        let text = format_on_one_line(&Written { preferences: self, other });
        checked_set(store, PREFERENCES, &text)
    }
}

/// Preferences beside those of other versions.
struct Written<'p> {
    preferences: &'p Preferences,
    other: Vec<(String, Raw)>,
}

impl ToJson for Written<'_> {
    fn write(&self, out: &mut Writer) {
        let Preferences { language, theme, last_workbook, person } = self.preferences;
        out.object_with(|out| {
            out.field("language", &language.map(Language::tag));
            out.field("last_workbook", last_workbook);
            if person.is_some() {
                out.field("person", person);
            }
            out.field("theme", &theme.word());
            for (key, value) in &self.other {
                out.field(key, value);
            }
        });
    }
}

fn read(text: &str) -> Reading {
    let Some(json) = Json::parse(text).ok().filter(|json| json.as_object().is_some()) else {
        return Reading::default();
    };
    let mut whole = true;
    let preferences = Preferences {
        language: choice(&json, "language", language_of_tag, &mut whole),
        theme: choice(&json, "theme", Theme::from_word, &mut whole).unwrap_or_default(),
        person: choice(&json, "person", |name| Some(name.to_owned()), &mut whole),
        last_workbook: choice(&json, "last_workbook", |id| Some(WorkbookId::from(id)), &mut whole),
    };
    Reading { preferences, other: json.other_fields(&FIELDS), whole }
}

/// The choice in `field`; clears `whole` when there is one that cannot be read.
fn choice<T>(json: &Json<'_>, field: &str, read: impl Fn(&str) -> Option<T>, whole: &mut bool) -> Option<T> {
    let value = json.get(field).filter(|value| !value.is_null())?;
    let choice = value.as_text().and_then(read);
    *whole &= choice.is_some();
    choice
}

fn language_of_tag(tag: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|language| language.tag() == tag)
}
