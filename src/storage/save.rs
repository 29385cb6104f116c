//! Saving a workbook: changed pieces first, under keys of their own; then the head, which makes
//! them the revision that counts; only then are the pieces it replaces removed.

use super::errors::SaveError;
use super::head::Head;
use super::keys;
use super::library::Library;
use super::pieces::{Piece, Texts, texts_of};
use super::store::{KeyValueStore, StoreError, checked_set};
use crate::document::Document;
use crate::domain::id::WorkbookId;
use crate::domain::sorted::SortedMap;
use crate::domain::validate;

/// What the store holds of a workbook that is open here; saving writes only what differs. One
/// value for each open workbook, from opening it, or new for one that is not stored yet.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    stored: Option<Revision>,
    /// A revision whose head was written but could not be read back; it may be there.
    attempted: Option<Revision>,
}

#[derive(Clone, Debug)]
struct Revision {
    head: Head,
    texts: Texts,
}

impl Kept {
    /// For a workbook that is not stored yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn of(head: Head, texts: Texts) -> Self {
        Self { stored: Some(Revision { head, texts }), attempted: None }
    }

    /// How often the workbook was saved; 0 when it is not stored yet.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.stored.as_ref().map_or(0, |stored| stored.head.revision)
    }

    /// Whether `found` in the store is what is remembered here.
    fn agrees(&mut self, found: Option<&Head>) -> bool {
        let is_found =
            |revision: &Revision| found.is_some_and(|found| found.is_same_revision(&revision.head));
        if let Some(arrived) = self.attempted.take().filter(is_found) {
            self.stored = Some(arrived);
        }
        self.stored.as_ref().map_or(found.is_none(), is_found)
    }

    /// The generation of `piece`, if the store holds it with this text.
    fn generation(&self, piece: &Piece, text: &str) -> Option<u64> {
        let stored = self.stored.as_ref()?;
        let same = stored.texts.get(piece)? == text;
        same.then(|| stored.head.pieces.get(piece).copied()).flatten()
    }

    fn spared(&self) -> Vec<String> {
        self.stored.as_ref().map_or_else(Vec::new, |stored| stored.head.spared.clone())
    }
}

impl<S: KeyValueStore> Library<S> {
    /// Saves a workbook. When it fails, the revision that was stored before can still be opened,
    /// and saving again with the same `kept` is possible.
    ///
    /// To store a workbook that was removed elsewhere, or under another identity, use a new
    /// [`Kept`].
    ///
    /// # Errors
    /// When the store holds something else than `kept` remembers (nothing is written then), when
    /// the workbook could not be opened again, and when the store does not take it.
    pub fn save(&self, document: &Document, kept: &mut Kept) -> Result<(), SaveError> {
        validate::check(&document.workbook)?;
        let id = &document.workbook.id;
        let texts = texts_of(document)?;
        let found = self.expect_unchanged(id, kept)?;
        let head = next_head(document, &texts, kept, found.as_ref());
        let revision = head.revision;
        let written = self.write(Revision { head, texts }, kept);
        if written.is_err() {
            self.take_back(id, revision, kept);
        }
        written
    }

    fn write(&self, next: Revision, kept: &mut Kept) -> Result<(), SaveError> {
        self.write_pieces(&next)?;
        let id = next.head.id.clone();
        self.expect_unchanged(&id, kept)?;
        let Revision { head, .. } = kept.attempted.insert(next);
        checked_set(&self.store, &keys::head(&id), &head.format())?;
        // The revision is saved; what cannot be swept now is swept after the next save.
        let _ = self.sweep(&id, Some(head), head.revision);
        kept.stored = kept.attempted.take();
        Ok(())
    }

    fn expect_unchanged(&self, id: &WorkbookId, kept: &mut Kept) -> Result<Option<Head>, SaveError> {
        let text = self.store.get(&keys::head(id))?;
        let parsed = text.map(|text| Head::parse(id, &text)).transpose();
        let found = parsed.map_err(|_| SaveError::ChangedElsewhere)?;
        if kept.agrees(found.as_ref()) { Ok(found) } else { Err(SaveError::ChangedElsewhere) }
    }

    /// Writes the pieces that are new in this revision.
    fn write_pieces(&self, Revision { head, texts }: &Revision) -> Result<(), StoreError> {
        for (piece, generation, key) in head.keys() {
            if let Some(text) = texts.get(piece).filter(|_| generation == head.revision) {
                checked_set(&self.store, &key, text)?;
            }
        }
        Ok(())
    }

    /// Removes the pieces of a revision that did not come to be, so that they fill no store; none
    /// when another tab has saved, since they may be among its own.
    fn take_back(&self, id: &WorkbookId, revision: u64, kept: &mut Kept) {
        if let Ok(found) = self.expect_unchanged(id, kept) {
            let _ = self.sweep(id, found.as_ref(), revision);
        }
    }

    /// Removes the pieces of a workbook up to the generation `last` that `head` does not name.
    pub(super) fn sweep(&self, id: &WorkbookId, head: Option<&Head>, last: u64) -> Result<(), StoreError> {
        let pieces = keys::pieces_of(id);
        let mut named: Vec<String> = Vec::new();
        if let Some(head) = head {
            named.extend(head.keys().map(|(_, _, key)| key));
            named.extend(head.spared.iter().cloned());
        }
        for key in self.store.keys()? {
            let replaced = keys::generation(&key).is_some_and(|generation| generation <= last);
            if key.starts_with(&pieces) && replaced && !named.contains(&key) {
                self.store.remove(&key)?;
            }
        }
        Ok(())
    }
}

/// The head of the next revision. Whether the workbook is in the bin is taken from the store.
fn next_head(document: &Document, texts: &Texts, kept: &Kept, found: Option<&Head>) -> Head {
    let revision = kept.revision().saturating_add(1);
    let mut pieces = SortedMap::default();
    for (piece, text) in texts.iter() {
        pieces.insert(piece.clone(), kept.generation(piece, text).unwrap_or(revision));
    }
    Head {
        id: document.workbook.id.clone(),
        revision,
        name: document.workbook.name.clone(),
        changed: document.changed.clone(),
        deleted: found.and_then(|found| found.deleted.clone()),
        pieces,
        spared: kept.spared(),
        other: found.map(|found| found.other.clone()).unwrap_or_default(),
    }
}
