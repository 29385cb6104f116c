//! Values by month as a line, with targets, levels and marks.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::axis::{Axis, written};
use super::role_canvas::{ALARM, FULL, GRID, LABEL, LIMIT, MARK, RoleCanvas, SERIES, escape};

/// Height of the picture in pixels of the page.
const HEIGHT: i32 = 240;
/// The area of the line within the picture; to its right stand the last value and the levels.
const LEFT: i32 = 56;
const RIGHT_MARGIN: i32 = 64;
/// Pixels beside the line, left and right of it.
pub const AROUND: i32 = LEFT + RIGHT_MARGIN;
const TOP: i32 = 16;
const BOTTOM: i32 = HEIGHT - 34;
/// The least room between two labels, one above the other.
const LINE_HEIGHT: i32 = 15;

/// One month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthValue {
    /// What stands under it; empty where nothing should.
    pub label: String,
    /// The value; `None` leaves a gap.
    pub value: Option<Decimal>,
    /// What it is held against.
    pub target: Option<Decimal>,
    /// Whether it is marked as unusual.
    pub unusual: bool,
}

/// What a line across the picture stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Full points.
    Full,
    /// The mean.
    Centre,
    /// A limit of natural variation.
    Limit,
}

/// Months and lines across them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthChart {
    /// The months in order.
    pub months: Vec<MonthValue>,
    /// Lines across the picture.
    pub levels: Vec<(Level, Decimal)>,
    /// Decimals of the last value.
    pub decimals: u32,
}

/// The words of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartLabels {
    /// Its title.
    pub title: String,
    /// What it shows, for whoever does not see it.
    pub description: String,
}

impl ChartLabels {
    /// The SVG element of a drawing so many pixels wide and high, with title and description.
    pub(super) fn around(&self, drawing: &str, (width, height): (i32, i32)) -> String {
        format!(
            "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" class=\"chart\" aria-label=\"{0}\">\
             <title>{0}</title><desc>{1}</desc>{drawing}</svg>",
            escape(&self.title),
            escape(&self.description),
        )
    }
}

type Canvas<'c> = DrawingArea<RoleCanvas<'c>, plotters::coord::Shift>;

/// Where months and values stand.
struct Frame {
    x: Axis,
    y: Axis,
}

impl MonthChart {
    fn frame(&self, width: i32) -> Frame {
        let own = self.months.iter().flat_map(|month| [month.value, month.target]).flatten();
        let values: Vec<f64> =
            own.chain(self.levels.iter().map(|(_, level)| *level)).filter_map(|v| v.to_f64()).collect();
        let last = f64::from(u32::try_from(self.months.len()).unwrap_or(1).saturating_sub(1).max(1));
        Frame {
            x: Axis { low: 0.0, high: last, from: LEFT, to: width - RIGHT_MARGIN },
            y: Axis::over(&values, (BOTTOM, TOP)).widened(),
        }
    }
}

impl Frame {
    fn place(&self, index: usize, value: Decimal) -> Option<(i32, i32)> {
        Some((self.month(index), self.y.pixel(value.to_f64()?)))
    }

    fn month(&self, index: usize) -> i32 {
        self.x.pixel(f64::from(u32::try_from(index).unwrap_or(0)))
    }
}

/// The chart as an SVG element `width` pixels wide; empty when there is nothing to draw.
#[must_use]
pub fn render_by_month(chart: &MonthChart, width: i32, labels: &ChartLabels) -> String {
    let mut svg = String::new();
    let width = width.max(2 * (LEFT + RIGHT_MARGIN));
    if chart.months.iter().all(|month| month.value.is_none()) || draw(&mut svg, chart, width).is_none() {
        return String::new();
    }
    labels.around(&svg, (width, HEIGHT))
}

fn draw(svg: &mut String, chart: &MonthChart, width: i32) -> Option<()> {
    let size = (u32::try_from(width).ok()?, u32::try_from(HEIGHT).ok()?);
    let canvas = RoleCanvas { svg, size }.into_drawing_area();
    let frame = chart.frame(width);
    draw_grid(&canvas, &frame)?;
    draw_levels(&canvas, chart, &frame)?;
    draw_months(&canvas, chart, &frame)?;
    let targets: Vec<_> = places(chart, &frame, |month| month.target);
    draw_runs(&canvas, &targets, &MARK)?;
    draw_values(&canvas, chart, &frame)?;
    canvas.present().ok()
}

fn draw_grid(canvas: &Canvas<'_>, frame: &Frame) -> Option<()> {
    for tick in frame.y.ticks() {
        let y = frame.y.pixel(tick);
        canvas.draw(&PathElement::new(vec![(LEFT, y), (frame.x.to, y)], GRID)).ok()?;
        text(canvas, &written(tick), (LEFT - 8, y), HPos::Right)?;
    }
    Some(())
}

fn draw_levels(canvas: &Canvas<'_>, chart: &MonthChart, frame: &Frame) -> Option<()> {
    for (level, value) in &chart.levels {
        let role = match level {
            Level::Full => FULL,
            Level::Centre => GRID,
            Level::Limit => LIMIT,
        };
        let y = frame.y.pixel(value.to_f64()?);
        canvas.draw(&PathElement::new(vec![(LEFT, y), (frame.x.to, y)], role)).ok()?;
    }
    Some(())
}

fn draw_months(canvas: &Canvas<'_>, chart: &MonthChart, frame: &Frame) -> Option<()> {
    for (index, month) in chart.months.iter().enumerate().filter(|(_, month)| !month.label.is_empty()) {
        let x = frame.month(index);
        canvas.draw(&PathElement::new(vec![(x, BOTTOM), (x, BOTTOM + 4)], GRID)).ok()?;
        text(canvas, &month.label, (x, BOTTOM + 18), HPos::Center)?;
    }
    Some(())
}

fn places(
    chart: &MonthChart,
    frame: &Frame,
    pick: fn(&MonthValue) -> Option<Decimal>,
) -> Vec<Option<(i32, i32)>> {
    let months = chart.months.iter().enumerate();
    months.map(|(index, month)| frame.place(index, pick(month)?)).collect()
}

/// A line with its gaps.
fn draw_runs(canvas: &Canvas<'_>, places: &[Option<(i32, i32)>], role: &RGBColor) -> Option<()> {
    for run in places.split(Option::is_none).filter(|run| !run.is_empty()) {
        let run: Vec<(i32, i32)> = run.iter().copied().flatten().collect();
        canvas.draw(&PathElement::new(run, *role)).ok()?;
    }
    Some(())
}

/// The line of the values, a dot for each, and the last value beside it, clear of the levels.
fn draw_values(canvas: &Canvas<'_>, chart: &MonthChart, frame: &Frame) -> Option<()> {
    let values = places(chart, frame, |month| month.value);
    draw_runs(canvas, &values, &SERIES)?;
    for (place, month) in values.iter().zip(&chart.months) {
        let Some(place) = *place else { continue };
        let (size, role) = if month.unusual { (6, ALARM) } else { (3, SERIES) };
        canvas.draw(&Circle::new(place, size, role)).ok()?;
    }
    let (place, value) =
        values.iter().zip(&chart.months).rev().find_map(|(place, month)| Some(((*place)?, month.value?)))?;
    let value = value.round_dp(chart.decimals).normalize().to_string().replace('-', "−");
    let y = place.1.clamp(TOP, BOTTOM - LINE_HEIGHT / 2);
    text(canvas, &value, (place.0 + 10, y), HPos::Left)
}

fn text(canvas: &Canvas<'_>, words: &str, place: (i32, i32), anchor: HPos) -> Option<()> {
    let pos = Pos::new(anchor, VPos::Center);
    let style = TextStyle::from(("sans-serif", 15).into_font()).color(&LABEL).pos(pos);
    canvas.draw(&Text::new(words.to_owned(), place, style)).ok()
}
