//! Actions: what is done about a measure that is off target, from the cause to the check.

use std::sync::Arc;

use super::day::Day;
use super::id::{MeasureId, ScorecardId, UnitId};
use super::period::Period;

/// Something that is done about a measure or a total. Texts are as a person typed them, and may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The unit.
    pub unit: UnitId,
    /// The scorecard.
    pub scorecard: ScorecardId,
    /// The measure; `None` for the total.
    pub measure: Option<MeasureId>,
    /// The period in which it was noticed.
    pub period: Period,
    /// Why it came to this.
    pub cause: Arc<str>,
    /// What is done.
    pub action: Arc<str>,
    /// Who does it.
    pub owner: Arc<str>,
    /// By when.
    pub due: Option<Day>,
    /// How far it is.
    pub state: ActionState,
}

/// How far an action is (PDCA).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionState {
    /// 计划: it is planned.
    Plan,
    /// 执行: it is being done.
    Do,
    /// 检查: its effect is being checked.
    Check,
    /// 处理: it has become the rule, or was given up.
    Act,
}

impl ActionState {
    /// Every state in its order.
    pub const ALL: [Self; 4] = [Self::Plan, Self::Do, Self::Check, Self::Act];
}

impl Action {
    /// Whether it is late on `today`: due before, and neither being checked nor finished.
    #[must_use]
    pub fn is_late(&self, today: Day) -> bool {
        self.state < ActionState::Check && self.due.is_some_and(|due| due < today)
    }

    /// Whether it is about a measure of a unit by a scorecard, noticed in whatever period.
    #[must_use]
    pub fn is_about(&self, scorecard: &ScorecardId, unit: &UnitId, measure: Option<&MeasureId>) -> bool {
        self.scorecard == *scorecard && self.unit == *unit && self.measure.as_ref() == measure
    }
}
