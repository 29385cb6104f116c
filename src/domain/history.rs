//! Undo and redo.

use std::collections::VecDeque;

use super::edit::{Edit, EditError};
use super::workbook::Workbook;

/// Steps that can be undone.
pub const STEPS: usize = 500;

/// The edits that take back one step, in the order in which it was made; to be applied from the
/// last to the first.
type Inverses = Vec<Edit>;

/// The edits that take back what was done, and those that do it again.
#[derive(Clone, Debug, Default)]
pub struct History {
    undo: VecDeque<Inverses>,
    redo: Vec<Inverses>,
    /// Whether the next edit of the same typing joins the last step.
    open: bool,
}

impl History {
    /// Applies `edit` as a step of its own, and returns what takes it back.
    ///
    /// # Errors
    /// As [`Edit::apply`].
    pub fn apply(&mut self, workbook: &mut Workbook, edit: Edit) -> Result<&[Edit], EditError> {
        let inverse = edit.apply(workbook)?;
        self.push(inverse);
        self.open = false;
        Ok(self.last())
    }

    /// Applies `edit` as one more keystroke of the step begun by the last call, until
    /// [`History::close`]: all of them are undone at once, wherever they were typed. Returns what
    /// takes the keystroke back.
    ///
    /// # Errors
    /// As [`Edit::apply`].
    pub fn apply_typing(&mut self, workbook: &mut Workbook, edit: Edit) -> Result<&[Edit], EditError> {
        let inverse = edit.apply(workbook)?;
        match self.undo.back_mut() {
            Some(step) if self.open => step.push(inverse),
            _ => self.push(inverse),
        }
        self.redo.clear();
        self.open = true;
        let step = self.last();
        Ok(step.last().map_or(step, std::slice::from_ref))
    }

    /// Ends a step of typing.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// Takes back the step that is being typed, as if it had never begun, and returns what would do
    /// it again; `None` when nothing is being typed.
    pub fn cancel(&mut self, workbook: &mut Workbook) -> Option<Vec<Edit>> {
        let step = if self.open { self.undo.pop_back() } else { None };
        self.open = false;
        step.map(|step| take_back(step, workbook))
    }

    /// Takes back the last step, and returns what does it again; `None` when there is none.
    pub fn undo(&mut self, workbook: &mut Workbook) -> Option<&[Edit]> {
        self.open = false;
        let step = self.undo.pop_back()?;
        self.redo.push(take_back(step, workbook));
        self.redo.last().map(Vec::as_slice)
    }

    /// Does the last undone step again, and returns what takes it back; `None` when there is none.
    pub fn redo(&mut self, workbook: &mut Workbook) -> Option<&[Edit]> {
        self.open = false;
        let step = self.redo.pop()?;
        self.undo.push_back(take_back(step, workbook));
        Some(self.last())
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

    /// What takes the last step back.
    fn last(&self) -> &[Edit] {
        self.undo.back().map(Vec::as_slice).unwrap_or_default()
    }

    fn push(&mut self, inverse: Edit) {
        self.redo.clear();
        if self.undo.len() >= STEPS {
            self.undo.pop_front();
        }
        self.undo.push_back(vec![inverse]);
    }
}

/// Applies a step's inverses from the last to the first, and returns theirs.
fn take_back(step: Inverses, workbook: &mut Workbook) -> Inverses {
    step.into_iter().rev().filter_map(|edit| edit.apply(workbook).ok()).collect()
}
