//! `cargo xtask score` on the sample hospital: what is printed, and the exit codes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use std::process::Command;

use counterpoise::{document::Document, templates::sample_hospital};

/// A file of this name with a text in it.
fn file(name: &str, text: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("a file");
    path
}

fn sample(name: &str) -> PathBuf {
    let workbook = sample_hospital().expect("the sample");
    file(name, &Document { changed: None, workbook }.to_json().expect("a text"))
}

/// Exit code, standard output and standard error.
fn score(workbook: &Path, arguments: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = command.arg("score").arg(workbook).args(arguments.split_whitespace()).output();
    let output = output.expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Scorecard, unit, period, state and points of each total.
fn totals(text: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let place = |heading: &str, reader: &mut csv::Reader<&[u8]>| {
        reader.headers().expect("headings").iter().position(|own| own == heading).expect("a column")
    };
    let columns = ["level", "scorecard", "unit", "period", "state", "points"];
    let columns = columns.map(|heading| place(heading, &mut reader));
    let rows = reader.records().map(|row| row.expect("a row"));
    let shown = rows.map(|row| columns.map(|column| row[column].to_owned()).join(" "));
    shown.filter_map(|row| row.strip_prefix("total ").map(str::to_owned)).collect()
}

#[test]
fn the_totals_are_those_that_are_asked_for() {
    let workbook = sample("totals.json");
    let rows: [(&str, &[&str]); 8] = [
        ("--unit first-surgery --scorecard T2", &["T2 first-surgery 2025-12 scored 96.58"]),
        (
            "--unit first-surgery",
            &[
                "T2 first-surgery 2025-12 scored 96.58",
                "T1 first-surgery 2025-12 scored 97.041666666666667",
                "T1-rounded first-surgery 2025-12 scored 97.05",
                "T3 first-surgery 2025 scored 101.9",
            ],
        ),
        ("--scorecard T3 --period 2025", &["T3 first-surgery 2025 scored 101.9"]),
        ("--scorecard T3 --period 2025-12", &["T3 first-surgery 2025-12 shorter-than-own-period "]),
        ("--scorecard T1-rounded --period 2025-12", &["T1-rounded first-surgery 2025-12 scored 97.05"]),
        ("--scorecard T3 --period 2025-Q4", &["T3 first-surgery 2025-Q4 shorter-than-own-period "]),
        ("--scorecard T3 --period 2025-H2", &["T3 first-surgery 2025-H2 shorter-than-own-period "]),
        ("--scorecard T3 --period ytd-2025-12", &["T3 first-surgery ytd-2025-12 scored 101.9"]),
    ];
    for (arguments, expected) in rows {
        let (code, output, errors) = score(&workbook, arguments);
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{arguments}");
        assert_eq!(totals(&output), expected, "{arguments}");
    }
}

#[test]
fn longer_periods_are_the_mean_of_their_months() {
    let workbook = sample("longer.json");
    let points = |arguments: &str| {
        let (code, output, errors) = score(&workbook, arguments);
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{arguments}");
        let total = totals(&output);
        let last = |row: &String| row.rsplit(' ').next().expect("points").parse().expect("a number");
        total.iter().map(last).collect::<Vec<rust_decimal::Decimal>>()
    };
    let months = points("--scorecard T1-rounded --period all");
    assert_eq!(months.len(), 24);
    for (period, months) in [
        ("2025-Q4", &months[21..]),
        ("2025-H2", &months[18..]),
        ("2025", &months[12..]),
        ("ytd-2025-03", &months[12..15]),
    ] {
        let mean = months.iter().sum::<rust_decimal::Decimal>() / rust_decimal::Decimal::from(months.len());
        let mean = mean.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        assert_eq!(points(&format!("--scorecard T1-rounded --period {period}")), [mean], "{period}");
    }
}

#[test]
fn all_periods_of_every_card_are_there() {
    let (code, output, _) = score(&sample("all.json"), "--period all");
    assert_eq!(code, Some(0));
    let totals = totals(&output);
    for (card, expected) in [("T2 ", 4 * 24), ("T1 ", 24), ("T1-rounded ", 24), ("T3 ", 2)] {
        assert_eq!(totals.iter().filter(|row| row.starts_with(card)).count(), expected, "{card}");
    }
}

#[test]
fn a_measure_is_explained_in_words() {
    let workbook = sample("explain.json");
    let expected = "Monthly performance evaluation / First Surgery / 2025-12 / Operations (patients)\n  \
                    15 × 165 ÷ 150 = 16.50\n";
    for measure in ["t2-p04", "P04"] {
        let (code, output, _) =
            score(&workbook, &format!("--unit first-surgery --scorecard T2 --explain {measure}"));
        assert_eq!(code, Some(0));
        assert!(output.starts_with(expected), "{output}");
        assert!(output.ends_with("Sum: 71.30 + 26.58 − 1.30 = 96.58 (Total)\n"), "{output}");
    }
    let (_, output, _) = score(&workbook, "--unit first-surgery --explain t2-p04 --language zh-Hans");
    assert!(output.starts_with("月度绩效评估"), "{output}");
}

#[test]
fn rows_can_be_json() {
    let (code, output, _) = score(&sample("json.json"), "--scorecard T3 --format json");
    assert_eq!(code, Some(0));
    assert!(output.starts_with("[\n{\"scorecard\":\"T3\",\"unit\":\"first-surgery\","), "{output}");
    assert!(output.contains("\"points\":\"101.9\""), "{output}");
}

#[test]
fn what_is_no_good_is_named_and_exits_with_2() {
    let workbook = sample("refused.json");
    let rows = [
        ("--unit nope", "there is no unit \"nope\"; there are: cardiology, first-surgery, hospital, "),
        ("--scorecard nope", "there is no scorecard \"nope\"; there are: T1, T1-rounded, T2, T3"),
        (
            "--unit cardiology --scorecard T3",
            "the scorecard is not used by the unit; it is used by: first-surgery",
        ),
        ("--period 2031", "there are no figures in 2031; there are figures from 2024-01 to 2025-12"),
        ("--period 2026-3", "\"2026-3\" is no period: a period is written as 2026-03, 2026-Q1, "),
        ("--scorecard T3 --explain nope", "no measure \"nope\" is scored in the period; there are: t3-c01, "),
        ("--format xml", "invalid value 'xml'"),
        ("--language fr", "a language is one of en, zh-Hans, zh-Hant"),
    ];
    for (arguments, expected) in rows {
        let (code, output, errors) = score(&workbook, arguments);
        assert_eq!((code, output.as_str()), (Some(2), ""), "{arguments}");
        assert!(errors.contains(expected), "{arguments}: {errors}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_refused_with_its_place() {
    let rows = [
        ("broken.json", "{\n  \"format\": ", "broken.json: line 2"),
        ("other.json", "{\"format\": \"other\"}", "other.json: the file is no Counterpoise workbook"),
        (
            "newer.json",
            "{\"format\": \"counterpoise\", \"version\": 99}",
            "version 99 is newer than this program",
        ),
        (
            "shape.json",
            "{\"format\": \"counterpoise\", \"version\": 1,\n \"workbook\": 5}",
            "shape.json: line 2, column 14: found 5, expected an object",
        ),
    ];
    for (name, text, expected) in rows {
        let (code, output, errors) = score(&file(name, text), "");
        assert_eq!((code, output.as_str()), (Some(2), ""), "{name}");
        assert!(errors.contains(expected), "{name}: {errors}");
    }
    let (code, _, errors) = score(Path::new("nowhere.json"), "");
    assert_eq!(code, Some(2));
    assert!(errors.contains("cannot read nowhere.json"), "{errors}");
}
