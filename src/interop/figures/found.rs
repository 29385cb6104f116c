//! The figures that a table has when it is read by a mapping, what in it is no figure, and which of
//! its names are not known.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::mapping::{Mapping, Place};
use super::names::{Meaning, WorkbookNames};
use crate::domain::figure::{Cell, Figure};
use crate::domain::id::{ItemId, UnitId};
use crate::domain::order::sort_by_key;
use crate::domain::period::Month;
use crate::domain::workbook::Workbook;
use crate::interop::table::{At, Content, Table};
use crate::typed::{self, month, number::NumberError};

/// A figure in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFigure {
    /// Whose figure it is.
    pub cell: Cell,
    /// The figure.
    pub figure: Figure,
    /// The note on it, in a workbook.
    pub note: Option<Arc<str>>,
    /// Where it is in a table; `None` in a workbook.
    pub at: Option<At>,
    /// Whether its text could have been read another way, as `1,234` can.
    pub echo: bool,
    /// Whether it is a number of a spreadsheet, which has no more than 15 digits.
    pub of_spreadsheet: bool,
}

/// Why a cell is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no number.
    NotANumber,
    /// It has more digits than can be kept exactly.
    TooManyDigits,
    /// It is a day.
    ADay,
}

/// A cell that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Where it is.
    pub at: At,
    /// What is in it; empty for a day.
    pub text: Arc<str>,
    /// Why.
    pub why: Refusal,
}

/// What a name was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axis {
    /// A unit.
    Unit,
    /// An item.
    Item,
    /// A month.
    Month,
}

/// A name that leads to nothing here, so the figures beside or below it are not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What it should name.
    pub axis: Axis,
    /// The name; empty where there is none.
    pub text: Arc<str>,
    /// The first place of it.
    pub at: At,
    /// Whether it names several.
    pub several: bool,
    /// How many cells with something in them are not taken for it.
    pub cells: u32,
}

/// What a table has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Its figures, by row and then by column.
    pub figures: Vec<FoundFigure>,
    /// The cells that are not taken.
    pub refused: Vec<Refused>,
    /// The names that are not known.
    pub unknown: Vec<Unknown>,
}

/// The most unknown names that are told apart; what comes after them counts with the last.
const MAX_UNKNOWN: usize = 500;

/// What a heading says.
#[derive(Clone, Debug)]
enum Head<T> {
    Is(T),
    /// It should, but cannot be read.
    Unknown(Arc<str>, At, bool),
    /// The person said that this is not to be taken, or has not said what is.
    Skip,
}

/// The three headings of a row or of a column, where they are there.
#[derive(Clone, Debug)]
struct Heads {
    unit: Option<Head<UnitId>>,
    item: Option<Head<ItemId>>,
    month: Option<Head<Month>>,
}

struct Search<'s> {
    table: &'s Table,
    mapping: &'s Mapping,
    names: &'s WorkbookNames,
    workbook: &'s Workbook,
    /// Which items are in percentage points.
    percent: Vec<(&'s ItemId, bool)>,
    found: Found,
}

/// Reads `table` by `mapping`. Blank cells say nothing.
#[must_use]
pub fn find(table: &Table, mapping: &Mapping, names: &WorkbookNames, workbook: &Workbook) -> Found {
    let mut percent: Vec<_> = workbook.items.iter().map(|item| (&item.id, item.is_percent())).collect();
    sort_by_key(&mut percent, |(id, _)| *id);
    let mut search = Search { table, mapping, names, workbook, percent, found: Found::default() };
    let mut columns: Vec<Option<Heads>> = Vec::new();
    let mut row: Option<(u32, Heads)> = None;
    for (at, content) in table.cells() {
        if at.row < mapping.first_row || mapping.is_head(at.column) {
            continue;
        }
        if row.as_ref().is_none_or(|(number, _)| *number != at.row) {
            row = Some((at.row, search.heads_of_row(at.row)));
        }
        let index = usize::try_from(at.column).unwrap_or(0);
        if columns.len() <= index {
            columns.resize(index + 1, None);
        }
        let Some(place) = columns.get_mut(index) else { continue };
        let column = place.get_or_insert_with(|| search.heads_of_column(at.column));
        if let Some((_, row)) = &row {
            search.cell(at, content, row, column);
        }
    }
    search.found
}

impl Search<'_> {
    fn heads_of_row(&self, row: u32) -> Heads {
        let Mapping { unit, item, month, .. } = self.mapping;
        Heads {
            unit: unit.column().map(|column| self.unit(At { row, column })),
            item: item.column().map(|column| self.item(At { row, column })),
            month: month.column().map(|column| self.month(At { row, column }, self.year_of_row(row))),
        }
    }

    fn heads_of_column(&self, column: u32) -> Heads {
        let Mapping { unit, item, month, .. } = self.mapping;
        Heads {
            unit: unit.row().map(|row| self.unit(At { row, column })),
            item: item.row().map(|row| self.item(At { row, column })),
            month: month.row().map(|row| self.month(At { row, column }, self.year_of_column(row, column))),
        }
    }

    fn unit(&self, at: At) -> Head<UnitId> {
        let text = self.text(at);
        if let Some((_, said)) = self.mapping.units.iter().find(|(name, _)| **name == *text) {
            return said.clone().map_or(Head::Skip, Head::Is);
        }
        head(self.names.unit(&text), text, at)
    }

    fn item(&self, at: At) -> Head<ItemId> {
        let text = self.text(at);
        if let Some((_, said)) = self.mapping.items.iter().find(|(name, _)| **name == *text) {
            return said.clone().map_or(Head::Skip, Head::Is);
        }
        head(self.names.item(&text), text, at)
    }

    fn month(&self, at: At, year: Option<i32>) -> Head<Month> {
        let content = self.table.heading(at.row, at.column);
        match content.and_then(|content| month_in(content, year)) {
            Some(month) => Head::Is(month),
            None => Head::Unknown(self.text(at), at, false),
        }
    }

    fn year_of_row(&self, row: u32) -> Option<i32> {
        let own = self.mapping.years.and_then(|column| year_in(self.table.heading(row, column)?));
        own.or(self.mapping.year)
    }

    /// The year that stands above the month, or above a month to the left of it.
    fn year_of_column(&self, row: u32, column: u32) -> Option<i32> {
        let above = row.checked_sub(1);
        let left = column.saturating_sub(11)..=column;
        let own = above.and_then(|above| left.rev().find_map(|column| self.table.heading(above, column)));
        own.and_then(year_in).or(self.mapping.year)
    }

    fn text(&self, at: At) -> Arc<str> {
        self.table.heading(at.row, at.column).map(text_of).unwrap_or_default()
    }

    fn cell(&mut self, at: At, content: &Content, row: &Heads, column: &Heads) {
        let unit = one_of(&self.mapping.unit, row.unit.as_ref(), column.unit.as_ref());
        let item = one_of(&self.mapping.item, row.item.as_ref(), column.item.as_ref());
        let month = one_of(&self.mapping.month, row.month.as_ref(), column.month.as_ref());
        match (unit, item, month) {
            (Head::Is(unit), Head::Is(item), Head::Is(month)) => {
                let cell = Cell { unit, item, month };
                match self.figure(content, &cell.item) {
                    Ok((Figure::Missing, _)) => {}
                    Ok((figure, echo)) => self.found.figures.push(FoundFigure {
                        cell,
                        figure,
                        note: None,
                        at: Some(at),
                        echo,
                        of_spreadsheet: matches!(content, Content::Number { .. }),
                    }),
                    Err(why) => self.found.refused.push(Refused { at, text: text_of(content), why }),
                }
            }
            (unit, item, month) => {
                if self.might_be_figure(content) {
                    self.note_unknown(Axis::Unit, unit);
                    self.note_unknown(Axis::Item, item);
                    self.note_unknown(Axis::Month, month);
                }
            }
        }
    }

    fn figure(&self, content: &Content, item: &ItemId) -> Result<(Figure, bool), Refusal> {
        let index = self.percent.binary_search_by_key(&item, |(id, _)| *id).ok();
        let points = index.and_then(|index| self.percent.get(index)).is_some_and(|(_, percent)| *percent);
        match content {
            Content::Text(text) => {
                typed::figure(text, self.workbook.number_style, points).map_err(|error| match error {
                    NumberError::NotANumber => Refusal::NotANumber,
                    NumberError::TooManyDigits => Refusal::TooManyDigits,
                })
            }
            Content::Number { value, percent } if *percent && points => {
                let value = value.checked_mul(Decimal::ONE_HUNDRED).ok_or(Refusal::TooManyDigits)?;
                Ok((Figure::Value(value.normalize()), false))
            }
            Content::Number { value, .. } => Ok((Figure::Value(*value), false)),
            Content::Date { .. } => Err(Refusal::ADay),
        }
    }

    fn might_be_figure(&self, content: &Content) -> bool {
        self.figure(content, &ItemId::from("")).is_ok_and(|(figure, _)| matches!(figure, Figure::Value(_)))
    }

    fn note_unknown<T>(&mut self, axis: Axis, head: Head<T>) {
        let Head::Unknown(text, at, several) = head else { return };
        let unknown = &mut self.found.unknown;
        let full = unknown.len() >= MAX_UNKNOWN;
        let known = unknown.iter_mut().find(|known| known.axis == axis && known.text == text);
        match known {
            Some(known) => known.cells = known.cells.saturating_add(1),
            None if full => {
                if let Some(last) = unknown.last_mut() {
                    last.cells = last.cells.saturating_add(1);
                }
            }
            None => unknown.push(Unknown { axis, text, at, several, cells: 1 }),
        }
    }
}

fn head<T>(meaning: Meaning<T>, text: Arc<str>, at: At) -> Head<T> {
    match meaning {
        Meaning::One(id) => Head::Is(id),
        Meaning::Several => Head::Unknown(text, at, true),
        Meaning::None => Head::Unknown(text, at, false),
    }
}

fn one_of<T: Clone>(place: &Place<T>, row: Option<&Head<T>>, column: Option<&Head<T>>) -> Head<T> {
    match place {
        Place::Given(given) => given.clone().map_or(Head::Skip, Head::Is),
        Place::Column(_) => row.cloned().unwrap_or(Head::Skip),
        Place::Row(_) => column.cloned().unwrap_or(Head::Skip),
    }
}

/// The month that a heading says.
pub(super) fn month_in(content: &Content, year: Option<i32>) -> Option<Month> {
    match content {
        Content::Date { year, month, .. } => Month::new(*year, *month).ok(),
        Content::Text(text) => month::parse(text, year).or_else(|| month::parse_number(text, year)),
        Content::Number { value, .. } => {
            let text = value.to_string();
            month::parse(&text, None).or_else(|| month::parse_number(&text, year))
        }
    }
}

/// The year that a heading says.
pub(super) fn year_in(content: &Content) -> Option<i32> {
    match content {
        Content::Date { year, .. } => Some(*year),
        Content::Text(text) => month::parse_year(text),
        Content::Number { value, .. } => month::parse_year(&value.to_string()),
    }
}

/// What a cell says, as text; nothing for a day.
pub(super) fn text_of(content: &Content) -> Arc<str> {
    match content {
        Content::Text(text) => text.clone(),
        Content::Number { value, .. } => Arc::from(value.to_string()),
        Content::Date { .. } => Arc::default(),
    }
}
