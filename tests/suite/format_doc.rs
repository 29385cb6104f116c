//! `docs/format.md`: its example is a workbook that is scored as the text says, and every field and
//! every word of the document is in it.

use std::collections::BTreeSet;
use std::fs;

use counterpoise::document::Document;

use crate::books::{decimal, one};
use crate::source_text::root;
use crate::support::{month, score};

/// Where the shapes are read; templates and samples have a shape of their own.
const SHAPES: [&str; 9] =
    ["envelope", "workbook", "figures", "scorecard", "measure", "target", "method", "records", "actions"];

fn doc() -> String {
    fs::read_to_string(root().join("docs/format.md")).expect("docs/format.md")
}

/// The first block of JSON.
fn example() -> String {
    let doc = doc();
    let (_, rest) = doc.split_once("```json\n").expect("an example");
    rest.split_once("```").expect("its end").0.to_owned()
}

#[test]
fn the_example_is_scored_as_it_says() {
    let document = Document::from_json(&example()).unwrap_or_else(|error| panic!("{error}"));
    let report = score(&document.workbook, "card", "ward", month("2026-03"));
    assert_eq!(one(&report, "revenue").points, Some(decimal("60")));
    assert_eq!(one(&report, "complaints").points, Some(decimal("34")));
    assert_eq!(report.total.points, Some(decimal("94")));
    assert_eq!(report.findings, []);
    assert!(doc().contains("The total of March 2026 is **94**"));
}

#[test]
fn the_example_survives_export() {
    let document = Document::from_json(&example()).expect("readable");
    let text = document.to_json().expect("a text");
    assert_eq!(Document::from_json(&text).expect("readable"), document);
}

/// The texts in quotes that stand right after `before` or right before `after` in the code.
fn quoted(code: &str, before: &str, after: &str) -> BTreeSet<String> {
    let pieces: Vec<&str> = code.split('"').collect();
    pieces
        .windows(3)
        .filter(|window| {
            !before.is_empty() && window[0].ends_with(before)
                || !after.is_empty() && window[2].trim_start().starts_with(after)
        })
        .map(|window| window[1].to_owned())
        .collect()
}

/// Every field that is read, and every word that a field may hold.
fn fields_and_words() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for shape in SHAPES {
        let code = fs::read_to_string(root().join(format!("src/document/{shape}.rs"))).expect("a shape");
        for reader in ["field(", "field::<u32>(", "required(", "Some("] {
            found.extend(quoted(&code, reader, ""));
        }
        found.extend(quoted(&code, "", "=>"));
    }
    found
}

#[test]
fn every_field_and_every_word_is_described() {
    let doc = doc();
    let described = |name: &str| doc.contains(&format!("`{name}`")) || doc.contains(&format!("\"{name}\""));
    let found = fields_and_words();
    for known in ["first_month", "least_scored", "weighted-mean", "half-even", "grade_at_most", "up_to"] {
        assert!(found.contains(known), "{known} is not found in the code any more");
    }
    let missing: Vec<&String> = found.iter().filter(|name| !described(name)).collect();
    assert!(missing.is_empty(), "docs/format.md does not describe {missing:?}");
}
