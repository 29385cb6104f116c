//! What is doubtful in a definition, in figures and in scores: where it is, as a name, and why it is
//! doubted and what to do, as sentences.

use rust_decimal::Decimal;

use super::finding::{item_name, unit_name};
use super::number::format;
use super::{fill, list_of, messages, month};
use crate::domain::checks::{Doubt, Finding, LEAST_PERCENT, MOST_PERCENT, Part, Place};
use crate::domain::figure::Cell;
use crate::domain::id::ScorecardId;
use crate::domain::name::Language;
use crate::domain::period::Month;
use crate::domain::scorecard::{Revision, Scorecard};
use crate::domain::workbook::Workbook;

/// Where it is: `Surgery card, P04 Drug share`, or `Complaints, First Surgery, March 2026`.
#[must_use]
pub fn place(place: &Place, workbook: &Workbook, language: Language) -> String {
    let names = match place {
        Place::Item(item) => vec![item_name(workbook, item, language)],
        Place::Figure(Cell { unit, item, month }) => vec![
            item_name(workbook, item, language),
            unit_name(workbook, unit, language),
            month::format(*month, language),
        ],
        Place::Design { scorecard, from, part } => {
            let card = workbook.scorecard(scorecard);
            let name = card.map_or(scorecard.as_str(), |card| card.name.text(language)).to_owned();
            let changes = card.is_some_and(|card| card.revisions.len() > 1);
            let from_month = || fill(messages(language).place_from, &[&month::format(*from, language)]);
            let part = part_name(revision(card, *from), part, language);
            [name].into_iter().chain(changes.then(from_month)).chain([part]).collect()
        }
    };
    list_of(&names, language)
}

fn revision(card: Option<&Scorecard>, from: Month) -> Option<&Revision> {
    card?.revisions.iter().find(|revision| revision.from == from)
}

fn part_name(revision: Option<&Revision>, part: &Part, language: Language) -> String {
    let mut perspectives = revision.into_iter().flat_map(|revision| &revision.perspectives);
    match part {
        Part::Grades => messages(language).place_grades.to_owned(),
        Part::Perspective(id) => {
            let found = perspectives.find(|own| own.id == *id);
            found.map_or(id.as_str(), |own| own.name.text(language)).to_owned()
        }
        Part::Objective(id) => {
            let found = perspectives.flat_map(|own| &own.objectives).find(|own| own.id == *id);
            found.map_or(id.as_str(), |own| own.name.text(language)).to_owned()
        }
        Part::Measure(id) => match revision.and_then(|revision| revision.measure(id)) {
            Some(measure) => [&measure.code, measure.name.text(language)].join(" "),
            None => id.as_str().to_owned(),
        },
    }
}

/// Why it is doubted, and what to do about it.
#[must_use]
pub fn sentence(finding: &Finding, workbook: &Workbook, language: Language) -> String {
    let words = messages(language);
    let number = |value: &Decimal| format(*value, 0);
    match &finding.doubt {
        Doubt::ZeroWeight => words.doubt_zero_weight.to_owned(),
        Doubt::LightPerspective(percent) => {
            fill(words.doubt_light, &[&number(percent), &LEAST_PERCENT.to_string()])
        }
        Doubt::HeavyPerspective(percent) => {
            fill(words.doubt_heavy, &[&number(percent), &MOST_PERCENT.to_string()])
        }
        Doubt::GradeNotReached(grade) => {
            fill(words.doubt_grade, &[&grade_name(finding, *grade, workbook, language)])
        }
        Doubt::NoGradeBelow(percent) => fill(words.doubt_no_grade_below, &[&number(percent)]),
        Doubt::NeverAtRisk => words.doubt_never_at_risk.to_owned(),
        Doubt::RanksWithoutPoints { up_to, units } => {
            fill(words.doubt_ranks, &[&up_to.to_string(), &units.to_string()])
        }
        Doubt::AgainstPolarity(at) => fill(words.doubt_against, &[&number(at)]),
        Doubt::CodeTwice(code) => fill(words.doubt_code, &[code]),
        Doubt::UnusedItem => words.doubt_unused.to_owned(),
        Doubt::OutsideRange { value, low, high } => {
            fill(words.doubt_range, &[&number(value), &number(low), &number(high)])
        }
        Doubt::SlippedPoint { value, neighbours } => {
            let neighbours = list_of(&neighbours.each_ref().map(number), language);
            fill(words.doubt_slipped, &[&number(value), &neighbours])
        }
        Doubt::FractionForPercent(value) => {
            let hundredfold = value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(*value).normalize();
            fill(words.doubt_fraction, &[&number(value), &number(&hundredfold)])
        }
        Doubt::DeductionsDiffer { value, sum } => {
            fill(words.doubt_deductions, &[&number(value), &number(sum)])
        }
        Doubt::MissingMonths(last) => fill(words.doubt_missing_months, &[&months(finding, *last, language)]),
        Doubt::AlwaysFull(scores) => fill(words.doubt_always_full, &[&scores.to_string()]),
    }
}

fn grade_name(finding: &Finding, grade: usize, workbook: &Workbook, language: Language) -> String {
    let Place::Design { scorecard, from, .. } = &finding.place else {
        return String::new();
    };
    let name = |card: &ScorecardId| {
        let grade = revision(workbook.scorecard(card), *from)?.grades.get(grade)?;
        Some(grade.name.text(language).to_owned())
    };
    name(scorecard).unwrap_or_default()
}

fn months(finding: &Finding, last: Month, language: Language) -> String {
    let first = match &finding.place {
        Place::Figure(cell) => cell.month,
        Place::Design { .. } | Place::Item(_) => last,
    };
    month::format_range(first, last, language)
}
