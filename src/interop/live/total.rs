//! The total: its parts, vetoes, percent, grade, coverage, and its mean over the year so far.

use std::rc::Rc;

use super::Maker;
use super::check::Whole;
use super::definitions::Owner;
use super::expressions::Operand;
use super::grid::Terms;
use super::labels::Label;
use super::roll_up::{Branch, Way};
use super::term::{
    Area, Function, Term, all, any, at_least, call, equal, greater, is_number, missing, number, or_missing,
    over, sum, times, when,
};
use crate::domain::scorecard::{MissingPolicy, VetoEffect};

fn yes(term: &Term) -> Term {
    equal(term.clone(), number(1))
}

impl Maker<'_> {
    /// Fills the total and what stands below it.
    pub(super) fn total(
        &mut self,
        at: usize,
        way: &Way,
        branches: &[Branch],
        [full, present, _]: &[Term; 3],
    ) {
        let Some(grid) = self.grids.get(at) else { return };
        let (total, below) = (grid.total, grid.below.clone());
        let rows = grid.before.clone();
        let grid_rows: Vec<u32> = grid.perspectives.iter().map(|(row, _)| *row).collect();
        let conditions = self.total_conditions(at, way, branches, &rows);
        let extra = below.get(&Label::Extra).map(|row| Term::Here(*row));
        let before = rows.iter().map(|row| Term::Here(*row)).chain(extra.clone()).collect::<Vec<_>>();
        let after: Vec<Term> = grid_rows.iter().map(|row| Term::Here(*row)).chain(extra).collect();
        let sum = when(all(conditions), call(Function::Sum, before), missing());
        match below.get(&Label::BeforeVeto) {
            None => self.fill_points(at, total, sum, Whole::Total),
            Some(row) => {
                self.fill(at, *row, &Terms::Same(sum));
                let after = self.vetoes(at, *row, way, &after);
                self.fill_points(at, total, after, Whole::Total);
            }
        }
        let points = Term::Here(total);
        let has_percent = all(vec![
            is_number(points.clone()),
            call(Function::Unequal, [present.clone(), number(0)]),
            call(Function::Unequal, [full.clone(), number(0)]),
        ]);
        let percent = when(has_percent, over(times(points, number(100)), full.clone()), missing());
        if let Some(row) = below.get(&Label::Percent) {
            self.fill(at, *row, &Terms::Same(percent));
            if let Some(grade) = below.get(&Label::Grade) {
                self.grade(at, *row, *grade);
            }
        }
        if let Some(row) = below.get(&Label::Coverage) {
            self.coverage(at, *row, way);
        }
        if let Some(row) = below.get(&Label::YearToDate) {
            self.year_to_date(at, *row);
        }
    }

    /// What must hold for a total.
    fn total_conditions(&mut self, at: usize, way: &Way, branches: &[Branch], rows: &[u32]) -> Vec<Term> {
        let scored = branches.iter().zip(rows).map(|(branch, row)| {
            let own = greater(branch.whole.scored.clone(), number(0));
            let own = match &branch.substitute {
                Some((_, used)) => any(vec![own, yes(used)]),
                None => own,
            };
            when(all(vec![is_number(Term::Here(*row)), own]), number(1), number(0))
        });
        let scored = sum(scored.collect::<Vec<_>>());
        let scored = Term::Here(self.same(at, "", Label::Scored, scored));
        let mut by_method = Vec::new();
        for (place, enters) in way.enters.iter().enumerate() {
            if let (Some(enters), Some(rests)) = (enters, self.rests_on_figures(at, place)) {
                by_method.push(all(vec![enters.clone(), rests]));
            }
        }
        let mut conditions = vec![greater(scored.clone(), number(0))];
        if by_method.is_empty() {
            conditions.push(equal(number(0), number(1)));
        } else {
            conditions.push(any_of_many(by_method));
        }
        if let Some(least) = self.given(at, Owner::Card, Label::LeastScored, 0) {
            conditions.push(at_least(scored, least));
        }
        let places: Vec<usize> = (0..way.effective.len()).collect();
        let gaps = self.gaps(at, &places, way);
        if way.policy == MissingPolicy::Withhold && !gaps.is_empty() {
            conditions.push(call(Function::Not, [any(gaps)]));
        }
        conditions
    }

    /// The total after vetoes: first those on perspectives, then caps.
    fn vetoes(&mut self, at: usize, before: u32, way: &Way, parts: &[Term]) -> Term {
        let Some(definition) = self.grids.get(at).map(|grid| grid.definition) else { return missing() };
        let language = self.words.language();
        let mut holds = Vec::new();
        for veto in &definition.vetoes {
            let place = definition.measures().position(|measure| measure.id == veto.measure);
            let term = place.and_then(|place| self.veto_condition(at, place, &veto.condition, way));
            let row =
                self.same(at, veto.reason.text(language), Label::Condition, term.unwrap_or_else(missing));
            holds.push((place, Term::Here(row)));
        }
        let mut next = 0;
        for (index, perspective) in definition.perspectives.iter().enumerate() {
            let measures = next..next + perspective.all_measures().count();
            next = measures.end;
            let struck = definition.vetoes.iter().zip(&holds).filter(|(veto, (place, _))| {
                veto.effect == VetoEffect::PerspectiveToZero
                    && place.is_some_and(|place| measures.contains(&place))
            });
            let struck: Vec<Term> = struck.map(|(_, (_, row))| yes(row)).collect();
            if !struck.is_empty() {
                self.strike(at, index, any(struck));
            }
        }
        let is_there = is_number(Term::Here(before));
        let after = when(is_there.clone(), call(Function::Sum, parts.to_vec()), missing());
        let mut total = after;
        for (place, (veto, (_, row))) in definition.vetoes.iter().zip(&holds).enumerate() {
            let most = self.given(at, Owner::Card, Label::VetoMost, place);
            if let (VetoEffect::TotalAtMost(_), Some(most)) = (&veto.effect, most) {
                let so_far = Term::Here(self.same(at, "", Label::Total, total));
                let capped = call(Function::Minimum, [so_far.clone(), most]);
                total = when(all(vec![is_there.clone(), yes(row)]), capped, so_far);
            }
        }
        if let Some(grid) = self.grids.get_mut(at) {
            grid.holds = holds.into_iter().map(|(_, row)| row).collect();
        }
        total
    }

    /// Takes the points of a perspective away where a veto holds.
    fn strike(&mut self, at: usize, index: usize, struck: Term) {
        let Some(grid) = self.grids.get(at) else { return };
        let rows = grid.perspectives.get(index).map(|own| own.0).zip(grid.before.get(index).copied());
        let Some((row, before)) = rows else { return };
        let before = Term::Here(before);
        let taken = all(vec![struck, is_number(before.clone()), greater(before.clone(), number(0))]);
        self.fill_points(at, row, when(taken, number(0), before), Whole::Perspective(index));
    }

    fn veto_condition(
        &mut self,
        at: usize,
        place: usize,
        condition: &crate::domain::expression::Expression,
        way: &Way,
    ) -> Option<Term> {
        let own = self.own_of(at, place)?;
        let name = self.name_of(at, place);
        let full = match way.factors.get(place).cloned().flatten() {
            Some(factor) => times(own.full.clone(), factor),
            None => own.full.clone(),
        };
        let known = |row: u32| when(is_number(Term::Here(row)), Term::Here(row), missing());
        let points = || Term::Here(own.points);
        self.expression(at, condition, &mut |maker, reference| {
            let term = match &*reference.name {
                _ if reference.quoted => return Operand::Missing,
                "actual" => known(own.actual),
                "target" => known(own.target),
                "points" => known(own.points),
                "percent" => {
                    let percent = or_missing(over(times(points(), number(100)), full.clone()));
                    when(is_number(points()), percent, missing())
                }
                _ => return Operand::Missing,
            };
            Operand::Row(maker.line(at, &name, &reference.name, &Terms::Same(term)))
        })
    }

    fn grade(&mut self, at: usize, percent: u32, row: u32) {
        let Some(grid) = self.grids.get(at) else { return };
        let (definition, holds) = (grid.definition, grid.holds.clone());
        let percent = Term::Here(percent);
        let place = |place: usize| number(u32::try_from(place).unwrap_or(0) + 1);
        let mut term = number(0);
        for (index, grade) in definition.grades.iter().enumerate().rev() {
            term = match grade.from.and_then(|_| self.given(at, Owner::Card, Label::GradeFrom, index)) {
                None => place(index),
                Some(from) => when(at_least(percent.clone(), from), place(index), term),
            };
        }
        let last = definition.grades.len().saturating_sub(1);
        let mut worst = vec![term];
        for (veto, holds) in definition.vetoes.iter().zip(&holds) {
            if let VetoEffect::GradeAtMost(most) = veto.effect {
                worst.push(when(yes(holds), place(most.min(last)), number(0)));
            }
        }
        let term = match worst.len() {
            1 => worst.remove(0),
            _ => call(Function::Maximum, worst),
        };
        let names = definition.grades.iter().map(|grade| grade.name.text(self.words.language()));
        let names = names.map(|name| Term::Text(Rc::from(name)));
        let choice: Vec<Term> = [term].into_iter().chain(names).collect();
        let grade = or_missing(call(Function::Choose, choice));
        self.fill(at, row, &Terms::Same(when(is_number(percent), grade, missing())));
    }

    /// The percent of the weight that has points by the method.
    fn coverage(&mut self, at: usize, row: u32, way: &Way) {
        let (mut scored, mut there) = (Vec::new(), Vec::new());
        for (place, enters) in way.enters.iter().enumerate() {
            let (Some(enters), Some(own)) = (enters, self.own_of(at, place)) else { continue };
            if self.measure_of(at, place).is_some_and(|measure| measure.is_counted()) {
                let raw = Term::Here(own.raw);
                let has = all(vec![enters.clone(), is_number(raw.clone())]);
                scored.push(when(has, own.full.clone(), number(0)));
                there.push(when(equal(raw, self.not_applicable()), number(0), own.full));
            }
        }
        let percent = or_missing(over(times(sum(scored), number(100)), sum(there)));
        self.fill(at, row, &Terms::Same(percent));
    }

    /// The mean of the totals of the fiscal year up to each period.
    fn year_to_date(&mut self, at: usize, row: u32) {
        let Some(grid) = self.grids.get(at) else { return };
        let (card, unit) = (grid.card, grid.unit);
        let mut terms = Vec::new();
        for (column, period) in self.periods(at) {
            let start = self.workbook.first_month.of_year_holding(period.last());
            let mut areas = Vec::new();
            for (other, grid) in self.grids.iter().enumerate() {
                if grid.card != card || grid.unit != unit || other > at {
                    continue;
                }
                let within = self.periods(other).into_iter();
                let within: Vec<u32> = within
                    .filter(|(own, period)| *own <= column && period.first() >= start)
                    .map(|(column, _)| column)
                    .collect();
                if let (Some(first), Some(last)) = (within.first(), within.last()) {
                    let rows = (grid.total, grid.total);
                    areas.push(Term::Area(Area { page: grid.page, rows, columns: (*first, *last) }));
                }
            }
            let mean = self.rounded(at, call(Function::Average, areas));
            terms.push(or_missing(mean));
        }
        self.fill(at, row, &Terms::Each(terms));
    }
}

/// Any of conditions, of which there may be more than a function takes.
fn any_of_many(conditions: Vec<Term>) -> Term {
    let parts: Vec<Term> = conditions.chunks(100).map(|part| any(part.to_vec())).collect();
    any(parts)
}
