//! Tables of so many rows that only those in sight are on the page; room stands for the others.

use std::ops::Range;

use super::Html;

/// What there is to a table beside its heads and rows.
pub(super) struct LongTable<'t> {
    pub(super) class: &'static str,
    pub(super) caption: &'t str,
    /// How many columns it has.
    pub(super) columns: usize,
    /// How many rows, with those that are not there.
    pub(super) count: usize,
    /// The room above and below, in pixels, where some are not there.
    pub(super) room: Option<[usize; 2]>,
}

impl LongTable<'_> {
    /// The table. Rows of which some are left out are all of one height.
    pub(super) fn finish(&self, head: &mut dyn FnMut(&mut Html), rows: &str) -> String {
        let mut out = Html::default();
        let even = if self.room.is_some() { " even" } else { "" };
        let class = ["table ", self.class, even].concat();
        out.open("table", &[("class", &class), ("aria-rowcount", &(self.count + 1).to_string())]);
        out.class("caption", "visually-hidden", self.caption);
        out.within("thead", &[], &mut |out| out.within("tr", &[], head));
        out.open("tbody", &[]);
        self.spacer(&mut out, 0);
        out.drawing(rows);
        self.spacer(&mut out, 1);
        out.close("tbody");
        out.close("table");
        out.finish()
    }

    fn spacer(&self, out: &mut Html, place: usize) {
        let Some(height) = self.room.as_ref().and_then(|room| room.get(place)) else { return };
        out.within("tr", &[("aria-hidden", "true"), ("class", "room")], &mut |out| {
            let (columns, height) = (self.columns.to_string(), height.to_string());
            out.element("td", &[("colspan", &columns), ("height", &height)], "");
        });
    }
}

/// The room above and below the rows that are `drawn` of `count`, in pixels.
#[must_use]
pub fn room(drawn: &Range<usize>, count: usize, row_height: usize) -> [usize; 2] {
    [drawn.start, count.saturating_sub(drawn.end)].map(|rows| rows.saturating_mul(row_height))
}

/// Begins the row at a place.
pub(super) fn line(out: &mut Html, place: usize) {
    out.open("tr", &[("aria-rowindex", &(place + 2).to_string()), ("data-line", "true")]);
}
