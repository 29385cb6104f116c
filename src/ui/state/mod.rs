//! What the screen remembers: the open workbook, the page, the person's preferences.

mod deeds;
mod keeping;
mod route;
mod save_state;
mod session;

pub(super) use keeping::DAYS_IN_BIN;
pub(super) use route::{DesignRoute, Route, ScoresRoute};
pub(super) use save_state::{NotSaved, SaveState};
pub(super) use session::{FieldDraft, Incoming, Notice, Session, use_session};
