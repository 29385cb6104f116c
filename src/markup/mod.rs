//! Tables and reports as HTML text: large or many-celled pieces of pages that hold words, numbers,
//! drawings and links and nothing that is typed into. No browser: the screen puts the text on the
//! page as a whole, and the native tests read it.

mod html;
mod matrix;
mod parts;

pub use html::{Attributes, Html};
pub use matrix::{MatrixPage, Order, visible_rows};
pub use parts::{Link, Links, status};
