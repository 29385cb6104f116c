//! Random measures: every method, target, polarity and substitute there is.

use std::collections::BTreeSet;

use counterpoise::domain::expression::Expression;
use counterpoise::domain::id::MeasureId;
use counterpoise::domain::measure::{
    Aspect, Gives, Measure, MeasureStatus, Polarity, Range, Scope, StatusOf, Substitute, Weight,
};
use counterpoise::domain::method::{
    AchievementImprovement, Award, Band, Bands, Basis, Completion, Deduction, End, Entered, Formula,
    Interpolation, Inverse, Knot, Limits, Method, PassFail, PeerBest, PeerRank, RankAward, RankBand, Side,
    Step, StepBase, StepCounting,
};
use counterpoise::domain::name::Name;
use counterpoise::domain::scorecard::StatusBands;
use counterpoise::domain::target::{
    FixedTargetKey, FixedTargets, PeerStatistic, PeerTarget, Target, TargetSource,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use crate::books::{decimal, measure};
use crate::random_books::{ITEMS, Numbers, UNITS, item_id, unit_id};

/// Polarity, method and weight of a measure.
pub(crate) type Scoring = (Polarity, Method, Weight);

/// Formulas. Only those that refer to scores can lead back to themselves; see `numbered`.
const FORMULAS: [&str; 12] = [
    "actual",
    "weight * actual / target",
    "coalesce(target, actual, 5)",
    "actual - previous",
    "(actual - baseline) / baseline * 100",
    "weight * actual / peer_best",
    "peer_mean - actual",
    "i1 * 2 - i2",
    "points(M0) / 2",
    "coalesce(percent(M1), 7)",
    "points(p0) - percent(p0)",
    "if(actual > i1, weight, points(M0))",
];

pub(crate) fn expression(text: &str) -> Expression {
    Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

pub(crate) fn measures(numbers: Numbers) -> impl Strategy<Value = Measure> {
    let actual = prop_oneof![
        6 => select(vec!["i0", "i1", "i2", "i3"]),
        4 => select(vec![
            "i0 / i1", "i0 / i1 * 100", "i2 - i1", "(i0 + i3) * 45%", "\"Item 2\" + 1", "-i3", "3.5", "i0 * i1 * i2",
        ]),
        1 => select(vec!["i0 / (i1 - i1)", "unknown", "\"项 1\" / i1", "i0 + i1"]),
    ];
    let scope = prop_oneof![9 => Just(Scope::Own), 1 => (1_u32..=2).prop_map(Scope::Ancestor)];
    let least_months = prop_oneof![2 => Just(None), 1 => (1_u32..=12).prop_map(Some)];
    let proposals = vec(select(vec![Aspect::Target, Aspect::Cap, Aspect::Weight]), 0..=2);
    let definition = (actual, scope, option::weighted(0.95, targets(numbers)), least_months, proposals);
    let rest = (0_u32..=15, prop::bool::weighted(0.1), status(numbers), substitutes());
    (definition, scoring(numbers), rest).prop_map(
        |((actual, scope, target, least_months, proposals), (polarity, method, weight), rest)| Measure {
            polarity,
            scope,
            target,
            weight,
            least_months,
            decimals: rest.0,
            extra: rest.1,
            status: rest.2,
            substitute: rest.3,
            owner: (rest.0 > 7).then(|| Name::plain("Nurse")),
            description: (rest.0 > 11).then(|| Name::plain("What it is")),
            proposals: BTreeSet::from_iter(proposals),
            ..measure("m", actual, "0", method)
        },
    )
}

fn status(numbers: Numbers) -> impl Strategy<Value = Option<MeasureStatus>> {
    let of = select(vec![StatusOf::Percent, StatusOf::Actual]);
    option::weighted(0.2, (of, numbers(), numbers())).prop_map(|status| {
        status.map(|(of, a, b)| MeasureStatus {
            of,
            bands: StatusBands { on_target: a.max(b), at_risk: a.min(b) },
        })
    })
}

pub(crate) fn substitutes() -> impl Strategy<Value = Option<Substitute>> {
    let value = select(vec!["peer_mean", "80", "i0", "weight / 2", "i1 / i2"]);
    option::weighted(0.4, (value, select(vec![Gives::Points, Gives::Percent]))).prop_map(|substitute| {
        substitute.map(|(value, gives)| Substitute { value: expression(value), gives })
    })
}

pub(crate) fn weights() -> impl Strategy<Value = Weight> {
    let weights = prop_oneof![
        8 => (0_i64..=5_000, 0_u32..=2).prop_map(|(digits, scale)| Decimal::new(digits, scale)),
        1 => Just(Decimal::ZERO),
    ];
    weights.prop_map(|weight| Weight::new(weight).expect("a weight"))
}

pub(crate) fn scoring(numbers: Numbers) -> impl Strategy<Value = Scoring> {
    let within =
        (numbers(), numbers()).prop_map(|(a, b)| Polarity::Within(Range { low: a.min(b), high: a.max(b) }));
    let polarity = prop_oneof![5 => select(vec![Polarity::Higher, Polarity::Lower]), 1 => within];
    (polarity, methods(numbers), weights()).prop_map(|(polarity, method, weight)| match (polarity, &method) {
        // Neither has a direction within a range.
        (Polarity::Within(_), Method::PeerBest(_) | Method::AchievementImprovement(_)) => {
            (Polarity::Lower, method, weight)
        }
        _ => (polarity, method, weight),
    })
}

fn methods(numbers: Numbers) -> impl Strategy<Value = Method> {
    let inverse = select(vec![Inverse::Mirror, Inverse::Reciprocal]);
    let completion = (inverse, floors(), caps())
        .prop_map(|(inverse, floor, cap)| Method::Completion(Completion { inverse, floor, cap }));
    let deduction = (numbers(), numbers())
        .prop_map(|(each, lowest)| Method::Deduction(Deduction { points_each: each.abs(), lowest }));
    let pass_fail = numbers().prop_map(|otherwise| Method::PassFail(PassFail { otherwise }));
    let formula = (select(FORMULAS.to_vec()), limits(numbers))
        .prop_map(|(text, limits)| Method::Formula(Formula { points: expression(text), limits }));
    let out_of = option::of(numbers().prop_map(above_zero));
    let entered =
        (out_of, limits(numbers)).prop_map(|(out_of, limits)| Method::Entered(Entered { out_of, limits }));
    let peer_best = (floors(), caps(), 0_u32..=3)
        .prop_map(|(floor, cap, least_peers)| Method::PeerBest(PeerBest { floor, cap, least_peers }));
    prop_oneof![
        3 => completion,
        2 => step(numbers),
        1 => deduction,
        2 => bands(numbers),
        2 => interpolation(numbers),
        1 => pass_fail,
        1 => peer_best,
        1 => peer_rank(),
        1 => achievement(),
        2 => formula,
        1 => entered,
    ]
}

fn floors() -> impl Strategy<Value = Decimal> {
    select(vec!["0", "0.5"]).prop_map(decimal)
}

fn caps() -> impl Strategy<Value = Option<Decimal>> {
    select(vec![None, Some("1"), Some("1.2"), Some("2.5")]).prop_map(|cap| cap.map(decimal))
}

fn above_zero(value: Decimal) -> Decimal {
    if value.is_zero() { Decimal::ONE } else { value.abs() }
}

fn limits(numbers: Numbers) -> impl Strategy<Value = Limits> {
    (option::of(numbers()), option::of(numbers())).prop_map(|limits| match limits {
        (Some(a), Some(b)) => Limits { lowest: Some(a.min(b)), highest: Some(a.max(b)) },
        (lowest, highest) => Limits { lowest, highest },
    })
}

fn step(numbers: Numbers) -> impl Strategy<Value = Method> {
    use StepCounting::{Proportional, Started, Whole};
    let counting = select(vec![Proportional, Whole, Started]);
    let base = select(vec![StepBase::Full, StepBase::Zero]);
    let sizes = numbers().prop_map(above_zero);
    (sizes, counting, (numbers(), numbers()), base, limits(numbers)).prop_map(
        |(step, counting, rates, base, limits)| {
            Method::Step(Step {
                step,
                counting,
                deduct: rates.0.abs(),
                add: rates.1.abs(),
                base,
                lowest: limits.lowest,
                highest: limits.highest,
            })
        },
    )
}

fn bases() -> impl Strategy<Value = Basis> {
    select(vec![Basis::Actual, Basis::Ratio, Basis::Difference])
}

fn bands(numbers: Numbers) -> impl Strategy<Value = Method> {
    let award = prop_oneof![numbers().prop_map(Award::Points), numbers().prop_map(Award::Percent)];
    let cuts = vec((numbers(), award.clone()), 0..=4);
    (bases(), award, cuts, select(vec![Side::Better, Side::Worse])).prop_map(
        |(basis, first, mut cuts, cut)| {
            cuts.sort_by_key(|(from, _)| *from);
            cuts.dedup_by_key(|(from, _)| *from);
            let first = [Band { from: None, award: first }].into_iter();
            let bands = first.chain(cuts.into_iter().map(|(from, award)| Band { from: Some(from), award }));
            Method::Bands(Bands { basis, bands: bands.collect(), cut })
        },
    )
}

fn interpolation(numbers: Numbers) -> impl Strategy<Value = Method> {
    let end = || prop_oneof![Just(End::Constant), Just(End::Extrapolated), numbers().prop_map(End::Percent)];
    let knots = vec((numbers(), numbers()), 1..=5);
    (bases(), knots, end(), end(), limits(numbers), any::<bool>()).prop_map(
        |(basis, mut knots, below, above, limits, jump)| {
            knots.sort_by_key(|(at, _)| *at);
            if let (true, [first, second, ..]) = (jump, knots.as_mut_slice()) {
                second.0 = first.0;
            }
            let knots = knots.into_iter().map(|(at, percent)| Knot { at, percent }).collect();
            Method::Interpolation(Interpolation { basis, knots, below, above, limits })
        },
    )
}

fn peer_rank() -> impl Strategy<Value = Method> {
    let linear = (0_i64..=100).prop_map(|last| RankAward::Linear { last: Decimal::from(last) });
    let bands = vec((1_u32..=3, 0_i64..=120), 0..=3).prop_map(|bands| {
        let mut up_to = 0;
        let band = |(more, percent): (u32, i64)| {
            up_to += more;
            RankBand { up_to, percent: Decimal::from(percent) }
        };
        RankAward::Bands(bands.into_iter().map(band).collect())
    });
    (prop_oneof![linear, bands], 0_u32..=3)
        .prop_map(|(award, least_peers)| Method::PeerRank(PeerRank { award, least_peers }))
}

fn achievement() -> impl Strategy<Value = Method> {
    let levels = || select(vec!["10", "50", "90", "-3.5", "i1", "i2 / 2"]).prop_map(expression);
    let scale = select(vec!["10", "5", "2.5", "1.5"]).prop_map(decimal);
    (levels(), levels(), option::of(levels()), scale, any::<bool>()).prop_map(
        |(threshold, benchmark, baseline, scale, rounded)| {
            Method::AchievementImprovement(AchievementImprovement {
                threshold,
                benchmark,
                baseline,
                scale,
                rounded,
            })
        },
    )
}

pub(crate) fn targets(numbers: Numbers) -> impl Strategy<Value = Target> {
    let texts = select(vec!["i1", "i0 / i2 * 2", "100", "unknown"]);
    let scope = select(vec![Scope::Own, Scope::Ancestor(1)]);
    let of = |id| MeasureId::from(id);
    let source = prop_oneof![
        4 => fixed_targets(numbers).prop_map(TargetSource::Fixed),
        1 => (0..ITEMS).prop_map(|index| TargetSource::Budget(item_id(index))),
        2 => Just(TargetSource::LastYearMonthlyMean),
        1 => Just(TargetSource::SamePeriodLastYear),
        1 => Just(TargetSource::PreviousPeriod),
        1 => (1_u32..=4).prop_map(|periods| TargetSource::TrailingMean { periods }),
        2 => peer_targets().prop_map(TargetSource::Peers),
        1 => scope.prop_map(move |scope| TargetSource::Measure { measure: of("m0"), scope }),
        1 => texts.prop_map(|text| TargetSource::Expression(expression(text))),
    ];
    let change = prop_oneof![2 => Just(Decimal::ZERO), 1 => numbers()];
    (source, change.clone(), change).prop_map(|(source, uplift, offset)| Target { source, uplift, offset })
}

fn peer_targets() -> impl Strategy<Value = PeerTarget> {
    let statistic = prop_oneof![
        select(vec![PeerStatistic::Mean, PeerStatistic::Median, PeerStatistic::Best]),
        (0_i64..=100).prop_map(|share| PeerStatistic::Quantile(Decimal::new(share, 2))),
    ];
    (statistic, any::<bool>(), 0_u32..=2).prop_map(|(statistic, with_self, least_peers)| PeerTarget {
        statistic,
        with_self,
        least_peers,
    })
}

fn fixed_targets(numbers: Numbers) -> impl Strategy<Value = FixedTargets> {
    let key = (option::of(0..UNITS), option::of(2024..=2026), option::of(1_u32..=12));
    (numbers(), vec((key, numbers()), 0..=3)).prop_map(|(all, rows)| {
        let mut targets = FixedTargets::default();
        targets.set(FixedTargetKey::default(), all);
        for ((unit, year, month), value) in rows {
            let unit = unit.map(unit_id);
            targets.set(FixedTargetKey { unit, year, month }, value);
        }
        targets
    })
}
