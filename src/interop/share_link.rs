//! A workbook in the fragment of an address: `link/1/` and letters that hold a checksum, the length
//! and the squeezed file. A link that was cut or altered is told by its checksum, before anything is
//! unpacked.

use thiserror::Error;

use super::json::{ImportError, read_text};
use super::squeeze::{Known, squeeze, stretch};
use super::xlsx::check_sum;
use crate::document::Document;

/// How the fragment of a link begins, after `#/`.
pub const PREFIX: &str = "link";
/// The version of links that this program writes.
const VERSION: &str = "1";
/// Up to so many characters a link is offered.
pub const SAFE: usize = 2_000;
/// Up to so many it is offered with a warning; beyond, only the file is.
pub const LONGEST: usize = 8_000;
/// The longest file a link may unpack to, in bytes.
const MAX_BYTES: usize = 2_000_000;

/// A part of an address that is longer is no identity, but what is left of a link.
const LONG: usize = 200;

/// Letters of base64 that may stand in an address.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What both sides know: the fields of the file, as they follow one another. It belongs to version 1
/// and never changes.
static KNOWN: Known = Known::new(include_str!("share_link.txt"));

/// Why a link does not open.
#[derive(Debug, Error)]
pub enum LinkError {
    /// It is not whole, or not as it was made.
    #[error("the link was cut or altered")]
    Altered,
    /// A newer program made it.
    #[error("a newer program made the link")]
    Newer,
    /// What it holds cannot be read.
    #[error(transparent)]
    Content(#[from] ImportError),
}

/// The fragment for a workbook, after `#/`; without its change log, which names persons. `None` where
/// the workbook is too large for any link.
#[must_use]
pub fn write(document: &Document) -> Option<String> {
    let text = document.to_short_json();
    if text.len() > MAX_BYTES {
        return None;
    }
    let mut content = u32::try_from(text.len()).ok()?.to_be_bytes().to_vec();
    content.extend(squeeze(text.as_bytes(), &KNOWN));
    let mut bytes = check_sum(&content).to_be_bytes().to_vec();
    bytes.extend(content);
    Some(format!("{PREFIX}/{VERSION}/{}", into_letters(&bytes)))
}

/// Whether a workbook is surely too large for a link, so that squeezing it can be left out.
#[must_use]
pub fn is_hopeless(document: &Document) -> bool {
    // Hardly anything is squeezed to less than a twentieth, and trying takes long.
    document.to_short_json().len() > LONGEST * 20
}

/// Reads the parts of a fragment, `["link", "1", letters]`; `None` where it is no link, nor one of
/// which the beginning was altered.
#[must_use]
pub fn find(parts: &[String]) -> Option<Result<Document, LinkError>> {
    match parts {
        [page, version, letters] if page == PREFIX => Some(read(version, letters)),
        [page, ..] if page == PREFIX => Some(Err(LinkError::Altered)),
        _ => parts.iter().any(|part| part.len() > LONG).then_some(Err(LinkError::Altered)),
    }
}

/// Reads what follows `#/link/`.
///
/// # Errors
/// When it is not a link as [`write`] made it, or what it holds cannot be read.
pub fn read(version: &str, letters: &str) -> Result<Document, LinkError> {
    if version != VERSION {
        let is_number = version.parse::<u32>().is_ok_and(|version| version > 1);
        return Err(if is_number { LinkError::Newer } else { LinkError::Altered });
    }
    let bytes = from_letters(letters).ok_or(LinkError::Altered)?;
    let (sum, content) = bytes.split_first_chunk().ok_or(LinkError::Altered)?;
    let (length, packed) = content.split_first_chunk().ok_or(LinkError::Altered)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
    if u32::from_be_bytes(*sum) != check_sum(content) || length > MAX_BYTES {
        return Err(LinkError::Altered);
    }
    let text = stretch(packed, length, &KNOWN);
    let text = String::from_utf8(text).map_err(|_| LinkError::Altered)?;
    Ok(read_text(&text)?)
}

fn into_letters(bytes: &[u8]) -> String {
    let mut letters = String::new();
    for three in bytes.chunks(3) {
        let at = |place: usize| u32::from(three.get(place).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..=three.len() {
            let index = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or(0);
            letters.extend(LETTERS.get(index).map(|letter| char::from(*letter)));
        }
    }
    letters
}

fn value_of(letter: u8) -> Option<u32> {
    Some(match letter {
        b'A'..=b'Z' => u32::from(letter - b'A'),
        b'a'..=b'z' => u32::from(letter - b'a') + 26,
        b'0'..=b'9' => u32::from(letter - b'0') + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    })
}

fn from_letters(letters: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for letter in letters.bytes() {
        bits = bits << 6 | value_of(letter)?;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 255).ok()?);
        }
        bits &= (1 << count) - 1;
    }
    // The bits left over are none that were written.
    (bits == 0 && count < 6).then_some(bytes)
}
