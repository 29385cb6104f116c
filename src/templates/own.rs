//! A template made of a card of a workbook.

use crate::document::{Template, UsedBy};
use crate::domain::id::ScorecardId;
use crate::domain::name::Name;
use crate::domain::needs::items_read_by;
use crate::domain::scorecard::Scorecard;
use crate::domain::target::{FixedTargets, Target, TargetSource};
use crate::domain::workbook::Workbook;

/// The card as a template, with the items it reads. What is set for single units stays behind:
/// targets of their own and measures that do not count for them.
#[must_use]
pub fn template_of(workbook: &Workbook, id: &ScorecardId) -> Option<Template> {
    let card = workbook.scorecard(id)?;
    let mut scorecard = Scorecard { units: Vec::new(), spans: Vec::new(), ..card.clone() };
    for revision in &mut scorecard.revisions {
        revision.overrides.clear();
        revision.measures_mut().filter_map(|own| own.target.as_mut()).for_each(forget_units);
    }
    let users = || card.units.iter().filter_map(|unit| workbook.unit(unit));
    let at_top = users().next().is_some() && users().all(|unit| unit.parent.is_none());
    let mut kinds: Vec<_> = users().map(|unit| unit.kinds.last().map(|own| &own.kind)).collect();
    kinds.dedup();
    let kind = match kinds.as_slice() {
        [Some(kind)] => workbook.kinds.iter().find(|own| own.id == **kind).map(|own| own.name.clone()),
        _ => None,
    };
    Some(Template {
        id: card.id.to_string(),
        name: card.name.clone(),
        about: Name::plain(""),
        source: card.source.clone().unwrap_or_else(|| workbook.name.clone()),
        used_by: if at_top { UsedBy::Hospital } else { UsedBy::Department },
        kind: kind.unwrap_or_else(|| Name::plain("")),
        items: items_read_by(workbook, card).into_iter().cloned().collect(),
        scorecard,
    })
}

fn forget_units(target: &mut Target) {
    if let TargetSource::Fixed(fixed) = &mut target.source {
        let mut kept = FixedTargets::default();
        for (key, value) in fixed.iter().filter(|(key, _)| key.unit.is_none()) {
            kept.set(key.clone(), value);
        }
        *fixed = kept;
    }
}
