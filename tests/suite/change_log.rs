//! The change log: what each kind of edit leaves in it, through a history as the screen has it.

use std::sync::Arc;

use counterpoise::document::{Document, describe, format_changes, parse_changes};
use counterpoise::domain::change_log::{self, AT_ONCE, Change as Logged, Changed, MOST, Noted};
use counterpoise::domain::edit::{Change, Edit, FigureChange};
use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::history::History;
use counterpoise::domain::id::{ItemId, UnitId};
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::period::FirstMonth;
use counterpoise::domain::workbook::{NumberStyle, Workbook};
use counterpoise::i18n::change::subject;
use counterpoise::storage::{Kept, Library};
use rust_decimal::Decimal;

use crate::books::{WARD, enter, monthly};
use crate::storage::FakeStore;
use crate::support::sample;

/// A workbook with its history, as the session has it.
struct Desk {
    workbook: Workbook,
    history: History,
}

impl Desk {
    fn new() -> Self {
        Self { workbook: sample(), history: History::noting(describe) }
    }

    fn note(&mut self) {
        let (noted, continues) = self.history.take_noted();
        let (at, by) = (Arc::from("2026-11-22T08:30:00Z"), Arc::from("Li"));
        change_log::add(&mut self.workbook.changes, noted, continues, &at, &by);
    }

    fn apply(&mut self, edit: Edit) {
        self.history.apply(&mut self.workbook, edit).expect("applied");
        self.note();
    }

    fn type_text(&mut self, edit: Edit) {
        self.history.apply_typing(&mut self.workbook, edit).expect("applied");
        self.note();
    }

    /// Old and new of each change.
    #[track_caller]
    fn check(&self, expected: &[(&str, &str)]) {
        let or_none = |text: &Option<Arc<str>>| text.as_deref().unwrap_or("-").to_owned();
        let found: Vec<_> =
            self.workbook.changes.iter().map(|it| (or_none(&it.old), or_none(&it.new))).collect();
        let expected: Vec<_> =
            expected.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect();
        assert_eq!(found, expected);
    }
}

fn cell(month: &str) -> Cell {
    Cell {
        unit: UnitId::from("first-surgery"),
        item: ItemId::from("operations"),
        month: month.parse().expect("a month"),
    }
}

fn figure(month: &str, figure: Figure) -> Edit {
    Edit::SetFigures(vec![FigureChange { cell: cell(month), figure }])
}

fn value(text: &str) -> Figure {
    Figure::Value(text.parse().expect("a decimal"))
}

#[test]
fn a_figure_is_logged_with_what_it_was() {
    let mut desk = Desk::new();
    let month = "2027-01";
    desk.apply(figure(month, value("12.50")));
    desk.apply(figure(month, Figure::Exempt(Decimal::new(1250, 2))));
    desk.apply(figure(month, Figure::NotApplicable));
    desk.apply(figure(month, Figure::NotApplicable));
    desk.apply(figure(month, Figure::Missing));
    desk.check(&[("-", "12.50"), ("12.50", "exempt 12.50"), ("exempt 12.50", "n/a"), ("n/a", "-")]);
    let first = &desk.workbook.changes[0];
    assert_eq!((&*first.at, &*first.by), ("2026-11-22T08:30:00Z", "Li"));
    assert_eq!(first.what, Changed::Figure(cell(month)));
}

#[test]
fn typing_is_one_change_and_giving_it_up_none() {
    let mut desk = Desk::new();
    for text in ["1", "12", "12.5"] {
        desk.type_text(figure("2027-01", value(text)));
    }
    desk.check(&[("-", "12.5")]);
    desk.history.close();
    for text in ["7", "75"] {
        desk.type_text(figure("2027-01", value(text)));
    }
    desk.check(&[("-", "12.5"), ("12.5", "75")]);
    desk.history.cancel(&mut desk.workbook);
    desk.note();
    desk.check(&[("-", "12.5")]);
}

#[test]
fn undo_and_redo_are_changes_too() {
    let mut desk = Desk::new();
    desk.apply(figure("2027-01", value("1")));
    desk.history.undo(&mut desk.workbook);
    desk.note();
    desk.history.redo(&mut desk.workbook);
    desk.note();
    desk.check(&[("-", "1"), ("1", "-"), ("-", "1")]);
}

#[test]
fn three_hundred_steps_are_taken_back_and_done_again() {
    let mut desk = Desk::new();
    let before = desk.workbook.figures.clone();
    for number in 0..300 {
        desk.apply(figure("2027-01", value(&format!("{number}.5"))));
    }
    let after = desk.workbook.figures.clone();
    for _ in 0..300 {
        desk.history.undo(&mut desk.workbook).expect("a step to take back");
    }
    assert_eq!(desk.workbook.figures, before);
    for _ in 0..300 {
        desk.history.redo(&mut desk.workbook).expect("a step to do again");
    }
    assert_eq!(desk.workbook.figures, after);
}

#[test]
fn the_definition_is_logged_by_the_fields_of_the_file() {
    let mut desk = Desk::new();
    desk.workbook.name = Name::plain("Old");
    desk.apply(Edit::RenameWorkbook(Name::plain("New")));
    desk.apply(Edit::Conventions {
        first_month: FirstMonth::new(4).expect("April"),
        number_style: NumberStyle::Comma,
    });
    let unit = desk.workbook.units[0].clone();
    desk.apply(Edit::Units(Change::Insert(
        0,
        Box::new({
            let mut unit = unit.clone();
            unit.id = "new".into();
            unit.name = Name::plain("Eye clinic");
            unit
        }),
    )));
    desk.apply(Edit::Units(Change::Remove(0)));
    let card = desk.workbook.scorecards[0].clone();
    let revision = card.revisions[0].clone();
    let mut measure = revision.measures().next().expect("a measure").clone();
    measure.code = "X1".into();
    desk.apply(Edit::SetMeasure {
        scorecard: card.id.clone(),
        from: revision.from,
        measure: Box::new(measure.clone()),
    });
    desk.check(&[
        ("name: Old", "name: New"),
        ("first_month: 1; number_style: point", "first_month: 4; number_style: comma"),
        ("-", "Eye clinic"),
        ("Eye clinic", "-"),
        (&format!("code: {}", revision.measures().next().expect("a measure").code), "code: X1"),
    ]);
    assert_eq!(desk.workbook.changes[4].what, Changed::Scorecard(card.id));
}

#[test]
fn many_figures_are_one_line() {
    let mut desk = Desk::new();
    let changes = (1..=51).map(|number| FigureChange {
        cell: cell(&format!("{}-{:02}", 2030 + number / 12, number % 12 + 1)),
        figure: value("3"),
    });
    desk.apply(Edit::SetFigures(changes.collect()));
    desk.check(&[("-", "51")]);
    assert_eq!(desk.workbook.changes[0].what, Changed::Figures);
}

#[test]
fn the_log_is_bounded() {
    let mut log = Vec::new();
    for number in 0..=MOST {
        let noted = Noted { what: Changed::Workbook, old: None, new: Some(number.to_string().into()) };
        change_log::add(&mut log, vec![noted], false, &"t".into(), &"".into());
    }
    assert_eq!(log.len(), MOST + 1 - AT_ONCE);
    assert_eq!(log.last().and_then(|it| it.new.as_deref()), Some(MOST.to_string().as_str()));
}

fn logged(count: usize) -> Vec<Logged> {
    (0..count)
        .map(|number| Logged {
            at: "2026-11-22T08:30:00Z".into(),
            by: "".into(),
            what: Changed::Figure(cell("2026-01")),
            old: None,
            new: Some(number.to_string().into()),
            reason: None,
        })
        .collect()
}

#[test]
fn it_is_part_of_the_file_and_of_what_is_stored() {
    let mut document = Document { changed: None, workbook: sample() };
    document.workbook.changes = logged(130);
    let kinds =
        [Changed::Figures, Changed::Item("a".into()), Changed::Kind("b".into()), Changed::Unit("c".into())];
    for (change, what) in document.workbook.changes.iter_mut().zip(kinds) {
        change.what = what;
    }
    let text = document.to_json().expect("a text");
    assert_eq!(Document::from_json(&text).expect("read"), document);
    assert_eq!(
        parse_changes(&format_changes(&document.workbook.changes)).expect("read"),
        document.workbook.changes
    );

    let store = FakeStore::new();
    let library = Library::new(&store);
    let mut kept = Kept::new();
    library.save(&document, &mut kept).expect("saved");
    let stretches = |store: &FakeStore| -> Vec<String> {
        store.texts().into_keys().filter(|key| key.contains(":changes:")).collect()
    };
    let piece = "counterpoise:piece:sample-hospital:changes";
    assert_eq!(stretches(&store), [0, 1, 2].map(|number| format!("{piece}:{number}:1")));
    // One more change writes one stretch and the head.
    document.workbook.changes.extend(logged(1));
    library.save(&document, &mut kept).expect("saved");
    assert_eq!(
        stretches(&store),
        [(0, 1), (1, 1), (2, 2)].map(|(number, saved)| format!("{piece}:{number}:{saved}"))
    );
    assert_eq!(library.open(&document.workbook.id).expect("opened").document, document);

    // A stretch that cannot be read is set aside, the rest is there.
    store.put(&format!("{piece}:1:1"), "[{broken");
    let opened = library.open(&document.workbook.id).expect("opened");
    assert_eq!(opened.document.workbook.changes.len(), 131 - 64);
    assert_eq!(opened.set_aside, [format!("{piece}:1:1")]);
    assert_eq!(opened.document.workbook.figures, document.workbook.figures);
}

#[test]
fn every_subject_has_words_in_three_languages() {
    let workbook = sample();
    let card = workbook.scorecards[0].id.clone();
    let rows = [
        (Changed::Figure(cell("2025-03")), "Operations (tables), First Surgery, March 2025"),
        (Changed::Note(cell("2025-03")), "Note: Operations (tables), First Surgery, March 2025"),
        (Changed::Figures, "Many figures at once"),
        (Changed::Unit("first-surgery".into()), "Unit First Surgery"),
        (Changed::Unit("gone".into()), "Unit gone"),
        (Changed::Item("operations".into()), "Item Operations (tables)"),
        (Changed::Kind("gone".into()), "Kind of unit gone"),
        (Changed::Workbook, "Workbook"),
    ];
    for (what, english) in rows {
        assert_eq!(subject(&what, &workbook, Language::English), english);
        for language in Language::ALL {
            assert!(!subject(&what, &workbook, language).is_empty());
        }
    }
    let hans = subject(&Changed::Figure(cell("2025-03")), &workbook, Language::SimplifiedChinese);
    assert_eq!(hans, "手术台次、外一科、2025年3月");
    assert!(subject(&Changed::Scorecard(card), &workbook, Language::English).starts_with("Scorecard "));
}

/// Two units, two items, one card; two figures here and three in the file.
#[test]
fn a_workbook_that_is_replaced_says_so_also_by_one_of_the_same_name_and_size() {
    let mut here = monthly(&["a", "b"], vec![]);
    enter(&mut here, WARD, "a", "2026-01", "5");
    enter(&mut here, WARD, "b", "2026-01", "n/a");
    let mut file = here.clone();
    enter(&mut file, WARD, "a", "2026-02", "7");
    let mut same_size = file.clone();
    enter(&mut same_size, WARD, "a", "2026-02", "8");
    let mut desk = Desk { workbook: here, history: History::noting(describe) };
    desk.apply(Edit::Replace(Box::new(file)));
    let [two, three] =
        [2, 3].map(|figures| format!("name: Book; units: 2; items: 2; scorecards: 1; figures: {figures}"));
    desk.check(&[(&two, &three)]);
    desk.apply(Edit::Replace(Box::new(same_size)));
    desk.check(&[(&three, &three)]);
    assert_eq!(desk.workbook.changes[0].what, Changed::Workbook);
    assert_eq!(
        (&*desk.workbook.changes[0].at, &*desk.workbook.changes[0].by),
        ("2026-11-22T08:30:00Z", "Li")
    );

    // It is in the file; taken back, the log of before is there again, and says that too.
    let document = Document { changed: None, workbook: desk.workbook.clone() };
    let text = document.to_json().expect("written");
    assert!(text.contains("figures: 3\""), "{text}");
    assert_eq!(Document::from_json(&text).expect("read").workbook.changes, desk.workbook.changes);
    desk.history.undo(&mut desk.workbook);
    desk.note();
    desk.check(&[(&two, &three), (&three, &three)]);
}
