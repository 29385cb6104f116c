//! The table in which figures are entered: which rows and columns it has, which of them are drawn,
//! where the keys lead, what a block of cells covers, and what a pasted block would change. No screen.

mod block;
mod derived;
mod line;
mod marks;
mod paste;
mod table;
mod walk;
mod window;

pub use block::Block;
pub use derived::{Derived, derived_values};
pub use line::{Columns, Entries, Field, Part};
pub use marks::{DOUBTFUL, EXEMPT, LISTED, Marks, NOTE};
pub use paste::{Paste, Refused, Why};
pub use table::{Format, Heading, MOST_MONTHS, Table, View};
pub use walk::{Place, Step};
pub use window::{Piece, around, drawn, offset_to_show, pieces, towards, visible};
