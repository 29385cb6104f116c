//! The fields of units, and new units and kinds.
//!
//! Headcount and coefficient are items like others. Their fields, and that of the kind, are those of
//! a month: it is the row of the key.

use super::choices::choice;
use super::objects::named;
use super::slot::{Slot, flag_text};
use super::{Choice, Control, Field, Key, Refusal, Section, What};
use crate::domain::design::{fresh, remove_unit};
use crate::domain::edit::{Change, Edit, FigureChange};
use crate::domain::figure::{Cell, Figure};
use crate::domain::id::{ItemId, KindId, UnitId};
use crate::domain::item::{Item, MonthRule, UnitRule};
use crate::domain::name::{Language, Name};
use crate::domain::period::Month;
use crate::domain::scorecard::{Scorecard, Span};
use crate::domain::unit::{DatedKind, Kind, Unit};
use crate::domain::validate::MAX_SCORECARDS;
use crate::domain::workbook::Workbook;
use crate::i18n::number::format_typed;
use crate::i18n::{form_words, month as months};

/// The row of a key that stands for a month; 0 is no month.
#[must_use]
pub fn month_row(month: Option<Month>) -> usize {
    let row = |month: Month| {
        let year = usize::try_from(month.year()).ok()?;
        year.checked_mul(12)?.checked_add(usize::try_from(month.number()).ok()?)
    };
    month.and_then(row).unwrap_or_default()
}

fn month_of(row: usize) -> Option<Month> {
    let months = row.checked_sub(1)?;
    Month::new(i32::try_from(months / 12).ok()?, u32::try_from(months % 12).ok()?.saturating_add(1)).ok()
}

pub(super) fn sections(workbook: &Workbook, id: &UnitId, language: Language) -> Option<Vec<Section>> {
    let words = form_words(language);
    let unit = workbook.unit(id)?;
    let basics = Section::new(
        words.section_unit,
        vec![Field::text(What::Name, words.name), Field::unit(What::Parent, words.parent, words.at_the_top)],
    );
    let row = |row: usize| {
        vec![
            Field::text(What::KindFrom, words.kind_from).row(row),
            Field::choice(What::KindThen, words.kind, kinds(workbook, language)).row(row),
            Field::button(What::RemoveKind, words.remove_kind).row(row),
        ]
    };
    let mut dated = Section::new(words.section_kinds, Vec::new()).about(words.kinds_about);
    dated.rows = (0..unit.kinds.len()).map(row).collect();
    if !workbook.kinds.is_empty() {
        dated.rows.push(vec![Field::button(What::AddKind, words.another_kind)]);
    }
    let mut cards = Section::new(words.section_cards, Vec::new()).about(words.cards_about);
    for (row, card) in workbook.scorecards.iter().enumerate() {
        let from = card.revisions.first().map(|own| months::format(own.from, language));
        let label = format!("{} ({})", card.name.text(language), from.unwrap_or_default());
        cards.rows.push(vec![Field::new(What::UsesCard.at(row), &label, Control::Check)]);
        for span in 0..spans(card, id).len() {
            let at = card_row(row, span);
            let field = |what: What, label: &str| Field::new(what.at(at), label, Control::Text);
            cards
                .rows
                .push(vec![field(What::UsesFrom, words.uses_from), field(What::UsesUntil, words.uses_until)]);
        }
    }
    let last = Section::new("", vec![Field::button(What::Remove, words.remove_unit)]);
    Some(vec![basics, dated, cards, last])
}

/// The row of a key that stands for a scorecard and a month, or one of the spans of the unit.
#[must_use]
pub fn card_row(card: usize, other: usize) -> usize {
    other.saturating_mul(MAX_SCORECARDS).saturating_add(card)
}

/// The months in which the unit uses the card; one without bounds where it always does.
fn spans(card: &Scorecard, id: &UnitId) -> Vec<Span> {
    let mut spans: Vec<Span> = card.spans_of(id).cloned().collect();
    if spans.is_empty() && card.units.contains(id) {
        spans.push(Span { unit: id.clone(), from: None, until: None });
    }
    spans
}

/// The kinds that a unit can have, and none.
pub(super) fn kinds(workbook: &Workbook, language: Language) -> Vec<Choice> {
    let mut kinds = vec![choice("", form_words(language).no_kind)];
    kinds.extend(workbook.kinds.iter().map(|kind| choice(kind.id.as_str(), kind.name.text(language))));
    kinds
}

pub(super) fn value(workbook: &Workbook, id: &UnitId, key: Key, language: Language) -> Option<String> {
    let unit = workbook.unit(id)?;
    Some(match key.what {
        What::Name => unit.name.text(language).to_owned(),
        What::Parent => unit.parent.as_ref().map(ToString::to_string).unwrap_or_default(),
        What::Kind => {
            let last = || unit.kinds.last().map(|own| &own.kind);
            let kind = month_of(key.row).map_or_else(last, |month| unit.kind_in(month));
            kind.map(ToString::to_string).unwrap_or_default()
        }
        What::KindFrom => unit.kinds.get(key.row)?.from.to_string(),
        What::KindThen => unit.kinds.get(key.row)?.kind.to_string(),
        What::UsesCard => {
            let card = workbook.scorecards.get(key.row % MAX_SCORECARDS)?;
            let month = month_of(key.row / MAX_SCORECARDS);
            flag_text(month.map_or_else(|| card.units.contains(id), |month| card.is_used_in(id, month)))
        }
        What::UsesFrom | What::UsesUntil => {
            let card = workbook.scorecards.get(key.row % MAX_SCORECARDS)?;
            let spans = spans(card, id);
            let span = spans.get(key.row / MAX_SCORECARDS)?;
            let month = if key.what == What::UsesFrom { span.from } else { span.until };
            month.map(|month| month.to_string()).unwrap_or_default()
        }
        What::Headcount | What::Coefficient => {
            let item = known_item(workbook, key.what)?;
            match workbook.figures.get(id, &item.id, month_of(key.row)?) {
                Figure::Value(value) => format_typed(value, 0, workbook.number_style),
                _ => String::new(),
            }
        }
        _ => return None,
    })
}

pub(super) fn edit(workbook: &Workbook, id: &UnitId, key: Key, text: &str) -> Result<Edit, Refusal> {
    let place = workbook.units.iter().position(|unit| unit.id == *id).ok_or(Refusal::Gone)?;
    let mut unit = workbook.units.get(place).ok_or(Refusal::Gone)?.clone();
    let kind = || (!text.is_empty()).then(|| KindId::from(text));
    match key.what {
        What::Remove => return remove_unit(workbook, id).ok_or(Refusal::Gone),
        What::Headcount | What::Coefficient => return set_for_rest_of_year(workbook, id, key, text),
        What::UsesCard | What::UsesFrom | What::UsesUntil => return edit_use(workbook, id, key, text),
        What::Parent => unit.parent = (!text.is_empty()).then(|| UnitId::from(text)),
        What::Kind => unit = unit.with_kind(month_of(key.row), kind()),
        What::KindFrom => {
            let from: Month = text.trim().parse().map_err(|_| Refusal::Month)?;
            unit.kinds.get_mut(key.row).ok_or(Refusal::Gone)?.from = from;
        }
        What::KindThen => {
            unit.kinds.get_mut(key.row).ok_or(Refusal::Gone)?.kind = kind().ok_or(Refusal::Empty)?;
        }
        What::RemoveKind if key.row < unit.kinds.len() => drop(unit.kinds.remove(key.row)),
        What::AddKind => unit.kinds.push(next_kind(workbook, &unit)?),
        What::RemoveKind => return Err(Refusal::Gone),
        _ => Slot::Name(&mut unit.name).write(text, workbook.number_style)?,
    }
    Ok(Edit::Units(Change::Replace(place, Box::new(unit))))
}

/// From when and until when the unit uses a card.
fn edit_use(workbook: &Workbook, id: &UnitId, key: Key, text: &str) -> Result<Edit, Refusal> {
    let (place, other) = (key.row % MAX_SCORECARDS, key.row / MAX_SCORECARDS);
    let mut card = workbook.scorecards.get(place).ok_or(Refusal::Gone)?.clone();
    if key.what == What::UsesCard {
        card.set_use(id, month_of(other), !text.is_empty());
    } else {
        let month = match text.trim() {
            "" => None,
            text => Some(text.parse().map_err(|_| Refusal::Month)?),
        };
        let mut spans = spans(&card, id);
        let span = spans.get_mut(other).ok_or(Refusal::Gone)?;
        *(if key.what == What::UsesFrom { &mut span.from } else { &mut span.until }) = month;
        card.set_spans(id, spans);
    }
    Ok(Edit::Scorecards(Change::Replace(place, Box::new(card))))
}

/// Another kind than the last, from the month after it.
fn next_kind(workbook: &Workbook, unit: &Unit) -> Result<DatedKind, Refusal> {
    let last = unit.kinds.last();
    let other = workbook.kinds.iter().find(|kind| last.is_none_or(|last| last.kind != kind.id));
    let kind = other.or(workbook.kinds.first()).ok_or(Refusal::Gone)?.id.clone();
    let from = last.map_or(Month::january(2000), |last| last.from.plus(1));
    Ok(DatedKind { from, kind })
}

/// The code of an item that belongs to units as such.
fn code(what: What) -> &'static str {
    if what == What::Headcount { "headcount" } else { "coefficient" }
}

fn known_item(workbook: &Workbook, what: What) -> Option<&Item> {
    workbook.items.iter().find(|item| *item.code == *code(what))
}

/// The item with what is usual for it: heads of several units are added, coefficients are not.
fn usual_item(workbook: &Workbook, what: What) -> Item {
    let code = code(what);
    let heads = what == What::Headcount;
    let is_taken = |id: &str| workbook.items.iter().any(|item| item.id.as_str() == id);
    let id = if is_taken(code) { fresh(code, &is_taken) } else { code.to_owned() };
    let name = |language| {
        let words = form_words(language);
        if heads { words.headcount } else { words.coefficient }
    };
    Item {
        id: ItemId::from(id.as_str()),
        code: code.into(),
        name: Name::translated(name),
        unit_of_measure: Name::plain(""),
        decimals: if heads { 0 } else { 2 },
        month_rule: MonthRule::Mean,
        unit_rule: if heads { UnitRule::Sum } else { UnitRule::None },
        plausible: None,
    }
}

/// Writes a figure for the month of the key and those after it in its year: a headcount holds on.
fn set_for_rest_of_year(workbook: &Workbook, id: &UnitId, key: Key, text: &str) -> Result<Edit, Refusal> {
    let from = month_of(key.row).ok_or(Refusal::Gone)?;
    let mut number = None;
    Slot::NumberOrNone(&mut number).write(text, workbook.number_style)?;
    let figure = number.map_or(Figure::Missing, Figure::Value);
    let (item, made) = match known_item(workbook, key.what) {
        Some(item) => (item.id.clone(), None),
        None => {
            let item = usual_item(workbook, key.what);
            let change = Change::Insert(workbook.items.len(), Box::new(item.clone()));
            (item.id, Some(Edit::Items(change)))
        }
    };
    let months = from.through(Month::january(from.year()).plus(11));
    let change = |month| FigureChange { cell: Cell { unit: id.clone(), item: item.clone(), month }, figure };
    let set = Edit::SetFigures(months.map(change).collect());
    Ok(Edit::Several(made.into_iter().chain([set]).collect()))
}

/// The edit that makes a unit of this name below the first one. It uses the scorecard where there is
/// only one.
///
/// # Errors
/// When the name is empty.
pub fn add_unit(workbook: &Workbook, name: &str) -> Result<Edit, Refusal> {
    let name = named(name)?;
    let taken = |id: &str| workbook.units.iter().any(|own| own.id.as_str() == id);
    let id = UnitId::from(fresh("unit", &taken).as_str());
    let parent = workbook.units.iter().find(|unit| unit.parent.is_none()).map(|unit| unit.id.clone());
    let mut used = None;
    if let [only] = workbook.scorecards.as_slice() {
        let mut card = only.clone();
        card.units.push(id.clone());
        used = Some(Edit::Scorecards(Change::Replace(0, Box::new(card))));
    }
    let unit = Unit { id, name, parent, kinds: Vec::new() };
    let made = Edit::Units(Change::Insert(workbook.units.len(), Box::new(unit)));
    Ok(Edit::Several(std::iter::once(made).chain(used).collect()))
}

/// The edit that makes a kind of unit of this name.
///
/// # Errors
/// When the name is empty.
pub fn add_kind(workbook: &Workbook, name: &str) -> Result<Edit, Refusal> {
    let name = named(name)?;
    let taken = |id: &str| workbook.kinds.iter().any(|own| own.id.as_str() == id);
    let kind = Kind { id: KindId::from(fresh("kind", &taken).as_str()), name };
    Ok(Edit::Kinds(Change::Insert(workbook.kinds.len(), Box::new(kind))))
}
