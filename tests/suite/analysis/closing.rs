//! Closing a period: what was closed stays, what it would be now is said, and the digest follows what
//! the scores rest on and nothing else.

use counterpoise::document::{Document, digest_of_period, sha256};
use counterpoise::domain::analysis::matrix::{SortBy, matrix};
use counterpoise::domain::closing::{ClosingError, Pair, Stamp, changed_since, close, reopen};
use counterpoise::domain::edit::Edit;
use counterpoise::domain::id::{ScorecardId, UnitId};
use counterpoise::domain::measure::Weight;
use counterpoise::domain::name::Name;
use counterpoise::domain::period::Period;
use counterpoise::domain::scoring::{Plan, Results};
use counterpoise::domain::target::TargetSource;
use counterpoise::domain::workbook::Workbook;
use proptest::prelude::*;

use crate::books::{at, decimal, enter, fixed, monthly, percent_of, rules, target, unit};
use crate::random_books::{cell, config, figure, ordinary, workbooks};
use crate::support::month;

/// Two wards; in March 60 × 0.9 + 40 × 0.8 = 86 and 60 + 12 = 72.
fn book() -> Workbook {
    let mut book = monthly(&["a", "b", "c"], vec![percent_of("a", "60"), percent_of("b", "40")]);
    book.units.push(unit("w2", Some("hospital")));
    book.scorecards[0].units.push(UnitId::from("w2"));
    for (ward, a, b) in [("ward", "90", "80"), ("w2", "100", "30")] {
        enter(&mut book, ward, "a", "2026-03", a);
        enter(&mut book, ward, "b", "2026-03", b);
    }
    book
}

fn card() -> ScorecardId {
    ScorecardId::from("card")
}

fn stamp() -> Stamp {
    Stamp { at: "2026-04-10T08:00:00Z".into(), by: "Li".into() }
}

fn digest(book: &Workbook, period: Period) -> String {
    digest_of_period(book, &Plan::new(book), &card(), period).to_string()
}

fn closing(book: &Workbook, period: Period) -> Result<Edit, ClosingError> {
    let plan = Plan::new(book);
    close(book, &plan, &card(), period, &stamp(), digest_of_period(book, &plan, &card(), period))
}

fn apply(book: &mut Workbook, edit: Edit) -> Edit {
    edit.apply(book).expect("an edit that holds together")
}

fn closed() -> Workbook {
    let mut book = book();
    let edit = closing(&book, month("2026-03")).expect("there are scores");
    apply(&mut book, edit);
    book
}

#[test]
fn a_closed_month_keeps_its_scores_and_says_what_they_would_be_now() {
    let mut book = closed();
    // A weight, a target and a figure: 50 × 0.9 + 40 × 70 ÷ 50 = 101, and 50 + 40 × 0.6 = 74.
    rules(&mut book).perspectives[0].measures[0].weight = Weight::new(decimal("50")).expect("a weight");
    rules(&mut book).perspectives[0].measures[1].target = fixed("50");
    enter(&mut book, "ward", "b", "2026-03", "70");
    let plan = Plan::new(&book);
    let since = changed_since(&book, &plan, &book.closings[0]);
    let pair = |closed: &str, now: &str| Pair { closed: Some(decimal(closed)), now: Some(decimal(now)) };
    let found: Vec<_> = since.iter().map(|own| (own.unit.as_str(), own.points)).collect();
    assert_eq!(found, [("ward", pair("86", "101")), ("w2", pair("72", "74"))]);
    let measures: Vec<_> = since[0].measures.iter().map(|(id, pair)| (id.as_str(), *pair)).collect();
    assert_eq!(measures, [("a", pair("54", "45")), ("b", pair("32", "56"))]);
    assert_eq!(since[0].rank, Pair { closed: Some(1), now: Some(1) });

    let matrix = matrix(&book, &Results::new(plan, at("2026-01"), at("2026-04")), month("2026-03"));
    let row = &matrix.rows[0];
    assert_eq!((row.points(), row.total.points), (Some(decimal("86")), Some(decimal("101"))));
    assert_eq!((row.rank(), row.percent()), (Some(1), Some(decimal("86"))));
    assert_eq!(row.perspective(0), Some(decimal("86")));
    assert!(row.differs());
    let by_points = matrix.sorted(&book, &|_| true, SortBy::Points, false);
    assert_eq!(by_points, [1, 0]);
}

#[test]
fn nothing_has_changed_right_after_closing() {
    let book = closed();
    let plan = Plan::new(&book);
    assert_eq!(changed_since(&book, &plan, &book.closings[0]), []);
    assert_eq!(*book.closings[0].digest, *digest(&book, month("2026-03")));
    let matrix = matrix(&book, &Results::new(plan, at("2026-01"), at("2026-04")), month("2026-03"));
    assert!(!matrix.rows[0].differs());
}

#[test]
fn a_later_month_compares_its_ranks_with_those_that_were_closed() {
    let mut book = closed();
    enter(&mut book, "ward", "a", "2026-03", "1");
    for ward in ["ward", "w2"] {
        enter(&mut book, ward, "a", "2026-04", "100");
        enter(&mut book, ward, "b", "2026-04", "100");
    }
    let results = Results::new(Plan::new(&book), at("2026-01"), at("2026-04"));
    let matrix = matrix(&book, &results, month("2026-04"));
    let before: Vec<_> = matrix.rows.iter().map(|row| row.rank_before).collect();
    assert_eq!(before, [Some(1), Some(2)]);
}

#[test]
fn closing_and_reopening_are_noted_and_can_be_taken_back() {
    let before = book();
    let mut book = before.clone();
    let edit = closing(&book, month("2026-03")).expect("there are scores");
    let undo = apply(&mut book, edit);
    assert_eq!((&*book.closings[0].by, &*book.closings[0].at), ("Li", "2026-04-10T08:00:00Z"));
    assert_eq!(book.changes[0].new.as_deref(), Some(&*book.closings[0].digest));
    assert_eq!(closing(&book, month("2026-03")), Err(ClosingError::Closed));

    let shut = book.clone();
    let refused = reopen(&book, &card(), month("2026-03"), &stamp(), "  ");
    assert_eq!(refused, Err(ClosingError::NoReason));
    let edit = reopen(&book, &card(), month("2026-03"), &stamp(), " a late invoice ").expect("closed");
    let shut_again = apply(&mut book, edit);
    assert_eq!(book.closings, []);
    assert_eq!(book.changes[1].reason.as_deref(), Some("a late invoice"));
    assert_eq!(reopen(&book, &card(), month("2026-03"), &stamp(), "x"), Err(ClosingError::Open));

    apply(&mut book, shut_again);
    assert_eq!(book, shut);
    apply(&mut book, undo);
    assert_eq!(book, before);
}

#[test]
fn a_period_without_scores_is_not_closed() {
    assert_eq!(closing(&book(), month("2026-05")), Err(ClosingError::NoScores));
}

#[test]
fn a_closed_period_outlives_its_unit() {
    let mut book = closed();
    book.scorecards[0].units.remove(1);
    book.units.remove(2);
    let gone = UnitId::from("w2");
    for item in ["a", "b"] {
        enter(&mut book, gone.as_str(), item, "2026-03", "");
    }
    let text = Document { changed: None, workbook: book.clone() }.to_json().expect("a text");
    let read = Document::from_json(&text).expect("readable").workbook;
    let score = read.closings[0].score(&gone).expect("the score that was closed");
    assert_eq!(score.total.points, Some(decimal("72")));
    assert_eq!(changed_since(&read, &Plan::new(&read), &read.closings[0]), []);
}

#[test]
fn a_period_is_closed_only_once() {
    let mut book = closed();
    let again = book.closings[0].clone();
    let edit = Edit::Closings(counterpoise::domain::edit::Change::Insert(0, Box::new(again)));
    assert!(edit.apply(&mut book).is_err());
}

/// Whether the digest of March changes.
#[track_caller]
fn check_digest(says: &str, changes: bool, change: impl Fn(&mut Workbook)) {
    let mut book = book();
    rules(&mut book).perspectives[0].measures[1].target = target(TargetSource::TrailingMean { periods: 2 });
    let before = digest(&book, month("2026-03"));
    change(&mut book);
    assert_eq!(digest(&book, month("2026-03")) != before, changes, "{says}");
}

#[test]
fn the_digest_follows_what_the_scores_rest_on() {
    check_digest("a figure of the month", true, |book| enter(book, "w2", "a", "2026-03", "99"));
    check_digest("a figure that a target looks back at", true, |book| enter(book, "w2", "b", "2026-01", "9"));
    check_digest("one from before that", false, |book| enter(book, "w2", "b", "2025-12", "9"));
    check_digest("a figure of a later month", false, |book| enter(book, "w2", "a", "2026-04", "99"));
    check_digest("a figure of an item that is not read", false, |book| {
        enter(book, "w2", "c", "2026-03", "9")
    });
    check_digest("a figure of a unit that is not read", false, |book| {
        enter(book, "hospital", "a", "2026-03", "9");
    });
    check_digest("a weight", true, |book| {
        rules(book).perspectives[0].measures[0].weight = Weight::new(decimal("61")).expect("a weight");
    });
    check_digest("a target", true, |book| rules(book).perspectives[0].measures[0].target = fixed("99"));
    check_digest("a kind", true, |book| {
        let kind = counterpoise::domain::unit::DatedKind { from: at("2026-01"), kind: "x".into() };
        book.units[1].kinds.push(kind);
    });
    check_digest("the name of a unit", false, |book| book.units[1].name = Name::plain("other"));
    check_digest("a revision from the next month on", false, |book| {
        let mut later = book.scorecards[0].revisions[0].clone();
        later.from = at("2026-04");
        book.scorecards[0].revisions.push(later);
    });
    check_digest("a note", false, |book| {
        book.notes.insert(cell(0, 0, 0), "seen".into());
    });
}

#[test]
fn the_digest_can_be_formed_by_hand() {
    let mut book = monthly(&["a"], vec![percent_of("a", "100")]);
    enter(&mut book, "ward", "a", "2026-02", "50");
    enter(&mut book, "ward", "a", "2026-03", "90");
    let text = concat!(
        r#"{"scorecard":"card","period":{"length":"month","first":"2026-03","last":"2026-03"},"first_month":1,"#,
        r#""units":[{"id":"ward","parent":"hospital","kinds":[]}],"#,
        r#""items":[{"id":"a","code":"a","name":"a","unit_of_measure":"cases","decimals":0,"#,
        r#""month_rule":{"rule":"sum"},"unit_rule":"sum","plausible":null}],"#,
        r#""revisions":[{"scorecard":"card","revision":{"from":"2000-01","weighting":"points","#,
        r#""rounding":{"rule":"half-away","decimals":2},"missing":"redistribute","least_scored":null,"#,
        r#""least_coverage":"50","extra_ceiling":null,"rank":{"within":"all","by":"rounded"},"#,
        r#""longer_periods":"mean-of-periods","grades":[],"status":{"on_target":"95","at_risk":"80"},"#,
        r#""perspectives":[{"id":"only","name":"only","weight":"0","least_scored":null,"substitute":null,"#,
        r#""objectives":[],"measures":[{"id":"a","code":"a","name":"a","unit_of_measure":"cases","#,
        r#""decimals":0,"polarity":"higher","scope":"own","actual":"a","#,
        r#""target":{"source":{"kind":"fixed","values":[{"unit":null,"year":null,"month":null,"value":"100"}]},"#,
        r#""uplift":"0","offset":"0"},"#,
        r#""method":{"kind":"completion","inverse":"mirror","floor":"0","cap":null},"weight":"100","#,
        r#""least_months":null,"extra":false,"status":null,"substitute":null,"owner":null,"#,
        r#""data_source":null,"description":null,"proposals":[]}]}],"vetoes":[],"overrides":[]}}],"#,
        r#""figures":[{"unit":"ward","item":"a","year":2026,"#,
        r#""months":[null,null,"90",null,null,null,null,null,null,null,null,null]}]}"#,
    );
    assert_eq!(digest(&book, month("2026-03")), sha256(text.as_bytes()));
}

#[test]
fn sha_256_gives_the_published_digests() {
    // The examples that the National Institute of Standards and Technology publishes with FIPS 180-4.
    let rows: [(&[u8], &str); 4] = [
        (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
        (
            b"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
        ),
    ];
    for (message, digest) in rows {
        assert_eq!(sha256(message), digest);
    }
    let million = vec![b'a'; 1_000_000];
    assert_eq!(sha256(&million), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    // The digests of 0 to 200 letters, one after the other, by Python's hashlib.
    let all: String = (0..=200).map(|count| sha256(&vec![b'a'; count])).collect();
    assert_eq!(sha256(all.as_bytes()), "eb555248bd20c7831e511d4461b42c9b084e3a64b44d57b00051172f8afe03ff");
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn no_figure_and_no_weight_changes_what_is_closed(
        workbook in workbooks(ordinary),
        (unit, item, offset) in (0..4_usize, 0..4_usize, 0..30),
        figure in figure(ordinary),
    ) {
        let mut book = workbook;
        let card = book.scorecards[0].clone();
        let period = Period::holding(at("2025-08"), card.period, book.first_month);
        let plan = Plan::new(&book);
        let edit = close(&book, &plan, &card.id, period, &stamp(), "digest".into());
        let Ok(edit) = edit else { return Ok(()) };
        apply(&mut book, edit);
        let was: Vec<_> = card.units.iter().map(|unit| plan.score(&card.id, unit, period).total.points).collect();
        book.figures.set(&cell(unit, item, offset), figure);
        let first = book.scorecards[0].revisions[0].measures_mut().next().expect("a measure");
        first.weight = Weight::new(decimal("17")).expect("a weight");
        let plan = Plan::new(&book);
        let since = changed_since(&book, &plan, &book.closings[0]);
        let results = Results::new(plan, at("2025-01"), at("2026-01"));
        let matrix = matrix(&book, &results, period);
        for (row, was) in matrix.rows.iter().zip(was) {
            prop_assert_eq!(row.points(), was);
            let told = since.iter().find(|own| own.unit == row.unit).map(|own| own.points.differs());
            prop_assert_eq!(told.unwrap_or(false), row.total.points != was);
        }
    }
}
