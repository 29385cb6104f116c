//! Preferences: read tolerantly, and nothing unreadable is destroyed.

use counterpoise::domain::id::WorkbookId;
use counterpoise::domain::name::Language;
use counterpoise::storage::{Preferences, StoreError, Theme};

use super::fake::{FakeStore, Trouble};

const KEY: &str = "counterpoise:preferences";
const COPY: &str = "counterpoise:quarantine:1:counterpoise:preferences";

fn chosen() -> Preferences {
    Preferences {
        language: Some(Language::TraditionalChinese),
        theme: Theme::Dark,
        last_workbook: Some(WorkbookId::from("a:b")),
        person: Some("李医生".to_owned()),
    }
}

fn store_with(text: &str) -> FakeStore {
    let store = FakeStore::new();
    store.put(KEY, text);
    store
}

#[test]
fn what_is_chosen_is_remembered() {
    let store = FakeStore::new();
    assert_eq!(Preferences::load(&store), Preferences::default());
    assert!(store.texts().is_empty());
    for language in Language::ALL {
        for theme in Theme::ALL {
            let preferences = Preferences { language: Some(language), theme, ..chosen() };
            preferences.save(&store).expect("saved");
            assert_eq!(Preferences::load(&store), preferences);
        }
    }
    Preferences::default().save(&store).expect("saved");
    assert_eq!(Preferences::load(&store), Preferences::default());
    let text = "{\"language\":null,\"last_workbook\":null,\"theme\":\"system\"}";
    assert_eq!(store.texts()[KEY], text);
    assert_eq!(store.texts().len(), 1);
}

#[test]
fn what_can_be_read_is_read_and_the_rest_is_set_aside() {
    let dark = Preferences { theme: Theme::Dark, ..Preferences::default() };
    let rows = [
        ("nothing", "", Preferences::default()),
        ("cut off", "{\"theme\":\"dark\"", Preferences::default()),
        ("a list", "[1]", Preferences::default()),
        ("a newer theme", "{\"theme\":\"sepia\"}", Preferences::default()),
        ("a newer language", "{\"theme\":\"dark\",\"language\":\"fr\"}", dark.clone()),
        ("a number", "{\"theme\":\"dark\",\"last_workbook\":7}", dark),
    ];
    for (row, text, expected) in rows {
        let store = store_with(text);
        for _ in 0..2 {
            assert_eq!(Preferences::load(&store), expected, "{row}");
            assert_eq!(store.texts()[COPY], text, "{row}");
            assert_eq!(store.texts()[KEY], text, "{row}");
        }
        chosen().save(&store).expect(row);
        assert_eq!(Preferences::load(&store), chosen(), "{row}");
        assert_eq!(store.texts()[COPY], text, "{row}");
        assert_eq!(store.texts().len(), 2, "{row}: copied once");
    }
}

#[test]
fn fields_of_other_versions_are_fine_and_survive() {
    let store = store_with("{\"theme\":\"light\",\"sound\":{\"loud\":true}}");
    assert_eq!(Preferences::load(&store).theme, Theme::Light);
    chosen().save(&store).expect("saved");
    assert!(store.texts()[KEY].contains("\"sound\":{\"loud\":true}"));
    assert_eq!(store.texts().len(), 1);
}

#[test]
fn an_unreadable_text_stays_while_there_is_no_room_for_a_copy() {
    let store = store_with("unreadable, and longer than what would take its place would be, by far and far");
    let before = store.texts();
    store.trouble(Trouble::Full(store.bytes()));
    assert_eq!(Preferences::load(&store), Preferences::default());
    assert_eq!(chosen().save(&store), Err(StoreError::QuotaExceeded));
    assert_eq!(store.texts(), before);
}

#[test]
fn a_store_that_fails_gives_the_defaults_and_says_so_when_saving() {
    let rows = [
        ("denied", Trouble::Denied, StoreError::Denied),
        ("damaged", Trouble::Damaged, StoreError::Damaged),
        ("forgetful", Trouble::Forgets(KEY), StoreError::Forgetful),
    ];
    for (row, trouble, why) in rows {
        let store = FakeStore::new();
        store.trouble(trouble);
        assert_eq!(Preferences::load(&store), Preferences::default(), "{row}");
        assert_eq!(chosen().save(&store), Err(why), "{row}");
    }
}
