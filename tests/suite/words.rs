//! Words: complete in three languages, and explanations that say what was computed.

use counterpoise::domain::id::{MeasureId, ScorecardId, UnitId};
use counterpoise::domain::name::Language;
use counterpoise::domain::period::Period;
use counterpoise::domain::scoring::Plan;
use counterpoise::i18n::explanation::{Explainer, sums};
use counterpoise::i18n::{
    analysis_words, design_words, fill, finding, form_words, keeping_words, messages, view_words,
};

use crate::support::{month, sample, year};

/// Every text of the screen in a language, with its name.
pub(crate) fn texts(language: Language) -> Vec<(&'static str, &'static str)> {
    let lists = [
        messages(language).all(),
        design_words(language).all(),
        form_words(language).all(),
        analysis_words(language).all(),
        keeping_words(language).all(),
        view_words(language).all(),
    ];
    lists.into_iter().flatten().collect()
}

fn placeholders(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    found.sort_unstable();
    found
}

#[test]
fn every_text_is_there_in_every_language_with_the_same_gaps() {
    let english = texts(Language::English);
    assert!(english.len() > 150);
    for language in Language::ALL {
        for ((name, text), (_, original)) in texts(language).into_iter().zip(&english) {
            assert!(!text.trim().is_empty(), "{name} in {language:?}");
            assert_eq!(placeholders(text), placeholders(original), "{name} in {language:?}");
        }
    }
}

#[test]
fn chinese_texts_are_chinese() {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for language in [Language::SimplifiedChinese, Language::TraditionalChinese] {
        let foreign: Vec<_> = texts(language)
            .into_iter()
            .filter(|(_, text)| !text.contains(is_han) && text.contains(char::is_alphabetic))
            .collect();
        assert_eq!(foreign, [], "{language:?}");
    }
}

#[test]
fn gaps_are_filled() {
    assert_eq!(fill("{1} of {0}", &["b", "a"]), "a of b");
    assert_eq!(fill("{0} and {0}", &["x"]), "x and x");
    assert_eq!(fill("{2}", &["x"]), "");
    assert_eq!(fill("open {", &[]), "open {");
}

#[test]
fn a_space_stands_between_chinese_and_other_letters_alone() {
    assert_eq!(fill("缺少 {0} 的 {1}。", &["肿瘤科", "患者满意度"]), "缺少肿瘤科的患者满意度。");
    assert_eq!(fill("缺少 {0} 的 {1}。", &["ICU", "P04"]), "缺少 ICU 的 P04。");
    assert_eq!(fill("{0} {1} 的总分：{2}", &["肿瘤科", "2026年3月", "87"]), "肿瘤科 2026年3月的总分：87");
    assert_eq!(fill("{0} {1}", &["外一科", "手术人次"]), "外一科 手术人次");
    assert_eq!(fill("Missing {0} of {1}", &["患者 满意度", "肿瘤科"]), "Missing 患者 满意度 of 肿瘤科");
}

/// The headline of a measure of First Surgery, and all its lines with the sums, as text.
fn explained(card: &str, period: Period, measure: &str, language: Language) -> (Option<String>, Vec<String>) {
    let workbook = sample();
    let (card, unit, id) = (ScorecardId::from(card), UnitId::from("first-surgery"), MeasureId::from(measure));
    let explanation = Plan::new(&workbook).explain(&card, &unit, period, &id).unwrap();
    let revision = workbook.scorecard(&card).unwrap().revision_in(period.last()).unwrap();
    let measure = revision.measure(&id).unwrap();
    let explainer = Explainer { workbook: &workbook, revision, measure, language };
    let mut lines = explainer.lines(&explanation.steps);
    lines.extend(sums(&explanation.report, revision, measure, language));
    let text = lines.iter().map(|line| match &line.remark {
        Some(remark) => format!("{}: {} ({remark})", line.label, line.arithmetic),
        None => format!("{}: {}", line.label, line.arithmetic),
    });
    (explainer.headline(&explanation.steps), text.collect())
}

#[test]
fn a_mirror_score_in_english() {
    let (headline, lines) = explained("T1-rounded", month("2025-12"), "t1-f14", Language::English);
    assert_eq!(headline.as_deref(), Some("10 × (2 − 46.5 ÷ 45) = 9.67"));
    assert_eq!(
        lines,
        [
            "Figures: Drug revenue: 146.475 (First Surgery, December 2025)",
            "Figures: Business revenue (broad): 315 (First Surgery, December 2025)",
            "Actual: 146.475 ÷ 315 × 100 = 46.5 (Drug revenue ÷ Business revenue (broad) × 100)",
            "Target: 45 (fixed value)",
            "Points: 10 × (2 − 46.5 ÷ 45) = 9.666666… (Completion, lower is better (mirror): full points × (2 − actual ÷ target))",
            "Rounding: 9.666666… → 9.67 (to 2 decimals, half away from zero)",
            "Sum: 9.67 + 4.75 + 5.00 = 19.42 (Patient)",
            "Sum: 35.18 + 19.42 + 25.45 + 17.00 = 97.05 (Total)",
        ]
    );
}

#[test]
fn a_step_against_last_years_mean_in_chinese() {
    let (headline, lines) = explained("T2", month("2025-12"), "t2-f05", Language::SimplifiedChinese);
    assert_eq!(headline.as_deref(), Some("0.2 × (172 − 170.4) = 0.32"));
    assert!(
        lines.contains(&"实际值: 268.38 ÷ 157.5 × 100 = 170.4 (总成本 ÷ 狭义收入 × 100)".to_owned()),
        "{lines:#?}"
    );
    assert!(
        lines.contains(
            &"数据: 总成本：3,096 ÷ 12 = 258 (外一科，2024年1月至2024年12月，12 个月平均)".to_owned()
        ),
        "{lines:#?}"
    );
    assert!(
        lines.contains(&"目标值: 172 (上年月均值（2024年1月至2024年12月，12 个月）)".to_owned()),
        "{lines:#?}"
    );
    assert!(
        lines.contains(&"得分: 0.2 × (172 − 170.4) = 0.32 (每优于目标一个单位加分)".to_owned()),
        "{lines:#?}"
    );
}

#[test]
fn a_capped_score_and_an_ancestor() {
    let (headline, lines) = explained("T1", month("2025-12"), "t1-p10", Language::English);
    assert_eq!(headline.as_deref(), Some("5 × 96.9 ÷ 95 → 5.00"));
    assert!(lines.contains(&"Limit: 5.1 → 5 (capped at 1 times the full points)".to_owned()), "{lines:#?}");
    let (headline, lines) = explained("T3", year(2025), "t3-p19", Language::English);
    assert_eq!(headline.as_deref(), Some("5 × 927 ÷ 900 = 5.15"));
    let visits = lines.iter().find(|line| line.starts_with("Figures: Outpatient visits")).unwrap();
    assert!(visits.contains("Surgery division, from First Surgery, Orthopaedics"), "{visits}");
    assert!(visits.contains("January 2025 – December 2025, sum of 12 months"), "{visits}");
}

#[test]
fn findings_name_what_is_missing() {
    let workbook = sample();
    let report = Plan::new(&workbook).score(&"T2".into(), &"oncology".into(), month("2025-12"));
    let missing =
        report.findings.iter().map(|found| finding::sentence(&found.problem, &workbook, Language::English));
    let sentences: Vec<String> = missing.collect();
    assert_eq!(
        sentences,
        [
            "Patient satisfaction of Oncology is missing for December 2025. Enter it, or n/a if it does not exist."
        ]
    );
}
