//! What is typed into a cell: every keystroke counts at once, as one step until the cell is left.

use leptos::prelude::*;

use super::Grid;
use crate::domain::edit::{Edit, FigureChange};
use crate::domain::figure::{Cell, Figure};
use crate::domain::workbook::Workbook;
use crate::grid::{Block, Format, Place, Table};
use crate::i18n::fill;
use crate::i18n::number::{self, NumberError};
use crate::typed;
use crate::ui::browser::document;
use crate::ui::effects::once_drawn;

/// The cell that was entered last, and how its text was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CellReading {
    /// The place of the figure; `None` before any cell was entered.
    pub(super) cell: Option<Cell>,
    /// Row and column in the table.
    pub(super) place: Place,
    /// The name of the cell.
    pub(super) label: String,
    /// The number, where the text could have been read another way.
    pub(super) echo: Option<String>,
    /// The text that is no figure, why, and the figure that still counts.
    pub(super) refused: Option<(String, NumberError, String)>,
    /// What was just done with a block.
    pub(super) done: Option<String>,
}

/// What is being typed into the cell that has the focus.
#[derive(Clone, Debug, Default)]
pub(super) struct Typing {
    /// The text, once there is one.
    pub(super) text: Option<String>,
    /// Whether arrows move the caret instead of the focus.
    pub(super) editing: bool,
    /// Whether the figure was exempt when the cell was entered; another number still is.
    exempt: bool,
}

impl Grid {
    /// The table has become another one: nothing is typed, nothing is chosen. The cell that has the focus
    /// keeps it, wherever it stands now.
    pub(super) fn start_over(self) {
        let place = self.held().and_then(|cell| self.table_now()?.place(&cell));
        if let Some(place) = place {
            once_drawn(move || self.go(place));
        }
        self.typing.set_value(Typing::default());
        self.entered.set_value(Vec::new());
        self.reading.set(CellReading::default());
        self.block.set(Block::default());
        self.look();
    }

    /// The cell that has the focus.
    fn held(self) -> Option<Cell> {
        let region = self.region.get_untracked()?;
        self.reading.with_untracked(|reading| reading.cell.clone()).filter(|_| document::holds_focus(&region))
    }

    /// The cell has the focus now.
    pub(super) fn begin(self, place: Place) {
        let Some((table, cell)) =
            self.table_now().and_then(|table| Some((table.clone(), table.cell(place)?)))
        else {
            return;
        };
        let stored = self.stored(&cell);
        self.entered.update_value(|entered| {
            if !entered.contains(&place) {
                entered.push(place);
            }
        });
        self.typing.set_value(Typing { exempt: matches!(stored, Figure::Exempt(_)), ..Typing::default() });
        if !self.block.with_untracked(|block| block.is_several() && block.from == place) {
            self.block.set(Block::of(place));
        }
        let draft = self.session.drafts.with_untracked(|drafts| drafts.get(&cell).cloned());
        let (echo, refused) = match (&draft, table.format(place)) {
            (Some(text), Some(format)) => match typed::figure(text, format.style, format.percent) {
                Err(error) => (None, Some((text.clone(), error, self.counting(&table, stored, format)))),
                Ok(_) => (None, None),
            },
            _ => (None, None),
        };
        let label = table.label(place);
        self.reading.set(CellReading { cell: Some(cell), place, label, echo, refused, done: None });
    }

    /// The text in the cell is another one.
    pub(super) fn type_text(self, place: Place, text: &str) {
        let Some(table) = self.table_now() else { return };
        let (Some(cell), Some(format)) = (table.cell(place), table.format(place)) else { return };
        self.typing.update_value(|typing| typing.text = Some(text.to_owned()));
        match typed::figure(text, format.style, format.percent) {
            Ok((figure, doubtful)) => self.take(cell, figure, doubtful, format),
            Err(error) => {
                self.session.cancel_typing();
                self.session.drafts.update(|drafts| {
                    drafts.insert(cell.clone(), text.to_owned());
                });
                let counts = self.counting(&table, self.stored(&cell), format);
                self.say(None, Some((text.to_owned(), error, counts)));
            }
        }
    }

    fn take(self, cell: Cell, figure: Figure, doubtful: bool, format: Format) {
        let figure = match figure {
            Figure::Value(value) if self.typing.with_value(|typing| typing.exempt) => Figure::Exempt(value),
            figure => figure,
        };
        self.drop_drafts(std::slice::from_ref(&cell));
        if self.stored(&cell) != figure {
            let change = FigureChange { cell, figure };
            self.session.dispatch_typing(Edit::SetFigures(vec![change]));
        }
        let echo = match figure {
            Figure::Value(value) | Figure::Exempt(value) if doubtful => {
                Some(number::format(value, format.decimals))
            }
            _ => None,
        };
        self.say(echo, None);
    }

    /// Forgets the refused texts of cells that have a figure again.
    pub(super) fn drop_drafts(self, cells: &[Cell]) {
        let drafts = self.session.drafts;
        if drafts.with_untracked(|drafts| cells.iter().any(|cell| drafts.contains_key(cell))) {
            drafts.update(|drafts| drafts.retain(|cell, _| !cells.contains(cell)));
        }
    }

    fn say(self, echo: Option<String>, refused: Option<(String, NumberError, String)>) {
        let unchanged = self.reading.with_untracked(|reading| {
            reading.echo == echo && reading.refused == refused && reading.done.is_none()
        });
        if !unchanged {
            self.reading.update(|reading| {
                (reading.echo, reading.refused, reading.done) = (echo, refused, None);
            });
        }
    }

    /// Escape: the figure is again what it was when the cell was entered.
    pub(super) fn restore(self, place: Place) {
        self.session.cancel_typing();
        if let Some(cell) = self.table_now().and_then(|table| table.cell(place)) {
            self.drop_drafts(&[cell]);
        }
        self.block.set(Block::of(place));
        self.leave(place);
        self.begin(place);
        if let Some(input) = document::input(&selector(place)) {
            document::select_all(&input);
        }
    }

    /// The cell is left, or shows what is stored.
    pub(super) fn leave(self, place: Place) {
        self.session.close_typing();
        let typed = self.typing.try_update_value(std::mem::take).is_some_and(|typing| typing.text.is_some());
        if typed {
            self.turn.update(|turn| *turn = turn.wrapping_add(1));
            self.show_stored(place);
        }
    }

    /// After an undo no cell shows what was typed.
    pub(super) fn show_again(self) {
        if self.typing.with_value(|typing| typing.text.is_none()) {
            return;
        }
        self.typing.update_value(|typing| typing.text = None);
        self.turn.update(|turn| *turn = turn.wrapping_add(1));
        self.show_stored(self.reading.with_untracked(|reading| reading.place));
        self.say(None, None);
    }

    /// Puts what is stored into all fields that were entered, but for the one that is typed into.
    pub(super) fn show_entered(self) {
        let here = self.reading.with_untracked(|reading| reading.place);
        let typed = self.typing.with_value(|typing| typing.text.is_some());
        for place in self.entered.get_value().into_iter().filter(|place| !typed || *place != here) {
            self.show_stored(place);
        }
    }

    /// Puts what is stored into the field, whatever was typed there.
    fn show_stored(self, place: Place) {
        let shown = self.table_now().and_then(|table| self.text_of(&table, place));
        // Setting a text takes back what is selected.
        if let (Some(text), Some(input)) = (shown, document::input(&selector(place)))
            && input.value() != text
        {
            input.set_value(&text);
            // What is typed next replaces it, as in a cell that was just entered.
            if document::holds_focus_itself(&input) {
                document::select_all(&input);
            }
        }
    }

    /// What a place shows: the text that is typed or was refused, else the figure.
    pub(super) fn text_of(self, table: &Table, place: Place) -> Option<String> {
        let (cell, format) = (table.cell(place)?, table.format(place)?);
        let draft = self.session.drafts.with_untracked(|drafts| drafts.get(&cell).cloned());
        Some(draft.unwrap_or_else(|| table.text_of(self.stored(&cell), format)))
    }

    /// The figure that still counts, as a word or a number.
    fn counting(self, table: &Table, figure: Figure, format: Format) -> String {
        match figure {
            Figure::Missing => self.session.words().missing.to_owned(),
            figure => table.text_of(figure, format),
        }
    }

    fn stored(self, cell: &Cell) -> Figure {
        let get = |workbook: &Workbook| workbook.figures.get(&cell.unit, &cell.item, cell.month);
        self.session.with_untracked(get).unwrap_or_default()
    }

    /// What the marks of the cell say.
    fn marks_said(self) -> String {
        let (Some(table), Some(cell)) = (self.table.get(), self.reading.with(|reading| reading.cell.clone()))
        else {
            return String::new();
        };
        self.doubts.with(|doubts| {
            let marks = |workbook: &Workbook| {
                let figure = workbook.figures.get(&cell.unit, &cell.item, cell.month);
                table.marks(workbook, &cell, figure, doubts.get(&cell)).said.join(" ")
            };
            self.session.with_structure(marks).unwrap_or_default()
        })
    }

    /// What is said about the cell that has the focus.
    pub(super) fn reading_text(self) -> String {
        let words = self.session.words();
        let (rows, columns) = self.block.get().size();
        self.reading.with(|reading| {
            let said = match (&reading.done, &reading.refused, &reading.echo) {
                (Some(done), ..) => return done.clone(),
                (None, Some((text, NumberError::NotANumber, counts)), _) => {
                    fill(words.not_a_number, &[text, counts])
                }
                (None, Some((text, NumberError::TooManyDigits, counts)), _) => {
                    fill(words.too_many_digits, &[text, counts])
                }
                (None, None, Some(echo)) => fill(words.read_as, &[echo]),
                (None, None, None) if rows > 1 || columns > 1 => {
                    fill(words.block_chosen, &[&rows.to_string(), &columns.to_string()])
                }
                (None, None, None) => self.marks_said(),
            };
            if said.is_empty() {
                return reading.label.clone();
            }
            fill(self.session.words().named, &[&reading.label, &said])
        })
    }
}

/// What finds the field of a place.
pub(super) fn selector(place: Place) -> String {
    format!("[data-row=\"{}\"][data-column=\"{}\"]", place.row, place.column)
}
