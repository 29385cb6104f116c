//! The frame around every page: rail, header, notices, content.

use leptos::prelude::*;

use super::controls::icon::{Drawing, Icon};
use super::header_tools::HeaderTools;
use super::notices::Notices;
use crate::i18n::Messages;
use crate::ui::browser::document::focus;
use crate::ui::state::{DesignRoute, Route, ScoresRoute, use_session};

/// Rail, header and the page as children.
#[component]
pub(in crate::ui) fn Frame(children: Children) -> impl IntoView {
    let session = use_session();
    view! {
        <a
            class="skip-link"
            href="#content"
            on:click=move |event| {
                event.prevent_default();
                focus("#content");
            }
        >
            {session.word(|w| w.skip_to_content)}
        </a>
        <div class="frame">
            <header class="header">
                <HeaderTools />
            </header>
            <nav class="rail" aria-label=session.word(|w| w.navigation)>
                <RailLink route=|| Route::Design(DesignRoute::default()) drawing=Drawing::Design word=|w| w.nav_design />
                <RailLink route=|| Route::Figures { unit: None, year: None } drawing=Drawing::Figures word=|w| w.nav_figures />
                <RailLink route=|| Route::Scores(ScoresRoute::default()) drawing=Drawing::Scores word=|w| w.nav_scores />
                <RailLink route=|| Route::Workbooks drawing=Drawing::Workbooks word=|w| w.nav_workbooks />
                <RailLink route=|| Route::Settings drawing=Drawing::Settings word=|w| w.nav_settings />
            </nav>
            <main class="content" id="content" tabindex="-1">
                <Notices />
                {children()}
            </main>
        </div>
        <div class="visually-hidden" role="status">
            {Signal::derive(move || session.announcement.get())}
        </div>
    }
}

/// A link of the rail.
#[component]
fn RailLink(route: fn() -> Route, drawing: Drawing, word: fn(&Messages) -> &'static str) -> impl IntoView {
    let session = use_session();
    let here = move || {
        let current = session.route.get();
        let same = std::mem::discriminant(&current) == std::mem::discriminant(&route())
            || current.is_figures() && route().is_figures();
        let start = current == Route::Start && session.open_id().is_some();
        (same || start && matches!(route(), Route::Scores(_))).then_some("page")
    };
    view! {
        <a class="rail-link" href=route().fragment() aria-current=here>
            <Icon drawing />
            <span>{session.word(word)}</span>
        </a>
    }
}
