//! Fields that no reader asked for: found after reading, put back after writing. The time of both is
//! that of reading the text, however many there are.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::json::{Json, Read, Value, format_on_one_line};
use super::lines::FIELDS_OF_LINES;
use crate::domain::decimal;
use crate::domain::order::{sort_by, sort_by_key};
use crate::domain::unknown::{Step, UnknownFields};

/// What an element without an identity is known by: whose it is, of what, and when.
const KNOWN_BY: [&str; 13] = [
    "unit",
    "item",
    "year",
    "scorecard",
    "measure",
    "objective",
    "perspective",
    "period",
    "first",
    "last",
    "month",
    "what",
    "at",
];

/// Every field of the tree that was not read, by the way to its object.
pub(super) fn collect(json: &Json<'_>) -> Read<Vec<UnknownFields>> {
    let mut found = Vec::new();
    collect_within(json, &mut found)?;
    found.iter_mut().for_each(|fields| fields.way.reverse());
    sort(&mut found);
    Ok(found)
}

/// The order of a file is no part of a workbook.
pub(super) fn sort(found: &mut Vec<UnknownFields>) {
    sort_by(found, |one, other| one.way.cmp(&other.way));
}

/// The ways are backwards: what is found deep within is rare.
fn collect_within(json: &Json<'_>, found: &mut Vec<UnknownFields>) -> Read<()> {
    match json.value() {
        Value::Object(fields) => {
            for (key, value) in fields {
                if value.was_read() && key != FIELDS_OF_LINES {
                    let before = found.len();
                    collect_within(value, found)?;
                    add_step(found, before, || Step::Field(key.as_ref().into()));
                }
            }
            found.extend(unread(fields)?);
        }
        Value::List(list) => {
            let mut places = None;
            for (place, value) in list.iter().enumerate() {
                let before = found.len();
                collect_within(value, found)?;
                add_step(found, before, || {
                    let places = places.get_or_insert_with(|| places_of(list, false));
                    step_to(place, name_of(value, false), places)
                });
            }
        }
        _ => {}
    }
    Ok(())
}

/// Adds a step to the ways of what was found after the first `before`.
fn add_step(found: &mut [UnknownFields], before: usize, step: impl FnOnce() -> Step) {
    let Some(new) = found.get_mut(before..).filter(|new| !new.is_empty()) else { return };
    let step = step();
    new.iter_mut().for_each(|fields| fields.way.push(step.clone()));
}

/// Those fields of an object that were not read.
fn unread(fields: &[(Cow<'_, str>, Json<'_>)]) -> Read<Option<UnknownFields>> {
    let mut unread: Vec<_> = fields.iter().filter(|(_, value)| !value.was_read()).collect();
    if unread.is_empty() {
        return Ok(None);
    }
    let mut text = String::new();
    for (key, value) in &unread {
        text.push(if text.is_empty() { '{' } else { ',' });
        text.push_str(&format!("{}:{}", format_on_one_line(&&**key), value.written()));
    }
    text.push('}');
    sort_by(&mut unread, |(one, _), (other, _)| one.cmp(other));
    for pair in unread.windows(2) {
        if let [(one, _), (other, value)] = pair
            && one == other
        {
            return Err(value.misfit(format!("duplicate field `{other}`")));
        }
    }
    Ok(Some(UnknownFields { way: Vec::new(), text: text.into() }))
}

/// The places of the elements of a list by what they are known by.
type Places = BTreeMap<Arc<str>, Vec<usize>>;

/// `all` fields count, or those that were read.
fn places_of(list: &[Json<'_>], all: bool) -> Places {
    let mut places = Places::new();
    for (place, json) in list.iter().enumerate() {
        places.entry(name_of(json, all).into()).or_default().push(place);
    }
    places
}

/// How an element of a list is found again, wherever it stands then.
fn step_to(place: usize, name: String, places: &Places) -> Step {
    if name.is_empty() {
        return Step::Place(place);
    }
    let before = places.get(name.as_str()).and_then(|same| same.binary_search(&place).ok());
    Step::Element(name.into(), before.unwrap_or_default())
}

/// What an element is known by; nothing where that is its place alone.
fn name_of(json: &Json<'_>, all: bool) -> String {
    let mut name = String::new();
    let Value::Object(fields) = json.value() else { return name };
    let mut add = |key: &str| {
        let value = fields.iter().find(|(known, value)| known == key && (all || value.was_read()));
        match value.map(|(_, json)| (json, json.value())) {
            Some((json, Value::Object(_))) => name.push_str(&name_of(json, all)),
            Some((json, Value::Text(_) | Value::Number)) => {
                let text = json.as_text().unwrap_or(json.written());
                // A decimal may be written in several ways.
                let number = if matches!(key, "at" | "from") { decimal::parse(text) } else { None };
                name.push('\n');
                name.push_str(&number.map_or_else(|| text.to_owned(), |number| number.to_string()));
            }
            _ => {}
        }
        !name.is_empty()
    };
    if !add("id") && !KNOWN_BY.into_iter().fold(false, |_, key| add(key)) {
        add("from");
    }
    name
}

/// `text` with these fields put at the end of the objects to which their ways lead. Those whose object is
/// gone are gone too; one that this program writes itself is not written twice.
pub(super) fn put_back(text: String, unknown: &[UnknownFields]) -> String {
    if unknown.is_empty() {
        return text;
    }
    let Ok(json) = Json::parse(&text) else { return text };
    let mut ordered: Vec<&UnknownFields> = unknown.iter().collect();
    sort_by(&mut ordered, |one, other| one.way.cmp(&other.way));
    let mut pieces = Vec::new();
    put_within(&json, 0, &ordered, &mut pieces);
    sort_by_key(&mut pieces, |(at, _)| *at);
    let (mut whole, mut done) = (String::new(), 0);
    for (at, piece) in &pieces {
        whole.push_str(text.get(done..*at).unwrap_or_default());
        whole.push_str(piece);
        done = *at;
    }
    whole.push_str(text.get(done..).unwrap_or_default());
    whole
}

/// Finds where fields belong whose ways have led to this piece: places in bytes, and what is put there.
fn put_within(json: &Json<'_>, depth: usize, unknown: &[&UnknownFields], pieces: &mut Vec<(usize, String)>) {
    let own = unknown.partition_point(|fields| fields.way.len() <= depth);
    let (own, within) = unknown.split_at(own);
    pieces.extend(own.first().and_then(|fields| piece(json, depth, fields)));
    let places = match json.value() {
        Value::List(list) if !within.is_empty() => places_of(list, true),
        _ => Places::new(),
    };
    for group in within.chunk_by(|one, other| one.way.get(depth) == other.way.get(depth)) {
        let step = group.first().and_then(|fields| fields.way.get(depth));
        if let Some(next) = step.and_then(|step| follow(json, step, &places)) {
            put_within(next, depth + 1, group, pieces);
        }
    }
}

fn follow<'j, 't>(json: &'j Json<'t>, step: &Step, places: &Places) -> Option<&'j Json<'t>> {
    match (json.value(), step) {
        (Value::Object(fields), Step::Field(name)) => {
            fields.iter().find(|(key, _)| *key == **name).map(|(_, json)| json)
        }
        (Value::List(list), Step::Place(place)) => list.get(*place),
        (Value::List(list), Step::Element(name, before)) => list.get(*places.get(name)?.get(*before)?),
        _ => None,
    }
}

/// Where the fields of an object are put, and how they are written there.
fn piece(json: &Json<'_>, depth: usize, unknown: &UnknownFields) -> Option<(usize, String)> {
    let Value::Object(known) = json.value() else { return None };
    let inner = json.written().strip_suffix('}')?.trim_end();
    let blank =
        if json.written().contains('\n') { format!("\n{}", "  ".repeat(depth + 1)) } else { " ".to_owned() };
    let fields = Json::parse(&unknown.text).ok()?;
    let mut text = String::new();
    for (key, value) in fields.as_object()? {
        if !known.iter().any(|(known, _)| known == key) {
            text.push_str(&format!(",{blank}{}: {}", format_on_one_line(&&**key), value.written()));
        }
    }
    (!known.is_empty()).then_some((json.start() + inner.len(), text))
}
