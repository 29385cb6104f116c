//! The chart of totals: its shapes carry roles, its words are text, gaps stay gaps.

use counterpoise::charts::{
    ChartLabels, Level, MonthChart, MonthValue, render_by_month, render_points_by_actual,
};
use counterpoise::domain::curve::CurvePoints;
use rust_decimal::Decimal;

fn total(label: &str, points: Option<i64>) -> MonthValue {
    let value = points.map(|points| Decimal::new(points, 1));
    MonthValue { label: label.to_owned(), value, ..MonthValue::default() }
}

fn render(months: &[MonthValue]) -> String {
    let labels = ChartLabels { title: "A & <b>".to_owned(), description: "B \"c\"".to_owned() };
    let levels = vec![(Level::Full, Decimal::ONE_HUNDRED)];
    render_by_month(&MonthChart { months: months.to_vec(), levels, decimals: 2 }, 720, &labels)
}

fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

#[test]
fn a_line_with_a_gap_is_two_runs() {
    let svg =
        render(&[total("Jan", Some(900)), total("", Some(950)), total("", None), total("Apr", Some(965))]);
    assert_eq!(count(&svg, "<circle"), 3);
    assert_eq!(count(&svg, "chart-series-line"), 2);
    assert_eq!(count(&svg, "chart-full-line"), 1);
    assert!(svg.contains("Jan") && svg.contains("Apr") && svg.contains("96.5"));
}

#[test]
fn title_and_description_are_text() {
    let svg = render(&[total("<img>", Some(900))]);
    assert!(svg.contains("<title>A &amp; &lt;b&gt;</title><desc>B &quot;c&quot;</desc>"), "{svg}");
    assert!(svg.contains("&lt;img&gt;") && !svg.contains("<img>"));
    assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
}

#[test]
fn nothing_in_it_breaks_a_strict_policy() {
    let svg = render(&[total("Jan", Some(900)), total("", Some(-50))]);
    assert!(!svg.contains("style=") && !svg.contains("<script") && !svg.contains('#'), "{svg}");
}

#[test]
fn nothing_to_draw_draws_nothing() {
    assert_eq!(render(&[]), "");
    assert_eq!(render(&[total("Jan", None)]), "");
}

#[test]
fn extreme_totals_do_not_fail() {
    for points in [i64::MAX, i64::MIN, 0, 1] {
        assert!(!render(&[total("Jan", Some(points)), total("", Some(900))]).is_empty());
    }
}

fn curve(points: &[(i64, i64)], target: Option<i64>) -> CurvePoints {
    let decimal = |value: i64| Decimal::from(value);
    CurvePoints {
        points: points.iter().map(|(actual, points)| (decimal(*actual), decimal(*points))).collect(),
        actual: None,
        last: points.last().map(|(actual, points)| (decimal(*actual), decimal(*points))),
        target: target.map(decimal),
        full: decimal(10),
    }
}

#[test]
fn a_curve_has_its_marks_and_no_style() {
    let labels = ChartLabels { title: "a < b".to_owned(), description: "d".to_owned() };
    let svg = render_points_by_actual(&curve(&[(0, 0), (50, 5), (100, 10)], Some(90)), 400, &labels);
    for part in
        ["chart-series-line", "chart-full-line", "chart-mark-line", "<circle", "a &lt; b", ">100<", ">10<"]
    {
        assert!(svg.contains(part), "{part} in {svg}");
    }
    assert!(!svg.contains("style=") && !svg.contains("NaN"), "{svg}");
    // The area lies between 44 and 376 pixels; the target stands at nine tenths of it.
    assert!(svg.contains("points=\"343,14 343,190 \""), "{svg}");
    let without = render_points_by_actual(&curve(&[(0, 0), (100, 10)], None), 400, &labels);
    assert!(!without.contains("chart-mark-line"));
    assert_eq!(render_points_by_actual(&curve(&[], None), 400, &labels), "");
    let flat = render_points_by_actual(&curve(&[(5, 10), (5, 10)], Some(5)), 400, &labels);
    assert!(!flat.contains("NaN") && !flat.is_empty(), "{flat}");
}
