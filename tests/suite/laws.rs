//! Laws that hold for every workbook, tried on random ones; the cases are the same in every run.

use counterpoise::document::Document;
use counterpoise::domain::edit::{Edit, FigureChange};
use counterpoise::domain::exact::Exact;
use counterpoise::domain::history::History;
use counterpoise::domain::id::{MeasureId, PerspectiveId};
use counterpoise::domain::measure::{Measure, Polarity};
use counterpoise::domain::method::Method;
use counterpoise::domain::name::Name;
use counterpoise::domain::scorecard::{MissingPolicy, Rounding};
use counterpoise::domain::scoring::{MeasureState, PerspectiveScore, Plan, ScoreReport, Step as Explained};
use counterpoise::domain::validate::check;
use counterpoise::domain::workbook::Workbook;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use rust_decimal::Decimal;

use crate::books::{CARD, WARD, enter, fixed, measure, monthly, rules};
use crate::random_books::{cells, config, extreme, figure, ordinary, periods, scoring, unit_id, workbooks};
use crate::support::{month, score};

fn figure_changes() -> impl Strategy<Value = Vec<FigureChange>> {
    vec((cells(), figure(ordinary)).prop_map(|(cell, figure)| FigureChange { cell, figure }), 0..=4)
}

/// Every edit; a workbook to be put in place has the identity of the others.
fn edits() -> impl Strategy<Value = Edit> {
    let name = || "[a-z]{0,4}".prop_map(|text| Name::plain(&text));
    prop_oneof![
        4 => figure_changes().prop_map(Edit::SetFigures),
        2 => (cells(), proptest::option::of("[a-z]{0,4}")).prop_map(|(cell, note)| Edit::SetNote {
            cell,
            note: note.map(Into::into),
        }),
        1 => name().prop_map(Edit::RenameWorkbook),
        1 => (0..4_usize, name()).prop_map(|(unit, name)| Edit::RenameUnit {
            unit: unit_id(unit),
            name,
        }),
        1 => workbooks(ordinary).prop_map(|other| Edit::Replace(Box::new(other))),
    ]
}

/// What a person does to a history.
#[derive(Clone, Debug)]
enum Act {
    Apply(Edit),
    Type(Edit),
    Close,
    Cancel,
    Undo,
    Redo,
}

fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => edits().prop_map(Act::Apply),
        4 => edits().prop_map(Act::Type),
        1 => Just(Act::Close),
        1 => Just(Act::Cancel),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ]
}

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
                edit.clone().apply(&mut next).expect("an edit that can be applied");
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

fn act_on(history: &mut History, workbook: &mut Workbook, act: Act) {
    match act {
        Act::Apply(edit) => history.apply(workbook, edit).expect("an edit that can be applied"),
        Act::Type(edit) => history.apply_typing(workbook, edit).expect("an edit that can be applied"),
        Act::Close => history.close(),
        Act::Cancel => drop(history.cancel(workbook)),
        Act::Undo => drop(history.undo(workbook)),
        Act::Redo => drop(history.redo(workbook)),
    }
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn every_edit_can_be_taken_back_and_done_again(before in workbooks(ordinary), edit in edits()) {
        let mut workbook = before.clone();
        let inverse = edit.apply(&mut workbook).expect("an edit that can be applied");
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

    #[test]
    fn a_document_is_read_as_it_was_written(workbook in workbooks(extreme), dated in any::<bool>()) {
        prop_assert_eq!(check(&workbook), Ok(()));
        let changed = dated.then(|| "2026-03-31T08:15:00Z".to_owned());
        let document = Document { changed, workbook };
        let text = document.to_json().expect("a workbook can be written");
        let read = Document::from_json(&text).expect("what was written can be read");
        prop_assert_eq!(&read, &document);
        prop_assert_eq!(read.to_json().expect("it can be written again"), text);
    }
}

/// Every report of a workbook.
fn reports(workbook: &Workbook) -> Vec<ScoreReport> {
    let plan = Plan::new(workbook);
    let mut reports = Vec::new();
    for card in &workbook.scorecards {
        for unit in &card.units {
            for period in periods(workbook) {
                reports.push(plan.score(&card.id, unit, period));
            }
        }
    }
    reports
}

/// Points of the total, of each perspective and of each measure.
type Points = (Option<Decimal>, Vec<(PerspectiveId, Option<Decimal>)>, Vec<(MeasureId, Option<Decimal>)>);

fn points(report: &ScoreReport) -> Points {
    let perspectives = report.perspectives().iter();
    let mut perspectives: Vec<_> = perspectives.map(|p| (p.perspective.clone(), p.points)).collect();
    let all = report.perspectives().iter().flat_map(PerspectiveScore::all_measures);
    let mut measures: Vec<_> = all.map(|m| (m.measure.clone(), m.points)).collect();
    perspectives.sort();
    measures.sort();
    (report.total.points, perspectives, measures)
}

/// Turns the order of everything that has siblings.
fn turned(workbook: &Workbook, by: Index) -> Workbook {
    fn turn<T>(list: &mut [T], by: Index) {
        if !list.is_empty() {
            list.rotate_left(by.index(list.len()));
            list.reverse();
        }
    }
    let mut turned = workbook.clone();
    turn(&mut turned.units, by);
    turn(&mut turned.items, by);
    turn(&mut turned.scorecards, by);
    for card in &mut turned.scorecards {
        turn(&mut card.units, by);
        for revision in &mut card.revisions {
            turn(&mut revision.perspectives, by);
            for perspective in &mut revision.perspectives {
                turn(&mut perspective.measures, by);
                turn(&mut perspective.objectives, by);
                for objective in &mut perspective.objectives {
                    turn(&mut objective.measures, by);
                }
            }
        }
    }
    turned
}

fn with_policy(workbook: &Workbook, policy: MissingPolicy) -> Workbook {
    let mut changed = workbook.clone();
    for revision in changed.scorecards.iter_mut().flat_map(|card| &mut card.revisions) {
        revision.missing = policy;
    }
    changed
}

fn is_complete(report: &ScoreReport) -> bool {
    report.total.coverage.scored == report.total.coverage.applicable
}

/// A sum that needs more than 28 digits is rounded; no scorecard comes near that.
fn can_be_added(report: &ScoreReport) -> bool {
    let mut all = report.perspectives().iter().flat_map(PerspectiveScore::all_measures);
    let most = Decimal::from(1_000_000_000_000_u64);
    !report.perspectives().is_empty() && all.all(|measure| measure.points.unwrap_or_default().abs() < most)
}

fn sum(points: impl Iterator<Item = Option<Decimal>>) -> Exact {
    points.flatten().fold(Exact::ZERO, |sum, points| sum.plus(&Exact::from(points)))
}

proptest! {
    #![proptest_config(config(30))]

    #[test]
    fn the_order_of_siblings_changes_no_points(workbook in workbooks(ordinary), by in any::<Index>()) {
        let other = turned(&workbook, by);
        let (plan, other_plan) = (Plan::new(&workbook), Plan::new(&other));
        for card in &workbook.scorecards {
            for unit in &card.units {
                for period in periods(&workbook) {
                    let report = plan.score(&card.id, unit, period);
                    prop_assert_eq!(points(&report), points(&other_plan.score(&card.id, unit, period)));
                }
            }
        }
    }

    #[test]
    fn the_parts_add_up_to_the_total(workbook in workbooks(ordinary)) {
        for report in reports(&workbook) {
            let Some(total) = report.total.points.filter(|_| can_be_added(&report)) else { continue };
            let parts = report.perspectives();
            prop_assert!(sum(parts.iter().map(|part| part.points)).equals(total));
            for part in parts {
                let measures = sum(part.all_measures().map(|measure| measure.points));
                prop_assert!(measures.equals(part.points.unwrap_or_default()));
            }
        }
    }

    #[test]
    fn policies_agree_where_nothing_is_missing(workbook in workbooks(ordinary)) {
        use MissingPolicy::{Redistribute, Withhold, Zero};
        let [one, two, three] = [Redistribute, Zero, Withhold].map(|policy| {
            let reports = reports(&with_policy(&workbook, policy)).into_iter();
            // With the exempt figures counted, something else may be missing.
            reports.map(|report| ScoreReport { with_exempt: None, ..report }).collect::<Vec<_>>()
        });
        for ((one, two), three) in one.into_iter().zip(two).zip(three) {
            if is_complete(&one) && !one.perspectives().is_empty() {
                prop_assert_eq!(&one, &two);
                prop_assert_eq!(&one, &three);
            } else if !one.perspectives().is_empty() {
                prop_assert_eq!(three.total.points, None);
            }
        }
    }

    #[test]
    fn an_explanation_ends_in_the_points_of_the_report(workbook in workbooks(ordinary)) {
        let plan = Plan::new(&workbook);
        for report in reports(&workbook) {
            for measure in report.perspectives().iter().flat_map(PerspectiveScore::all_measures) {
                let explained = plan.explain(&report.scorecard, &report.unit, report.period, &measure.measure);
                let explained = explained.expect("a measure that was scored");
                prop_assert_eq!(&explained.report, &report);
                let last = match explained.steps.last() {
                    Some(Explained::Rounded { points, .. }) => Some(*points),
                    _ => None,
                };
                prop_assert_eq!(last, measure.points);
            }
        }
    }

    #[test]
    fn extreme_numbers_are_scored_without_a_panic(workbook in workbooks(extreme)) {
        for report in reports(&workbook) {
            if report.total.coverage.scored == 0 {
                prop_assert_eq!(report.total.points, None);
            }
            for part in report.perspectives() {
                prop_assert!(part.all_measures().all(|m| m.state != MeasureState::Scored || m.points.is_some()));
            }
        }
    }
}

/// A measure of one item against a fixed target.
fn book_of(polarity: Polarity, method: Method, weight: Decimal, target: Decimal) -> Workbook {
    let measure = Measure {
        polarity,
        target: fixed(&target.to_string()),
        ..measure("m", "a", &weight.to_string(), method)
    };
    let mut book = monthly(&["a"], vec![measure]);
    rules(&mut book).rounding = Rounding::None;
    book
}

fn points_at(book: &mut Workbook, actual: Decimal) -> Option<Decimal> {
    enter(book, WARD, "a", "2026-03", &actual.to_string());
    let report = score(book, CARD, WARD, month("2026-03"));
    report.measure(&MeasureId::from("m")).expect("the measure").points
}

/// The least and the most points of a method; a target that is not above zero gives all or nothing.
fn limits(method: &Method, full: Decimal, target: Decimal) -> (Option<Decimal>, Option<Decimal>) {
    match method {
        Method::Completion(completion) if target > Decimal::ZERO => {
            (Some(full * completion.floor), completion.cap.map(|cap| full * cap))
        }
        Method::Completion(completion) => (Some(full * completion.floor), Some(full)),
        Method::Step(step) => (step.lowest, step.highest),
        Method::Deduction(deduction) => (Some(deduction.lowest), None),
        _ => (None, None),
    }
}

/// Whether the actual `a` is better than `b`.
fn is_better(method: &Method, polarity: Polarity, a: Decimal, b: Decimal) -> bool {
    match (method, polarity) {
        (Method::Deduction(_), _) | (_, Polarity::Lower) => a < b,
        (_, Polarity::Higher | Polarity::Within(_)) => a > b,
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn a_better_actual_never_scores_less(
        (polarity, method, weight) in scoring(ordinary), target in ordinary(), a in ordinary(), b in ordinary()
    ) {
        let mut book = book_of(polarity, method.clone(), weight.value(), target);
        let found = points_at(&mut book, a).zip(points_at(&mut book, b));
        if let Some((of_a, of_b)) = found.filter(|_| is_better(&method, polarity, a, b)) {
            prop_assert!(of_a >= of_b, "{a} gives {of_a}, {b} gives {of_b}");
        }
    }

    #[test]
    fn points_stay_within_the_limits_of_the_method(
        (polarity, method, weight) in scoring(ordinary), target in ordinary(), actual in extreme()
    ) {
        let mut book = book_of(polarity, method.clone(), weight.value(), target);
        if let Some(points) = points_at(&mut book, actual) {
            let (least, most) = limits(&method, weight.value(), target);
            prop_assert!(least.is_none_or(|least| least <= points), "{points} below {least:?}");
            prop_assert!(most.is_none_or(|most| points <= most), "{points} above {most:?}");
        }
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
