//! The results of a run, and whether they are the expected ones.

use super::workload::{PERSPECTIVES, Size};
use xtask_wasm::anyhow::{Result, ensure};

/// One point, and rank one, as a result counts them: results are whole numbers of 10⁻²⁴.
pub(crate) const ONE: i128 = 1_000_000_000_000_000_000_000_000;

/// What a file counts: whole numbers of 10⁻¹⁵, each in eight bytes, the lowest first.
const FILE_UNIT: i128 = ONE / 1_000_000_000_000_000;

/// All results for the figures at some time, each list by unit and then by month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Results {
    /// By unit, measure and month.
    pub(crate) points: Vec<i128>,
    /// By unit, perspective and month.
    pub(crate) perspectives: Vec<i128>,
    pub(crate) totals: Vec<i128>,
    /// The mean of a unit's totals since January.
    pub(crate) year_to_date: Vec<i128>,
    /// One more than there are units with a higher total in the month.
    pub(crate) ranks: Vec<i128>,
}

impl Results {
    /// What a program wrote: the lists one after the other, in the order of the fields.
    pub(crate) fn read(size: Size, bytes: &[u8]) -> Result<Self> {
        let per_unit = size.units * size.months;
        let count = size.figures() + per_unit * (PERSPECTIVES.len() + 3);
        ensure!(bytes.len() == count * 8, "{} bytes of results instead of {}", bytes.len(), count * 8);
        let (values, _) = bytes.as_chunks();
        let mut values = values.iter().map(|bytes| i128::from(i64::from_le_bytes(*bytes)) * FILE_UNIT);
        let mut next = |count| values.by_ref().take(count).collect();
        Ok(Self {
            points: next(size.figures()),
            perspectives: next(per_unit * PERSPECTIVES.len()),
            totals: next(per_unit),
            year_to_date: next(per_unit),
            ranks: next(per_unit),
        })
    }

    /// The results without those of the first month; the mean since January becomes that since
    /// February, so that it has no part in it either.
    pub(crate) fn since_second_month(&self, months: usize) -> Self {
        let later = |list: &[i128]| list.chunks(months).flat_map(|row| row.iter().skip(1)).copied().collect();
        let mut results = Self {
            points: later(&self.points),
            perspectives: later(&self.perspectives),
            totals: later(&self.totals),
            year_to_date: Vec::new(),
            ranks: later(&self.ranks),
        };
        for (means, totals) in self.year_to_date.chunks(months).zip(self.totals.chunks(months)) {
            let january = totals.first().copied().unwrap_or_default();
            let since_february = |(mean, month): (&i128, i128)| match month {
                ..12 => (mean * (month + 1) - january) / month,
                _ => *mean,
            };
            results.year_to_date.extend(means.iter().zip(0..).skip(1).map(since_february));
        }
        results
    }

    /// Fails unless every result is within `tolerance` (of 10⁻²⁴) of the expected one.
    pub(crate) fn check(&self, expected: &Self, tolerance: i128) -> Result<()> {
        for ((name, found), (_, expected)) in self.lists().into_iter().zip(expected.lists()) {
            ensure!(found.len() == expected.len(), "{} {name} instead of {}", found.len(), expected.len());
            for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
                let difference = found - expected;
                ensure!(
                    difference.abs() <= tolerance,
                    "{name}, number {index}: {} instead of {}, {difference} × 10⁻²⁴ off",
                    shown(*found),
                    shown(*expected),
                );
            }
        }
        Ok(())
    }

    fn lists(&self) -> [(&'static str, &[i128]); 5] {
        [
            ("points", &self.points),
            ("perspectives", &self.perspectives),
            ("totals", &self.totals),
            ("years to date", &self.year_to_date),
            ("ranks", &self.ranks),
        ]
    }
}

fn shown(value: i128) -> String {
    format!("{}.{:024}", value / ONE, value % ONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size { name: "one", units: 1, measures: 1, months: 1 };

    fn bytes(values: [i64; 8]) -> Vec<u8> {
        values.iter().flat_map(|value| value.to_le_bytes()).collect()
    }

    #[test]
    fn results_are_read_in_order_and_one_that_is_off_is_found() {
        let values = [1, 2, 3, 4, 5, 6, 7, 8];
        let results = Results::read(SIZE, &bytes(values)).expect("complete");
        assert_eq!(results.points, [FILE_UNIT]);
        assert_eq!(results.perspectives, [2, 3, 4, 5].map(|count| count * FILE_UNIT));
        assert_eq!(results.ranks, [8 * FILE_UNIT]);
        assert!(results.check(&results, 0).is_ok());
        for place in 0..values.len() {
            let mut others = values;
            others[place] += 1;
            let other = Results::read(SIZE, &bytes(others)).expect("complete");
            assert!(other.check(&results, FILE_UNIT - 1).is_err());
            assert!(other.check(&results, FILE_UNIT).is_ok());
        }
        assert!(Results::read(SIZE, &bytes(values)[1..]).is_err());
    }

    #[test]
    fn the_first_month_leaves_no_trace() {
        let results = |january| {
            let totals: Vec<i128> = [january].into_iter().chain(10..22).collect();
            let sums = totals.iter().scan(0, |sum, total| {
                *sum += total * 27_720;
                Some(*sum)
            });
            let mut year_to_date: Vec<i128> = sums.zip(1..).map(|(sum, count)| sum / count).collect();
            year_to_date[12] = 21;
            let totals: Vec<i128> = totals.iter().map(|total| total * 27_720).collect();
            Results { points: totals.clone(), totals, year_to_date, ..Results::default() }
        };
        let later = results(7).since_second_month(13);
        assert_eq!(later, results(1_000).since_second_month(13));
        assert_eq!(later.year_to_date[..3], [10 * 27_720, 21 * 13_860, 11 * 27_720]);
        assert_eq!((later.totals.len(), later.year_to_date[11]), (12, 21));
    }
}
