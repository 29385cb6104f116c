//! One cell of the grid: a text field with the habits of a spreadsheet.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html::Input;
use leptos::prelude::*;

use crate::domain::edit::{Edit, FigureChange};
use crate::domain::figure::{Cell, Figure, Figures};
use crate::domain::workbook::{NumberStyle, Workbook};
use crate::i18n::fill;
use crate::i18n::number::{self, NumberError};
use crate::typed;
use crate::ui::browser::document;
use crate::ui::state::{Session, use_session};

/// The identity of the field for the reason that exempts a figure.
pub(super) const EXEMPTION_FIELD: &str = "exemption";

/// What every cell of a row shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) struct CellFormat {
    /// Decimals shown at least.
    pub(super) decimals: u32,
    /// Whether `12 %` is 12.
    pub(super) percent: bool,
    /// How an ambiguous number is read.
    pub(super) style: NumberStyle,
}

/// The cell that was entered last, and how its text was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct CellReading {
    /// The place of the figure; `None` before any cell was entered.
    pub(super) cell: Option<Cell>,
    /// Row and column in the grid, from 0.
    pub(super) place: (usize, usize),
    /// The name of the cell.
    pub(super) label: String,
    /// The number, where the text could have been read another way.
    pub(super) echo: Option<String>,
    /// The text that is no figure, why, and the figure that still counts.
    pub(super) refused: Option<(String, NumberError, String)>,
}

/// What one cell works with.
#[derive(Clone, Copy)]
struct CellState {
    session: Session,
    cell: StoredValue<Cell>,
    label: StoredValue<String>,
    /// Row and column in the grid.
    place: (usize, usize),
    format: CellFormat,
    /// Whether the figure was exempt when the cell was entered; another number still is.
    exempt: StoredValue<bool>,
    /// The text while it is being typed.
    text: RwSignal<Option<String>>,
    /// Whether arrows move the caret instead of the focus.
    editing: RwSignal<bool>,
    reading: RwSignal<CellReading>,
}

/// An input named "item, unit, month" at `row` and `column` of the grid.
#[component]
pub(super) fn FigureCell(
    /// The place of the figure.
    cell: Cell,
    /// Its name.
    label: String,
    /// How numbers are read and shown.
    format: CellFormat,
    /// Row in the grid, from 0.
    row: usize,
    /// Column in the grid, from 0.
    column: usize,
    /// How the focused cell is read.
    reading: RwSignal<CellReading>,
) -> impl IntoView {
    let session = use_session();
    let state = CellState {
        session,
        cell: StoredValue::new(cell),
        label: StoredValue::new(label),
        place: (row, column),
        format,
        exempt: StoredValue::new(false),
        text: RwSignal::new(None),
        editing: RwSignal::new(false),
        reading,
    };
    let input = NodeRef::<Input>::new();
    let draft = move || state.cell.with_value(|cell| session.drafts.with(|drafts| drafts.get(cell).cloned()));
    let shown = move || {
        let figure = session.with_structure(|workbook| state.stored(&workbook.figures)).unwrap_or_default();
        let typed = state.text.get().or_else(draft);
        typed.unwrap_or_else(|| state.shown(figure, session))
    };
    // The mark of an exempt figure is drawn where there is a title.
    let exempt = move || session.with_structure(|workbook| state.exempt_name(workbook)).flatten();
    let name = move || exempt().unwrap_or_else(|| state.label.get_value());
    view! {
        <input
            class="cell"
            type="text"
            inputmode="decimal"
            size="6"
            autocomplete="off"
            spellcheck="false"
            node_ref=input
            aria-label=name
            title=exempt
            aria-invalid=move || draft().is_some().then_some("true")
            aria-describedby="cell-reading"
            data-row=row.to_string()
            data-column=column.to_string()
            prop:value=shown
            on:focus=move |_| {
                state.begin();
                if let Some(input) = input.get_untracked() {
                    document::select_all(&input);
                }
            }
            on:mouseup=move |event| {
                if !state.editing.get_untracked() && state.text.get_untracked().is_none() {
                    event.prevent_default();
                }
            }
            on:dblclick=move |_| state.editing.set(true)
            on:input:target=move |event| state.type_text(event.target().value())
            on:keydown=move |event| state.key(&event, input)
            on:blur=move |_: FocusEvent| state.finish()
        />
    }
}

impl CellState {
    fn stored(self, figures: &Figures) -> Figure {
        self.cell.with_value(|cell| figures.get(&cell.unit, &cell.item, cell.month))
    }

    /// The figure as text that reads back to it.
    fn shown(self, figure: Figure, session: Session) -> String {
        match figure {
            Figure::Missing => String::new(),
            Figure::NotApplicable => session.words().not_applicable.to_owned(),
            Figure::Value(value) | Figure::Exempt(value) => {
                number::format_typed(value, self.format.decimals, self.format.style)
            }
        }
    }

    /// The name of the cell with the reason why its figure is exempt; `None` when it is not.
    fn exempt_name(self, workbook: &Workbook) -> Option<String> {
        if !matches!(self.stored(&workbook.figures), Figure::Exempt(_)) {
            return None;
        }
        let reason = self.cell.with_value(|cell| workbook.notes.get(cell)).map_or("", AsRef::as_ref);
        Some(fill(self.session.words().cell_exempt, &[&self.label.get_value(), reason]))
    }

    fn begin(self) {
        self.editing.set(false);
        let stored = self.session.with_untracked(|workbook| self.stored(&workbook.figures));
        self.exempt.set_value(matches!(stored, Some(Figure::Exempt(_))));
        let cell = self.cell.get_value();
        let draft = self.session.drafts.with_untracked(|drafts| drafts.get(&cell).cloned());
        match draft {
            Some(text) => self.read(&text),
            None => self.say(None, None),
        }
    }

    /// Every keystroke counts at once, as one step until the cell is left.
    fn type_text(self, text: String) {
        self.text.set(Some(text.clone()));
        self.read(&text);
    }

    fn read(self, text: &str) {
        let cell = self.cell.get_value();
        match parse(text, self.format) {
            Ok((figure, echo)) => {
                let figure = match figure {
                    Figure::Value(value) if self.exempt.get_value() => Figure::Exempt(value),
                    figure => figure,
                };
                self.session.drafts.try_update(|drafts| drafts.remove(&cell));
                if self.session.with_untracked(|workbook| self.stored(&workbook.figures)) != Some(figure) {
                    let change = FigureChange { cell, figure };
                    self.session.dispatch_typing(Edit::SetFigures(vec![change]));
                }
                self.say(echo, None);
            }
            Err(error) => {
                self.session.cancel_typing();
                self.session.drafts.update(|drafts| {
                    drafts.insert(cell, text.to_owned());
                });
                let counts = self.session.with_untracked(|workbook| self.stored(&workbook.figures));
                let counts = match counts.unwrap_or_default() {
                    Figure::Missing => self.session.words().missing.to_owned(),
                    figure => self.shown(figure, self.session),
                };
                self.say(None, Some((text.to_owned(), error, counts)));
            }
        }
    }

    fn say(self, echo: Option<String>, refused: Option<(String, NumberError, String)>) {
        let cell = Some(self.cell.get_value());
        self.reading.set(CellReading {
            cell,
            place: self.place,
            label: self.label.get_value(),
            echo,
            refused,
        });
    }

    fn key(self, event: &KeyboardEvent, input: NodeRef<Input>) {
        if event.is_composing() || document::has_command(event) || event.alt_key() {
            return;
        }
        let (row, column) = self.place;
        let editing = self.editing.get_untracked();
        let target = match (event.key().as_str(), event.shift_key()) {
            ("Enter", false) => Some((row.saturating_add(1), column)),
            ("Enter", true) => row.checked_sub(1).map(|row| (row, column)),
            ("ArrowDown", _) if !editing => Some((row.saturating_add(1), column)),
            ("ArrowUp", _) if !editing => row.checked_sub(1).map(|row| (row, column)),
            ("ArrowRight", false) if !editing => Some((row, column.saturating_add(1))),
            ("ArrowLeft", false) if !editing => column.checked_sub(1).map(|column| (row, column)),
            ("F2", false) => return self.edit(event, input),
            ("F2", true) => {
                // It is disabled where there is no number that could be exempt.
                document::focus(&format!("#{EXEMPTION_FIELD}:enabled"));
                return event.prevent_default();
            }
            ("Escape", _) => return self.restore(event, input),
            _ => return,
        };
        event.prevent_default();
        self.session.close_typing();
        let moved = target.is_some_and(|(row, column)| focus_cell(row, column));
        if !moved {
            self.finish();
        }
    }

    fn edit(self, event: &KeyboardEvent, input: NodeRef<Input>) {
        event.prevent_default();
        self.editing.set(true);
        if let Some(input) = input.get_untracked() {
            document::caret_to_end(&input);
        }
    }

    /// Escape: the figure is again what it was when the cell was entered.
    fn restore(self, event: &KeyboardEvent, input: NodeRef<Input>) {
        event.prevent_default();
        self.session.cancel_typing();
        let cell = self.cell.get_value();
        self.session.drafts.update(|drafts| {
            drafts.remove(&cell);
        });
        self.text.set(None);
        self.begin();
        if let Some(input) = input.get_untracked() {
            document::select_all(&input);
        }
    }

    fn finish(self) {
        self.session.close_typing();
        self.editing.set(false);
        self.text.set(None);
    }
}

/// Moves the focus to a cell; `false` when there is none.
pub(super) fn focus_cell(row: usize, column: usize) -> bool {
    document::focus(&format!("[data-row=\"{row}\"][data-column=\"{column}\"]"))
}

/// A figure from its text, with its echo where it could have been read another way.
fn parse(text: &str, format: CellFormat) -> Result<(Figure, Option<String>), NumberError> {
    Ok(match typed::figure(text, format.style, format.percent)? {
        (Figure::Value(value), true) => (Figure::Value(value), Some(number::format(value, format.decimals))),
        (figure, _) => (figure, None),
    })
}
