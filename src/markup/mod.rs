//! Tables and reports as HTML text: large or many-celled pieces of pages that hold words, numbers,
//! drawings and links and nothing that is typed into. No browser: the screen puts the text on the
//! page as a whole, and the native tests read it.

mod explained;
mod html;
mod matrix;
mod parts;
mod total;
mod unit;

pub use explained::explained;
pub use html::{Attributes, Html};
pub use matrix::{MatrixPage, Order, visible_rows};
pub use parts::{Link, Links, Sheet, View};
pub use unit::unit_scores;
