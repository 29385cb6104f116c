//! Findings and vetoes as sentences.

use super::{fill, list_of, messages, month, number};
use crate::domain::id::{ItemId, UnitId};
use crate::domain::name::Language;
use crate::domain::period::Period;
use crate::domain::scorecard::{Revision, VetoEffect};
use crate::domain::scoring::{Problem, VetoUse};
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
        Problem::NotComputable => words.find_not_computable.to_owned(),
        Problem::FormulaMissing => words.find_formula_missing.to_owned(),
        Problem::Cycle => words.find_cycle.to_owned(),
        Problem::RatioNeedsTarget => words.find_ratio_needs_target.to_owned(),
        Problem::TooFewPeers { found, needed } => counts(words.find_too_few_peers, *found, *needed),
        Problem::TooFewScored { found, needed } => counts(words.find_too_few_scored, *found, *needed),
        Problem::NoFigures => words.find_no_figures.to_owned(),
        Problem::VetoNotDecided(reason) => fill(words.find_veto_not_decided, &[reason.text(language)]),
        Problem::TooLarge => words.find_too_large.to_owned(),
        Problem::MissingAdjustment => words.find_missing_adjustment.to_owned(),
        Problem::DiffersFromChildren { unit, item, month } => {
            let (item, unit) = (item_name(workbook, item, language), unit_name(workbook, unit, language));
            fill(words.find_differs_from_children, &[&item, &unit, &month::format(*month, language)])
        }
        Problem::WeightsSum(sum) => fill(words.find_weights_sum, &[&number::format(*sum, 0)]),
        Problem::SeveralRevisions => words.find_several_revisions.to_owned(),
    }
}

/// What a veto took away, and why; and when, where that is not the whole `period` of the report.
#[must_use]
pub fn veto(veto: &VetoUse, period: Period, revision: &Revision, language: Language) -> String {
    let words = messages(language);
    let measure = revision.measure(&veto.measure);
    let measure = measure.map_or(veto.measure.as_str(), |measure| measure.name.text(language));
    let reason = veto.reason.text(language);
    let took = match &veto.effect {
        VetoEffect::PerspectiveToZero => fill(words.veto_perspective, &[reason]),
        VetoEffect::TotalAtMost(most) => fill(words.veto_total, &[reason, &number::format(*most, 0)]),
        VetoEffect::GradeAtMost(place) => {
            let grade = revision.grades.get(*place).map(|grade| grade.name.text(language));
            fill(words.veto_grade, &[reason, grade.unwrap_or_default()])
        }
    };
    let text = fill(words.veto, &[measure, &took]);
    if veto.period == period {
        return text;
    }
    fill(words.veto_in, &[&month::format_range(veto.period.first(), veto.period.last(), language), &text])
}

fn counts(text: &str, found: u32, needed: u32) -> String {
    fill(text, &[&found.to_string(), &needed.to_string()])
}

/// What contradicts itself in a workbook that was refused.
#[must_use]
pub fn contradiction(error: &WorkbookError, language: Language) -> String {
    let words = messages(language);
    match error {
        WorkbookError::Identity { id, .. } => fill(words.error_identity, &[id]),
        WorkbookError::Reference { id, target, .. } => fill(words.error_reference, &[id, target]),
        WorkbookError::UnitCycle(unit) => fill(words.error_unit_cycle, &[unit]),
        WorkbookError::MeasureCycle(measure) => fill(words.error_measure_cycle, &[measure]),
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
