//! Text into a tree: JSON as RFC 8259 has it, and nothing beside it.

use std::borrow::Cow;

use super::{Json, Misfit, Read, Value};

/// How deeply lists and objects may be nested.
const MAX_DEPTH: usize = 128;

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

pub(super) fn parse(text: &str) -> Read<Json<'_>> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    let json = parser.value()?;
    parser.skip_space();
    match parser.peek() {
        None => Ok(json),
        Some(_) => Err(parser.error("trailing characters")),
    }
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// `problem`, or that the text ends here.
    fn error(&self, problem: &str) -> Box<Misfit> {
        let problem = if self.at < self.text.len() { problem } else { "unexpected end of the text" };
        Misfit::new(self.at, problem.to_owned())
    }

    fn value(&mut self) -> Read<Json<'t>> {
        self.skip_space();
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::list)?,
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            _ => return Err(self.error("expected value")),
        };
        Ok(Json { span: (start, self.at), value })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Read<Value<'t>>) -> Read<Value<'t>> {
        if self.depth == MAX_DEPTH {
            return Err(self.error("nested too deeply"));
        }
        self.depth += 1;
        self.at += 1;
        self.skip_space();
        let value = read(self);
        self.depth -= 1;
        value
    }

    /// After `[`.
    fn list(&mut self) -> Read<Value<'t>> {
        let mut list = Vec::new();
        if !self.take(b']') {
            loop {
                list.push(self.value()?);
                if !self.goes_on(b']', "expected `,` or `]`")? {
                    break;
                }
            }
        }
        Ok(Value::List(list))
    }

    /// After `{`.
    fn object(&mut self) -> Read<Value<'t>> {
        let mut fields = Vec::new();
        if !self.take(b'}') {
            loop {
                self.skip_space();
                if self.peek() != Some(b'"') {
                    return Err(self.error("key must be a string"));
                }
                let key = self.string()?;
                self.skip_space();
                if !self.take(b':') {
                    return Err(self.error("expected `:`"));
                }
                fields.push((key, self.value()?));
                if !self.goes_on(b'}', "expected `,` or `}`")? {
                    break;
                }
            }
        }
        Ok(Value::Object(fields))
    }

    /// Whether there is a comma rather than the end of a list or an object.
    fn goes_on(&mut self, end: u8, expected: &str) -> Read<bool> {
        self.skip_space();
        if self.take(b',') {
            Ok(true)
        } else if self.take(end) {
            Ok(false)
        } else {
            Err(self.error(expected))
        }
    }

    fn word(&mut self, word: &str, value: Value<'t>) -> Read<Value<'t>> {
        for byte in word.bytes() {
            if !self.take(byte) {
                return Err(self.error("expected ident"));
            }
        }
        Ok(value)
    }

    fn number(&mut self) -> Read<&'t str> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(self.error("invalid number"));
        }
        Ok(self.since(start))
    }

    fn digits(&mut self) -> Read<()> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        if self.at == start { Err(self.error("invalid number")) } else { Ok(()) }
    }

    fn since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// A string with its quotes; borrowed where nothing in it is escaped.
    fn string(&mut self) -> Read<Cow<'t, str>> {
        self.at += 1;
        let mut read = Cow::Borrowed("");
        loop {
            let start = self.at;
            while !matches!(self.peek(), None | Some(b'"' | b'\\' | 0..0x20)) {
                self.at += 1;
            }
            read += self.since(start);
            if self.take(b'"') {
                return Ok(read);
            }
            if !self.take(b'\\') {
                return Err(self.error("control character in a string"));
            }
            read.to_mut().push(self.escaped()?);
        }
    }

    /// What stands after a backslash.
    fn escaped(&mut self) -> Read<char> {
        let character = match self.peek() {
            Some(sign @ (b'"' | b'\\' | b'/')) => char::from(sign),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(),
            _ => return Err(self.error("invalid escape")),
        };
        self.at += 1;
        Ok(character)
    }

    /// From the `u` of an escape on; with the second half of a pair where there is one.
    fn code_point(&mut self) -> Read<char> {
        let start = self.at;
        let first = self.unit()?;
        let code = match first {
            0xd800..0xdc00 if self.take(b'\\') => {
                let second = self.unit()?;
                let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400);
                low.map(|low| 0x10000 + ((first - 0xd800) << 10) + low)
            }
            _ => Some(first),
        };
        let lone = || Misfit::new(start, "lone surrogate in an escape".to_owned());
        code.and_then(char::from_u32).ok_or_else(lone)
    }

    /// `u` and four digits.
    fn unit(&mut self) -> Read<u32> {
        if !self.take(b'u') {
            return Err(self.error("invalid escape"));
        }
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            unit = unit * 16 + digit.ok_or_else(|| self.error("invalid escape"))?;
            self.at += 1;
        }
        Ok(unit)
    }
}
