//! Lists to choose from, and the words that stand for what is chosen.

use std::collections::BTreeMap;

use super::{Choice, Control, Field, Subject, value};
use crate::domain::name::Language;
use crate::domain::scorecard::Revision;
use crate::domain::unit::Unit;
use crate::domain::workbook::Workbook;

/// Values that are chosen by a word: each with the word that stands for it.
pub(super) trait Chosen: Copy + PartialEq + 'static {
    /// Every value and its word.
    const ALL: &'static [(&'static str, Self)];

    /// The word.
    fn word(self) -> String {
        let found = Self::ALL.iter().find(|(_, value)| *value == self);
        found.map(|(word, _)| (*word).to_owned()).unwrap_or_default()
    }

    /// The value of a word; `self` where there is none.
    fn of(self, word: &str) -> Self {
        Self::ALL.iter().find(|(own, _)| *own == word).map_or(self, |(_, value)| *value)
    }
}

/// Choices by word and text.
pub(super) fn choices(list: &[(&str, &str)]) -> Vec<Choice> {
    list.iter().map(|(value, text)| choice(value, text)).collect()
}

pub(super) fn choice(value: &str, text: &str) -> Choice {
    Choice { value: value.to_owned(), text: text.to_owned() }
}

pub(super) fn item_choices(workbook: &Workbook, language: Language) -> Vec<Choice> {
    workbook.items.iter().map(|item| choice(item.id.as_str(), item.name.text(language))).collect()
}

/// Units as choices; of two with one name each is told by the unit that it belongs to.
#[must_use]
pub fn units_as_choices<'w>(
    workbook: &'w Workbook,
    units: impl IntoIterator<Item = &'w Unit>,
    language: Language,
) -> Vec<Choice> {
    let mut named: BTreeMap<&str, u32> = BTreeMap::new();
    for unit in &workbook.units {
        let count = named.entry(unit.name.text(language)).or_default();
        *count = count.saturating_add(1);
    }
    let text = |unit: &'w Unit| {
        let name = unit.name.text(language);
        let parent = unit.parent.as_ref().filter(|_| named.get(name).is_some_and(|count| *count > 1));
        match parent.and_then(|parent| workbook.unit(parent)) {
            Some(parent) => format!("{name} ({})", parent.name.text(language)),
            None => name.to_owned(),
        }
    };
    units.into_iter().map(|unit| choice(unit.id.as_str(), &text(unit))).collect()
}

/// The first of the choices whose texts hold `text`, those that begin with it before the others.
#[must_use]
pub fn choices_named(choices: &[Choice], text: &str, most: usize) -> Vec<Choice> {
    let wanted = text.trim().to_lowercase();
    let place = |own: &&Choice| own.text.trim().to_lowercase().find(&wanted);
    let begins = choices.iter().filter(|own| place(own) == Some(0));
    let within = choices.iter().filter(|own| place(own).is_some_and(|place| place > 0));
    begins.chain(within).take(most).cloned().collect()
}

/// The units that a field chooses from: `none`, where it has a name, and all but the unit itself.
#[must_use]
pub fn choices_of_units(
    workbook: &Workbook,
    subject: &Subject,
    none: &str,
    language: Language,
) -> Vec<Choice> {
    let others = workbook.units.iter().filter(|unit| *subject != Subject::Unit(unit.id.clone()));
    let none = (!none.is_empty()).then(|| choice("", none));
    none.into_iter().chain(units_as_choices(workbook, others, language)).collect()
}

/// The places of the rows of a list whose units have `wanted` in their names.
#[must_use]
pub fn rows_of_units(
    workbook: &Workbook,
    subject: &Subject,
    rows: &[Vec<Field>],
    wanted: &str,
    language: Language,
) -> Vec<usize> {
    let wanted = wanted.trim().to_lowercase();
    let units = workbook.units.iter();
    let named: BTreeMap<&str, String> =
        units.map(|unit| (unit.id.as_str(), unit.name.text(language).to_lowercase())).collect();
    let shown = |row: &Vec<Field>| {
        let unit = row.iter().find(|field| matches!(field.control, Control::Unit(_)));
        let id = unit.map(|unit| value(workbook, subject, unit.key, language)).unwrap_or_default();
        wanted.is_empty() || named.get(id.as_str()).is_some_and(|name| name.contains(&wanted))
    };
    rows.iter().enumerate().filter(|(_, row)| shown(row)).map(|(place, _)| place).collect()
}

pub(super) fn measure_choices(revision: &Revision, language: Language) -> Vec<Choice> {
    let named = |own: &crate::domain::measure::Measure| choice(own.id.as_str(), own.name.text(language));
    revision.measures().map(named).collect()
}
