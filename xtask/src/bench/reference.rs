//! What the scores of the workload are: straight from the rules, in whole numbers, and with
//! nothing in common with the program that is measured.

use super::results::{ONE, Results};
use super::workload::{CAP, KINDS, Method, Number, PERSPECTIVES, Workload};

/// A quotient of whole numbers, the second above zero.
type Ratio = (i128, i128);

/// All results for `figures`, which stand as those of the workload do. Points are whole multiples of
/// `step` (10⁻²⁴), half of it rounded up.
pub(crate) fn rounded(workload: &Workload, figures: &[Number], step: i128) -> Results {
    let mut results = Results::default();
    for unit in 0..workload.size.units {
        add_unit(workload, figures, (unit, step), &mut results);
    }
    results.ranks = ranks(&results.totals, workload.size.months);
    results
}

fn add_unit(workload: &Workload, figures: &[Number], (unit, step): (usize, i128), results: &mut Results) {
    let (measures, months) = (workload.size.measures, workload.size.months);
    let mut perspectives = vec![0; PERSPECTIVES.len() * months];
    let mut totals = vec![0; months];
    for measure in 0..measures {
        let perspective = workload.measure(unit, measure).map_or(0, |(measure, _)| measure.perspective);
        let sums = perspectives.iter_mut().skip(perspective * months);
        for (month, (sum, total)) in sums.zip(&mut totals).enumerate() {
            let points = points(workload, figures, (unit, measure, month)).unwrap_or_default();
            let points = divided(points, step) * step;
            results.points.push(points);
            *sum += points;
            *total += points;
        }
    }
    for year in totals.chunks(12) {
        let sums = year.iter().scan(0, |sum, total| {
            *sum += total;
            Some(*sum)
        });
        results.year_to_date.extend(sums.zip(1..).map(|(sum, count)| divided(sum, count)));
    }
    results.perspectives.append(&mut perspectives);
    results.totals.append(&mut totals);
}

/// The points of a measure; `None` beyond the workload.
fn points(workload: &Workload, figures: &[Number], place: (usize, usize, usize)) -> Option<i128> {
    let (unit, measure, month) = place;
    let (definition, target) = workload.measure(unit, measure)?;
    let figure = |unit, month| figures.get(workload.place(unit, measure, month)).copied();
    let actual = figure(unit, month)?;
    // Actuals and targets of a measure have the same scale, so it falls away.
    let (a, t, weight) = (whole(actual), whole(target), whole(definition.weight));
    let ratio = match &definition.method {
        Method::Completion => capped((a, t)),
        Method::Mirror => capped(((2 * t - a).max(0), t)),
        Method::Deduction { rate } => ((weight - whole(*rate) * (a - t).max(0)).max(0), weight),
        Method::History if month == 0 => (1, 1),
        Method::History => {
            let previous = month.saturating_sub(12)..month;
            capped(of_mean(a, previous.filter_map(|month| figure(unit, month))))
        }
        Method::PeerMean => {
            let peers = (unit % KINDS.len()..workload.size.units).step_by(KINDS.len());
            capped(of_mean(a, peers.filter_map(|peer| figure(peer, month))))
        }
        Method::Bands { bands } => {
            let reached = bands.iter().rfind(|band| compared(actual, band.lower).is_ge())?;
            (whole(reached.share), 10_i128.pow(reached.share.scale))
        }
    };
    // Weights are hundredths.
    Some(divided(weight * ratio.0 * (ONE / 100), ratio.1))
}

fn whole(number: Number) -> i128 {
    number.mantissa.into()
}

fn compared(a: Number, b: Number) -> std::cmp::Ordering {
    (whole(a) * 10_i128.pow(b.scale)).cmp(&(whole(b) * 10_i128.pow(a.scale)))
}

fn capped((numerator, denominator): Ratio) -> Ratio {
    let cap = (whole(CAP), 10_i128.pow(CAP.scale));
    if numerator * cap.1 > cap.0 * denominator { cap } else { (numerator, denominator) }
}

/// `actual` ÷ the mean of `others`.
fn of_mean(actual: i128, others: impl Iterator<Item = Number>) -> Ratio {
    let (sum, count) = others.fold((0, 0), |(sum, count), other| (sum + whole(other), count + 1));
    (actual * count, sum)
}

/// The nearest whole number to a quotient of numbers that are not negative.
fn divided(numerator: i128, denominator: i128) -> i128 {
    (2 * numerator + denominator) / (2 * denominator)
}

fn ranks(totals: &[i128], months: usize) -> Vec<i128> {
    let rank = |(place, total): (usize, &i128)| {
        let of_month = totals.iter().skip(place % months).step_by(months);
        ONE * (1 + of_month.filter(|other| *other > total).count() as i128)
    };
    totals.iter().enumerate().map(rank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::{generator, workload::Size};

    /// The last digits of the expected numbers were rounded on the way, to 28 digits each time.
    const TOLERANCE: i128 = 10;

    fn number(text: &str) -> i128 {
        let (whole, decimals) = text.split_once('.').expect("decimals");
        format!("{whole}{decimals:0<24.24}").parse().expect("a number")
    }

    #[track_caller]
    fn assert_near(found: i128, expected: &str) {
        let difference = found - number(expected);
        assert!(difference.abs() <= TOLERANCE, "{found} instead of {expected}");
    }

    fn results(workload: &Workload, figures: &[Number]) -> Results {
        rounded(workload, figures, 1)
    }

    /// Computed by another program, from the same rules, in decimals.
    #[test]
    fn results_are_those_of_decimal_arithmetic() {
        let rows = [
            (Size::S, 0, "72.00582808834785325482678528", "69.00658945114741040726454897", 14),
            (Size::S, 60, "71.78190517861303668407550363", "69.12503454676431875668188926", 15),
            (Size::M, 0, "82.25571920948060507516404547", "79.68438016343177227436808138", 10),
            (Size::M, 60, "82.25571920948060507516404547", "79.68428640594262574070761907", 11),
        ];
        for (size, edits, total, year_to_date, rank) in rows {
            let workload = generator::generate(size);
            let found = results(&workload, &workload.edited(edits));
            assert_near(*found.totals.last().expect("a total"), total);
            assert_near(*found.year_to_date.last().expect("a mean"), year_to_date);
            assert_eq!(found.ranks.last(), Some(&(rank * ONE)));
        }
    }

    #[test]
    fn rounded_points_are_the_nearest() {
        let workload = generator::generate(Size::S);
        let exact = results(&workload, &workload.figures).points;
        let rounded = rounded(&workload, &workload.figures, ONE / 100).points;
        assert!(rounded.iter().all(|points| points % (ONE / 100) == 0));
        assert!(exact.iter().zip(&rounded).all(|(exact, rounded)| (exact - rounded).abs() <= ONE / 200));
        assert_ne!(exact, rounded);
    }

    #[test]
    fn perspectives_add_up_to_totals() {
        let workload = generator::generate(Size::S);
        let found = results(&workload, &workload.figures);
        let month = workload.size.months;
        for (unit, totals) in found.totals.chunks(month).enumerate() {
            for (place, total) in totals.iter().enumerate() {
                let of_unit = found.perspectives.chunks(PERSPECTIVES.len() * month).nth(unit);
                let sum: i128 = of_unit.expect("a unit").iter().skip(place).step_by(month).sum();
                assert_eq!(sum, *total);
            }
        }
        assert_near(
            found.perspectives[(7 * PERSPECTIVES.len() + 2) * month + 5],
            "25.69444222736046141217639651",
        );
    }

    /// Else the ranks would hang on how a program rounds.
    #[test]
    fn no_two_totals_of_a_month_are_nearly_the_same() {
        for size in [Size::S, Size::M] {
            let workload = generator::generate(size);
            let totals = results(&workload, &workload.figures).totals;
            for month in 0..size.months {
                let mut totals: Vec<_> = totals.iter().skip(month).step_by(size.months).collect();
                totals.sort();
                assert!(totals.windows(2).all(|pair| pair[1] - pair[0] > ONE / 1_000_000));
            }
        }
    }
}
