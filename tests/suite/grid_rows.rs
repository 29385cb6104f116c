//! The rows of the table of figures as markup, and what is told of them when something changes.

use std::collections::BTreeMap;

use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::id::UnitId;
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::sorted::SortedMap;
use counterpoise::domain::workbook::Workbook;
use counterpoise::grid::{Entries, Field, Part, Piece, Place, Table, View};
use counterpoise::markup::{FiguresRow, figures_changes, figures_gap};

use crate::books::{at, decimal};
use crate::support::sample;

/// The table of First Surgery in the last three months of 2025.
fn table(book: &Workbook) -> Table {
    let view = View::Unit { unit: UnitId::from("first-surgery"), first: at("2025-10"), last: at("2025-12") };
    Table::new(book, &view, Language::English)
}

const ALL: [Piece; 3] = [Piece::Line(0), Piece::Line(1), Piece::Line(2)];

/// The fields of the first row, with texts that were refused and one that is being typed.
fn fields(book: &Workbook, drafts: &BTreeMap<Cell, String>, typed: Option<(Place, &str)>) -> Vec<Field> {
    let doubts = SortedMap::default();
    let entries = Entries { workbook: book, drafts, doubts: &doubts, typed };
    let field = |part| match part {
        Part::Field(field) => field,
        part => panic!("{part:?} is no field"),
    };
    table(book).parts(0, &ALL, &entries).into_iter().map(field).collect()
}

fn row<'a>(table: &'a Table, parts: &'a [Part]) -> FiguresRow<'a> {
    FiguresRow { row: 0, heading: table.rows.first(), total: None, parts, chosen: None, across: false }
}

/// The first cell of the row.
fn first(book: &Workbook) -> Cell {
    table(book).cell(Place { row: 0, column: 0 }).expect("a cell")
}

#[test]
fn a_field_shows_what_is_typed_before_what_was_refused_before_the_figure() {
    let mut book = sample();
    let cell = first(&book);
    book.figures.set(&cell, Figure::Value(decimal("12.5")));
    let none = BTreeMap::new();
    let shown = fields(&book, &none, None);
    assert_eq!((shown[0].text.as_str(), shown[0].refused), ("12.5", false));
    let refused = BTreeMap::from([(cell, "1 2,".to_owned())]);
    let shown = fields(&book, &refused, None);
    assert_eq!((shown[0].text.as_str(), shown[0].refused), ("1 2,", true));
    let typed = fields(&book, &refused, Some((Place { row: 0, column: 0 }, "")));
    assert_eq!(typed[0].text, "", "an empty text is a text");
    assert_eq!(typed[1], shown[1]);
}

#[test]
fn a_row_is_a_head_and_a_cell_for_each_part() {
    let mut book = sample();
    let item = table(&book).items().next().expect("an item").clone();
    let named = book.items.iter_mut().find(|own| own.id == item).expect("the item");
    named.name = Name::plain("<b>\"Revenue\" & more");
    let table = table(&book);
    let (drafts, doubts) = (BTreeMap::new(), SortedMap::default());
    let entries = Entries { workbook: &book, drafts: &drafts, doubts: &doubts, typed: None };
    let parts = table.parts(0, &[Piece::Gap(0, 2), Piece::Line(2)], &entries);
    let plain = row(&table, &parts);
    let html = FiguresRow { total: Some("96.58"), chosen: Some((1, 2)), across: true, ..plain }.html();
    assert!(html.starts_with("<tr data-line=\"true\" aria-rowindex=\"2\"><th scope=\"row\">"), "{html}");
    assert!(html.contains("data-testid=\"row-total-0\">96.58</span>"), "{html}");
    assert!(
        html.contains("<span class=\"item-name\">&lt;b&gt;&quot;Revenue&quot; &amp; more</span>"),
        "{html}"
    );
    assert!(html.contains("<td class=\"gap\" colspan=\"2\"></td>"), "{html}");
    assert!(html.contains("<td data-chosen=\"true\" aria-colindex=\"4\"><input class=\"cell\""), "{html}");
    assert!(html.contains("data-row=\"0\" data-column=\"2\""), "{html}");
    assert!(html.contains(", First Surgery, December 2025\""), "{html}");
    assert_eq!(html.matches("<td").count(), 2);
    // Without any of it.
    let html = plain.html();
    for word in
        ["row-total", "data-chosen", "aria-colindex", "data-signs", "title", "readonly", "aria-invalid"]
    {
        assert!(!html.contains(word), "{word}: {html}");
    }
    assert!(html.contains(&plain.cell(1).expect("a cell")));
    assert_eq!(plain.cell(2), None);
    assert_eq!(
        figures_gap(20),
        "<tr class=\"gap\" aria-hidden=\"true\"><td class=\"gap\" colspan=\"21\"></td></tr>"
    );
}

#[test]
fn what_changes_in_a_field_is_told_and_nothing_else() {
    let mut book = sample();
    let (cell, none) = (first(&book), BTreeMap::new());
    let before = fields(&book, &none, None);
    book.figures.set(&cell, Figure::Exempt(decimal("7")));
    book.notes.insert(cell.clone(), "Flood".into());
    let drafts = BTreeMap::from([(cell, "7 ?".to_owned())]);
    let now = fields(&book, &drafts, None);
    let [told, field] = figures_changes(&before[0], &now[0]);
    assert_eq!(told, [("data-signs", "\u{2298}".to_owned())]);
    let names: Vec<&str> = field.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["aria-label", "title", "aria-invalid", "value"]);
    assert_eq!(field[3].1, "7 ?");
    assert_eq!(figures_changes(&now[1], &before[1]), [vec![], vec![]]);
    // And back: what is no longer so has no value.
    let [told, field] = figures_changes(&now[0], &before[0]);
    assert_eq!(told, [("data-signs", String::new())]);
    assert_eq!(field[2], ("aria-invalid", String::new()));
}
