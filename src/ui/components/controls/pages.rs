//! Where one is in a list that is drawn a page at a time, and the way to the others.

use leptos::prelude::*;

use super::dynamic::{dynamic, text};
use crate::i18n::{DesignWords, design_words, fill};
use crate::ui::state::Session;

/// Rows on a page.
pub(in crate::ui) const PAGE: usize = 60;

/// The buttons and "61 to 120 of 2474"; nothing where all fit, and what is `said` where there are none.
/// `first` is the first row on the page.
pub(in crate::ui) fn pages_view(
    session: Session,
    first: RwSignal<usize>,
    all: Signal<usize>,
    said: fn(&DesignWords) -> &'static str,
) -> AnyView {
    let words = move || design_words(session.language.get());
    let at = move || first.get().min(all.get().saturating_sub(1)) / PAGE * PAGE;
    let next = move |forward: bool| match forward {
        true => Some(at() + PAGE).filter(|next| *next < all.get()),
        false => at().checked_sub(PAGE),
    };
    // The buttons stay, and with them the focus.
    let button = move |forward: bool| {
        view! {
            <button
                type="button"
                class="button"
                aria-disabled=text(move || next(forward).is_none().to_string())
                on:click=move |_| {
                    if let Some(to) = untrack(|| next(forward)) {
                        first.set(to);
                    }
                }
            >
                {text(move || if forward { words().page_after } else { words().page_before }.to_owned())}
            </button>
        }
    };
    let place = move || {
        let counts = [at() + 1, all.get().min(at() + PAGE), all.get()].map(|count| count.to_string());
        fill(words().page_of, &counts.each_ref().map(String::as_str))
    };
    let (none, many) = (Memo::new(move |_| all.get() == 0), Memo::new(move |_| all.get() > PAGE));
    let view = dynamic(move || match (none.get(), many.get()) {
        (true, _) => view! { <p>{said(words())}</p> }.into_any(),
        (_, false) => ().into_any(),
        _ => view! {
            <p class="toolbar">
                {button(false)}
                {button(true)}
                <span role="status">{text(place)}</span>
            </p>
        }
        .into_any(),
    });
    view! { {view} }.into_any()
}
