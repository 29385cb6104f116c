//! Why a workbook cannot be opened or saved.

use thiserror::Error;

use super::store::StoreError;
use crate::domain::validate::WorkbookError;

/// Why a workbook cannot be opened. What is stored of it stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpenError {
    /// There is no such workbook.
    #[error("the workbook is not here")]
    Missing,
    /// A newer program wrote it, in this version.
    #[error("the workbook was written by a newer program, in version {0}")]
    Newer(u32),
    /// Its head or its definition cannot be read; the raw text is copied to quarantine.
    #[error("the workbook cannot be read")]
    Damaged,
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a workbook was not saved. The revision that was stored before can still be opened.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SaveError {
    /// What is stored is not what was last opened or saved here: another tab has saved, or it was
    /// removed or damaged. Nothing was overwritten.
    #[error("the workbook was changed elsewhere")]
    ChangedElsewhere,
    /// The workbook contradicts itself, so it could not be opened again.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    /// The workbook cannot be put into text.
    #[error("the workbook cannot be put into text")]
    Unwritable,
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}
