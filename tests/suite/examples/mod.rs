//! Tables of worked examples in Markdown: every row is given to the program and compared with what
//! is printed.
//!
//! A table of examples is known by its header; any other table must be one of those that only
//! explain. Parameters go through the document, so their names are those of the file.

mod cards;
mod cells;
mod findings;
mod peers;
mod single;

use cards::{formulas, longer_cards, ranks, share_weights, substitutes, vetoes};
use findings::findings;
use peers::{peer_methods, peer_targets};
use single::{
    actual, children, expression, fixed_targets, grades, longer_periods, methods, missing, rounding, targets,
};

/// Whether a row is right; the text says what is not.
type Checked = Result<(), String>;

/// A kind of example: its header, how many rows `docs/scoring.md` must have at least, and how one
/// is checked.
type Kind = (&'static str, usize, fn(&[&str]) -> Checked);

pub(crate) const EXAMPLES: [Kind; 19] = [
    ("F | actual | target | rounding | by hand | points", 8, rounding),
    ("actual | month_rule | figures | period | least_months | by hand | value", 17, actual),
    ("expression | a | b | meaning | value", 18, expression),
    ("unit_rule | own figure | children | by hand | value", 7, children),
    ("values | period | target", 10, fixed_targets),
    ("source | actual | uplift | offset | figures | period | by hand | target", 24, targets),
    ("method | polarity | F | actual | target | parameters | by hand | points", 120, methods),
    ("missing | X | Y | by hand | total | coverage | provisional", 9, missing),
    ("totals of the months | by hand | total", 4, longer_periods),
    ("points | F | percent | grade | status", 10, grades),
    ("method | polarity | F | actual | peers | parameters | by hand | points", 16, peer_methods),
    ("statistic | with_self | least_peers | polarity | actual | peers | by hand | target", 12, peer_targets),
    ("formula | F | target | figures | by hand | points", 12, formulas),
    ("weights | by hand | full points", 6, share_weights),
    ("effect | condition | X | Y | by hand | total | grade", 10, vetoes),
    ("substitute | gives | X | peers | by hand | total", 6, substitutes),
    ("totals | kinds | within | by | by hand | ranks", 6, ranks),
    ("method | values | month_rule | longer_periods | figures | period | by hand | total", 9, longer_cards),
    ("figures of an item | unit | plausible | by hand | findings", 14, findings),
];

/// Headers of the tables that only explain.
const EXPLANATIONS: [&str; 4] =
    ["parameter | JSON | meaning", "finding | when", "finding | when | why this limit", "here | elsewhere"];

/// How many rows of each kind `text` has, and what is wrong with them, each with its line.
pub(crate) fn examine(text: &str) -> ([usize; EXAMPLES.len()], Vec<String>) {
    let mut faults = Vec::new();
    let mut counts = [0; EXAMPLES.len()];
    let mut header = None;
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        let row = line.strip_prefix("| ").and_then(|row| row.strip_suffix(" |"));
        match (row, header) {
            (None, _) if line.starts_with("|--") => {}
            (None, _) if line.starts_with('|') => faults.push(format!("{number}: not a row: {line}")),
            (None, _) => header = None,
            (Some(row), None) => {
                header = Some(row);
                faults.extend(unknown(row).map(|fault| format!("{number}: {fault}")));
            }
            (Some(row), Some(header)) => {
                if let Some(kind) = kind_of(header) {
                    counts[kind] += 1;
                    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
                    let fault = (EXAMPLES[kind].2)(&cells).err();
                    faults.extend(fault.map(|fault| format!("{number}: {fault}: {row}")));
                }
            }
        }
    }
    (counts, faults)
}

/// Checks the tables of a test.
#[track_caller]
pub(crate) fn check_examples(text: &str) {
    let (counts, faults) = examine(text);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    assert!(counts.iter().sum::<usize>() > 0, "no rows");
}

fn kind_of(header: &str) -> Option<usize> {
    EXAMPLES.iter().position(|(known, ..)| *known == header)
}

fn unknown(header: &str) -> Option<String> {
    let known = EXPLANATIONS.contains(&header) || kind_of(header).is_some();
    (!known).then(|| format!("no table is known with the header {header}"))
}
