//! The strategy map: objectives as cards in the layers of their perspectives, arrows from cause to
//! effect.

use std::fmt::Write as _;

use super::by_month::ChartLabels;
use super::role_canvas::escape;

/// Pixels of a hundred units of the map, across and down.
const ACROSS: i32 = 190;
const DOWN: i32 = 132;
/// A card.
const WIDTH: i32 = 164;
const HEIGHT: i32 = 84;
/// Room around all cards; to the left stand the names of the layers.
const MARGIN: i32 = 16;
/// How far a line goes out around cards.
const BOW: i32 = 44;
/// What a line of a card holds: a Chinese letter counts twice.
const LINE: usize = 21;
const LINES: usize = 3;

/// An objective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapCard {
    /// Its identity, by which it is found when it is moved.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its status: symbol, word and percent.
    pub note: String,
    /// The word of its status in the stylesheet.
    pub status: &'static str,
    /// The middle, in hundredths of a place to the right of the middle of the map.
    pub x: i32,
    /// The same, down from the first layer.
    pub y: i32,
}

/// What is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapDrawing {
    /// The objectives.
    pub cards: Vec<MapCard>,
    /// Arrows, by the places of cause and effect among the cards.
    pub arrows: Vec<(usize, usize)>,
    /// The names of the layers and where they stand.
    pub layers: Vec<(String, i32)>,
}

/// The map as an SVG element; empty without objectives.
#[must_use]
pub fn render_strategy_map(map: &MapDrawing, labels: &ChartLabels) -> String {
    if map.cards.is_empty() {
        return String::new();
    }
    let middle = |card: &MapCard| (card.x * ACROSS / 100, card.y * DOWN / 100);
    let all = || map.cards.iter().map(middle);
    let bowed = map.arrows.iter().any(|(cause, effect)| {
        let ends = map.cards.get(*cause).zip(map.cards.get(*effect));
        ends.is_some_and(|(cause, effect)| passes_cards(middle(cause), middle(effect)))
    });
    let room = if bowed { MARGIN + BOW } else { MARGIN };
    let left = all().map(|(x, _)| x).min().unwrap_or(0) - WIDTH / 2 - room;
    let right = all().map(|(x, _)| x).max().unwrap_or(0) + WIDTH / 2 + MARGIN;
    let top = all().map(|(_, y)| y).min().unwrap_or(0) - HEIGHT / 2 - MARGIN - 14;
    let bottom = all().map(|(_, y)| y).max().unwrap_or(0) + HEIGHT / 2 + MARGIN;
    let (width, height) = ((right - left).max(320), bottom - top);
    let mut svg = format!(
        "<svg viewBox=\"{left} {top} {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"group\" \
         class=\"chart strategy-map\" aria-label=\"{0}\"><title>{0}</title><desc>{1}</desc>",
        escape(&labels.title),
        escape(&labels.description)
    );
    for (cause, effect) in &map.arrows {
        if let Some((cause, effect)) = map.cards.get(*cause).zip(map.cards.get(*effect)) {
            arrow(&mut svg, middle(cause), middle(effect));
        }
    }
    // Above the arrows, so that they can be read.
    for (name, y) in &map.layers {
        let y = y * DOWN / 100 - HEIGHT / 2 - 8;
        let _ = write!(svg, "<text class=\"map-layer\" x=\"{}\" y=\"{y}\">{}</text>", left + 4, escape(name));
    }
    for own in &map.cards {
        card(&mut svg, own, middle(own));
    }
    svg.push_str("</svg>");
    svg
}

/// Whether a line from one card to the other would run behind those of the layers between.
fn passes_cards((ax, ay): (i32, i32), (bx, by): (i32, i32)) -> bool {
    (ay - by).abs() * 2 > DOWN * 3 && (ax - bx).abs() < WIDTH
}

/// A line that goes around the cards between, left of them.
fn bow(svg: &mut String, (ax, ay): (i32, i32), (bx, by): (i32, i32)) {
    let (ax, bx) = (ax - WIDTH / 2, bx - WIDTH / 2);
    let out = ax.min(bx) - BOW;
    let _ = write!(
        svg,
        "<path class=\"chart-arrow-line\" fill=\"none\" d=\"M{ax} {ay}C{out} {ay} {out} {by} {bx} {by}\"/>\
         <polygon class=\"chart-arrow-fill\" points=\"{bx},{by} {0},{1} {0},{2}\"/>",
        bx - 8,
        by - 5,
        by + 5
    );
}

/// A line from the edge of one card to that of the other, with a head.
fn arrow(svg: &mut String, (ax, ay): (i32, i32), (bx, by): (i32, i32)) {
    if passes_cards((ax, ay), (bx, by)) {
        return bow(svg, (ax, ay), (bx, by));
    }
    let side = |from: i32, to: i32| (to - from).signum() * HEIGHT / 2;
    let level = ay == by;
    let (ax, ay) = if level { (ax + (bx - ax).signum() * WIDTH / 2, ay) } else { (ax, ay + side(ay, by)) };
    let (bx, by) = if level { (bx - (bx - ax).signum() * WIDTH / 2, by) } else { (bx, by - side(ay, by)) };
    let half = (ay + by) / 2;
    let path = if level {
        format!("M{ax} {ay}L{bx} {by}")
    } else {
        format!("M{ax} {ay}C{ax} {half} {bx} {half} {bx} {by}")
    };
    let _ = write!(svg, "<path class=\"chart-arrow-line\" fill=\"none\" d=\"{path}\"/>");
    let head = if level {
        let back = (bx - ax).signum() * 8;
        format!("{bx},{by} {0},{1} {0},{2}", bx - back, by - 5, by + 5)
    } else {
        let back = (by - ay).signum() * 8;
        format!("{bx},{by} {0},{2} {1},{2}", bx - 5, bx + 5, by - back)
    };
    let _ = write!(svg, "<polygon class=\"chart-arrow-fill\" points=\"{head}\"/>");
}

fn card(svg: &mut String, own: &MapCard, (x, y): (i32, i32)) {
    let (left, top) = (x - WIDTH / 2, y - HEIGHT / 2);
    let _ = write!(
        svg,
        "<g class=\"map-card\" data-key=\"{0}\" data-status=\"{1}\" tabindex=\"0\" role=\"img\" aria-label=\"{2}, {3}\">\
         <rect class=\"map-box\" x=\"{left}\" y=\"{top}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"5\"/>",
        escape(&own.key),
        own.status,
        escape(&own.name),
        escape(&own.note)
    );
    for (line, row) in lines(&own.name).iter().zip(0..) {
        let y = top + 19 + row * 16;
        let _ = write!(svg, "<text class=\"map-name\" x=\"{}\" y=\"{y}\">{}</text>", left + 9, escape(line));
    }
    let _ = write!(
        svg,
        "<text class=\"map-note\" x=\"{}\" y=\"{}\">{}</text></g>",
        left + 9,
        top + HEIGHT - 10,
        escape(&own.note)
    );
}

/// A name in at most [`LINES`] lines: broken between words, between any two letters in Chinese.
fn lines(name: &str) -> Vec<String> {
    let size = |c: char| if c >= '\u{2e80}' { 2 } else { 1 };
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for word in words(name) {
        let length: usize = word.chars().map(size).sum();
        if used + length > LINE && used > 0 {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            used = 0;
        }
        line.push_str(if used == 0 { word.trim_start() } else { word });
        used += length;
    }
    lines.push(line.trim_end().to_owned());
    if lines.len() > LINES {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

/// What is not broken: a word with the space after it, a Chinese letter.
fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    for (at, c) in name.char_indices() {
        let end = at + c.len_utf8();
        if c == ' ' || c >= '\u{2e80}' {
            if c != ' ' && start < at {
                words.extend(name.get(start..at));
                start = at;
            }
            words.extend(name.get(start..end));
            start = end;
        }
    }
    words.extend(name.get(start..).filter(|rest| !rest.is_empty()));
    words
}
