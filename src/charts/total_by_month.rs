//! The total of a unit by month, as a line.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::role_canvas::{FULL, GRID, LABEL, RoleCanvas, SERIES, escape};

/// Height of the picture in pixels of the page.
const HEIGHT: i32 = 240;
/// The area of the line within the picture; to its right stands the last value.
const LEFT: i32 = 48;
const RIGHT_MARGIN: i32 = 60;
const TOP: i32 = 16;
const BOTTOM: i32 = HEIGHT - 34;

/// The total of one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthTotal {
    /// What stands under it; empty where nothing should.
    pub label: String,
    /// Points; `None` leaves a gap.
    pub points: Option<Decimal>,
}

/// The words of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartLabels {
    /// Its title.
    pub title: String,
    /// What it shows, for whoever does not see it.
    pub description: String,
}

/// The range of the vertical axis.
struct Scale {
    low: f64,
    high: f64,
    count: usize,
    /// Where the area ends.
    right: i32,
}

impl Scale {
    fn around(totals: &[MonthTotal], full: Decimal, width: i32) -> Self {
        let values = totals.iter().filter_map(|total| total.points).chain([full]).filter_map(|v| v.to_f64());
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
        let low = (low / 10.0).floor() * 10.0;
        let high = (high / 10.0).ceil() * 10.0;
        let high = if high - low < 10.0 { low + 10.0 } else { high };
        Self { low, high, count: totals.len(), right: width - RIGHT_MARGIN }
    }

    fn x(&self, index: usize) -> i32 {
        let steps = i32::try_from(self.count.saturating_sub(1).max(1)).unwrap_or(i32::MAX);
        LEFT + (self.right - LEFT) * i32::try_from(index).unwrap_or(0) / steps
    }

    #[allow(clippy::cast_possible_truncation, reason = "a pixel within the picture")]
    fn y(&self, value: f64) -> i32 {
        let share = (value - self.low) / (self.high - self.low);
        BOTTOM - (share * f64::from(BOTTOM - TOP)).round() as i32
    }

    /// Round values for the grid, four to eight of them.
    fn ticks(&self) -> Vec<f64> {
        let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 250.0, 1000.0, 10_000.0, 100_000.0];
        let span = self.high - self.low;
        let step = steps.into_iter().find(|step| span / step <= 7.0).unwrap_or(span);
        let first = (self.low / step).ceil() * step;
        (0..9).map(|n| first + f64::from(n) * step).take_while(|value| *value <= self.high).collect()
    }
}

/// A tick as text: ticks are whole.
#[allow(clippy::cast_possible_truncation, reason = "ticks are whole and few")]
fn whole(tick: f64) -> String {
    (tick as i64).to_string()
}

type Canvas<'c> = DrawingArea<RoleCanvas<'c>, plotters::coord::Shift>;

/// The chart as an SVG element `width` pixels wide; empty when there is nothing to draw.
#[must_use]
pub fn render_total_by_month(
    totals: &[MonthTotal],
    full: Decimal,
    width: i32,
    labels: &ChartLabels,
) -> String {
    let mut svg = String::new();
    let width = width.max(2 * (LEFT + RIGHT_MARGIN));
    let scale = Scale::around(totals, full, width);
    if totals.iter().all(|total| total.points.is_none())
        || draw(&mut svg, totals, full, width, &scale).is_none()
    {
        return String::new();
    }
    finish(&svg, width, labels)
}

fn draw(svg: &mut String, totals: &[MonthTotal], full: Decimal, width: i32, scale: &Scale) -> Option<()> {
    let size = (u32::try_from(width).ok()?, u32::try_from(HEIGHT).ok()?);
    let canvas = RoleCanvas { svg, size }.into_drawing_area();
    draw_grid(&canvas, scale)?;
    draw_full(&canvas, full, scale)?;
    draw_months(&canvas, totals, scale)?;
    draw_line(&canvas, totals, scale)?;
    canvas.present().ok()
}

fn draw_grid(canvas: &Canvas<'_>, scale: &Scale) -> Option<()> {
    for tick in scale.ticks() {
        let y = scale.y(tick);
        canvas.draw(&PathElement::new(vec![(LEFT, y), (scale.right, y)], GRID)).ok()?;
        text(canvas, &whole(tick), (LEFT - 8, y), Pos::new(HPos::Right, VPos::Center))?;
    }
    Some(())
}

fn draw_full(canvas: &Canvas<'_>, full: Decimal, scale: &Scale) -> Option<()> {
    let y = scale.y(full.to_f64()?);
    canvas.draw(&PathElement::new(vec![(LEFT, y), (scale.right, y)], FULL)).ok()
}

fn draw_months(canvas: &Canvas<'_>, totals: &[MonthTotal], scale: &Scale) -> Option<()> {
    for (index, total) in totals.iter().enumerate().filter(|(_, total)| !total.label.is_empty()) {
        let x = scale.x(index);
        canvas.draw(&PathElement::new(vec![(x, BOTTOM), (x, BOTTOM + 4)], GRID)).ok()?;
        text(canvas, &total.label, (x, BOTTOM + 18), Pos::new(HPos::Center, VPos::Center))?;
    }
    Some(())
}

/// The line with its gaps, a dot for each month, and the last value beside it.
fn draw_line(canvas: &Canvas<'_>, totals: &[MonthTotal], scale: &Scale) -> Option<()> {
    let points: Vec<Option<(i32, i32)>> = totals
        .iter()
        .enumerate()
        .map(|(index, total)| Some((scale.x(index), scale.y(total.points?.to_f64()?))))
        .collect();
    for run in points.split(Option::is_none) {
        let run: Vec<(i32, i32)> = run.iter().copied().flatten().collect();
        canvas.draw(&PathElement::new(run, SERIES)).ok()?;
    }
    for point in points.iter().copied().flatten() {
        canvas.draw(&Circle::new(point, 3, SERIES)).ok()?;
    }
    let (place, total) =
        points.iter().zip(totals).rev().find_map(|(place, total)| Some(((*place)?, total)))?;
    let value = total.points?.round_dp(2).to_string();
    text(canvas, &value, (place.0 + 8, place.1), Pos::new(HPos::Left, VPos::Center))
}

fn text(canvas: &Canvas<'_>, words: &str, place: (i32, i32), anchor: Pos) -> Option<()> {
    let style = TextStyle::from(("sans-serif", 15).into_font()).color(&LABEL).pos(anchor);
    canvas.draw(&Text::new(words.to_owned(), place, style)).ok()
}

/// Puts title and description in front.
fn finish(svg: &str, width: i32, labels: &ChartLabels) -> String {
    format!(
        "<svg viewBox=\"0 0 {width} {HEIGHT}\" role=\"img\" class=\"chart\" aria-label=\"{0}\">\
         <title>{0}</title><desc>{1}</desc>{svg}</svg>",
        escape(&labels.title),
        escape(&labels.description),
    )
}
