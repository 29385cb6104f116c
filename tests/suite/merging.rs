//! Figures of files beside those of the workbook: new, changed, the same, in conflict; one undo step.

use counterpoise::document::Document;
use counterpoise::domain::edit::Edit;
use counterpoise::domain::figure::{Cell, Figure};
use counterpoise::domain::history::History;
use counterpoise::domain::workbook::Workbook;
use counterpoise::interop::delimited;
use counterpoise::interop::figures::{
    Choice, Differing, FoundFigure, Hints, Intake, Kind, Merge, Source, Trouble, WorkbookNames, figures_of,
    find, guess,
};
use counterpoise::interop::json::ImportError;
use counterpoise::interop::table::TableError;

use crate::books::{at, decimal, enter};
use crate::figure_tables::book;

fn csv(name: &str, lines: &str, book: &Workbook) -> Source {
    let table = delimited::read(&format!("unit,item,month,value\n{lines}")).unwrap();
    let names = WorkbookNames::new(book);
    let mapping = guess(&table, &names, book, &Hints::default());
    Source { name: name.to_owned(), figures: find(&table, &mapping, &names, book).figures }
}

fn shown(figure: Figure) -> String {
    match figure {
        Figure::Missing => "-".to_owned(),
        Figure::NotApplicable => "n/a".to_owned(),
        Figure::Value(value) => value.to_string(),
        Figure::Exempt(value) => format!("exempt {value}"),
    }
}

/// Each line as `unit item month: here → offers kind choice`.
fn lines(merge: &Merge) -> Vec<String> {
    let line = |line: &counterpoise::interop::figures::Line| {
        let offers: Vec<String> = line
            .offers
            .iter()
            .map(|offer| format!("{}{}", offer.source, shown(offer.found.figure)))
            .collect();
        let Cell { unit, item, month } = &line.cell;
        let (here, offers) = (shown(line.here), offers.join(" "));
        format!("{unit} {item} {month}: {here} > {offers} {:?} {:?}", line.kind, line.choice)
    };
    merge.lines.iter().map(|l| line(l).replace(": -", ": none")).collect()
}

fn apply(merge: &Merge, book: &mut Workbook, history: &mut History) {
    let edit = merge.edit().expect("everything is decided");
    history.apply(book, edit).expect("an edit of what is there");
}

#[test]
fn one_file_is_taken_as_it_is_and_undone_in_one_step() {
    let mut book = book();
    enter(&mut book, "s1", "revenue", "2026-01", "5");
    enter(&mut book, "s1", "revenue", "2026-02", "6");
    let file = csv(
        "a.csv",
        "s1,revenue,2026-01,5.0\ns1,revenue,2026-02,7\ns1,ops,2026-01,n/a\nm1,ops,2026-01,0",
        &book,
    );
    let merge = Merge::new(vec![file], &book, Differing::Take);
    let expected = [
        "m1 ops 2026-01: none > 00 New Take(0)",
        "s1 ops 2026-01: none > 0n/a New Take(0)",
        "s1 revenue 2026-02: 6 > 07 Changed Take(0)",
    ];
    assert_eq!(lines(&merge), expected);
    assert_eq!((merge.same, merge.open(), merge.changes()), (1, 0, 3));
    let before = book.clone();
    let mut history = History::default();
    apply(&merge, &mut book, &mut history);
    let figure = |item: &str, month: &str| book.figures.get(&"s1".into(), &item.into(), at(month));
    assert_eq!(figure("revenue", "2026-01"), Figure::Value(decimal("5")));
    assert_eq!(figure("revenue", "2026-02"), Figure::Value(decimal("7")));
    assert_eq!(figure("ops", "2026-01"), Figure::NotApplicable);
    assert!(history.undo(&mut book).is_some());
    assert_eq!(book, before);
    assert!(!history.can_undo(), "one step");
    assert!(history.redo(&mut book).is_some());
    assert_eq!(book.figures.get(&"m1".into(), &"ops".into(), at("2026-01")), Figure::Value(decimal("0")));
}

#[test]
fn several_files_are_decided_where_they_differ() {
    let mut book = book();
    for (item, figure) in [("revenue", "5"), ("drugs", "6"), ("ops", "7")] {
        enter(&mut book, "s1", item, "2026-01", figure);
    }
    let files = vec![
        csv(
            "a",
            "s1,revenue,2026-01,5\ns1,drugs,2026-01,8\ns1,ops,2026-01,7\nm1,ops,2026-01,1\nm1,ops,2026-02,3",
            &book,
        ),
        csv("b", "s1,drugs,2026-01,8\ns1,ops,2026-01,9\nm1,ops,2026-01,2\nm1,ops,2026-02,3", &book),
    ];
    let mut merge = Merge::new(files, &book, Differing::Ask);
    let expected = [
        "m1 ops 2026-01: none > 01 12 Conflict Open",
        "m1 ops 2026-02: none > 03 13 New Take(0)",
        "s1 drugs 2026-01: 6 > 08 18 Changed Open",
        "s1 ops 2026-01: 7 > 07 19 Conflict Open",
    ];
    assert_eq!(lines(&merge), expected);
    assert_eq!((merge.same, merge.open()), (1, 3));
    assert_eq!(merge.edit(), None, "nothing is taken while something is open");

    merge.decide_all(Some(1));
    let choices: Vec<Choice> = merge.lines.iter().map(|line| line.choice).collect();
    assert_eq!(choices, [Choice::Take(1), Choice::Take(0), Choice::Take(1), Choice::Take(1)]);
    merge.decide_all(None);
    merge.lines[3].choice = Choice::Take(1);
    let before = book.clone();
    let mut history = History::default();
    apply(&merge, &mut book, &mut history);
    let after =
        |unit: &str, item: &str, month: &str| shown(book.figures.get(&unit.into(), &item.into(), at(month)));
    assert_eq!(after("m1", "ops", "2026-01"), "-", "mine is kept, and mine is none");
    assert_eq!(after("m1", "ops", "2026-02"), "3");
    assert_eq!(after("s1", "drugs", "2026-01"), "6");
    assert_eq!(after("s1", "ops", "2026-01"), "9");
    assert!(history.undo(&mut book).is_some());
    assert_eq!(book, before);
}

#[test]
fn one_file_that_contradicts_itself_is_decided_too() {
    let book = book();
    let file = csv("a", "s1,ops,2026-01,1\ns1,ops,2026-01,2\nm1,ops,2026-01,4\nm1,ops,2026-01,4", &book);
    let merge = Merge::new(vec![file], &book, Differing::Take);
    let expected = ["m1 ops 2026-01: none > 04 04 New Take(0)", "s1 ops 2026-01: none > 01 02 Conflict Open"];
    assert_eq!(lines(&merge), expected);
    assert_eq!(merge.lines[1].kind, Kind::Conflict);
}

#[test]
fn a_merge_that_takes_nothing_changes_nothing() {
    let mut book = book();
    enter(&mut book, "s1", "ops", "2026-01", "1");
    let merge = Merge::new(vec![csv("a", "s1,ops,2026-01,1", &book)], &book, Differing::Take);
    assert_eq!((merge.lines.len(), merge.same), (0, 1));
    assert_eq!(merge.edit(), Some(Edit::Several(vec![Edit::SetFigures(Vec::new())])));
}

#[test]
fn an_exempt_figure_stays_exempt() {
    let mut book = book();
    enter(&mut book, "s1", "ops", "2026-01", "exempt 5");
    enter(&mut book, "s1", "ops", "2026-02", "exempt 5");
    let merge =
        Merge::new(vec![csv("a", "s1,ops,2026-01,5\ns1,ops,2026-02,6", &book)], &book, Differing::Take);
    assert_eq!(lines(&merge), ["s1 ops 2026-02: exempt 5 > 0exempt 6 Changed Take(0)"]);
}

#[test]
fn a_number_that_a_spreadsheet_could_not_keep_is_the_same() {
    let mut book = book();
    enter(&mut book, "s1", "ops", "2026-01", "0.00026925956446016697");
    let cell = Cell { unit: "s1".into(), item: "ops".into(), month: at("2026-01") };
    let found = |figure: &str, of_spreadsheet| FoundFigure {
        cell: cell.clone(),
        figure: Figure::Value(decimal(figure)),
        note: None,
        at: None,
        echo: false,
        of_spreadsheet,
    };
    for (figure, of_spreadsheet, same) in [
        ("0.000269259564460167", true, 1),
        ("0.000269259564460167", false, 0),
        ("0.00026925956446016", true, 0),
    ] {
        let source = Source { name: String::new(), figures: vec![found(figure, of_spreadsheet)] };
        assert_eq!(Merge::new(vec![source], &book, Differing::Take).same, same, "{figure}");
    }
}

#[test]
fn another_workbook_is_merged_by_identity_code_and_name() {
    let mut here = book();
    enter(&mut here, "s1", "revenue", "2026-01", "1");
    let mut other = book();
    other.units[1].id = "renamed".into();
    other.items[2].id = "also-renamed".into();
    other.items.push(crate::books::item("strange"));
    other.units.push(crate::books::unit("elsewhere", None));
    enter(&mut other, "s1", "revenue", "2026-01", "1");
    enter(&mut other, "renamed", "revenue", "2026-01", "2");
    enter(&mut other, "s1", "also-renamed", "2026-01", "exempt 3");
    enter(&mut other, "s1", "strange", "2026-01", "4");
    enter(&mut other, "elsewhere", "revenue", "2026-01", "5");
    enter(&mut other, "elsewhere", "strange", "2026-02", "6");
    let excused = Cell { unit: "s1".into(), item: "also-renamed".into(), month: at("2026-01") };
    other.notes.insert(excused, "flood".into());

    let (figures, strangers) = figures_of(&other, &WorkbookNames::new(&here));
    let strangers: Vec<String> = strangers
        .iter()
        .map(|s| {
            format!(
                "{} {} {}",
                s.unit.as_ref().map_or("", |u| u.as_str()),
                s.item.as_ref().map_or("", |i| i.as_str()),
                s.figures
            )
        })
        .collect();
    assert_eq!(strangers, ["elsewhere  2", " strange 1"]);
    let merge = Merge::new(vec![Source { name: "b".to_owned(), figures }], &here, Differing::Ask);
    let expected =
        ["m1 revenue 2026-01: none > 02 New Take(0)", "s1 ops 2026-01: none > 0exempt 3 New Take(0)"];
    assert_eq!((lines(&merge), merge.same), (expected.map(str::to_owned).to_vec(), 1));

    let before = here.clone();
    let mut history = History::default();
    apply(&merge, &mut here, &mut history);
    let cell = Cell { unit: "s1".into(), item: "ops".into(), month: at("2026-01") };
    assert_eq!(here.notes.get(&cell).map(AsRef::as_ref), Some("flood"), "the reason comes with the figure");
    assert!(history.undo(&mut here).is_some());
    assert_eq!(here, before);
}

/// Three departments send back what they were sent: two fill-in sheets and their workbook.
#[test]
fn files_of_every_kind_are_taken_in_together() {
    let mut here = book();
    enter(&mut here, "s1", "ops", "2026-02", "exempt 3");
    enter(&mut here, "s1", "drugs", "2026-02", "11");
    let mut theirs = book();
    enter(&mut theirs, "m1", "drugs", "2026-01", "30");
    let document = Document { changed: None, workbook: theirs }.to_json().unwrap();
    let path = format!("{}/tests/fixtures/fill_in_libreoffice.xlsx", env!("CARGO_MANIFEST_DIR"));
    let hints = Hints::default();
    let mut intake = Intake::default();
    intake.add("sheet.xlsx", &std::fs::read(path).unwrap(), &here, &hints);
    intake.add("list.csv", b"unit,item,month,value\nm1,ops,2026-01,4\nm1,nothing,2026-01,5\n", &here, &hints);
    let utf_16: Vec<u8> = document.encode_utf16().flat_map(u16::to_le_bytes).collect();
    intake.add("book.json", &utf_16, &here, &hints);
    intake.add("old.xls", b"\xd0\xcf\x11\xe0", &here, &hints);
    intake.add("cut.json", b" {\"format\": ", &here, &hints);
    intake.add_text("pasted", "unit\titem\tmonth\tvalue\nm1\trevenue\t2026-03\t8", &here, &hints);
    let refused: Vec<&str> = intake.refused.iter().map(|(file, _)| file.as_str()).collect();
    assert_eq!(refused, ["old.xls", "cut.json"]);
    assert!(matches!(intake.refused[0].1, Trouble::Table(TableError::OldOrProtected)));
    assert!(matches!(intake.refused[1].1, Trouble::Workbook(ImportError::Shape { .. })));
    let merge = intake.merge(&here);
    assert_eq!(merge.sources, ["sheet.xlsx", "list.csv", "pasted", "book.json"]);
    let expected = [
        "m1 revenue 2026-01: none > 00.1 New Take(0)",
        "m1 revenue 2026-03: none > 28 New Take(0)",
        "m1 drugs 2026-01: none > 330 New Take(0)",
        "m1 ops 2026-01: none > 14 New Take(0)",
        "s1 drugs 2026-01: none > 0n/a New Take(0)",
        "s1 drugs 2026-02: 11 > 012 Changed Open",
        "s1 revenue 2026-01: none > 01234.5 New Take(0)",
        "s1 revenue 2026-02: none > 0-7.25 New Take(0)",
    ];
    let mut expected = expected.map(str::to_owned).to_vec();
    expected.sort();
    let mut found = lines(&merge);
    found.sort();
    assert_eq!((found, merge.same), (expected, 1));

    let list = intake.sheets.iter().position(|sheet| sheet.file == "list.csv").unwrap();
    let mut mapping = intake.sheets[list].mapping.clone();
    mapping.items.push(("nothing".into(), Some("drugs".into())));
    intake.map(list, mapping, &here);
    let merge = intake.merge(&here);
    let conflict = lines(&merge).into_iter().find(|line| line.contains("Conflict"));
    assert_eq!(conflict.as_deref(), Some("m1 drugs 2026-01: none > 15 330 Conflict Open"));
}
