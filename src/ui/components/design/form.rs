//! The fields of a subject in their sections. Of a long list of rows a page is drawn, and those that a
//! name is looked for.

use leptos::prelude::*;

use super::field::{Place, field_view};
use crate::domain::workbook::Workbook;
use crate::forms::{Field, Section, Subject, rows_of_units};
use crate::i18n::design_words;
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::components::controls::pages::{PAGE, pages_view};
use crate::ui::components::controls::text_field::text_field;
use crate::ui::state::Desk;

/// Sections that a form has at most.
const SECTIONS: usize = 12;

/// Which rows of a long list are drawn.
#[derive(Clone, Copy)]
struct Window {
    first: RwSignal<usize>,
    wanted: RwSignal<String>,
}

/// The form of a subject. It is made anew only when other fields apply, so that whoever types keeps
/// the focus.
pub(in crate::ui) fn form_view(desk: Desk, subject: Memo<Option<Subject>>) -> AnyView {
    let layout = Memo::new(move |_| {
        let (subject, language) = (subject.get()?, desk.session.language.get());
        let sections = desk.sections(&subject, language)?;
        Some((subject, sections))
    });
    // One for each section; they stay where they are when rows come and go.
    let made = || Window { first: RwSignal::new(0), wanted: RwSignal::new(String::new()) };
    let windows: [Window; SECTIONS] = std::array::from_fn(|_| made());
    let window = move |place: usize| windows.get(place).copied().unwrap_or_else(made);
    view! {
        <div class="form">
            {dynamic(move || {
                layout.get().map(|(subject, sections)| {
                    let sections = sections.into_iter().enumerate();
                    sections.map(|(place, own)| section_view(desk, &subject, own, &|| window(place))).collect_view()
                })
            })}
        </div>
    }
    .into_any()
}

fn section_view(desk: Desk, subject: &Subject, section: Section, window: &dyn Fn() -> Window) -> AnyView {
    let (title, about) = (section.title, section.about);
    let about = (!about.is_empty()).then(|| view! { <p class="field-hint">{about}</p> });
    let rows = if section.rows.len() > PAGE + 1 {
        long_list(desk, subject, section.rows, window())
    } else {
        rows_view(desk, subject, section.rows.iter())
    };
    view! {
        <fieldset class="form-section">
            <legend>{title}</legend>
            {about}
            {rows}
        </fieldset>
    }
    .into_any()
}

fn rows_view<'r>(desk: Desk, subject: &Subject, rows: impl Iterator<Item = &'r Vec<Field>>) -> AnyView {
    rows.map(|row| row_view(desk, subject, row)).collect_view().into_any()
}

/// A page of the rows that stand in a list; before and after it what stands alone.
fn long_list(desk: Desk, subject: &Subject, rows: Vec<Vec<Field>>, window: Window) -> AnyView {
    let begins = rows.iter().take_while(|row| row.len() == 1).count();
    let before = rows_view(desk, subject, rows.iter().take(begins));
    let (after, rows): (Vec<_>, Vec<_>) = rows.into_iter().skip(begins).partition(|row| row.len() == 1);
    let after = rows_view(desk, subject, after.iter());
    let rows = StoredValue::new(rows);
    let subject = StoredValue::new(subject.clone());
    let session = desk.session;
    let found = Memo::new(move |_| {
        let (wanted, language) = (window.wanted.get(), session.language.get());
        let find = |workbook: &Workbook| {
            subject.with_value(|subject| {
                rows.with_value(|rows| rows_of_units(workbook, subject, rows, &wanted, language))
            })
        };
        desk.read_untracked(find).unwrap_or_default()
    });
    let shown = dynamic(move || {
        let found = found.get();
        let first = window.first.get().min(found.len().saturating_sub(1)) / PAGE * PAGE;
        let page = found.into_iter().skip(first).take(PAGE);
        let row = |place: usize| {
            subject.with_value(|subject| {
                rows.with_value(|rows| rows.get(place).map(|row| row_view(desk, subject, row)))
            })
        };
        page.filter_map(row).collect_view()
    });
    let label = move || design_words(session.language.get()).units_called.to_owned();
    view! {
        {before}
        {text_field("field", label, window.wanted)}
        {pages_view(session, window.first, Signal::derive(move || found.with(Vec::len)), |words| words.no_unit_matches)}
        {shown}
        {after}
    }
    .into_any()
}

fn row_view(desk: Desk, subject: &Subject, row: &[Field]) -> AnyView {
    let fields: Vec<AnyView> =
        row.iter().map(|field| field_view(desk, subject, field, Place::Labelled, None)).collect();
    if row.len() == 1 {
        return fields.into_any();
    }
    view! { <div class="form-row">{fields}</div> }.into_any()
}
