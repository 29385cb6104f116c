//! Tables and reports as HTML text: large or many-celled pieces of pages that hold words, numbers,
//! drawings and links and, but for the rows of the grid, nothing that is typed into. No browser: the screen puts the text on the
//! page as a whole, and the native tests read it.

mod alerts;
mod charts;
mod compare;
mod explained;
mod figures;
mod finder;
mod gains;
mod html;
mod lab;
mod long_table;
mod matrix;
mod measure;
mod parts;
mod report;
mod strategy_map;
mod total;
mod unit;

pub use alerts::alerts;
pub use charts::{measure_by_period, total_by_month};
pub use compare::{Beside, compare};
pub use explained::explained;
pub use figures::{CHOSEN, FiguresRow, Told, figures_changes, figures_gap, is_chosen};
pub use finder::{Spot, found};
pub use gains::{Gains, GainsBy};
pub use html::{Attributes, Html};
pub use lab::{trial, trial_design};
pub use long_table::room;
pub use matrix::{MatrixPage, Order};
pub use measure::measure_page;
pub use parts::{Link, Links, Sheet, View};
pub use report::{Imprint, report};
pub use strategy_map::strategy_map;
pub use unit::unit_scores;
