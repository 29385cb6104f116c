//! Text into a tree. `serde_json` reads the text, and every piece it hands over is borrowed from
//! it, so we know where the piece stands, and a number stays the text it is.
//!
//! The whole text is checked first, without recursion. Then lists and objects are opened one level
//! after the other, and each level looks through its parts once more: the limit of nesting bounds
//! the time and the stack that any text can take.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Json, Misfit, Read, Value};

/// How deeply lists and objects may be nested; a workbook needs half of it.
const MAX_DEPTH: usize = 32;

pub(super) fn parse(text: &str) -> Read<Json<'_>> {
    let parser = Parser { text };
    parser.tree(parser.read(text)?, 0)
}

struct Parser<'t> {
    text: &'t str,
}

impl<'t> Parser<'t> {
    /// A piece and everything in it; `depth` lists and objects are around it. The first sign tells
    /// what it is, because the whole text has been checked.
    fn tree(&self, piece: &'t RawValue, depth: usize) -> Read<Json<'t>> {
        let text = piece.get();
        let at = self.place(text);
        let value = match text.as_bytes().first() {
            Some(b'n') => Value::Null,
            Some(b't') => Value::Bool(true),
            Some(b'f') => Value::Bool(false),
            Some(b'"') => Value::Text(self.read::<Text<'_>>(text)?.0),
            Some(b'[' | b'{') if depth == MAX_DEPTH => {
                return Err(Misfit::new(at, "nested too deeply".to_owned()));
            }
            Some(b'[') => Value::List(self.list(text, depth + 1)?),
            Some(b'{') => Value::Object(self.object(text, depth + 1)?),
            _ => Value::Number,
        };
        Ok(Json { at, text, value })
    }

    fn list(&self, text: &'t str, depth: usize) -> Read<Vec<Json<'t>>> {
        let pieces: Vec<&RawValue> = self.read(text)?;
        pieces.into_iter().map(|piece| self.tree(piece, depth)).collect()
    }

    fn object(&self, text: &'t str, depth: usize) -> Read<Vec<(Cow<'t, str>, Json<'t>)>> {
        let Fields(fields) = self.read(text)?;
        fields.into_iter().map(|(key, piece)| Ok((key.0, self.tree(piece, depth)?))).collect()
    }

    fn read<T: Deserialize<'t>>(&self, piece: &'t str) -> Read<T> {
        serde_json::from_str(piece).map_err(|error| self.misfit(piece, &error))
    }

    /// The error with its place in the whole text; it names line and column, in bytes, within the
    /// piece.
    fn misfit(&self, piece: &str, error: &serde_json::Error) -> Box<Misfit> {
        let lines_before = piece.split_inclusive('\n').take(error.line().saturating_sub(1));
        let line: usize = lines_before.map(str::len).sum();
        let within = if error.is_eof() { piece.len() } else { (line + error.column()).saturating_sub(1) };
        let at = self.place(piece) + within;
        // An escape with fewer than four digits can end within a character.
        let at = (0..=at).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or_default();
        let message = error.to_string();
        let problem = message.split_once(" at line ").map_or(message.as_str(), |(problem, _)| problem);
        Misfit::new(at, problem.to_owned())
    }

    /// Where a piece that is borrowed from the text stands in it.
    fn place(&self, piece: &str) -> usize {
        piece.as_ptr().addr().saturating_sub(self.text.as_ptr().addr())
    }
}

/// A string; borrowed where nothing in it is escaped.
#[derive(serde::Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

/// The fields of an object in the order of the text, with those that are there twice.
struct Fields<'t>(Vec<(Text<'t>, &'t RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Fields(fields))
    }
}
