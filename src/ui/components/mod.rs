//! Pieces of pages that know the domain. Those that do not are in [`controls`].

pub(super) mod change_log;
pub(super) mod controls;
pub(super) mod design;
mod exports;
pub(super) mod figures;
pub(super) mod finder;
pub(super) mod frame;
pub(super) mod header_tools;
pub(super) mod import_preview;
pub(super) mod notices;
pub(super) mod offline_panel;
pub(super) mod place_pickers;
pub(super) mod reason_notice;
pub(super) mod save_indicator;
pub(super) mod share_dialog;
pub(super) mod start_several;
pub(super) mod storage_panel;
pub(super) mod stored_list;
pub(super) mod template_list;
