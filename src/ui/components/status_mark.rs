//! A status as word, symbol and colour.

use leptos::prelude::*;

use crate::domain::scorecard::Status;
use crate::i18n::Messages;

/// The mark of a status, or of none.
pub(in crate::ui) fn status_mark(status: Option<Status>, words: &'static Messages) -> impl IntoView {
    let (state, symbol, word) = match status {
        Some(Status::OnTarget) => ("on-target", "●", words.status_on_target),
        Some(Status::AtRisk) => ("at-risk", "▲", words.status_at_risk),
        Some(Status::OffTarget) => ("off-target", "■", words.status_off_target),
        None => ("no-data", "○", words.status_no_data),
    };
    view! {
        <span class="status" data-status=state>
            <span aria-hidden="true">{symbol}</span>
            {word}
        </span>
    }
}
