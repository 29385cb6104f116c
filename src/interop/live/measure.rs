//! The actuals of measures: their items over months, then the expression over them.

use super::Maker;
use super::definitions::Owner;
use super::expressions::Operand;
use super::grid::Terms;
use super::labels::Label;
use super::sources::Over;
use super::term::{Term, missing};
use crate::domain::expression::{Expression, Reference, ReferenceKind};
use crate::domain::measure::Scope;
use crate::domain::period::{Month, Period};

/// Which months a value is of, as seen from the scored period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Window {
    Own,
    YearEarlier,
    /// So many periods earlier.
    Earlier(u32),
    /// The mean of the fiscal year before.
    LastYear,
    /// The mean of so many periods before.
    Trailing(u32),
}

/// A row that several formulas use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RowKey {
    /// An item of a unit; with the measure, where it depends on more than the item.
    Item(usize, usize, Window, Option<(usize, Vec<usize>)>),
    /// The actual of a measure, of a unit.
    Actual(usize, usize, Window),
    /// The points of a measure, rounded before redistribution.
    Rounded(usize),
}

impl Maker<'_> {
    /// Fills the rows of the actuals of a page.
    pub(super) fn actuals(&mut self, at: usize) {
        let count = self.grids.get(at).map_or(0, |grid| grid.measures.len());
        let unit = self.grids.get(at).map_or(0, |grid| grid.unit);
        for place in 0..count {
            let Some(own) = self.own_of(at, place) else { continue };
            if own.left_out {
                let word = Term::Text(self.word(Label::LeftOut).into());
                self.fill(at, own.points, &Terms::Same(word));
                continue;
            }
            let terms = self.actual_terms(at, place, unit, Window::Own);
            self.fill_checked(at, own.actual, place, super::check::Part::Actual, terms.as_ref());
            if let Some(grid) = self.grids.get_mut(at) {
                grid.rows.insert(RowKey::Actual(place, unit, Window::Own), own.actual);
            }
        }
    }

    /// The row of the actual of a measure, read from a unit in other months.
    pub(super) fn actual_row(&mut self, at: usize, place: usize, unit: usize, window: Window) -> Option<u32> {
        let key = RowKey::Actual(place, unit, window);
        if let Some(row) = self.grids.get(at)?.rows.get(&key) {
            return Some(*row);
        }
        let terms = self.actual_terms(at, place, unit, window)?;
        let name = self.name_of(at, place);
        let row = self.line(at, &name, self.word(word_of(window)), &terms);
        self.grids.get_mut(at)?.rows.insert(key, row);
        Some(row)
    }

    fn actual_terms(&mut self, at: usize, place: usize, unit: usize, window: Window) -> Option<Terms> {
        let measure = self.measure_of(at, place)?;
        let (expression, scope) = (measure.actual.clone(), measure.scope);
        let Some(unit) = self.scope(unit, scope) else { return Some(Terms::Same(missing())) };
        self.over_items(at, Some(place), &expression, unit, window).map(Terms::Same)
    }

    /// The unit that a scope reads for another.
    pub(super) fn scope(&self, unit: usize, scope: Scope) -> Option<usize> {
        self.above(
            unit,
            match scope {
                Scope::Own => 0,
                Scope::Ancestor(levels) => levels,
            },
        )
    }

    /// An expression over items of a unit.
    pub(super) fn over_items(
        &mut self,
        at: usize,
        place: Option<usize>,
        expression: &Expression,
        unit: usize,
        window: Window,
    ) -> Option<Term> {
        let items = self.items_of(expression, &[]);
        let unknown = expression.references().iter().any(|own| self.item_named(own).is_none());
        if unknown && matches!(window, Window::LastYear | Window::Trailing(_)) {
            return Some(missing());
        }
        self.expression(at, expression, &mut |maker, reference| match maker.item_named(reference) {
            Some(item) => match maker.item_row(at, place, unit, item, window, &items) {
                Some(row) => Operand::Row(row),
                None => Operand::Unsaid,
            },
            None => Operand::Missing,
        })
    }

    /// The items that an expression reads, where some words of its own are none.
    pub(super) fn items_of(&self, expression: &Expression, own: &[&str]) -> Vec<usize> {
        let mut items = Vec::new();
        for reference in expression.references() {
            let is_own = !reference.quoted && own.contains(&&*reference.name);
            if let Some(item) = self.item_named(reference).filter(|item| !is_own && !items.contains(item)) {
                items.push(item);
            }
        }
        items
    }

    /// The item that a word means.
    pub(super) fn item_named(&self, reference: &Reference) -> Option<usize> {
        if reference.kind != ReferenceKind::Word {
            return None;
        }
        let items = || self.workbook.items.iter().enumerate();
        let coded: Vec<usize> =
            items().filter(|(_, item)| item.code == reference.name).map(|(place, _)| place).collect();
        let found = if coded.is_empty() && reference.quoted {
            items().filter(|(_, item)| item.name.is(&reference.name)).map(|(place, _)| place).collect()
        } else {
            coded
        };
        match found.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The row of an item of a unit in the months of a window.
    pub(super) fn item_row(
        &mut self,
        at: usize,
        place: Option<usize>,
        unit: usize,
        item: usize,
        window: Window,
        items: &[usize],
    ) -> Option<u32> {
        let is_mean = matches!(window, Window::LastYear | Window::Trailing(_));
        let least = place.and_then(|place| self.given(at, Owner::Measure(place), Label::LeastMonths, 0));
        let of = place.filter(|_| is_mean && items.len() > 1 || !is_mean && least.is_some());
        let of = of.map(|place| (place, items.to_vec()));
        let key = RowKey::Item(unit, item, window, of);
        if let Some(row) = self.grids.get(at)?.rows.get(&key) {
            return Some(*row);
        }
        let mut terms = Vec::new();
        for (_, period) in self.periods(at) {
            let months = period.month_count();
            if matches!(window, Window::Trailing(_)) && months > 1 {
                return None;
            }
            let (first, last) = self.span(window, period);
            let mean = is_mean.then_some(months);
            terms.push(self.item_over(
                unit,
                item,
                &Over { first, last, least: least.clone(), items, mean },
            )?);
        }
        let language = self.words.language();
        let mut name = self.workbook.items.get(item)?.name.text(language).to_owned();
        if self.grids.get(at)?.unit != unit {
            name = format!("{name} ({})", self.workbook.units.get(unit)?.name.text(language));
        }
        let what = if window == Window::Own { Label::Item } else { word_of(window) };
        let row = self.line(at, &name, self.word(what), &Terms::Each(terms));
        self.grids.get_mut(at)?.rows.insert(key, row);
        Some(row)
    }

    /// The months of a window.
    fn span(&self, window: Window, period: Period) -> (Month, Month) {
        let of = |period: Period| (period.first(), period.last());
        match window {
            Window::Own => of(period),
            Window::YearEarlier => of(period.year_earlier()),
            Window::Earlier(count) => of(period.earlier(count)),
            Window::LastYear => {
                let year = self.workbook.first_month.of_year_holding(period.first());
                (year.plus(-12), year.plus(-1))
            }
            Window::Trailing(count) => (period.earlier(count).first(), period.first().plus(-1)),
        }
    }
}

fn word_of(window: Window) -> Label {
    match window {
        Window::Own => Label::Actual,
        Window::YearEarlier => Label::YearEarlier,
        Window::Earlier(_) => Label::Earlier,
        Window::LastYear => Label::LastYear,
        Window::Trailing(_) => Label::Trailing,
    }
}
