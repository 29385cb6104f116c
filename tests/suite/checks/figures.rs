//! What is doubted among figures.

use counterpoise::domain::checks::{Doubt, Finding, MOST_FINDINGS, Place, Usual, of_figures, of_figures_of};
use counterpoise::domain::figure::{Cell, Figure, Figures};
use counterpoise::domain::id::{ItemId, UnitId};
use counterpoise::domain::item::{Item, PlausibleRange};
use counterpoise::domain::name::Name;
use counterpoise::domain::workbook::Workbook;
use proptest::prelude::*;

use crate::books::{WARD, at, decimal, enter, enter_from, monthly, percent_of, unit};
use crate::random_books::config;

/// What a row says, its figures, and what is found.
type Row<T> = (&'static str, &'static [&'static str], T);

/// The ward's figures of the item `a` from November 2025 on.
fn with_figures(figures: &[&str]) -> Workbook {
    let mut book = monthly(&["a"], vec![percent_of("a", "100")]);
    enter_from(&mut book, "a", "2025-11", figures);
    book
}

fn finding(unit: &str, month: &str, doubt: Doubt) -> Finding {
    let cell = Cell { unit: UnitId::from(unit), item: ItemId::from("a"), month: at(month) };
    Finding { place: Place::Figure(cell), doubt }
}

/// That exactly these findings are there, by the place of the figure, from 0.
#[track_caller]
fn check(says: &str, book: &Workbook, expected: &[(i32, Doubt)]) {
    let month = |place: &i32| at("2025-11").plus(*place).to_string();
    let expected = expected.iter().map(|(place, doubt)| finding(WARD, &month(place), doubt.clone()));
    assert_eq!(of_figures(book, None), expected.collect::<Vec<_>>(), "{says}");
}

#[test]
fn figures_stay_within_their_range() {
    let doubt =
        |value| Doubt::OutsideRange { value: decimal(value), low: decimal("-1"), high: decimal("100") };
    let rows: [Row<&[(i32, Doubt)]>; 5] = [
        ("both ends are within", &["100", "99", "-1", "80"], &[]),
        ("just above", &["100", "100.01", "99"], &[(1, doubt("100.01"))]),
        ("just below", &["-1", "-1.01", "-1"], &[(1, doubt("-1.01"))]),
        ("an exempt figure is excused", &["90", "exempt 110", "91"], &[]),
        ("neither is what does not exist", &["90", "n/a", "91"], &[]),
    ];
    for (says, figures, expected) in rows {
        let mut book = with_figures(figures);
        book.items[0].plausible = Some(PlausibleRange { low: decimal("-1"), high: decimal("100") });
        check(says, &book, expected);
    }
}

/// A row of figures, and the place of the one that has slipped, with its neighbours.
type Slip = (&'static str, &'static [&'static str], Option<(i32, [&'static str; 2])>);

const SLIPS: [Slip; 20] = [
    ("ten times as much", &["46", "460", "47"], Some((1, ["46", "47"]))),
    ("a tenth", &["46", "4.6", "47"], Some((1, ["46", "47"]))),
    ("eight times the larger one, 8 × 47", &["46", "376", "47"], Some((1, ["46", "47"]))),
    ("less than eight times", &["46", "375", "47"], None),
    ("an eighth of the smaller one, 46 ÷ 8", &["46", "5.75", "47"], Some((1, ["46", "47"]))),
    ("more than an eighth", &["46", "5.76", "47"], None),
    ("the first figure", &["460", "46", "47"], Some((0, ["46", "47"]))),
    ("the last figure", &["46", "47", "460"], Some((2, ["46", "47"]))),
    ("neighbours that agree, one twice the other", &["20", "460", "40"], Some((1, ["20", "40"]))),
    ("neighbours that do not agree", &["20", "460", "40.1"], None),
    ("a neighbour of zero", &["0", "460", "47"], None),
    ("zero itself", &["46", "0", "47"], None),
    ("all below zero", &["-46", "-460", "-47"], Some((1, ["-46", "-47"]))),
    ("another sign", &["46", "-460", "47"], None),
    ("a small count jumps by itself", &["1", "19", "2"], None),
    ("a count that is not small", &["1", "20", "2"], Some((1, ["1", "2"]))),
    ("small, but not a count", &["0.1", "1.9", "0.2"], Some((1, ["0.1", "0.2"]))),
    ("two figures say nothing of a third", &["46", "460"], None),
    ("a neighbour months away", &["46", "n/a", "n/a", "460", "47"], Some((3, ["46", "47"]))),
    ("what is exempt is no neighbour", &["46", "exempt 500", "460", "47"], Some((2, ["46", "47"]))),
];

#[test]
fn a_point_that_has_slipped_is_found() {
    for (says, figures, slip) in SLIPS {
        let expected = slip.map(|(place, neighbours)| {
            let value = decimal(figures[usize::try_from(place).expect("a place")]);
            (place, Doubt::SlippedPoint { value, neighbours: neighbours.map(decimal) })
        });
        check(says, &with_figures(figures), &expected.into_iter().collect::<Vec<_>>());
    }
    let far = ["46", "n/a", "n/a", "n/a", "460", "n/a", "n/a", "n/a", "47"];
    check("a neighbour more than three months away", &with_figures(&far), &[]);
    let largest = "79228162514264337593543950335";
    check("numbers that cannot be multiplied", &with_figures(&[largest, "1.5", largest]), &[]);
}

#[test]
fn a_fraction_among_percentage_points_is_found() {
    let fraction = |place, value| (place, Doubt::FractionForPercent(decimal(value)));
    let slipped = |place, value, neighbours: [&str; 2]| {
        (place, Doubt::SlippedPoint { value: decimal(value), neighbours: neighbours.map(decimal) })
    };
    let rows: [Row<Vec<(i32, Doubt)>>; 8] = [
        ("a fraction", &["46", "47", "0.46", "48"], vec![fraction(2, "0.46")]),
        ("one is the whole", &["46", "47", "1", "48"], vec![fraction(2, "1")]),
        (
            "more than one is no fraction, only small",
            &["46", "47", "1.01", "48"],
            vec![slipped(2, "1.01", ["47", "48"])],
        ),
        ("zero is a figure", &["46", "47", "0", "48"], vec![]),
        ("an item that is small by nature", &["0.3", "0.4", "0.5", "0.9", "2", "3"], vec![]),
        (
            "four of six are points",
            &["46", "47", "48", "49", "0.5", "0.6"],
            vec![fraction(4, "0.5"), fraction(5, "0.6")],
        ),
        ("three of five leave it open", &["46", "47", "48", "0.5", "0.6"], vec![]),
        ("5 is surely a point", &["5", "5", "5", "0.9"], vec![fraction(3, "0.9")]),
    ];
    for (says, figures, expected) in rows {
        let mut book = with_figures(figures);
        book.items[0].unit_of_measure = Name::plain("%");
        check(says, &book, &expected);
    }
    let plain = with_figures(&["46", "47", "0.46", "48"]);
    check("an item that is not in %", &plain, &[slipped(2, "0.46", ["47", "48"])]);
}

#[test]
fn how_an_item_is_entered_is_learnt_from_all_units() {
    let mut book = with_figures(&["0.46", "0.47"]);
    book.items[0].unit_of_measure = Name::plain("%");
    book.units.push(unit("other", Some("hospital")));
    for (month, figure) in ["2026-01", "2026-02", "2026-03"].iter().zip(["46", "47", "48"]) {
        enter(&mut book, "other", "a", month, figure);
    }
    check("three of five", &book, &[]);
    enter(&mut book, "other", "a", "2026-04", "49");
    let fraction = |place, value| (place, Doubt::FractionForPercent(decimal(value)));
    check("four of six", &book, &[fraction(0, "0.46"), fraction(1, "0.47")]);
    assert_eq!(of_figures(&book, Some(&UnitId::from("other"))), []);
    assert_eq!(of_figures(&book, Some(&UnitId::from(WARD))), of_figures(&book, None));
}

#[test]
fn months_without_a_figure_between_others_are_found() {
    let through = |place: i32, last: &str| (place, Doubt::MissingMonths(at(last)));
    let rows: [Row<&[(i32, Doubt)]>; 7] = [
        ("a month", &["1", "", "3"], &[through(1, "2025-12")]),
        ("two months, over the turn of the year", &["1", "", "", "4"], &[through(1, "2026-01")]),
        ("an item that is collected once in a while", &["1", "", "", "", "5"], &[]),
        ("two gaps", &["1", "2", "", "4", "", "6"], &[through(2, "2026-01"), through(4, "2026-03")]),
        ("before the first and after the last", &["", "2", "3", ""], &[]),
        ("what does not exist is not missing", &["1", "n/a", "3"], &[]),
        ("what is exempt is not missing", &["1", "exempt 2", "3"], &[]),
    ];
    for (says, figures, expected) in rows {
        check(says, &with_figures(figures), expected);
    }
}

#[test]
fn there_is_an_end_to_findings() {
    let mut book = with_figures(&[]);
    book.items[0].plausible = Some(PlausibleRange { low: decimal("0"), high: decimal("0") });
    for month in at("1900-01").through(at("1983-06")) {
        enter(&mut book, WARD, "a", &month.to_string(), "1");
    }
    let found = of_figures(&book, None);
    assert_eq!(found.len(), MOST_FINDINGS);
    let range = Doubt::OutsideRange { value: decimal("1"), low: decimal("0"), high: decimal("0") };
    assert_eq!(found.last(), Some(&finding(WARD, "1983-04", range)));
}

#[test]
fn what_was_learnt_before_is_kept_up_to_date() {
    let mut usual = Usual::default();
    let mut book = with_figures(&["0.46", "0.47"]);
    book.items[0].unit_of_measure = Name::plain("%");
    book.units.push(unit("other", None));
    book.units.push(unit("third", None));
    let (ward, other, third) = (UnitId::from(WARD), UnitId::from("other"), UnitId::from("third"));
    let steps: [(&UnitId, &str); 9] = [
        (&other, "46"),
        (&other, "47"),
        (&third, "48"),
        (&third, "49"),
        (&ward, "50"),
        (&other, ""),
        (&third, "0.5"),
        (&third, ""),
        (&ward, ""),
    ];
    for (place, (unit, figure)) in steps.into_iter().enumerate() {
        // The last steps take back what the first ones entered.
        let month = at("2026-01").plus(i32::try_from(place % 4).expect("small")).to_string();
        enter(&mut book, unit.as_str(), "a", &month, figure);
        if place == 6 {
            book.items.push(Item {
                id: "b".into(),
                unit_of_measure: Name::plain("%"),
                ..book.items[0].clone()
            });
        }
        let all = of_figures_of(&book, &[&ward, &other, &third], &mut usual);
        assert_eq!(all, of_figures(&book, None), "step {place}");
        let own = of_figures_of(&book, &[&ward], &mut usual);
        assert_eq!(own, of_figures(&book, Some(&ward)), "step {place}");
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn the_span_is_from_the_first_figure_to_the_last(
        cells in prop::collection::vec((0_usize..3, 0_i32..60, 0_u8..4), 0..12)
    ) {
        let mut figures = Figures::default();
        for (unit, month, figure) in &cells {
            let cell = Cell { unit: ["a", "b", "c"][*unit].into(), item: "i".into(), month: at("2020-01").plus(*month) };
            let figure = match figure {
                0 => Figure::Missing,
                1 => Figure::NotApplicable,
                _ => Figure::Value(decimal("1")),
            };
            figures.set(&cell, figure);
        }
        let entered = || figures.iter().flat_map(|(_, year, _, months)| {
            let all = at(&format!("{year}-01")).through(at(&format!("{year}-12"))).zip(months);
            all.filter(|(_, figure)| **figure != Figure::Missing).map(|(month, _)| month)
        });
        prop_assert_eq!(figures.span(), entered().min().zip(entered().max()));
    }
}
