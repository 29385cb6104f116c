//! What units and items are called: by identity, by code, and by name in every language.

use std::sync::Arc;

use crate::domain::id::{ItemId, UnitId};
use crate::domain::name::{Language, Name};
use crate::domain::order::sort_by;
use crate::domain::workbook::Workbook;
use crate::typed::comparable;

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning<T> {
    /// To this one.
    One(T),
    /// To several.
    Several,
    /// To none.
    None,
}

/// Names that lead to what they name.
struct Names<T> {
    exact: Vec<(Arc<str>, T)>,
    comparable: Vec<(String, T)>,
}

impl<T: Clone + PartialEq> Names<T> {
    /// Of the identities, codes and names of what is named.
    fn new<'w>(named: impl Iterator<Item = (T, Vec<&'w str>, &'w Name)>) -> Self {
        let mut names = Self { exact: Vec::new(), comparable: Vec::new() };
        for (id, exact, name) in named {
            names.exact.extend(exact.iter().map(|exact| (Arc::from(*exact), id.clone())));
            let texts = Language::ALL.iter().map(|language| name.text(*language)).chain(exact);
            names.comparable.extend(texts.filter_map(comparable).map(|name| (name, id.clone())));
        }
        sort_by(&mut names.exact, |a, b| a.0.cmp(&b.0));
        sort_by(&mut names.comparable, |a, b| a.0.cmp(&b.0));
        names
    }

    /// Identities and codes first, then whatever is called so, at last without what stands in
    /// brackets at the end.
    fn find(&self, text: &str) -> Meaning<T> {
        let found = meaning(&self.exact, |exact| (**exact).cmp(text.trim()));
        if !matches!(found, Meaning::None) {
            return found;
        }
        let Some(name) = comparable(text) else { return Meaning::None };
        match meaning(&self.comparable, |other| other.as_str().cmp(&name)) {
            Meaning::None => match without_brackets(&name) {
                Some(name) => meaning(&self.comparable, |other| other.as_str().cmp(name)),
                None => Meaning::None,
            },
            found => found,
        }
    }
}

fn meaning<K, T: Clone + PartialEq>(
    sorted: &[(K, T)],
    order: impl Fn(&K) -> std::cmp::Ordering,
) -> Meaning<T> {
    let from = sorted.partition_point(|(key, _)| order(key).is_lt());
    let mut found = sorted.iter().skip(from).take_while(|(key, _)| order(key).is_eq()).map(|(_, id)| id);
    match found.next() {
        None => Meaning::None,
        Some(first) if found.all(|other| other == first) => Meaning::One(first.clone()),
        Some(_) => Meaning::Several,
    }
}

/// `revenue(10k)` without its brackets.
fn without_brackets(name: &str) -> Option<&str> {
    let (before, _) = name.strip_suffix(')')?.rsplit_once('(')?;
    (!before.is_empty()).then_some(before)
}

/// The names of a workbook.
pub struct WorkbookNames {
    units: Names<UnitId>,
    items: Names<ItemId>,
}

impl WorkbookNames {
    /// The names of `workbook`.
    #[must_use]
    pub fn new(workbook: &Workbook) -> Self {
        let units = workbook.units.iter().map(|unit| (unit.id.clone(), vec![unit.id.as_str()], &unit.name));
        let items = workbook
            .items
            .iter()
            .map(|item| (item.id.clone(), vec![item.id.as_str(), &*item.code], &item.name));
        Self { units: Names::new(units), items: Names::new(items) }
    }

    /// The unit that is called so.
    #[must_use]
    pub fn unit(&self, text: &str) -> Meaning<UnitId> {
        self.units.find(text)
    }

    /// The item that is called so.
    #[must_use]
    pub fn item(&self, text: &str) -> Meaning<ItemId> {
        self.items.find(text)
    }
}
