//! Counterpoise: a Balanced Scorecard workbench for hospitals that runs entirely in the browser.
//!
//! Where to start: [`domain::workbook::Workbook`] is what a person keeps;
//! [`domain::scoring::Plan`] turns it into points and says how; [`domain::edit::Edit`] is the one
//! way in which it changes; `ui::App` is the screen.

pub mod charts;
pub mod document;
pub mod domain;
pub mod forms;
pub mod i18n;
pub mod interop;
pub mod markup;
pub mod storage;
pub mod templates;
pub mod typed;
#[cfg(feature = "web")]
pub mod ui;
