//! Guessing how a table is read, from where it has names of units, names of items, and months.

use super::fill_in;
use super::found::{month_in, text_of, year_in};
use super::mapping::{Mapping, Place};
use super::names::{Meaning, WorkbookNames};
use crate::domain::figure::Figure;
use crate::domain::id::UnitId;
use crate::domain::name::{Language, Name};
use crate::domain::period::Month;
use crate::domain::workbook::{NumberStyle, Workbook};
use crate::interop::table::{At, Content, Table};
use crate::typed::{self, month};

/// What is on the screen: the first choice where a table does not say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The unit.
    pub unit: Option<UnitId>,
    /// The month.
    pub month: Option<Month>,
    /// The year of months without one.
    pub year: Option<i32>,
}

/// Headings are looked for in as many rows and columns.
const LINES: usize = 40;
/// Names are counted in as many rows.
const ROWS: u32 = 1_000;
/// A title is looked for in as many rows and columns, and has as many bytes at most.
const TITLE_ROWS: u32 = 5;
const TITLE_COLUMNS: u32 = 8;
const LONGEST_TITLE: usize = 200;
/// Any year, to see whether a number can be that of a month.
const SOME_YEAR: i32 = 2000;

/// How often something occurs in the first rows and columns, and where at last.
#[derive(Clone, Copy, Debug)]
struct Tally {
    rows: [u32; LINES],
    columns: [u32; LINES],
    last: Option<At>,
}

impl Tally {
    /// Counts the cells that `counts` says yes to.
    fn of(table: &Table, counts: impl Fn(&Content) -> bool) -> Self {
        let mut tally = Self { rows: [0; LINES], columns: [0; LINES], last: None };
        let near =
            |at: At| [at.row, at.column].iter().any(|line| usize::try_from(*line).is_ok_and(|l| l < LINES));
        for (at, content) in table.cells().take_while(|(at, _)| at.row < ROWS) {
            if !near(at) || !counts(content) {
                continue;
            }
            for (lines, index) in [(&mut tally.rows, at.row), (&mut tally.columns, at.column)] {
                if let Some(line) = usize::try_from(index).ok().and_then(|index| lines.get_mut(index)) {
                    *line += 1;
                }
            }
            tally.last = Some(at);
        }
        tally
    }

    /// The row or column with most of them; a lone one leads by what is beside and below it.
    fn place<T>(&self, table: &Table, lone: impl Fn(&Content) -> Option<T>) -> Option<Place<T>> {
        let last = self.last?;
        let (row, in_row) = most(&self.rows);
        let (column, in_column) = most(&self.columns);
        if in_row.max(in_column) > 1 {
            // Where both have as many, the one that is nearer to the edge.
            let down = in_column > in_row || in_column == in_row && column < row;
            return Some(if down { Place::Column(column) } else { Place::Row(row) });
        }
        let numbers = |wanted: fn(At, At) -> bool| {
            table.cells().any(|(at, content)| wanted(at, last) && is_number(content))
        };
        Some(if numbers(|at, lone| at.row == lone.row && at.column > lone.column) {
            Place::Column(last.column)
        } else if numbers(|at, lone| {
            at.column == lone.column && (1..=2).contains(&at.row.saturating_sub(lone.row))
        }) {
            Place::Row(last.row)
        } else {
            Place::Given(lone(table.get(last.row, last.column)?))
        })
    }
}

/// The first line that has most, and how many it has.
fn most(lines: &[u32; LINES]) -> (u32, u32) {
    let mut best = (0, 0);
    for (line, count) in (0..).zip(lines) {
        if *count > best.1 {
            best = (line, *count);
        }
    }
    best
}

fn is_number(content: &Content) -> bool {
    match content {
        Content::Number { .. } => true,
        Content::Date { .. } => false,
        Content::Text(text) => {
            matches!(typed::figure(text, NumberStyle::Point, false), Ok((Figure::Value(_), _)))
        }
    }
}

/// How `table` is probably read. What nothing tells is left for the person to say.
#[must_use]
pub fn guess(table: &Table, names: &WorkbookNames, workbook: &Workbook, hints: &Hints) -> Mapping {
    if let Some(mapping) = fill_in::mapping_of(table, names) {
        return mapping;
    }
    let year = titles(table).find_map(|title| month::find_year(&title)).or(hints.year);
    let unit_in = |content: &Content| match (content, names.unit(&text_of(content))) {
        (Content::Text(_), Meaning::One(unit)) => Some(unit),
        _ => None,
    };
    let item_in = |content: &Content| match (content, names.item(&text_of(content))) {
        (Content::Text(_), Meaning::One(item)) => Some(item),
        _ => None,
    };
    let unit = Tally::of(table, |content| unit_in(content).is_some()).place(table, unit_in);
    let item = Tally::of(table, |content| item_in(content).is_some()).place(table, item_in);
    let named = |content: &Content| unit_in(content).is_some() || item_in(content).is_some();
    let units = workbook.units.iter().map(|unit| (&unit.name, &unit.id));
    let items = workbook.items.iter().map(|item| (&item.name, &item.id));
    let month_given = || titles(table).find_map(|title| month::find(&title)).or(hints.month);
    let mut mapping = Mapping {
        unit: unit.unwrap_or_else(|| Place::Given(titled(table, units).or(hints.unit.clone()))),
        item: item.unwrap_or_else(|| Place::Given(titled(table, items))),
        month: months(table, year, &named).unwrap_or_else(|| Place::Given(month_given())),
        year,
        ..Mapping::default()
    };
    mapping.years = years(table, &mapping);
    if mapping.heading_row().is_none() {
        mapping.values = values(table, &mapping);
        mapping.first_row = first_figure(table, &mapping);
    }
    mapping.settle();
    mapping
}

/// The name of the table and the short texts at its top.
fn titles(table: &Table) -> impl Iterator<Item = String> {
    let top =
        table.cells().take_while(|(at, _)| at.row < TITLE_ROWS).filter(|(at, _)| at.column < TITLE_COLUMNS);
    let texts = top.map(|(_, content)| text_of(content)).filter(|text| text.len() <= LONGEST_TITLE);
    std::iter::once(table.name.clone()).chain(texts.map(|text| text.to_string()))
}

/// What has the longest name that occurs in a title.
fn titled<'w, T: Clone + 'w>(
    table: &Table,
    named: impl Iterator<Item = (&'w Name, &'w T)> + Clone,
) -> Option<T> {
    let mut best: Option<(usize, &T)> = None;
    for title in titles(table) {
        for (name, id) in named.clone() {
            let texts = Language::ALL.iter().map(|language| name.text(*language));
            let longest = texts.filter(|text| !text.is_empty() && title.contains(text)).map(str::len).max();
            if let Some(length) = longest.filter(|length| best.is_none_or(|(best, _)| best < *length)) {
                best = Some((length, id));
            }
        }
    }
    best.map(|(_, id)| id.clone())
}

/// Where the months are; months that are only numbers, where there are no others.
fn months(table: &Table, year: Option<i32>, is_name: &dyn Fn(&Content) -> bool) -> Option<Place<Month>> {
    let named = |content: &Content| match content {
        Content::Text(text) => month::parse(text, year),
        Content::Number { .. } | Content::Date { .. } => month_in(content, None),
    };
    Tally::of(table, |content| named(content).is_some())
        .place(table, named)
        .or_else(|| numbered_row(table, is_name).map(Place::Row))
        .or_else(|| {
            let heading = |content: &Content| typed::is_month_heading(&text_of(content));
            let mut top = table.cells().take_while(|(at, _)| at.row < TITLE_ROWS);
            top.find(|(_, content)| heading(content)).map(|(at, _)| Place::Column(at.column))
        })
}

/// The first row in which three cells side by side count 1, 2, 3, and which is not that of a unit or
/// an item.
fn numbered_row(table: &Table, is_name: &dyn Fn(&Content) -> bool) -> Option<u32> {
    let number = |at: At, more: u32| {
        let content = table.get(at.row, at.column.checked_add(more)?)?;
        Some(month_in(content, Some(SOME_YEAR))?.number())
    };
    let top = table.cells().take_while(|(at, _)| usize::try_from(at.row).is_ok_and(|row| row < LINES));
    let counts = |at: At| (0..3).all(|more| number(at, more) == Some(more + 1));
    let row = top.map(|(at, _)| at).find(|at| counts(*at))?.row;
    let mut cells = table.cells().filter(|(at, _)| at.row == row);
    (!cells.any(|(_, content)| is_name(content))).then_some(row)
}

/// The column of the years, where the months in another have none.
fn years(table: &Table, mapping: &Mapping) -> Option<u32> {
    let months = mapping.month.column()?;
    let own_year = |(at, content): (At, &Content)| at.column == months && month_in(content, None).is_some();
    if table.cells().take_while(|(at, _)| at.row < ROWS).any(own_year) {
        return None;
    }
    let (column, count) = most(&Tally::of(table, |content| year_in(content).is_some()).columns);
    (count > 0 && !mapping.is_head(column)).then_some(column)
}

/// The column of the figures in a list: the one whose heading says so, else that with most numbers.
fn values(table: &Table, mapping: &Mapping) -> Option<u32> {
    let top = table.cells().take_while(|(at, _)| at.row < TITLE_ROWS);
    let mut headed = top.filter(|(_, content)| typed::is_value_heading(&text_of(content)));
    if let Some((at, _)) = headed.find(|(at, _)| !mapping.is_head(at.column)) {
        return Some(at.column);
    }
    let mut counts = Tally::of(table, is_number).columns;
    for (column, count) in (0..).zip(&mut counts) {
        if mapping.is_head(column) {
            *count = 0;
        }
    }
    let (column, count) = most(&counts);
    (count > 0).then_some(column)
}

/// The first row with a figure.
fn first_figure(table: &Table, mapping: &Mapping) -> u32 {
    let mut figures = table.cells().filter(|(at, content)| !mapping.is_head(at.column) && is_number(content));
    figures.next().map_or(0, |(at, _)| at.row)
}
