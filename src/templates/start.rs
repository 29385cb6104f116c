//! New workbooks from one template or from several, each for a kind of unit.

use std::collections::{BTreeMap, BTreeSet};

use super::adopt::adopt;
use super::{my_hospital, translated};
use crate::document::{Template, UsedBy};
use crate::domain::design::fresh;
use crate::domain::id::{KindId, UnitId, WorkbookId};
use crate::domain::name::{Language, Name};
use crate::domain::period::Month;
use crate::domain::scorecard::Scorecard;
use crate::domain::unit::{DatedKind, Kind, Unit};
use crate::domain::validate::{self, WorkbookError};
use crate::domain::workbook::Workbook;

/// A template that was chosen, and who is to use its card.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'c> {
    /// The template.
    pub template: &'c Template,
    /// What the units are called together.
    pub kind: &'c str,
    /// Names of units, one a line; a second cell names another kind.
    pub units: &'c str,
}

/// A new workbook with a hospital, and in it a department unless the hospital itself uses the
/// scorecard of `template`.
#[must_use]
pub fn start_from(template: &Template, id: WorkbookId) -> Workbook {
    let hospital = my_hospital();
    let mut workbook = Workbook::empty(id, template.name.clone());
    let user = match template.used_by {
        UsedBy::Hospital => hospital.id.clone(),
        UsedBy::Department => UnitId::from("department"),
    };
    if user != hospital.id {
        let name = translated("My department", "我的科室", "我的科室");
        let parent = Some(hospital.id.clone());
        workbook.units.push(Unit { id: user.clone(), name, parent, kinds: Vec::new() });
    }
    workbook.units.insert(0, hospital);
    adopt(&mut workbook, &used_by(template, vec![user]));
    workbook
}

/// A new workbook with a hospital called `hospital` and the units that are listed with the chosen
/// templates, whose cards hold from the month `from` on. A card is used by the units listed with
/// it and by all of its kind; where there are none, by one unit that is called as the kind.
///
/// # Errors
/// When there would be more than a workbook can hold.
pub fn start_from_several(
    hospital: &str,
    from: Month,
    chosen: &[Chosen<'_>],
    id: WorkbookId,
) -> Result<Workbook, WorkbookError> {
    let top = Unit { name: named(hospital, &my_hospital().name), ..my_hospital() };
    let mut making = Making { workbook: Workbook::empty(id, top.name.clone()), named: BTreeMap::new() };
    making.named.extend(Language::ALL.map(|language| (top.name.text(language).to_owned(), top.id.clone())));
    making.workbook.units.push(top);
    let kinds: Vec<&str> = chosen.iter().map(|own| own.kind.trim()).collect();
    let listed: Vec<BTreeSet<UnitId>> = chosen.iter().map(|own| making.list(own, &kinds)).collect();
    for (own, listed) in chosen.iter().zip(&listed) {
        let mut template = used_by(own.template, making.users(own, listed));
        if let Some(first) = template.scorecard.revisions.first_mut() {
            first.from = from;
        }
        adopt(&mut making.workbook, &template);
    }
    validate::check(&making.workbook)?;
    Ok(making.workbook)
}

fn used_by(template: &Template, units: Vec<UnitId>) -> Template {
    Template { scorecard: Scorecard { units, ..template.scorecard.clone() }, ..template.clone() }
}

fn named(text: &str, otherwise: &Name) -> Name {
    let text = text.trim();
    if text.is_empty() { otherwise.clone() } else { Name::plain(text) }
}

/// A workbook that is being made.
struct Making {
    workbook: Workbook,
    /// Its units by name.
    named: BTreeMap<String, UnitId>,
}

impl Making {
    /// Adds the units of a list, and returns those that use its card because they stand there: all
    /// but those of which a second cell says that they are of another one of the `kinds`.
    fn list(&mut self, chosen: &Chosen<'_>, kinds: &[&str]) -> BTreeSet<UnitId> {
        let mut listed = BTreeSet::new();
        if chosen.template.used_by == UsedBy::Hospital {
            return listed;
        }
        for line in chosen.units.lines() {
            let mut cells = line.split('\t').map(str::trim);
            let name = cells.next().unwrap_or_default();
            let kind = cells.next().filter(|cell| !cell.is_empty());
            if name.is_empty() {
                continue;
            }
            let id = self.unit_of(name, kind.unwrap_or(chosen.kind));
            if kind.is_none_or(|kind| kind == chosen.kind.trim() || !kinds.contains(&kind)) {
                listed.insert(id);
            }
        }
        listed
    }

    /// The unit of this name; it is made where there is none.
    fn unit_of(&mut self, name: &str, kind: &str) -> UnitId {
        if let Some(id) = self.named.get(name) {
            return id.clone();
        }
        let from = Month::january(2000);
        let kinds = self.kind_of(kind).into_iter().map(|kind| DatedKind { from, kind }).collect();
        // The hospital stands before the others: they count from 1.
        let units = &mut self.workbook.units;
        let id = UnitId::from(format!("unit{}", units.len()).as_str());
        let parent = units.first().map(|top| top.id.clone());
        units.push(Unit { id: id.clone(), name: Name::plain(name), parent, kinds });
        self.named.insert(name.to_owned(), id.clone());
        id
    }

    /// The kind of this name, which is made where there is none; an empty name is none.
    fn kind_of(&mut self, name: &str) -> Option<KindId> {
        let name = Some(name.trim()).filter(|name| !name.is_empty())?;
        let kinds = &mut self.workbook.kinds;
        if let Some(kind) = kinds.iter().find(|own| own.name.is(name)) {
            return Some(kind.id.clone());
        }
        let id = fresh("kind", &|id| kinds.iter().any(|own| own.id.as_str() == id));
        let id = KindId::from(id.as_str());
        kinds.push(Kind { id: id.clone(), name: Name::plain(name) });
        Some(id)
    }

    /// Who uses the card: the units listed with it, and all of its kind.
    fn users(&mut self, chosen: &Chosen<'_>, listed: &BTreeSet<UnitId>) -> Vec<UnitId> {
        if chosen.template.used_by == UsedBy::Hospital {
            return self.workbook.units.first().map(|top| top.id.clone()).into_iter().collect();
        }
        let kinds = &self.workbook.kinds;
        let kind = kinds.iter().find(|own| own.name.is(chosen.kind.trim())).map(|own| &own.id);
        let is_of_kind = |unit: &Unit| kind.is_some() && unit.kinds.last().map(|own| &own.kind) == kind;
        let found = self.workbook.units.iter().filter(|unit| is_of_kind(unit) || listed.contains(&unit.id));
        let users: Vec<UnitId> = found.map(|unit| unit.id.clone()).collect();
        if !users.is_empty() {
            return users;
        }
        let name = named(chosen.kind, &chosen.template.name).text(Language::English).to_owned();
        vec![self.unit_of(&name, chosen.kind)]
    }
}
