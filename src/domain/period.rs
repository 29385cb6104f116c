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

    /// The months from `other` to this one; below zero when `other` is later.
    #[must_use]
    pub fn since(self, other: Self) -> i32 {
        self.0.saturating_sub(other.0)
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

/// How long a period is. Quarters and halves are those of the fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodLength {
    /// One calendar month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    HalfYear,
    /// From the first month of the fiscal year to a month of it. No card's own period.
    YearToDate,
    /// Twelve months from the first month of the fiscal year.
    Year,
}

impl PeriodLength {
    /// Its months; the most there can be of a year to date.
    #[must_use]
    pub fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::YearToDate | Self::Year => 12,
        }
    }
}

/// A period that can be scored: its length and its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    length: PeriodLength,
    first: Month,
    last: Month,
}

/// Why a text is not a period.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a period is written as 2026-03, 2026-Q1, 2026-H1, 2026 or ytd-2026-03")]
pub struct PeriodError;

impl Period {
    /// One month.
    #[must_use]
    pub fn month(month: Month) -> Self {
        Self { length: PeriodLength::Month, first: month, last: month }
    }

    /// The period of `length` that holds `month`; a year to date ends with it.
    #[must_use]
    pub fn holding(month: Month, length: PeriodLength, first_month: FirstMonth) -> Self {
        let year = first_month.of_year_holding(month);
        if length == PeriodLength::YearToDate {
            return Self { length, first: year, last: month };
        }
        let months = i32::try_from(length.months()).unwrap_or(MONTHS);
        let into_year = month.0.saturating_sub(year.0);
        let first = year.plus(into_year.saturating_sub(into_year.checked_rem(months).unwrap_or(0)));
        Self { length, first, last: first.plus(months.saturating_sub(1)) }
    }

    /// The period with these months, where as many as its length has.
    #[must_use]
    pub fn of_months(length: PeriodLength, first: Month, last: Month) -> Option<Self> {
        let period = Self { length, first, last };
        let fits = match length {
            PeriodLength::YearToDate => (1..=12).contains(&last.since(first).saturating_add(1)),
            _ => first <= last && period.month_count() == length.months(),
        };
        fits.then_some(period)
    }

    /// Reads `2026-03`, `2026-Q1`, `2026-H1`, `2026` or `ytd-2026-03`. A fiscal year is named by
    /// the calendar year in which it starts.
    ///
    /// # Errors
    /// When the text is none of these.
    pub fn parse(text: &str, first_month: FirstMonth) -> Result<Self, PeriodError> {
        let year_to_date = text.strip_prefix("ytd-");
        if let Ok(month) = year_to_date.unwrap_or(text).parse() {
            let length = if year_to_date.is_some() { PeriodLength::YearToDate } else { PeriodLength::Month };
            return Ok(Self::holding(month, length, first_month));
        }
        let (year, part) = text.split_once('-').unwrap_or((text, ""));
        let (length, number) = match part {
            "" => (PeriodLength::Year, 0),
            "H1" => (PeriodLength::HalfYear, 0),
            "H2" => (PeriodLength::HalfYear, 1),
            "Q1" => (PeriodLength::Quarter, 0),
            "Q2" => (PeriodLength::Quarter, 1),
            "Q3" => (PeriodLength::Quarter, 2),
            "Q4" => (PeriodLength::Quarter, 3),
            _ => return Err(PeriodError),
        };
        if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) || text.ends_with('-') {
            return Err(PeriodError);
        }
        let year = year.parse().map_err(|_| PeriodError)?;
        let start = Month::new(year, first_month.number()).map_err(|_| PeriodError)?;
        let months = i32::try_from(length.months()).unwrap_or(MONTHS);
        Ok(Self::holding(start.plus(months.saturating_mul(number)), length, first_month))
    }

    /// The word that [`Period::parse`] reads.
    #[must_use]
    pub fn format(self, first_month: FirstMonth) -> String {
        let start = first_month.of_year_holding(self.first);
        let year = start.year();
        let months_in = self.first.0.saturating_sub(start.0);
        let number = |months: i32| months_in.checked_div(months).unwrap_or(0).saturating_add(1);
        match self.length {
            PeriodLength::Month => self.first.to_string(),
            PeriodLength::Quarter => format!("{year:04}-Q{}", number(3)),
            PeriodLength::HalfYear => format!("{year:04}-H{}", number(6)),
            PeriodLength::Year => format!("{year:04}"),
            PeriodLength::YearToDate => format!("ytd-{}", self.last),
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
        u32::try_from(self.last.0.saturating_sub(self.first.0)).unwrap_or(0).saturating_add(1)
    }

    /// Whether `other` has the same months.
    #[must_use]
    pub fn same_months(self, other: Self) -> bool {
        (self.first, self.last) == (other.first, other.last)
    }

    /// The same period one year earlier.
    #[must_use]
    pub fn year_earlier(self) -> Self {
        self.moved(-MONTHS)
    }

    /// The period of as many months `count` periods earlier.
    #[must_use]
    pub fn earlier(self, count: u32) -> Self {
        let months = i32::try_from(self.month_count().saturating_mul(count)).unwrap_or(i32::MAX);
        self.moved(months.saturating_neg())
    }

    fn moved(self, months: i32) -> Self {
        Self { first: self.first.plus(months), last: self.last.plus(months), ..self }
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
