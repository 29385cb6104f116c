//! The table of times: sizes side by side, so that one sees where the cost stops growing with them.

use super::contender::Times;
use super::workload::Size;
use std::fmt;

/// What a contender needed.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) baseline: &'static str,
    /// In the order of the table's sizes.
    pub(crate) times: Vec<Times>,
}

/// All that was measured.
pub(crate) struct Table {
    pub(crate) sizes: Vec<Size>,
    pub(crate) rows: Vec<Row>,
}

/// A quantity that has a block of its own.
struct Quantity {
    title: &'static str,
    of: fn(&Times) -> f64,
}

const QUANTITIES: [Quantity; 5] = [
    Quantity { title: "from parsed data to ready", of: |times| times.open },
    Quantity { title: "all scores, the first time", of: |times| times.first },
    Quantity { title: "all scores", of: |times| times.all },
    Quantity { title: "one edit, mean over the methods", of: |times| times.edit },
    Quantity { title: "one edit, slowest method", of: |times| times.worst },
];

impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for quantity in &QUANTITIES {
            self.block(formatter, quantity.title, |row, column| {
                let time = Some((quantity.of)(row.times.get(column)?)).filter(|time| *time > 0.0)?;
                let baseline = self.rows.iter().find(|other| other.name == row.baseline);
                let baseline = baseline.and_then(|row| row.times.get(column)).map(quantity.of);
                let ratio = baseline.map(|baseline| format!("×{}", three_digits(time / baseline)));
                Some(format!("{} {:>9}", duration(time), ratio.unwrap_or_default()))
            })?;
        }
        self.block(formatter, "all scores, for each figure", |row, column| {
            let each = row.times.get(column)?.all / self.sizes.get(column)?.figures() as f64;
            Some(format!("{} {:>9}", duration(each), ""))
        })
    }
}

impl Table {
    /// A line for each contender; `cell` makes what stands under a size.
    fn block(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        title: &str,
        cell: impl Fn(&Row, usize) -> Option<String>,
    ) -> fmt::Result {
        write!(formatter, "{title:<34}")?;
        for size in &self.sizes {
            write!(formatter, "{:>12}{:>10}", size.name, "")?;
        }
        writeln!(formatter)?;
        for row in &self.rows {
            write!(formatter, "  {:<32}", row.name)?;
            for column in 0..self.sizes.len() {
                write!(formatter, "{:>22}", cell(row, column).unwrap_or_else(|| "–".to_owned()))?;
            }
            writeln!(formatter)?;
        }
        writeln!(formatter)
    }
}

/// Milliseconds, in a unit that needs few digits.
fn duration(milliseconds: f64) -> String {
    let units = [(1000.0, "s "), (1.0, "ms"), (1e-3, "µs")];
    let (size, unit) = units.into_iter().find(|(size, _)| milliseconds >= *size).unwrap_or((1e-6, "ns"));
    format!("{:>9} {unit}", three_digits(milliseconds / size))
}

fn three_digits(value: f64) -> String {
    let decimals = if value < 10.0 {
        2
    } else if value < 100.0 {
        1
    } else {
        0
    };
    format!("{value:.decimals$}")
}
