//! The lab as it is put on the page: who gains and loses, what makes the difference, the design on trial.
//! And what other pages say of more units than they list.

use counterpoise::domain::analysis::trial::{Trial, always};
use counterpoise::domain::id::{ScorecardId, UnitId};
use counterpoise::domain::measure::Weight;
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::scorecard::Weighting;
use counterpoise::domain::unit::{DatedKind, Kind};
use counterpoise::domain::workbook::Workbook;
use counterpoise::forms::{CardPlace, Subject, What, edit, trial_sections};
use counterpoise::markup::{
    Gains, GainsBy, Imprint, Sheet, alerts, measure_page, report, trial, trial_design,
};
use rust_decimal::Decimal;

use crate::books::{CARD, at, decimal, enter, monthly, percent_of, rules, unit};
use crate::pages::{first_surgery, mapped, number, page, rows};
use crate::support::sample;

/// 101 wards with 50 % at a (60 points) and 0 % to 100 % at b, which counts 40 points now and 80 on trial:
/// so many percent, so many times 0.4 points are gained.
fn many() -> Workbook {
    let mut book = monthly(&["a", "b"], vec![percent_of("a", "60"), percent_of("b", "40")]);
    (book.units, book.scorecards[0].units) = (Vec::new(), Vec::new());
    for place in 0..101 {
        let id = format!("w{place}");
        book.units.push(unit(&id, None));
        book.scorecards[0].units.push(UnitId::from(id.as_str()));
        enter(&mut book, &id, "a", "2026-01", "50");
        enter(&mut book, &id, "b", "2026-01", &place.to_string());
    }
    book
}

fn gains(book: &Workbook, by: GainsBy, make: &dyn Fn(&Gains, &Sheet<'_>) -> String) -> String {
    page(book, (Some("w3"), CARD, "2026-01", Some("m-b"), Language::English), &|sheet| {
        let mut revision = book.scorecards[0].revisions[0].clone();
        if let Some(measure) = revision.measures_mut().nth(1) {
            measure.weight = Weight::new(decimal("80")).expect("a weight");
        }
        let span = book.figures.span().expect("figures");
        let trial = Trial::new(book, &ScorecardId::from(CARD), revision, span).expect("the card");
        make(&Gains::new(&trial, sheet.results, sheet.period, by), sheet)
    })
}

#[test]
fn every_unit_can_be_reached_in_the_list_of_who_gains() {
    let book = many();
    for (by, first, last) in
        [(GainsBy::Rank, "w100", "w0"), (GainsBy::Gain, "w100", "w0"), (GainsBy::Loss, "w0", "w100")]
    {
        let html = gains(&book, by, &|gains, sheet| {
            assert_eq!(gains.count(), 101);
            (0..101).step_by(10).map(|from| gains.rows(sheet, from..from + 10)).collect()
        });
        let rows = rows(&html);
        assert_eq!((rows.len(), &*rows[0][0], &*rows[100][0]), (101, first, last), "{by:?}");
        let best = rows.iter().find(|row| row[0] == "w100").expect("a row");
        // 30 + 40 = 70 now, 30 + 80 = 110 on trial.
        assert_eq!(best[1..], ["70.00", "110.00", "+40.00", "1", "1", "=", "+40.00", "1 / 0 / 1"], "{by:?}");
    }
    let said = gains(&book, GainsBy::Rank, &|gains, sheet| gains.summary(sheet));
    assert!(said.contains("100 units gain, 0 lose, 1 stay as they are."), "{said}");
}

#[test]
fn a_report_says_what_it_leaves_out() {
    let imprint = Imprint { version: "1.2.3", digest: "0123", printed: "2026-02-01" };
    let html =
        page(&many(), (None, CARD, "2026-01", None, Language::English), &|sheet| report(sheet, &imprint));
    // All are off target at a; at b 80 are, and 15 between 80 % and 95 % are at risk.
    assert!(
        html.contains("The 40 gravest of 196 are listed; the page on the screen has all of them."),
        "{html}"
    );
    assert_eq!(html.matches("The first 20 of 101 units are listed, so that").count(), 2, "{html}");
    assert_eq!(html.matches("The first 100 of 101 units are listed, so that").count(), 1, "{html}");
    // On the page about them all of them are there.
    let html = page(&many(), (None, CARD, "2026-01", None, Language::English), &|sheet| alerts(sheet, None));
    assert_eq!((html.matches("<tr>").count(), html.contains("are listed")), (1 + 196, false));
}

#[test]
fn the_report_of_a_quarter_says_where_measures_and_arithmetic_are() {
    let imprint = Imprint { version: "1.2.3", digest: "0123", printed: "2026-02-01" };
    let said = |period: &str, unit: Option<&str>| {
        let html =
            page(&sample(), (unit, "T2", period, None, Language::English), &|sheet| report(sheet, &imprint));
        (html.contains("are in the reports of the card's own periods"), html.contains("<h3>Annex"))
    };
    for unit in [None, Some("first-surgery")] {
        assert_eq!(
            (said("2025-Q4", unit), said("2025-12", unit)),
            ((true, false), (false, true)),
            "{unit:?}"
        );
    }
}

#[test]
fn alerts_of_several_scorecards_say_of_which_where_a_unit_has_several() {
    let of_all = |sheet: &Sheet<'_>| alerts(&Sheet { card: None, unit: None, ..*sheet }, None);
    let html = first_surgery(&of_all);
    let (one, several) = (
        "<th scope=\"row\">Orthopaedics</th>",
        "First Surgery<small class=\"of-card\">Monthly department BSC<",
    );
    assert!(html.contains(one) && html.contains(several), "{html}");
    assert!(!first_surgery(&|sheet| alerts(sheet, None)).contains("of-card"));
}

#[test]
fn peers_are_the_best_and_the_unit_itself() {
    let mut book = many();
    let kind = Kind { id: "ward".into(), name: Name::plain("Wards") };
    book.kinds.push(kind);
    for unit in &mut book.units {
        unit.kinds = vec![DatedKind { from: at("2000-01"), kind: "ward".into() }];
    }
    let asked = (Some("w3"), CARD, "2026-01", Some("b"), Language::English);
    let html = page(&book, asked, &|sheet| measure_page(sheet, 600));
    assert!(html.contains("The 20 best of 101 are listed; Scores leads to all of them."), "{html}");
    let rows = rows(html.rsplit("<h3>").next().unwrap());
    let names: Vec<&str> = rows.iter().map(|row| &*row[0]).collect();
    assert!(names.contains(&"w100") && names.contains(&"w81") && !names.contains(&"w80"), "{names:?}");
    assert!(rows.contains(&vec!["w3".to_owned(), "1.20".to_owned()]), "{rows:?}");
}

#[test]
fn room_stands_for_units_out_of_sight_and_a_name_chooses_its_unit() {
    let html = gains(&many(), GainsBy::Rank, &|gains, sheet| gains.table(sheet, 90..101, 36));
    assert!(html.contains("aria-rowcount=\"102\"") && html.contains("class=\"table moves even\""), "{html}");
    assert!(html.contains("height=\"3240\"") && html.contains("height=\"0\""), "{html}");
    assert_eq!(html.matches("data-line").count(), 11, "{html}");
    assert!(html.contains("<a href=\"#/page/w4/2026-01/m-b\""), "{html}");
    assert_eq!(html.matches("aria-current=\"true\">w3<").count(), 1, "{html}");
}

#[test]
fn a_trial_says_who_gains_and_why() {
    let html = first_surgery(&|sheet| {
        let workbook = sheet.workbook;
        let mut revision = workbook.scorecard(sheet.card.unwrap()).unwrap().revisions[0].clone();
        let measure = revision.measures_mut().next().expect("a measure");
        measure.weight = Weight::new(measure.weight.value() * Decimal::TWO).expect("a weight");
        let span = workbook.figures.span().expect("figures");
        trial(sheet, &Trial::new(workbook, sheet.card.unwrap(), revision, span).expect("the card"))
    });
    // In the period, and added up over all of them.
    let (period, overall) = html.split_once("trial-overall").expect("both");
    for part in [period, overall] {
        let part = part.split("Period by period").next().unwrap();
        let lines = part.split("class=\"contribution\"").skip(1);
        let sum: Decimal = lines.map(|line| number(rows(&format!("<tr {line}"))[0].last().unwrap())).sum();
        let total = part.rsplit("contributions-total").next().map(|rest| format!("<tr {rest}")).unwrap();
        assert_eq!(sum, number(rows(&total)[0].last().unwrap()), "{part}");
        assert!(!sum.is_zero(), "{part}");
    }
    // Every period has its line.
    let by_period = rows(html.rsplit("Period by period").next().unwrap());
    assert!(
        by_period.iter().any(|row| row[0].contains("December 2025") && row[1] == "96.58"),
        "{by_period:?}"
    );
}

#[test]
fn a_trial_shows_what_it_changes_beside_what_holds() {
    let html = first_surgery(&|sheet| {
        let workbook = sheet.workbook;
        let card = sheet.card.unwrap();
        let base = workbook.scorecard(card).unwrap().revisions[0].clone();
        let mut trial =
            Trial::new(workbook, card, base, workbook.figures.span().expect("figures")).expect("the card");
        let place = CardPlace { scorecard: card.clone(), from: always() };
        let subject = Subject::Measure(place, "t2-p04".into());
        for (what, text) in [(What::Weight, "7.5"), (What::Uplift, "5"), (What::Cap, "110")] {
            let edit =
                edit(trial.workbook(), &subject, what.key(), text, Language::English).expect("an edit");
            trial.attempt(edit, false).expect("a design");
        }
        // Names, figures and what is made on the way are none of its business.
        let fields = trial_sections(trial.workbook(), &subject, Language::English);
        let fields: Vec<What> =
            fields.iter().flat_map(|own| own.rows.iter().flatten()).map(|own| own.key.what).collect();
        assert!(
            [What::Weight, What::TargetSource, What::Method, What::AddOwn]
                .iter()
                .all(|own| fields.contains(own)),
            "{fields:?}"
        );
        assert!(
            ![What::Name, What::Actual, What::Code, What::Owner].iter().any(|own| fields.contains(own)),
            "{fields:?}"
        );
        trial_design(sheet, &trial)
    });
    let row = html.split("</tr>").find(|row| row.contains("m-t2-p04")).expect("the measure");
    assert!(row.contains("7.5") && row.contains("class=\"number differs\""), "{row}");
    assert_eq!(row.matches("<small class=\"differs\">now: ").count(), 2, "{row}");
    assert_eq!(html.matches("<small class=\"differs\"").count(), 2, "{html}");
}

#[test]
fn weights_of_perspectives_and_objectives_are_tried_where_weights_are_shares() {
    let mut book = mapped();
    let design = |book: &Workbook| {
        page(book, (None, CARD, "2026-01", None, Language::English), &|sheet| {
            let base = book.scorecards[0].revisions[0].clone();
            let span = book.figures.span().expect("figures");
            trial_design(sheet, &Trial::new(book, sheet.card.unwrap(), base, span).expect("the card"))
        })
    };
    assert!(!design(&book).contains("data-key=\"p-"), "points have none");
    rules(&mut book).weighting = Weighting::Share { total: Decimal::ONE_HUNDRED };
    let html = design(&book);
    assert_eq!(
        (html.matches("data-key=\"p-").count(), html.matches("data-key=\"o-").count()),
        (2, 2),
        "{html}"
    );
}
