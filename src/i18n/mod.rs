//! Words: every text a person reads, in three languages, and numbers and months as text.
//!
//! A text that lacks a language does not compile. Names that people typed are never translated.

pub mod doubt;
pub mod explanation;
pub mod finding;
mod messages;
pub mod month;
pub mod number;

pub use messages::{Messages, fill, list_of, messages};
