//! Words: every text a person reads, in three languages, and numbers and months as text.
//!
//! A text that lacks a language does not compile. Names that people typed are never translated.

#[macro_use]
mod words;

pub mod analysis;
mod analysis_words;
pub mod change;
pub mod describe;
mod design_words;
pub mod doubt;
pub mod explanation;
mod fill;
pub mod finding;
mod form_words;
mod keeping_words;
mod messages;
pub mod month;
pub mod number;
mod sheet_words;
mod view_words;

pub use analysis_words::{AnalysisWords, analysis_words};
pub use describe::{describe_differences, describe_method, describe_polarity, describe_target};
pub use design_words::{DesignWords, design_words};
pub use fill::{fill, list_of};
pub use form_words::{FormWords, form_words};
pub use keeping_words::{KeepingWords, keeping_words};
pub use messages::{Messages, messages};
pub use sheet_words::{SheetTexts, SheetWords, sheet_texts, sheet_words};
pub use view_words::{ViewWords, view_words};
