//! Figures in and out of files: what a table says about the figures of a workbook, several files
//! side by side, and the sheets and lists that are written.
//!
//! A file changes nothing by being read: the way is `Table` → [`Mapping`] → [`Found`] → [`Merge`]
//! → one edit, and the person sees every step.

pub mod fill_in;
mod found;
mod guess;
mod intake;
pub mod list;
mod mapping;
mod merge;
mod names;

pub use found::{Axis, Found, FoundFigure, Refusal, Refused, Unknown, find};
pub use guess::{Hints, guess};
pub use intake::{Intake, OtherBook, Sheet, Trouble};
pub use mapping::{Mapping, Place};
pub use merge::{Choice, Differing, Kind, Line, Merge, Offer, Source, Stranger, figures_of};
pub use names::{Meaning, WorkbookNames};
