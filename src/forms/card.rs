//! The fields of the rules of a card.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::choices::{Chosen, choices, measure_choices};
use super::slot::{Slot, check_least};
use super::{CardPlace, Choice, Field, Key, Refusal, Section, What};
use crate::domain::edit::{Change, Edit};
use crate::domain::exact::Midpoint;
use crate::domain::expression::Expression;
use crate::domain::id::MeasureId;
use crate::domain::name::{Language, Name};
use crate::domain::period::PeriodLength;
use crate::domain::scorecard::{
    Grade, LongerPeriods, MissingPolicy, RankBy, RankWithin, Revision, Rounding, Scorecard, Veto, VetoEffect,
};
use crate::domain::workbook::Workbook;
use crate::i18n::{FormWords, form_words};

impl Chosen for PeriodLength {
    const ALL: &'static [(&'static str, Self)] = &[
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("half-year", Self::HalfYear),
        ("year", Self::Year),
    ];
}

impl Chosen for MissingPolicy {
    const ALL: &'static [(&'static str, Self)] = &[
        ("redistribute", Self::Redistribute),
        ("zero", Self::Zero),
        ("substitute", Self::Substitute),
        ("withhold", Self::Withhold),
    ];
}

impl Chosen for LongerPeriods {
    const ALL: &'static [(&'static str, Self)] =
        &[("mean-of-periods", Self::MeanOfPeriods), ("combined-actuals", Self::CombinedActuals)];
}

impl Chosen for RankWithin {
    const ALL: &'static [(&'static str, Self)] = &[("all", Self::All), ("kind", Self::Kind)];
}

impl Chosen for RankBy {
    const ALL: &'static [(&'static str, Self)] = &[("rounded", Self::Rounded), ("exact", Self::Exact)];
}

pub(super) fn sections(revision: &Revision, language: Language) -> Vec<Section> {
    let words = form_words(language);
    let periods = [
        ("month", words.period_month),
        ("quarter", words.period_quarter),
        ("half-year", words.period_half),
        ("year", words.period_year),
    ];
    let first = vec![
        Field::text(What::Name, words.name),
        Field::choice(What::CardPeriod, words.card_period, choices(&periods)).hint(words.card_period_about),
        Field::choice(What::LongerPeriods, words.longer, longer(words)).hint(longer_about(revision, words)),
    ];
    let redistributes = revision.missing == MissingPolicy::Redistribute;
    let nested = if redistributes { words.missing_nested } else { "" };
    vec![
        Section::new(words.section_card, first),
        Section::new(words.section_missing, missing_fields(revision, words)).about(nested),
        Section::new(words.section_rounding, rounding_fields(revision, words)),
        grade_section(revision, words),
        Section::new(words.section_ranks, rank_fields(words)),
        veto_section(revision, language),
    ]
}

fn longer(words: &FormWords) -> Vec<Choice> {
    choices(&[("mean-of-periods", words.longer_mean), ("combined-actuals", words.longer_combined)])
}

fn longer_about(revision: &Revision, words: &FormWords) -> &'static str {
    match revision.longer_periods {
        LongerPeriods::MeanOfPeriods => words.longer_mean_about,
        LongerPeriods::CombinedActuals => words.longer_combined_about,
    }
}

fn missing_fields(revision: &Revision, words: &FormWords) -> Vec<Field> {
    let policies = [
        ("redistribute", words.missing_redistribute),
        ("zero", words.missing_zero),
        ("substitute", words.missing_substitute),
        ("withhold", words.missing_withhold),
    ];
    let about = match revision.missing {
        MissingPolicy::Redistribute => words.missing_redistribute_about,
        MissingPolicy::Zero => words.missing_zero_about,
        MissingPolicy::Substitute => words.missing_substitute_about,
        MissingPolicy::Withhold => words.missing_withhold_about,
    };
    vec![
        Field::choice(What::Missing, words.missing, choices(&policies)).hint(about),
        Field::number(What::LeastCoverage, words.least_coverage).hint(words.least_coverage_about),
        Field::number(What::LeastScored, words.least_perspectives).hint(words.least_perspectives_about),
    ]
}

fn rounding_fields(revision: &Revision, words: &FormWords) -> Vec<Field> {
    let rules = [("away", words.rounding_away), ("even", words.rounding_even), ("none", words.rounding_none)];
    let mut fields =
        vec![Field::choice(What::Rounding, words.rounding, choices(&rules)).hint(words.rounding_about)];
    if let Rounding::Decimals { .. } = revision.rounding {
        fields.push(Field::number(What::Decimals, words.rounding_decimals));
    }
    fields.push(Field::number(What::ExtraCeiling, words.extra_ceiling).hint(words.extra_ceiling_about));
    fields
}

fn grade_section(revision: &Revision, words: &FormWords) -> Section {
    let fields = vec![
        Field::number(What::OnTarget, words.on_target).hint(words.card_status_about),
        Field::number(What::AtRisk, words.at_risk),
    ];
    let row = |(row, grade): (usize, &Grade)| {
        let mut fields = vec![Field::text(What::GradeName, words.grade).row(row)];
        if grade.from.is_some() {
            fields.push(Field::number(What::GradeFrom, words.grade_from).row(row));
        }
        fields.push(Field::button(What::RemoveGrade, words.remove_grade).row(row));
        fields
    };
    let mut section = Section::new(words.section_grades, fields).about(words.grades_about);
    section.rows.extend(revision.grades.iter().enumerate().map(row));
    section.rows.push(vec![Field::button(What::AddGrade, words.add_grade)]);
    section
}

fn rank_fields(words: &FormWords) -> Vec<Field> {
    let within = [("all", words.rank_all), ("kind", words.rank_kind)];
    let by = [("rounded", words.rank_rounded), ("exact", words.rank_exact)];
    vec![
        Field::choice(What::RankWithin, words.rank_within, choices(&within)).hint(words.rank_within_about),
        Field::choice(What::RankBy, words.rank_by, choices(&by)).hint(words.rank_by_about),
    ]
}

fn veto_section(revision: &Revision, language: Language) -> Section {
    let words = form_words(language);
    let mut effects = vec![("perspective", words.veto_perspective), ("total", words.veto_total)];
    if !revision.grades.is_empty() {
        effects.push(("grade", words.veto_grade));
    }
    let grades = revision.grades.iter().enumerate();
    let grades: Vec<Choice> = grades
        .map(|(place, grade)| Choice { value: place.to_string(), text: grade.name.text(language).to_owned() })
        .collect();
    let row = |(row, veto): (usize, &Veto)| {
        let mut fields = vec![
            Field::text(What::VetoReason, words.veto_reason).row(row),
            Field::choice(What::VetoMeasure, words.veto_measure, measure_choices(revision, language))
                .row(row),
            Field::new(What::VetoCondition.key(), words.veto_condition, super::Control::Formula).row(row),
            Field::choice(What::VetoEffect, words.veto_effect, choices(&effects)).row(row),
        ];
        match veto.effect {
            VetoEffect::PerspectiveToZero => {}
            VetoEffect::TotalAtMost(_) => {
                fields.push(Field::number(What::VetoPoints, words.veto_points).row(row));
            }
            VetoEffect::GradeAtMost(_) => {
                fields.push(Field::choice(What::VetoGrade, words.grade, grades.clone()).row(row));
            }
        }
        fields.push(Field::button(What::RemoveVeto, words.remove_veto).row(row));
        fields
    };
    let mut section = Section::new(words.section_vetoes, Vec::new()).about(words.vetoes_about);
    section.rows = revision.vetoes.iter().enumerate().map(row).collect();
    if revision.measures().next().is_some() {
        section.rows.push(vec![Field::button(What::AddVeto, words.add_veto)]);
    }
    section
}

pub(super) fn value(
    workbook: &Workbook,
    card: &Scorecard,
    revision: &Revision,
    key: Key,
    language: Language,
) -> Option<String> {
    Some(match key.what {
        What::Name => card.name.text(language).to_owned(),
        What::CardPeriod => card.period.word(),
        What::LongerPeriods => revision.longer_periods.word(),
        What::Missing => revision.missing.word(),
        What::RankWithin => revision.rank.within.word(),
        What::RankBy => revision.rank.by.word(),
        What::Rounding => match revision.rounding {
            Rounding::None => "none",
            Rounding::Decimals { midpoint: Midpoint::ToEven, .. } => "even",
            Rounding::Decimals { .. } => "away",
        }
        .to_owned(),
        What::VetoMeasure => revision.vetoes.get(key.row)?.measure.to_string(),
        What::VetoEffect => effect_word(&revision.vetoes.get(key.row)?.effect).to_owned(),
        What::VetoGrade => match revision.vetoes.get(key.row)?.effect {
            VetoEffect::GradeAtMost(place) => place.to_string(),
            _ => return None,
        },
        _ => slot(&mut revision.clone(), key)?.read(workbook.number_style, language),
    })
}

fn effect_word(effect: &VetoEffect) -> &'static str {
    match effect {
        VetoEffect::PerspectiveToZero => "perspective",
        VetoEffect::TotalAtMost(_) => "total",
        VetoEffect::GradeAtMost(_) => "grade",
    }
}

fn slot(revision: &mut Revision, key: Key) -> Option<Slot<'_>> {
    Some(match key.what {
        What::LeastCoverage => Slot::Number(&mut revision.least_coverage),
        What::LeastScored => Slot::CountOrNone(&mut revision.least_scored),
        What::ExtraCeiling => Slot::NumberOrNone(&mut revision.extra_ceiling),
        What::OnTarget => Slot::Number(&mut revision.status.on_target),
        What::AtRisk => Slot::Number(&mut revision.status.at_risk),
        What::Decimals => match &mut revision.rounding {
            Rounding::Decimals { decimals, .. } => Slot::Count(decimals),
            Rounding::None => return None,
        },
        What::GradeName => Slot::Name(&mut revision.grades.get_mut(key.row)?.name),
        What::GradeFrom => Slot::Number(revision.grades.get_mut(key.row)?.from.as_mut()?),
        What::VetoReason => Slot::Name(&mut revision.vetoes.get_mut(key.row)?.reason),
        What::VetoCondition => Slot::Condition(&mut revision.vetoes.get_mut(key.row)?.condition),
        What::VetoPoints => match &mut revision.vetoes.get_mut(key.row)?.effect {
            VetoEffect::TotalAtMost(points) => Slot::Number(points),
            _ => return None,
        },
        _ => return None,
    })
}

pub(super) fn edit(
    workbook: &Workbook,
    place: &CardPlace,
    key: Key,
    text: &str,
    language: Language,
) -> Result<Edit, Refusal> {
    if matches!(key.what, What::Name | What::CardPeriod) {
        return edit_card(workbook, place, key, text);
    }
    place.change(workbook, &mut |revision| match key.what {
        What::AddGrade | What::RemoveGrade => change_grades(revision, key, language),
        What::AddVeto | What::RemoveVeto | What::VetoMeasure | What::VetoEffect | What::VetoGrade => {
            change_vetoes(revision, key, text, language)
        }
        _ => {
            if !choose(revision, key.what, text) {
                slot(revision, key).ok_or(Refusal::Gone)?.write(text, workbook.number_style)?;
            }
            match key.what {
                What::LeastScored => check_least(revision.least_scored, revision.perspectives.len()),
                _ => Ok(()),
            }
        }
    })
}

fn edit_card(workbook: &Workbook, place: &CardPlace, key: Key, text: &str) -> Result<Edit, Refusal> {
    let at = workbook.scorecards.iter().position(|card| card.id == place.scorecard).ok_or(Refusal::Gone)?;
    let mut card = workbook.scorecards.get(at).ok_or(Refusal::Gone)?.clone();
    match key.what {
        What::Name => Slot::Name(&mut card.name).write(text, workbook.number_style)?,
        _ => card.period = card.period.of(text),
    }
    Ok(Edit::Scorecards(Change::Replace(at, Box::new(card))))
}

fn choose(revision: &mut Revision, what: What, text: &str) -> bool {
    match what {
        What::LongerPeriods => revision.longer_periods = revision.longer_periods.of(text),
        What::Missing => revision.missing = revision.missing.of(text),
        What::RankWithin => revision.rank.within = revision.rank.within.of(text),
        What::RankBy => revision.rank.by = revision.rank.by.of(text),
        What::Rounding => {
            let decimals = match revision.rounding {
                Rounding::Decimals { decimals, .. } => decimals,
                Rounding::None => 2,
            };
            revision.rounding = match text {
                "none" => Rounding::None,
                "even" => Rounding::Decimals { decimals, midpoint: Midpoint::ToEven },
                _ => Rounding::Decimals { decimals, midpoint: Midpoint::AwayFromZero },
            };
        }
        _ => return false,
    }
    true
}

/// Adds a grade before the last, or takes one out; the last one begins nowhere.
fn change_grades(revision: &mut Revision, key: Key, language: Language) -> Result<(), Refusal> {
    let grades = &mut revision.grades;
    if key.what == What::AddGrade {
        let name = Name::plain(form_words(language).grade);
        let from = grades.iter().rev().find_map(|grade| grade.from);
        let from =
            from.map_or(Decimal::from(90), |from| from.saturating_sub(Decimal::TEN).max(Decimal::ZERO));
        let place =
            grades.len().saturating_sub(usize::from(grades.last().is_some_and(|own| own.from.is_none())));
        grades.insert(place, Grade { from: Some(from), name: name.clone() });
        if grades.iter().all(|grade| grade.from.is_some()) {
            grades.push(Grade { from: None, name });
        }
    } else if key.row < grades.len() {
        drop(grades.remove(key.row));
        if let Some(last) = grades.last_mut() {
            last.from = None;
        }
        let left = grades.len();
        for veto in &mut revision.vetoes {
            if let VetoEffect::GradeAtMost(place) = &mut veto.effect {
                if left == 0 {
                    return Err(Refusal::Range);
                }
                // The same grade where it is still there.
                let above = usize::from(*place > key.row);
                *place = place.saturating_sub(above).min(left.saturating_sub(1));
            }
        }
    }
    Ok(())
}

fn change_vetoes(revision: &mut Revision, key: Key, text: &str, language: Language) -> Result<(), Refusal> {
    if key.what == What::AddVeto {
        let words = form_words(language);
        let measure = revision.measures().next().ok_or(Refusal::Gone)?.id.clone();
        let condition = Expression::parse_condition("actual > 0").map_err(Refusal::Formula)?;
        let reason = Name::Plain(Arc::from(words.veto_reason));
        revision.vetoes.push(Veto { reason, measure, condition, effect: VetoEffect::PerspectiveToZero });
        return Ok(());
    }
    if key.what == What::RemoveVeto && key.row < revision.vetoes.len() {
        drop(revision.vetoes.remove(key.row));
        return Ok(());
    }
    let veto = revision.vetoes.get_mut(key.row).ok_or(Refusal::Gone)?;
    match key.what {
        What::VetoMeasure => veto.measure = MeasureId::from(text),
        What::VetoGrade => veto.effect = VetoEffect::GradeAtMost(text.parse().map_err(|_| Refusal::Range)?),
        _ if effect_word(&veto.effect) == text => {}
        _ => {
            veto.effect = match text {
                "total" => VetoEffect::TotalAtMost(Decimal::ZERO),
                "grade" => VetoEffect::GradeAtMost(revision.grades.len().saturating_sub(1)),
                _ => VetoEffect::PerspectiveToZero,
            }
        }
    }
    Ok(())
}
