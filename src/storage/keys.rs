//! The keys of the store: how they are built and taken apart. All start with `counterpoise:`.

use super::pieces::Piece;
use crate::domain::id::WorkbookId;

/// What every key of ours starts with.
pub(super) const OURS: &str = "counterpoise:";
pub(super) const PREFERENCES: &str = "counterpoise:preferences";
pub(super) const QUARANTINE: &str = "counterpoise:quarantine:";
pub(super) const HEAD: &str = "counterpoise:workbook:";
const BACKUP: &str = "counterpoise:backup:";
const PIECE: &str = "counterpoise:piece:";
const SNAPSHOT: &str = "counterpoise:snapshot:";

pub(super) fn head(id: &WorkbookId) -> String {
    format!("{HEAD}{}", escape(id.as_str()))
}

pub(super) fn backup(id: &WorkbookId) -> String {
    format!("{BACKUP}{}", escape(id.as_str()))
}

/// The workbook whose head stands under `key`; `None` for any other key. Another tab has saved
/// this workbook when the text under `key` changes.
#[must_use]
pub fn workbook_of_key(key: &str) -> Option<WorkbookId> {
    unescape(key.strip_prefix(HEAD)?).map(|id| WorkbookId::from(id.as_str()))
}

/// The part by which every key of a workbook names it: the third, between colons.
#[must_use]
pub fn part_of_keys(id: &WorkbookId) -> String {
    escape(id.as_str())
}

/// What the key of every snapshot of a workbook starts with.
pub(super) fn snapshots_of(id: &WorkbookId) -> String {
    format!("{SNAPSHOT}{}:", escape(id.as_str()))
}

pub(super) fn snapshot(id: &WorkbookId, revision: u64) -> String {
    format!("{}{revision}", snapshots_of(id))
}

/// What the key of every piece of a workbook starts with.
pub(super) fn pieces_of(id: &WorkbookId) -> String {
    format!("{PIECE}{}:", escape(id.as_str()))
}

pub(super) fn piece(id: &WorkbookId, piece: &Piece, generation: u64) -> String {
    let pieces = pieces_of(id);
    match piece {
        Piece::Definition => format!("{pieces}definition:{generation}"),
        Piece::Figures { unit, year } => {
            format!("{pieces}figures:{}:{year}:{generation}", escape(unit.as_str()))
        }
        Piece::Changes(number) => format!("{pieces}changes:{number}:{generation}"),
    }
}

/// The generation at the end of the key of a piece, or the revision of a snapshot.
pub(super) fn generation(key: &str) -> Option<u64> {
    key.rsplit_once(':')?.1.parse().ok()
}

pub(super) fn quarantine(number: u64, original: &str) -> String {
    format!("{QUARANTINE}{number}:{original}")
}

/// The number and the original key of a text in quarantine.
pub(super) fn quarantined(key: &str) -> Option<(u64, &str)> {
    let (number, original) = key.strip_prefix(QUARANTINE)?.split_once(':')?;
    Some((number.parse().ok()?, original))
}

fn escape(id: &str) -> String {
    id.replace('%', "%25").replace(':', "%3A")
}

/// Takes back [`escape`]; `None` for a text that it does not write.
fn unescape(text: &str) -> Option<String> {
    let id = text.replace("%3A", ":").replace("%25", "%");
    (escape(&id) == text).then_some(id)
}
