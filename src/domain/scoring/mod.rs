//! Scoring: turns the figures of a workbook into points, and says how.
//!
//! [`Plan`] reads a workbook once; [`Plan::score`] gives the report of one scorecard, unit and
//! period, [`Plan::explain`] the same with every step of one measure, and [`Plan::ranking`] the
//! ranks of all units in a period. All run the same code: an explanation is what the scoring path
//! writes down when a trace is on.

mod actual;
mod always;
mod basis;
mod columns;
mod compile;
mod describe;
mod finding;
mod follow;
mod full_points;
mod longer;
mod measure;
mod methods;
mod notes;
mod past;
mod peers;
mod plan;
mod points;
mod quick;
mod ranking;
mod reach;
mod report;
mod results;
mod roll_up;
mod rules;
mod runs;
mod sheets;
mod standing;
mod target;
mod trace;
mod used;
mod veto;

use rust_decimal::Decimal;

use crate::domain::exact::{Exact, Midpoint, UNROUNDED_DECIMALS};
pub use crate::domain::expression::Operand;
use crate::domain::scorecard::Rounding;
pub use always::AlwaysFull;
pub use basis::Basis;
pub use compile::cyclic_measure;
pub use finding::{Finding, Problem};
pub use full_points::full_points_of;
pub use plan::{Explanation, Plan};
pub use ranking::Ranked;
pub use report::{
    Body, Coverage, MeasureScore, MeasureState, NoScore, ObjectiveScore, Part, PerspectiveScore,
    PerspectiveStanding, ScoreReport, Total, VetoUse,
};
pub use results::Results;
pub use standing::Standing;
pub use trace::{Combination, FigureUse, Formula, Limit, Role, Step, TargetUse};

/// The points of `value` under a card's rounding rule; `None` where they are too large.
pub(in crate::domain) fn rounded(value: &Exact, rounding: Rounding) -> Option<Decimal> {
    match rounding {
        Rounding::Decimals { decimals, midpoint } => value.round(decimals, midpoint),
        Rounding::None => value.round(UNROUNDED_DECIMALS, Midpoint::ToEven),
    }
}
