//! Numbers as people type and read them, and months.

use counterpoise::domain::exact::Exact;
use counterpoise::domain::name::Language;
use counterpoise::domain::period::{FirstMonth, Month, Period, PeriodLength};
use counterpoise::domain::workbook::NumberStyle::{self, Comma, Point};
use counterpoise::i18n::month;
use counterpoise::i18n::number::{
    NumberError, format, format_exact, format_rounded, format_signed, format_typed, is_not_applicable, parse,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[track_caller]
fn check_read(text: &str, style: NumberStyle, value: &str, echo: bool) {
    let reading = parse(text, style, false).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!((reading.value, reading.echo), (decimal(value), echo), "{text} in {style:?}");
}

#[test]
fn one_meaning_in_either_style() {
    for (text, value) in [
        ("3.5", "3.5"),
        ("3,5", "3.5"),
        ("1 234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1'234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1 234 567", "1234567"),
        ("1\u{a0}234\u{202f}567.25", "1234567.25"),
        ("１２３", "123"),
        ("１，２３４．５", "1234.5"),
        ("-7", "-7"),
        ("−7.25", "-7.25"),
        ("+7", "7"),
        ("  42  ", "42"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),
        ("1234,567", "1234.567"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-0", "0"),
        ("79228162514264337593543950335", "79228162514264337593543950335"),
    ] {
        check_read(text, Point, value, false);
        check_read(text, Comma, value, false);
    }
}

#[test]
fn two_meanings_are_decided_by_the_style_and_echoed() {
    check_read("1,234", Point, "1234", true);
    check_read("1,234", Comma, "1.234", true);
    check_read("1.234", Point, "1.234", true);
    check_read("1.234", Comma, "1234", true);
    check_read("12.345", Comma, "12345", true);
}

#[test]
fn percent_is_points_in_a_percent_item_and_a_fraction_elsewhere() {
    for text in ["12 %", "12%", "１２％"] {
        assert_eq!(parse(text, Point, true).map(|r| (r.value, r.echo)), Ok((decimal("12"), false)));
        assert_eq!(parse(text, Point, false).map(|r| (r.value, r.echo)), Ok((decimal("0.12"), true)));
    }
}

#[test]
fn everything_else_is_refused() {
    for text in [
        "",
        " ",
        "x",
        "1x",
        "12 34",
        "1,23,4",
        "1 23",
        "1..2",
        "1,2,3.4,5",
        "--1",
        "1-",
        "%",
        "1e5",
        "٣",
        "0x10",
        ",",
        "1 ,5",
        "1.234,567.8",
    ] {
        assert_eq!(parse(text, Point, false), Err(NumberError::NotANumber), "{text}");
    }
    assert_eq!(parse("123456789012345678901234567890", Point, false), Err(NumberError::TooManyDigits));
    assert_eq!(parse("0.12345678901234567890123456789", Point, false), Err(NumberError::TooManyDigits));
}

#[test]
fn not_applicable_in_every_language() {
    for text in ["n/a", "N/A", " na ", "不适用", "不適用", "-", "—"] {
        assert!(is_not_applicable(text), "{text}");
    }
    for text in ["", "0", "none", "-1"] {
        assert!(!is_not_applicable(text), "{text}");
    }
}

#[test]
fn shown_exactly_or_rounded() {
    assert_eq!(format(decimal("455000"), 0), "455,000");
    assert_eq!(format(decimal("-1234.5"), 2), "−1,234.50");
    assert_eq!(format(decimal("0.125"), 2), "0.125");
    assert_eq!(format_rounded(decimal("97.041666666666667"), 2), "97.04");
    assert_eq!(format_rounded(decimal("-0.005"), 2), "−0.01");
    assert_eq!(format_signed(decimal("0.32"), 2), "+0.32");
    assert_eq!(format_signed(decimal("-0.4"), 2), "−0.40");
    assert_eq!(format_signed(decimal("0"), 2), "0.00");
    let third = Exact::whole(29).over(&Exact::whole(3)).unwrap();
    assert_eq!(format_exact(&third), "9.666666…");
    assert_eq!(format_exact(&third.negated()), "−9.666666…");
    assert_eq!(format_exact(&Exact::from(decimal("146.475"))), "146.475");
}

#[test]
fn months_and_periods() {
    let at = Month::new(2025, 12).unwrap();
    assert_eq!(month::format(at, Language::English), "December 2025");
    assert_eq!(month::format(at, Language::SimplifiedChinese), "2025年12月");
    assert_eq!(month::format_short(at, Language::English), "Dec");
    assert_eq!(month::format_brief(at, Language::English), "Dec 2025");
    let april = FirstMonth::new(4).unwrap();
    let fiscal = Period::holding(at, PeriodLength::Year, april);
    assert_eq!(month::format_period(fiscal, april, Language::TraditionalChinese), "2025年4月至2026年3月");
    let calendar = Period::holding(at, PeriodLength::Year, FirstMonth::JANUARY);
    assert_eq!(month::format_period(calendar, FirstMonth::JANUARY, Language::English), "Year 2025");
}

#[test]
fn periods_of_every_length() {
    let table = "
        2026-03     | March 2026            | 2026年3月             | 2026年3月
        2026-Q1     | 2026 Q1               | 2026年第1季度         | 2026年第1季
        2026-Q2     | 2026 Q2               | 2026年第2季度         | 2026年第2季
        2026-Q4     | 2026 Q4               | 2026年第4季度         | 2026年第4季
        2026-H1     | 2026 H1               | 2026年上半年          | 2026年上半年
        2026-H2     | 2026 H2               | 2026年下半年          | 2026年下半年
        2026        | Year 2026             | 2026年全年            | 2026年全年
        ytd-2026-03 | January to March 2026 | 2026年1至3月          | 2026年1至3月
        ytd-2026-01 | January 2026          | 2026年1月             | 2026年1月
    ";
    check_periods(table, FirstMonth::JANUARY);
    let fiscal = "
        2025-Q4     | January 2026 – March 2026       | 2026年1月至2026年3月  | 2026年1月至2026年3月
        2025-H1     | April 2025 – September 2025     | 2025年4月至2025年9月  | 2025年4月至2025年9月
        2025        | April 2025 – March 2026         | 2025年4月至2026年3月  | 2025年4月至2026年3月
        ytd-2025-06 | April to June 2025              | 2025年4至6月          | 2025年4至6月
        ytd-2026-02 | April 2025 to February 2026     | 2025年4月至2026年2月  | 2025年4月至2026年2月
    ";
    check_periods(fiscal, FirstMonth::new(4).unwrap());
}

#[track_caller]
fn check_periods(table: &str, first_month: FirstMonth) {
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let period = Period::parse(cells[0], first_month).unwrap();
        for (language, expected) in Language::ALL.into_iter().zip(&cells[1..]) {
            assert_eq!(month::format_period(period, first_month, language), *expected, "{line}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn what_is_formatted_reads_back(mantissa in any::<i64>(), scale in 0_u32..12, decimals in 0_u32..6, comma in any::<bool>()) {
        let value = Decimal::new(mantissa, scale);
        let style = if comma { Comma } else { Point };
        let text = format_typed(value, decimals, style);
        prop_assert_eq!(parse(&text, style, false).map(|reading| reading.value), Ok(value), "{}", text);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
        let _ = parse(&text, Point, false);
        let _ = parse(&text, Comma, true);
    }
}
