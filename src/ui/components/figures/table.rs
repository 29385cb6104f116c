//! The table as it is drawn: heads that stay, the rows in sight, totals below. Its cells have no
//! listeners; what happens in them comes up to the table.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::Grid;
use super::totals::{RowTotals, Totals, follow_derived, follow_row_totals, follow_totals};
use crate::domain::checks::Finding;
use crate::domain::figure::{Cell, Figure};
use crate::domain::sorted::SortedMap;
use crate::domain::workbook::Workbook;
use crate::grid::{Derived, Piece, Place, Table, View, drawn, pieces};
use crate::i18n::{fill, messages};
use crate::ui::browser::document;
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::effects::watch;

/// A part of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// Columns that are not drawn.
    Gap(usize),
    /// A place that takes no figure.
    Unused(usize),
    /// A field.
    Cell(Shown),
}

/// What a field shows.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    column: usize,
    text: String,
    label: String,
    /// The signs at the cell, and what they say.
    signs: String,
    said: Option<String>,
    refused: bool,
    /// Whether it is the sum of its deductions.
    listed: bool,
}

/// The table.
#[component]
pub(super) fn FiguresTable(grid: Grid, table: Arc<Table>) -> impl IntoView {
    let (rows, columns) = (table.rows.len(), table.columns.len());
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
    let height = if is_windowed(rows) { format!("calc({rows} * var(--row))") } else { "0".to_owned() };
    view! {
        <div class="table-scroll grid-scroll" role="region" tabindex="0" aria-label=name node_ref=grid.region on:scroll=move |_| grid.look()>
            // As high as all rows, so that nothing scrolls back while rows are exchanged.
            <div style:min-block-size=height>
            <table
                class="table figures-table"
                data-kind=kind
                data-windowed=is_windowed(rows).then_some("true")
                style=("--columns", columns.to_string())
                aria-rowcount=rows.saturating_add(1).to_string()
                aria-colcount=columns.saturating_add(1).to_string()
                on:focusin=move |event| {
                    if let Some((input, place)) = cell_of(&event) {
                        grid.begin(place);
                        // From now on the field keeps its text when its row is drawn anew.
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
                <tbody>{body(grid, table, beside)}</tbody>
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
pub(super) fn place_of(input: &document::TextInput) -> Option<Place> {
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

fn column_pieces(grid: Grid, table: &Table) -> Vec<Piece> {
    let kept = grid.kept.get().column;
    let count = table.columns.len();
    grid.columns.with(|columns| pieces(&drawn(columns, columns, count), Some(kept), count))
}

/// The columns that are drawn: the first, the one behind the last, and one more by itself.
type Across = (usize, usize, Option<usize>);

/// The rows in sight.
fn body(grid: Grid, table: Arc<Table>, beside: Option<RowTotals>) -> impl IntoView {
    let count = table.rows.len();
    // Other columns make other rows: a field is never taken for another cell.
    let columns = table.columns.len();
    let keyed = move || {
        let range = grid.columns.with(|range| drawn(range, range, columns));
        let kept = grid.kept.get();
        let alone = Some(kept.column).filter(|column| !range.contains(column));
        let across: Across = (range.start, range.end, alone);
        let kept = kept.row;
        let pieces = grid.rows.with(|rows| pieces(&drawn(rows, rows, count), Some(kept), count));
        pieces.into_iter().map(|piece| (piece, across)).collect::<Vec<_>>()
    };
    let children = move |(piece, _): (Piece, Across)| match piece {
        Piece::Line(row) => line(grid, table.clone(), row, beside),
        Piece::Gap(from, to) => {
            let height = format!("calc({} * var(--row))", to.saturating_sub(from));
            let columns = table.columns.len().saturating_add(1).to_string();
            view! {
                <tr class="gap" aria-hidden="true"><td class="gap" colspan=columns style:block-size=height></td></tr>
            }
            .into_any()
        }
    };
    view! { <For each=keyed key=|keyed| *keyed children /> }
}

fn line(grid: Grid, table: Arc<Table>, row: usize, beside: Option<RowTotals>) -> AnyView {
    let heading = table.rows.get(row).cloned().unwrap_or_default();
    let index = row.saturating_add(2).to_string();
    let across = table.columns.len() > grid.columns.with_untracked(|columns| columns.len());
    let shown = Memo::new(move |_| {
        grid.turn.track();
        let pieces = column_pieces(grid, &table);
        let parts = |workbook: &Workbook| parts(grid, &table, workbook, row, &pieces);
        grid.session.with_structure(parts).unwrap_or_default()
    });
    let chosen = Memo::new(move |_| {
        let block = grid.block.get();
        (block.is_several() && block.rows().contains(&row)).then(|| block.columns().into_inner())
    });
    let cells = dynamic(move || {
        let (first, last) = chosen.get().unwrap_or((1, 0));
        shown
            .get()
            .into_iter()
            .map(|part| part_view(row, part, &|column| (first..=last).contains(&column), across))
            .collect::<Vec<_>>()
    });
    let total = beside.map(|totals| {
        let total = move || totals.with(|totals| totals.get(&row).cloned().unwrap_or_default());
        view! { <span class="row-total" data-testid=format!("row-total-{row}")>{text(total)}</span> }
    });
    view! {
        <tr data-line="true" aria-rowindex=index>
            <th scope="row">
                {total}
                <span class="item-name">{heading.name}</span>
                " "
                <span class="item-unit">{heading.detail}</span>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

fn parts(grid: Grid, table: &Table, workbook: &Workbook, row: usize, pieces: &[Piece]) -> Vec<Part> {
    let typed = grid.typing.with_value(|typing| typing.text.clone());
    let place_typed = grid.reading.with_untracked(|reading| reading.place);
    let with_drafts = |drafts: &BTreeMap<Cell, String>, doubts: &SortedMap<Cell, Finding>| {
        let part = |piece: &Piece| match *piece {
            Piece::Gap(from, to) => Part::Gap(to.saturating_sub(from)),
            Piece::Line(column) => {
                let at = Place { row, column };
                let Some((cell, format)) = table.cell(at).zip(table.format(at)) else {
                    return Part::Unused(column);
                };
                let draft = drafts.get(&cell);
                let typed = typed.as_ref().filter(|_| at == place_typed);
                let figure = workbook.figures.get(&cell.unit, &cell.item, cell.month);
                let text = typed.or(draft).cloned().unwrap_or_else(|| table.text_of(figure, format));
                let marks = table.marks(workbook, &cell, figure, doubts.get(&cell));
                let mut label = table.label(at);
                if let Figure::Exempt(_) = figure {
                    let reason = workbook.notes.get(&cell).map_or("", AsRef::as_ref);
                    label = fill(messages(table.language).cell_exempt, &[&label, reason]);
                }
                let said = (!marks.said.is_empty()).then(|| marks.said.join(" "));
                let (refused, listed) = (draft.is_some(), workbook.deductions.get(&cell).is_some());
                Part::Cell(Shown { column, text, label, signs: marks.signs, said, refused, listed })
            }
        };
        pieces.iter().map(part).collect()
    };
    grid.doubts.with(|doubts| grid.session.drafts.with(|drafts| with_drafts(drafts, doubts)))
}

fn part_view(row: usize, part: Part, is_chosen: &dyn Fn(usize) -> bool, across: bool) -> AnyView {
    let chosen = |column: usize| is_chosen(column).then_some("true");
    match part {
        Part::Gap(columns) => view! { <td class="gap" colspan=columns.to_string()></td> }.into_any(),
        Part::Unused(column) => view! { <td class="unused" data-chosen=chosen(column)></td> }.into_any(),
        Part::Cell(shown) => view! {
            <td data-chosen=chosen(shown.column) aria-colindex=across.then(|| shown.column.saturating_add(2).to_string())>
                <span class="signs" aria-hidden="true">{shown.signs}</span>
                <input
                    class="cell"
                    type="text"
                    inputmode="decimal"
                    size="6"
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=shown.label
                    title=shown.said
                    placeholder="·"
                    readonly=shown.listed
                    aria-invalid=shown.refused.then_some("true")
                    aria-describedby="cell-reading"
                    data-row=row.to_string()
                    data-column=shown.column.to_string()
                    value=shown.text
                />
            </td>
        }
        .into_any(),
    }
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
