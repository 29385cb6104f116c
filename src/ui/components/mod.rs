//! Pieces of pages that know the domain. Those that do not are in [`controls`].

pub(super) mod controls;
pub(super) mod design;
mod exemption_field;
pub(super) mod figure_cell;
pub(super) mod figures_grid;
pub(super) mod figures_intake;
pub(super) mod frame;
pub(super) mod header_tools;
pub(super) mod import_preview;
pub(super) mod intake_preview;
pub(super) mod intake_sheet;
pub(super) mod notices;
pub(super) mod place_pickers;
pub(super) mod save_indicator;
pub(super) mod stored_list;
pub(super) mod template_list;
