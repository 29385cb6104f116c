//! A table of HTML text with many rows, of which only those in sight are on the page.

use std::ops::Range;

use leptos::html::Div;
use leptos::prelude::*;

use super::dynamic::text;
use crate::grid::{drawn, visible};
use crate::markup::room;
use crate::ui::browser::document;
use crate::ui::effects::watch;

/// The height of a row until one can be measured; `.table.even` in the stylesheet.
const ROW: i32 = 36;
/// The height of the region until it can be measured: that of the window without what stands above it,
/// and the least; `.rows-part` in the stylesheet.
const ABOVE: i32 = 208;
const LEAST: i32 = 384;

/// What the table is made of.
pub(in crate::ui) struct Rows {
    /// What it is called.
    pub(in crate::ui) label: Box<dyn Fn() -> String + Send>,
    /// How many rows it has.
    pub(in crate::ui) count: Signal<usize>,
    /// The table with some of its rows, which are so high in pixels.
    pub(in crate::ui) table: Box<dyn Fn(Range<usize>, usize) -> String>,
    /// Some of the rows as they stand in it.
    pub(in crate::ui) rows: Box<dyn Fn(Range<usize>) -> String>,
}

/// The table in a region that scrolls. It is made anew when what it reads changes; while it is
/// scrolled, rows come and go.
pub(in crate::ui) fn rows_part(part: Rows) -> AnyView {
    let Rows { label, count, table, rows } = part;
    let region = NodeRef::<Div>::new();
    let height = document::content_height().saturating_sub(ABOVE).max(LEAST);
    let sight = RwSignal::new((0, height, ROW));
    let wanted = Memo::new(move |before: Option<&Range<usize>>| {
        let (above, height, row) = sight.get();
        let count = count.get();
        drawn(before.unwrap_or(&(0..0)), &visible(above, height, row, count), count)
    });
    let there = StoredValue::new(0..0);
    watch(move || {
        let Some(region) = region.get() else { return };
        let now = wanted.get_untracked();
        document::put(&region, &table(now.clone(), row_height(sight)));
        there.set_value(now);
    });
    watch(move || {
        let (before, now) = (there.get_value(), wanted.get());
        if let Some(region) = region.get_untracked().filter(|_| before != now) {
            untrack(|| {
                let (out, into) = exchanged(&before, &now);
                let room = room(&now, count.get(), row_height(sight));
                if document::exchange_rows(&region, out, into.map(&rows), room).is_some() {
                    there.set_value(now);
                }
            });
        }
    });
    let look = move || {
        // It may be scrolled once more when the table is gone.
        if let Some(region) = region.try_get_untracked().flatten() {
            let found = document::sight(&region, 1);
            sight.set((found.top, found.height, found.row));
        }
    };
    let resized = window_event_listener(leptos::ev::resize, move |_| look());
    on_cleanup(move || resized.remove());
    view! {
        <div
            class="table-scroll rows-part"
            role="region"
            tabindex="0"
            aria-label=text(label)
            node_ref=region
            on:scroll=move |_| look()
        ></div>
    }
    .into_any()
}

fn row_height(sight: RwSignal<(i32, i32, i32)>) -> usize {
    usize::try_from(sight.get_untracked().2).unwrap_or_default()
}

/// How many rows go at the beginning and at the end, and which come there.
fn exchanged(before: &Range<usize>, now: &Range<usize>) -> ([usize; 2], [Range<usize>; 2]) {
    if now.start >= before.end || now.end <= before.start {
        return ([before.len(), 0], [now.clone(), 0..0]);
    }
    let out = [now.start.saturating_sub(before.start), before.end.saturating_sub(now.end)];
    (out, [now.start..before.start.max(now.start), before.end.min(now.end)..now.end])
}
