//! The table of figures without a screen: its lines, which of them are drawn, where keys lead, blocks
//! and what is pasted.

use counterpoise::domain::checks::{Doubt, Finding, Place as Doubted};
use counterpoise::domain::deduction::{Deduction, set_list};
use counterpoise::domain::edit::{Edit, FigureChange};
use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::id::{ItemId, ScorecardId, UnitId};
use counterpoise::domain::measure::Measure;
use counterpoise::domain::name::Language;
use counterpoise::domain::needs::{items_by_unit, items_of};
use counterpoise::domain::scoring::Plan;
use counterpoise::domain::workbook::Workbook;
use counterpoise::grid::{
    Block, Marks, Paste, Piece, Place, Step, Table, View, Why, around, derived_values, drawn, offset_to_show,
    pieces, towards, visible,
};
use counterpoise::i18n::number::NumberError;
use counterpoise::interop::delimited::read_block;
use proptest::prelude::*;

use crate::books::{at, decimal};
use crate::random_books::{config, ordinary, workbooks};
use crate::support::sample;

fn table_of(workbook: &Workbook, view: &View) -> Table {
    Table::new(workbook, view, Language::English)
}

fn unit_table(workbook: &Workbook, unit: &str, first: &str, last: &str) -> Table {
    let view = View::Unit { unit: UnitId::from(unit), first: at(first), last: at(last) };
    table_of(workbook, &view)
}

fn month_table(workbook: &Workbook, month: &str, card: Option<&str>) -> Table {
    table_of(workbook, &View::Month { month: at(month), scorecard: card.map(ScorecardId::from) })
}

fn progress(table: &Table, workbook: &Workbook) -> (usize, usize) {
    let rows = (0..table.rows.len()).map(|row| table.progress(row, workbook));
    rows.fold((0, 0), |(entered, all), row| (entered + row.0, all + row.1))
}

fn place(row: usize, column: usize) -> Place {
    Place { row, column }
}

/// The row of an item by its identity in a unit's table.
fn row(table: &Table, item: &str) -> usize {
    table.items().position(|own| *own == ItemId::from(item)).expect("a row")
}

#[test]
fn a_unit_has_a_row_for_each_item_and_a_column_for_each_month() {
    let book = sample();
    let table = unit_table(&book, "first-surgery", "2025-11", "2026-02");
    assert_eq!(table.rows.len(), items_of(&book, &UnitId::from("first-surgery")).len());
    let heads: Vec<&str> = table.columns.iter().map(|head| head.name.as_str()).collect();
    assert_eq!(heads, ["Nov 2025", "Dec 2025", "Jan 2026", "Feb 2026"]);
    let revenue = row(&table, "revenue_narrow");
    assert_eq!(table.label(place(revenue, 1)), "Narrow revenue, First Surgery, December 2025");
    let cell = table.cell(place(revenue, 1)).expect("a cell");
    assert_eq!((cell.unit.as_str(), cell.month), ("first-surgery", at("2025-12")));
    assert_eq!(table.place(&cell), Some(place(revenue, 1)));
    // 157.50 in December 2025 is the sample's own.
    assert_eq!(table.figure(place(revenue, 1), &book), Some(Figure::Value(decimal("157.5"))));
    assert_eq!(table.cell(place(revenue, 4)), None);
}

#[test]
fn months_of_one_year_are_named_without_it() {
    let table = unit_table(&sample(), "first-surgery", "2025-01", "2025-12");
    assert_eq!(table.columns.first().map(|head| head.name.as_str()), Some("Jan"));
    assert_eq!(table.caption(), "Figures of First Surgery, 2025");
}

#[test]
fn no_more_months_are_shown_than_can_be_read() {
    let table = unit_table(&sample(), "first-surgery", "1990-01", "2025-12");
    assert_eq!(table.columns.len(), 120);
}

#[test]
fn a_month_has_a_row_for_each_unit_that_uses_an_item() {
    let book = sample();
    let table = month_table(&book, "2025-12", None);
    let using = book.units.iter().filter(|unit| !items_of(&book, &unit.id).is_empty()).count();
    assert_eq!(table.rows.len(), using);
    for at in
        (0..table.rows.len()).flat_map(|row| (0..table.columns.len()).map(move |column| place(row, column)))
    {
        let unit = table.unit_of_row(at.row).expect("a unit");
        let column = table.items().nth(at.column).expect("an item");
        let used = items_of(&book, unit).iter().any(|item| item.id == *column);
        assert_eq!(table.takes_figure(at), used, "{unit} {column}");
        if let Some(cell) = table.cell(at) {
            assert_eq!(table.place(&cell), Some(at));
        }
    }
}

#[test]
fn a_scorecard_narrows_the_month_to_its_units_and_items() {
    let book = sample();
    let card = book.scorecards.first().expect("a card");
    let table = month_table(&book, "2025-12", Some(card.id.as_str()));
    assert!(table.rows.len() <= month_table(&book, "2025-12", None).rows.len());
    assert!(!table.rows.is_empty());
    assert!(card.units.len() >= table.rows.len() || table.rows.len() == card.units.len());
}

#[test]
fn progress_counts_what_is_entered() {
    let mut book = sample();
    let table = unit_table(&book, "first-surgery", "2031-01", "2031-03");
    let all = table.rows.len() * 3;
    assert_eq!(progress(&table, &book), (0, all));
    for column in 0..2 {
        let cell = table.cell(place(0, column)).expect("a cell");
        book.figures
            .set(&cell, if column == 0 { Figure::Value(decimal("0")) } else { Figure::NotApplicable });
    }
    assert_eq!(progress(&table, &book), (2, all));
}

#[test]
fn only_lines_in_sight_are_drawn() {
    // 2,474 rows of 44 pixels; 600 pixels in sight hold 14 of them and parts of two.
    assert_eq!(visible(0, 600, 44, 2474), 0..14);
    assert_eq!(visible(4400, 600, 44, 2474), 100..114);
    assert_eq!(visible(2474 * 44, 600, 44, 2474), 2473..2474);
    assert_eq!(drawn(&(0..0), &(100..114), 2474), 92..122);
    // As long as all in sight are drawn, nothing changes.
    assert_eq!(drawn(&(92..122), &(107..121), 2474), 92..122);
    assert_eq!(drawn(&(92..122), &(110..124), 2474), 102..132);
    assert_eq!(drawn(&(0..0), &(0..10), 36), 0..36);
    assert_eq!(drawn(&(0..0), &(0..0), 0), 0..0);
}

#[test]
fn what_is_left_out_is_a_gap_and_the_focus_is_kept() {
    use Piece::{Gap, Line};
    assert_eq!(pieces(&(2..4), None, 6), [Gap(0, 2), Line(2), Line(3), Gap(4, 6)]);
    assert_eq!(pieces(&(2..4), Some(0), 6), [Line(0), Gap(1, 2), Line(2), Line(3), Gap(4, 6)]);
    assert_eq!(pieces(&(2..4), Some(5), 6), [Gap(0, 2), Line(2), Line(3), Gap(4, 5), Line(5)]);
    assert_eq!(pieces(&(0..2), Some(1), 2), [Line(0), Line(1)]);
    assert_eq!(pieces(&(0..2), Some(7), 2), [Line(0), Line(1)]);
}

#[test]
fn a_far_line_is_drawn_with_those_that_will_be_in_sight() {
    assert_eq!(around(2000, &(92..122), &(1990..2003)), 1990..2003);
    assert_eq!(around(100, &(92..122), &(95..109)), 92..122);
    assert_eq!(around(130, &(92..122), &(117..131)), 92..131, "those that are there stay");
    assert_eq!(around(80, &(92..122), &(80..94)), 80..122);
    assert_eq!(around(7, &(92..122), &(0..1)), 7..8, "though nothing is measured yet");
}

#[test]
fn while_a_table_is_scrolled_a_few_lines_are_drawn_at_a_time() {
    let at_rest = 92..122;
    // Enough around those in sight: nothing changes.
    assert_eq!(towards(&at_rest, &(104..118), 2474, 5), at_rest);
    assert_eq!(towards(&at_rest, &(96..110), 2474, 5), at_rest);
    // Too few below or above: more, and those that are far from sight go.
    assert_eq!(towards(&at_rest, &(105..119), 2474, 5), 97..127);
    assert_eq!(towards(&at_rest, &(95..109), 2474, 5), 87..117);
    assert_eq!(towards(&(87..117), &(95..109), 2474, 5), 87..117);
    // Far away: first what is in sight, then what is around it, below first, until there is enough.
    let drawn = std::iter::successors(Some(at_rest), |drawn| Some(towards(drawn, &(1000..1012), 2474, 5)));
    let drawn: Vec<_> = drawn.skip(1).take(6).collect();
    let expected = [1000..1005, 1000..1010, 1000..1015, 1000..1020, 995..1020, 995..1020];
    assert_eq!(drawn, expected);
    // At the ends, and where there are few.
    assert_eq!(towards(&(2450..2474), &(2460..2474), 2474, 5), 2450..2474);
    assert_eq!(towards(&(0..0), &(0..10), 36, 5), 0..36);
    assert_eq!(towards(&(30..60), &(0..10), 50, 0), 0..1, "one at least");
}

#[test]
fn scrolling_brings_a_line_into_sight_and_no_further() {
    assert_eq!(offset_to_show(0, 400, 40, 5), 0);
    assert_eq!(offset_to_show(0, 400, 40, 10), 40);
    assert_eq!(offset_to_show(800, 400, 40, 3), 120);
}

/// Rows that are drawn, wherever the table is scrolled.
fn lines(pieces: &[Piece]) -> usize {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Gap(from, to) => to - from,
            Piece::Line(_) => 1,
        })
        .sum()
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn every_line_is_drawn_once_or_in_a_gap(
        offset in 0..200_000_i32, size in 0..3_000_i32, line in 1..100_i32, count in 0_usize..5_000, kept in 0_usize..5_000,
        before in 0_usize..5_000,
    ) {
        let seen = visible(offset, size, line, count);
        prop_assert!(seen.end <= count);
        let range = drawn(&(before..before + 40), &seen, count);
        prop_assert!(range.end <= count && range.start <= seen.start && seen.end <= range.end);
        let pieces = pieces(&range, Some(kept), count);
        prop_assert_eq!(lines(&pieces), count);
        prop_assert!(kept >= count || pieces.contains(&Piece::Line(kept)));
    }

    #[test]
    fn all_in_sight_and_around_it_is_drawn_in_the_end(
        top in 0_usize..5_000, size in 1_usize..40, count in 49_usize..5_000, most in 0_usize..20, before in (0_usize..5_000, 0_usize..60),
    ) {
        let seen = top.min(count - 1)..(top + size).min(count).max(top.min(count - 1));
        let mut drawn = before.0..before.0 + before.1;
        for _ in 0..200 {
            let next = towards(&drawn, &seen, count, most);
            prop_assert!(next.start <= next.end && next.end <= count);
            let made = next.clone().filter(|line| !drawn.contains(line)).count();
            prop_assert!(made <= most.max(1), "{} lines at once", made);
            drawn = next;
        }
        prop_assert_eq!(&towards(&drawn, &seen, count, most), &drawn);
        let (start, end) = (seen.start.saturating_sub(4), (seen.end + 4).min(count));
        prop_assert!(drawn.start <= start && end <= drawn.end, "{:?} around {:?}", drawn, seen);
        prop_assert!(drawn.len() <= seen.len() + 16 + before.1);
    }

    #[test]
    fn items_by_unit_are_the_items_of_each(book in workbooks(ordinary)) {
        let bulk = items_by_unit(&book, None);
        for (unit, places) in book.units.iter().zip(&bulk) {
            let one: Vec<&ItemId> = items_of(&book, &unit.id).into_iter().map(|item| &item.id).collect();
            let many: Vec<&ItemId> = places.iter().map(|place| &book.items[*place].id).collect();
            prop_assert_eq!(one, many, "{}", unit.id);
        }
    }

    #[test]
    fn a_copied_block_pastes_as_it_was(book in workbooks(ordinary), corner in (0_usize..4, 0_usize..20)) {
        let table = unit_table(&book, "u0", "2024-06", "2026-01");
        prop_assume!(!table.rows.is_empty());
        let block = Block { from: place(0, 0), to: place(corner.0.min(table.rows.len() - 1), corner.1) };
        let text = table.copy(&book, block);
        let paste = table.paste(&book, Block::of(place(0, 0)), &read_block(&text).expect("a block"));
        prop_assert_eq!(paste.refused, Vec::new());
        prop_assert_eq!(paste.changes, Vec::new());
    }
}

#[test]
fn keys_lead_to_cells_and_stop_at_the_ends() {
    let book = sample();
    let table = unit_table(&book, "first-surgery", "2025-01", "2025-12");
    let last = table.rows.len() - 1;
    for (from, step, to) in [
        (place(1, 3), Step::Up, Some(place(0, 3))),
        (place(0, 3), Step::Up, None),
        (place(0, 3), Step::Down, Some(place(1, 3))),
        (place(last, 3), Step::Down, None),
        (place(0, 0), Step::Left, None),
        (place(0, 11), Step::Right, None),
        (place(0, 11), Step::Next, Some(place(1, 0))),
        (place(last, 11), Step::Next, None),
        (place(1, 0), Step::Previous, Some(place(0, 11))),
        (place(0, 0), Step::Previous, None),
        (place(4, 7), Step::RowStart, Some(place(4, 0))),
        (place(4, 7), Step::RowEnd, Some(place(4, 11))),
        (place(4, 7), Step::First, Some(place(0, 0))),
        (place(4, 7), Step::Last, Some(place(last, 11))),
        (place(4, 7), Step::PageUp(3), Some(place(1, 7))),
        (place(1, 7), Step::PageUp(3), Some(place(0, 7))),
        (place(1, 7), Step::PageDown(3), Some(place(4, 7))),
        (place(last - 1, 7), Step::PageDown(30), Some(place(last, 7))),
        (place(last, 7), Step::PageDown(30), None),
    ] {
        assert_eq!(table.step(from, step), to, "{from:?} {step:?}");
    }
}

#[test]
fn keys_step_over_places_that_take_no_figure() {
    let book = sample();
    let table = month_table(&book, "2025-12", None);
    let unused = (0..table.rows.len())
        .flat_map(|row| (1..table.columns.len()).map(move |column| place(row, column)))
        .find(|at| !table.takes_figure(*at) && table.takes_figure(place(at.row, at.column - 1)));
    let unused = unused.expect("some unit does not use some item");
    let to = table.step(place(unused.row, unused.column - 1), Step::Right);
    assert!(to.is_none_or(|to| to.column > unused.column && table.takes_figure(to)), "{to:?}");
}

#[test]
fn a_block_reaches_from_corner_to_corner() {
    let block = Block { from: place(3, 5), to: place(1, 7) };
    assert_eq!((block.size(), block.start()), ((3, 3), place(1, 5)));
    assert_eq!(block.places().count(), 9);
    assert!(!Block::of(place(1, 1)).is_several());
}

/// A table of three items by four months of 2031, with nothing entered.
fn blank() -> (Workbook, Table) {
    let book = sample();
    let table = unit_table(&book, "first-surgery", "2031-01", "2031-04");
    (book, table)
}

fn apply(book: &mut Workbook, changes: Vec<FigureChange>) {
    Edit::SetFigures(changes).apply(book).expect("the changes fit");
}

fn paste(book: &Workbook, table: &Table, start: Place, text: &str) -> Paste {
    table.paste(book, Block::of(start), &read_block(text).expect("a block"))
}

fn texts(book: &Workbook, table: &Table, block: Block) -> Vec<String> {
    table.copy(book, block).lines().map(str::to_owned).collect()
}

#[test]
fn a_block_is_read_as_people_write_numbers() {
    let (mut book, table) = blank();
    let revenue = row(&table, "revenue_narrow");
    let paste = paste(&book, &table, place(revenue, 0), "1,234.5\t１２３\t12 %\t\r\n");
    assert_eq!((paste.refused.len(), paste.changes.len(), paste.same), (0, 3, 1));
    apply(&mut book, paste.changes);
    let figure = |column| table.figure(place(revenue, column), &book);
    assert_eq!(figure(0), Some(Figure::Value(decimal("1234.5"))));
    assert_eq!(figure(1), Some(Figure::Value(decimal("123"))));
    // The item is no percentage, so 12 % is 0.12.
    assert_eq!(figure(2), Some(Figure::Value(decimal("0.12"))));
    assert_eq!(figure(3), Some(Figure::Missing));
}

#[test]
fn what_cannot_be_pasted_is_named_with_its_place_and_reason() {
    let (book, table) = blank();
    let last = table.rows.len() - 1;
    let block = paste(&book, &table, place(last, 2), "5\tsoon\t7\n8\t\"two\nlines\"\n");
    let why: Vec<(Place, &str, Why)> =
        block.refused.iter().map(|refused| (refused.within, refused.text.as_str(), refused.why)).collect();
    assert_eq!(
        why,
        [
            (place(0, 1), "soon", Why::Unreadable(NumberError::NotANumber)),
            (place(0, 2), "7", Why::Outside),
            (place(1, 0), "8", Why::Outside),
            (place(1, 1), "two\nlines", Why::Outside),
        ]
    );
    assert_eq!(block.changes.len(), 1);
}

#[test]
fn a_blank_cell_empties_and_outside_it_says_nothing() {
    let (mut book, table) = blank();
    let changes = paste(&book, &table, place(0, 0), "1\t2\n").changes;
    apply(&mut book, changes);
    let again = paste(&book, &table, place(0, 0), "\t2\t\t\t\t\n");
    assert_eq!((again.emptied, again.changes.len(), again.same), (1, 1, 3));
    assert_eq!(again.refused, Vec::new());
}

#[test]
fn one_value_fills_the_block_it_is_pasted_over() {
    let (mut book, table) = blank();
    let block = Block { from: place(0, 0), to: place(1, 2) };
    let pasted = table.paste(&book, block, &read_block("7\n").expect("a block"));
    apply(&mut book, pasted.changes);
    assert_eq!(progress(&table, &book).0, 6);
}

#[test]
fn another_number_for_an_exempt_figure_is_exempt() {
    let (mut book, table) = blank();
    let cell = table.cell(place(0, 0)).expect("a cell");
    book.figures.set(&cell, Figure::Exempt(decimal("3")));
    let changes = paste(&book, &table, place(0, 0), "4\t5\n").changes;
    apply(&mut book, changes);
    assert_eq!(table.figure(place(0, 0), &book), Some(Figure::Exempt(decimal("4"))));
    // That it is exempt is not filled along.
    let fill = table.fill_right(&book, Block { from: place(0, 0), to: place(0, 2) });
    apply(&mut book, fill);
    assert_eq!(table.figure(place(0, 2), &book), Some(Figure::Value(decimal("4"))));
}

#[test]
fn a_unit_s_unused_item_takes_nothing() {
    let book = sample();
    let table = month_table(&book, "2025-12", None);
    let unused = (0..table.rows.len())
        .flat_map(|row| (0..table.columns.len()).map(move |column| place(row, column)))
        .find(|at| !table.takes_figure(*at))
        .expect("some unit does not use some item");
    let pasted = paste(&book, &table, unused, "5");
    assert_eq!(pasted.refused.first().map(|refused| refused.why), Some(Why::NotUsed));
}

#[test]
fn filling_takes_the_first_row_or_the_one_above() {
    let (mut book, table) = blank();
    let changes = paste(&book, &table, place(0, 0), "1\t2\n").changes;
    apply(&mut book, changes);
    let fill = table.fill_down(&book, Block { from: place(0, 0), to: place(2, 1) });
    apply(&mut book, fill);
    let block = Block { from: place(0, 0), to: place(3, 1) };
    let shown: Vec<Vec<Option<Figure>>> =
        (0..4).map(|row| (0..2).map(|column| table.figure(place(row, column), &book)).collect()).collect();
    let one = Some(Figure::Value(decimal("1")));
    let two = Some(Figure::Value(decimal("2")));
    assert_eq!(shown, [vec![one, two], vec![one, two], vec![one, two], vec![Some(Figure::Missing); 2]]);
    // One cell takes the one above it; the first row has none.
    let fill = table.fill_down(&book, Block::of(place(3, 0)));
    assert_eq!(fill.len(), 1);
    assert_eq!(table.fill_down(&book, Block::of(place(0, 0))), Vec::new());
    let cleared = table.clear(&book, block);
    assert_eq!(cleared.len(), 6);
    apply(&mut book, cleared);
    assert_eq!(texts(&book, &table, block), ["\t", "\t", "\t", "\t"]);
}

#[test]
fn a_copied_block_is_numbers_that_a_spreadsheet_reads() {
    let (mut book, table) = blank();
    let revenue = row(&table, "revenue_narrow");
    let changes = paste(&book, &table, place(revenue, 0), "1234.5\tn/a\t-0.02\n").changes;
    apply(&mut book, changes);
    let block = Block { from: place(revenue, 0), to: place(revenue, 3) };
    assert_eq!(table.copy(&book, block), "1234.50\tn/a\t-0.02\t\n");
}

#[test]
fn a_block_read_from_a_clipboard_keeps_its_blanks_and_quotes() {
    let read = |text: &str| read_block(text).expect("a block");
    assert_eq!(read("a\tb\r\n\tc\r\n"), [["a", "b"], ["", "c"]]);
    assert_eq!(read("\"two\nlines\"\t\"say \"\"so\"\"\"\n"), [["two\nlines", "say \"so\""]]);
    assert_eq!(read("1,234.5"), [["1,234.5"]]);
}

#[test]
fn a_figure_with_deductions_behind_it_is_left_alone() {
    let (mut book, table) = blank();
    let cell = table.cell(place(0, 0)).expect("a cell");
    let list = vec![Deduction { day: None, reason: "x".into(), points: decimal("2") }];
    set_list(&book, &cell, list).apply(&mut book).expect("it fits");
    assert!(table.is_listed(place(0, 0), &book));
    let pasted = paste(&book, &table, place(0, 0), "7\t8\n");
    assert_eq!(pasted.refused.first().map(|refused| refused.why), Some(Why::Listed));
    assert_eq!(pasted.changes.len(), 1);
    assert_eq!(table.clear(&book, Block { from: place(0, 0), to: place(2, 2) }), Vec::new());
    let marks = table.marks(&book, &cell, Figure::Value(decimal("2")), None);
    assert_eq!((marks.signs.as_str(), marks.said), ("Σ", vec!["Sum of its deductions: 1.".to_owned()]));
}

#[test]
fn marks_say_what_is_known_of_a_cell() {
    let (mut book, table) = blank();
    let cell = table.cell(place(0, 0)).expect("a cell");
    let marks = |book: &Workbook, figure| table.marks(book, &cell, figure, None);
    assert_eq!(marks(&book, Figure::Missing), Marks::default());
    book.notes.insert(cell.clone(), "laboratory closed".into());
    assert_eq!(marks(&book, Figure::Missing).signs, "✎");
    assert_eq!(marks(&book, Figure::Missing).said, ["Note: laboratory closed."]);
    let exempt = marks(&book, Figure::Exempt(decimal("3")));
    assert_eq!((exempt.signs.as_str(), exempt.said), ("⊘", vec!["Exempt: laboratory closed.".to_owned()]));
    let doubt = Doubt::OutsideRange { value: decimal("120"), low: decimal("0"), high: decimal("100") };
    let finding = Finding { place: Doubted::Figure(cell.clone()), doubt };
    let doubtful = table.marks(&book, &cell, Figure::Missing, Some(&finding));
    assert_eq!(doubtful.signs, "!✎");
    assert!(doubtful.said[0].starts_with("120 is outside the plausible range of 0 to 100."), "{doubtful:?}");
}

#[test]
fn derived_rows_are_sums_of_units_below_and_actuals_of_expressions() {
    let mut book = crate::books::monthly(
        &["a", "b"],
        vec![
            crate::books::measure("one", "a", "50", crate::books::completion(None)),
            crate::books::measure("share", "a / b", "50", crate::books::completion(None)),
        ],
    );
    let parent = crate::books::unit("division", None);
    book.units.push(parent);
    let ward = book.units.iter().position(|unit| unit.id == UnitId::from("ward")).expect("the ward");
    book.units[ward].parent = Some(UnitId::from("division"));
    for card in &mut book.scorecards {
        card.units.push(UnitId::from("division"));
    }
    let cell =
        |item: &str| Cell { unit: UnitId::from("ward"), item: ItemId::from(item), month: at("2026-03") };
    book.figures.set(&cell("a"), Figure::Value(decimal("3")));
    book.figures.set(&cell("b"), Figure::Value(decimal("4")));
    let plan = Plan::new(&book);
    let rows = |unit: &str| {
        let table = unit_table(&book, unit, "2026-02", "2026-03");
        let derived = table.derived(&book);
        let values = derived_values(&derived, &plan, &UnitId::from(unit), table.months());
        let names = derived.into_iter().map(|row| row.heading.name);
        names.zip(values).collect::<Vec<_>>()
    };
    // 3 ÷ 4 is 0.75, shown with the measure's own decimals, which are none: 1.
    let texts = |values: [&str; 2]| values.map(str::to_owned).to_vec();
    assert_eq!(rows("ward"), [("share share".to_owned(), texts(["", "1"]))]);
    assert_eq!(
        rows("division"),
        [
            ("a, from the units below".to_owned(), texts(["", "3"])),
            ("b, from the units below".to_owned(), texts(["", "4"])),
            ("share share".to_owned(), texts(["", "1"])),
        ]
    );
    assert_eq!(month_table(&book, "2026-03", None).derived(&book), Vec::new());
}

#[test]
fn a_measure_of_several_cards_is_one_derived_row() {
    use crate::books::{completion, measure, monthly};
    let shared = || measure("share", "a / b", "50", completion(None));
    let mut book = monthly(&["a", "b"], vec![shared()]);
    let mut other = book.scorecards[0].clone();
    other.id = "other".into();
    let perspective = &mut other.revisions[0].perspectives[0];
    // Under its name here stands something else.
    let turned = measure("share", "b / a", "50", completion(None));
    perspective.measures = vec![Measure { id: "again".into(), ..shared() }, turned];
    book.scorecards.push(other);
    // The first card has it from February on.
    let mut later = book.scorecards[0].revisions[0].clone();
    later.from = at("2026-02");
    book.scorecards[0].revisions.push(later);
    book.scorecards[0].revisions[0].perspectives[0].measures.clear();
    for (item, value) in [("a", "6"), ("b", "2")] {
        for month in ["2026-01", "2026-02"] {
            let cell = Cell { unit: "ward".into(), item: ItemId::from(item), month: at(month) };
            book.figures.set(&cell, Figure::Value(decimal(value)));
        }
    }
    let table = unit_table(&book, "ward", "2026-01", "2026-02");
    let derived = table.derived(&book);
    let values = derived_values(&derived, &Plan::new(&book), &UnitId::from("ward"), table.months());
    // 6 ÷ 2 in both months, in January by the second card alone; 2 ÷ 6 with no decimals is 0.
    assert_eq!(values, [["3", "3"], ["0", "0"]]);
}
