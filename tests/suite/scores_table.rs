//! Scores as a table: the rows of a report, as CSV and as JSON.

use counterpoise::domain::closing::{Stamp, close};
use counterpoise::domain::expression::Expression;
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::scorecard::{Veto, VetoEffect};
use counterpoise::domain::scoring::Plan;
use counterpoise::domain::workbook::Workbook;
use counterpoise::interop::csv::{Cell, table};
use counterpoise::interop::scores::{HEADINGS, Names, ScoreRow, rows, to_csv, to_json};
use serde_json::Value;

use crate::books::{CARD, WARD, enter, measure, monthly, objective, percent_of, perspective, rules};
use crate::support::{month, sample};

fn rows_of(workbook: &Workbook, card: &str, unit: &str, period: &str) -> Vec<ScoreRow> {
    let plan = Plan::new(workbook);
    let period = month(period);
    let finding = |_: &counterpoise::domain::scoring::Finding| "noticed".to_owned();
    let names = Names { workbook, language: Language::English, finding: &finding };
    rows(names, &plan.score(&card.into(), &unit.into(), period), &plan.ranking(period))
}

/// A row with these columns joined by a bar.
fn shown(row: &ScoreRow, columns: &[&str]) -> String {
    let place = |column: &&str| HEADINGS.iter().position(|heading| heading == column).expect("a column");
    let cells = row.cells();
    let text = |cell: &Cell| match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Number(text) => text.clone(),
        Cell::List(texts, between) => texts.join(between),
    };
    columns.iter().map(|column| text(&cells[place(column)])).collect::<Vec<_>>().join(" | ")
}

#[track_caller]
fn check(rows: &[ScoreRow], columns: &[&str], expected: &[&str]) {
    let found: Vec<String> = rows.iter().map(|row| shown(row, columns)).collect();
    assert_eq!(found, expected);
}

/// Two thirds of 60 points, 40 % of 20 in an objective, and one measure without figures.
fn book() -> Workbook {
    let mut book = monthly(&["a", "b", "c"], Vec::new());
    let third = measure("a", "a / 3", "60", crate::books::completion(None));
    let third = counterpoise::domain::measure::Measure { target: crate::books::fixed("100"), ..third };
    let mut first = perspective("first", vec![percent_of("c", "20")]);
    first.objectives = vec![objective("aim", vec![percent_of("b", "20")])];
    rules(&mut book).perspectives = vec![perspective("only", vec![third]), first];
    enter(&mut book, WARD, "a", "2026-03", "200");
    enter(&mut book, WARD, "b", "2026-03", "40");
    book
}

#[test]
fn every_node_is_a_row_in_the_order_of_the_card() {
    let columns = ["level", "node", "path", "state", "actual", "target", "points", "full_points", "percent"];
    check(
        &rows_of(&book(), CARD, WARD, "2026-03"),
        &columns,
        &[
            "total | card | Card | scored |  |  | 56 | 100 | 56",
            "perspective | only | Card / only | scored |  |  | 40 | 60 | 66.666666666666667",
            "measure | a | Card / only / a | scored | 66.666666666666667 | 100 | 40 | 60 | 66.666666666666667",
            "perspective | first | Card / first | scored |  |  | 16 | 40 | 40",
            "objective | aim | Card / first / aim | scored |  |  | 16 | 40 | 40",
            "measure | b | Card / first / aim / b | scored | 40 | 100 | 16 | 40 | 40",
            "measure | c | Card / first / c | missing |  |  |  | 0 | ",
        ],
    );
}

#[test]
fn a_closed_period_has_the_points_that_were_closed() {
    let mut book = book();
    let (card, period) = ("card".into(), month("2026-03"));
    let stamp = Stamp { at: "2026-04-10T08:00:00Z".into(), by: "".into() };
    let edit = close(&book, &Plan::new(&book), &card, period, &stamp, "".into()).expect("scores");
    edit.apply(&mut book).expect("it holds together");
    enter(&mut book, WARD, "a", "2026-03", "300");
    check(
        &rows_of(&book, CARD, WARD, "2026-03"),
        &["level", "points", "closed"],
        &[
            "total | 76 | 56",
            "perspective | 60 | 40",
            "measure | 60 | 40",
            "perspective | 16 | 16",
            "objective | 16 | ",
            "measure | 16 | 16",
            "measure |  | ",
        ],
    );
    check(&rows_of(&book, CARD, WARD, "2026-02")[..1], &["closed"], &[""]);
}

#[test]
fn status_rank_coverage_and_findings_stand_where_they_belong() {
    check(
        &rows_of(&book(), CARD, WARD, "2026-03"),
        &["level", "status", "rank", "measures_scored", "coverage", "findings"],
        &[
            "total | off-target | 1 | 2 of 3 | 80 | ",
            "perspective | off-target |  | 1 of 1 | 100 | ",
            "measure | off-target |  |  |  | ",
            "perspective | off-target |  | 1 of 2 | 50 | ",
            "objective | off-target |  | 1 of 1 | 100 | ",
            "measure | off-target |  |  |  | ",
            "measure |  |  |  |  | noticed",
        ],
    );
}

#[test]
fn a_veto_shows_the_points_before_it() {
    let mut book = book();
    rules(&mut book).vetoes = vec![Veto {
        reason: Name::plain("Dispute"),
        measure: "a".into(),
        condition: Expression::parse_condition("actual > 0").expect("a condition"),
        effect: VetoEffect::TotalAtMost("30".parse().expect("a number")),
    }];
    let rows = rows_of(&book, CARD, WARD, "2026-03");
    check(&rows[..1], &["points", "before_veto"], &["30 | 56"]);
}

#[test]
fn where_there_is_no_score_the_row_says_why() {
    let rows = [
        ("ward", "2026-03", "total | scored | 56"),
        ("ward", "2026-04", "total | none | "),
        ("hospital", "2026-03", "total | not-used | "),
        ("ward", "1999-12", "total | no-revision | "),
    ];
    for (unit, period, expected) in rows {
        let rows = rows_of(&book(), CARD, unit, period);
        check(&rows[..1], &["level", "state", "points"], &[expected]);
    }
    let mut yearly = book();
    yearly.scorecards[0].period = counterpoise::domain::period::PeriodLength::Year;
    let rows = rows_of(&yearly, CARD, WARD, "2026-03");
    check(&rows, &["level", "state", "points"], &["total | shorter-than-own-period | "]);
}

#[test]
fn all_digits_of_a_decimal_are_kept() {
    let mut book = book();
    enter(&mut book, WARD, "b", "2026-03", "0.00026925956446016697");
    let rows = rows_of(&book, CARD, WARD, "2026-03");
    assert_eq!(shown(&rows[5], &["node", "actual"]), "b | 0.00026925956446016697");
}

#[test]
fn csv_is_quoted_and_guarded_in_text_alone() {
    let text = |text: &str| Cell::Text(text.to_owned());
    let number = |digits: &str| Cell::Number(digits.to_owned());
    let rows = vec![
        vec![text("=1+1"), text("+1"), text("-1"), text("@a"), number("-1")],
        vec![text("a,b"), text("a \"b\""), text("a\nb"), text("=a,b"), text("a;=1+1")],
        vec![text("\ta"), text("\ra"), text("a\tb"), number("-0.02"), number("0.020")],
        vec![
            text("外一科"),
            text(""),
            text("a=b"),
            text(" -a"),
            Cell::List(vec!["-a".into(), "b".into()], "; "),
        ],
    ];
    let expected = "a,b,c,d,e\r\n\
                    '=1+1,'+1,'-1,'@a,-1\r\n\
                    \"a,b\",\"a \"\"b\"\"\",\"a\nb\",\"'=a,b\",\"a;=1+1\"\r\n\
                    \"'\ta\",\"'\ra\",\"a\tb\",-0.02,0.020\r\n\
                    外一科,,a=b, -a,\"'-a; b\"\r\n";
    assert_eq!(table(&["a", "b", "c", "d", "e"], rows), expected);
}

#[test]
fn json_holds_what_csv_holds() {
    let rows = rows_of(&sample(), "T2", "first-surgery", "2025-12");
    let read: Vec<Value> = serde_json::from_str(&to_json(&rows)).expect("JSON");
    assert_eq!(read.len(), rows.len());
    assert_eq!(to_csv(&rows).lines().count(), rows.len() + 1);
    assert_eq!(read[0]["points"], "96.58");
    assert_eq!(read[0]["actual"], Value::Null);
    assert_eq!(read[0]["path"], serde_json::json!(["Monthly performance evaluation"]));
    for (row, object) in rows.iter().zip(&read) {
        assert_eq!(object.as_object().map(|object| object.len()), Some(HEADINGS.len()));
        assert_eq!(object["node"], row.node.as_str());
    }
}
