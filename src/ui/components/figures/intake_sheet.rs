//! How each sheet is read, and what the person may change about it.

use leptos::prelude::*;

use super::intake::IntakeState;
use crate::domain::name::Language;
use crate::domain::period::Month;
use crate::domain::workbook::Workbook;
use crate::i18n::{Messages, fill, messages, month};
use crate::interop::figures::{Axis, Place, Refusal, Refused, Sheet, Unknown};
use crate::interop::table::{Content, Table, column_name};
use crate::ui::components::controls::picker::Choice;
use crate::ui::components::controls::search::{MOST_LISTED, Search, search_view};

/// As many sheets, cells and names are listed.
const LISTED: usize = 50;
/// As many columns and rows may be chosen as headings.
const COLUMNS: u32 = 26;
const ROWS: u32 = 10;

/// A line for each sheet; the mapping of one.
pub(super) fn sheets(state: IntakeState) -> impl IntoView + use<> {
    let language = state.session.language.get();
    let editing = state.editing.get();
    let lines = state.intake.with(|intake| {
        let listed = intake.sheets.iter().enumerate().take(LISTED);
        listed.map(|(index, sheet)| line(state, index, sheet, language).into_any()).collect::<Vec<_>>()
    });
    let fields = state.intake.with(|intake| {
        let index = editing?;
        let sheet = intake.sheets.get(index)?;
        let fields = |workbook: &Workbook| fields(state, index, sheet, workbook, language).into_any();
        state.session.with_untracked(fields)
    });
    view! {
        <ul class="intake-sheets">{lines}</ul>
        {fields}
    }
}

fn line(state: IntakeState, index: usize, sheet: &Sheet, language: Language) -> impl IntoView + use<> {
    let found = &sheet.found;
    let counts =
        [found.figures.len(), found.refused.len(), found.unknown.len()].map(|count| count.to_string());
    let [figures, refused, unknown] = &counts;
    let text = fill(messages(language).how_read, &[&name_of(sheet), figures, refused, unknown]);
    let toggle = move |_| {
        let shown = state.editing.get_untracked() == Some(index);
        state.editing.set((!shown).then_some(index));
    };
    view! {
        <li>
            <button type="button" class="button" data-variant="quiet" aria-expanded=(state.editing.get_untracked() == Some(index)).to_string() on:click=toggle>
                {text}
            </button>
        </li>
    }
}

fn name_of(sheet: &Sheet) -> String {
    match sheet.table.name.as_str() {
        "" => sheet.file.clone(),
        name => format!("{} – {name}", sheet.file),
    }
}

fn fields(
    state: IntakeState,
    index: usize,
    sheet: &Sheet,
    workbook: &Workbook,
    language: Language,
) -> impl IntoView + use<> {
    let words = messages(language);
    let Sheet { table, mapping, found, .. } = sheet;
    let units = named(workbook.units.iter().map(|unit| (unit.id.clone(), unit.name.text(language))));
    let items = named(workbook.items.iter().map(|item| (item.id.clone(), item.name.text(language))));
    let year = mapping.year.unwrap_or_else(|| state.year());
    let first = Month::january(year.saturating_sub(1));
    let months: Vec<(Month, String)> =
        first.through(first.plus(35)).map(|at| (at, month::format_brief(at, language))).collect();
    let years = (year - 3..=year + 3).map(|year| (year.to_string(), year.to_string()));
    let columns = lines(table, words, false).into_iter();
    let values = std::iter::once((String::new(), words.all_other_columns.to_owned())).chain(columns);
    let unknown: Vec<_> = found
        .unknown
        .iter()
        .take(LISTED)
        .map(|unknown| unknown_name(state, index, unknown, &units, &items, words))
        .collect();
    let refused: Vec<_> = found
        .refused
        .iter()
        .take(LISTED)
        .map(|cell| view! { <li>{refused_cell(cell, words)}</li> })
        .collect();
    view! {
        <fieldset class="pickers intake-fields">
            <legend>{name_of(sheet)}</legend>
            {place(state, table, words.unit, &mapping.unit, units.clone(), move |place| state.map(index, |m| m.unit = place))}
            {place(state, table, words.item, &mapping.item, items.clone(), move |place| state.map(index, |m| m.item = place))}
            {place(state, table, words.month, &mapping.month, months, move |place| state.map(index, |m| m.month = place))}
            {select(words.year.to_owned(), choices(years), year.to_string(), move |text| {
                state.map(index, |m| m.year = text.parse().ok());
            })}
            {select(words.step_figures.to_owned(), choices(values), column_value(mapping.values), move |text| {
                state.map(index, |m| m.values = text.strip_prefix('c').and_then(|column| column.parse().ok()));
            })}
        </fieldset>
        <div class="pickers">{unknown}</div>
        <ul class="refused-cells">{refused}</ul>
    }
}

fn named<'w, T>(all: impl Iterator<Item = (T, &'w str)>) -> Vec<(T, String)> {
    all.map(|(id, name)| (id, name.to_owned())).collect()
}

fn choices(all: impl Iterator<Item = (String, String)>) -> Vec<Choice> {
    all.map(|(value, text)| Choice { value, text }).collect()
}

fn column_value(column: Option<u32>) -> String {
    column.map(|column| format!("c{column}")).unwrap_or_default()
}

/// The columns, and the rows where they may be headings too, each with the first text in it.
fn lines(table: &Table, words: &Messages, rows: bool) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let first = |is_it: &dyn Fn(u32, u32) -> bool| {
        table.cells().find_map(|(at, content)| match content {
            Content::Text(text) if is_it(at.row, at.column) => {
                Some(text.chars().take(20).collect::<String>())
            }
            _ => None,
        })
    };
    let mut add = |value: String, name: String, text: Option<String>| {
        lines.extend(text.map(|text| (value, format!("{name}: {text}"))));
    };
    for column in 0..COLUMNS {
        let name = fill(words.place_column, &[&column_name(column)]);
        add(column_value(Some(column)), name, first(&|_, other| other == column));
    }
    for row in (0..ROWS).filter(|_| rows) {
        let name = fill(words.place_row, &[&(row + 1).to_string()]);
        add(format!("r{row}"), name, first(&|other, _| other == row));
    }
    lines
}

/// Where one of unit, item and month is.
fn place<T: Clone + PartialEq + Send + Sync + 'static>(
    state: IntakeState,
    table: &Table,
    label: &str,
    place: &Place<T>,
    given: Vec<(T, String)>,
    on_choose: impl Fn(Place<T>) + Send + Sync + 'static,
) -> AnyView {
    let words = state.session.words();
    let chosen = match place {
        Place::Column(column) => column_value(Some(*column)),
        Place::Row(row) => format!("r{row}"),
        Place::Given(one) => {
            let index = given.iter().position(|(other, _)| Some(other) == one.as_ref());
            index.map(|index| format!("g{index}")).unwrap_or_default()
        }
    };
    let nowhere = (String::new(), words.place_nowhere.to_owned());
    let all = given
        .iter()
        .enumerate()
        .map(|(index, (_, name))| (format!("g{index}"), fill(words.place_given, &[name])));
    let all = choices(std::iter::once(nowhere).chain(lines(table, words, true)).chain(all));
    let choose = move |text: String| {
        let number = text.get(1..).and_then(|number| number.parse::<u32>().ok());
        let place = match (text.bytes().next(), number) {
            (Some(b'c'), Some(column)) => Place::Column(column),
            (Some(b'r'), Some(row)) => Place::Row(row),
            (Some(b'g'), Some(index)) => {
                let one = usize::try_from(index).ok().and_then(|index| given.get(index));
                Place::Given(one.map(|(one, _)| one.clone()))
            }
            _ => Place::Given(None),
        };
        on_choose(place);
    };
    select(label.to_owned(), all, chosen, choose)
}

/// A name that leads to nothing, and what the person says it means.
fn unknown_name(
    state: IntakeState,
    index: usize,
    unknown: &Unknown,
    units: &[(crate::domain::id::UnitId, String)],
    items: &[(crate::domain::id::ItemId, String)],
    words: &Messages,
) -> AnyView {
    let name = unknown.text.clone();
    let label = |text| fill(text, &[&unknown.text.chars().take(40).collect::<String>(), &unknown.at.name()]);
    let named = |names: &mut dyn Iterator<Item = (String, String)>| {
        choices(std::iter::once((String::new(), words.leave_out.to_owned())).chain(names))
    };
    match unknown.axis {
        Axis::Month => view! { <p>{label(words.unknown_month)}</p> }.into_any(),
        Axis::Unit => {
            let all = named(&mut units.iter().map(|(id, name)| (id.to_string(), name.clone())));
            let say = move |id: String| state.map(index, |m| m.units.push((name, Some(id.as_str().into()))));
            select_once(label(words.unknown_unit), all, say).into_any()
        }
        Axis::Item => {
            let all = named(&mut items.iter().map(|(id, name)| (id.to_string(), name.clone())));
            let say = move |id: String| state.map(index, |m| m.items.push((name, Some(id.as_str().into()))));
            select_once(label(words.unknown_item), all, say).into_any()
        }
    }
}

fn refused_cell(cell: &Refused, words: &Messages) -> String {
    let text = match cell.why {
        Refusal::NotANumber => words.refused_not_number,
        Refusal::TooManyDigits => words.refused_digits,
        Refusal::ADay => words.refused_day,
    };
    fill(text, &[&cell.at.name(), &cell.text.chars().take(40).collect::<String>()])
}

/// A choice whose label is made of names; the dialog is drawn anew after it.
fn select_once(
    label: String,
    all: Vec<Choice>,
    on_choose: impl FnOnce(String) + Clone + Send + Sync + 'static,
) -> impl IntoView {
    select(label, all, String::new(), move |text: String| {
        if !text.is_empty() {
            (on_choose.clone())(text);
        }
    })
}

/// The same of one that may change again.
pub(super) fn select(
    label: String,
    all: Vec<Choice>,
    chosen: String,
    on_choose: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let on_choose = Callback::new(on_choose);
    if all.len() > MOST_LISTED {
        let own = all.iter().find(|own| own.value == chosen);
        let (named, name) = (own.map(|own| own.text.clone()).unwrap_or_default(), label.clone());
        let search = search_view(Search {
            name: Box::new(move || Some(name.clone())),
            word: String::new(),
            choices: Box::new(move || all.clone()),
            chosen: Box::new(move || named.clone()),
            on_choose: Box::new(move |value| on_choose.run(value)),
        });
        return view! { <label class="picker"><span class="picker-label">{label}</span>{search}</label> }
            .into_any();
    }
    let options: Vec<_> = all
        .into_iter()
        .map(|Choice { value, text }| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect();
    view! {
        <label class="picker">
            <span class="picker-label">{label}</span>
            <select on:change:target=move |event| on_choose.run(event.target().value())>{options}</select>
        </label>
    }
    .into_any()
}
