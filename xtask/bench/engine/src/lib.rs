//! The engine as the benchmark loads it in a browser: scores kept up to date, missing data and coverage
//! on, traces and findings off.

use counterpoise::document::Document;
use counterpoise::domain::{
    figure::{Cell, Figure},
    period::{Month, Period},
    scorecard::Scorecard,
    scoring::{Plan, Results},
    workbook::Workbook,
};
use rust_decimal::Decimal;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// Decimals of the numbers that results are given in.
const DECIMALS: u32 = 15;

/// What stands for a score that is missing: no score is below zero.
const MISSING: i64 = -1_000_000_000_000_000;

/// A workbook whose first scorecard has the first unit, the second the second, and so on in turn, with
/// as many items for each scorecard as it has measures.
#[wasm_bindgen]
pub struct Engine {
    workbook: Workbook,
    results: Results,
    first: Month,
    months: i32,
}

#[wasm_bindgen]
impl Engine {
    /// Reads a document, and scores it from its first month on.
    ///
    /// # Errors
    /// When it is no document, or has no scorecard.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str, months: i32) -> Result<Self, JsError> {
        let workbook = Document::from_json(text)?.workbook;
        let revision = workbook.scorecards.first().and_then(|card| card.revisions.first());
        let first = revision.ok_or_else(|| JsError::new("no scorecard"))?.from;
        let results = Results::new(Plan::new(&workbook), first, first.plus(months - 1));
        Ok(Self { workbook, results, first, months })
    }

    /// Scores everything again.
    pub fn score_all(&mut self) {
        self.results.score_all();
    }

    /// Sets a figure, by the places of its unit, its measure and its month.
    ///
    /// # Errors
    /// When there is no such place, or the value is no decimal.
    pub fn edit(&mut self, unit: usize, measure: usize, month: i32, value: &str) -> Result<(), JsError> {
        let cell = self.cell(unit, measure, month).ok_or_else(|| JsError::new("no such figure"))?;
        self.results.set_figure(&cell, Figure::Value(Decimal::from_str_exact(value)?));
        Ok(())
    }

    /// The points of every unit, measure and month, in whole numbers of 10⁻¹⁵.
    pub fn points(&self) -> Vec<i64> {
        self.by_unit(
            |card| card.revisions.first().map_or(0, |revision| revision.measures().count()),
            |place| self.results.points(place.card, place.unit, place.period, place.number),
        )
    }

    /// The points of every unit, perspective and month.
    pub fn perspectives(&self) -> Vec<i64> {
        self.by_unit(
            |card| card.revisions.first().map_or(0, |revision| revision.perspectives.len()),
            |place| self.results.perspective(place.card, place.unit, place.period, place.number),
        )
    }

    /// The total of every unit and month.
    pub fn totals(&self) -> Vec<i64> {
        self.by_unit(|_| 1, |place| self.results.total(place.card, place.unit, place.period))
    }

    /// The mean of the totals since January.
    pub fn years_to_date(&self) -> Vec<i64> {
        self.by_unit(|_| 1, |place| self.results.year_to_date(place.card, place.unit, place.period))
    }

    /// The rank of every unit in every month.
    pub fn ranks(&self) -> Vec<i64> {
        self.by_unit(
            |_| 1,
            |place| self.results.rank_of(place.card, place.unit, place.period).map(Decimal::from),
        )
    }
}

/// What a result belongs to.
struct Place<'p> {
    card: &'p counterpoise::domain::id::ScorecardId,
    unit: &'p counterpoise::domain::id::UnitId,
    /// The place of the measure or the perspective.
    number: usize,
    period: Period,
}

impl Engine {
    fn card(&self, unit: usize) -> Option<&Scorecard> {
        let cards = &self.workbook.scorecards;
        cards.get(unit.checked_rem(cards.len())?)
    }

    fn cell(&self, unit: usize, measure: usize, month: i32) -> Option<Cell> {
        let cards = self.workbook.scorecards.len();
        let each = self.workbook.items.len().checked_div(cards)?;
        let item = self.workbook.items.get((unit % cards) * each + measure)?;
        let unit = self.workbook.units.get(unit)?;
        Some(Cell { unit: unit.id.clone(), item: item.id.clone(), month: self.first.plus(month) })
    }

    /// By unit, then by number, then by month.
    fn by_unit(
        &self,
        numbers: impl Fn(&Scorecard) -> usize,
        value: impl Fn(Place<'_>) -> Option<Decimal>,
    ) -> Vec<i64> {
        let mut all = Vec::new();
        for (index, unit) in self.workbook.units.iter().enumerate() {
            let Some(card) = self.card(index) else { continue };
            for number in 0..numbers(card) {
                for month in 0..self.months {
                    let period = Period::month(self.first.plus(month));
                    all.push(whole(value(Place { card: &card.id, unit: &unit.id, number, period })));
                }
            }
        }
        all
    }
}

fn whole(value: Option<Decimal>) -> i64 {
    let Some(mut value) = value else { return MISSING };
    value.rescale(DECIMALS);
    i64::try_from(value.mantissa()).unwrap_or(MISSING)
}
