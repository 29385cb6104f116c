//! The application: one session, its effects, the frame and the page.

use leptos::prelude::*;

use super::browser::document::set_root_attribute;
use super::browser::local_storage::BrowserStorage;
use super::components::frame::Frame;
use super::components::import_preview::ImportPreview;
use super::effects;
use super::pages::{DesignPage, FiguresPage, ViewsPage, WorkbooksPage};
use super::state::{Notice, Route, Session};
use crate::document::Document;
use crate::storage::Preferences;
use crate::templates;
use crate::ui::components::controls::dynamic::dynamic;

/// The application.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::new();
    provide_context(session);
    begin(session);
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
            })}
        </Frame>
        <ImportPreview />
    }
}

/// Which page is shown, whatever it shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PageKind {
    Workbooks,
    Design,
    Figures,
    Scores,
}

impl PageKind {
    fn of(route: &Route, open: bool) -> Self {
        match route {
            Route::Start if open => Self::Scores,
            Route::Start | Route::Workbooks => Self::Workbooks,
            Route::Design(_) => Self::Design,
            Route::Figures { .. } => Self::Figures,
            Route::Scores(_) => Self::Scores,
        }
    }
}

/// Opens the workbook that was open last; on the first visit, the sample hospital.
fn begin(session: Session) {
    session.refresh_listing();
    match Preferences::load(&BrowserStorage).last_workbook {
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
}

/// Opens the sample hospital: the stored one, with the changes made to it, or a fresh one.
pub(super) fn open_sample(session: Session) {
    if let Ok(workbook) = templates::sample_hospital()
        && session.open_stored(&workbook.id).is_err()
    {
        session.open_new(Document { changed: None, workbook });
    }
}
