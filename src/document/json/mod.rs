//! JSON as a small tree that knows where in the text each piece stands, and reading it into
//! typed values. What the values are is not decided here.
//!
//! `serde_json` reads and writes the text. The tree and the shapes are our own, because derived
//! shapes were a quarter of the download and told the place of an error less well.

mod parser;
mod read;
mod words;
mod writer;

use std::borrow::Cow;
use std::cell::Cell;

use thiserror::Error;

pub(super) use read::{FromJson, parse};
pub(super) use words::words;
pub(super) use writer::format;
pub use writer::{IfAny, Raw, ToJson, Writer, format_on_one_line};

/// A piece of a JSON text.
#[derive(Debug)]
pub struct Json<'t> {
    /// Where it begins in the whole text, in bytes.
    at: usize,
    /// As it is written.
    text: &'t str,
    value: Value<'t>,
    /// Whether a reader has asked for it by its name.
    read: Cell<bool>,
}

/// What a piece holds.
#[derive(Debug)]
pub(super) enum Value<'t> {
    Null,
    Bool(bool),
    Number,
    Text(Cow<'t, str>),
    List(Vec<Json<'t>>),
    /// In the order of the text.
    Object(Vec<(Cow<'t, str>, Json<'t>)>),
}

/// Why a text is not JSON, or not of the shape that was expected.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{problem} at line {line} column {column}")]
pub struct ShapeError {
    /// Line, from 1.
    pub line: usize,
    /// Column, in characters from 1.
    pub column: usize,
    /// What was found or what was expected.
    pub problem: String,
}

/// A problem at a place that is not yet known by line and column.
#[derive(Debug)]
pub(super) struct Misfit {
    at: usize,
    problem: String,
}

/// What reading gives; the error is boxed because it is rare and large.
pub(super) type Read<T> = Result<T, Box<Misfit>>;

impl Misfit {
    fn new(at: usize, problem: String) -> Box<Self> {
        Box::new(Self { at, problem })
    }

    /// The place in `text`, of which the tree was made.
    pub(super) fn locate(self, text: &str) -> ShapeError {
        let before = text.get(..self.at).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        ShapeError {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: line.chars().count() + 1,
            problem: self.problem,
        }
    }
}

impl<'t> Json<'t> {
    /// Reads a text.
    ///
    /// # Errors
    /// When it is not JSON.
    pub fn parse(text: &'t str) -> Result<Self, ShapeError> {
        parser::parse(text).map_err(|misfit| misfit.locate(text))
    }

    /// The value under `key`, if it is an object that has one; the last one counts.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let found = self.fields()?.iter().rev().find(|(name, _)| name == key);
        found.map(|(_, value)| value.mark())
    }

    /// The fields of an object that are not among the `known`, as they are written.
    #[must_use]
    pub fn other_fields(&self, known: &[&str]) -> Vec<(String, Raw)> {
        let mut others = Vec::new();
        for (key, json) in self.fields().unwrap_or_default() {
            if !known.contains(&key.as_ref()) {
                others.push((key.clone().into_owned(), Raw(json.text.to_owned())));
            }
        }
        others
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is a whole one that is not negative.
    #[must_use]
    pub fn as_count(&self) -> Option<u64> {
        match self.value {
            Value::Number => self.text.parse().ok(),
            _ => None,
        }
    }

    /// The elements, if it is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        match &self.value {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// The keys and values in the order of the text, if it is an object. All of them count as read.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(Cow<'t, str>, Self)]> {
        let fields = self.fields()?;
        for (_, value) in fields {
            value.mark();
        }
        Some(fields)
    }

    fn fields(&self) -> Option<&[(Cow<'t, str>, Self)]> {
        match &self.value {
            Value::Object(fields) => Some(fields),
            _ => None,
        }
    }

    /// Notes that a reader has asked for it.
    fn mark(&self) -> &Self {
        self.read.set(true);
        self
    }

    pub(super) fn was_read(&self) -> bool {
        self.read.get()
    }

    pub(super) fn value(&self) -> &Value<'t> {
        &self.value
    }

    /// As it is written.
    pub(super) fn written(&self) -> &'t str {
        self.text
    }

    /// Where it begins in the whole text, in bytes.
    pub(super) fn start(&self) -> usize {
        self.at
    }
}
