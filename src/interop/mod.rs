//! Bytes and text in and out: files that people exchange. No files and no browser here, only
//! their contents.

pub mod csv;
pub mod json;
pub mod scores;
