//! One page for each destination.

mod design;
mod figures;
mod scores;
mod settings;
mod workbooks;

pub(super) use design::DesignPage;
pub(super) use figures::FiguresPage;
pub(super) use scores::ScoresPage;
pub(super) use settings::SettingsPage;
pub(super) use workbooks::WorkbooksPage;
