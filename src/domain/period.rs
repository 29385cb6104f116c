//! Calendar months and the periods that are scored.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A calendar month of the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// Why a text is not a month.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a month is written as 2026-03")]
pub struct MonthError;

const MONTHS: i32 = 12;

impl Month {
    /// The month `number` (1 to 12) of `year` (1 to 9999).
    ///
    /// # Errors
    /// When either is out of range.
    pub fn new(year: i32, number: u32) -> Result<Self, MonthError> {
        let index = i32::try_from(number).map_err(|_| MonthError)?.saturating_sub(1);
        if (1..=9999).contains(&year) && (0..MONTHS).contains(&index) {
            Ok(Self(year.saturating_mul(MONTHS).saturating_add(index)))
        } else {
            Err(MonthError)
        }
    }

    /// January of `year`, kept within the years 1 to 9999.
    #[must_use]
    pub fn january(year: i32) -> Self {
        Self(year.clamp(1, 9999).saturating_mul(MONTHS))
    }

    /// The months of its calendar year.
    pub fn months_of_year(self) -> impl Iterator<Item = Self> + Clone {
        let january = Self::january(self.year());
        january.through(january.plus(11))
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.div_euclid(MONTHS)
    }

    /// The month of the year, 1 to 12.
    #[must_use]
    pub fn number(self) -> u32 {
        u32::try_from(self.0.rem_euclid(MONTHS)).unwrap_or(0).saturating_add(1)
    }

    /// The month `count` months later (earlier when negative), kept within the years 1 to 9999.
    #[must_use]
    pub fn plus(self, count: i32) -> Self {
        Self(self.0.saturating_add(count).clamp(MONTHS, 9999 * MONTHS + 11))
    }

    /// The months from this one to `last`, both included.
    pub fn through(self, last: Self) -> impl Iterator<Item = Self> + Clone {
        (self.0..=last.0).map(Self)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, MonthError> {
        let (year, number) = text.split_once('-').ok_or(MonthError)?;
        let digits = |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(number, 2) {
            return Err(MonthError);
        }
        Self::new(year.parse().map_err(|_| MonthError)?, number.parse().map_err(|_| MonthError)?)
    }
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodLength {
    /// One calendar month.
    Month,
    /// Twelve months from the first month of the fiscal year.
    Year,
}

/// A period that can be scored: its length and its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    length: PeriodLength,
    first: Month,
    last: Month,
}

impl Period {
    /// One month.
    #[must_use]
    pub fn month(month: Month) -> Self {
        Self { length: PeriodLength::Month, first: month, last: month }
    }

    /// The period of `length` that holds `month`; a fiscal year starts in `first_month` (1 to 12).
    #[must_use]
    pub fn holding(month: Month, length: PeriodLength, first_month: FirstMonth) -> Self {
        match length {
            PeriodLength::Month => Self::month(month),
            PeriodLength::Year => {
                let first = first_month.of_year_holding(month);
                Self { length, first, last: first.plus(11) }
            }
        }
    }

    /// The length.
    #[must_use]
    pub fn length(self) -> PeriodLength {
        self.length
    }

    /// The first month.
    #[must_use]
    pub fn first(self) -> Month {
        self.first
    }

    /// The last month.
    #[must_use]
    pub fn last(self) -> Month {
        self.last
    }

    /// Its months in order.
    pub fn months(self) -> impl Iterator<Item = Month> + Clone {
        self.first.through(self.last)
    }

    /// The number of its months.
    #[must_use]
    pub fn month_count(self) -> u32 {
        match self.length {
            PeriodLength::Month => 1,
            PeriodLength::Year => 12,
        }
    }

    /// The same period one year earlier.
    #[must_use]
    pub fn year_earlier(self) -> Self {
        Self { first: self.first.plus(-MONTHS), last: self.last.plus(-MONTHS), ..self }
    }
}

/// The first month of the fiscal year, 1 (January) to 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstMonth(u32);

impl FirstMonth {
    /// January.
    pub const JANUARY: Self = Self(1);

    /// The month `number`, 1 to 12.
    ///
    /// # Errors
    /// When out of range.
    pub fn new(number: u32) -> Result<Self, MonthError> {
        if (1..=12).contains(&number) { Ok(Self(number)) } else { Err(MonthError) }
    }

    /// The number, 1 to 12.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }

    /// The first month of the fiscal year that holds `month`.
    #[must_use]
    pub fn of_year_holding(self, month: Month) -> Month {
        let offset = i64::from(month.number()).saturating_sub(i64::from(self.0)).rem_euclid(12);
        month.plus(i32::try_from(offset).unwrap_or(0).saturating_neg())
    }
}
