//! Where the keys lead in the table. Places that take no figure are stepped over.

use super::table::Table;

/// A place in the table, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

/// A step from one cell to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// To the column before.
    Left,
    /// To the next column.
    Right,
    /// To the next column, from the last to the next row.
    Next,
    /// To the column before, from the first to the row above.
    Previous,
    /// To the first column.
    RowStart,
    /// To the last column.
    RowEnd,
    /// To the first cell.
    First,
    /// To the last cell.
    Last,
    /// So many rows up.
    PageUp(usize),
    /// So many rows down.
    PageDown(usize),
}

impl Table {
    /// Where a step leads; `None` where there is nothing more in that direction.
    #[must_use]
    pub fn step(&self, from: Place, step: Step) -> Option<Place> {
        let (rows, columns) = (self.rows.len(), self.columns.len());
        let Place { row, column } = from;
        let last_row = rows.saturating_sub(1);
        let across = |columns: &mut dyn Iterator<Item = usize>| self.first_in_row(row, columns);
        let down = |rows: &mut dyn Iterator<Item = usize>| self.first_in_column(column, rows);
        match step {
            Step::Up => down(&mut (0..row).rev()),
            Step::Down => down(&mut (row.saturating_add(1)..rows)),
            Step::Left => across(&mut (0..column).rev()),
            Step::Right => across(&mut (column.saturating_add(1)..columns)),
            Step::RowStart => across(&mut (0..columns)),
            Step::RowEnd => across(&mut (0..columns).rev()),
            Step::Next => self.step(from, Step::Right).or_else(|| {
                (row.saturating_add(1)..rows).find_map(|row| self.first_in_row(row, &mut (0..columns)))
            }),
            Step::Previous => self
                .step(from, Step::Left)
                .or_else(|| (0..row).rev().find_map(|row| self.first_in_row(row, &mut (0..columns).rev()))),
            Step::First => (0..rows).find_map(|row| self.first_in_row(row, &mut (0..columns))),
            Step::Last => (0..rows).rev().find_map(|row| self.first_in_row(row, &mut (0..columns).rev())),
            Step::PageUp(by) => down(&mut (row.saturating_sub(by)..row)),
            Step::PageDown(by) => {
                let to = row.saturating_add(by).min(last_row);
                down(&mut (row.saturating_add(1)..=to).rev())
            }
        }
    }

    /// The place one step further, whether it takes a figure or not: for the end of a block.
    #[must_use]
    pub fn stretch(&self, from: Place, step: Step) -> Place {
        let (last_row, last_column) =
            (self.rows.len().saturating_sub(1), self.columns.len().saturating_sub(1));
        let Place { row, column } = from;
        match step {
            Step::Up => Place { row: row.saturating_sub(1), column },
            Step::Down => Place { row: row.saturating_add(1).min(last_row), column },
            Step::Left | Step::Previous => Place { row, column: column.saturating_sub(1) },
            Step::Right | Step::Next => Place { row, column: column.saturating_add(1).min(last_column) },
            Step::RowStart => Place { row, column: 0 },
            Step::RowEnd => Place { row, column: last_column },
            Step::First => Place::default(),
            Step::Last => Place { row: last_row, column: last_column },
            Step::PageUp(by) => Place { row: row.saturating_sub(by), column },
            Step::PageDown(by) => Place { row: row.saturating_add(by).min(last_row), column },
        }
    }

    fn first_in_row(&self, row: usize, columns: &mut dyn Iterator<Item = usize>) -> Option<Place> {
        columns.map(|column| Place { row, column }).find(|place| self.takes_figure(*place))
    }

    fn first_in_column(&self, column: usize, rows: &mut dyn Iterator<Item = usize>) -> Option<Place> {
        rows.map(|row| Place { row, column }).find(|place| self.takes_figure(*place))
    }
}
