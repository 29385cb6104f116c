//! Where fields read and write: the open workbook, or the copy of it in which a design is tried.

use leptos::prelude::*;

use super::session::Session;
use crate::domain::edit::{Edit, EditError};
use crate::domain::name::Language;
use crate::domain::workbook::Workbook;
use crate::forms::{Section, Subject, sections, trial_sections};

/// The one or the other.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// The session.
    pub(crate) session: Session,
    on_trial: bool,
}

impl From<Session> for Desk {
    fn from(session: Session) -> Self {
        Self { session, on_trial: false }
    }
}

impl Desk {
    /// The design on trial.
    pub(crate) fn trial(session: Session) -> Self {
        Self { session, on_trial: true }
    }

    /// Reads something that typing a figure does not change, and again after every other change.
    pub(crate) fn read<T>(self, read: impl FnOnce(&Workbook) -> T) -> Option<T> {
        if self.on_trial {
            self.session.trial.track()
        } else {
            self.session.track_structure()
        }
        self.read_untracked(read)
    }

    /// Reads something, once.
    pub(crate) fn read_untracked<T>(self, read: impl FnOnce(&Workbook) -> T) -> Option<T> {
        if self.on_trial {
            self.session.trial.with_untracked(|trial| trial.as_ref().map(|trial| read(trial.workbook())))
        } else {
            self.session.with_untracked(read)
        }
    }

    /// Changes it as one step, or as one more keystroke of the step that is being typed.
    ///
    /// # Errors
    /// When the edit is refused; nothing is changed then.
    pub(crate) fn attempt(self, edit: Edit, typing: bool) -> Result<(), EditError> {
        if !self.on_trial {
            return self.session.attempt(edit, typing);
        }
        let mut result = Ok(());
        self.session.trial.update(|trial| {
            if let Some(trial) = trial {
                result = trial.attempt(edit, typing);
            }
        });
        result
    }

    /// Ends the step that is being typed.
    pub(crate) fn close_typing(self) {
        if !self.on_trial {
            return self.session.close_typing();
        }
        self.session.trial.update_untracked(|trial| {
            if let Some(trial) = trial {
                trial.close();
            }
        });
    }

    /// Takes back the step that is being typed, as if it had never begun.
    pub(crate) fn cancel_typing(self) {
        if !self.on_trial {
            return self.session.cancel_typing();
        }
        self.session.trial.maybe_update(|trial| trial.as_mut().is_some_and(|trial| trial.cancel()));
    }

    /// Whether fields may make items on the way.
    pub(crate) fn makes_items(self) -> bool {
        !self.on_trial
    }

    /// The fields of a subject.
    pub(crate) fn sections(self, subject: &Subject, language: Language) -> Option<Vec<Section>> {
        let list = if self.on_trial { trial_sections } else { sections };
        self.read(|workbook| list(workbook, subject, language))
    }
}
