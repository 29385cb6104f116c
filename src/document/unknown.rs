//! Fields that no reader asked for: found after reading, put back after writing.

use super::json::{Json, Read, Value, format_on_one_line};
use crate::domain::order::{sort_by, sort_by_key};
use crate::domain::unknown::{Step, UnknownField};

/// Lists of many plain lines, in which nothing is looked for.
const PLAIN: &str = "figures";

/// Every field of the tree that was not read, by its way.
pub(super) fn collect(json: &Json<'_>) -> Read<Vec<UnknownField>> {
    let mut found = fields_of(json)?;
    // The order of a file is no part of a workbook.
    sort_by(&mut found, |one, other| one.path.cmp(&other.path));
    for field in &mut found {
        field.path.reverse();
    }
    Ok(found)
}

/// The ways are backwards: what is found deep within is rare.
fn fields_of(json: &Json<'_>) -> Read<Vec<UnknownField>> {
    let mut found: Vec<UnknownField> = Vec::new();
    match json.value() {
        Value::Object(fields) => {
            for (key, value) in fields {
                if value.was_read() {
                    if key != PLAIN {
                        add_within(value, &|| Step::Field(key.as_ref().into()), &mut found)?;
                    }
                } else if found.iter().any(|field| field.path.is_empty() && *field.key == **key) {
                    return Err(value.misfit(format!("duplicate field `{key}`")));
                } else {
                    let text = value.written().into();
                    found.push(UnknownField { path: Vec::new(), key: key.as_ref().into(), text });
                }
            }
        }
        Value::List(list) => {
            for (place, value) in list.iter().enumerate() {
                add_within(value, &|| step_to(list, place, value), &mut found)?;
            }
        }
        _ => {}
    }
    Ok(found)
}

/// Adds what is found in a piece to which `step` leads.
fn add_within(json: &Json<'_>, step: &dyn Fn() -> Step, found: &mut Vec<UnknownField>) -> Read<()> {
    let mut within = fields_of(json)?;
    for field in &mut within {
        field.path.push(step());
    }
    found.append(&mut within);
    Ok(())
}

/// How an element of a list is found again, wherever it stands then.
fn step_to(list: &[Json<'_>], place: usize, json: &Json<'_>) -> Step {
    let Some(identity) = identity(json) else { return Step::Place(place) };
    let before = list.iter().take(place).filter(|other| self::identity(other) == Some(identity)).count();
    Step::Element(identity.into(), before)
}

fn identity<'j>(json: &'j Json<'_>) -> Option<&'j str> {
    let Value::Object(fields) = json.value() else { return None };
    let text = |name: &str| fields.iter().find(|(key, _)| key == name).and_then(|(_, json)| json.as_text());
    text("id").or_else(|| text("from"))
}

/// `text` with these fields put at the end of the objects to which their ways lead. A field whose
/// object is gone is gone too; one that this program writes itself is not written twice.
pub(super) fn put_back(text: String, unknown: &[UnknownField]) -> String {
    if unknown.is_empty() {
        return text;
    }
    let Ok(json) = Json::parse(&text) else { return text };
    let mut places: Vec<(usize, String)> =
        unknown.iter().filter_map(|field| place_of(&json, field)).collect();
    // Later fields of one object stand after earlier ones.
    places.reverse();
    sort_by_key(&mut places, |(at, _)| std::cmp::Reverse(*at));
    let mut whole = text.clone();
    for (at, field) in places {
        whole.insert_str(at, &field);
    }
    whole
}

/// Where a field is put, in bytes, and how it is written there.
fn place_of(json: &Json<'_>, field: &UnknownField) -> Option<(usize, String)> {
    let object = field.path.iter().try_fold(json, follow)?;
    let Value::Object(fields) = object.value() else { return None };
    if fields.is_empty() || fields.iter().any(|(key, _)| *key == *field.key) {
        return None;
    }
    let inner = object.written().strip_suffix('}')?.trim_end();
    let key = format_on_one_line(&&*field.key);
    let value = &field.text;
    let blank = if object.written().contains('\n') {
        format!("\n{}", "  ".repeat(field.path.len() + 1))
    } else {
        " ".to_owned()
    };
    Some((object.start() + inner.len(), format!(",{blank}{key}: {value}")))
}

fn follow<'j, 't>(json: &'j Json<'t>, step: &Step) -> Option<&'j Json<'t>> {
    match (json.value(), step) {
        (Value::Object(fields), Step::Field(name)) => {
            fields.iter().find(|(key, _)| *key == **name).map(|(_, json)| json)
        }
        (Value::List(list), Step::Place(place)) => list.get(*place),
        (Value::List(list), Step::Element(wanted, before)) => {
            list.iter().filter(|json| identity(json) == Some(wanted)).nth(*before)
        }
        _ => None,
    }
}
