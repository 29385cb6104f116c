//! Scoring: turns the figures of a workbook into points, and says how.
//!
//! [`Plan`] reads a workbook once; [`Plan::score`] gives the report of one scorecard, unit and
//! period, and [`Plan::explain`] the same with every step of one measure. Both run the same code:
//! an explanation is what the scoring path writes down when a trace is on.

mod actual;
mod finding;
mod methods;
mod plan;
mod report;
mod roll_up;
mod target;
mod trace;

pub use crate::domain::expression::Operand;
pub use finding::{Finding, Problem};
pub use plan::{Explanation, Plan};
pub use report::{
    Body, Coverage, MeasureScore, MeasureState, NoScore, ObjectiveScore, Part, PerspectiveScore, ScoreReport,
    Total,
};
pub use trace::{Combination, FigureUse, Formula, Limit, Role, Step, TargetUse};
