//! The points of a measure by its actual, as a line: the curve of a method.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::axis::{Axis, written};
use super::by_month::ChartLabels;
use super::role_canvas::{FULL, GRID, LABEL, MARK, RoleCanvas, SERIES};
use crate::domain::curve::CurvePoints;

/// Height of the picture in pixels of the page.
const HEIGHT: i32 = 220;
const LEFT: i32 = 44;
const RIGHT_MARGIN: i32 = 24;
const TOP: i32 = 14;
const BOTTOM: i32 = HEIGHT - 30;

type Canvas<'c> = DrawingArea<RoleCanvas<'c>, plotters::coord::Shift>;

/// The chart as an SVG element `width` pixels wide; empty when there is nothing to draw.
#[must_use]
pub fn render_points_by_actual(curve: &CurvePoints, width: i32, labels: &ChartLabels) -> String {
    let mut svg = String::new();
    let width = width.max(2 * (LEFT + RIGHT_MARGIN));
    if curve.points.is_empty() || draw(&mut svg, curve, width).is_none() {
        return String::new();
    }
    labels.around(&svg, (width, HEIGHT))
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

fn text(canvas: &Canvas<'_>, words: &str, place: (i32, i32), anchor: HPos) -> Option<()> {
    let pos = Pos::new(anchor, VPos::Center);
    let style = TextStyle::from(("sans-serif", 15).into_font()).color(&LABEL).pos(pos);
    canvas.draw(&Text::new(words.to_owned(), place, style)).ok()
}
