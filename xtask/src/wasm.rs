//! Takes the function names out of a WebAssembly module: two fifths of its size, of use to a debugger only.
//!
//! The linker could do it, but then takes `target_features` away too, which wasm-bindgen has to read.

use xtask_wasm::anyhow::{Context, Result};

/// The magic number and the version.
const HEADER: usize = 8;

/// The module without its custom section `name`.
pub(crate) fn without_names(module: &[u8]) -> Result<Vec<u8>> {
    let (header, mut rest) = module.split_at_checked(HEADER).context("the module has no header")?;
    let mut kept = header.to_vec();
    while !rest.is_empty() {
        let (section, after) = split_section(rest).context("the module has a damaged section")?;
        if !is_names(section) {
            kept.extend_from_slice(section);
        }
        rest = after;
    }
    Ok(kept)
}

/// The first section, with its id and its length, and what follows it.
fn split_section(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, width) = parse_leb128(bytes.get(1..)?)?;
    bytes.split_at_checked(length.checked_add(width)?.checked_add(1)?)
}

/// Whether a section is a custom one (id 0) with the name `name`.
fn is_names(section: &[u8]) -> bool {
    let content = || section.get(1..).and_then(|rest| rest.get(parse_leb128(rest)?.1..));
    section.first() == Some(&0) && content().is_some_and(|content| content.starts_with(b"\x04name"))
}

/// An unsigned number of at most 32 bits, and how many bytes it takes.
fn parse_leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((value, index + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPES: &[u8] = b"\x01\x02ab";
    const NAMES: &[u8] = b"\x00\x86\x00\x04name!";

    fn module(sections: &[&[u8]]) -> Vec<u8> {
        [&[b"\0asm\x01\0\0\0".as_slice()], sections].concat().concat()
    }

    #[test]
    fn only_the_names_go() {
        let other = b"\x00\x05\x04size";
        let whole = module(&[TYPES, NAMES, other]);
        assert_eq!(without_names(&whole).unwrap(), module(&[TYPES, other]));
    }

    #[test]
    fn a_damaged_module_is_refused() {
        for damaged in [b"\0asm".to_vec(), module(&[b"\x01"]), module(&[b"\x01\x09a"]), module(&[&[0xff; 9]])]
        {
            assert!(without_names(&damaged).is_err(), "{damaged:?}");
        }
    }
}
