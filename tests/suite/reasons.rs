//! Reasons: asked for where a closed period would have another score, noted in the change log, exported.

use std::sync::Arc;

use counterpoise::document::{Document, describe, digest_of_period};
use counterpoise::domain::change_log;
use counterpoise::domain::closing::{Stamp, close, reopen};
use counterpoise::domain::edit::{Edit, FigureChange};
use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::history::History;
use counterpoise::domain::id::{ItemId, ScorecardId, UnitId};
use counterpoise::domain::name::Name;
use counterpoise::domain::reasons::{asked, explain};
use counterpoise::domain::scoring::Plan;
use counterpoise::domain::workbook::Workbook;

use crate::books::{enter, monthly, percent_of};
use crate::support::month;

/// A workbook with its history, as the session has it. In March 60 × 0.9 + 40 × 0.8 = 86.
struct Desk {
    book: Workbook,
    history: History,
}

impl Desk {
    fn new() -> Self {
        let mut book = monthly(&["a", "b"], vec![percent_of("a", "60"), percent_of("b", "40")]);
        for (item, value) in [("a", "90"), ("b", "80")] {
            enter(&mut book, "ward", item, "2026-03", value);
        }
        Self { book, history: History::noting(describe) }
    }

    fn apply(&mut self, edit: Edit) {
        self.history.apply(&mut self.book, edit).expect("applied");
        self.note();
    }

    fn note(&mut self) {
        let (noted, continues) = self.history.take_noted();
        let (at, by) = (Arc::from("2026-04-22T08:30:00Z"), Arc::from("Li"));
        change_log::add(&mut self.book.changes, noted, continues, &at, &by);
    }

    fn enter(&mut self, item: &str, month: &str, value: &str) {
        let figure = Figure::Value(value.parse().expect("a decimal"));
        let month = month.parse().expect("a month");
        let cell = Cell { unit: UnitId::from("ward"), item: ItemId::from(item), month };
        self.apply(Edit::SetFigures(vec![FigureChange { cell, figure }]));
    }

    fn close(&mut self) {
        let (card, period) = (ScorecardId::from("card"), month("2026-03"));
        let plan = Plan::new(&self.book);
        let digest = digest_of_period(&self.book, &plan, &card, period);
        self.apply(close(&self.book, &plan, &card, period, &stamp(), digest).expect("closed"));
    }

    fn asked(&self) -> Vec<usize> {
        asked(&self.book, &Plan::new(&self.book))
    }
}

const NONE: [usize; 0] = [];

fn stamp() -> Stamp {
    Stamp { at: "2026-04-10T08:00:00Z".into(), by: "Li".into() }
}

#[test]
fn a_reason_is_asked_for_once_a_closed_score_would_be_another() {
    let mut desk = Desk::new();
    desk.enter("a", "2026-03", "91");
    assert_eq!(desk.asked(), NONE, "nothing is closed");
    desk.close();
    assert_eq!(desk.book.changes.len(), 2, "the figure and the closing");
    assert_eq!(desk.asked(), NONE, "nothing has changed since");
    desk.enter("a", "2026-04", "50");
    desk.apply(Edit::RenameUnit { unit: UnitId::from("ward"), name: Name::plain("Ward") });
    assert_eq!(desk.asked(), NONE, "neither a later month nor a name makes a difference");
    desk.enter("a", "2026-03", "95");
    // The name may have mattered, as far as the log tells; the later month cannot.
    assert_eq!(desk.asked(), [3, 4]);
    desk.history.undo(&mut desk.book);
    desk.note();
    assert_eq!(desk.asked(), NONE, "the score is the closed one again");
}

#[test]
fn a_reason_is_noted_can_be_undone_and_is_part_of_the_file() {
    let mut desk = Desk::new();
    desk.close();
    desk.enter("a", "2026-03", "95");
    let places = desk.asked();
    assert_eq!(places, [1]);
    assert_eq!(explain(&desk.book, &places, "  "), None);
    desk.apply(explain(&desk.book, &places, " Late invoice ").expect("a reason"));
    assert_eq!(desk.book.changes.len(), 2, "a reason is no change of its own");
    assert_eq!(desk.book.changes[1].reason.as_deref(), Some("Late invoice"));
    assert_eq!(desk.asked(), NONE);
    let document = Document { changed: None, workbook: desk.book.clone() };
    let text = document.to_json().expect("a text");
    assert!(text.contains("Late invoice"));
    assert_eq!(Document::from_json(&text).expect("read"), document);

    desk.history.undo(&mut desk.book);
    desk.note();
    assert_eq!(desk.asked(), [1]);
}

#[test]
fn what_was_changed_before_the_period_was_closed_again_needs_no_reason() {
    let mut desk = Desk::new();
    desk.close();
    desk.enter("b", "2026-03", "10");
    assert_eq!(desk.asked(), [1]);
    let card = ScorecardId::from("card");
    let edit = reopen(&desk.book, &card, month("2026-03"), &stamp(), "An invoice was late");
    desk.apply(edit.expect("reopened"));
    assert_eq!(desk.asked(), NONE);
    desk.close();
    assert_eq!(desk.asked(), NONE);
}
