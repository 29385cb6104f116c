//! Lists to choose from, and the words that stand for what is chosen.

use super::Choice;
use crate::domain::name::Language;
use crate::domain::scorecard::Revision;
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

pub(super) fn unit_choices(workbook: &Workbook, language: Language) -> Vec<Choice> {
    workbook.units.iter().map(|unit| choice(unit.id.as_str(), unit.name.text(language))).collect()
}

pub(super) fn measure_choices(revision: &Revision, language: Language) -> Vec<Choice> {
    let named = |own: &crate::domain::measure::Measure| choice(own.id.as_str(), own.name.text(language));
    revision.measures().map(named).collect()
}
