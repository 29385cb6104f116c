//! The actuals of a measure in earlier periods.

use super::notes::Notes;
use super::plan::Plan;
use super::target::Asked;
use crate::domain::exact::Exact;
use crate::domain::expression::Operand;
use crate::domain::id::{MeasureId, ScorecardId, UnitId};
use crate::domain::period::Period;

impl Plan {
    /// The actuals of a measure of a unit in the `count` periods before `period`, oldest first, all by
    /// the definition that holds in `period`; none where the measure is not scored in it.
    #[must_use]
    pub fn actuals_before(
        &self,
        (scorecard, unit, measure): (&ScorecardId, &UnitId, &MeasureId),
        period: Period,
        count: u32,
    ) -> Vec<Option<Exact>> {
        let actuals = || {
            let context = self.context_of(scorecard, unit, period)?;
            let plan = context.plan()?;
            let place = plan.measures.iter().position(|own| own.measure.id == *measure)?;
            let own = plan.measures.get(place)?;
            let scope = self.scope(context.unit, own.measure.scope)?;
            let actual = |back: u32| {
                let asked = Asked { place, measure: own, scope };
                match self.actual_in(period.earlier(back), &context, asked, &mut Notes::none()) {
                    Operand::Known(actual) => Some(actual),
                    Operand::Missing | Operand::NotApplicable => None,
                }
            };
            Some((1..=count).rev().map(actual).collect())
        };
        actuals().unwrap_or_default()
    }
}
