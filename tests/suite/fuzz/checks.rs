//! What must hold for any bytes. The fuzz targets in `fuzz/` and the replay of their corpus both
//! run this.

use counterpoise::domain::checks::{of_definition, of_figures, of_scores};
use counterpoise::domain::exact::Exact;
use counterpoise::domain::expression::{Expression, Operand};
use counterpoise::domain::name::Language;
use counterpoise::domain::period::{Month, Period, PeriodLength};
use counterpoise::domain::scorecard::Scorecard;
use counterpoise::domain::scoring::{Plan, Results};
use counterpoise::domain::workbook::Workbook;
use counterpoise::i18n::explanation::{Explainer, sums};
use counterpoise::i18n::{doubt, finding};
use counterpoise::interop::json;
use rust_decimal::Decimal;

/// A text that can be read is evaluated, whatever the operands are.
pub(crate) fn expression(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for read in [Expression::parse(text), Expression::parse_condition(text)] {
        let Ok(expression) = read else { continue };
        assert_eq!(expression.text(), text);
        for reference in expression.references() {
            assert!(text.get(reference.start..reference.end).is_some(), "{reference:?}");
        }
        for first in 0..OPERANDS {
            let value = expression.evaluate(&mut |index| operand(first + index), &mut |_| ());
            if let Operand::Known(value) = value {
                assert!(value.is_manageable(), "{text}");
                let _ = value.to_decimal();
            }
        }
    }
}

const OPERANDS: usize = 9;

fn operand(place: usize) -> Operand {
    let known = |value: Decimal| Operand::Known(Exact::from(value));
    match place % OPERANDS {
        0 => known(Decimal::new(125, 1)),
        1 => known(Decimal::ZERO),
        2 => Operand::Known(Exact::ONE.over(&Exact::whole(3)).unwrap_or(Exact::ONE)),
        3 => known(Decimal::MAX),
        4 => known(Decimal::NEGATIVE_ONE),
        5 => Operand::Missing,
        6 => known(Decimal::new(1, 28)),
        7 => known(Decimal::from(64)),
        _ => Operand::NotApplicable,
    }
}

/// What can be read is written, read again as the same, and scored.
pub(crate) fn document(bytes: &[u8]) {
    let Ok(document) = json::read(bytes) else { return };
    let text = document.to_json().expect("a workbook can be written");
    let again = json::read(text.as_bytes()).expect("what was written can be read");
    assert!(again == document, "another workbook:\n{text}");
    assert_eq!(again.to_json().expect("a workbook can be written"), text);
    score(&document.workbook);
}

/// A few units of a few cards in periods at the end of their figures.
fn score(workbook: &Workbook) {
    let plan = Plan::new(workbook);
    let last = workbook.figures.span().map_or(Month::january(2026), |(_, last)| last);
    for card in workbook.scorecards.iter().take(3) {
        for length in [PeriodLength::Month, card.period, PeriodLength::Year] {
            let period = Period::holding(last, length, workbook.first_month);
            for unit in card.units.iter().take(3) {
                let report = plan.score(&card.id, unit, period);
                for found in &report.findings {
                    let _ = finding::sentence(&found.problem, workbook, Language::English);
                }
            }
            explain(workbook, &plan, card, period);
            let _ = plan.ranking(period);
        }
    }
    for found in of_definition(workbook).iter().chain(&of_figures(workbook, None)) {
        let _ = doubt::place(&found.place, workbook, Language::English);
        let _ = doubt::sentence(found, workbook, Language::English);
    }
    let results = Results::new(plan, last.plus(-2), last);
    let _ = of_scores(&results);
    assert!(results.agrees_with(&Results::new(Plan::new(workbook), last.plus(-2), last)));
}

fn explain(workbook: &Workbook, plan: &Plan, card: &Scorecard, period: Period) {
    let (Some(unit), Some(revision)) = (card.units.first(), card.revision_in(period.last())) else {
        return;
    };
    for measure in revision.measures().take(4) {
        let Some(explanation) = plan.explain(&card.id, unit, period, &measure.id) else { continue };
        let language = Language::SimplifiedChinese;
        let explainer = Explainer { workbook, revision, measure, language };
        let _ = explainer.headline(&explanation.steps);
        let _ = explainer.lines(&explanation.steps);
        let _ = sums(&explanation.report, revision, measure, language);
    }
}
