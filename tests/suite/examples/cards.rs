//! Worked examples of formulas, weights, vetoes, substitutes, ranks and longer periods.

use counterpoise::domain::id::{KindId, UnitId};
use counterpoise::domain::measure::Measure;
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::period::PeriodLength;
use counterpoise::domain::scorecard::{MissingPolicy, Perspective};
use counterpoise::domain::scoring::Plan;
use counterpoise::domain::unit::{DatedKind, Kind};
use counterpoise::templates;
use serde_json::{Value, json};

use super::Checked;
use super::cells::{
    MONTH_RULE, agree, book, enter_cell, enter_figures, fields, fixed_values, halves, in_measure, miscounted,
    number, number_or_none, period, target, with,
};
use super::peers::enter_peers;
use crate::books::{
    CARD, WARD, at, item, march, measure, monthly, one, percent_of, perspective, rules, unit, workbook,
};
use crate::support::{month, score};

const REVISION: &str = "/workbook/scorecards/0/revisions/0";

fn in_revision(field: &str) -> String {
    format!("{REVISION}/{field}")
}

/// Beside the measure m stand others: `other`, of 20 points, and the perspective `Rest` with `rest`
/// of 30; both are held against 100 without a cap, over items of their names.
pub(super) fn formulas(cells: &[&str]) -> Checked {
    let [formula, full, against, figures, _, points] = *cells else { return miscounted(cells) };
    let mut start = book();
    start.items.extend(["other", "rest"].map(item));
    rules(&mut start).perspectives[0].measures.push(percent_of("other", "20"));
    rules(&mut start).perspectives.push(perspective("Rest", vec![percent_of("rest", "30")]));
    // So that what is missing leaves the others as they are.
    rules(&mut start).missing = MissingPolicy::Withhold;
    let changes = [
        (
            &*in_measure("method"),
            json!({"kind": "formula", "points": formula, "lowest": null, "highest": null}),
        ),
        (&in_measure("weight"), json!(full)),
        (&in_measure("target"), target(against)?),
    ];
    let mut book = with(start, &changes)?;
    enter_peers(&mut book, "a", "8 10")?;
    enter_figures(&mut book, figures)?;
    agree(one(&march(&book), "m").points, number_or_none(points)?)
}

/// `P 60: a 1, b 2; Q 40: c 1` under shares of 100.
pub(super) fn share_weights(cells: &[&str]) -> Checked {
    let [weights, _, printed] = *cells else { return miscounted(cells) };
    let mut perspectives: Vec<Perspective> = Vec::new();
    let mut codes = Vec::new();
    for part in weights.split("; ") {
        let (head, measures) = halves(part, ": ")?;
        let (name, weight) = halves(head, " ")?;
        let mut own = Vec::new();
        for measure in measures.split(", ") {
            let (code, weight) = halves(measure, " ")?;
            codes.push(code);
            own.push(percent_of(code, weight));
        }
        let weight = percent_of("w", weight).weight;
        perspectives.push(Perspective { weight, ..perspective(name, own) });
    }
    let items = codes.iter().map(|code| item(code)).collect();
    let start = workbook(PeriodLength::Month, items, perspectives);
    let mut book = with(start, &[(&in_revision("weighting"), json!({"share_of": "100"}))])?;
    for code in &codes {
        enter_cell(&mut book, WARD, code, "2026-03", "100")?;
    }
    let report = march(&book);
    let found: Vec<String> = codes
        .iter()
        .map(|code| format!("{code} {}", one(&report, code).full.round_dp(3).normalize()))
        .collect();
    agree(found.join(", ").as_str(), printed)?;
    agree(report.total.points.map(|points| points.round()), Some(number("100")?))
}

/// Perspective P with X of 40 points, perspective Q with Y of 60, both against 100 without a cap,
/// and the grades of the templates; the condition is on X.
pub(super) fn vetoes(cells: &[&str]) -> Checked {
    let [effect, condition, x, y, _, total, grade] = *cells else { return miscounted(cells) };
    let effect = match effect.split_once(": ") {
        Some(("grade_at_most", place)) => json!({"grade_at_most": number(place)?.mantissa()}),
        Some((name, most)) => json!({name: most}),
        None => json!(effect),
    };
    let veto = json!([{"reason": "a reason", "measure": "x", "condition": condition, "effect": effect}]);
    let parts =
        vec![perspective("P", vec![percent_of("x", "40")]), perspective("Q", vec![percent_of("y", "60")])];
    let mut start = workbook(PeriodLength::Month, ["x", "y"].map(item).into(), parts);
    let templates = templates::templates().map_err(|error| error.to_string())?;
    rules(&mut start).grades = templates[0].scorecard.revisions[0].grades.clone();
    let mut book = with(start, &[(&in_revision("vetoes"), veto)])?;
    enter_cell(&mut book, WARD, "x", "2026-03", x)?;
    enter_cell(&mut book, WARD, "y", "2026-03", y)?;
    let found = march(&book).total;
    agree(found.points, number_or_none(total)?)?;
    agree(found.grade.as_ref().map(|grade| grade.text(Language::English)), Some(grade))
}

/// X of 40 points and Y of 60, both against 100 without a cap; Y is missing and X stands for 80 %;
/// `peers` are the actuals of Y of two other units.
pub(super) fn substitutes(cells: &[&str]) -> Checked {
    let [value, gives, x, peers, _, total] = *cells else { return miscounted(cells) };
    let start = monthly(&["y", "x"], vec![percent_of("y", "60"), percent_of("x", "40")]);
    let substitute = match value {
        "–" => Value::Null,
        _ => json!({"value": value, "gives": gives}),
    };
    let mut book = with(start, &[(&in_measure("substitute"), substitute)])?;
    rules(&mut book).missing = MissingPolicy::Substitute;
    enter_cell(&mut book, WARD, "x", "2026-03", x)?;
    enter_peers(&mut book, "y", if peers == "–" { "" } else { peers })?;
    agree(march(&book).total.points, number_or_none(total)?)
}

/// Units whose totals are given, their kinds, and their ranks in the same order.
pub(super) fn ranks(cells: &[&str]) -> Checked {
    let [totals, kinds, within, by, _, printed] = *cells else { return miscounted(cells) };
    let start = monthly(&["a"], vec![percent_of("a", "100")]);
    let mut book = with(start, &[(&in_revision("rank"), json!({"within": within, "by": by}))])?;
    book.kinds = ["s", "m"].map(|id| Kind { id: KindId::from(id), name: Name::plain(id) }).into();
    book.scorecards[0].units.clear();
    for (place, (total, kind)) in totals.split(' ').zip(kinds.split(' ')).enumerate() {
        let id = format!("unit-{place}");
        let kinds = vec![DatedKind { from: at("2000-01"), kind: KindId::from(kind) }];
        book.units.push(counterpoise::domain::unit::Unit { kinds, ..unit(&id, None) });
        book.scorecards[0].units.push(UnitId::from(&*id));
        enter_cell(&mut book, &id, "a", "2026-03", total)?;
    }
    let ranked = Plan::new(&book).ranking(month("2026-03"));
    let rank = |unit: &UnitId| {
        let found = ranked.iter().find(|ranked| ranked.unit == *unit);
        found.map_or("–".to_owned(), |ranked| format!("{}/{}", ranked.rank, ranked.of))
    };
    let found: Vec<String> = book.scorecards[0].units.iter().map(rank).collect();
    agree(found.join(" ").as_str(), printed)
}

/// A monthly card of one measure of 100 points over a longer period.
pub(super) fn longer_cards(cells: &[&str]) -> Checked {
    let [method, values, month_rule, longer, figures, scored, _, total] = *cells else {
        return miscounted(cells);
    };
    let method = match method {
        "completion" => "kind: completion, inverse: mirror, floor: 0, cap: null",
        "deduction" => "kind: deduction, points_each: 1, lowest: 0",
        other => other,
    };
    let of_a = Measure { target: None, ..measure("m", "a", "100", crate::books::completion(None)) };
    let start = monthly(&["a", "b", "c"], vec![of_a]);
    let changes = [
        (&*in_measure("method"), Value::Object(fields(method)?)),
        (&in_measure("target"), fixed_values(values)?),
        (MONTH_RULE, json!({"rule": month_rule})),
        (&in_revision("longer_periods"), json!(longer)),
    ];
    let mut book = with(start, &changes)?;
    enter_figures(&mut book, figures)?;
    agree(score(&book, CARD, WARD, period(scored)?).total.points, number_or_none(total)?)
}
