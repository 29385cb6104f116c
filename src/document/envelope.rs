//! The document around a workbook: what it is, its version, and when it last changed.

use thiserror::Error;

use super::json::{self, FromJson, IfAny, Json, Raw, Read, ShapeError, ToJson, Writer};
use super::lines::{self, FIELDS_OF_LINES};
use super::unknown::{collect, put_back, sort};
use super::workbook::With;
use crate::domain::figure::Figures;
use crate::domain::unknown::UnknownFields;
use crate::domain::validate::{self, WorkbookError};
use crate::domain::workbook::Workbook;

/// What a document says it is.
pub const FORMAT: &str = "counterpoise";

/// The version of the shape that this program writes.
pub const VERSION: u32 = 1;

/// A workbook as it is kept, exported and shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// When the workbook last changed, as `2026-03-31T08:15:00Z`; kept through export and import.
    pub changed: Option<String>,
    /// The workbook.
    pub workbook: Workbook,
}

/// Why a text is not a document this program can read.
#[derive(Debug, Error)]
pub enum DocumentError {
    /// It is not JSON, or has another shape; says where, by line and column.
    #[error(transparent)]
    Shape(#[from] ShapeError),
    /// It is JSON, but says it is something else.
    #[error("this is not a Counterpoise workbook")]
    OtherFormat,
    /// A newer program wrote it.
    #[error("version {0} is newer than this program, which reads up to {VERSION}")]
    Newer(u32),
    /// Something in it contradicts itself.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
}

struct Head {
    format: Option<String>,
    version: Option<u32>,
}

impl FromJson for Head {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { format: json.optional_field("format")?, version: json.optional_field("version")? })
    }
}

impl FromJson for Document {
    fn read(json: &Json<'_>) -> Read<Self> {
        Ok(Self { changed: json.optional_field("changed")?, workbook: json.field("workbook")? })
    }
}

struct Written<'w> {
    changed: Option<&'w str>,
    workbook: With<'w>,
    /// Of lines that are not written here.
    fields_of_lines: Vec<Raw>,
}

impl ToJson for Written<'_> {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("format", &FORMAT),
            ("version", &VERSION),
            ("changed", &self.changed),
            ("workbook", &self.workbook),
            (FIELDS_OF_LINES, &IfAny(&self.fields_of_lines)),
        ]);
    }
}

impl Document {
    /// The document as indented JSON with a stable order of keys.
    ///
    /// # Errors
    /// None that a workbook can cause.
    pub fn to_json(&self) -> Result<String, DocumentError> {
        let Workbook { figures, changes, unknown, .. } = &self.workbook;
        let workbook = With(&self.workbook, figures, changes);
        let written = Written { changed: self.changed.as_deref(), workbook, fields_of_lines: Vec::new() };
        Ok(put_back(json::format(&written) + "\n", unknown))
    }

    /// The document as JSON on one line and without its change log, for links.
    #[must_use]
    pub fn to_short_json(&self) -> String {
        let Workbook { figures, unknown, .. } = &self.workbook;
        let workbook = With(&self.workbook, figures, &Vec::new());
        let changed = self.changed.as_deref();
        let written = Written { changed, workbook, fields_of_lines: Vec::new() };
        put_back(json::format_on_one_line(&written), unknown)
    }

    /// Reads a document of this version or an older one.
    ///
    /// # Errors
    /// When the text is not one; nothing is guessed.
    pub fn from_json(text: &str) -> Result<Self, DocumentError> {
        read(text, |_| Vec::new())
    }

    /// The definition: the same document without figures, change log and the time of the last change,
    /// on one line, for storage in pieces; unknown fields in the lines left out stand beside it. A typed
    /// figure leaves it as it is, unless it is the first or the last of such a line.
    ///
    /// # Errors
    /// As [`Document::to_json`].
    pub fn definition_json(&self) -> Result<String, DocumentError> {
        let (figures, changes) = (Figures::default(), Vec::new());
        let workbook = With(&self.workbook, &figures, &changes);
        let written = Written { changed: None, workbook, fields_of_lines: lines::write(&self.workbook) };
        Ok(put_back(json::format_on_one_line(&written), &self.workbook.unknown))
    }

    /// Reads a text written by [`Document::definition_json`].
    ///
    /// # Errors
    /// As [`Document::from_json`].
    pub fn from_definition_json(text: &str) -> Result<Self, DocumentError> {
        read(text, lines::read)
    }
}

fn read(text: &str, more: fn(&Json<'_>) -> Vec<UnknownFields>) -> Result<Document, DocumentError> {
    let json = open(text, FORMAT)?;
    let mut document = Document::read(&json).map_err(|misfit| misfit.locate(text))?;
    let mut unknown = more(&json);
    unknown.append(&mut collect(&json).map_err(|misfit| misfit.locate(text))?);
    sort(&mut unknown);
    document.workbook.unknown = unknown;
    validate::check(&document.workbook)?;
    Ok(document)
}

/// The tree of a text that says that it is of this format and of a version that can be read.
pub(super) fn open<'t>(text: &'t str, format: &str) -> Result<Json<'t>, DocumentError> {
    let json = Json::parse(text)?;
    let head = Head::read(&json).map_err(|misfit| misfit.locate(text))?;
    if head.format.as_deref() != Some(format) {
        return Err(DocumentError::OtherFormat);
    }
    match head.version {
        Some(version) if version > VERSION => Err(DocumentError::Newer(version)),
        Some(VERSION) => Ok(json),
        _ => Err(DocumentError::OtherFormat),
    }
}
