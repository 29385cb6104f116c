//! Figures of one file or of several beside those of the workbook: what is new, what differs, where
//! files contradict each other, and the edit that takes what was decided.

use std::sync::Arc;

use super::found::FoundFigure;
use super::names::{Meaning, WorkbookNames};
use crate::domain::edit::{Edit, FigureChange};
use crate::domain::figure::{Cell, Figure};
use crate::domain::id::{ItemId, UnitId};
use crate::domain::name::Language;
use crate::domain::order::sort_by;
use crate::domain::period::Month;
use crate::domain::workbook::Workbook;
use crate::interop::xlsx;

/// The figures of one file, or of one sheet of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is called.
    pub name: String,
    /// Its figures.
    pub figures: Vec<FoundFigure>,
}

/// What is done where a single new figure differs from the one that is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Differing {
    /// It is taken: the person imports one file to change figures.
    Take,
    /// The person decides: files of others come together.
    Ask,
}

/// What was decided about a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Nothing yet.
    Open,
    /// The figure that is here stays.
    Keep,
    /// The figure of this offer is taken.
    Take(usize),
}

/// What the files have for a figure, beside what is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// There is none here, and the files agree.
    New,
    /// There is another one here, and the files agree.
    Changed,
    /// The files contradict each other.
    Conflict,
}

/// A figure that some file has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Which of the sources.
    pub source: usize,
    /// What it has.
    pub found: FoundFigure,
}

/// A figure that is new or differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whose figure.
    pub cell: Cell,
    /// The figure that is here.
    pub here: Figure,
    /// Those of the files, in their order.
    pub offers: Vec<Offer>,
    /// What they are to the one here.
    pub kind: Kind,
    /// What was decided.
    pub choice: Choice,
}

/// What is about to change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merge {
    /// The names of the sources.
    pub sources: Vec<String>,
    /// The figures that are new or differ, by unit, item and month.
    pub lines: Vec<Line>,
    /// How many figures of the files are those that are here.
    pub same: usize,
}

impl Merge {
    /// Puts the figures of `sources` beside those of `workbook`.
    #[must_use]
    pub fn new(sources: Vec<Source>, workbook: &Workbook, differing: Differing) -> Self {
        let mut merge = Self::default();
        let mut offers = Vec::new();
        for (source, Source { name, figures }) in sources.into_iter().enumerate() {
            merge.sources.push(name);
            offers.extend(figures.into_iter().map(|found| Offer { source, found }));
        }
        // Stable, so the offers of one figure stay in the order of their files.
        sort_by(&mut offers, |a, b| a.found.cell.cmp(&b.found.cell));
        let mut offers = offers.into_iter().peekable();
        while let Some(first) = offers.next() {
            let mut of_one = vec![first];
            while let Some(next) =
                offers.next_if(|next| of_one.iter().all(|o| o.found.cell == next.found.cell))
            {
                of_one.push(next);
            }
            match Line::new(of_one, workbook, differing) {
                Some(line) => merge.lines.push(line),
                None => merge.same += 1,
            }
        }
        merge
    }

    /// How many figures nobody has decided about.
    #[must_use]
    pub fn open(&self) -> usize {
        self.lines.iter().filter(|line| line.choice == Choice::Open).count()
    }

    /// How many figures would change.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.lines.iter().filter(|line| matches!(line.choice, Choice::Take(_))).count()
    }

    /// Decides every line on which a file differs or contradicts: by the offer of `source` where it
    /// has one, and to keep what is here where `source` is `None`.
    pub fn decide_all(&mut self, source: Option<usize>) {
        for line in self.lines.iter_mut().filter(|line| line.kind != Kind::New) {
            match source {
                None => line.choice = Choice::Keep,
                Some(source) => {
                    if let Some(offer) = line.offers.iter().position(|offer| offer.source == source) {
                        line.choice = Choice::Take(offer);
                    }
                }
            }
        }
    }

    /// The edit that takes what was decided; `None` while something is open.
    #[must_use]
    pub fn edit(&self) -> Option<Edit> {
        if self.open() > 0 {
            return None;
        }
        let mut changes = Vec::new();
        let mut notes = Vec::new();
        for (cell, found) in self.lines.iter().filter_map(|line| Some((&line.cell, line.taken()?))) {
            changes.push(FigureChange { cell: cell.clone(), figure: found.figure });
            if let Some(note) = &found.note {
                notes.push(Edit::SetNote { cell: cell.clone(), note: Some(note.clone()) });
            }
        }
        Some(Edit::Several(std::iter::once(Edit::SetFigures(changes)).chain(notes).collect()))
    }
}

impl Line {
    /// `None` where all offers are what is here.
    fn new(mut offers: Vec<Offer>, workbook: &Workbook, differing: Differing) -> Option<Self> {
        let cell = offers.first()?.found.cell.clone();
        let here = workbook.figures.get(&cell.unit, &cell.item, cell.month);
        for Offer { found, .. } in &mut offers {
            found.figure = beside(here, found);
        }
        let first = offers.iter().find(|offer| offer.found.figure != here)?.found.figure;
        let agree = offers.iter().all(|offer| offer.found.figure == first || offer.found.figure == here);
        let contradict = offers.iter().any(|offer| offer.found.figure != first);
        let kind = match here {
            _ if !agree || (contradict && here != Figure::Missing) => Kind::Conflict,
            Figure::Missing => Kind::New,
            _ => Kind::Changed,
        };
        let choice = match (kind, differing) {
            (Kind::New, _) | (Kind::Changed, Differing::Take) => Choice::Take(0),
            _ => Choice::Open,
        };
        Some(Self { cell, here, offers, kind, choice })
    }

    fn taken(&self) -> Option<&FoundFigure> {
        match self.choice {
            Choice::Take(offer) => self.offers.get(offer).map(|offer| &offer.found),
            Choice::Open | Choice::Keep => None,
        }
    }
}

/// The figure of a file as it would stand here: a number for an exempt figure leaves it exempt, as
/// typing does; and a number is the one that is here when a spreadsheet could not keep more of it.
fn beside(here: Figure, found: &FoundFigure) -> Figure {
    let kept = |old, new| if found.of_spreadsheet && xlsx::as_kept(old) == new { old } else { new };
    match (here, found.figure) {
        (Figure::Exempt(old), Figure::Value(new)) if found.at.is_some() => Figure::Exempt(kept(old, new)),
        (Figure::Value(old), Figure::Value(new)) => Figure::Value(kept(old, new)),
        (_, figure) => figure,
    }
}

/// A name in another workbook that leads to nothing here, and how many figures it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// The identity of the unit, where that is the one.
    pub unit: Option<UnitId>,
    /// The identity of the item, where that is the one.
    pub item: Option<ItemId>,
    /// How many figures are not taken for it.
    pub figures: u32,
}

/// The figures of another workbook for those of this one: units and items are the same by identity,
/// else by code or name. A figure that is missing there says nothing.
#[must_use]
pub fn figures_of(other: &Workbook, names: &WorkbookNames) -> (Vec<FoundFigure>, Vec<Stranger>) {
    let mut figures = Vec::new();
    let mut strangers: Vec<Stranger> = Vec::new();
    for (unit, year, item, months) in other.figures.iter() {
        let entered = Month::january(year)
            .months_of_year()
            .zip(months)
            .filter(|(_, figure)| **figure != Figure::Missing);
        let (known_unit, known_item) = (unit_here(other, unit, names), item_here(other, item, names));
        if let (Some(unit_here), Some(item_here)) = (&known_unit, &known_item) {
            figures.extend(entered.map(|(month, figure)| {
                let there = Cell { unit: unit.clone(), item: item.clone(), month };
                let cell = Cell { unit: unit_here.clone(), item: item_here.clone(), month };
                let note: Option<Arc<str>> = other.notes.get(&there).cloned();
                FoundFigure { cell, figure: *figure, note, at: None, echo: false, of_spreadsheet: false }
            }));
            continue;
        }
        let unit = known_unit.is_none().then(|| unit.clone());
        let item = if unit.is_some() { None } else { Some(item.clone()) };
        let count = u32::try_from(entered.count()).unwrap_or(u32::MAX);
        match strangers.iter_mut().find(|known| known.unit == unit && known.item == item) {
            Some(known) => known.figures = known.figures.saturating_add(count),
            None => strangers.push(Stranger { unit, item, figures: count }),
        }
    }
    (figures, strangers)
}

fn unit_here(other: &Workbook, id: &UnitId, names: &WorkbookNames) -> Option<UnitId> {
    let by_id = names.unit(id.as_str());
    let name = || other.unit(id).map(|unit| unit.name.text(Language::English).to_owned());
    match by_id {
        Meaning::One(unit) => Some(unit),
        _ => match names.unit(&name()?) {
            Meaning::One(unit) => Some(unit),
            _ => None,
        },
    }
}

fn item_here(other: &Workbook, id: &ItemId, names: &WorkbookNames) -> Option<ItemId> {
    if let Meaning::One(item) = names.item(id.as_str()) {
        return Some(item);
    }
    let item = other.item(id)?;
    let names = [item.code.as_ref(), item.name.text(Language::English)].map(|n| names.item(n));
    names.into_iter().find_map(|meaning| match meaning {
        Meaning::One(item) => Some(item),
        _ => None,
    })
}
