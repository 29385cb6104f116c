//! A packed file: its list of entries, and unpacking one of them. Limits hold for the whole file.

use super::inflate::{InflateError, inflate};
use crate::interop::table::{MAX_UNPACKED, TableError};

/// The most bytes of a packed file.
pub(super) const MAX_PACKED: usize = 5 * 1024 * 1024;
/// The most entries.
const MAX_ENTRIES: usize = 512;

/// What the list of entries, one of its lines, an entry, and the end of the list start with.
pub(super) const LISTED: [u8; 4] = *b"PK\x01\x02";
pub(super) const ENTRY: [u8; 4] = *b"PK\x03\x04";
pub(super) const END: [u8; 4] = *b"PK\x05\x06";

/// The bytes of the end of the list without its comment, which may have 65,535 more.
const END_LENGTH: usize = 22;

/// An entry as the list has it.
struct Entry {
    name: String,
    method: u16,
    check: u32,
    packed: usize,
    offset: usize,
}

/// A packed file that is being read.
pub(super) struct Archive<'b> {
    bytes: &'b [u8],
    entries: Vec<Entry>,
    /// How many bytes may still be unpacked.
    left: usize,
}

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, TableError> {
        if bytes.len() > MAX_PACKED {
            return Err(TableError::TooLarge);
        }
        let end = find_end(bytes).ok_or(TableError::Damaged)?;
        let count = usize::from(u16_at(bytes, end + 10).ok_or(TableError::Damaged)?);
        if count > MAX_ENTRIES {
            return Err(TableError::TooManyEntries);
        }
        let entries = list(bytes, end, count).ok_or(TableError::Damaged)?;
        Ok(Self { bytes, entries, left: MAX_UNPACKED })
    }

    /// The bytes of an entry, unpacked; `None` where there is none of this name.
    pub(super) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, TableError> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let packed = entry.bytes(self.bytes).ok_or(TableError::Damaged)?;
        let bytes = match entry.method {
            0 if packed.len() > self.left => return Err(TableError::UnpacksTooLarge),
            0 => packed.to_vec(),
            8 => inflate(packed, self.left).map_err(|error| match error {
                InflateError::TooLarge => TableError::UnpacksTooLarge,
                InflateError::Damaged => TableError::Damaged,
            })?,
            _ => return Err(TableError::Damaged),
        };
        if check_sum(&bytes) != entry.check {
            return Err(TableError::Damaged);
        }
        self.left -= bytes.len();
        Ok(Some(bytes))
    }
}

impl Entry {
    fn bytes<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let head = bytes.get(self.offset..)?;
        head.starts_with(&ENTRY).then_some(())?;
        let start = 30 + usize::from(u16_at(head, 26)?) + usize::from(u16_at(head, 28)?);
        head.get(start..)?.get(..self.packed)
    }
}

fn find_end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_LENGTH)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(&END)))
}

fn list(bytes: &[u8], end: usize, count: usize) -> Option<Vec<Entry>> {
    let mut at = usize::try_from(u32_at(bytes, end + 16)?).ok()?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let line = bytes.get(at..)?;
        line.starts_with(&LISTED).then_some(())?;
        let name_length = usize::from(u16_at(line, 28)?);
        let name = String::from_utf8_lossy(line.get(46..)?.get(..name_length)?).replace('\\', "/");
        entries.push(Entry {
            name,
            method: u16_at(line, 10)?,
            check: u32_at(line, 16)?,
            packed: usize::try_from(u32_at(line, 20)?).ok()?,
            offset: usize::try_from(u32_at(line, 42)?).ok()?,
        });
        at += 46 + name_length + usize::from(u16_at(line, 30)?) + usize::from(u16_at(line, 32)?);
    }
    Some(entries)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// The check sum CRC-32.
pub(in crate::interop) fn check_sum(bytes: &[u8]) -> u32 {
    const POLYNOMIAL: u32 = 0xedb8_8320;
    let mut steps = [0_u32; 256];
    for (step, index) in steps.iter_mut().zip(0_u32..) {
        *step = (0..8).fold(index, |sum, _| if sum & 1 == 1 { (sum >> 1) ^ POLYNOMIAL } else { sum >> 1 });
    }
    let step = |sum: u32, byte: &u8| {
        let low = usize::from(sum.to_le_bytes()[0] ^ byte);
        (sum >> 8) ^ steps.get(low).copied().unwrap_or(0)
    };
    !bytes.iter().fold(!0, step)
}
