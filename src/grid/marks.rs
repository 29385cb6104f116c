//! What is to be seen at a cell beside its figure: why it is exempt, its note, its deductions, and what
//! is doubtful about it. Each has a sign, and a sentence that says it.

use super::table::Table;
use crate::domain::checks::Finding;
use crate::domain::figure::{Cell, Figure};
use crate::domain::workbook::Workbook;
use crate::i18n::{doubt, fill, messages};

/// Signs, and what they say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// A sign for each.
    pub signs: String,
    /// The sentences.
    pub said: Vec<String>,
}

/// The sign of a figure that is exempt.
pub const EXEMPT: char = '⊘';
/// The sign of a note.
pub const NOTE: char = '✎';
/// The sign of deductions behind the figure.
pub const LISTED: char = 'Σ';
/// The sign of a doubtful figure.
pub const DOUBTFUL: char = '!';

impl Marks {
    fn add(&mut self, sign: char, said: String) {
        self.signs.push(sign);
        self.said.push(said);
    }
}

impl Table {
    /// The marks of a cell.
    #[must_use]
    pub fn marks(
        &self,
        workbook: &Workbook,
        cell: &Cell,
        figure: Figure,
        doubtful: Option<&Finding>,
    ) -> Marks {
        let words = messages(self.language);
        let mut marks = Marks::default();
        if let Some(finding) = doubtful {
            marks.add(DOUBTFUL, doubt::sentence(finding, workbook, self.language));
        }
        let note = workbook.notes.get(cell).map(AsRef::as_ref);
        match (figure, note) {
            (Figure::Exempt(_), reason) => marks.add(EXEMPT, fill(words.exempt_is, &[reason.unwrap_or("")])),
            (_, Some(note)) => marks.add(NOTE, fill(words.note_is, &[note])),
            _ => {}
        }
        if let Some(list) = workbook.deductions.get(cell) {
            marks.add(LISTED, fill(words.deductions_are, &[&list.len().to_string()]));
        }
        marks
    }
}
