//! The parts of a workbook file, taken apart and changed.

use miniz_oxide::inflate::decompress_to_vec;
use rust_decimal::Decimal;
use xtask_wasm::anyhow::{Context, Result, ensure};

/// A part: its name and its text.
type Part = (String, String);

/// The workbook without what its formulas came to.
pub(super) fn without_results(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut parts = unpacked(bytes)?;
    for (name, text) in &mut parts {
        if !name.starts_with("xl/worksheets/") {
            continue;
        }
        let mut rest = text.as_str();
        let mut stripped = String::with_capacity(text.len());
        while let Some((before, after)) = rest.split_once("</f>") {
            stripped.push_str(before);
            stripped.push_str("</f>");
            rest = after;
            if rest.starts_with("<v>") {
                rest = rest.split_once("</v>").context("a value that does not end")?.1;
            }
        }
        stripped.push_str(rest);
        ensure!(!stripped.contains("</f><v>"), "{name} still has results");
        *text = stripped.replace(" t=\"str\"><f>", "><f>");
    }
    Ok(packed(&parts))
}

/// The workbook with another number in a cell of a sheet.
pub(super) fn with_number(
    bytes: &[u8],
    sheet: usize,
    cell: &str,
    old: Decimal,
    new: Decimal,
) -> Result<Vec<u8>> {
    let mut parts = unpacked(bytes)?;
    let name = format!("xl/worksheets/sheet{sheet}.xml");
    let (_, text) = parts.iter_mut().find(|(own, _)| *own == name).context("no such sheet")?;
    let start = text.find(&format!("<c r=\"{cell}\"")).with_context(|| format!("no cell {cell}"))?;
    let (before, after) = text.split_at(start);
    let was = format!("<v>{}</v>", old.normalize());
    let end = after.find("</c>").context("a cell that does not end")?;
    let (own, rest) = after.split_at(end);
    ensure!(own.contains(&was), "{cell} is not {old}: {own}");
    *text = format!("{before}{}{rest}", own.replace(&was, &format!("<v>{new}</v>")));
    Ok(packed(&parts))
}

fn number(bytes: &[u8], at: usize, length: usize) -> Result<usize> {
    let own = bytes.get(at..at + length).context("a file that is cut off")?;
    Ok(own.iter().rev().fold(0, |number, byte| (number << 8) | usize::from(*byte)))
}

fn unpacked(bytes: &[u8]) -> Result<Vec<Part>> {
    let (mut parts, mut at) = (Vec::new(), 0);
    while bytes.get(at..).is_some_and(|rest| rest.starts_with(b"PK\x03\x04")) {
        let (size, name) = (number(bytes, at + 18, 4)?, number(bytes, at + 26, 2)?);
        let start = at + 30 + name + number(bytes, at + 28, 2)?;
        let name = bytes.get(at + 30..at + 30 + name).context("a file that is cut off")?;
        let packed = bytes.get(start..start + size).context("a file that is cut off")?;
        let text = match number(bytes, at + 8, 2)? {
            0 => packed.to_vec(),
            _ => decompress_to_vec(packed).ok().context("a part that cannot be unpacked")?,
        };
        parts.push((String::from_utf8(name.to_vec())?, String::from_utf8(text)?));
        at = start + size;
    }
    ensure!(!parts.is_empty(), "no parts");
    Ok(parts)
}

/// The parts in a file, not deflated.
fn packed(parts: &[Part]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    let four = |value: usize| u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes();
    let two = |value: usize| u16::try_from(value).unwrap_or(u16::MAX).to_le_bytes();
    for (name, text) in parts {
        let mut facts = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        facts.extend(check_sum(text.as_bytes()).to_le_bytes());
        facts.extend([four(text.len()), four(text.len())].concat());
        facts.extend([two(name.len()), two(0)].concat());
        let offset = bytes.len();
        bytes.extend([b"PK\x03\x04", facts.as_slice(), name.as_bytes(), text.as_bytes()].concat());
        list.extend(
            [b"PK\x01\x02", [20, 0].as_slice(), &facts, &[0; 10], &four(offset), name.as_bytes()].concat(),
        );
    }
    let offset = bytes.len();
    bytes.extend(&list);
    bytes.extend([b"PK\x05\x06".as_slice(), &[0; 4], &two(parts.len()), &two(parts.len())].concat());
    bytes.extend([four(list.len()).as_slice(), &four(offset), &two(0)].concat());
    bytes
}

fn check_sum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        let mixed = sum ^ u32::from(*byte);
        (0..8).fold(mixed, |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
    })
}
