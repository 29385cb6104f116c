//! Units: what is scored, and the kinds that make their peer groups.

use super::id::{KindId, UnitId};
use super::name::Name;
use super::period::Month;

/// A kind of unit: surgical, medical, administrative, or the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Identity.
    pub id: KindId,
    /// Name.
    pub name: Name,
}

/// A hospital, division, department or team. Units form a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Identity.
    pub id: UnitId,
    /// Name.
    pub name: Name,
    /// The unit this one belongs to; `None` at the top.
    pub parent: Option<UnitId>,
    /// The kinds it has had, each from a month on, in the order of the months.
    pub kinds: Vec<DatedKind>,
}

/// The kind a unit has from a month on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedKind {
    /// The first month.
    pub from: Month,
    /// The kind.
    pub kind: KindId,
}

impl Unit {
    /// The kind in `month`, if it has one.
    #[must_use]
    pub fn kind_in(&self, month: Month) -> Option<&KindId> {
        self.kinds.iter().rev().find(|dated| dated.from <= month).map(|dated| &dated.kind)
    }
}
