//! One page for each destination.

mod figures;
mod scores;
mod workbooks;

pub(super) use figures::FiguresPage;
pub(super) use scores::ScoresPage;
pub(super) use workbooks::WorkbooksPage;
