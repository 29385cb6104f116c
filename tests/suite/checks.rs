//! What is doubted in a definition: for every rule a book in which it is found, and one just on the
//! other side.

mod figures;
mod scores;

use counterpoise::domain::checks::{Doubt, Finding, Part, Place, of_definition};
use counterpoise::domain::expression::Expression;
use counterpoise::domain::id::{ItemId, KindId, ObjectiveId, ScorecardId};
use counterpoise::domain::item::MonthRule;
use counterpoise::domain::measure::{
    Gives, Measure, MeasureStatus, Polarity, Range, StatusOf, Substitute, Weight,
};
use counterpoise::domain::method::{
    Award, Band, Bands, Basis, End, Formula, Interpolation, Knot, Limits, Method, PeerRank, RankAward,
    RankBand, Side,
};
use counterpoise::domain::name::Name;
use counterpoise::domain::period::PeriodLength;
use counterpoise::domain::scorecard::{Grade, Override, Perspective, StatusBands, Weighting};
use counterpoise::domain::target::TargetSource;
use counterpoise::domain::unit::{DatedKind, Kind};
use counterpoise::domain::workbook::Workbook;
use rust_decimal::Decimal;

use crate::books::{
    CARD, WARD, adjustment, at, completion, decimal, fixed, item, measure, objective, percent_of,
    perspective, rules, target, unit, workbook,
};

/// A monthly card with these perspectives, and the item that each measure is named after.
fn card(perspectives: Vec<Perspective>) -> Workbook {
    let codes = perspectives.iter().flat_map(Perspective::all_measures).map(|measure| item(&measure.code));
    let mut items: Vec<_> = codes.collect();
    items.dedup_by(|one, other| one.code == other.code);
    workbook(PeriodLength::Month, items, perspectives)
}

/// Two perspectives that weigh alike, the first with this measure of the item `m`.
fn with_measure(measure: Measure) -> Workbook {
    let weight = Weight::new(decimal("50")).expect("a weight");
    card(vec![
        perspective("first", vec![Measure { weight, ..measure }]),
        perspective("second", vec![percent_of("n", "50")]),
    ])
}

fn with_method(polarity: Polarity, method: Method) -> Workbook {
    with_measure(Measure { polarity, target: fixed("1"), ..measure("m", "m", "0", method) })
}

fn of_measure(id: &str) -> Part {
    Part::Measure(id.into())
}

fn of_perspective(id: &str) -> Part {
    Part::Perspective(id.into())
}

fn at_item(id: &str) -> Place {
    Place::Item(ItemId::from(id))
}

fn in_design(part: Part, from: &str) -> Place {
    Place::Design { scorecard: ScorecardId::from(CARD), from: at(from), part }
}

/// That exactly these findings are there, in the design of the only revision.
#[track_caller]
fn check_parts(says: &str, book: &Workbook, expected: &[(Part, Doubt)]) {
    let expected = expected.iter().cloned();
    let expected: Vec<_> = expected.map(|(part, doubt)| (in_design(part, "2000-01"), doubt)).collect();
    check_places(says, book, &expected);
}

#[track_caller]
fn check_places(says: &str, book: &Workbook, expected: &[(Place, Doubt)]) {
    let found = of_definition(book);
    let expected = expected.iter().cloned().map(|(place, doubt)| Finding { place, doubt });
    assert_eq!(found, expected.collect::<Vec<_>>(), "{says}");
}

#[test]
fn a_measure_that_should_count_weighs_something() {
    let second = || perspective("second", vec![percent_of("n", "50")]);
    let book =
        |other: Measure| card(vec![perspective("first", vec![percent_of("m", "50"), other]), second()]);
    let zero = || percent_of("z", "0");
    let lost = (of_measure("z"), Doubt::ZeroWeight);
    check_parts("a weight of 0", &book(zero()), std::slice::from_ref(&lost));
    check_parts("an extra measure", &book(Measure { extra: true, ..zero() }), &[]);
    let step = Measure { target: fixed("3"), ..measure("z", "z", "0", Method::Step(adjustment("1", "1"))) };
    check_parts("an adjustment item", &book(step), &[]);
    let mut shares = card(vec![
        Perspective {
            objectives: vec![objective("o", vec![percent_of("m", "1")])],
            ..perspective("first", vec![percent_of("z", "1")])
        },
        second(),
    ]);
    rules(&mut shares).weighting = Weighting::Share { total: Decimal::ONE_HUNDRED };
    let weight = Weight::new(Decimal::ONE).expect("a weight");
    rules(&mut shares).perspectives.iter_mut().for_each(|own| own.weight = weight);
    let objective = (Part::Objective(ObjectiveId::from("o")), Doubt::ZeroWeight);
    check_parts("an objective without a share", &shares, &[objective]);
    rules(&mut shares).perspectives[0].objectives[0].weight = weight;
    check_parts("an objective with a share", &shares, &[]);
    rules(&mut shares).weighting = Weighting::Points;
    rules(&mut shares).perspectives[0].objectives[0].weight = Weight::default();
    let heavy = (of_perspective("second"), Doubt::HeavyPerspective(decimal("96.15")));
    let light = (of_perspective("first"), Doubt::LightPerspective(decimal("3.85")));
    check_parts("in points only measures weigh: 2 and 50 of 52", &shares, &[light, heavy]);
}

#[track_caller]
fn check_weights(says: &str, weights: &[&str], expected: &[(Part, Doubt)]) {
    let ids = ["p0", "p1", "p2"];
    let perspectives =
        ids.iter().zip(weights).map(|(id, weight)| perspective(id, vec![percent_of(id, weight)]));
    check_parts(says, &card(perspectives.collect()), expected);
    let perspectives = ids.iter().zip(weights).map(|(id, weight)| Perspective {
        weight: Weight::new(decimal(weight)).expect("a weight"),
        ..perspective(id, vec![percent_of(id, "1")])
    });
    let mut shares = card(perspectives.collect());
    rules(&mut shares).weighting = Weighting::Share { total: Decimal::ONE_HUNDRED };
    check_parts(says, &shares, expected);
}

#[test]
fn a_perspective_weighs_neither_too_little_nor_too_much() {
    let light = |id, percent| (of_perspective(id), Doubt::LightPerspective(decimal(percent)));
    let heavy = |id, percent| (of_perspective(id), Doubt::HeavyPerspective(decimal(percent)));
    check_weights("just under 5 %", &["4.99", "47.51", "47.5"], &[light("p0", "4.99")]);
    check_weights("5 % is enough", &["5", "47.5", "47.5"], &[]);
    check_weights("just over a half", &["50.01", "49.99"], &[heavy("p0", "50.01")]);
    check_weights("a half is not too much", &["50", "50"], &[]);
    check_weights("of any sum: 1, 19 and 20 of 40", &["1", "19", "20"], &[light("p0", "2.5")]);
    check_weights("one alone cannot weigh less", &["100"], &[]);
    let step = Measure { target: fixed("3"), ..measure("s", "s", "0", Method::Step(adjustment("1", "1"))) };
    let book = |first: &str, second: &str| {
        card(vec![
            perspective("p0", vec![percent_of("m", first)]),
            perspective("p1", vec![percent_of("n", second)]),
            perspective("p2", vec![step.clone()]),
        ])
    };
    check_parts("nothing but adjustment items has no weight to be doubted", &book("50", "50"), &[]);
}

/// Where each grade begins, and what is found.
type GradeRow<'r> = (&'r str, &'r [Option<&'r str>], &'r [(Part, Doubt)]);

#[test]
fn every_percent_has_one_grade() {
    let missed = |place| (Part::Grades, Doubt::GradeNotReached(place));
    let open = |percent| (Part::Grades, Doubt::NoGradeBelow(decimal(percent)));
    let rows: [GradeRow<'_>; 7] = [
        ("in order", &[Some("90"), Some("89.99"), None], &[]),
        ("none at all", &[], &[]),
        ("two from the same percent", &[Some("90"), Some("90"), None], &[missed(1)]),
        ("one above the one before it", &[Some("80"), Some("90"), Some("70"), None], &[missed(1)]),
        ("everything taken by the first", &[None, Some("80")], &[missed(1)]),
        ("two without an end", &[Some("80"), None, None], &[missed(2)]),
        ("nothing for the lowest", &[Some("90"), Some("60")], &[open("60")]),
    ];
    for (says, grades, expected) in rows {
        let mut book = card(vec![perspective("p", vec![percent_of("m", "100")])]);
        let grade = |from: &Option<&str>| Grade { from: from.map(decimal), name: Name::plain("x") };
        rules(&mut book).grades = grades.iter().map(grade).collect();
        check_parts(says, &book, expected);
    }
}

#[test]
fn a_measure_can_be_at_risk() {
    let rows = [
        ("percent in order", StatusOf::Percent, Polarity::Higher, "95", "80", false),
        ("percent at one cut", StatusOf::Percent, Polarity::Higher, "80", "80", false),
        ("percent turned round", StatusOf::Percent, Polarity::Lower, "80", "80.01", true),
        ("an actual in order", StatusOf::Actual, Polarity::Higher, "46", "44", false),
        ("an actual turned round", StatusOf::Actual, Polarity::Higher, "44", "46", true),
        ("lower is better, in order", StatusOf::Actual, Polarity::Lower, "3", "5", false),
        ("lower is better, turned round", StatusOf::Actual, Polarity::Lower, "5", "3", true),
    ];
    for (says, of, polarity, on_target, at_risk, found) in rows {
        let bands = StatusBands { on_target: decimal(on_target), at_risk: decimal(at_risk) };
        let status = Some(MeasureStatus { of, bands });
        let book = with_measure(Measure { polarity, status, ..percent_of("m", "50") });
        let expected = [(of_measure("m"), Doubt::NeverAtRisk)];
        check_parts(says, &book, if found { &expected } else { &[] });
    }
}

#[test]
fn every_rank_has_its_band() {
    let bands = |ranks: &[u32]| {
        let band = |up_to: &u32| RankBand { up_to: *up_to, percent: Decimal::ONE };
        RankAward::Bands(ranks.iter().map(band).collect())
    };
    let beyond = |up_to, units| vec![(of_measure("m"), Doubt::RanksWithoutPoints { up_to, units })];
    let rows = [
        ("four units, three ranks", bands(&[1, 3]), "aaaa", beyond(3, 4)),
        ("three units, three ranks", bands(&[1, 3]), "aaa", Vec::new()),
        ("four units of two kinds", bands(&[1, 3]), "aabb", Vec::new()),
        ("no ranks at all", bands(&[]), "aab", beyond(0, 2)),
        ("every rank in proportion", RankAward::Linear { last: Decimal::ZERO }, "aaaa", Vec::new()),
    ];
    for (says, award, kinds, expected) in rows {
        let mut book = with_method(Polarity::Higher, Method::PeerRank(PeerRank { award, least_peers: 1 }));
        book.kinds = ["a", "b"].map(|id| Kind { id: KindId::from(id), name: Name::plain(id) }).into();
        for (place, kind) in kinds.chars().enumerate() {
            let mut ward = unit(&format!("w{place}"), Some("hospital"));
            let kind = KindId::from(kind.to_string().as_str());
            ward.kinds = vec![DatedKind { from: at("2020-01"), kind }];
            book.scorecards[0].units.push(ward.id.clone());
            book.units.push(ward);
        }
        check_parts(says, &book, &expected);
    }
}

fn knots(basis: Basis, knots: &[(&str, &str)], below: End, above: End) -> Method {
    let knot = |(at, percent): &(&str, &str)| Knot { at: decimal(at), percent: decimal(percent) };
    let knots = knots.iter().map(knot).collect();
    Method::Interpolation(Interpolation { basis, knots, below, above, limits: Limits::default() })
}

const WITHIN: Polarity = Polarity::Within(Range {
    low: Decimal::from_parts(40, 0, 0, false, 0),
    high: Decimal::from_parts(60, 0, 0, false, 0),
});

/// Knots, what holds beyond them, and the value at which the better side earns less.
type KnotRow<'r> = (&'r str, Polarity, Basis, &'r [(&'r str, &'r str)], (End, End), Option<&'r str>);

#[test]
fn knots_follow_the_polarity() {
    use Polarity::{Higher, Lower};
    let constant = (End::Constant, End::Constant);
    let percent = |percent| End::Percent(decimal(percent));
    let (up, down) = ([("0", "0"), ("50", "60"), ("100", "100")], [("0", "100"), ("50", "60"), ("100", "0")]);
    let hill = [("30", "0"), ("40", "100"), ("60", "100"), ("70", "0")];
    let rows: [KnotRow<'_>; 14] = [
        ("rising where higher is better", Higher, Basis::Actual, &up, constant, None),
        (
            "level for a while",
            Higher,
            Basis::Actual,
            &[("0", "0"), ("50", "60"), ("100", "60")],
            constant,
            None,
        ),
        (
            "falling at the end",
            Higher,
            Basis::Actual,
            &[("0", "0"), ("50", "60"), ("100", "59.9")],
            constant,
            Some("100"),
        ),
        ("falling over the ratio", Higher, Basis::Ratio, &down, constant, Some("50")),
        ("falling where lower is better", Lower, Basis::Actual, &down, constant, None),
        ("rising where lower is better", Lower, Basis::Difference, &up, constant, Some("50")),
        (
            "a jump down where lower is better",
            Lower,
            Basis::Actual,
            &[("5", "100"), ("5", "0")],
            constant,
            None,
        ),
        (
            "a jump up where lower is better",
            Lower,
            Basis::Actual,
            &[("5", "0"), ("5", "100")],
            constant,
            Some("5"),
        ),
        ("more below the first knot", Higher, Basis::Actual, &up, (percent("1"), End::Constant), Some("0")),
        ("less above the last knot", Higher, Basis::Actual, &up, (End::Constant, percent("99")), Some("100")),
        ("a hill about a range", WITHIN, Basis::Actual, &hill, constant, None),
        (
            "falling before the range",
            WITHIN,
            Basis::Actual,
            &[("30", "50"), ("40", "49")],
            constant,
            Some("40"),
        ),
        (
            "rising after the range",
            WITHIN,
            Basis::Actual,
            &[("60", "50"), ("70", "51")],
            constant,
            Some("70"),
        ),
        ("a ratio says nothing about the side of a range", WITHIN, Basis::Ratio, &down, constant, None),
    ];
    for (says, polarity, basis, points, (below, above), found) in rows {
        let book = with_method(polarity, knots(basis, points, below, above));
        let expected: Vec<_> =
            found.iter().map(|at| (of_measure("m"), Doubt::AgainstPolarity(decimal(at)))).collect();
        check_parts(says, &book, &expected);
    }
}

#[test]
fn bands_follow_the_polarity() {
    let percent = |percent| Award::Percent(decimal(percent));
    let points = |points| Award::Points(decimal(points));
    let rows = [
        ("better bands earn more", Polarity::Higher, [percent("0"), percent("60"), percent("100")], None),
        ("two bands earn the same", Polarity::Higher, [percent("0"), percent("60"), percent("60")], None),
        ("the best earns less", Polarity::Higher, [points("0"), points("60"), points("59")], Some("60")),
        (
            "lower is better and earns less",
            Polarity::Lower,
            [points("0"), points("1"), points("1")],
            Some("40"),
        ),
        ("lower is better and earns more", Polarity::Lower, [points("2"), points("1"), points("1")], None),
        (
            "points and percents are not compared",
            Polarity::Higher,
            [points("9"), percent("1"), points("0")],
            None,
        ),
        ("highest within the range", WITHIN, [points("0"), points("9"), points("0")], None),
        ("lowest within the range", WITHIN, [points("9"), points("0"), points("0")], Some("40")),
        ("higher above the range", WITHIN, [points("0"), points("0"), points("9")], Some("60")),
    ];
    for (says, polarity, awards, found) in rows {
        let cuts = [None, Some(decimal("40")), Some(decimal("60"))];
        let bands = cuts.into_iter().zip(awards).map(|(from, award)| Band { from, award }).collect();
        let method = Method::Bands(Bands { basis: Basis::Actual, bands, cut: Side::Better });
        let expected: Vec<_> =
            found.iter().map(|at| (of_measure("m"), Doubt::AgainstPolarity(decimal(at)))).collect();
        check_parts(says, &with_method(polarity, method), &expected);
    }
}

#[test]
fn a_code_stands_for_one_thing() {
    let mut book = card(vec![perspective("p", vec![percent_of("m", "60"), percent_of("n", "40")])]);
    check_parts("codes of their own", &book, &[]);
    rules(&mut book).perspectives[0].measures[1].code = "m".into();
    check_parts("two measures", &book, &[(of_measure("n"), Doubt::CodeTwice("m".into()))]);
    let mut book = card(vec![perspective("p", vec![percent_of("m", "60"), percent_of("n", "40")])]);
    book.items[1].code = "m".into();
    rules(&mut book).perspectives[0].measures[1].actual = Expression::parse("m").expect("an item");
    check_places("two items", &book, &[(at_item("n"), Doubt::CodeTwice("m".into()))]);
}

/// The card reads `m`; `z` is there as well.
fn with_item() -> Workbook {
    let mut book = card(vec![perspective("p", vec![percent_of("m", "100")])]);
    book.items.push(item("z"));
    book
}

fn measure_of(book: &mut Workbook) -> &mut Measure {
    &mut rules(book).perspectives[0].measures[0]
}

#[test]
fn an_item_is_there_for_something() {
    fn read(text: &str) -> Expression {
        Expression::parse(text).expect("an expression")
    }
    fn substitute() -> Option<Substitute> {
        Some(Substitute { value: read("z"), gives: Gives::Points })
    }
    check_places("nothing reads it", &with_item(), &[(at_item("z"), Doubt::UnusedItem)]);
    type Change = Box<dyn Fn(&mut Workbook)>;
    let rows: Vec<(&str, Change)> = vec![
        ("an actual", Box::new(move |book| measure_of(book).actual = read("m + z"))),
        ("an actual, by its name", Box::new(move |book| measure_of(book).actual = read("m + \"z\""))),
        ("a budget", Box::new(|book| measure_of(book).target = target(TargetSource::Budget("z".into())))),
        (
            "a target",
            Box::new(move |book| measure_of(book).target = target(TargetSource::Expression(read("z")))),
        ),
        (
            "the target of one unit",
            Box::new(|book| {
                let target = target(TargetSource::Budget("z".into()));
                let (unit, measure) = (WARD.into(), "m".into());
                rules(book).overrides =
                    vec![Override { unit, measure, weight: None, target, left_out: false }];
            }),
        ),
        (
            "a method",
            Box::new(move |book| {
                measure_of(book).method =
                    Method::Formula(Formula { points: read("z"), limits: Limits::default() });
            }),
        ),
        ("a substitute", Box::new(move |book| measure_of(book).substitute = substitute())),
        (
            "a substitute of a perspective",
            Box::new(move |book| rules(book).perspectives[0].substitute = substitute()),
        ),
        (
            "the weight of another",
            Box::new(|book| book.items[0].month_rule = MonthRule::WeightedMean("z".into())),
        ),
        (
            "an earlier revision",
            Box::new(move |book| {
                let mut earlier = rules(book).clone();
                earlier.from = at("1999-01");
                earlier.perspectives[0].measures[0].actual = read("z");
                book.scorecards[0].revisions.insert(0, earlier);
            }),
        ),
    ];
    for (says, change) in rows {
        let mut book = with_item();
        change(&mut book);
        check_places(says, &book, &[]);
    }
}

#[test]
fn what_a_card_keeps_is_found_once() {
    let zero = || percent_of("z", "0");
    let mut book = card(vec![perspective("p", vec![percent_of("m", "100"), zero()])]);
    let mut later = rules(&mut book).clone();
    later.from = at("2026-01");
    book.scorecards[0].revisions.push(later);
    let found = |from| [(in_design(of_measure("z"), from), Doubt::ZeroWeight)];
    check_places("in both", &book, &found("2026-01"));
    book.scorecards[0].revisions[1].perspectives[0].measures[1].weight =
        Weight::new(Decimal::ONE).expect("a weight");
    check_places("in the earlier one", &book, &found("2000-01"));
}

#[test]
fn completion_and_others_have_no_curve_to_doubt() {
    check_parts("completion", &with_method(Polarity::Lower, completion(None)), &[]);
}
