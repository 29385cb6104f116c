//! Source files as text: what is code, what is a comment, what is a literal, where a function ends.
//!
//! Not a Rust parser: enough of one for the rules of [`crate::architecture`].

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the repository.
pub(crate) struct Source {
    /// Path from the root, with `/`.
    pub(crate) path: String,
    /// Everything in it.
    pub(crate) text: String,
    /// The same with comments, literals and test modules turned into blanks; lines stay in place.
    pub(crate) code: String,
    /// Its string literals and the lines they start on, without those of test modules.
    pub(crate) strings: Vec<(usize, String)>,
}

/// A function.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    /// The line of the word `fn`, from 1.
    pub(crate) line: usize,
    /// Lines from there to the closing brace.
    pub(crate) lines: usize,
    /// Lines between the braces.
    pub(crate) body: usize,
    /// Whether it is a Leptos component.
    pub(crate) component: bool,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let (code, strings) = if path.ends_with(".rs") {
            let (code, strings) = blank_comments_and_literals(text);
            let (code, tests) = blank_test_modules(&code);
            let outside = |line: &usize| !tests.iter().any(|range| range.contains(line));
            (code, strings.into_iter().filter(|(line, _)| outside(line)).collect())
        } else {
            (text.to_owned(), Vec::new())
        };
        Self { path: path.to_owned(), text: text.to_owned(), code, strings }
    }

    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    pub(crate) fn is_under(&self, folder: &str) -> bool {
        self.path.starts_with(&format!("{folder}/"))
    }

    /// The lines of code, numbered from 1.
    pub(crate) fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// The words of the code and the lines they stand on.
    pub(crate) fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code_lines().flat_map(|(number, line)| {
            line.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()).map(move |word| (number, word))
        })
    }
}

pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The line that the character at `index` stands on, from 1.
pub(crate) fn line_of(text: &str, index: usize) -> usize {
    text[..index].matches('\n').count() + 1
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text files of the repository below `folder` (`""` for all): what `.gitignore` names is no
/// part of it, and neither is a file that is not text.
pub(crate) fn sources(folder: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    collect(&root().join(folder), &ignored(), &mut paths);
    paths.sort();
    paths
        .iter()
        .filter_map(|path| Some(Source::new(&relative(path), &fs::read_to_string(path).ok()?)))
        .collect()
}

fn relative(path: &Path) -> String {
    let below = path.strip_prefix(root()).expect("a path below the root");
    below.to_str().expect("a path that is text").replace('\\', "/")
}

fn ignored() -> Vec<String> {
    let text = fs::read_to_string(root().join(".gitignore")).expect(".gitignore");
    let lines = text.lines().map(|line| line.trim_matches('/').to_owned());
    lines.chain([".git".to_owned()]).collect()
}

fn collect(folder: &Path, ignored: &[String], paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        if ignored.contains(&relative(&path)) {
            continue;
        }
        if path.is_dir() {
            collect(&path, ignored, paths);
        } else {
            paths.push(path);
        }
    }
}

/// Turns every character of comments and literals into a blank and lists the string literals.
fn blank_comments_and_literals(text: &str) -> (String, Vec<(usize, String)>) {
    let mut code = String::with_capacity(text.len());
    let mut strings = Vec::new();
    let mut rest = text;
    let mut before = ' ';
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let (length, string) = hidden(rest, before);
        let taken = &rest[..length.max(first.len_utf8())];
        if length == 0 {
            code.push(first);
        } else {
            code.extend(taken.chars().map(|c| if c == '\n' { c } else { ' ' }));
        }
        if let Some(string) = string {
            strings.push((line, string.to_owned()));
        }
        line += taken.matches('\n').count();
        before = taken.chars().last().unwrap_or(' ');
        rest = &rest[taken.len()..];
    }
    (code, strings)
}

/// The length of the comment or literal that `rest` starts with, and the text of a string literal.
fn hidden(rest: &str, before: char) -> (usize, Option<&str>) {
    if rest.starts_with("//") {
        (rest.find('\n').unwrap_or(rest.len()), None)
    } else if rest.starts_with("/*") {
        (block_comment(rest), None)
    } else if rest.starts_with('\'') {
        (character(rest), None)
    } else if let Some(hashes) = raw_string(rest, before) {
        let open = rest.find('"').unwrap_or(0) + 1;
        let end = format!("\"{}", "#".repeat(hashes));
        let length = rest[open..].find(&end).unwrap_or(rest.len() - open);
        ((open + length + end.len()).min(rest.len()), Some(&rest[open..open + length]))
    } else if rest.starts_with('"') {
        let length = quoted(rest);
        (length, rest.get(1..length.saturating_sub(1)))
    } else {
        (0, None)
    }
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut index = 0;
    while index < rest.len() {
        let here = &rest.as_bytes()[index..];
        if here.starts_with(b"/*") {
            depth += 1;
            index += 2;
        } else if here.starts_with(b"*/") {
            depth -= 1;
            index += 2;
            if depth == 0 {
                return index;
            }
        } else {
            index += 1;
        }
    }
    rest.len()
}

/// The length of a character literal; 0 for a lifetime.
fn character(rest: &str) -> usize {
    let mut after = rest.char_indices().skip(1);
    match (after.next(), after.next()) {
        (Some((_, '\\')), Some((escaped, _))) => {
            let close = rest.get(escaped + 1..).and_then(|tail| tail.find('\''));
            close.map_or(0, |close| escaped + 1 + close + 1)
        }
        (Some(_), Some((close, '\''))) => close + 1,
        _ => 0,
    }
}

/// The number of `#` where `rest` starts with a raw string literal.
fn raw_string(rest: &str, before: char) -> Option<usize> {
    if is_word(before) {
        return None;
    }
    let tail = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = tail.len() - tail.trim_start_matches('#').len();
    tail[hashes..].starts_with('"').then_some(hashes)
}

fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (index, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return index + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Blanks the modules marked `#[cfg(test)]`, and says on which lines they stood.
fn blank_test_modules(code: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let lines: Vec<&str> = code.lines().collect();
    let mut hidden = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.trim() == "#[cfg(test)]" {
            let end = (index..lines.len())
                .find(|at| lines[*at] == format!("{}}}", indentation(line)))
                .unwrap_or(index + 1);
            hidden.push(index + 1..end + 2);
        }
    }
    let kept = lines.iter().enumerate().map(|(index, line)| {
        let test = hidden.iter().any(|range| range.contains(&(index + 1)));
        if test { "" } else { line }
    });
    (kept.collect::<Vec<_>>().join("\n"), hidden)
}

fn indentation(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

/// The functions with a body, in the order of the file.
pub(crate) fn functions(source: &Source) -> Vec<Function> {
    let lines: Vec<&str> = source.code.lines().collect();
    let starts = (0..lines.len()).filter(|index| starts_function(lines[*index]));
    starts.filter_map(|start| function(&lines, start)).collect()
}

fn starts_function(line: &str) -> bool {
    let qualifiers = ["pub", "in", "crate", "super", "self", "const", "async", "unsafe", "extern"];
    line.split_once("fn ").is_some_and(|(before, name)| {
        let mut words = before.split(|c: char| !is_word(c)).filter(|word| !word.is_empty());
        name.starts_with(is_word) && words.all(|word| qualifiers.contains(&word))
    })
}

fn function(lines: &[&str], start: usize) -> Option<Function> {
    let opening = opening_brace(lines, start)?;
    let close = format!("{}}}", indentation(lines[start]));
    let one_line = lines[opening].trim_end().ends_with('}');
    let end = if one_line {
        opening
    } else {
        (opening + 1..lines.len()).find(|index| lines[*index].starts_with(&close))?
    };
    let attributes = lines[..start].iter().rev();
    let component = attributes
        .take_while(|line| !line.trim().is_empty() && !line.trim_end().ends_with(['}', ';']))
        .any(|line| line.trim().starts_with("#[component"));
    Some(Function {
        line: start + 1,
        lines: end - start + 1,
        body: if one_line { 1 } else { end - opening - 1 },
        component,
    })
}

/// The line on which the body opens; `None` for a declaration that ends in `;`.
fn opening_brace(lines: &[&str], start: usize) -> Option<usize> {
    let mut depth = 0_i32;
    for (index, line) in lines.iter().enumerate().skip(start) {
        for c in line.chars() {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth -= 1,
                '{' => return Some(index),
                ';' if depth == 0 => return None,
                _ => {}
            }
        }
    }
    None
}

#[test]
fn comments_and_literals_are_no_code() {
    let rows = [
        ("a comment", "a // b \"c\"\nd", "a         \nd"),
        ("nested comments", "a /* b /* c */ d */ e", "a                   e"),
        ("a string with an escaped quote", r#"a("b\"c") d"#, "a(      ) d"),
        ("a raw string with a quote", "a(r#\"b\"c\"#) d", "a(        ) d"),
        ("a character that is a quote", "a('\"') b", "a(   ) b"),
        ("an escaped quote character", r"a('\'') b", "a(    ) b"),
        ("a lifetime", "fn a<'b>(c: &'b str)", "fn a<'b>(c: &'b str)"),
        ("a name that ends in r", "for\"b\"", "for   "),
    ];
    for (says, text, code) in rows {
        assert_eq!(blank_comments_and_literals(text).0, code, "{says}");
    }
}

#[test]
fn string_literals_are_listed_with_their_lines() {
    let (_, strings) = blank_comments_and_literals("a(\"b\")\n// \"c\"\nd(r\"e\", 'f')");
    assert_eq!(strings, [(1, "b".to_owned()), (3, "e".to_owned())]);
}

#[test]
fn test_modules_are_blanked() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { c(\"d\") }\n}\nfn e() { f(\"g\") }\n";
    let source = Source::new("src/x.rs", text);
    let words: Vec<_> = source.words().collect();
    assert_eq!(words, [(1, "fn"), (1, "a"), (6, "fn"), (6, "e"), (6, "f")]);
    assert_eq!(source.strings, [(6, "g".to_owned())]);
}

#[test]
fn functions_are_measured() {
    let text = "\
trait T {
    fn declared(&self, bytes: [u8; 4]);
}

#[component]
pub(crate) fn Card(
    name: String,
) -> impl View {
    one();
    two();
}

fn short() {}

    const fn inner() -> fn(u8) -> u8 {
        let f = |a| {
            a
        };
        f
    }
";
    let found = functions(&Source::new("src/x.rs", text));
    let expected = [(6, 6, 2, true), (13, 1, 1, false), (15, 6, 4, false)];
    let expected = expected.map(|(line, lines, body, component)| Function { line, lines, body, component });
    assert_eq!(found, expected);
}
