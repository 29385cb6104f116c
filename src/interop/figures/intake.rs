//! Several files taken in at once: what each of them is, how its sheets are read, and what all of
//! them together would change.

use super::found::{Found, find};
use super::guess::{Hints, guess};
use super::mapping::Mapping;
use super::merge::{Differing, Merge, Source, Stranger, figures_of};
use super::names::WorkbookNames;
use crate::document::Document;
use crate::domain::workbook::Workbook;
use crate::interop::json::{self, ImportError};
use crate::interop::table::{Table, TableError};
use crate::interop::{delimited, tables, text, xlsx};

/// A sheet of a file, and how it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The name of the file.
    pub file: String,
    /// Its cells.
    pub table: Table,
    /// How it is read.
    pub mapping: Mapping,
    /// What it has when it is read so.
    pub found: Found,
}

/// Another workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherBook {
    /// Its figures.
    pub source: Source,
    /// What is not known here.
    pub strangers: Vec<Stranger>,
}

/// Why a file is not taken in.
#[derive(Debug)]
pub enum Trouble {
    /// It is no table that can be read.
    Table(TableError),
    /// It is no workbook that can be read.
    Workbook(ImportError),
}

/// Files that are about to be merged.
#[derive(Debug, Default)]
pub struct Intake {
    /// The sheets of spreadsheets and texts.
    pub sheets: Vec<Sheet>,
    /// The workbooks.
    pub books: Vec<OtherBook>,
    /// The files that are not taken in, and why.
    pub refused: Vec<(String, Trouble)>,
}

impl Intake {
    /// Takes in a file: a workbook of this program, a spreadsheet, or a text of fields.
    pub fn add(&mut self, file: &str, bytes: &[u8], workbook: &Workbook, hints: &Hints) {
        let trouble = if is_json(bytes) {
            json::read(bytes)
                .map(|document| self.add_book(file, &document, workbook))
                .map_err(Trouble::Workbook)
        } else {
            tables(bytes).map(|tables| self.add_tables(file, tables, workbook, hints)).map_err(Trouble::Table)
        };
        if let Err(trouble) = trouble {
            self.refused.push((file.to_owned(), trouble));
        }
    }

    /// Takes in a text of fields: pasted, or of an encoding that only the browser knows.
    pub fn add_text(&mut self, file: &str, text: &str, workbook: &Workbook, hints: &Hints) {
        match delimited::read(text) {
            Ok(table) => self.add_tables(file, vec![table], workbook, hints),
            Err(error) => self.refused.push((file.to_owned(), Trouble::Table(error))),
        }
    }

    fn add_tables(&mut self, file: &str, tables: Vec<Table>, workbook: &Workbook, hints: &Hints) {
        let names = WorkbookNames::new(workbook);
        self.sheets.extend(tables.into_iter().map(|table| {
            let mapping = guess(&table, &names, workbook, hints);
            let found = find(&table, &mapping, &names, workbook);
            Sheet { file: file.to_owned(), table, mapping, found }
        }));
    }

    fn add_book(&mut self, file: &str, document: &Document, workbook: &Workbook) {
        let (figures, strangers) = figures_of(&document.workbook, &WorkbookNames::new(workbook));
        self.books.push(OtherBook { source: Source { name: file.to_owned(), figures }, strangers });
    }

    /// Reads a sheet by another mapping.
    pub fn map(&mut self, sheet: usize, mapping: Mapping, workbook: &Workbook) {
        if let Some(sheet) = self.sheets.get_mut(sheet) {
            sheet.found = find(&sheet.table, &mapping, &WorkbookNames::new(workbook), workbook);
            sheet.mapping = mapping;
        }
    }

    /// What the files would change. What differs from a single table is taken, because that is what
    /// the person opened it for; what differs in workbooks and among several files is asked about.
    #[must_use]
    pub fn merge(&self, workbook: &Workbook) -> Merge {
        let mut sources: Vec<Source> = Vec::new();
        for Sheet { file, found, .. } in &self.sheets {
            match sources.last_mut().filter(|source| source.name == *file) {
                Some(source) => source.figures.extend(found.figures.iter().cloned()),
                None => sources.push(Source { name: file.clone(), figures: found.figures.clone() }),
            }
        }
        let one_table = sources.len() == 1 && self.books.is_empty();
        sources.extend(self.books.iter().map(|book| book.source.clone()));
        Merge::new(sources, workbook, if one_table { Differing::Take } else { Differing::Ask })
    }
}

/// A document of this program begins with a brace, whatever its encoding.
fn is_json(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(64)).unwrap_or_default();
    let even = start.get(..start.len() / 2 * 2).unwrap_or_default();
    let text = text::decode(even).unwrap_or_else(|| String::from_utf8_lossy(start).into_owned());
    !xlsx::is_spreadsheet(bytes) && text.trim_start().starts_with('{')
}
