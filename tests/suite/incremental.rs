//! Results that follow edits are the same as results formed anew.

use counterpoise::domain::edit::{Edit, FigureChange};
use counterpoise::domain::figure::Figure;
use counterpoise::domain::history::History;
use counterpoise::domain::period::{Month, Period};
use counterpoise::domain::scoring::{Plan, Results};
use counterpoise::domain::workbook::Workbook;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::books::at;
use crate::random_books::{cell, config, figure, ordinary, workbooks};
use crate::random_edits::{Act, act_on, acts, definitions};

fn results(workbook: &Workbook) -> Results {
    Results::new(Plan::new(workbook), at("2024-06"), at("2026-11"))
}

/// Every own period of the cards from the first month on.
fn own_periods(workbook: &Workbook, card: usize) -> Vec<Period> {
    let length = workbook.scorecards[card].period;
    let months: Vec<Month> = at("2024-06").through(at("2026-11")).collect();
    let mut periods: Vec<Period> =
        months.into_iter().map(|month| Period::holding(month, length, workbook.first_month)).collect();
    periods.dedup();
    periods
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn results_after_edits_are_those_of_the_edited_workbook(
        workbook in workbooks(ordinary),
        edits in vec((0..4_usize, 0..4_usize, 0..30, figure(ordinary)), 1..8),
    ) {
        let mut workbook = workbook;
        let mut results_then = results(&workbook);
        for (unit, item, month, figure) in edits {
            let cell = cell(unit, item, month);
            results_then.set_figure(&cell, figure);
            workbook.figures.set(&cell, figure);
        }
        prop_assert!(results_then.agrees_with(&results(&workbook)));
    }

    #[test]
    fn results_follow_whatever_a_person_does(
        start in workbooks(ordinary),
        acts in vec(prop_oneof![acts(), definitions().prop_map(Act::Apply)], 1..8),
        figures in vec((0..4_usize, 0..4_usize, 0..30, figure(ordinary)), 16),
    ) {
        let mut workbook = start;
        let mut history = History::default();
        let mut followed = results(&workbook);
        let mut plan = Plan::new(&workbook);
        // Figures last, for what is read must be known after every change of the definition.
        let typed = figures.into_iter().map(|(unit, item, month, figure)| {
            Act::Apply(Edit::SetFigures(vec![FigureChange { cell: cell(unit, item, month), figure }]))
        });
        for act in acts.into_iter().chain(typed) {
            for edit in act_on(&mut history, &mut workbook, act) {
                followed.follow(&edit, &workbook);
                plan.follow(&edit, &workbook);
            }
        }
        let anew = results(&workbook);
        prop_assert!(followed.agrees_with(&anew));
        for card in &workbook.scorecards {
            for unit in &card.units {
                for period in crate::random_books::periods(&workbook) {
                    let report = anew.plan().score(&card.id, unit, period);
                    prop_assert_eq!(&followed.plan().score(&card.id, unit, period), &report);
                    prop_assert_eq!(&plan.score(&card.id, unit, period), &report);
                }
            }
        }
    }

    #[test]
    fn undoing_an_edit_takes_its_results_back(
        workbook in workbooks(ordinary),
        (unit, item, month) in (0..4_usize, 0..4_usize, 0..30),
        figure in figure(ordinary),
    ) {
        let mut workbook = workbook;
        let mut followed = results(&workbook);
        let before = results(&workbook);
        let cell = cell(unit, item, month);
        let edit = Edit::SetFigures(vec![FigureChange { cell: cell.clone(), figure }]);
        let undo = edit.apply(&mut workbook).expect("a figure of the workbook");
        followed.set_figure(&cell, figure);
        let Edit::SetFigures(changes) = undo else { panic!("another inverse") };
        for change in changes {
            followed.set_figure(&change.cell, change.figure);
        }
        prop_assert!(followed.agrees_with(&before));
    }

    #[test]
    fn results_are_what_the_reports_say(workbook in workbooks(ordinary)) {
        let results = results(&workbook);
        for (place, card) in workbook.scorecards.iter().enumerate() {
            for period in own_periods(&workbook, place) {
                let ranking = results.plan().ranking(period);
                for unit in &card.units {
                    let report = results.plan().score(&card.id, unit, period);
                    prop_assert_eq!(results.total(&card.id, unit, period), report.total.points);
                    let points: Vec<_> = report.perspectives().iter().map(|own| own.points).collect();
                    for (place, points) in points.into_iter().enumerate() {
                        prop_assert_eq!(results.perspective(&card.id, unit, period, place), points);
                    }
                    let measures = report.perspectives().iter().flat_map(|own| own.all_measures());
                    for (place, measure) in measures.enumerate() {
                        prop_assert_eq!(results.points(&card.id, unit, period, place), measure.points);
                    }
                    let rank = ranking.iter().find(|ranked| ranked.scorecard == card.id && ranked.unit == *unit);
                    // A month's card seen over a year is ranked with the cards of that year.
                    if workbook.scorecards.iter().all(|other| other.period == card.period) {
                        prop_assert_eq!(results.rank_of(&card.id, unit, period), rank.map(|ranked| ranked.rank));
                    }
                }
            }
        }
    }
}

#[test]
fn a_figure_that_nothing_reads_changes_nothing() {
    let mut workbook = crate::books::monthly(&["a", "b"], vec![crate::books::percent_of("a", "100")]);
    crate::books::enter_from(&mut workbook, "a", "2026-01", &["90", "95"]);
    let mut followed = results(&workbook);
    let cell = counterpoise::domain::figure::Cell {
        unit: crate::books::WARD.into(),
        item: "b".into(),
        month: at("2026-01"),
    };
    followed.set_figure(&cell, Figure::Value(crate::books::decimal("7")));
    assert!(followed.agrees_with(&results(&workbook)));
}
