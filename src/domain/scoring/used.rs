//! In which months units use a card.

use std::collections::BTreeMap;

use super::compile::CardPlan;
use super::plan::{Context, Places, Plan};
use crate::domain::period::Month;
use crate::domain::scorecard::{Scorecard, Span};

/// The months in which units use the card, of those that do not always.
pub(super) fn spans(card: &Scorecard, places: &Places) -> BTreeMap<usize, Vec<Span>> {
    let mut found: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for span in &card.spans {
        if let Some(unit) = places.unit(&span.unit) {
            found.entry(unit).or_default().push(span.clone());
        }
    }
    found
}

impl CardPlan {
    /// Whether one of its units uses it in `month`.
    pub(super) fn is_used_in(&self, unit: usize, month: Month) -> bool {
        self.spans.get(&unit).is_none_or(|spans| spans.iter().any(|own| own.holds(month)))
    }
}

impl Plan {
    /// Whether the unit uses the card: in the last month of the period, or of an own period of the card
    /// where the total is the mean of those.
    pub(super) fn is_used(&self, context: &Context<'_>) -> bool {
        let Context { card, unit, period, .. } = *context;
        let used = |month| card.is_used_in(unit, month);
        let mean = !card.spans.is_empty() && self.is_mean_of_periods(context);
        used(period.last()) || mean && self.own_periods(context).iter().any(|own| used(own.last()))
    }
}
