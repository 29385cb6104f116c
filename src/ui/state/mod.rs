//! What the screen remembers: the open workbook, the page, the person's preferences.

mod route;
mod save_state;
mod session;

pub(super) use route::{Route, ScoresRoute};
pub(super) use save_state::{NotSaved, SaveState};
pub(super) use session::{Incoming, Notice, Session, use_session};
