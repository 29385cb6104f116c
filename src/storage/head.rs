//! The head of a stored workbook: what the list shows of it, and which pieces are its one
//! complete revision.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::errors::OpenError;
use super::keys;
use super::pieces::Piece;
use crate::document::{format_name, parse_name};
use crate::domain::id::{UnitId, WorkbookId};
use crate::domain::name::Name;

/// The version of the head that this program writes.
pub const HEAD_VERSION: u32 = 1;

/// The last revision that is believed; JSON programs count no further exactly.
const LAST_REVISION: u64 = 1 << 53;

#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) id: WorkbookId,
    /// How often the workbook was saved.
    pub(super) revision: u64,
    pub(super) name: Name,
    pub(super) changed: Option<String>,
    pub(super) deleted: Option<String>,
    /// The generation of each piece.
    pub(super) pieces: BTreeMap<Piece, u64>,
    /// Keys of unreadable pieces that are in no quarantine yet, and so must not be removed.
    pub(super) spared: BTreeSet<String>,
    /// Fields that this program does not know.
    pub(super) other: Map<String, Value>,
}

impl Head {
    /// Reads the head of the workbook `id`.
    ///
    /// # Errors
    /// [`OpenError::Newer`] and [`OpenError::Damaged`].
    pub(super) fn parse(id: &WorkbookId, text: &str) -> Result<Self, OpenError> {
        let fields: Map<String, Value> = serde_json::from_str(text).map_err(|_| OpenError::Damaged)?;
        match fields.get("version").and_then(Value::as_u64) {
            None | Some(0) => Err(OpenError::Damaged),
            Some(version) if version > u64::from(HEAD_VERSION) => {
                Err(OpenError::Newer(u32::try_from(version).unwrap_or(u32::MAX)))
            }
            Some(_) => Self::from_fields(id, fields).ok_or(OpenError::Damaged),
        }
    }

    fn from_fields(id: &WorkbookId, mut fields: Map<String, Value>) -> Option<Self> {
        fields.remove("version");
        let mut pieces = parse_generations(&fields.remove("figures")?)?;
        pieces.insert(Piece::Definition, fields.remove("definition")?.as_u64()?);
        let head = Self {
            id: id.clone(),
            revision: fields.remove("revision")?.as_u64()?,
            name: parse_name(&fields.remove("name")?)?,
            changed: parse_time(fields.remove("changed"))?,
            deleted: parse_time(fields.remove("deleted"))?,
            pieces,
            spared: parse_spared(fields.remove("spared"))?,
            other: fields,
        };
        head.is_sound().then_some(head)
    }

    /// Whether the next save writes under keys that this head does not name.
    fn is_sound(&self) -> bool {
        self.revision < LAST_REVISION && self.pieces.values().all(|made| *made <= self.revision)
    }

    pub(super) fn format(&self) -> String {
        let mut fields = self.other.clone();
        let mut put = |field: &str, value: Value| fields.insert(field.to_owned(), value);
        put("version", json!(HEAD_VERSION));
        put("revision", json!(self.revision));
        put("name", format_name(&self.name));
        put("changed", json!(self.changed));
        put("deleted", json!(self.deleted));
        put("definition", json!(self.pieces.get(&Piece::Definition)));
        put("figures", format_generations(&self.pieces));
        if !self.spared.is_empty() {
            put("spared", json!(self.spared));
        }
        Value::Object(fields).to_string()
    }

    /// Whether both are the same revision of the same workbook. Moving it into the bin and out
    /// again does not count.
    pub(super) fn is_same_revision(&self, other: &Self) -> bool {
        self.id == other.id
            && self.revision == other.revision
            && self.changed == other.changed
            && self.pieces == other.pieces
    }

    /// The pieces, their generations and their keys.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&Piece, u64, String)> {
        self.pieces
            .iter()
            .map(|(piece, generation)| (piece, *generation, keys::piece(&self.id, piece, *generation)))
    }
}

/// `{"unit": {"2026": 3}}`
fn parse_generations(value: &Value) -> Option<BTreeMap<Piece, u64>> {
    let mut pieces = BTreeMap::new();
    for (unit, years) in value.as_object()? {
        for (year, generation) in years.as_object()? {
            let unit = UnitId::from(unit.as_str());
            let year = year.parse().ok()?;
            pieces.insert(Piece::Figures { unit, year }, generation.as_u64()?);
        }
    }
    Some(pieces)
}

fn format_generations(pieces: &BTreeMap<Piece, u64>) -> Value {
    let mut units: BTreeMap<&str, BTreeMap<i32, u64>> = BTreeMap::new();
    for (piece, generation) in pieces {
        if let Piece::Figures { unit, year } = piece {
            units.entry(unit.as_str()).or_default().insert(*year, *generation);
        }
    }
    json!(units)
}

/// The inner `None` is no time, the outer one something that is not a time.
#[expect(clippy::option_option, reason = "no time and not a time are different")]
fn parse_time(value: Option<Value>) -> Option<Option<String>> {
    match value {
        None | Some(Value::Null) => Some(None),
        Some(Value::String(time)) => Some(Some(time)),
        Some(_) => None,
    }
}

fn parse_spared(value: Option<Value>) -> Option<BTreeSet<String>> {
    let Some(value) = value else {
        return Some(BTreeSet::new());
    };
    let keys = value.as_array()?.iter();
    keys.map(|key| key.as_str().map(str::to_owned)).collect()
}
