//! Undo and redo.

use std::collections::VecDeque;

use super::edit::{Edit, EditError};
use super::workbook::Workbook;

/// Steps that can be undone.
pub const STEPS: usize = 500;

/// The edits that take back what was done, and those that do it again.
#[derive(Clone, Debug, Default)]
pub struct History {
    undo: VecDeque<Edit>,
    redo: Vec<Edit>,
    /// Whether the next edit of the same typing joins the last step.
    open: bool,
}

impl History {
    /// Applies `edit` as a step of its own.
    ///
    /// # Errors
    /// As [`Edit::apply`].
    pub fn apply(&mut self, workbook: &mut Workbook, edit: Edit) -> Result<(), EditError> {
        let inverse = edit.apply(workbook)?;
        self.push(inverse);
        self.open = false;
        Ok(())
    }

    /// Applies `edit` as one more keystroke of the step begun by the last call, until
    /// [`History::close`]: all of them are undone at once.
    ///
    /// # Errors
    /// As [`Edit::apply`].
    pub fn apply_typing(&mut self, workbook: &mut Workbook, edit: Edit) -> Result<(), EditError> {
        let inverse = edit.apply(workbook)?;
        if !self.open {
            self.push(inverse);
        }
        self.redo.clear();
        self.open = true;
        Ok(())
    }

    /// Ends a step of typing.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// Takes back the last step; `false` when there is none.
    pub fn undo(&mut self, workbook: &mut Workbook) -> bool {
        self.open = false;
        let Some(edit) = self.undo.pop_back() else {
            return false;
        };
        if let Ok(inverse) = edit.apply(workbook) {
            self.redo.push(inverse);
        }
        true
    }

    /// Does the last undone step again; `false` when there is none.
    pub fn redo(&mut self, workbook: &mut Workbook) -> bool {
        self.open = false;
        let Some(edit) = self.redo.pop() else { return false };
        if let Ok(inverse) = edit.apply(workbook) {
            self.undo.push_back(inverse);
        }
        true
    }

    /// Whether there is a step to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is a step to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    fn push(&mut self, inverse: Edit) {
        self.redo.clear();
        if self.undo.len() >= STEPS {
            self.undo.pop_front();
        }
        self.undo.push_back(inverse);
    }
}
