//! The worked examples of `docs/scoring.md`: every row of its tables is given to the program and
//! compared with what is printed.
//!
//! A table of examples is known by its header; any other table must be one of those that only
//! explain. Parameters go through the document, so their names are those of the file.

use std::fmt::Debug;
use std::fs;

use counterpoise::document::Document;
use counterpoise::domain::exact::{Exact, Midpoint};
use counterpoise::domain::expression::{Expression, Operand};
use counterpoise::domain::figure::Figure;
use counterpoise::domain::id::{ItemId, UnitId};
use counterpoise::domain::measure::Measure;
use counterpoise::domain::name::Language;
use counterpoise::domain::period::{Month, Period};
use counterpoise::domain::scorecard::Status;
use counterpoise::domain::workbook::Workbook;
use counterpoise::templates;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use crate::books::{CARD, WARD, completion, enter, fixed, march, measure, monthly, one, percent_of, unit};
use crate::source_text::root;
use crate::support::{score, year};

/// Whether a row is right; the text says what is not.
type Checked = Result<(), String>;

/// A kind of example: its header, how many rows there must be at least, and how one is checked.
type Kind = (&'static str, usize, fn(&[&str]) -> Checked);

const EXAMPLES: [Kind; 10] = [
    ("F | actual | target | rounding | by hand | points", 8, rounding),
    ("actual | month_rule | figures | period | least_months | by hand | value", 17, actual),
    ("expression | a | b | meaning | value", 18, expression),
    ("unit_rule | own figure | children | by hand | value", 7, children),
    ("values | period | target", 10, fixed_targets),
    ("source | actual | uplift | offset | figures | period | by hand | target", 14, targets),
    ("method | polarity | F | actual | target | parameters | by hand | points", 72, methods),
    ("missing | X | Y | by hand | total | coverage | provisional", 9, missing),
    ("totals of the months | by hand | total", 4, longer_periods),
    ("points | F | percent | grade | status", 10, grades),
];

/// Headers of the tables that only explain.
const EXPLANATIONS: [&str; 2] = ["parameter | JSON | meaning", "finding | when"];

const PERIOD: &str = "/workbook/scorecards/0/period";
const MISSING: &str = "/workbook/scorecards/0/revisions/0/missing";
const ROUNDING: &str = "/workbook/scorecards/0/revisions/0/rounding";
const MONTH_RULE: &str = "/workbook/items/0/month_rule";
const UNIT_RULE: &str = "/workbook/items/0/unit_rule";
const MEASURE: &str = "/workbook/scorecards/0/revisions/0/perspectives/0/measures/0";

/// How many rows of each kind `text` has, and what is wrong with them, each with its line.
fn examine(text: &str) -> ([usize; EXAMPLES.len()], Vec<String>) {
    let mut faults = Vec::new();
    let mut counts = [0; EXAMPLES.len()];
    let mut header = None;
    for (number, line) in (1..).zip(text.lines()) {
        let row = line.strip_prefix("| ").and_then(|row| row.strip_suffix(" |"));
        match (row, header) {
            (None, _) if line.starts_with("|--") => {}
            (None, _) if line.starts_with('|') => faults.push(format!("{number}: not a row: {line}")),
            (None, _) => header = None,
            (Some(row), None) => {
                header = Some(row);
                faults.extend(unknown(row).map(|fault| format!("{number}: {fault}")));
            }
            (Some(row), Some(header)) => {
                if let Some(kind) = kind_of(header) {
                    counts[kind] += 1;
                    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
                    let fault = (EXAMPLES[kind].2)(&cells).err();
                    faults.extend(fault.map(|fault| format!("{number}: {fault}: {row}")));
                }
            }
        }
    }
    (counts, faults)
}

fn kind_of(header: &str) -> Option<usize> {
    EXAMPLES.iter().position(|(known, ..)| *known == header)
}

fn unknown(header: &str) -> Option<String> {
    let known = EXPLANATIONS.contains(&header) || kind_of(header).is_some();
    (!known).then(|| format!("no table is known with the header {header}"))
}

// Reading cells.

/// Text as the program has it: the document prints minus signs.
fn plain(text: &str) -> String {
    text.replace('−', "-")
}

fn number(text: &str) -> Result<Decimal, String> {
    Decimal::from_str_exact(&plain(text)).map_err(|_| format!("“{text}” is not a number"))
}

/// A number, or `–` for none.
fn number_or_none(text: &str) -> Result<Option<Decimal>, String> {
    if text == "–" { Ok(None) } else { number(text).map(Some) }
}

fn count(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| format!("“{text}” is not a count"))
}

/// `name: value, …` as the fields of an object.
fn fields(text: &str) -> Result<Map<String, Value>, String> {
    let mut fields = Map::new();
    for field in text.split(", ") {
        let (name, value) = field.split_once(": ").ok_or_else(|| format!("“{field}” is not a field"))?;
        let value = match (name, value) {
            (_, "null") => Value::Null,
            ("decimals", value) => json!(count(value)?),
            _ => json!(plain(value)),
        };
        fields.insert(name.to_owned(), value);
    }
    Ok(fields)
}

/// `2026-03` or `2026`, and the own period that a card must have for it.
fn period(text: &str) -> Result<(Period, Value), String> {
    match (text.parse::<Month>(), text.parse()) {
        (Ok(month), _) => Ok((Period::month(month), json!("month"))),
        (_, Ok(number)) => Ok((year(number), json!("year"))),
        _ => Err(format!("“{text}” is not a period")),
    }
}

/// `any = 45` or `unit ward month 3 = 75` as it stands in the file.
fn fixed_value(text: &str) -> Result<Value, String> {
    let (key, value) = text.split_once(" = ").ok_or_else(|| format!("“{text}” sets nothing"))?;
    let mut fixed = json!({"unit": null, "year": null, "month": null, "value": plain(value)});
    let words: Vec<&str> = key.split(' ').filter(|word| *word != "any").collect();
    for pair in words.chunks(2) {
        match *pair {
            ["unit", unit] => fixed["unit"] = json!(unit),
            [name @ ("year" | "month"), value] => fixed[name] = json!(count(value)?),
            _ => return Err(format!("“{key}” is not what a target is for")),
        }
    }
    Ok(fixed)
}

fn miscounted(cells: &[&str]) -> Checked {
    Err(format!("{} cells", cells.len()))
}

// Making workbooks.

/// A measure m of the full points 100 over the items a, b and c.
fn book() -> Workbook {
    let measure = Measure { target: fixed("100"), ..measure("m", "a", "100", completion(None)) };
    monthly(&["a", "b", "c"], vec![measure])
}

fn in_measure(field: &str) -> String {
    format!("{MEASURE}/{field}")
}

fn fixed_target(values: &[Value]) -> Value {
    json!({"source": {"kind": "fixed", "values": values}, "uplift": "0", "offset": "0"})
}

/// The workbook after changes to its file. What the file does not know or keep is refused.
fn with(book: Workbook, changes: &[(&str, Value)]) -> Result<Workbook, String> {
    let mut file = file_of(book)?;
    for (place, value) in changes {
        *file.pointer_mut(place).ok_or_else(|| format!("the file has no {place}"))? = value.clone();
    }
    let read = Document::from_json(&file.to_string()).map_err(|error| error.to_string())?.workbook;
    let written = file_of(read.clone())?;
    for (place, value) in changes {
        let kept = written.pointer(place).unwrap_or(&Value::Null);
        if !holds(kept, value) {
            return Err(format!("{value} became {kept}"));
        }
    }
    Ok(read)
}

fn file_of(workbook: Workbook) -> Result<Value, String> {
    let text = Document { changed: None, workbook }.to_json().map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

/// Whether all of `value` is in `kept`; a list may have another order.
fn holds(kept: &Value, value: &Value) -> bool {
    match (kept, value) {
        (Value::Object(kept), Value::Object(value)) => {
            value.iter().all(|(name, value)| kept.get(name).is_some_and(|kept| holds(kept, value)))
        }
        (Value::Array(kept), Value::Array(values)) => {
            values.iter().all(|value| kept.iter().any(|kept| holds(kept, value)))
        }
        _ => kept == value,
    }
}

/// Enters a number, `n/a`, or `–` for a figure that is not there.
fn enter_cell(book: &mut Workbook, unit: &str, item: &str, month: &str, cell: &str) -> Checked {
    let figure = match cell {
        "n/a" => cell.to_owned(),
        _ => number_or_none(cell)?.map(|number| number.to_string()).unwrap_or_default(),
    };
    enter(book, unit, item, month, &figure);
    Ok(())
}

/// Enters `a 2026: 11×10 12; b 2026: – n/a`: figures of the ward from January on.
fn enter_figures(book: &mut Workbook, text: &str) -> Checked {
    for part in text.split("; ") {
        let unreadable = || format!("“{part}” is not an item, a year and figures");
        let (head, figures) = part.split_once(": ").ok_or_else(unreadable)?;
        let (item, year) = head.split_once(' ').ok_or_else(unreadable)?;
        let mut months = 1..=12;
        for word in figures.split(' ') {
            let (times, figure) = word.split_once('×').unwrap_or(("1", word));
            for _ in 0..count(times)? {
                let month = months.next().ok_or("more than twelve months")?;
                enter_cell(book, WARD, item, &format!("{year}-{month:02}"), figure)?;
            }
        }
    }
    Ok(())
}

/// Enters 1 wherever the actual of `scored` lacks a figure: without an actual no target is asked for.
fn enter_ones(book: &mut Workbook, scored: Period) {
    let measures = book.scorecards[0].revisions[0].measures();
    let names = measures.flat_map(|measure| measure.actual.references()).map(|item| item.name.clone());
    for item in names.collect::<Vec<_>>() {
        for month in scored.months() {
            if book.figures.get(&UnitId::from(WARD), &ItemId::from(&*item), month) == Figure::Missing {
                enter(book, WARD, &item, &month.to_string(), "1");
            }
        }
    }
}

// Comparing.

fn agree<T: PartialEq + Debug>(found: T, printed: T) -> Checked {
    if found == printed { Ok(()) } else { Err(format!("{found:?} and not {printed:?}")) }
}

/// An exact value, compared at the decimals that are printed.
fn agree_exactly(found: Option<&Exact>, printed: &str) -> Checked {
    let printed = number_or_none(printed)?;
    let decimals = printed.map_or(0, |printed| printed.scale());
    agree(found.and_then(|found| found.round(decimals, Midpoint::AwayFromZero)), printed)
}

// The kinds of example, in the order of the document.

fn rounding(cells: &[&str]) -> Checked {
    let [full, actual, target, rounding, _, points] = *cells else { return miscounted(cells) };
    let changes = [
        (ROUNDING, Value::Object(fields(rounding)?)),
        (&in_measure("weight"), json!(full)),
        (&in_measure("target"), fixed_target(&[fixed_value(&format!("any = {target}"))?])),
    ];
    let mut book = with(book(), &changes)?;
    enter_cell(&mut book, WARD, "a", "2026-03", actual)?;
    agree(march(&book).total.points, number_or_none(points)?)
}

fn actual(cells: &[&str]) -> Checked {
    let [actual, month_rule, figures, scored, least_months, _, value] = *cells else {
        return miscounted(cells);
    };
    let (scored, own_period) = period(scored)?;
    let changes = [
        (PERIOD, own_period),
        (MONTH_RULE, Value::Object(fields(month_rule)?)),
        (&in_measure("actual"), json!(actual)),
        (&in_measure("least_months"), serde_json::from_str(least_months).map_err(|e| e.to_string())?),
    ];
    let mut book = with(book(), &changes)?;
    enter_figures(&mut book, figures)?;
    agree_exactly(one(&score(&book, CARD, WARD, scored), "m").actual.as_ref(), value)
}

/// Items c and d are missing and not applicable.
fn expression(cells: &[&str]) -> Checked {
    let [text, a, b, _, value] = *cells else { return miscounted(cells) };
    let expression = Expression::parse(text).map_err(|error| error.to_string())?;
    let operand = |text| match text {
        "–" => Ok(Operand::Missing),
        "n/a" => Ok(Operand::NotApplicable),
        text => number(text).map(|number| Operand::Known(Exact::from(number))),
    };
    let items = [("a", operand(a)?), ("b", operand(b)?), ("c", operand("–")?), ("d", operand("n/a")?)];
    let mut item = |index: usize| {
        let name = &*expression.references()[index].name;
        items.iter().find(|(code, _)| *code == name).map_or(Operand::Missing, |(_, value)| value.clone())
    };
    agree(expression.evaluate(&mut item, &mut |_| {}), operand(value)?)
}

fn children(cells: &[&str]) -> Checked {
    let [unit_rule, own, children, _, value] = *cells else { return miscounted(cells) };
    let changes = [(UNIT_RULE, json!(unit_rule)), (&in_measure("scope"), json!({"ancestor": 1}))];
    let mut book = with(book(), &changes)?;
    book.units.push(unit("second", Some("hospital")));
    let (first, second) = children.split_once(' ').ok_or("two children were expected")?;
    enter_cell(&mut book, "hospital", "a", "2026-03", own)?;
    for (child, figure) in [(WARD, first), ("second", second)] {
        // Both record the item, if not in March.
        enter_cell(&mut book, child, "a", "2026-02", "1")?;
        enter_cell(&mut book, child, "a", "2026-03", figure)?;
    }
    agree_exactly(one(&march(&book), "m").actual.as_ref(), value)
}

fn fixed_targets(cells: &[&str]) -> Checked {
    let [values, scored, target] = *cells else { return miscounted(cells) };
    let values = values.split("; ").map(fixed_value).collect::<Result<Vec<Value>, String>>()?;
    check_target(&[(&in_measure("target"), fixed_target(&values))], None, scored, target)
}

fn targets(cells: &[&str]) -> Checked {
    let [source, actual, uplift, offset, figures, scored, _, target] = *cells else {
        return miscounted(cells);
    };
    let source = Value::Object(fields(&format!("kind: {source}"))?);
    let against = json!({"source": source, "uplift": plain(uplift), "offset": plain(offset)});
    let changes = [(&*in_measure("actual"), json!(actual)), (&in_measure("target"), against)];
    check_target(&changes, Some(figures), scored, target)
}

fn check_target(changes: &[(&str, Value)], figures: Option<&str>, scored: &str, target: &str) -> Checked {
    let (scored, own_period) = period(scored)?;
    let mut start = book();
    start.units.push(unit("other", Some("hospital")));
    let mut book = with(with(start, &[(PERIOD, own_period)])?, changes)?;
    figures.map_or(Ok(()), |figures| enter_figures(&mut book, figures))?;
    enter_ones(&mut book, scored);
    agree_exactly(one(&score(&book, CARD, WARD, scored), "m").target.as_ref(), target)
}

fn methods(cells: &[&str]) -> Checked {
    let [kind, polarity, full, actual, target, parameters, _, points] = *cells else {
        return miscounted(cells);
    };
    let target = match target {
        "–" => Value::Null,
        _ => fixed_target(&[fixed_value(&format!("any = {target}"))?]),
    };
    let changes = [
        (&*in_measure("method"), Value::Object(fields(&format!("kind: {kind}, {parameters}"))?)),
        (&in_measure("polarity"), json!(polarity)),
        (&in_measure("weight"), json!(full)),
        (&in_measure("target"), target),
    ];
    let mut book = with(book(), &changes)?;
    enter_cell(&mut book, WARD, "a", "2026-03", actual)?;
    agree(one(&march(&book), "m").points, number_or_none(points)?)
}

fn missing(cells: &[&str]) -> Checked {
    let [policy, x, y, _, total, coverage, provisional] = *cells else { return miscounted(cells) };
    let start = monthly(&["x", "y"], vec![percent_of("x", "15"), percent_of("y", "85")]);
    let mut book = with(start, &[(MISSING, json!(policy))])?;
    enter_cell(&mut book, WARD, "x", "2026-03", x)?;
    enter_cell(&mut book, WARD, "y", "2026-03", y)?;
    let found = march(&book).total;
    let of = found.coverage;
    let counts = format!("{} of {}, {} of {}", of.scored, of.applicable, of.weight_scored, of.weight);
    agree(found.points, number_or_none(total)?)?;
    agree(counts.as_str(), coverage)?;
    agree(if found.provisional { "yes" } else { "no" }, provisional)
}

fn longer_periods(cells: &[&str]) -> Checked {
    let [totals, _, total] = *cells else { return miscounted(cells) };
    let mut book = book();
    enter_figures(&mut book, &format!("a 2026: {totals}"))?;
    agree(score(&book, CARD, WARD, year(2026)).total.points, number_or_none(total)?)
}

fn grades(cells: &[&str]) -> Checked {
    let [points, full, percent, grade, status] = *cells else { return miscounted(cells) };
    let changes = [
        (&*in_measure("method"), json!({"kind": "deduction", "points_each": "1", "lowest": "0"})),
        (&in_measure("weight"), json!(full)),
    ];
    let mut book = with(book(), &changes)?;
    let templates = templates::templates().map_err(|error| error.to_string())?;
    let of_template = &templates[0].scorecard.revisions[0];
    let revision = &mut book.scorecards[0].revisions[0];
    (revision.grades, revision.status) = (of_template.grades.clone(), of_template.status);
    let deducted = number(full)? - number(points)?;
    enter_cell(&mut book, WARD, "a", "2026-03", &deducted.to_string())?;
    let found = march(&book).total;
    agree(found.points, number_or_none(points)?)?;
    agree(found.percent, number_or_none(percent)?)?;
    agree(found.grade.as_ref().map(|grade| grade.text(Language::English)), Some(grade))?;
    let found = match found.status {
        Some(Status::OnTarget) => "on target",
        Some(Status::AtRisk) => "at risk",
        Some(Status::OffTarget) => "off target",
        None => "no data",
    };
    agree(found, status)
}

#[test]
fn every_example_comes_out_as_printed() {
    let text = fs::read_to_string(root().join("docs/scoring.md")).expect("docs/scoring.md");
    let (counts, faults) = examine(&text);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    for ((header, least, _), count) in EXAMPLES.iter().zip(counts) {
        assert!(count >= *least, "{count} rows of at least {least}: {header}");
    }
}

const TABLE: &str = "
| method | polarity | F | actual | target | parameters | by hand | points |
|---|---|---|---|---|---|---|---|
| completion | higher | 15 | 165 | 150 | inverse: mirror, floor: 0, cap: 1.2 | 15 × 1.1 | 16.50 |
";

#[test]
fn a_right_example_is_counted() {
    let (counts, faults) = examine(TABLE);
    assert_eq!((counts.iter().sum(), faults), (1, Vec::<String>::new()));
    assert_eq!(examine("no table\n").0, [0; EXAMPLES.len()]);
}

#[test]
fn a_wrong_and_an_unreadable_example_are_found() {
    let rows = [
        ("other points", "16.50", "16.51"),
        ("points that are no number", "16.50", "16.5o"),
        ("no points where there are some", "16.50", "–"),
        ("a cell too few", "| 15 × 1.1 ", ""),
        ("a row that is not closed", "16.50 |", "16.50"),
        ("an unknown parameter", "cap: 1.2", "cap: 1.2, most: 3"),
        ("a parameter too few", ", cap: 1.2", ""),
        ("an unknown method", "completion", "complete"),
        ("an unknown direction", "higher", "high"),
        ("a target that is no number", "150", "15o"),
        ("an unknown header", "polarity", "direction"),
    ];
    for (says, printed, changed) in rows {
        let (_, faults) = examine(&TABLE.replacen(printed, changed, 1));
        assert_eq!(faults.len(), 1, "{says}: {faults:?}");
    }
}
