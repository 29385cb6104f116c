//! The deductions behind a figure, one by one; the figure is their sum. Nothing changes before they are
//! taken, and taking them is one step.

use leptos::prelude::*;

use super::Grid;
use crate::domain::deduction::{MOST_DEDUCTIONS, set_list};
use crate::domain::figure::Cell;
use crate::domain::workbook::{NumberStyle, Workbook};
use crate::forms::{DeductionFault, DeductionRow, deduction_rows, read_deductions, sum_of_rows};
use crate::i18n::fill;
use crate::i18n::number::format;
use crate::ui::browser::document;
use crate::ui::components::controls::dialog::{Width, dialog_view};
use crate::ui::components::controls::dynamic::{dynamic, text};
use crate::ui::effects::once_drawn;

/// The deductions that are being edited.
#[derive(Clone)]
pub(super) struct Listing {
    cell: Cell,
    label: String,
    style: NumberStyle,
    rows: Vec<DeductionRow>,
    faults: Vec<(usize, DeductionFault)>,
}

/// A field of a row: its letter in the page, and where its text is.
type Field = (&'static str, fn(&mut DeductionRow) -> &mut String, DeductionFault);

const FIELDS: [Field; 3] = [
    ("day", |row| &mut row.day, DeductionFault::Day),
    ("reason", |row| &mut row.reason, DeductionFault::TooMany),
    ("points", |row| &mut row.points, DeductionFault::Points),
];

impl Grid {
    /// Opens the deductions of the cell that was entered last, with a row to write in.
    pub(super) fn open_deductions(self) {
        self.session.close_typing();
        let reading = self.reading.get_untracked();
        let Some(cell) = reading.cell else { return };
        let found = self.session.with_untracked(|workbook: &Workbook| {
            let style = workbook.number_style;
            let list = workbook.deductions.get(&cell).map(Vec::as_slice).unwrap_or_default();
            (style, deduction_rows(list, style))
        });
        let Some((style, mut rows)) = found else { return };
        rows.push(DeductionRow::default());
        self.listing.set(Some(Listing { cell, label: reading.label, style, rows, faults: Vec::new() }));
        self.listed_rows.update(|turn| *turn = turn.wrapping_add(1));
    }

    /// Takes what is written, where all of it can be read.
    fn take_deductions(self) {
        let Some(listing) = self.listing.get_untracked() else { return };
        match read_deductions(&listing.rows, listing.cell.month, listing.style) {
            Ok(list) => {
                let edit = self.session.with_untracked(|workbook| {
                    let before =
                        workbook.deductions.get(&listing.cell).map(Vec::as_slice).unwrap_or_default();
                    (before != list.as_slice()).then(|| set_list(workbook, &listing.cell, list))
                });
                if let Some(edit) = edit.flatten() {
                    self.session.dispatch(edit);
                }
                self.drop_drafts(std::slice::from_ref(&listing.cell));
                self.listing.set(None);
            }
            Err(faults) => self.listing.update(|listing| {
                if let Some(listing) = listing {
                    listing.faults = faults;
                }
            }),
        }
    }

    fn change_rows(self, change: impl FnOnce(&mut Vec<DeductionRow>)) {
        self.listing.update(|listing| {
            if let Some(listing) = listing {
                change(&mut listing.rows);
                listing.faults.clear();
            }
        });
        self.listed_rows.update(|turn| *turn = turn.wrapping_add(1));
    }
}

/// A dialog that is there while deductions are edited.
#[component]
pub(super) fn Deductions(grid: Grid) -> impl IntoView {
    let open = Memo::new(move |_| grid.listing.with(Option::is_some));
    let closed = Callback::new(move |()| {
        if grid.listing.with_untracked(Option::is_some) {
            grid.listing.set(None);
        }
        grid.go(grid.reading.with_untracked(|reading| reading.place));
    });
    let content = dynamic(move || open.get().then(|| content(grid)));
    dialog_view(Width::Table, open.into(), closed, "deductions-heading", content)
}

fn content(grid: Grid) -> AnyView {
    let words = grid.session.words();
    let label = grid.listing.with_untracked(|listing| listing.as_ref().map(|it| it.label.clone()));
    let sum = move || {
        let sum = grid.listing.with(|listing| listing.as_ref().map(|it| sum_of_rows(&it.rows, it.style)));
        fill(grid.session.words().deductions_sum, &[&format(sum.unwrap_or_default(), 0)])
    };
    let add = move |_| {
        let place = grid.listing.with_untracked(|listing| listing.as_ref().map_or(0, |it| it.rows.len()));
        if place < MOST_DEDUCTIONS {
            grid.change_rows(|rows| rows.push(DeductionRow::default()));
            once_drawn(move || {
                document::focus(&format!("#deduction-day-{place}"));
            });
        }
    };
    view! {
        <h2 id="deductions-heading">{words.deductions}</h2>
        <p>{label}</p>
        <div class="table-scroll intake-scroll" role="region" aria-labelledby="deductions-heading">
            <table class="table deductions-table">
                <thead>
                    <tr>
                        <th scope="col">{words.deduction_day}</th>
                        <th scope="col">{words.deduction_reason}</th>
                        <th scope="col" class="number">{words.deduction_points}</th>
                        <th scope="col"><span class="visually-hidden">{words.remove}</span></th>
                    </tr>
                </thead>
                <tbody>{dynamic(move || rows(grid))}</tbody>
            </table>
        </div>
        <p><button type="button" class="button" on:click=add>{words.deduction_add}</button></p>
        <p role="status" data-testid="deductions-sum">{text(sum)}</p>
        <p class="dialog-actions">
            <button type="button" class="button" data-variant="primary" on:click=move |_| grid.take_deductions()>
                {words.deductions_take}
            </button>
            <button type="button" class="button" data-variant="quiet" on:click=move |_| grid.listing.set(None)>
                {words.cancel}
            </button>
        </p>
    }
    .into_any()
}

/// The rows; they are made anew when there are more or fewer, not when something is typed.
fn rows(grid: Grid) -> Vec<AnyView> {
    grid.listed_rows.track();
    let rows = grid.listing.with_untracked(|listing| listing.as_ref().map(|it| it.rows.clone()));
    rows.unwrap_or_default().into_iter().enumerate().map(|(place, row)| row_view(grid, place, row)).collect()
}

fn row_view(grid: Grid, place: usize, mut row: DeductionRow) -> AnyView {
    let words = grid.session.words();
    let number = place.saturating_add(1).to_string();
    let names = [words.deduction_day, words.deduction_reason, words.deduction_points];
    let cells: Vec<_> = FIELDS
        .into_iter()
        .zip(names)
        .map(|(field, name)| {
            field_view(grid, place, field, &fill(words.deduction_field, &[name, &number]), &mut row)
        })
        .collect();
    let remove = move |_| {
        grid.change_rows(|rows| {
            if place < rows.len() {
                rows.remove(place);
            }
        });
    };
    let named = fill(words.deduction_remove, &[&number]);
    view! {
        <tr>
            {cells}
            <td><button type="button" class="button" aria-label=named on:click=remove>{words.remove}</button></td>
        </tr>
    }
    .into_any()
}

fn field_view(
    grid: Grid,
    place: usize,
    (id, at, fault): Field,
    label: &str,
    row: &mut DeductionRow,
) -> AnyView {
    let value = at(row).clone();
    let faulty = Memo::new(move |_| {
        grid.listing.with(|listing| listing.as_ref().is_some_and(|it| it.faults.contains(&(place, fault))))
    });
    let problem = move || {
        let words = grid.session.words();
        match fault {
            _ if !faulty.get() => "",
            DeductionFault::Day => words.deduction_no_day,
            DeductionFault::Points => words.deduction_no_points,
            DeductionFault::TooMany => words.deduction_too_many,
        }
        .to_owned()
    };
    let typed = move |text: String| {
        grid.listing.update(|listing| {
            let row = listing.as_mut().and_then(|it| it.rows.get_mut(place));
            if let Some(row) = row {
                *at(row) = text;
            }
        });
    };
    let error = format!("deduction-{id}-{place}-error");
    view! {
        <td>
            <input
                id=format!("deduction-{id}-{place}")
                class="deduction-field"
                type="text"
                autocomplete="off"
                maxlength="500"
                data-native-undo
                aria-label=label.to_owned()
                aria-invalid=move || faulty.get().then_some("true")
                aria-describedby=error.clone()
                prop:value=value
                on:input:target=move |event| typed(event.target().value())
            />
            <p class="field-error" id=error>{text(problem)}</p>
        </td>
    }
    .into_any()
}
