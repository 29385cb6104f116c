//! Bytes and text in and out: files that people exchange. No files and no browser here, only
//! their contents.

pub mod csv;
pub mod delimited;
pub mod figures;
pub mod json;
pub mod live;
pub mod qr_code;
pub mod scores;
pub mod share_link;
mod squeeze;
pub mod table;
pub mod text;
pub mod xlsx;

use table::{Table, TableError};

/// Reads a spreadsheet, or a text of fields, as tables.
///
/// # Errors
/// When it is neither, is damaged, is empty, or is beyond a limit.
pub fn tables(bytes: &[u8]) -> Result<Vec<Table>, TableError> {
    if xlsx::is_spreadsheet(bytes) {
        return xlsx::read(bytes);
    }
    // UTF-16 may take twice the bytes.
    if bytes.len() > 2 * delimited::MAX_BYTES {
        return Err(TableError::TextTooLarge);
    }
    let text = text::decode(bytes).ok_or(TableError::OtherEncoding)?;
    delimited::read(&text).map(|table| vec![table])
}
