//! Writing a workbook: sheets of texts, numbers and formulas in a few styles.
//!
//! A text is never a formula: it is written as a text, and
//! where it looks like one it is marked as such (`quotePrefix`), as a spreadsheet marks `'=1+1`.

use rust_decimal::Decimal;

use super::deflate::deflate;
use super::zip::{END, ENTRY, LISTED, check_sum};
use crate::interop::csv::FORMULA_SIGNS;
use crate::interop::table::column_name;

/// What a cell looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// As the program that opens it likes.
    #[default]
    Plain,
    /// Large and bold.
    Title,
    /// Bold, with a line below; wrapped.
    Heading,
    /// A place for a number, framed.
    Entry,
    /// Words of help, wrapped.
    Help,
}

/// What is in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Words; never read as a formula.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A formula without its `=`, and what it came to.
    Formula(String, Option<Decimal>),
    /// The same where it came to words.
    TextFormula(String, String),
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What is in it.
    pub value: Value,
    /// What it looks like.
    pub style: Style,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its width in characters; 0 hides it.
    pub width: u32,
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; [`write`] makes it one that a spreadsheet takes.
    pub name: String,
    /// The columns from the first on.
    pub columns: Vec<Column>,
    /// The rows from the first on.
    pub rows: Vec<Vec<Cell>>,
    /// Rows and columns that stay in sight, and are printed on every page.
    pub headings: (u32, u32),
}

/// The most characters of the name of a sheet, in UTF-16.
const LONGEST_NAME: usize = 31;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The styles in the order of [`Style`], each followed by the same for a text that looks like a
/// formula.
const STYLES: &str = r#"<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"/><diagonal/></border><border><left style="hair"/><right style="hair"/><top style="hair"/><bottom style="hair"/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#;

/// Font, border and alignment of each style.
const LOOKS: [(u32, u32, &str); 5] = [(0, 0, ""), (2, 0, ""), (1, 1, "1"), (0, 2, ""), (0, 0, "1")];

/// The bytes of a workbook with these sheets.
#[must_use]
pub fn write(sheets: &[Sheet]) -> Vec<u8> {
    let names = names(sheets.iter().map(|sheet| sheet.name.as_str()));
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types(sheets.len())),
        ("_rels/.rels".to_owned(), relations(&[("officeDocument".to_owned(), "xl/workbook.xml".to_owned())])),
        ("xl/workbook.xml".to_owned(), workbook(sheets, &names)),
        ("xl/_rels/workbook.xml.rels".to_owned(), workbook_relations(sheets.len())),
        ("xl/styles.xml".to_owned(), styles()),
    ];
    for (number, sheet) in (1..).zip(sheets) {
        parts.push((format!("xl/worksheets/sheet{number}.xml"), sheet_xml(sheet)));
    }
    archive(&parts)
}

fn content_types(sheets: usize) -> String {
    let part = |name: &str, kind: &str| {
        format!("<Override PartName=\"/xl/{name}.xml\" ContentType=\"{TYPES}.{kind}+xml\"/>")
    };
    let sheets: String = (1..=sheets).map(|n| part(&format!("worksheets/sheet{n}"), "worksheet")).collect();
    format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{sheets}</Types>",
        part("workbook", "sheet.main"),
        part("styles", "styles"),
    )
}

/// Relations of a kind to a part, numbered from 1.
fn relations(to: &[(String, String)]) -> String {
    let one = |(number, (kind, target)): (usize, &(String, String))| {
        format!("<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let all: String = (1..).zip(to).map(one).collect();
    format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>")
}

fn workbook_relations(sheets: usize) -> String {
    let sheet = |number| ("worksheet".to_owned(), format!("worksheets/sheet{number}.xml"));
    let styles = ("styles".to_owned(), "styles.xml".to_owned());
    relations(&(1..=sheets).map(sheet).chain([styles]).collect::<Vec<_>>())
}

fn workbook(sheets: &[Sheet], names: &[String]) -> String {
    let sheet = |(number, name): (usize, &String)| {
        format!("<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>", escaped(name))
    };
    let listed: String = (1..).zip(names).map(sheet).collect();
    let titles = |(index, (sheet, name)): (usize, (&Sheet, &String))| {
        let name = escaped(&name.replace('\'', "''"));
        let (rows, columns) = sheet.headings;
        let last = column_name(columns.saturating_sub(1));
        (rows > 0 && columns > 0).then(|| {
            format!("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{index}\">'{name}'!$A:${last},'{name}'!$1:${rows}</definedName>")
        })
    };
    let titles: String = (0..).zip(sheets.iter().zip(names)).filter_map(titles).collect();
    let titles = if titles.is_empty() { titles } else { format!("<definedNames>{titles}</definedNames>") };
    format!(
        "{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{listed}</sheets>{titles}<calcPr fullCalcOnLoad=\"1\"/></workbook>"
    )
}

fn styles() -> String {
    let look = |(font, border, wrapped): &(u32, u32, &str)| {
        let wrap = if wrapped.is_empty() { "" } else { "<alignment vertical=\"top\" wrapText=\"1\"/>" };
        let one = |prefix: &str| {
            format!(
                "<xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"0\" borderId=\"{border}\" xfId=\"0\" applyFont=\"1\" applyBorder=\"1\" applyAlignment=\"1\"{prefix}>{wrap}</xf>"
            )
        };
        one("") + &one(" quotePrefix=\"1\"")
    };
    let looks: String = LOOKS.iter().map(look).collect();
    format!(
        "{DECLARATION}<styleSheet xmlns=\"{MAIN}\">{STYLES}<cellXfs count=\"10\">{looks}</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
    )
}

fn sheet_xml(sheet: &Sheet) -> String {
    let column = |(number, column): (usize, &Column)| {
        let hidden = if column.width == 0 { " hidden=\"1\"" } else { "" };
        let width = column.width.max(1);
        format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"{hidden}/>")
    };
    let columns: String = (1..).zip(&sheet.columns).map(column).collect();
    let columns = if columns.is_empty() { columns } else { format!("<cols>{columns}</cols>") };
    let mut rows = String::new();
    for (number, row) in (1..).zip(&sheet.rows) {
        rows.push_str(&format!("<row r=\"{number}\">"));
        for (column, cell) in (0..).zip(row) {
            write_cell(&mut rows, cell, &format!("{}{number}", column_name(column)));
        }
        rows.push_str("</row>");
    }
    format!(
        "{DECLARATION}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>{}{columns}<sheetData>{rows}</sheetData><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
        panes(sheet.headings),
    )
}

/// Keeps headings in sight.
fn panes((rows, columns): (u32, u32)) -> String {
    if rows == 0 || columns == 0 {
        return String::new();
    }
    let corner = format!("{}{}", column_name(columns), rows.saturating_add(1));
    format!(
        "<sheetViews><sheetView workbookViewId=\"0\"><pane xSplit=\"{columns}\" ySplit=\"{rows}\" topLeftCell=\"{corner}\" activePane=\"bottomRight\" state=\"frozen\"/></sheetView></sheetViews>"
    )
}

fn write_cell(out: &mut String, cell: &Cell, name: &str) {
    let looks_like_formula = matches!(&cell.value, Value::Text(text) if text.starts_with(FORMULA_SIGNS));
    let style = cell.style as usize * 2 + usize::from(looks_like_formula);
    let (kind, inner) = match &cell.value {
        Value::Empty if cell.style == Style::Plain => return,
        Value::Empty => ("", String::new()),
        Value::Text(text) => {
            (" t=\"inlineStr\"", format!("<is><t xml:space=\"preserve\">{}</t></is>", escaped(text)))
        }
        Value::Number(value) => ("", format!("<v>{value}</v>")),
        Value::Formula(formula, result) => {
            let result = result.map(|result| format!("<v>{result}</v>")).unwrap_or_default();
            ("", format!("<f>{}</f>{result}", escaped(formula)))
        }
        Value::TextFormula(formula, result) => {
            (" t=\"str\"", format!("<f>{}</f><v>{}</v>", escaped(formula), escaped(result)))
        }
    };
    out.push_str(&format!("<c r=\"{name}\" s=\"{style}\"{kind}>{inner}</c>"));
}

/// Without what XML forbids, and with its own signs escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(c))),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

/// The names of sheets as a spreadsheet takes them: at most 31 characters, without some signs, and
/// each once.
pub(in crate::interop) fn names<'s>(wanted: impl Iterator<Item = &'s str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in wanted {
        let allowed = |c: char| if c.is_control() || r"\/?*[]:'".contains(c) { ' ' } else { c };
        let plain: String = name.chars().map(allowed).collect();
        let plain = match plain.trim() {
            "" => "-",
            name if name.eq_ignore_ascii_case("history") => "-",
            name => name,
        };
        let taken = |name: &String| names.iter().any(|other| other.eq_ignore_ascii_case(name));
        let numbered = (2..).map(|number| {
            let end = format!(" ({number})");
            format!("{}{end}", cut(plain, LONGEST_NAME - end.len()))
        });
        let mut candidates = std::iter::once(cut(plain, LONGEST_NAME).to_owned()).chain(numbered);
        names.extend(candidates.find(|name| !taken(name)));
    }
    names
}

/// The beginning of a text of at most so many UTF-16 units.
fn cut(text: &str, most: usize) -> &str {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > most {
            return text.get(..at).unwrap_or(text).trim_end();
        }
    }
    text
}

/// A packed file of these parts.
fn archive(parts: &[(String, String)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut list = Vec::new();
    for (name, text) in parts {
        let offset = four(bytes.len());
        let mut facts = Vec::new();
        let packed = deflate(text.as_bytes());
        // Version 2.0, names in UTF-8, deflated, at midnight of 1 January 1980.
        facts.extend([20, 0, 0, 8, 8, 0, 0, 0, 0x21, 0]);
        facts.extend(check_sum(text.as_bytes()).to_le_bytes());
        facts.extend(four(packed.len()));
        facts.extend(four(text.len()));
        facts.extend(two(name.len()));
        facts.extend([0, 0]);
        bytes.extend(ENTRY);
        bytes.extend(&facts);
        bytes.extend(name.bytes());
        bytes.extend(&packed);
        list.extend(LISTED);
        list.extend([20, 0]);
        list.extend(&facts);
        list.extend([0; 10]);
        list.extend(offset);
        list.extend(name.bytes());
    }
    let offset = four(bytes.len());
    bytes.extend(&list);
    bytes.extend(END);
    bytes.extend([0; 4]);
    bytes.extend(two(parts.len()));
    bytes.extend(two(parts.len()));
    bytes.extend(four(list.len()));
    bytes.extend(offset);
    bytes.extend([0, 0]);
    bytes
}

fn two(value: usize) -> [u8; 2] {
    u16::try_from(value).unwrap_or(u16::MAX).to_le_bytes()
}

fn four(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes()
}
