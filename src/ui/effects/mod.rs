//! Every effect of the program: what happens outside the screen when the session changes.

mod appearance;
mod autosave;
mod chart_files;
mod document_title;
mod file_drop;
mod keys;
mod later;
mod routing;
mod tabs;
mod watch;

pub(super) use later::{Later, once_drawn, soon};
pub(super) use watch::watch;

use crate::ui::state::Session;

/// Starts them all.
pub(super) fn start(session: Session) {
    routing::start(session);
    appearance::start(session);
    document_title::start(session);
    autosave::start(session);
    file_drop::start(session);
    keys::start(session);
    chart_files::start();
    tabs::start(session);
}
