//! What several tests need.

use std::cell::RefCell;

use counterpoise::domain::id::{ScorecardId, UnitId};
use counterpoise::domain::period::{FirstMonth, Month, Period, PeriodLength};
use counterpoise::domain::scoring::{Plan, ScoreReport};
use counterpoise::domain::workbook::Workbook;
use counterpoise::templates;

pub(crate) fn sample() -> Workbook {
    templates::sample_hospital().expect("the sample hospital is readable")
}

pub(crate) fn month(text: &str) -> Period {
    Period::month(text.parse::<Month>().expect("a month"))
}

pub(crate) fn year(number: i32) -> Period {
    let month = Month::new(number, 1).expect("a year");
    Period::holding(month, PeriodLength::Year, FirstMonth::JANUARY)
}

thread_local! {
    /// The workbooks that were scored, where a test wants to know.
    pub(crate) static SCORED: RefCell<Option<Vec<Workbook>>> = const { RefCell::new(None) };
}

pub(crate) fn score(workbook: &Workbook, card: &str, unit: &str, period: Period) -> ScoreReport {
    SCORED.with_borrow_mut(|scored| scored.iter_mut().for_each(|scored| scored.push(workbook.clone())));
    Plan::new(workbook).score(&ScorecardId::from(card), &UnitId::from(unit), period)
}
