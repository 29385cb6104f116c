//! Days of the calendar, for what is due.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::period::Month;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    month: Month,
    number: u32,
}

/// Why a text is not a day.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a day is written as 2026-03-31")]
pub struct DayError;

impl Day {
    /// The day `number` of `month`, from 1.
    ///
    /// # Errors
    /// When the month does not have it.
    pub fn new(month: Month, number: u32) -> Result<Self, DayError> {
        if (1..=days_of(month)).contains(&number) { Ok(Self { month, number }) } else { Err(DayError) }
    }

    /// Its month.
    #[must_use]
    pub fn month(self) -> Month {
        self.month
    }

    /// Which day of the month it is, from 1.
    #[must_use]
    pub fn number(self) -> u32 {
        self.number
    }
}

fn days_of(month: Month) -> u32 {
    let year = month.year();
    let divides = |by: i32| year.checked_rem(by) == Some(0);
    let leap = divides(400) || divides(4) && !divides(100);
    match month.number() {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.month, self.number)
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let (month, day) = text.rsplit_once('-').ok_or(DayError)?;
        if day.len() != 2 || !day.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(DayError);
        }
        let month = month.parse().map_err(|_| DayError)?;
        Self::new(month, day.parse().map_err(|_| DayError)?)
    }
}
