//! One page for each destination.

mod design;
mod figures;
mod matrix;
mod scores;
mod views;
mod workbooks;

pub(super) use design::DesignPage;
pub(super) use figures::FiguresPage;
pub(super) use views::ViewsPage;
pub(super) use workbooks::WorkbooksPage;
