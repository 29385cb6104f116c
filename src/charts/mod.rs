//! Charts as SVG text. Colours and fonts come from the page: shapes carry roles, not styles.

mod points_by_actual;
mod role_canvas;
mod spark;
mod total_by_month;

pub use points_by_actual::render_points_by_actual;
pub use spark::render_spark;
pub use total_by_month::{ChartLabels, MonthTotal, render_total_by_month};
