//! The table as it is drawn: heads that stay, the rows in sight, totals below. Its cells have no
//! listeners; what happens in them comes up to the table.

use std::sync::Arc;

use leptos::prelude::*;

use super::Grid;
use super::rows::{column_pieces, rows};
use super::totals::{Totals, follow_derived, follow_row_totals, follow_totals};
use crate::grid::{Derived, Piece, Place, Table, View, drawn};
use crate::i18n::{fill, messages};
use crate::ui::browser::document;
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::effects::watch;

/// The table.
#[component]
pub(super) fn FiguresTable(grid: Grid, table: Arc<Table>) -> impl IntoView {
    let (count, columns) = (table.rows.len(), table.columns.len());
    let caption = table.caption();
    let name = caption.clone();
    let kind = match table.view {
        View::Unit { .. } => "unit",
        View::Month { .. } => "month",
    };
    let totals = follow_totals(grid, &table);
    let feet: Vec<_> = totals.map(|totals| feet(grid, &table, totals)).unwrap_or_default();
    let beside = follow_row_totals(grid, &table);
    let derived = derived(grid, &table);
    let resized = window_event_listener(leptos::ev::resize, move |_| grid.look());
    on_cleanup(move || resized.remove());
    watch(move || grid.look());
    let height = if is_windowed(count) { format!("calc({count} * var(--row))") } else { "0".to_owned() };
    view! {
        <div class="table-scroll grid-scroll" role="region" tabindex="0" aria-label=name node_ref=grid.region on:scroll=move |_| grid.look()>
            // As high as all rows, so that nothing scrolls back while rows are exchanged.
            <div style:min-block-size=height>
            <table
                class="table figures-table"
                data-kind=kind
                data-windowed=is_windowed(count).then_some("true")
                style=("--columns", columns.to_string())
                aria-rowcount=count.saturating_add(1).to_string()
                aria-colcount=columns.saturating_add(1).to_string()
                on:focusin=move |event| {
                    if let Some((input, place)) = cell_of(&event) {
                        grid.begin(place);
                        // From now on the field keeps its text when its attribute is set.
                        input.set_value(&input.value());
                        document::select_all(&input);
                    }
                }
                on:focusout=move |event| with_place(&event, |place| grid.leave(place))
                on:input=move |event| {
                    if let Some((input, place)) = cell_of(&event) {
                        grid.type_text(place, &input.value());
                    }
                }
                on:keydown=move |event| with_place(&event, |place| grid.key(&event, place))
                on:mousedown=move |event| with_place(&event, |place| grid.point(&event, place))
                on:mouseover=move |event| with_place(&event, |place| grid.drag(&event, place))
                // Else the text that is selected in a cell would be dragged, and no block chosen.
                on:dragstart=move |event| event.prevent_default()
                on:mouseup=move |event| {
                    // Else the click would take back that all is selected.
                    if grid.typing.with_value(|typing| !typing.editing && typing.text.is_none()) {
                        event.prevent_default();
                    }
                }
                on:dblclick=move |event| with_place(&event, |place| grid.edit(place))
                on:copy=move |event| grid.copy(&event, false)
                on:cut=move |event| grid.copy(&event, true)
                on:paste=move |event| grid.paste(&event)
            >
                <caption class="visually-hidden">{caption}</caption>
                <colgroup>
                    <col class="first-column" />
                    <col span=columns.to_string() />
                </colgroup>
                <thead>{head(grid, table.clone())}</thead>
                {rows(grid, table, beside)}
                {derived}
                <tfoot>{feet}</tfoot>
            </table>
            </div>
        </div>
    }
}

/// Whether rows are left out, so that all must be of one height.
fn is_windowed(rows: usize) -> bool {
    drawn(&(0..0), &(0..0), rows).len() < rows
}

/// The field that an event comes from, and its place.
fn cell_of(event: &leptos::ev::Event) -> Option<(document::TextInput, Place)> {
    let input = document::target_input(event)?;
    let place = place_of(&input)?;
    Some((input, place))
}

/// The place of a field; `None` where it is no cell.
fn place_of(input: &document::TextInput) -> Option<Place> {
    let number = |name| document::number_of(input, name);
    Some(Place { row: number("data-row")?, column: number("data-column")? })
}

fn with_place(event: &leptos::ev::Event, act: impl FnOnce(Place)) {
    if let Some((_, place)) = cell_of(event) {
        act(place);
    }
}

/// The heads of the columns.
fn head(grid: Grid, table: Arc<Table>) -> impl IntoView {
    let words = messages(table.language);
    dynamic(move || {
        let (first, beside) = match table.view {
            View::Unit { .. } => (words.item, None),
            View::Month { .. } => (words.unit, Some(view! { <span class="row-total">{words.total}</span> })),
        };
        let heads: Vec<AnyView> = column_pieces(grid, &table)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Gap(from, to) => Some(
                    view! { <td class="gap" colspan=to.saturating_sub(from).to_string()></td> }.into_any(),
                ),
                Piece::Line(column) => {
                    let heading = table.columns.get(column)?.clone();
                    let index = column.saturating_add(2).to_string();
                    Some(
                        view! {
                            <th scope="col" class="number" aria-colindex=index>
                                <span class="column-name">{heading.name}</span>
                                " "
                                <span class="item-unit">{heading.detail}</span>
                            </th>
                        }
                        .into_any(),
                    )
                }
            })
            .collect();
        view! { <tr aria-rowindex="1"><th scope="col">{beside}{first}</th>{heads}</tr> }
    })
}

/// The rows that are worked out.
fn derived(grid: Grid, table: &Arc<Table>) -> Option<AnyView> {
    let (rows, values) = follow_derived(grid, table)?;
    let line = |(row, derived): (usize, Derived)| {
        let table = table.clone();
        let cells = dynamic(move || {
            let columns = column_pieces(grid, &table).into_iter();
            let cell = |piece| match piece {
                Piece::Gap(from, to) => {
                    view! { <td class="gap" colspan=to.saturating_sub(from).to_string()></td> }.into_any()
                }
                Piece::Line(column) => {
                    let text = values.with(|values| values.get(row).and_then(|row| row.get(column)).cloned());
                    view! { <td class="number">{text}</td> }.into_any()
                }
            };
            columns.map(cell).collect::<Vec<_>>()
        });
        view! {
            <tr>
                <th scope="row">
                    <span class="item-name">{derived.heading.name}</span>
                    " "
                    <span class="item-unit">{derived.heading.detail}</span>
                </th>
                {cells}
            </tr>
        }
        .into_any()
    };
    let lines: Vec<AnyView> = rows.into_iter().enumerate().map(line).collect();
    Some(view! { <tbody class="derived" data-testid="derived">{lines}</tbody> }.into_any())
}

/// A row of totals for each card.
fn feet(grid: Grid, table: &Arc<Table>, totals: Totals) -> Vec<AnyView> {
    let words = messages(table.language);
    let foot = |(card, name): (usize, String)| {
        let (table, points) = (table.clone(), totals.points);
        let cells = dynamic(move || {
            let columns = column_pieces(grid, &table).into_iter();
            let cell = |piece| match piece {
                Piece::Gap(from, to) => {
                    view! { <td class="gap" colspan=to.saturating_sub(from).to_string()></td> }.into_any()
                }
                Piece::Line(column) => {
                    let shown = points.with(|points| super::totals::shown(points, card, column));
                    view! { <td class="number" data-testid=format!("total-{card}-{column}")>{shown}</td> }
                        .into_any()
                }
            };
            columns.map(cell).collect::<Vec<_>>()
        });
        view! {
            <tr>
                <th scope="row"><span class="total-name">{fill(words.totals_of, &[&name])}</span></th>
                {cells}
            </tr>
        }
        .into_any()
    };
    totals.cards.into_iter().enumerate().map(foot).collect()
}
