//! The head of a stored workbook: what the list shows of it, and which pieces are its one
//! complete revision.

use super::errors::OpenError;
use super::keys;
use super::pieces::Piece;
use crate::document::{IfAny, Json, Raw, ToJson, Writer, format_on_one_line, parse_name};
use crate::domain::id::{UnitId, WorkbookId};
use crate::domain::name::Name;
use crate::domain::sorted::SortedMap;

/// The version of the head that this program writes.
pub const HEAD_VERSION: u32 = 1;

/// The last revision that is believed; JSON programs count no further exactly.
const LAST_REVISION: u64 = 1 << 53;

/// The fields that this program knows.
const FIELDS: [&str; 9] =
    ["changed", "changes", "definition", "deleted", "figures", "name", "revision", "spared", "version"];

#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) id: WorkbookId,
    /// How often the workbook was saved.
    pub(super) revision: u64,
    pub(super) name: Name,
    pub(super) changed: Option<String>,
    pub(super) deleted: Option<String>,
    /// The generation of each piece.
    pub(super) pieces: SortedMap<Piece, u64>,
    /// Keys of unreadable pieces that are in no quarantine yet, and so must not be removed.
    pub(super) spared: Vec<String>,
    /// Fields that this program does not know.
    pub(super) other: Vec<(String, Raw)>,
}

impl Head {
    /// Reads the head of the workbook `id`.
    ///
    /// # Errors
    /// [`OpenError::Newer`] and [`OpenError::Damaged`].
    pub(super) fn parse(id: &WorkbookId, text: &str) -> Result<Self, OpenError> {
        let json = Json::parse(text).map_err(|_| OpenError::Damaged)?;
        match json.get("version").and_then(Json::as_count) {
            None | Some(0) => Err(OpenError::Damaged),
            Some(version) if version > u64::from(HEAD_VERSION) => {
                Err(OpenError::Newer(u32::try_from(version).unwrap_or(u32::MAX)))
            }
            Some(_) => Self::read(id, &json).ok_or(OpenError::Damaged),
        }
    }

    fn read(id: &WorkbookId, json: &Json<'_>) -> Option<Self> {
        let mut pieces = parse_generations(json.get("figures")?)?;
        pieces.insert(Piece::Definition, json.get("definition")?.as_count()?);
        for (number, generation) in json.get("changes").map_or(Some(&[][..]), Json::as_object)? {
            pieces.insert(Piece::Changes(number.parse().ok()?), generation.as_count()?);
        }
        let head = Self {
            id: id.clone(),
            revision: json.get("revision")?.as_count()?,
            name: parse_name(json.get("name")?)?,
            changed: parse_time(json.get("changed"))?,
            deleted: parse_time(json.get("deleted"))?,
            pieces,
            spared: parse_spared(json.get("spared"))?,
            other: json.other_fields(&FIELDS),
        };
        head.is_sound().then_some(head)
    }

    /// Whether the next save writes under keys that this head does not name.
    fn is_sound(&self) -> bool {
        self.revision < LAST_REVISION && self.pieces.values().all(|made| *made <= self.revision)
    }

    pub(super) fn format(&self) -> String {
        format_on_one_line(self)
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

impl ToJson for Head {
    fn write(&self, out: &mut Writer) {
        out.object_with(|out| {
            out.field("changed", &self.changed);
            out.field("changes", &Stretches(&self.pieces));
            out.field("definition", &self.pieces.get(&Piece::Definition));
            out.field("deleted", &self.deleted);
            out.field("figures", &Generations(&self.pieces));
            out.field("name", &self.name);
            out.field("revision", &self.revision);
            out.field("spared", &IfAny(&self.spared));
            out.field("version", &HEAD_VERSION);
            for (key, value) in &self.other {
                out.field(key, value);
            }
        });
    }
}

/// The generations of the figures: `{"unit": {"2026": 3}}`.
struct Generations<'p>(&'p SortedMap<Piece, u64>);

fn parse_generations(json: &Json<'_>) -> Option<SortedMap<Piece, u64>> {
    let mut pieces = SortedMap::default();
    for (unit, years) in json.as_object()? {
        for (year, generation) in years.as_object()? {
            let unit = UnitId::from(unit.as_ref());
            let year = year.parse().ok()?;
            pieces.insert(Piece::Figures { unit, year }, generation.as_count()?);
        }
    }
    Some(pieces)
}

impl ToJson for Generations<'_> {
    fn write(&self, out: &mut Writer) {
        let mut generations = Vec::new();
        for (piece, generation) in self.0.iter() {
            if let Piece::Figures { unit, year } = piece {
                generations.push((unit, *year, *generation));
            }
        }
        out.object_with(|out| {
            for years in generations.chunk_by(|(a, ..), (b, ..)| a == b) {
                if let Some((unit, ..)) = years.first() {
                    out.field(unit.as_str(), &Years(years));
                }
            }
        });
    }
}

/// The generations of the change log: `{"0": 3}`.
struct Stretches<'p>(&'p SortedMap<Piece, u64>);

impl Stretches<'_> {
    fn numbers(&self) -> impl Iterator<Item = (u32, u64)> {
        self.0.iter().filter_map(|(piece, generation)| match piece {
            Piece::Changes(number) => Some((*number, *generation)),
            _ => None,
        })
    }
}

impl ToJson for Stretches<'_> {
    fn is_left_out(&self) -> bool {
        self.numbers().next().is_none()
    }

    fn write(&self, out: &mut Writer) {
        out.object_with(|out| {
            for (number, generation) in self.numbers() {
                out.field(&number.to_string(), &generation);
            }
        });
    }
}

/// The generations of the figures of one unit.
struct Years<'p>(&'p [(&'p UnitId, i32, u64)]);

impl ToJson for Years<'_> {
    fn write(&self, out: &mut Writer) {
        out.object_with(|out| {
            for (_, year, generation) in self.0 {
                out.field(&year.to_string(), generation);
            }
        });
    }
}

/// The inner `None` is no time, the outer one something that is not a time.
#[expect(clippy::option_option, reason = "no time and not a time are different")]
fn parse_time(json: Option<&Json<'_>>) -> Option<Option<String>> {
    match json {
        Some(json) if !json.is_null() => json.as_text().map(|time| Some(time.to_owned())),
        _ => Some(None),
    }
}

fn parse_spared(json: Option<&Json<'_>>) -> Option<Vec<String>> {
    let Some(json) = json else {
        return Some(Vec::new());
    };
    json.as_list()?.iter().map(|key| key.as_text().map(str::to_owned)).collect()
}
