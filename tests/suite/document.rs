//! The document: a file written by hand, what it becomes when it is exported, what is refused and
//! where, and the built-in templates.

mod texts;

use std::collections::BTreeSet;

use counterpoise::document::{Document, DocumentError, figures_of_year, parse_figures};
use counterpoise::domain::figure::Figures;
use counterpoise::domain::measure::Aspect;
use counterpoise::domain::scorecard::Revision;
use counterpoise::domain::validate::{WorkbookError, check};
use counterpoise::interop::json;
use counterpoise::templates;
use rust_decimal::Decimal;

use crate::books::{decimal, monthly, one, unit};
use crate::support::{month, sample, score};
use texts::{BY_HAND, EXPORTED};

/// A workbook as somebody could write it by hand.
pub(crate) fn by_hand() -> &'static str {
    BY_HAND
}

fn read(text: &str) -> Document {
    Document::from_json(text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_workbook_written_by_hand_is_scored() {
    // 60 × 165 ÷ 150 = 66. House waited 14, half of it is 7; 14 − 3.5 is the limit of 10.5: full
    // points of 25. 15 − 4 × 0.5 = 13.
    let report = score(&read(BY_HAND).workbook, "card", "ward", month("2026-03"));
    let points = ["m1", "m2", "m3"].map(|id| one(&report, id).points);
    assert_eq!(points, ["66", "25", "13"].map(|points| Some(decimal(points))));
    assert_eq!(report.total.points, Some(decimal("104")));
    assert_eq!(report.findings, []);
}

#[test]
fn it_is_exported_to_exactly_these_bytes() {
    let document = read(BY_HAND);
    assert_eq!(document.to_json().expect("a text"), EXPORTED);
    assert_eq!(read(EXPORTED), document);
    let dated = Document { changed: Some("2026-03-31T08:15:00Z".to_owned()), ..document };
    let text = EXPORTED.replace("\"changed\": null", "\"changed\": \"2026-03-31T08:15:00Z\"");
    assert_eq!(dated.to_json().expect("a text"), text);
    assert_eq!(read(&text), dated);
}

#[test]
fn every_template_and_the_sample_are_exported_to_the_same_bytes_again() {
    let mut workbooks = vec![sample()];
    let all = templates::templates().expect("templates");
    workbooks.extend(all.iter().map(|template| templates::start_from(template, "abcdef".into())));
    assert!(workbooks.len() >= 12, "the sample and T1 to T8 with their variants");
    for workbook in workbooks {
        let document = Document { changed: Some("2026-03-31T08:15:00Z".to_owned()), workbook };
        let text = document.to_json().expect("a text");
        let read = json::read(text.as_bytes()).expect("what was exported can be imported");
        assert_eq!(read.to_json().expect("a text"), text, "{:?}", read.workbook.name);
    }
}

#[test]
fn every_year_of_figures_is_one_line() {
    let workbook = sample();
    let years = workbook.figures.iter().count();
    let text = Document { changed: None, workbook }.to_json().expect("a text");
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("\"months\":[")).collect();
    assert_eq!(lines.len(), years);
    for line in lines {
        let value: serde_json::Value =
            serde_json::from_str(line.trim().trim_end_matches(',')).expect("a line is JSON by itself");
        assert_eq!(value["months"].as_array().map(Vec::len), Some(12), "{line}");
    }
}

#[test]
fn figures_in_pieces_are_the_figures() {
    let workbook = sample();
    let mut figures = Figures::default();
    for (unit, year, same) in workbook.figures.years_beside(&Figures::default()) {
        let text = figures_of_year(&workbook.figures, unit, year);
        assert!(!same && text.starts_with('['), "{text}");
        parse_figures(unit, year, &text, &mut figures).expect("what was written can be read");
    }
    assert_eq!(figures, workbook.figures);
    let definition = Document { changed: None, workbook: sample() }.definition_json().expect("a text");
    let without = read(&definition).workbook;
    assert_eq!(without.figures, Figures::default());
    assert_eq!(without.scorecards, workbook.scorecards);
}

/// The text by hand with one piece in the place of another that occurs once.
#[track_caller]
fn by_hand_with(says: &str, from: &str, to: &str) -> String {
    assert_eq!(BY_HAND.matches(from).count(), 1, "{says}: {from} must occur once");
    BY_HAND.replace(from, to)
}

/// `to` has a `^` before what is wrong, which is where the error must point.
#[track_caller]
fn check_refused(says: &str, from: &str, to: &str, expected: &str) {
    let marked = by_hand_with(says, from, to);
    let before = &marked[..marked.find('^').expect("a mark")];
    let error = Document::from_json(&marked.replacen('^', "", 1)).expect_err(says);
    let DocumentError::Shape(shape) = error else { panic!("{says}: {error}") };
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    assert_eq!((shape.line, shape.column), (before.matches('\n').count() + 1, column), "{says}: {shape}");
    assert!(shape.to_string().contains(expected), "{says}: {shape}");
}

#[test]
fn what_is_refused_is_named_with_its_place() {
    let decimal = "a decimal number as text, such as \"46.5\"";
    let figure = "a figure: a decimal as text, null, or \"n/a\"";
    let rows = [
        ("a letter in a figure", r#""165.0""#, r#"^"165.O""#, figure),
        ("an exponent in a figure", r#""165.0""#, r#"^"1e3""#, figure),
        ("an exempt figure without a number", r#""exempt -0.5""#, r#"^"exempt ""#, figure),
        ("a comma in a target", r#""value": "150""#, r#""value": ^"1,500""#, decimal),
        ("a number that is no text and not whole", r#""weight": 60"#, r#""weight": ^60.5"#, decimal),
        ("more digits than a decimal holds", r#""1.20""#, r#"^"1.23456789012345678901234567890""#, decimal),
        ("a text that is no number", r#""25.0""#, r#"^"""#, decimal),
        ("a weight below zero", r#""weight": 60"#, r#""weight": ^-1"#, "a number from 0 to 1,000,000"),
        (
            "a weight above a million",
            r#""weight": 60"#,
            r#""weight": ^1000001"#,
            "a number from 0 to 1,000,000",
        ),
        ("month 13", r#""month": "2026-03""#, r#""month": ^"2026-13""#, "a month, such as \"2026-03\""),
        ("a month without its zero", r#""month": "2026-03""#, r#""month": ^"2026-3""#, "a month, such as"),
        ("a year that starts in month 13", r#""first_month": 4"#, r#""first_month": ^13"#, "1 to 12"),
        ("an operator too many", r#""wait / 2""#, r#"^"wait / * 2""#, "at character 8"),
        ("a quote that is not closed", r#""wait / 2""#, r#"^"wait + \"a""#, "at character 8"),
        (
            "an unknown polarity",
            r#""polarity": "higher""#,
            r#""polarity": ^"up""#,
            "`higher`, `lower`, or an object",
        ),
        ("an unknown method", r#""deduction""#, r#"^"zones""#, "one of `completion` `step` `deduction`"),
        ("an unknown month rule", r#""weighted-mean""#, r#"^"median""#, "`weighted-mean`"),
        (
            "an unknown policy",
            r#""redistribute""#,
            r#"^"guess""#,
            "`redistribute` `zero` `substitute` `withhold`",
        ),
        ("an unknown aspect", r#"["cap", "target"]"#, r#"["cap", ^"name"]"#, "`cap`"),
        (
            "a number for a name, counted in characters",
            r#""en": "First"#,
            r#""en": ^5, "x": "First"#,
            "a text",
        ),
        ("a name that lacks a language", r#""name": "House""#, r#""name": ^{"en": "House"}"#, "\"zh-Hans\""),
        ("a field that is not there", r#"{"by": "ops", "rule": "#, r#"^{"rule": "#, "missing field `by`"),
        ("a field that is there twice", r#""floor": 0"#, r#""floor": 0, "floor": ^1"#, "`floor`"),
        ("an object for a list", r#""objectives": [],"#, r#""objectives": ^{},"#, "a list"),
        (
            "a year beyond 9999",
            r#"{"unit": "ward", "item": "ops", "year": 2026"#,
            r#"^{"unit": "ward", "item": "ops", "year": 20260"#,
            "1 to 9999",
        ),
        ("a comma at the end of a list", r#""units": ["ward"]"#, r#""units": ["ward", ^]"#, "expected value"),
        ("a word that is none", r#""about": null"#, r#""about": ^None"#, "expected value"),
    ];
    for (says, from, to, expected) in rows {
        check_refused(says, from, to, expected);
    }
}

#[test]
fn a_year_has_twelve_months() {
    for count in [0, 11, 13, 24] {
        let months = vec!["1"; count].join(", ");
        let from =
            r#"["150", "n/a", "165.0", "exempt -0.5", null, null, null, null, null, null, null, null]"#;
        check_refused(
            &format!("{count} months"),
            from,
            &format!("^[{months}]"),
            "twelve months were expected",
        );
    }
}

#[test]
fn other_documents_are_told_apart() {
    let version = |number: &str| BY_HAND.replace("\"version\": 1", &format!("\"version\": {number}"));
    let format = |name: &str| BY_HAND.replace("\"counterpoise\"", name);
    for newer in [2, 7, u32::MAX] {
        let error = Document::from_json(&version(&newer.to_string())).expect_err("a newer version");
        assert!(matches!(error, DocumentError::Newer(version) if version == newer), "{error}");
    }
    for text in [version("0"), version("null"), format("\"excel\""), format("null"), "{}".to_owned()] {
        let error = Document::from_json(&text).expect_err("another format");
        assert!(matches!(error, DocumentError::OtherFormat), "{error}");
    }
    for text in ["", "[]", "{", "1", "null", "{} {}", "\u{feff}{}"] {
        let error = Document::from_json(text).expect_err("no document");
        assert!(matches!(error, DocumentError::Shape(_)), "{text}: {error}");
    }
}

fn identity(what: &'static str, id: &str) -> WorkbookError {
    WorkbookError::Identity { what, id: id.to_owned() }
}

fn reference(from: &'static str, id: &str, what: &'static str, target: &str) -> WorkbookError {
    WorkbookError::Reference { from, id: id.to_owned(), what, target: target.to_owned() }
}

fn range(what: &'static str, id: &str) -> WorkbookError {
    WorkbookError::Range { what, id: id.to_owned() }
}

#[track_caller]
fn check_contradicts(rows: Vec<(&str, &str, &str, WorkbookError)>) {
    for (says, from, to, expected) in rows {
        let error = Document::from_json(&by_hand_with(says, from, to)).expect_err(says);
        assert!(matches!(&error, DocumentError::Workbook(found) if *found == expected), "{says}: {error:?}");
    }
}

#[test]
fn identities_are_there_and_unique() {
    let kinds = r#""kinds": [{"id": "surgical", "name": "Surgical"}"#;
    let kinds_twice = format!(r#"{kinds}, {{"id": "surgical", "name": "Again"}}"#);
    check_contradicts(vec![
        ("a workbook without one", r#""id": "book""#, r#""id": """#, identity("workbook", "")),
        ("a kind twice", kinds, &kinds_twice, identity("kind", "surgical")),
        ("a unit twice", r#"{"id": "house""#, r#"{"id": "ward""#, identity("unit", "ward")),
        ("an item twice", r#"{"id": "wait""#, r#"{"id": "ops""#, identity("item", "ops")),
        ("an empty scorecard", r#"{"id": "card""#, r#"{"id": """#, identity("scorecard", "")),
        (
            "a unit twice on a card",
            r#"["ward"]"#,
            r#"["ward", "ward"]"#,
            identity("unit of a scorecard", "ward"),
        ),
        ("a perspective twice", r#"{"id": "service""#, r#"{"id": "work""#, identity("perspective", "work")),
        ("an empty objective", r#"{"id": "theatre""#, r#"{"id": """#, identity("objective", "")),
        ("a measure twice", r#"{"id": "m3""#, r#"{"id": "m1""#, identity("measure", "m1")),
    ]);
}

#[test]
fn references_lead_somewhere() {
    let note = r#""notes": [{"unit": "ward""#;
    let note_of_none = r#""notes": [{"unit": "none""#;
    let of_none = r#"{"unit": "none", "item": "ops", "year""#;
    let figures_of_none = r#"{"unit": "ward", "item": "none", "year""#;
    let figures = r#"{"unit": "ward", "item": "ops", "year""#;
    check_contradicts(vec![
        ("a parent", r#""parent": "house""#, r#""parent": "x""#, reference("unit", "ward", "unit", "x")),
        ("a kind", r#""kind": "surgical""#, r#""kind": "x""#, reference("unit", "ward", "kind", "x")),
        ("a weight of an item", r#""by": "ops""#, r#""by": "x""#, reference("item", "wait", "item", "x")),
        ("a unit of a card", r#"["ward"]"#, r#"["x"]"#, reference("scorecard", "card", "unit", "x")),
        ("a budget", r#""item": "wait"}"#, r#""item": "x"}"#, reference("measure", "m2", "item", "x")),
        ("a unit of a target", r#""unit": "ward", "year": null"#, r#""unit": "x", "year": null"#, {
            reference("measure", "m1", "unit", "x")
        }),
        ("a unit of figures", figures, of_none, reference("figure", "ops", "unit", "none")),
        ("an item of figures", figures, figures_of_none, reference("figure", "ward", "item", "none")),
        ("a unit of a note", note, note_of_none, reference("figure", "ops", "unit", "none")),
    ]);
}

#[test]
fn units_make_a_tree_and_revisions_an_order() {
    let first = r#""revisions": ["#;
    let none = r#""revisions": [], "others": ["#;
    let cycle = || WorkbookError::UnitCycle("ward".to_owned());
    let order = || WorkbookError::RevisionOrder("card".to_owned());
    let (earlier, same) = (with_revision_from("2019-12"), with_revision_from("2020-01"));
    check_contradicts(vec![
        ("a unit in itself", r#""parent": "house""#, r#""parent": "ward""#, cycle()),
        (
            "two units in each other",
            r#""id": "house", "parent": null"#,
            r#""id": "house", "parent": "ward""#,
            cycle(),
        ),
        ("no revision", first, none, order()),
        ("a revision before the one before it", LAST_PERSPECTIVE, &earlier, order()),
        ("two revisions from one month", LAST_PERSPECTIVE, &same, order()),
    ]);
    let later = by_hand_with("a later revision", LAST_PERSPECTIVE, &with_revision_from("2020-02"));
    assert_eq!(read(&later).workbook.scorecards[0].revisions.len(), 2);
}

/// What follows the last perspective of the only revision.
const LAST_PERSPECTIVE: &str = "          ]}\n       ]}";

fn with_revision_from(month: &str) -> String {
    let rules = r#""weighting": "points", "rounding": {"rule": "none"}, "missing": "zero", "least_coverage": 0,
        "longer_periods": "mean-of-periods", "grades": [], "status": {"on_target": 95, "at_risk": 80},
        "perspectives": []"#;
    format!("          ]}}, {{\"from\": \"{month}\", {rules}}}\n       ]}}")
}

#[test]
fn parameters_are_in_range() {
    check_contradicts(vec![
        (
            "decimals of an item",
            r#""decimals": 1,
       "month"#,
            r#""decimals": 16,
       "month"#,
            range("decimals", "wait"),
        ),
        (
            "kinds that are not in the order of their months",
            r#"[{"from": "2020-01", "kind": "surgical"}]"#,
            r#"[{"from": "2020-01", "kind": "surgical"}, {"from": "2020-01", "kind": "surgical"}]"#,
            range("kinds", "ward"),
        ),
        ("an item without a code", r#""code": "wait""#, r#""code": """#, range("code", "wait")),
        ("an empty range", r#""low": 0"#, r#""low": 10000"#, range("plausible", "ops")),
        ("a coverage above 100", r#""least_coverage": 50"#, r#""least_coverage": "100.1""#, {
            range("least_coverage", "card")
        }),
        (
            "a coverage below 0",
            r#""least_coverage": 50"#,
            r#""least_coverage": -1"#,
            range("least_coverage", "card"),
        ),
        ("at risk above on target", r#""at_risk": 80"#, r#""at_risk": 96"#, range("status", "card")),
        ("rounding to 16 places", r#""decimals": 2}"#, r#""decimals": 16}"#, range("rounding", "card")),
        (
            "decimals of a measure",
            r#""minutes", "decimals": 1,
                 "#,
            r#""minutes", "decimals": 16,
                 "#,
            range("decimals", "m2"),
        ),
        ("a cap below the floor", r#""1.20""#, r#""-1""#, range("method", "m1")),
        ("a step of nothing", r#""step": 1"#, r#""step": 0"#, range("method", "m2")),
        ("a step backwards", r#""step": 1"#, r#""step": -1"#, range("method", "m2")),
        ("a rate below zero", r#""deduct": 2"#, r#""deduct": -2"#, range("method", "m2")),
        ("a rate above that is below zero", r#""add": 0"#, r#""add": "-0.1""#, range("method", "m2")),
        ("limits that exclude each other", r#""highest": null"#, r#""highest": -1"#, range("method", "m2")),
        ("points each below zero", r#""points_each": "0.5""#, r#""points_each": -1"#, range("method", "m3")),
        (
            "no months that suffice",
            r#""least_months": 6"#,
            r#""least_months": 0"#,
            range("least_months", "m2"),
        ),
        (
            "more months than there are",
            r#""least_months": 6"#,
            r#""least_months": 13"#,
            range("least_months", "m2"),
        ),
        ("a target of month 13", r#""month": 3,"#, r#""month": 13,"#, range("target", "m1")),
    ]);
}

#[test]
fn a_long_chain_of_units_is_checked_at_once() {
    let mut book = monthly(&[], Vec::new());
    for index in 0..3_000 {
        let parent = (index > 0).then(|| format!("u{}", index - 1));
        book.units.push(unit(&format!("u{index}"), parent.as_deref()));
    }
    assert_eq!(check(&book), Ok(()));
    let last = book.units.last().expect("a unit").id.clone();
    book.units[2].parent = Some(last);
    assert_eq!(check(&book), Err(WorkbookError::UnitCycle("u0".to_owned())));
}

fn first_revision(index: usize) -> (String, Revision) {
    let templates = templates::templates().expect("the templates");
    let template = &templates[index];
    (template.id.clone(), template.scorecard.revisions[0].clone())
}

#[test]
fn templates_and_sample_hold_together() {
    let templates = templates::templates().expect("the templates");
    let ids: Vec<&str> = templates.iter().map(|template| template.id.as_str()).collect();
    assert_eq!(ids, ["T1", "T2", "T3", "T4", "T5a", "T5b", "T5c", "T6a", "T6b", "T7", "T8"]);
    for template in &templates {
        let workbook = templates::start_from(template, "new".into());
        assert_eq!(check(&workbook), Ok(()), "{}", template.id);
        let document = Document { changed: None, workbook };
        assert_eq!(read(&document.to_json().expect("a text")), document, "{}", template.id);
    }
    let workbook = sample();
    assert_eq!(check(&workbook), Ok(()));
    let document = Document { changed: None, workbook };
    assert_eq!(read(&document.to_json().expect("a text")), document);
}

#[test]
fn weights_of_the_templates_are_those_of_section_4() {
    let expected: [&[(&str, &[&str])]; 3] = [
        &[
            ("financial", &["F01 15", "F02 20"]),
            ("patient", &["F14 10", "F23 5", "P10 5"]),
            ("process", &["P01 5", "P03 10", "P05 5", "P09 5"]),
            ("growth", &["L01 10", "L02 10"]),
        ],
        &[
            ("work-efficiency", &["P04 15", "P02 5", "P06 5", "P08 15", "P07 5", "F03 10", "F04 15"]),
            ("management-effectiveness", &["L01 10", "P11 20", "F05 0", "F06 0", "F07 0"]),
            ("service-quality", &["F14 0", "C32 0", "P13 0", "P14 0", "P15 0", "P16 0", "P18 0", "C01 0"]),
        ],
        &[
            ("financial", &["F08 15", "F09 15"]),
            ("customer", &["C01 5", "P12 5", "F14 10"]),
            ("business-process", &["P19 5", "P20 5", "P21 5", "P22 10", "F10 10", "F11 5"]),
            ("learning-and-growth", &["L03 5", "L04 5"]),
        ],
    ];
    for (index, perspectives) in expected.iter().enumerate() {
        let (id, revision) = first_revision(index);
        let found = revision.perspectives.iter().map(|perspective| {
            let measures = perspective.all_measures();
            let weights = measures.map(|m| format!("{} {}", m.code, m.weight.value())).collect::<Vec<_>>();
            (perspective.id.as_str().to_owned(), weights)
        });
        let right = perspectives.iter().map(|(perspective, weights)| {
            let weights = weights.iter().map(|weight| (*weight).to_owned()).collect::<Vec<_>>();
            ((*perspective).to_owned(), weights)
        });
        assert_eq!(found.collect::<Vec<_>>(), right.collect::<Vec<_>>(), "{id}");
        let sum: Decimal = revision.measures().map(|measure| measure.full_points()).sum();
        assert_eq!(sum, Decimal::ONE_HUNDRED, "{id}");
    }
}

/// What section 4 stars, and formulas, of which the texts print none ("natural readings").
#[test]
fn proposals_are_marked_where_section_4_has_a_star() {
    use Aspect::{Actual, Cap, Method, Target, Weight};
    let t1: &[(&str, &[Aspect])] = &[
        ("F01", &[Actual, Target, Method, Cap]),
        ("F02", &[Actual, Target, Method, Cap]),
        ("F14", &[Actual, Target, Method, Cap]),
        ("F23", &[Actual, Target, Method, Cap, Weight]),
        ("P10", &[Target, Method, Cap, Weight]),
        ("P01", &[Target, Method, Cap, Weight]),
        ("P03", &[Target, Method, Cap, Weight]),
        ("P05", &[Target, Method, Cap, Weight]),
        ("P09", &[Target, Method, Cap, Weight]),
        ("L01", &[]),
        ("L02", &[]),
    ];
    let t3: &[(&str, &[Aspect])] = &[
        ("F08", &[Actual, Target, Cap]),
        ("F09", &[Actual, Target, Cap]),
        ("C01", &[Cap]),
        ("P12", &[Cap]),
        ("F14", &[Actual, Target, Method, Cap]),
        ("P19", &[Actual, Target, Cap]),
        ("P20", &[Actual, Target, Cap]),
        ("P21", &[Actual, Target, Cap]),
        ("P22", &[Actual, Target, Cap]),
        ("F10", &[Actual, Target, Cap]),
        ("F11", &[Actual, Target, Cap]),
        ("L03", &[Actual, Target, Cap]),
        ("L04", &[Target, Cap]),
    ];
    for (index, rows) in [(0, t1), (2, t3)] {
        let (id, revision) = first_revision(index);
        let found: Vec<_> = revision.measures().map(|m| (m.code.to_string(), m.proposals.clone())).collect();
        let set = |aspects: &[Aspect]| aspects.iter().copied().collect::<BTreeSet<_>>();
        let right: Vec<_> = rows.iter().map(|(code, aspects)| ((*code).to_owned(), set(aspects))).collect();
        assert_eq!(found, right, "{id}");
    }
}
