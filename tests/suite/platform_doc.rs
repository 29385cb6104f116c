//! `docs/platform.md`: every test that it names exists.

use std::fs;
use std::path::Path;

use crate::source_text::root;

/// What stands between backquotes in the last column of the tables.
fn named(doc: &str) -> Vec<&str> {
    let cells = doc.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| | promise"));
    let cells = cells.filter_map(|line| line.trim_end_matches([' ', '|']).rsplit_once(" | "));
    cells.flat_map(|(_, cell)| cell.split('`').skip(1).step_by(2)).collect()
}

/// Whether a native test, `module::test`, or a journey, `file: part of its name`, is there.
fn exists(name: &str) -> bool {
    if let Some((module, test)) = name.split_once("::") {
        let test = format!("fn {test}(");
        let found = [format!("{module}.rs"), format!("storage/{module}.rs")];
        return found.iter().any(|file| has(&root().join("tests/suite").join(file), &test));
    }
    let Some((file, part)) = name.split_once(": ") else { return false };
    has(&root().join(format!("tests/e2e/{file}.test.mjs")), part)
}

fn has(path: &Path, text: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|content| content.contains(text))
}

#[test]
fn every_test_that_is_named_exists() {
    let doc = fs::read_to_string(root().join("docs/platform.md")).expect("docs/platform.md");
    let names = named(&doc);
    assert!(names.len() > 100, "{}", names.len());
    let missing: Vec<&&str> = names.iter().filter(|name| !exists(name)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    // Twenty-three promises, each with its row.
    for number in 1..=23 {
        assert!(doc.contains(&format!("\n| {number} | ")), "{number}");
    }
}

#[test]
fn a_name_of_no_test_is_found() {
    let doc =
        "| | promise | fails without it |\n| 1 | `x` | `grid: the wheel changes nothing` `grid::nothing` |\n";
    let missing: Vec<&str> = named(doc).into_iter().filter(|name| !exists(name)).collect();
    assert_eq!(missing, ["grid::nothing"]);
}
