//! Rows that nobody enters: what the units below come to, and the actuals of measures that are more
//! than one item.

use rust_decimal::Decimal;

use super::table::{Heading, Table, View};
use crate::domain::id::{ItemId, MeasureId, ScorecardId, UnitId};
use crate::domain::item::UnitRule;
use crate::domain::period::{Month, Period, PeriodLength};
use crate::domain::scoring::Plan;
use crate::domain::workbook::Workbook;
use crate::i18n::number::format_rounded;
use crate::i18n::{fill, messages};

/// A row that is worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// Its head.
    pub heading: Heading,
    decimals: u32,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    /// What the units below come to.
    Below(ItemId),
    /// The actual of a measure.
    Actual(ScorecardId, MeasureId),
}

impl Table {
    /// The rows that are worked out below those of a unit.
    #[must_use]
    pub fn derived(&self, workbook: &Workbook) -> Vec<Derived> {
        let View::Unit { unit, .. } = &self.view else { return Vec::new() };
        let mut rows = self.rows_below(workbook, unit);
        let language = self.language;
        for card in workbook.scorecards_of(unit).filter(|card| card.period == PeriodLength::Month) {
            let measures = card.revisions.last().into_iter().flat_map(|revision| revision.measures());
            for measure in measures.filter(|measure| !measure.actual.is_one_item()) {
                let heading = Heading {
                    name: [&measure.code, measure.name.text(language)].join(" "),
                    detail: measure.unit_of_measure.text(language).to_owned(),
                };
                let what = What::Actual(card.id.clone(), measure.id.clone());
                rows.push(Derived { heading, decimals: measure.decimals, what });
            }
        }
        rows
    }

    fn rows_below(&self, workbook: &Workbook, unit: &UnitId) -> Vec<Derived> {
        if !workbook.units.iter().any(|own| own.parent.as_ref() == Some(unit)) {
            return Vec::new();
        }
        let words = messages(self.language);
        let items = self.items().filter_map(|id| workbook.item(id));
        items
            .filter(|item| item.unit_rule != UnitRule::None)
            .map(|item| Derived {
                heading: Heading {
                    name: fill(words.from_below, &[item.name.text(self.language)]),
                    detail: item.unit_of_measure.text(self.language).to_owned(),
                },
                decimals: item.decimals,
                what: What::Below(item.id.clone()),
            })
            .collect()
    }
}

/// For each row the value of each month as text; empty where there is none.
#[must_use]
pub fn derived_values(rows: &[Derived], plan: &Plan, unit: &UnitId, months: &[Month]) -> Vec<Vec<String>> {
    let mut values = vec![vec![String::new(); months.len()]; rows.len()];
    let shown = |value: Decimal, row: &Derived| format_rounded(value, row.decimals);
    for (column, month) in months.iter().enumerate() {
        let mut reports = Vec::new();
        for (row, texts) in rows.iter().zip(&mut values) {
            let value = match &row.what {
                What::Below(item) => plan.combined_children(unit, item, *month),
                What::Actual(card, measure) => {
                    if !reports.iter().any(|(of, _)| of == card) {
                        reports.push((card.clone(), plan.score(card, unit, Period::month(*month))));
                    }
                    let report = reports.iter().find(|(of, _)| of == card);
                    let score = report.and_then(|(_, report)| report.measure(measure));
                    score.and_then(|score| score.actual.as_ref()?.to_decimal())
                }
            };
            if let (Some(value), Some(text)) = (value, texts.get_mut(column)) {
                *text = shown(value, row);
            }
        }
    }
    values
}
