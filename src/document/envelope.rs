//! The document around a workbook: what it is, its version, and when it last changed.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::workbook::WorkbookShape;
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
    Shape(#[from] serde_json::Error),
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

#[derive(Deserialize)]
struct Head {
    format: Option<String>,
    version: Option<u32>,
}

#[derive(Serialize)]
struct Written<'w> {
    format: &'static str,
    version: u32,
    changed: Option<&'w str>,
    #[serde(with = "WorkbookShape")]
    workbook: &'w Workbook,
}

#[derive(Deserialize)]
struct Read {
    changed: Option<String>,
    #[serde(with = "WorkbookShape")]
    workbook: Workbook,
}

impl Document {
    /// The document as indented JSON with a stable order of keys.
    ///
    /// # Errors
    /// None that a workbook can cause.
    pub fn to_json(&self) -> Result<String, DocumentError> {
        write(self.changed.as_deref(), &self.workbook)
    }

    /// Reads a document of this version or an older one.
    ///
    /// # Errors
    /// When the text is not one; nothing is guessed.
    pub fn from_json(text: &str) -> Result<Self, DocumentError> {
        let head: Head = serde_json::from_str(text)?;
        if head.format.as_deref() != Some(FORMAT) {
            return Err(DocumentError::OtherFormat);
        }
        match head.version {
            Some(version) if version > VERSION => return Err(DocumentError::Newer(version)),
            Some(VERSION) => {}
            _ => return Err(DocumentError::OtherFormat),
        }
        let Read { changed, workbook } = serde_json::from_str(text)?;
        validate::check(&workbook)?;
        Ok(Self { changed, workbook })
    }

    /// The definition: the same document without figures and without the time of the last change,
    /// for storage in pieces. A typed figure leaves it as it is.
    ///
    /// # Errors
    /// As [`Document::to_json`].
    pub fn definition_json(&self) -> Result<String, DocumentError> {
        write(None, &without_figures(&self.workbook))
    }
}

fn without_figures(workbook: &Workbook) -> Workbook {
    Workbook {
        id: workbook.id.clone(),
        name: workbook.name.clone(),
        about: workbook.about.clone(),
        first_month: workbook.first_month,
        number_style: workbook.number_style,
        kinds: workbook.kinds.clone(),
        units: workbook.units.clone(),
        items: workbook.items.clone(),
        scorecards: workbook.scorecards.clone(),
        figures: Figures::default(),
        notes: workbook.notes.clone(),
    }
}

fn write(changed: Option<&str>, workbook: &Workbook) -> Result<String, DocumentError> {
    let mut text = serde_json::to_string_pretty(&Written {
        format: FORMAT,
        version: VERSION,
        changed,
        workbook,
    })?;
    text.push('\n');
    Ok(text)
}
