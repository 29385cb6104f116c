//! Controls that know nothing of scorecards.

pub(in crate::ui) mod action_picker;
pub(in crate::ui) mod dialog;
pub(in crate::ui) mod dynamic;
pub(in crate::ui) mod html_part;
pub(in crate::ui) mod icon;
pub(in crate::ui) mod pages;
pub(in crate::ui) mod picker;
pub(in crate::ui) mod rows_part;
pub(in crate::ui) mod search;
pub(in crate::ui) mod text_field;
