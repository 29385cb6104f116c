//! Markup: what a person typed stays text, and the matrix says what it was given.

use counterpoise::charts::render_spark;
use counterpoise::domain::analysis::matrix::matrix;
use counterpoise::domain::id::{KindId, ScorecardId};
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::period::Period;
use counterpoise::domain::scoring::{Plan, Results};
use counterpoise::domain::workbook::Workbook;
use counterpoise::markup::{Html, Link, MatrixPage, Order, Spot, found, room};
use rust_decimal::Decimal;

use crate::support::{month, sample};

/// The rows of the matrix of T2, each the texts of its cells.
fn table(workbook: &Workbook, order: &str, wanted: &str, period: Period) -> (String, Vec<Vec<String>>) {
    let results = Results::new(Plan::new(workbook), period.first(), period.last());
    let matrix = matrix(workbook, &results, period);
    let links = |link: Link<'_>| {
        format!("#/{}/{}", link.unit.map_or("*", |unit| unit.as_str()), link.detail.unwrap_or_default())
    };
    let (card, order) = (ScorecardId::from("T2"), Order::parse(Some(order)));
    let page = MatrixPage {
        matrix: &matrix,
        workbook,
        language: Language::English,
        card: Some(&card),
        order: &order,
        links: &links,
    };
    let places = page.sorted(wanted);
    let html = page.table("Caption & more", &places, 0..places.len(), 36);
    let body = html.split("<tbody>").nth(1).expect("a body");
    let cells = |row: &str| {
        let cells = row.split("</t").filter(|cell| cell.contains("<td") || cell.contains("<th"));
        cells.map(text_of).collect::<Vec<_>>()
    };
    let rows = body.split("</tr>").filter(|row| row.contains("<tr")).map(cells).collect();
    (html, rows)
}

/// A piece of markup without its elements.
fn text_of(markup: &str) -> String {
    let parts = markup.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<Vec<_>>().concat().trim().to_owned()
}

fn names(order: &str, wanted: &str) -> Vec<String> {
    let (_, rows) = table(&sample(), order, wanted, month("2025-12"));
    rows.into_iter().map(|row| row[0].clone()).collect()
}

#[test]
fn what_was_typed_is_text() {
    let mut out = Html::default();
    out.element("p", &[("title", "\"&<>")], "<img src=x onerror=alert(1)> & \"more\"");
    let expected =
        "<p title=\"&quot;&amp;&lt;&gt;\">&lt;img src=x onerror=alert(1)&gt; &amp; &quot;more&quot;</p>";
    assert_eq!(out.finish(), expected);
}

#[test]
fn a_row_of_the_matrix_says_how_a_unit_stands() {
    // The printed example of T2: 71.30 + 26.58 − 1.30 = 96.58.
    let (html, rows) = table(&sample(), "points", "first", month("2025-12"));
    assert_eq!(rows.len(), 1);
    let row: Vec<&str> = rows[0].iter().map(String::as_str).collect();
    assert_eq!(row[0], "First Surgery");
    // The four units of T2 are ranked; First Surgery's further cards do not count it twice.
    assert_eq!(row[1], "3 / 4");
    assert_eq!(row[3], "96.58");
    assert_eq!(row[5..9], ["71.30 102 %", "26.58 89 %", "−1.30", "100 %"]);
    assert!(html.contains("<a href=\"#/first-surgery/\""), "{html}");
    assert!(html.contains("Caption &amp; more"), "{html}");
}

#[test]
fn a_heading_sorts_and_sorts_the_other_way_round() {
    let falling = ["Cardiology", "Oncology", "First Surgery", "Orthopaedics"];
    assert_eq!(names("points", ""), falling);
    assert_eq!(names("rank", ""), falling);
    let mut rising = falling;
    rising.reverse();
    assert_eq!(names("points-up", ""), rising);
    assert_eq!(names("name-up", ""), ["Cardiology", "First Surgery", "Oncology", "Orthopaedics"]);
    let (html, _) = table(&sample(), "points", "", month("2025-12"));
    assert!(html.contains("aria-sort=\"descending\"><a href=\"#/*/points-up\""), "{html}");
    assert!(html.contains("aria-sort=\"none\"><a href=\"#/*/name-up\""), "{html}");
}

#[test]
fn kind_and_name_leave_out_the_others() {
    assert_eq!(names("points,medical", ""), ["Cardiology", "Oncology"]);
    assert_eq!(names("points,medical", " ONC"), ["Oncology"]);
    assert_eq!(names("points", "nobody"), Vec::<String>::new());
}

#[test]
fn an_order_reads_what_it_writes() {
    for text in ["rank", "rank-up", "p0", "points-up,surgical", "name,a,b"] {
        assert_eq!(Order::parse(Some(text)).format(), text);
    }
    assert_eq!(Order::parse(None), Order::parse(Some("rank")));
    assert_eq!(Order::parse(Some(",surgical")).kind, Some(KindId::from("surgical")));
}

#[test]
fn a_hostile_name_is_text_in_the_matrix() {
    let mut workbook = sample();
    workbook.units.iter_mut().for_each(|unit| unit.name = Name::plain("<img src=x onerror=alert(1)>"));
    let (html, _) = table(&workbook, "points", "", month("2025-12"));
    assert!(!html.contains("<img") && html.contains("&lt;img"), "{html}");
}

#[test]
fn room_stands_for_the_rows_that_are_not_there() {
    let workbook = sample();
    let results = Results::new(Plan::new(&workbook), month("2025-12").first(), month("2025-12").last());
    let matrix = matrix(&workbook, &results, month("2025-12"));
    let order = Order::parse(None);
    let links = |_: Link<'_>| String::new();
    let (language, card) = (Language::English, None);
    let page =
        MatrixPage { matrix: &matrix, workbook: &workbook, language, card, order: &order, links: &links };
    let places = page.sorted("");
    let html = page.table("", &places, 2..3, 36);
    assert_eq!(html.matches("aria-rowindex").count(), 1, "{html}");
    let below = (places.len() - 3) * 36;
    assert!(html.contains("height=\"72\"") && html.contains(&format!("height=\"{below}\"")), "{html}");
    assert_eq!(room(&(2..3), places.len(), 36), [72, below]);
    // Rows that are put in later are those that would have been there.
    let parts = [page.rows(&places, 0..2), page.rows(&places, 2..3), page.rows(&places, 3..places.len())];
    assert!(html.contains(&parts[1]), "{html}");
    assert!(page.table("", &places, 0..places.len(), 36).contains(&parts.concat()));
}

#[test]
fn a_small_line_has_gaps_and_an_end() {
    let value = |points: i64| Some(Decimal::new(points, 1));
    let svg = render_spark(&[value(900), None, value(950), value(965)], "<b>");
    assert_eq!((svg.matches('M').count(), svg.matches('L').count()), (2, 1), "{svg}");
    assert_eq!(svg.matches("<circle").count(), 1);
    assert!(svg.contains("&lt;b&gt;") && !svg.contains("style="), "{svg}");
    assert_eq!(render_spark(&[value(900), None], ""), "");
}

#[test]
fn places_are_found_by_every_word_of_their_names() {
    let spot =
        |name: &str| Spot { name: name.to_owned(), about: "Unit".to_owned(), href: format!("#/{name}") };
    let spots = ["First Surgery", "Second <Surgery>", "Oncology"].map(spot);
    let list = |wanted: &str| found(&spots, wanted, "nothing");
    assert_eq!(
        list("surg SEC"),
        "<ul class=\"found\"><li><a href=\"#/Second &lt;Surgery&gt;\">Second &lt;Surgery&gt;</a>\
         <span class=\"field-hint\">Unit</span></li></ul>"
    );
    assert_eq!(list("").matches("<li>").count(), 3);
    assert!(list("ward").contains("nothing"));
}
