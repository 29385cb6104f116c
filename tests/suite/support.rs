//! What several tests need.

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

pub(crate) fn score(workbook: &Workbook, card: &str, unit: &str, period: Period) -> ScoreReport {
    Plan::new(workbook).score(&ScorecardId::from(card), &UnitId::from(unit), period)
}
