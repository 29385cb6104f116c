//! Rows that nobody enters: what the units below come to, and the actuals of measures that are more
//! than one item.

use super::table::{Heading, Table, View};
use crate::domain::id::{ItemId, MeasureId, ScorecardId, UnitId};
use crate::domain::item::UnitRule;
use crate::domain::measure::Measure;
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
    /// The actual of a measure: of the first of these cards that has one.
    Actual(Vec<(ScorecardId, MeasureId)>),
}

impl Table {
    /// The rows that are worked out below those of a unit.
    #[must_use]
    pub fn derived(&self, workbook: &Workbook) -> Vec<Derived> {
        let View::Unit { unit, .. } = &self.view else { return Vec::new() };
        let mut rows = self.rows_below(workbook, unit);
        let mut known: Vec<(&Measure, usize)> = Vec::new();
        for card in workbook.scorecards_of(unit).filter(|card| card.period == PeriodLength::Month) {
            let measures = card.revisions.last().into_iter().flat_map(|revision| revision.measures());
            for measure in measures.filter(|measure| !measure.actual.is_one_item()) {
                let of_card = (card.id.clone(), measure.id.clone());
                // Several cards of a unit may have the same measure: it is one row.
                let same = known.iter().find(|(other, _)| is_same(other, measure));
                match same.and_then(|(_, place)| rows.get_mut(*place)) {
                    Some(Derived { what: What::Actual(cards), .. }) => cards.push(of_card),
                    _ => {
                        known.push((measure, rows.len()));
                        rows.push(self.row_of(measure, of_card));
                    }
                }
            }
        }
        rows
    }

    fn row_of(&self, measure: &Measure, of_card: (ScorecardId, MeasureId)) -> Derived {
        let heading = Heading {
            name: [&measure.code, measure.name.text(self.language)].join(" "),
            detail: measure.unit_of_measure.text(self.language).to_owned(),
        };
        Derived { heading, decimals: measure.decimals, what: What::Actual(vec![of_card]) }
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

/// Whether two measures are shown as the same and come to the same in every month.
fn is_same(one: &Measure, other: &Measure) -> bool {
    let shown =
        |own: &Measure| (own.code.clone(), own.name.clone(), own.unit_of_measure.clone(), own.decimals);
    one.actual.text() == other.actual.text() && one.scope == other.scope && shown(one) == shown(other)
}

/// For each row the value of each month as text; empty where there is none.
#[must_use]
pub fn derived_values(rows: &[Derived], plan: &Plan, unit: &UnitId, months: &[Month]) -> Vec<Vec<String>> {
    let mut values = vec![vec![String::new(); months.len()]; rows.len()];
    for (column, month) in months.iter().enumerate() {
        let mut reports = Vec::new();
        for (row, texts) in rows.iter().zip(&mut values) {
            let value = match &row.what {
                What::Below(item) => plan.combined_children(unit, item, *month),
                What::Actual(cards) => cards.iter().find_map(|(card, measure)| {
                    if !reports.iter().any(|(of, _)| of == card) {
                        reports.push((card.clone(), plan.score(card, unit, Period::month(*month))));
                    }
                    let (_, report) = reports.iter().find(|(of, _)| of == card)?;
                    report.measure(measure)?.actual.as_ref()?.to_decimal()
                }),
            };
            if let (Some(value), Some(text)) = (value, texts.get_mut(column)) {
                *text = format_rounded(value, row.decimals);
            }
        }
    }
    values
}
