//! Deductions: what stands behind a figure of points deducted, one by one. The figure is their sum.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::day::Day;
use super::edit::{Edit, FigureChange};
use super::figure::{Cell, Figure};
use super::id::ItemId;
use super::method::Method;
use super::sorted::SortedMap;
use super::workbook::Workbook;

/// The most deductions behind one figure.
pub const MOST_DEDUCTIONS: usize = 500;

/// The most points of one deduction.
pub const MOST_POINTS: u32 = 1_000_000;

/// The most decimals of its points, so that every sum is exact.
pub const MOST_DECIMALS: u32 = 6;

/// The deductions behind the figures that have any.
pub type Deductions = SortedMap<Cell, Vec<Deduction>>;

/// Points that were deducted for a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deduction {
    /// The day it was for, where that is known.
    pub day: Option<Day>,
    /// Why.
    pub reason: Arc<str>,
    /// How many, from 0.
    pub points: Decimal,
}

/// Whether the points of a deduction can be kept.
#[must_use]
pub fn points_in_range(points: Decimal) -> bool {
    points >= Decimal::ZERO && points <= Decimal::from(MOST_POINTS) && points.scale() <= MOST_DECIMALS
}

/// What the deductions come to.
#[must_use]
pub fn sum(list: &[Deduction]) -> Decimal {
    list.iter().fold(Decimal::ZERO, |sum, own| sum.checked_add(own.points).unwrap_or(sum))
}

/// The edit that puts `list` behind the figure and makes the figure its sum; without any deduction the
/// figure is missing. An exempt figure stays exempt.
#[must_use]
pub fn set_list(workbook: &Workbook, cell: &Cell, list: Vec<Deduction>) -> Edit {
    let figure = match workbook.figures.get(&cell.unit, &cell.item, cell.month) {
        _ if list.is_empty() => Figure::Missing,
        Figure::Exempt(_) => Figure::Exempt(sum(&list)),
        _ => Figure::Value(sum(&list)),
    };
    let change = FigureChange { cell: cell.clone(), figure };
    Edit::Several(vec![Edit::SetFigures(vec![change]), Edit::SetDeductions { cell: cell.clone(), list }])
}

/// Whether a figure of the item is points deducted, so that it can be entered one by one: some measure
/// with the deduction method is that item, each point of it being one point.
#[must_use]
pub fn is_deducted(workbook: &Workbook, item: &ItemId) -> bool {
    let revisions = workbook.scorecards.iter().flat_map(|card| &card.revisions);
    revisions.flat_map(|revision| revision.measures()).any(|measure| {
        let names = || {
            measure.actual.references().iter().any(|reference| {
                workbook.items_named(&reference.name, reference.quoted).any(|own| own.id == *item)
            })
        };
        matches!(&measure.method, Method::Deduction(method) if method.points_each == Decimal::ONE) && names()
    })
}
