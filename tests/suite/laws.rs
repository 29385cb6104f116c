//! Laws of edits, histories and documents, tried on random workbooks; the cases are the same in every
//! run.

use counterpoise::document::Document;
use counterpoise::domain::history::History;
use counterpoise::domain::validate::check;
use counterpoise::domain::workbook::Workbook;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::random_books::{config, extreme, ordinary, workbooks, workbooks_with_records};
use crate::random_edits::{Act, act_on, acts, edits};
use crate::scoring_laws::reports;

/// What a history must do: the states there were, and which of them is shown.
struct Model {
    states: Vec<Workbook>,
    shown: usize,
    typing: bool,
}

impl Model {
    fn act(&mut self, act: &Act) {
        let joins = matches!(act, Act::Type(_)) && self.typing;
        match act {
            Act::Apply(edit) | Act::Type(edit) => {
                let mut next = self.states[self.shown].clone();
                if edit.clone().apply(&mut next).is_err() {
                    return;
                }
                self.shown += usize::from(!joins);
                self.states.truncate(self.shown);
                self.states.push(next);
            }
            Act::Close => {}
            Act::Cancel if self.typing => {
                self.states.truncate(self.shown);
                self.shown -= 1;
            }
            Act::Cancel => {}
            Act::Undo => self.shown = self.shown.saturating_sub(1),
            Act::Redo => self.shown = (self.shown + 1).min(self.states.len() - 1),
        }
        self.typing = matches!(act, Act::Type(_));
    }
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn every_edit_can_be_taken_back_and_done_again(before in workbooks_with_records(ordinary), edit in edits()) {
        let mut workbook = before.clone();
        let Ok(inverse) = edit.apply(&mut workbook) else {
            prop_assert_eq!(&workbook, &before, "a refused edit changes nothing");
            return Ok(());
        };
        prop_assert_eq!(check(&workbook), Ok(()));
        let after = workbook.clone();
        let again = inverse.apply(&mut workbook).expect("an inverse can be applied");
        prop_assert_eq!(&workbook, &before);
        again.apply(&mut workbook).expect("an inverse of the inverse can be applied");
        prop_assert_eq!(&workbook, &after);
    }

    #[test]
    fn a_history_leads_through_every_state_and_back(start in workbooks(ordinary), acts in vec(acts(), 1..12)) {
        let mut workbook = start.clone();
        let mut history = History::default();
        let mut model = Model { states: vec![start], shown: 0, typing: false };
        for act in acts {
            model.act(&act);
            act_on(&mut history, &mut workbook, act);
            prop_assert_eq!(&workbook, &model.states[model.shown]);
            prop_assert_eq!(history.can_undo(), model.shown > 0);
            prop_assert_eq!(history.can_redo(), model.shown + 1 < model.states.len());
        }
    }

}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn a_document_is_read_as_it_was_written(workbook in workbooks_with_records(extreme), dated in any::<bool>()) {
        prop_assert_eq!(check(&workbook), Ok(()));
        let changed = dated.then(|| "2026-03-31T08:15:00Z".to_owned());
        let document = Document { changed, workbook };
        let text = document.to_json().expect("a workbook can be written");
        let read = Document::from_json(&text).expect("what was written can be read");
        prop_assert_eq!(&read, &document);
        prop_assert_eq!(read.to_json().expect("it can be written again"), text);
    }
}

/// A text with a piece of it put in the place of another, or with some of its bytes changed.
fn mutated(text: &str, from: Index, to: Index, length: Index, with: &str) -> String {
    let bytes = text.as_bytes();
    let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
    let length = length.index(40);
    let piece = &bytes[from..(from + length).min(bytes.len())];
    let rest = &bytes[(to + length).min(bytes.len())..];
    let piece = if with.is_empty() { piece } else { with.as_bytes() };
    String::from_utf8_lossy(&[&bytes[..to], piece, rest].concat()).into_owned()
}

/// Reads a text that may be anything, and scores what it holds.
fn survive(text: &str) {
    if let Ok(document) = Document::from_json(text) {
        reports(&document.workbook);
        let written = document.to_json().expect("a workbook can be written");
        let read = Document::from_json(&written).expect("what was written can be read");
        assert_eq!(read, document);
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        survive(&String::from_utf8_lossy(&bytes));
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn a_damaged_document_is_read_or_refused(
        workbook in workbooks(extreme),
        places in vec((any::<Index>(), any::<Index>(), any::<Index>(), "|null|-1|99999999999|\"\"|\\{|]|\"n/a\"|0|1e9"), 8)
    ) {
        let document = Document { changed: None, workbook };
        let text = document.to_json().expect("a workbook can be written");
        for (from, to, length, with) in places {
            survive(&mutated(&text, from, to, length, &with));
        }
    }
}
