//! A drawing as a file of its own: what the stylesheet of the page gives it, written into it.

/// The looks of each role, in the light colours of the page.
const LOOKS: [(&str, &str); 17] = [
    ("chart-series-line", "stroke=\"#0b5a7a\" stroke-width=\"2\""),
    ("chart-series-fill", "fill=\"#0b5a7a\""),
    ("chart-grid-line", "stroke=\"#d8dbd5\""),
    ("chart-full-line", "stroke=\"#7b8592\" stroke-dasharray=\"4 4\""),
    ("chart-mark-line", "stroke=\"#1d6b3a\" stroke-width=\"1.5\""),
    ("chart-limit-line", "stroke=\"#8a5200\" stroke-dasharray=\"2 4\""),
    ("chart-alarm-fill", "fill=\"#a8271f\""),
    ("chart-label-fill", "fill=\"#4f5b6b\" font-size=\"12\""),
    ("chart-arrow-line", "stroke=\"#7b8592\" stroke-width=\"1.5\""),
    ("chart-arrow-fill", "fill=\"#7b8592\""),
    ("map-box", "fill=\"#ffffff\" stroke=\"#7b8592\""),
    ("map-name", "fill=\"#1b2430\" font-size=\"13\""),
    (
        "map-layer",
        "fill=\"#4f5b6b\" font-size=\"12\" stroke=\"#ffffff\" stroke-width=\"4\" paint-order=\"stroke\"",
    ),
    ("map-note", "fill=\"#4f5b6b\" font-size=\"12\""),
    ("chart strategy-map", ""),
    ("map-card", ""),
    ("chart", ""),
];

/// The fonts of the page.
const FONTS: &str = "Segoe UI, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif";

/// A drawing of the page as the text of an SVG file, on white paper.
#[must_use]
pub fn to_svg_file(drawing: &str) -> String {
    let mut text = drawing.to_owned();
    for (class, looks) in LOOKS {
        text = text.replace(&format!("class=\"{class}\""), looks);
    }
    let text = text.replacen(
        "<svg ",
        &format!("<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"{FONTS}\" "),
        1,
    );
    let Some((head, rest)) = text.split_once("</desc>") else { return text };
    let place =
        head.split_once("viewBox=\"").and_then(|(_, rest)| rest.split_once('"')).map(|(view, _)| view);
    let mut numbers = place.unwrap_or_default().split(' ');
    let mut next = || numbers.next().unwrap_or("0");
    let (x, y, width, height) = (next(), next(), next(), next());
    let paper = format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>");
    let size = if head.contains(" width=\"") {
        String::new()
    } else {
        format!("width=\"{width}\" height=\"{height}\" ")
    };
    let head = head.replacen("<svg ", &format!("<svg {size}"), 1);
    format!("{head}</desc>{paper}{rest}")
}
