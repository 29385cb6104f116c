//! Inflating: what the method "deflate" of RFC 1951 packed, into memory and never beyond a limit.
//!
//! Codes are read bit by bit, as the canonical code is defined, which takes no tables: a file has
//! at most 5 MB, and is unpacked once.

/// Why packed bytes are not unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InflateError {
    /// They unpack to more than the limit.
    TooLarge,
    /// They are cut off, or were not packed by this method.
    Damaged,
}

/// The most bits of a code.
const MAX_BITS: usize = 15;
/// The most lengths that a block gives: 288 symbols and 32 distances.
const MAX_LENGTHS: usize = 320;

/// The order in which the lengths of the code of lengths are given.
const LENGTH_ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// A canonical Huffman code.
struct Code {
    counts: [u16; MAX_BITS + 1],
    symbols: [u16; MAX_LENGTHS],
}

impl Code {
    /// The code in which each symbol has this many bits, and none where it has 0.
    fn new(lengths: &[u8]) -> Option<Self> {
        let mut counts = [0_u16; MAX_BITS + 1];
        for length in lengths {
            let count = counts.get_mut(usize::from(*length))?;
            *count = count.checked_add(1)?;
        }
        let mut offsets = [0_u16; MAX_BITS + 2];
        let mut free = 1_i32;
        for (length, count) in counts.iter().enumerate().skip(1) {
            free = free * 2 - i32::from(*count);
            if free < 0 {
                return None;
            }
            let next = offsets.get(length)?.checked_add(*count)?;
            *offsets.get_mut(length + 1)? = next;
        }
        let mut symbols = [0_u16; MAX_LENGTHS];
        for (symbol, length) in lengths.iter().enumerate().filter(|(_, length)| **length > 0) {
            let offset = offsets.get_mut(usize::from(*length))?;
            *symbols.get_mut(usize::from(*offset))? = u16::try_from(symbol).ok()?;
            *offset += 1;
        }
        Some(Self { counts, symbols })
    }
}

/// The bits that are left, from the lowest of the first byte on.
struct Bits<'b> {
    bytes: &'b [u8],
    held: u32,
    count: u32,
}

impl Bits<'_> {
    fn take(&mut self, count: u32) -> Option<u32> {
        while self.count < count {
            let (first, rest) = self.bytes.split_first()?;
            self.held |= u32::from(*first) << self.count;
            self.count += 8;
            self.bytes = rest;
        }
        let taken = self.held & ((1 << count) - 1);
        self.held >>= count;
        self.count -= count;
        Some(taken)
    }

    fn symbol(&mut self, code: &Code) -> Option<u16> {
        let (mut bits, mut first, mut index) = (0_i32, 0_i32, 0_i32);
        for count in code.counts.iter().skip(1) {
            bits |= i32::try_from(self.take(1)?).ok()?;
            let count = i32::from(*count);
            if bits - count < first {
                return code.symbols.get(usize::try_from(index + bits - first).ok()?).copied();
            }
            index += count;
            first = (first + count) << 1;
            bits <<= 1;
        }
        None
    }
}

/// Unpacks `packed` to at most `limit` bytes.
pub(super) fn inflate(packed: &[u8], limit: usize) -> Result<Vec<u8>, InflateError> {
    let mut bits = Bits { bytes: packed, held: 0, count: 0 };
    let mut out = Vec::new();
    let mut fixed = None;
    loop {
        let last = bits.take(1).ok_or(InflateError::Damaged)?;
        match bits.take(2).ok_or(InflateError::Damaged)? {
            0 => stored(&mut bits, &mut out, limit)?,
            1 => {
                let (symbols, distances) = match &mut fixed {
                    Some(codes) => codes,
                    none => none.insert(fixed_codes().ok_or(InflateError::Damaged)?),
                };
                block(&mut bits, symbols, distances, &mut out, limit)?;
            }
            2 => {
                let (symbols, distances) = own_codes(&mut bits).ok_or(InflateError::Damaged)?;
                block(&mut bits, &symbols, &distances, &mut out, limit)?;
            }
            _ => return Err(InflateError::Damaged),
        }
        if last == 1 {
            return Ok(out);
        }
    }
}

fn stored(bits: &mut Bits, out: &mut Vec<u8>, limit: usize) -> Result<(), InflateError> {
    bits.held = 0;
    bits.count = 0;
    let [low, high, not_low, not_high, rest @ ..] = bits.bytes else { return Err(InflateError::Damaged) };
    let length = u16::from_le_bytes([*low, *high]);
    if length != !u16::from_le_bytes([*not_low, *not_high]) {
        return Err(InflateError::Damaged);
    }
    let (bytes, rest) = rest.split_at_checked(usize::from(length)).ok_or(InflateError::Damaged)?;
    bits.bytes = rest;
    out.extend_from_slice(bytes);
    if out.len() > limit { Err(InflateError::TooLarge) } else { Ok(()) }
}

fn fixed_codes() -> Option<(Code, Code)> {
    let mut lengths = [8_u8; 288];
    lengths.get_mut(144..256)?.fill(9);
    lengths.get_mut(256..280)?.fill(7);
    Some((Code::new(&lengths)?, Code::new(&[5; 30])?))
}

fn own_codes(bits: &mut Bits) -> Option<(Code, Code)> {
    let symbols = usize::try_from(bits.take(5)?).ok()? + 257;
    let distances = usize::try_from(bits.take(5)?).ok()? + 1;
    let given = usize::try_from(bits.take(4)?).ok()? + 4;
    let mut lengths = [0_u8; MAX_LENGTHS];
    for place in LENGTH_ORDER.iter().take(given) {
        *lengths.get_mut(*place)? = u8::try_from(bits.take(3)?).ok()?;
    }
    let code = Code::new(lengths.get(..19)?)?;
    lengths = [0; MAX_LENGTHS];
    let all = symbols + distances;
    let mut at = 0;
    while at < all {
        let symbol = bits.symbol(&code)?;
        let (length, times) = match symbol {
            0..=15 => (u8::try_from(symbol).ok()?, 1),
            16 => (*lengths.get(at.checked_sub(1)?)?, 3 + bits.take(2)?),
            17 => (0, 3 + bits.take(3)?),
            _ => (0, 11 + bits.take(7)?),
        };
        let end = at + usize::try_from(times).ok()?;
        lengths.get_mut(at..end).filter(|_| end <= all)?.fill(length);
        at = end;
    }
    Some((Code::new(lengths.get(..symbols)?)?, Code::new(lengths.get(symbols..all)?)?))
}

fn block(
    bits: &mut Bits,
    symbols: &Code,
    distances: &Code,
    out: &mut Vec<u8>,
    limit: usize,
) -> Result<(), InflateError> {
    loop {
        let symbol = bits.symbol(symbols).ok_or(InflateError::Damaged)?;
        match u8::try_from(symbol) {
            Ok(byte) => out.push(byte),
            Err(_) if symbol == 256 => return Ok(()),
            Err(_) => copy(bits, symbol, distances, out).ok_or(InflateError::Damaged)?,
        }
        if out.len() > limit {
            return Err(InflateError::TooLarge);
        }
    }
}

fn copy(bits: &mut Bits, symbol: u16, distances: &Code, out: &mut Vec<u8>) -> Option<()> {
    let symbol = u32::from(symbol).checked_sub(257)?;
    let length = match symbol {
        0..=7 => symbol + 3,
        8..=27 => {
            let extra = symbol / 4 - 1;
            ((4 + (symbol & 3)) << extra) + 3 + bits.take(extra)?
        }
        28 => 258,
        _ => return None,
    };
    let mut length = usize::try_from(length).ok()?;
    let symbol = u32::from(bits.symbol(distances)?);
    let distance = match symbol {
        0..=3 => symbol + 1,
        4..=29 => {
            let extra = symbol / 2 - 1;
            ((2 + (symbol & 1)) << extra) + 1 + bits.take(extra)?
        }
        _ => return None,
    };
    let distance = usize::try_from(distance).ok()?;
    let start = out.len().checked_sub(distance)?;
    // What was copied is copied again, where the copy is longer than its distance.
    while length > 0 {
        let part = length.min(out.len() - start);
        out.extend_from_within(start..start + part);
        length -= part;
    }
    Some(())
}
