//! Tables as people lay them out, read as figures: the layout is guessed, the rest is named.

use std::sync::Arc;

use counterpoise::domain::figure::Figure;
use counterpoise::domain::name::{Language, Name};
use counterpoise::domain::workbook::{NumberStyle, Workbook};
use counterpoise::interop::delimited;
use counterpoise::interop::figures::{
    Found, FoundFigure, Hints, Mapping, Place, Refusal, WorkbookNames, find, guess, list,
};
use counterpoise::interop::table::{Table, column_name};
use counterpoise::interop::tables;
use counterpoise::typed::comparable;

use crate::books::{at, enter, monthly, unit};
use crate::xlsx_files::workbook_with;

fn three(en: &str, zh_hans: &str, zh_hant: &str) -> Name {
    Name::Translated { en: Arc::from(en), zh_hans: Arc::from(zh_hans), zh_hant: Arc::from(zh_hant) }
}

/// Two departments, one with three names; revenue, a share in percent, and operations.
pub(crate) fn book() -> Workbook {
    let mut book = monthly(&["revenue", "drugs", "ops"], Vec::new());
    book.units = vec![unit("s1", None), unit("m1", None)];
    book.units[0].name = Name::plain("外一科");
    book.units[1].name = three("Medicine", "内科", "內科");
    book.scorecards[0].units = book.units.iter().map(|unit| unit.id.clone()).collect();
    book.items[0].name = three("Revenue", "业务收入", "業務收入");
    book.items[1].name = three("Drug share", "药占比", "藥占比");
    book.items[1].code = Arc::from("drug_share");
    book.items[1].unit_of_measure = Name::plain("%");
    book.items[2].name = three("Operations", "手术量", "手術量");
    book
}

fn hints() -> Hints {
    Hints { unit: Some("s1".into()), month: Some(at("2026-05")), year: Some(2026) }
}

fn read_table(table: &Table, book: &Workbook, change: impl FnOnce(&mut Mapping)) -> (Mapping, Found) {
    let names = WorkbookNames::new(book);
    let mut mapping = guess(table, &names, book, &hints());
    change(&mut mapping);
    let found = find(table, &mapping, &names, book);
    (mapping, found)
}

fn table(text: &str) -> Table {
    delimited::read(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn shown(figure: &FoundFigure) -> String {
    let value = match figure.figure {
        Figure::Missing => "missing".to_owned(),
        Figure::NotApplicable => "n/a".to_owned(),
        Figure::Value(value) => value.to_string(),
        Figure::Exempt(value) => format!("exempt {value}"),
    };
    let cell = &figure.cell;
    format!("{} {} {} {value}{}", cell.unit, cell.item, cell.month, if figure.echo { " ?" } else { "" })
}

fn figures(found: &Found) -> Vec<String> {
    found.figures.iter().map(shown).collect()
}

/// Refused cells as `B3 "text" why`, unknown names as `Axis "text" at (cells)`.
fn left_out(found: &Found) -> Vec<String> {
    let refused = found
        .refused
        .iter()
        .map(|refused| format!("{} {:?} {:?}", refused.at.name(), refused.text, refused.why));
    let unknown = found.unknown.iter().map(|unknown| {
        let several = if unknown.several { " several" } else { "" };
        format!("{:?} {:?} {} ({}){several}", unknown.axis, unknown.text, unknown.at.name(), unknown.cells)
    });
    refused.chain(unknown).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str], expected_left_out: &[&str]) {
    let (_, found) = read_table(&table(text), &book(), |_| {});
    assert_eq!(figures(&found), expected, "{text}");
    assert_eq!(left_out(&found), expected_left_out, "{text}");
}

#[test]
fn items_by_months_of_the_unit_on_the_screen() {
    check(
        "数据项\t单位\t1月\t2月\t合计\n业务收入\t万元\t5\t6\t11\n手术量\t例\t7\t\t7\n合计\t\t12\t6\t18",
        &["s1 revenue 2026-01 5", "s1 revenue 2026-02 6", "s1 ops 2026-01 7"],
        &["Month \"合计\" E1 (3)", "Item \"合计\" A4 (3)"],
    );
}

#[test]
fn the_unit_and_the_year_may_stand_in_the_title() {
    check(
        "内科2025年绩效数据,,\n,1月,2月\n业务收入,5,6",
        &["m1 revenue 2025-01 5", "m1 revenue 2025-02 6"],
        &[],
    );
    check(
        "Medicine\n\nItem,Jan 2025,Feb 2025\nRevenue,5,6\nOperations,7,8",
        &["m1 revenue 2025-01 5", "m1 revenue 2025-02 6", "m1 ops 2025-01 7", "m1 ops 2025-02 8"],
        &[],
    );
}

#[test]
fn units_by_items_of_one_month() {
    check(
        "2026年3月\n科室,业务收入（万元）,手术量\n外一科,5,6\n內科,7,8\n全院合计,12,14",
        &["s1 revenue 2026-03 5", "s1 ops 2026-03 6", "m1 revenue 2026-03 7", "m1 ops 2026-03 8"],
        &["Unit \"全院合计\" A5 (2)"],
    );
    // Without a month it is that of the screen.
    check("科室,业务收入\n外一科,5\n内科,6", &["s1 revenue 2026-05 5", "m1 revenue 2026-05 6"], &[]);
}

#[test]
fn units_by_months_of_one_item() {
    check(
        "手术量\n科室,2026-01,2026-02\n外一科,5,6\n内科,7,8",
        &["s1 ops 2026-01 5", "s1 ops 2026-02 6", "m1 ops 2026-01 7", "m1 ops 2026-02 8"],
        &[],
    );
}

#[test]
fn units_and_items_by_months() {
    check(
        "科室,数据项,2026/1,2026/2\n外一科,业务收入,5,6\n外一科,ops,7,8\n内科,drug_share,9,10",
        &[
            "s1 revenue 2026-01 5",
            "s1 revenue 2026-02 6",
            "s1 ops 2026-01 7",
            "s1 ops 2026-02 8",
            "m1 drugs 2026-01 9",
            "m1 drugs 2026-02 10",
        ],
        &[],
    );
}

#[test]
fn lists_with_a_figure_in_each_row() {
    check(
        "科室;数据项;月份;数值\n外一科;业务收入;2026-03;1,5\n内科;手术量;2026年4月;7",
        &["s1 revenue 2026-03 1.5", "m1 ops 2026-04 7"],
        &[],
    );
    // Year and month apart; the target is not the figure.
    check(
        "年,月,科室,数据项,目标值,实际值\n2025,3,s1,revenue,10,5\n2025,4,m1,ops,10,6",
        &["s1 revenue 2025-03 5", "m1 ops 2025-04 6"],
        &[],
    );
    // Of one unit and one month.
    check("业务收入,5\n手术量,6", &["s1 revenue 2026-05 5", "s1 ops 2026-05 6"], &[]);
}

#[test]
fn months_down_and_items_across() {
    check(
        "月份,业务收入,手术量\n1月,5,6\n2月,7,8",
        &["s1 revenue 2026-01 5", "s1 ops 2026-01 6", "s1 revenue 2026-02 7", "s1 ops 2026-02 8"],
        &[],
    );
}

#[test]
fn months_that_are_only_numbers() {
    check(
        "item,1,2,3\nrevenue,5,6,7\nops,8,9,10",
        &[
            "s1 revenue 2026-01 5",
            "s1 revenue 2026-02 6",
            "s1 revenue 2026-03 7",
            "s1 ops 2026-01 8",
            "s1 ops 2026-02 9",
            "s1 ops 2026-03 10",
        ],
        &[],
    );
}

#[test]
fn years_above_months_and_months_above_items() {
    check(
        "数据项,2025年,,2026年,\n,11月,12月,1月,2月\n业务收入,1,2,3,4",
        &["s1 revenue 2025-11 1", "s1 revenue 2025-12 2", "s1 revenue 2026-01 3", "s1 revenue 2026-02 4"],
        &[],
    );
}

#[test]
fn values_as_people_write_them() {
    check(
        "科室,数据项,2026-01\ns1,revenue,\"1,234.5\"\ns1,drugs,12 %\nm1,revenue,12 %\nm1,ops,１２３\nm1,drugs,不适用\n",
        &[
            "s1 revenue 2026-01 1234.5",
            "s1 drugs 2026-01 12",
            "m1 revenue 2026-01 0.12 ?",
            "m1 ops 2026-01 123",
            "m1 drugs 2026-01 n/a",
        ],
        &[],
    );
    check(
        "科室,数据项,2026-01\ns1,revenue,\"1,234\"\ns1,drugs,about 5\nm1,revenue,\nm1,ops,0\nm1,drugs,#DIV/0!\nm1,drugs,99999999999999999999999999999999",
        &["s1 revenue 2026-01 1234 ?", "m1 ops 2026-01 0"],
        &[
            "C3 \"about 5\" NotANumber",
            "C6 \"#DIV/0!\" NotANumber",
            "C7 \"99999999999999999999999999999999\" TooManyDigits",
        ],
    );
}

#[test]
fn the_style_of_numbers_is_that_of_the_workbook() {
    let mut book = book();
    book.number_style = NumberStyle::Comma;
    let (_, found) = read_table(&table("item;2026-01\nrevenue;1,234\nops;1.234"), &book, |_| {});
    assert_eq!(figures(&found), ["s1 revenue 2026-01 1.234 ?", "s1 ops 2026-01 1234 ?"]);
}

#[test]
fn numbers_shown_as_percent_and_days_in_a_spreadsheet() {
    let text = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let styled =
        |at: &str, style: u32, value: &str| format!("<c r=\"{at}\" s=\"{style}\"><v>{value}</v></c>");
    let sheet = format!(
        "<sheetData><row r=\"1\">{}{}{}</row><row r=\"2\">{}{}{}</row><row r=\"3\">{}{}{}</row></sheetData>",
        text("A1", "item"),
        styled("B1", 2, "46082"),
        styled("C1", 2, "46113"),
        text("A2", "药占比"),
        styled("B2", 1, "0.465"),
        styled("C2", 0, "46.5"),
        text("A3", "revenue"),
        styled("B3", 1, "0.465"),
        styled("C3", 2, "46113"),
    );
    let styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"17\"/></cellXfs>";
    let tables = tables(&workbook_with(&sheet, "", styles, "")).unwrap();
    let (_, found) = read_table(&tables[0], &book(), |_| {});
    assert_eq!(
        figures(&found),
        ["s1 drugs 2026-03 46.5", "s1 drugs 2026-04 46.5", "s1 revenue 2026-03 0.465"]
    );
    assert_eq!(found.refused[0].why, Refusal::ADay);
}

#[test]
fn names_are_compared_without_blanks_width_case_and_brackets() {
    check(
        "ITEM,2026-01,2026-02\n业务 收入,1,2\nＯＰＳ,3,4\nrevenue (10k),5,6\n藥占比(%),7,8",
        &[
            "s1 revenue 2026-01 1",
            "s1 revenue 2026-02 2",
            "s1 ops 2026-01 3",
            "s1 ops 2026-02 4",
            "s1 revenue 2026-01 5",
            "s1 revenue 2026-02 6",
            "s1 drugs 2026-01 7",
            "s1 drugs 2026-02 8",
        ],
        &[],
    );
    assert_eq!(comparable(" Ａ b１ （c）"), Some("ab1(c)".to_owned()));
    assert_eq!(comparable(&"a".repeat(501)), None);
}

#[test]
fn a_name_that_two_have_leads_to_neither() {
    let mut book = book();
    book.items[2].name = Name::plain("业务收入");
    let (_, found) =
        read_table(&table("item,2026-01,2026-02\n业务收入,1,2\nops,3,4\ndrugs,5,6"), &book, |_| {});
    assert_eq!(left_out(&found), ["Item \"业务收入\" A2 (2) several"]);
    assert_eq!(figures(&found).len(), 4);
}

#[test]
fn the_person_may_say_what_a_name_means() {
    let text = "科室,收入,手术台次,2025年末\n外一科,1,2,3\n妇科,4,5,6\n内科,7,8,9";
    let (mapping, found) = read_table(&table(text), &book(), |mapping| {
        mapping.item = Place::Row(0);
        mapping.first_row = 1;
        mapping.values = None;
        mapping.items = vec![(Arc::from("收入"), Some("revenue".into())), (Arc::from("2025年末"), None)];
        mapping.units = vec![(Arc::from("妇科"), Some("m1".into())), (Arc::from("内科"), None)];
    });
    assert!(mapping.is_complete());
    assert_eq!(mapping.unit, Place::Column(0), "the units were found by those that are known");
    assert_eq!(
        figures(&found),
        ["s1 revenue 2025-05 1", "m1 revenue 2025-05 4"].map(|l| l.replace("2025", "2026"))
    );
    assert_eq!(left_out(&found), ["Item \"手术台次\" C1 (3)"]);
}

#[test]
fn what_nothing_tells_is_left_to_the_person() {
    let names_nothing = table("x,y\n1,2");
    let book = book();
    let mapping = guess(&names_nothing, &WorkbookNames::new(&book), &book, &Hints::default());
    assert!(!mapping.is_complete());
    let found = find(&names_nothing, &mapping, &WorkbookNames::new(&book), &book);
    assert_eq!(found, Found::default());
}

#[test]
fn the_list_of_figures_reads_back() {
    let mut book = book();
    book.units[1].name = Name::plain("=cmd, \"x\"");
    for (unit, item, month, figure) in [
        ("s1", "revenue", "2026-01", "-0.02"),
        ("s1", "drugs", "2026-01", "n/a"),
        ("m1", "ops", "2025-12", "0.00026925956446016697"),
        ("m1", "ops", "2026-01", "exempt 7"),
    ] {
        enter(&mut book, unit, item, month, figure);
    }
    let csv = list::to_csv(&book, Language::SimplifiedChinese);
    let expected = "\u{feff}unit,unit_name,item,item_name,month,value,exempt,note\r\n\
        m1,\"'=cmd, \"\"x\"\"\",ops,手术量,2025-12,0.00026925956446016697,,\r\n\
        m1,\"'=cmd, \"\"x\"\"\",ops,手术量,2026-01,7,yes,\r\n\
        s1,外一科,drug_share,药占比,2026-01,n/a,,\r\n\
        s1,外一科,revenue,业务收入,2026-01,-0.02,,\r\n";
    assert_eq!(csv, expected);
    let tables = tables(csv.as_bytes()).unwrap();
    let (_, found) = read_table(&tables[0], &book, |_| {});
    let read = [
        "m1 ops 2025-12 0.00026925956446016697",
        "m1 ops 2026-01 7",
        "s1 drugs 2026-01 n/a",
        "s1 revenue 2026-01 -0.02",
    ];
    assert_eq!(figures(&found), read);
    assert_eq!(left_out(&found), [""; 0]);
}

#[test]
fn columns_are_named_as_a_spreadsheet_names_them() {
    for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
        assert_eq!(column_name(column), name);
    }
}

#[test]
fn headings_of_merged_cells_hold_for_all_of_them() {
    let text = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"str\"><v>{text}</v></c>");
    let number = |at: &str, value: u32| format!("<c r=\"{at}\"><v>{value}</v></c>");
    let sheet = format!(
        "<sheetData><row r=\"1\">{}{}</row><row r=\"2\">{}{}</row><row r=\"3\">{}{}{}{}</row><row r=\"4\">{}{}{}</row></sheetData>\
         <mergeCells><mergeCell ref=\"C1:D1\"/><mergeCell ref=\"A3:A4\"/></mergeCells>",
        text("A1", "科室"),
        number("C1", 2025),
        text("C2", "11月"),
        text("D2", "12月"),
        text("A3", "内科"),
        text("B3", "业务收入"),
        number("C3", 5),
        number("D3", 6),
        text("B4", "手术量"),
        number("C4", 7),
        number("D4", 8),
    );
    let tables = tables(&workbook_with(&sheet, "", "", "")).unwrap();
    let (mapping, found) = read_table(&tables[0], &book(), |_| {});
    assert_eq!(mapping.unit, Place::Column(0));
    let expected = ["m1 revenue 2025-11 5", "m1 revenue 2025-12 6", "m1 ops 2025-11 7", "m1 ops 2025-12 8"];
    assert_eq!(figures(&found), expected);
}
