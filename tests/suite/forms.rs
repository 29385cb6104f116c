//! The fields of the design: what applies is there, what is read back was typed, and what makes no
//! sense is refused in words.

use counterpoise::domain::edit::Edit;
use counterpoise::domain::expression::Expression;
use counterpoise::domain::id::{MeasureId, PerspectiveId, ScorecardId, UnitId};
use counterpoise::domain::measure::{Aspect, Polarity};
use counterpoise::domain::method::Method;
use counterpoise::domain::name::Language;
use counterpoise::domain::scorecard::{MissingPolicy, Weighting};
use counterpoise::domain::target::{FixedTargetKey, TargetSource};
use counterpoise::domain::validate::check;
use counterpoise::domain::workbook::Workbook;
use counterpoise::forms::{
    CardPlace, Control, Refusal, Section, Subject, What, add_kind, add_measure, add_objective,
    add_perspective, add_unit, edit, make_items, offer, paste_targets, refusal_sentence, sections, value,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::books::{at, completion, decimal, fixed, march, measure, monthly, one, rules};
use crate::random_books::{config, ordinary, workbooks};
use crate::support::sample;

const ENGLISH: Language = Language::English;

fn place() -> CardPlace {
    CardPlace { scorecard: ScorecardId::from("card"), from: at("2000-01") }
}

fn subject(measure: &str) -> Subject {
    Subject::Measure(place(), MeasureId::from(measure))
}

/// A card with one measure of 100 points over `x`, against 50.
fn book() -> Workbook {
    let own = measure("a", "x", "100", completion(Some("1")));
    monthly(&["x"], vec![counterpoise::domain::measure::Measure { target: fixed("50"), ..own }])
}

fn has(sections: &[Section], what: What) -> bool {
    sections.iter().flat_map(|section| section.rows.iter().flatten()).any(|field| field.key.what == what)
}

/// Types a text into a field of measure `a` and applies the edit.
fn typed(workbook: &mut Workbook, what: What, row: usize, text: &str) -> Result<(), Refusal> {
    let edit = edit(workbook, &subject("a"), what.at(row), text, ENGLISH)?;
    edit.apply(workbook).map(drop).map_err(Refusal::from)
}

#[track_caller]
fn put(workbook: &mut Workbook, what: What, row: usize, text: &str) {
    let result = typed(workbook, what, row, text);
    assert_eq!(result, Ok(()), "{what:?} {row}: {text}");
    assert_eq!(check(workbook), Ok(()));
}

#[track_caller]
fn check_fields(workbook: &Workbook, there: &[What], not_there: &[What]) {
    let sections = sections(workbook, &subject("a"), ENGLISH);
    for what in there {
        assert!(has(&sections, *what), "{what:?} is not there");
    }
    for what in not_there {
        assert!(!has(&sections, *what), "{what:?} is there");
    }
}

#[test]
fn what_does_not_apply_is_not_shown() {
    let mut book = book();
    check_fields(
        &book,
        &[What::Weight, What::TargetValue, What::Cap],
        &[What::RangeLow, What::Inverse, What::Uplift, What::StepSize, What::OnTarget, What::LeastMonths],
    );
    put(&mut book, What::Polarity, 0, "lower");
    check_fields(&book, &[What::Inverse], &[]);
    put(&mut book, What::Method, 0, "deduction");
    check_fields(&book, &[What::PointsEach, What::Lowest], &[What::TargetSource, What::Cap, What::Inverse]);
    put(&mut book, What::Method, 0, "adjustment");
    check_fields(&book, &[What::StepSize, What::TargetSource], &[What::Weight, What::Extra]);
    put(&mut book, What::TargetSource, 0, "trailing");
    check_fields(&book, &[What::TargetPeriods, What::Uplift], &[What::TargetValue, What::AddFixed]);
    put(&mut book, What::Polarity, 0, "within");
    check_fields(&book, &[What::RangeLow, What::RangeHigh], &[What::TargetSource]);
    put(&mut book, What::OwnStatus, 0, "true");
    check_fields(&book, &[What::StatusOf, What::OnTarget], &[What::Substitute]);
    rules(&mut book).missing = MissingPolicy::Substitute;
    check_fields(&book, &[What::Substitute], &[What::Gives]);
}

#[test]
fn what_is_typed_is_scored() {
    let mut book = book();
    crate::books::enter(&mut book, "ward", "x", "2026-03", "40");
    assert_eq!(one(&march(&book), "a").points, Some(decimal("80")));
    put(&mut book, What::TargetValue, 0, "80");
    assert_eq!(one(&march(&book), "a").points, Some(decimal("50")));
    put(&mut book, What::Weight, 0, "60");
    assert_eq!(one(&march(&book), "a").points, Some(decimal("30")));
    // 50 % at least, though the actual is only 40 of 80 … and 120 % at most.
    put(&mut book, What::Floor, 0, "70 %");
    assert_eq!(one(&march(&book), "a").points, Some(decimal("42")));
    put(&mut book, What::Cap, 0, "120");
    put(&mut book, What::TargetValue, 0, "20");
    assert_eq!(one(&march(&book), "a").points, Some(decimal("72")));
    put(&mut book, What::Actual, 0, "x / 4");
    assert_eq!(one(&march(&book), "a").points, Some(decimal("42")));
}

#[test]
fn targets_for_single_units_and_months_are_a_list() {
    let mut book = book();
    crate::books::enter(&mut book, "ward", "x", "2026-03", "40");
    put(&mut book, What::AddFixed, 0, "");
    assert_eq!(value(&book, &subject("a"), What::FixedUnit.at(0), ENGLISH), "ward");
    put(&mut book, What::FixedValue, 0, "160");
    assert_eq!(one(&march(&book), "a").points, Some(decimal("25")));
    put(&mut book, What::FixedMonth, 0, "4");
    assert_eq!(one(&march(&book), "a").points, Some(decimal("80")), "another month keeps the target of all");
    put(&mut book, What::FixedYear, 0, "2026");
    put(&mut book, What::AddFixed, 0, "");
    // The rows stand in the order of the targets: for every month before one month.
    assert_eq!(typed(&mut book, What::FixedUnit, 0, "hospital"), Ok(()));
    put(&mut book, What::RemoveFixed, 0, "");
    put(&mut book, What::RemoveFixed, 0, "");
    check_fields(&book, &[What::AddFixed], &[What::RemoveFixed]);
}

#[test]
fn a_unit_can_differ_without_a_card_of_its_own() {
    let mut book = book();
    crate::books::enter(&mut book, "ward", "x", "2026-03", "40");
    put(&mut book, What::AddOwn, 0, "");
    assert_eq!(value(&book, &subject("a"), What::OwnUnit.at(0), ENGLISH), "ward");
    put(&mut book, What::OwnTarget, 0, "400");
    put(&mut book, What::OwnWeight, 0, "50");
    assert_eq!(one(&march(&book), "a").points, Some(decimal("5")));
    put(&mut book, What::OwnTarget, 0, "");
    put(&mut book, What::OwnLeftOut, 0, "true");
    assert_eq!(one(&march(&book), "a").points, None);
    put(&mut book, What::RemoveOwn, 0, "");
    assert_eq!(one(&march(&book), "a").points, Some(decimal("80")));
}

#[test]
fn nonsense_is_refused_with_a_sentence_and_changes_nothing() {
    let before = book();
    for (what, text, says) in [
        (What::Weight, "abc", "“abc” is not a number. What counted before still counts."),
        (What::Weight, "-1", "A weight is a number from 0 to 1,000,000. What counted before still counts."),
        (What::Decimals, "1.5", "“1.5” is not a whole number here. What counted before still counts."),
        (What::Decimals, "99", "This value is out of range here. What counted before still counts."),
        (What::Name, "  ", "This must not be empty. What stood here before still counts."),
        (What::Actual, "x +", "Character 4: a number, a name or ( belongs here"),
        (What::Actual, "x ? y", "Character 3: this character belongs to no number, name or sign"),
        (What::Actual, "", "Character 1: nothing is written here"),
        (
            What::Floor,
            "150",
            "The lower of two values is above the higher one, or cuts do not rise. What counted before still counts.",
        ),
    ] {
        let mut book = before.clone();
        let refusal = typed(&mut book, what, 0, text).expect_err(text);
        assert_eq!(refusal_sentence(&refusal, text, ENGLISH), says, "{what:?} {text}");
        assert_eq!(book, before, "{what:?} {text}");
    }
}

#[test]
fn every_method_and_source_can_be_chosen_filled_and_read_back() {
    let fields = |book: &Workbook| -> Vec<_> {
        sections(book, &subject("a"), ENGLISH).into_iter().flat_map(|own| own.rows).flatten().collect()
    };
    let choices = |book: &Workbook, what: What| -> Vec<String> {
        let field = fields(book).into_iter().find(|field| field.key.what == what).expect("a field");
        let Control::Choice(choices) = field.control else { panic!("no choice") };
        choices.into_iter().map(|choice| choice.value).collect()
    };
    let start = book();
    let mut seen = 0;
    for method in choices(&start, What::Method) {
        let mut book = start.clone();
        put(&mut book, What::Method, 0, &method);
        assert_eq!(value(&book, &subject("a"), What::Method.key(), ENGLISH), method);
        for field in fields(&book) {
            let text = value(&book, &subject("a"), field.key, ENGLISH);
            match &field.control {
                Control::Choice(choices) if field.key.what != What::Preset => {
                    assert!(
                        choices.iter().any(|choice| choice.value == text),
                        "{method} {:?}: {text}",
                        field.key
                    );
                    for choice in choices {
                        let mut book = book.clone();
                        put(&mut book, field.key.what, field.key.row, &choice.value);
                        let read = value(&book, &subject("a"), field.key, ENGLISH);
                        assert_eq!(read, choice.value, "{method} {:?}", field.key);
                        seen += 1;
                    }
                }
                Control::Button | Control::Choice(_) => {
                    put(&mut book.clone(), field.key.what, field.key.row, "");
                }
                _ => {
                    put(&mut book, field.key.what, field.key.row, &text);
                    let again = value(&book, &subject("a"), field.key, ENGLISH);
                    assert_eq!(again, text, "{method} {:?}", field.key);
                }
            }
        }
    }
    assert!(seen > 150, "{seen} choices were tried");
    for source in choices(&start, What::TargetSource) {
        let mut book = start.clone();
        put(&mut book, What::TargetSource, 0, &source);
        assert_eq!(value(&book, &subject("a"), What::TargetSource.key(), ENGLISH), source);
        for field in fields(&book).into_iter().filter(|field| !matches!(field.control, Control::Button)) {
            let text = value(&book, &subject("a"), field.key, ENGLISH);
            if let Control::Choice(choices) = &field.control {
                let there =
                    choices.iter().any(|choice| choice.value == text) || field.key.what == What::Preset;
                assert!(there, "{source} {:?}: {text}", field.key);
            }
        }
    }
}

#[test]
fn presets_fill_the_knots() {
    let mut book = book();
    put(&mut book, What::Method, 0, "interpolation");
    put(&mut book, What::KnotAt, 1, "12");
    put(&mut book, What::KnotAt, 0, "6");
    put(&mut book, What::Preset, 0, "efficacy");
    crate::books::enter(&mut book, "ward", "x", "2026-03", "5.81");
    // The published example: 60 + 40 × (5.81 − 6) ÷ (12 − 6) = 58.7333…
    assert_eq!(one(&march(&book), "a").points, Some(decimal("58.73")));
    put(&mut book, What::Preset, 0, "linear");
    crate::books::enter(&mut book, "ward", "x", "2026-03", "9");
    assert_eq!(one(&march(&book), "a").points, Some(decimal("50")));
    put(&mut book, What::Polarity, 0, "lower");
    put(&mut book, What::Preset, 0, "linear");
    crate::books::enter(&mut book, "ward", "x", "2026-03", "6");
    assert_eq!(one(&march(&book), "a").points, Some(decimal("100")));
}

#[test]
fn a_method_begins_where_the_target_lies_and_never_against_the_polarity() {
    // Target 50: at it full points, and the better side never earns less.
    let mut raised = book();
    put(&mut raised, What::Uplift, 0, "10");
    put(&mut raised, What::Method, 0, "achievement");
    let benchmark = value(&raised, &subject("a"), What::Benchmark.key(), ENGLISH);
    assert_eq!(benchmark, "100", "a target that is raised is not the number that stands there");
    for (polarity, worse, better) in [("higher", "25", "60"), ("lower", "75", "40")] {
        for method in ["bands", "interpolation", "achievement"] {
            let mut book = book();
            put(&mut book, What::Polarity, 0, polarity);
            put(&mut book, What::Method, 0, method);
            let mut points = |actual: &str| {
                crate::books::enter(&mut book, "ward", "x", "2026-03", actual);
                one(&march(&book), "a").points.expect("points")
            };
            let found = [points(worse), points("50"), points(better)];
            assert_eq!(found[1], Decimal::ONE_HUNDRED, "{polarity} {method}");
            assert!(found[0] <= Decimal::from(50), "{polarity} {method}: {found:?}");
            assert!(found[2] >= found[1], "{polarity} {method}: {found:?}");
        }
    }
}

#[test]
fn rules_that_can_never_hold_are_refused() {
    let mut book = book();
    let card = Subject::Card(place());
    let typed = |book: &Workbook, what: What, text: &str| edit(book, &card, what.key(), text, ENGLISH);
    typed(&book, What::AddVeto, "true").expect("an edit").apply(&mut book).expect("a rule");
    for text in ["points(nobody) < 3", "percent(a) < 50"] {
        assert_eq!(typed(&book, What::VetoCondition, text), Err(Refusal::OtherScores), "{text}");
    }
    assert!(typed(&book, What::VetoCondition, "percent < 50").is_ok());
    let sentence = refusal_sentence(&Refusal::OtherScores, "", ENGLISH);
    assert!(sentence.contains("its own measure"), "{sentence}");
    // One perspective with one measure.
    let perspective = Subject::Perspective(place(), rules(&mut book).perspectives[0].id.clone());
    for subject in [card.clone(), perspective] {
        let least = |text: &str| edit(&book, &subject, What::LeastScored.key(), text, ENGLISH);
        assert!(least("1").is_ok() && least("").is_ok());
        assert_eq!(least("2"), Err(Refusal::Range));
    }
    assert_eq!(typed(&book, What::LeastCoverage, " "), Err(Refusal::Empty));
}

#[test]
fn a_card_is_built_from_nothing() {
    let mut book = monthly(&[], Vec::new());
    let group = rules(&mut book).groups()[0].clone();
    let apply = |book: &mut Workbook, edit: Result<Edit, Refusal>| {
        edit.expect("an edit").apply(book).expect("it can be applied");
    };
    let edit = add_measure(&book, &place(), &group, "Patient satisfaction");
    apply(&mut book, edit);
    assert_eq!(&*book.items[0].code, "patient_satisfaction");
    assert_eq!(book.items[0].name.text(ENGLISH), "Patient satisfaction");
    let made = rules(&mut book).measures().next().unwrap().id.clone();
    let subject = Subject::Measure(place(), made);
    for (what, text) in [(What::Weight, "100"), (What::TargetValue, "90")] {
        let typed = edit_of(&book, &subject, what, text);
        apply(&mut book, typed);
    }
    crate::books::enter(&mut book, "ward", "patient_satisfaction", "2026-03", "81");
    assert_eq!(march(&book).total.points, Some(decimal("90")));
    assert_eq!(add_measure(&book, &place(), &group, " "), Err(Refusal::Empty));
    let again = add_measure(&book, &place(), &group, "Patient satisfaction");
    apply(&mut book, again);
    assert_eq!(book.items.len(), 1, "an item of that name is there already");
    for edit in [
        add_perspective(&book, &place(), "Learning"),
        add_objective(&book, &place(), &PerspectiveId::from("only"), "Grow"),
        add_unit(&book, "Second ward"),
        add_kind(&book, "Surgical"),
    ] {
        apply(&mut book, edit);
    }
    assert_eq!(check(&book), Ok(()));
    assert_eq!(book.unit(&UnitId::from("unit1")).unwrap().parent, Some(UnitId::from("hospital")));
    assert!(book.scorecards[0].units.contains(&UnitId::from("unit1")), "the only card is used");
    let kind = edit_of(&book, &Subject::Unit(UnitId::from("unit1")), What::Kind, "kind1");
    apply(&mut book, kind);
    assert_eq!(book.units[2].kind_in(at("2026-01")).map(ToString::to_string), Some("kind1".to_owned()));
}

fn edit_of(book: &Workbook, subject: &Subject, what: What, text: &str) -> Result<Edit, Refusal> {
    edit(book, subject, what.key(), text, ENGLISH)
}

#[test]
fn items_are_made_on_the_way_and_an_unused_one_goes() {
    let mut book = monthly(&[], Vec::new());
    let group = rules(&mut book).groups()[0].clone();
    add_measure(&book, &place(), &group, "Drug share").unwrap().apply(&mut book).unwrap();
    let subject = Subject::Measure(place(), rules(&mut book).measures().next().unwrap().id.clone());
    let formula = "drug_revenue / revenue * 100";
    assert_eq!(offer(&book, What::Actual, formula, ENGLISH).make, ["drug_revenue", "revenue"]);
    assert_eq!(offer(&book, What::Actual, "Outpatient visits", ENGLISH).make, ["Outpatient visits"]);
    // The words of the method are no items; elsewhere they may be.
    assert_eq!(offer(&book, What::Points, "weight * patience", ENGLISH).make, ["patience"]);
    assert_eq!(offer(&book, What::VetoCondition, "percent < 50", ENGLISH).make, Vec::<String>::new());
    assert_eq!(offer(&book, What::Actual, "weight", ENGLISH).make, ["weight"]);
    assert_eq!(offer(&book, What::Actual, "1 + ", ENGLISH).make, Vec::<String>::new());
    make_items(&book, &subject, What::Actual.key(), formula, ENGLISH).unwrap().apply(&mut book).unwrap();
    let codes: Vec<String> = book.items.iter().map(|item| item.code.to_string()).collect();
    assert_eq!(codes, ["drug_revenue", "revenue"], "the item that came with the measure has gone");
    let made = make_items(&book, &subject, What::Actual.key(), "Outpatient visits", ENGLISH).unwrap();
    made.apply(&mut book).unwrap();
    assert_eq!(value(&book, &subject, What::Actual.key(), ENGLISH), "outpatient_visits");
    assert_eq!(book.items.len(), 3);
    let completed = offer(&book, What::Actual, "100 * rev", ENGLISH).complete;
    let texts: Vec<&str> = completed.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(texts, ["100 * drug_revenue", "100 * revenue"]);
    assert!(Expression::parse(texts[0]).is_ok());
}

#[test]
fn every_field_of_the_templates_reads_back_as_it_is() {
    for template in counterpoise::templates::templates().unwrap() {
        let book = counterpoise::templates::start_from(&template, "book".into());
        let card = &book.scorecards[0];
        let place = CardPlace { scorecard: card.id.clone(), from: card.revisions[0].from };
        let measures =
            card.revisions[0].measures().map(|own| Subject::Measure(place.clone(), own.id.clone()));
        for subject in measures.chain([Subject::Card(place.clone())]) {
            for field in sections(&book, &subject, ENGLISH).into_iter().flat_map(|own| own.rows).flatten() {
                let skipped = matches!(field.control, Control::Button) || field.key.what == What::Preset;
                // A name in three languages would become one that was typed.
                if skipped || matches!(field.control, Control::Text) {
                    continue;
                }
                let text = value(&book, &subject, field.key, ENGLISH);
                let mut after = book.clone();
                let edit = edit(&book, &subject, field.key, &text, ENGLISH);
                let edit =
                    edit.unwrap_or_else(|refusal| panic!("{} {:?}: {refusal:?}", template.id, field.key));
                edit.apply(&mut after).unwrap();
                assert_eq!(after, book, "{} {subject:?} {:?}: {text}", template.id, field.key);
            }
        }
    }
}

#[test]
fn the_sample_has_a_form_for_everything() {
    let book = sample();
    for language in Language::ALL {
        let units = book.units.iter().map(|unit| Subject::Unit(unit.id.clone()));
        let items = book.items.iter().map(|item| Subject::Item(item.id.clone()));
        for subject in units.chain(items) {
            let sections = sections(&book, &subject, language);
            assert!(has(&sections, What::Name), "{subject:?}");
            assert!(!value(&book, &subject, What::Name.key(), language).is_empty(), "{subject:?}");
        }
    }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn any_text_in_any_field_leaves_a_whole_workbook(book in workbooks(ordinary), texts in proptest::collection::vec("[0-9a-z.,% +*/()\\-]{0,6}", 8)) {
        let card = &book.scorecards[0];
        let revision = &card.revisions[0];
        let place = CardPlace { scorecard: card.id.clone(), from: revision.from };
        let measures = revision.measures().map(|own| Subject::Measure(place.clone(), own.id.clone()));
        let subjects = measures.chain([Subject::Card(place.clone()), Subject::Unit(book.units[0].id.clone()), Subject::Item(book.items[0].id.clone())]);
        let mut texts = texts.iter().cycle();
        for subject in subjects {
            for field in sections(&book, &subject, ENGLISH).into_iter().flat_map(|own| own.rows).flatten() {
                let text = texts.next().unwrap();
                if let Ok(edit) = edit(&book, &subject, field.key, text, ENGLISH) {
                    let mut after = book.clone();
                    match edit.apply(&mut after) {
                        Ok(inverse) => {
                            prop_assert_eq!(check(&after), Ok(()));
                            inverse.apply(&mut after).unwrap();
                            prop_assert_eq!(&after, &book);
                        }
                        Err(_) => prop_assert_eq!(&after, &book),
                    }
                }
            }
        }
    }
}

#[test]
fn a_card_of_shares_names_its_weights_so() {
    let mut book = book();
    rules(&mut book).weighting = Weighting::Share { total: decimal("100") };
    let perspective = Subject::Perspective(place(), PerspectiveId::from("only"));
    assert!(has(&sections(&book, &perspective, ENGLISH), What::Weight));
    rules(&mut book).weighting = Weighting::Points;
    assert!(!has(&sections(&book, &perspective, ENGLISH), What::Weight));
    let measure = rules(&mut book).measures().next().unwrap();
    assert!(matches!((&measure.method, measure.polarity), (Method::Completion(_), Polarity::Higher)));
}

fn targets(workbook: &mut Workbook) -> Vec<String> {
    let measure = rules(workbook).measures().next().unwrap();
    let Some(TargetSource::Fixed(fixed)) = measure.target.as_ref().map(|target| &target.source) else {
        panic!("no fixed targets")
    };
    let word = |part: Option<String>| part.unwrap_or_else(|| "-".to_owned());
    let row = |(key, value): (&FixedTargetKey, _)| {
        let unit = word(key.unit.as_ref().map(ToString::to_string));
        let (year, month) = (word(key.year.map(|y| y.to_string())), word(key.month.map(|m| m.to_string())));
        format!("{unit} {year} {month} {value}")
    };
    fixed.iter().map(row).collect()
}

#[test]
fn targets_are_pasted_from_a_table() {
    let mut book = book();
    let paste = |book: &mut Workbook, text: &str| {
        let edit = paste_targets(book, &place(), &MeasureId::from("a"), text)?;
        edit.apply(book).map(drop).map_err(Refusal::from)
    };
    assert_eq!(paste(&mut book, "ward\t1,234.5\r\nhospital\t\n"), Ok(()));
    assert_eq!(targets(&mut book), ["- - - 50", "ward - - 1234.5"]);
    let months = "Unit\t2026-03\tApr\t5月\nhospital\t１２\t13 %\t";
    assert_eq!(paste(&mut book, months), Ok(()));
    assert_eq!(targets(&mut book), ["- - - 50", "hospital - 4 13", "hospital 2026 3 12", "ward - - 1234.5"]);
    let before = book.clone();
    let unknown = paste(&mut book, "ward\t5\nnowhere\t6").expect_err("an unknown unit");
    assert_eq!(refusal_sentence(&unknown, "", ENGLISH), "No unit is called “nowhere”. Nothing was changed.");
    let unread = paste(&mut book, "ward\tmany").expect_err("no number");
    assert_eq!(refusal_sentence(&unread, "", ENGLISH), "“many” is not a number. Nothing was changed.");
    assert_eq!(book, before);
}

#[test]
fn what_a_person_has_set_is_no_proposal_of_the_template_any_more() {
    let mut book = book();
    let all = [Aspect::Target, Aspect::Cap, Aspect::Rate, Aspect::Weight];
    rules(&mut book).measures_mut().next().unwrap().proposals.extend(all);
    let left = |book: &mut Workbook| -> Vec<Aspect> {
        rules(book).measures().next().unwrap().proposals.iter().copied().collect()
    };
    put(&mut book, What::Cap, 0, "100");
    assert_eq!(left(&mut book), all, "what is typed again as it was decides nothing");
    put(&mut book, What::Cap, 0, "120");
    assert_eq!(left(&mut book), [Aspect::Target, Aspect::Rate, Aspect::Weight]);
    put(&mut book, What::TargetValue, 0, "60");
    assert_eq!(left(&mut book), [Aspect::Rate, Aspect::Weight]);
    put(&mut book, What::Method, 0, "deduction");
    assert_eq!(left(&mut book), [Aspect::Weight]);
}
