//! The mirror: a second copy of the stored workbooks, in a store that keeps what it has even when
//! the browser is killed. The first store stays the one that counts; where the mirror has a newer
//! revision, or the only one that can be read, the workbook is saved again from there.

use super::errors::OpenError;
use super::keys;
use super::library::{Entry, Library, Opened};
use super::preferences::Preferences;
use super::store::{KeyValueStore, StoreError};
use crate::domain::id::WorkbookId;
use crate::domain::order::sort_by;

/// Texts that were found in the mirror, to be read only.
#[derive(Clone, Debug, Default)]
pub struct Mirror(Vec<(String, String)>);

/// What became of the workbooks that the mirror has in another state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Saved again from the mirror.
    pub taken: Vec<WorkbookId>,
    /// The mirror has the newer state, and the store did not take it. The mirror must be left alone.
    pub refused: Vec<WorkbookId>,
}

impl FromIterator<(String, String)> for Mirror {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(texts: I) -> Self {
        let mut texts: Vec<_> = texts.into_iter().collect();
        sort_by(&mut texts, Ord::cmp);
        Self(texts)
    }
}

impl KeyValueStore for Mirror {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        let place = self.0.binary_search_by(|(known, _)| known.as_str().cmp(key)).ok();
        Ok(place.and_then(|place| self.0.get(place)).map(|(_, text)| text.clone()))
    }

    fn set(&self, _: &str, _: &str) -> Result<(), StoreError> {
        Err(StoreError::Denied)
    }

    fn remove(&self, _: &str) -> Result<(), StoreError> {
        Err(StoreError::Denied)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.0.iter().map(|(key, _)| key.clone()).collect())
    }
}

/// Saves again whatever the mirror has in a newer whole state, and remembers what was open there last.
/// A state of the store that is older but whole is kept as a snapshot.
pub fn restore(store: &impl KeyValueStore, mirror: &Mirror) -> Restored {
    let mut restored = Restored::default();
    for (key, _) in &mirror.0 {
        let Some(id) = keys::workbook_of_key(key) else { continue };
        match restore_workbook(store, mirror, &id) {
            Some(true) => restored.taken.push(id),
            Some(false) => restored.refused.push(id),
            None => {}
        }
    }
    remember(store, mirror, &restored.taken);
    restored
}

/// The preferences are the mirror's where the store has none; what was open last there is opened
/// here, if it was taken.
fn remember(store: &impl KeyValueStore, mirror: &Mirror, taken: &[WorkbookId]) {
    let theirs = Preferences::load(mirror);
    if !theirs.last_workbook.as_ref().is_some_and(|last| taken.contains(last)) {
        return;
    }
    let preferences = match store.get(keys::PREFERENCES) {
        Ok(Some(_)) => Preferences { last_workbook: theirs.last_workbook, ..Preferences::load(store) },
        _ => theirs,
    };
    let _ = preferences.save(store);
}

/// What would become of a workbook of a mirror here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prospect {
    /// It is not here, or cannot be read here.
    New,
    /// It is newer than the one here, which last changed at this time.
    Replaces(Option<String>),
    /// The one here stays.
    Stays,
}

/// The workbooks that can be read in a mirror, by name and identity as they are there, with what
/// [`restore`] would do with each.
#[must_use]
pub fn prospects(store: &impl KeyValueStore, mirror: &Mirror) -> Vec<(Entry, Prospect)> {
    let listing = Library::new(mirror).list().unwrap_or_default();
    let prospect = |entry: Entry| {
        let theirs = whole(mirror, &entry.id)?;
        let prospect = match Library::new(store).open(&entry.id) {
            Ok(ours) if is_newer(&theirs, &ours) => Prospect::Replaces(ours.document.changed),
            Err(OpenError::Missing | OpenError::Damaged) => Prospect::New,
            Ok(_) | Err(_) => Prospect::Stays,
        };
        Some((entry, prospect))
    };
    listing.workbooks.into_iter().filter_map(prospect).collect()
}

/// `None` where the mirror has nothing newer.
fn restore_workbook(store: &impl KeyValueStore, mirror: &Mirror, id: &WorkbookId) -> Option<bool> {
    let theirs = whole(mirror, id)?;
    let reached = theirs.kept.revision();
    let library = Library::new(store);
    let mut kept = match library.open(id) {
        Ok(mut ours) if is_newer(&theirs, &ours) => {
            let _ = library.keep_snapshot(id);
            ours.kept.follow(reached, Vec::new());
            ours.kept
        }
        Err(OpenError::Missing) => library.follow_pieces(id, reached)?,
        // What cannot be read has been copied to quarantine, or the store is full.
        Err(OpenError::Damaged) if library.remove_damaged(id) => library.follow_pieces(id, reached)?,
        Err(OpenError::Damaged) => return Some(false),
        Ok(_) | Err(OpenError::Newer(_) | OpenError::Store(_)) => return None,
    };
    Some(library.save(&theirs.document, &mut kept).is_ok())
}

/// A workbook of the mirror of which everything can be read.
fn whole(mirror: &Mirror, id: &WorkbookId) -> Option<Opened> {
    Library::new(mirror).open(id).ok().filter(is_whole)
}

fn is_whole(opened: &Opened) -> bool {
    opened.set_aside.is_empty()
}

fn is_newer(theirs: &Opened, ours: &Opened) -> bool {
    let (there, here) = (theirs.kept.revision(), ours.kept.revision());
    there > here || there == here && !is_whole(ours)
}
