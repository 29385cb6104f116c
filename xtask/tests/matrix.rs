//! Every number of the matrix and of the page of a unit is the one that `cargo xtask score` prints: the
//! sample in all its periods, and twenty hospitals of a published programme.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use counterpoise::document::Document;
use counterpoise::domain::analysis::matrix::matrix;
use counterpoise::domain::name::Language;
use counterpoise::domain::period::Period;
use counterpoise::domain::scoring::{Plan, Results};
use counterpoise::domain::workbook::Workbook;
use counterpoise::i18n::number::format_rounded;
use counterpoise::markup::{Link, MatrixPage, Order, Sheet, unit_scores};
use counterpoise::templates::sample_hospital;
use rust_decimal::Decimal;

fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn xtask(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// By scorecard and unit: the total, the rank, the coverage, then the perspectives, as the matrix shows
/// them.
type Numbers = BTreeMap<(String, String), Vec<String>>;

/// What `cargo xtask score` prints.
fn printed(file: &Path, period: &str) -> Numbers {
    let text = xtask(&["score", file.to_str().unwrap(), "--period", period]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().expect("headings").clone();
    let mut numbers = Numbers::new();
    for row in reader.records() {
        let row = row.expect("a row");
        let cell = |heading: &str| &row[headings.iter().position(|own| own == heading).expect("a column")];
        let two = |text: &str| text.parse().map(|points| format_rounded(points, 2)).unwrap_or_default();
        let own = numbers.entry((cell("scorecard").to_owned(), cell("unit").to_owned())).or_default();
        match cell("level") {
            "total" => {
                let coverage = cell("coverage").parse().map(|own| format!("{} %", format_rounded(own, 0)));
                own.extend([two(cell("points")), cell("rank").to_owned(), coverage.unwrap_or_default()]);
            }
            "perspective" => own.push(two(cell("points"))),
            _ => {}
        }
    }
    numbers
}

/// What the matrix shows.
fn shown(workbook: &Workbook, period: &str) -> Numbers {
    let period = Period::parse(period, workbook.first_month).expect("a period");
    let (first, last) = workbook.figures.span().expect("figures");
    let results = Results::new(Plan::new(workbook), first, last);
    let matrix = matrix(workbook, &results, period);
    let mut numbers = Numbers::new();
    for card in &workbook.scorecards {
        let links = |link: Link<'_>| link.unit.map(ToString::to_string).unwrap_or_default();
        let order = Order::parse(None);
        let (language, card_id) = (Language::English, Some(&card.id));
        let page =
            MatrixPage { matrix: &matrix, workbook, language, card: card_id, order: &order, links: &links };
        let places = page.sorted("");
        let html = page.table("", &places, 0..places.len(), 36);
        let body = html.split("<tbody>").nth(1).expect("a body");
        for row in body.split("</tr>").filter(|row| row.contains("aria-rowindex")) {
            let unit = row.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
            let cells: Vec<String> = row.split("</t").map(number_of).collect();
            // Unit, rank, change, total, grade; then the perspectives, coverage and the small line.
            let end = cells.len() - 3;
            let mut own = vec![cells[3].clone(), cells[1].clone(), cells[end].clone()];
            own.extend_from_slice(&cells[5..end]);
            numbers.insert((card.id.to_string(), unit.to_owned()), own);
        }
    }
    numbers
}

/// The number of a cell, without what stands in smaller letters behind it.
fn number_of(cell: &str) -> String {
    let cell = cell.split("<small").next().expect("a part");
    let parts = cell.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<Vec<_>>().concat().trim().to_owned()
}

/// The rows of what is printed, by scorecard and unit: each the cells by their headings.
type Printed = BTreeMap<(String, String), Vec<BTreeMap<String, String>>>;

fn rows_of(file: &Path, period: &str) -> Printed {
    let text = xtask(&["score", file.to_str().unwrap(), "--period", period]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().expect("headings").clone();
    let mut rows = Printed::new();
    for row in reader.records() {
        let row = row.expect("a row");
        let cells: BTreeMap<String, String> = headings
            .iter()
            .zip(row.iter())
            .map(|(heading, cell)| (heading.to_owned(), cell.to_owned()))
            .collect();
        rows.entry((cells["scorecard"].clone(), cells["unit"].clone())).or_default().push(cells);
    }
    rows
}

/// Whether a number on the page is a printed one with fewer decimals; no number is an empty text.
fn is(shown: &str, printed: &str) -> bool {
    let plain: String =
        shown.replace('−', "-").chars().filter(|c| c.is_ascii_digit() || "-.".contains(*c)).collect();
    match (plain.parse::<Decimal>(), printed.parse::<Decimal>()) {
        (Ok(shown), Ok(printed)) => {
            let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
            printed.round_dp_with_strategy(shown.scale(), strategy) == shown
        }
        (shown, printed) => shown.is_err() && printed.is_err(),
    }
}

/// Compares the pages of all units; how many measures had points.
fn compare_pages(file: &Path, workbook: &Workbook, name: &str) -> usize {
    let printed = rows_of(file, name);
    let period = Period::parse(name, workbook.first_month).expect("a period");
    let (first, last) = workbook.figures.span().expect("figures");
    let results = Results::new(Plan::new(workbook), first, last);
    let links = |_: Link<'_>| String::new();
    let mut scored = 0;
    for card in &workbook.scorecards {
        for unit in &card.units {
            let rows = &printed[&(card.id.to_string(), unit.to_string())];
            let language = Language::English;
            let (unit_id, card_id, detail) = (Some(unit), Some(&card.id), None);
            let sheet = Sheet {
                workbook,
                results: &results,
                language,
                unit: unit_id,
                card: card_id,
                period,
                detail,
                links: &links,
            };
            let html = unit_scores(&sheet, &results.plan().score(&card.id, unit, period));
            let says = |what: &str| format!("{what} of {unit} by {} in {name}", card.id);
            let total =
                html.split("data-testid=\"total\">").nth(1).map(|rest| rest.split('<').next().unwrap());
            let one = |level: &str| rows.iter().find(|row| row["level"] == level).expect("the total");
            assert!(is(total.expect("a total"), &one("total")["points"]), "{}", says("total"));
            for row in rows.iter().filter(|row| row["level"] == "measure") {
                let mark = format!("data-testid=\"points-{}\"", row["node"]);
                let line = html.split("</tr>").find(|line| line.contains(&mark)).expect("a row");
                let cells: Vec<String> = line.split("</t").map(number_of).collect();
                // Name, points, full points, percent, status, actual, target.
                for (place, heading) in [(1, "points"), (5, "actual"), (6, "target")] {
                    assert!(is(&cells[place], &row[heading]), "{} {cells:?} {row:?}", says(heading));
                }
                assert!(
                    cells[3].is_empty() || is(&cells[3], &row["percent"]),
                    "{} {cells:?}",
                    says("percent")
                );
                scored += usize::from(!row["points"].is_empty());
            }
            for row in rows.iter().filter(|row| row["level"] == "perspective" && !row["points"].is_empty()) {
                let points = format_rounded(row["points"].parse().unwrap(), 2);
                assert!(html.contains(&format!(">{points}<")), "{} {row:?}", says("perspective"));
            }
        }
    }
    scored
}

/// Compares every row; how many had a total.
fn compare(file: &Path, workbook: &Workbook, period: &str) -> usize {
    let (printed, shown) = (printed(file, period), shown(workbook, period));
    for (place, numbers) in &shown {
        assert_eq!(Some(numbers), printed.get(place), "{place:?} in {period}");
    }
    // What the matrix leaves out has no total.
    for (place, numbers) in printed.iter().filter(|(place, _)| !shown.contains_key(*place)) {
        assert_eq!(numbers[0], "", "{place:?} in {period}");
    }
    shown.values().filter(|numbers| !numbers[0].is_empty()).count()
}

#[test]
fn the_sample_in_all_its_periods() {
    let workbook = sample_hospital().expect("the sample");
    let file = scratch("matrix-sample.json");
    let text = Document { changed: None, workbook: workbook.clone() }.to_json().expect("a text");
    std::fs::write(&file, text).expect("a file");
    let mut periods: Vec<String> =
        vec!["2025".into(), "2025-H1".into(), "2025-H2".into(), "ytd-2025-07".into()];
    periods.extend((1..=4).map(|quarter| format!("2025-Q{quarter}")));
    periods.extend((1..=12).map(|month| format!("2025-{month:02}")));
    let scored: usize = periods.iter().map(|period| compare(&file, &workbook, period)).sum();
    assert!(scored >= 6 * 12, "{scored} totals");
    let scored: usize = periods.iter().map(|period| compare_pages(&file, &workbook, period)).sum();
    assert!(scored >= 12 * 4 * 20, "{scored} points of measures");
}

#[test]
fn twenty_hospitals() {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/hvbp_fy2024.csv");
    let file = scratch("matrix-hvbp.json");
    xtask(&["conformance", "hvbp", table.to_str().unwrap(), "--write", file.to_str().unwrap()]);
    let text = std::fs::read_to_string(&file).expect("the workbook");
    let workbook = Document::from_json(&text).expect("a workbook").workbook;
    let (first, last) = workbook.figures.span().expect("figures");
    let scored: usize = first.through(last).map(|month| compare(&file, &workbook, &month.to_string())).sum();
    assert!(scored >= 20, "{scored} totals");
    let pages =
        |month: counterpoise::domain::period::Month| compare_pages(&file, &workbook, &month.to_string());
    let scored: usize = first.through(last).map(pages).sum();
    assert!(scored >= 20 * 4, "{scored} points of measures");
}
