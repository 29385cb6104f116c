//! Which lines of a long table are drawn: those in sight, some before and after, and the one that
//! has the focus. What is left out is a gap as large as the lines would be. Rows and columns alike.

use std::ops::Range;

/// Up to so many lines all are drawn.
const ALL: usize = 48;

/// Lines that are drawn beyond those in sight, so that not every step draws anew.
const MARGIN: usize = 8;

/// A part of a table along one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// Lines that are not drawn: the first, and the one behind the last.
    Gap(usize, usize),
    /// A line that is drawn.
    Line(usize),
}

/// The lines in sight, of `count` lines that are `line` pixels each, where the first `offset` pixels
/// are scrolled away and `size` pixels are in sight.
#[must_use]
pub fn visible(offset: i32, size: i32, line: i32, count: usize) -> Range<usize> {
    let lines = |pixels: i32| usize::try_from(pixels.max(0) / line.max(1)).unwrap_or(0);
    let start = lines(offset).min(count.saturating_sub(1));
    let end = lines(offset.saturating_add(size)).saturating_add(1).min(count);
    start..end.max(start)
}

/// The lines to be drawn where `visible` are in sight: those that were drawn `before`, as long as they
/// hold all of them.
#[must_use]
pub fn drawn(before: &Range<usize>, visible: &Range<usize>, count: usize) -> Range<usize> {
    if count <= ALL {
        return 0..count;
    }
    if before.start <= visible.start && visible.end <= before.end && before.end <= count {
        return before.clone();
    }
    visible.start.saturating_sub(MARGIN)..visible.end.saturating_add(MARGIN).min(count)
}

/// The lines to be drawn next where `visible` are in sight and those `before` are drawn: the same, as long
/// as there are enough around those in sight; else up to `most` more, those in sight first.
#[must_use]
pub fn towards(before: &Range<usize>, visible: &Range<usize>, count: usize, most: usize) -> Range<usize> {
    if count <= ALL {
        return 0..count;
    }
    let with =
        |margin: usize| visible.start.saturating_sub(margin)..visible.end.saturating_add(margin).min(count);
    let (near, wanted) = (with(MARGIN / 2), with(MARGIN));
    if before.start <= near.start && near.end <= before.end && before.end <= count {
        return before.clone();
    }
    let (start, end) = (before.start.max(wanted.start), before.end.min(wanted.end));
    let mut drawn = if start < end { start..end } else { visible.start..visible.start };
    let mut most = most.max(1);
    for goal in [visible, &wanted] {
        let after = goal.end.saturating_sub(drawn.end).min(most);
        drawn.end = drawn.end.saturating_add(after);
        most = most.saturating_sub(after);
        let ahead = drawn.start.saturating_sub(goal.start).min(most);
        drawn.start = drawn.start.saturating_sub(ahead);
        most = most.saturating_sub(ahead);
    }
    drawn
}

/// The lines to be drawn so that `line` is among them, once the lines `visible` are in sight.
#[must_use]
pub fn around(line: usize, before: &Range<usize>, visible: &Range<usize>) -> Range<usize> {
    if before.contains(&line) {
        return before.clone();
    }
    let wanted = if visible.contains(&line) { visible.clone() } else { line..line.saturating_add(1) };
    match wanted.start <= before.end && before.start <= wanted.end {
        true => wanted.start.min(before.start)..wanted.end.max(before.end),
        false => wanted,
    }
}

/// All `count` lines as pieces: those that are drawn, the one that is kept though it is out of sight,
/// and the gaps between.
#[must_use]
pub fn pieces(drawn: &Range<usize>, kept: Option<usize>, count: usize) -> Vec<Piece> {
    let kept = kept.filter(|kept| *kept < count && !drawn.contains(kept));
    let before = kept.filter(|kept| *kept < drawn.start);
    let after = kept.filter(|kept| *kept >= drawn.end);
    let mut pieces = Vec::with_capacity(drawn.len().saturating_add(4));
    let mut next = 0;
    for line in before.into_iter().chain(drawn.clone()).chain(after) {
        if line > next {
            pieces.push(Piece::Gap(next, line));
        }
        pieces.push(Piece::Line(line));
        next = line.saturating_add(1);
    }
    if next < count {
        pieces.push(Piece::Gap(next, count));
    }
    pieces
}

/// How far to scroll so that line `index` is in sight, from `offset` on, where `size` pixels are.
#[must_use]
pub fn offset_to_show(offset: i32, size: i32, line: i32, index: usize) -> i32 {
    let start = i32::try_from(index).unwrap_or(i32::MAX).saturating_mul(line);
    let end = start.saturating_add(line);
    if start < offset {
        start
    } else if end > offset.saturating_add(size) {
        end.saturating_sub(size).min(start)
    } else {
        offset
    }
}
