//! Months as people write them in headings, lists and titles.

use counterpoise::typed::month::{find, find_year, parse, parse_number, parse_year};

fn shown(month: Option<counterpoise::domain::period::Month>) -> String {
    month.map(|month| month.to_string()).unwrap_or_default()
}

#[test]
fn a_month_with_its_year() {
    for text in [
        "2026-03",
        "2026-3",
        "2026/3",
        "2026.03",
        "2026 03",
        "202603",
        "20260315",
        "2026-03-15",
        "2026/3/1",
        "2026-03-01 00:00:00",
        "2026年3月",
        "2026年03月份",
        " ２０２６年３月 ",
        "2026年三月",
        "26年3月",
        "2026年3月15日",
        "2026年3月15号",
        "Mar 2026",
        "March 2026",
        "2026 Mar",
        "MAR-2026",
        "Mar-26",
        "15 March 2026",
        "3/2026",
        "03.2026",
    ] {
        assert_eq!(shown(parse(text, None)), "2026-03", "{text}");
        assert_eq!(shown(parse(text, Some(1999))), "2026-03", "{text}: its own year counts");
    }
    assert_eq!(shown(parse("2026年十二月", None)), "2026-12");
    assert_eq!(shown(parse("2026年十月", None)), "2026-10");
}

#[test]
fn a_month_of_a_year_that_is_given() {
    for (text, expected) in [
        ("3月", "2025-03"),
        ("03月份", "2025-03"),
        ("十一月", "2025-11"),
        ("１２月", "2025-12"),
        ("Sept", "2025-09"),
        ("december", "2025-12"),
    ] {
        assert_eq!(shown(parse(text, Some(2025))), expected, "{text}");
        assert_eq!(parse(text, None), None, "{text} without a year");
    }
    assert_eq!(shown(parse_number("3", Some(2025))), "2025-03");
    assert_eq!(parse_number("13", Some(2025)), None);
    assert_eq!(parse("3", Some(2025)), None, "a number alone is a month only where months are");
}

#[test]
fn what_is_no_month() {
    for text in [
        "",
        "2026",
        "2026年",
        "13月",
        "2026-13",
        "202613",
        "2026.1-3",
        "2026年1-3月",
        "1-3月",
        "2026-01~2026-03",
        "2026年1季度",
        "Q1 2026",
        "合计",
        "123456",
        "46.5",
        "1234",
        "decade",
        "ma",
        "3月合计",
        "十三月",
        "99999999999999999999",
    ] {
        assert_eq!(parse(text, Some(2025)), None, "{text}");
    }
    assert_eq!(parse(&"2026-03 ".repeat(1_000), None), None, "long texts are not looked at");
}

#[test]
fn months_and_years_in_titles() {
    for (text, month, year) in [
        ("外科2026年3月绩效数据", "2026-03", Some(2026)),
        ("Figures of March 2026, surgery", "2026-03", Some(2026)),
        ("外一科 2026年 数据", "", Some(2026)),
        ("外一科", "", None),
        ("编号 123456", "", None),
    ] {
        assert_eq!((shown(find(text)).as_str(), find_year(text)), (month, year), "{text}");
    }
    for (text, year) in
        [("2026", Some(2026)), ("2026年", Some(2026)), ("2026年度", Some(2026)), ("46", None), ("9999", None)]
    {
        assert_eq!(parse_year(text), year, "{text}");
    }
}
