//! Pieces of the page on which a scorecard is designed.

pub(in crate::ui) mod adding;
pub(in crate::ui) mod curve_panel;
pub(in crate::ui) mod doubts;
pub(in crate::ui) mod field;
pub(in crate::ui) mod form;
pub(in crate::ui) mod lists;
pub(in crate::ui) mod paste;
pub(in crate::ui) mod revisions;
mod toolbar;
pub(in crate::ui) mod tree;
mod tree_rows;
pub(in crate::ui) mod units;
mod units_toolbar;
pub(in crate::ui) mod weights_panel;

use leptos::prelude::*;

use crate::domain::id::{MeasureId, UnitId};
use crate::domain::scorecard::{Revision, Scorecard};
use crate::domain::workbook::Workbook;
use crate::forms::{CardPlace, Subject};
use crate::i18n::DesignWords;
use crate::i18n::design_words;
use crate::ui::browser::document;
use crate::ui::effects::{once_drawn, watch};
use crate::ui::state::{DesignRoute, Route, Session};

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Design {
    /// The session.
    pub(in crate::ui) session: Session,
    /// The revision that is designed.
    pub(in crate::ui) place: Memo<CardPlace>,
    /// The unit whose figures are shown.
    pub(in crate::ui) unit: Memo<Option<UnitId>>,
    /// What is edited beside the table.
    pub(in crate::ui) subject: Memo<Option<Subject>>,
    /// The row that had the focus last.
    pub(in crate::ui) current: RwSignal<Option<Subject>>,
    /// Measures that are chosen for something to be done with all of them.
    pub(in crate::ui) chosen: RwSignal<Vec<MeasureId>>,
    /// The words of what keeps its weight while others change.
    pub(in crate::ui) locked: RwSignal<Vec<String>>,
}

impl Design {
    /// The words of the page.
    pub(in crate::ui) fn words(self) -> &'static DesignWords {
        design_words(self.session.language.get())
    }

    /// Reads something from the revision, and again whenever the workbook changes by more than a
    /// figure that is typed.
    pub(in crate::ui) fn with<T>(
        self,
        read: impl FnOnce(&Workbook, &Scorecard, &Revision) -> T,
    ) -> Option<T> {
        let place = self.place.get();
        let read = |workbook: &Workbook| {
            let (card, revision) = place.find(workbook)?;
            Some(read(workbook, card, revision))
        };
        self.session.with_structure(read).flatten()
    }

    /// Whoever opens an editor goes on there.
    pub(in crate::ui) fn follow_editor(self) {
        watch(move || {
            if self.subject.with(Option::is_some) && document::has_focus() {
                once_drawn(|| {
                    document::focus("#editor-heading");
                });
            }
        });
    }

    /// Closes the editor of a part of the page, and goes back to the row of what was edited.
    pub(in crate::ui) fn close_editor(self, part: &str) {
        let word = self.subject.with_untracked(|own| own.as_ref().map(Subject::word));
        self.route(part, None).go();
        if let Some(word) = word {
            document::focus(&format!("[data-row-word=\"{word}\"] a"));
        }
    }

    /// The address of a part of the page, with what is edited there.
    pub(in crate::ui) fn route(self, part: &str, subject: Option<&Subject>) -> Route {
        let place = self.place.get_untracked();
        Route::Design(DesignRoute {
            scorecard: Some(place.scorecard),
            from: Some(place.from),
            part: Some(part.to_owned()),
            subject: subject.map(Subject::word),
        })
    }
}
