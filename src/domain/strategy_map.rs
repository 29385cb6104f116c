//! The strategy map of a card: where its objectives stand. Those that a person has moved stand where
//! they were put; the others are laid out in layers, one for each perspective.

use super::id::{ObjectiveId, ScorecardId};
use super::scorecard::Revision;
use super::sorted::SortedMap;
use crate::domain::order::sort_by_key;

/// The width and the height of a place on the map; a card takes less of it.
pub const PLACE: i32 = 100;

/// Rounds of sorting each layer by its neighbours.
const ROUNDS: usize = 8;

/// The middle of a card: from the middle of the map to the right, and from its top down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// To the right of the middle; below zero to the left.
    pub x: i32,
    /// Down from the middle of the first layer.
    pub y: i32,
}

/// Where people have put objectives.
pub type Positions = SortedMap<(ScorecardId, ObjectiveId), Position>;

/// An objective on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The objective.
    pub objective: ObjectiveId,
    /// The place of its perspective on the card: its layer.
    pub layer: usize,
    /// Where it stands.
    pub position: Position,
    /// Whether a person has put it there.
    pub moved: bool,
}

/// Where the objectives of a revision stand, in the order of the card.
#[must_use]
pub fn layout(scorecard: &ScorecardId, revision: &Revision, positions: &Positions) -> Vec<Placed> {
    let mut layers = Layers::new(revision);
    for round in 0..ROUNDS {
        layers.sort(round.is_multiple_of(2));
    }
    let mut placed = Vec::new();
    for (layer, perspective) in revision.perspectives.iter().enumerate() {
        for objective in &perspective.objectives {
            let moved = positions.get(&(scorecard.clone(), objective.id.clone()));
            let position = moved.copied().unwrap_or_else(|| layers.position(layer, &objective.id));
            let objective = objective.id.clone();
            placed.push(Placed { objective, layer, position, moved: moved.is_some() });
        }
    }
    placed
}

/// The objectives of each layer from left to right, and the arrows between them.
struct Layers<'r> {
    rows: Vec<Vec<&'r ObjectiveId>>,
    arrows: Vec<(&'r ObjectiveId, &'r ObjectiveId)>,
}

impl<'r> Layers<'r> {
    fn new(revision: &'r Revision) -> Self {
        let row = |own: &'r super::scorecard::Perspective| own.objectives.iter().map(|own| &own.id).collect();
        let arrows = revision.objectives().flat_map(|own| own.leads_to.iter().map(|led| (&own.id, led)));
        Self { rows: revision.perspectives.iter().map(row).collect(), arrows: arrows.collect() }
    }

    /// Sorts each layer by the mean place of what its objectives are joined to, from the top down or
    /// from the bottom up. One that is joined to nothing in another layer keeps its place.
    fn sort(&mut self, down: bool) {
        let count = self.rows.len();
        for step in 0..count {
            let layer = if down { step } else { count.saturating_sub(step).saturating_sub(1) };
            let Some(row) = self.rows.get(layer) else { continue };
            let mut keyed: Vec<(i64, &'r ObjectiveId)> =
                row.iter().enumerate().map(|(at, own)| (self.pull(layer, own, at), *own)).collect();
            sort_by_key(&mut keyed, |(key, _)| *key);
            if let Some(row) = self.rows.get_mut(layer) {
                *row = keyed.into_iter().map(|(_, own)| own).collect();
            }
        }
    }

    /// Where an objective is drawn to, in thousandths of a place.
    fn pull(&self, layer: usize, objective: &ObjectiveId, at: usize) -> i64 {
        let (mut sum, mut count) = (0_i64, 0_i64);
        for (from, to) in &self.arrows {
            let other = match (*from == objective, *to == objective) {
                (true, false) => to,
                (false, true) => from,
                _ => continue,
            };
            if let Some((_, x)) = self.find(other).filter(|(own, _)| *own != layer) {
                sum = sum.saturating_add(i64::from(x));
                count = count.saturating_add(1);
            }
        }
        let own = || self.rows.get(layer).map_or(0, |row| i64::from(offset(at, row.len())));
        sum.saturating_mul(1000).checked_div(count).unwrap_or_else(|| own().saturating_mul(1000))
    }

    /// The layer of an objective, and where it stands in it.
    fn find(&self, objective: &ObjectiveId) -> Option<(usize, i32)> {
        self.rows.iter().enumerate().find_map(|(layer, row)| {
            let at = row.iter().position(|own| *own == objective)?;
            Some((layer, offset(at, row.len())))
        })
    }

    fn position(&self, layer: usize, objective: &ObjectiveId) -> Position {
        let x = self.find(objective).map_or(0, |(_, x)| x);
        Position { x, y: i32::try_from(layer).unwrap_or(i32::MAX).saturating_mul(PLACE) }
    }
}

/// How far a place of a row of so many is from its middle.
fn offset(at: usize, count: usize) -> i32 {
    let whole = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let twice = whole(at).saturating_mul(2).saturating_sub(whole(count).saturating_sub(1));
    twice.saturating_mul(PLACE).checked_div(2).unwrap_or(0)
}
