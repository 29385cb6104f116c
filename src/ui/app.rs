//! The application: one session, its effects, the frame and the page.

use leptos::prelude::*;

use super::browser::document::set_root_attribute;
use super::components::finder::finder_view;
use super::components::frame::Frame;
use super::components::import_preview::ImportPreview;
use super::components::share_dialog::ShareDialog;
use super::effects;
use super::pages::{DesignPage, FiguresPage, SettingsPage, ViewsPage, WorkbooksPage};
use super::state::{Notice, Route, Session};
use crate::document::Document;
use crate::templates;
use crate::ui::components::controls::dynamic::dynamic;

/// The application.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::new();
    provide_context(session);
    begin(session);
    if !session.offer_link() {
        session.offer_inside();
    }
    effects::start(session);
    effects::watch(|| set_root_attribute("data-ready", "true"));
    let page = Memo::new(move |_| PageKind::of(&session.route.get(), session.open_id().is_some()));
    view! {
        <Frame>
            {dynamic(move || match page.get() {
                PageKind::Workbooks => view! { <WorkbooksPage /> }.into_any(),
                PageKind::Design => view! { <DesignPage /> }.into_any(),
                PageKind::Figures => view! { <FiguresPage /> }.into_any(),
                PageKind::Scores => view! { <ViewsPage /> }.into_any(),
                PageKind::Settings => view! { <SettingsPage /> }.into_any(),
            })}
        </Frame>
        <ImportPreview />
        <ShareDialog />
        {finder_view(session)}
    }
}

/// Which page is shown, whatever it shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PageKind {
    Workbooks,
    Design,
    Figures,
    Scores,
    Settings,
}

impl PageKind {
    fn of(route: &Route, open: bool) -> Self {
        match route {
            Route::Start if open => Self::Scores,
            Route::Start | Route::Workbooks => Self::Workbooks,
            Route::Design(_) => Self::Design,
            Route::Scores(_) => Self::Scores,
            Route::Settings => Self::Settings,
            Route::Figures { .. }
            | Route::FiguresOfMonths { .. }
            | Route::FiguresOfMonth { .. }
            | Route::Figure(_) => Self::Figures,
        }
    }
}

/// Opens the workbook that was open last; on the first visit, the sample hospital.
fn begin(session: Session) {
    session.tidy_up();
    let said = session.notice.get_untracked();
    match session.last_open() {
        Some(id) => {
            if let Err(error) = session.open_stored(&id) {
                session.notice.set(Some(Notice::CannotOpen(error)));
            }
        }
        None => {
            let nothing_stored = session
                .listing
                .with_untracked(|listing| listing.workbooks.is_empty() && listing.damaged.is_empty());
            if nothing_stored {
                open_sample(session);
            }
        }
    }
    if said.is_some() && session.notice.with_untracked(Option::is_none) {
        session.notice.set(said);
    }
}

/// Opens the sample hospital: the stored one, with the changes made to it, or a fresh one.
pub(super) fn open_sample(session: Session) {
    if let Ok(workbook) = templates::sample_hospital()
        && session.open_stored(&workbook.id).is_err()
    {
        session.open_new(Document { changed: None, workbook });
    }
}
