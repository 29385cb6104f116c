//! The items of the workbook, as a table of fields.

use leptos::prelude::*;

use super::adding::adding_field;
use super::field::{Place, field_view};
use crate::domain::workbook::Workbook;
use crate::forms::{Control, Field, Key, Subject, What, add_item, sections, value};
use crate::i18n::{fill, form_words};
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::state::Session;

/// The rows, each with the fields of one subject.
type Rows = Vec<(Subject, Vec<Field>)>;

/// The items with their rules.
pub(in crate::ui) fn items_view(session: Session) -> AnyView {
    let label = Signal::derive(move || form_words(session.language.get()).add_item.to_owned());
    let subjects =
        |workbook: &Workbook| workbook.items.iter().map(|item| Subject::Item(item.id.clone())).collect();
    view! {
        {list_view(session, subjects)}
        <div class="pickers">
            {adding_field(session, "item".to_owned(), label, Box::new(add_item))}
        </div>
    }
    .into_any()
}

fn list_view(session: Session, subjects: fn(&Workbook) -> Vec<Subject>) -> AnyView {
    let rows = Memo::new(move |_| {
        let language = session.language.get();
        let rows = |workbook: &Workbook| -> Rows {
            let fields = |subject: &Subject| {
                sections(workbook, subject, language).into_iter().flat_map(|own| own.rows).flatten().collect()
            };
            subjects(workbook)
                .into_iter()
                .map(|subject| {
                    let own = fields(&subject);
                    (subject, own)
                })
                .collect()
        };
        (language, session.with_structure(rows).unwrap_or_default())
    });
    view! { {dynamic(move || rows.with(|(_, rows)| table(session, rows)))} }.into_any()
}

/// The columns are the fields that any of the rows has, in their order.
fn columns(rows: &Rows) -> Vec<Field> {
    let mut columns: Vec<Field> = Vec::new();
    for (_, fields) in rows {
        for (place, field) in fields.iter().enumerate() {
            if columns.iter().all(|own| own.key != field.key) {
                columns.insert(place.min(columns.len()), field.clone());
            }
        }
    }
    columns
}

fn table(session: Session, rows: &Rows) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let columns = columns(rows);
    let heads: Vec<_> = columns
        .iter()
        .map(|field| {
            let hidden = matches!(field.control, Control::Button);
            view! {
                <th scope="col"><span class=if hidden { "visually-hidden" } else { "" }>{field.label.clone()}</span></th>
            }
        })
        .collect();
    let body: Vec<_> = rows.iter().map(|(subject, fields)| row(session, subject, fields, &columns)).collect();
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-label=form_words(session.language.get()).name>
            <table class="table list-table">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(session: Session, subject: &Subject, fields: &[Field], columns: &[Field]) -> AnyView {
    let cells: Vec<_> = columns
        .iter()
        .map(|column| {
            let field = fields.iter().find(|own| own.key == column.key);
            let cell = field.map(|field| {
                let name = name_of(session, subject, field.label.clone());
                let field = Field { hint: "", ..field.clone() };
                field_view(session.into(), subject, &field, Place::Cell(word_of(field.key)), Some(name))
            });
            view! { <td>{cell}</td> }
        })
        .collect();
    view! { <tr>{cells}</tr> }.into_any()
}

/// The column of a field: Enter goes down it.
fn word_of(key: Key) -> &'static str {
    match key.what {
        What::Name => "name",
        What::Code => "code",
        What::UnitOfMeasure => "measured-in",
        What::Decimals => "decimals",
        What::PlausibleLow => "low",
        What::PlausibleHigh => "high",
        _ => "other",
    }
}

/// "Name, First Surgery".
pub(super) fn name_of(session: Session, subject: &Subject, label: String) -> Signal<String> {
    let subject = subject.clone();
    Signal::derive(move || {
        let language = session.language.get();
        let name = session.with_structure(|workbook| value(workbook, &subject, What::Name.key(), language));
        fill("{0}, {1}", &[&label, &name.unwrap_or_default()])
    })
}
