//! The fields of a subject in their sections.

use leptos::prelude::*;

use super::field::{Place, field_view};
use crate::forms::{Field, Section, Subject};
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::state::Desk;

/// The form of a subject. It is made anew only when other fields apply, so that whoever types keeps
/// the focus.
pub(in crate::ui) fn form_view(desk: Desk, subject: Memo<Option<Subject>>) -> AnyView {
    let layout = Memo::new(move |_| {
        let (subject, language) = (subject.get()?, desk.session.language.get());
        let sections = desk.sections(&subject, language)?;
        Some((subject, sections))
    });
    view! {
        <div class="form">
            {dynamic(move || {
                layout.get().map(|(subject, sections)| {
                    sections.iter().map(|section| section_view(desk, &subject, section)).collect_view()
                })
            })}
        </div>
    }
    .into_any()
}

fn section_view(desk: Desk, subject: &Subject, section: &Section) -> AnyView {
    let rows: Vec<AnyView> = section.rows.iter().map(|row| row_view(desk, subject, row)).collect();
    let about = (!section.about.is_empty()).then(|| view! { <p class="field-hint">{section.about}</p> });
    view! {
        <fieldset class="form-section">
            <legend>{section.title}</legend>
            {about}
            {rows}
        </fieldset>
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
