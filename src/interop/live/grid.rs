//! The pages of scores: one for a unit and a revision of a card, with its periods as columns.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::SCORES;
use super::book::{LABELS, Line};
use super::labels::{Label, Words};
use super::measure::RowKey;
use super::term::{Term, number};
use super::{Maker, definitions::Owner};
use crate::domain::measure::Measure;
use crate::domain::period::{Month, Period, PeriodLength};
use crate::domain::scorecard::{LongerPeriods, Override, Revision, Scorecard};
use crate::domain::scoring::{Plan, ScoreReport};
use crate::domain::workbook::Workbook;
use crate::interop::xlsx::Style;

/// A page of scores.
pub(super) struct Grid<'w> {
    pub(super) page: usize,
    /// Places in the workbook.
    pub(super) card: usize,
    pub(super) revision: usize,
    pub(super) unit: usize,
    pub(super) scorecard: &'w Scorecard,
    pub(super) definition: &'w Revision,
    pub(super) measures: Vec<&'w Measure>,
    /// The period of each column; none where another revision holds.
    pub(super) periods: Rc<[Option<Period>]>,
    /// The names of all columns.
    headings: Vec<String>,
    pub(super) reports: Vec<Option<ScoreReport>>,
    /// Rows that several formulas use.
    pub(super) rows: BTreeMap<RowKey, u32>,
    pub(super) own: Vec<Own>,
    /// The rows of the points of perspectives, and of the objectives in each.
    pub(super) perspectives: Vec<(u32, Vec<u32>)>,
    pub(super) total: u32,
    /// The rows of the points of perspectives before vetoes.
    pub(super) before: Vec<u32>,
    /// Whether each veto holds.
    pub(super) holds: Vec<Term>,
    /// The rows below the total.
    pub(super) below: BTreeMap<Label, u32>,
}

/// Where a measure stands.
#[derive(Clone)]
pub(super) struct Own {
    pub(super) left_out: bool,
    pub(super) actual: u32,
    pub(super) target: u32,
    pub(super) points: u32,
    /// The points by the method, before anything else.
    pub(super) raw: u32,
    /// Full points.
    pub(super) full: Term,
}

/// The formulas of a row.
pub(super) enum Terms {
    /// The same in every column.
    Same(Term),
    /// One for each column that has a period.
    Each(Vec<Term>),
}

/// The pages of scores of a workbook, and what they are called.
pub(super) fn grids<'w>(
    workbook: &'w Workbook,
    plan: &Plan,
    words: &Words,
    (first, last): (Month, Month),
) -> (Vec<Grid<'w>>, Vec<String>) {
    let (mut grids, mut titles) = (Vec::new(), Vec::new());
    if workbook.figures.span().is_none() {
        return (grids, titles);
    }
    for (card, scorecard) in workbook.scorecards.iter().enumerate() {
        let own = |month| Period::holding(month, scorecard.period, workbook.first_month);
        let mut all: Vec<Period> = first.through(last).map(own).collect();
        all.dedup();
        for (revision, definition) in scorecard.revisions.iter().enumerate() {
            let holds = |period: &Period| {
                scorecard.revision_in(period.last()).is_some_and(|own| own.from == definition.from)
            };
            for id in &scorecard.units {
                let Some(unit) = workbook.units.iter().position(|unit| unit.id == *id) else { continue };
                let of_unit = |period: &Period| holds(period) && scorecard.is_used_in(id, period.last());
                let periods: Rc<[Option<Period>]> =
                    all.iter().map(|period| Some(*period).filter(|period| of_unit(period))).collect();
                if periods.iter().all(Option::is_none) {
                    continue;
                }
                let report = |period: &Period| plan.score(&scorecard.id, id, *period);
                titles.push(title(workbook, words, scorecard, definition, unit));
                grids.push(Grid {
                    page: SCORES + grids.len(),
                    card,
                    revision,
                    unit,
                    scorecard,
                    definition,
                    measures: definition.measures().collect(),
                    periods: periods.clone(),
                    headings: all.iter().map(|period| words.period(*period, workbook.first_month)).collect(),
                    reports: periods.iter().map(|period| period.as_ref().map(report)).collect(),
                    rows: BTreeMap::new(),
                    own: Vec::new(),
                    perspectives: Vec::new(),
                    total: 0,
                    before: Vec::new(),
                    holds: Vec::new(),
                    below: BTreeMap::new(),
                });
            }
        }
    }
    (grids, titles)
}

fn title(workbook: &Workbook, words: &Words, card: &Scorecard, revision: &Revision, unit: usize) -> String {
    let Some(unit) = workbook.units.get(unit) else { return String::new() };
    let mut title = unit.name.text(words.language()).to_owned();
    if workbook.scorecards_of(&unit.id).nth(1).is_some() {
        title = format!("{title} {}", card.name.text(words.language()));
    }
    if card.revisions.len() > 1 {
        title = format!("{title} {}", revision.from);
    }
    title
}

impl Maker<'_> {
    /// Lays out the upper part of a page: what is read first. The rows are filled later.
    pub(super) fn lay_out(&mut self, at: usize) {
        let Some(grid) = self.grids.get(at) else { return };
        let (page, definition, language) = (grid.page, grid.definition, self.words.language());
        let unit = self.workbook.units.get(grid.unit);
        let unit_name = unit.map_or("", |unit| unit.name.text(language));
        let title = format!("{unit_name}  {}", grid.scorecard.name.text(language));
        let headings = grid.headings.clone();
        let hidden = grid.periods.iter().map(Option::is_none).collect();
        let labels = [self.word(Label::Measure), "", self.word(Label::Measured)];
        self.headings(page, &title, labels, headings);
        if let Some(page) = self.book.pages.get_mut(page) {
            page.hidden = hidden;
        }
        let mut place = 0;
        for perspective in &definition.perspectives {
            self.book.add(page, Line::new([perspective.name.text(language), "", ""], Style::Heading));
            let mut objectives = Vec::new();
            for objective in &perspective.objectives {
                for measure in &objective.measures {
                    self.lay_out_measure(at, page, measure, &mut place);
                }
                let name = objective.name.text(language);
                let line = Line::new([name, self.word(Label::Points), ""], Style::Heading);
                objectives.push(self.book.add(page, line));
            }
            for measure in &perspective.measures {
                self.lay_out_measure(at, page, measure, &mut place);
            }
            let name = perspective.name.text(language);
            let line = Line::new([name, self.word(Label::Points), ""], Style::Heading);
            let row = self.book.add(page, line);
            if let Some(grid) = self.grids.get_mut(at) {
                grid.perspectives.push((row, objectives));
            }
        }
        let total = self.book.add(page, Line::new([self.word(Label::Total), "", ""], Style::Heading));
        if let Some(grid) = self.grids.get_mut(at) {
            grid.total = total;
        }
        self.lay_out_rest(at, page);
        self.share_weights(at);
    }

    /// What stands below the total, and the heading of what leads to it.
    fn lay_out_rest(&mut self, at: usize, page: usize) {
        let Some(grid) = self.grids.get(at) else { return };
        let is_mean = grid.definition.longer_periods == LongerPeriods::MeanOfPeriods;
        let wanted = [
            (Label::Extra, grid.measures.iter().any(|measure| measure.extra)),
            (Label::BeforeVeto, !grid.definition.vetoes.is_empty()),
            (Label::Percent, true),
            (Label::Grade, !grid.definition.grades.is_empty()),
            (Label::Coverage, true),
            (Label::YearToDate, is_mean && grid.scorecard.period != PeriodLength::Year),
        ];
        for (label, _) in wanted.into_iter().filter(|(_, wanted)| *wanted) {
            let row = self.book.add(page, Line::new([self.word(label), "", ""], Style::Plain));
            if let Some(grid) = self.grids.get_mut(at) {
                grid.below.insert(label, row);
            }
        }
        self.book.add(page, Line::default());
        self.book.add(page, Line::new([self.word(Label::Working), "", ""], Style::Title));
    }

    fn lay_out_measure(&mut self, at: usize, page: usize, measure: &Measure, place: &mut usize) {
        let language = self.words.language();
        let name = measure.name.text(language);
        let unit = measure.unit_of_measure.text(language);
        let mut line = |name: &str, label: Label, unit: &str, style| {
            let line = Line::new([name, self.word(label), unit], style);
            self.book.add(page, line)
        };
        let actual = line(name, Label::Actual, unit, Style::Plain);
        let target = line("", Label::Target, unit, Style::Plain);
        let points = line("", Label::Points, "", Style::Entry);
        let left_out = self.override_of(at, measure).is_some_and(|own| own.left_out);
        let full = self.weight(at, *place).unwrap_or_else(|| number(0));
        if let Some(grid) = self.grids.get_mut(at) {
            grid.own.push(Own { left_out, actual, target, points, raw: points, full });
        }
        *place += 1;
    }

    fn override_of(&self, at: usize, measure: &Measure) -> Option<&Override> {
        let grid = self.grids.get(at)?;
        let unit = self.workbook.units.get(grid.unit)?;
        grid.definition.override_of(&unit.id, &measure.id)
    }

    /// The cell of the weight of a measure for the unit of a page; none for what has none.
    pub(super) fn weight(&self, at: usize, place: usize) -> Option<Term> {
        let grid = self.grids.get(at)?;
        let measure = grid.measures.get(place)?;
        if measure.method.is_adjustment() || self.override_of(at, measure).is_some_and(|own| own.left_out) {
            return None;
        }
        let own = self.given(at, Owner::Override(grid.unit, place), Label::Weight, 0);
        own.or_else(|| self.own(at, place, Label::Weight))
    }

    /// Adds a row below the others; gives its place.
    pub(super) fn line(&mut self, at: usize, name: &str, what: &str, terms: &Terms) -> u32 {
        let page = self.grids.get(at).map_or(0, |grid| grid.page);
        let row = self.book.add(page, Line::new([name, what, ""], Style::Plain));
        self.fill(at, row, terms);
        row
    }

    /// Adds a row with the same formula in every column.
    pub(super) fn same(&mut self, at: usize, name: &str, label: Label, term: Term) -> u32 {
        self.line(at, name, self.word(label), &Terms::Same(term))
    }

    /// Fills a row with formulas.
    pub(super) fn fill(&mut self, at: usize, row: u32, terms: &Terms) {
        let Some(grid) = self.grids.get(at) else { return };
        let (page, periods) = (grid.page, grid.periods.clone());
        let columns = (LABELS..).zip(periods.iter()).filter(|(_, period)| period.is_some());
        for (place, (column, _)) in columns.enumerate() {
            let term = match terms {
                Terms::Same(term) => Some(term),
                Terms::Each(terms) => terms.get(place),
            };
            if let Some(term) = term {
                self.book.put_formula(page, row, column, term);
            }
        }
    }

    /// The periods of a page, without the columns that have none.
    pub(super) fn periods(&self, at: usize) -> Vec<(u32, Period)> {
        let periods = self.grids.get(at).map(|grid| grid.periods.clone());
        let periods = periods.iter().flat_map(|periods| (LABELS..).zip(periods.iter()));
        periods.filter_map(|(column, period)| Some((column, (*period)?))).collect()
    }

    pub(super) fn own_of(&self, at: usize, place: usize) -> Option<Own> {
        self.grids.get(at)?.own.get(place).cloned()
    }

    pub(super) fn measure_of(&self, at: usize, place: usize) -> Option<&Measure> {
        self.grids.get(at)?.measures.get(place).copied()
    }

    /// The name of a measure.
    pub(super) fn name_of(&self, at: usize, place: usize) -> String {
        let name = self.measure_of(at, place).map(|measure| measure.name.text(self.words.language()));
        name.unwrap_or_default().to_owned()
    }
}
