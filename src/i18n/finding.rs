//! Findings as sentences.

use super::{fill, list_of, messages, month, number};
use crate::domain::id::{ItemId, UnitId};
use crate::domain::name::Language;
use crate::domain::scoring::Problem;
use crate::domain::validate::WorkbookError;
use crate::domain::workbook::Workbook;

/// What was noticed, and what to do about it.
#[must_use]
pub fn sentence(problem: &Problem, workbook: &Workbook, language: Language) -> String {
    let words = messages(language);
    match problem {
        Problem::MissingFigures { unit, item, months } => {
            let months: Vec<String> = months.iter().map(|m| month::format(*m, language)).collect();
            let (item, unit) = (item_name(workbook, item, language), unit_name(workbook, unit, language));
            fill(words.find_missing_figures, &[&item, &unit, &list_of(&months, language)])
        }
        Problem::UnknownItem(name) => fill(words.find_unknown_item, &[name]),
        Problem::AmbiguousItem(name) => fill(words.find_ambiguous_item, &[name]),
        Problem::NoSuchAncestor => words.find_no_ancestor.to_owned(),
        Problem::NoTarget => words.find_no_target.to_owned(),
        Problem::NoFixedTarget => words.find_no_fixed_target.to_owned(),
        Problem::NoSourceMonths { first, last } => {
            fill(words.find_no_source_months, &[&month::format_range(*first, *last, language)])
        }
        Problem::TargetNotPositive => words.find_target_not_positive.to_owned(),
        Problem::ActualNotPositive => words.find_actual_not_positive.to_owned(),
        Problem::DivisionByZero => words.find_division_by_zero.to_owned(),
        Problem::TooLarge => words.find_too_large.to_owned(),
        Problem::MissingAdjustment => words.find_missing_adjustment.to_owned(),
        Problem::DiffersFromChildren { unit, item, month } => {
            let (item, unit) = (item_name(workbook, item, language), unit_name(workbook, unit, language));
            fill(words.find_differs_from_children, &[&item, &unit, &month::format(*month, language)])
        }
        Problem::WeightsSum(sum) => fill(words.find_weights_sum, &[&number::format(*sum, 0)]),
        Problem::SeveralRevisions => words.find_several_revisions.to_owned(),
        _ => String::new(),
    }
}

/// What contradicts itself in a workbook that was refused.
#[must_use]
pub fn contradiction(error: &WorkbookError, language: Language) -> String {
    let words = messages(language);
    match error {
        WorkbookError::Identity { id, .. } => fill(words.error_identity, &[id]),
        WorkbookError::Reference { id, target, .. } => fill(words.error_reference, &[id, target]),
        WorkbookError::UnitCycle(unit) => fill(words.error_unit_cycle, &[unit]),
        WorkbookError::MeasureCycle(measure) => fill(words.error_unit_cycle, &[measure]),
        WorkbookError::RevisionOrder(card) => fill(words.error_revision_order, &[card]),
        WorkbookError::Range { what, id } => fill(words.error_range, &[id, what]),
    }
}

/// An item's name, or its identity where it has gone.
pub(super) fn item_name(workbook: &Workbook, item: &ItemId, language: Language) -> String {
    workbook.item(item).map_or(item.as_str(), |item| item.name.text(language)).to_owned()
}

/// A unit's name, or its identity where it has gone.
pub(super) fn unit_name(workbook: &Workbook, unit: &UnitId, language: Language) -> String {
    workbook.unit(unit).map_or(unit.as_str(), |unit| unit.name.text(language)).to_owned()
}
