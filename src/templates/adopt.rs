//! A template's card in a workbook: its items are those of the same code, where there are any.

use crate::document::Template;
use crate::domain::design::fresh;
use crate::domain::edit::{Change, Edit};
use crate::domain::id::{ItemId, ScorecardId, UnitId};
use crate::domain::item::{Item, MonthRule};
use crate::domain::scorecard::Scorecard;
use crate::domain::target::{Target, TargetSource};
use crate::domain::workbook::Workbook;

/// Identities of items in a template, and what they are in the workbook.
type Renamed = Vec<(ItemId, ItemId)>;

/// The edit that adds the card of a template, used by `units`, with the items it needs, and the
/// card's identity. An item of the workbook with the code of one of the template's is that item.
#[must_use]
pub fn add_template(workbook: &Workbook, template: &Template, units: Vec<UnitId>) -> (Edit, ScorecardId) {
    let (items, card) = fitted(workbook, template);
    let id = card.id.clone();
    let mut edits: Vec<Edit> = (workbook.items.len()..)
        .zip(items)
        .map(|(place, item)| Edit::Items(Change::Insert(place, Box::new(item))))
        .collect();
    let card = Box::new(Scorecard { units, ..card });
    edits.push(Edit::Scorecards(Change::Insert(workbook.scorecards.len(), card)));
    (Edit::Several(edits), id)
}

/// Adds the card of a template to a workbook that is being made, used by whatever it says.
pub(super) fn adopt(workbook: &mut Workbook, template: &Template) {
    let (items, card) = fitted(workbook, template);
    workbook.items.extend(items);
    workbook.scorecards.push(card);
}

/// The items that are not there yet, and the card, as they are called in the workbook.
fn fitted(workbook: &Workbook, template: &Template) -> (Vec<Item>, Scorecard) {
    let mut renamed = Renamed::new();
    let mut items: Vec<Item> = Vec::new();
    for item in &template.items {
        let there = workbook.items.iter().find(|own| own.code == item.code);
        let id = there.map_or_else(|| free_item(workbook, &items, &item.id), |own| own.id.clone());
        if there.is_none() {
            items.push(Item { id: id.clone(), ..item.clone() });
        }
        renamed.push((item.id.clone(), id));
    }
    for item in &mut items {
        if let MonthRule::WeightedMean(by) = &mut item.month_rule {
            rename(by, &renamed);
        }
    }
    let mut card = template.scorecard.clone();
    let is_taken = |id: &str| workbook.scorecards.iter().any(|own| own.id.as_str() == id);
    if is_taken(card.id.as_str()) {
        card.id = ScorecardId::from(fresh(&format!("{}-", card.id), &is_taken).as_str());
    }
    for revision in &mut card.revisions {
        let overridden: Vec<&mut Target> =
            revision.overrides.iter_mut().filter_map(|own| own.target.as_mut()).collect();
        overridden.into_iter().for_each(|target| rename_budget(target, &renamed));
        let targets = revision.measures_mut().filter_map(|own| own.target.as_mut());
        targets.for_each(|target| rename_budget(target, &renamed));
    }
    (items, card)
}

fn free_item(workbook: &Workbook, new: &[Item], wanted: &ItemId) -> ItemId {
    let is_taken = |id: &str| workbook.items.iter().chain(new).any(|own| own.id.as_str() == id);
    if is_taken(wanted.as_str()) {
        ItemId::from(fresh(&format!("{wanted}-"), &is_taken).as_str())
    } else {
        wanted.clone()
    }
}

fn rename_budget(target: &mut Target, renamed: &Renamed) {
    if let TargetSource::Budget(item) = &mut target.source {
        rename(item, renamed);
    }
}

fn rename(id: &mut ItemId, renamed: &Renamed) {
    if let Some((_, now)) = renamed.iter().find(|(before, _)| before == id) {
        id.clone_from(now);
    }
}
