//! Measures without full points, which only deduct or add: their status, where their points are lost and
//! won back, and how that is said. The numbers of the sample hospital were worked out by hand from its
//! figures of December 2025 and of 2024.

use counterpoise::domain::analysis::alerts::{Reason, alerts as found_alerts};
use counterpoise::domain::analysis::gap::{Gap, gaps};
use counterpoise::domain::analysis::loss::losses;
use counterpoise::domain::expression::Expression;
use counterpoise::domain::id::UnitId;
use counterpoise::domain::item::PlausibleRange;
use counterpoise::domain::measure::{Measure, Polarity};
use counterpoise::domain::method::{Method, Step};
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::period::{FirstMonth, Period};
use counterpoise::domain::scorecard::{MissingPolicy, Status};
use counterpoise::domain::scoring::Plan;
use counterpoise::domain::target::TargetSource;
use counterpoise::domain::workbook::Workbook;
use counterpoise::markup::{
    Beside, Imprint, Sheet, alerts, compare, measure_page, report, strategy_map, unit_scores,
};

use crate::books::{
    CARD, WARD, adjustment, at, decimal, enter, fixed, march, measure, monthly, objective, one, percent_of,
    rules, target,
};
use crate::pages::{page, rows};
use crate::support::{month, sample, score};

const DECEMBER: &str = "2025-12";

fn adjusting(target: &str, method: Step) -> Measure {
    let (target, polarity) = (fixed(target), Polarity::Lower);
    Measure { target, polarity, decimals: 2, ..measure("a", "a", "0", Method::Step(method)) }
}

fn gap_of(book: &Workbook, card: &str, unit: &str, period: &str, measure: &str) -> Gap {
    let found = gaps(book, &Plan::new(book), &card.into(), &unit.into(), month(period));
    found.into_iter().find(|gap| gap.measure.as_str() == measure).expect("a gap")
}

/// Measure `a` with one figure in March.
fn gap(measure: Measure, figure: &str) -> Gap {
    let mut book = monthly(&["a"], vec![measure]);
    book.items[0].decimals = 2;
    enter(&mut book, WARD, "a", "2026-03", figure);
    gap_of(&book, CARD, WARD, "2026-03", "a")
}

#[test]
fn what_is_deducted_is_won_back_at_the_target() {
    // Orthopaedics: 0.2 for each of the 4.6 points between 90.4 and 95.
    let mut book = sample();
    let own = gap_of(&book, "T2", "orthopaedics", DECEMBER, "t2-c01");
    assert_eq!((own.points, own.missing), (decimal("-0.92"), decimal("0.92")));
    let next = own.next.expect("a next point");
    assert_eq!((next.actual, next.points), (decimal("95"), decimal("0.92")));
    // And so it is: 85.99 + 0.92.
    let total = |book: &Workbook| score(book, "T2", "orthopaedics", month(DECEMBER)).total.points;
    assert_eq!(total(&book), Some(decimal("85.99")));
    enter(&mut book, "orthopaedics", "patient_satisfaction", DECEMBER, "95");
    assert_eq!(total(&book), Some(decimal("86.91")));
}

#[test]
fn more_than_a_point_is_won_back_point_by_point() {
    // Oncology: 0.2 for each of the 7.5 between 42.5 and 50. One point is 5 of them.
    let own = gap_of(&sample(), "T2", "oncology", DECEMBER, "t2-p13");
    assert_eq!((own.points, own.missing), (decimal("-1.5"), decimal("1.5")));
    let next = own.next.expect("a next point");
    assert_eq!((next.actual, next.points), (decimal("47.5"), decimal("1")));
}

#[test]
fn an_adjustment_wins_up_to_its_best() {
    // 46.5 against 45 deducts 0.30; nothing is added, so 0.30 is all, at 45 and not at 45.02.
    let own = gap(adjusting("45", adjustment("0.2", "0")), "46.5");
    assert_eq!((own.missing, own.next.expect("a point").actual), (decimal("0.3"), decimal("45")));
    // On the good side nothing is missing.
    let own = gap(adjusting("45", adjustment("0.2", "0")), "40");
    assert_eq!((own.missing, own.next), (decimal("0"), None));
    // With 0.2 added as well and no limit a whole point is won 5 lower; 0.2 × 3.475 is printed as 0.70.
    let own = gap(adjusting("45", adjustment("0.2", "0.2")), "46.5");
    let next = own.next.expect("a point");
    assert_eq!((own.missing, next.actual, next.points), (decimal("0.3"), decimal("41.52"), decimal("1")));
    // At most 0.5 may be added: 0.80 is missing, and 0.2 × 2.48 is printed as 0.50.
    let limited = Step { highest: Some(decimal("0.5")), ..adjustment("0.2", "0.2") };
    let own = gap(adjusting("45", limited), "46.5");
    let next = own.next.expect("a point");
    assert_eq!((own.missing, next.actual, next.points), (decimal("0.8"), decimal("42.52"), decimal("0.8")));
}

#[test]
fn an_endless_target_is_rounded_to_its_good_side() {
    // 46 ÷ 7 is 6.571428…: in whole numbers 7 would still deduct 0.09, 6 deducts nothing.
    let expression = Expression::parse("46 / 7").expect("an expression");
    let target = target(TargetSource::Expression(expression));
    let own = gap(Measure { target, decimals: 0, ..adjusting("45", adjustment("0.2", "0")) }, "9");
    assert_eq!((own.missing, own.next.expect("a point").actual), (decimal("0.49"), decimal("6")));
}

#[test]
fn what_is_offered_can_be_entered() {
    // Orthopaedics: 15 × 116 ÷ 130 = 13.38; 14.38 is printed from 124.58… on, and operations are whole:
    // 15 × 125 ÷ 130 = 14.42.
    let next = gap_of(&sample(), "T2", "orthopaedics", DECEMBER, "t2-p04").next.expect("a next point");
    assert_eq!((next.actual, next.points), (decimal("125"), decimal("1.04")));
    // An item in whole numbers under a measure with two decimals.
    let mut book = monthly(&["a"], vec![Measure { decimals: 2, ..percent_of("a", "60") }]);
    enter(&mut book, WARD, "a", "2026-03", "80");
    book.items[0].decimals = 0;
    // 60 % of 82 is 49.20; 81 would be 48.60.
    let next = gap_of(&book, CARD, WARD, "2026-03", "a").next.expect("a next point");
    assert_eq!((next.actual, next.points), (decimal("82"), decimal("1.2")));
    book.items[0].decimals = 2;
    let next = gap_of(&book, CARD, WARD, "2026-03", "a").next.expect("a next point");
    assert_eq!((next.actual, next.points), (decimal("81.66"), decimal("1")));
    // Nothing outside what the item can be.
    book.items[0].plausible = Some(PlausibleRange { low: decimal("0"), high: decimal("81") });
    assert_eq!(gap_of(&book, CARD, WARD, "2026-03", "a").next, None);
}

#[test]
fn a_measure_that_deducts_is_off_target() {
    for (figure, expected) in
        [("46.5", Status::OffTarget), ("45", Status::OnTarget), ("40", Status::OnTarget)]
    {
        let mut book = monthly(&["a"], vec![adjusting("45", adjustment("0.2", "0"))]);
        enter(&mut book, WARD, "a", "2026-03", figure);
        let report = march(&book);
        assert_eq!(one(&report, "a").status, Some(expected), "{figure}");
        assert_eq!(report.perspectives()[0].status, Some(expected), "{figure}");
        assert_eq!(report.standings()[0].1.status, Some(expected), "{figure}");
    }
    // One that only adds is on target once it does.
    for (figure, expected) in [("46.5", None), ("40", Some(Status::OnTarget))] {
        let mut book = monthly(&["a"], vec![adjusting("45", adjustment("0", "0.2"))]);
        enter(&mut book, WARD, "a", "2026-03", figure);
        assert_eq!(one(&march(&book), "a").status, expected, "{figure}");
    }
}

#[test]
fn what_is_missing_is_not_on_target() {
    let mut book =
        monthly(&["a", "b"], vec![adjusting("45", adjustment("0.2", "0")), percent_of("b", "100")]);
    enter(&mut book, WARD, "b", "2026-03", "50");
    for policy in [MissingPolicy::Redistribute, MissingPolicy::Zero] {
        rules(&mut book).missing = policy;
        assert_eq!(one(&march(&book), "a").status, None, "{policy:?}");
    }
    // A perspective has a status by its percent where it has one, however much is deducted.
    enter(&mut book, WARD, "b", "2026-03", "100");
    enter(&mut book, WARD, "a", "2026-03", "46.5");
    assert_eq!(march(&book).perspectives()[0].status, Some(Status::OnTarget), "99.70 of 100");
}

#[test]
fn alerts_list_the_largest_losses_first() {
    // Oncology: 0.2 × 7.5, 0.2 × 5.6453…, 0.2 × 2.6 and 0.1 × 2.7 are deducted; of 20 points of the ward
    // rounds 2 are lost, which is 90 % and only at risk.
    let book = sample();
    let mut found = found_alerts(&book, &Plan::new(&book), at(DECEMBER));
    found.retain(|own| own.unit == UnitId::from("oncology") && own.scorecard.as_str() == "T2");
    let said: Vec<_> = found.iter().map(|own| (own.score.measure.as_str(), own.lost)).take(5).collect();
    let expected = [("t2-p13", "1.5"), ("t2-f14", "1.13"), ("t2-c32", "0.52"), ("t2-p16", "0.27")];
    assert_eq!(said[..4], expected.map(|(measure, lost)| (measure, decimal(lost))));
    assert_eq!(said[4], ("t2-p11", decimal("2")));
    assert_eq!(found[0].reasons[0], Reason::Deducts(decimal("1.5")));
    assert_eq!(found[4].reasons[0], Reason::AtRisk);
}

fn scores(sheet: &Sheet<'_>) -> String {
    let (card, unit) = (sheet.card.expect("a card"), sheet.unit.expect("a unit"));
    unit_scores(sheet, &sheet.results.plan().score(card, unit, sheet.period))
}

/// A page about a unit of the sample hospital by T2 in December.
fn about(unit: &str, language: Language, make: &dyn Fn(&Sheet<'_>) -> String) -> String {
    page(&sample(), (Some(unit), "T2", DECEMBER, Some("t2-p13"), language), make)
}

fn printed(sheet: &Sheet<'_>) -> String {
    report(sheet, &Imprint { version: "1", digest: "0", printed: "2026-01-05" })
}

#[test]
fn a_page_says_what_is_deducted() {
    let deducts =
        |said: &str| format!("data-status=\"off-target\"><span aria-hidden=\"true\">■</span> {said}</span>");
    for (language, said) in [
        (Language::English, "deducts 1.50"),
        (Language::SimplifiedChinese, "扣 1.50 分"),
        (Language::TraditionalChinese, "扣 1.50 分"),
    ] {
        let pages: [&dyn Fn(&Sheet<'_>) -> String; 4] =
            [&scores, &|sheet| alerts(sheet, None), &printed, &|sheet| measure_page(sheet, 600)];
        for make in pages {
            let html = about("oncology", language, make);
            assert!(html.contains(&deducts(said)), "{html}");
        }
    }
    let html = about("oncology", Language::English, &|sheet| alerts(sheet, None));
    assert!(html.contains("It deducts 1.13 points."), "{html}");
    // The one that loses full points says how many.
    assert!(html.contains("at risk</span> −2.00"), "{html}");
}

#[test]
fn a_perspective_that_only_deducts_has_a_status() {
    // 1.50 + 1.13 + 0.52 + 0.27; in cardiology nothing is deducted.
    let status = |unit| {
        let report = score(&sample(), "T2", unit, month(DECEMBER));
        let last = report.perspectives().last().expect("a perspective");
        (last.points, last.percent, last.status)
    };
    assert_eq!(status("oncology"), (Some(decimal("-3.42")), None, Some(Status::OffTarget)));
    assert_eq!(status("cardiology"), (Some(decimal("0")), None, Some(Status::OnTarget)));
    let quarter = Period::parse("2025-Q4", FirstMonth::JANUARY);
    let report = score(&sample(), "T2", "oncology", quarter.expect("a quarter"));
    assert_eq!(report.standings().last().expect("a perspective").1.status, Some(Status::OffTarget));
}

#[test]
fn the_largest_losses_stand_at_the_top() {
    // 20 − 15.5, 10 − 8, 15 − 13.38.
    let expected = [
        (
            Language::English,
            "Most points lost: |Ward-round appraisal points| −4.50, |Medical ethics appraisal points| −2.00, |Operations (patients)| −1.62.",
        ),
        (
            Language::SimplifiedChinese,
            "失分最多：|医疗查房考核积分| −4.50、|医德医风考核积分| −2.00、|手术人次| −1.62。",
        ),
        (
            Language::TraditionalChinese,
            "失分最多：|醫療查房考核積分| −4.50、|醫德醫風考核積分| −2.00、|手術人次| −1.62。",
        ),
    ];
    for (language, said) in expected {
        for make in [&scores as &dyn Fn(&Sheet<'_>) -> String, &printed] {
            let html = about("orthopaedics", language, make);
            let start = html.find("data-testid=\"most-lost\">").expect("a sentence");
            let sentence =
                html[start..].split_once('>').expect("a tag").1.split("</p>").next().expect("an end");
            let texts: Vec<&str> = sentence.split('<').map(|part| part.rsplit('>').next().unwrap()).collect();
            assert_eq!(texts.join("|"), said);
            assert!(sentence.contains("/orthopaedics/2025-12/t2-p11\""), "{sentence}");
        }
    }
    // Where nothing is lost nothing is said.
    let mut book = monthly(&["a"], vec![percent_of("a", "100")]);
    enter(&mut book, WARD, "a", "2026-03", "100");
    let html = page(&book, (Some(WARD), CARD, "2026-03", None, Language::English), &scores);
    assert!(!html.contains("most-lost"), "{html}");
    // What is extra is not lost, and what has no figures neither.
    let extra = Measure { extra: true, ..percent_of("b", "10") };
    let mut book = monthly(&["a", "b", "c"], vec![percent_of("a", "90"), extra, percent_of("c", "10")]);
    enter(&mut book, WARD, "a", "2026-03", "100");
    enter(&mut book, WARD, "b", "2026-03", "50");
    assert!(losses(&march(&book), rules(&mut book)).is_empty());
}

#[test]
fn the_annex_can_be_followed_with_a_calculator() {
    let arithmetic = |unit, language, name: &str| {
        let html = page(&sample(), (None, "T2", DECEMBER, None, language), &printed);
        let own = html.split("<h4>").filter(|part| part.starts_with(unit)).last().expect("a unit").to_owned();
        let row =
            rows(&own).into_iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("{name} in {own}"));
        row[1].clone()
    };
    // 70 points of the perspective, 15 of them not applicable: 5.189393… × 70 ÷ 55 = 6.604679….
    assert_eq!(
        arithmetic("Oncology", Language::English, "P02 Outpatient and emergency visits"),
        "5 × 2,055 ÷ 1,980 = 5.189393…; × 1.272727… = 6.60 (full points 6.36 instead of 5, with a share of those that measures without points leave)"
    );
    assert_eq!(
        arithmetic("肿瘤", Language::SimplifiedChinese, "P02 门急诊次数"),
        "5 × 2,055 ÷ 1,980 = 5.189393…；× 1.272727… = 6.60（分担无得分指标的分值，满分由 5 变为 6.36）"
    );
    assert_eq!(
        arithmetic("Oncology", Language::English, "P04 Operations (patients)"),
        "The measure does not apply to this unit; its points go to the others."
    );
    assert_eq!(
        arithmetic("Cardiology", Language::English, "F14 Drug share"),
        "40.334331… &lt; 45 → 0.00 (on the good side of the target; nothing is deducted)"
    );
}

#[test]
fn actuals_and_targets_have_the_decimals_of_their_measure() {
    // 337.57416… and 12.50322… are to two decimals, the target of the visits to none.
    let html = about("orthopaedics", Language::English, &|sheet| compare(sheet, &Beside::Units(Vec::new())));
    let row =
        |html: &str, name: &str| rows(html).into_iter().find(|row| row[0].ends_with(name)).expect("a row");
    assert_eq!(row(&html, "Broad revenue")[1..3], ["313.75", "337.57"]);
    assert_eq!(row(&html, "Drug share")[1..3], ["30.91 %", "45.00 %"]);
    assert_eq!(row(&html, "Patient satisfaction")[4..], ["0.92", "0.92 more at 95.0 %, a change of 5.1 %."]);
    assert_eq!(row(&html, "Drug share")[4..], ["0.00", "Nothing is missing."]);
    let html = about("orthopaedics", Language::English, &scores);
    assert_eq!(row(&html, "Average length of stay")[5..7], ["12.50*", "12.00"]);
    assert_eq!(row(&html, "Outpatient and emergency visits")[5..7], ["2,511", "2,635"]);
}

#[test]
fn an_objective_that_deducts_is_off_target_on_the_map() {
    let mut book = monthly(&["a"], vec![]);
    let aim = objective("aim", vec![adjusting("45", adjustment("0.2", "0"))]);
    rules(&mut book).perspectives[0].objectives = vec![aim];
    rules(&mut book).perspectives[0].name = Name::plain("only");
    enter(&mut book, WARD, "a", "2026-03", "80");
    let html = page(&book, (Some(WARD), CARD, "2026-03", None, Language::English), &strategy_map);
    assert!(html.contains("data-status=\"off-target\"") && html.contains(">■ −7.00 points</text>"), "{html}");
}
