//! The queries of `docs/beyond.md` name columns that are written, and values that stand in them.

use std::collections::BTreeSet;
use std::fs;

use counterpoise::domain::name::Language;
use counterpoise::domain::scoring::Plan;
use counterpoise::interop::{figures::list, scores};

use crate::source_text::root;
use crate::support::sample;

/// Words of the queries that are no columns of a file: those of the language, and names given in them.
const OTHERS: [&str; 48] = [
    "with",
    "totals",
    "as",
    "select",
    "from",
    "where",
    "and",
    "regexp_extract",
    "filename",
    "hospital",
    "read_csv",
    "true",
    "union_by_name",
    "length",
    "round",
    "lag",
    "over",
    "partition",
    "by",
    "order",
    "half_year",
    "rank",
    "desc",
    "place",
    "qualify",
    "row_number",
    "any_value",
    "measure",
    "count",
    "units",
    "avg",
    "mean_percent",
    "group",
    "limit",
    "name",
    "sum",
    "try_cast",
    "decimal",
    "total",
    "all_varchar",
    "is",
    "null",
    "csv",
    "b",
    "s",
    "state",
    "level",
    "scores",
];

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphabetic() || c == '_')).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// A query without its texts in quotes.
fn without_texts(query: &str) -> String {
    query.split('\'').step_by(2).collect::<Vec<_>>().join(" ")
}

#[test]
fn queries_name_columns_that_are_written() {
    let text = fs::read_to_string(root().join("docs/beyond.md")).expect("docs/beyond.md");
    let queries: Vec<&str> =
        text.split("```sql").skip(1).filter_map(|part| part.split("```").next()).collect();
    assert_eq!(queries.len(), 3);
    for query in queries {
        let columns: &[&str] = if query.contains("figures/") { &list::HEADINGS } else { &scores::HEADINGS };
        for word in words(&without_texts(query)) {
            let known = columns.contains(&word.as_str()) || OTHERS.contains(&word.as_str());
            assert!(known, "{word} is no column: {columns:?}");
        }
    }
}

#[test]
fn the_sample_has_what_the_queries_ask_for() {
    let workbook = sample();
    let none = |_: &counterpoise::domain::scoring::Finding| String::new();
    let names = scores::Names { workbook: &workbook, language: Language::English, finding: &none };
    let rows = scores::all_rows(names, &Plan::new(&workbook));
    let totals =
        rows.iter().filter(|row| row.level == "total" && row.state == "scored" && row.period.len() == 7);
    assert!(totals.count() > 50);
    let csv = scores::to_csv(&rows);
    assert!(csv.lines().any(|line| line.contains(",measure,") && line.contains(",off-target,")));
    let cards: BTreeSet<&str> = rows.iter().map(|row| row.scorecard.as_str()).collect();
    assert_eq!(cards.len(), workbook.scorecards.len());
}
