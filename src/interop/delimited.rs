//! Reading CSV, and blocks copied from a spreadsheet: fields between commas, semicolons or tabs, in
//! quotes where they hold one of these or the end of a line.

use std::borrow::Cow;

use super::csv::FORMULA_SIGNS;
use super::table::{At, Content, MAX_CELLS, MAX_PLACES, Table, TableError};

/// What may stand between fields; where two fit equally well, the first is taken.
const DELIMITERS: [char; 3] = ['\t', ';', ','];

/// Lines and bytes that are looked at to find out which.
const SAMPLE: usize = 20;
const SAMPLE_BYTES: usize = 65_536;

/// The most bytes of a text.
pub(super) const MAX_BYTES: usize = 16 * 1024 * 1024;

/// What ends a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Delimiter,
    Line,
    Text,
}

struct Fields<'t> {
    rest: &'t str,
    delimiter: char,
}

/// Reads a text as a table; the delimiter is found out, or named by a first line `sep=;`.
///
/// # Errors
/// When the text is too large, or empty.
pub fn read(text: &str) -> Result<Table, TableError> {
    if text.len() > MAX_BYTES {
        return Err(TableError::TextTooLarge);
    }
    let text = text.trim_start_matches('\u{feff}');
    let (delimiter, text) = match named_delimiter(text) {
        Some(named) => named,
        None => (best_delimiter(text), text),
    };
    let mut table = Table::default();
    let mut at = At::default();
    let mut fields = Fields { rest: text, delimiter };
    for _ in 0..MAX_PLACES {
        let (field, end) = fields.next();
        if let Some(content) = Content::text(undefused(&field))
            && (table.count() == MAX_CELLS || !table.push(at, content))
        {
            return Err(TableError::TooManyCells);
        }
        match end {
            End::Delimiter => at.column = at.column.saturating_add(1),
            End::Line => at = At { row: at.row.saturating_add(1), column: 0 },
            End::Text if table.count() == 0 => return Err(TableError::Empty),
            End::Text => return Ok(table),
        }
    }
    Err(TableError::TooManyCells)
}

/// Reads a block of cells as spreadsheets copy it: tabs between cells, the end of the last line left
/// out, every row as long as it is.
///
/// # Errors
/// When there are too many cells.
pub fn read_block(text: &str) -> Result<Vec<Vec<String>>, TableError> {
    if text.len() > MAX_BYTES {
        return Err(TableError::TextTooLarge);
    }
    let mut fields = Fields { rest: text, delimiter: '\t' };
    let mut rows = vec![Vec::new()];
    for _ in 0..MAX_CELLS {
        let (field, end) = fields.next();
        if let Some(row) = rows.last_mut() {
            row.push(undefused(&field).to_owned());
        }
        match end {
            End::Delimiter => {}
            End::Line if fields.rest.is_empty() => return Ok(rows),
            End::Line => rows.push(Vec::new()),
            End::Text => return Ok(rows),
        }
    }
    Err(TableError::TooManyCells)
}

/// Without the apostrophe that [`super::csv`] puts before what looks like a formula.
fn undefused(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA_SIGNS) => rest,
        _ => field,
    }
}

fn named_delimiter(text: &str) -> Option<(char, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let mut named = line.trim_end_matches('\r').strip_prefix("sep=")?.chars();
    let delimiter = named.next()?;
    named.next().is_none().then_some((delimiter, rest))
}

/// The delimiter by which most lines have the same number of fields, and more than one.
fn best_delimiter(text: &str) -> char {
    let end = (0..=SAMPLE_BYTES.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    let text = text.get(..end.unwrap_or(0)).unwrap_or(text);
    let mut best = (0, 0, ',');
    for delimiter in DELIMITERS {
        let (lines, fields) = regularity(text, delimiter);
        if (lines, fields) > (best.0, best.1) {
            best = (lines, fields, delimiter);
        }
    }
    best.2
}

/// The number of fields that most of the first lines have, where it is more than one: how many lines
/// have it, and how many fields.
fn regularity(text: &str, delimiter: char) -> (usize, usize) {
    let mut fields = Fields { rest: text, delimiter };
    let mut counts = Vec::new();
    let mut count = 1_usize;
    while counts.len() < SAMPLE {
        match fields.next().1 {
            End::Delimiter => count = count.saturating_add(1),
            End::Line => counts.push(std::mem::replace(&mut count, 1)),
            End::Text => {
                counts.push(count);
                break;
            }
        }
    }
    let same = |count: &usize| counts.iter().filter(|other| *other == count).count();
    counts.iter().filter(|count| **count > 1).map(|count| (same(count), *count)).max().unwrap_or_default()
}

impl<'t> Fields<'t> {
    fn next(&mut self) -> (Cow<'t, str>, End) {
        let Some(quoted) = self.rest.strip_prefix('"') else {
            let (field, end) = self.plain();
            return (Cow::Borrowed(field), end);
        };
        let (inner, rest) = closing_quote(quoted);
        self.rest = rest;
        let (tail, end) = self.plain();
        let inner =
            if inner.contains('"') { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) };
        (if tail.is_empty() { inner } else { Cow::Owned(inner.into_owned() + tail) }, end)
    }

    /// Up to the next delimiter or the end of the line.
    fn plain(&mut self) -> (&'t str, End) {
        let Some(length) = self.rest.find([self.delimiter, '\n', '\r']) else {
            return (std::mem::take(&mut self.rest), End::Text);
        };
        let (field, rest) = self.rest.split_at(length);
        let end = if rest.starts_with(self.delimiter) { End::Delimiter } else { End::Line };
        let mark = if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) };
        self.rest = rest.get(mark..).unwrap_or_default();
        (field, end)
    }
}

/// What stands before the quote that closes the field, and after it. Where none does, the field goes
/// on to the end.
fn closing_quote(quoted: &str) -> (&str, &str) {
    let mut from = 0_usize;
    while let Some(at) = quoted.get(from..).and_then(|rest| rest.find('"')) {
        let quote = from.saturating_add(at);
        let after = quote.saturating_add(1);
        let rest = quoted.get(after..).unwrap_or_default();
        if !rest.starts_with('"') {
            return (quoted.get(..quote).unwrap_or_default(), rest);
        }
        from = after.saturating_add(1);
    }
    (quoted, "")
}
