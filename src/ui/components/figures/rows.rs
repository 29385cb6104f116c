//! The rows in sight, as HTML text: rows come and go while the table is scrolled, and of those that stay
//! only what changes is told. What has the focus is never taken out.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::html::Tbody;
use leptos::prelude::*;

use super::Grid;
use super::totals::RowTotals;
use crate::grid::{Columns, Entries, Part, Piece, Table, drawn, pieces};
use crate::markup::{CHOSEN, FiguresRow, figures_changes, figures_gap, is_chosen};
use crate::ui::browser::pieces::{Element, children, exchange, set_height, set_text, tell};
use crate::ui::effects::watch;

/// What stands on the page.
#[derive(Default)]
struct Drawn {
    rows: Vec<Piece>,
    columns: Vec<Piece>,
    lines: BTreeMap<usize, Line>,
}

/// What a row shows.
struct Line {
    parts: Vec<Part>,
    chosen: Columns,
    total: Option<String>,
}

/// The rows of a table.
#[derive(Clone)]
struct Rows {
    grid: Grid,
    table: Arc<Table>,
    beside: Option<RowTotals>,
    body: NodeRef<Tbody>,
    drawn: StoredValue<Drawn>,
}

/// The rows in sight, with the totals `beside` their heads.
pub(super) fn rows(grid: Grid, table: Arc<Table>, beside: Option<RowTotals>) -> impl IntoView {
    let (body, drawn) = (NodeRef::new(), StoredValue::new(Drawn::default()));
    let rows = Rows { grid, table, beside, body, drawn };
    for show in [Rows::show_pieces, Rows::show_figures, Rows::show_chosen, Rows::show_totals] {
        let rows = rows.clone();
        watch(move || {
            if let Some(body) = rows.body.get() {
                show(&rows, &body);
            }
        });
    }
    view! { <tbody node_ref=body></tbody> }
}

/// The columns that are drawn.
pub(super) fn column_pieces(grid: Grid, table: &Table) -> Vec<Piece> {
    let kept = grid.kept.get().column;
    let count = table.columns.len();
    grid.columns.with(|columns| pieces(&drawn(columns, columns, count), Some(kept), count))
}

impl Rows {
    /// Other rows or columns are to be drawn.
    fn show_pieces(&self, body: &Element) {
        let (kept, count) = (self.grid.kept.get().row, self.table.rows.len());
        let rows = self.grid.rows.with(|rows| pieces(&drawn(rows, rows, count), Some(kept), count));
        let columns = column_pieces(self.grid, &self.table);
        let exchange = |drawn: &mut Drawn| {
            if drawn.columns != columns {
                self.exchange_columns(drawn, body, columns);
            }
            if drawn.rows != rows {
                self.exchange_rows(drawn, body, rows);
            }
        };
        untrack(|| self.drawn.update_value(exchange));
    }

    fn exchange_columns(&self, drawn: &mut Drawn, body: &Element, columns: Vec<Piece>) {
        self.with_entries(|entries| {
            // Typing wakes nothing here; cells that stay must not be taken for what they do not show yet.
            self.tell_parts(drawn, body, entries);
            let before = std::mem::replace(&mut drawn.columns, columns.clone());
            drawn.each(body, &mut |tr, row, line| {
                line.parts = self.table.parts(row, &columns, entries);
                exchange(tr, 1, (&before, &columns), &|place| self.of(row, line).cell(place));
            });
        });
    }

    fn exchange_rows(&self, drawn: &mut Drawn, body: &Element, rows: Vec<Piece>) {
        if drawn.rows.is_empty() {
            // The rows of the table that was here before.
            body.set_inner_html("");
        }
        drawn.lines.retain(|row, _| rows.contains(&Piece::Line(*row)));
        self.with_entries(|entries| {
            for piece in &rows {
                if let Piece::Line(row) = *piece {
                    drawn.lines.entry(row).or_insert_with(|| Line {
                        parts: self.table.parts(row, &drawn.columns, entries),
                        chosen: self.chosen(row),
                        total: self.total(row),
                    });
                }
            }
        });
        exchange(body, 0, (&drawn.rows, &rows), &|place| match rows.get(place) {
            Some(Piece::Line(row)) => drawn.lines.get(row).map(|line| self.of(*row, line).html()),
            _ => Some(figures_gap(self.table.columns.len())),
        });
        drawn.rows = rows;
        for (tr, piece) in children(body).zip(&drawn.rows) {
            if let Piece::Gap(from, to) = piece
                && let Some(td) = tr.first_element_child()
            {
                set_height(&td, &format!("calc({} * var(--row))", to.saturating_sub(*from)));
            }
        }
    }

    /// Other figures, texts or marks.
    fn show_figures(&self, body: &Element) {
        self.grid.session.with_structure(|_| ());
        self.grid.session.drafts.track();
        self.grid.doubts.track();
        self.grid.turn.track();
        untrack(|| {
            self.drawn
                .update_value(|drawn| self.with_entries(|entries| self.tell_parts(drawn, body, entries)));
        });
    }

    /// Tells what has changed in the cells that are there.
    fn tell_parts(&self, drawn: &mut Drawn, body: &Element, entries: &Entries<'_>) {
        let columns = drawn.columns.clone();
        drawn.each(body, &mut |tr, row, line| {
            let parts = self.table.parts(row, &columns, entries);
            for ((td, before), now) in children(tr).skip(1).zip(&line.parts).zip(&parts) {
                if let (Part::Field(before), Part::Field(now)) = (before, now)
                    && before != now
                {
                    let [cell, field] = figures_changes(before, now);
                    tell(&td, &cell);
                    td.first_element_child().inspect(|input| tell(input, &field));
                }
            }
            line.parts = parts;
        });
    }

    /// Other cells are chosen.
    fn show_chosen(&self, body: &Element) {
        self.grid.block.track();
        self.drawn.update_value(|drawn| {
            drawn.each(body, &mut |tr, row, line| {
                let now = self.chosen(row);
                if line.chosen == now {
                    return;
                }
                line.chosen = now;
                for (td, part) in children(tr).skip(1).zip(&line.parts) {
                    let value = if is_chosen(part, now) { "true".to_owned() } else { String::new() };
                    tell(&td, &[(CHOSEN, value)]);
                }
            });
        });
    }

    /// Other totals.
    fn show_totals(&self, body: &Element) {
        self.beside.inspect(|totals| totals.track());
        self.drawn.update_value(|drawn| {
            drawn.each(body, &mut |tr, row, line| {
                let now = self.total(row);
                if line.total != now {
                    set_text(tr, ".row-total", now.as_deref().unwrap_or_default());
                    line.total = now;
                }
            });
        });
    }

    /// A row as markup.
    fn of<'a>(&'a self, row: usize, line: &'a Line) -> FiguresRow<'a> {
        FiguresRow {
            row,
            heading: self.table.rows.get(row),
            total: line.total.as_deref(),
            parts: &line.parts,
            chosen: line.chosen,
            across: line.parts.iter().any(|part| matches!(part, Part::Gap(_))),
        }
    }

    fn chosen(&self, row: usize) -> Columns {
        let block = self.grid.block.get_untracked();
        (block.is_several() && block.rows().contains(&row)).then(|| block.columns().into_inner())
    }

    fn total(&self, row: usize) -> Option<String> {
        let totals = self.beside?;
        Some(totals.with_untracked(|totals| totals.get(&row).cloned().unwrap_or_default()))
    }

    /// Reads what the cells show.
    fn with_entries(&self, read: impl FnOnce(&Entries<'_>)) {
        let grid = self.grid;
        let text = grid.typing.with_value(|typing| typing.text.clone());
        let place = grid.reading.with_untracked(|reading| reading.place);
        let typed = text.as_deref().map(|text| (place, text));
        grid.doubts.with_untracked(|doubts| {
            grid.session.drafts.with_untracked(|drafts| {
                grid.session.with_untracked(|workbook| read(&Entries { workbook, drafts, doubts, typed }))
            })
        });
    }
}

impl Drawn {
    /// Does something with each row and what it shows.
    fn each(&mut self, body: &Element, act: &mut dyn FnMut(&Element, usize, &mut Line)) {
        for (tr, piece) in children(body).zip(&self.rows) {
            if let Piece::Line(row) = piece
                && let Some(line) = self.lines.get_mut(row)
            {
                act(&tr, *row, line);
            }
        }
    }
}
