//! The browser: the only code that calls it. What fails here is said, never panicked over.

pub(super) mod clipboard;
pub(super) mod clock;
pub(super) mod dialogs;
pub(super) mod document;
pub(super) mod download;
pub(super) mod drawing;
pub(super) mod files;
pub(super) mod ids;
pub(super) mod local_storage;
pub(super) mod location;
pub mod panic;
pub(super) mod pieces;
pub(super) mod pointer;
pub(super) mod scripts;
