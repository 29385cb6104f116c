//! Saving a workbook: changed pieces first, under keys of their own; then the head, which makes
//! them the revision that counts; only then are the pieces it replaces removed.

use super::errors::{OpenError, SaveError};
use super::head::Head;
use super::keys;
use super::library::Library;
use super::pieces::{Content, Piece};
use super::store::{KeyValueStore, StoreError, checked_set};
use crate::document::Document;
use crate::domain::id::WorkbookId;
use crate::domain::order::sort_by;
use crate::domain::sorted::SortedMap;
use crate::domain::validate::{self, WorkbookError};

/// What the store holds of a workbook that is open here; saving writes only what differs. One
/// value for each open workbook, from opening it, or new for one that is not stored yet.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    stored: Option<Revision>,
    /// A revision whose head was written but could not be read back; it may be there.
    attempted: Option<Revision>,
    /// A revision that another copy of the workbook has reached; the next one comes after it.
    reached: u64,
    /// Keys of pieces that no head names and that are kept all the same.
    orphans: Vec<(u64, String)>,
    /// Whether pieces that were replaced are still there.
    untidy: bool,
}

#[derive(Clone, Debug)]
struct Revision {
    head: Head,
    /// The head as it is stored; reading it again takes long where there are thousands of pieces.
    text: String,
    content: Content,
}

impl Kept {
    /// For a workbook that is not stored yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn of(head: Head, text: &str, content: Content) -> Self {
        Self { stored: Some(Revision { head, text: text.to_owned(), content }), ..Self::default() }
    }

    /// How often the workbook was saved; 0 when it is not stored yet.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.stored.as_ref().map_or(0, |stored| stored.head.revision)
    }

    /// Counts on from a revision of another copy and from these pieces, which are kept.
    pub(super) fn follow(&mut self, reached: u64, mut pieces: Vec<(u64, String)>) {
        if self.stored.is_some() {
            pieces.clear();
        }
        self.reached = pieces.iter().map(|(generation, _)| *generation).fold(reached, u64::max);
        self.orphans = pieces;
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

    fn content(&self) -> Option<&Content> {
        self.stored.as_ref().map(|stored| &stored.content)
    }

    fn spared(&self) -> Vec<String> {
        match &self.stored {
            Some(stored) => stored.head.spared.clone(),
            None => self.orphans.iter().map(|(_, key)| key.clone()).collect(),
        }
    }
}

impl<S: KeyValueStore> Library<S> {
    /// Saves a workbook. Where the store is full, snapshots make room. When it fails, the revision
    /// that was stored before can still be opened, and saving again with the same `kept` is possible.
    ///
    /// To store a workbook that was removed elsewhere, or under another identity, use a new
    /// [`Kept`].
    ///
    /// # Errors
    /// When the store holds something else than `kept` remembers (nothing is written then), when
    /// the workbook could not be opened again, and when the store does not take it.
    pub fn save(&self, document: &Document, kept: &mut Kept) -> Result<(), SaveError> {
        self.put(document, kept)?;
        self.tidy(kept);
        Ok(())
    }

    /// Saves a workbook as [`Library::save`] does, and leaves the pieces that it replaces to
    /// [`Library::tidy`] or to the next save: both in one go take long where there are thousands.
    ///
    /// # Errors
    /// Those of [`Library::save`].
    pub fn put(&self, document: &Document, kept: &mut Kept) -> Result<(), SaveError> {
        loop {
            match self.save_once(document, kept) {
                Err(SaveError::Store(StoreError::QuotaExceeded)) if self.make_room(&document.workbook.id) => {
                }
                done => return done,
            }
        }
    }

    /// Removes the pieces that the last save has replaced. What cannot be removed now is removed after
    /// the next save.
    pub fn tidy(&self, kept: &mut Kept) {
        if let Some(Revision { head, .. }) = kept.stored.as_ref().filter(|_| kept.untidy) {
            let _ = self.sweep(&head.id, Some(head), head.revision);
        }
        kept.untidy = false;
    }

    fn save_once(&self, document: &Document, kept: &mut Kept) -> Result<(), SaveError> {
        let id = &document.workbook.id;
        let content = Content::of(document, kept.content())?;
        check(document, &content, kept)?;
        self.expect_unchanged(id, kept)?;
        self.tidy(kept);
        let head = next_head(document, &content, kept);
        let revision = head.revision;
        let written = self.write(Revision { text: head.format(), head, content }, kept);
        if written.is_err() {
            self.take_back(id, revision, kept);
        }
        written
    }

    fn write(&self, next: Revision, kept: &mut Kept) -> Result<(), SaveError> {
        self.write_pieces(&next)?;
        let id = next.head.id.clone();
        self.expect_unchanged(&id, kept)?;
        let Revision { text, .. } = kept.attempted.insert(next);
        checked_set(&self.store, &keys::head(&id), text)?;
        kept.stored = kept.attempted.take();
        kept.untidy = true;
        Ok(())
    }

    fn expect_unchanged(&self, id: &WorkbookId, kept: &mut Kept) -> Result<(), SaveError> {
        let Some(text) = self.store.get(&keys::head(id))? else {
            return if kept.agrees(None) { Ok(()) } else { Err(SaveError::ChangedElsewhere) };
        };
        let is_known = |stored: &Revision| stored.head.id == *id && stored.text == text;
        if kept.attempted.is_none() && kept.stored.as_ref().is_some_and(is_known) {
            return Ok(());
        }
        let found = Head::parse(id, &text).map_err(|_| SaveError::ChangedElsewhere)?;
        if !kept.agrees(Some(&found)) {
            return Err(SaveError::ChangedElsewhere);
        }
        if let Some(stored) = &mut kept.stored {
            (stored.text, stored.head.other) = (text, found.other);
        }
        Ok(())
    }

    /// Writes the pieces that are new in this revision.
    fn write_pieces(&self, Revision { head, content, .. }: &Revision) -> Result<(), StoreError> {
        for (piece, generation, key) in head.keys() {
            if generation == head.revision
                && let Some(text) = content.text(piece)
            {
                checked_set(&self.store, &key, &text)?;
            }
        }
        Ok(())
    }

    /// Removes the pieces of a revision that did not come to be, so that they fill no store; none
    /// when another tab has saved, since they may be among its own.
    fn take_back(&self, id: &WorkbookId, revision: u64, kept: &mut Kept) {
        if self.expect_unchanged(id, kept).is_err() {
            return;
        }
        let _ = match self.head(id) {
            Ok(head) => self.sweep(id, Some(&head), revision),
            Err(OpenError::Missing) => self.sweep(id, None, revision),
            // What the head names is unknown: nothing may be removed.
            Err(_) => return,
        };
    }

    /// The pieces of a workbook with a generation after `revision`, with their keys.
    pub(super) fn pieces_after(
        &self,
        id: &WorkbookId,
        revision: u64,
    ) -> Result<Vec<(u64, String)>, StoreError> {
        let mut pieces = Vec::new();
        for key in self.sorted_keys(&keys::pieces_of(id))? {
            let generation = keys::generation(&key).filter(|generation| *generation > revision);
            pieces.extend(generation.map(|generation| (generation, key)));
        }
        Ok(pieces)
    }

    /// Removes the pieces of a workbook up to the generation `last` that neither `head` nor a snapshot
    /// names.
    pub(super) fn sweep(&self, id: &WorkbookId, head: Option<&Head>, last: u64) -> Result<(), StoreError> {
        let pieces = keys::pieces_of(id);
        let mut named: Vec<String> = Vec::new();
        if let Some(head) = head {
            named.extend(head.keys().map(|(_, _, key)| key));
            named.extend(head.spared.iter().cloned());
        }
        for (_, head) in self.snapshot_heads(id)? {
            named.extend(head.keys().map(|(_, _, key)| key));
        }
        sort_by(&mut named, String::cmp);
        for key in self.store.keys()? {
            let replaced = keys::generation(&key).is_some_and(|generation| generation <= last);
            if key.starts_with(&pieces) && replaced && named.binary_search(&key).is_err() {
                self.store.remove(&key)?;
            }
        }
        Ok(())
    }
}

/// Checks that the workbook can be opened again; where its definition is the one that is stored, only
/// the figures that differ.
fn check(document: &Document, content: &Content, kept: &Kept) -> Result<(), WorkbookError> {
    let same =
        |stored: &&Content| stored.texts.get(&Piece::Definition) == content.texts.get(&Piece::Definition);
    match kept.content().filter(same) {
        Some(stored) => validate::check_new_figures(&document.workbook, &stored.figures),
        None => validate::check(&document.workbook),
    }
}

/// The head of the next revision. A workbook that is worked on is not in the bin.
fn next_head(document: &Document, content: &Content, kept: &Kept) -> Head {
    let revision = kept.revision().max(kept.reached).saturating_add(1);
    let mut pieces = SortedMap::default();
    let nothing = Content::default();
    let mut known = kept.stored.iter().flat_map(|stored| stored.head.pieces.iter()).peekable();
    for (piece, same) in content.beside(kept.content().unwrap_or(&nothing)) {
        while known.next_if(|(before, _)| **before < piece).is_some() {}
        let generation = known.peek().filter(|(own, _)| same && **own == piece).map(|(_, made)| **made);
        pieces.insert(piece, generation.unwrap_or(revision));
    }
    Head {
        id: document.workbook.id.clone(),
        revision,
        name: document.workbook.name.clone(),
        changed: document.changed.clone(),
        deleted: None,
        pieces,
        spared: kept.spared(),
        other: kept.stored.as_ref().map(|stored| stored.head.other.clone()).unwrap_or_default(),
    }
}
