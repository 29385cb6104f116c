//! Scoring methods, targets and rounding: points worked out by hand, or by the texts of
//! seed-systems 3.3 and 6.
//!
//! A row of a table is a sentence, a polarity, a method, weight, target and actual, and the points.

use counterpoise::domain::exact::{Exact, Midpoint};
use counterpoise::domain::id::{MeasureId, UnitId};
use counterpoise::domain::measure::{Measure, Polarity, Scope};
use counterpoise::domain::method::{Completion, Deduction, Inverse, Method, Step, StepBase, StepCounting};
use counterpoise::domain::period::PeriodLength;
use counterpoise::domain::scorecard::Rounding;
use counterpoise::domain::scoring::{Problem, ScoreReport};
use counterpoise::domain::target::{FixedTargetKey, FixedTargets, Target, TargetSource};
use counterpoise::domain::workbook::Workbook;
use rust_decimal::Decimal;

use crate::books::{
    CARD, WARD, completion, decimal, enter, fixed, item, march, measure, monthly, one, perspective, problems,
    rules, target, workbook,
};
use crate::support::{month, score, year};

/// A row of a table.
struct Row<'t> {
    says: &'t str,
    measure: Measure,
    actual: &'t str,
    /// None where the table has `-`.
    points: Option<Decimal>,
}

fn read(line: &str) -> Row<'_> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let [says, polarity, method, weight, target, actual, points] = cells[..] else {
        panic!("{line}: seven cells were expected");
    };
    let measure = Measure {
        polarity: match polarity {
            "higher" => Polarity::Higher,
            "lower" => Polarity::Lower,
            _ => panic!("{line}: a polarity was expected"),
        },
        target: fixed(target),
        ..measure("m", "a", weight, read_method(method))
    };
    Row { says, measure, actual, points: (points != "-").then(|| decimal(points)) }
}

/// A method in words: `mirror cap 1.2`, `reciprocal floor 0.5`, `deduct 1 lowest 0`,
/// `step 1 take 0.2 give 0.2 whole`, `full step 1 take 2 give 1 lowest 0 highest 12`.
fn read_method(text: &str) -> Method {
    let words: Vec<&str> = text.split(' ').collect();
    let has = |word: &str| words.contains(&word);
    let after = |word: &str| {
        let place = words.iter().position(|candidate| *candidate == word);
        place.map(|place| decimal(words[place + 1]))
    };
    match words[0] {
        "mirror" | "reciprocal" => Method::Completion(Completion {
            inverse: if has("mirror") { Inverse::Mirror } else { Inverse::Reciprocal },
            floor: after("floor").unwrap_or_default(),
            cap: after("cap"),
        }),
        "deduct" => Method::Deduction(Deduction {
            points_each: after("deduct").expect("points for each"),
            lowest: after("lowest").expect("the lowest"),
        }),
        _ => Method::Step(Step {
            step: after("step").expect("the size of a step"),
            counting: match () {
                () if has("whole") => StepCounting::Whole,
                () if has("started") => StepCounting::Started,
                () => StepCounting::Proportional,
            },
            deduct: after("take").expect("points taken"),
            add: after("give").expect("points given"),
            base: if has("full") { StepBase::Full } else { StepBase::Zero },
            lowest: after("lowest"),
            highest: after("highest"),
        }),
    }
}

fn report_of(row: &Row<'_>, change: impl Fn(&mut Workbook)) -> ScoreReport {
    let mut book = monthly(&["a"], vec![row.measure.clone()]);
    enter(&mut book, WARD, "a", "2026-03", row.actual);
    change(&mut book);
    score(&book, CARD, WARD, month("2026-03"))
}

#[track_caller]
fn check(table: &str, noticed: &[Problem]) {
    let lines = table.lines().map(str::trim).filter(|line| !line.is_empty());
    for row in lines.map(read) {
        let report = report_of(&row, |_| {});
        let found = report.measure(&MeasureId::from("m")).expect("the measure");
        assert_eq!(found.points, row.points, "{}", row.says);
        assert_eq!(problems(&report, "m"), noticed, "{}", row.says);
    }
}

#[test]
fn completion_where_higher_is_better() {
    let table = "
        165 operations of 150 are 16.50 of 15     | higher | mirror cap 1.2   | 15 | 150  | 165   | 16.50
        2,375 bed-days of 2,500 are 14.25 of 15   | higher | mirror cap 1.2   | 15 | 2500 | 2375  | 14.25
        the target itself is full points          | higher | mirror cap 1.2   | 15 | 150  | 150   | 15
        the cap itself is reached                 | higher | mirror cap 1.2   | 15 | 150  | 180   | 18
        beyond the cap counts as the cap          | higher | mirror cap 1.2   | 15 | 150  | 300   | 18
        without a cap it goes on                  | higher | mirror           | 15 | 150  | 300   | 30
        a cap of 1 is full points at most         | higher | mirror cap 1     | 5  | 95   | 96.9  | 5
        an actual of zero is a figure: no points  | higher | mirror cap 1.2   | 15 | 150  | 0     | 0
        a loss gives 0, not less                  | higher | mirror cap 1.2   | 20 | 48   | -10   | 0
        a floor of one half                       | higher | mirror floor 0.5 | 10 | 150  | 30    | 5
        above the floor the ratio counts          | higher | mirror floor 0.5 | 10 | 150  | 90    | 6
        multiply before dividing: 5.015 rounds up | higher | mirror cap 1.2   | 15 | 300  | 100.3 | 5.02
        a third of ten                            | higher | mirror cap 1.2   | 10 | 3    | 1     | 3.33
        the way of inverting does not matter here | higher | reciprocal       | 15 | 150  | 165   | 16.50
    ";
    check(table, &[]);
}

#[test]
fn completion_where_lower_is_better() {
    let table = "
        mirror: 43.2 % of drugs against 45 %        | lower | mirror cap 1.2     | 10 | 45 | 43.2 | 10.40
        the same, capped at 1                       | lower | mirror cap 1       | 10 | 45 | 43.2 | 10
        mirror: 46.5 % against 45 %                 | lower | mirror cap 1.2     | 10 | 45 | 46.5 | 9.67
        mirror: the length of stay of 6.1           | lower | mirror cap 1.2     | 8  | 9  | 9.6  | 7.47
        mirror is 0 at twice the target             | lower | mirror cap 1.2     | 10 | 45 | 90   | 0
        mirror: the denial rate of 6.1, never below | lower | mirror cap 1.2     | 5  | 2  | 6    | 0
        mirror bears an actual of zero              | lower | mirror             | 10 | 45 | 0    | 20
        mirror of zero, up to the cap               | lower | mirror cap 1.2     | 10 | 45 | 0    | 12
        reciprocal: the denial rate, 5 × 2 ÷ 6      | lower | reciprocal         | 5  | 2  | 6    | 1.67
        reciprocal on target                        | lower | reciprocal         | 10 | 45 | 45   | 10
        reciprocal without a cap                    | lower | reciprocal         | 10 | 45 | 36   | 12.50
        reciprocal with a cap                       | lower | reciprocal cap 1.2 | 10 | 45 | 36   | 12
    ";
    check(table, &[]);
}

#[test]
fn reciprocal_of_zero_is_the_cap_or_nothing() {
    let table = "
        zero with a cap is the cap               | lower | reciprocal cap 1.2 | 10 | 45 | 0  | 12
        below zero with a cap is the cap         | lower | reciprocal cap 1.2 | 10 | 45 | -3 | 12
        zero without a cap has no value          | lower | reciprocal         | 10 | 45 | 0  | -
        below zero without a cap has no value    | lower | reciprocal         | 10 | 45 | -3 | -
    ";
    check(table, &[Problem::ActualNotPositive]);
}

#[test]
fn a_target_of_zero_or_below_is_all_or_nothing() {
    let table = "
        3 against −2 is on the good side: full points | higher | mirror cap 1.2    | 10 | -2 | 3  | 10
        the target itself counts as reached           | higher | mirror cap 1.2    | 10 | -2 | -2 | 10
        −3 against −2 is nothing                      | higher | mirror cap 1.2    | 10 | -2 | -3 | 0
        nothing is the floor                          | higher | mirror floor 0.25 | 10 | -2 | -3 | 2.5
        zero of zero where higher is better           | higher | mirror cap 1.2    | 10 | 0  | 0  | 10
        zero of zero where lower is better            | lower  | mirror cap 1.2    | 10 | 0  | 0  | 10
        more than zero where lower is better          | lower  | mirror cap 1.2    | 10 | 0  | 1  | 0
        less than −2 where lower is better            | lower  | mirror cap 1.2    | 10 | -2 | -3 | 10
        reciprocal on the good side                   | lower  | reciprocal        | 10 | 0  | 0  | 10
        reciprocal on the bad side                    | lower  | reciprocal        | 10 | 0  | 5  | 0
    ";
    check(table, &[Problem::TargetNotPositive]);
}

#[test]
fn points_per_unit_of_an_adjustment_item() {
    let table = "
        46.5 % of drugs against 45 %: −0.30         | lower  | step 1 take 0.2 give 0   | 0 | 45  | 46.5  | -0.30
        on target: nothing                          | lower  | step 1 take 0.2 give 0   | 0 | 45  | 45    | 0
        under the limit: nothing, it only takes     | lower  | step 1 take 0.2 give 0   | 0 | 40  | 38    | 0
        48 % of essential medicines against 50 %    | higher | step 1 take 0.2 give 0   | 0 | 50  | 48    | -0.40
        94 % cured at 0.1 a point                   | higher | step 1 take 0.1 give 0   | 0 | 95  | 94    | -0.10
        12.5 days against 12                        | lower  | step 1 take 0.2 give 0   | 0 | 12  | 12.5  | -0.10
        cost ratio 170.4 against 172.0: a fall adds | lower  | step 1 take 0.2 give 0.2 | 0 | 172 | 170.4 | 0.32
        direct expense 121 against 120 at 0.4       | lower  | step 1 take 0.4 give 0.4 | 0 | 120 | 121   | -0.40
        broad revenue 85.2 against 86.0             | lower  | step 1 take 0.2 give 0.2 | 0 | 86  | 85.2  | 0.16
        a step of five units                        | lower  | step 5 take 0.2 give 0   | 0 | 45  | 60    | -0.60
        a weight does not move an adjustment item   | lower  | step 1 take 0.2 give 0   | 7 | 45  | 46.5  | -0.30
        at most the highest                         | lower  | step 1 take 1 give 1 highest 2 | 0 | 45 | 40 | 2
        at least the lowest                         | lower  | step 1 take 1 give 1 lowest -2 | 0 | 45 | 50 | -2
    ";
    check(table, &[]);
}

#[test]
fn parts_of_a_step() {
    let table = "
        1.5 steps count 1.5                    | lower | step 1 take 0.2 give 0           | 0 | 45 | 46.5 | -0.30
        1.5 steps count 1                      | lower | step 1 take 0.2 give 0 whole     | 0 | 45 | 46.5 | -0.20
        1.5 steps count 2                      | lower | step 1 take 0.2 give 0 started   | 0 | 45 | 46.5 | -0.40
        1.5 good steps count 1                 | lower | step 1 take 0.2 give 0.3 whole   | 0 | 45 | 43.5 | 0.30
        1.5 good steps count 2                 | lower | step 1 take 0.2 give 0.3 started | 0 | 45 | 43.5 | 0.60
        a whole number of steps is not rounded | lower | step 1 take 0.2 give 0 started   | 0 | 45 | 47   | -0.40
        0.3 is three tenths and not a bit less | lower | step 0.1 take 1 give 0 whole     | 0 | 0  | 0.3  | -3
        0.3 is three tenths and not a bit more | lower | step 0.1 take 1 give 0 started   | 0 | 0  | 0.3  | -3
    ";
    check(table, &[]);
}

#[test]
fn steps_from_full_points() {
    let table = "
        three steps at 2 points            | lower  | full step 1 take 2 give 1 lowest 0 highest 12 | 10 | 5 | 8   | 4
        until used up                      | lower  | full step 1 take 2 give 1 lowest 0 highest 12 | 10 | 5 | 20  | 0
        one step better                    | lower  | full step 1 take 2 give 1 lowest 0 highest 12 | 10 | 5 | 4   | 11
        at most the highest                | lower  | full step 1 take 2 give 1 lowest 0 highest 12 | 10 | 5 | 1   | 12
        higher is better                   | higher | full step 1 take 2 give 1 lowest 0 highest 12 | 10 | 5 | 4   | 8
        a target of zero is like any other | lower  | full step 1 take 2 give 1 lowest 0 highest 12 | 10 | 0 | 1   | 8
        without limits below               | lower  | full step 1 take 2 give 1                     | 10 | 5 | 20  | -20
        without limits above               | lower  | full step 1 take 2 give 1                     | 10 | 5 | 1   | 14
        growth of inpatient expense of 6.1 | lower  | full step 1 take 1 give 0 lowest 0            | 6  | 3 | 5.5 | 3.5
        the same below the limit           | lower  | full step 1 take 1 give 0 lowest 0            | 6  | 3 | 2.1 | 6
    ";
    check(table, &[]);
}

#[test]
fn deductions() {
    let table = "
        1.5 and 1.0 of 20                | higher | deduct 1 lowest 0   | 20 | 0 | 2.5 | 17.5
        1.5 and 1.0 of 20, whatever side | lower  | deduct 1 lowest 0   | 20 | 0 | 2.5 | 17.5
        until used up: 0 and not −3      | lower  | deduct 1 lowest 0   | 20 | 0 | 23  | 0
        no deduction                     | lower  | deduct 1 lowest 0   | 20 | 0 | 0   | 20
        three complaints at half a point | lower  | deduct 0.5 lowest 0 | 10 | 0 | 3   | 8.5
        never below the lowest           | lower  | deduct 1 lowest 5   | 20 | 0 | 23  | 5
    ";
    check(table, &[]);
}

#[test]
fn rounding_rules() {
    let decimals = |decimals, midpoint| Rounding::Decimals { decimals, midpoint };
    let (away, even) = (Midpoint::AwayFromZero, Midpoint::ToEven);
    let rows = [
        ("5.025 | higher | mirror | 15 | 300 | 100.5 | 5.03", decimals(2, away)),
        ("5.025 | higher | mirror | 15 | 300 | 100.5 | 5.02", decimals(2, even)),
        ("5.015 | higher | mirror | 15 | 300 | 100.3 | 5.02", decimals(2, even)),
        ("−0.125 | lower | step 1 take 0.25 give 0 | 0 | 1 | 1.5 | -0.13", decimals(2, away)),
        ("−0.125 | lower | step 1 take 0.25 give 0 | 0 | 1 | 1.5 | -0.12", decimals(2, even)),
        ("5.025 | higher | mirror | 15 | 300 | 100.5 | 5", decimals(0, away)),
        ("5.05 | higher | mirror | 15 | 300 | 101 | 5.1", decimals(1, away)),
        ("5.015 | higher | mirror | 15 | 300 | 100.3 | 5.015", Rounding::None),
        (
            "2 and half a unit of the 15th | higher | mirror | 15 | 300 | 40.00000000000001 | 2",
            Rounding::None,
        ),
        ("two thirds of ten | higher | mirror | 10 | 3 | 2 | 6.666666666666667", Rounding::None),
    ];
    for (line, rounding) in rows {
        let row = read(line);
        let report = report_of(&row, |book| rules(book).rounding = rounding);
        assert_eq!(report.total.points, row.points, "{} under {rounding:?}", row.says);
    }
}

/// The rows of 6.4: measure, weight, target, actual, points. The cap is 1.20 but for the two
/// measures whose target is a ceiling.
const T3: [(&str, &str, &str, &str, &str); 13] = [
    ("F08", "15", "126", "130.2", "15.50"),
    ("F09", "15", "21", "20.16", "14.40"),
    ("C01", "5", "90", "93.6", "5.00"),
    ("P12", "5", "100", "96", "4.80"),
    ("F14", "10", "45", "42.3", "10.60"),
    ("P19", "5", "900", "927", "5.15"),
    ("P20", "5", "82.4", "80.752", "4.90"),
    ("P21", "5", "28.0", "28.84", "5.15"),
    ("P22", "10", "60", "66", "11.00"),
    ("F10", "10", "455000", "464100", "10.20"),
    ("F11", "5", "1.25", "1.225", "4.90"),
    ("L03", "5", "25", "27", "5.40"),
    ("L04", "5", "85", "83.3", "4.90"),
];

fn t3_measure((code, weight, target, _, _): (&str, &str, &str, &str, &str)) -> Measure {
    let cap = if ["C01", "P12", "L04"].contains(&code) { "1" } else { "1.2" };
    Measure {
        polarity: if code == "F14" { Polarity::Lower } else { Polarity::Higher },
        scope: if code == "P19" { Scope::Ancestor(1) } else { Scope::Own },
        target: fixed(target),
        ..measure(code, code, weight, completion(Some(cap)))
    }
}

#[test]
fn annual_appraisal_of_first_surgery_with_the_exact_actuals_of_6_4() {
    let parts = [("financial", 0..2), ("customer", 2..5), ("process", 5..11), ("learning", 11..13)];
    let perspectives =
        parts.map(|(id, rows)| perspective(id, T3[rows].iter().copied().map(t3_measure).collect()));
    let items = T3.iter().map(|(code, ..)| item(code)).collect();
    let mut book = workbook(PeriodLength::Year, items, perspectives.into());
    for (code, _, _, actual, _) in T3 {
        let unit = if code == "P19" { "hospital" } else { WARD };
        for number in 1..=12 {
            let figure = if number == 12 { actual } else { "0" };
            enter(&mut book, unit, code, &format!("2025-{number:02}"), figure);
        }
    }
    for rounding in [rules(&mut book).rounding, Rounding::None] {
        rules(&mut book).rounding = rounding;
        let report = score(&book, CARD, WARD, year(2025));
        for (code, _, _, _, points) in T3 {
            let found = report.measure(&MeasureId::from(code)).expect("a measure");
            assert_eq!(found.points, Some(decimal(points)), "{code}");
        }
        let sums: Vec<_> = report.perspectives().iter().filter_map(|part| part.points).collect();
        assert_eq!(sums, ["29.90", "20.40", "41.30", "10.30"].map(decimal));
        assert_eq!(report.total.points, Some(decimal("101.90")));
        assert_eq!(report.findings, []);
    }
}

fn key(unit: Option<&str>, year: Option<i32>, month: Option<u32>) -> FixedTargetKey {
    FixedTargetKey { unit: unit.map(UnitId::from), year, month }
}

#[test]
fn the_most_specific_fixed_target_counts() {
    // From the least to the most specific; then three that hold for something else.
    let all = [
        (key(None, None, None), "1"),
        (key(None, None, Some(3)), "2"),
        (key(None, Some(2026), None), "3"),
        (key(None, Some(2026), Some(3)), "4"),
        (key(Some(WARD), None, None), "5"),
        (key(Some(WARD), None, Some(3)), "6"),
        (key(Some(WARD), Some(2026), None), "7"),
        (key(Some(WARD), Some(2026), Some(3)), "8"),
        (key(Some("hospital"), Some(2026), Some(3)), "100"),
        (key(Some(WARD), Some(2025), Some(3)), "200"),
        (key(Some(WARD), Some(2026), Some(4)), "300"),
    ];
    let mut targets = FixedTargets::default();
    let mut most_specific = "";
    for (key, value) in all {
        targets.set(key, decimal(value));
        most_specific = if value.len() == 1 { value } else { most_specific };
        let measure = Measure {
            target: target(TargetSource::Fixed(targets.clone())),
            ..measure("m", "a", "10", completion(None))
        };
        let mut book = monthly(&["a"], vec![measure]);
        enter(&mut book, WARD, "a", "2026-03", "1");
        let found = one(&march(&book), "m").target.clone();
        assert_eq!(found, Some(Exact::from(decimal(most_specific))), "up to {value}");
    }
}

#[test]
fn uplift_and_offset() {
    let rows = [
        ("5 % more", "100", "5", "0", "105"),
        ("5 % more and 2 on top", "100", "5", "2", "107"),
        ("3 % less and 1 off", "200", "-3", "-1", "193"),
        ("only an offset", "45", "0", "-0.5", "44.5"),
        ("a tenth of a per cent stays exact", "300", "0.1", "0", "300.3"),
    ];
    for (says, source, uplift, offset, expected) in rows {
        let mut one = measure("m", "a", "10", completion(None));
        one.target =
            fixed(source).map(|target| Target { uplift: decimal(uplift), offset: decimal(offset), ..target });
        let mut book = monthly(&["a"], vec![one]);
        enter(&mut book, WARD, "a", "2026-03", "1");
        let report = score(&book, CARD, WARD, month("2026-03"));
        let found = report.measure(&MeasureId::from("m")).and_then(|m| m.target.clone());
        assert!(found.expect("a target").equals(decimal(expected)), "{says}");
    }
}

#[test]
fn targets_are_those_of_the_scored_unit_and_figures_those_of_the_scope() {
    let mut targets = FixedTargets::default();
    targets.set(key(Some(WARD), None, None), decimal("50"));
    targets.set(key(Some("hospital"), None, None), decimal("1000"));
    let mut one = measure("m", "a", "10", completion(None));
    one.scope = Scope::Ancestor(1);
    one.target = target(TargetSource::Fixed(targets));
    let mut book = monthly(&["a"], vec![one]);
    enter(&mut book, "hospital", "a", "2026-03", "40");
    let report = score(&book, CARD, WARD, month("2026-03"));
    assert_eq!(report.total.points, Some(decimal("8")));
}
