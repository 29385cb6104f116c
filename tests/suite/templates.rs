//! The built-in templates T4 to T8 against the facts of their source texts, and all of them
//! against what holds for every template.

use std::collections::{BTreeMap, BTreeSet};

use counterpoise::document::{Template, UsedBy};
use counterpoise::domain::item::Item;
use counterpoise::domain::measure::{Aspect, Measure, Polarity};
use counterpoise::domain::method::{Completion, Inverse, Method};
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::needs::unused_items;
use counterpoise::domain::period::PeriodLength;
use counterpoise::domain::scorecard::{Revision, Weighting};
use counterpoise::domain::target::{Target, TargetSource};
use counterpoise::domain::validate::check;
use counterpoise::templates;
use rust_decimal::Decimal;

fn all() -> Vec<Template> {
    templates::templates().expect("the templates")
}

fn template(id: &str) -> Template {
    all().into_iter().find(|template| template.id == id).unwrap_or_else(|| panic!("{id}"))
}

fn revision(template: &Template) -> &Revision {
    &template.scorecard.revisions[0]
}

/// What a source fixes of a template: its period, and for each perspective its name, its points
/// and its measures.
struct Facts {
    id: &'static str,
    period: PeriodLength,
    perspectives: &'static [(&'static str, &'static str, &'static [&'static str])],
}

/// Code, weight, direction, target and method of each measure, in the words of [`row`].
const FACTS: &[Facts] = &[
    Facts {
        id: "T4",
        period: PeriodLength::Month,
        perspectives: &[
            (
                "财务",
                "30",
                &["F14 10 - 30 cap 1", "F19 8 - 65 cap 1", "F17 6 - 15 cap 1", "F21 6 - year-ago formula"],
            ),
            ("客户", "25", &["C01 10 + 90 cap 1", "P26 7 - 5 cap 1", "C13 5 - 2 cap 1", "C14 3 - 25 cap 1"]),
            (
                "内部流程",
                "30",
                &["P18 8 - 9 cap 1", "P33 8 + 90 cap 1", "P39 6 - 10 cap 1", "P42 8 + last-year*1.2 cap 1"],
            ),
            ("学习与成长", "15", &["L27 5 + 35 cap 1.2", "L06 5 + 20 cap 1", "L20 5 + 98 cap 1"]),
        ],
    },
    Facts {
        id: "T5a",
        period: PeriodLength::Month,
        perspectives: &[
            ("成本", "50", &["F24 50 - 105 cap 1"]),
            ("质量", "30", &["P40 30 + last-year*1.08 cap 1"]),
            ("患者", "20", &["C01 20 + last-year+5 cap 1"]),
        ],
    },
    Facts {
        id: "T5b",
        period: PeriodLength::Month,
        perspectives: &[
            ("成本", "50", &["F24 50 - 105 cap 1"]),
            ("患者", "30", &["C01 30 + 90 cap 1"]),
            ("质量", "20", &["P26 20 - 5.2 cap 1"]),
        ],
    },
    Facts {
        id: "T5c",
        period: PeriodLength::Month,
        perspectives: &[
            ("成本", "50", &["F25 50 - year-ago 0.94:120 0.95:100 1:0"]),
            ("质量", "30", &["P25 15 - 1 cap 1", "C01 15 + 90 cap 1"]),
            ("长期", "20", &["L22 20 + 80 cap 1"]),
        ],
    },
    Facts {
        id: "T6a",
        period: PeriodLength::Year,
        perspectives: &[
            ("质量提升", "45", &["C19 25 + year-ago+10 cap 1", "C01 20 + year-ago+8 cap 1"]),
            (
                "成本节约",
                "40",
                &["F22 15 - year-ago*0.95 cap 1.2", "F23 15 - year-ago*0.95 cap 1.2", "F14 10 - 38 cap 1"],
            ),
            ("社会效益", "15", &["C21 15 + 90 cap 1"]),
        ],
    },
    Facts {
        id: "T6b",
        period: PeriodLength::Month,
        perspectives: &[
            ("签约", "30", &["C23 30 + 2000 cap 1"]),
            ("健康管理质量", "40", &["C22 40 + 60 cap 1.2"]),
            ("成本控制", "30", &["F22 30 - last-year*0.95 cap 1.2"]),
        ],
    },
    Facts {
        id: "T7",
        period: PeriodLength::Year,
        perspectives: &[
            (
                "投入",
                "15",
                &["I01 6 + 3 cap 1", "I01B 1 + 3 pass extra", "I02 5 + 5 cap 1", "I03 4 + 0.1 cap 1"],
            ),
            (
                "过程",
                "20",
                &["I04 6 - 24 cap 1", "I05 8 + 30 cap 1.2", "I06 6 - year-ago*0.8 cap 1", "R21 0 - 0 step"],
            ),
            (
                "产出",
                "30",
                &["I09 10 + 3 cap 1.2", "I10 8 + 6 cap 1.2", "I11 6 + 1 cap 1.2", "I12 6 + 4 cap 1.2"],
            ),
            (
                "效益",
                "35",
                &[
                    "I15 4 + year-ago 1:0 1.05:100",
                    "I16 4 - year-ago 0.95:100 1:0",
                    "I17 4 - year-ago 0.9:100 1:0",
                    "I18 5 - year-ago 0.94:120 0.95:100 1:0",
                    "I19 4 + year-ago 1:0 1.1:100",
                    "I20 4 + 3 cap 1.2",
                    "I21 3 + 50 cap 1.2",
                    "I22 4 + year-ago 1:0 1.03:100",
                    "I23 3 - year-ago 0.95:100 1:0",
                ],
            ),
        ],
    },
    Facts {
        id: "T8",
        period: PeriodLength::Month,
        perspectives: &[
            (
                "财务",
                "25",
                &[
                    "F12 7 + last-year+2.5 cap 1",
                    "F14 5 - 30 cap 1",
                    "F15 5 - 28 cap 1",
                    "F36 4 + 3 cap 1.2",
                    "F23 4 - last-year cap 1",
                ],
            ),
            (
                "客户",
                "25",
                &[
                    "C01 7 + 92 cap 1",
                    "C03 5 - 18 cap 1",
                    "C08 4 + 95 cap 1",
                    "C06 3 - last-year*0.6 cap 1",
                    "C09 3 + 85 cap 1",
                    "C16 3 + 90 cap 1",
                ],
            ),
            (
                "内部流程",
                "30",
                &[
                    "P25 6 - 0.8 cap 1",
                    "P26 4 - 5 cap 1",
                    "P18 5 - 7.2 cap 1",
                    "P32 3 + last-year*1.2 cap 1",
                    "P33 4 + 85 cap 1",
                    "P34 3 - 15 cap 1",
                    "P30 3 + 100 cap 1",
                    "P36 2 - 60 cap 1",
                ],
            ),
            (
                "学习与成长",
                "20",
                &[
                    "L13 4 + 35 cap 1",
                    "L10 4 + year-ago*1.35 cap 1.2",
                    "L07 4 + 20 cap 1.2",
                    "L14 2 + 100 cap 1",
                    "L17 3 - 5 cap 1",
                    "L20 3 + 98 cap 1",
                ],
            ),
        ],
    },
];

fn target_words(target: &Target) -> String {
    let source = match &target.source {
        TargetSource::Fixed(fixed) => {
            let values: Vec<_> = fixed.iter().map(|(_, value)| value.to_string()).collect();
            values.join("/")
        }
        TargetSource::LastYearMonthlyMean => "last-year".to_owned(),
        TargetSource::SamePeriodLastYear => "year-ago".to_owned(),
        other => panic!("{other:?}"),
    };
    let factor = (Decimal::ONE_HUNDRED + target.uplift) / Decimal::ONE_HUNDRED;
    let uplift = if target.uplift.is_zero() { String::new() } else { format!("*{}", factor.normalize()) };
    let offset = if target.offset.is_zero() { String::new() } else { format!("+{}", target.offset) };
    format!("{source}{uplift}{offset}")
}

fn method_words(method: &Method) -> String {
    match method {
        Method::Completion(Completion { inverse: Inverse::Mirror, floor, cap: Some(cap) }) => {
            assert!(floor.is_zero());
            format!("cap {cap}")
        }
        Method::Interpolation(method) => {
            let knots = method.knots.iter().map(|knot| format!("{}:{}", knot.at, knot.percent));
            knots.collect::<Vec<_>>().join(" ")
        }
        Method::PassFail(_) => "pass".to_owned(),
        Method::Step(_) => "step".to_owned(),
        Method::Formula(_) => "formula".to_owned(),
        other => panic!("{other:?}"),
    }
}

fn row(measure: &Measure) -> String {
    let direction = if measure.polarity == Polarity::Higher { "+" } else { "-" };
    let target = measure.target.as_ref().expect("a target");
    let extra = if measure.extra { " extra" } else { "" };
    let (weight, method) = (measure.weight.value(), method_words(&measure.method));
    format!("{} {weight} {direction} {} {method}{extra}", measure.code, target_words(target))
}

#[test]
fn t4_to_t8_are_those_of_section_4() {
    for facts in FACTS {
        let template = template(facts.id);
        let found = revision(&template).perspectives.iter().map(|perspective| {
            let sum: Decimal = perspective.all_measures().map(Measure::full_points).sum();
            let rows: Vec<_> = perspective.all_measures().map(row).collect();
            (perspective.name.text(Language::SimplifiedChinese), sum.to_string(), rows)
        });
        let right = facts.perspectives.iter().map(|(name, sum, rows)| {
            (*name, (*sum).to_owned(), rows.iter().map(|row| (*row).to_owned()).collect::<Vec<_>>())
        });
        assert_eq!(found.collect::<Vec<_>>(), right.collect::<Vec<_>>(), "{}", facts.id);
        assert_eq!(template.scorecard.period, facts.period, "{}", facts.id);
    }
    let ids: Vec<&str> = FACTS.iter().map(|facts| facts.id).collect();
    assert_eq!(ids, all().iter().skip(3).map(|template| template.id.as_str()).collect::<Vec<_>>());
}

/// 001 and the generic split of 002 give the weights of the perspectives, and leave open how
/// they are divided.
#[test]
fn perspective_weights_of_the_sources_are_shares() {
    for template in all() {
        let revision = revision(&template);
        let weights: Vec<String> =
            revision.perspectives.iter().map(|perspective| perspective.weight.value().to_string()).collect();
        let (weighting, expected) = match template.id.as_str() {
            "T4" => (Weighting::Share { total: Decimal::ONE_HUNDRED }, vec!["30", "25", "30", "15"]),
            "T5c" => (Weighting::Share { total: Decimal::ONE_HUNDRED }, vec!["50", "30", "20"]),
            _ => (Weighting::Points, vec!["0"; weights.len()]),
        };
        assert_eq!(
            (revision.weighting, weights),
            (weighting, expected.iter().map(ToString::to_string).collect())
        );
    }
}

#[test]
fn hospitals_use_the_cards_that_are_made_for_hospitals() {
    for template in all() {
        let hospital = matches!(template.id.as_str(), "T6a" | "T8");
        assert_eq!(template.used_by == UsedBy::Hospital, hospital, "{}", template.id);
        let workbook = templates::start_from(&template, "new".into());
        let user = if hospital { "hospital" } else { "department" };
        let used: Vec<&str> = workbook.scorecards[0].units.iter().map(|unit| unit.as_str()).collect();
        assert_eq!(used, [user]);
        assert_eq!(workbook.units.last().expect("a unit").id.as_str(), user);
    }
}

#[test]
fn every_template_is_whole() {
    let mut items = BTreeMap::new();
    for template in all() {
        let id = &template.id;
        let workbook = templates::start_from(&template, "new".into());
        assert_eq!(check(&workbook), Ok(()), "{id}");
        assert_eq!(template.scorecard.id.as_str(), id);
        assert_eq!(template.scorecard.template.as_deref(), Some(id.as_str()));
        assert_eq!(template.scorecard.source.as_ref(), Some(&template.source), "{id}");
        assert_eq!(template.scorecard.name, template.name, "{id}");
        let measures: Vec<&Measure> = revision(&template).measures().collect();
        let sum: Decimal = measures.iter().map(|measure| measure.full_points()).sum();
        assert_eq!(sum, Decimal::ONE_HUNDRED, "{id}");
        let codes: BTreeSet<&str> = measures.iter().map(|measure| &*measure.code).collect();
        assert_eq!(codes.len(), measures.len(), "{id}");
        for measure in measures {
            let own = format!("{id}-{}", measure.code).to_lowercase();
            assert_eq!(measure.id.as_str(), own);
        }
        // An item of two templates is one item, so that both cards can live in one workbook.
        for item in template.items {
            assert_eq!(item.id.as_str(), &*item.code);
            let known = items.entry(item.id.clone()).or_insert_with(|| item.clone());
            assert_eq!(*known, item, "{id}");
        }
    }
}

/// No item is there for nothing.
#[test]
fn every_item_is_read() {
    for template in all() {
        let workbook = templates::start_from(&template, "new".into());
        assert_eq!(unused_items(&workbook), Vec::<&Item>::new(), "{}", template.id);
    }
}

/// A proposal is about something that the measure has.
#[test]
fn proposals_fit_their_measures() {
    for template in all() {
        let revision = revision(&template);
        for measure in revision.measures() {
            let fits = |aspect: &Aspect| match aspect {
                Aspect::Target => measure.target.is_some(),
                Aspect::Cap => matches!(measure.method, Method::Completion(_) | Method::Interpolation(_)),
                Aspect::Floor | Aspect::Rate | Aspect::Counting => {
                    matches!(measure.method, Method::Step(_) | Method::Formula(_))
                }
                Aspect::Weight => !measure.method.is_adjustment(),
                Aspect::Veto => revision.vetoes.iter().any(|veto| veto.measure == measure.id),
                Aspect::Actual | Aspect::Method | Aspect::Polarity => true,
            };
            assert!(measure.proposals.iter().all(fits), "{} {:?}", measure.id, measure.proposals);
        }
    }
}

/// Weights, targets and formulas that are not starred in section 4; every other is a proposal.
#[test]
fn what_the_sources_give_is_not_marked() {
    type Codes = &'static [&'static str];
    let given: &[(&str, Codes, Codes, Codes)] = &[
        ("T4", &[], &["F14", "F19", "F21", "C01", "C13", "P26", "P18", "P33", "P39"], &[]),
        ("T5a", &["F24", "P40", "C01"], &["F24", "P40", "C01"], &["F24"]),
        ("T5b", &["F24", "C01", "P26"], &[], &["F24"]),
        ("T5c", &["F25", "L22"], &["F25"], &["F25"]),
        ("T6a", &[], &["C19", "F22", "F23", "C01"], &[]),
        ("T6b", &[], &["F22"], &[]),
        ("T7", &["R21"], &["I01", "I01B", "I06", "I09", "R21"], &["I10"]),
        ("T8", &[], &["P34"], &[]),
    ];
    for (id, weights, targets, actuals) in given {
        let template = template(id);
        for measure in revision(&template).measures() {
            let code = &&*measure.code;
            let marked = |aspect| measure.proposals.contains(&aspect);
            assert_eq!(marked(Aspect::Weight), !weights.contains(code), "{id} {code}");
            assert_eq!(marked(Aspect::Target), !targets.contains(code), "{id} {code}");
            assert_eq!(marked(Aspect::Method), *code != "R21", "{id} {code}");
            let capped = matches!(measure.method, Method::Completion(_) | Method::Interpolation(_));
            assert_eq!(marked(Aspect::Cap), capped, "{id} {code}");
            let one_item = template.items.iter().any(|item| *item.code == *measure.actual.text());
            let open = !actuals.contains(code) && !one_item;
            assert!(
                marked(Aspect::Actual) >= open && (marked(Aspect::Actual) <= !actuals.contains(code)),
                "{id} {code}"
            );
        }
    }
}

#[test]
fn part_points_of_step_rows_are_a_proposal() {
    let template = template("T2");
    let marked = revision(&template).measures().filter(|m| m.proposals.contains(&Aspect::Counting));
    assert_eq!(marked.count(), 11);
    for measure in revision(&template).measures() {
        assert_eq!(measure.proposals.contains(&Aspect::Counting), measure.method.is_adjustment());
    }
}

fn names(template: &Template) -> Vec<&Name> {
    let mut names = vec![&template.name, &template.about, &template.source];
    for item in &template.items {
        names.extend([&item.name, &item.unit_of_measure]);
    }
    let revision = revision(template);
    names.extend(revision.grades.iter().map(|grade| &grade.name));
    names.extend(revision.vetoes.iter().map(|veto| &veto.reason));
    names.extend(revision.perspectives.iter().map(|perspective| &perspective.name));
    for measure in revision.measures() {
        names.extend([&measure.name, &measure.unit_of_measure]);
        names.extend(&measure.data_source);
    }
    names
}

/// English without Chinese characters, and Chinese with them.
#[test]
fn names_are_in_three_languages() {
    let templates = all();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for name in templates.iter().flat_map(names) {
        if let Name::Plain(text) = name {
            assert_eq!(&**text, "%");
            continue;
        }
        let [english, hans, hant] = Language::ALL.map(|language| name.text(language).trim());
        assert!(!english.is_empty() && !english.contains(han), "{english}");
        assert!(hans.contains(han) && hant.contains(han), "{english}");
    }
}

#[test]
fn an_empty_workbook_has_a_card_with_the_four_usual_perspectives() {
    let book = counterpoise::templates::start_empty("new".into());
    assert_eq!(counterpoise::domain::validate::check(&book), Ok(()));
    let revision = &book.scorecards[0].revisions[0];
    let names: Vec<&str> = revision.perspectives.iter().map(|own| own.name.text(Language::English)).collect();
    assert_eq!(names, ["Financial", "Patient", "Internal process", "Learning and growth"]);
    let cuts: Vec<String> =
        revision.grades.iter().filter_map(|own| own.from).map(|from| from.to_string()).collect();
    assert_eq!((cuts.join(" ").as_str(), revision.measures().count()), ("90 80 70 60", 0));
    assert_eq!(book.scorecards[0].units, [book.units[0].id.clone()]);
}
