//! Keeping workbooks and preferences in a store of keys and texts, such as a browser's.
//!
//! A [`Library`] keeps each workbook as a head and pieces. The head names the pieces of the one
//! complete revision, so a crash between two writes leaves the revision before it. What cannot be
//! read is copied to quarantine and never destroyed.
//!
//! Names no browser, reads no clock and draws no random number: the store and the times come from
//! outside. The shape of a workbook belongs to [`document`](crate::document).

mod backup;
mod dump;
mod errors;
mod head;
mod keys;
mod library;
mod mirror;
mod pieces;
mod preferences;
mod quarantine;
mod save;
mod snapshots;
mod store;
mod usage;

pub use backup::{last_backup, note_backup};
pub use dump::{parse_dump, write_dump};
pub use errors::{OpenError, SaveError};
pub use head::HEAD_VERSION;
pub use keys::{part_of_keys, workbook_of_key};
pub use library::{Entry, Library, Listing, Opened, Unreadable};
pub use mirror::{Mirror, Prospect, Restored, prospects, restore};
pub use preferences::{Preferences, Theme};
pub use save::Kept;
pub use snapshots::{SNAPSHOTS, Snapshot};
pub use store::{KeyValueStore, StoreError, checked_set};
pub use usage::{QUOTA, Room, Usage};
