//! Workbooks whose scores are formulas of a spreadsheet. What the formulas come to is worked out by the
//! program while it writes them; `cargo xtask recalculate` has LibreOffice do it.

use counterpoise::domain::name::Language;
use counterpoise::domain::scoring::Plan;
use counterpoise::domain::workbook::Workbook;
use counterpoise::i18n::{month, sheet_words};
use counterpoise::interop::live::{Export, LABELS, Label, Words, write};
use proptest::prelude::*;

use crate::random_books::{config, ordinary, workbooks};
use crate::support::sample;

fn exported(workbook: &Workbook, language: Language) -> Export {
    let labels = sheet_words(language).all().into_iter().map(|(_, text)| text).collect();
    let first_month = workbook.first_month;
    let words = Words {
        language,
        labels,
        month: &|at| month::format_brief(at, language),
        period: &|period| period.format(first_month),
    };
    write(workbook, &Plan::new(workbook), &words)
}

#[test]
fn every_score_of_the_sample_is_a_formula() {
    for language in Language::ALL {
        let export = exported(&sample(), language);
        if let Ok(dir) = std::env::var("LIVE_OUT") {
            std::fs::write(format!("{dir}/sample-{}.xlsx", language.tag()), &export.bytes).expect("written");
        }
        assert!(export.formulas > 0);
        assert_eq!((export.held, language), (0, language), "of {}", export.formulas);
    }
}

#[test]
fn the_words_stand_in_the_order_of_their_labels() {
    let words = sheet_words(Language::English).all();
    assert_eq!(words.len(), LABELS);
    let ends = [
        (Label::About, "about"),
        (Label::Peers, "peers"),
        (Label::Improvement, "improvement"),
        (Label::Trailing, "trailing"),
    ];
    for (label, name) in ends {
        assert_eq!(words[label as usize].0, name);
    }
}

#[test]
fn random_counts() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::new(config(1));
    let (mut formulas, mut held) = (0, 0);
    for _ in 0..60 {
        let book = workbooks(ordinary).new_tree(&mut runner).expect("a tree").current();
        let export = exported(&book, Language::English);
        formulas += export.formulas;
        held += export.held;
    }
    println!("formulas {formulas} held {held}");
}

proptest! {
    #![proptest_config(config(4))]

    #[test]
    fn random_workbooks_are_written(book in workbooks(ordinary)) {
        let export = exported(&book, Language::English);
        prop_assert!(!export.bytes.is_empty());
    }
}
