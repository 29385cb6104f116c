//! What a change of the change log is about, in words. What it was and is stands in the log as the
//! file has it.

use super::keeping_words::keeping_words;
use super::month;
use crate::domain::change_log::Changed;
use crate::domain::figure::Cell;
use crate::domain::name::{Language, Name};
use crate::domain::workbook::Workbook;

/// The subject of a change: a place for figures, a unit, an item. What is gone is named by its
/// identity.
#[must_use]
pub fn subject(what: &Changed, workbook: &Workbook, language: Language) -> String {
    let words = keeping_words(language);
    let name = |name: Option<&Name>, id: &str| name.map_or(id, |name| name.text(language)).to_owned();
    let place = |cell: &Cell| {
        let item = name(workbook.item(&cell.item).map(|it| &it.name), cell.item.as_str());
        let unit = name(workbook.unit(&cell.unit).map(|it| &it.name), cell.unit.as_str());
        super::list_of(&[item, unit, month::format(cell.month, language)], language)
    };
    let of = |kind: &str, name: String| format!("{kind} {name}");
    match what {
        Changed::Figure(cell) => place(cell),
        Changed::Note(cell) => of(words.log_note, place(cell)),
        Changed::Figures => words.log_figures.to_owned(),
        Changed::Unit(id) => of(words.log_unit, name(workbook.unit(id).map(|it| &it.name), id.as_str())),
        Changed::Item(id) => of(words.log_item, name(workbook.item(id).map(|it| &it.name), id.as_str())),
        Changed::Kind(id) => {
            let kind = workbook.kinds.iter().find(|kind| kind.id == *id);
            of(words.log_kind, name(kind.map(|it| &it.name), id.as_str()))
        }
        Changed::Scorecard(id) => {
            of(words.log_scorecard, name(workbook.scorecard(id).map(|it| &it.name), id.as_str()))
        }
        Changed::Closing { scorecard, period } => {
            let card = name(workbook.scorecard(scorecard).map(|it| &it.name), scorecard.as_str());
            let period = month::format_period(*period, workbook.first_month, language);
            of(words.log_closing, super::list_of(&[card, period], language))
        }
        Changed::Workbook => words.log_workbook.to_owned(),
    }
}
