//! New workbooks from one template or from several, each for a kind of unit.

use super::adopt::adopt;
use super::{my_hospital, translated};
use crate::document::{Template, UsedBy};
use crate::domain::design::fresh;
use crate::domain::id::{KindId, UnitId, WorkbookId};
use crate::domain::name::Name;
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
    let mut workbook = Workbook::empty(id, top.name.clone());
    workbook.units.push(top);
    let kinds: Vec<&str> = chosen.iter().map(|own| own.kind.trim()).collect();
    let listed: Vec<Vec<UnitId>> = chosen.iter().map(|own| list(&mut workbook, own, &kinds)).collect();
    for (own, listed) in chosen.iter().zip(listed) {
        let mut template = used_by(own.template, users(&mut workbook, own, listed));
        if let Some(first) = template.scorecard.revisions.first_mut() {
            first.from = from;
        }
        adopt(&mut workbook, &template);
    }
    validate::check(&workbook)?;
    Ok(workbook)
}

fn used_by(template: &Template, units: Vec<UnitId>) -> Template {
    Template { scorecard: Scorecard { units, ..template.scorecard.clone() }, ..template.clone() }
}

fn named(text: &str, otherwise: &Name) -> Name {
    let text = text.trim();
    if text.is_empty() { otherwise.clone() } else { Name::plain(text) }
}

/// Adds the units of a list, and returns those that use its card because they stand there: all but
/// those of which a second cell says that they are of another one of the `kinds`.
fn list(workbook: &mut Workbook, chosen: &Chosen<'_>, kinds: &[&str]) -> Vec<UnitId> {
    if chosen.template.used_by == UsedBy::Hospital {
        return Vec::new();
    }
    let mut listed = Vec::new();
    for line in chosen.units.lines() {
        let mut cells = line.split('\t').map(str::trim);
        let name = cells.next().unwrap_or_default();
        let kind = cells.next().filter(|cell| !cell.is_empty());
        if name.is_empty() {
            continue;
        }
        let id = unit_of(workbook, name, kind.unwrap_or(chosen.kind));
        let elsewhere = kind.is_some_and(|kind| kind != chosen.kind.trim() && kinds.contains(&kind));
        if !listed.contains(&id) && !elsewhere {
            listed.push(id);
        }
    }
    listed
}

/// The unit of this name; it is made where there is none.
fn unit_of(workbook: &mut Workbook, name: &str, kind: &str) -> UnitId {
    if let Some(unit) = workbook.units.iter().find(|own| own.name.is(name)) {
        return unit.id.clone();
    }
    let kinds =
        kind_of(workbook, kind).into_iter().map(|kind| DatedKind { from: Month::january(2000), kind });
    let kinds = kinds.collect();
    // The hospital stands before the others: they count from 1.
    let id = UnitId::from(format!("unit{}", workbook.units.len()).as_str());
    let parent = workbook.units.first().map(|top| top.id.clone());
    workbook.units.push(Unit { id: id.clone(), name: Name::plain(name), parent, kinds });
    id
}

/// The kind of this name, which is made where there is none; an empty name is none.
fn kind_of(workbook: &mut Workbook, name: &str) -> Option<KindId> {
    let name = name.trim();
    let there = workbook.kinds.iter().find(|own| own.name.is(name));
    if let Some(kind) = there.filter(|_| !name.is_empty()) {
        return Some(kind.id.clone());
    }
    if name.is_empty() {
        return None;
    }
    let id = fresh("kind", &|id| workbook.kinds.iter().any(|own| own.id.as_str() == id));
    let id = KindId::from(id.as_str());
    workbook.kinds.push(Kind { id: id.clone(), name: Name::plain(name) });
    Some(id)
}

/// Who uses the card: the units listed with it, and all of its kind.
fn users(workbook: &mut Workbook, chosen: &Chosen<'_>, listed: Vec<UnitId>) -> Vec<UnitId> {
    let top = workbook.units.first().map(|top| top.id.clone());
    if chosen.template.used_by == UsedBy::Hospital {
        return top.into_iter().collect();
    }
    let kind = workbook.kinds.iter().find(|own| own.name.is(chosen.kind.trim())).map(|own| own.id.clone());
    let is_of_kind = |unit: &Unit| kind.is_some() && unit.kinds.last().map(|own| &own.kind) == kind.as_ref();
    let found = workbook.units.iter().filter(|unit| is_of_kind(unit) || listed.contains(&unit.id));
    let mut users: Vec<UnitId> = found.map(|unit| unit.id.clone()).collect();
    if users.is_empty() {
        let kind = named(chosen.kind, &chosen.template.name);
        let text = kind.text(crate::domain::name::Language::English).to_owned();
        users.push(unit_of(workbook, &text, chosen.kind));
    }
    users
}
