//! Reports, comparisons, alerts and the strategy map as they are put on the page.

use counterpoise::charts::{ChartLabels, MapCard, MapDrawing, render_strategy_map, to_svg_file};
use counterpoise::domain::closing::{Stamp, close};
use counterpoise::domain::expression::Expression;
use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::id::{ObjectiveId, ScorecardId, UnitId};
use counterpoise::domain::measure::{Measure, Polarity};
use counterpoise::domain::method::Method;
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::period::{FirstMonth, Period};
use counterpoise::domain::scorecard::{Veto, VetoEffect};
use counterpoise::domain::scoring::{Plan, Results};
use counterpoise::domain::workbook::Workbook;
use counterpoise::markup::{
    Beside, Imprint, Link, Sheet, View, alerts, compare, explained, measure_by_period, measure_page, report,
    strategy_map, total_by_month, unit_scores,
};
use rust_decimal::Decimal;

use crate::books::{
    CARD, WARD, adjustment, at, decimal, enter_from, fixed, measure, monthly, objective, percent_of, rules,
};
use crate::support::{month, sample};

const HOSTILE: &str = "<img src=x onerror=alert(1)>";

/// What is asked for: unit, scorecard, period, what is looked at, language.
pub(crate) type Asked<'a> = (Option<&'a str>, &'a str, &'a str, Option<&'a str>, Language);

pub(crate) fn page(workbook: &Workbook, asked: Asked<'_>, make: &dyn Fn(&Sheet<'_>) -> String) -> String {
    let (unit, card, period, detail, language) = asked;
    let (first, last) = workbook.figures.span().expect("figures");
    let results = Results::new(Plan::new(workbook), first, last);
    let (unit, card) = (unit.map(UnitId::from), ScorecardId::from(card));
    let links = |link: Link<'_>| {
        let view = if link.view == View::Figures { "figures" } else { "page" };
        let unit = link.unit.map_or("*", |unit| unit.as_str());
        format!("#/{view}/{unit}/{}/{}", link.period.last(), link.detail.unwrap_or_default())
    };
    let html = make(&Sheet {
        workbook,
        results: &results,
        language,
        unit: unit.as_ref(),
        card: Some(&card),
        period: Period::parse(period, FirstMonth::JANUARY).expect("a period"),
        detail,
        links: &links,
    });
    assert!(!html.contains("style=") && !html.contains("<script"), "{html}");
    html
}

pub(crate) fn first_surgery(make: &dyn Fn(&Sheet<'_>) -> String) -> String {
    let asked = (Some("first-surgery"), "T2", "2025-12", Some("t2-p04"), Language::English);
    page(&sample(), asked, make)
}

fn imprint() -> Imprint<'static> {
    Imprint { version: "1.2.3", digest: "0123456789abcdef", printed: "2026-01-05" }
}

fn scores(sheet: &Sheet<'_>) -> String {
    let (card, unit) = (sheet.card.expect("a card"), sheet.unit.expect("a unit"));
    unit_scores(sheet, &sheet.results.plan().score(card, unit, sheet.period))
}

/// The texts of the cells of every row that has any.
pub(crate) fn rows(html: &str) -> Vec<Vec<String>> {
    let text = |cell: &str| {
        let parts = cell.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        parts.collect::<Vec<_>>().concat().trim().to_owned()
    };
    let cells = |row: &str| {
        let cells = row.split("</t").filter(|cell| cell.contains("<td") || cell.contains("<th"));
        cells.map(text).collect::<Vec<_>>()
    };
    html.split("</tr>").filter(|row| row.contains("<tr")).map(cells).collect()
}

#[track_caller]
fn row_of(html: &str, name: &str) -> Vec<String> {
    rows(html).into_iter().find(|row| row[0].ends_with(name)).unwrap_or_else(|| panic!("{name} in {html}"))
}

#[test]
fn the_scores_of_a_unit_have_every_level() {
    let html = first_surgery(&scores);
    assert!(html.contains("data-testid=\"total\">96.58<"), "{html}");
    assert!(html.contains("aria-label=\"Explain Drug share\""), "{html}");
    // The printed example: 26.58 of 30 points, 88.6 %.
    assert_eq!(row_of(&html, "Management effectiveness")[1..4], ["26.58", "30", "88.6 %"]);
    assert_eq!(html.matches("class=\"spark\"").count(), 20, "a small line for each measure");
}

#[test]
fn a_longer_period_lists_its_own_periods() {
    let asked = (Some("first-surgery"), "T2", "2025-Q4", None, Language::English);
    let html = page(&sample(), asked, &scores);
    assert!(html.contains("Mean of 3 periods"), "{html}");
    assert_eq!(row_of(&html, "December 2025")[1], "96.58");
}

#[test]
fn an_objective_stands_above_its_measures() {
    let mut book = monthly(&["a", "b"], vec![percent_of("a", "40")]);
    rules(&mut book).perspectives[0].objectives = vec![objective("aim", vec![percent_of("b", "60")])];
    enter_from(&mut book, "a", "2026-01", &["50"]);
    enter_from(&mut book, "b", "2026-01", &["100"]);
    // 60 × 100 % and 40 × 50 %.
    let html = page(&book, (Some(WARD), CARD, "2026-01", None, Language::English), &scores);
    assert_eq!(row_of(&html, "aim")[1..4], ["60.00", "60", "100.0 %"]);
    assert!(html.find("aim").unwrap() < html.find("points-b").unwrap(), "{html}");
}

#[test]
fn an_explanation_leads_to_its_figures() {
    let html = first_surgery(&|sheet| {
        let (card, unit) = (sheet.card.unwrap(), sheet.unit.unwrap());
        let measure = sheet.measure().unwrap();
        explained(sheet, sheet.results.plan().explain(card, unit, sheet.period, &measure).as_ref())
    });
    assert!(
        html.contains("data-testid=\"steps\"") && html.contains("#/figures/first-surgery/2025-12/"),
        "{html}"
    );
}

#[test]
fn the_notes_on_its_figures_stand_with_an_explanation() {
    let mut workbook = sample();
    let measure =
        workbook.scorecard(&"T2".into()).unwrap().revisions[0].measures().next().unwrap().id.clone();
    let plan = Plan::new(&workbook);
    let explanation =
        plan.explain(&"T2".into(), &"first-surgery".into(), month("2025-12"), &measure).unwrap();
    let used = explanation.steps.iter().find_map(|step| match step {
        counterpoise::domain::scoring::Step::Figures(own) => Some((own.unit.clone(), own.item.clone())),
        _ => None,
    });
    let (unit, item) = used.expect("figures");
    for (month, note) in [("2025-12", "counted <twice>"), ("2025-03", "not read")] {
        let cell = counterpoise::domain::figure::Cell {
            unit: unit.clone(),
            item: item.clone(),
            month: month.parse().unwrap(),
        };
        workbook.notes.insert(cell, note.into());
    }
    let asked = (Some("first-surgery"), "T2", "2025-12", Some(measure.as_str()), Language::English);
    let html = page(&workbook, asked, &|sheet| explained(sheet, Some(&explanation)));
    assert!(html.contains("counted &lt;twice&gt;") && !html.contains("not read"), "{html}");
}

#[test]
fn the_months_of_a_measure_have_a_verdict_a_chart_and_a_table() {
    let html = first_surgery(&|sheet| {
        let (card, unit) = (sheet.card.unwrap(), sheet.unit.unwrap());
        let measure = sheet.measure().unwrap();
        let explanation = sheet.results.plan().explain(card, unit, sheet.period, &measure).unwrap();
        measure_by_period(sheet, &explanation, 400)
    });
    assert!(html.contains("data-testid=\"verdict\"") && html.contains("chart-limit-line"), "{html}");
    assert!(row_of(&html, "December 2025").len() == 5, "{html}");
}

#[test]
fn the_totals_by_month_are_drawn_and_listed() {
    let html = first_surgery(&|sheet| total_by_month(sheet, 640));
    assert!(html.contains("<svg") && html.contains("data-chart=\"png\""), "{html}");
    assert_eq!(row_of(&html, "December 2025")[1], "96.58");
}

#[test]
fn the_report_of_a_unit_has_all_its_parts() {
    let html = first_surgery(&|sheet| report(sheet, &imprint()));
    for part in
        ["96.58", "Rank 3 of 4", "What moved since November 2025", "What to act on", "Annex", "Prepared by"]
    {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(html.matches("class=\"annex-measure\"").count(), 20);
    assert!(html.contains("1.2.3 · digest of the workbook 0123456789abcdef · printed 2026-01-05"), "{html}");
    let chinese = page(
        &sample(),
        (Some("first-surgery"), "T2", "2025-12", None, Language::SimplifiedChinese),
        &|sheet| report(sheet, &imprint()),
    );
    assert!(chinese.contains("绩效考核报告") && chinese.contains("编制"), "{chinese}");
}

#[test]
fn the_report_of_all_units_counts_them() {
    let asked = (None, "T2", "2025-12", None, Language::English);
    let html = page(&sample(), asked, &|sheet| report(sheet, &imprint()));
    assert!(html.contains("4 of 4 units have a total; 0 are provisional."), "{html}");
    assert!(html.contains("Highest: Cardiology, 103.41. Lowest: Orthopaedics, 85.99."), "{html}");
    assert!(html.contains("On target 3, at risk 1, off target 0."), "{html}");
}

/// A printed number as a decimal.
pub(crate) fn number(text: &str) -> Decimal {
    text.replace(',', "").replace('−', "-").replace('+', "").parse().unwrap_or_default()
}

#[test]
fn the_lines_of_a_comparison_add_up() {
    for beside in
        [Beside::Units(vec!["oncology".into(), "cardiology".into()]), Beside::Period(month("2025-11"))]
    {
        let html = first_surgery(&|sheet| compare(sheet, &beside));
        let table = html.split("</table>").next().expect("a table");
        let all = rows(table);
        let total = all.last().expect("a total");
        assert_eq!(total[0], "Total");
        for column in 1..total.len() {
            let lines =
                all.iter().filter(|row| row.len() == total.len() && row[0] != "Total" && row[0] != "Measure");
            let sum: Decimal = lines.map(|row| number(&row[column])).sum();
            assert_eq!(sum, number(&total[column]), "column {column} of {beside:?}");
        }
    }
}

#[test]
fn what_stands_beside_reads_what_it_writes() {
    let first = FirstMonth::JANUARY;
    for beside in [
        Beside::Units(Vec::new()),
        Beside::Units(vec!["a,b".into(), "c".into()]),
        Beside::Period(month("2025-11")),
    ] {
        assert_eq!(Beside::parse(beside.format(first).as_deref(), first), beside);
    }
    assert_eq!(
        Beside::parse(Some("a\nb\nc\nd"), first),
        Beside::Units(vec!["a".into(), "b".into(), "c".into()])
    );
}

#[test]
fn alerts_lead_to_their_measure_and_to_an_action() {
    let html =
        page(&sample(), (None, "T2", "2025-12", None, Language::English), &|sheet| alerts(sheet, None));
    assert!(html.contains("Act on it · ") && html.contains("#/page/"), "{html}");
    assert!(html.contains("No action has been noted yet."), "{html}");
}

#[test]
fn a_veto_that_is_near_stands_among_the_alerts() {
    let lower = Measure { polarity: Polarity::Lower, ..percent_of("a", "100") };
    let mut book = monthly(&["a"], vec![lower]);
    rules(&mut book).vetoes = vec![Veto {
        reason: Name::plain("Too many"),
        measure: "a".into(),
        condition: Expression::parse_condition("actual > 50").expect("a condition"),
        effect: VetoEffect::TotalAtMost(decimal("59")),
    }];
    // 45 and a tenth of it are 49.5, 46 and a tenth of it 50.6.
    enter_from(&mut book, "a", "2026-01", &["45", "46", "51"]);
    let says = |month, language, sentence: &str| {
        let asked = (None, CARD, month, None, language);
        page(&book, asked, &|sheet| alerts(sheet, None)).contains(&format!(">{sentence}</td>"))
    };
    let near = [
        (Language::English, "The veto “Too many” would take effect if it were a tenth worse."),
        (Language::SimplifiedChinese, "若再差一成，一票否决“Too many”将会生效。"),
        (Language::TraditionalChinese, "若再差一成，一票否決「Too many」將會生效。"),
    ];
    for (language, sentence) in near {
        assert!(says("2026-02", language, sentence), "{sentence}");
        assert!(!says("2026-01", language, sentence) && !says("2026-03", language, sentence), "{sentence}");
    }
    assert!(says("2026-03", Language::English, "The veto “Too many” took effect."));
}

/// Two perspectives with an objective each, the second leading to the first.
pub(crate) fn mapped() -> Workbook {
    let mut book = monthly(&["a", "b"], Vec::new());
    let mut cause = objective("cause", vec![percent_of("b", "50")]);
    cause.leads_to = vec![ObjectiveId::from("effect")];
    cause.name = Name::plain(HOSTILE);
    let perspective = rules(&mut book).perspectives[0].clone();
    let mut upper = perspective.clone();
    upper.objectives = vec![objective("effect", vec![percent_of("a", "50")])];
    let mut lower = perspective;
    lower.id = "lower".into();
    lower.objectives = vec![cause];
    rules(&mut book).perspectives = vec![upper, lower];
    enter_from(&mut book, "a", "2026-01", &["90", "95", "50"]);
    enter_from(&mut book, "b", "2026-01", &["80", "100", "30"]);
    book
}

#[test]
fn the_map_has_a_card_for_each_objective_and_its_arrows() {
    let asked = (Some(WARD), CARD, "2026-01", None, Language::English);
    let html = page(&mapped(), asked, &strategy_map);
    assert_eq!(html.matches("class=\"map-card\"").count(), 2);
    assert_eq!(html.matches("chart-arrow-line").count(), 1);
    assert!(html.contains("data-status=\"at-risk\"") && html.contains("▲ at risk 80.0 %"), "{html}");
    assert!(!html.contains("<img"), "{html}");
    assert!(html.contains("Do the scores support the arrows?"), "{html}");
    let of_sample = |card| {
        page(&sample(), (Some("first-surgery"), card, "2025-12", None, Language::English), &strategy_map)
    };
    assert_eq!(of_sample("T2"), "");
    // Whoever opens the sample finds a map: eight objectives, two in each perspective.
    let html = of_sample("T1");
    assert_eq!(
        (html.matches("class=\"map-card\"").count(), html.matches("chart-arrow-line").count()),
        (8, 6)
    );
    // 15 × 315 ÷ 300 = 15.75 of 15.
    assert!(html.contains("Grow revenue, ● on target"), "{html}");
}

// Eighteen months with ties and gaps. Worked out in Python with fractions and decimals of 50 digits: the
// mean ranks of the months that have both, then the product-moment correlation of the ranks.
const CAUSES: [&str; 18] = [
    "80", "70", "85", "", "60", "90", "75", "70", "95", "65", "80", "88", "55", "92", "70", "78", "85", "60",
];
const EFFECTS: [&str; 18] = [
    "50", "82", "80", "71", "86", "", "62", "91", "77", "70", "96", "66", "81", "89", "70", "56", "93", "72",
];

#[test]
fn every_lag_of_an_arrow_says_on_how_many_periods_it_rests() {
    let mut book = mapped();
    enter_from(&mut book, "b", "2024-07", &CAUSES);
    enter_from(&mut book, "a", "2024-07", &EFFECTS);
    let shown = |language| page(&book, (Some(WARD), CARD, "2025-12", None, language), &strategy_map);
    let html = shown(Language::English);
    let cells: Vec<Vec<&str>> = html
        .split("<td class=\"lag\"")
        .skip(1)
        .map(|cell| cell.split(['<', '>']).skip(1).step_by(2).filter(|text| !text.is_empty()).collect())
        .collect();
    // 0.01775…, −0.49596…, 0.52244…, −0.08864…, −0.42280…, 0.52968…, −0.39726…
    assert_eq!(
        cells,
        [
            vec!["+0.02", "over 16"],
            vec!["−0.50", "over 15"],
            vec!["+0.52", "over 15"],
            vec!["−0.09", "over 13"],
            vec!["−0.42", "over 12"],
            vec!["+0.53", "over 11", "▲ too few"],
            vec!["−0.40", "over 11", "▲ too few"],
        ],
        "{html}"
    );
    // That over eleven is greater, and rests on too few.
    let strongest = "Rank correlation +0.52 with the effect 2 periods later, over 15 periods.</p>";
    assert!(html.contains(strongest), "{html}");
    assert_eq!(html.matches("data-strongest=\"true\"").count(), 1);
    assert!(html.contains("data-strongest=\"true\">+0.52<") && html.contains(" → effect<"), "{html}");
    assert!(html.contains("Fewer than 12 periods are too few to rely on"), "{html}");
    for (language, over, few) in
        [(Language::SimplifiedChinese, "11 期", "▲ 过少"), (Language::TraditionalChinese, "11 期", "▲ 過少")]
    {
        let html = shown(language);
        assert!(html.contains(over) && html.matches(few).count() == 2, "{html}");
    }
}

#[test]
fn an_arrow_without_scores_says_so_at_every_lag() {
    let html = page(&mapped(), (Some(WARD), CARD, "2026-02", None, Language::English), &strategy_map);
    assert_eq!(html.matches(">–<small").count(), 7, "{html}");
    assert_eq!(html.matches("data-strongest=\"true\"").count(), 0, "{html}");
    assert!(html.contains("The scores do not allow a rank correlation"), "{html}");
}

#[test]
fn an_objective_that_only_deducts_says_its_points() {
    let mut book = mapped();
    // 0.2 points for each one above 45: b is 80, which is 35 too much.
    let own = Measure {
        polarity: Polarity::Lower,
        target: fixed("45"),
        ..measure("z", "b", "0", Method::Step(adjustment("0.2", "0")))
    };
    rules(&mut book).perspectives[1].objectives[0].measures = vec![own];
    let html = page(&book, (Some(WARD), CARD, "2026-01", None, Language::English), &strategy_map);
    assert!(html.contains(">■ −7.00 points</text>"), "{html}");
}

#[test]
fn long_names_are_broken_and_stay_on_the_card() {
    let card = |name: &str| MapCard {
        key: "k".to_owned(),
        name: name.to_owned(),
        note: "n".to_owned(),
        status: "no-data",
        x: 0,
        y: 0,
    };
    let labels = ChartLabels { title: "t".to_owned(), description: "d".to_owned() };
    let draw = |name| {
        let map = MapDrawing { cards: vec![card(name)], ..MapDrawing::default() };
        render_strategy_map(&map, &labels)
    };
    let english = draw("Raise the share of patients who would come again");
    assert_eq!(english.matches("class=\"map-name\"").count(), 3, "{english}");
    let chinese = draw("提高患者满意度并缩短平均住院日");
    assert_eq!(chinese.matches("class=\"map-name\"").count(), 2, "{chinese}");
    assert_eq!(draw(&"x ".repeat(200)).matches("class=\"map-name\"").count(), 3);
}

/// The names under a drawing with their middles, in pixels.
fn names_under(html: &str) -> Vec<(i32, String)> {
    let texts = html.split("<text").skip(1).map(|rest| rest.split("</text>").next().unwrap());
    let of = |text: &str| {
        let (attributes, name) = text.split_once('>')?;
        let number =
            |name: &str| attributes.split(&format!("{name}=\"")).nth(1)?.split('"').next()?.parse().ok();
        (number("y")? > 210).then(|| Some((number("x")?, name.trim().to_owned())))?
    };
    texts.filter_map(of).collect()
}

#[test]
fn names_under_a_chart_do_not_touch_however_narrow_it_is() {
    let mut book = sample();
    // Three years of months.
    for month in at("2026-01").through(at("2026-12")) {
        let cell = Cell { unit: "first-surgery".into(), item: "operation_patients".into(), month };
        book.figures.set(&cell, Figure::Value(decimal("150")));
    }
    for language in [Language::English, Language::SimplifiedChinese, Language::TraditionalChinese] {
        for width in [260, 300, 320, 360, 480, 640, 960] {
            let asked = (Some("first-surgery"), "T2", "2026-12", None, language);
            let html = page(&book, asked, &|sheet| total_by_month(sheet, width));
            let names = names_under(&html);
            assert!(names.len() >= 2, "{width}: {names:?}");
            for (a, b) in names.iter().zip(names.iter().skip(1)) {
                let wide =
                    |name: &str| name.chars().map(|c| if c > '\u{2e80}' { 12 } else { 7 }).sum::<i32>();
                assert!(a.0 + wide(&a.1) / 2 < b.0 - wide(&b.1) / 2, "{width}: {names:?}");
            }
        }
    }
    // Years and quarters are named too.
    let asked = (Some("first-surgery"), "T3", "2025", Some("t3-f08"), Language::English);
    let html = page(&sample(), asked, &|sheet| {
        let found = sheet.results.plan().explain(
            sheet.card.unwrap(),
            sheet.unit.unwrap(),
            sheet.period,
            &"t3-f08".into(),
        );
        measure_by_period(sheet, &found.expect("a score"), 400)
    });
    assert!(names_under(&html).iter().any(|(_, name)| name == "Year 2025"), "{html}");
}

#[test]
fn a_measure_has_a_page_with_its_months_arithmetic_and_peers() {
    let html = first_surgery(&|sheet| measure_page(sheet, 900));
    for part in [
        "15 × 165 ÷ 150 = 16.50",
        "Target: last year's monthly mean",
        "Limits: mean ± 2.66 × mean moving range",
        "<details class=\"no-print\" open=\"\">",
        "Units of the same kind",
        "→ P02 Outpatient and emergency visits",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(row_of(&html, "December 2025")[1..4], ["165", "150", "16.50"]);
    // A quarter is the mean of its months, and leads to each of them.
    let quarter = page(
        &sample(),
        (Some("first-surgery"), "T2", "2025-Q4", Some("t2-p04"), Language::English),
        &|sheet| measure_page(sheet, 900),
    );
    assert!(quarter.contains("This period is the mean") && quarter.contains("2025-11/t2-p04"), "{quarter}");
    // The first measure has none before it; peers lead to the same measure.
    assert!(!html.contains("← ") && html.contains("orthopaedics/2025-12/t2-p04"), "{html}");
}

#[test]
fn the_report_of_all_has_measures_arithmetic_and_who_is_ranked_with_whom() {
    for (language, parts) in [
        (
            Language::English,
            "Performance report|All units|What moved since|What to act on|Measures|Annex|Findings and coverage|Signature",
        ),
        (
            Language::SimplifiedChinese,
            "绩效考核报告|各科室得分|相比的变化|需要改进的指标|指标得分|附录|提示与覆盖率|签字",
        ),
        (
            Language::TraditionalChinese,
            "績效考核報告|各科室得分|相比的變化|需要改進的指標|指標得分|附錄|提示與覆蓋率|簽名",
        ),
    ] {
        let parts: Vec<&str> = parts.split('|').collect();
        for unit in [None, Some("first-surgery")] {
            let asked = (unit, "T2", "2025-12", None, language);
            let html = page(&sample(), asked, &|sheet| report(sheet, &imprint()));
            for part in &parts {
                let own = unit.is_some() && *part == parts[1];
                assert!(own || html.contains(*part), "{part} of {unit:?} in {html}");
            }
            assert!(html.contains("15 × 165 ÷ 150 = 16.50"), "{html}");
            assert!(html.contains("0123456789abcdef") && html.contains("1.2.3"), "{html}");
        }
    }
    let html =
        page(&sample(), (None, "T2", "2025-12", None, Language::English), &|sheet| report(sheet, &imprint()));
    assert_eq!(html.matches("score-table").count(), 4);
    assert_eq!(html.matches("<table class=\"table arithmetic\">").count(), 4);
    assert!(html.contains("Ranks are among all units"), "{html}");
}

#[test]
fn a_drawing_as_a_file_needs_no_stylesheet() {
    let html = first_surgery(&|sheet| total_by_month(sheet, 640));
    let drawing = &html[html.find("<svg").unwrap()..html.find("</svg>").unwrap() + 6];
    let file = to_svg_file(drawing);
    assert!(file.contains("xmlns=\"http://www.w3.org/2000/svg\"") && !file.contains("class="), "{file}");
    assert!(file.contains("width=\"640\" height=\"240\"") && file.contains("stroke=\"#0b5a7a\""), "{file}");
}

#[test]
fn the_page_of_a_unit_and_the_report_keep_what_was_closed() {
    let mut book = sample();
    let stamp = Stamp { at: "2026-01-05T08:00:00Z".into(), by: "".into() };
    let edit = close(&book, &Plan::new(&book), &"T2".into(), month("2025-12"), &stamp, "digest".into());
    edit.expect("there are scores").apply(&mut book).expect("it is open");
    let pages = |book: &Workbook| {
        let asked = (Some("first-surgery"), "T2", "2025-12", None, Language::English);
        [page(book, asked, &scores), page(book, asked, &|sheet| report(sheet, &imprint()))]
    };
    for html in pages(&book) {
        assert!(html.contains("data-testid=\"closed-total\">closed<"), "{html}");
    }
    // Against 40 % the drug share takes 1.30 in place of 0.30.
    let drugs = |own: &&mut Measure| own.id.as_str() == "t2-f14";
    let share = book.scorecards[0].revisions[0].measures_mut().find(drugs).expect("a measure");
    share.target = fixed("40");
    for html in pages(&book) {
        assert!(html.contains("data-testid=\"total\">96.58<"), "{html}");
        assert!(
            html.contains("closed 96.58, now 95.58. What stands below is what it would be now."),
            "{html}"
        );
    }
    let asked = (None, "T2", "2025-12", None, Language::English);
    let html = page(&book, asked, &|sheet| report(sheet, &imprint()));
    assert!(html.contains("closed 96.58, now 95.58"), "{html}");
}

#[test]
fn a_hostile_name_is_text_everywhere() {
    let mut workbook = sample();
    workbook.units.iter_mut().for_each(|unit| unit.name = Name::plain(HOSTILE));
    for card in &mut workbook.scorecards {
        card.name = Name::plain(HOSTILE);
        card.revisions
            .iter_mut()
            .flat_map(|own| own.measures_mut())
            .for_each(|own| own.name = Name::plain(HOSTILE));
    }
    let asked = (Some("first-surgery"), "T2", "2025-12", Some("t2-p04"), Language::English);
    let beside = Beside::Units(vec!["oncology".into()]);
    let pages: [&dyn Fn(&Sheet<'_>) -> String; 5] = [
        &scores,
        &|sheet| report(sheet, &imprint()),
        &|sheet| compare(sheet, &beside),
        &|sheet| alerts(sheet, None),
        &|sheet| total_by_month(sheet, 640),
    ];
    for make in pages {
        let html = page(&workbook, asked, make);
        assert!(!html.contains("<img") && html.contains("&lt;img"), "{html}");
    }
}
