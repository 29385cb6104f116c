//! The part of a workbook on which the score of one unit by one card rests. It is small where the
//! workbook is large, and scores that unit as the whole does.

use std::collections::{BTreeMap, BTreeSet};

use super::expression::Expression;
use super::figure::Figures;
use super::id::{ScorecardId, UnitId};
use super::measure::{Measure, Scope};
use super::method::Method;
use super::scorecard::{Revision, Scorecard};
use super::target::{Target, TargetSource};
use super::unit::Unit;
use super::workbook::Workbook;

/// The workbook with no more than the units that can be read for `unit`: those above and below it,
/// and its peers where the card looks at peers; without notes, closed periods and changes.
#[must_use]
pub fn extract(workbook: &Workbook, scorecard: &ScorecardId, unit: &UnitId) -> Option<Workbook> {
    let card = workbook.scorecard(scorecard)?;
    let own = workbook.unit(unit)?;
    let mut levels = levels_of(card);
    let looks_at_peers = card.revisions.iter().any(looks_at_peers);
    let mut heads: Vec<&Unit> = vec![own];
    let mut cards = vec![card.clone()];
    if looks_at_peers {
        heads.extend(workbook.units.iter().filter(|other| of_one_kind(own, other)));
        cards = workbook.scorecards.clone();
        levels = cards.iter().map(levels_of).max().unwrap_or_default();
    }
    let kept = families(workbook, &heads, levels);
    for card in &mut cards {
        card.retain_units(&|user| kept.contains(user.as_str()));
    }
    let mut figures = Figures::default();
    for id in &kept {
        figures.copy_unit(&workbook.figures, &UnitId::from(*id));
    }
    Some(Workbook {
        first_month: workbook.first_month,
        number_style: workbook.number_style,
        kinds: workbook.kinds.clone(),
        units: workbook.units.iter().filter(|unit| kept.contains(unit.id.as_str())).cloned().collect(),
        items: workbook.items.clone(),
        scorecards: cards,
        figures,
        ..Workbook::empty(workbook.id.clone(), workbook.name.clone())
    })
}

fn of_one_kind(one: &Unit, other: &Unit) -> bool {
    one.kinds.iter().any(|own| other.kinds.iter().any(|kind| kind.kind == own.kind))
}

/// How many levels above a unit the measures of a card look, at most.
fn levels_of(card: &Scorecard) -> u32 {
    let levels = |scope: Scope| match scope {
        Scope::Own => 0,
        Scope::Ancestor(levels) => levels,
    };
    let of_target = |target: &Target| match &target.source {
        TargetSource::Measure { scope, .. } => levels(*scope),
        _ => 0,
    };
    let of_revision = |revision: &Revision| {
        let own = revision.measures().map(|own| levels(own.scope)).max().unwrap_or_default();
        own.saturating_add(targets(revision).map(of_target).max().unwrap_or_default())
    };
    card.revisions.iter().map(of_revision).max().unwrap_or_default()
}

/// Every target of a revision, those of single units too.
fn targets(revision: &Revision) -> impl Iterator<Item = &Target> {
    let own = revision.measures().filter_map(|own| own.target.as_ref());
    own.chain(revision.overrides.iter().filter_map(|own| own.target.as_ref()))
}

fn looks_at_peers(revision: &Revision) -> bool {
    let by_name = |expression: &Expression| {
        expression.references().iter().any(|own| matches!(&*own.name, "peer_mean" | "peer_best"))
    };
    let by_method = |own: &Measure| matches!(own.method, Method::PeerBest(_) | Method::PeerRank(_));
    let substitutes = revision.perspectives.iter().filter_map(|own| own.substitute.as_ref());
    targets(revision).any(|own| matches!(own.source, TargetSource::Peers(_)))
        || revision.measures().any(|own| by_method(own) || own.expressions().any(by_name))
        || substitutes.map(|own| &own.value).any(by_name)
}

/// The heads, all that is above them, and all that is below what is `levels` above them.
fn families<'w>(workbook: &'w Workbook, heads: &[&'w Unit], levels: u32) -> BTreeSet<&'w str> {
    let parents: BTreeMap<&str, &str> = workbook
        .units
        .iter()
        .filter_map(|unit| Some((unit.id.as_str(), unit.parent.as_ref()?.as_str())))
        .collect();
    // A tree has no way that is longer than the number of its units.
    let above = |unit: &'w str| {
        std::iter::successors(Some(unit), |unit| parents.get(*unit).copied()).take(workbook.units.len())
    };
    let mut kept: BTreeSet<&str> = BTreeSet::new();
    let mut tops: BTreeSet<&str> = BTreeSet::new();
    for head in heads {
        kept.extend(above(head.id.as_str()));
        let levels = usize::try_from(levels).unwrap_or(usize::MAX);
        tops.extend(above(head.id.as_str()).take(levels.saturating_add(1)).last());
    }
    let below = |unit: &&'w Unit| above(unit.id.as_str()).any(|above| tops.contains(above));
    let below: Vec<&str> = workbook.units.iter().filter(below).map(|unit| unit.id.as_str()).collect();
    kept.extend(below);
    kept
}
