//! Makes the workload of a size, from a fixed seed.

use std::{collections::BTreeSet, iter};

use super::workload::{Band, Edit, KINDS, Measure, Method, Number, PERSPECTIVES, Size, Unit, Workload};

/// A letter for each method, as often in twenty as it is used: completion, mirror, deduction,
/// history, peers, bands.
const MIX: &[u8; 20] = b"CCCCCCMMMDDDHHHPPPBB";

/// The first measures of every scorecard, so that the smallest size has all methods.
const FIRST: &[u8; 6] = b"CMDHPB";

/// Shares of the full points, from the lowest band up.
const SHARES: [Number; 5] = [
    Number::whole(0),
    Number { mantissa: 4, scale: 1 },
    Number { mantissa: 6, scale: 1 },
    Number::hundredths(85),
    Number::whole(1),
];

/// Edits of a workload.
const EDITS: usize = 60;

/// The workload of `size`.
pub(crate) fn generate(size: Size) -> Workload {
    let Size { units, measures, months, .. } = size;
    let mut random = SplitMix(20_240_101 + (units * 1_000_003 + measures * 1009 + months) as u64);
    let scorecards = KINDS.map(|_| scorecard(&mut random, measures)).into();
    let mut workload =
        Workload { size, scorecards, units: Vec::new(), figures: Vec::new(), edits: Vec::new() };
    for index in 0..units {
        add_unit(&mut random, &mut workload, index % KINDS.len());
    }
    for method in Method::NAMES.iter().cycle().take(EDITS) {
        let edit = edit(&mut random, &workload, method);
        workload.edits.push(edit);
    }
    workload
}

fn scorecard(random: &mut SplitMix, count: usize) -> Vec<Measure> {
    let raw: Vec<u32> = (0..count).map(|_| random.between(1, 9)).collect();
    let sum: u32 = raw.iter().sum();
    let mut weights: Vec<u32> = raw.iter().map(|raw| (10_000 * raw / sum).max(1)).collect();
    // The first takes what rounding left over.
    let others: u32 = weights.iter().skip(1).sum();
    if let Some(first) = weights.first_mut() {
        *first = 10_000 - others;
    }
    let measure = |(index, weight)| Measure {
        perspective: (1..PERSPECTIVES.len())
            .filter(|next| count * next / PERSPECTIVES.len() <= index)
            .count(),
        weight: Number::hundredths(weight),
        method: method(random, index),
    };
    weights.into_iter().enumerate().map(measure).collect()
}

fn method(random: &mut SplitMix, index: usize) -> Method {
    let letter = FIRST.get(index).copied().unwrap_or_else(|| random.one_of(MIX));
    match letter {
        b'C' => Method::Completion,
        b'M' => Method::Mirror,
        b'D' => Method::Deduction { rate: Number::hundredths(25 * random.between(1, 8)) },
        b'H' => Method::History,
        b'P' => Method::PeerMean,
        _ => Method::Bands { bands: bands(random) },
    }
}

/// Up to five bands; the lowest from zero on.
fn bands(random: &mut SplitMix) -> Vec<Band> {
    let bounds: BTreeSet<u32> = (0..12).map(|_| random.between(500, 990)).collect();
    let bounds = bounds.into_iter().skip(1).step_by(3).map(|lower| Number { mantissa: lower, scale: 1 });
    let lowers = iter::once(Number::whole(0)).chain(bounds);
    lowers.zip(SHARES).map(|(lower, share)| Band { lower, share }).collect()
}

/// A unit with its targets and figures.
fn add_unit(random: &mut SplitMix, workload: &mut Workload, kind: usize) {
    let mut unit = Unit { kind, targets: Vec::new() };
    for measure in workload.scorecards.get(kind).into_iter().flatten() {
        let target = match measure.method {
            Method::Deduction { .. } => Number::whole(random.between(0, 8)),
            _ => Number::hundredths(random.between(1000, 60_000)),
        };
        unit.targets.push(target);
        let figure = |_| figure(random, &measure.method, target);
        workload.figures.extend((0..workload.size.months).map(figure));
    }
    workload.units.push(unit);
}

/// An actual around what the target makes worth scoring.
fn figure(random: &mut SplitMix, method: &Method, target: Number) -> Number {
    let mut of_target = |least, most| target.mantissa * random.between(least, most) / 1000;
    match method {
        Method::Completion => Number::hundredths(of_target(600, 1300)),
        Method::Mirror => Number::hundredths(of_target(700, 2200)),
        Method::History | Method::PeerMean => Number::hundredths(of_target(700, 1350).max(1)),
        Method::Deduction { .. } => Number::whole(random.between(0, 20)),
        Method::Bands { .. } => Number { mantissa: random.between(480, 1000), scale: 1 },
    }
}

/// Another value for a figure of a measure with the method of that name.
fn edit(random: &mut SplitMix, workload: &Workload, method: &str) -> Edit {
    let Size { units, measures, months, .. } = workload.size;
    loop {
        let (unit, measure) = (random.below(units), random.below(measures));
        let Some((definition, target)) = workload.measure(unit, measure) else { continue };
        if definition.method.name() != method {
            continue;
        }
        let month = random.below(months);
        let before = workload.figures.get(workload.place(unit, measure, month));
        loop {
            let value = figure(random, &definition.method, target);
            if before != Some(&value) {
                return Edit { unit, measure, month, value };
            }
        }
    }
}

/// The generator splitmix64: the same numbers everywhere.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to `end`, which is left out.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn between(&mut self, least: u32, most: u32) -> u32 {
        least + (self.next() % u64::from(most - least + 1)) as u32
    }

    fn one_of(&mut self, letters: &[u8]) -> u8 {
        letters.get(self.below(letters.len())).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The workload never changes, or old times could not be compared with new ones.
    #[test]
    fn the_numbers_are_always_the_same() {
        let small = generate(Size::S);
        let targets: Vec<String> = small.units[19].targets[17..].iter().map(Number::to_string).collect();
        assert_eq!(targets, ["538.44", "337.52", "89.29"]);
        let figures: Vec<String> = small.figures[4797..].iter().map(Number::to_string).collect();
        assert_eq!(figures, ["102.95", "109.73", "57.68"]);
        let last = Edit { unit: 17, measure: 5, month: 8, value: Number { mantissa: 826, scale: 1 } };
        assert_eq!(small.edits.last(), Some(&last));
        let first = &small.scorecards[3][..6];
        let weights: Vec<String> = first.iter().map(|measure| measure.weight.to_string()).collect();
        assert_eq!(weights, ["1.03", "8.33", "4.62", "7.40", "7.40", "4.62"]);
        assert!(first.iter().map(|measure| measure.method.name()).eq(Method::NAMES));
    }

    #[test]
    fn every_scorecard_is_worth_a_hundred_points() {
        for size in [Size::S, Size::M, Size::L] {
            let mut random = SplitMix(size.units as u64);
            for _ in KINDS {
                let weights = scorecard(&mut random, size.measures);
                assert_eq!(weights.iter().map(|measure| measure.weight.mantissa).sum::<u32>(), 10_000);
                assert!(weights.is_sorted_by_key(|measure| measure.perspective));
            }
        }
    }
}
