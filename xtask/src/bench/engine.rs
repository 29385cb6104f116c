//! The engine of Counterpoise, natively and optimised: missing data and coverage on, traces off.

use super::book;
use super::contender::{Case, Checked, Contender, Outcome, STAGES, Times, check};
use super::results::{ONE, Results};
use super::workload::{Edit, PERSPECTIVES, Workload};
use counterpoise::domain::{
    exact::Midpoint,
    figure::{Cell, Figure},
    period::Period,
    scorecard::Rounding,
    scoring::{Plan, Results as Scores},
};
use rust_decimal::Decimal;
use std::{
    hint::black_box,
    time::{Duration, Instant},
};
use xtask_wasm::anyhow::{Context, Result, ensure};

/// How long to repeat a measurement, and how often.
const PATIENCE: Duration = Duration::from_secs(1);
const LEAST_RUNS: usize = 3;
const MOST_RUNS: usize = 30;

/// Methods that take turns among the edits.
const TURNS: usize = 6;

/// The places of points where nothing is rounded.
const UNROUNDED: u32 = 15;

/// What a card rounds to unless it says otherwise.
const ROUNDED: Rounding = Rounding::Decimals { decimals: 2, midpoint: Midpoint::AwayFromZero };

/// What stands for a score that is missing: no score is below zero.
const MISSING: i128 = -ONE;

/// The scores of all units in all months, kept up to date.
pub(crate) struct Engine {
    pub(crate) name: &'static str,
    pub(crate) baseline: &'static str,
    pub(crate) rounded: bool,
}

/// A report for every unit in every month, with all that is noticed on the way; ranks are not formed.
pub(crate) struct Reports {
    pub(crate) name: &'static str,
    pub(crate) baseline: &'static str,
    /// Whether each explains its first measure step by step.
    pub(crate) traced: bool,
}

impl Contender for Engine {
    fn name(&self) -> &'static str {
        self.name
    }

    fn baseline(&self) -> &'static str {
        self.baseline
    }

    fn check(&self, case: &Case, found: &[Results]) -> Result<()> {
        let expected = if self.rounded { &case.rounded } else { &case.expected };
        check(case, found, expected, &Checked::SinceSecondMonth)
    }

    fn run(&self, case: &Case) -> Result<Outcome> {
        let workload = &case.workload;
        let rounding = if self.rounded { ROUNDED } else { Rounding::None };
        let workbook = book::workbook(workload, rounding)?;
        let (open, plan) = timed(|| Plan::new(&workbook));
        let last = book::month(workload.size.months - 1);
        let (first, mut scores) = timed(|| Scores::new(plan, book::month(0), last));
        let results = checkpoints(workload, &mut scores);
        let (same, figure) = unchanged(workload)?;
        let all = repeated(|| {
            // A figure that is set makes it forget the peers that it has already added up.
            scores.set_figure(&same, figure);
            timed(|| scores.score_all()).0
        });
        let each: Vec<f64> = (0..TURNS).map(|turn| editing(workload, &mut scores, turn)).collect();
        let edit = each.iter().sum::<f64>() / TURNS as f64;
        let worst = each.iter().copied().fold(0.0, f64::max);
        Ok(Outcome { times: Times { open, first, all, edit, worst }, results })
    }
}

impl Contender for Reports {
    fn name(&self) -> &'static str {
        self.name
    }

    fn baseline(&self) -> &'static str {
        self.baseline
    }

    fn check(&self, case: &Case, found: &[Results]) -> Result<()> {
        check(case, found, &case.expected, &Checked::SinceSecondMonth)
    }

    fn run(&self, case: &Case) -> Result<Outcome> {
        let workload = &case.workload;
        let workbook = book::workbook(workload, Rounding::None)?;
        let (open, mut plan) = timed(|| Plan::new(&workbook));
        let (first, ()) = timed(|| report_all(workload, &plan, self.traced));
        let (same, figure) = unchanged(workload)?;
        let all = repeated(|| {
            plan.set_figure(&same, figure);
            timed(|| report_all(workload, &plan, self.traced)).0
        });
        // The reports are checked by their totals, which are those of the scores kept up to date.
        let totals = sheets(workload).map(|(unit, period)| {
            let report = plan.score(&book::card_id(kind(workload, unit)), &book::unit_id(unit), period);
            (unit, period, report.total.points)
        });
        let totals: Vec<_> = totals.collect();
        let last = book::month(workload.size.months - 1);
        let mut scores = Scores::new(plan, book::month(0), last);
        for (unit, period, total) in totals {
            let kept = scores.total(&book::card_id(kind(workload, unit)), &book::unit_id(unit), period);
            ensure!(kept == total, "a report says {total:?} instead of {kept:?}");
        }
        let results = checkpoints(workload, &mut scores);
        Ok(Outcome { times: Times { open, first, all, ..Times::default() }, results })
    }
}

/// The results at every stage; every edit is taken back at the end.
fn checkpoints(workload: &Workload, scores: &mut Scores) -> Vec<Results> {
    let mut done = 0;
    let mut results = Vec::new();
    for stage in STAGES {
        for edit in workload.edits.iter().skip(done).take(stage - done) {
            scores.set_figure(&cell(edit), book::figure(edit.value));
        }
        done = stage;
        results.push(read(workload, scores));
    }
    for edit in &workload.edits {
        let (cell, before) = before(workload, edit);
        scores.set_figure(&cell, before);
    }
    results
}

fn cell(edit: &Edit) -> Cell {
    book::cell(edit.unit, edit.measure, edit.month)
}

/// The figure that was there at first.
fn before(workload: &Workload, edit: &Edit) -> (Cell, Figure) {
    let number = workload.figures.get(workload.place(edit.unit, edit.measure, edit.month));
    (cell(edit), number.map_or(Figure::Missing, |number| book::figure(*number)))
}

/// A figure as it is, of a measure that is scored by itself.
fn unchanged(workload: &Workload) -> Result<(Cell, Figure)> {
    Ok(before(workload, workload.edits.first().context("the workload has no edits")?))
}

/// The mean of an edit of one method, there and back.
fn editing(workload: &Workload, scores: &mut Scores, turn: usize) -> f64 {
    let own = || workload.edits.iter().skip(turn).step_by(TURNS);
    let there = own().map(|edit| (cell(edit), book::figure(edit.value)));
    let back = own().map(|edit| before(workload, edit));
    let figures: Vec<(Cell, Figure)> = there.chain(back).collect();
    let mut round = || {
        let edit = |(cell, figure): &(Cell, Figure)| scores.set_figure(cell, *figure);
        timed(|| figures.iter().for_each(edit)).0
    };
    round();
    let patience = milliseconds(PATIENCE) / TURNS as f64;
    let (mut sum, mut rounds) = (0.0, 0);
    while sum < patience {
        sum += round();
        rounds += 1;
    }
    sum / (figures.len() * rounds) as f64
}

/// Every unit in every month.
fn sheets(workload: &Workload) -> impl Iterator<Item = (usize, Period)> {
    let months = workload.size.months;
    let periods = move || (0..months).map(|month| Period::month(book::month(month)));
    (0..workload.size.units).flat_map(move |unit| periods().map(move |period| (unit, period)))
}

fn report_all(workload: &Workload, plan: &Plan, traced: bool) {
    for (unit, period) in sheets(workload) {
        let kind = kind(workload, unit);
        let (card, unit) = (book::card_id(kind), book::unit_id(unit));
        if traced {
            black_box(plan.explain(&card, &unit, period, &book::measure_id(kind, 0)));
        } else {
            black_box(plan.score(&card, &unit, period));
        }
    }
}

fn kind(workload: &Workload, unit: usize) -> usize {
    workload.units.get(unit).map_or(0, |unit| unit.kind)
}

/// All results in the order in which they are compared.
fn read(workload: &Workload, scores: &Scores) -> Results {
    let mut results = Results::default();
    let periods = || (0..workload.size.months).map(|month| Period::month(book::month(month)));
    for unit in 0..workload.size.units {
        let (card, id) = (book::card_id(kind(workload, unit)), book::unit_id(unit));
        for measure in 0..workload.size.measures {
            let points = periods().map(|period| number(scores.points(&card, &id, period, measure)));
            results.points.extend(points);
        }
        for place in 0..PERSPECTIVES.len() {
            let points = periods().map(|period| number(scores.perspective(&card, &id, period, place)));
            results.perspectives.extend(points);
        }
        results.totals.extend(periods().map(|period| number(scores.total(&card, &id, period))));
        let means = periods().map(|period| number(scores.year_to_date(&card, &id, period)));
        results.year_to_date.extend(means);
        let rank = |period| scores.rank_of(&card, &id, period).map_or(MISSING, |rank| ONE * i128::from(rank));
        results.ranks.extend(periods().map(rank));
    }
    results
}

fn number(value: Option<Decimal>) -> i128 {
    let Some(value) = value.map(|value| value.round_dp(UNROUNDED)) else { return MISSING };
    value.mantissa() * (ONE / 10_i128.pow(value.scale()))
}

/// The median of several times.
fn repeated(mut sample: impl FnMut() -> f64) -> f64 {
    let (mut times, mut sum) = (Vec::new(), 0.0);
    while times.len() < LEAST_RUNS || sum < milliseconds(PATIENCE) && times.len() < MOST_RUNS {
        let time = sample();
        times.push(time);
        sum += time;
    }
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// How long an action takes (milliseconds), and what it gives.
fn timed<T>(action: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let value = black_box(action());
    (milliseconds(start.elapsed()), value)
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::workload::Size;
    use std::path::Path;

    #[test]
    fn the_engine_scores_as_expected() {
        let case = Case::new(Size::S, Path::new(""));
        let last = book::month(case.workload.size.months - 1);
        for (rounding, expected) in [(Rounding::None, &case.expected), (ROUNDED, &case.rounded)] {
            let workbook = book::workbook(&case.workload, rounding).expect("a workbook");
            let mut scores = Scores::new(Plan::new(&workbook), book::month(0), last);
            let found = checkpoints(&case.workload, &mut scores);
            check(&case, &found, expected, &Checked::SinceSecondMonth).expect("the same scores");
            let mut again = found.clone();
            again[2].points[Size::S.months - 1] += ONE / 1_000_000_000_000;
            assert!(check(&case, &again, expected, &Checked::SinceSecondMonth).is_err());
        }
    }
}
