//! Laws of scoring, tried on random workbooks; the cases are the same in every run.

use counterpoise::domain::id::{MeasureId, PerspectiveId};
use counterpoise::domain::measure::{Measure, Weight};
use counterpoise::domain::method::{Method, StepBase};
use counterpoise::domain::scorecard::{MissingPolicy, Revision, VetoEffect, Weighting};
use counterpoise::domain::scoring::{
    MeasureScore, MeasureState, PerspectiveScore, Plan, Results, ScoreReport, Step as Explained,
};
use counterpoise::domain::workbook::Workbook;
use proptest::prelude::*;
use proptest::sample::Index;
use rust_decimal::Decimal;

use crate::books::at;
use crate::random_books::{config, extreme, ordinary, periods, workbooks};

/// Every report of a workbook.
pub(crate) fn reports(workbook: &Workbook) -> Vec<ScoreReport> {
    reports_of(&Plan::new(workbook), workbook)
}

fn reports_of(plan: &Plan, workbook: &Workbook) -> Vec<ScoreReport> {
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

/// What a report is of, for a message.
fn place(report: &ScoreReport) -> String {
    let period = (report.period.first(), report.period.last());
    format!("{} {} {}..{}", report.scorecard, report.unit, period.0, period.1)
}

fn all_measures(report: &ScoreReport) -> impl Iterator<Item = &MeasureScore> {
    report.perspectives().iter().flat_map(PerspectiveScore::all_measures)
}

/// The revision that a report is of.
fn revision<'w>(workbook: &'w Workbook, report: &ScoreReport) -> &'w Revision {
    let card = workbook.scorecard(&report.scorecard).expect("the card");
    card.revision_in(report.period.last()).expect("a revision")
}

/// Points of the total, of each perspective and of each measure.
type Points = (Option<Decimal>, Vec<(PerspectiveId, Option<Decimal>)>, Vec<(MeasureId, Option<Decimal>)>);

fn points(report: &ScoreReport) -> Points {
    let perspectives = report.perspectives().iter();
    let mut perspectives: Vec<_> = perspectives.map(|p| (p.perspective.clone(), p.points)).collect();
    let mut measures: Vec<_> = all_measures(report).map(|m| (m.measure.clone(), m.points)).collect();
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
    turn(&mut turned.kinds, by);
    turn(&mut turned.scorecards, by);
    for card in &mut turned.scorecards {
        turn(&mut card.units, by);
        for revision in &mut card.revisions {
            turn(&mut revision.overrides, by);
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

fn changed(workbook: &Workbook, change: impl Fn(&mut Revision)) -> Workbook {
    let mut changed = workbook.clone();
    changed.scorecards.iter_mut().flat_map(|card| &mut card.revisions).for_each(change);
    changed
}

fn times(weight: &mut Weight, factor: u32) {
    *weight = Weight::new(weight.value() * Decimal::from(factor)).expect("a weight");
}

/// All weights of siblings multiplied by one number, on every level by another.
fn scaled(workbook: &Workbook) -> Workbook {
    changed(workbook, |revision| {
        let first = revision.measures().next().map(|measure| measure.extra);
        let direct = revision
            .perspectives
            .first()
            .is_some_and(|first| first.objectives.iter().all(|o| o.measures.is_empty()));
        for own in revision.overrides.iter_mut().filter(|_| first == Some(false)) {
            own.weight.iter_mut().for_each(|weight| times(weight, if direct { 7 } else { 3 }));
        }
        for perspective in &mut revision.perspectives {
            times(&mut perspective.weight, 11);
            perspective
                .measures
                .iter_mut()
                .filter(|measure| !measure.extra)
                .for_each(|m| times(&mut m.weight, 7));
            for objective in &mut perspective.objectives {
                times(&mut objective.weight, 7);
                objective
                    .measures
                    .iter_mut()
                    .filter(|measure| !measure.extra)
                    .for_each(|m| times(&mut m.weight, 3));
            }
        }
    })
}

/// Whether points are small enough to be added without a rest.
fn can_be_added(report: &ScoreReport) -> bool {
    let most = Decimal::from(1_000_000_000_000_u64);
    let small = |points: Option<Decimal>| points.unwrap_or_default().abs() < most;
    !report.perspectives().is_empty()
        && all_measures(report).all(|measure| small(measure.points))
        && report.perspectives().iter().all(|part| small(part.points))
}

fn sum(points: impl Iterator<Item = Option<Decimal>>) -> Decimal {
    points.flatten().sum()
}

proptest! {
    #![proptest_config(config(16))]

    #[test]
    fn the_order_of_siblings_changes_no_points(workbook in workbooks(ordinary), by in any::<Index>()) {
        let other = turned(&workbook, by);
        let (plan, other_plan) = (Plan::new(&workbook), Plan::new(&other));
        for report in reports_of(&plan, &workbook) {
            let other = other_plan.score(&report.scorecard, &report.unit, report.period);
            prop_assert_eq!(points(&report), points(&other), "{}", place(&report));
        }
    }

    #[test]
    fn the_order_of_asking_changes_nothing(workbook in workbooks(ordinary)) {
        let plan = Plan::new(&workbook);
        let first = reports_of(&plan, &workbook);
        let fresh = Plan::new(&workbook);
        for report in first.iter().rev() {
            let again = fresh.score(&report.scorecard, &report.unit, report.period);
            prop_assert!(again == *report, "{}", place(report));
        }
        prop_assert!(reports_of(&plan, &workbook) == first);
    }

    #[test]
    fn the_parts_add_up_to_the_total(workbook in workbooks(ordinary)) {
        for report in reports(&workbook).iter().filter(|report| can_be_added(report)) {
            let extra = |id: &MeasureId| revision(&workbook, report).measure(id).is_some_and(|m| m.extra);
            let of = |measures: &[MeasureScore]| {
                sum(measures.iter().filter(|measure| !extra(&measure.measure)).map(|measure| measure.points))
            };
            for part in report.perspectives().iter().filter(|part| !part.substituted) {
                let Some(points) = part.before_veto.or(part.points) else { continue };
                let objectives = sum(part.objectives.iter().map(|objective| objective.points));
                prop_assert_eq!(points, objectives + of(&part.measures), "{}", place(report));
                for objective in &part.objectives {
                    let points = objective.points.unwrap_or(of(&objective.measures));
                    prop_assert_eq!(points, of(&objective.measures), "{}", place(report));
                }
            }
            let Some(total) = report.total.points else { continue };
            let parts = sum(report.perspectives().iter().map(|part| part.points).chain([report.total.extra]));
            let capped = report.vetoes.iter().any(|veto| matches!(veto.effect, VetoEffect::TotalAtMost(_)));
            prop_assert!(total == parts || capped && total < parts, "{}: {total} of {parts}", place(report));
        }
    }

    #[test]
    fn a_veto_never_improves_anything(workbook in workbooks(ordinary)) {
        let without = reports(&changed(&workbook, |revision| revision.vetoes.clear()));
        for (with, without) in reports(&workbook).iter().zip(&without) {
            prop_assert_eq!(with.total.points.is_some(), without.total.points.is_some());
            prop_assert!(with.total.points <= without.total.points, "{}", place(with));
            for (with, without) in with.perspectives().iter().zip(without.perspectives()) {
                prop_assert!(with.points <= without.points);
            }
            let grade = |report: &ScoreReport| report.total.grade.as_ref().map(|grade| grade.is("A"));
            prop_assert!(grade(with) <= grade(without));
        }
    }

    #[test]
    fn policies_agree_where_nothing_is_missing(workbook in workbooks(ordinary)) {
        use MissingPolicy::{Redistribute, Substitute, Withhold, Zero};
        let [one, two, three, four] = [Redistribute, Zero, Withhold, Substitute].map(|policy| {
            let changed = changed(&workbook, |revision| revision.missing = policy);
            // With the exempt figures counted, something else may be missing.
            let reports = reports(&changed).into_iter();
            reports.map(|report| ScoreReport { with_exempt: None, ..report }).collect::<Vec<_>>()
        });
        for (((one, two), three), four) in one.iter().zip(&two).zip(&three).zip(&four) {
            if one.perspectives().is_empty() {
                continue;
            }
            let missing = |measure: &&MeasureScore| measure.state == MeasureState::Missing;
            let extra = |id: &MeasureId| revision(&workbook, one).measure(id).is_some_and(|m| m.extra);
            if all_measures(one).filter(missing).count() == 0 {
                prop_assert!(one == two && one == three && one == four, "{}", place(one));
            } else if all_measures(one).filter(missing).any(|measure| !extra(&measure.measure)) {
                prop_assert_eq!(three.total.points, None, "{}", place(one));
            }
        }
    }

    #[test]
    fn only_the_proportions_of_shares_count(workbook in workbooks(ordinary)) {
        let total = Decimal::ONE_HUNDRED;
        let shared = changed(&workbook, |revision| revision.weighting = Weighting::Share { total });
        for (one, other) in reports(&shared).iter().zip(&reports(&scaled(&shared))) {
            prop_assert!(one == other, "{}", place(one));
        }
    }

    #[test]
    fn full_points_under_shares_come_to_the_total(workbook in workbooks(ordinary)) {
        let total = Decimal::ONE_HUNDRED;
        let shared = changed(&workbook, |revision| {
            revision.weighting = Weighting::Share { total };
            revision.overrides.clear();
        });
        for report in reports(&shared).iter().filter(|report| !report.perspectives().is_empty()) {
            let full = report.total.full;
            prop_assert!(full == total || full.is_zero(), "{}: {full}", place(report));
        }
    }

    #[test]
    fn an_explanation_ends_in_the_points_of_the_report(workbook in workbooks(ordinary)) {
        let plan = Plan::new(&workbook);
        for report in reports(&workbook) {
            for measure in all_measures(&report) {
                let explained = plan.explain(&report.scorecard, &report.unit, report.period, &measure.measure);
                let explained = explained.expect("a measure that was scored");
                prop_assert!(explained.report == report, "{}", place(&report));
                let last = match explained.steps.last() {
                    Some(Explained::Rounded { points, .. }) => Some(*points),
                    _ => None,
                };
                prop_assert_eq!(last, measure.points, "{}", place(&report));
            }
        }
    }

    #[test]
    fn coverage_is_a_part_of_what_applies(workbook in workbooks(ordinary)) {
        for report in reports(&workbook) {
            let of = report.total.coverage;
            prop_assert!(of.scored <= of.applicable && of.weight_scored <= of.weight, "{}", place(&report));
            prop_assert!(of.scored > 0 || report.total.points.is_none(), "{}", place(&report));
            let scored = all_measures(&report).filter(|measure| measure.state == MeasureState::Scored).count();
            prop_assert!(report.perspectives().is_empty() || of.scored as usize <= scored);
        }
    }

    #[test]
    fn extreme_numbers_are_scored_without_a_panic(workbook in workbooks(extreme)) {
        for report in reports(&workbook) {
            if report.total.coverage.scored == 0 {
                prop_assert_eq!(report.total.points, None, "{}", place(&report));
            }
            let points = |measure: &MeasureScore| measure.state != MeasureState::Scored || measure.points.is_some();
            prop_assert!(all_measures(&report).all(points));
        }
        let results = Results::new(Plan::new(&workbook), at("2025-01"), at("2025-12"));
        for period in periods(&workbook) {
            drop(results.plan().ranking(period));
        }
    }
}

/// The kinds of measure that a reader of this file may ask about: whether the random ones have them.
#[test]
fn random_workbooks_have_everything() {
    use proptest::strategy::{Strategy, ValueTree};
    let mut runner = proptest::test_runner::TestRunner::new(config(1));
    let (mut methods, mut scored) = ([0_u32; 11], [0_u32; 11]);
    let (mut substituted, mut vetoed, mut extra, mut ranked) = (0, 0, 0, 0);
    for _ in 0..40 {
        let workbook = workbooks(ordinary).new_tree(&mut runner).expect("a workbook").current();
        for report in reports(&workbook) {
            vetoed += u32::from(report.total.before_veto.is_some());
            extra += u32::from(report.total.extra.is_some());
            for score in all_measures(&report) {
                let measure = revision(&workbook, &report).measure(&score.measure).expect("a measure");
                methods[number(measure)] += 1;
                scored[number(measure)] += u32::from(score.state == MeasureState::Scored);
                substituted += u32::from(score.state == MeasureState::Substituted);
            }
        }
        ranked +=
            periods(&workbook).into_iter().flat_map(|period| Plan::new(&workbook).ranking(period)).count();
    }
    assert!(scored.iter().all(|count| *count > 20), "{scored:?} of {methods:?}");
    assert!(
        substituted > 20 && vetoed > 20 && extra > 20 && ranked > 100,
        "{substituted} {vetoed} {extra} {ranked}"
    );
}

fn number(measure: &Measure) -> usize {
    match &measure.method {
        Method::Completion(_) => 0,
        Method::Step(step) => usize::from(step.base == StepBase::Zero),
        Method::Deduction(_) => 2,
        Method::Bands(_) => 3,
        Method::Interpolation(_) => 4,
        Method::PassFail(_) => 5,
        Method::PeerBest(_) => 6,
        Method::PeerRank(_) => 7,
        Method::AchievementImprovement(_) => 8,
        Method::Formula(_) => 9,
        Method::Entered(_) => 10,
    }
}
