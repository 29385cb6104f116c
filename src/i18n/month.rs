//! Months and periods as text.

use super::{fill, messages};
use crate::domain::name::Language;
use crate::domain::period::{FirstMonth, Month, Period, PeriodLength};

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A month in full: `December 2025`, `2025年12月`.
#[must_use]
pub fn format(month: Month, language: Language) -> String {
    match language {
        Language::English => format!("{} {}", english(month), month.year()),
        Language::SimplifiedChinese | Language::TraditionalChinese => {
            format!("{}年{}月", month.year(), month.number())
        }
    }
}

/// A month without its year: `Dec`, `12月`.
#[must_use]
pub fn format_short(month: Month, language: Language) -> String {
    match language {
        Language::English => english(month).chars().take(3).collect(),
        Language::SimplifiedChinese | Language::TraditionalChinese => format!("{}月", month.number()),
    }
}

/// A month with its year, as short as can be: `Dec 2025`, `2025年12月`.
#[must_use]
pub fn format_brief(month: Month, language: Language) -> String {
    match language {
        Language::English => format!("{} {}", format_short(month, language), month.year()),
        Language::SimplifiedChinese | Language::TraditionalChinese => format(month, language),
    }
}

/// A range of months; one month where both are the same.
#[must_use]
pub fn format_range(first: Month, last: Month, language: Language) -> String {
    if first == last {
        return format(first, language);
    }
    match language {
        Language::English => format!("{} – {}", format(first, language), format(last, language)),
        Language::SimplifiedChinese | Language::TraditionalChinese => {
            format!("{}至{}", format(first, language), format(last, language))
        }
    }
}

/// A period: its month, quarter, half or year, or the months from the first to the last of a year to
/// date. Quarters, halves and years of a fiscal year that does not start in January are named by
/// their months, so that nobody takes them for those of the calendar.
#[must_use]
pub fn format_period(period: Period, first_month: FirstMonth, language: Language) -> String {
    let (first, last) = (period.first(), period.last());
    let words = messages(language);
    let part = |months: u32| (first.number() / months).saturating_add(1).to_string();
    let (text, part) = match period.length() {
        PeriodLength::Month => return format(first, language),
        PeriodLength::YearToDate => return format_to_date(first, last, language),
        _ if first_month != FirstMonth::JANUARY => return format_range(first, last, language),
        PeriodLength::Quarter => (words.period_quarter, part(3)),
        PeriodLength::HalfYear if first.number() == 1 => (words.period_first_half, String::new()),
        PeriodLength::HalfYear => (words.period_second_half, String::new()),
        PeriodLength::Year => (words.period_year, String::new()),
    };
    fill(text, &[&first.year().to_string(), &part])
}

/// The months of a year to date; a year that both have is said once.
fn format_to_date(first: Month, last: Month, language: Language) -> String {
    let words = messages(language);
    if first == last {
        return format(first, language);
    }
    if first.year() != last.year() {
        let ends = [first, last].map(|month| format(month, language));
        return fill(words.period_to_date_over, &ends.each_ref().map(String::as_str));
    }
    let (year, first, last) = match language {
        Language::English => (first.year(), english(first).to_owned(), english(last).to_owned()),
        _ => (first.year(), first.number().to_string(), last.number().to_string()),
    };
    fill(words.period_to_date, &[&year.to_string(), &first, &last])
}

/// A month of every year: `March`, `3月`.
#[must_use]
pub fn format_of_year(number: u32, language: Language) -> String {
    match (Month::new(1, number), language) {
        (Ok(month), Language::English) => english(month).to_owned(),
        (Ok(month), _) => format_short(month, language),
        (Err(_), _) => String::new(),
    }
}

fn english(month: Month) -> &'static str {
    let index = usize::try_from(month.number()).unwrap_or(1) - 1;
    ENGLISH.get(index).copied().unwrap_or_default()
}
