//! The JSON file, the unit of sharing: its name, its bytes, and reading what someone sent.

use thiserror::Error;

use super::text;
use crate::document::{Document, DocumentError, ShapeError, Template};
use crate::domain::validate::WorkbookError;

/// The most bytes a file may have.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The end of the name of an exported file.
pub const EXTENSION: &str = ".counterpoise.json";

/// The end of the name of a template file.
pub const TEMPLATE_EXTENSION: &str = ".counterpoise-template.json";

/// Why a file is not read. Nothing is changed then.
#[derive(Debug, Error)]
pub enum ImportError {
    /// Larger than [`MAX_BYTES`].
    #[error("the file is larger than 64 MB")]
    TooLarge,
    /// Not text in UTF-8 or UTF-16.
    #[error("the file is not text")]
    NotText,
    /// Not JSON, or of another shape.
    #[error("line {line}, column {column}: {expected}")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What was found and what was expected.
        expected: String,
    },
    /// Something else than a workbook.
    #[error("the file is no Counterpoise workbook")]
    OtherFormat,
    /// Written by a newer program.
    #[error("version {0} is newer than this program")]
    Newer(u32),
    /// It contradicts itself.
    #[error(transparent)]
    Workbook(WorkbookError),
}

/// The name of the file: the workbook's name in the exporter's language and the day.
#[must_use]
pub fn file_name(workbook_name: &str, day: &str) -> String {
    plain_file_name(workbook_name, &format!("{day}{EXTENSION}"))
}

/// The name of a file: that of the workbook as every system takes it, and what follows it.
#[must_use]
pub fn plain_file_name(workbook_name: &str, rest: &str) -> String {
    let plain: String = workbook_name
        .chars()
        .map(|c| if c.is_control() || r#"\/:*?"<>|"#.contains(c) { '-' } else { c })
        .take(80)
        .collect();
    let plain = plain.trim().trim_matches('.');
    let name = if plain.is_empty() { "workbook" } else { plain };
    format!("{name}-{rest}")
}

/// Reads the bytes of a file: UTF-8 or UTF-16, with or without a byte order mark, any line ends.
///
/// # Errors
/// When they are not a workbook of this version or an older one; says why and where.
pub fn read(bytes: &[u8]) -> Result<Document, ImportError> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge);
    }
    read_text(&text::decode(bytes).ok_or(ImportError::NotText)?)
}

/// Reads text, as pasted.
///
/// # Errors
/// As [`read`].
pub fn read_text(text: &str) -> Result<Document, ImportError> {
    if text.len() > MAX_BYTES {
        return Err(ImportError::TooLarge);
    }
    Document::from_json(text.trim_start_matches('\u{feff}')).map_err(ImportError::from)
}

/// What a file may be.
#[derive(Debug)]
pub enum Sent {
    /// A workbook.
    Workbook(Box<Document>),
    /// A template.
    Template(Box<Template>),
}

/// Reads the bytes of a file that may be a workbook or a template; takes them, so that a large file is here
/// once.
///
/// # Errors
/// As [`read`].
pub fn read_sent(bytes: Vec<u8>) -> Result<Sent, ImportError> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge);
    }
    read_sent_text(&text::decode_owned(bytes).ok_or(ImportError::NotText)?)
}

/// Reads text that may be a workbook or a template, as pasted.
///
/// # Errors
/// As [`read`].
pub fn read_sent_text(text: &str) -> Result<Sent, ImportError> {
    match read_text(text) {
        Err(ImportError::OtherFormat) => {
            let template = Template::from_json(text.trim_start_matches('\u{feff}'))?;
            Ok(Sent::Template(Box::new(template)))
        }
        read => Ok(Sent::Workbook(Box::new(read?))),
    }
}

impl From<DocumentError> for ImportError {
    fn from(error: DocumentError) -> Self {
        match error {
            DocumentError::Shape(ShapeError { line, column, problem }) => {
                Self::Shape { line, column, expected: problem }
            }
            DocumentError::OtherFormat => Self::OtherFormat,
            DocumentError::Newer(version) => Self::Newer(version),
            DocumentError::Workbook(error) => Self::Workbook(error),
        }
    }
}
