//! A pasted block that cannot be taken as a whole: which cells cannot, and why, before anything is
//! changed.

use leptos::prelude::*;

use super::Grid;
use crate::grid::{Paste, Refused, Table, Why};
use crate::i18n::number::NumberError;
use crate::i18n::{Messages, fill};
use crate::ui::components::controls::dialog::{Width, dialog_view};
use crate::ui::components::controls::dynamic::dynamic;

/// So many cells are named.
const LISTED: usize = 100;

/// A dialog that is there while a block waits.
#[component]
pub(super) fn PastePreview(grid: Grid) -> impl IntoView {
    let waiting = Memo::new(move |_| grid.pasting.with(Option::is_some));
    let closed = Callback::new(move |()| {
        if grid.pasting.with_untracked(Option::is_some) {
            grid.pasting.set(None);
        }
        grid.go(grid.reading.with_untracked(|reading| reading.place));
    });
    let content =
        dynamic(move || grid.pasting.with(|paste| paste.as_ref().map(|paste| content(grid, paste))));
    dialog_view(Width::Table, waiting.into(), closed, "paste-heading", content)
}

fn content(grid: Grid, paste: &Paste) -> AnyView {
    let words = grid.session.words();
    let Some(table) = grid.table_now() else { return ().into_any() };
    let count = |count: usize| count.to_string();
    let entered = paste.changes.len().saturating_sub(paste.emptied);
    let counts = [count(paste.refused.len()), count(entered), count(paste.emptied), count(paste.same)];
    let listed = paste.refused.iter().take(LISTED);
    let lines: Vec<_> = listed.map(|refused| view! { <li>{sentence(refused, &table, words)}</li> }).collect();
    let more = paste.refused.len().saturating_sub(LISTED);
    let take = move |_| {
        if let Some(paste) = grid.pasting.try_update(Option::take).flatten() {
            grid.take_paste(paste);
        }
    };
    let nothing = paste.changes.is_empty();
    view! {
        <h2 id="paste-heading">{words.paste_heading}</h2>
        <p data-testid="paste-summary">{fill(words.paste_summary, &counts.each_ref().map(String::as_str))}</p>
        <ul class="findings refused-cells table-scroll intake-scroll" tabindex="0" aria-label=words.paste_heading>{lines}</ul>
        {(more > 0).then(|| view! { <p>{fill(words.paste_more, &[&more.to_string()])}</p> })}
        <p class="dialog-actions">
            {(!nothing).then(|| view! {
                <button type="button" class="button" data-variant="primary" on:click=take>{words.paste_rest}</button>
            })}
            <button type="button" class="button" data-variant="quiet" on:click=move |_| grid.pasting.set(None)>
                {words.cancel}
            </button>
        </p>
    }
    .into_any()
}

/// Which cell cannot be taken, and why.
fn sentence(refused: &Refused, table: &Table, words: &Messages) -> String {
    let within = [refused.within.row, refused.within.column].map(|at| at.saturating_add(1).to_string());
    let text = refused.text.as_str();
    let place = || table.label(refused.at);
    match refused.why {
        Why::Unreadable(NumberError::NotANumber) => fill(words.refused_not_number, &[&place(), text]),
        Why::Unreadable(NumberError::TooManyDigits) => fill(words.refused_digits, &[&place(), text]),
        Why::Listed => fill(words.paste_listed, &[&place(), text]),
        Why::NotUsed => fill(words.paste_not_used, &[&place(), text]),
        Why::Outside => fill(
            words.paste_outside,
            &[within.first().map_or("", String::as_str), within.last().map_or("", String::as_str), text],
        ),
    }
}
