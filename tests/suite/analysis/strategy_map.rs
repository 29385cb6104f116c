//! The strategy map: layers, order by neighbours, and places that were given by hand.

use counterpoise::domain::edit::Edit;
use counterpoise::domain::strategy_map::{Placed, Position, layout};
use counterpoise::domain::workbook::Workbook;

use crate::books::{CARD, monthly, objective, perspective, rules};

/// Three above, two below; `x` leads to `c`, `y` to `a`.
fn book() -> Workbook {
    let mut book = monthly(&[], Vec::new());
    let mut below = ["x", "y"].map(|id| objective(id, Vec::new()));
    below[0].leads_to = vec!["c".into()];
    below[1].leads_to = vec!["a".into()];
    let mut first = perspective("first", Vec::new());
    first.objectives = ["a", "b", "c"].map(|id| objective(id, Vec::new())).into();
    let mut second = perspective("second", Vec::new());
    second.objectives = below.into();
    rules(&mut book).perspectives = vec![first, second];
    book
}

fn placed(book: &Workbook) -> Vec<Placed> {
    layout(&CARD.into(), &book.scorecards[0].revisions[0], &book.positions)
}

fn of(placed: &[Placed], id: &str) -> (i32, i32) {
    let found = placed.iter().find(|own| own.objective.as_str() == id).expect("an objective");
    (found.position.x, found.position.y)
}

#[test]
fn a_perspective_is_a_layer_and_its_objectives_stand_around_the_middle() {
    let placed = placed(&book());
    let layers: Vec<(usize, i32)> = placed.iter().map(|own| (own.layer, own.position.y)).collect();
    assert_eq!(layers, [(0, 0), (0, 0), (0, 0), (1, 100), (1, 100)]);
    let mut xs: Vec<i32> = placed.iter().map(|own| own.position.x).collect();
    xs.sort_unstable();
    assert_eq!(xs, [-100, -50, 0, 50, 100]);
}

#[test]
fn arrows_do_not_cross_where_they_need_not() {
    let placed = placed(&book());
    let (x, y, a, c) = (of(&placed, "x").0, of(&placed, "y").0, of(&placed, "a").0, of(&placed, "c").0);
    assert_eq!(x < y, c < a, "x {x}, y {y}, a {a}, c {c}");
}

#[test]
fn an_objective_stands_where_it_was_put_until_that_is_taken_back() {
    let mut book = book();
    let before = placed(&book);
    let put = Edit::PlaceObjective {
        scorecard: CARD.into(),
        objective: "b".into(),
        position: Some(Position { x: 250, y: -30 }),
    };
    let back = put.apply(&mut book).expect("a place");
    let after = placed(&book);
    assert_eq!(of(&after, "b"), (250, -30));
    assert!(after.iter().find(|own| own.moved).is_some_and(|own| own.objective.as_str() == "b"));
    back.apply(&mut book).expect("taken back");
    assert_eq!(placed(&book), before);
}
