//! The fields of perspectives, objectives and items, and new ones of each.

use rust_decimal::Decimal;

use super::choices::{Chosen, choices, item_choices};
use super::items::own_item;
use super::measure::{gives_field, put_substitute};
use super::slot::{Slot, check_least, flag_text};
use super::{CardPlace, Field, Key, Refusal, Section, What};
use crate::domain::design::{Group, fresh, fresh_measure, new_item, remove_item};
use crate::domain::edit::{Change, Edit};
use crate::domain::expression::Expression;
use crate::domain::id::{ItemId, ObjectiveId, PerspectiveId, ScorecardId};
use crate::domain::item::{Item, MonthRule, PlausibleRange, UnitRule};
use crate::domain::measure::{Measure, Weight};
use crate::domain::method::{Completion, Inverse, Method};
use crate::domain::name::{Language, Name};
use crate::domain::scorecard::{MissingPolicy, Objective, Perspective, Revision, Scorecard, Weighting};
use crate::domain::target::{FixedTargets, Target, TargetSource};
use crate::domain::workbook::Workbook;
use crate::i18n::form_words;
use crate::i18n::number::format_typed;

impl Chosen for UnitRule {
    const ALL: &'static [(&'static str, Self)] =
        &[("sum", Self::Sum), ("mean", Self::Mean), ("none", Self::None)];
}

pub(super) fn perspective_sections(
    revision: &Revision,
    id: &PerspectiveId,
    language: Language,
) -> Option<Vec<Section>> {
    let words = form_words(language);
    let own = revision.perspectives.iter().find(|own| own.id == *id)?;
    let mut fields = vec![Field::text(What::Name, words.name)];
    if revision.weighting != Weighting::Points {
        fields.push(Field::number(What::Weight, words.weight));
    }
    fields.push(Field::number(What::LeastScored, words.least_scored).hint(words.least_scored_about));
    if revision.missing == MissingPolicy::Substitute {
        fields.push(Field::formula(What::Substitute, words.substitute).hint(words.substitute_about));
        if own.substitute.is_some() {
            fields.push(gives_field(words));
        }
    }
    Some(vec![Section::new(words.section_perspective, fields)])
}

pub(super) fn perspective_value(
    workbook: &Workbook,
    revision: &Revision,
    id: &PerspectiveId,
    key: Key,
    language: Language,
) -> Option<String> {
    let own = revision.perspectives.iter().find(|own| own.id == *id)?;
    Some(match key.what {
        What::Substitute => own.substitute.as_ref().map(|own| own.value.to_string()).unwrap_or_default(),
        What::Gives => own.substitute.as_ref()?.gives.word(),
        _ => perspective_slot(&mut own.clone(), key.what)?.read(workbook.number_style, language),
    })
}

fn perspective_slot(own: &mut Perspective, what: What) -> Option<Slot<'_>> {
    Some(match what {
        What::Name => Slot::Name(&mut own.name),
        What::Weight => Slot::Weight(&mut own.weight),
        What::LeastScored => Slot::CountOrNone(&mut own.least_scored),
        _ => return None,
    })
}

pub(super) fn put_perspective(
    own: &mut Perspective,
    workbook: &Workbook,
    key: Key,
    text: &str,
) -> Result<(), Refusal> {
    match (key.what, &mut own.substitute) {
        (What::Substitute, substitute) => put_substitute(substitute, text),
        (What::Gives, Some(substitute)) => {
            substitute.gives = substitute.gives.of(text);
            Ok(())
        }
        (what, _) => {
            perspective_slot(own, what).ok_or(Refusal::Gone)?.write(text, workbook.number_style)?;
            match what {
                What::LeastScored => check_least(own.least_scored, own.all_measures().count()),
                _ => Ok(()),
            }
        }
    }
}

pub(super) fn objective_sections(
    revision: &Revision,
    id: &ObjectiveId,
    language: Language,
) -> Option<Vec<Section>> {
    let words = form_words(language);
    revision.objectives().find(|own| own.id == *id)?;
    let mut fields = vec![Field::text(What::Name, words.name)];
    if revision.weighting != Weighting::Points {
        fields.push(Field::number(What::Weight, words.weight));
    }
    fields.push(Field::number(What::LeastScored, words.least_scored).hint(words.least_scored_about));
    let mut links = Section::new(words.section_links, Vec::new()).about(words.links_about);
    for (row, other) in revision.objectives().enumerate().filter(|(_, other)| other.id != *id) {
        let name = other.name.text(language);
        links.rows.push(vec![Field::new(What::LeadsTo.at(row), name, super::Control::Check)]);
    }
    Some(vec![Section::new(words.section_objective, fields), links])
}

pub(super) fn objective_value(
    workbook: &Workbook,
    revision: &Revision,
    id: &ObjectiveId,
    key: Key,
    language: Language,
) -> Option<String> {
    let own = revision.objectives().find(|own| own.id == *id)?;
    if key.what == What::LeadsTo {
        let other = revision.objectives().nth(key.row)?;
        return Some(flag_text(own.leads_to.contains(&other.id)));
    }
    Some(objective_slot(&mut own.clone(), key.what)?.read(workbook.number_style, language))
}

fn objective_slot(own: &mut Objective, what: What) -> Option<Slot<'_>> {
    Some(match what {
        What::Name => Slot::Name(&mut own.name),
        What::Weight => Slot::Weight(&mut own.weight),
        What::LeastScored => Slot::CountOrNone(&mut own.least_scored),
        _ => return None,
    })
}

pub(super) fn put_objective(
    revision: &mut Revision,
    id: &ObjectiveId,
    workbook: &Workbook,
    key: Key,
    text: &str,
) -> Result<(), Refusal> {
    let other = revision.objectives().nth(key.row).map(|other| other.id.clone());
    let own = revision.objective_mut(id).ok_or(Refusal::Gone)?;
    if key.what == What::LeadsTo {
        let other = other.ok_or(Refusal::Gone)?;
        own.leads_to.retain(|led| *led != other);
        own.leads_to.extend((!text.is_empty()).then_some(other));
        return Ok(());
    }
    objective_slot(own, key.what).ok_or(Refusal::Gone)?.write(text, workbook.number_style)?;
    match key.what {
        What::LeastScored => check_least(own.least_scored, own.measures.len()),
        _ => Ok(()),
    }
}

pub(super) fn item_sections(workbook: &Workbook, id: &ItemId, language: Language) -> Option<Vec<Section>> {
    let words = form_words(language);
    let item = workbook.item(id)?;
    let months = [
        ("sum", words.rule_sum),
        ("mean", words.rule_mean),
        ("last", words.rule_last),
        ("minimum", words.rule_minimum),
        ("maximum", words.rule_maximum),
        ("weighted", words.rule_weighted),
    ];
    let units = [("sum", words.rule_sum), ("mean", words.rule_mean), ("none", words.rule_none)];
    let mut fields = vec![
        Field::text(What::Name, words.name),
        Field::text(What::Code, words.code),
        Field::text(What::UnitOfMeasure, words.unit_of_measure),
        Field::number(What::Decimals, words.decimals),
        Field::choice(What::MonthRule, words.month_rule, choices(&months)),
    ];
    if let MonthRule::WeightedMean(_) = item.month_rule {
        fields.push(Field::choice(What::WeighedBy, words.weighed_by, item_choices(workbook, language)));
    }
    fields.push(Field::choice(What::UnitRule, words.unit_rule, choices(&units)));
    fields.push(Field::number(What::PlausibleLow, words.plausible_low));
    fields.push(Field::number(What::PlausibleHigh, words.plausible_high));
    fields.push(Field::button(What::Remove, words.remove_item));
    Some(vec![Section::new("", fields)])
}

pub(super) fn item_value(workbook: &Workbook, id: &ItemId, key: Key, language: Language) -> Option<String> {
    let item = workbook.item(id)?;
    let style = workbook.number_style;
    let end = |of: fn(&PlausibleRange) -> Decimal| {
        item.plausible.as_ref().map(|range| format_typed(of(range), 0, style)).unwrap_or_default()
    };
    Some(match key.what {
        What::MonthRule => match &item.month_rule {
            MonthRule::Sum => "sum",
            MonthRule::Mean => "mean",
            MonthRule::Last => "last",
            MonthRule::Minimum => "minimum",
            MonthRule::Maximum => "maximum",
            MonthRule::WeightedMean(_) => "weighted",
        }
        .to_owned(),
        What::WeighedBy => match &item.month_rule {
            MonthRule::WeightedMean(by) => by.to_string(),
            _ => return None,
        },
        What::UnitRule => item.unit_rule.word(),
        What::PlausibleLow => end(|range| range.low),
        What::PlausibleHigh => end(|range| range.high),
        _ => item_slot(&mut item.clone(), key.what)?.read(style, language),
    })
}

fn item_slot(item: &mut Item, what: What) -> Option<Slot<'_>> {
    Some(match what {
        What::Name => Slot::Name(&mut item.name),
        What::Code => Slot::Code(&mut item.code),
        What::UnitOfMeasure => Slot::Words(&mut item.unit_of_measure),
        What::Decimals => Slot::Count(&mut item.decimals),
        _ => return None,
    })
}

pub(super) fn edit_item(workbook: &Workbook, id: &ItemId, key: Key, text: &str) -> Result<Edit, Refusal> {
    let place = workbook.items.iter().position(|item| item.id == *id).ok_or(Refusal::Gone)?;
    let mut item = workbook.items.get(place).ok_or(Refusal::Gone)?.clone();
    let style = workbook.number_style;
    match key.what {
        What::Remove => return remove_item(workbook, id).ok_or(Refusal::Gone),
        What::MonthRule => {
            item.month_rule = match text {
                "mean" => MonthRule::Mean,
                "last" => MonthRule::Last,
                "minimum" => MonthRule::Minimum,
                "maximum" => MonthRule::Maximum,
                "weighted" => {
                    let other = workbook.items.iter().find(|own| own.id != *id).unwrap_or(&item);
                    MonthRule::WeightedMean(other.id.clone())
                }
                _ => MonthRule::Sum,
            }
        }
        What::WeighedBy => item.month_rule = MonthRule::WeightedMean(ItemId::from(text)),
        What::UnitRule => item.unit_rule = item.unit_rule.of(text),
        What::PlausibleLow | What::PlausibleHigh => put_plausible(&mut item, key.what, text, style)?,
        what => item_slot(&mut item, what).ok_or(Refusal::Gone)?.write(text, style)?,
    }
    Ok(Edit::Items(Change::Replace(place, Box::new(item))))
}

/// Sets one end of the range; an end that is not set yet is the same, and without one there is no
/// range.
fn put_plausible(
    item: &mut Item,
    what: What,
    text: &str,
    style: crate::domain::workbook::NumberStyle,
) -> Result<(), Refusal> {
    let mut value = None;
    Slot::NumberOrNone(&mut value).write(text, style)?;
    item.plausible = value.map(|value| {
        let (low, high) = item.plausible.as_ref().map_or((value, value), |range| (range.low, range.high));
        if what == What::PlausibleLow {
            PlausibleRange { low: value, high }
        } else {
            PlausibleRange { low, high: value }
        }
    });
    Ok(())
}

/// The edit that makes a measure of this name at the end of a group, with an item of its own.
///
/// # Errors
/// When the name is empty.
pub fn add_measure(
    workbook: &Workbook,
    place: &CardPlace,
    group: &Group,
    name: &str,
) -> Result<Edit, Refusal> {
    let (card, _) = place.find(workbook).ok_or(Refusal::Gone)?;
    let name = name.trim();
    if name.is_empty() {
        return Err(Refusal::Empty);
    }
    let (code, item) = own_item(workbook, name);
    let id = fresh_measure(card, &[]);
    let method = Method::Completion(Completion {
        inverse: Inverse::Mirror,
        floor: Decimal::ZERO,
        cap: Some(Decimal::ONE),
    });
    let actual = Expression::parse(&code).map_err(Refusal::Formula)?;
    let measure = Measure {
        target: Some(Target {
            source: TargetSource::Fixed(FixedTargets::default()),
            uplift: Decimal::ZERO,
            offset: Decimal::ZERO,
        }),
        ..Measure::new(id, Name::plain(name), actual, method)
    };
    let added = place.change(workbook, &mut |revision| {
        revision.group_mut(group).ok_or(Refusal::Gone)?.push(measure.clone());
        Ok(())
    })?;
    Ok(match item {
        Some(item) => Edit::Several(vec![item, added]),
        None => added,
    })
}

/// The edit that makes a perspective of this name.
///
/// # Errors
/// When the name is empty.
pub fn add_perspective(workbook: &Workbook, place: &CardPlace, name: &str) -> Result<Edit, Refusal> {
    let name = named(name)?;
    place.change(workbook, &mut |revision| {
        revision.perspectives.push(Perspective {
            id: revision.fresh_perspective(),
            name: name.clone(),
            weight: Weight::default(),
            least_scored: None,
            substitute: None,
            objectives: Vec::new(),
            measures: Vec::new(),
        });
        Ok(())
    })
}

/// The edit that makes an objective of this name in a perspective.
///
/// # Errors
/// When the name is empty.
pub fn add_objective(
    workbook: &Workbook,
    place: &CardPlace,
    perspective: &PerspectiveId,
    name: &str,
) -> Result<Edit, Refusal> {
    let name = named(name)?;
    place.change(workbook, &mut |revision| {
        let objective = Objective {
            id: revision.fresh_objective(),
            name: name.clone(),
            weight: Weight::default(),
            least_scored: None,
            leads_to: Vec::new(),
            measures: Vec::new(),
        };
        revision.perspective_mut(perspective).ok_or(Refusal::Gone)?.objectives.push(objective);
        Ok(())
    })
}

/// The edit that makes an item of this name.
///
/// # Errors
/// When the name is empty.
pub fn add_item(workbook: &Workbook, name: &str) -> Result<Edit, Refusal> {
    named(name)?;
    Ok(Edit::Items(Change::Insert(workbook.items.len(), Box::new(new_item(name, workbook)))))
}

/// The edit that adds a copy of `card` under an identity of its own, and that identity.
#[must_use]
pub fn add_card(workbook: &Workbook, card: Scorecard) -> (Edit, ScorecardId) {
    let taken = |id: &str| workbook.scorecards.iter().any(|own| own.id.as_str() == id);
    let id = ScorecardId::from(fresh("card", &taken).as_str());
    let card = Scorecard { id: id.clone(), ..card };
    (Edit::Scorecards(Change::Insert(workbook.scorecards.len(), Box::new(card))), id)
}

pub(super) fn named(name: &str) -> Result<Name, Refusal> {
    let name = name.trim();
    if name.is_empty() { Err(Refusal::Empty) } else { Ok(Name::plain(name)) }
}
