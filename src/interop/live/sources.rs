//! The page of figures, and the one on which the figures of units combine into those of the units above
//! them; items over several months.

use std::rc::Rc;

use super::book::{LABELS, Line};
use super::labels::Label;
use super::term::{
    Area, Function, Term, all, any, at_least, call, equal, greater, is_missing, is_number, less, minus,
    missing, number, or_missing, over, plus, times, when,
};
use super::value::Value;
use super::{COMBINED, FIGURES, Maker};
use crate::domain::exact::Exact;
use crate::domain::figure::Figure;
use crate::domain::item::{MonthRule, UnitRule};
use crate::domain::needs::items_by_unit;
use crate::domain::period::{Month, Period};
use crate::interop::xlsx::Style;

/// Units below a unit that a formula can name; and levels of them.
const MAX_CHILDREN: usize = 100;
const MAX_DEPTH: usize = 32;

/// What becomes of the months of an item.
pub(super) struct Over<'o> {
    pub(super) first: Month,
    pub(super) last: Month,
    /// Months that suffice.
    pub(super) least: Option<Term>,
    /// The items that must be there for a month to count, where not all months have to be there.
    pub(super) items: &'o [usize],
    /// The months that a sum is taken for, where the mean over months is asked for.
    pub(super) mean: Option<u32>,
}

impl Maker<'_> {
    /// The figures of all units: blank where one is missing, a word where it does not exist.
    pub(super) fn figures(&mut self) {
        let (first, last) = self.months;
        let columns = || first.through(last).map(|month| self.words.month(month)).collect::<Vec<_>>();
        let labels = [Label::Unit, Label::Item, Label::Measured].map(|label| self.word(label));
        let (figures, combined) = (columns(), columns());
        self.headings(FIGURES, self.word(Label::Figures), labels, figures);
        let needs = items_by_unit(self.workbook, None);
        for (unit, items) in needs.iter().enumerate() {
            for item in items {
                self.figures_row(unit, *item);
            }
        }
        if self.workbook.units.iter().any(|unit| unit.parent.is_some()) {
            self.headings(COMBINED, self.word(Label::Combined), labels, combined);
        }
    }

    fn figures_row(&mut self, unit: usize, item: usize) -> u32 {
        let row = self.source_line(FIGURES, unit, item);
        let (first, last) = self.months;
        let not_applicable = self.word(Label::NotApplicable);
        let of = self.workbook.units.get(unit).zip(self.workbook.items.get(item));
        if let Some((unit, item)) = of {
            for (column, month) in (LABELS..).zip(first.through(last)) {
                let value = match self.workbook.figures.get(&unit.id, &item.id, month) {
                    Figure::Missing => continue,
                    Figure::NotApplicable => Value::Text(Rc::from(not_applicable)),
                    Figure::Value(value) => Value::Number(Exact::from(value)),
                    Figure::Exempt(value) => Value::Text(Rc::from(format!("({value})"))),
                };
                self.book.put(FIGURES, row, column, value);
            }
        }
        self.sources.insert((unit, item), (FIGURES, row));
        row
    }

    fn source_line(&mut self, page: usize, unit: usize, item: usize) -> u32 {
        let language = self.words.language();

        let item = self.workbook.items.get(item);
        let labels = [
            self.workbook.units.get(unit).map_or("", |unit| unit.name.text(language)),
            item.map_or("", |item| item.name.text(language)),
            item.map_or("", |item| item.unit_of_measure.text(language)),
        ];
        self.book.add(page, Line::new(labels, Style::Plain))
    }

    /// Where the values of an item of a unit stand: those of the unit, or combined with those of the
    /// units below it.
    fn source(&mut self, unit: usize, item: usize, depth: usize) -> (usize, u32) {
        let own = match self.sources.get(&(unit, item)) {
            Some((COMBINED, row)) => return (COMBINED, *row),
            Some((_, row)) => *row,
            None => self.figures_row(unit, item),
        };
        let children = self.children_recording(unit, item);
        let rule = self.workbook.items.get(item).map_or(UnitRule::None, |item| item.unit_rule);
        if rule == UnitRule::None
            || children.is_empty()
            || depth >= MAX_DEPTH
            || children.len() > MAX_CHILDREN
        {
            return (FIGURES, own);
        }
        let below: Vec<(usize, u32)> =
            children.into_iter().map(|child| self.source(child, item, depth + 1)).collect();
        let row = self.source_line(COMBINED, unit, item);
        let (first, last) = self.months;
        for (column, _) in (LABELS..).zip(first.through(last)) {
            let cell = |(page, row): (usize, u32)| Term::Area(Area::cell(page, row, column));
            let below: Vec<Term> = below.iter().map(|place| cell(*place)).collect();
            let own = cell((FIGURES, own));
            let function = if rule == UnitRule::Sum { Function::Sum } else { Function::Average };
            let combined = when(
                any(below.iter().cloned().map(is_missing).collect()),
                missing(),
                when(
                    equal(call(Function::Count, below.clone()), number(0)),
                    self.not_applicable(),
                    call(function, below),
                ),
            );
            let word = when(is_missing(own.clone()), combined, self.not_applicable());
            let term = when(is_number(own.clone()), own, word);
            self.book.put_formula(COMBINED, row, column, &term);
        }
        self.sources.insert((unit, item), (COMBINED, row));
        (COMBINED, row)
    }

    fn children(&self, unit: usize) -> Vec<usize> {
        let Some(parent) = self.workbook.units.get(unit) else { return Vec::new() };
        let units = self.workbook.units.iter().enumerate();
        units.filter(|(_, unit)| unit.parent.as_ref() == Some(&parent.id)).map(|(place, _)| place).collect()
    }

    /// The children that have a figure of the item in any month, themselves or below.
    fn children_recording(&self, unit: usize, item: usize) -> Vec<usize> {
        let mut children = self.children(unit);
        children.retain(|child| self.records(*child, item, 0));
        children
    }

    fn records(&self, unit: usize, item: usize, depth: usize) -> bool {
        let of = self.workbook.units.get(unit).zip(self.workbook.items.get(item));
        of.is_some_and(|(unit, item)| self.workbook.figures.has_any(&unit.id, &item.id))
            || depth < MAX_DEPTH
                && self.children(unit).iter().any(|child| self.records(*child, item, depth + 1))
    }

    /// The months from one to another as far as they stand on the page, and how many do not.
    fn months_of(&self, (page, row): (usize, u32), first: Month, last: Month) -> (Option<Area>, u32) {
        let column = |month: Month| u32::try_from(month.since(self.months.0)).unwrap_or(0) + LABELS;
        let (from, to) = (first.max(self.months.0), last.min(self.months.1));
        let asked = u32::try_from(last.since(first) + 1).unwrap_or(0);
        if from > to {
            return (None, asked);
        }
        let columns = (column(from), column(to));
        (Some(Area { page, rows: (row, row), columns }), asked - (columns.1 - columns.0 + 1))
    }

    /// For each period of a page, how many figures some items of a unit have in it.
    pub(super) fn figures_entered(&mut self, at: usize, unit: usize, items: &[usize]) -> Vec<Term> {
        let sources: Vec<(usize, u32)> = items.iter().map(|item| self.source(unit, *item, 0)).collect();
        let count = |(_, period): (u32, Period)| {
            let areas = |source: &(usize, u32)| self.months_of(*source, period.first(), period.last()).0;
            let areas: Vec<Term> = sources.iter().filter_map(areas).map(Term::Area).collect();
            if areas.is_empty() { number(0) } else { call(Function::Count, areas) }
        };
        self.periods(at).into_iter().map(count).collect()
    }

    /// An item of a unit over months: a number, nothing, or the word for what does not exist; `None`
    /// where no formula can say it.
    pub(super) fn item_over(&mut self, unit: usize, item: usize, over_months: &Over<'_>) -> Option<Term> {
        let source = self.source(unit, item, 0);
        let definition = self.workbook.items.get(item)?;
        let (area, outside) = self.months_of(source, over_months.first, over_months.last);
        let Some(area) = area else { return Some(missing()) };
        let rule = definition.month_rule.clone();
        let weights = self.weights_of(unit, item, over_months).flatten();
        if let Some(months) = over_months.mean {
            return self.mean_over(unit, (area, weights), &rule, months, over_months);
        }
        let range = Term::Area(area);
        if over_months.first == over_months.last {
            let word = when(is_missing(range.clone()), missing(), self.not_applicable());
            return Some(when(is_number(range.clone()), range, word));
        }
        let value = combined(&rule, area, weights);
        let value =
            when(equal(call(Function::Count, [range.clone()]), number(0)), self.not_applicable(), value);
        let several = over_months.items.len() > 1 || weights.is_some() && !over_months.items.is_empty();
        if let (Some(least), true) = (&over_months.least, several) {
            let mask = self.months_with_all(unit, over_months)?;
            let few = less(call(Function::SumOfProducts, [mask.clone()]), least.clone());
            let common = or_missing(among(&rule, (area, weights), &mask)?);
            let gap = self.any_gap(unit, over_months)?;
            return Some(when(gap, when(few, missing(), common), value));
        }
        let blank = || greater(call(Function::CountBlank, [range.clone()]), number(0));
        let absent = match &over_months.least {
            None if outside > 0 => return Some(missing()),
            None => blank(),
            Some(least) => {
                let few = less(call(Function::Count, [range.clone()]), least.clone());
                if outside > 0 { few } else { all(vec![blank(), few]) }
            }
        };
        Some(when(absent, missing(), value))
    }

    /// The mean over those months in which all items of a measure are there, a sum times so many months.
    fn mean_over(
        &mut self,
        unit: usize,
        (area, weights): (Area, Option<Area>),
        rule: &MonthRule,
        months: u32,
        over_months: &Over<'_>,
    ) -> Option<Term> {
        let range = Term::Area(area);
        let mask = self.months_with_all(unit, over_months)?;
        let only = over_months.items.len() == 1 && weights.is_none();
        let simple = |function| call(function, [range.clone()]);
        let value = match rule {
            MonthRule::Sum if only => {
                let sum = simple(Function::Sum);
                over(if months == 1 { sum } else { times(sum, number(months)) }, simple(Function::Count))
            }
            MonthRule::Sum => {
                let sum = among(rule, (area, weights), &mask)?;
                let count = call(Function::SumOfProducts, [mask]);
                over(if months == 1 { sum } else { times(sum, number(months)) }, count)
            }
            MonthRule::Mean if only => simple(Function::Average),
            MonthRule::Minimum if only => {
                when(equal(simple(Function::Count), number(0)), missing(), simple(Function::Minimum))
            }
            MonthRule::Maximum if only => {
                when(equal(simple(Function::Count), number(0)), missing(), simple(Function::Maximum))
            }
            _ => among(rule, (area, weights), &mask)?,
        };
        Some(or_missing(value))
    }

    /// Whether a month is missing of any of the items, or of what weighs one that is there.
    fn any_gap(&mut self, unit: usize, over_months: &Over<'_>) -> Option<Term> {
        let mut gaps = Vec::new();
        for item in over_months.items {
            let source = self.source(unit, *item, 0);
            let (area, outside) = self.months_of(source, over_months.first, over_months.last);
            let range = Term::Area(area?);
            if outside > 0 {
                return Some(equal(number(0), number(0)));
            }
            gaps.push(greater(call(Function::CountBlank, [range.clone()]), number(0)));
            if let Some(weights) = self.weights_of(unit, *item, over_months) {
                let gap = times(is_number(range), is_missing(Term::Area(weights?)));
                gaps.push(greater(call(Function::SumOfProducts, [gap]), number(0)));
            }
        }
        Some(any(gaps))
    }

    /// Where what weighs an item stands, if anything does.
    fn weights_of(&mut self, unit: usize, item: usize, over_months: &Over<'_>) -> Option<Option<Area>> {
        let by = self.workbook.items.get(item)?.weighted_by()?;
        let by = self.workbook.items.iter().position(|other| other.id == *by)?;
        let source = self.source(unit, by, 0);
        Some(self.months_of(source, over_months.first, over_months.last).0)
    }

    /// One for each month in which all items are there, with what weighs them, else nothing.
    fn months_with_all(&mut self, unit: usize, over_months: &Over<'_>) -> Option<Term> {
        let mut mask: Option<Term> = None;
        let mut and = |term: Term| {
            mask = Some(match mask.take() {
                Some(mask) => times(mask, term),
                None => times(term, number(1)),
            });
        };
        for item in over_months.items {
            let source = self.source(unit, *item, 0);
            and(is_number(Term::Area(self.months_of(source, over_months.first, over_months.last).0?)));
            if let Some(weights) = self.weights_of(unit, *item, over_months) {
                and(call(Function::Unequal, [Term::Area(weights?), missing()]));
            }
        }
        mask
    }
}

/// What the months that are there come to by a rule.
fn combined(rule: &MonthRule, area: Area, weights: Option<Area>) -> Term {
    let range = Term::Area(area);
    let simple = |function| call(function, [range.clone()]);
    match (rule, weights) {
        (MonthRule::Sum, _) => simple(Function::Sum),
        (MonthRule::Mean, _) => simple(Function::Average),
        (MonthRule::Minimum, _) => simple(Function::Minimum),
        (MonthRule::Maximum, _) => simple(Function::Maximum),
        (MonthRule::Last, _) => last(area, is_number(range)),
        (MonthRule::WeightedMean(_), None) => missing(),
        (MonthRule::WeightedMean(_), Some(weights)) => {
            let weights = Term::Area(weights);
            let there = is_number(range.clone());
            let gap = times(there.clone(), is_missing(weights.clone()));
            let mean = over(
                call(Function::SumOfProducts, [range.clone(), weights.clone()]),
                call(Function::SumOfProducts, [times(there, number(1)), weights]),
            );
            let several =
                when(greater(call(Function::SumOfProducts, [gap]), number(0)), missing(), or_missing(mean));
            when(at_least(number(1), simple(Function::Count)), simple(Function::Sum), several)
        }
    }
}

/// What the months that a mask of ones lets through come to by a rule; `None` where no formula says it.
fn among(rule: &MonthRule, (area, weights): (Area, Option<Area>), mask: &Term) -> Option<Term> {
    let range = Term::Area(area);
    let sum = || call(Function::SumOfProducts, [mask.clone(), range.clone()]);
    let count = || call(Function::SumOfProducts, [mask.clone()]);
    Some(match rule {
        MonthRule::Sum => sum(),
        MonthRule::Mean => over(sum(), count()),
        // The place 0 would mean the whole row.
        MonthRule::Last => when(greater(count(), number(0)), last(area, mask.clone()), missing()),
        MonthRule::Minimum | MonthRule::Maximum => return None,
        MonthRule::WeightedMean(_) => {
            let weights = Term::Area(weights?);
            let weighed = call(Function::SumOfProducts, [mask.clone(), range.clone(), weights.clone()]);
            let mean = over(weighed, call(Function::SumOfProducts, [mask.clone(), weights]));
            when(equal(count(), number(1)), sum(), mean)
        }
    })
}

/// The last of the values that a mask of ones lets through.
fn last(area: Area, mask: Term) -> Term {
    let column = call(Function::Column, [Term::Area(area)]);
    let place = plus(minus(column, number(area.columns.0 + 1)), number(1));
    let place = call(Function::SumOfProducts, [call(Function::Maximum, [times(mask, place)])]);
    call(Function::Index, [Term::Area(area), place])
}
