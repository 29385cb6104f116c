//! `cargo xtask conformance` on a table of twenty hospitals: as published, and with one figure
//! altered.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Every kind of figure in the table, and all of them.
const EQUAL: [&str; 9] = [
    "achievement points: 339 of 339 equal",
    "improvement points: 330 of 330 equal",
    "measure score: 339 of 339 equal",
    "base points: 19 of 19 equal",
    "consistency points: 19 of 19 equal",
    "domain score, unweighted: 73 of 73 equal",
    "domain score, weighted: 73 of 73 equal",
    "total performance score: 20 of 20 equal",
    "all: 1212 of 1212 equal",
];

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/hvbp_fy2024.csv")
}

fn conformance(table: &Path, more: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(["conformance", "hvbp"]).arg(table).args(more).output().expect("the program starts")
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

/// The table with `to` in place of `from`, as a file of this name.
fn altered(name: &str, from: &str, to: &str) -> PathBuf {
    let table = std::fs::read_to_string(fixture()).expect("the table");
    assert_eq!(table.matches(from).count(), 1, "{from} occurs once");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, table.replace(from, to)).expect("a file");
    path
}

#[test]
fn every_published_figure_is_equal() {
    let output = conformance(&fixture(), &[]);
    assert_eq!(printed(&output).lines().collect::<Vec<_>>(), EQUAL);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_figure_that_differs_is_named() {
    let total = "34,8.5,20,5,25.75";
    let rows = [
        (
            "improvement.csv",
            "rate,140252,HAI-5,1.405,1.124,0,2,2",
            "rate,140252,HAI-5,1.405,1.124,0,1,2",
            "differs: 140252 HAI-5, improvement points: published 1, ours 2",
        ),
        (
            "score.csv",
            "rate,450844,HAI-6,0.349,0.215,6,4,6",
            "rate,450844,HAI-6,0.349,0.215,6,4,5",
            "differs: 450844 HAI-6, measure score: published 5, ours 6",
        ),
        (
            "domain.csv",
            total,
            "35,8.5,20,5,25.75",
            "differs: 140252 Safety, domain score, unweighted: published 35.000000000000, ours 34.000000000000",
        ),
        (
            "total.csv",
            "16.666666666667,26.888888888889",
            "16.666666666667,26.888888888890",
            "differs: 010007, total performance score: published 26.888888888890, ours 26.888888888889",
        ),
    ];
    for (name, from, to, expected) in rows {
        let output = conformance(&altered(name, from, to), &[]);
        let text = printed(&output);
        let named: Vec<&str> = text.lines().filter(|line| line.starts_with("differs")).collect();
        assert_eq!(named, [expected]);
        assert!(text.ends_with("all: 1211 of 1212 equal\n"), "{text}");
        assert_eq!(output.status.code(), Some(1), "{name}");
    }
}

#[test]
fn a_figure_that_is_left_out_is_missed() {
    let row = "rate,140252,HAI-5,1.405,1.124,0,2,2";
    let output = conformance(&altered("short.csv", row, "rate,140252,HAI-5,1.405,1.124,,2,2"), &[]);
    let text = printed(&output);
    assert!(text.contains("achievement points: 338 of 339 equal\n  the files hold 338 of them\n"), "{text}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_workbook_can_be_written_and_opened() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hvbp.counterpoise.json");
    let output = conformance(&fixture(), &[Path::new("--write"), &path]);
    assert_eq!(output.status.code(), Some(0));
    let document =
        counterpoise::interop::json::read(&std::fs::read(&path).expect("a file")).expect("a workbook");
    assert_eq!(document.workbook.units.len(), 20);
}

#[test]
fn a_table_that_cannot_be_read_is_named_with_its_line() {
    let path = altered("broken.csv", "rate,420087,HAI-5,", "rate,420087,HAI-5,x");
    let output = conformance(&path, &[]);
    let message = String::from_utf8(output.stderr).expect("text");
    assert!(message.contains("broken.csv, line ") && message.contains("is no number"), "{message}");
    assert_eq!(output.status.code(), Some(1));
}

/// The published files, which are not part of the repository.
#[track_caller]
fn check_published(set: &str, last: &str) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/oracles");
    if !directory.is_dir() {
        println!("skipped: the published files of {set} are not here");
        return;
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = command.args(["conformance", set]).arg(&directory).output().expect("the program starts");
    let text = printed(&output);
    assert!(text.ends_with(last), "{text}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn all_hospitals_are_equal() {
    check_published("hvbp", "all: 52548 of 52548 equal\n");
}

#[test]
fn all_countries_are_equal() {
    check_published("sdg", "all: 9975 of 9975 equal\n");
}
