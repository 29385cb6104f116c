//! Actuals: items combined over units and months, then the measure's expression over them.

use std::cell::RefCell;

use rust_decimal::Decimal;

use super::compile::{Bound, Meaning, OwnWord};
use super::finding::Problem;
use super::notes::Notes;
use super::plan::{Context, Exempt, ItemPlan, Plan};
use super::target::Asked;
use super::trace::{Combination, FigureUse, Role, Step};
use crate::domain::exact::Exact;
use crate::domain::expression::{EvaluationProblemKind, Operand};
use crate::domain::figure::{Cell, Figure};
use crate::domain::id::{ItemId, UnitId};
use crate::domain::item::{Item, MonthRule, UnitRule};
use crate::domain::period::{Month, Period};

/// Levels of units below one another that are looked through.
const MAX_DEPTH: usize = 32;

/// Whose figures of which months an expression is evaluated over.
#[derive(Clone, Copy)]
pub(super) struct Reading<'r> {
    pub(super) role: Role,
    pub(super) unit: usize,
    pub(super) months: Months<'r>,
    /// Months that suffice; `None` asks for all.
    pub(super) least_months: Option<u32>,
    /// A summed item counts as its monthly mean times this many months.
    pub(super) monthly_mean: Option<u32>,
    pub(super) exempt: Exempt,
}

/// The months from the first to the last, or only those in a list.
#[derive(Clone, Copy)]
pub(super) struct Months<'r> {
    pub(super) first: Month,
    pub(super) last: Month,
    pub(super) among: Option<&'r [Month]>,
}

/// What the items of an expression have in a month: the worst of all.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Figures {
    All,
    Missing,
    NotApplicable,
}

/// The months in which all items have figures, where one has a gap.
enum CommonMonths {
    Enough(Vec<Month>),
    TooFew,
}

impl CommonMonths {
    /// A reading of these months alone; of all months, so that it is missing, where they do not suffice.
    fn of<'r>(&'r self, reading: &Reading<'r>) -> Reading<'r> {
        let mut months = reading.months;
        if let Self::Enough(common) = self {
            months.among = Some(common);
        }
        Reading { months, least_months: None, ..*reading }
    }
}

impl Months<'_> {
    /// Every month of a period.
    pub(super) fn of(period: Period) -> Self {
        Self { first: period.first(), last: period.last(), among: None }
    }

    fn iter(&self) -> impl Iterator<Item = Month> {
        let among = self.among;
        self.first.through(self.last).filter(move |month| among.is_none_or(|list| list.contains(month)))
    }
}

impl Plan {
    /// The value of an expression over items; missing where it cannot be had, with a finding.
    pub(super) fn evaluate(&self, bound: &Bound, reading: &Reading<'_>, notes: &mut Notes) -> Operand {
        self.evaluate_with(bound, reading, &|_, _| Operand::Missing, &|_, _| Operand::Missing, notes)
    }

    /// The value of an expression over items, words of its own and the scores of others.
    pub(super) fn evaluate_with(
        &self,
        bound: &Bound,
        reading: &Reading<'_>,
        own: &dyn Fn(OwnWord, &mut Notes) -> Operand,
        score: &dyn Fn(&Meaning, &mut Notes) -> Operand,
        notes: &mut Notes,
    ) -> Operand {
        let common = self.common_months(bound, reading);
        let reading = &match &common {
            Some(common) => common.of(reading),
            None => *reading,
        };
        if let Some(item) = bound.only_item.and_then(|item| self.items.get(item)) {
            let value = self.item_value(item, reading, notes);
            note_evaluated(reading.role, bound, std::slice::from_ref(&value), &value, notes);
            return value;
        }
        let notes = RefCell::new(notes);
        let mut operands = vec![Operand::Missing; bound.meanings.len()];
        let mut operand = |place: usize| {
            let value = match bound.meanings.get(place) {
                Some(Meaning::Item(item)) => self
                    .items
                    .get(*item)
                    .map_or(Operand::Missing, |item| self.item_value(item, reading, &mut notes.borrow_mut())),
                Some(Meaning::Own(word)) => own(*word, &mut notes.borrow_mut()),
                Some(Meaning::Unknown(word)) => {
                    notes.borrow_mut().missing(|| Problem::UnknownItem(word.clone()))
                }
                Some(Meaning::Ambiguous(word)) => {
                    notes.borrow_mut().missing(|| Problem::AmbiguousItem(word.clone()))
                }
                Some(meaning) => score(meaning, &mut notes.borrow_mut()),
                None => Operand::Missing,
            };
            if let Some(place) = operands.get_mut(place) {
                place.clone_from(&value);
            }
            value
        };
        let mut failure = None;
        let value = bound.expression.evaluate(&mut operand, &mut |problem| failure = Some(problem.kind));
        let notes = notes.into_inner();
        if let (Some(failure), false) = (failure, matches!(value, Operand::Known(_))) {
            notes.find(|| match failure {
                EvaluationProblemKind::DivisionByZero => Problem::DivisionByZero,
                EvaluationProblemKind::TooLarge => Problem::TooLarge,
                _ => Problem::NotComputable,
            });
        }
        note_evaluated(reading.role, bound, &operands, &value, notes);
        value
    }

    /// Where some months suffice and one is missing: those in which all items of an expression have
    /// figures, so that a share is one of the same months above and below. `None` where the months of
    /// one item say it all.
    fn common_months(&self, bound: &Bound, reading: &Reading<'_>) -> Option<CommonMonths> {
        let least = reading.least_months.filter(|_| reading.months.first < reading.months.last)?;
        let weighed = |item: usize| self.items.get(item).is_some_and(|item| item.weighed_by.is_some());
        if bound.only_item.is_some_and(|item| !weighed(item)) {
            return None;
        }
        let mut months = Vec::new();
        let mut gap = false;
        for month in reading.months.iter() {
            match self.figures_in(bound, reading.unit, month, reading.exempt) {
                Figures::All => months.push(month),
                Figures::Missing => gap = true,
                Figures::NotApplicable => {}
            }
        }
        let enough = months.len() >= usize_of(least);
        gap.then_some(if enough { CommonMonths::Enough(months) } else { CommonMonths::TooFew })
    }

    /// Whether every item of an expression has a figure of a unit or of its children in `month`, and
    /// one that weighs it where it is weighed.
    pub(super) fn figures_in(&self, bound: &Bound, unit: usize, month: Month, exempt: Exempt) -> Figures {
        let value = |item: usize| {
            let item = self.items.get(item);
            item.map_or(Operand::Missing, |item| self.value_at(unit, item, month, exempt, 0))
        };
        let mut figures = Figures::All;
        for item in bound.items() {
            let by = item.and_then(|item| self.items.get(item)?.weighed_by);
            match item.map_or(Operand::Missing, value) {
                Operand::Known(_) if by.map(value) == Some(Operand::Missing) => return Figures::Missing,
                Operand::Known(_) => {}
                Operand::Missing => return Figures::Missing,
                Operand::NotApplicable => figures = Figures::NotApplicable,
            }
        }
        figures
    }

    /// An item over the months of `reading`.
    pub(super) fn item_value(&self, item: &ItemPlan, reading: &Reading<'_>, notes: &mut Notes) -> Operand {
        if !notes.keeps_findings() && reading.months.first == reading.months.last {
            return self.month_value(reading, item, reading.months.first, 0);
        }
        let mut values: Vec<(Month, Exact)> = Vec::new();
        let mut absent = Vec::new();
        for month in reading.months.iter() {
            match self.month_value(reading, item, month, 0) {
                Operand::Known(value) => values.push((month, value)),
                Operand::Missing => absent.push(month),
                Operand::NotApplicable => {}
            }
            if notes.keeps_findings() {
                self.compare_with_children(reading, item, month, notes);
            }
        }
        let enough = reading.least_months.is_some_and(|least| values.len() >= usize_of(least));
        let counted = values.len();
        let (value, combination) = if !absent.is_empty() && !enough {
            let (unit, id) = (reading.unit, &item.item.id);
            let missing = notes.missing(|| Problem::MissingFigures {
                unit: self.unit_id(unit),
                item: id.clone(),
                months: absent,
            });
            (missing, Combination::Single)
        } else if values.is_empty() {
            (Operand::NotApplicable, Combination::Single)
        } else {
            self.combine(item, reading, &values, notes)
        };
        notes
            .trace
            .step(|| Step::Figures(self.figure_use(item, reading, counted, combination, value.clone())));
        value
    }

    /// Whether any item that the points of a measure are made from has a figure in the period.
    pub(super) fn has_a_figure(&self, context: &Context<'_>, asked: Asked<'_>) -> bool {
        let expressions = std::iter::once(&asked.measure.actual).chain(&asked.measure.method);
        let mut items = expressions.flat_map(Bound::items).flatten().filter_map(|item| self.items.get(item));
        items.any(|item| {
            let value = |month| self.value_at(asked.scope, item, month, context.exempt, 0);
            context.period.months().any(|month| matches!(value(month), Operand::Known(_)))
        })
    }

    /// The figure of one month: the unit's own, else that of its children by the unit rule.
    pub(super) fn month_value(
        &self,
        reading: &Reading<'_>,
        item: &ItemPlan,
        month: Month,
        depth: usize,
    ) -> Operand {
        self.value_at(reading.unit, item, month, reading.exempt, depth)
    }

    pub(super) fn value_at(
        &self,
        unit: usize,
        item: &ItemPlan,
        month: Month,
        exempt: Exempt,
        depth: usize,
    ) -> Operand {
        let (value, is_exempt) = self.columns.read(unit, item.place, month);
        if is_exempt {
            self.met_exempt.set(true);
            return if exempt == Exempt::Counted { value } else { Operand::NotApplicable };
        }
        match value {
            Operand::Missing => self.children_value(unit, item, month, exempt, depth),
            value => value,
        }
    }

    /// Whether an item of a unit is never formed from those of its children.
    pub(super) fn is_read_alone(&self, unit: usize, item: &ItemPlan) -> bool {
        item.item.unit_rule == UnitRule::None
            || self.units.get(unit).is_none_or(|unit| unit.children.is_empty())
    }

    /// What the children come to. Children that never record the item are passed over; one that
    /// records it but has no figure in this month makes the value missing.
    fn children_value(
        &self,
        unit: usize,
        item: &ItemPlan,
        month: Month,
        exempt: Exempt,
        depth: usize,
    ) -> Operand {
        if item.item.unit_rule == UnitRule::None || depth >= MAX_DEPTH {
            return Operand::Missing;
        }
        let mut result = Operand::Missing;
        let mut count = 0_u32;
        for child in self.children_recording(unit, item.place, depth) {
            match self.value_at(child, item, month, exempt, depth.saturating_add(1)) {
                Operand::Missing => return Operand::Missing,
                Operand::NotApplicable if count == 0 => result = Operand::NotApplicable,
                Operand::NotApplicable => {}
                Operand::Known(value) => {
                    count = count.saturating_add(1);
                    result = match result {
                        Operand::Known(sum) => Operand::Known(sum.plus(&value)),
                        _ => Operand::Known(value),
                    };
                }
            }
        }
        match (result, item.item.unit_rule) {
            (Operand::Known(sum), UnitRule::Mean) => known(sum.over(&Exact::whole(count))),
            (result, _) => result,
        }
    }

    /// What the units below a unit come to in a month by the unit rule of the item, exempt figures left
    /// out; `None` where one that records it has none.
    #[must_use]
    pub fn combined_children(&self, unit: &UnitId, item: &ItemId, month: Month) -> Option<Decimal> {
        let cell = Cell { unit: unit.clone(), item: item.clone(), month };
        let (unit, item) = self.place_of(&cell)?;
        match self.children_value(unit, self.items.get(item)?, month, Exempt::LeftOut, 0) {
            Operand::Known(value) => value.to_decimal(),
            Operand::Missing | Operand::NotApplicable => None,
        }
    }

    /// The children of `unit` that have a figure of the item in any month, themselves or below.
    fn children_recording(&self, unit: usize, item: usize, depth: usize) -> impl Iterator<Item = usize> {
        let children = self.units.get(unit).map(|unit| unit.children.as_slice()).unwrap_or_default();
        children.iter().copied().filter(move |child| self.records(*child, item, depth.saturating_add(1)))
    }

    fn records(&self, unit: usize, item: usize, depth: usize) -> bool {
        let children = self.units.get(unit).map(|unit| unit.children.as_slice()).unwrap_or_default();
        self.columns.has_any(unit, item)
            || depth < MAX_DEPTH
                && children.iter().any(|child| self.records(*child, item, depth.saturating_add(1)))
    }

    fn compare_with_children(&self, reading: &Reading<'_>, item: &ItemPlan, month: Month, notes: &mut Notes) {
        let unit = reading.unit;
        let Figure::Value(own) = self.columns.get(unit, item.place, month) else {
            return;
        };
        let children = self.children_value(unit, item, month, reading.exempt, 0);
        if let Operand::Known(children) = children
            && !children.equals(own)
        {
            let item = item.item.id.clone();
            notes.find(|| Problem::DiffersFromChildren { unit: self.unit_id(unit), item, month });
        }
    }

    fn combine(
        &self,
        item: &ItemPlan,
        reading: &Reading<'_>,
        values: &[(Month, Exact)],
        notes: &mut Notes,
    ) -> (Operand, Combination) {
        let count = Exact::whole(u32::try_from(values.len()).unwrap_or(u32::MAX));
        let sum = || values.iter().fold(Exact::ZERO, |sum, (_, value)| sum.plus(value));
        let value = match (&item.item.month_rule, reading.monthly_mean) {
            (MonthRule::Sum, Some(times)) => {
                let sum = sum();
                let mean = sum.times(&Exact::whole(times)).over(&count);
                return (known(mean), Combination::MonthlyMean { sum, times });
            }
            (MonthRule::Sum, None) => Some(sum()),
            (MonthRule::Mean, _) => sum().over(&count),
            (MonthRule::Last, _) => values.last().map(|(_, value)| value.clone()),
            (MonthRule::Minimum, _) => values.iter().map(|(_, value)| value.clone()).min(),
            (MonthRule::Maximum, _) => values.iter().map(|(_, value)| value.clone()).max(),
            (MonthRule::WeightedMean(_), _) => {
                return (self.weighted_mean(item, reading, values, notes), rule_of(&item.item, reading));
            }
        };
        (known(value), rule_of(&item.item, reading))
    }

    /// The mean weighted by another item; a single month needs no weight, and a month whose weight
    /// is not applicable does not count.
    fn weighted_mean(
        &self,
        item: &ItemPlan,
        reading: &Reading<'_>,
        values: &[(Month, Exact)],
        notes: &mut Notes,
    ) -> Operand {
        if let [(_, only)] = values {
            return Operand::Known(only.clone());
        }
        let Some(by) = item.weighed_by.and_then(|by| self.items.get(by)) else {
            return Operand::Missing;
        };
        let (mut sum, mut weights) = (Exact::ZERO, Exact::ZERO);
        for (month, value) in values {
            let weight = match self.month_value(reading, by, *month, 0) {
                Operand::Known(weight) => weight,
                Operand::NotApplicable => continue,
                Operand::Missing => {
                    return notes.missing(|| Problem::MissingFigures {
                        unit: self.unit_id(reading.unit),
                        item: by.item.id.clone(),
                        months: vec![*month],
                    });
                }
            };
            sum = sum.plus(&value.times(&weight));
            weights = weights.plus(&weight);
        }
        match sum.over(&weights) {
            Some(mean) => Operand::Known(mean),
            None => notes.missing(|| Problem::DivisionByZero),
        }
    }

    fn figure_use(
        &self,
        item: &ItemPlan,
        reading: &Reading<'_>,
        counted: usize,
        combination: Combination,
        value: Operand,
    ) -> FigureUse {
        let own = |month| self.columns.get(reading.unit, item.place, month);
        let own_missing = reading.months.iter().any(|month| own(month) == Figure::Missing);
        let children: Vec<UnitId> = if item.item.unit_rule != UnitRule::None && own_missing {
            self.children_recording(reading.unit, item.place, 0).map(|child| self.unit_id(child)).collect()
        } else {
            Vec::new()
        };
        FigureUse {
            role: reading.role,
            item: item.item.id.clone(),
            unit: self.unit_id(reading.unit),
            children,
            months: reading.months.iter().next().zip(reading.months.iter().last()),
            counted: u32::try_from(counted).unwrap_or(u32::MAX),
            combination,
            value,
        }
    }
}

fn note_evaluated(role: Role, bound: &Bound, operands: &[Operand], value: &Operand, notes: &mut Notes) {
    if let Operand::Known(value) = value {
        notes.trace.step(|| Step::Evaluated {
            role,
            expression: bound.expression.clone(),
            operands: operands.to_vec(),
            value: value.clone(),
        });
    }
}

fn rule_of(item: &Item, reading: &Reading<'_>) -> Combination {
    if reading.months.iter().nth(1).is_none() {
        Combination::Single
    } else {
        Combination::Rule(item.month_rule.clone())
    }
}

fn known(value: Option<Exact>) -> Operand {
    value.map_or(Operand::Missing, Operand::Known)
}

fn usize_of(value: u32) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}
