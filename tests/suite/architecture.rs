//! The shape of the program, as `docs/architecture.md` states it: who may import whom, what may be
//! named where, and how long things may be.
//!
//! Every rule is a function from a file to its faults, so each is also shown to bite.

use crate::source_text::{Source, functions, is_word, line_of, sources};

/// A line that breaks a rule, and how.
type Fault = (usize, String);

/// What each module at the top of the crate may name of the others.
const MAY_IMPORT: [(&str, &[&str]); 12] = [
    ("domain", &[]),
    ("typed", &["domain"]),
    ("document", &["domain"]),
    ("templates", &["document", "domain"]),
    ("storage", &["document", "domain"]),
    ("interop", &["document", "typed", "domain"]),
    ("charts", &["domain"]),
    ("i18n", &["typed", "domain"]),
    ("forms", &["domain", "i18n", "typed"]),
    ("grid", &["domain", "i18n", "typed"]),
    ("markup", &["charts", "domain", "grid", "i18n"]),
    (
        "ui",
        &[
            "domain",
            "typed",
            "document",
            "templates",
            "storage",
            "interop",
            "charts",
            "i18n",
            "forms",
            "grid",
            "markup",
        ],
    ),
];

/// Crates and the places that may name them: a folder, or one file.
const MAY_NAME: [(&[&str], &[&str]); 5] = [
    (&["leptos", "leptos_*"], &["src/ui/", "src/main.rs"]),
    (&["reactive_stores"], &["src/ui/"]),
    (
        &["gloo", "gloo_*", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_*"],
        &["src/ui/browser/", "src/ui/browser.rs"],
    ),
    (&["plotters", "plotters_*"], &["src/charts/", "src/charts.rs"]),
    (&["serde", "serde_json"], &["src/document/json/"]),
];

const MAX_FILE: usize = 600;
const MAX_FUNCTION: usize = 60;
const MAX_COMPONENT: usize = 100;
const MAX_STYLESHEET: usize = 150;
const MEDIAN_FUNCTION: usize = 10;

/// The module at the top of the crate that a file belongs to; `None` for `lib.rs` and `main.rs`.
fn module_of(path: &str) -> Option<&str> {
    let below = path.strip_prefix("src/")?;
    let name = below.split('/').next()?;
    let name = name.strip_suffix(".rs").unwrap_or(name);
    (!["lib", "main"].contains(&name)).then_some(name)
}

fn forbidden_imports(source: &Source) -> Vec<Fault> {
    let Some(module) = module_of(&source.path).filter(|_| source.is_rust()) else {
        return Vec::new();
    };
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == module) else {
        return vec![(1, format!("the map of modules has no `{module}`"))];
    };
    modules_named(source)
        .into_iter()
        .filter(|(_, named)| named != module && !allowed.contains(&named.as_str()))
        .map(|(line, named)| (line, format!("`{module}` may not import `{named}`")))
        .collect()
}

/// The modules at the top of the crate that the code names, by `crate::` or by enough `super::`.
fn modules_named(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, _) in source.code.match_indices("crate::") {
        if !source.code[..index].ends_with(is_word) {
            let line = line_of(&source.code, index);
            let tail = &source.code[index + "crate::".len()..];
            found.extend(heads(tail).into_iter().map(|name| (line, name)));
        }
    }
    let depth = depth_of(&source.path);
    for (index, _) in source.code.match_indices("super::") {
        let before = &source.code[..index];
        if before.ends_with("super::") || before.ends_with(is_word) {
            continue;
        }
        let tail = source.code[index..].trim_start_matches("super::");
        let ups = (source.code[index..].len() - tail.len()) / "super::".len();
        if ups >= depth {
            let known = |name: &String| MAY_IMPORT.iter().any(|(module, _)| module == name);
            let line = line_of(&source.code, index);
            found.extend(heads(tail).into_iter().filter(known).map(|name| (line, name)));
        }
    }
    found
}

/// How many `super::` lead from a file's module to the root of the crate.
fn depth_of(path: &str) -> usize {
    let below = path.trim_start_matches("src/").trim_end_matches(".rs");
    below.trim_end_matches("/mod").split('/').count()
}

/// The first names of the paths that `tail` starts with: one, or those of a `{…}` list.
fn heads(tail: &str) -> Vec<String> {
    let Some(list) = tail.strip_prefix('{') else {
        return vec![tail.chars().take_while(|c| is_word(*c)).collect()];
    };
    let mut names = vec![String::new()];
    let mut depth = 0_usize;
    let mut within_head = true;
    for c in list.chars() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(String::new());
                within_head = true;
            }
            c if is_word(c) && within_head && depth == 0 => names.last_mut().expect("one").push(c),
            ':' | ' ' if names.last().is_some_and(|name| !name.is_empty()) => within_head = false,
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty() && name != "self");
    names
}

fn forbidden_crates(source: &Source) -> Vec<Fault> {
    if !source.is_rust() {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (crates, places) in MAY_NAME {
        if places.iter().any(|place| source.path.starts_with(place)) {
            continue;
        }
        let forbidden = |word: &str| {
            crates.iter().any(|name| match name.strip_suffix('*') {
                Some(prefix) => word.starts_with(prefix),
                None => word == *name,
            })
        };
        let named = source.words().filter(|(_, word)| forbidden(word));
        faults.extend(named.map(|(line, word)| (line, format!("`{word}` belongs in {}", places.join(", ")))));
    }
    faults
}

fn floats_in_domain(source: &Source) -> Vec<Fault> {
    if !source.is_under("src/domain") {
        return Vec::new();
    }
    let float = |word: &str| word.ends_with("f32") || word.ends_with("f64");
    let words = source.words().filter(|(_, word)| float(word));
    words.map(|(line, word)| (line, format!("`{word}`: the domain knows no floating point"))).collect()
}

/// Clearing the storage of a browser would take what other programs of the same host keep there.
fn cleared_storage(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (number, line) in source.code_lines() {
        let compact: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        let lower = compact.to_lowercase();
        let called = lower.match_indices("clear(").filter(|(at, _)| lower[..*at].ends_with(['.', ':']));
        if called.into_iter().any(|(at, _)| lower[..at].contains("storage")) {
            faults.push((number, "storage is never cleared as a whole".to_owned()));
        }
    }
    faults
}

fn too_long(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    let lines = source.text.lines().count();
    let limit = if source.path.ends_with(".css") {
        MAX_STYLESHEET
    } else if source.is_rust() {
        MAX_FILE
    } else {
        usize::MAX
    };
    if lines > limit {
        faults.push((lines, format!("{lines} lines; {limit} is the limit")));
    }
    if source.is_rust() && !source.is_under("tests") {
        for function in functions(source) {
            let limit = if function.component { MAX_COMPONENT } else { MAX_FUNCTION };
            if function.lines > limit {
                let message = format!("a function of {} lines; {limit} is the limit", function.lines);
                faults.push((function.line, message));
            }
        }
    }
    faults
}

fn unopened_module(source: &Source) -> Vec<Fault> {
    if source.is_rust() && !source.text.starts_with("//! ") {
        vec![(1, "a module opens with `//!` and what it holds".to_owned())]
    } else {
        Vec::new()
    }
}

/// A panic in the browser kills the page.
fn panics(source: &Source) -> Vec<Fault> {
    if !source.is_rust() || source.path.ends_with("/tests.rs") {
        return Vec::new();
    }
    let forbidden = [
        ".unwrap(",
        ".expect(",
        ".unwrap_err(",
        ".expect_err(",
        "panic!",
        "unreachable!",
        "unimplemented!",
        "todo!",
    ];
    let mut faults = Vec::new();
    for (number, line) in source.code_lines() {
        for text in forbidden.iter().filter(|text| line.contains(**text)) {
            faults.push((number, format!("`{text}` outside tests")));
        }
    }
    faults
}

/// Words that a person reads come from `i18n`, in three languages.
fn foreign_words(source: &Source) -> Vec<Fault> {
    if !source.is_under("src/ui") && !source.is_under("src/charts") {
        return Vec::new();
    }
    let foreign = source.strings.iter().filter(|(_, text)| text.contains(is_chinese));
    foreign.map(|(line, text)| (*line, format!("\"{text}\" belongs in src/i18n"))).collect()
}

/// Chinese characters, Chinese punctuation and full-width forms.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}')
        || ('\u{20000}'..='\u{3FFFF}').contains(&c)
}

/// Folders of one machine, and hosts that a lock file must not name: the public registry of each
/// tool is understood without them.
fn machine_names(source: &Source) -> Vec<Fault> {
    let folders = ["work", "root", "home", "Users"].map(|name| format!("/{name}/"));
    let hosts = ["npmjs.org", "yarnpkg.com", "npmmirror.com", "tuna.tsinghua", "goproxy"];
    let lines = source.text.lines().enumerate();
    lines
        .filter(|(_, line)| {
            folders.iter().any(|folder| line.contains(folder))
                || hosts.iter().any(|host| line.contains(&format!("{host}/")))
                || names_other_registry(line)
        })
        .map(|(index, line)| (index + 1, format!("a name of one machine: {}", line.trim())))
        .collect()
}

fn names_other_registry(line: &str) -> bool {
    let public = "https://github.com/rust-lang/crates.io-index";
    let registry =
        line.split_once(&format!("{}+", "registry")).is_some_and(|(_, url)| !url.starts_with(public));
    let schemes = line.match_indices("://").any(|(at, _)| {
        let host = line[at + 3..].split(['/', '"', ')']).next().unwrap_or("");
        ["registry", "mirror", "artifact", "nexus", "proxy"].iter().any(|word| host.contains(word))
    });
    registry || schemes
}

#[track_caller]
fn check_repository(folders: &[&str], rule: impl Fn(&Source) -> Vec<Fault>) {
    let files = folders.iter().flat_map(|folder| sources(folder));
    let mut count = 0;
    let mut faults = Vec::new();
    for source in files {
        count += 1;
        let found = rule(&source).into_iter();
        faults.extend(found.map(|(line, message)| format!("{}:{line}: {message}", source.path)));
    }
    assert!(count > 0, "no file below {folders:?}");
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn modules_import_only_what_they_may() {
    check_repository(&["src"], forbidden_imports);
}

#[test]
fn crates_are_named_only_where_they_belong() {
    check_repository(&["src"], forbidden_crates);
}

#[test]
fn the_domain_knows_no_floating_point() {
    check_repository(&["src/domain"], floats_in_domain);
}

#[test]
fn storage_is_never_cleared_as_a_whole() {
    check_repository(&["src"], cleared_storage);
}

#[test]
fn files_and_functions_keep_to_their_limits() {
    check_repository(&["src", "style", "xtask", "tests/suite"], too_long);
}

#[test]
fn every_module_says_what_it_holds() {
    check_repository(&["src", "xtask/src", "tests/suite"], unopened_module);
}

#[test]
fn nothing_outside_tests_can_panic() {
    check_repository(&["src"], panics);
}

#[test]
fn words_live_in_i18n() {
    check_repository(&["src"], foreign_words);
}

#[test]
fn no_file_names_a_machine() {
    check_repository(&[""], machine_names);
}

#[test]
fn the_median_function_is_short() {
    let files = sources("src");
    let mut bodies: Vec<usize> = files
        .iter()
        .filter(|source| source.is_rust())
        .flat_map(functions)
        .map(|function| function.body)
        .collect();
    bodies.sort_unstable();
    let median = bodies[bodies.len() / 2];
    assert!(median < MEDIAN_FUNCTION, "the median function has {median} lines");
}

#[track_caller]
fn check_bites(rule: impl Fn(&Source) -> Vec<Fault>, path: &str, text: &str, lines: &[usize]) {
    let faults = rule(&Source::new(path, text));
    let found: Vec<usize> = faults.iter().map(|(line, _)| *line).collect();
    assert_eq!(found, lines, "{path}: {text}");
}

#[test]
fn forbidden_imports_are_found() {
    let rows: [(&str, &str, &[usize]); 15] = [
        ("src/storage/library.rs", "use crate::interop::Csv;", &[1]),
        ("src/storage/library.rs", "\nuse crate::{domain::x, interop::{self, y}};", &[2]),
        ("src/storage/mod.rs", "use super::interop::Csv;", &[1]),
        ("src/storage/keys/mod.rs", "use super::super::i18n::Messages;", &[1]),
        ("src/storage/library.rs", "use crate::document::Document;", &[]),
        ("src/storage/library.rs", "use super::interop::Csv; // a module of its own", &[]),
        ("src/domain/x.rs", "fn f() { crate::document::g() }", &[1]),
        ("src/domain/x.rs", "//! As [`crate::document`] says.", &[]),
        ("src/document/x.rs", "use crate::templates::a;", &[1]),
        ("src/templates/mod.rs", "use crate::storage::a;", &[1]),
        ("src/charts/x.rs", "use crate::document::a;", &[1]),
        ("src/i18n/x.rs", "use crate::charts::a;", &[1]),
        ("src/interop/x.rs", "use crate::storage::a;", &[1]),
        ("src/ui/x.rs", "use crate::{storage::a, interop::b, charts::c, i18n::d};", &[]),
        ("src/extra/x.rs", "use crate::domain::a;", &[1]),
    ];
    for (path, text, lines) in rows {
        check_bites(forbidden_imports, path, text, lines);
    }
}

#[test]
fn forbidden_crates_are_found() {
    let rows: [(&str, &str, &[usize]); 13] = [
        ("src/storage/mod.rs", "use leptos::prelude::*;", &[1]),
        ("src/ui/mod.rs", "use leptos::prelude::*;", &[]),
        ("src/main.rs", "leptos::mount::mount_to_body(App);", &[]),
        ("src/i18n/mod.rs", "use reactive_stores::Store;", &[1]),
        ("src/ui/pages/x.rs", "\nuse web_sys::Window;", &[2]),
        ("src/ui/pages/x.rs", "leptos::wasm_bindgen::JsCast", &[1]),
        ("src/ui/effects/x.rs", "use gloo_storage::Storage;", &[1]),
        ("src/ui/browser/x.rs", "use gloo_storage::Storage; use js_sys::Date;", &[]),
        ("src/ui/x.rs", "use plotters::prelude::*;", &[1]),
        ("src/charts/x.rs", "use plotters::prelude::*;", &[]),
        ("src/document/json/x.rs", "use serde_json::value::RawValue;", &[]),
        ("src/domain/x.rs", "#[derive(serde::Serialize)]", &[1]),
        ("src/domain/x.rs", "// serde is not for the domain", &[]),
    ];
    for (path, text, lines) in rows {
        check_bites(forbidden_crates, path, text, lines);
    }
}

#[test]
fn other_faults_are_found() {
    let long = format!("//! x\n{}", "\n".repeat(MAX_FILE));
    let function =
        |lines: usize, before: &str| format!("{before}fn f() {{\n{}}}\n", "    a();\n".repeat(lines));
    let style = "a {}\n".repeat(MAX_STYLESHEET + 1);
    check_bites(too_long, "src/x.rs", &long, &[MAX_FILE + 1]);
    check_bites(too_long, "src/x.rs", &function(MAX_FUNCTION - 1, ""), &[1]);
    check_bites(too_long, "src/x.rs", &function(MAX_FUNCTION - 2, ""), &[]);
    check_bites(too_long, "src/x.rs", &function(MAX_COMPONENT - 2, "#[component]\n"), &[]);
    check_bites(too_long, "src/x.rs", &function(MAX_COMPONENT - 1, "#[component]\n"), &[2]);
    check_bites(too_long, "style/x.css", &style, &[MAX_STYLESHEET + 1]);
    check_bites(floats_in_domain, "src/domain/x.rs", "fn f(a: u8) -> f64 {\n1f32 }", &[1, 2]);
    check_bites(floats_in_domain, "src/domain/x.rs", "// f64\nlet a = \"f32\";", &[]);
    check_bites(floats_in_domain, "src/charts/x.rs", "a as f64", &[]);
    check_bites(unopened_module, "src/x.rs", "// a\nfn f() {}", &[1]);
    check_bites(panics, "src/x.rs", "a.unwrap();\nb.expect(c);\npanic!()", &[1, 2, 3]);
    check_bites(panics, "src/x.rs", "a.unwrap_or(b); // panic!\n#[expect(x)]\nc(\"panic!\")", &[]);
    check_bites(panics, "src/x.rs", "#[cfg(test)]\nmod tests {\n    a.unwrap();\n}\n", &[]);
}

#[test]
fn faults_of_the_browser_and_of_words_are_found() {
    let clear = ["localStorage", "LocalStorage", "local_storage()"];
    check_bites(cleared_storage, "src/ui/browser/x.js", &format!("{}.clear();", clear[0]), &[1]);
    check_bites(cleared_storage, "src/ui/browser/x.rs", &format!("{}::clear()", clear[1]), &[1]);
    check_bites(cleared_storage, "src/storage/x.rs", &format!("{}?.clear()", clear[2]), &[1]);
    check_bites(cleared_storage, "src/storage/x.rs", "self.open.clear();", &[]);
    check_bites(foreign_words, "src/ui/x.rs", "a(\n\"总分\")", &[2]);
    check_bites(foreign_words, "src/charts/x.rs", "a(r#\"：\"#)", &[1]);
    check_bites(foreign_words, "src/charts/x.rs", "// 总分\na(\"total\")", &[]);
    check_bites(foreign_words, "src/i18n/zh_hans.rs", "a(\"总分\")", &[]);
}

#[test]
fn names_of_a_machine_are_found() {
    let slash = "/";
    check_bites(machine_names, "docs/x.md", &format!("see\n{slash}home{slash}me"), &[2]);
    check_bites(machine_names, "docs/x.md", &format!("see {slash}work{slash}x"), &[1]);
    check_bites(machine_names, "docs/x.md", "see https://example.org/homework and at work/home", &[]);
    check_bites(
        machine_names,
        "Cargo.lock",
        "source = \"registry+https://github.com/rust-lang/crates.io-index\"",
        &[],
    );
    check_bites(
        machine_names,
        "Cargo.lock",
        &format!("source = \"{}+https:{slash}{slash}crates.example\"", "registry"),
        &[1],
    );
    let host = format!("https:{slash}{slash}registry.example{slash}a.tgz");
    check_bites(machine_names, "package-lock.json", &format!("\"resolved\": \"{host}\""), &[1]);
}
