//! Months and periods as text.

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

/// A period: its month, its calendar year, or the months of a fiscal year that starts elsewhere.
#[must_use]
pub fn format_period(period: Period, language: Language) -> String {
    match period.length() {
        PeriodLength::Month => format(period.first(), language),
        PeriodLength::Year if period.first().number() == FirstMonth::JANUARY.number() => match language {
            Language::English => format!("Year {}", period.first().year()),
            Language::SimplifiedChinese | Language::TraditionalChinese => {
                format!("{}年全年", period.first().year())
            }
        },
        _ => format_range(period.first(), period.last(), language),
    }
}

fn english(month: Month) -> &'static str {
    let index = usize::try_from(month.number()).unwrap_or(1) - 1;
    ENGLISH.get(index).copied().unwrap_or_default()
}
