//! Whether the work is kept: the truth, as the screen says it.

use crate::storage::{SaveError, StoreError};

/// Whether the open workbook is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SaveState {
    /// Stored, read back and compared, and the second copy has it too.
    #[default]
    Saved,
    /// Stored, read back and compared; there is no second copy.
    SavedOnce,
    /// Stored; the second copy has not answered yet.
    Mirroring,
    /// An edit waits to be stored.
    Saving,
    /// Storing failed; work goes on in memory.
    NotSaved(NotSaved),
}

/// Why the open workbook is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotSaved {
    /// The storage is full.
    Quota,
    /// Storing is not allowed.
    Denied,
    /// The storage is damaged.
    Damaged,
    /// What was stored did not come back.
    Forgetful,
    /// Another tab changed the workbook.
    ChangedElsewhere,
    /// The person wants nothing to be stored.
    Chosen,
}

impl From<StoreError> for NotSaved {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::QuotaExceeded => Self::Quota,
            StoreError::Denied => Self::Denied,
            StoreError::Damaged => Self::Damaged,
            StoreError::Forgetful => Self::Forgetful,
        }
    }
}

impl From<&SaveError> for NotSaved {
    fn from(error: &SaveError) -> Self {
        match error {
            SaveError::ChangedElsewhere => Self::ChangedElsewhere,
            SaveError::Store(error) => Self::from(*error),
            SaveError::Workbook(_) | SaveError::Unwritable => Self::Damaged,
        }
    }
}
