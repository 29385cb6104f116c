//! The tree into typed values.

use std::str::FromStr;

use super::{Json, Misfit, Read, ShapeError, Value, parser};

/// The longest text a document may hold in one place, in characters.
const MAX_TEXT: usize = 20_000;

/// The most characters of a wrong text that are shown.
const MAX_SHOWN: usize = 60;

/// A value that can be read from JSON.
pub(in crate::document) trait FromJson: Sized {
    /// Reads it; says where and what was expected when it has another shape.
    fn read(json: &Json<'_>) -> Read<Self>;
}

/// Reads a text with `read`.
pub(in crate::document) fn parse<T>(
    text: &str,
    read: impl FnOnce(&Json<'_>) -> Read<T>,
) -> Result<T, ShapeError> {
    let value = parser::parse(text).and_then(|json| read(&json));
    value.map_err(|misfit| misfit.locate(text))
}

impl<'t> Json<'t> {
    /// The value of a field.
    pub(in crate::document) fn field<T: FromJson>(&self, key: &str) -> Read<T> {
        T::read(self.required(key)?)
    }

    /// The value of a field that may be left out.
    pub(in crate::document) fn optional_field<T: FromJson>(&self, key: &str) -> Read<Option<T>> {
        match self.find(key)? {
            Some(json) => Option::read(json),
            None => Ok(None),
        }
    }

    /// A problem with this piece.
    pub(in crate::document) fn misfit(&self, problem: String) -> Box<Misfit> {
        Misfit::new(self.at, problem)
    }

    /// This piece is something else than what was `expected`.
    pub(in crate::document) fn unexpected(&self, expected: &str) -> Box<Misfit> {
        let found = match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number => self.text.get(..MAX_SHOWN).unwrap_or(self.text),
            Value::Text(text) => {
                let start: String = text.chars().take(MAX_SHOWN).collect();
                return self.misfit(format!("found \"{start}\", expected {expected}"));
            }
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        };
        self.misfit(format!("found {found}, expected {expected}"))
    }

    /// The text; a number counts as text too, so that `0` is as good as `"0"`.
    pub(in crate::document) fn text(&self, expected: &str) -> Read<&str> {
        let text: &str = match &self.value {
            Value::Text(text) => text,
            Value::Number if !self.text.contains(['.', 'e', 'E']) => self.text,
            _ => return Err(self.unexpected(expected)),
        };
        if text.chars().count() > MAX_TEXT {
            return Err(self.misfit(format!("a text of at most {MAX_TEXT} characters was expected")));
        }
        Ok(text)
    }

    /// The elements.
    pub(in crate::document) fn list(&self) -> Read<&[Json<'t>]> {
        self.as_list().ok_or_else(|| self.unexpected("a list"))
    }

    fn number<T: FromStr>(&self, expected: &str) -> Read<T> {
        let digits = match self.value {
            Value::Number => self.text,
            _ => "",
        };
        digits.parse().map_err(|_| self.unexpected(expected))
    }

    /// The value of a field, as it is.
    pub(in crate::document) fn required(&self, key: &str) -> Read<&Self> {
        let found = self.find(key)?;
        found.ok_or_else(|| self.misfit(format!("missing field `{key}`")))
    }

    /// The value of a field that may be left out, as it is.
    pub(in crate::document) fn find(&self, key: &str) -> Read<Option<&Self>> {
        let fields = self.fields().ok_or_else(|| self.unexpected("an object"))?;
        let mut found = None;
        for (name, json) in fields {
            if name == key {
                if found.is_some() {
                    return Err(json.misfit(format!("duplicate field `{key}`")));
                }
                found = Some(json.mark());
            }
        }
        Ok(found)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(json: &Json<'_>) -> Read<Self> {
        let mut read = Vec::new();
        for json in json.list()? {
            read.push(T::read(json)?);
        }
        Ok(read)
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn read(json: &Json<'_>) -> Read<Self> {
        if json.is_null() { Ok(None) } else { T::read(json).map(Some) }
    }
}

impl FromJson for String {
    fn read(json: &Json<'_>) -> Read<Self> {
        json.text("a text").map(str::to_owned)
    }
}

impl FromJson for bool {
    fn read(json: &Json<'_>) -> Read<Self> {
        match json.value {
            Value::Bool(value) => Ok(value),
            _ => Err(json.unexpected("true or false")),
        }
    }
}

impl FromJson for u32 {
    fn read(json: &Json<'_>) -> Read<Self> {
        json.number("a whole number")
    }
}

impl FromJson for i32 {
    fn read(json: &Json<'_>) -> Read<Self> {
        json.number("a whole number")
    }
}
