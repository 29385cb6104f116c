//! Lists of thousands of units: one is found by its name, and no field names all of them.

use counterpoise::domain::measure::Measure;
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::target::{FixedTargetKey, FixedTargets, TargetSource};
use counterpoise::forms::{
    CardPlace, Subject, What, choices_named, rows_of_units, sections, units_as_choices, value,
};
use rust_decimal::Decimal;

use crate::books::{CARD, WARD, at, monthly, percent_of, rules, target, unit};

const ENGLISH: Language = Language::English;

#[test]
fn one_of_thousands_is_found_by_a_part_of_its_name() {
    let mut book = monthly(&["a"], vec![percent_of("a", "100")]);
    for number in 0..3_000 {
        book.units.push(unit(&format!("u{number}"), Some(if number % 2 == 0 { "hospital" } else { WARD })));
    }
    for id in ["u7", "u8"] {
        book.units.iter_mut().find(|own| own.id == id.into()).expect("a unit").name = Name::plain("Nursing");
    }
    let all = units_as_choices(&book, &book.units, ENGLISH);
    let found = |text: &str, most| -> Vec<String> {
        choices_named(&all, text, most).into_iter().map(|own| own.text).collect()
    };
    assert_eq!(found("U2999", 20), ["u2999"]);
    assert_eq!(found("nurs", 20), ["Nursing (ward)", "Nursing (hospital)"]);
    assert_eq!(found("2", 2), ["u2", "u12"]);
    assert_eq!(found("ospital", 20), ["hospital", "Nursing (hospital)"]);
    assert_eq!(found("nobody", 20), Vec::<String>::new());
    // Of a list with a row for each unit, those of one.
    let mut fixed = FixedTargets::default();
    for unit in &book.units {
        let key = FixedTargetKey { unit: Some(unit.id.clone()), ..FixedTargetKey::default() };
        fixed.set(key, Decimal::ONE);
    }
    let measure = Measure { target: target(TargetSource::Fixed(fixed)), ..percent_of("a", "100") };
    rules(&mut book).perspectives[0].measures = vec![measure];
    let place = CardPlace { scorecard: CARD.into(), from: at("2000-01") };
    let subject = Subject::Measure(place, "a".into());
    let start = std::time::Instant::now();
    let sections = sections(&book, &subject, ENGLISH);
    let rows = &sections.iter().max_by_key(|own| own.rows.len()).expect("a section").rows;
    let rows: Vec<_> = rows.iter().filter(|row| row.len() > 1).cloned().collect();
    assert_eq!(rows.len(), 3_002);
    let places = rows_of_units(&book, &subject, &rows, "U2998", ENGLISH);
    let units: Vec<String> =
        places.iter().map(|row| value(&book, &subject, What::FixedUnit.at(*row), ENGLISH)).collect();
    assert_eq!(units, ["u2998"]);
    // Each row once named all units: minutes, and more memory than a browser has.
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
