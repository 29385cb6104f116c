//! Whether the hosted program is kept in this browser, and the way out.

use leptos::prelude::*;

use crate::i18n::keeping_words;
use crate::ui::browser::scripts;
use crate::ui::components::controls::dynamic::dynamic;
use crate::ui::state::use_session;

/// The section; nothing in the one-file build, which needs no network anyway.
#[component]
pub(in crate::ui) fn OfflinePanel() -> impl IntoView {
    let session = use_session();
    scripts::can_keep_files().map(|possible| {
        let body = if possible {
            view! { <Switch /> }.into_any()
        } else {
            view! { <p>{session.keeping_word(|w| w.offline_impossible)}</p> }.into_any()
        };
        view! {
            <section>
                <h2>{session.keeping_word(|w| w.offline_heading)}</h2>
                {body}
            </section>
        }
    })
}

#[component]
fn Switch() -> impl IntoView {
    let session = use_session();
    let wanted = RwSignal::new(scripts::wants_files_kept());
    let kept = RwSignal::new(false);
    // The page may be left before the answer comes.
    scripts::files_kept(move |is| kept.set(is && wanted.try_get_untracked() == Some(true)));
    let change = move |is| {
        wanted.set(is);
        scripts::keep_files(is, move |is| kept.set(is));
    };
    let state = dynamic(move || {
        let words = keeping_words(session.language.get());
        if kept.get() { words.offline_kept } else { words.offline_not_kept }
    });
    view! {
        <p>{session.keeping_word(|w| w.offline_about)}</p>
        <label class="check">
            <input
                type="checkbox"
                data-testid="offline"
                prop:checked=wanted
                on:change:target=move |event| change(event.target().checked())
            />
            <span>{session.keeping_word(|w| w.offline_keep)}</span>
        </label>
        <p role="status" data-testid="offline-state">{state}</p>
    }
}
