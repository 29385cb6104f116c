//! Squeezing a short text into as few bytes as possible, for links: every bit is foretold from the
//! bytes before it, and only what was foretold wrongly takes room (context mixing and arithmetic
//! coding). Whole numbers only, so it is the same on every machine. A text that both sides know is
//! read first, so that its words cost little.
//!
//! Slow, a microsecond and more for each bit, and unbounded: what unpacks says how long it is.

use std::sync::OnceLock;

/// How many of the last bytes each context holds.
const ORDERS: [usize; 6] = [1, 2, 3, 4, 5, 7];
/// A prediction for each context, and one from the place where the same bytes stood last.
const INPUTS: usize = ORDERS.len() + 1;
/// Each context has a table of so many bits of index.
const TABLE_BITS: u32 = 16;
/// How many bytes must be the same before they are believed to go on.
const MATCH: usize = 6;
const LONGEST_MATCH: i32 = 32;
/// How much a prediction gives way to what happens: less and less, down to one part in this.
const SLOWEST: u32 = 127;
/// How fast the mixture learns.
const LEARNING: i32 = 2;

/// A text that both sides know, and what is learnt from it, once somebody needs it.
pub(super) struct Known {
    text: &'static str,
    model: OnceLock<Model>,
}

impl Known {
    pub(super) const fn new(text: &'static str) -> Self {
        Self { text, model: OnceLock::new() }
    }

    fn model(&self) -> Model {
        self.model.get_or_init(|| Model::new(self.text.as_bytes())).clone()
    }
}

/// Foretells bits, and learns.
#[derive(Clone)]
struct Model {
    tables: Vec<Vec<u32>>,
    /// Places in the tables that the current bit uses.
    places: [usize; ORDERS.len()],
    hashes: [u32; ORDERS.len()],
    weights: Vec<[i32; INPUTS]>,
    inputs: [i32; INPUTS],
    guess: i32,
    seen: Vec<u8>,
    /// The bits of the current byte so far, after a one.
    partial: u32,
    /// After which bytes what stood where.
    last_places: Vec<usize>,
    match_at: usize,
    match_length: i32,
    stretched: Vec<i32>,
}

/// 4096 ÷ (1 + e^(−x÷256)), from values that are 128 apart.
fn squash(x: i32) -> i32 {
    const VALUES: [i32; 33] = [
        1, 2, 3, 6, 10, 16, 27, 45, 73, 120, 194, 311, 488, 747, 1102, 1546, 2048, 2550, 2994, 3349, 3608,
        3785, 3902, 3976, 4023, 4051, 4069, 4080, 4086, 4090, 4093, 4094, 4095,
    ];
    let x = x.clamp(-2047, 2047) + 2048;
    let (place, rest) = (usize::try_from(x >> 7).unwrap_or(0), x & 127);
    let value = |place: usize| VALUES.get(place).copied().unwrap_or(4095);
    (value(place) * (128 - rest) + value(place + 1) * rest + 64) >> 7
}

/// The inverse of [`squash`] for every value.
fn stretches() -> Vec<i32> {
    let mut stretched = Vec::with_capacity(4096);
    let mut x = -2047;
    for value in 0..4096 {
        while x < 2047 && squash(x) < value {
            x += 1;
        }
        stretched.push(x);
    }
    stretched
}

impl Model {
    fn new(known: &[u8]) -> Self {
        let mut model = Self {
            tables: vec![vec![1 << 31; 1 << TABLE_BITS]; ORDERS.len()],
            places: [0; ORDERS.len()],
            hashes: [0; ORDERS.len()],
            weights: vec![[1 << 14; INPUTS]; 256],
            inputs: [0; INPUTS],
            guess: 2048,
            seen: Vec::new(),
            partial: 1,
            last_places: vec![0; 1 << TABLE_BITS],
            match_at: 0,
            match_length: 0,
            stretched: stretches(),
        };
        model.foretell();
        for byte in known {
            for shift in (0..8).rev() {
                model.learn(u32::from(byte >> shift & 1));
            }
        }
        model
    }

    /// How likely the next bit is a one, of 4096.
    fn chance(&self) -> u32 {
        u32::try_from(self.guess.clamp(1, 4095)).unwrap_or(1)
    }

    fn foretell(&mut self) {
        let partial = self.partial;
        for ((place, hash), (table, input)) in
            self.places.iter_mut().zip(self.hashes).zip(self.tables.iter().zip(&mut self.inputs))
        {
            let mixed = (hash ^ partial.wrapping_mul(0x9e37_79b1)).wrapping_mul(0x85eb_ca6b);
            *place = usize::try_from(mixed >> (32 - TABLE_BITS)).unwrap_or(0);
            let chance = table.get(*place).copied().unwrap_or(1 << 31) >> 20;
            *input = self.stretched.get(usize::try_from(chance).unwrap_or(0)).copied().unwrap_or(0);
        }
        let after_match = self.after_match();
        if let Some(input) = self.inputs.last_mut() {
            *input = after_match;
        }
        let weights = self.weights.get(usize::try_from(partial).unwrap_or(0)).copied().unwrap_or_default();
        let sum: i64 = weights
            .iter()
            .zip(self.inputs)
            .map(|(weight, input)| i64::from(*weight) * i64::from(input))
            .sum();
        self.guess = squash(i32::try_from(sum >> 16).unwrap_or(0));
    }

    /// What the bytes say that followed the same bytes before.
    fn after_match(&self) -> i32 {
        let expected = match self.seen.get(self.match_at) {
            Some(byte) if self.match_length > 0 => u32::from(*byte) | 256,
            _ => return 0,
        };
        let bits = 31 - self.partial.leading_zeros();
        if expected >> (8 - bits) != self.partial {
            return 0;
        }
        let strength = self.match_length.min(LONGEST_MATCH) * 64;
        if expected >> (7 - bits) & 1 == 1 { strength } else { -strength }
    }

    /// The bit that came.
    fn learn(&mut self, bit: u32) {
        let error = (i32::from(bit == 1) * 4096 - self.guess) * LEARNING;
        if let Some(weights) = self.weights.get_mut(usize::try_from(self.partial).unwrap_or(0)) {
            for (weight, input) in weights.iter_mut().zip(self.inputs) {
                *weight += (input * error + 512) >> 10;
            }
        }
        for (table, place) in self.tables.iter_mut().zip(self.places) {
            if let Some(entry) = table.get_mut(place) {
                *entry = moved(*entry, bit);
            }
        }
        self.partial = self.partial << 1 | bit;
        if self.partial > 255 {
            self.end_byte();
        }
        self.foretell();
    }

    fn end_byte(&mut self) {
        let byte = u8::try_from(self.partial & 255).unwrap_or(0);
        self.partial = 1;
        if self.match_length > 0 && self.seen.get(self.match_at) == Some(&byte) {
            self.match_length += 1;
            self.match_at += 1;
        } else {
            self.match_length = 0;
        }
        self.seen.push(byte);
        for (hash, order) in self.hashes.iter_mut().zip(ORDERS) {
            *hash = hash_of(&self.seen, order);
        }
        let place = usize::try_from(hash_of(&self.seen, MATCH) >> (32 - TABLE_BITS)).unwrap_or(0);
        if let Some(last) = self.last_places.get_mut(place) {
            if self.match_length == 0 && *last > 0 {
                self.match_at = *last;
                self.match_length = same_before(&self.seen, *last);
            }
            *last = self.seen.len();
        }
    }
}

/// A chance of 22 bits and how often it was asked for, moved towards the bit that came.
fn moved(entry: u32, bit: u32) -> u32 {
    let (chance, count) = (i64::from(entry >> 10), entry & 1023);
    let target = if bit == 1 { (1 << 22) - 1 } else { 0 };
    let chance = chance + (target - chance) * 10 / (10 * i64::from(count) + 12);
    u32::try_from(chance).unwrap_or(0) << 10 | (count + 1).min(SLOWEST)
}

fn hash_of(seen: &[u8], order: usize) -> u32 {
    let last = seen.iter().rev().take(order);
    let start = u32::try_from(order).unwrap_or(0).wrapping_mul(0x2545_f491);
    last.fold(start, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193).rotate_left(7))
        .wrapping_mul(0x9e37_79b1)
}

/// How many bytes before `at` are the same as the last ones.
fn same_before(seen: &[u8], at: usize) -> i32 {
    let before = seen.get(..at).unwrap_or_default().iter().rev();
    let same = before.zip(seen.iter().rev()).take(32).take_while(|(one, other)| one == other).count();
    i32::try_from(same).unwrap_or(0)
}

/// The bounds of what the bytes so far can mean.
struct Range {
    low: u32,
    high: u32,
}

impl Range {
    const ALL: Self = Self { low: 0, high: u32::MAX };

    fn middle(&self, chance: u32) -> u32 {
        let width = (u64::from(self.high - self.low) * u64::from(chance)) >> 12;
        self.low + u32::try_from(width).unwrap_or(0)
    }

    fn narrow(&mut self, middle: u32, bit: u32) {
        if bit == 1 { self.high = middle } else { self.low = middle.saturating_add(1) }
    }

    /// The first byte, once it is certain.
    fn settled(&mut self) -> Option<u8> {
        if (self.low ^ self.high) >> 24 != 0 {
            return None;
        }
        let byte = u8::try_from(self.low >> 24).ok()?;
        self.low <<= 8;
        self.high = self.high << 8 | 255;
        Some(byte)
    }
}

/// Packs `text`; both sides must know `known`.
pub(super) fn squeeze(text: &[u8], known: &Known) -> Vec<u8> {
    let mut model = known.model();
    let mut range = Range::ALL;
    let mut packed = Vec::new();
    for byte in text {
        for shift in (0..8).rev() {
            let bit = u32::from(byte >> shift & 1);
            let middle = range.middle(model.chance());
            range.narrow(middle, bit);
            model.learn(bit);
            while let Some(byte) = range.settled() {
                packed.push(byte);
            }
        }
    }
    // One byte more than is certain lies within the range; zeros follow.
    packed.extend(u8::try_from((range.low >> 24) + 1));
    packed
}

/// Unpacks `length` bytes.
pub(super) fn stretch(packed: &[u8], length: usize, known: &Known) -> Vec<u8> {
    let mut model = known.model();
    let mut range = Range::ALL;
    let mut rest = packed.iter();
    let mut next = || u32::from(rest.next().copied().unwrap_or(0));
    let mut code = (0..4).fold(0, |code, _| code << 8 | next());
    let mut text = Vec::with_capacity(length);
    for _ in 0..length {
        let mut byte = 0_u32;
        for _ in 0..8 {
            let middle = range.middle(model.chance());
            let bit = u32::from(code <= middle);
            range.narrow(middle, bit);
            model.learn(bit);
            byte = byte << 1 | bit;
            while range.settled().is_some() {
                code = code << 8 | next();
            }
        }
        text.push(u8::try_from(byte).unwrap_or(0));
    }
    text
}
