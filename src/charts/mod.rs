//! Charts as SVG text. Colours and fonts come from the page: shapes carry roles, not styles.

mod axis;
mod by_month;
mod file;
mod points_by_actual;
mod role_canvas;
mod spark;
mod strategy_map;

pub use by_month::{AROUND, ChartLabels, Level, MonthChart, MonthValue, render_by_month};
pub use file::to_svg_file;
pub use points_by_actual::render_points_by_actual;
pub use spark::render_spark;
pub use strategy_map::{MapCard, MapDrawing, render_strategy_map};
