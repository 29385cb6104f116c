//! Answers as sentences, in three languages.

use counterpoise::domain::analysis::alerts::Reason;
use counterpoise::domain::analysis::contribution::Part;
use counterpoise::domain::analysis::correlation::Correlation;
use counterpoise::domain::analysis::trend::{Signal, Verdict};
use counterpoise::domain::analysis::trial::Move;
use counterpoise::domain::closing::Pair;
use counterpoise::domain::measure::Measure;
use counterpoise::domain::name::{Language, Name};
use counterpoise::i18n::analysis;

use crate::books::{decimal, monthly, percent_of};

#[track_caller]
fn check(say: impl Fn(Language) -> String, expected: [&str; 3]) {
    assert_eq!(Language::ALL.map(say), expected);
}

#[test]
fn verdicts_are_plain_sentences() {
    check(
        |language| analysis::verdict(&Verdict::Unusual(vec![Signal::Outside, Signal::Jump]), language),
        [
            "The last value is unusual: it lies outside the natural limits, the step from the value before is larger than natural. Look for its cause.",
            "最近一期异常：超出自然界限、与上一期相比变动过大。请查找原因。",
            "最近一期異常：超出自然界限、與上一期相比變動過大。請尋找原因。",
        ],
    );
    check(
        |language| analysis::verdict(&Verdict::TooFew, language),
        [
            "Fewer than 6 periods have a figure: too few to tell a signal from noise.",
            "有数据的考核期不足 6 个，尚不足以区分信号与正常波动。",
            "有數據的考核期不足 6 個，尚不足以區分訊號與正常波動。",
        ],
    );
}

#[test]
fn alerts_name_their_numbers() {
    let measure = Measure { decimals: 1, unit_of_measure: Name::plain("%"), ..percent_of("a", "100") };
    let worse = Reason::WorseThanBefore { mean: decimal("50"), percent: decimal("22") };
    check(
        |language| analysis::reason(&worse, &measure, language),
        [
            "It is 22.0 % worse than its own mean of the periods before, 50.0 %.",
            "比自身以往均值（50.0 %）差 22.0 %。",
            "比自身以往平均值（50.0 %）差 22.0 %。",
        ],
    );
    check(
        |language| analysis::reason(&Reason::VetoNear(Name::plain("A")), &measure, language),
        [
            "The veto “A” would take effect if it were a tenth worse.",
            "若再差一成，一票否决“A”将会生效。",
            "若再差一成，一票否決「A」將會生效。",
        ],
    );
}

#[test]
fn a_closed_score_says_what_it_would_be_now() {
    let pair = Pair { closed: Some(decimal("87.2")), now: Some(decimal("87.35")) };
    check(
        |language| analysis::closed_now(pair, language),
        ["closed 87.20, now 87.35", "结账 87.20，现为 87.35", "結帳 87.20，現為 87.35"],
    );
    let pair = Pair { closed: Some(decimal("87.2")), now: None };
    check(
        |language| analysis::closed_now(pair, language),
        ["closed 87.20, now none", "结账 87.20，现为无", "結帳 87.20，現為無"],
    );
}

#[test]
fn parts_have_the_names_of_the_card() {
    let book = monthly(&["a"], vec![percent_of("a", "100")]);
    let revision = &book.scorecards[0].revisions[0];
    check(
        |language| analysis::part(&Part::PerspectiveVeto("only".into()), &book, revision, language),
        ["Veto on only", "对only的一票否决", "對only的一票否決"],
    );
}

#[test]
fn a_correlation_says_on_how_much_it_rests() {
    let few = Correlation { lag: 2, pairs: 9, coefficient: Some(decimal("0.7089")) };
    check(
        |language| analysis::correlation(&few, language),
        [
            "Rank correlation +0.71 with the effect 2 periods later, over 9 periods. That is too few to rely on: 12 would be the least.",
            "滞后 2 期的秩相关系数为 +0.71，基于 9 期数据。数据过少，不足为据：至少需要 12 期。",
            "落後 2 期的等級相關係數為 +0.71，基於 9 期數據。數據過少，不足採信：至少需要 12 期。",
        ],
    );
    let none = Correlation { coefficient: None, ..few };
    assert!(analysis::correlation(&none, Language::English).starts_with("The scores do not allow"));
}

#[test]
fn a_trial_is_summed_up() {
    let one = |now: &str, tried: &str| Move {
        unit: "u".into(),
        now: (Some(decimal(now)), None),
        tried: (Some(decimal(tried)), None),
    };
    let moves = [one("1", "2"), one("1", "2"), one("3", "2"), one("2", "2")];
    check(
        |language| analysis::trial_summary(moves.iter(), language),
        [
            "2 units gain, 1 lose, 1 stay as they are.",
            "2 个科室得分上升，1 个下降，1 个不变。",
            "2 個科室得分上升，1 個下降，1 個不變。",
        ],
    );
}
