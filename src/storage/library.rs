//! The library: which workbooks are stored, opening one, and moving one into the bin and out.
//!
//! Saving is in a module of its own.

use std::cmp::Reverse;

use super::errors::OpenError;
use super::head::Head;
use super::keys;
use super::pieces::{FiguresReader, Piece, Texts};
use super::quarantine;
use super::save::Kept;
use super::store::{KeyValueStore, StoreError, checked_set};
use crate::document::{Document, DocumentError};
use crate::domain::id::WorkbookId;
use crate::domain::name::Name;
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

/// The figures that could be read.
struct Figures {
    texts: Texts,
    set_aside: Vec<String>,
}

impl Listing {
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

    fn head(&self, id: &WorkbookId) -> Result<Head, OpenError> {
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
            let opened = self.open_revision(id, &text);
            match self.store.get(&key)? {
                Some(newer) if newer != text => text = newer,
                _ => return opened,
            }
        }
        self.open_revision(id, &text)
    }

    fn open_revision(&self, id: &WorkbookId, text: &str) -> Result<Opened, OpenError> {
        let mut head = match Head::parse(id, text) {
            Err(OpenError::Damaged) => return Err(self.damaged(&keys::head(id), text)),
            parsed => parsed?,
        };
        let (mut workbook, definition) = self.read_definition(&head)?;
        let Figures { mut texts, set_aside } = self.read_figures(&mut head, &mut workbook);
        texts.insert(Piece::Definition, definition);
        Ok(Opened {
            document: Document { changed: head.changed.clone(), workbook },
            kept: Kept::of(head, texts),
            set_aside,
        })
    }

    fn read_definition(&self, head: &Head) -> Result<(Workbook, String), OpenError> {
        let mut keys = head.keys();
        let (_, _, key) =
            keys.find(|(piece, _, _)| **piece == Piece::Definition).ok_or(OpenError::Damaged)?;
        let text = self.store.get(&key)?.ok_or(OpenError::Damaged)?;
        match Document::from_json(&text) {
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

    /// Reads the figures into `workbook` and notes in `head` what must be spared.
    fn read_figures(&self, head: &mut Head, workbook: &mut Workbook) -> Figures {
        let mut reader = FiguresReader::new(workbook);
        let mut texts = Texts::default();
        let mut set_aside: Vec<String> = head.spared.clone();
        for (piece, _, key) in head.keys() {
            let Piece::Figures { unit, year } = piece else {
                continue;
            };
            match self.store.get(&key) {
                Ok(Some(text)) if reader.read(unit, *year, &text) => {
                    texts.insert(piece.clone(), text);
                }
                _ => set_aside.push(key),
            }
        }
        workbook.figures = reader.figures;
        head.spared = self.without_copy(&set_aside).cloned().collect();
        Figures { texts, set_aside }
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
        Ok(self.sweep(id, None, head.revision)?)
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

    fn sorted_keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let mut keys = self.store.keys()?;
        keys.retain(|key| key.starts_with(prefix));
        keys.sort_unstable();
        Ok(keys)
    }

    fn texts_under(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let keys = self.sorted_keys(prefix)?;
        let text = |key: String| self.store.get(&key).ok().flatten().map(|text| (key, text));
        Ok(keys.into_iter().filter_map(text).collect())
    }
}
