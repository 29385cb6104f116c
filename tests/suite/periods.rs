//! Months, fiscal years and periods.

use counterpoise::domain::period::{FirstMonth, Month, Period, PeriodLength};

use crate::books::at;

#[track_caller]
fn check_refused(texts: &[&str]) {
    for text in texts {
        assert!(text.parse::<Month>().is_err(), "{text:?} is no month");
    }
}

#[test]
fn months_are_read_and_written() {
    for (text, year, number) in [("2026-03", 2026, 3), ("0001-01", 1, 1), ("9999-12", 9999, 12)] {
        assert_eq!(text.parse::<Month>(), Month::new(year, number));
        assert_eq!((at(text).year(), at(text).number()), (year, number));
        assert_eq!(at(text).to_string(), text);
    }
}

#[test]
fn what_is_no_month_is_refused() {
    check_refused(&["", "2026", "2026-3", "26-03", "2026-00", "2026-13", "0000-05", "2026-03-01"]);
    check_refused(&["2026/03", " 2026-03", "2026-03 ", "202六-03", "２０２６-03", "abcd-ef"]);
    check_refused(&["+202-03", "-202-03", "2026-+3", "2026--3"]);
    assert!(Month::new(2026, 0).is_err() && Month::new(2026, 13).is_err());
    assert!(Month::new(0, 1).is_err() && Month::new(10_000, 1).is_err());
    assert!(Month::new(-1, 1).is_err() && Month::new(2026, u32::MAX).is_err());
}

#[test]
fn months_are_counted_over_the_turn_of_the_year() {
    let rows = [
        ("2026-03", 0, "2026-03"),
        ("2025-12", 1, "2026-01"),
        ("2026-01", -1, "2025-12"),
        ("2026-03", 12, "2027-03"),
        ("2026-03", -27, "2023-12"),
        ("9999-12", 1, "9999-12"),
        ("0001-01", -1, "0001-01"),
        ("2026-03", i32::MAX, "9999-12"),
        ("2026-03", i32::MIN, "0001-01"),
    ];
    for (month, count, expected) in rows {
        assert_eq!(at(month).plus(count), at(expected), "{month} plus {count}");
    }
}

#[test]
fn months_are_in_order() {
    assert!(at("2025-12") < at("2026-01") && at("2026-01") < at("2026-02"));
    let texts: Vec<String> = at("2025-11").through(at("2026-02")).map(|m| m.to_string()).collect();
    assert_eq!(texts, ["2025-11", "2025-12", "2026-01", "2026-02"]);
    assert_eq!(at("2026-02").through(at("2026-01")).count(), 0);
}

#[test]
fn fiscal_years_start_in_their_first_month() {
    let rows = [
        (1, "2026-01", "2026-01"),
        (1, "2026-12", "2026-01"),
        (4, "2026-03", "2025-04"),
        (4, "2026-04", "2026-04"),
        (4, "2027-03", "2026-04"),
        (12, "2026-11", "2025-12"),
        (12, "2026-12", "2026-12"),
    ];
    for (first, month, expected) in rows {
        let first_month = FirstMonth::new(first).expect("a month of the year");
        assert_eq!(first_month.of_year_holding(at(month)), at(expected), "{month} from {first}");
    }
    assert!(FirstMonth::new(0).is_err() && FirstMonth::new(13).is_err());
    assert_eq!(FirstMonth::JANUARY.number(), 1);
}

#[test]
fn periods_hold_their_months() {
    let april = FirstMonth::new(4).expect("April");
    let rows =
        [(PeriodLength::Month, "2026-03", "2026-03", 1), (PeriodLength::Year, "2025-04", "2026-03", 12)];
    for (length, first, last, count) in rows {
        let period = Period::holding(at("2026-03"), length, april);
        assert_eq!((period.first(), period.last()), (at(first), at(last)), "{length:?}");
        assert_eq!(period.months().count(), count, "{length:?}");
        assert_eq!(usize::try_from(period.month_count()), Ok(count), "{length:?}");
        assert_eq!(period.length(), length);
        let earlier = period.year_earlier();
        assert_eq!(earlier.first(), at(first).plus(-12), "{length:?}");
        assert_eq!(earlier.last(), at(last).plus(-12), "{length:?}");
    }
    assert_eq!(Period::month(at("2026-03")), Period::holding(at("2026-03"), PeriodLength::Month, april));
}
