//! What an edit changes, as the change log keeps it: the fields of the file, old and new. Made from
//! the edit and the one that takes it back, so it says what happened and not what was meant.

use std::sync::Arc;

use super::json::{Json, ToJson, Value, format_on_one_line};
use crate::domain::change_log::{Changed, Noted};
use crate::domain::edit::{Change, Edit, FigureChange};
use crate::domain::figure::Figure;
use crate::domain::id::ScorecardId;
use crate::domain::sorted::SortedMap;
use crate::domain::workbook::Workbook;

/// From so many figures on, a change is one line of the log.
const MANY: usize = 50;
/// The most fields of one object that are named.
const MOST_FIELDS: usize = 6;
/// The most characters of one value that are kept.
const LONGEST: usize = 120;

/// Notes what `edit` has changed; `inverse` takes it back.
pub fn describe(edit: &Edit, inverse: &Edit, out: &mut Vec<Noted>) {
    match (edit, inverse) {
        (Edit::SetFigures(new), Edit::SetFigures(old)) => figures(new, old, out),
        (Edit::SetNote { cell, note }, Edit::SetNote { note: old, .. }) => {
            note_change(Changed::Note(cell.clone()), old.as_deref(), note.as_deref(), out);
        }
        (Edit::Several(new), Edit::Several(old)) => {
            new.iter().zip(old.iter().rev()).for_each(|(edit, inverse)| describe(edit, inverse, out));
        }
        (Edit::RenameWorkbook(new), Edit::RenameWorkbook(old)) => {
            objects(Changed::Workbook, Some(&Named(old)), Some(&Named(new)), out);
        }
        (Edit::RenameUnit { unit, name: new }, Edit::RenameUnit { name: old, .. }) => {
            objects(Changed::Unit(unit.clone()), Some(&Named(old)), Some(&Named(new)), out);
        }
        (Edit::Replace(new), Edit::Replace(old)) => {
            let (old, new) = (facts(old), facts(new));
            out.push(Noted { what: Changed::Workbook, old: Some(old), new: Some(new) });
        }
        (Edit::Conventions { .. }, Edit::Conventions { .. }) => {
            objects(Changed::Workbook, Some(&Conventions(inverse)), Some(&Conventions(edit)), out);
        }
        _ => definition(edit, inverse, out),
    }
}

fn definition(edit: &Edit, inverse: &Edit, out: &mut Vec<Noted>) {
    match (edit, inverse) {
        (Edit::Kinds(new), Edit::Kinds(old)) => {
            list(new, old, |kind| Changed::Kind(kind.id.clone()), out);
        }
        (Edit::Units(new), Edit::Units(old)) => {
            list(new, old, |unit| Changed::Unit(unit.id.clone()), out);
        }
        (Edit::Items(new), Edit::Items(old)) => {
            list(new, old, |item| Changed::Item(item.id.clone()), out);
        }
        (Edit::Scorecards(new), Edit::Scorecards(old)) => {
            list(new, old, |card| Changed::Scorecard(card.id.clone()), out);
        }
        (Edit::Revisions { scorecard, change: new }, Edit::Revisions { change: old, .. }) => {
            list(new, old, |_| card(scorecard), out);
        }
        (Edit::SetMeasure { scorecard, measure: new, .. }, Edit::SetMeasure { measure: old, .. }) => {
            objects(card(scorecard), Some(&**old), Some(&**new), out);
        }
        _ => {}
    }
}

fn card(id: &ScorecardId) -> Changed {
    Changed::Scorecard(id.clone())
}

fn figures(new: &[FigureChange], old: &[FigureChange], out: &mut Vec<Noted>) {
    let pairs = new.iter().zip(old.iter().rev()).filter(|(new, old)| new.figure != old.figure);
    if new.len() > MANY {
        let count = pairs.count();
        return note_change(Changed::Figures, None, Some(&count.to_string()), out);
    }
    for (new, old) in pairs {
        let (before, after) = (figure_text(old.figure), figure_text(new.figure));
        note_change(Changed::Figure(new.cell.clone()), before.as_deref(), after.as_deref(), out);
    }
}

fn figure_text(figure: Figure) -> Option<String> {
    match figure {
        Figure::Missing => None,
        Figure::NotApplicable => Some("n/a".to_owned()),
        Figure::Value(value) => Some(value.to_string()),
        Figure::Exempt(value) => Some(format!("exempt {value}")),
    }
}

fn list<T: ToJson>(new: &Change<T>, old: &Change<T>, what: impl Fn(&T) -> Changed, out: &mut Vec<Noted>) {
    let Some(subject) = held(new).or(held(old)) else { return };
    objects(what(subject), held(old).map(|it| it as &dyn ToJson), held(new).map(|it| it as &dyn ToJson), out);
}

/// What a change puts into a list.
fn held<T>(change: &Change<T>) -> Option<&T> {
    match change {
        Change::Insert(_, what) | Change::Replace(_, what) => Some(what),
        Change::Remove(_) => None,
    }
}

fn objects(what: Changed, old: Option<&dyn ToJson>, new: Option<&dyn ToJson>, out: &mut Vec<Noted>) {
    let (old, new) = (old.map(flatten), new.map(flatten));
    let (before, after) = match (&old, &new) {
        (Some(old), Some(new)) => (differing(old, new), differing(new, old)),
        _ => (old.as_ref().and_then(label), new.as_ref().and_then(label)),
    };
    note_change(what, before.as_deref(), after.as_deref(), out);
}

fn note_change(what: Changed, old: Option<&str>, new: Option<&str>, out: &mut Vec<Noted>) {
    if old != new {
        out.push(Noted { what, old: old.map(Into::into), new: new.map(Into::into) });
    }
}

/// The values of an object by their way: `weight`, `target.offset`, `F14.weight`.
type Fields = SortedMap<String, String>;

fn flatten(value: &dyn ToJson) -> Fields {
    let text = format_on_one_line(value);
    let mut fields = Fields::default();
    if let Ok(json) = Json::parse(&text) {
        add(&json, String::new(), &mut fields);
    }
    fields
}

fn add(json: &Json<'_>, way: String, fields: &mut Fields) {
    let join = |step: &str| if way.is_empty() { step.to_owned() } else { format!("{way}.{step}") };
    match json.value() {
        Value::Object(within) => {
            for (key, value) in within {
                add(value, join(key), fields);
            }
        }
        Value::List(within) => {
            for (place, value) in within.iter().enumerate() {
                // What has a code is known by it, wherever it stands.
                let named = ["code", "id", "from"].iter().find_map(|field| value.get(field)?.as_text());
                let step = named.map_or_else(|| join(&place.to_string()), str::to_owned);
                add(value, step, fields);
            }
        }
        _ => {
            let text = json.as_text().unwrap_or(json.written());
            fields.insert(way, text.chars().take(LONGEST).collect());
        }
    }
}

/// What stands in `these` and not in `others`.
fn differing(these: &Fields, others: &Fields) -> Option<String> {
    let mut named = Vec::new();
    for (way, value) in these.iter() {
        if others.get(way.as_str()) != Some(value) {
            named.push(format!("{way}: {value}"));
        }
    }
    let more = named.len() > MOST_FIELDS;
    named.truncate(MOST_FIELDS);
    if more {
        named.push("…".to_owned());
    }
    (!named.is_empty()).then(|| named.join("; "))
}

/// What an object is called.
fn label(fields: &Fields) -> Option<String> {
    let names = ["code", "name", "name.en", "from", "id"];
    names.iter().find_map(|name| fields.get(*name)).cloned()
}

/// What a workbook is called and how much is in it: said of one that is replaced as a whole, also where
/// the other has as much.
fn facts(workbook: &Workbook) -> Arc<str> {
    let name = label(&flatten(&Named(&workbook.name))).unwrap_or_default();
    let months = workbook.figures.iter().flat_map(|(.., months)| months);
    let figures = months.filter(|figure| **figure != Figure::Missing).count();
    let (units, items, cards) = (workbook.units.len(), workbook.items.len(), workbook.scorecards.len());
    format!("name: {name}; units: {units}; items: {items}; scorecards: {cards}; figures: {figures}").into()
}

/// A name as a field.
struct Named<'n, T>(&'n T);

impl<T: ToJson> ToJson for Named<'_, T> {
    fn write(&self, out: &mut super::json::Writer) {
        out.object(&[("name", self.0)]);
    }
}

struct Conventions<'e>(&'e Edit);

impl ToJson for Conventions<'_> {
    fn write(&self, out: &mut super::json::Writer) {
        if let Edit::Conventions { first_month, number_style } = self.0 {
            out.object(&[("first_month", &first_month.number()), ("number_style", number_style)]);
        }
    }
}
