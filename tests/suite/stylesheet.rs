//! The stylesheet: `style/main.css` imports every file once into its layer, and no file breaks
//! the rules of the layers, the tokens or the reader's eyes.

use std::collections::BTreeSet;
use std::fs;

use crate::source_text::{is_word, line_of, root, sources};

const FIRST_LINE: &str = "@layer reset, tokens, base, layout, components, utilities, print;";
const LEAST_FONT_PIXELS: u32 = 12;

/// A line that breaks a rule, and how.
type Fault = (usize, String);

/// A piece of a stylesheet: what stands before a `{`, or a declaration.
struct Piece {
    line: usize,
    text: String,
    opens: bool,
}

/// The text with comments and strings turned into blanks.
fn blanked(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut until = None;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let closes = until.filter(|end: &&str| rest.starts_with(*end));
        let opens = ["/*", "\"", "'"].into_iter().find(|open| rest.starts_with(*open));
        let taken = match (until, closes, opens) {
            (Some(_), Some(end), _) => {
                until = None;
                end
            }
            (None, _, Some(open)) => {
                until = Some(if open == "/*" { "*/" } else { open });
                open
            }
            _ => &rest[..first.len_utf8()],
        };
        let hidden = until.is_some() || closes.is_some();
        result.extend(taken.chars().map(|c| if hidden && c != '\n' { ' ' } else { c }));
        rest = &rest[taken.len()..];
    }
    result
}

fn pieces(text: &str) -> Vec<Piece> {
    let text = blanked(text);
    let mut found = Vec::new();
    let mut start = 0;
    for (index, c) in text.char_indices().filter(|(_, c)| "{};".contains(*c)) {
        let piece = &text[start..index];
        if !piece.trim().is_empty() {
            let begin = start + piece.len() - piece.trim_start().len();
            found.push(Piece { line: line_of(&text, begin), text: piece.trim().to_owned(), opens: c == '{' });
        }
        start = index + 1;
    }
    found
}

/// The file and the layer of every import, with its line.
fn imports(main: &str) -> Result<Vec<(String, String)>, Fault> {
    let lines = main.lines().enumerate().skip(1);
    let imports = lines.filter(|(_, line)| line.contains("@import"));
    imports
        .map(|(index, line)| {
            parse_import(line).ok_or_else(|| (index + 1, format!("not an import into a layer: {line}")))
        })
        .collect()
}

fn parse_import(line: &str) -> Option<(String, String)> {
    let (name, layer) = line.strip_prefix("@import url(\"")?.split_once("\") layer(")?;
    Some((name.to_owned(), layer.strip_suffix(");")?.to_owned()))
}

/// What is wrong with `main.css` over the files `names`.
fn import_faults(main: &str, names: &[String]) -> Vec<Fault> {
    let imports = match imports(main) {
        Ok(imports) => imports,
        Err(fault) => return vec![fault],
    };
    let layers: Vec<&str> = FIRST_LINE["@layer ".len()..].trim_end_matches(';').split(", ").collect();
    let mut faults = Vec::new();
    if main.lines().next() != Some(FIRST_LINE) {
        faults.push((1, format!("the first line is not {FIRST_LINE}")));
    }
    for (name, layer) in &imports {
        if !layers.contains(&layer.as_str()) {
            faults.push((1, format!("{name} goes into {layer}, which is no layer")));
        }
        if !names.contains(name) {
            faults.push((1, format!("{name} does not exist")));
        }
    }
    for name in names {
        let count = imports.iter().filter(|(imported, _)| imported == name).count();
        if count != 1 {
            faults.push((1, format!("{name} is imported {count} times")));
        }
    }
    faults
}

fn unbalanced(text: &str) -> Vec<Fault> {
    let text = blanked(text);
    let mut open: Vec<usize> = Vec::new();
    for (index, c) in text.char_indices() {
        let closed = match c {
            '{' => {
                open.push(index);
                true
            }
            '}' => open.pop().is_some(),
            _ => true,
        };
        if !closed {
            return vec![(line_of(&text, index), "a brace closes nothing".to_owned())];
        }
    }
    open.iter().map(|index| (line_of(&text, *index), "a brace is never closed".to_owned())).collect()
}

fn important(text: &str) -> Vec<Fault> {
    let text = blanked(text);
    let marks = text.match_indices('!').filter(|(index, _)| {
        let word = text[index + 1..].trim_start().to_lowercase();
        word.starts_with("important")
    });
    marks.map(|(index, _)| (line_of(&text, index), "!important outside print".to_owned())).collect()
}

fn id_selectors(text: &str) -> Vec<Fault> {
    let selectors = pieces(text).into_iter().filter(|piece| piece.opens && !piece.text.starts_with('@'));
    selectors
        .filter(|piece| piece.text.contains('#'))
        .map(|piece| (piece.line, format!("an id selector: {}", piece.text)))
        .collect()
}

/// Property and value of every declaration.
fn declarations(text: &str) -> Vec<(usize, String, String)> {
    let found = pieces(text).into_iter().filter(|piece| !piece.opens);
    found
        .filter_map(|piece| {
            let (property, value) = piece.text.split_once(':')?;
            Some((piece.line, property.trim().to_owned(), value.trim().to_owned()))
        })
        .collect()
}

fn small_fonts(text: &str) -> Vec<Fault> {
    let about_fonts = |property: &str| {
        ["font", "font-size"].contains(&property)
            || property.starts_with("--") && (property.contains("font") || property.contains("text"))
    };
    declarations(text)
        .into_iter()
        .filter(|(_, property, value)| about_fonts(property) && has_small_pixels(value))
        .map(|(line, property, value)| (line, format!("too small to read: {property}: {value}")))
        .collect()
}

fn has_small_pixels(value: &str) -> bool {
    let mut numbers = value.split(|c: char| !is_word(c) && c != '.');
    numbers.any(|word| {
        let whole = word.strip_suffix("px").and_then(|number| number.split('.').next());
        whole.is_some_and(|digits| digits.parse().unwrap_or(0) < LEAST_FONT_PIXELS)
    })
}

fn colour_literals(text: &str) -> Vec<Fault> {
    declarations(text)
        .into_iter()
        .filter(|(_, _, value)| has_colour(value))
        .map(|(line, property, value)| (line, format!("a colour outside tokens.css: {property}: {value}")))
        .collect()
}

fn has_colour(value: &str) -> bool {
    let functions = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"];
    let lower = value.to_lowercase();
    let called = |name: &str| {
        lower
            .match_indices(&format!("{name}("))
            .any(|(index, _)| !lower[..index].ends_with(|c| is_word(c) || c == '-'))
    };
    lower.contains('#') || functions.iter().any(|name| called(name))
}

fn defined(text: &str) -> BTreeSet<String> {
    let properties = declarations(text).into_iter().map(|(_, property, _)| property);
    let registered = pieces(text)
        .into_iter()
        .filter_map(|piece| Some(piece.text.strip_prefix("@property")?.trim().to_owned()));
    let all = properties.chain(registered);
    all.filter(|name| name.starts_with("--")).collect()
}

fn unknown_variables(text: &str, tokens: &str) -> Vec<Fault> {
    let known: BTreeSet<String> = defined(text).union(&defined(tokens)).cloned().collect();
    let text = blanked(text);
    let uses = text.match_indices("var(").map(|(index, _)| {
        let tail = text[index + 4..].trim_start();
        let name: String = tail.chars().take_while(|c| is_word(*c) || *c == '-').collect();
        (line_of(&text, index), name)
    });
    uses.filter(|(_, name)| !known.contains(name))
        .map(|(line, name)| (line, format!("{name} is defined neither here nor in tokens.css")))
        .collect()
}

struct Sheet {
    name: String,
    text: String,
    layer: String,
}

/// `main.css`, and the other stylesheets with the layers they are imported into.
fn stylesheets() -> (String, Vec<Sheet>) {
    let main = fs::read_to_string(root().join("style/main.css")).expect("style/main.css");
    let layers = imports(&main).unwrap_or_default();
    let files = sources("style").into_iter().filter(|file| file.path.ends_with(".css"));
    let sheets = files.filter_map(|file| {
        let name = file.path.strip_prefix("style/")?.to_owned();
        let layer = layers.iter().find(|(imported, _)| *imported == name);
        Some(Sheet {
            layer: layer.map(|(_, layer)| layer.clone()).unwrap_or_default(),
            text: file.text,
            name,
        })
    });
    let sheets: Vec<Sheet> = sheets.collect();
    (main, sheets)
}

#[track_caller]
fn check_sheets(rule: impl Fn(&Sheet) -> Vec<Fault>) {
    let mut faults = Vec::new();
    for sheet in stylesheets().1 {
        let found = rule(&sheet).into_iter();
        faults.extend(found.map(|(line, message)| format!("style/{}:{line}: {message}", sheet.name)));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_file_is_imported_once_into_a_layer() {
    let (main, sheets) = stylesheets();
    let names = sheets.into_iter().map(|sheet| sheet.name);
    let names: Vec<String> = names.filter(|name| name != "main.css").collect();
    let faults = import_faults(&main, &names);
    let lines = faults.iter().map(|(line, message)| format!("style/main.css:{line}: {message}"));
    assert!(faults.is_empty(), "\n{}\n", lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn braces_balance() {
    check_sheets(|sheet| unbalanced(&sheet.text));
}

#[test]
fn nothing_is_important_outside_print() {
    check_sheets(|sheet| if sheet.layer == "print" { Vec::new() } else { important(&sheet.text) });
}

#[test]
fn no_selector_is_an_id() {
    check_sheets(|sheet| id_selectors(&sheet.text));
}

#[test]
fn no_text_is_too_small_to_read() {
    check_sheets(|sheet| small_fonts(&sheet.text));
}

#[test]
fn colours_live_in_the_tokens() {
    check_sheets(|sheet| if sheet.name == "tokens.css" { Vec::new() } else { colour_literals(&sheet.text) });
}

#[test]
fn every_variable_used_is_defined() {
    let tokens = fs::read_to_string(root().join("style/tokens.css")).unwrap_or_default();
    check_sheets(|sheet| unknown_variables(&sheet.text, &tokens));
}

#[track_caller]
fn check_bites(rule: impl Fn(&str) -> Vec<Fault>, text: &str, lines: &[usize]) {
    let found: Vec<usize> = rule(text).iter().map(|(line, _)| *line).collect();
    assert_eq!(found, lines, "{text}");
}

#[test]
fn faulty_rules_are_found() {
    check_bites(unbalanced, "a {\n b {}\n", &[1]);
    check_bites(unbalanced, "a {}\n}", &[2]);
    check_bites(unbalanced, "a { /* } */ content: \"{\"; }", &[]);
    check_bites(important, "a { color: red\n! important; }", &[2]);
    check_bites(important, "/* !important */ a { content: '!important'; }", &[]);
    check_bites(id_selectors, "a {}\n#b > c { d: e; }\n.f { #g & { h: i; } }", &[2, 3]);
    check_bites(id_selectors, "a { color: #fff; }\na[href=\"#b\"] { c: d; }", &[]);
    check_bites(small_fonts, "a { font-size: 11px; }\nb { font: bold 11.9px serif; }", &[1, 2]);
    check_bites(small_fonts, "a { --font-size-small: 10px; }", &[1]);
    check_bites(small_fonts, "a { font-size: 12px; border: 1px solid; }\nb { font-size: 0.8rem; }", &[]);
    check_bites(colour_literals, "a { color: #fff; }\nb { background: RGB(0 0 0); }", &[1, 2]);
    check_bites(colour_literals, "a { color: hsl(0 0% 0%); }\nb { --c: oklch(1 0 0); }", &[1, 2]);
    check_bites(
        colour_literals,
        "#a { color: var(--b); }\nc { color: color-mix(in oklab, var(--d), transparent); }",
        &[],
    );
    let tokens = ":root { --known: 1px; }";
    let variables = |text: &str| unknown_variables(text, tokens);
    check_bites(variables, "a {\n --own: 2px; b: var(--known) var( --own );\n c: var(--other); }", &[3]);
    check_bites(variables, "@property --p { syntax: \"*\"; }\na { b: calc(var(--p) + 1px); }", &[]);
}

#[test]
fn faulty_imports_are_found() {
    let names = ["a.css".to_owned(), "components/b.css".to_owned()];
    let a = "@import url(\"a.css\") layer(base);";
    let b = "@import url(\"components/b.css\") layer(components);";
    let rows = [
        ("as it should be", format!("{FIRST_LINE}\n{a}\n{b}\n"), 0),
        ("another first line", format!("@layer base;\n{a}\n{b}\n"), 1),
        ("a file left out", format!("{FIRST_LINE}\n{a}\n"), 1),
        ("a file twice", format!("{FIRST_LINE}\n{a}\n{b}\n{b}\n"), 1),
        (
            "a file that is not there",
            format!("{FIRST_LINE}\n{a}\n{b}\n@import url(\"c.css\") layer(base);\n"),
            1,
        ),
        ("no layer", format!("{FIRST_LINE}\n{a}\n@import url(\"components/b.css\");\n"), 1),
        ("an unknown layer", format!("{FIRST_LINE}\n{b}\n@import url(\"a.css\") layer(extra);\n"), 1),
    ];
    for (says, main, faults) in rows {
        assert_eq!(import_faults(&main, &names).len(), faults, "{says}");
    }
}
