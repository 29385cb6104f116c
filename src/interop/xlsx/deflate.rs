//! Packing by the method "deflate" of RFC 1951: in one block, with the codes that it fixes. Rows of a
//! sheet are much alike, so most of the gain is in what stood before; codes of their own would add little.

/// How far back, and how much at once, a repetition reaches.
const WINDOW: usize = 32 * 1024;
const LONGEST: usize = 258;
/// Shorter repetitions are not looked for.
const SHORTEST: usize = 4;
const HASH_BITS: u32 = 15;
/// Places with the same hash that are looked at.
const MAX_TRIES: usize = 24;

/// The bits written so far, from the lowest of the first byte on.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: u32, count: u32) {
        self.held |= value << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push(self.held.to_le_bytes()[0]);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    /// A code, which starts with its highest bit.
    fn code(&mut self, value: u32, count: u32) {
        self.put(value.reverse_bits() >> (32 - count), count);
    }

    /// A byte, the end (256) or the code of a length.
    fn symbol(&mut self, symbol: u32) {
        match symbol {
            0..144 => self.code(0x30 + symbol, 8),
            144..256 => self.code(0x190 + symbol - 144, 9),
            256..280 => self.code(symbol - 256, 7),
            _ => self.code(0xc0 + symbol - 280, 8),
        }
    }

    fn repetition(&mut self, length: usize, back: usize) {
        let (length, back) = (u32::try_from(length).unwrap_or(0), u32::try_from(back).unwrap_or(0));
        if length == 258 {
            self.symbol(285);
        } else {
            // Four codes for each doubling of the length, from 8 on.
            let (step, extra) = step(length - 3, 2);
            self.symbol(257 + step);
            self.put((length - 3) & ((1 << extra) - 1), extra);
        }
        let (step, extra) = step(back - 1, 1);
        self.code(step, 5);
        self.put((back - 1) & ((1 << extra) - 1), extra);
    }
}

/// The code of a value where each doubling has 2^`bits` codes, and the bits that it leaves open.
fn step(value: u32, bits: u32) -> (u32, u32) {
    let highest = 31 - value.max(1).leading_zeros();
    if highest <= bits {
        return (value, 0);
    }
    let extra = highest - bits;
    ((extra << bits) + (value >> extra), extra)
}

/// Packs `bytes`.
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut out = Bits::default();
    // The last block, with fixed codes.
    out.put(0b011, 3);
    let mut heads = vec![usize::MAX; 1 << HASH_BITS];
    let mut before = vec![usize::MAX; WINDOW];
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let (length, back) = longest(bytes, at, &heads, &before);
        let taken = if length < SHORTEST {
            out.symbol(u32::from(*byte));
            1
        } else {
            out.repetition(length, back);
            length
        };
        for place in at..at + taken {
            if let Some(head) = hash(bytes, place).and_then(|hash| heads.get_mut(hash))
                && let Some(previous) = before.get_mut(place % WINDOW)
            {
                *previous = std::mem::replace(head, place);
            }
        }
        at += taken;
    }
    out.symbol(256);
    out.put(0, 7);
    out.bytes
}

fn hash(bytes: &[u8], at: usize) -> Option<usize> {
    let word = u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
    usize::try_from(word.wrapping_mul(0x9e37_79b1) >> (32 - HASH_BITS)).ok()
}

/// The longest repetition at a place, and how far back it stood.
fn longest(bytes: &[u8], at: usize, heads: &[usize], before: &[usize]) -> (usize, usize) {
    let mut best = (0, 0);
    let Some(mut place) = hash(bytes, at).and_then(|hash| heads.get(hash)).copied() else { return best };
    let rest = bytes.get(at..).unwrap_or_default();
    for _ in 0..MAX_TRIES {
        if place >= at || at - place > WINDOW {
            break;
        }
        let then = bytes.get(place..).unwrap_or_default();
        let same = rest.iter().zip(then).take(LONGEST).take_while(|(one, other)| one == other).count();
        if same > best.0 {
            best = (same, at - place);
        }
        match before.get(place % WINDOW).copied() {
            Some(earlier) if earlier < place && same < LONGEST => place = earlier,
            _ => break,
        }
    }
    best
}
