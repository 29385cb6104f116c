//! The one serialised shape of a workbook: JSON with a version, for storage, files and links.
//!
//! The only serialisation of the program. Reading goes through the version check and
//! [`validate`](crate::domain::validate); decimals are text, so they stay exact.

mod actions;
mod changes;
mod digest;
mod envelope;
mod figures;
mod json;
mod lines;
mod measure;
mod method;
mod packed;
mod records;
mod scorecard;
mod sha256;
mod target;
mod template;
mod text;
mod unknown;
mod workbook;

pub use changes::describe;
pub use digest::digest_of_period;
pub use envelope::{Document, DocumentError, FORMAT, VERSION};
pub use figures::{figures_of_year, parse_figures};
pub use json::{IfAny, Json, Raw, ShapeError, ToJson, Writer, format_on_one_line};
pub use records::{format_changes, parse_changes};
pub use sha256::sha256;
pub use template::{
    Sample, SampleCard, SampleObjective, TEMPLATE_FORMAT, Template, TemplateError, UsedBy, parse_sample,
    parse_template,
};
pub use text::parse_name;
