//! One page for each destination.

mod alerts;
mod closing;
mod compare;
mod design;
mod figures;
mod lab;
mod matrix;
mod scores;
mod strategy_map;
mod views;
mod workbooks;

pub(super) use design::DesignPage;
pub(super) use figures::FiguresPage;
pub(super) use views::ViewsPage;
pub(super) use workbooks::WorkbooksPage;
