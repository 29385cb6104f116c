//! Where one is in a list that is drawn a page at a time, and the way to the others.

use leptos::prelude::*;

use super::dynamic::dynamic;
use crate::i18n::{design_words, fill};
use crate::ui::state::Session;

/// Rows on a page.
pub(in crate::ui) const PAGE: usize = 60;

/// The buttons and "61–120 of 2,474"; nothing where all fit. `first` is the first row on the page.
pub(in crate::ui) fn pages_view(session: Session, first: RwSignal<usize>, all: Signal<usize>) -> AnyView {
    let button = move |to: Option<usize>, name: &'static str| {
        view! {
            <button
                type="button"
                class="button"
                aria-disabled=to.is_none().to_string()
                on:click=move |_| {
                    if let Some(to) = to {
                        first.set(to);
                    }
                }
            >
                {name}
            </button>
        }
    };
    let view = dynamic(move || {
        let (words, all) = (design_words(session.language.get()), all.get());
        if all == 0 {
            return view! { <p>{words.no_unit_matches}</p> }.into_any();
        }
        if all <= PAGE {
            return ().into_any();
        }
        let at = first.get().min(all - 1) / PAGE * PAGE;
        let counts = [at + 1, all.min(at + PAGE), all].map(|count| count.to_string());
        let (before, after) = (at.checked_sub(PAGE), Some(at + PAGE).filter(|next| *next < all));
        view! {
            <p class="toolbar">
                {button(before, words.page_before)}
                {button(after, words.page_after)}
                <span role="status">{fill(words.page_of, &counts.each_ref().map(String::as_str))}</span>
            </p>
        }
        .into_any()
    });
    view! { {view} }.into_any()
}
