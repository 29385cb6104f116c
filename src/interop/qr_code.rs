//! A short text as a QR code, drawn as the path of an SVG.

use qrcodegen::{QrCode, QrCodeEcc};

/// Beyond so many bytes the squares are too small for a phone to read off a screen or a sheet of paper.
pub const LONGEST: usize = 2_000;
/// The white around it, in squares.
const MARGIN: i32 = 4;

/// A code to be drawn, dark on white.
#[derive(Debug, PartialEq, Eq)]
pub struct Drawing {
    /// How many squares it is wide and high, with the white around it.
    pub size: i32,
    /// The dark squares, row by row, as the path of an SVG.
    pub path: String,
}

/// The code of a text; `None` where it is too long.
#[must_use]
pub fn draw(text: &str) -> Option<Drawing> {
    if text.len() > LONGEST {
        return None;
    }
    let code = QrCode::encode_binary(text.as_bytes(), QrCodeEcc::Low).ok()?;
    let mut path = String::new();
    for row in 0..code.size() {
        let mut column = 0;
        while column < code.size() {
            let dark = (column..code.size()).take_while(|at| code.get_module(*at, row)).count();
            let dark = i32::try_from(dark).unwrap_or(0);
            if dark > 0 {
                path.push_str(&format!("M{} {}h{dark}v1h-{dark}z", column + MARGIN, row + MARGIN));
            }
            column += dark.max(1);
        }
    }
    Some(Drawing { size: code.size() + 2 * MARGIN, path })
}
