//! Snapshots: earlier revisions of a workbook that can be gone back to. A snapshot is a copy of a
//! head; the pieces it names stay as long as it does, so it takes only the room of what differs.

use super::errors::OpenError;
use super::head::Head;
use super::keys;
use super::library::{Library, Opened};
use super::store::{KeyValueStore, StoreError, checked_set};
use crate::domain::id::WorkbookId;
use crate::domain::order::sort_by_key;

/// The most snapshots of one workbook.
pub const SNAPSHOTS: usize = 5;

/// An earlier revision that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Which revision it is.
    pub revision: u64,
    /// When the workbook had last changed then.
    pub changed: Option<String>,
}

impl<S: KeyValueStore> Library<S> {
    /// Keeps the stored revision of a workbook as a snapshot, in place of the oldest where there are
    /// [`SNAPSHOTS`] already.
    ///
    /// # Errors
    /// When there is no such workbook, its head cannot be read, or the store does not take it.
    pub fn keep_snapshot(&self, id: &WorkbookId) -> Result<(), OpenError> {
        let text = self.store.get(&keys::head(id))?.ok_or(OpenError::Missing)?;
        let head = Head::parse(id, &text)?;
        checked_set(&self.store, &keys::snapshot(id, head.revision), &text)?;
        while self.snapshots(id)?.len() > SNAPSHOTS && self.drop_oldest_snapshot(id) {}
        Ok(())
    }

    /// The snapshots of a workbook, newest first.
    ///
    /// # Errors
    /// When the keys cannot be read. A snapshot that cannot be read is left out.
    pub fn snapshots(&self, id: &WorkbookId) -> Result<Vec<Snapshot>, StoreError> {
        let heads = self.snapshot_heads(id)?;
        let mut snapshots: Vec<Snapshot> =
            heads.into_iter().map(|(revision, head)| Snapshot { revision, changed: head.changed }).collect();
        sort_by_key(&mut snapshots, |snapshot| std::cmp::Reverse(snapshot.revision));
        Ok(snapshots)
    }

    /// Opens a snapshot. What it gives cannot be saved with its `kept`; it is put in the place of
    /// the workbook by an edit.
    ///
    /// # Errors
    /// As [`Library::open`].
    pub fn open_snapshot(&self, id: &WorkbookId, revision: u64) -> Result<Opened, OpenError> {
        let key = keys::snapshot(id, revision);
        let text = self.store.get(&key)?.ok_or(OpenError::Missing)?;
        self.open_revision(id, &key, &text)
    }

    pub(super) fn snapshot_heads(&self, id: &WorkbookId) -> Result<Vec<(u64, Head)>, StoreError> {
        let prefix = keys::snapshots_of(id);
        let mut heads = Vec::new();
        for key in self.sorted_keys(&prefix)? {
            let text = self.store.get(&key)?;
            let head = text.and_then(|text| Head::parse(id, &text).ok());
            heads.extend(keys::generation(&key).zip(head));
        }
        Ok(heads)
    }

    /// Drops the oldest snapshot of this workbook, or of any other where it has none; `false` when
    /// nothing was dropped.
    pub(super) fn make_room(&self, id: &WorkbookId) -> bool {
        if self.drop_oldest_snapshot(id) {
            return true;
        }
        let others = self.list().map(|listing| listing.workbooks).unwrap_or_default();
        others.iter().any(|entry| entry.id != *id && self.drop_oldest_snapshot(&entry.id))
    }

    fn drop_oldest_snapshot(&self, id: &WorkbookId) -> bool {
        let oldest = self.snapshots(id).ok().and_then(|mut snapshots| snapshots.pop());
        let dropped = oldest.is_some_and(|oldest| {
            self.store.remove(&keys::snapshot(id, oldest.revision)).is_ok()
                && self.store.get(&keys::snapshot(id, oldest.revision)) == Ok(None)
        });
        if dropped && let Ok(head) = self.head(id) {
            let _ = self.sweep(id, Some(&head), head.revision);
        }
        dropped
    }

    /// Removes all snapshots of a workbook, as removing the workbook for good does.
    pub(super) fn drop_snapshots(&self, id: &WorkbookId) -> Result<(), StoreError> {
        for key in self.sorted_keys(&keys::snapshots_of(id))? {
            self.store.remove(&key)?;
        }
        Ok(())
    }
}
