//! The points of a measure by its actual, as a line: the curve of a method.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::role_canvas::{FULL, GRID, LABEL, MARK, RoleCanvas, SERIES, escape};
use super::total_by_month::ChartLabels;
use crate::domain::curve::CurvePoints;

/// Height of the picture in pixels of the page.
const HEIGHT: i32 = 220;
const LEFT: i32 = 44;
const RIGHT_MARGIN: i32 = 24;
const TOP: i32 = 14;
const BOTTOM: i32 = HEIGHT - 30;

type Canvas<'c> = DrawingArea<RoleCanvas<'c>, plotters::coord::Shift>;

/// A range of values on a range of pixels.
struct Axis {
    low: f64,
    high: f64,
    from: i32,
    to: i32,
}

impl Axis {
    fn over(values: &[f64], (from, to): (i32, i32)) -> Self {
        let fold = |pick: fn(f64, f64) -> f64, start| values.iter().copied().fold(start, pick);
        let (low, high) = (fold(f64::min, f64::INFINITY), fold(f64::max, f64::NEG_INFINITY));
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, from, to }
    }

    #[allow(clippy::cast_possible_truncation, reason = "a pixel within the picture")]
    fn pixel(&self, value: f64) -> i32 {
        let share = (value - self.low) / (self.high - self.low);
        self.from + (share * f64::from(self.to - self.from)).round() as i32
    }

    /// Round values, two to seven of them: 1, 2 or 5 times a power of ten apart.
    fn ticks(&self) -> Vec<f64> {
        let span = self.high - self.low;
        let (mut step, mut next) = (1e-6, [2.0, 2.5, 2.0].into_iter().cycle());
        while span / step > 6.0 && step < 1e15 {
            step *= next.next().unwrap_or(10.0);
        }
        let first = (self.low / step).ceil();
        (0..8).map(|n| (first + f64::from(n)) * step).take_while(|value| *value <= self.high).collect()
    }
}

/// The chart as an SVG element `width` pixels wide; empty when there is nothing to draw.
#[must_use]
pub fn render_points_by_actual(curve: &CurvePoints, width: i32, labels: &ChartLabels) -> String {
    let mut svg = String::new();
    let width = width.max(2 * (LEFT + RIGHT_MARGIN));
    if curve.points.is_empty() || draw(&mut svg, curve, width).is_none() {
        return String::new();
    }
    format!(
        "<svg viewBox=\"0 0 {width} {HEIGHT}\" role=\"img\" class=\"chart\" aria-label=\"{0}\">\
         <title>{0}</title><desc>{1}</desc>{svg}</svg>",
        escape(&labels.title),
        escape(&labels.description),
    )
}

fn draw(svg: &mut String, curve: &CurvePoints, width: i32) -> Option<()> {
    let size = (u32::try_from(width).ok()?, u32::try_from(HEIGHT).ok()?);
    let canvas = RoleCanvas { svg, size }.into_drawing_area();
    let float = |value: &Decimal| value.to_f64();
    let actuals: Vec<f64> = curve.points.iter().filter_map(|(actual, _)| float(actual)).collect();
    let points: Vec<f64> = curve.points.iter().filter_map(|(_, points)| float(points)).collect();
    let mut heights = points.clone();
    heights.extend([0.0, curve.full.to_f64()?]);
    let x = Axis::over(&actuals, (LEFT, width - RIGHT_MARGIN));
    let y = Axis::over(&heights, (BOTTOM, TOP));
    draw_axes(&canvas, &x, &y)?;
    let across = |height: i32| vec![(x.from, height), (x.to, height)];
    canvas.draw(&PathElement::new(across(y.pixel(curve.full.to_f64()?)), FULL)).ok()?;
    if let Some(target) = curve.target.as_ref().and_then(float) {
        let at = x.pixel(target);
        canvas.draw(&PathElement::new(vec![(at, TOP), (at, BOTTOM)], MARK)).ok()?;
    }
    let line = actuals.iter().zip(&points).map(|(actual, points)| (x.pixel(*actual), y.pixel(*points)));
    canvas.draw(&PathElement::new(line.collect::<Vec<_>>(), SERIES)).ok()?;
    if let Some((actual, points)) = &curve.last {
        let place = (x.pixel(float(actual)?), y.pixel(float(points)?));
        canvas.draw(&Circle::new(place, 5, SERIES)).ok()?;
    }
    canvas.present().ok()
}

fn draw_axes(canvas: &Canvas<'_>, x: &Axis, y: &Axis) -> Option<()> {
    for tick in y.ticks() {
        let height = y.pixel(tick);
        canvas.draw(&PathElement::new(vec![(x.from, height), (x.to, height)], GRID)).ok()?;
        text(canvas, &written(tick), (LEFT - 8, height), HPos::Right)?;
    }
    for tick in x.ticks() {
        let at = x.pixel(tick);
        canvas.draw(&PathElement::new(vec![(at, BOTTOM), (at, BOTTOM + 4)], GRID)).ok()?;
        text(canvas, &written(tick), (at, BOTTOM + 18), HPos::Center)?;
    }
    Some(())
}

/// A tick as text; ticks are round, to a millionth at most.
#[allow(clippy::cast_possible_truncation, reason = "a tick beyond what an integer holds is not written")]
fn written(tick: f64) -> String {
    let millionths = (tick * 1e6).round() as i64;
    Decimal::new(millionths, 6).normalize().to_string().replace('-', "−")
}

fn text(canvas: &Canvas<'_>, words: &str, place: (i32, i32), anchor: HPos) -> Option<()> {
    let pos = Pos::new(anchor, VPos::Center);
    let style = TextStyle::from(("sans-serif", 15).into_font()).color(&LABEL).pos(pos);
    canvas.draw(&Text::new(words.to_owned(), place, style)).ok()
}
