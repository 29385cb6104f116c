//! Workbooks whose scores are formulas of a spreadsheet. What the formulas come to is worked out by the
//! program while it writes them; `cargo xtask recalculate` has LibreOffice do it.

use std::fs;

use counterpoise::document::Document;
use counterpoise::domain::item::MonthRule;
use counterpoise::domain::measure::{Measure, Polarity};
use counterpoise::domain::method::{
    Award, Band, Bands, Basis, Completion, End, Entered, Interpolation, Inverse, Knot, Limits, Method,
    PassFail, Side, Step, StepBase, StepCounting,
};
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::scorecard::{LongerPeriods, MissingPolicy};
use counterpoise::domain::scoring::Plan;
use counterpoise::domain::target::TargetSource;
use counterpoise::domain::workbook::Workbook;
use counterpoise::i18n::{sheet_texts, sheet_words};
use counterpoise::interop::live::{Export, LABELS, Label, Words, write};
use counterpoise::interop::table::Content;
use counterpoise::interop::xlsx;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngSeed, TestRunner};
use rust_decimal::Decimal;

use crate::books::{
    adjustment, completion, decimal, deduction, enter, enter_from, fixed, measure, monthly, percent_of,
    rules, target,
};
use crate::examples::examine;
use crate::random_books::{config, ordinary, workbooks};
use crate::source_text::root;
use crate::support::{SCORED, sample};
use crate::xlsx_files::written_sheet;

fn exported(workbook: &Workbook, language: Language) -> Export {
    write(workbook, &Plan::new(workbook), &Words(sheet_texts(language)))
}

/// The text of the sheet with this number, from 1.
fn sheet(bytes: &[u8], number: usize) -> String {
    written_sheet(bytes, number).replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">")
}

/// The formulas of a sheet that stand in the rows with this text in their second column.
fn formulas(sheet: &str, what: &str) -> Vec<String> {
    let rows = sheet.split("<row ").skip(1).filter(|row| row.contains(&format!(">{what}</t>")));
    rows.filter_map(|row| Some(row.split_once("<f>")?.1.split_once("</f>")?.0.to_owned())).collect()
}

#[test]
fn every_score_of_the_sample_is_a_formula() {
    let export = exported(&sample(), Language::SimplifiedChinese);
    assert!(export.formulas > 1_000, "{}", export.formulas);
    assert_eq!(export.held, 0, "of {}", export.formulas);
    let tables = xlsx::read(&export.bytes).expect("it can be read back");
    assert!(tables.iter().any(|table| table.name == "数据"));
    assert!(export.bytes.len() < 700_000, "{} bytes", export.bytes.len());
}

#[test]
fn no_formula_and_no_text_in_one_is_longer_than_excel_takes() {
    let mut book = sample();
    for card in &mut book.scorecards {
        for revision in &mut card.revisions {
            revision.grades.iter_mut().for_each(|grade| grade.name = Name::plain(&"优".repeat(300)));
            let first = revision.measures().next().expect("a measure").clone();
            let perspective = revision.perspectives.first_mut().expect("a perspective");
            perspective.measures.extend((0..120).map(|place| {
                let id = format!("more-{place}").as_str().into();
                Measure { id, ..first.clone() }
            }));
        }
    }
    let export = exported(&book, Language::English);
    let count = xlsx::read(&export.bytes).expect("it can be read back").len();
    let sheets = (1..=count).map(|number| sheet(&export.bytes, number)).collect::<String>();
    let formulas: Vec<&str> =
        sheets.split("<f>").skip(1).filter_map(|rest| Some(rest.split_once("</f>")?.0)).collect();
    assert!(formulas.iter().any(|formula| formula.contains("优\"&amp;\"优")), "a long text is in pieces");
    for formula in formulas {
        assert!(formula.encode_utf16().count() <= 8_192, "{} signs", formula.len());
        for text in formula.split('"').skip(1).step_by(2) {
            assert!(text.encode_utf16().count() <= 255, "{text}");
        }
    }
}

/// Longer periods of such a card are not means of its own periods: the file has no row that says so, and
/// nothing less of formulas.
#[test]
fn a_card_of_combined_actuals_has_no_year_to_date_and_every_score_as_a_formula() {
    let row = Content::text("Mean of the year to date");
    let has_row = |bytes: &[u8]| {
        let tables = xlsx::read(bytes).expect("it can be read back");
        tables.iter().any(|table| table.cells().any(|(_, content)| Some(content) == row.as_ref()))
    };
    let mut book = sample();
    let export = exported(&book, Language::English);
    assert!(has_row(&export.bytes));
    let means = export.formulas;
    for card in &mut book.scorecards {
        card.revisions.iter_mut().for_each(|it| it.longer_periods = LongerPeriods::CombinedActuals);
    }
    let export = exported(&book, Language::English);
    assert_eq!((export.formulas, export.held), (means, 0));
    assert!(!has_row(&export.bytes));
}

#[test]
fn the_words_stand_in_the_order_of_their_labels() {
    let words = sheet_words(Language::English).all();
    assert_eq!(words.len(), LABELS);
    let places = [
        Label::About,
        Label::NotApplicable,
        Label::Peers,
        Label::Working,
        Label::PartOfFormula,
        Label::YearToDate,
        Label::Improvement,
        Label::Decimals,
        Label::StepSize,
        Label::KnotPercent,
        Label::LeastPeers,
        Label::Quantile,
        Label::Trailing,
    ];
    for label in places {
        let name = words[label as usize].0.replace('_', "");
        assert_eq!(name, format!("{label:?}").to_lowercase());
    }
}

/// All examples of the documentation, whose points were worked out by hand: their workbooks are written,
/// and what the formulas come to is held against the scores.
#[test]
fn the_formulas_of_all_examples_come_to_their_scores() {
    SCORED.set(Some(Vec::new()));
    let text = fs::read_to_string(root().join("docs/scoring.md")).expect("docs/scoring.md");
    assert!(examine(&text).1.is_empty());
    let books = SCORED.take().unwrap_or_default();
    let (mut formulas, mut held) = (0, 0);
    for book in &books {
        let export = exported(book, Language::English);
        formulas += export.formulas;
        held += export.held;
    }
    println!(
        "{} workbooks of the examples: {formulas} of {} scores are formulas",
        books.len(),
        formulas + held
    );
    assert!(books.len() > 200, "{}", books.len());
    assert!(formulas * 100 >= (formulas + held) * 95);
}

#[test]
fn random_workbooks_are_formulas_but_for_a_few_cells() {
    let (mut formulas, mut held) = (0, 0);
    for book in drawn(10, 2026) {
        let export = exported(&book, Language::English);
        formulas += export.formulas;
        held += export.held;
    }
    println!("random workbooks: {formulas} of {} scores are formulas", formulas + held);
    assert!(formulas > 1_000 && formulas * 100 >= (formulas + held) * 95, "{formulas} and {held}");
}

/// So many random workbooks; the same seed gives the same.
fn drawn(count: usize, seed: u64) -> Vec<Workbook> {
    let mut runner = TestRunner::new(ProptestConfig { rng_seed: RngSeed::Fixed(seed), ..config(1) });
    (0..count).map(|_| workbooks(ordinary).new_tree(&mut runner).expect("a tree").current()).collect()
}

/// `cargo xtask recalculate --random` has them written for LibreOffice.
#[test]
fn random_workbooks_are_written_where_they_are_asked_for() {
    let asked = |name: &str| std::env::var(format!("COUNTERPOISE_RANDOM_{name}")).ok();
    let number = |name: &str, usual: u64| asked(name).map_or(usual, |text| text.parse().expect("a number"));
    let books = drawn(number("COUNT", 1) as usize, number("SEED", 1));
    for (place, workbook) in books.into_iter().enumerate() {
        let text = Document { changed: None, workbook }.to_json().expect("written");
        if let Some(folder) = asked("FOLDER") {
            fs::write(format!("{folder}/random-{place:03}.json"), text).expect("written");
        }
    }
}

/// The formula of the points by a method, of a measure over the item a with the target 100 and the weight 20.
fn by_method(method: Method, polarity: Polarity) -> String {
    let measure = Measure { target: fixed("100"), polarity, ..measure("m", "a", "20", method) };
    let mut book = monthly(&["a"], vec![measure]);
    enter(&mut book, crate::books::WARD, "a", "2026-03", "90");
    let export = exported(&book, Language::English);
    assert_eq!(export.held, 0);
    let own = formulas(&sheet(&export.bytes, 5), "Points by the method");
    let given = formulas(&sheet(&export.bytes, 5), "Full points");
    assert!(!given.is_empty());
    own.first().expect("a row").replace("'Definitions'!", "")
}

/// In the page of definitions: decimals in row 3, the weight in 4, the target in 5, then the method's own
/// numbers; a range stands before the target.
#[test]
fn each_method_is_the_formula_of_the_law() {
    let guarded =
        |formula: &str| format!("IF(COUNT(D4,D5)=2,IFERROR({formula},\"\"),IF(ISNUMBER(D4),\"\",D4))");
    let alone = |formula: &str| format!("IF(ISNUMBER(D4),IFERROR({formula},\"\"),D4)");
    let (higher, lower) = (Polarity::Higher, Polarity::Lower);
    let mirror = completion(Some("1"));
    assert_eq!(
        by_method(mirror.clone(), higher),
        guarded("IF(D5>0,MAX(MIN($D$4*D4/D5,$D$4*$D$7),$D$4*$D$6),IF(D4>=D5,$D$4,$D$4*$D$6))"),
    );
    assert_eq!(
        by_method(mirror, lower),
        guarded("IF(D5>0,MAX(MIN($D$4*(2-D4/D5),$D$4*$D$7),$D$4*$D$6),IF(D4<=D5,$D$4,$D$4*$D$6))"),
    );
    let reciprocal = Completion { inverse: Inverse::Reciprocal, floor: Decimal::ZERO, cap: None };
    assert_eq!(
        by_method(Method::Completion(reciprocal), lower),
        guarded("IF(D5>0,IF(D4>0,MAX($D$4*D5/D4,$D$4*$D$6),\"\"),IF(D4<=D5,$D$4,$D$4*$D$6))"),
    );
    let step = Step {
        base: StepBase::Full,
        counting: StepCounting::Whole,
        lowest: Some(Decimal::ZERO),
        ..adjustment("2", "1")
    };
    assert_eq!(
        by_method(Method::Step(step), higher),
        guarded("MAX($D$4+IF(D4>D5,$D$8,-$D$7)*INT(ROUND(ABS(D4-D5)/$D$6,9)),$D$9)"),
    );
    assert_eq!(by_method(deduction("0.5", "0"), higher), alone("MAX($D$4-D4*$D$6,$D$7)"));
    let pass = Method::PassFail(PassFail { otherwise: decimal("40") });
    assert_eq!(by_method(pass, lower), guarded("IF(D4<=D5,$D$4,$D$4*$D$6/100)"));
    let entered = Method::Entered(Entered { out_of: Some(decimal("10")), limits: Limits::default() });
    assert_eq!(by_method(entered, higher), alone("$D$4*D4/$D$6"));
    let bands = Bands {
        basis: Basis::Actual,
        bands: vec![
            Band { from: None, award: Award::Points(Decimal::ZERO) },
            Band { from: Some(decimal("80")), award: Award::Percent(decimal("50")) },
        ],
        cut: Side::Better,
    };
    assert_eq!(
        by_method(Method::Bands(bands), higher),
        alone("IF(ISNUMBER(D4),IF(D4>=$D$7,$D$4*$D$8/100,$D$6),\"\")"),
    );
}

#[test]
fn a_curve_is_a_row_of_percents() {
    let knot = |at, percent| Knot { at: decimal(at), percent: decimal(percent) };
    let curve = Method::Interpolation(Interpolation {
        basis: Basis::Actual,
        knots: vec![knot("50", "0"), knot("100", "100")],
        below: End::Constant,
        above: End::Extrapolated,
        limits: Limits::default(),
    });
    let mut book = monthly(&["a"], vec![measure("m", "a", "20", curve)]);
    enter(&mut book, crate::books::WARD, "a", "2026-03", "75");
    let export = exported(&book, Language::English);
    assert_eq!(export.held, 0);
    let line = "$D$6+($D$8-$D$6)*(D4-$D$5)/($D$7-$D$5)";
    let percent = format!(
        "IFERROR(IF(ISNUMBER(D4),IF(D4<$D$7,IF(D4<$D$5,$D$6,IF(D4=$D$5,$D$6,{line})),IF(D4=$D$7,$D$8,{line})),\"\"),\"\")"
    );
    let found = formulas(&sheet(&export.bytes, 5), "% of full points");
    assert_eq!(found.first().map(|own| own.replace("'Definitions'!", "")), Some(percent));
}

/// A spreadsheet takes the place 0 of a row for the whole row, and an empty cell for 0.
#[test]
fn the_last_of_no_months_is_missing() {
    let own = Measure { target: target(TargetSource::TrailingMean { periods: 3 }), ..percent_of("a", "100") };
    let mut book = monthly(&["a"], vec![own]);
    book.items[0].month_rule = MonthRule::Last;
    enter_from(&mut book, "a", "2026-01", &["", "2", "3"]);
    let export = exported(&book, Language::English);
    let text = sheet(&export.bytes, 5);
    let before: Vec<&str> = text.split("INDEX('Figures'").collect();
    assert!(before.len() > 1, "it is a formula");
    for before in &before[..before.len() - 1] {
        assert!(before.ends_with(">0,"), "{before}");
    }
}

#[test]
fn a_cell_without_a_formula_holds_the_score_and_says_so() {
    // The best of peers where a range is best is said by no formula.
    let best = TargetSource::Peers(counterpoise::domain::target::PeerTarget {
        statistic: counterpoise::domain::target::PeerStatistic::Quantile(decimal("0.5")),
        with_self: true,
        least_peers: 0,
    });
    let bands = Bands {
        basis: Basis::Actual,
        bands: (0..40)
            .map(|cut| Band {
                from: (cut > 0).then(|| Decimal::from(cut)),
                award: Award::Points(Decimal::from(cut)),
            })
            .collect(),
        cut: Side::Better,
    };
    let own = Measure { target: target(best), ..measure("m", "a", "40", Method::Bands(bands)) };
    let mut book = monthly(&["a", "b"], vec![own, percent_of("b", "60")]);
    enter_from(&mut book, "a", "2026-02", &["7", "12"]);
    enter_from(&mut book, "b", "2026-02", &["100", "50"]);
    let export = exported(&book, Language::English);
    assert_eq!(
        (export.formulas, export.held),
        (8, 0),
        "the measure's points are a formula over the held ones"
    );
    assert!(sheet(&export.bytes, 5).contains("held as a value"));
}

#[test]
fn names_that_look_like_formulas_are_texts() {
    let mut book = monthly(&["a"], vec![percent_of("a", "20")]);
    book.units[1].name = Name::plain("=HYPERLINK(\"x\")");
    rules(&mut book).missing = MissingPolicy::Zero;
    enter(&mut book, crate::books::WARD, "a", "2026-03", "90");
    let export = exported(&book, Language::English);
    let figures = sheet(&export.bytes, 2);
    assert!(!figures.contains("<f>"), "figures are values");
    assert!(figures.contains("t=\"inlineStr\"><is><t xml:space=\"preserve\">=HYPERLINK"));
}

proptest! {
    #![proptest_config(config(32))]

    /// What is packed is unpacked as it was, whatever repeats in it.
    #[test]
    fn a_sheet_is_read_as_it_was_written(texts in proptest::collection::vec("[ab総]{1,20}", 1..60)) {
        let line = |text: &String| vec![xlsx::Cell { value: xlsx::Value::Text(text.repeat(20)), style: xlsx::Style::Plain }];
        let sheet = xlsx::Sheet { name: "s".to_owned(), rows: texts.iter().map(line).collect(), ..xlsx::Sheet::default() };
        let tables = xlsx::read(&xlsx::write(&[sheet])).expect("a workbook");
        for (row, text) in (0..).zip(&texts) {
            let text = text.repeat(20);
            prop_assert_eq!(tables[0].text(row, 0).unwrap_or_default(), text.trim());
        }
    }
}
