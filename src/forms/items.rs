//! Items that are made while a formula is written, and words that complete it.

use std::sync::Arc;

use super::{Key, Refusal, Subject, What, edit};
use crate::domain::design::{code_for, new_item, unknown_words};
use crate::domain::edit::{Change, Edit};
use crate::domain::expression::{Expression, is_of_code};
use crate::domain::id::ItemId;
use crate::domain::item::{Item, MonthRule};
use crate::domain::measure::{Measure, Substitute};
use crate::domain::method::Formula;
use crate::domain::name::{Language, Name};
use crate::domain::needs::items_of;
use crate::domain::workbook::Workbook;

/// Most items that complete a word.
const MOST: usize = 6;

/// What can be done with the text of a formula.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Names for which an item can be made.
    pub make: Vec<String>,
    /// Texts with the last word completed, each with the name of its item.
    pub complete: Vec<(String, String)>,
}

/// What can be done with the text of a formula over items.
#[must_use]
pub fn offer(workbook: &Workbook, what: What, text: &str, language: Language) -> Offer {
    let make = match Expression::parse(text) {
        Ok(expression) => {
            let unknown = unknown_words(&expression, workbook).into_iter();
            unknown.filter(|word| !own_words(what).contains(&&**word)).map(|word| word.to_string()).collect()
        }
        Err(_) if is_name(text) => vec![text.trim().to_owned()],
        Err(_) => Vec::new(),
    };
    Offer { make, complete: completions(workbook, text, language) }
}

/// The words that a formula of this field may use beside items.
fn own_words(what: What) -> &'static [&'static str] {
    match what {
        What::Points => &Formula::WORDS,
        What::VetoCondition => &["actual", "target", "points", "percent"],
        What::Substitute => &Substitute::WORDS,
        _ => &[],
    }
}

/// Whether a text that is no formula can be the name of an item.
fn is_name(text: &str) -> bool {
    let signs = "+-*/^()<>=,\"“”×÷−≤≥≠";
    text.contains(|c: char| is_of_code(c) && !c.is_ascii_digit()) && !text.contains(|c| signs.contains(c))
}

/// Items whose code or name begins with the last word, or holds it where that has two letters.
fn completions(workbook: &Workbook, text: &str, language: Language) -> Vec<(String, String)> {
    let start = text.rfind(|c| !is_of_code(c)).map_or(0, |at| {
        at.saturating_add(text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8))
    });
    let (before, word) = text.split_at_checked(start).unwrap_or((text, ""));
    let word = word.to_ascii_lowercase();
    if word.is_empty() {
        return Vec::new();
    }
    let matches = |item: &&Item| {
        let name = item.name.text(language).to_ascii_lowercase();
        *item.code != *word && (item.code.to_ascii_lowercase().contains(&word) || name.contains(&word))
    };
    let found = workbook.items.iter().filter(matches).take(MOST);
    found.map(|item| (format!("{before}{}", item.code), item.name.text(language).to_owned())).collect()
}

/// The edit that makes the items that the text of a formula names and the workbook does not have,
/// and takes the text.
///
/// # Errors
/// As [`edit`].
pub fn make_items(
    workbook: &Workbook,
    subject: &Subject,
    key: Key,
    text: &str,
    language: Language,
) -> Result<Edit, Refusal> {
    let mut made = workbook.clone();
    let mut edits = Vec::new();
    let is_formula = Expression::parse(text).is_ok();
    for name in offer(workbook, key.what, text, language).make {
        let mut item = new_item(&name.replace('_', " "), &made);
        if is_formula {
            // The word that stands in the formula has to be the code, unless it is a name in quotes.
            item.name = Name::plain(&name);
            if Expression::parse(&name).is_ok_and(|word| word.is_one_item()) {
                item.code = Arc::from(name.as_str());
            }
        }
        let change = Change::Insert(made.items.len(), Box::new(item.clone()));
        made.items.push(item);
        edits.push(Edit::Items(change));
    }
    let text = if is_formula { text.to_owned() } else { code_of_last(&made, text) };
    edits.push(edit(&made, subject, key, &text, language)?);
    Ok(Edit::Several(edits))
}

fn code_of_last(workbook: &Workbook, text: &str) -> String {
    workbook.items.last().map_or_else(|| text.to_owned(), |item| item.code.to_string())
}

/// The edit that takes out the item that was made with a measure, when the measure has turned to
/// another one and nothing is entered in it.
pub(super) fn left_behind(workbook: &Workbook, before: &Measure, after: &Measure) -> Vec<Edit> {
    let made_with = |item: &&Item| {
        let names = |language| item.name.text(language) == before.name.text(language);
        before.actual.is_one_item()
            && *item.code == *before.actual.text()
            && Language::ALL.into_iter().all(names)
    };
    let Some(item) = workbook.items.iter().find(made_with) else {
        return Vec::new();
    };
    let names_it = |expression: &Expression| {
        expression.references().iter().any(|own| own.name == item.code || item.name.is(&own.name))
    };
    if after.expressions().any(names_it) || workbook.figures.iter().any(|(_, _, own, _)| *own == item.id) {
        return Vec::new();
    }
    let mut without = workbook.clone();
    for card in &mut without.scorecards {
        for revision in &mut card.revisions {
            revision.measures_mut().filter(|own| own.id == after.id).for_each(|own| *own = after.clone());
        }
    }
    let used = is_used(&without, &item.id);
    let place = workbook.items.iter().position(|own| own.id == item.id).filter(|_| !used);
    place.map(|place| Edit::Items(Change::Remove(place))).into_iter().collect()
}

/// Whether a measure of any scorecard reads the item, or the months of another weigh by it.
fn is_used(workbook: &Workbook, id: &ItemId) -> bool {
    let weighs =
        workbook.items.iter().any(|item| matches!(&item.month_rule, MonthRule::WeightedMean(by) if by == id));
    weighs || workbook.units.iter().any(|unit| items_of(workbook, &unit.id).iter().any(|item| item.id == *id))
}

/// The code of a new measure's own item, and the edit that makes the item; no edit where there is
/// an item of this name.
pub(super) fn own_item(workbook: &Workbook, name: &str) -> (String, Option<Edit>) {
    if let Some(item) = workbook.items.iter().find(|item| item.name.is(name)) {
        return (item.code.to_string(), None);
    }
    let code = code_for(name, workbook);
    let change = Change::Insert(workbook.items.len(), Box::new(new_item(name, workbook)));
    (code, Some(Edit::Items(change)))
}
