//! Templates as files, cards that become templates, and workbooks from several of them.

use counterpoise::document::{Document, DocumentError, Template, UsedBy};
use counterpoise::domain::edit::{Change, Edit};
use counterpoise::domain::id::{ItemId, ScorecardId, UnitId};
use counterpoise::domain::item::Item;
use counterpoise::domain::measure::Measure;
use counterpoise::domain::name::Language;
use counterpoise::domain::needs::unused_items;
use counterpoise::domain::scorecard::Override;
use counterpoise::domain::target::{FixedTargetKey, FixedTargets, Target, TargetSource};
use counterpoise::domain::validate::check;
use counterpoise::domain::workbook::Workbook;
use counterpoise::interop::json::{ImportError, Sent, read_sent, read_sent_text};
use counterpoise::templates::{self, Chosen, add_template, start_from_several, template_of};

use crate::books::{at, completion, decimal, item, measure, monthly, percent_of, target};
use crate::support::{month, sample, score};

fn template(id: &str) -> Template {
    let all = templates::templates().expect("the templates");
    all.into_iter().find(|template| template.id == id).unwrap_or_else(|| panic!("{id}"))
}

#[test]
fn a_template_is_read_as_it_was_written() {
    for own in templates::templates().expect("the templates") {
        let text = own.to_json();
        assert_eq!(Template::from_json(&text).expect("a template"), own, "{}", own.id);
        assert!(matches!(read_sent_text(&text), Ok(Sent::Template(_))), "{}", own.id);
    }
}

#[track_caller]
fn check_refused(text: &str, is_it: fn(&ImportError) -> bool) {
    let error = read_sent(text.as_bytes().to_vec()).expect_err("a refusal");
    assert!(is_it(&error), "{error}");
}

#[test]
fn what_is_no_template_is_refused_and_says_why() {
    let good = template("T1").to_json();
    let with = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replacen(from, to, 1)
    };
    check_refused(&with("counterpoise-template", "recipe"), |e| matches!(e, ImportError::OtherFormat));
    check_refused(&with("\"version\": 1", "\"version\": 2"), |e| matches!(e, ImportError::Newer(2)));
    check_refused(&with("\"items\"", "\"things\""), |e| matches!(e, ImportError::Shape { .. }));
    check_refused(&with("\"weight\": \"15\"", "\"weight\": \"-1\""), |e| {
        matches!(e, ImportError::Shape { .. })
    });
    // A budget item that the template does not bring along.
    let gone = with("\"id\": \"revenue_budget\"", "\"id\": \"lost_budget\"");
    check_refused(&gone, |e| matches!(e, ImportError::Workbook(_)));
    check_refused(&good[..good.len() / 2], |e| matches!(e, ImportError::Shape { .. }));
    let workbook = Document { changed: None, workbook: sample() }.to_json().expect("a document");
    assert!(matches!(Template::from_json(&workbook), Err(DocumentError::OtherFormat)));
    assert!(matches!(read_sent_text(&workbook), Ok(Sent::Workbook(_))));
}

/// A card of two units: a budget, a target of one unit, and a measure left out for it.
fn own_card() -> Workbook {
    let plan = target(TargetSource::Budget("plan".into()));
    let a = Measure { target: plan, ..measure("a", "a / b", "60", completion(None)) };
    let mut book = monthly(&["a", "b", "plan", "unused"], vec![a, percent_of("c", "40")]);
    book.items.push(item("c"));
    let revision = &mut book.scorecards[0].revisions[0];
    let mut fixed = FixedTargets::default();
    fixed.set(FixedTargetKey::default(), decimal("50"));
    fixed.set(FixedTargetKey { unit: Some("ward".into()), ..FixedTargetKey::default() }, decimal("70"));
    let source = TargetSource::Fixed(fixed);
    for own in revision.measures_mut().filter(|own| own.id.as_str() == "c") {
        own.target = Some(Target { source: source.clone(), uplift: decimal("0"), offset: decimal("0") });
    }
    revision.overrides.push(Override {
        unit: "ward".into(),
        measure: "a".into(),
        left_out: true,
        weight: None,
        target: None,
    });
    book
}

#[test]
fn a_card_of_ones_own_becomes_a_template_without_its_units() {
    let book = own_card();
    assert_eq!(check(&book), Ok(()));
    let own = template_of(&book, &ScorecardId::from("card")).expect("the card");
    assert_eq!(own.scorecard.units, []);
    assert_eq!(own.scorecard.revisions[0].overrides, []);
    let items: Vec<&str> = own.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(items, ["a", "b", "plan", "c"], "what its measures and targets read, and nothing else");
    let target = own.scorecard.revisions[0].measure(&"c".into()).and_then(|own| own.target.clone());
    let Some(TargetSource::Fixed(fixed)) = target.map(|target| target.source) else {
        panic!("a fixed target")
    };
    let kept: Vec<_> = fixed.iter().collect();
    assert_eq!(kept, [(&FixedTargetKey::default(), decimal("50"))]);
    assert_eq!(Template::from_json(&own.to_json()).expect("a template"), own);
    assert_eq!(template_of(&book, &ScorecardId::from("none")), None);
}

#[test]
fn items_of_weights_come_along() {
    let sample = sample();
    let t2 = template_of(&sample, &ScorecardId::from("T2")).expect("T2");
    let names =
        |template: &Template| template.items.iter().map(|item| item.id.to_string()).collect::<Vec<_>>();
    let mut expected = names(&template("T2"));
    let mut found = names(&t2);
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    assert_eq!(t2.used_by, UsedBy::Department);
}

#[test]
fn an_item_of_the_same_code_is_the_same_item() {
    let mut book = own_card();
    // The workbook calls its revenue otherwise than the template does, and something else by the
    // identity of another of the template's items.
    let mut revenue = item("revenue_broad");
    revenue.id = ItemId::from("r1");
    book.items.push(revenue);
    let mut other = item("other");
    other.id = ItemId::from("cost_total");
    book.items.push(other);
    let before = book.items.len();
    let t1 = template("T1");
    let (edit, id) = add_template(&book, &t1, vec![UnitId::from("ward")]);
    let undo = edit.apply(&mut book).expect("an edit");
    assert_eq!(check(&book), Ok(()));
    assert_eq!(id.as_str(), "T1");
    assert_eq!(book.items.len(), before + t1.items.len() - 1, "its revenue is there already");
    let added = book.items.iter().find(|item| &*item.code == "cost_total").expect("its cost");
    assert_eq!(added.id.as_str(), "cost_total-1");
    let (edit, again) = add_template(&book, &t1, Vec::new());
    assert_eq!(again.as_str(), "T1-1", "a second time it is another card");
    edit.apply(&mut book).expect("an edit");
    assert_eq!(book.items.len(), before + t1.items.len() - 1, "with the items that are there");
    assert_eq!(check(&book), Ok(()));
    Edit::Scorecards(Change::Remove(2)).apply(&mut book).expect("an edit");
    undo.apply(&mut book).expect("taken back");
    assert_eq!(book.scorecards, own_card().scorecards);
    assert_eq!(book.items.len(), before);
}

const CLINICAL: &str = "外一科\n外二科\n\n 骨科 \n外一科\n检验科\tLab\n院办\tOffice\n";

#[test]
fn several_templates_make_one_workbook_of_units_by_kind() {
    let (t1, t2, t5b, t8) = (template("T1"), template("T2"), template("T5b"), template("T8"));
    let chosen = [
        Chosen { template: &t1, kind: "Clinical", units: CLINICAL },
        Chosen { template: &t2, kind: "Clinical", units: "" },
        Chosen { template: &t5b, kind: "Lab", units: "病理科" },
        Chosen { template: &t8, kind: "Hospitals", units: "nobody reads this" },
    ];
    let book = start_from_several(" 市一医院 ", at("2026-01"), &chosen, "new".into()).expect("a workbook");
    assert_eq!(check(&book), Ok(()));
    let name = |id: &UnitId| book.unit(id).expect("a unit").name.text(Language::English).to_owned();
    let users = |card: usize| book.scorecards[card].units.iter().map(&name).collect::<Vec<_>>();
    assert_eq!(users(0), ["外一科", "外二科", "骨科", "院办"], "listed with it, and of its kind");
    assert_eq!(users(1), ["外一科", "外二科", "骨科"], "the units of the same kind");
    assert_eq!(users(2), ["检验科", "病理科"], "a second cell names another kind");
    assert_eq!(users(3), ["市一医院"]);
    let kinds: Vec<&str> = book.kinds.iter().map(|kind| kind.name.text(Language::English)).collect();
    assert_eq!(kinds, ["Clinical", "Lab", "Office"]);
    assert!(book.units[1..].iter().all(|unit| unit.parent.as_ref() == Some(&book.units[0].id)));
    assert!(book.scorecards.iter().all(|card| card.revisions[0].from == at("2026-01")));
    assert_eq!(unused_items(&book), Vec::<&Item>::new());
    assert_eq!(book.name.text(Language::English), "市一医院");
}

#[test]
fn a_kind_without_units_gets_one_of_its_name() {
    let t5b = template("T5b");
    let chosen = [Chosen { template: &t5b, kind: "心内科", units: " \n" }];
    let book = start_from_several("", at("2026-01"), &chosen, "new".into()).expect("a workbook");
    assert_eq!(book.units.len(), 2);
    assert_eq!(book.units[1].name.text(Language::English), "心内科");
    assert_eq!(book.scorecards[0].units, [book.units[1].id.clone()]);
    assert_eq!(book.units[0].name.text(Language::English), "My hospital");
}

#[test]
fn more_units_than_a_workbook_holds_are_refused() {
    let t1 = template("T1");
    let units: String = (0..20_001).map(|number| format!("unit {number}\n")).collect();
    let chosen = [Chosen { template: &t1, kind: "Clinical", units: &units }];
    assert!(start_from_several("", at("2026-01"), &chosen, "new".into()).is_err());
}

/// A template that went through a file scores as the card it was made of.
#[test]
fn a_template_scores_as_its_card() {
    let mut book = sample();
    let total = |book: &Workbook, card: &str| score(book, card, "first-surgery", month("2025-12")).total;
    let own = template_of(&book, &ScorecardId::from("T2")).expect("T2");
    let own = Template::from_json(&own.to_json()).expect("a template");
    let (edit, id) = add_template(&book, &own, vec![UnitId::from("first-surgery")]);
    edit.apply(&mut book).expect("an edit");
    // The printed total of the worked example.
    assert_eq!(total(&book, id.as_str()).points, Some(decimal("96.58")));
    assert_eq!(total(&book, id.as_str()), total(&book, "T2"));
}
