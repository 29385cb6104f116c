//! A workbook as a spreadsheet in which every score is a live formula, so that whoever checks the
//! scores can do so with the program that is there.
//!
//! Figures, numbers of the definition and scores have pages of their own. Every number that can be
//! changed stands in one cell, and all formulas refer to it. A cell is a number, nothing (missing) or a
//! word (not applicable). Each formula is worked out while it is written, exactly ([`value`]); what it
//! comes to stands beside it, and where that is not the score, the cell holds the score and says so.

mod book;
mod check;
mod definitions;
mod expressions;
mod full_points;
mod grid;
mod labels;
mod measure;
mod methods;
mod methods_of_curves;
mod peers;
mod roll_up;
mod sources;
mod target;
mod term;
mod total;
mod value;

use std::collections::BTreeMap;
use std::rc::Rc;

pub use labels::{LABELS, Label, Texts, Words};

use book::{Book, Line, Page};
use definitions::Key;
use grid::Grid;
use peers::PeerRows;
use term::Term;
use value::Value;

use crate::domain::period::Month;
use crate::domain::scoring::Plan;
use crate::domain::workbook::Workbook;
use crate::interop::xlsx::{Style, names};

/// The pages in their order; those of scores follow.
const ABOUT: usize = 0;
const FIGURES: usize = 1;
const COMBINED: usize = 2;
const DEFINITIONS: usize = 3;
const PEERS: usize = 4;
const SCORES: usize = 5;

/// The file, and how many of its scores are formulas.
pub struct Export {
    /// The file.
    pub bytes: Vec<u8>,
    /// Points of measures, objectives, perspectives and totals that are formulas.
    pub formulas: u32,
    /// Those that are held as values.
    pub held: u32,
}

/// A workbook that is being written.
struct Maker<'w> {
    workbook: &'w Workbook,
    words: &'w Words,
    book: Book,
    /// The first and the last month of the page of figures.
    months: (Month, Month),
    /// Where the values of an item of a unit stand, by months: the page and the row.
    sources: BTreeMap<(usize, usize), (usize, u32)>,
    /// Where the numbers of the definition stand.
    given: BTreeMap<Key, u32>,
    grids: Vec<Grid<'w>>,
    peers: PeerRows,
    formulas: u32,
    held: u32,
}

/// The workbook with every score as a formula, in the language of `words`.
#[must_use]
pub fn write(workbook: &Workbook, plan: &Plan, words: &Words) -> Export {
    let months = workbook.figures.span().unwrap_or((Month::january(2000), Month::january(2000)));
    let mut maker = Maker {
        workbook,
        words,
        book: Book::default(),
        months,
        sources: BTreeMap::new(),
        given: BTreeMap::new(),
        grids: Vec::new(),
        peers: PeerRows::new(),
        formulas: 0,
        held: 0,
    };
    maker.open(plan);
    maker.figures();
    maker.definitions();
    let grids = 0..maker.grids.len();
    grids.clone().for_each(|grid| maker.lay_out(grid));
    grids.clone().for_each(|grid| maker.actuals(grid));
    grids.clone().for_each(|grid| maker.raw_points(grid));
    grids.for_each(|grid| maker.roll_up(grid));
    maker.about();
    Export { formulas: maker.formulas, held: maker.held, bytes: maker.book.write() }
}

impl<'w> Maker<'w> {
    fn word(&self, label: Label) -> &'static str {
        self.words.of(label)
    }

    /// The word for what does not exist, as a term.
    fn not_applicable(&self) -> Term {
        Term::Text(Rc::from(self.word(Label::NotApplicable)))
    }

    /// Makes the pages and the grids.
    fn open(&mut self, plan: &Plan) {
        let fixed = [Label::About, Label::Figures, Label::Combined, Label::Definitions, Label::Peers];
        let mut wanted: Vec<String> = fixed.map(|label| self.word(label).to_owned()).into();
        let (grids, titles) = grid::grids(self.workbook, plan, self.words, self.months);
        wanted.extend(titles);
        self.grids = grids;
        self.book.names = names(wanted.iter().map(String::as_str));
        self.book.pages.resize_with(wanted.len(), Page::default);
        for (place, page) in self.book.pages.iter_mut().enumerate() {
            (page.widths, page.headings) = match place {
                ABOUT => ([100, 8, 8, 8], 0),
                FIGURES | COMBINED | PEERS => ([22, 28, 10, 12], 2),
                DEFINITIONS => ([24, 34, 34, 14], 2),
                _ => ([34, 26, 16, 12], 2),
            };
        }
    }

    /// What is in the workbook, and how it counts.
    fn about(&mut self) {
        let counted = self.word(Label::Counted);
        let counted = counted
            .replace("{0}", &self.formulas.to_string())
            .replace("{1}", &(self.formulas + self.held).to_string());
        let name = self.workbook.name.text(self.words.language());
        self.book.add(ABOUT, Line::new([name, "", ""], Style::Title));
        let lines = [self.word(Label::Blank), self.word(Label::Exempt), &counted, self.word(Label::Digits)];
        for text in lines {
            self.book.add(ABOUT, Line::new([text, "", ""], Style::Help));
        }
    }

    /// Adds a heading of columns to a page.
    fn headings(&mut self, page: usize, title: &str, labels: [&str; 3], columns: Vec<String>) {
        self.book.add(page, Line::new([title, "", ""], Style::Title));
        let row = self.book.add(page, Line::new(labels, Style::Heading));
        for (column, text) in (book::LABELS..).zip(columns) {
            self.book.put(page, row, column, Value::Text(Rc::from(text)));
        }
    }

    /// The unit that stands so many levels above another.
    fn above(&self, unit: usize, levels: u32) -> Option<usize> {
        (0..levels).try_fold(unit, |unit, _| {
            let parent = self.workbook.units.get(unit)?.parent.as_ref()?;
            self.workbook.units.iter().position(|other| other.id == *parent)
        })
    }
}
