//! Every doubt about a definition, figures and scores as a place and a sentence.

use std::collections::BTreeSet;

use counterpoise::domain::checks::{Doubt, Finding, Part, Place};
use counterpoise::domain::figure::Cell;
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::scorecard::Grade;
use counterpoise::domain::workbook::Workbook;
use counterpoise::i18n::doubt;

use super::{check_apart, compare, in_every_language};
use crate::books::{CARD, WARD, at, decimal, monthly, objective, percent_of, rules};

fn book() -> Workbook {
    let mut book = monthly(&["a"], vec![percent_of("a", "100")]);
    let grade = |name, from: Option<&str>| Grade { from: from.map(decimal), name: Name::plain(name) };
    rules(&mut book).grades = vec![grade("A", Some("90")), grade("B", Some("90"))];
    rules(&mut book).perspectives[0].objectives = vec![objective("aim", Vec::new())];
    book
}

fn design(part: Part) -> Place {
    Place::Design { scorecard: CARD.into(), from: at("2000-01"), part }
}

fn measure() -> Place {
    design(Part::Measure("a".into()))
}

fn perspective() -> Place {
    design(Part::Perspective("only".into()))
}

fn figure() -> Place {
    Place::Figure(Cell { unit: WARD.into(), item: "a".into(), month: at("2025-12") })
}

/// The name of a doubt; a new one does not compile until it is named here.
fn name(doubt: &Doubt) -> &'static str {
    match doubt {
        Doubt::ZeroWeight => "zero weight",
        Doubt::LightPerspective(_) => "light perspective",
        Doubt::HeavyPerspective(_) => "heavy perspective",
        Doubt::GradeNotReached(_) => "grade not reached",
        Doubt::NoGradeBelow(_) => "no grade below",
        Doubt::NeverAtRisk => "never at risk",
        Doubt::RanksWithoutPoints { .. } => "ranks without points",
        Doubt::AgainstPolarity(_) => "against polarity",
        Doubt::CodeTwice(_) => "code twice",
        Doubt::UnusedItem => "unused item",
        Doubt::OutsideRange { .. } => "outside range",
        Doubt::SlippedPoint { .. } => "slipped point",
        Doubt::FractionForPercent(_) => "fraction for percent",
        Doubt::DeductionsDiffer { .. } => "deductions differ",
        Doubt::MissingMonths(_) => "missing months",
        Doubt::AlwaysFull(_) => "always full",
    }
}

fn cases() -> Vec<(Place, Doubt)> {
    let item = || Place::Item("a".into());
    let range = (decimal("120"), decimal("0"), decimal("100"));
    vec![
        (design(Part::Objective("aim".into())), Doubt::ZeroWeight),
        (perspective(), Doubt::LightPerspective(decimal("4.99"))),
        (perspective(), Doubt::HeavyPerspective(decimal("70"))),
        (design(Part::Grades), Doubt::GradeNotReached(1)),
        (design(Part::Grades), Doubt::NoGradeBelow(decimal("60"))),
        (measure(), Doubt::NeverAtRisk),
        (measure(), Doubt::RanksWithoutPoints { up_to: 3, units: 5 }),
        (measure(), Doubt::AgainstPolarity(decimal("46.5"))),
        (measure(), Doubt::CodeTwice("P04".into())),
        (item(), Doubt::UnusedItem),
        (figure(), Doubt::OutsideRange { value: range.0, low: range.1, high: range.2 }),
        (figure(), Doubt::SlippedPoint { value: decimal("4.60"), neighbours: ["46", "-47.5"].map(decimal) }),
        (figure(), Doubt::FractionForPercent(decimal("0.465"))),
        (figure(), Doubt::DeductionsDiffer { value: decimal("3"), sum: decimal("2.5") }),
        (figure(), Doubt::MissingMonths(at("2026-01"))),
        (measure(), Doubt::AlwaysFull(12)),
    ]
}

#[test]
fn every_doubt_says_where_it_is_why_and_what_to_do() {
    let book = book();
    let mut said = Vec::new();
    for (place, doubt) in cases() {
        let finding = Finding { place, doubt };
        let say = |language| {
            vec![doubt::place(&finding.place, &book, language), doubt::sentence(&finding, &book, language)]
        };
        for language in Language::ALL {
            let stop = if language == Language::English { "." } else { "。" };
            let advises = say(language)[1].matches(stop).count() >= 2 && say(language)[1].ends_with(stop);
            assert!(advises, "{:?}", say(language));
        }
        let [english, simplified, traditional] = Language::ALL.map(|language| say(language)[1].clone());
        check_apart(name(&finding.doubt), &[&english, &simplified, &traditional]);
        said.push((name(&finding.doubt), in_every_language(say)));
    }
    let names: BTreeSet<_> = said.iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), 16);
    compare(include_str!("doubts.txt"), &said);
}

#[test]
fn a_revision_is_named_where_there_are_several() {
    let mut book = book();
    let mut later = rules(&mut book).clone();
    later.from = at("2026-04");
    book.scorecards[0].revisions.push(later);
    let place = Place::Design { scorecard: CARD.into(), from: at("2026-04"), part: Part::Grades };
    let expected = ["Card, from April 2026, grades", "Card、2026年4月起、等级", "Card、2026年4月起、等級"];
    let said = Language::ALL.map(|language| doubt::place(&place, &book, language));
    assert_eq!(said, expected);
}
