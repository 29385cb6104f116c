//! What a formula comes to is held against the score; where it is another, the cell holds the score.

use std::rc::Rc;

use super::Maker;
use super::grid::Terms;
use super::labels::Label;
use super::term::Term;
use super::value::Value;
use crate::domain::exact::Exact;
use crate::domain::scoring::{MeasureScore, MeasureState, ScoreReport};

/// Which part of the score of a measure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Actual,
    Target,
    /// The points by the method, rounded.
    Raw,
    Points,
}

/// What is a sum of points.
#[derive(Clone, Copy)]
pub(super) enum Whole {
    /// The objective at a place of the perspective at a place.
    Objective(usize, usize),
    Perspective(usize),
    Total,
}

impl Maker<'_> {
    /// Fills a row of sums with formulas; each cell where one does not come to what the report has, with
    /// the value.
    pub(super) fn fill_points(&mut self, at: usize, row: u32, term: Term, whole: Whole) {
        self.fill(at, row, &Terms::Same(term));
        let Some(grid) = self.grids.get(at) else { return };
        let page = grid.page;
        for (column, _) in self.periods(at) {
            let Some(report) = self.report(at, column) else { continue };
            let points = match whole {
                Whole::Total => report.total.points,
                Whole::Perspective(place) => report.perspectives().get(place).and_then(|own| own.points),
                Whole::Objective(place, inner) => {
                    let objectives = report.perspectives().get(place).map(|own| own.objectives.as_slice());
                    objectives.and_then(|own| own.get(inner)).and_then(|own| own.points)
                }
            };
            let known = points.map(Exact::from);
            let right = agrees(&self.book.value(page, row, column), known.as_ref());
            if known.is_some() {
                self.count(right);
            }
            if !right {
                self.hold(page, row, column, known.map_or_else(|| Value::Text(Rc::from("")), Value::Number));
            }
        }
    }

    fn report(&self, at: usize, column: u32) -> Option<&ScoreReport> {
        let place = column.checked_sub(super::book::LABELS)? as usize;
        self.grids.get(at)?.reports.get(place)?.as_ref()
    }

    /// Fills a row of a measure with formulas; each cell where one does not come to what the report has,
    /// and all where there are none, with the value.
    pub(super) fn fill_checked(
        &mut self,
        at: usize,
        row: u32,
        place: usize,
        part: Part,
        terms: Option<&Terms>,
    ) {
        if let Some(terms) = terms {
            self.fill(at, row, terms);
        }
        let Some(grid) = self.grids.get(at) else { return };
        let page = grid.page;
        for (column, _) in self.periods(at) {
            let expected = self.expected(at, place, column, part);
            let (known, value) = match expected {
                Some(expected) => expected,
                None => continue,
            };
            let right = terms.is_some()
                && (part == Part::Raw || agrees(&self.book.value(page, row, column), known.as_ref()));
            if !right {
                self.hold(page, row, column, value);
            }
            if part == Part::Points && known.is_some() {
                self.count(right);
            }
        }
    }

    pub(super) fn count(&mut self, is_formula: bool) {
        if is_formula {
            self.formulas += 1;
        } else {
            self.held += 1;
        }
    }

    /// Puts a value where no formula is right, and says so beside it.
    pub(super) fn hold(&mut self, page: usize, row: u32, column: u32, value: Value) {
        self.book.put(page, row, column, value);
        let word = self.word(Label::Held);
        let line = self.book.pages.get_mut(page).and_then(|page| page.lines.get_mut(row as usize));
        if let Some([_, _, remark]) = line.map(|line| &mut line.labels) {
            *remark = Rc::from(word);
        }
    }

    /// The number that the report has, and what the cell holds.
    fn expected(&self, at: usize, place: usize, column: u32, part: Part) -> Option<(Option<Exact>, Value)> {
        let grid = self.grids.get(at)?;
        let report = self.report(at, column)?;
        let score = report.measure(&grid.measures.get(place)?.id)?;
        let known = match part {
            Part::Actual => score.actual.clone(),
            Part::Target => score.target.clone(),
            Part::Points => score.points.map(Exact::from),
            Part::Raw => by_method(score),
        };
        let other = match score.state {
            MeasureState::NotApplicable => Value::Text(Rc::from(self.word(Label::NotApplicable))),
            _ => Value::Text(Rc::from("")),
        };
        let value = known.clone().map_or(other, Value::Number);
        Some((known, value))
    }
}

/// The rounded points before redistribution, where the method gave any.
fn by_method(score: &MeasureScore) -> Option<Exact> {
    let points = score.points.filter(|_| score.state == MeasureState::Scored)?;
    Some(Exact::from(points.checked_sub(score.redistributed)?))
}

/// Whether a value is the number, to twelve decimals; any text is none.
pub(super) fn agrees(value: &Value, known: Option<&Exact>) -> bool {
    match (value, known) {
        (Value::Number(value), Some(known)) => {
            let apart = value.minus(known).magnitude();
            apart <= Exact::decimal(1, 12) || apart <= known.magnitude().times(&Exact::decimal(1, 12))
        }
        (Value::Text(_), None) => true,
        _ => false,
    }
}
