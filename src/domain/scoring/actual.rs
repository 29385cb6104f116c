//! Actuals: items combined over units and months, then the measure's expression over them.

use super::finding::Problem;
use super::plan::{Notes, Plan};
use super::trace::{Combination, FigureUse, Role, Step};
use crate::domain::exact::Exact;
use crate::domain::expression::{EvaluationError, Expression, Operand, Reference};
use crate::domain::figure::Figure;
use crate::domain::id::{ItemId, UnitId};
use crate::domain::item::{Item, MonthRule, UnitRule};
use crate::domain::period::Month;

/// Levels of units below one another that are looked through.
const MAX_DEPTH: usize = 32;

/// Whose figures of which months an expression is evaluated over.
pub(super) struct Reading<'r> {
    pub(super) role: Role,
    pub(super) unit: &'r UnitId,
    pub(super) months: &'r [Month],
    /// Months that suffice; `None` asks for all.
    pub(super) least_months: Option<u32>,
    /// A summed item counts as its monthly mean times this many months.
    pub(super) monthly_mean: Option<u32>,
}

impl<'a> Plan<'a> {
    /// The value of `expression`; missing where it cannot be had, with a finding.
    pub(super) fn evaluate(
        &self,
        expression: &Expression,
        reading: &Reading<'_>,
        notes: &mut Notes,
    ) -> Operand {
        let operands: Vec<Operand> = expression
            .references()
            .iter()
            .map(|reference| match self.item_named(reference) {
                Ok(item) => self.item_value(item, reading, notes),
                Err(problem) => notes.missing(problem),
            })
            .collect();
        match expression.evaluate(&operands) {
            Ok(Operand::Known(value)) => {
                let role = reading.role;
                let result = value.clone();
                notes.trace.step(|| Step::Evaluated { role, operands, value: result });
                Operand::Known(value)
            }
            Ok(other) => other,
            Err(EvaluationError::DivisionByZero) => notes.missing(Problem::DivisionByZero),
            Err(EvaluationError::TooLarge) => notes.missing(Problem::TooLarge),
        }
    }

    /// The one item that `reference` means.
    pub(super) fn item_named(&self, reference: &Reference) -> Result<&'a Item, Problem> {
        let mut found = self.items_named(reference);
        match (found.next(), found.next()) {
            (Some(item), None) => Ok(item),
            (None, _) => Err(Problem::UnknownItem(reference.name.clone())),
            (Some(_), Some(_)) => Err(Problem::AmbiguousItem(reference.name.clone())),
        }
    }

    /// An item over the months of `reading`.
    pub(super) fn item_value(&self, item: &Item, reading: &Reading<'_>, notes: &mut Notes) -> Operand {
        let mut values = Vec::with_capacity(reading.months.len());
        let mut absent = Vec::new();
        for month in reading.months {
            match self.month_value(reading.unit, item, *month, 0) {
                Operand::Known(value) => values.push((*month, value)),
                Operand::Missing => absent.push(*month),
                Operand::NotApplicable => {}
            }
            self.compare_with_children(reading.unit, item, *month, notes);
        }
        let enough = reading.least_months.is_some_and(|least| values.len() >= usize_of(least));
        let counted = values.len();
        let (value, combination) = if !absent.is_empty() && !enough {
            let (unit, item) = (reading.unit.clone(), item.id.clone());
            (notes.missing(Problem::MissingFigures { unit, item, months: absent }), Combination::Single)
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

    /// The figure of one month: the unit's own, else that of its children by the unit rule.
    pub(super) fn month_value(&self, unit: &UnitId, item: &Item, month: Month, depth: usize) -> Operand {
        match self.workbook.figures.get(unit, &item.id, month) {
            Figure::Value(value) => Operand::Known(Exact::from(value)),
            Figure::NotApplicable | Figure::Exempt(_) => Operand::NotApplicable,
            Figure::Missing => self.children_value(unit, item, month, depth),
        }
    }

    /// What the children come to. Children that never record the item are passed over; one that
    /// records it but has no figure in this month makes the value missing.
    fn children_value(&self, unit: &UnitId, item: &Item, month: Month, depth: usize) -> Operand {
        if item.unit_rule == UnitRule::None || depth >= MAX_DEPTH {
            return Operand::Missing;
        }
        let mut result = Operand::Missing;
        let mut count = 0_u32;
        for child in self.children_recording(unit, item, depth) {
            match self.month_value(child, item, month, depth.saturating_add(1)) {
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
        match (result, item.unit_rule) {
            (Operand::Known(sum), UnitRule::Mean) => known(sum.over(&Exact::whole(count))),
            (result, _) => result,
        }
    }

    /// The children of `unit` that have a figure of the item in any month, themselves or below.
    fn children_recording(
        &self,
        unit: &UnitId,
        item: &Item,
        depth: usize,
    ) -> impl Iterator<Item = &'a UnitId> {
        self.children(unit).filter(move |child| self.records(child, item, depth.saturating_add(1)))
    }

    fn records(&self, unit: &UnitId, item: &Item, depth: usize) -> bool {
        self.workbook.figures.has_any(unit, &item.id)
            || depth < MAX_DEPTH
                && self.children(unit).any(|child| self.records(child, item, depth.saturating_add(1)))
    }

    fn compare_with_children(&self, unit: &UnitId, item: &Item, month: Month, notes: &mut Notes) {
        let Figure::Value(own) = self.workbook.figures.get(unit, &item.id, month) else {
            return;
        };
        if let Operand::Known(children) = self.children_value(unit, item, month, 0)
            && !children.equals(own)
        {
            let (unit, item) = (unit.clone(), item.id.clone());
            notes.find(Problem::DiffersFromChildren { unit, item, month });
        }
    }

    fn combine(
        &self,
        item: &Item,
        reading: &Reading<'_>,
        values: &[(Month, Exact)],
        notes: &mut Notes,
    ) -> (Operand, Combination) {
        let count = Exact::whole(u32::try_from(values.len()).unwrap_or(u32::MAX));
        let sum = || values.iter().fold(Exact::ZERO, |sum, (_, value)| sum.plus(value));
        let value = match (&item.month_rule, reading.monthly_mean) {
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
            (MonthRule::WeightedMean(by), _) => {
                return (self.weighted_mean(by, reading, values, notes), rule_of(item, reading));
            }
        };
        (known(value), rule_of(item, reading))
    }

    /// The mean weighted by the item `by`; a single month needs no weight, and a month whose weight
    /// is not applicable does not count.
    fn weighted_mean(
        &self,
        by: &ItemId,
        reading: &Reading<'_>,
        values: &[(Month, Exact)],
        notes: &mut Notes,
    ) -> Operand {
        if let [(_, only)] = values {
            return Operand::Known(only.clone());
        }
        let Some(by) = self.workbook.item(by) else {
            return notes.missing(Problem::UnknownItem(by.as_str().into()));
        };
        let (mut sum, mut weights) = (Exact::ZERO, Exact::ZERO);
        for (month, value) in values {
            let weight = match self.month_value(reading.unit, by, *month, 0) {
                Operand::Known(weight) => weight,
                Operand::NotApplicable => continue,
                Operand::Missing => {
                    let (unit, item) = (reading.unit.clone(), by.id.clone());
                    return notes.missing(Problem::MissingFigures { unit, item, months: vec![*month] });
                }
            };
            sum = sum.plus(&value.times(&weight));
            weights = weights.plus(&weight);
        }
        match sum.over(&weights) {
            Some(mean) => Operand::Known(mean),
            None => notes.missing(Problem::DivisionByZero),
        }
    }

    fn figure_use(
        &self,
        item: &Item,
        reading: &Reading<'_>,
        counted: usize,
        combination: Combination,
        value: Operand,
    ) -> FigureUse {
        let own_missing =
            |month: &Month| self.workbook.figures.get(reading.unit, &item.id, *month) == Figure::Missing;
        let from_children = item.unit_rule != UnitRule::None && reading.months.iter().any(own_missing);
        FigureUse {
            role: reading.role,
            item: item.id.clone(),
            unit: reading.unit.clone(),
            children: if from_children {
                self.children_recording(reading.unit, item, 0).cloned().collect()
            } else {
                Vec::new()
            },
            months: reading.months.first().copied().zip(reading.months.last().copied()),
            counted: u32::try_from(counted).unwrap_or(u32::MAX),
            combination,
            value,
        }
    }
}

fn rule_of(item: &Item, reading: &Reading<'_>) -> Combination {
    if reading.months.len() == 1 { Combination::Single } else { Combination::Rule(item.month_rule.clone()) }
}

fn known(value: Option<Exact>) -> Operand {
    value.map_or(Operand::Missing, Operand::Known)
}

fn usize_of(value: u32) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}
