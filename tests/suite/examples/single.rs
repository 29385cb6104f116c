//! Worked examples of one measure, its actual, its target and its points, and of one total.

use counterpoise::domain::exact::Exact;
use counterpoise::domain::expression::{Expression, Operand};
use counterpoise::domain::figure::Figure;
use counterpoise::domain::id::{ItemId, UnitId};
use counterpoise::domain::name::Language;
use counterpoise::domain::period::Period;
use counterpoise::domain::scorecard::Status;
use counterpoise::domain::workbook::Workbook;
use counterpoise::templates;
use serde_json::{Value, json};

use super::Checked;
use super::cells::{
    MISSING, MONTH_RULE, PERIOD, ROUNDING, UNIT_RULE, agree, agree_exactly, book, enter_cell, enter_figures,
    fields, fixed_values, in_measure, miscounted, number, number_or_none, own_period, period, plain,
    polarity, target, with,
};
use crate::books::{CARD, WARD, completion, enter, march, measure, monthly, one, percent_of, rules, unit};
use crate::support::{score, year};

pub(super) fn rounding(cells: &[&str]) -> Checked {
    let [full, actual, against, rounding, _, points] = *cells else { return miscounted(cells) };
    let changes = [
        (ROUNDING, Value::Object(fields(rounding)?)),
        (&in_measure("weight"), json!(full)),
        (&in_measure("target"), target(against)?),
    ];
    let mut book = with(book(), &changes)?;
    enter_cell(&mut book, WARD, "a", "2026-03", actual)?;
    agree(march(&book).total.points, number_or_none(points)?)
}

pub(super) fn actual(cells: &[&str]) -> Checked {
    let [actual, month_rule, figures, scored, least_months, _, value] = *cells else {
        return miscounted(cells);
    };
    let scored = period(scored)?;
    let changes = [
        (PERIOD, own_period(scored)),
        (MONTH_RULE, Value::Object(fields(month_rule)?)),
        (&in_measure("actual"), json!(actual)),
        (&in_measure("least_months"), serde_json::from_str(least_months).map_err(|e| e.to_string())?),
    ];
    let mut book = with(book(), &changes)?;
    enter_figures(&mut book, figures)?;
    agree_exactly(one(&score(&book, CARD, WARD, scored), "m").actual.as_ref(), value)
}

/// Items c and d are missing and not applicable.
pub(super) fn expression(cells: &[&str]) -> Checked {
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

pub(super) fn children(cells: &[&str]) -> Checked {
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

pub(super) fn fixed_targets(cells: &[&str]) -> Checked {
    let [values, scored, target] = *cells else { return miscounted(cells) };
    check_target(&[(&in_measure("target"), fixed_values(values)?)], None, scored, target)
}

/// Beside the measure stands another one, `other`, whose actual is item c.
pub(super) fn targets(cells: &[&str]) -> Checked {
    let [source, actual, uplift, offset, figures, scored, _, target] = *cells else {
        return miscounted(cells);
    };
    let source = Value::Object(fields(&format!("kind: {source}"))?);
    let against = json!({"source": source, "uplift": plain(uplift), "offset": plain(offset)});
    let changes = [(&*in_measure("actual"), json!(actual)), (&in_measure("target"), against)];
    check_target(&changes, Some(figures), scored, target)
}

fn check_target(changes: &[(&str, Value)], figures: Option<&str>, scored: &str, target: &str) -> Checked {
    let scored = period(scored)?;
    let mut start = book();
    start.units.push(unit("other", Some("hospital")));
    rules(&mut start).perspectives[0].measures.push(measure("other", "c", "0", completion(None)));
    let mut book = with(with(start, &[(PERIOD, own_period(scored))])?, changes)?;
    figures.map_or(Ok(()), |figures| enter_figures(&mut book, figures))?;
    enter_ones(&mut book, scored);
    agree_exactly(one(&score(&book, CARD, WARD, scored), "m").target.as_ref(), target)
}

/// Enters 1 wherever the actual of the measure lacks a figure: without an actual no target is asked
/// for.
fn enter_ones(book: &mut Workbook, scored: Period) {
    let measures = book.scorecards[0].revisions[0].measures().take(1);
    let names = measures.flat_map(|measure| measure.actual.references()).map(|item| item.name.clone());
    for item in names.collect::<Vec<_>>() {
        for month in scored.months() {
            if book.figures.get(&UnitId::from(WARD), &ItemId::from(&*item), month) == Figure::Missing {
                enter(book, WARD, &item, &month.to_string(), "1");
            }
        }
    }
}

pub(super) fn methods(cells: &[&str]) -> Checked {
    let [kind, direction, full, actual, against, parameters, _, points] = *cells else {
        return miscounted(cells);
    };
    let changes = [
        (&*in_measure("method"), Value::Object(fields(&format!("kind: {kind}, {parameters}"))?)),
        (&in_measure("polarity"), polarity(direction)),
        (&in_measure("weight"), json!(full)),
        (&in_measure("target"), target(against)?),
    ];
    let mut book = with(book(), &changes)?;
    enter_cell(&mut book, WARD, "a", "2026-03", actual)?;
    agree(one(&march(&book), "m").points, number_or_none(points)?)
}

pub(super) fn missing(cells: &[&str]) -> Checked {
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

pub(super) fn longer_periods(cells: &[&str]) -> Checked {
    let [totals, _, total] = *cells else { return miscounted(cells) };
    let mut book = book();
    enter_figures(&mut book, &format!("a 2026: {totals}"))?;
    agree(score(&book, CARD, WARD, year(2026)).total.points, number_or_none(total)?)
}

pub(super) fn grades(cells: &[&str]) -> Checked {
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
