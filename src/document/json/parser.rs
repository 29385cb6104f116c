//! Text into a tree. One pass only looks for where each piece ends and measures, so that nothing is made
//! of a text beyond the limits of nesting and of values, and none with too many values is read to its end.
//! `serde_json` then checks the whole text, without recursion, and reads every string in which something
//! is escaped; a number stays the text it is.
//!
//! Because the text is known to be JSON, a pass like the first builds the tree. So the time is that of
//! reading the text three times, however it is nested.

use std::borrow::Cow;
use std::cell::Cell;

use serde::de::{Deserialize, IgnoredAny};

use super::{Json, Misfit, Read, Value};

/// How deeply lists and objects may be nested; a workbook needs half of it.
const MAX_DEPTH: usize = 32;

/// How many values there may be in a text; a workbook of a million figures needs a million and a half.
const MAX_VALUES: usize = 2_000_000;

/// How long a number may be as it stands, in bytes.
const MAX_NUMBER: usize = 120_000;

/// How long a string may be as it stands, in bytes. The texts of a workbook are far shorter, but a file of
/// everything that is stored holds pieces of storage, of which a browser takes 5,242,880 characters.
const MAX_STRING: usize = 16_000_000;

pub(super) fn parse(text: &str) -> Read<Json<'_>> {
    let mut parser = Parser { text, at: 0 };
    let nested = parser.measure()?;
    parser.read::<IgnoredAny>(0..text.len())?;
    if let Some(nested) = nested {
        return Err(nested);
    }
    parser.at = 0;
    parser.tree()
}

/// The text and how far it has been read. Between two values only blanks, commas and colons can
/// stand, and they are passed over alike.
struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Parser<'t> {
    /// Refuses what has too many values before anything is made of it, and tells what is nested too deeply.
    /// Ends also where the text is no JSON.
    fn measure(&mut self) -> Read<Option<Box<Misfit>>> {
        let (mut depth, mut values) = (0_usize, 0_usize);
        loop {
            let first = self.next_sign();
            let at = self.at;
            match first {
                0 => return Ok(None),
                b']' | b'}' => {
                    self.at += 1;
                    depth = depth.saturating_sub(1);
                    continue;
                }
                b'[' | b'{' => {
                    self.at += 1;
                    depth += 1;
                }
                b'"' => {
                    self.skip_string();
                    self.skip_while(|sign| matches!(sign, b' ' | b'\n' | b'\r' | b'\t'));
                    if self.sign() == b':' {
                        continue;
                    }
                }
                _ => self.skip_word(),
            }
            let most = if first == b'"' { MAX_STRING } else { MAX_NUMBER };
            if self.at - at > most {
                return Err(Misfit::new(at, format!("at most {most} bytes can be read as one value")));
            }
            values += 1;
            if values > MAX_VALUES {
                return Err(Misfit::new(at, format!("at most {MAX_VALUES} values can be read")));
            }
            if depth > MAX_DEPTH {
                return Ok(Some(Misfit::new(at, "nested too deeply".to_owned())));
            }
        }
    }

    /// The next piece and everything in it.
    fn tree(&mut self) -> Read<Json<'t>> {
        let first = self.next_sign();
        let at = self.at;
        let value = match first {
            b'"' => Value::Text(self.string()?),
            b'[' => Value::List(self.list()?),
            b'{' => Value::Object(self.object()?),
            _ => {
                self.skip_word();
                match first {
                    b'n' => Value::Null,
                    b't' => Value::Bool(true),
                    b'f' => Value::Bool(false),
                    _ => Value::Number,
                }
            }
        };
        Ok(Json { at, text: self.since(at), value, read: Cell::new(false) })
    }

    fn list(&mut self) -> Read<Vec<Json<'t>>> {
        let mut list = Vec::new();
        self.at += 1;
        while !self.closes(b']') {
            list.push(self.tree()?);
        }
        // Many short lists would take several times what is in them.
        list.shrink_to_fit();
        Ok(list)
    }

    fn object(&mut self) -> Read<Vec<(Cow<'t, str>, Json<'t>)>> {
        let mut fields = Vec::new();
        self.at += 1;
        while !self.closes(b'}') {
            let key = self.string()?;
            fields.push((key, self.tree()?));
        }
        fields.shrink_to_fit();
        Ok(fields)
    }

    /// Whether the list or object ends here; then its end is read.
    fn closes(&mut self, bracket: u8) -> bool {
        let sign = self.next_sign();
        self.at += usize::from(sign == bracket);
        // The end of the text is never met within a list, but must end it all the same.
        sign == bracket || sign == 0
    }

    /// A string; borrowed where nothing in it is escaped.
    fn string(&mut self) -> Read<Cow<'t, str>> {
        let start = self.at;
        let (end, escaped) = self.skip_string();
        if escaped {
            return self.read::<String>(start..self.at).map(Cow::Owned);
        }
        Ok(Cow::Borrowed(self.text.get(start + 1..end).unwrap_or_default()))
    }

    /// Where the string ends, and whether something in it is escaped.
    fn skip_string(&mut self) -> (usize, bool) {
        self.at += 1;
        let mut escaped = false;
        loop {
            self.skip_while(|sign| !matches!(sign, b'"' | b'\\'));
            if self.sign() != b'\\' {
                break;
            }
            escaped = true;
            self.at += 2;
        }
        let end = self.at;
        self.at = (end + 1).min(self.text.len());
        (end, escaped)
    }

    /// Passes over a number, or one of the words of JSON.
    fn skip_word(&mut self) {
        self.skip_while(|sign| !matches!(sign, b' ' | b'\n' | b'\r' | b'\t' | b',' | b']' | b'}'));
    }

    /// The next sign of a value; 0 at the end.
    fn next_sign(&mut self) -> u8 {
        self.skip_while(|sign| matches!(sign, b' ' | b'\n' | b'\r' | b'\t' | b',' | b':'));
        self.sign()
    }

    fn sign(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn skip_while(&mut self, passes: impl Fn(u8) -> bool) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|sign| !passes(*sign)).unwrap_or(rest.len());
    }

    fn since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn read<T: Deserialize<'t>>(&self, range: std::ops::Range<usize>) -> Read<T> {
        let start = range.start;
        let piece = self.text.get(range).unwrap_or_default();
        serde_json::from_str(piece).map_err(|error| self.misfit(start, piece, &error))
    }

    /// The error with its place in the whole text; it names line and column, in bytes, within the
    /// piece.
    fn misfit(&self, start: usize, piece: &str, error: &serde_json::Error) -> Box<Misfit> {
        let lines_before = piece.split_inclusive('\n').take(error.line().saturating_sub(1));
        let line: usize = lines_before.map(str::len).sum();
        let within = if error.is_eof() { piece.len() } else { (line + error.column()).saturating_sub(1) };
        let at = start + within;
        // An escape with fewer than four digits can end within a character.
        let at = (0..=at).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or_default();
        let message = error.to_string();
        let problem = message.split_once(" at line ").map_or(message.as_str(), |(problem, _)| problem);
        Misfit::new(at, problem.to_owned())
    }
}
