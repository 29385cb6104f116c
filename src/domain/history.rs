//! Undo and redo.

use std::collections::VecDeque;

use super::change_log::Noted;
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
    /// Notes what an edit has changed.
    describe: Option<Describe>,
    /// What was noted, and whether it continues a step that is being typed.
    noted: Vec<Noted>,
    continues: bool,
}

/// Notes what an edit has changed; the second edit takes it back.
pub type Describe = fn(&Edit, &Edit, &mut Vec<Noted>);

impl History {
    /// Applies `edit` as a step of its own.
    ///
    /// # Errors
    /// As [`Edit::apply`].
    pub fn apply(&mut self, workbook: &mut Workbook, edit: Edit) -> Result<(), EditError> {
        self.continues = false;
        let inverse = self.do_edit(workbook, edit)?;
        self.push(inverse);
        self.open = false;
        Ok(())
    }

    /// A history that notes what was changed.
    #[must_use]
    pub fn noting(describe: Describe) -> Self {
        Self { describe: Some(describe), ..Self::default() }
    }

    /// What was changed since the last call, and whether that continues a step that is being typed.
    pub fn take_noted(&mut self) -> (Vec<Noted>, bool) {
        (std::mem::take(&mut self.noted), self.continues)
    }

    fn do_edit(&mut self, workbook: &mut Workbook, edit: Edit) -> Result<Edit, EditError> {
        let Some(describe) = self.describe else {
            return edit.apply(workbook);
        };
        let inverse = edit.clone().apply(workbook)?;
        describe(&edit, &inverse, &mut self.noted);
        Ok(inverse)
    }

    /// Applies `edit` as one more keystroke of the step begun by the last call, until
    /// [`History::close`]: all of them are undone at once, wherever they were typed.
    ///
    /// # Errors
    /// As [`Edit::apply`].
    pub fn apply_typing(&mut self, workbook: &mut Workbook, edit: Edit) -> Result<(), EditError> {
        self.continues = self.open;
        let inverse = self.do_edit(workbook, edit)?;
        match self.undo.back_mut() {
            Some(step) if self.open => step.push(inverse),
            _ => self.push(inverse),
        }
        self.redo.clear();
        self.open = true;
        Ok(())
    }

    /// Ends a step of typing.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// Takes back the step that is being typed, as if it had never begun; `false` when none is.
    pub fn cancel(&mut self, workbook: &mut Workbook) -> bool {
        let step = if self.open { self.undo.pop_back() } else { None };
        self.open = false;
        self.continues = true;
        step.is_some_and(|step| !self.take_back(step, workbook).is_empty())
    }

    /// Takes back the last step; `false` when there is none.
    pub fn undo(&mut self, workbook: &mut Workbook) -> bool {
        self.open = false;
        let Some(step) = self.undo.pop_back() else {
            return false;
        };
        self.continues = false;
        let again = self.take_back(step, workbook);
        self.redo.push(again);
        true
    }

    /// Does the last undone step again; `false` when there is none.
    pub fn redo(&mut self, workbook: &mut Workbook) -> bool {
        self.open = false;
        let Some(step) = self.redo.pop() else { return false };
        self.continues = false;
        let again = self.take_back(step, workbook);
        self.undo.push_back(again);
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
        self.undo.push_back(vec![inverse]);
    }

    /// Applies a step's inverses from the last to the first, and returns theirs.
    fn take_back(&mut self, step: Inverses, workbook: &mut Workbook) -> Inverses {
        step.into_iter().rev().filter_map(|edit| self.do_edit(workbook, edit).ok()).collect()
    }
}
