//! Keeping workbooks: what is written when, and what is left after every kind of failure.

mod backup;
mod crash;
mod damage;
mod fake;
mod listing;
mod mirror;
mod preferences;
mod snapshots;
mod writing;

use counterpoise::document::Document;
use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::id::{ItemId, UnitId, WorkbookId};
use counterpoise::domain::name::Name;
use counterpoise::domain::workbook::Workbook;
use counterpoise::storage::{Kept, Library, Opened};
use rust_decimal::Decimal;

pub(crate) use self::fake::FakeStore;
use crate::support::sample;

const HEAD: &str = "counterpoise:workbook:sample-hospital";
const PIECES: &str = "counterpoise:piece:sample-hospital:";
const DEFINITION_1: &str = "counterpoise:piece:sample-hospital:definition:1";
const SURGERY_2025_1: &str = "counterpoise:piece:sample-hospital:figures:first-surgery:2025:1";
const SURGERY_2025_2: &str = "counterpoise:piece:sample-hospital:figures:first-surgery:2025:2";
/// A text of another program on the same origin.
const FOREIGN: [(&str, &str); 3] = [
    ("another:program", "{\"counterpoise:\": 1}"),
    ("counterpoise", "not ours either"),
    ("sample-hospital:definition:1", "nor this"),
];

fn id() -> WorkbookId {
    WorkbookId::from("sample-hospital")
}

fn document(changed: &str) -> Document {
    Document { changed: Some(changed.to_owned()), workbook: sample() }
}

/// A store with the sample hospital and texts of other programs, and what saving it again needs.
fn stored() -> (FakeStore, Document, Kept) {
    let store = FakeStore::holding(FOREIGN.map(|(key, text)| (key.to_owned(), text.to_owned())).into());
    let document = document("2026-01-01T00:00:00Z");
    let mut kept = Kept::new();
    Library::new(&store).save(&document, &mut kept).expect("an empty store takes it");
    (store, document, kept)
}

fn open(store: &FakeStore) -> Opened {
    Library::new(store).open(&id()).expect("the workbook opens")
}

fn cell(unit: &str, month: &str) -> Cell {
    Cell {
        unit: UnitId::from(unit),
        item: ItemId::from("operations"),
        month: month.parse().expect("a month"),
    }
}

fn type_figure(workbook: &mut Workbook, unit: &str, month: &str) {
    let figure = Figure::Value(Decimal::new(12_345, 1));
    workbook.figures.set(&cell(unit, month), figure);
}

fn rename(workbook: &mut Workbook) {
    workbook.name = Name::plain("Renamed: \"100 %\"");
}

/// The next state of the sample hospital: another name, a typed figure, a new year of figures and
/// a year that is emptied.
fn edited(document: &Document) -> Document {
    let mut next = document.clone();
    next.changed = Some("2026-02-02T00:00:00Z".to_owned());
    rename(&mut next.workbook);
    type_figure(&mut next.workbook, "first-surgery", "2025-03");
    type_figure(&mut next.workbook, "first-surgery", "2026-01");
    empty_year(&mut next.workbook, "oncology", 2024);
    next
}

fn empty_year(workbook: &mut Workbook, unit: &str, year: i32) {
    for item in workbook.items.iter().map(|item| item.id.clone()) {
        for number in 1..=12 {
            let cell = Cell { item: item.clone(), ..cell(unit, &format!("{year}-{number:02}")) };
            workbook.figures.set(&cell, Figure::Missing);
        }
    }
}
