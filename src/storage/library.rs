//! The library: which workbooks are stored, opening one, and moving one into the bin and out.
//!
//! Saving is in a module of its own.

use std::cmp::Reverse;

use super::errors::OpenError;
use super::head::Head;
use super::keys;
use super::pieces::{Content, FiguresReader, Piece};
use super::quarantine;
use super::save::Kept;
use super::store::{KeyValueStore, StoreError, checked_set};
use crate::document::{Document, DocumentError, parse_changes};
use crate::domain::id::WorkbookId;
use crate::domain::name::Name;
use crate::domain::order::sort_by;
use crate::domain::workbook::Workbook;

/// How often opening starts again because another tab saves at the same time.
const ATTEMPTS: usize = 3;

/// The workbooks in a store.
#[derive(Clone, Debug)]
pub struct Library<S> {
    pub(super) store: S,
}

/// The workbooks that are stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Those that can be listed, the bin included: newest change first, then by identity.
    pub workbooks: Vec<Entry>,
    /// Those whose head cannot be read, by key.
    pub damaged: Vec<Unreadable>,
}

/// What the list shows of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Identity.
    pub id: WorkbookId,
    /// Name.
    pub name: Name,
    /// When it last changed, as in [`Document::changed`].
    pub changed: Option<String>,
    /// When it was moved into the bin, if it is there.
    pub deleted: Option<String>,
}

/// A key whose text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The key.
    pub key: String,
    /// Why; [`OpenError::Newer`] too.
    pub why: OpenError,
}

/// A workbook that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The workbook and when it last changed.
    pub document: Document,
    /// What saving it needs.
    pub kept: Kept,
    /// Keys of figures that could not be read and are not in the workbook. Their texts are in
    /// quarantine; where there was no room for a copy, the original stays until there is.
    pub set_aside: Vec<String>,
}

impl Listing {
    /// Notes that a workbook was saved; `false` where it is not listed yet, or in the bin.
    pub fn note(&mut self, document: &Document) -> bool {
        let is_it = |entry: &Entry| entry.id == document.workbook.id && entry.deleted.is_none();
        let Some(place) = self.workbooks.iter().position(is_it) else { return false };
        let known = self.workbooks.remove(place);
        self.add(Entry { name: document.workbook.name.clone(), changed: document.changed.clone(), ..known });
        true
    }

    /// Puts a workbook in its place: newest change first, then by identity.
    fn add(&mut self, entry: Entry) {
        let order = |entry: &Entry| (Reverse(entry.changed.clone()), entry.id.clone());
        let place = self.workbooks.partition_point(|before| order(before) < order(&entry));
        self.workbooks.insert(place, entry);
    }
}

impl<S: KeyValueStore> Library<S> {
    /// The workbooks in `store`.
    pub fn new(store: S) -> Self {
        Self { store }
    }

    /// Lists the workbooks. One that cannot be read does not hide the others.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list(&self) -> Result<Listing, StoreError> {
        let mut listing = Listing::default();
        for key in self.sorted_keys(keys::HEAD)? {
            match self.entry(&key) {
                Ok(entry) => listing.add(entry),
                Err(OpenError::Missing) => {}
                Err(why) => listing.damaged.push(Unreadable { key, why }),
            }
        }
        Ok(listing)
    }

    fn entry(&self, key: &str) -> Result<Entry, OpenError> {
        let id = keys::workbook_of_key(key).ok_or(OpenError::Damaged)?;
        let head = self.head(&id)?;
        Ok(Entry { id, name: head.name, changed: head.changed, deleted: head.deleted })
    }

    pub(super) fn head(&self, id: &WorkbookId) -> Result<Head, OpenError> {
        let text = self.store.get(&keys::head(id))?.ok_or(OpenError::Missing)?;
        Head::parse(id, &text)
    }

    /// Opens a workbook, from the bin too. Figures that cannot be read are set aside; the rest
    /// opens.
    ///
    /// # Errors
    /// When there is none, a newer program wrote it, or its head or definition cannot be read.
    /// Whatever is stored stays.
    pub fn open(&self, id: &WorkbookId) -> Result<Opened, OpenError> {
        let key = keys::head(id);
        let mut text = self.store.get(&key)?.ok_or(OpenError::Missing)?;
        for _ in 1..ATTEMPTS {
            let opened = self.open_revision(id, &key, &text);
            match self.store.get(&key)? {
                Some(newer) if newer != text => text = newer,
                _ => return opened,
            }
        }
        self.open_revision(id, &key, &text)
    }

    /// Opens the revision of a head, `text`, that stands under `key`.
    pub(super) fn open_revision(&self, id: &WorkbookId, key: &str, text: &str) -> Result<Opened, OpenError> {
        let mut head = match Head::parse(id, text) {
            Err(OpenError::Damaged) => return Err(self.damaged(key, text)),
            parsed => parsed?,
        };
        let (mut workbook, definition) = self.read_definition(&head)?;
        let mut content = Content::default();
        content.texts.insert(Piece::Definition, definition);
        let mut set_aside: Vec<String> = head.spared.clone();
        self.read_changes(&head, &mut workbook, &mut content, &mut set_aside);
        self.read_figures(&head, &mut workbook, &mut set_aside);
        content.figures = workbook.figures.clone();
        head.spared = self.without_copy(&set_aside).cloned().collect();
        Ok(Opened {
            document: Document { changed: head.changed.clone(), workbook },
            kept: Kept::of(head, text, content),
            set_aside,
        })
    }

    fn read_definition(&self, head: &Head) -> Result<(Workbook, String), OpenError> {
        let mut keys = head.keys();
        let (_, _, key) =
            keys.find(|(piece, _, _)| **piece == Piece::Definition).ok_or(OpenError::Damaged)?;
        let text = self.store.get(&key)?.ok_or(OpenError::Damaged)?;
        match Document::from_definition_json(&text) {
            Ok(document) if document.workbook.id == head.id => Ok((document.workbook, text)),
            Err(DocumentError::Newer(version)) => Err(OpenError::Newer(version)),
            _ => Err(self.damaged(&key, &text)),
        }
    }

    /// The error for a text that stays where it is, whether or not there is room for a copy.
    fn damaged(&self, key: &str, text: &str) -> OpenError {
        let _ = quarantine::set_aside(&self.store, key, text);
        OpenError::Damaged
    }

    /// Reads the change log into `workbook`; what cannot be read is `set_aside`.
    fn read_changes(
        &self,
        head: &Head,
        workbook: &mut Workbook,
        content: &mut Content,
        set_aside: &mut Vec<String>,
    ) {
        for (piece, _, key) in head.keys().filter(|(piece, ..)| matches!(piece, Piece::Changes(_))) {
            let text = self.store.get(&key).ok().flatten();
            match text.and_then(|text| Some((parse_changes(&text).ok()?, text))) {
                Some((mut changes, text)) => {
                    workbook.changes.append(&mut changes);
                    content.texts.insert(piece.clone(), text);
                }
                None => set_aside.push(key),
            }
        }
    }

    /// Reads the figures into `workbook`; what cannot be read is `set_aside`.
    fn read_figures(&self, head: &Head, workbook: &mut Workbook, set_aside: &mut Vec<String>) {
        let mut reader = FiguresReader::new(workbook);
        for (piece, _, key) in head.keys() {
            let Piece::Figures { unit, year } = piece else {
                continue;
            };
            let text = self.store.get(&key).ok().flatten();
            if !text.is_some_and(|text| reader.read(unit, *year, &text)) {
                set_aside.push(key);
            }
        }
        workbook.figures = reader.figures;
    }

    /// Copies what is under `keys` to quarantine; gives the keys for which that was impossible.
    fn without_copy<'k>(&self, keys: &'k [String]) -> impl Iterator<Item = &'k String> {
        keys.iter().filter(|key| match self.store.get(key) {
            Ok(Some(text)) => quarantine::set_aside(&self.store, key, &text).is_err(),
            Ok(None) => false,
            Err(_) => true,
        })
    }

    /// Moves a workbook into the bin at a time given as text, or out of it (`None`). It can be
    /// opened and saved as before.
    ///
    /// # Errors
    /// When there is none, its head cannot be read, or the store does not take the change.
    pub fn set_deleted(&self, id: &WorkbookId, deleted: Option<&str>) -> Result<(), OpenError> {
        let mut head = self.head(id)?;
        head.deleted = deleted.map(str::to_owned);
        Ok(checked_set(&self.store, &keys::head(id), &head.format())?)
    }

    /// Removes a workbook for good, as emptying the bin does.
    ///
    /// # Errors
    /// When there is none, its head cannot be read, or the store does not let go of it.
    pub fn remove(&self, id: &WorkbookId) -> Result<(), OpenError> {
        let head = self.head(id)?;
        self.store.remove(&keys::head(id))?;
        self.drop_snapshots(id)?;
        Ok(self.sweep(id, None, head.revision)?)
    }

    /// Removes for good what was moved into the bin before a time given as text and has not changed
    /// since; gives what was removed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn empty_bin(&self, before: &str) -> Result<Vec<WorkbookId>, StoreError> {
        let old = |entry: &Entry| {
            let unchanged = |deleted: &str| entry.changed.as_deref().is_none_or(|changed| changed <= deleted);
            entry.deleted.as_deref().is_some_and(|deleted| deleted < before && unchanged(deleted))
        };
        let mut binned = self.list()?.workbooks;
        binned.retain(|entry| old(entry) && self.remove(&entry.id).is_ok());
        Ok(binned.into_iter().map(|entry| entry.id).collect())
    }

    /// Which revision of a workbook is stored; `None` where that cannot be read.
    #[must_use]
    pub fn revision(&self, id: &WorkbookId) -> Option<u64> {
        self.head(id).ok().map(|head| head.revision)
    }

    /// Takes a head that cannot be used out of the way, once a copy of it is in quarantine; `false`
    /// where that is impossible.
    pub(super) fn remove_damaged(&self, id: &WorkbookId) -> bool {
        let key = keys::head(id);
        let copied = match self.store.get(&key) {
            Ok(Some(text)) => quarantine::set_aside(&self.store, &key, &text).is_ok(),
            Ok(None) => true,
            Err(_) => false,
        };
        copied && self.store.remove(&key).is_ok()
    }

    /// Makes room for another copy of a workbook whose head or definition cannot be used: the head goes
    /// once a copy of it is in quarantine, and the pieces stay. `None` where that is impossible.
    #[must_use]
    pub fn make_way(&self, id: &WorkbookId) -> Option<Kept> {
        self.follow_pieces(id, 0).filter(|_| self.remove_damaged(id))
    }

    /// For a workbook whose head is lost: saving counts on from `reached`, and from its pieces, which
    /// may be newer.
    pub(super) fn follow_pieces(&self, id: &WorkbookId, reached: u64) -> Option<Kept> {
        let mut kept = Kept::new();
        kept.follow(reached, self.pieces_after(id, reached).ok()?);
        Some(kept)
    }

    /// Removes every key of this program and no other; gives what was there, for
    /// [`Library::put_back`].
    ///
    /// # Errors
    /// When the store cannot be read, or does not let go of a key.
    pub fn remove_everything(&self) -> Result<Vec<(String, String)>, StoreError> {
        let texts = self.everything()?;
        for (key, _) in &texts {
            self.store.remove(key)?;
        }
        Ok(texts)
    }

    /// Puts back what [`Library::remove_everything`] removed.
    ///
    /// # Errors
    /// When the store does not take it.
    pub fn put_back(&self, texts: &[(String, String)]) -> Result<(), StoreError> {
        texts.iter().try_for_each(|(key, text)| checked_set(&self.store, key, text))
    }

    /// The texts that could not be read, with the keys of their copies.
    ///
    /// # Errors
    /// When the keys cannot be read. A single text that cannot be read is left out.
    pub fn quarantine(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.texts_under(keys::QUARANTINE)
    }

    /// Every key of this program with its text, by key: for a raw download.
    ///
    /// # Errors
    /// As for [`Library::quarantine`].
    pub fn everything(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.texts_under(keys::OURS)
    }

    pub(super) fn sorted_keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let mut keys = self.store.keys()?;
        keys.retain(|key| key.starts_with(prefix));
        sort_by(&mut keys, String::cmp);
        Ok(keys)
    }

    fn texts_under(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let keys = self.sorted_keys(prefix)?;
        let text = |key: String| self.store.get(&key).ok().flatten().map(|text| (key, text));
        Ok(keys.into_iter().filter_map(text).collect())
    }
}
