//! The worked examples of `docs/scoring.md`: every row of its tables is given to the program and
//! compared with what is printed.

use std::fs;

use crate::examples::{EXAMPLES, examine};
use crate::source_text::root;

#[test]
fn every_example_comes_out_as_printed() {
    let text = fs::read_to_string(root().join("docs/scoring.md")).expect("docs/scoring.md");
    let (counts, faults) = examine(&text);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    for ((header, least, _), count) in EXAMPLES.iter().zip(counts) {
        assert!(count >= *least, "{count} rows of at least {least}: {header}");
    }
}

const TABLE: &str = "
| method | polarity | F | actual | target | parameters | by hand | points |
|---|---|---|---|---|---|---|---|
| completion | higher | 15 | 165 | 150 | inverse: mirror, floor: 0, cap: 1.2 | 15 × 1.1 | 16.50 |
";

#[test]
fn a_right_example_is_counted() {
    let (counts, faults) = examine(TABLE);
    assert_eq!((counts.iter().sum(), faults), (1, Vec::<String>::new()));
    assert_eq!(examine("no table\n").0, [0; EXAMPLES.len()]);
}

#[test]
fn a_wrong_and_an_unreadable_example_are_found() {
    let rows = [
        ("other points", "16.50", "16.51"),
        ("points that are no number", "16.50", "16.5o"),
        ("no points where there are some", "16.50", "–"),
        ("a cell too few", "| 15 × 1.1 ", ""),
        ("a row that is not closed", "16.50 |", "16.50"),
        ("an unknown parameter", "cap: 1.2", "cap: 1.2, most: 3"),
        ("a parameter too few", ", cap: 1.2", ""),
        ("an unknown method", "completion", "complete"),
        ("an unknown direction", "higher", "high"),
        ("a target that is no number", "150", "15o"),
        ("an unknown header", "polarity", "direction"),
    ];
    for (says, printed, changed) in rows {
        let (_, faults) = examine(&TABLE.replacen(printed, changed, 1));
        assert_eq!(faults.len(), 1, "{says}: {faults:?}");
    }
}
