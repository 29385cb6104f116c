//! The frame around every page: rail, header, notices, content.

use leptos::prelude::*;

use super::controls::icon::{Drawing, Icon};
use super::header_tools::HeaderTools;
use super::notices::Notices;
use crate::i18n::Messages;
use crate::markup::View;
use crate::ui::browser::document::{focus, scroll_along};
use crate::ui::effects::{once_drawn, watch};
use crate::ui::state::{DesignRoute, Route, ScoresRoute, use_session};

/// Rail, header and the page as children.
#[component]
pub(in crate::ui) fn Frame(children: Children) -> impl IntoView {
    let session = use_session();
    // Where the rail is one line that scrolls, the page's own link is in sight.
    watch(move || {
        session.route.track();
        session.language.track();
        once_drawn(|| scroll_along(".rail-link[aria-current]"));
    });
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
        <div class="frame" on:focusin=|_| scroll_along(".strip :focus")>
            <header class="header">
                <HeaderTools />
            </header>
            <nav class="rail strip" aria-label=session.word(|w| w.navigation)>
                <RailLink route=|| Route::Design(DesignRoute::default()) drawing=Drawing::Design word=|w| w.nav_design />
                <RailLink route=|| Route::Figures { unit: None, year: None } drawing=Drawing::Figures word=|w| w.nav_figures />
                <RailLink route=|| Route::Scores(ScoresRoute::default()) drawing=Drawing::Scores word=|w| w.nav_scores />
                <RailLink route=|| view(View::Map) drawing=Drawing::Map word=|w| w.nav_map />
                <RailLink route=|| view(View::Lab) drawing=Drawing::Lab word=|w| w.nav_lab />
                <RailLink route=|| view(View::Report) drawing=Drawing::Report word=|w| w.nav_report />
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

fn view(view: View) -> Route {
    Route::Scores(ScoresRoute { view, ..ScoresRoute::default() })
}

/// The link of the rail that a page belongs to.
fn chapter(view: View) -> View {
    match view {
        View::Measure | View::Compare | View::Alerts => View::Scores,
        other => other,
    }
}

/// A link of the rail.
#[component]
fn RailLink(route: fn() -> Route, drawing: Drawing, word: fn(&Messages) -> &'static str) -> impl IntoView {
    let session = use_session();
    let here = move || {
        let current = session.route.get();
        let same = match (&current, route()) {
            (Route::Scores(here), Route::Scores(there)) => chapter(here.view) == there.view,
            (here, there) if there.is_figures() => here.is_figures(),
            (here, there) => std::mem::discriminant(here) == std::mem::discriminant(&there),
        };
        let start = current == Route::Start && session.open_id().is_some();
        (same || start && route() == view(View::Scores)).then_some("page")
    };
    view! {
        <a class="rail-link" href=route().fragment() aria-current=here>
            <Icon drawing />
            <span>{session.word(word)}</span>
        </a>
    }
}
