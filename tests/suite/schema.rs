//! The published JSON Schema says the same as the program: what is written keeps to it, and of every
//! field it knows whether a file may be without it.

use std::collections::BTreeSet;
use std::fs;

use counterpoise::document::Document;
use counterpoise::domain::change_log::{Change, Changed};
use counterpoise::domain::workbook::Workbook;
use counterpoise::templates::{start_from, templates};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::format_doc::{example, fields_and_words};
use crate::random_books::{config, ordinary, workbooks};
use crate::source_text::root;
use crate::support::sample;

fn text() -> String {
    fs::read_to_string(root().join("docs/schema/counterpoise-1.schema.json")).expect("the schema")
}

/// The keywords that the schema uses, as the standard has them; fields that it does not know are
/// faults here, so that it stays complete.
struct Schema(Value);

impl Schema {
    fn new() -> Self {
        Self(serde_json::from_str(&text()).expect("JSON"))
    }

    fn faults(&self, value: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.check(&self.0, value, "", &mut faults);
        faults
    }

    fn resolve<'s>(&'s self, schema: &'s Value) -> &'s Value {
        match schema["$ref"].as_str() {
            Some(name) => &self.0["$defs"][name.strip_prefix("#/$defs/").expect("a definition")],
            None => schema,
        }
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let schema = self.resolve(schema);
        assert!(schema.is_object(), "{at}: a schema without a definition");
        for (keyword, rule) in schema.as_object().expect("an object") {
            let holds = match keyword.as_str() {
                "type" => of_type(rule, value),
                "const" => rule == value,
                "enum" => rule.as_array().expect("words").contains(value),
                "minimum" => value.as_i64().is_none_or(|number| number >= rule.as_i64().expect("a number")),
                "maximum" => value.as_i64().is_none_or(|number| number <= rule.as_i64().expect("a number")),
                "minItems" => {
                    value.as_array().is_none_or(|list| list.len() as u64 >= rule.as_u64().expect("a count"))
                }
                "maxItems" => {
                    value.as_array().is_none_or(|list| list.len() as u64 <= rule.as_u64().expect("a count"))
                }
                "maxLength" => value
                    .as_str()
                    .is_none_or(|text| text.chars().count() as u64 <= rule.as_u64().expect("a count")),
                "pattern" => {
                    value.as_str().is_none_or(|text| matches(rule.as_str().expect("a pattern"), text))
                }
                "anyOf" | "oneOf" => {
                    let fits = |one: &&Value| {
                        let mut faults = Vec::new();
                        self.check(one, value, at, &mut faults);
                        faults.is_empty()
                    };
                    let fitting = rule.as_array().expect("schemas").iter().filter(fits).count();
                    fitting == 1 || keyword == "anyOf" && fitting > 0
                }
                "items" => {
                    for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(rule, item, &format!("{at}/{place}"), faults);
                    }
                    true
                }
                "required" => rule.as_array().expect("names").iter().all(|name| {
                    value.as_object().is_none_or(|object| object.contains_key(name.as_str().expect("a name")))
                }),
                "properties" => {
                    for (name, item) in value.as_object().into_iter().flatten() {
                        match rule.get(name) {
                            Some(rule) => self.check(rule, item, &format!("{at}/{name}"), faults),
                            None => faults.push(format!("{at}/{name} is not in the schema")),
                        }
                    }
                    true
                }
                "$schema" | "$id" | "$defs" | "title" | "description" => true,
                other => panic!("the keyword {other} is not known here"),
            };
            if !holds {
                faults.push(format!("{at}: {value} against {keyword} {rule}"));
            }
        }
    }

    /// The fields of the schema that fits an object, and whether they are required.
    fn fields(&self, schema: &Value, value: &Value) -> Vec<(String, bool)> {
        let schema = self.resolve(schema);
        for keyword in ["anyOf", "oneOf"] {
            for one in schema[keyword].as_array().into_iter().flatten() {
                let mut faults = Vec::new();
                self.check(one, value, "", &mut faults);
                if faults.is_empty() {
                    return self.fields(one, value);
                }
            }
        }
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let names = schema["properties"].as_object().cloned().unwrap_or_default();
        names.into_iter().map(|(name, _)| (name.clone(), required.contains(&Value::from(name)))).collect()
    }
}

fn of_type(rule: &Value, value: &Value) -> bool {
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the type {other} is not known here"),
    };
    rule.as_str().is_some_and(is)
        || rule.as_array().is_some_and(|all| all.iter().any(|one| is(one.as_str().expect("a type"))))
}

/// The patterns that the schema has; their meaning is that of the reader.
fn matches(pattern: &str, text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let decimal = |text: &str| {
        let text = text.strip_prefix('-').unwrap_or(text);
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        digits(whole) && digits(rest) && !(whole.is_empty() && rest.is_empty())
    };
    match pattern {
        "^[0-9]{4}-(0[1-9]|1[0-2])$" => {
            text.len() == 7 && digits(&text[..4]) && (1..=12).contains(&text[5..].parse().unwrap_or(0))
        }
        "^[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}$" => {
            text.len() == 10 && matches("^[0-9]{4}-(0[1-9]|1[0-2])$", &text[..7]) && digits(&text[8..])
        }
        "^-?[0-9]*\\.?[0-9]+$|^-?[0-9]+\\.$" => decimal(text),
        "^(n/a|(exempt )?-?[0-9]*\\.?[0-9]+|(exempt )?-?[0-9]+\\.)$" => {
            text == "n/a" || decimal(text.strip_prefix("exempt ").unwrap_or(text))
        }
        other => panic!("the pattern {other} is not known here"),
    }
}

fn value_of(workbook: Workbook) -> Value {
    let text = Document { changed: None, workbook }.to_json().expect("a text");
    serde_json::from_str(&text).expect("JSON")
}

fn change(what: Changed) -> Change {
    Change {
        at: "2026-11-22T08:30:00Z".into(),
        by: "".into(),
        what,
        old: None,
        new: Some("1".into()),
        reason: None,
    }
}

#[test]
fn what_the_program_writes_keeps_to_the_schema() {
    let schema = Schema::new();
    let mut workbook = sample();
    let cell =
        workbook.figures.iter().next().map(|(unit, year, item, _)| counterpoise::domain::figure::Cell {
            unit: unit.clone(),
            item: item.clone(),
            month: format!("{year}-01").parse().expect("a month"),
        });
    let cell = cell.expect("a figure");
    workbook.changes = [
        Changed::Figure(cell.clone()),
        Changed::Note(cell),
        Changed::Figures,
        Changed::Unit("u".into()),
        Changed::Item("i".into()),
        Changed::Kind("k".into()),
        Changed::Scorecard("c".into()),
        Changed::Workbook,
    ]
    .map(change)
    .into();
    assert_eq!(schema.faults(&value_of(workbook)), [""; 0]);
    for template in templates().expect("templates") {
        let workbook = start_from(&template, "a".into());
        assert_eq!(schema.faults(&value_of(workbook)), [""; 0], "{}", template.id);
    }
    let by_hand: Value = serde_json::from_str(&example()).expect("JSON");
    assert_eq!(schema.faults(&by_hand), [""; 0]);
}

#[test]
fn random_workbooks_keep_to_the_schema() {
    let schema = Schema::new();
    proptest!(config(60), |(workbook in workbooks(ordinary))| {
        prop_assert_eq!(schema.faults(&value_of(workbook)), Vec::<String>::new());
    });
}

#[test]
fn every_field_and_word_of_the_reader_is_in_the_schema() {
    let text = text();
    let missing: Vec<String> =
        fields_and_words().into_iter().filter(|name| !text.contains(&format!("\"{name}\""))).collect();
    assert_eq!(missing, [""; 0]);
}

/// The place of every object of another shape, by pointer, and its schema.
fn objects<'s>(
    schema: &'s Schema,
    rule: &'s Value,
    value: &Value,
    at: &str,
    out: &mut Vec<(String, &'s Value)>,
) {
    let resolved = schema.resolve(rule);
    for keyword in ["anyOf", "oneOf"] {
        for one in resolved[keyword].as_array().into_iter().flatten() {
            let mut faults = Vec::new();
            schema.check(one, value, at, &mut faults);
            if faults.is_empty() {
                return objects(schema, one, value, at, out);
            }
        }
    }
    match value {
        Value::Object(fields) => {
            out.push((at.to_owned(), resolved));
            for (name, field) in fields {
                if let Some(rule) = resolved["properties"].get(name) {
                    objects(schema, rule, field, &format!("{at}/{name}"), out);
                }
            }
        }
        Value::Array(list) => {
            for (place, item) in list.iter().enumerate() {
                objects(schema, &resolved["items"], item, &format!("{at}/{place}"), out);
            }
        }
        _ => {}
    }
}

#[test]
fn a_field_is_required_where_the_reader_asks_for_it() {
    let schema = Schema::new();
    let mut tried = BTreeSet::new();
    let mut workbook = sample();
    workbook.figures = counterpoise::domain::figure::Figures::default();
    let books = [value_of(workbook), serde_json::from_str(&example()).expect("JSON")];
    for book in books {
        let mut found = Vec::new();
        objects(&schema, &schema.0, &book, "", &mut found);
        for (at, rule) in found {
            let object = book.pointer(&at).expect("the object");
            for (name, required) in schema.fields(rule, object) {
                let shape = (rule.to_string(), name.clone());
                if object.get(&name).is_none() || !tried.insert(shape) {
                    continue;
                }
                let mut without = book.clone();
                let fields: &mut Map<String, Value> =
                    without.pointer_mut(&at).and_then(Value::as_object_mut).expect("the object");
                fields.remove(&name);
                // Without it a reference may lead nowhere; that is no matter of shape.
                let read = Document::from_json(&without.to_string());
                let shape = matches!(
                    &read,
                    Err(counterpoise::document::DocumentError::Shape(_)
                        | counterpoise::document::DocumentError::OtherFormat)
                );
                assert_eq!(shape, required, "{at}/{name}: {:?}", read.err());
                assert_eq!(schema.faults(&without).is_empty(), !required, "{at}/{name}");
            }
        }
    }
    assert!(tried.len() > 100, "{} fields", tried.len());
}

#[test]
fn what_does_not_keep_to_the_schema_is_found() {
    let schema = Schema::new();
    let book = value_of(sample());
    for (at, other) in [
        ("/format", json!("other")),
        ("/version", json!("1")),
        ("/workbook/first_month", json!(13)),
        ("/workbook/number_style", json!("semicolon")),
        ("/workbook/units", json!({})),
        ("/workbook/figures/0/months", json!([])),
        ("/workbook/figures/0/months/0", json!("1,5")),
        ("/workbook/scorecards/0/revisions/0/from", json!("2026-13")),
        ("/workbook/scorecards/0/revisions/0/perspectives/0/measures/0/method/kind", json!("magic")),
        ("/workbook/scorecards/0/revisions/0/perspectives/0/measures/0/weight", json!(1.5)),
    ] {
        let mut changed = book.clone();
        *changed.pointer_mut(at).expect(at) = other;
        assert!(!schema.faults(&changed).is_empty(), "{at}");
        assert!(Document::from_json(&changed.to_string()).is_err(), "{at}: the reader takes it");
    }
}
