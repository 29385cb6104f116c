//! Values and names put into sentences.

use crate::domain::name::Language;

/// `text` with `{0}`, `{1}` … replaced by `values`.
#[must_use]
pub fn fill(text: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (number, after))) =
        rest.split_once('{').and_then(|(before, gap)| Some((before, gap.split_once('}')?)))
    {
        let value = number.parse::<usize>().ok().and_then(|index| values.get(index));
        let value = value.copied().unwrap_or_default();
        join(&mut out, before);
        // A space alone keeps two names apart.
        if before == " " {
            out.push_str(value)
        } else {
            join(&mut out, value)
        }
        rest = after;
    }
    join(&mut out, rest);
    out
}

/// Adds `more`; the space that sets a name of other letters apart goes where both sides are Chinese.
fn join(out: &mut String, more: &str) {
    let is_chinese =
        |c: char| matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}');
    let before = out.trim_end_matches(' ');
    let after = more.trim_start_matches(' ');
    if out.len() + more.len() == before.len() + after.len() + 1
        && before.ends_with(is_chinese)
        && after.starts_with(is_chinese)
    {
        out.truncate(before.len());
        out.push_str(after);
    } else {
        out.push_str(more);
    }
}

/// Several names in one line: `a, b`, in Chinese `a、b`.
#[must_use]
pub fn list_of<T: AsRef<str>>(names: &[T], language: Language) -> String {
    let separator = if language == Language::English { ", " } else { "、" };
    names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(separator)
}
