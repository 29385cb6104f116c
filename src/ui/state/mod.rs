//! What the screen remembers: the open workbook, the page, the person's preferences.

mod deeds;
mod desk;
mod keeping;
mod route;
mod save_state;
mod session;
mod shown;

pub(super) use desk::Desk;
pub(super) use keeping::DAYS_IN_BIN;
pub(super) use route::{DesignRoute, Route, ScoresRoute, needs_unit, shows_several_cards};
pub(super) use save_state::{NotSaved, SaveState};
pub(super) use session::{Asked, FieldDraft, Incoming, Notice, Session, use_session};
pub(super) use shown::Shown;
