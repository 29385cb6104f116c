//! Bytes as text: UTF-8 or UTF-16, with or without a byte order mark.
//!
//! Other encodings, such as GB 18030 and Big5, take tables larger than the rest of the program.
//! Browsers have them, so `ui` asks the browser where this gives up.

/// The text, without its byte order mark; `None` where it is neither UTF-8 nor UTF-16.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf_8(rest),
        [first, 0, ..] if *first != 0 => utf_16(bytes, u16::from_le_bytes),
        [0, second, ..] if *second != 0 => utf_16(bytes, u16::from_be_bytes),
        _ => utf_8(bytes),
    }
}

/// As [`decode`], without a copy where the bytes are UTF-8 as they are.
pub(super) fn decode_owned(bytes: Vec<u8>) -> Option<String> {
    match bytes.as_slice() {
        [0xff | 0xfe | 0xef | 0, ..] | [_, 0, ..] => decode(&bytes),
        _ => String::from_utf8(bytes).ok(),
    }
}

fn utf_8(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

fn utf_16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<String, _>>().ok()
}
