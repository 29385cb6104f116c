//! The way of a few values as a line without axes, small enough for a cell of a table.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const WIDTH: f64 = 76.0;
const HEIGHT: f64 = 18.0;
/// Room for the dot at the end.
const MARGIN: f64 = 3.0;

/// The values as an SVG element, the last one with a dot; a gap where there is none. Empty where
/// fewer than two are there.
#[must_use]
pub fn render_spark(values: &[Option<Decimal>], description: &str) -> String {
    let there = || values.iter().flatten().filter_map(Decimal::to_f64);
    if there().count() < 2 {
        return String::new();
    }
    let (low, high) = there().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    let span = if high > low { high - low } else { 1.0 };
    let steps = f64::from(u32::try_from(values.len()).unwrap_or(2)) - 1.0;
    let mut svg = format!(
        "<svg class=\"spark\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\"><path fill=\"none\" d=\"",
        super::role_canvas::escape(description)
    );
    let (mut pen, mut last) = ('M', None);
    for (index, value) in values.iter().zip(0_u32..).map(|(value, index)| (f64::from(index), value)) {
        let Some(value) = value.as_ref().and_then(Decimal::to_f64) else {
            pen = 'M';
            continue;
        };
        let x = MARGIN + (WIDTH - 2.0 * MARGIN) * index / steps;
        let y = HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * (value - low) / span;
        let _ = write!(svg, "{pen}{x:.1} {y:.1}");
        (pen, last) = ('L', Some((x, y)));
    }
    svg.push_str("\"/>");
    if let Some((x, y)) = last {
        let _ = write!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.2\"/>");
    }
    svg.push_str("</svg>");
    svg
}
