//! The document around a workbook: what it is, its version, and when it last changed.

use thiserror::Error;

use super::json::{self, FromJson, Json, Read, ShapeError, ToJson, Writer};
use super::workbook::WithFigures;
use crate::domain::figure::Figures;
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
    workbook: WithFigures<'w>,
}

impl ToJson for Written<'_> {
    fn write(&self, out: &mut Writer) {
        out.object(&[
            ("format", &FORMAT),
            ("version", &VERSION),
            ("changed", &self.changed),
            ("workbook", &self.workbook),
        ]);
    }
}

impl Document {
    /// The document as indented JSON with a stable order of keys.
    ///
    /// # Errors
    /// None that a workbook can cause.
    pub fn to_json(&self) -> Result<String, DocumentError> {
        Ok(format(self.changed.as_deref(), &self.workbook, &self.workbook.figures))
    }

    /// Reads a document of this version or an older one.
    ///
    /// # Errors
    /// When the text is not one; nothing is guessed.
    pub fn from_json(text: &str) -> Result<Self, DocumentError> {
        let json = open(text, FORMAT)?;
        let document = Self::read(&json).map_err(|misfit| misfit.locate(text))?;
        validate::check(&document.workbook)?;
        Ok(document)
    }

    /// The definition: the same document without figures and without the time of the last change,
    /// for storage in pieces. A typed figure leaves it as it is.
    ///
    /// # Errors
    /// As [`Document::to_json`].
    pub fn definition_json(&self) -> Result<String, DocumentError> {
        Ok(format(None, &self.workbook, &Figures::default()))
    }
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

fn format(changed: Option<&str>, workbook: &Workbook, figures: &Figures) -> String {
    let mut text = json::format(&Written { changed, workbook: WithFigures(workbook, figures) });
    text.push('\n');
    text
}
