//! Enough XML for the parts of a spreadsheet: elements, attributes and texts, one after the other.
//!
//! Names are without their namespace. A document type, and with it every entity of one's own, is
//! refused; so is nesting deeper than a spreadsheet has.

use std::borrow::Cow;

use crate::interop::table::TableError;

/// The deepest nesting.
const MAX_DEPTH: usize = 64;

/// What comes next.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event<'x> {
    /// An element begins.
    Open(Tag<'x>),
    /// The element of this name ends.
    Close(&'x str),
    /// Text as it is written; [`plain`] reads it.
    Text(&'x str),
    /// Text that is meant as it is written.
    Literal(&'x str),
}

/// The beginning of an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'x> {
    /// Its name.
    pub(super) name: &'x str,
    attributes: &'x str,
}

impl<'x> Tag<'x> {
    /// The attribute of this name, without its namespace; the text is as it is written.
    pub(super) fn attribute(&self, name: &str) -> Option<&'x str> {
        let mut rest = self.attributes;
        loop {
            let (found, after) = cut(rest, b'=')?;
            let (_, after) = split(after, after.bytes().position(|byte| !byte.is_ascii_whitespace())?)?;
            let quote = after.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''))?;
            let (value, after) = cut(after.get(1..)?, quote)?;
            if local(found.trim_ascii()) == name {
                return Some(value);
            }
            rest = after;
        }
    }
}

/// What stands before and after the first `byte`, which is of ASCII.
fn cut(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|other| other == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

fn split(text: &str, at: usize) -> Option<(&str, &str)> {
    Some((text.get(..at)?, text.get(at..)?))
}

/// What stands before and after the first `end`.
fn cut_at<'x>(text: &'x str, end: &str) -> Option<(&'x str, &'x str)> {
    let at = text.as_bytes().windows(end.len()).position(|window| window == end.as_bytes())?;
    Some((text.get(..at)?, text.get(at + end.len()..)?))
}

/// Reads a part from its beginning to its end.
pub(super) struct Reader<'x> {
    rest: &'x str,
    depth: usize,
    /// The name of the element that was opened and closed by one tag.
    closing: Option<&'x str>,
}

impl<'x> Reader<'x> {
    pub(super) fn new(text: &'x str) -> Self {
        Self { rest: text, depth: 0, closing: None }
    }

    /// The next event; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Event<'x>>, TableError> {
        if let Some(name) = self.closing.take() {
            self.depth -= 1;
            return Ok(Some(Event::Close(name)));
        }
        loop {
            if self.rest.is_empty() {
                return if self.depth == 0 { Ok(None) } else { Err(TableError::Damaged) };
            }
            if let Some(event) = self.step().ok_or(TableError::Damaged)? {
                return Ok(Some(event));
            }
        }
    }

    /// Takes the next piece: `None` in the inner option where it says nothing.
    fn step(&mut self) -> Option<Option<Event<'x>>> {
        let Some(markup) = self.rest.strip_prefix('<') else {
            let length = self.rest.bytes().position(|byte| byte == b'<').unwrap_or(self.rest.len());
            let (text, rest) = split(self.rest, length)?;
            self.rest = rest;
            return Some(Some(Event::Text(text)));
        };
        match markup.bytes().next()? {
            b'!' => self.declaration(markup),
            b'?' => {
                self.rest = cut_at(markup, "?>")?.1;
                Some(None)
            }
            _ => {
                let (tag, rest) = split_tag(markup)?;
                self.rest = rest;
                self.tag(tag).map(Some)
            }
        }
    }

    /// A comment, or text that is meant as it is written; nothing else is taken.
    fn declaration(&mut self, markup: &'x str) -> Option<Option<Event<'x>>> {
        if let Some(comment) = markup.strip_prefix("!--") {
            self.rest = cut_at(comment, "-->")?.1;
            return Some(None);
        }
        let (text, rest) = cut_at(markup.strip_prefix("![CDATA[")?, "]]>")?;
        self.rest = rest;
        Some(Some(Event::Literal(text)))
    }

    fn tag(&mut self, tag: &'x str) -> Option<Event<'x>> {
        if let Some(name) = tag.strip_prefix('/') {
            self.depth = self.depth.checked_sub(1)?;
            return Some(Event::Close(local(name.trim_ascii_end())));
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let (tag, closed) = match tag.strip_suffix('/') {
            Some(tag) => (tag, true),
            None => (tag, false),
        };
        let name = tag.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(tag.len());
        let (name, attributes) = split(tag, name)?;
        let name = local(name);
        self.closing = closed.then_some(name);
        Some(Event::Open(Tag { name, attributes }))
    }
}

/// Up to the `>` that is not within quotes.
fn split_tag(markup: &str) -> Option<(&str, &str)> {
    let mut quote = None;
    for (at, byte) in markup.bytes().enumerate() {
        match quote {
            Some(open) if open == byte => quote = None,
            Some(_) => {}
            None if byte == b'>' => return Some((markup.get(..at)?, markup.get(at + 1..)?)),
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            None => {}
        }
    }
    None
}

fn local(name: &str) -> &str {
    cut(name, b':').map_or(name, |(_, local)| local)
}

/// A text with its entities resolved: the five of XML and numbers of characters.
pub(super) fn plain(text: &str) -> Result<Cow<'_, str>, TableError> {
    if !text.bytes().any(|byte| byte == b'&') {
        return Ok(Cow::Borrowed(text));
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = cut(rest, b'&') {
        let (name, after) = cut(after, b';').ok_or(TableError::Damaged)?;
        out.push_str(before);
        out.push(entity(name).ok_or(TableError::Damaged)?);
        rest = after;
    }
    out.push_str(rest);
    Ok(Cow::Owned(out))
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}
